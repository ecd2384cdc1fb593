"""Say whether aircraft that had come down are told to fly once more on another day: a flight of its own.

"It landed in Gao on Monday and went back to Minsk on Tuesday" tells two flights; "it left Minsk on Monday
and landed in Gao on Tuesday" tells one, and so do a stop on the way, an onward flight without a day of its
own, one that no comma sets apart or that leads nowhere, and the way back where both ends are told.
"""

from collections.abc import Sequence

import msgspec

from wheelsdown.articles.expressions import Anchored, Range, is_one_day
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LANDED_ACTS, Act, EventWord, Form, Join, Relation

__all__ = ["Telling", "comes_back", "flies_on", "is_back", "returns_on_days", "telling_of"]

#: Acts by which it sets out once more.
_LEAVING = frozenset({Act.DEPART, Act.RETURN, Act.FLY, Act.HEAD})
#: Acts that end where words lead to.
_REACHING = frozenset({Act.HEAD, Act.SHIP, Act.FLY, Act.VISIT, Act.DEPART})
#: Acts that end a flight, unlike a stop on the way.
_ENDING = LANDED_ACTS - {Act.STOP, Act.TURN}
_STOPS = (",", "،", ";", "؛")
#: English words by which it is told to have come back, and not to have gone.
_CAME, _HOME = frozenset(("came", "come")), "home"
#: Words that join the days of a list, and words before a span of days.
_AND = frozenset((",", "،", "and", "&", "и", "і", "й", "та", "و"))
_BETWEEN = frozenset(("between", "между", "між", "بين", "to", "-", "по", "до"))


class Telling(msgspec.Struct, frozen=True):
    """What a clause tells of a flight: its words and days, where they lead, what sets it apart."""

    events: tuple[At[EventWord], ...]
    dates: tuple[At[DateMark], ...]
    leads_to: bool
    leads_from: bool
    is_apart: bool
    comes_back: bool
    joins: frozenset[Join]


def telling_of(marks: SentenceMarks, clause: Clause) -> Telling:
    """Get what one clause tells of a flight."""
    ties = between(marks.relations, clause.first, clause.last)
    places = between(marks.places, clause.first, clause.last)
    events = tuple(between(marks.events, clause.first, clause.last))
    dates = tuple(between(marks.dates, clause.first, clause.last))
    return Telling(
        events=events,
        dates=dates,
        leads_to=bool(places) and any(tie.mark in (Relation.TO, Relation.INTO) for tie in ties),
        leads_from=bool(places) and any(tie.mark is Relation.FROM for tie in ties),
        is_apart=marks.form(clause.first - 1) in _STOPS,
        comes_back=comes_back(marks, events) or returns_on_days(marks, events, dates),
        joins=clause.joins,
    )


def flies_on(before: Sequence[Telling], here: Telling) -> bool:
    """Say whether a clause tells a flight on another day by what came down in those before."""
    earlier = [day for telling in before for day in _days(telling)]
    days = _days(here)
    down = [number for number, telling in enumerate(before) if _has_come_down(telling)]
    if earlier and down and here.comes_back and here.dates and not here.leads_to:
        return True  # "landed on the 24th and came back on the 27th"
    if not (earlier and days and down and here.is_apart):
        return False
    stops = any(event.mark.act is Act.STOP for telling in before for event in telling.events)
    whole = any(telling.leads_from and (telling.leads_to or not _verbs(telling)) for telling in before)
    if stops or whole or any(_leaves(telling) for telling in before[down[0] + 1 :]):
        return False  # a tour, told in one go
    return _leaves(here) and not any(_is_same(day, earlier) for day in days)


def comes_back(marks: SentenceMarks, events: Sequence[At[EventWord]]) -> bool:
    """Say whether English words tell that it came back, and did not go: "it came back on the 27th"."""
    backs = _backs(marks, events)
    return any(marks.form(i) in _CAME for back in backs for i in range(back.first - 1, back.last))


def returns_on_days(
    marks: SentenceMarks, events: Sequence[At[EventWord]], dates: Sequence[At[DateMark]]
) -> bool:
    """Say whether it is told to have returned on each of some days: "it returned on 27 and 29 October".

    One aircraft then came back; what returned on one day, or between two, may have gone home.
    """
    backs = [back for back in _backs(marks, events) if back.mark.form is Form.VERB]
    listed = (d for d in dates if isinstance(d.mark.expression, Range) and _is_list(marks, d))
    return bool(backs) and any(listed)


def _backs(marks: SentenceMarks, events: Sequence[At[EventWord]]) -> list[At[EventWord]]:
    """Get the words for returning that do not lead home."""
    backs = (event for event in events if event.mark.act is Act.RETURN)
    return [e for e in backs if _HOME not in (marks.form(e.last - 1), marks.form(e.last))]


def _is_list(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether days are listed one by one, and are no span: "27 and 29 October", "27 و29 أكتوبر"."""
    words = [marks.form(index) for index in range(date.first, date.last)]
    return not _AND.isdisjoint(words) and _BETWEEN.isdisjoint((*words, marks.form(date.first - 1)))


def is_back(marks: SentenceMarks, events: Sequence[At[EventWord]]) -> bool:
    """Say whether no more is told than "and back", which is told as what stands before it: «и обратно»."""
    joins = {join.first for join in marks.joins if join.mark is Join.AND}
    return bool(events) and all(e.mark.act is Act.RETURN and e.first in joins for e in events)


def _leaves(here: Telling) -> bool:
    verbs = _verbs(here)
    if not here.events:
        return here.leads_to
    act = verbs[0].mark.act if verbs else None
    return act in _LEAVING and here.leads_to


def _verbs(telling: Telling) -> list[At[EventWord]]:
    return [event for event in telling.events if event.mark.form is Form.VERB]


def _has_come_down(telling: Telling) -> bool:
    acts = {event.mark.act for event in telling.events}
    return bool(acts & _ENDING) or (telling.leads_to and bool(acts & _REACHING))


def _days(telling: Telling) -> list[object]:
    """Get the single days it tells."""
    return [date.mark.expression for date in telling.dates if is_one_day(date.mark.expression)]


def _is_same(day: object, earlier: Sequence[object]) -> bool:
    """Say whether a day is one of those before: "that evening", the same weekday."""
    if isinstance(day, Anchored) and not day.n:
        return True
    return day in earlier
