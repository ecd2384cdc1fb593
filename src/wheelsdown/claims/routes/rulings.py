"""Which event of a frame rules a place: what happened there, or on the way to or from it."""

from collections.abc import Sequence

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import CARGO_ACTS, Act, EventWord, Form, Join, Relation

__all__ = ["event_of", "is_told_behind"]

#: Acts told of an aircraft beside its landing.
_BESIDE = CARGO_ACTS | {Act.STOP}
_LANDING = frozenset({Act.ARRIVE, Act.RETURN})
_STANDING = frozenset({Relation.AT, Relation.INTO, Relation.NEAR})
#: Acts of a flight, and words of English that stand before where and that it happened.
_MOVING = _LANDING | {Act.DEPART, Act.FLY, Act.HEAD, Act.STOP, Act.TURN, Act.SEE}
_WHERE, _THAT, _PARTING = "where", "that", frozenset((",", "is", "was", "on", "in"))
#: The Arabic comma and particle for "at".
_COMMA, _AT, _ARABIC = "،", "ب", "ar"
#: Clauses that may open a frame before its verb: "in the east, at Khadim, two landed".
_OPENING = 2


def event_of(
    marks: SentenceMarks,
    clauses: Sequence[Clause],
    events: Sequence[At[EventWord]],
    place: At[PlaceMark],
    places: Sequence[At[PlaceMark]],
) -> At[EventWord] | None:
    """Get the event that rules a place: the nearest before it in its clause, else after, else before.

    ``clauses``, ``events`` and ``places`` are those of the frame.
    """
    if (behind := _told_behind(marks, events, place)) is not None:
        return behind
    here = clause_at(clauses, place.first)
    mine = [event for event in events if here is not None and here.holds(event.first)]
    earlier = [event for event in mine if event.last <= place.first]
    later = [event for event in mine if event.first >= place.last]
    if earlier:
        if earlier[-1].mark.act in _BESIDE and _is_second(earlier[-1], place, places):
            return _landing(earlier)
        alone = here is not None and not any(
            here.holds(other.first) and (other.last <= place.first or _is_at(marks, other))
            for other in places
            if other is not place
        )
        if alone and earlier[-1].mark.act in CARGO_ACTS:
            return _landing(_with_landing(marks, events, places, earlier, here, place))
        return _ruling(earlier)
    apart = here is not None and marks.form(here.first - 1) in (":", ";", "؛")
    anywhere = [event for event in events if event.last <= place.first and not apart]
    if later and not (anywhere and later[0].mark.act is Act.CARRY):  # "came from Gao with a team on board"
        moving = [
            event for event in later if event.mark.act in _MOVING
        ]  # "a jet from Gao carrying aid landed"
        return moving[0] if moving and later[0].mark.act is Act.CARRY else later[0]
    if anywhere:
        told = _without_relative(marks, clauses, here, anywhere)
        landing = _landing(told)
        first = not any(landing.last <= other.first < place.first for other in places)
        first = first or _comes_from(marks, here)
        return landing if first and told[-1].mark.act in CARGO_ACTS else _ruling(told)
    return events[0] if events and _opens(clauses, here, events[0]) else None


def _with_landing(
    marks: SentenceMarks,
    events: Sequence[At[EventWord]],
    places: Sequence[At[PlaceMark]],
    earlier: Sequence[At[EventWord]],
    here: Clause | None,
    place: At[PlaceMark],
) -> Sequence[At[EventWord]]:
    """Add what is told before a relative that only says what is on board: "حطت الطائرة التي تقل الوفد في"."""
    if here is None or Join.WHO not in here.joins or not _is_at(marks, place):
        return earlier
    before = [event for event in events if event.first < here.first]
    told = any(before[0].first < other.first < here.first for other in places) if before else True
    return earlier if told else [*before, *earlier]


def _comes_from(marks: SentenceMarks, here: Clause | None) -> bool:
    """Say whether a clause begins with where something came from: ", قادمة من قاعدة حميميم"."""
    return here is not None and any(
        r.first == here.first and r.mark is Relation.FROM for r in marks.relations
    )


def _is_at(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether something is told to be at a place."""
    ties = (r for r in marks.relations if r.last == place.first)
    return _AT in place.particles or any(tie.mark in _STANDING for tie in ties)


def _without_relative(
    marks: SentenceMarks,
    clauses: Sequence[Clause],
    here: Clause | None,
    events: Sequence[At[EventWord]],
) -> Sequence[At[EventWord]]:
    """Leave out a relative clause between commas: "هبطت الطائرة، التي أقلعت من دمشق، في بنغازي"."""
    relative = clause_at(clauses, here.first - 1) if here is not None else None
    if here is None or relative is None or Join.WHO not in relative.joins:
        return events
    if marks.form(here.first - 1) != _COMMA or marks.form(relative.first - 1) != _COMMA:
        return events
    return [event for event in events if event.first < relative.first] or events


def is_told_behind(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether what happened at a place is told behind it: "Gao, where", "it was at Gao that"."""
    at = place.last
    while any(d.first == at for d in marks.dates) or marks.form(at) in _PARTING:
        at = next((d.last for d in marks.dates if d.first == at), at + 1)
    if not any(join.first == at and join.mark is Join.WHO for join in marks.joins):
        return False
    is_cleft = marks.form(marks.first) == "it" and marks.form(marks.first + 1) in _PARTING
    return marks.form(at) == _WHERE or (is_cleft and marks.form(at) == _THAT)


def _told_behind(
    marks: SentenceMarks, events: Sequence[At[EventWord]], place: At[PlaceMark]
) -> At[EventWord] | None:
    """Get the event told behind a place, where none before it tells of a flight."""
    if not is_told_behind(marks, place):
        return None
    moves = any(event.first < place.first and event.mark.act in _MOVING for event in events)
    behind = next((event for event in events if event.first >= place.last), None)
    return behind if behind is not None and behind.mark.act in _MOVING and not moves else None


def _is_second(event: At[EventWord], place: At[PlaceMark], places: Sequence[At[PlaceMark]]) -> bool:
    """Say whether an event has a place before this one: "carrying gear for the troops in Gao at Bamako"."""
    return any(event.last <= other.first < other.last <= place.first - 1 for other in places)


def _opens(clauses: Sequence[Clause], here: Clause | None, event: At[EventWord]) -> bool:
    """Say whether a place opens the frame, and the event after it rules it: "At Khadim, two landed"."""
    if here is not None and all(here.first != clause.first for clause in clauses[:_OPENING]):
        return False
    there = clause_at(clauses, event.first)
    return there is None or there.joins <= {Join.LAST}


def _ruling(events: Sequence[At[EventWord]]) -> At[EventWord]:
    """Get the last event, but the noun beside a verb that says nothing ("made flights")."""
    last = events[-1]
    stops = [event for event in events if event.first == last.first and event.mark.act is Act.STOP]
    if stops:
        return stops[0]
    if last.mark.act is Act.LIGHT and len(events) > 1 and Form.NOUN in (last.mark.form, events[-2].mark.form):
        return events[-2]
    if last.mark.act is Act.FLY and len(events) > 1 and _is_subject(events[-2], last):
        return events[-2]
    if last.mark.act is Act.STAY and len(events) > 1 and events[-2].last == last.first:
        return events[-2]  # "landed on the apron at Gao"
    if last.mark.form is Form.NOUN and len(events) > 1 and events[-2].mark.act is Act.STOP:
        return events[-2] if last.first - events[-2].last <= 1 else last  # "made a technical | landing at"
    return last


def _is_subject(verb: At[EventWord], flight: At[EventWord]) -> bool:
    """Say whether an Arabic noun for a flight is what came down: "حطت رحلتان في"."""
    is_noun = flight.mark.language == _ARABIC and flight.mark.form is Form.NOUN
    came = verb.mark.form is Form.VERB and verb.mark.act in _LANDING | {Act.DEPART}
    return is_noun and came and 0 <= flight.first - verb.last <= 1


def _landing(events: Sequence[At[EventWord]]) -> At[EventWord]:
    """Get the landing that cargo is told with: "there landed an aircraft that carried gear at Gao"."""
    landed = [event for event in events if event.mark.act in _LANDING and event.mark.form is Form.VERB]
    return landed[-1] if landed else _ruling(events)
