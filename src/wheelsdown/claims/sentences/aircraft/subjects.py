"""Find what a clause speaks of: an aircraft of its own, or words for some or the rest of those before."""

from collections.abc import Callable
from dataclasses import dataclass

from wheelsdown.articles.marks import AircraftMark, CountMark, Operation, Unit
from wheelsdown.articles.scripts import is_arabic, is_cyrillic
from wheelsdown.claims.sentences.aircraft.bare_numbers import FLOWN, adds, bare_number
from wheelsdown.claims.sentences.aircraft.brought import is_brought
from wheelsdown.claims.sentences.aircraft.companions import is_agent, is_companion, who_joined
from wheelsdown.claims.sentences.aircraft.group_parts import group_parts
from wheelsdown.claims.sentences.aircraft.on_board import is_on_board
from wheelsdown.claims.sentences.aircraft.possessions import is_object, is_owner_of_subject
from wheelsdown.claims.sentences.aircraft.strikers import has_struck
from wheelsdown.claims.sentences.aircraft.wrecks import only_befell
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Form, Join, Points, Relation

__all__ = ["Subject", "is_all", "is_counted", "numbers_another", "subjects_of"]

#: English words for so many.
_FEW = {"pair": 2, "duo": 2, "trio": 3}
#: Words from "with" to what comes along.
_NEAR = 3
#: Words between "besides" or "a batch of" and its aircraft.
_BESIDE = 2
#: The Arabic article, as it is written together with a word.
_THE = "ال"
#: Letters before the article, and how a known one begins: with the article, "this" and "that".
_PARTICLES, _DEFINITE = "وفبك", ("ال", "لل", "هذ", "هات", "تلك", "منها")
#: Acts that tell of an aircraft.
_TOLD = FLOWN | {Act.STAY, Act.STOP, Act.SEE, Act.TURN, Act.CARRY, Act.SHIP}
_MADE = frozenset({Act.LIGHT, Act.FLY})
#: A written count begins this near before its aircraft.
_COUNTED = 8
#: Words that say what kind of aircraft it is, or which, not how or what became of it.
_KINDS_OF = frozenset(
    (
        *("chartered", "unmarked", "armed", "marked", "leased", "unmanned", "unidentified"),
        *("presidential", "royal", "government", "private", "passenger", "commercial", "civilian", "civil"),
    )
)
#: Words that say how one looks.
_LOOKS = frozenset(
    ("big", "large", "huge", "massive", "heavy", "giant", "white", "grey", "gray", "empty", "mysterious")
)
#: The largest ordinal that counts flights; larger ones are names of units.
_ORDINALS = 99
#: Words for whose an aircraft is: «компания, чей самолёт», folded.
_WHOSE = frozenset(("whose", "чеи", "чья", "чии", "чия", "чиї", "чьи"))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause speaks of: an aircraft of its own, or words for some, the rest or one of those before."""

    at: int
    aircraft: At[AircraftMark] | None = None
    points: Points | None = None
    ordinal: int | None = None
    n: int | None = None
    """How many of those before: "two of them"."""
    is_back: bool = False
    """Words that may only point back: "the aircraft", "борт"."""


def subjects_of(marks: SentenceMarks, clause: Clause) -> list[Subject]:
    """Get what the clause speaks of, words that point first: "the first, an Il-76"."""
    for each in group_parts(marks):
        if clause.holds(each.group.first) and clause.holds(each.last):
            return [Subject(at, each.group, n=n) for at, n in each.parts]
    found: list[Subject] = []
    found += [
        Subject(pointer.first, points=pointer.mark, n=_number_beside(marks, pointer))
        for pointer in between(marks.pointers, clause.first, clause.last)
        if pointer.mark in (Points.SOME, Points.REST, Points.ONE, Points.MORE)
        and not (_is_of_cargo(marks, pointer) or _speaks(marks, pointer))
    ]
    found += [
        Subject(count.first, ordinal=count.mark.ordinal)
        for count in between(marks.counts, clause.first, clause.last)
        if count.mark.ordinal is not None
        and count.mark.ordinal <= _ORDINALS
        and count.mark.unit is not Unit.OTHER
        and not (_counts_times(marks, count) or numbers_another(marks, count))
    ]
    found += _bare(marks, clause)
    found += [
        Subject(
            aircraft.first,
            aircraft,
            points=_part(marks, aircraft),
            is_back=_points_back(marks, aircraft),
        )
        for aircraft in between(marks.aircraft, clause.first, clause.last)
        if not any(aside(marks, aircraft) for aside in _asides())
    ]
    found += [Subject(aircraft.first, aircraft) for aircraft in _headed(marks, clause)]
    begin = who_joined(marks, clause.first, clause.last)
    found = [each for each in found if begin == clause.first or each.at >= begin]
    return sorted(found, key=lambda subject: subject.at)


def _bare(marks: SentenceMarks, clause: Clause) -> list[Subject]:
    """Get the bare number of a clause as some or one of those before: "two of them", "the third"."""
    numeral = bare_number(marks, clause)
    if numeral is None:
        return []
    ordinal = numeral.mark.n if numeral.mark.is_ordinal else None
    if ordinal is not None or numeral.mark.n == 1:
        return [Subject(numeral.first, points=Points.ONE, ordinal=ordinal)]
    points = Points.MORE if adds(marks, numeral) else Points.SOME
    return [Subject(numeral.first, points=points, n=numeral.mark.n)]


def _headed(marks: SentenceMarks, clause: Clause) -> list[At[AircraftMark]]:
    """Get the aircraft that only came along and that a relative clause tells of: "an A-50, which"."""
    if Join.WHO not in clause.joins or any(p.first <= clause.first < p.last for p in marks.pointers):
        return []
    end = clause.first - (marks.form(clause.first - 1) == ",")
    before = [aircraft for aircraft in marks.aircraft if aircraft.last <= end][-2:]
    named = [one for one in before if end - one.last <= _NEAR and one.mark.named]
    return [one for one in named[-1:] if _comes_along(marks, one) or is_agent(marks, one)]


def _asides() -> tuple[Callable[[SentenceMarks, At[AircraftMark]], bool], ...]:
    """Get what makes an aircraft none that the clause speaks of."""
    return (
        *(_comes_along, _is_talked_of, _is_beside, is_agent, is_owner_of_subject, _is_of_verb),
        *(_is_part, is_brought, has_struck, is_object, only_befell),
    )


def _is_part(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it only says what some of the aircraft before are: "20 planes, mostly C-17s"."""
    words = [join for join in marks.joins if join.mark is Join.PART]
    near = next((w for w in words if 0 <= aircraft.first - w.last <= _NEAR), None)
    if near is None:
        return False
    before = [other for other in marks.aircraft if other.last <= near.first and not other.mark.is_flight]
    return any(is_counted(marks, other) for other in before)


def _is_of_verb(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a word for a flight only belongs to the verb of another: "the A400M resumed its flight"."""
    if not aircraft.mark.is_flight or aircraft.mark.named:
        return False
    held = any(e.first < aircraft.first and aircraft.last <= e.last for e in marks.events)
    return held and any(other.last <= aircraft.first and not other.mark.is_flight for other in marks.aircraft)


def _is_of_cargo(marks: SentenceMarks, pointer: At[Points]) -> bool:
    """Say whether it only makes a number vague: "some sixty tonnes", "some 20 drones"."""
    return any(
        count.overlaps(pointer) and (count.mark.unit is Unit.OTHER or count.mark.count.op is Operation.ABOUT)
        for count in marks.counts
    )


def _speaks(marks: SentenceMarks, pointer: At[Points]) -> bool:
    """Say whether it is one of those who speak: ", said one of them"."""
    one = pointer.mark in (Points.ONE, Points.SOME)
    return one and any(said.last == pointer.first for said in marks.sayings)


def numbers_another(marks: SentenceMarks, count: At[CountMark]) -> bool:
    """Say whether an Arabic ordinal numbers something else before it: "القاعدة الجوية الثالثة"."""
    before = count.first - 1
    alone = count.last - count.first == 1 and marks.form(count.first).startswith(_THE)
    if not alone or before < marks.first or not marks.form(before).lstrip(_PARTICLES).startswith(_THE):
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.aircraft, marks.dates, marks.joins, marks.pointers)
    known = any(item.first <= before < item.last for items in kinds for item in items)
    fields = any(p.mark is Points.PLACE and p.first <= before <= p.last for p in marks.pointers)
    return fields or not known


def _counts_times(marks: SentenceMarks, count: At[CountMark]) -> bool:
    """Say whether it only says how often it happened: ", for the second time this week"."""
    if count.mark.unit is not Unit.EVENTS or count.mark.head is None:
        return False
    first = count.mark.head.start
    if any(marks.tokens[e.first].start == first and e.mark.act is Act.STOP for e in marks.events):
        return True  # "its first stop"
    flights = any(craft.mark.span.start <= first < craft.mark.span.end for craft in marks.aircraft)
    nouns = {marks.tokens[event.first].start for event in marks.events if event.mark.form is Form.NOUN}
    return not flights and first not in nouns


def _number_beside(marks: SentenceMarks, pointer: At[Points]) -> int | None:
    """Get the number beside a word for the others: "the other two", "ще два", or of "the last pair"."""
    if (few := _FEW.get(marks.form(pointer.last - 1))) is not None:
        return few
    if pointer.mark not in (Points.REST, Points.MORE):
        return None
    beside = (n for n in marks.numerals if n.first == pointer.last or n.last == pointer.first)
    return next((numeral.mark.n for numeral in beside if not numeral.mark.is_ordinal), None)


def _is_news(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is told for the first time, as Slavic tells it behind its verb: "вылетел самолёт"."""
    if not is_cyrillic(marks.form(aircraft.first)) or aircraft.last - aircraft.first > 1:
        return False
    pointed = any(p.first < aircraft.first < p.last for p in marks.pointers)
    verbs = [event for event in marks.events if event.last == aircraft.first]
    flown = [e for e in verbs if e.mark.form is Form.VERB and e.mark.act in FLOWN - {Act.RETURN}]
    return bool(flown) and not pointed


def _part(marks: SentenceMarks, aircraft: At[AircraftMark]) -> Points | None:
    """Get whether it is one or some of those told before: "إحدى الطائرتين", "two of the airlifters"."""
    ones = (p for p in marks.pointers if p.mark is Points.ONE and p.first < aircraft.first < p.last)
    if is_arabic(marks.form(aircraft.first)) and any(ones):
        return Points.ONE
    return Points.SOME if _is_some(marks, aircraft) else None


def _is_some(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is a number of those told before: "twenty-two of the airlifters"."""
    counts = [c for c in marks.counts if c.mark.head == aircraft.mark.span and c.mark.ordinal is None]
    pointed = any(
        pointer.mark is Points.AIRCRAFT and pointer.first < aircraft.first and aircraft.last == pointer.last
        for pointer in marks.pointers
        if not any(count.last > pointer.first for count in counts)
    )
    return aircraft.mark.is_generic and pointed and any(not count.mark.implied for count in counts)


def _points_back(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    pointed = any(
        pointer.mark is Points.AIRCRAFT and pointer.first <= aircraft.first and aircraft.last <= pointer.last
        for pointer in marks.pointers
    )
    pointed = pointed or _is_described_again(marks, aircraft)
    owners: tuple[tuple[At[object], ...], ...] = (marks.operators, marks.persons, marks.sources)
    owned = any(owner.first == aircraft.last for items in owners for owner in items)
    owned = owned or marks.form(aircraft.first - 1) in _WHOSE or _part(marks, aircraft) is Points.ONE
    if owned or not aircraft.mark.is_generic or _is_news(marks, aircraft):
        return False
    if is_arabic(marks.form(aircraft.first)) and not _is_definite(marks, aircraft):
        return False
    return _is_as_told(marks, aircraft) if is_counted(marks, aircraft) else pointed


def _is_definite(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether an Arabic aircraft is one that is known: "الطائرة", "طائرة الشحن"; "طائرة" is a new one."""
    beside = [p for p in marks.pointers if p.mark is Points.AIRCRAFT and p.overlaps(aircraft)]
    last = max(aircraft.last, *(pointer.last for pointer in beside)) if beside else aircraft.last
    first = min(aircraft.first, *(pointer.first for pointer in beside)) if beside else aircraft.first
    return any(marks.form(index).lstrip(_PARTICLES).startswith(_DEFINITE) for index in range(first, last))


def _is_described_again(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether one word stands between "the" and an aircraft, and says how it is: "the stranded jet".

    So is one of which it is told what kind or whose it is: "the spy plane", "the Turkish cargo plane".
    """
    at = aircraft.first - 1
    owners = (o.first for o in marks.operators if o.first < aircraft.first <= o.last)
    owner = next(owners, aircraft.first)
    if aircraft.last - owner > 1 and marks.form(owner - 1) == "the":
        return marks.form(aircraft.first) not in _KINDS_OF
    if aircraft.mark.plural is not False or at <= marks.first or marks.form(at - 1) != "the":
        return False
    token = marks.tokens[at]
    word = marks.text[token.start : token.end]
    kinds: tuple[tuple[At[object], ...], ...] = (
        *(marks.places, marks.operators, marks.persons, marks.counts, marks.numerals, marks.pointers),
        *(marks.joins, marks.sources),
    )
    known = any(item.first <= at < item.last for items in kinds for item in items)
    looks = word.endswith("ed") or word in _LOOKS
    return word.isalpha() and looks and word not in _KINDS_OF and not known


def _is_as_told(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a number of aircraft is that of those told before: "the three planes", "الطائرتان"."""
    counts = [
        count
        for count in marks.counts
        if count.mark.head == aircraft.mark.span and count.mark.ordinal is None and count.mark.count.n > 1
    ]
    if aircraft.mark.text.startswith(_THE):
        return bool(counts)
    pointers = [p for p in marks.pointers if p.mark is Points.AIRCRAFT]
    return any(p.first <= c.first and c.last <= p.last for p in pointers for c in counts)


def _comes_along(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it only comes along: "with 28 jets on its deck", "escorted by two fighters"."""
    if is_on_board(marks, aircraft) or is_companion(marks, aircraft):
        return True
    if _is_flown(marks, aircraft):
        return False
    return any(
        join.mark is Join.WITH
        and 0 <= aircraft.first - join.last <= _NEAR
        and any(event.last <= join.first for event in marks.events)
        for join in marks.joins
    ) and not _does_something(marks, aircraft)


def _is_flown(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is with what flights were made that nothing else flew: "nine flights with C-130s"."""
    others = [other for other in marks.aircraft if other is not aircraft]
    if not others or not all(other.mark.is_flight and other.last <= aircraft.first for other in others):
        return False
    verbs = [e for e in marks.events if e.mark.form is Form.VERB and e.first < aircraft.first]
    made = len(verbs) == 1 and verbs[0].mark.act in _MADE and verbs[0].last <= others[0].first
    return made and aircraft.mark.type_designator is not None


def _does_something(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is told to do something of its own: "with an An-124 arriving on Monday"."""
    return any(
        event.first == aircraft.last and event.mark.act in FLOWN and marks.form(event.first).endswith("ing")
        for event in marks.events
    )


def _is_beside(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is named beside one that flew: "besides the Ruslan a C-5M came", "a batch of drones"."""
    words = [join for join in marks.joins if join.mark is Join.BESIDE]
    near = any(0 <= aircraft.first - word.last <= _BESIDE for word in words)
    return near and any(other.first > aircraft.first for other in marks.aircraft)


def _is_talked_of(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is only what somebody talked about: "returned to the question of the planes"."""
    tied = [r for r in marks.relations if r.mark is Relation.OTHER and r.last == aircraft.first]
    if not aircraft.mark.is_flight and any(marks.form(tie.first) in ("для", "без") for tie in tied):
        return True  # «запчасти для Ил-76»
    flown = [event for event in marks.events if event.mark.act in _TOLD]
    return bool(tied) and all(event.first < aircraft.first for event in flown)


def is_counted(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a number is written before an aircraft."""
    return any(
        count.mark.unit is Unit.AIRFRAMES
        and not count.mark.implied
        and 0 <= aircraft.first - count.first <= _COUNTED
        and not any(count.last <= other.first < aircraft.first for other in marks.aircraft)
        for count in marks.counts
    )


def is_all(marks: SentenceMarks, subject: Subject) -> bool:
    """Say whether a number is that of all of those just told: "two landed, both at Gao"."""
    if subject.aircraft is not None or subject.at == marks.first:
        return False
    return any(p.first <= subject.at < p.last and p.mark is Points.AIRCRAFT for p in marks.pointers)
