"""How far two careful readers agree: articles marked a second time, scored as a reader's claims against the gold.

`tests/data/second_marks` holds the second marks of 64 articles; its README says how they came about. Of a
field for which the marks name several values that are right alike, the first stands; what they give beyond
the gold counts as inherited, as a program's claims may mark it. Beside them stands the program on the same
articles, and how many of its claims without a partner in the gold the second marks bear out.

    python -m benchmarks.second_marks
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.claim_fields import FIELDS, IDENTIFIER, Claim
from benchmarks.claim_scores import DATA, Figures, Row, gold_rows, is_event, matched, near, score
from benchmarks.read_claims import claims_by_reading

__all__ = ["marks", "read_marks"]

FOLDER = DATA / "second_marks"

out = sys.stdout.write


def read_marks(folder: Path = FOLDER) -> dict[str, list[Claim]]:
    """Give the claims marked in each article, in the gold's form."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return {row["id"]: row["claims"] for row in map(json.loads, lines)}


def marks(row: Row, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """Give claims of the gold's form as a reader's."""
    for claim in claims:
        at = -1
        for _ in range(claim.get("nth", 0) + 1):
            at = row.text.index(claim["quote"], at + 1)
        aircraft = claim.get("aircraft") or {}
        yield {
            "kind": first(claim["kind"]),
            "asserted": claim["asserted"],
            "polarity": claim.get("polarity", "happened" if claim["asserted"] else "unknown"),
            "optional": bool(claim.get("optional")),
            "span": (at, at + len(claim["quote"])),
            "aircraft": {
                "type_designator": first(aircraft.get("type_designator")),
                "airframes": first(aircraft.get("airframes")),
            },
            "events": first(claim.get("events")),
            "operator": {"text": name} if (name := first(claim.get("operator"))) else None,
            "legs": [{end: place(leg.get(end)) for end in ("origin", "destination")} for leg in legs(claim)],
            "place": place(claim.get("place")),
            "date": first(claim.get("date")),
            "pause": claim.get("pause"),
            # A chain left out is arguable; the gold's is then taken for right.
            "chain": None
            if "chain" not in claim
            else [{"name": name.partition("|")[0], "how": "stated"} for name in claim["chain"]],
            "how": dict.fromkeys((*FIELDS, "aircraft"), "inherited"),
        }


def first(told: Any) -> Any:
    """Give the first of several values that are right alike, but not the empty one."""
    several = told if isinstance(told, list) else told["any"] if is_choice(told) else [told]
    return next((each for each in several if each is not None), None)


def is_choice(told: Any) -> bool:
    return isinstance(told, Mapping) and "any" in told


def legs(claim: Claim) -> list[Claim]:
    told = claim.get("legs") or []
    return next((each for each in told["any"] if each), []) if is_choice(told) else told


def place(told: Any) -> dict[str, str | None] | None:
    name = first(told)
    return name and {"text": name, "id": name if IDENTIFIER.fullmatch(name) else None}


def without_chain(row: Row, claims: list[dict[str, Any]]) -> Row:
    """Give an article whose gold says no chain where its partner says none."""
    partner = matched(row, claims)
    gold = [
        {name: value for name, value in claim.items() if name != "chain"}
        if number in partner and claims[partner[number]]["chain"] is None
        else claim
        for number, claim in enumerate(row.claims)
    ]
    return Row(row.id, row.language, row.text, row.first, row.published, tuple(gold), row.collection)


def borne_out(row: Row, mine: list[Claim], second: list[dict[str, Any]]) -> tuple[int, int]:
    """Count a program's events without an event of the gold, and those among them that the second marks have."""
    partner = {j: row.claims[i] for i, j in matched(row, mine).items()}
    golden = [claim for claim in row.claims if is_event(claim)]
    alone = [
        claim
        for number, claim in enumerate(mine)
        if is_event(claim)
        and not (number in partner and is_event(partner[number]))
        and not any(each.get("optional") and near(each["span"], claim["span"]) for each in golden)
    ]
    also = [c for c in alone if any(is_event(s) and near(s["span"], c["span"]) for s in second)]
    return len(alone), len(also)


def say(name: str, figures: Figures) -> None:
    right = (f"{field} {figures.right[field] / figures.n_recalled:.2f}" for field in FIELDS)
    out(
        f"{name:34} found {figures.recall:.3f} of {figures.n_events}  every field {figures.every_field_right:.3f}"
        f"  precision {figures.precision:.3f}\n    {'  '.join(right)}\n"
    )


def main() -> None:
    """Print how far both readers of the articles, and the program, agree with the gold."""
    told = read_marks()
    rows = [row for row in gold_rows() if row.id in told]
    second = {row.id: list(marks(row, told[row.id])) for row in rows}
    read = claims_by_reading(rows)
    by_hand, without_optional, program, alone, also = Figures(), Figures(), Figures(), 0, 0
    for row in rows:
        wanted = without_chain(row, second[row.id])
        by_hand.add(score(wanted, second[row.id]))
        without_optional.add(score(wanted, [each for each in second[row.id] if not each["optional"]]))
        program.add(score(row, read[row.id]))
        n_alone, n_also = borne_out(row, read[row.id], second[row.id])
        alone, also = alone + n_alone, also + n_also
    out(f"{len(rows)} articles, held back\n")
    say("marked a second time", by_hand)
    say("... but what was marked as optional", without_optional)
    say("read by wheelsdown", program)
    out(f"of {alone} events that wheelsdown reads and the gold has not, the second marks have {also}\n")


if __name__ == "__main__":
    main()
