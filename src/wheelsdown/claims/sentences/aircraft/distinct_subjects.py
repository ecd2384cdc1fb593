"""Say which of the aircraft that a frame names are its subjects: one, or each of two that "and" joins.

Of several words for one aircraft the most telling is kept; a number told as a whole before its types ("five
planes: four Il-76s and an An-124") is the subject, and the types are not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wheelsdown.articles.marks import AircraftMark, Operation
from wheelsdown.claims.sentences.aircraft.and_another import with_another
from wheelsdown.claims.sentences.aircraft.shared_verbs import each_from
from wheelsdown.claims.sentences.aircraft.subjects import Subject, is_counted
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import EventWord, Form, Join, Points

__all__ = ["brings_another", "distinct", "is_of_person"]

#: An aircraft this near after another one, with only "and" between, is a second subject.
_JOINED = 3
#: Tokens between aircraft told as a whole and a type of theirs, at most.
_APPOSED = 10
#: The largest number that a noun's own form tells.
_DUAL = 2
#: What parts a word for aircraft from the type of one of them.
_SET_OFF = re.compile(r"\s[-—–]\s|[:(]")
_ARABIC = "ar"
#: The Arabic "and", and marks around names.
_AND, _QUOTES = "و", frozenset('"«»“”')
#: Arabic words before a type, as they are folded.
_KIND_OF = frozenset(("طراز", "نوع", "طرازي", "نوعي", "فيه"))
#: Two, and the tokens between a verb and who did it; what ends a clause for good.
_PAIR, _NEXT, _OTHER_ENDS = 2, (0, 1), frozenset((";", ":", "؛"))


def distinct(marks: SentenceMarks, subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Keep one subject, or each of those that are joined by "and" and are of different types."""
    subjects = _without_rivals(marks, subjects)
    if both := with_another(marks, subjects):
        return both
    if each := _each_of_whole(marks, subjects):
        return each
    if (whole := _whole(marks, subjects)) is not None:
        return (whole,)
    if each := each_from(marks, subjects):
        return each
    if (others := _others_of_row(marks, subjects)) is not None:
        return (others,)
    listed = [subject for subject in subjects if _is_listed(marks, subject)]
    joined = _joined(marks, listed)
    if joined:
        return (listed[0], *joined)
    pointing = [s for s in subjects if s.points or s.ordinal]
    best = sorted(subjects, key=_vague)[:1]
    n = next((s.n for s in pointing if s.n is not None), None)
    if pointing and best and best[0] not in pointing:
        return (replace(best[0], points=pointing[0].points, ordinal=pointing[0].ordinal, n=n),)
    return tuple([replace(pointing[0], n=n)] if pointing else best)


def _without_rivals(marks: SentenceMarks, subjects: Sequence[Subject]) -> Sequence[Subject]:
    """Leave out what a relative clause sets beside the aircraft, and what shot at it.

    "A C-390, which rivals the Hercules, landed"; «залетели дроны, часть сбили F-35».
    """
    if len(subjects) < _PAIR:
        return subjects
    first = subjects[0].aircraft
    kept = [subjects[0]]
    for subject in subjects[1:]:
        craft = subject.aircraft
        if craft is None or first is None or not (first.mark.named or first.mark.is_drone):
            kept.append(subject)
            continue
        fired = any(join.mark is Join.STRIKES and craft.first - join.last in _NEXT for join in marks.joins)
        relative = [
            j.first for j in marks.joins if j.mark is Join.WHO and first.last <= j.first < craft.first
        ]
        told = relative and not between(marks.events, relative[0], craft.last)
        if not (fired or (told and first.mark.named and marks.form(relative[0] - 1) not in _OTHER_ENDS)):
            kept.append(subject)
    return kept


def brings_another(events: Sequence[At[EventWord]], subjects: Sequence[Subject]) -> bool:
    """Say whether a new one stands right behind an Arabic verb: "، بينما حطت طائرة في باماكو"."""
    ends = {e.last for e in events if e.mark.language == _ARABIC and e.mark.form is Form.VERB}
    new = (s.aircraft for s in subjects if s.aircraft is not None and not s.is_back)
    return any(craft.first in ends and not craft.mark.is_flight for craft in new)


def is_of_person(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether a relative clause tells of a person: "Erdogan, whose government sells drones"."""
    end = clause.first - (marks.form(clause.first - 1) in (",", "،"))
    return Join.WHO in clause.joins and any(person.last == end for person in marks.persons)


def _joined(marks: SentenceMarks, listed: Sequence[Subject]) -> list[Subject]:
    """Get those that go on with the one before: "an Il-76 and an An-124", "Ил-76, Ан-124 и Ту-154"."""
    found: list[Subject] = []
    goes_on = False
    for one, other in reversed(list(pairwise(listed))):
        by_and = _only_and(marks, one, other)
        goes_on = by_and or (goes_on and _is_bare_comma(marks, one, other))
        if _differ(one, other) and (goes_on or _only_comma(marks, one, other)):
            found.append(other)
    return found[::-1]


def _is_bare_comma(marks: SentenceMarks, one: Subject, other: Subject) -> bool:
    """Say whether a comma and a number at most part two types."""
    if one.aircraft is None or other.aircraft is None or marks.form(one.aircraft.last) not in (",", "،"):
        return False
    typed = one.aircraft.mark.named is not None and other.aircraft.mark.named is not None
    counted = is_counted(marks, other.aircraft)
    single = marks.form(other.aircraft.first - 1) in ("a", "an")
    return typed and other.aircraft.first - one.aircraft.last <= (_JOINED if counted else 1 + single)


def _each_of_whole(marks: SentenceMarks, subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Get the types of so many planes, where there are as many: "two planes, an Il-62M and an An-124"."""
    crafts = [s for s in subjects if s.aircraft is not None and not s.aircraft.mark.is_flight]
    head = crafts[0].aircraft if crafts else None
    if head is None or any(subject.ordinal or subject.points for subject in subjects):
        return ()
    n = max((c.mark.count.n for c in marks.counts if c.mark.head == head.mark.span), default=0)
    if n >= _DUAL and (row := _row(marks, crafts)):
        exact = any(
            c.mark.head == head.mark.span
            and c.mark.count.n == len(row)
            and c.mark.count.op is Operation.EXACTLY
            for c in marks.counts
        )
        return tuple(replace(each, n=1) for each in row) if exact else row[:1]
    is_set_off = _SET_OFF.search(head.mark.text) is not None  # «два самолёта — Ил-62М»
    if n < _DUAL or (head.mark.named is not None and not is_set_off):
        return ()
    typed = [replace(crafts[0], n=1)] if is_set_off else []
    typed += [s for s in crafts[1:] if s.aircraft is not None and s.aircraft.mark.named is not None]
    single = not any(_are_several(marks, s) for s in typed[is_set_off:])
    known = {s.aircraft.mark.named for s in typed if s.aircraft is not None}
    return tuple(typed) if len(typed) == len(known) == n and single else ()


def _row(marks: SentenceMarks, crafts: Sequence[Subject]) -> tuple[Subject, ...]:
    """Get the types behind the Arabic number of all of them: "طائرتان من طراز إليوشن 76 وأنتونوف 124"."""
    head = crafts[0].aircraft
    if head is None or _KIND_OF.isdisjoint(marks.form(index) for index in range(head.first, head.last)):
        return ()
    found = [crafts[0]]
    for one, other in pairwise(subject.aircraft for subject in crafts):
        if one is None or other is None:
            break
        parts = {marks.form(index) for index in range(one.last, other.first)} - _QUOTES
        if parts - {_AND} or not (parts or other.mark.particles.startswith(_AND)):
            break
        found.append(crafts[len(found)])
    return tuple(found) if len(found) > 1 else ()


def _are_several(marks: SentenceMarks, subject: Subject) -> bool:
    """Say whether a number above one or a plural stands with a type."""
    span = subject.aircraft.mark.span if subject.aircraft is not None else None
    several = subject.aircraft is not None and subject.aircraft.mark.plural is True
    return several or any(c.mark.head == span and c.mark.count.n > 1 for c in marks.counts)


def _whole(marks: SentenceMarks, subjects: Sequence[Subject]) -> Subject | None:
    """Get the aircraft told as a whole before their types: "five planes: four Il-76s and an An-124"."""
    counted = [s for s in subjects if s.aircraft is not None and is_counted(marks, s.aircraft)]
    if any(subject.ordinal for subject in subjects):
        return None
    first = counted[0].aircraft if counted else None
    if first is None or first.mark.named is not None or first.mark.is_flight:
        return None
    single = [s for s in subjects if s not in counted and _is_apposed(marks, first, s)]
    later = [
        s for s in (*counted[1:], *single) if s.aircraft is not None and s.aircraft.mark.named is not None
    ]
    if later and _only_and(marks, counted[0], later[0]):
        return None  # "six fighters and two KC-135s"
    return counted[0] if later else None


def _others_of_row(marks: SentenceMarks, subjects: Sequence[Subject]) -> Subject | None:
    """Get those told behind one of their row: «это третий борт: первые два прилетели в понедельник»."""
    row = next((subject for subject in subjects if subject.ordinal), None)
    groups = [s for s in subjects if s.points is Points.SOME and s.aircraft is None and (s.n or 0) > 1]
    if row is None or len(groups) != 1 or groups[0].at < row.at:
        return None
    if any(e.mark.form is Form.VERB for e in between(marks.events, row.at, groups[0].at)):
        return None
    before = (s.aircraft for s in subjects if s.aircraft is not None and s.aircraft.first < groups[0].at)
    craft = next(before, None)
    return replace(groups[0], aircraft=craft, points=None if craft is not None else Points.SOME)


def _is_apposed(marks: SentenceMarks, whole: At[AircraftMark], subject: Subject) -> bool:
    """Say whether a single type stands right behind a number of aircraft: "two aircraft, an A400M and"."""
    if subject.aircraft is None or marks.form(whole.last) not in (",", ":", "-", "("):
        return False
    first = subject.aircraft.first
    return marks.form(first - 1) in ("a", "an") and 0 < first - whole.last <= _APPOSED


def _is_listed(marks: SentenceMarks, subject: Subject) -> bool:
    """Say whether an aircraft may stand in a list: it has a type or number, if only by its own form."""
    aircraft = subject.aircraft
    if aircraft is None:
        return False
    if aircraft.mark.named is not None or (not aircraft.mark.is_flight and is_counted(marks, aircraft)):
        return True
    if aircraft.mark.is_flight or subject.is_back:
        return False
    return any(
        count.mark.head == aircraft.mark.span and count.mark.count.n <= _DUAL for count in marks.counts
    )


def _vague(subject: Subject) -> tuple[int, int]:
    mark = subject.aircraft.mark if subject.aircraft else None
    if mark is None:
        return (3, subject.at)
    return (0 if mark.named else 2 if mark.is_flight else 1, subject.at)


def _differ(one: Subject, other: Subject) -> bool:
    if one.aircraft is None or other.aircraft is None:
        return False
    mine, theirs = one.aircraft.mark, other.aircraft.mark
    if mine.named is None and theirs.named is None:
        return mine.text.split()[0] != theirs.text.split()[0]
    return mine.type_designator != theirs.type_designator or (mine.named is None) != (theirs.named is None)


def _only_and(marks: SentenceMarks, one: Subject, other: Subject) -> bool:
    if one.aircraft is None or other.aircraft is None:
        return False
    first, last = one.aircraft.last, other.aircraft.first
    joins = between(marks.joins, first, last)
    items = (*marks.pointers, *marks.numerals)
    glued = any(item.particles.startswith("و") for item in items if first <= item.first <= last)
    glued = glued or other.aircraft.mark.particles.startswith("و")
    glued = glued or any(first <= c.first < last and c.mark.text.startswith("و") for c in marks.counts)
    words = last - first - sum(join.last - join.first for join in joins)
    return (bool(joins) or glued) and words <= _JOINED and not between(marks.events, first, last)


def _only_comma(marks: SentenceMarks, one: Subject, other: Subject) -> bool:
    """Say whether a comma alone parts types that are counted: "nine Il-76s, two An-124s"."""
    if one.aircraft is None or other.aircraft is None or marks.form(one.aircraft.last) not in (",", "،"):
        return False
    crafts = (one.aircraft, other.aircraft)
    typed = all(craft.mark.named is not None and is_counted(marks, craft) for craft in crafts)
    gap = other.aircraft.first - one.aircraft.last
    return typed and gap <= _JOINED and not between(marks.events, one.aircraft.last, other.aircraft.first)
