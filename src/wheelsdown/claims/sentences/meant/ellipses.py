"""Put the clauses of a sentence together or apart before they are read.

A dash stands for the verb of the clause before ("the rest - from Minsk"), a lone number or pointing word goes
with the clause that tells of it ("the second, to judge by its track, flew to Gao"), and a verb that is denied
stands apart from what is only told of its aircraft ("the Il-76 that left Minsk never got to Gao").
"""

from collections.abc import Iterator, Mapping, Sequence

from wheelsdown.claims.sentences.aircraft.group_parts import group_parts
from wheelsdown.claims.sentences.aircraft.shared_verbs import shares_verb
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Modality, Points

__all__ = ["is_followed_by", "is_next", "is_way_back", "own_events", "told_clauses"]

_POINTING = frozenset({Points.SOME, Points.REST, Points.ONE, Points.MORE, Points.THEM})
#: The English word for by whom, and acts that it follows where something came next.
_BY, _FOLLOWING = "by", frozenset({Act.HAPPEN, Act.ARRIVE})
#: Marks behind a lone subject: "the second, ...", "the second (RF-78834) - from Pskov".
_ENDS = (",", "،", "(", ")")
#: Clauses that a lone subject goes on over, at most.
_ASIDES = 3
#: Joins behind which a clause may begin with a subject of its own.
_JOINED = frozenset({Join.AND, Join.BUT})
#: Words before a verb that help it: "has since been flown".
_HELPERS = 3
#: English words before a lone number.
_ARTICLES = frozenset(("a", "an", "the"))
#: Slavic words for the way back.
_BACKWARDS = frozenset(("обратно", "назад"))


def told_clauses(
    marks: SentenceMarks, clauses: Sequence[Clause], modality: Mapping[int, Modality | None]
) -> list[Clause]:
    """Get the clauses as they tell: ``modality`` of each event by its first token."""
    found: list[Clause] = []
    joined = 0
    parts = list(group_parts(marks))
    for clause in _with_their_verbs(marks, list(_by_modality(marks, clauses, modality))):
        last = found[-1] if found else None
        if last is not None and (
            _has_dash(marks, last, clause)
            or _goes_on(marks, last, joined)
            or _awaits(marks, last)
            or _is_time(marks, last, clause)
            or _is_listed(marks, last, clause)
            or shares_verb(marks, last, clause)
            or any(last.holds(each.group.first) and clause.first <= each.last + 1 for each in parts)
        ):
            found[-1] = Clause(last.first, clause.last, last.joins)
            joined += 1
        else:
            found.append(clause)
            joined = 0
    return found


def _with_their_verbs(marks: SentenceMarks, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Put a joined subject and its verb together over what is between: "and a second, a C-17, flew to"."""
    number = 0
    while number < len(clauses):
        until = _verb_of(marks, clauses, number) or number
        yield Clause(clauses[number].first, clauses[until].last, clauses[number].joins)
        number = until + 1


def _verb_of(marks: SentenceMarks, clauses: Sequence[Clause], number: int) -> int | None:
    """Get the clause that tells what the aircraft that ends a clause behind "and" did, if one does."""
    clause = clauses[number]
    if number == 0 or clause.joins.isdisjoint(_JOINED) or marks.form(clause.last - 1) not in _ENDS:
        return None
    if not _is_verbless(marks, clause) or between(marks.relations, clause.first, clause.last):
        return None
    craft = {a.last for a in marks.aircraft if not a.mark.is_flight}
    owners = (o.last for items in (marks.persons, marks.operators) for o in items if o.first in craft)
    if clause.last - 1 not in {*craft, *owners} and not _is_lone(marks, clause.first, clause.last):
        return None
    if not any(_begins_with_verb(marks, one) or not _is_verbless(marks, one) for one in clauses[:number]):
        return None
    for later in range(number + 1, min(number + 1 + _ASIDES, len(clauses))):
        here = clauses[later]
        if not here.joins.isdisjoint(_JOINED):
            return None
        if later > number + 1 and _begins_with_verb(marks, here):
            return later
    return None


def _begins_with_verb(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether a verb stands at the head of a clause, without a subject: ", was flown to"."""
    event = next(iter(between(marks.events, clause.first, clause.last)), None)
    if event is None or event.mark.form is not Form.VERB or event.first - clause.first > _HELPERS:
        return False
    return not clause.joins and not between(marks.aircraft, clause.first, event.first)


def is_followed_by(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether a clause begins with a verb that says what came next: "followed on Friday by a third"."""
    event = next(iter(between(marks.events, clause.first, clause.last)), None)
    if event is None or event.first != clause.first or event.mark.act not in _FOLLOWING:
        return False
    if clause.first == marks.first or not marks.form(clause.first).endswith("ed"):
        return False
    kinds: tuple[Sequence[At[object]], ...] = (marks.numerals, marks.counts, marks.pointers)
    starts = [each.first for items in kinds for each in between(items, clause.first, clause.last)]
    return any(_BY in (marks.form(first - 1), marks.form(first - 2)) for first in starts)


def own_events(marks: SentenceMarks, clause: Clause) -> list[At[EventWord]]:
    """Get the events of a clause, without a verb that only says that more of those before came next."""
    events = between(marks.events, clause.first, clause.last)
    if not is_followed_by(marks, clause):
        return events
    named = between(marks.aircraft, clause.first, clause.last)
    comes = events[0].mark.act is Act.ARRIVE or any(craft.mark.is_flight for craft in named)
    return events if named and comes else events[1:]


def is_next(marks: SentenceMarks, clause: Clause, at: int) -> bool:
    """Say whether a word for what came next stands before what came at a token: "then", "followed by"."""
    if any(join.mark is Join.THEN for join in between(marks.joins, clause.first, at)):
        return True
    events = between(marks.events, clause.first, clause.last)
    return len(own_events(marks, clause)) < len(events) or (not events and _tells_time(marks, clause, at))


def _tells_time(marks: SentenceMarks, clause: Clause, at: int) -> bool:
    """Say whether a dash and a time of day stand for the verb: «другий — о 09:40», «через пів години»."""
    if marks.form(at + 1) != "-":
        return False
    hours = (
        i for i in range(at + 2, clause.last - 1) if marks.form(i) == ":" and marks.form(i + 1).isdigit()
    )
    return bool(between(marks.durations, at, clause.last)) or any(marks.form(i - 1).isdigit() for i in hours)


def _has_dash(marks: SentenceMarks, last: Clause, clause: Clause) -> bool:
    is_dash = marks.form(last.last - 1) == "-"
    return is_dash and _is_verbless(marks, last) and _is_verbless(marks, clause)


def _awaits(marks: SentenceMarks, last: Clause) -> bool:
    """Say whether what ended something is still to come: "until, on 19 March, ..."."""
    return Join.UNTIL in last.joins and _is_verbless(marks, last)


def _is_time(marks: SentenceMarks, last: Clause, clause: Clause) -> bool:
    """Say whether only a day stands before "behind it came": ", and the next day behind it came two"."""
    if Join.THEN not in clause.joins or not between(marks.dates, last.first, last.last):
        return False
    kinds: tuple[Sequence[At[object]], ...] = (marks.dates, marks.joins)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    return all(index in known for index in range(last.first, last.last))


def _is_listed(marks: SentenceMarks, last: Clause, clause: Clause) -> bool:
    """Say whether one list of aircraft goes on, whose place follows: "two Il-76s and an An-72 at Gao"."""
    if between(marks.places, last.first, last.last):
        return False
    before = between(marks.aircraft, last.first, last.last)
    here = next(iter(between(marks.aircraft, clause.first, clause.last)), None)
    if here is None or not all(
        event.first == here.last
        and marks.form(event.first).endswith("ing")  # "... and two Su-35s operating in"
        for event in between(marks.events, clause.first, clause.last)
    ):
        return False
    if not before or any(each.mark.named is None for each in (before[-1], here)):
        return False
    kinds: tuple[Sequence[At[object]], ...] = (marks.counts, marks.operators, marks.joins, marks.numerals)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    gap = range(before[-1].last, here.first)
    return all(index in known or marks.form(index) in (",", "a", "an") for index in gap)


def _is_verbless(marks: SentenceMarks, clause: Clause) -> bool:
    return not between(marks.events, clause.first, clause.last)


def _goes_on(marks: SentenceMarks, last: Clause, joined: int) -> bool:
    """Say whether a clause is only a subject so far: "the second, ..."."""
    if joined > _ASIDES or marks.form(last.last - 1) not in _ENDS or not _is_verbless(marks, last):
        return False
    return _is_lone(marks, last.first, last.last)


def _is_lone(marks: SentenceMarks, first: int, last: int) -> bool:
    """Say whether a stretch begins with nothing but a number or a pointing word, up to comma or bracket."""
    end = next((index for index in range(first, last) if marks.form(index) in _ENDS), last)
    pointers = [pointer for pointer in marks.pointers if pointer.mark in _POINTING]
    ordinals = [count for count in marks.counts if count.mark.ordinal is not None]
    kinds: tuple[Sequence[At[object]], ...] = (marks.numerals, pointers, ordinals)
    lone = {index for items in kinds for item in items for index in range(item.first, item.last)}
    joins = {index for join in marks.joins for index in range(join.first, join.last)}
    words = [index for index in range(first, end) if marks.form(index).isalnum() and index not in joins]
    words = words[marks.form(words[0]) in _ARTICLES :] if words else words
    return bool(words) and all(index in lone for index in words)


def _by_modality(
    marks: SentenceMarks, clauses: Sequence[Clause], modality: Mapping[int, Modality | None]
) -> Iterator[Clause]:
    """Cut a clause behind its aircraft, where what comes before happened and the verb after did not."""
    for clause in clauses:
        cut = _cut(marks, clause, modality)
        if cut is None:
            yield clause
        else:
            yield Clause(clause.first, cut, clause.joins)
            yield Clause(cut, clause.last)


def _cut(marks: SentenceMarks, clause: Clause, modality: Mapping[int, Modality | None]) -> int | None:
    verbs = [event for event in between(marks.events, clause.first, clause.last) if _is_told(event)]
    verbs = [verb for verb in verbs if not is_way_back(marks, verb)] or verbs
    for event in verbs[1:]:
        before = verbs[0]
        if modality[before.first] is not None or modality[event.first] is not Modality.DENIAL:
            continue
        for aircraft in between(marks.aircraft, before.last, event.first):
            owners = [owner.last for owner in marks.operators if 0 <= owner.first - aircraft.last <= 1]
            return max([aircraft.last, *owners])
    return None


def is_way_back(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a Slavic word only tells that the verb beside it leads back: «обратно не вернулся»."""
    return marks.form(event.first) in _BACKWARDS


def _is_told(event: At[EventWord]) -> bool:
    return event.mark.form is Form.VERB and event.mark.act is not Act.SEE
