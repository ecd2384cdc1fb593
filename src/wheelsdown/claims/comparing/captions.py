"""Captions whose date and order of events do not fit what articles say of the event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from wheelsdown.articles.article import Boilerplate, Sentence, Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import DateMark, Publication
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.resolution import resolve
from wheelsdown.claims.claim import Disagreement, DisagreementKind
from wheelsdown.claims.comparing.accounts import Days
from wheelsdown.claims.comparing.tellings import MOST_OF_A_KIND, Telling

__all__ = ["CaptionWords", "Order", "caption_differences"]

#: Characters between an event and a date behind it, and between a date and an event behind it, at most.
_REACH_AFTER, _REACH_BEFORE = 60, 12


class Order(StrEnum):
    """What a word says about the order of a picture and an event."""

    BEFORE = "before"
    AFTER = "after"
    EVENT = "event"
    """The fall of a government and its like: what captions are ordered by."""


@dataclass(frozen=True)
class CaptionWords:
    """Words of order, and of the events that pictures are ordered by."""

    orders: Phrases[Order]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> "CaptionWords":
        """Build the matcher from the rows of ``order_words``."""
        return cls(Phrases((row["pattern"], Order(row["order"])) for row in rows))


@dataclass(frozen=True)
class _Dated:
    telling: Telling
    span: Span
    days: Days
    order: Order | None


def caption_differences(tellings: Sequence[Telling], words: CaptionWords) -> list[Disagreement]:
    """Get captions that put their day before or after an event which articles date otherwise."""
    dated = [one for telling in tellings for one in islice(_dated_events(telling, words), MOST_OF_A_KIND)]
    captions = [one for one in dated if one.order is not None]
    told = [one for one in dated if one.order is None]
    found = []
    for caption in captions:
        against = [one for one in told if not _fits(caption, one)]
        if against:
            found.append(_doubt(caption, against))
    return found


def _dated_events(telling: Telling, words: CaptionWords) -> Iterator[_Dated]:
    seen: set[str] = set()
    for sentence in telling.marked.article.sentences:
        text = telling.marked.article.words(sentence.span)
        if sentence.boilerplate not in (None, Boilerplate.CAPTION) or text in seen:
            continue
        seen.add(text)
        found = _dated_event(telling, sentence, words)
        if found is not None:
            yield found


def _dated_event(telling: Telling, sentence: Sentence, words: CaptionWords) -> _Dated | None:
    first, last = sentence.tokens
    tokens = telling.marked.article.tokens[first:last]
    dates = inside(telling.marked.dates, sentence.span)
    matches = words.orders.find(tokens) if dates else []
    events = [m for m in matches if Order.EVENT in m.values]
    if not events:
        return None
    event = Span(tokens[events[0].first].start, tokens[events[0].last - 1].end)
    near = [mark for mark in dates if _dates(mark.span, event)]
    mark = min(near, key=lambda mark: abs(mark.span.start - event.start), default=None)
    days = _days(telling, mark) if mark else None
    if mark is None or days is None:
        return None
    if sentence.boilerplate is None:
        return _Dated(telling, _joined(event, mark.span), days, None)
    orders = [m for m in matches if m.last <= events[0].first and Order.EVENT not in m.values]
    if not orders:
        return None
    start = Span(tokens[orders[0].first].start, event.end)
    return _Dated(telling, _joined(start, mark.span), days, orders[0].values[0])


def _days(telling: Telling, mark: DateMark) -> Days | None:
    told = telling.read.published
    start = date.fromisoformat(told.start) if told.start else None
    end = date.fromisoformat(told.end) if told.end else None
    value = resolve(mark, Publication(start, end))
    return (value.start, value.end) if value.start and value.end else None


def _dates(date: Span, event: Span) -> bool:
    """Say whether a date stands where it may date the event: behind it, or right before it."""
    return 0 <= date.start - event.end <= _REACH_AFTER or 0 <= event.start - date.end <= _REACH_BEFORE


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _fits(caption: _Dated, told: _Dated) -> bool:
    """Say whether the caption's day can lie where it says, for every day that the event may have been."""
    (start, end), (event_start, event_end) = caption.days, told.days
    if start is None or end is None or event_start is None or event_end is None:
        return True
    return end <= event_start if caption.order is Order.BEFORE else start >= event_end


def _doubt(caption: _Dated, against: Sequence[_Dated]) -> Disagreement:
    return Disagreement(
        about="day and order of events in a caption",
        kind=DisagreementKind.CONTRADICTION,
        between=tuple(one.telling.between(one.span) for one in (caption, *against)),
        because=f"a day said to come {caption.order} the event, which articles date to the same time: "
        "the day of the picture or of the event needs checking",
        severity="low",
        field="caption",
    )
