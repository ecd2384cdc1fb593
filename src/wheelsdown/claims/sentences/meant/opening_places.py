"""Leave out what a relative says of the place that a sentence opens with: "at Gao, where troops are, ...".

The relative parts the place from the verb that rules it. What it tells is no flight: who holds or uses the
place, or what stands there. One that names an aircraft or a person is left to tell what it tells.
"""

from wheelsdown.claims.sentences.clauses import Clause, clauses_of
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import Act, Form, Join, Points

__all__ = ["without_said_of_places"]

#: What a stretch that is left out no longer names.
_KINDS = (
    *("places", "aircraft", "dates", "durations", "events", "counts", "numerals", "relations", "joins"),
    *("cues", "pointers", "operators", "unsure_places"),
)
#: Acts of what is at home there.
_AT_HOME = frozenset({Act.HOLD, Act.STAY, Act.DEPLOY})


def without_said_of_places(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without the relatives that only say what a place is for, before its verb."""
    if not marks.aircraft or not marks.places or not _opens_relative(marks):
        return marks
    clauses = clauses_of(marks)
    threes = zip(clauses, clauses[1:], clauses[2:], strict=False)
    said = [range(two.first, two.last) for one, two, three in threes if _says_of(marks, one, two, three)]
    return without_stretches(marks, said, _KINDS) if said else marks


def _opens_relative(marks: SentenceMarks) -> bool:
    ends = {place.last for place in marks.places}
    return any(join.mark is Join.WHO and join.first - 1 in ends for join in marks.joins)


def _says_of(marks: SentenceMarks, place: Clause, relative: Clause, told: Clause) -> bool:
    """Say whether three clauses are a tied place, what is said of it, and what flew there."""
    if Join.WHO not in relative.joins or told.joins or marks.form(told.first - 1) not in (",", "،"):
        return False
    named = between(marks.places, place.first, place.last)
    ties = {tie.last for tie in marks.relations}
    if not named or named[-1].last != relative.first - 1 or named[-1].first not in ties:
        return False
    if between(marks.events, place.first, place.last):
        return False
    if between(marks.aircraft, place.first, place.last):
        return False
    verbs = [e for e in between(marks.events, told.first, told.last) if e.mark.form is Form.VERB]
    if not verbs or not between(marks.aircraft, told.first, told.last):
        return False
    return _is_said_of_place(marks, relative)


def _is_said_of_place(marks: SentenceMarks, relative: Clause) -> bool:
    """Say whether a relative tells no flight and no visit."""
    acts = {event.mark.act for event in between(marks.events, relative.first, relative.last)}
    if any(join.mark is Join.STRIKES for join in between(marks.joins, relative.first, relative.last)):
        return not acts  # "which drones had hit the day before"
    pointers = between(marks.pointers, relative.first, relative.last)
    craft = between(marks.aircraft, relative.first, relative.last)
    if craft or any(pointer.mark is Points.AIRCRAFT for pointer in pointers):
        dated = bool(between(marks.dates, relative.first, relative.last))
        return bool(acts) and acts <= _AT_HOME and not dated
    persons = between(marks.persons, relative.first, relative.last)
    return Act.VISIT not in acts and not (persons and acts - {Act.HOLD})
