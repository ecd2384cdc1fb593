"""Whether an English sentence speaks of something of an aircraft, and not of it: "the plane's owner".

"The Il-76's arrival at Gao" is of the aircraft all the same: a noun that tells what it did follows.
"""

from msgspec.structs import replace

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Form, Join, Relation

__all__ = ["is_object", "is_owner_of_subject", "without_owners"]

_ENGLISH, _OF = "en", "of"
#: Words from an owner to the noun that is owned: "the plane's second recent visit".
_OWNED_REACH = 5
#: Words between "of" and its aircraft, and how many.
_ARTICLES = frozenset(("the", "a", "an", "its", "this", "that", "these", "those", "one", "both", "two"))
_OF_REACH = 2
#: Small words between a noun and what is done something to.
_SMALL = frozenset(("a", "an", "up", "to", "about", "на", "до", "около", "близько", "понад", "более"))


def without_owners(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence whose words that point back do so by themselves: not "the plane" of its owner."""
    owners = [aircraft for aircraft in marks.aircraft if is_owner_of_subject(marks, aircraft)]
    if not owners:
        return marks
    kept = (pointer for pointer in marks.pointers if not any(pointer.overlaps(owner) for owner in owners))
    return replace(marks, pointers=tuple(kept))


def is_owner_of_subject(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether something or somebody of the aircraft is meant, which flew nowhere by itself."""
    if marks.sentence.language != _ENGLISH or aircraft.mark.is_flight:
        return False
    return _owns(marks, aircraft) or _is_of_others(marks, aircraft)


def _owns(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    if [marks.form(aircraft.last), marks.form(aircraft.last + 1)] != ["'", "s"]:
        return False
    first = aircraft.last + 2
    near = range(first, first + _OWNED_REACH)
    events = [event for event in marks.events if event.first in near]
    done = any(event.mark.form is Form.NOUN for event in events)
    flights = any(other.first in near for other in marks.aircraft)
    verb = any(event.first == first and event.mark.form is Form.VERB for event in events)
    return not (done or flights or verb)


def _is_of_others(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether people or talk stand before "of" and the aircraft, with no relative clause behind it."""
    if any(join.first == aircraft.last and join.mark is Join.WHO for join in marks.joins):
        return False
    return any(
        tie.mark is Relation.OTHER
        and marks.form(tie.last - 1) == _OF
        and 0 <= aircraft.first - tie.last <= _OF_REACH
        and all(marks.form(index) in _ARTICLES for index in range(tie.last, aircraft.first))
        for tie in marks.relations
    )


def is_object(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether something is done to it: "the purchase of 12 Gripens", «на перехоплення двох Су-27»."""
    words = [join.last for join in marks.joins if join.mark is Join.OBJECT and join.last <= aircraft.first]
    kinds: tuple[tuple[At[object], ...], ...] = (marks.counts, marks.operators, marks.numerals)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    gap = range(words[-1], aircraft.first) if words else ()
    return bool(words) and all(index in known or marks.form(index) in _SMALL for index in gap)
