"""What a place, or a move with no place, is to the journey that a frame tells: a stop with its role."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import BACK_ACTS, Act, EventWord, Form, Join

__all__ = ["Role", "Stop", "aimed", "bare_stops", "landed_where_it_stayed", "told_before"]

#: How verbs begin that tell of a flight under way, not of one that was made.
_UNDER_WAY = (
    *("выполня", "соверша", "лете", "следова", "викону", "здіиснюва", "леті", "прямува"),
    *("operating", "performing", "flying"),
)
_MAKING = frozenset({Act.LIGHT, Act.FLY, Act.OVERFLY})
#: Words behind which a flight has been made.
_AFTER = frozenset(("after", "после", "після", "بعد"))
#: English words before what was done first, and how its verb ends.
_ONCE, _GERUND = frozenset(("after", "following", "having")), "ing"
#: Tokens between a verb and the flight that it makes.
_MAKING_REACH = 3


class Role(StrEnum):
    """What a place is to an event."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    VIA = "via"
    BACK = "back"
    """A return with no place: where it began."""
    TURN = "turn"
    """A turn back or aside with no place: it did not get where it was heading."""
    AWAY = "away"
    """A departure with no place."""
    HERE = "here"
    """Where it was, seen or parked."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Stop:
    """A place with its role, in the order of the text; ``others`` are the alternatives ("A or B")."""

    role: Role
    place: PlaceMark | None
    at: int
    act: Act | None = None
    others: tuple[PlaceMark, ...] = ()
    is_also: bool = False
    """Enumerated: "to A and B"."""
    event_at: int = -1
    """The token of the event that rules it."""
    is_aim: bool = False
    """Where the flight that is named was to go: "the Athens-Vilnius flight"."""
    is_aside: bool = False
    """Where cargo goes or something is spoken of: no stop beside a landing that is told."""
    is_before: bool = False
    """It came down there before it did where its landing is told first: "before that it stopped in Cairo"."""


def told_before(marks: SentenceMarks, clauses: Sequence[Clause], found: Sequence[Stop]) -> list[Stop]:
    """Mark the stops of clauses that tell what was before what is told first: "before that it landed in"."""
    words = [join for join in marks.joins if join.mark is Join.BEFORE_THAT]
    before = [clause for clause in clauses[1:] if any(0 <= w.first - clause.first <= 1 for w in words)]
    told: list[Stop] = []
    for stop in found:
        along = stop.is_also and bool(told) and told[-1].is_before
        earlier = any(clause.holds(stop.at) for clause in before) or _is_after_that(marks, found, stop)
        told.append(replace(stop, is_before=True) if along or earlier else stop)
    return told


def _is_after_that(marks: SentenceMarks, found: Sequence[Stop], stop: Stop) -> bool:
    """Say whether a gerund behind "after" leads there, and where it flew then stands before it.

    "Flew to Oran after landing in Algiers": it was in Algiers first.
    """
    if marks.form(stop.event_at - 1) not in _ONCE or not marks.form(stop.event_at).endswith(_GERUND):
        return False
    return any(
        other.role is Role.DESTINATION and 0 <= other.event_at < other.at < stop.event_at for other in found
    )


def aimed(marks: SentenceMarks, stop: Stop, event: At[EventWord] | None) -> Stop:
    """Mark the end of a flight that only a noun names, and no verb tells as made: "the flight to Vilnius"."""
    if stop.role is not Role.DESTINATION or event is None or event.mark.form is not Form.NOUN:
        return stop
    if event.mark.act is not Act.FLY or marks.form(event.first - 1) in _AFTER:
        return stop
    near = range(event.first - _MAKING_REACH, event.first)
    verbs = (
        verb.first
        for verb in marks.events
        if verb.mark.form is Form.VERB and verb.mark.act in _MAKING and verb.first in near
    )
    made = any(not marks.form(verb).startswith(_UNDER_WAY) for verb in verbs)
    return stop if made else replace(stop, is_aim=True)


def bare_stops(
    events: Sequence[At[EventWord]], clauses: Sequence[Clause], found: Sequence[Stop]
) -> list[Stop]:
    """Get the moves of a frame that name no place: it left, it went back, it turned.

    Parameters
    ----------
    events, clauses
        Those of the frame.
    found
        Its stops that have places.
    """
    left = [
        Stop(Role.AWAY, None, event.first, Act.DEPART)
        for event in events
        if _is_bare_departure(event, events, found)
    ]
    last = max((stop.at for stop in found), default=0)
    back = [
        Stop(Role.BACK, None, max(event.first, last) if _is_both_ways(event) else event.first, event.mark.act)
        for event in events
        if _is_bare_return(event, clauses, (*found, *left))
    ]
    turns = [
        Stop(Role.TURN, None, event.first, event.mark.act) for event in events if event.mark.act is Act.TURN
    ]
    return [*left, *turns, *back]


def _is_both_ways(event: At[EventWord]) -> bool:
    """Say whether a word tells both ways at once, wherever it stands: "a trip there and back between"."""
    return event.mark.form is Form.NOUN and event.mark.plural is True


def _is_bare_return(event: At[EventWord], clauses: Sequence[Clause], found: Sequence[Stop]) -> bool:
    if event.mark.act not in BACK_ACTS:
        return False
    here = clause_at(clauses, event.first)
    return _is_both_ways(event) or not any(
        stop.act in BACK_ACTS
        and (stop.at > event.first or (here is not None and here.holds(stop.event_at)))
        and stop.role not in (Role.ORIGIN, Role.VIA)
        for stop in found
    )


def _is_bare_departure(event: At[EventWord], events: Sequence[At[EventWord]], found: Sequence[Stop]) -> bool:
    """Say whether it leaves with no word of where from or to: "landed at X and left before dawn"."""
    if event.mark.act is not Act.DEPART or event.mark.form is not Form.VERB:
        return False
    arrived = any(
        stop.role is Role.DESTINATION and stop.at < event.first and stop.event_at < event.first
        for stop in found
        if stop.act is not Act.DEPART
    )
    later = any(stop.at > event.first for stop in found)
    goes_on = any(other.first > event.first for other in events)
    return arrived and not later and not goes_on


def landed_where_it_stayed(events: Sequence[At[EventWord]], found: Sequence[Stop]) -> list[Stop]:
    """Let it land where it is told to have stayed: "landed on Monday and stood on the apron at Gao"."""
    landings = [e.first for e in events if e.mark.act is Act.ARRIVE and e.mark.form is Form.VERB]
    stays = [stop for stop in found if stop.role is Role.HERE and stop.act is Act.STAY]
    if not landings or not stays or stays[0].at < landings[0]:
        return list(found)
    before = [stop for stop in found if stop.at < stays[0].at and stop.role is not Role.ORIGIN]
    if before or any(stop.event_at == landings[0] for stop in found if stop.role is Role.DESTINATION):
        return list(found)
    landed = replace(stays[0], role=Role.DESTINATION, act=Act.ARRIVE, event_at=landings[0])
    return [landed if stop is stays[0] else stop for stop in found]
