"""How well are claims read: sentences found, claims nobody made, and fields right, against the invented gold.

The gold is `tests/data/constructions/*.jsonl` (sentences) and `tests/data/articles/*.json` (whole articles);
the README beside each says what a row holds. A reader's claim belongs to a gold claim when their spans mean
the same words (the shared part is at least half of the shorter, neither is over four times the other), one
to one: pairs that agree on being asserted first, then those with most fields right. A gold event is recalled
when its partner is asserted and of an event kind, or of another kind that the gold allows. A claim is false when it is asserted, of an event kind,
and the text asserts nothing there. Where the text is silent a field must be empty, unless the reader marks
it inherited or cross_report; an invented type or aerodrome is counted apart, for it is worse than a gap.

usage: python -m benchmarks.claim_scores [--reveal-held-back] CLAIMS.json...
       python -m benchmarks.claim_scores --write FOLDER

The first scores what `wheelsdown claims --format json` printed (an article's file name without its ending is
the gold's id; gold that is in no file given is left out, with a count). The second writes every gold text to
FOLDER/<day published, or undated>/<id>.txt. Half of the gold is held back: its figures are printed, its rows
only on request.
"""

import datetime
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

Claim = Mapping[str, Any]
Span = tuple[int, int]

DATA = Path(__file__).parent.parent / "tests" / "data"
#: Kinds that say something happened; posture and ordering are neither required nor counted as false.
EVENT_KINDS = frozenset(
    {"movement", "pause", "resumption", "withdrawal", "shipment", "visit_of_person", "presence"}
)
#: An ICAO code or OurAirports ident, a country, or a region: what identifies a place in the gold.
IDENTIFIER = re.compile(r"[A-Z]{4}|[A-Z]{2}|[A-Z]{2}\d\d|[A-Z]{2}-[A-Z0-9]{2,4}")
#: Letters at the end of a word that may differ: case endings of Russian and Ukrainian.
MAX_ENDING = 3
#: Letters that two words must share from the start to be one word with two endings.
MIN_STEM = 3
SHOWN, HELD_BACK = "shown", "held_back"
ONE_DAY = datetime.timedelta(days=1)


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
        rows += [sentence_row(json.loads(line)) for line in file.read_text("utf-8").splitlines() if line]
    for file in sorted((folder / "articles").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = file.with_suffix(".txt").read_text("utf-8")
        claims = tuple(gold["claims"])
        rows.append(Row(gold["id"], gold["language"], text, 0, gold.get("published"), claims, "articles"))
    return rows


def sentence_row(gold: Mapping[str, Any]) -> Row:
    """Put context and text together and find where each quote lies."""
    context = gold.get("context") or ""
    first = len(context) + 1 if context else 0
    text = f"{context} {gold['text']}" if context else gold["text"]
    claims = []
    for claim in gold["claims"]:
        start = text.index(claim["quote"], first)
        claims.append({**claim, "span": [start, start + len(claim["quote"])]})
    language = gold["id"].partition("-")[0]
    return Row(gold["id"], language, text, first, gold.get("published"), tuple(claims), "constructions")


# --- places ---------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Lower case without accents, vowel signs, invisible characters and punctuation.

    >>> folded("the U.S. base at N'Djamena"), folded("Al-Kha\u200bdim")
    ('the us base at ndjamena', 'al khadim')
    """
    letters = re.sub(r"['’]s\b", "", unicodedata.normalize("NFKD", text.casefold()))
    letters = "".join(c for c in letters if c not in ".'’ʼ")
    letters = "".join(" " if unicodedata.category(c)[0] in "PZ" else c for c in letters)
    letters = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf", "Lm"))
    return " ".join(letters.split())


def alike(one: str, other: str) -> bool:
    """Whether every word of one text is in the other, but for what grammar does to words.

    >>> alike("Минск", "из Минска"), alike("Russian", "Russia's army"), alike("US", "Russia")
    (True, True, False)
    """
    few, many = sorted((folded(one).split(), folded(other).split()), key=len)
    return bool(few) and all(any(same_word(word, each) for each in many) for word in few)


def same_word(one: str, other: str) -> bool:
    """Whether two words are one: in Latin letters, one begins with the other; else also prefix and ending."""
    short, long = sorted((one, other), key=len)
    if one.isascii() or other.isascii():
        return one == other or (len(short) > MIN_STEM and long.startswith(short))
    differing = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    shared = next(differing, len(short))
    return short in long or (shared >= MIN_STEM and len(long) - shared <= MAX_ENDING)


def identifiers(got: Any) -> set[str]:
    """What a reader's place is identified by; bases that are a set stand for their country too."""
    ident = got.get("id") if isinstance(got, Mapping) else got
    ids = {str(i) for i in ident} if isinstance(ident, list) else {str(ident)} if ident else set()
    return ids | {"SY"} if isinstance(ident, list) and "OSLK" in ids else ids


def named(got: Any) -> str:
    return str(got.get("text") or "") if isinstance(got, Mapping) else str(got or "")


def same_place(gold: Any, got: Any) -> bool:
    """Compare by identifier where the gold has one, else by words; ``any`` lists what is right alike."""
    if isinstance(gold, Mapping):
        return any(same_place(each, got) for each in gold["any"])
    ids, words = identifiers(got), named(got)
    if gold is None:
        return not ids and not words
    if IDENTIFIER.fullmatch(gold):
        return gold in ids or (not ids and folded(words) == folded(gold))
    if ids and is_aerodrome(got):
        return False
    return alike(gold, words) if words else any(alike(gold, each) for each in ids)


def is_aerodrome(got: Any) -> bool:
    """Whether the reader named one aerodrome."""
    level = got.get("level") if isinstance(got, Mapping) else None
    return level == "aerodrome" or (
        level is None and any(re.fullmatch("[A-Z]{4}", i) for i in identifiers(got))
    )


# --- fields ---------------------------------------------------------------------------------------------


def derived(got: Claim, *names: str) -> bool:
    """Whether the reader marks the field as not stated in the sentence itself."""
    how = got.get("how") or {}
    return any(how.get(name) in ("inherited", "cross_report") for name in names)


def same_count(gold: Claim | list[Claim | None] | None, got: Claim | None) -> bool:
    """Compare operator and number; a list holds what is right alike."""
    if isinstance(gold, list):
        return any(same_count(each, got) for each in gold)
    if not gold:
        return not got
    if not got:
        return bool(gold.get("or_null"))
    return (got.get("op"), got.get("n")) == (gold["op"], gold["n"])


def kind_right(gold: Claim, got: Claim) -> bool:
    return got.get("kind") in kinds(gold)


def kinds(gold: Claim) -> list[str]:
    return gold["kind"] if isinstance(gold["kind"], list) else [gold["kind"]]


def asserted_right(gold: Claim, got: Claim) -> bool:
    polarity = gold.get("polarity", "happened")
    return bool(got.get("asserted")) == gold["asserted"] and (got.get("polarity") or "happened") == polarity


def type_right(gold: Claim, got: Claim) -> bool:
    wanted = (gold.get("aircraft") or {}).get("type_designator")
    mine = (got.get("aircraft") or {}).get("type_designator")
    if wanted is None:
        return mine is None or derived(got, "aircraft", "type_designator")
    return mine in (wanted if isinstance(wanted, list) else [wanted])


def airframes_right(gold: Claim, got: Claim) -> bool:
    wanted = (gold.get("aircraft") or {}).get("airframes")
    mine = (got.get("aircraft") or {}).get("airframes")
    return same_count(wanted, mine) or (not wanted and derived(got, "airframes", "aircraft"))


def events_right(gold: Claim, got: Claim) -> bool:
    """One event for each aircraft is implied, so neither required nor wrong."""
    wanted, mine = gold.get("events"), got.get("events")
    if wanted or not mine:
        return same_count(wanted, mine)
    implied = (gold.get("aircraft") or {}).get("airframes")
    return same_count({"op": "=", "n": 1}, mine) or same_count(implied, mine) or derived(got, "events")


def operator_right(gold: Claim, got: Claim) -> bool:
    wanted, mine = gold.get("operator"), got.get("operator")
    words = named(mine)
    if isinstance(wanted, list):
        return any(operator_right({"operator": each}, got) for each in wanted)
    if wanted is None:
        return not words or derived(got, "operator")
    return bool(words) and alike(wanted, words)


def ends(leg: Claim) -> tuple[Any, Any]:
    return leg.get("origin"), leg.get("destination")


def is_empty(place: Any) -> bool:
    return not identifiers(place) and not named(place)


def lone(leg_list: Iterable[Claim], empty: Callable[[Any], bool]) -> Any:
    """The one place that a single leg names, or None."""
    legs = [ends(leg) for leg in leg_list]
    filled = [end for end in legs[0] if not empty(end)] if len(legs) == 1 else []
    return filled[0] if len(filled) == 1 else None


def all_legs(gold: Claim) -> list[Claim]:
    legs = gold.get("legs") or []
    return [leg for each in legs["any"] for leg in each] if isinstance(legs, Mapping) else legs


def legs_right(gold: Claim, got: Claim) -> bool:
    """Every leg in order; a lone leg of one place may be given as that place only, and the reverse."""
    wanted, mine = gold.get("legs") or [], got.get("legs") or []
    if isinstance(wanted, Mapping):
        return any(legs_right({**gold, "legs": each}, got) for each in wanted["any"])
    if len(wanted) == len(mine):
        pairs = [
            pair for a, b in zip(wanted, mine, strict=True) for pair in zip(ends(a), ends(b), strict=True)
        ]
        if all(same_place(a, b) for a, b in pairs):
            return True
    if not mine:
        only = lone(wanted, lambda place: place is None)
        return only is not None and same_place(only, got.get("place"))
    if not wanted:
        only = lone(mine, is_empty)
        return derived(got, "legs") or (only is not None and same_place(gold.get("place"), only))
    return False


def place_right(gold: Claim, got: Claim) -> bool:
    wanted, mine = gold.get("place"), got.get("place")
    if wanted is None:
        return is_empty(mine) or derived(got, "place")
    if is_empty(mine):
        only = lone(got.get("legs") or [], is_empty)
        return only is not None and same_place(wanted, only)
    return same_place(wanted, mine)


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text and re.match(r"\d{4}-\d\d-\d\d", text) else None


def date_right(gold: Claim, got: Claim, published: str | None) -> bool:
    """First and last day alike, the end inclusive or half-open; an open end may be left out or the publication."""
    wanted, mine = gold.get("date") or {}, got.get("date") or {}
    options = wanted.get("any")
    if options:
        return any(date_right({"date": each}, got, published) for each in options)
    start, end = day(wanted.get("start")), day(wanted.get("end"))
    mine_start, mine_end = day(mine.get("start")), day(mine.get("end"))
    if not start and not end:
        return not (mine_start or mine_end) or derived(got, "date")
    if mine_start != start:
        return False
    if end:
        return mine_end in (end, end + ONE_DAY)
    known = day(published)
    return mine_end is None or (
        mine_end >= known - ONE_DAY if known else start is not None and mine_end > start
    )


def pause_right(gold: Claim, got: Claim) -> bool:
    wanted = (gold.get("pause") or {}).get("duration")
    mine = (got.get("pause") or {}).get("duration")
    if isinstance(wanted, list):
        return mine in wanted
    return mine == wanted or (wanted is None and derived(got, "pause"))


def chain_right(gold: Claim, got: Claim) -> bool:
    """Every name the gold lists is in some link (``|`` between names that will do); [] allows no stated link."""
    names = gold.get("chain")
    links = got.get("chain") or []
    if names is None:
        return True
    if not names:
        return not any(link.get("how") == "stated" for link in links)
    found = [folded(link.get("name") or "") for link in links]
    return all(any(folded(one) in link for one in name.split("|") for link in found) for name in names)


def fields_right(gold: Claim, got: Claim, published: str | None = None) -> dict[str, bool]:
    """Say of each field whether the reader has it right."""
    return {
        "asserted": asserted_right(gold, got),
        "kind": kind_right(gold, got),
        "type": type_right(gold, got),
        "airframes": airframes_right(gold, got),
        "events": events_right(gold, got),
        "operator": operator_right(gold, got),
        "legs": legs_right(gold, got),
        "place": place_right(gold, got),
        "date": date_right(gold, got, published),
        "pause": pause_right(gold, got),
        "chain": chain_right(gold, got),
    }


def invented(gold: Claim, got: Claim) -> list[str]:
    """List the type and the aerodromes that the reader knows and the text does not."""
    mine = (got.get("aircraft") or {}).get("type_designator")
    out = []
    if mine and not (gold.get("aircraft") or {}).get("type_designator") and not type_right(gold, got):
        out.append(f"type {mine}")
    known = [gold.get("place"), *(end for leg in all_legs(gold) for end in ends(leg))]
    if derived(got, "legs", "place"):
        return out
    said = [got.get("place"), *(end for leg in got.get("legs") or [] for end in ends(leg))]
    unknown = (
        p
        for p in said
        if not is_empty(p) and is_aerodrome(p) and not any(same_place(k, p) for k in known if k)
    )
    out.extend(f"aerodrome {' '.join(sorted(identifiers(place)))}" for place in unknown)
    return list(dict.fromkeys(out))


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
                right = sum(fields_right(wanted, mine, row.published).values())
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
    figures.n_asserted += 1
    if owner is not None or not any(near(each["span"], mine["span"]) for each in asserted):
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
            f"{collection:13} {language:3} {half:9} rows {f.n_rows:3}  recall {percent(f.recall)} of {f.n_events:3}"
            f"  precision {percent(f.precision)}  false {percent(f.false_claims)} of {f.n_asserted:3}"
            f"  every field {percent(f.every_field_right)}"
            f" (but operator {percent(share(f.n_all_but_operator, f.n_recalled))})  invented {f.n_invented}"
        )
        if f.n_recalled:
            yield "    " + "  ".join(
                f"{n} {percent(share(f.right[n], f.n_recalled)).strip()}" for n in FIELDS
            )


FIELDS = tuple(fields_right({"kind": "movement", "asserted": True}, {}))


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
