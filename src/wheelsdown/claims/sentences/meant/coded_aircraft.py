"""Take registrations and call signs for the aircraft of a sentence that names none: "RA-78765 flew to Gao".

Each that begins a clause and has its verb beside it is one, several that "and" joins are those of one verb,
and behind such a clause one with its place is told by the same verb ("A landed in Gao and B in Oran").
"""

from collections.abc import Sequence

from msgspec.structs import replace

from wheelsdown.articles.marks import AircraftMark, CallsignMark, RegistrationMark
from wheelsdown.claims.sentences.place_pairs import is_route
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Form, Points, Relation

__all__ = ["with_codes"]

Code = At[RegistrationMark] | At[CallsignMark]

#: Words between a code and its verb: "RA-78765 has now made the trip".
_VERB_REACH = 2
#: Words between codes of a list: ", and".
_LIST_REACH = 2
#: Acts of an aircraft called by a code.
_FLOWN = frozenset(
    {
        *(Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.LIGHT, Act.REPEAT),
        *(Act.SEE, Act.HEAD, Act.STOP, Act.OVERFLY, Act.TURN),
    }
)
_OPENING = frozenset((",", ";"))
#: Marks around what is told of a code before its verb, and tokens of it at most.
_ASIDES = {",": ",", "(": ")"}
_ASIDE_REACH = 12
#: Words before a code that say what it is.
_CALLED = frozenset(("callsign", "registration", "reg", "tail", "number"))
#: What stands behind a time of day.
_ZONES = frozenset(("z", "utc", "gmt", "zulu", "hrs", "h"))
#: Words that open a message before a colon.
_LABELS = frozenset(
    ("update", "updated", "breaking", "new", "now", "edit", "overnight", "latest", "note", "confirmed")
)


def with_codes(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence with the codes that stand for aircraft as its aircraft, where it names no other."""
    codes: list[Code] = sorted((*marks.registrations, *marks.callsigns), key=lambda code: code.first)
    if not codes or marks.aircraft:
        return marks
    if any(p.mark is Points.AIRCRAFT and p.first < codes[0].first for p in marks.pointers):
        return marks
    codes = [code for code in codes if not _is_of_one_told(marks, code)]
    found: list[At[AircraftMark]] = []
    for run in _runs(marks, codes):
        if _opens(marks, run[0], found) and (_acts(marks, run) or (found and _goes_on(marks, run[-1]))):
            first, plural = run[0], len(run) > 1
            mark = AircraftMark(first.mark.span, first.mark.text, None, is_generic=True, plural=plural)
            found.append(At(first.first, first.last, mark))
    return replace(marks, aircraft=tuple(found))


def _is_of_one_told(marks: SentenceMarks, code: Code) -> bool:
    """Say whether a code behind a comma is that of one told before: "One of them, RA-82038, flew to"."""
    if marks.form(code.first - 1) != ",":
        return False
    told = (*marks.pointers, *marks.numerals, *marks.counts)
    return any(item.last == code.first - 1 for item in told)


def _runs(marks: SentenceMarks, codes: Sequence[Code]) -> list[list[Code]]:
    """Put codes with only commas and joining words between them together."""
    joins = {index for join in marks.joins for index in range(join.first, join.last)}
    runs: list[list[Code]] = []
    for code in codes:
        last = runs[-1][-1].last if runs else code.first
        gap = range(last, code.first)
        listed = bool(gap) and len(gap) <= _LIST_REACH
        if listed and all(index in joins or marks.form(index) == "," for index in gap):
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def _opens(marks: SentenceMarks, code: Code, found: Sequence[object]) -> bool:
    """Say whether a sentence, but for a day, or a clause begins with a code."""
    if any(join.last == code.first for join in marks.joins) or marks.form(code.first - 1) == ",":
        return True
    if found:
        return marks.form(code.first - 1) in _OPENING
    return _begins(marks, code)


def _begins(marks: SentenceMarks, code: Code) -> bool:
    kinds: tuple[Sequence[At[object]], ...] = (marks.joins, marks.dates, marks.relations)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    if marks.form(marks.first) in _LABELS and marks.form(marks.first + 1) == ":":
        known |= {marks.first}
    known |= {i for i in range(marks.first, code.first) if marks.form(i) in _CALLED}
    hours = [i for i in range(marks.first, code.first) if marks.form(i).isdigit()]
    known |= {*hours, *(hour + 1 for hour in hours if marks.form(hour + 1) in _ZONES)}
    return all(index in known or not marks.form(index).isalnum() for index in range(marks.first, code.first))


def _acts(marks: SentenceMarks, run: Sequence[Code]) -> bool:
    """Say whether the verb of codes is beside them, or a sentence without verbs tells of them."""
    if _begins(marks, run[0]) and _is_routed(marks, run[-1]):
        return True
    if not marks.events and _begins(marks, run[0]):
        return sum(tie.mark is Relation.TO for tie in marks.relations) == 1 and len(marks.places) > 1
    verbs = [event for event in marks.events if event.mark.form is Form.VERB and event.mark.act in _FLOWN]
    ends = (run[-1].last, _behind_aside(marks, run[-1].last))
    return any(0 <= verb.first - end <= _VERB_REACH for verb in verbs for end in ends)


def _is_routed(marks: SentenceMarks, code: Code) -> bool:
    """Say whether a route is written out right behind a code: "REACH 871 Ramstein → Rzeszow"."""
    places = [place for place in marks.places if place.first >= code.last]
    return len(places) > 1 and places[0].first == code.last and is_route(marks, places[0], places[1])


def _behind_aside(marks: SentenceMarks, index: int) -> int:
    """Step over what is told of a code between commas or brackets: "RA-78765, from Gao, landed"."""
    closing = _ASIDES.get(marks.form(index))
    reach = range(index + 1, min(index + _ASIDE_REACH, marks.last))
    return next((at + 1 for at in reach if marks.form(at) == closing), index)


def _goes_on(marks: SentenceMarks, code: Code) -> bool:
    """Say whether a place stands right behind a code, with its tie."""
    places = {place.first for place in marks.places}
    return any(tie.first == code.last and tie.last in places for tie in marks.relations)
