"""Find the numbers of aircraft and of flights in an article: "at least two aircraft", "трижды", "طائرتان".

A count is an operator, a number and a unit. The unit is that of the noun that follows: an aircraft mark, or a
word for a flight, landing or occasion; anything else that is counted is other. Digits of types, flight
numbers, dates, times and lengths of time are no counts. An ordinal ("a second aircraft") is one of something
and says its place. Where no number is written, a plural says at least two and a singular one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.calendar_words import DateWords, Found, Number, Scan
from wheelsdown.articles.covered_tokens import end_of, is_uncounted, tokens_inside
from wheelsdown.articles.implied_counts import implied_counts
from wheelsdown.articles.marks import AircraftMark, Count, CountMark, DateMark, DurationMark, Operation, Unit
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.times import clock_tokens
from wheelsdown.articles.view import TokenKind

__all__ = ["find_counts"]

#: Kinds of words that a count may begin with.
_BEGIN = frozenset(
    (
        *("op", "quantity", "times", "dualevent", "dualaircraft", "further", "an", "event"),
        *("cardinal", "ordinal", "scale", "digits", "between", "from"),
    )
)

#: Kinds of words that count the noun before them.
_AFTER = ("ordinalafter", "cardinalafter", "quantityafter")
#: Words between a noun and "at least" behind it.
_ADJECTIVES = 3
#: The Arabic article, and "of them".
_THE, _OF_THEM = "ال", frozenset(("منها", "منهما"))
#: Words that may stand between a number and its noun ("two Russian Air Force heavy transport planes").
MOST_BETWEEN = 6

#: Marks that may stand between them.
_WITHIN = frozenset("-«»\"“”„'×")


@dataclass(frozen=True, slots=True)
class _Quantity:
    count: Count
    last: int
    ordinal: int | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    unit: Unit
    first: int
    last: int


@dataclass
class _Reader:
    scan: Scan
    aircraft: dict[int, tuple[AircraftMark, int]]
    taken: frozenset[int]

    def read(self, index: int) -> tuple[CountMark, int] | None:
        """Read a count that begins at a token."""
        if not self.scan.begins(index, _BEGIN):
            return self._behind(index) if index in self.aircraft else None
        worded = self._worded(index)
        if worded:
            return worded
        quantity = self._quantity(index)
        if quantity is None:
            return self._behind(index)
        head = self._head(quantity.last)
        if head is None:
            return self._alone(index, quantity)
        if quantity.implied and not self._is_single(head):
            return None
        last = head.last if head.unit is not Unit.AIRFRAMES else quantity.last
        quantity = self._hedged(index, quantity, head)
        return self._mark(index, max(last, quantity.last), quantity, head), quantity.last

    def _worded(self, index: int) -> tuple[CountMark, int] | None:
        """Read words that are number and noun in one: "twice", "طائرتان"."""
        before = self.scan.get(index, "op")
        start = before.last if before else index
        times = self.scan.get(start, "times")
        dual = self.scan.get(start, "dualevent", "dualaircraft")
        if times and self.scan.get(times.last, "comparing"):
            return None
        if times:
            quantity = _Quantity(_count(times.value), times.last)
        elif dual:
            quantity = self._dual(dual.last)
        else:
            return None
        if before:
            quantity = _Quantity(Count(Operation(before.value), quantity.count.n), quantity.last)
        is_aircraft = dual is not None and dual.atom.kind == "dualaircraft"
        unit = Unit.AIRFRAMES if is_aircraft else Unit.EVENTS
        last = self.aircraft[start][1] if start in self.aircraft else quantity.last
        head = _Head(unit, start, max(last, quantity.last))
        return self._mark(index, quantity.last, self._hedged(index, quantity, head), head), head.last

    def _dual(self, last: int) -> _Quantity:
        """Read two of something, or more: "طائرتان أو ثلاث"."""
        joint = self.scan.get(last, "or")
        number = self.scan.number(joint.last) if joint else None
        if number is not None and number.whole and not number.is_ordinal:
            return _Quantity(Count(Operation.AT_LEAST, min(2, number.n)), number.last)
        return _Quantity(Count(Operation.EXACTLY, 2), last)

    def _is_single(self, head: _Head) -> bool:
        """Say whether "a" or "the last" may count a noun: an aircraft whose form is not plural."""
        return head.first in self.aircraft and self.aircraft[head.first][0].plural is not True

    def _is_rate(self, index: int) -> bool:
        """Say whether a length of time follows that makes a number a habit: "twice a week"."""
        per = self.scan.get(index, "per")
        last = per.last if per else index
        rate = self.scan.get(last, "unit" if per else "rate")
        return rate is not None and self.taken.isdisjoint((index, last))

    def _quantity(self, index: int) -> _Quantity | None:
        before = self.scan.get(index, "op")
        start = self.scan.skip(before.last, "the") if before else index
        start = self.scan.skip(start, "further")
        if start > index and start < len(self.scan.tokens) and self.scan.tokens[start].line:
            return None
        op = Operation(before.value) if before else None
        return self._worded_quantity(index, start, op) or self._number(start, op) or self._article(index)

    def _worded_quantity(self, index: int, start: int, op: Operation | None) -> _Quantity | None:
        """Read "several", "a pair of", "more than a dozen"."""
        worded = self.scan.get(start, "quantity")
        if worded is None:
            worded, op = self.scan.get(index, "quantity"), None
        if worded is None:
            return None
        count = _count(worded.value)
        exact = count.op is Operation.EXACTLY
        return _Quantity(Count(op, count.n) if op and exact else count, worded.last)

    def _number(self, start: int, op: Operation | None) -> _Quantity | None:
        between = self.scan.get(start, "between", "from")
        is_between = between is not None and self.scan.number(between.last) is not None
        start = between.last if between and is_between else start
        number = None if start in self.taken else self.scan.number(start)
        if number is None or (number.in_digits and is_uncounted(self.scan, start)):
            return None
        if pairs := self._pairs(number.last, 1 if number.is_ordinal else number.n):
            return pairs
        if number.is_ordinal:
            return self._ordinal(number)
        is_decade = number.in_digits and self.scan.form(number.last) == "s" and self.scan.glued(number.last)
        if not number.whole or number.n == 0 or is_decade:
            return None
        second = self._alternative(number.last, is_between=is_between)
        if second:
            return _Quantity(Count(Operation.AT_LEAST, min(number.n, second[0])), second[1])
        more = Operation.MORE if number.fraction else Operation.EXACTLY
        return _Quantity(Count(op or more, number.n), number.last)

    def _pairs(self, index: int, n: int) -> _Quantity | None:
        """Read so many pairs: "the first pair", «две пары Су-35»."""
        pair = self.scan.get(index, "quantity")
        two = pair is not None and _count(pair.value) == Count(Operation.EXACTLY, 2)
        return _Quantity(Count(Operation.EXACTLY, 2 * n), pair.last) if pair and two else None

    def _article(self, index: int) -> _Quantity | None:
        one = self.scan.get(index, "an")
        if one is None:
            return None
        number = self.scan.number(one.last)
        if number and number.is_ordinal:
            return self._ordinal(number)
        return _Quantity(Count(Operation.EXACTLY, 1), one.last, implied=True)

    def _ordinal(self, number: Number) -> _Quantity | None:
        """Read one of a row; "the second-largest" is none."""
        if self.scan.form(number.last) == "-" and self.scan.glued(number.last):
            return None
        return _Quantity(Count(Operation.EXACTLY, 1), number.last, ordinal=number.n)

    def _alternative(self, index: int, *, is_between: bool) -> tuple[int, int] | None:
        """Read the other number of "two or three", "5-6", "between 10 and 15"."""
        joint = self.scan.get(index, "or", "to", "and" if is_between else "or")
        at = joint.last if joint else index + 1 if self.scan.form(index) == "-" else None
        if at is None and is_between and self._is_joined_on(index):
            at = index
        number = self.scan.number(at) if at is not None and at not in self.taken else None
        return (number.n, number.last) if number and number.whole and not number.is_ordinal else None

    def _is_joined_on(self, index: int) -> bool:
        """Say whether an Arabic number carries its "and": "بين ست وثماني"."""
        found = self.scan.get(index, "cardinal")
        return found is not None and found.particles.startswith("و")

    def _head(self, index: int) -> _Head | None:
        """Find the noun that a number belongs to."""
        at = self.scan.skip(index, "opafter")
        partitive = self.scan.get(at, "partitive")
        if partitive:
            number = self.scan.number(partitive.last)
            at = number.last if number else partitive.last
        n_words = 0
        while n_words < MOST_BETWEEN and at < len(self.scan.tokens):
            n_words += self.scan.is_word(at)
            if at in self.aircraft:
                return self._of_aircraft(at)
            found = self.scan.get(at, "event", "other", "dualevent")
            if found:
                if found.value == "times" and self.scan.get(found.last, "comparing"):
                    return None
                unit = Unit.OTHER if found.atom.kind == "other" else Unit.EVENTS
                return _Head(unit, at, found.last)
            following = self._listed(at)
            if n_words > 1 and self.scan.get(at, "the", "an"):
                return None  # "first reported the flights"
            if following is None and not self._may_stand_between(at):
                return None
            at = following or at + 1
        return None

    def _listed(self, index: int) -> int | None:
        """Step over the other number of "a second and a third plane", "первый и второй борт"."""
        joint = self.scan.get(index, "and")
        number = self.scan.number(self.scan.skip(joint.last, "an", "the")) if joint else None
        return number.last if number else None

    def _of_aircraft(self, index: int) -> _Head:
        mark, last = self.aircraft[index]
        event = self.scan.get(last, "event", "service")
        if event and not is_arabic(self.scan.form(last)):  # "seven C-17 arrivals"; in Arabic they come first
            return _Head(Unit.EVENTS, index, event.last)
        return _Head(Unit.EVENTS if mark.is_flight else Unit.AIRFRAMES, index, last)

    def _may_stand_between(self, index: int) -> bool:
        token = self.scan.tokens[index]
        if token.line > 1 or token.kind is TokenKind.NUMBER:
            return False
        if token.kind is TokenKind.MARK:
            return token.form in _WITHIN or (token.form == "." and self._is_abbreviated(index))
        if token.form in _OF_THEM and index + 1 not in self.aircraft:
            return False  # "غادرت اثنتان منها القاعدة"
        return self.scan.get(index, "stop", "cardinal", "times") is None

    def _is_abbreviated(self, index: int) -> bool:
        """Say whether a full stop belongs to a single capital: "U.S."."""
        return self.scan.glued(index) and len(self.scan.form(index - 1)) == 1 and self.scan.is_word(index - 1)

    def _hedged(self, index: int, quantity: _Quantity, head: _Head) -> _Quantity:
        """Take in what stands behind the noun ("or more", "على الأقل") and "each"."""
        after = self.scan.get(quantity.last, "opafter") or self._behind_noun(head.last)
        op = Operation(after.value) if after else quantity.count.op
        each = (
            self.scan.get(index - 1, "each")
            or self.scan.get(quantity.last, "each")
            or self.scan.get(head.last, "each")
        )
        if each and op is Operation.EXACTLY:
            op = Operation.AT_LEAST
        return _Quantity(Count(op, quantity.count.n), quantity.last, quantity.ordinal, quantity.implied)

    def _behind_noun(self, index: int) -> Found | None:
        """Get "at least" behind a noun and its adjectives, unless another number follows it."""
        for at in range(index, index + _ADJECTIVES + 1):
            if after := self.scan.get(at, "opafter"):
                return None if at > index and self.scan.begins(after.last, _BEGIN) else after
            if not self.scan.is_word(at) or self.scan.begins(at, _BEGIN | {"stop"}):
                return None
        return None

    def _alone(self, index: int, quantity: _Quantity) -> tuple[CountMark, int] | None:
        """Read "The first, ..." and "was the fourth since", where the noun was said before."""
        if quantity.ordinal is None or not self.scan.get(index - 1, "the"):
            return None
        if self.scan.form(quantity.last) != "," and not self.scan.get(quantity.last, "stop", "since"):
            return None
        head = _Head(self._unit_before(index), index, quantity.last)
        return self._mark(index, quantity.last, quantity, head), quantity.last

    def _unit_before(self, index: int) -> Unit:
        """Get the unit of the nearest noun before: "the arrival was the fourth"."""
        for at in range(index - 1, max(index - MOST_BETWEEN, 0) - 1, -1):
            if at in self.aircraft:
                return self._of_aircraft(at).unit
            if self.scan.get(at, "event"):
                return Unit.EVENTS
        return Unit.AIRFRAMES

    def _behind(self, index: int) -> tuple[CountMark, int] | None:
        """Read a number that stands behind its noun: "للمرة الثالثة", "الطائرات الثلاث"."""
        event = self.scan.get(index, "event")
        if index not in self.aircraft and event is None:
            return None
        head = self._of_aircraft(index) if index in self.aircraft else _Head(Unit.EVENTS, index, index + 1)
        if written := self._written_ordinal(head.last):
            return self._mark(index, written.last, written, head), written.last
        found = self.scan.get(head.last, *_AFTER) or self._inside(index, head.last)
        if found is None or found.particles.startswith("و"):  # "طائرة إليوشن والثانية"
            return None
        if found.atom.kind != "ordinalafter" and self._head(found.last):
            return None
        if found.atom.kind == "quantityafter":
            return self._mark(index, found.last, _Quantity(_count(found.value), found.last), head), found.last
        is_ordinal = found.atom.kind == "ordinalafter"
        count = Count(Operation.EXACTLY, 1 if is_ordinal else found.atom.n)
        quantity = _Quantity(count, found.last, found.atom.n if is_ordinal else None)
        return self._mark(index, found.last, quantity, head), found.last

    def _written_ordinal(self, index: int) -> _Quantity | None:
        """Read an Arabic ordinal in digits behind a noun and its adjectives: "الطائرة السعودية الـ13"."""
        for at in range(index, index + _ADJECTIVES + 1):
            if self.scan.form(at) == _THE and self.scan.is_digits(at + 1):
                n = int(self.scan.form(at + 1))
                return _Quantity(Count(Operation.EXACTLY, 1), at + 2, n) if n else None
            if not self.scan.form(at).startswith(_THE):
                return None
        return None

    def _inside(self, first: int, last: int) -> Found | None:
        """Get an ordinal within the words of an aircraft: "طائرة ثانية من طراز"."""
        found = (self.scan.get(index, "ordinalafter") for index in range(first + 1, last))
        return next((one for one in found if one is not None), None)

    def _mark(self, index: int, last: int, quantity: _Quantity, head: _Head) -> CountMark:
        span, of = self._span(index, last), self._span(head.first, head.last)
        text = self.scan.text[span.start : span.end]
        rate = head.unit is Unit.EVENTS and self._is_rate(max(last, head.last))
        return CountMark(
            span, text, quantity.count, head.unit, quantity.ordinal, quantity.implied, of, is_rate=rate
        )

    def _span(self, first: int, last: int) -> Span:
        return Span(self.scan.tokens[first].start, self.scan.tokens[last - 1].end)


def find_counts(
    article: Article,
    words: DateWords,
    aircraft: Sequence[AircraftMark],
    dates: Sequence[DateMark],
    durations: Sequence[DurationMark],
) -> tuple[CountMark, ...]:
    """Get the counts of an article, in the order of the text.

    Parameters
    ----------
    article
        Its tokens are read.
    words
        The word lists.
    aircraft
        The words for aircraft, from the names of the article.
    dates, durations
        The dated expressions and lengths of time; their digits are no counts.

    Returns
    -------
    tuple of CountMark
        ``span`` is that of operator and number, for events with their noun; ``head`` that of what is counted.
        Every aircraft mark without a number that is plural or singular by its form has an implied one.
    """
    spans = [one.span for one in dates] + [one.span for one in durations] + [one.span for one in aircraft]
    starts = {token.start: index for index, token in enumerate(article.tokens)}
    reader = _Reader(
        words.scan(article),
        {
            starts[mark.span.start]: (mark, end_of(article, starts, mark))
            for mark in aircraft
            if mark.span.start in starts
        },
        frozenset((*tokens_inside(article, spans), *clock_tokens(article.tokens))),
    )
    marks = list(_read_all(reader))
    counted = {mark.head.start for mark in marks if mark.head}
    marks += implied_counts(article, [one for one in aircraft if one.span.start not in counted])
    return tuple(sorted(marks, key=lambda mark: mark.span))


def _read_all(reader: _Reader) -> Iterator[CountMark]:
    free = 0
    for index in sorted({*reader.scan.known, *reader.aircraft}):
        if index < free or (index in reader.taken and index not in reader.aircraft):
            continue
        read = reader.read(index)
        if read is not None:
            yield read[0]
            free = read[1]


def _count(value: str) -> Count:
    """Read a count as the lists write it: ``2>=``, ``12=``."""
    digits = value.rstrip("<>=~")
    return Count(Operation(value[len(digits) :]), int(digits))
