"""Which English places are of a thing that a frame names: where a company is, whom cargo is for, who came.

"Korvash Air, a cargo airline from Yekaterinburg" has its seat there, and "landed in Conakry with trucks for
Bamako" tells whom the trucks are for; nothing flew there. Nor did anything where those are from who stand
about an aircraft ("soldiers from Niger guarded the An-124"), where its cargo was made, or where others met.
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import CARGO_ACTS, LANDED_ACTS, LEADING_ACTS, Act, Form, Join, Points, Relation

__all__ = [
    "is_for_cargo",
    "is_of_bystanders",
    "is_of_made_cargo",
    "is_of_meeting",
    "is_of_something_else",
    "is_of_those_carried",
    "is_seat",
    "is_shore_of_field",
]

#: Nouns of companies.
_COMPANIES = frozenset(
    (
        *("airline", "airlines", "carrier", "carriers", "company", "companies", "firm", "firms", "operator"),
        *("operators", "outfit", "charterer", "broker", "supplier", "contractor", "start-up", "businessman"),
    )
)
_FOR = "for"
#: Words that go on with a verb, and are no cargo: "landed at dawn for".
_NO_CARGO = frozenset(("off", "on", "out", "away", "up", "again", "later", "empty", "bound", "first", "time"))

_ENGLISH = "en"
#: Words before an aircraft by which somebody is inside it.
_ABOARD = frozenset(("on", "aboard", "onboard", "in", "by", "with", "board"))
#: How English participles end, and such as end otherwise.
_PARTICIPLE, _IRREGULAR = "ed", frozenset(("made", "built", "bought", "held", "grown", "sold"))
#: English verbs of people who come together, and words that begin when they did, and words between.
_MET = frozenset(("met", "meet", "meeting", "gathered", "spoke"))
_WHILE, _WHILE_REACH = frozenset(("as", "while", "when", "after", "before", "where")), 6
_MOVING = (LEADING_ACTS | LANDED_ACTS | {Act.LIGHT}) - {Act.STAY}
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his"))
_STANDING = frozenset({Relation.AT, Relation.INTO, Relation.NEAR})


def is_seat(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a company is from a place: "a cargo airline from Yekaterinburg"."""
    ties = [tie for tie in marks.relations if tie.last == place.first and tie.mark is Relation.FROM]
    return any(marks.form(tie.first - 1) in _COMPANIES for tie in ties)


def is_for_cargo(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether what was brought is for a place: "landed in Conakry with trucks for Bamako"."""
    tie = next((tie for tie in marks.relations if tie.last == place.first), None)
    if tie is None or marks.form(tie.first) != _FOR or tie.last - tie.first > 1:
        return False
    before = [event for event in marks.events if event.last <= tie.first]
    if not before or before[-1].mark.act not in LANDED_ACTS | CARGO_ACTS or before[-1].last == tie.first:
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.dates, marks.places, marks.aircraft, marks.joins)
    named = any(item.last == tie.first for items in kinds for item in items)
    word = marks.form(tie.first - 1)
    return not named and word.isalpha() and word.endswith("s") and word not in _NO_CARGO


def is_of_bystanders(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether those are from there, or were there, who do something to an aircraft told behind.

    "Soldiers from Niger guarded the An-124 after it landed", "generals who studied in Minsk met the Il-76".
    """
    if marks.sentence.language != _ENGLISH:
        return False
    here = clause_at(clauses, place.first)
    tie = next((tie for tie in marks.relations if tie.last == place.first), None)
    craft = next((craft for craft in marks.aircraft if craft.first >= place.last), None)
    if here is None or tie is None or craft is None or not here.holds(craft.first):
        return False
    relative = Join.WHO in here.joins and marks.form(here.first) == "who"
    if tie.mark is not Relation.FROM and not (relative and tie.mark in _STANDING):
        return False
    first = marks.first if relative else here.first
    flown = (*marks.aircraft, *(p for p in marks.pointers if p.mark in (Points.AIRCRAFT, Points.ONE)))
    before = any(first <= item.first < tie.first for item in flown)
    told = between(marks.events, first, place.first)
    told += [e for e in between(marks.events, place.last, craft.first) if e.mark.act in _MOVING]
    inside = any(marks.form(index) in _ABOARD for index in range(place.last, craft.first))
    done = [i for i in range(place.last, craft.first) if marks.form(i).isalpha()]
    headed = tie.first > first and marks.form(tie.first - 1).isalpha()
    return headed and not (before or told or inside) and len(done) > 1


def is_of_made_cargo(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether cargo was made or kept there: "brought helicopters overhauled in Omsk to Algiers"."""
    tie = next((tie for tie in marks.relations if tie.last == place.first), None)
    if tie is None or tie.mark not in _STANDING or marks.sentence.language != _ENGLISH:
        return False
    word = marks.form(tie.first - 1)
    events = [e for e in marks.events if e.first < tie.first and e.mark.act is not Act.OTHER]
    if not events or events[-1].last == tie.first or events[-1].mark.act not in CARGO_ACTS:
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.aircraft, marks.places, marks.joins, marks.dates)
    named = any(events[-1].last <= item.first < tie.first for items in kinds for item in items)
    made = word in _IRREGULAR or (word.endswith(_PARTICIPLE) and word.isalpha())
    return made and not named and tie.first - 1 > events[-1].last


def is_of_meeting(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether others met there while it landed elsewhere: "landed in Gao as ministers met in Moscow"."""
    tie = next((tie for tie in marks.relations if tie.last == place.first), None)
    events = [event for event in marks.events if event.last <= place.first]
    if tie is None or not events or marks.form(events[-1].first) not in _MET:
        return False
    met = events[-1]
    begins = range(met.first - 1, max(met.first - _WHILE_REACH, marks.first) - 1, -1)
    begin = next((index for index in begins if marks.form(index) in _WHILE), None)
    if begin is None or met.first - begin < 2:
        return False
    flown = (*marks.aircraft, *marks.pointers)
    told = any(e.mark.act in LANDED_ACTS and e.mark.form is Form.VERB and e.last <= begin for e in events)
    return told and not any(begin < item.first < met.first for item in flown)


def is_of_something_else(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether something else went there: "flew to Guam, and the carrier was ordered to the Red Sea"."""
    here = clause_at(clauses, place.first)
    tie = next((tie for tie in marks.relations if tie.last in (place.first, place.first - 1)), None)
    if marks.sentence.language != _ENGLISH or here is None or here is clauses[0] or tie is None:
        return False
    if here.joins != {Join.AND} or between(marks.events, here.first, place.first):
        return False
    joined = [join.last for join in marks.joins if here.first <= join.first < place.first]
    first = joined[0] if joined else here.first
    own = (*marks.aircraft, *(p for p in marks.pointers if p.mark is not Points.COMPANY))
    named = (*own, *marks.places, *marks.dates, *marks.numerals, *marks.counts)
    if marks.form(first) not in _ARTICLES or any(first <= item.first <= first + 1 for item in named):
        return False
    return tie.first - first > 2 and not any(first < item.first < tie.first for item in own)


def is_shore_of_field(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether an area only tells where a nameless field lies: "the base on the Mediterranean coast"."""
    if place.mark.level is not PlaceLevel.AREA:
        return False
    fields = {p.last for p in marks.pointers if p.mark is Points.PLACE}
    return any(tie.first in fields and tie.last in (place.first, place.first - 1) for tie in marks.relations)


def is_of_those_carried(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether those carried are from there: "flew children from Gaza out of Ashdod"."""
    ties = [tie for tie in marks.relations if tie.mark is Relation.FROM and tie.last >= place.first]
    own = next((tie for tie in ties if tie.last == place.first), None)
    if own is None or marks.sentence.language != _ENGLISH:
        return False
    flown = {event.last for event in marks.events} | {craft.last for craft in marks.aircraft}
    verbs = [event for event in marks.events if event.mark.form is Form.VERB and event.last < own.first]
    carried = marks.form(own.first - 1).isalpha() and own.first not in flown and bool(verbs)
    return carried and any(tie.first == place.last for tie in ties)
