"""Read aircraft that came each from elsewhere and share a verb: "an Il-76 from Gao and an An-124 from Oran".

Each is told with where it came from and "and" before the next; the verb, and where they came to, stand before
the first or behind the last. A place of origin is that of the aircraft before it alone.
"""

from collections.abc import Sequence
from itertools import pairwise

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.sentences.aircraft.subjects import Subject, subjects_of
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Join, Relation

__all__ = ["each_from", "shares_verb", "without_origins_of_others"]

#: Words that nothing knows between a place and the next aircraft, at most: "Minsk and an".
_LOOSE = 1
#: Words that say of what a number is a part, at most: "of them".
_OF_THEM = 2
_FROM, _TO = Relation.FROM, Relation.TO


def shares_verb(marks: SentenceMarks, before: Clause, clause: Clause) -> bool:
    """Say whether the verb of a clause is that of the aircraft before its "and", too."""
    if Join.AND not in clause.joins or between(marks.events, before.first, before.last):
        return False
    events = between(marks.events, clause.first, clause.last)
    subjects = [*subjects_of(marks, before), *subjects_of(marks, clause)]
    each = each_from(marks, subjects)
    if not events or not each or each[-1].at >= events[0].first:
        return False
    return any(before.holds(subject.at) for subject in each) and clause.holds(each[-1].at)


def each_from(marks: SentenceMarks, subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Get the subjects in order where each is told with where it came from; none where they are not."""
    found = sorted({subject.at: subject for subject in subjects}.values(), key=lambda subject: subject.at)
    if len(found) < 2 or found[0].aircraft is None or any(subject.is_back for subject in found):
        return ()
    named = all(_origin_of(marks, subject) is not None for subject in found)
    if named and len({subject.aircraft for subject in found}) == 1:
        return tuple(found)  # parts of one group
    return tuple(found) if named and all(_is_next(marks, *pair) for pair in pairwise(found)) else ()


def without_origins_of_others(
    marks: SentenceMarks,
    subjects: Sequence[Subject],
    subject: Subject | None,
    places: Sequence[At[PlaceMark]],
) -> list[At[PlaceMark]]:
    """Get the places of a frame without those from where the others of its subjects came."""
    others = [other for other in each_from(marks, subjects) if subject is not None and other.at != subject.at]
    ranges = [range(_end(other), _limit(marks, subjects, other)) for other in others]
    return [place for place in places if not any(place.first in each for each in ranges)]


def _end(subject: Subject) -> int:
    craft = subject.aircraft
    return craft.last if craft is not None and subject.at < craft.last else subject.at + 1


def _origin_of(marks: SentenceMarks, subject: Subject) -> At[PlaceMark] | None:
    """Get the place that "from" right behind a subject leads to."""
    last, reach = _end(subject), 0 if subject.n is None else _OF_THEM
    tied = [r.last for r in marks.relations if 0 <= r.first - last <= reach and r.mark is _FROM]
    return next((place for place in marks.places if place.first in tied), None)


def _limit(marks: SentenceMarks, subjects: Sequence[Subject], subject: Subject) -> int:
    """Get the token up to which it is told where a subject came from."""
    origin = _origin_of(marks, subject)
    behind = origin.last if origin is not None else _end(subject)
    following = [other.at for other in subjects if other.at > subject.at]
    ends = [event.first for event in marks.events if event.first >= behind]
    ends += [r.first for r in marks.relations if r.first >= behind and r.mark is _TO]
    return min((*following, *ends, marks.last))


def _is_next(marks: SentenceMarks, one: Subject, other: Subject) -> bool:
    """Say whether only an origin and "and" stand between two subjects."""
    gap = range(_end(one), other.at)
    if between(marks.events, gap.start, gap.stop):
        return False
    glued = other.aircraft is not None and other.aircraft.mark.particles.startswith("و")
    joined = any(join.mark is Join.AND for join in between(marks.joins, gap.start, gap.stop))
    kinds: tuple[Sequence[At[object]], ...] = (
        *(marks.places, marks.relations, marks.joins, marks.counts, marks.numerals, marks.operators),
    )
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    return (joined or glued) and len(set(gap) - known) <= _LOOSE
