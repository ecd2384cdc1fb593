"""Read how many flights English says there were in all: "flights to Gao rose to 22 in July from nine in May".

The number stands behind a verb of growing or counting, with "to" or without; what it was before is another
time's. Of a share, a rate or a price it tells no number of flights.
"""

import msgspec
from msgspec.structs import replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import Count, CountMark, Operation, Unit
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, EventWord, Form, Numeral

__all__ = ["with_totals"]

_ENGLISH, _TO, _FROM = "en", "to", "from"
#: English verbs of growing, which "to" follows, and of counting, which the number follows.
_GREW = frozenset(
    (
        *("rose", "increased", "jumped", "climbed", "surged", "grew", "fell", "dropped", "declined"),
        *("decreased", "doubled", "tripled", "soared", "shrank", "risen", "grown", "fallen", "dwindled"),
    )
)
_COUNTED = frozenset(("numbered", "totaled", "totalled", "reached", "hit"))
#: Words between such a verb and its number: "hit a record 40", "reached at least 30".
_BESIDE = frozenset(("a", "record", "about", "around", "some", "roughly", "nearly", "almost", "at", "least"))
#: Words between the flights and the verb, at most, and the most flights there may be.
_REACH, _MOST = 12, 2000
_FLOWN = frozenset({Act.FLY, Act.ARRIVE, Act.DEPART, Act.STOP})
#: Words behind numbers that are none of flights.
_OTHERS = frozenset(
    (
        "percent",
        "%",
        "per",
        "cent",
        "a",
        "an",
        "dollars",
        "euros",
        "times",
        "hours",
        "tonnes",
        "tons",
        "people",
    )
)
#: Nouns of which flights are only said: "the price of flights to".
_OF_FLIGHTS = frozenset(
    ("price", "prices", "cost", "costs", "demand", "fares", "share", "duration", "length")
)


class _Total(msgspec.Struct, frozen=True):
    """The flights, the token of the verb, and the number."""

    flights: At[EventWord]
    verb: int
    number: At[Numeral]


def with_totals(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence in which a number of flights told behind a verb counts them."""
    total = _total(marks) if marks.sentence.language == _ENGLISH and marks.numerals else None
    if total is None:
        return marks
    flights, number = total.flights, total.number
    span = Span(marks.tokens[number.first].start, marks.tokens[number.last - 1].end)
    head = Span(marks.tokens[flights.first].start, marks.tokens[flights.last - 1].end)
    told = Count(Operation.EXACTLY, number.mark.n)
    count = CountMark(span, marks.text[span.start : span.end], told, Unit.EVENTS, head=head)
    verb = At(total.verb, total.verb + 1, EventWord(Act.LIGHT, Form.VERB, language=_ENGLISH))
    before = next((i for i in range(number.last, marks.last) if marks.form(i) == _FROM), marks.last)
    kept = [
        c for c in marks.counts if c.last <= before and not (c.mark.implied and c.mark.unit is Unit.EVENTS)
    ]
    events = [e for e in marks.events if e.first != total.verb]
    return replace(
        marks,
        counts=tuple(sorted((*kept, At(number.first, number.last, count)), key=lambda at: at.first)),
        events=tuple(sorted((*events, verb), key=lambda at: at.first)),
        relations=tuple(tie for tie in marks.relations if not total.verb < tie.first <= number.first),
        numerals=tuple(n for n in marks.numerals if n.first < total.verb),
        dates=tuple(date for date in marks.dates if date.first < before),
    )


def _total(marks: SentenceMarks) -> _Total | None:
    flights = next((e for e in marks.events if e.mark.form is Form.NOUN and e.mark.act in _FLOWN), None)
    if flights is None or any(
        marks.form(index) in _OF_FLIGHTS for index in range(marks.first, flights.first)
    ):
        return None
    for verb in range(flights.last, min(flights.last + _REACH, marks.last)):
        grew = marks.form(verb) in _GREW
        if not grew and marks.form(verb) not in _COUNTED:
            continue
        number = next((n for n in marks.numerals if n.first > verb and not n.mark.is_ordinal), None)
        if number is None or number.mark.n > _MOST or marks.form(number.last) in _OTHERS:
            return None
        between_them = {marks.form(index) for index in range(verb + 1, number.first)}
        leads = _TO in between_them if grew else True
        told = leads and between_them <= _BESIDE | {_TO}
        return _Total(flights, verb, number) if told else None
    return None
