"""What each copy says of one field of an event, in which words, and how two such values stand to each other.

A value is compared by what it allows, not by its words: "planes" is at least two, "the Russian military"
holds the Russian Air Force, "since 24 October" holds the days up to the 29th. Where no rule says that two
values exclude each other they do not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from wheelsdown.articles.article import Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import CountMark, OperatorMark, Unit
from wheelsdown.claims.claim import ClaimedPause, ClaimKind, CountField, Polarity
from wheelsdown.claims.comparing.accounts import Account, Days, Family, counts_agree, overlap

__all__ = ["Field", "Relation", "Told", "relation", "told_of"]


class Field(StrEnum):
    """Fields in which copies differ."""

    POLARITY = "polarity"
    AIRFRAMES = "airframes"
    EVENTS = "events"
    TYPE = "type"
    PLACE = "place"
    DATE = "date"
    LEG_OF_DATE = "leg_of_date"
    OPERATOR = "operator"
    PAUSE = "pause"


class Relation(StrEnum):
    """How the second value stands to the first."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class _Operator:
    state: str | None
    name: str
    breadth: int


@dataclass(frozen=True, slots=True)
class _Place:
    id: str | None
    country: str | None
    is_coarse: bool


@dataclass(frozen=True, slots=True)
class _Leg:
    number: int
    n_legs: int


Value = CountField | str | Days | _Operator | _Place | _Leg | ClaimedPause


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a field with the words that tell it."""

    account: Account
    field: Field
    value: Value
    span: Span

    @property
    def words(self) -> str:
        """The words."""
        return self.account.telling.marked.article.words(self.span)


def told_of(field: Field, account: Account) -> Told | None:
    """Get what a claim tells of a field; None when it tells nothing."""
    found = _READERS[field](account)
    return Told(account, field, *found) if found else None


def relation(one: Told, other: Told) -> Relation:
    """Say how two values of one field stand to each other."""
    if one.value == other.value:
        return Relation.SAME
    match one.value, other.value:
        case CountField() as first, CountField() as second:
            return _of_counts(first, second)
        case _Operator() as first, _Operator() as second:
            return _of_operators(first, second)
        case _Place() as first, _Place() as second:
            return _of_places(first, second)
        case _Leg() as first, _Leg() as second:
            return Relation.SAME if first.n_legs != second.n_legs else Relation.NARROWER
        case ClaimedPause() as first, ClaimedPause() as second:
            return _of_pauses(first, second)
        case tuple() as first, tuple() as second:
            return _of_days(first, second)
    return Relation.CONTRADICTS


# --- how values stand to each other -------------------------------------------------------------------------


def _of_counts(one: CountField, other: CountField) -> Relation:
    if (one.op, one.n) == (other.op, other.n):
        return Relation.SAME
    if not counts_agree(one, other):
        return Relation.CONTRADICTS
    return Relation.NARROWER if other.op == "=" else Relation.WIDER


def _of_operators(one: _Operator, other: _Operator) -> Relation:
    if one.state is None or other.state is None:
        return Relation.SAME
    if one.state != other.state:
        return Relation.CONTRADICTS
    if one.breadth == other.breadth:
        return Relation.SAME if one.name == other.name else Relation.CONTRADICTS
    return Relation.WIDER if other.breadth < one.breadth else Relation.NARROWER


def _of_places(one: _Place, other: _Place) -> Relation:
    if one.is_coarse == other.is_coarse:
        differ = None not in (one.id, other.id) and one.id != other.id
        return Relation.CONTRADICTS if differ else Relation.SAME
    return Relation.WIDER if other.is_coarse else Relation.NARROWER


def _of_pauses(one: ClaimedPause, other: ClaimedPause) -> Relation:
    if one.duration != other.duration:
        return Relation.CONTRADICTS
    if one.op == other.op:
        return Relation.SAME
    return Relation.WIDER if other.op == "=" else Relation.NARROWER


def _of_days(one: Days, other: Days) -> Relation:
    if not overlap([one], [other]):
        return Relation.CONTRADICTS
    return Relation.NARROWER if _length(other) <= _length(one) else Relation.WIDER


def _length(days: Days) -> float:
    start, end = days
    return (end - start).days if start and end else float("inf")


# --- what a claim tells -------------------------------------------------------------------------------------

_Found = tuple[Value, Span] | None


def _polarity(account: Account) -> _Found:
    claim = account.claim
    return (claim.polarity.value, Span(*claim.span)) if claim.polarity is not Polarity.UNKNOWN else None


def _airframes(account: Account) -> _Found:
    if account.family is not Family.MOVEMENT or _is_form_open(account):
        return None
    count = account.airframes or _count_of_form(account)
    return (count, _aircraft_span(account)) if count else None


def _count_of_form(account: Account) -> CountField | None:
    """Get the number that the form of the noun tells: "planes" are at least two, "the plane" is one."""
    span = _noun_span(account)
    mark = next((mark for mark in account.telling.marked.aircraft if mark.span == span), None)
    if mark is None or mark.is_flight or mark.plural is None:
        return None
    return CountField(op=">=", n=2) if mark.plural else CountField(op="=", n=1)


def _is_form_open(account: Account) -> bool:
    """Say whether the number comes from a noun alone whose form does not tell one from many ("aircraft")."""
    span = _noun_span(account)
    if span is None:
        return False
    marks = [mark for mark in account.telling.marked.aircraft if mark.span == span]
    counts = [mark for mark in _counts(account, Unit.AIRFRAMES) if mark.span == span and mark.implied]
    return bool(marks and counts) and marks[0].plural is None and marks[0].is_generic


def _events(account: Account) -> _Found:
    count = account.claim.events
    if count is None:
        return None
    marks = [mark for mark in _counts(account, Unit.EVENTS) if mark.count.n == count.n]
    return count, marks[0].span if marks else Span(*account.claim.span)


def _type(account: Account) -> _Found:
    return (account.type_designator, _aircraft_span(account)) if account.type_designator else None


def _place(account: Account) -> _Found:
    place = account.place
    if place is None or account.family is Family.VISIT_OF_PERSON or account.country is None:
        return None
    if not Span(*account.claim.span).holds(place.span):
        return None
    return _Place(account.place_id, account.country, account.is_coarse), place.span


def _date(account: Account) -> _Found:
    marks = inside(account.telling.marked.dates, Span(*account.claim.span))
    if len(account.days) != 1 or not marks or account.claim.kind is ClaimKind.PAUSE:
        return None
    return account.days[0], _joined([mark.span for mark in marks])


def _leg_of_date(account: Account) -> _Found:
    legs = account.claim.legs
    stated = [number for number, leg in enumerate(legs) if leg.date_binding == "stated"]
    found = _date(account)
    if len(legs) < 2 or len(stated) != 1 or found is None:
        return None
    claim = account.claim
    places = [account.telling.place_mark(claim, end) for leg in legs for end in (leg.origin, leg.destination)]
    spans = [mark.span for mark in places if mark and Span(*claim.span).holds(mark.span)]
    return _Leg(stated[0], len(legs)), _joined([found[1], *spans])


#: What the lists call "the military", whichever force it is.
_ANY_FORCE = "military"


def _operator(account: Account) -> _Found:
    said = account.claim.operator
    marks = inside(account.telling.marked.operators, Span(*account.claim.span))
    mark = next((mark for mark in marks if mark.text == said), None)
    if said is None or mark is None or account.family is not Family.MOVEMENT:
        return None
    aircraft = _noun_span(account)
    near = aircraft is not None and 0 <= aircraft.start - mark.span.end <= _BESIDE
    span = _joined([mark.span, aircraft]) if near and aircraft else mark.span
    return _Operator(mark.id, mark.name, _breadth(mark)), span


#: Characters between an operator's name and its aircraft when they are one phrase.
_BESIDE = 3


def _breadth(mark: OperatorMark) -> int:
    if mark.is_state:
        return 0
    return 1 if mark.name.split(",")[0] == _ANY_FORCE else 2


def _pause(account: Account) -> _Found:
    pause = account.claim.pause
    if pause is None or pause.duration is None:
        return None
    marks = inside(account.telling.marked.durations, Span(*account.claim.span))
    mark = next((mark for mark in marks if mark.duration == pause.duration), None)
    span = mark.span if mark else Span(*account.claim.span)
    return ClaimedPause(duration=pause.duration, op=pause.op), span


_READERS: dict[Field, Callable[[Account], _Found]] = {
    Field.POLARITY: _polarity,
    Field.AIRFRAMES: _airframes,
    Field.EVENTS: _events,
    Field.TYPE: _type,
    Field.PLACE: _place,
    Field.DATE: _date,
    Field.LEG_OF_DATE: _leg_of_date,
    Field.OPERATOR: _operator,
    Field.PAUSE: _pause,
}


# --- where it stands ----------------------------------------------------------------------------------------


def _counts(account: Account, unit: Unit) -> list[CountMark]:
    marks = inside(account.telling.marked.counts, Span(*account.claim.span))
    return [mark for mark in marks if mark.unit is unit]


def _noun_span(account: Account) -> Span | None:
    aircraft = account.claim.aircraft
    if aircraft is None or aircraft.text is None:
        return None
    marks = inside(account.telling.marked.aircraft, Span(*account.claim.span))
    return next((mark.span for mark in marks if mark.text == aircraft.text), None)


def _aircraft_span(account: Account) -> Span:
    """Get the words for the aircraft with its number: "a second cargo aircraft"."""
    noun = _noun_span(account)
    if noun is None:
        return Span(*account.claim.span)
    counts = [
        mark.span for mark in _counts(account, Unit.AIRFRAMES) if mark.head and mark.head.overlaps(noun)
    ]
    return _joined([noun, *counts])


def _joined(spans: Iterable[Span]) -> Span:
    known = list(spans)
    return Span(min(span.start for span in known), max(span.end for span in known))
