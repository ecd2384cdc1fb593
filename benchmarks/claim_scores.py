"""How well are claims read: sentences found, claims nobody made, and fields right, against the invented gold.

The gold is `tests/data/constructions/*.jsonl` (sentences) and `tests/data/articles/*.json` (whole articles);
the README beside each says what a row holds. A reader's claim belongs to a gold claim when their spans mean
the same words (the shared part is at least half of the shorter, neither is over four times the other), one
to one: pairs that agree on being asserted first, then those with most fields right. A gold event is recalled
when its partner is asserted and of an event kind, or of another kind that the gold allows. A claim is false
when it is asserted, of an event kind, and the text asserts nothing there. An invented type or aerodrome is
counted apart, for it is worse than a gap. How fields are compared is in `claim_fields`.

usage: python -m benchmarks.claim_scores [--reveal-held-back] CLAIMS.json...
       python -m benchmarks.claim_scores --write FOLDER

The first scores what `wheelsdown claims --format json` printed (an article's file name without its ending is
the gold's id; gold that is in no file given is left out, with a count). The second writes every gold text to
FOLDER/<day published, or undated>/<id>.txt. Half of the gold is held back: its figures are printed, its rows
only on request.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.claim_fields import FIELDS, Claim, fields_right, invented, kind_right, kinds, place_agrees

Span = tuple[int, int]

DATA = Path(__file__).parent.parent / "tests" / "data"
#: Kinds that say something happened; posture and ordering are neither required nor counted as false.
EVENT_KINDS = frozenset(
    {"movement", "pause", "resumption", "withdrawal", "shipment", "visit_of_person", "presence"}
)
SHOWN, HELD_BACK = "shown", "held_back"
#: Batches of articles, by the number each begins with. Each was written when rules fitted the ones before, and is
#: scored apart: how a batch first fared is what to expect of texts that nobody has seen.
ARTICLE_BATCHES = {
    "articles": 1,
    "later articles": 40,
    "newest articles": 70,
    "near-miss articles": 140,
    "varied articles": 200,
    "news articles": 300,
    "latest articles": 400,
}
#: Endings of the names of files of sentences -> their batch.
SENTENCE_BATCHES = {
    "": "constructions",
    "later": "later sentences",
    "newest": "newest sentences",
    "varied": "varied sentences",
}


@dataclass(frozen=True)
class Row:
    """One gold text with the claims it makes; ``first`` is where the part under test begins."""

    id: str
    language: str
    text: str
    first: int
    published: str | None
    claims: tuple[Claim, ...]
    collection: str

    @property
    def half(self) -> str:
        """The half it belongs to, fixed by its id."""
        return half_of(self.id)


def half_of(identifier: str) -> str:
    """Say whether a row is shown to those who write the rules, or held back.

    >>> half_of("en-003"), half_of("en-004")
    ('held_back', 'shown')
    """
    odd = int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2
    return HELD_BACK if odd else SHOWN


def gold_rows(folder: Path = DATA) -> list[Row]:
    """Read every sentence and every article of the gold, with the span of each claim's quote."""
    rows = []
    for file in sorted((folder / "constructions").glob("*.jsonl")):
        batch = SENTENCE_BATCHES[file.stem.partition("-")[2]]
        rows += [
            sentence_row(json.loads(line), batch) for line in file.read_text("utf-8").splitlines() if line
        ]
    for file in sorted((folder / "articles").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = file.with_suffix(".txt").read_text("utf-8")
        claims = tuple(gold["claims"])
        batch = article_batch(gold["id"])
        rows.append(Row(gold["id"], gold["language"], text, 0, gold.get("published"), claims, batch))
    return rows


def article_batch(identifier: str) -> str:
    """Name the batch of an article.

    >>> article_batch("en-a08"), article_batch("uk-a70")
    ('articles', 'newest articles')
    """
    number = int(identifier.partition("-a")[2])
    return [name for name, first in ARTICLE_BATCHES.items() if number >= first][-1]


def sentence_row(gold: Mapping[str, Any], batch: str = SENTENCE_BATCHES[""]) -> Row:
    """Put context and text together and find where each quote lies."""
    context = gold.get("context") or ""
    first = len(context) + 1 if context else 0
    text = f"{context} {gold['text']}" if context else gold["text"]
    claims = []
    for claim in gold["claims"]:
        start = text.index(claim["quote"], first)
        claims.append({**claim, "span": [start, start + len(claim["quote"])]})
    language = gold["id"].partition("-")[0]
    return Row(gold["id"], language, text, first, gold.get("published"), tuple(claims), batch)


# --- matching -------------------------------------------------------------------------------------------


def near(one: Span, other: Span) -> bool:
    """Whether two spans mean the same words."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    short, long = sorted((one[1] - one[0], other[1] - other[0]))
    return shared >= 0.5 * max(1, short) and long <= 4 * max(1, short)


def is_event(claim: Claim) -> bool:
    """Whether a claim, of gold or reader, asserts that something happened."""
    return bool(claim.get("asserted")) and bool(EVENT_KINDS & set(kinds(claim)))


def matched(row: Row, got: list[Claim]) -> dict[int, int]:
    """Pair gold claims with the reader's, one to one, best first: {index in gold: index in got}."""
    pairs = []
    for i, wanted in enumerate(row.claims):
        for j, mine in enumerate(got):
            if near(wanted["span"], mine["span"]):
                fields = {**fields_right(wanted, mine, row.published), "place": place_agrees(wanted, mine)}
                right = sum(fields.values())
                start = wanted["span"][0] == mine["span"][0]
                pairs.append((is_event(wanted) == is_event(mine), right, start, -i, -j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(pairs, reverse=True):
        if -i not in partner and -j not in taken:
            partner[-i] = -j
            taken.add(-j)
    return partner


# --- figures --------------------------------------------------------------------------------------------


class Problem(NamedTuple):
    """One thing that is wrong, and in which row."""

    row: str
    text: str


@dataclass
class Figures:
    """Counts over some rows; shares are None where nothing was counted."""

    n_rows: int = 0
    n_events: int = 0
    n_recalled: int = 0
    n_asserted: int = 0
    n_paired: int = 0
    n_false: int = 0
    n_all_right: int = 0
    n_all_but_operator: int = 0
    n_invented: int = 0
    right: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Share of the gold's events that were found."""
        return share(self.n_recalled, self.n_events)

    @property
    def precision(self) -> float | None:
        """Share of the asserted event claims that belong, one to one, to an event of the gold."""
        return share(self.n_paired, self.n_asserted)

    @property
    def false_claims(self) -> float | None:
        """Share of the asserted event claims where the text asserts no event."""
        return share(self.n_false, self.n_asserted)

    @property
    def every_field_right(self) -> float | None:
        """Share of the recalled events with no field wrong."""
        return share(self.n_all_right, self.n_recalled)

    def add(self, other: "Figures") -> None:
        """Count another's rows too."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score(row: Row, claims: Iterable[Claim]) -> Figures:
    """Give the figures of one row; claims about the context of a sentence are left out."""
    got = [
        c
        for c in claims
        if c["span"][1] - max(c["span"][0], row.first) >= 0.5 * (c["span"][1] - c["span"][0])
    ]
    partner = matched(row, got)
    figures = Figures(n_rows=1)
    for i, wanted in enumerate(row.claims):
        if is_event(wanted) and not wanted.get("optional"):
            score_event(figures, row, wanted, got[partner[i]] if i in partner else None)
    owner = {j: row.claims[i] for i, j in partner.items()}
    asserted = [c for c in row.claims if is_event(c)]
    for j, mine in enumerate(got):
        if is_event(mine):
            score_assertion(figures, row, mine, owner.get(j), asserted)
    return figures


def score_event(figures: Figures, row: Row, wanted: Claim, mine: Claim | None) -> None:
    figures.n_events += 1
    if mine is None or not (is_event(mine) or (mine.get("asserted") and kind_right(wanted, mine))):
        why = "missed" if mine is None else f"read as {mine.get('kind')}, asserted {mine.get('asserted')}"
        figures.problems.append(Problem(row.id, f"{why}: {wanted['quote']}"))
        return
    figures.n_recalled += 1
    right = fields_right(wanted, mine, row.published)
    figures.right.update(name for name, good in right.items() if good)
    wrong = [name for name, good in right.items() if not good]
    figures.n_all_right += not wrong
    figures.n_all_but_operator += set(wrong) <= {"operator"}
    if wrong:
        figures.problems.append(Problem(row.id, f"wrong {', '.join(wrong)}: {wanted['quote']}"))
    for thing in invented(wanted, mine):
        figures.n_invented += 1
        figures.problems.append(Problem(row.id, f"invented {thing}: {wanted['quote']}"))


def score_assertion(
    figures: Figures, row: Row, mine: Claim, owner: Claim | None, asserted: list[Claim]
) -> None:
    if owner is not None and is_event(owner):
        if not owner.get("optional"):
            figures.n_asserted += 1
            figures.n_paired += 1
        return
    beside = [each for each in asserted if near(each["span"], mine["span"])]
    if owner is None and any(each.get("optional") for each in beside):
        return
    figures.n_asserted += 1
    if owner is not None or not beside:
        figures.n_false += 1
        start, end = mine["span"]
        figures.problems.append(Problem(row.id, f"false {mine.get('kind')}: {row.text[start:end]}"))


def scores(rows: Iterable[Row], read: Mapping[str, list[Claim]]) -> dict[tuple[str, str, str], Figures]:
    """Sum over (collection, language, half), and over ``all`` languages; rows that were not read are left out."""
    table: dict[tuple[str, str, str], Figures] = {}
    for row in rows:
        if row.id in read:
            figures = score(row, read[row.id])
            for language in (row.language, "all"):
                table.setdefault((row.collection, language, row.half), Figures()).add(figures)
    return dict(sorted(table.items()))


# --- the command ----------------------------------------------------------------------------------------


def claims_by_row(files: Iterable[Path]) -> dict[str, list[Claim]]:
    """Read what the reader printed: claims by the name of the article's file."""
    read: dict[str, list[Claim]] = {}
    for file in files:
        for article in json.loads(file.read_text("utf-8"))["articles"]:
            read[Path(article["path"]).stem] = article["claims"]
    return read


def percent(value: float | None) -> str:
    return "     -" if value is None else f"{value:6.1%}"


def lines(table: Mapping[tuple[str, str, str], Figures]) -> Iterator[str]:
    """Lay the figures out: one line a group, then its fields."""
    for (collection, language, half), f in table.items():
        yield (
            f"{collection:15} {language:3} {half:9} rows {f.n_rows:3}  recall {percent(f.recall)} of {f.n_events:3}"
            f"  precision {percent(f.precision)}  false {percent(f.false_claims)} of {f.n_asserted:3}"
            f"  every field {percent(f.every_field_right)}"
            f" (but operator {percent(share(f.n_all_but_operator, f.n_recalled))})  invented {f.n_invented}"
        )
        if f.n_recalled:
            yield "    " + "  ".join(
                f"{n} {percent(share(f.right[n], f.n_recalled)).strip()}" for n in FIELDS
            )


def write_texts(rows: Iterable[Row], folder: Path) -> int:
    """Write each text where its folder says the day of publication."""
    n = 0
    for row in rows:
        file = folder / (row.published or "undated") / f"{row.id}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(row.text, "utf-8", newline="")
        n += 1
    return n


def main(words: list[str]) -> int:
    """Print the figures, and what is wrong in the half that is shown."""
    reveal = "--reveal-held-back" in words
    words = [word for word in words if word != "--reveal-held-back"]
    if len(words) == 2 and words[0] == "--write":
        print(f"{write_texts(gold_rows(), Path(words[1]))} texts written to {words[1]}")
        return 0
    if not words or words[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    rows = gold_rows()
    read = claims_by_row(Path(word) for word in words)
    table = scores(rows, read)
    for (_, language, half), figures in table.items():
        if language != "all" and (half == SHOWN or reveal):
            for problem in figures.problems:
                print(f"{problem.row}: {problem.text}")
    for line in lines(table):
        print(line)
    unread = sum(row.id not in read for row in rows)
    if unread:
        print(f"{unread} of {len(rows)} gold texts are in none of the files given, so not scored")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
