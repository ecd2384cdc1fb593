"""Cut a sentence into clauses: at punctuation, at joining words, and at Arabic verbs that begin with "and".

A clause here is only a stretch that can be judged by itself; `wheelsdown.claims.events.frames` puts those
that tell one event back together. A comma inside a name, a date or a number cuts nothing, nor does the dash
of a route, nor a joining word inside a word of modality (Russian "так и не").
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from wheelsdown.articles.expressions import is_one_day
from wheelsdown.articles.scripts import is_cyrillic
from wheelsdown.claims.sentences.place_pairs import is_row
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.sentences.ties import is_apposition
from wheelsdown.claims.words import (
    LANDED_ACTS,
    LEADING_ACTS,
    Act,
    EventWord,
    Form,
    Join,
    Modality,
    Points,
    Relation,
)

__all__ = ["Clause", "behind_flights", "clause_at", "clauses_of", "number_at"]

_STOPS = frozenset(",;:،؛()[]{}|")
_PARTING = _STOPS | {"-"}
#: Words behind which it is told where to.
_DIRECTIONS = frozenset(
    (
        *("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "onward"),
        *("onwards", "further", "север", "юг", "восток", "запад", "дальше", "далее"),
        *("північ", "південь", "схід", "захід", "далі", "شمالا", "جنوبا", "شرقا", "غربا"),
    )
)
#: Words at which a clause ends.
_CUTTING = frozenset({Join.AND, Join.BUT, Join.THEN, Join.WHO})
#: Words for some or one of several aircraft.
_POINTING = frozenset({Points.MORE, Points.ONE, Points.REST, Points.SOME})
#: Words for parts of what was told, which hold a relative: "two of which".
_PARTS = frozenset({*_POINTING, Points.THEM})
#: English words that begin a relative.
_RELATIVES = frozenset(("that", "which"))
#: Days and verbs of two flights, and words from an aircraft to its relative: "of the airline Korvash which".
_TWO, _OWNER = 2, 6
#: Acts that end a flight, and those of the next one.
_ENDED = LANDED_ACTS | {Act.SHIP, Act.FLY, Act.HEAD, Act.VISIT}
_ONCE_MORE = LEADING_ACTS | {Act.SEE, Act.STAY}
_NEWLY_THERE = frozenset({Act.ARRIVE, Act.STOP, Act.SEE, Act.STAY})
#: English words by which something was done before.
_EARLIER = frozenset(("previously", "earlier", "formerly"))
#: Arabic particles that join a verb to what was said before.
_JOINING = frozenset("وف")
#: Marks that open a name.
_QUOTES = frozenset('"«“')
#: Arabic words for "and was".
_AND_WAS = frozenset(("وكان", "وكانت"))


class Clause(msgspec.Struct, frozen=True):
    """Tokens ``first`` up to and without ``last``; ``joins``: the words that tie it to the clause before."""

    first: int
    last: int
    joins: frozenset[Join] = frozenset()

    def holds(self, index: int) -> bool:
        """Say whether a token lies inside."""
        return self.first <= index < self.last


def clause_at(clauses: Sequence[Clause], index: int) -> Clause | None:
    """Get the clause that holds a token."""
    return next((clause for clause in clauses if clause.holds(index)), None)


def number_at(clauses: Sequence[Clause], index: int) -> int | None:
    """Get the number, among clauses, of the one that holds a token."""
    return next((number for number, clause in enumerate(clauses) if clause.holds(index)), None)


def clauses_of(marks: SentenceMarks) -> tuple[Clause, ...]:
    """Cut one sentence; the clauses cover it without gaps."""
    starts = sorted({marks.first, *_after_stops(marks), *_at_joins(marks)})
    ends = [*starts[1:], marks.last]
    return tuple(
        Clause(first, last, _joins_at(marks, first))
        for first, last in zip(starts, ends, strict=True)
        if first < last
    )


def _joins_at(marks: SentenceMarks, first: int) -> frozenset[Join]:
    """Get the joining words a clause begins with: "and then"."""
    found: set[Join] = set()
    index = first
    for join in marks.joins:
        if join.first == index or (join.first < index and join.first >= first):
            found.add(join.mark)
            index = max(index, join.last)
    return frozenset(found)


def _after_stops(marks: SentenceMarks) -> Iterator[int]:
    stops = [index for index in range(marks.first, marks.last - 1) if marks.tokens[index].form in _PARTING]
    if not stops:
        return
    covered = _covered(marks)
    edges = {place.last for place in marks.places}
    begins = {place.first for place in marks.places}
    for index in stops:
        token, following = marks.tokens[index], marks.tokens[index + 1]
        if index in covered or not following.spaced:
            if token.form in "()":
                yield index + 1
            continue
        between_places = index in edges and index + 1 in begins
        if between_places and is_row(marks, index):
            continue
        is_dash = token.spaced and not between_places
        if (token.form in _STOPS or is_dash) and not _leads_on(marks, index):
            yield index + 1


def _leads_on(marks: SentenceMarks, index: int) -> bool:
    """Say whether a comma cuts nothing off: "further south, to Gao", "in the capital, Dakar"."""
    if marks.form(index) not in (",", "،"):
        return False
    if marks.form(index - 1) not in _DIRECTIONS:
        return is_apposition(marks, index)
    return any(r.first == index + 1 and r.mark in (Relation.TO, Relation.INTO) for r in marks.relations)


def _covered(marks: SentenceMarks) -> set[int]:
    named = (marks.places, marks.dates, marks.operators, marks.sources, marks.persons, marks.counts)
    return {index for items in named for item in items for index in range(item.first, item.last)}


def _at_joins(marks: SentenceMarks) -> Iterator[int]:
    last = -1
    inside = {index for cue in marks.cues for index in range(cue.first + 1, cue.last)}
    inside |= {i for p in marks.pointers if p.mark in _PARTS for i in range(p.first + 1, p.last)}
    inside |= {p.first for p in marks.pointers if p.mark is Points.THEM}
    inside |= {index for event in marks.events for index in range(event.first + 1, event.last)}
    for join in marks.joins:
        cuts = join.mark in _CUTTING and join.first not in inside and not _is_particle(marks, join)
        cuts = cuts and not _is_between_types(marks, join)
        if cuts and join.first > marks.first and join.first != last:
            yield join.first
        last = join.last if join.mark is not Join.DAYTIME else last
    topics = [join.first for join in marks.joins if join.mark is Join.BUT]
    for event in marks.events:
        if event.mark.form is not Form.VERB or not _JOINING & set(event.particles):
            continue
        if event.particles.startswith("ف") and _is_topic(marks, topics, event.first):
            continue
        yield event.first
    yield from _at_denials(marks)
    yield from _at_plans(marks)
    yield from _behind_habits(marks)
    yield from behind_flights(marks)
    yield from _at_others(marks)
    yield from _at_own_days(marks)


def _is_particle(marks: SentenceMarks, join: At[Join]) -> bool:
    """Say whether Slavic "and" only stresses the verb behind its subject: «там он и приземлился»."""
    if join.mark is not Join.AND or not is_cyrillic(marks.form(join.first)):
        return False
    verbs = [event.first for event in marks.events if event.mark.form is Form.VERB]
    told = any(p.mark is Points.AIRCRAFT and p.last == join.first for p in marks.pointers)
    return told and verbs[:1] == [join.last]


def _is_between_types(marks: SentenceMarks, join: At[Join]) -> bool:
    """Say whether Arabic "and" stands between two types in quotation marks: "إليوشن-62" و"إليوشن-76"."""
    if join.mark is not Join.AND or marks.form(join.first) != "و" or marks.form(join.last) not in _QUOTES:
        return False
    ends = {craft.last for craft in marks.aircraft if craft.mark.named is not None}
    begins = {craft.first for craft in marks.aircraft if craft.mark.named is not None}
    return not ends.isdisjoint((join.first, join.first - 1)) and join.last + 1 in begins


def _at_denials(marks: SentenceMarks) -> Iterator[int]:
    """Cut at "and not" before an Arabic verb: "ولم تكمل إلى"."""
    verbs = {event.first for event in marks.events if event.mark.form is Form.VERB}
    for cue in marks.cues:
        joined = cue.first > marks.first and marks.form(cue.first)[0] in _JOINING
        if joined and cue.mark.modality is Modality.DENIAL and cue.last in verbs:
            yield cue.first


def _at_plans(marks: SentenceMarks) -> Iterator[int]:
    """Cut at "and was to" in Arabic: "أقلعت من حميميم وكان من المفترض أن تهبط في"."""
    for cue in marks.cues:
        for first in (cue.first, cue.first - 1):
            joined = first > marks.first and marks.form(first) in _AND_WAS
            if joined and cue.mark.modality is Modality.PLAN:
                yield first


def _behind_habits(marks: SentenceMarks) -> Iterator[int]:
    """Cut behind a relative that tells a habit: "the jet that usually flies to Gao | landed in Bamako"."""
    for cue in marks.cues:
        if cue.mark.modality is not Modality.GENERIC or marks.form(cue.first - 1) not in _RELATIVES:
            continue
        verbs = [e for e in marks.events if e.mark.form is Form.VERB and e.first >= cue.last]
        if not verbs:
            continue
        first = next((e.first for e in verbs[verbs[0].first < cue.last + 1 :]), None)
        if first is None or any(marks.form(i) in _STOPS for i in range(cue.last, first)):
            continue
        if not any(join.mark in _CUTTING and cue.last <= join.first < first for join in marks.joins):
            yield first


def behind_flights(marks: SentenceMarks) -> Iterator[int]:
    """Cut behind a relative that tells an earlier flight: "that landed in Gao on 2 May | flew on 5 May".

    What is told of a longer time is another flight: "seen in Gao in May | landed in Oran on 5 June".
    """
    if marks.sentence.language != "en":
        return
    yield from _behind_earlier(marks)
    if len(marks.dates) < _TWO:
        return
    for craft in marks.aircraft:
        near = range(craft.last, min(craft.last + _OWNER, marks.last))
        first = next((index for index in near if marks.form(index) in _RELATIVES), None)
        verbs = [
            event for event in marks.events if event.mark.form is Form.VERB and event.first > craft.first
        ]
        seen = verbs[:1] and verbs[0].first == craft.last and verbs[0].mark.act is Act.SEE
        verbs = [verb for verb in verbs if first is not None and verb.first > first] if not seen else verbs
        if len(verbs) < _TWO:
            continue
        then = verbs[1].first
        inside = [date.mark.expression for date in marks.dates if verbs[0].last <= date.first < then]
        behind = [date.mark.expression for date in marks.dates if date.first >= then]
        days = [date for date in (*inside[:1], *behind[:1]) if is_one_day(date)]
        again = verbs[0].mark.act in _ENDED and verbs[1].mark.act in _ONCE_MORE and len(days) == _TWO
        longer = len(inside) == 1 and bool(behind) and len(days) == 1 and is_one_day(behind[0])
        longer = longer and (verbs[1].mark.act in _NEWLY_THERE or _flew_there(marks, verbs[0], verbs[1]))
        apart = all(
            marks.form(i) not in _STOPS for i in range(craft.last + (first == craft.last + 1), then - 1)
        )
        apart = apart and not any(verbs[0].first < j.first < then and j.mark in _CUTTING for j in marks.joins)
        ended = not marks.form(then).endswith("ing") and behind[:1] != inside[:1]
        if inside and apart and ended and (again or longer):
            yield then


def _flew_there(marks: SentenceMarks, one: At[EventWord], then: At[EventWord]) -> bool:
    """Say whether it flew somewhere earlier: "which flew to Gao in May | left on 5 June"."""
    sent = marks.form(one.last - 1) == "sent" or marks.form(one.last - 2) == "sent"
    return not sent and one.mark.act in _ENDED and then.mark.act in _ENDED | _ONCE_MORE


def _behind_earlier(marks: SentenceMarks) -> Iterator[int]:
    """Cut behind what was flown earlier: "that had previously flown to Oran | landed in Gao on 5 May"."""
    before = [join for join in marks.joins if join.mark is Join.OTHER_TIME]
    before = [join for join in before if marks.form(join.first) in _EARLIER]
    verbs = [e for e in marks.events if e.mark.form is Form.VERB] if before else []
    for one, then in pairwise(verbs):
        told = any(0 <= one.first - join.last <= 1 and join.last < then.first for join in before)
        if not told or one.mark.act not in _ENDED or then.mark.act not in _ONCE_MORE:
            continue
        days = any(date.first >= one.last for date in marks.dates)
        if not days or any(one.last <= date.first < then.first - 2 for date in marks.dates):
            continue
        joins = [j for j in marks.joins if one.last <= j.first < then.first and j.mark in _CUTTING]
        if not joins and not marks.form(then.first).endswith("ing"):
            yield then.first
        elif [j.mark for j in joins] == [Join.AND] and then.first - joins[0].last > 1:
            yield joins[0].first


def _at_others(marks: SentenceMarks) -> Iterator[int]:
    """Cut at "and another", "and the third" that tell where or when: Arabic writes "and" with the word."""
    pointing = [pointer for pointer in marks.pointers if pointer.mark in _POINTING]
    for item in (*pointing, *marks.numerals):
        if item.particles.startswith("و") and item.first > marks.first:
            kinds: tuple[tuple[At[object], ...], ...] = (marks.relations, marks.dates)
            if _flies_by_itself(marks, item.last) or any(
                other.first == item.last for others in kinds for other in others
            ):
                yield item.first


def _at_own_days(marks: SentenceMarks) -> Iterator[int]:
    """Cut at Arabic "and to Oran on 7 May" behind another day: "إلى الكفرة في يوليو وإلى بنغازي في أغسطس"."""
    begins = {place.first: place.last for place in marks.places}
    days = {date.first for date in marks.dates}
    after = {date.last for date in marks.dates}
    ties = {relation.first: relation.last for relation in marks.relations}
    for first, last in ties.items():
        end = begins.get(last)
        joined = first in after and marks.form(first)[0] in _JOINING
        if joined and end is not None and (end in days or ties.get(end) in days):
            yield first


def _flies_by_itself(marks: SentenceMarks, index: int) -> bool:
    """Say whether a verb stands behind whose it is: "وأخرى تركية أقلعت من غازي عنتاب"."""
    owner = next((owner for owner in marks.operators if owner.first == index), None)
    return owner is not None and any(event.first == owner.last for event in marks.events)


def _is_topic(marks: SentenceMarks, topics: Sequence[int], index: int) -> bool:
    """Say whether only what is spoken of stands before a verb: "أما الثالثة فاتجهت"."""
    first = max((at for at in topics if at < index), default=None)
    return first is not None and not any(first <= event.first < index for event in marks.events)
