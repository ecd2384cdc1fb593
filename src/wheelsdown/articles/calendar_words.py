"""Where the words of time and number stand in an article: months, weekdays, numerals, cues.

The words come from lists that are handed in; this module knows no language. It also tells numbers from the
digits of names ("An-124", "C-17", "RFF7041"), which are no numbers of anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from wheelsdown.articles.article import Article
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["Atom", "DateWords", "Found", "Number", "Scan"]

#: The Arabic article, as it is written together with the word.
_ARTICLE = "ال"

#: Numerals: no count of aircraft and no day has more digits.
MOST_DIGITS = 9

_NOTHING: dict[str, "Found"] = {}

#: Parts that one number or one name may have ("1,200,000", "An-124-100").
MOST_JOINED = 6


class Atom(msgspec.Struct, frozen=True):
    """One meaning of a word of the lists."""

    kind: str
    value: str
    needs: str = ""

    @property
    def n(self) -> int:
        """The value as a number."""
        return int(self.value)


class Found(msgspec.Struct, frozen=True):
    """An atom where it stands: up to and without token ``last``."""

    atom: Atom
    last: int
    particles: str = ""

    @property
    def value(self) -> str:
        """What the word means."""
        return self.atom.value


@dataclass(frozen=True, slots=True)
class Number:
    """A number, in digits or words: up to and without token ``last``."""

    n: int
    last: int
    in_digits: bool
    is_ordinal: bool = False
    whole: bool = True
    fraction: str = ""
    """What of the next whole one it has, too: ``half``, ``part`` or ``more`` ("five and a half")."""


class DateWords:
    """The word lists by which dates, durations and counts are read.

    Parameters
    ----------
    months, weekdays
        Rows with ``pattern``, ``value`` (1 to 12; 0 is Monday) and ``needs``: ``day`` (beside a day only),
        ``capital`` (written with one), ``article`` (with the Arabic article only) or nothing.
    date_words, numerals, count_words
        Rows with ``pattern``, ``kind``, ``value`` and ``needs``.
    """

    def __init__(
        self,
        months: Iterable[Mapping[str, str]],
        weekdays: Iterable[Mapping[str, str]],
        date_words: Iterable[Mapping[str, str]],
        numerals: Iterable[Mapping[str, str]],
        count_words: Iterable[Mapping[str, str]],
    ) -> None:
        named = [
            (row["pattern"], Atom(kind, row["value"], row["needs"]))
            for kind, rows in (("month", months), ("weekday", weekdays))
            for row in rows
        ]
        rows = [*named, *_atoms(numerals), *_atoms(date_words), *_atoms(count_words)]
        self.phrases = Phrases(rows)
        self._latest: Scan | None = None

    def scan(self, article: Article) -> "Scan":
        """Look the words of an article up; those of the last article are kept for the next question."""
        latest = self._latest
        if latest is None or latest.tokens is not article.tokens:
            latest = self._latest = Scan(article.text, article.tokens, self)
        return latest


def _atoms(rows: Iterable[Mapping[str, str]]) -> list[tuple[str, Atom]]:
    return [(row["pattern"], Atom(row["kind"], row["value"], row["needs"])) for row in rows]


@dataclass
class Scan:
    """The tokens of a text with the words of a list found at each place, looked up once."""

    text: str
    tokens: Sequence[Token]
    words: DateWords
    _found: list[Mapping[str, Found]] = field(init=False)
    _numbers: dict[int, Number | None] = field(default_factory=dict)
    points: dict[int, object] = field(default_factory=dict)
    """What was read at a place as one point of the calendar, kept by those who read it."""
    known: tuple[int, ...] = field(init=False)
    """The tokens at which a word of the lists or a number stands, in order."""

    def __post_init__(self) -> None:
        self._found = [self._look_up(index, token) for index, token in enumerate(self.tokens)]
        self.known = tuple(index for index, found in enumerate(self._found) if found)

    def kinds(self, index: int) -> Mapping[str, Found]:
        """Get what the longest phrase at a token means, by kind: the first meaning of each.

        Digits are of the kind ``digits``.
        """
        return self._found[index] if 0 <= index < len(self._found) else _NOTHING

    def _look_up(self, index: int, token: Token) -> Mapping[str, Found]:
        if token.kind is TokenKind.NUMBER:
            return {"digits": Found(Atom("digits", token.form), index + 1)}
        match = self.words.phrases.match_at(self.tokens, index) if token.kind is TokenKind.WORD else None
        if match is None:
            return _NOTHING
        last = self.form(match.last - 1)
        has_article = _ARTICLE in last[:4] or last.startswith("لل")
        return {
            atom.kind: Found(atom, match.last, match.particles)
            for atom in reversed(match.values)
            if has_article or atom.needs != "article"
        }

    def begins(self, index: int, kinds: frozenset[str]) -> bool:
        """Say whether a word of one of these kinds stands at a token."""
        return not kinds.isdisjoint(self.kinds(index))

    def get(self, index: int, *kinds: str) -> Found | None:
        """Get the first meaning of one of these kinds at a token."""
        found = self._found[index] if 0 <= index < len(self._found) else None
        if found:
            for kind in kinds:
                if kind in found:
                    return found[kind]
        return None

    def skip(self, index: int, *kinds: str) -> int:
        """Step over one word of these kinds, where there is one."""
        found = self.get(index, *kinds)
        return found.last if found else index

    def form(self, index: int) -> str:
        """Get a token's form; nothing behind the end."""
        return self.tokens[index].form if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        """Say whether no white space stands before a token."""
        return 0 < index < len(self.tokens) and not self.tokens[index].spaced

    def is_word(self, index: int) -> bool:
        """Say whether a token is a word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is TokenKind.WORD

    def is_digits(self, index: int) -> bool:
        """Say whether a token is digits."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is TokenKind.NUMBER

    def capital(self, index: int) -> bool:
        """Say whether the word at a token begins with a capital letter."""
        return self.text[self.tokens[index].start].isupper()

    def title(self, index: int) -> bool:
        """Say whether the word at a token has a capital at its beginning only."""
        token = self.tokens[index]
        return self.text[token.start : token.end].istitle()

    def in_name(self, index: int) -> bool:
        """Say whether the digits at a token belong to a name: "An-124", "C-17", "IL76", "An-124-100"."""
        for _ in range(MOST_JOINED):
            before = index - 2 if self.form(index - 1) == "-" and self.glued(index - 1) else index - 1
            if before < 0 or not self.glued(index):
                return False
            if self.is_word(before):
                return not self._lends(before)
            if before == index - 1 or not self.is_digits(before):
                return False
            index = before
        return True

    def is_first_of_name(self, index: int) -> bool:
        """Say whether a word is the first part of a name with a hyphen: "Сент-Люсия"."""
        if index + 2 >= len(self.tokens) or not self.title(index):
            return False
        joined = self.form(index + 1) == "-" and self.glued(index + 1) and self.glued(index + 2)
        named = joined and self.is_word(index + 2) and self.capital(index + 2)
        return named and self.get(index + 2, "month") is None

    def _lends(self, index: int) -> bool:
        """Say whether the word before digits is a particle or a month, not the letters of a name."""
        return self.get(index, "particle", "month", "part", "weekday") is not None

    def number(self, index: int) -> Number | None:
        """Read a number in digits or words; None where there is none or the digits are a name's."""
        if index not in self._numbers:
            self._numbers[index] = self._number(index)
        return self._numbers[index]

    def _number(self, index: int) -> Number | None:
        if self.is_digits(index):
            number = None if self.in_name(index) else self._digits(index)
        else:
            number = self._numeral(index)
        fraction = self.get(number.last, "fraction") if number and not number.is_ordinal else None
        if number is None or fraction is None:
            return number
        return replace(number, last=fraction.last, fraction=fraction.value)

    def _digits(self, index: int) -> Number | None:
        digits, last, whole = self.form(index), index + 1, True
        while last < index + MOST_JOINED and self._goes_on(last):
            whole = whole and len(self.form(last + 1)) == 3
            digits += self.form(last + 1) if whole else ""
            last += 2
        while len(digits) <= 3 and len(self.form(last)) == 3 and self._same_line(last):
            digits += self.form(last)
            last += 1
        if len(digits) > MOST_DIGITS or self._goes_on(last):
            return None
        suffix = self.suffix(last)
        if suffix:
            return Number(int(digits), suffix, in_digits=True, is_ordinal=True)
        scale = self.get(last, "scale", "group")
        n = int(digits) * (scale.atom.n if scale else 1)
        return Number(n, scale.last if scale else last, in_digits=True, whole=whole)

    def suffix(self, index: int) -> int | None:
        """Get the token behind the ending of an ordinal ("26th", "26-го"); None where there is none."""
        at = index + 1 if self.form(index) == "-" and self.glued(index) else index
        found = self.get(at, "suffix") if self.glued(at) else None
        return found.last if found and found.last == at + 1 else None

    def _goes_on(self, index: int) -> bool:
        """Say whether a comma or a full stop with more digits stands at a token, without white space."""
        mark, digits = self.form(index), index + 1
        return mark in (",", ".") and self.glued(index) and self.is_digits(digits) and self.glued(digits)

    def _same_line(self, index: int) -> bool:
        token = self.tokens[index] if index < len(self.tokens) else None
        return token is not None and token.kind is TokenKind.NUMBER and token.spaced and not token.line

    def _numeral(self, index: int) -> Number | None:
        """Read a number in words: "twenty-five", "сто двенадцать", "خمسة وعشرون", "two hundred"."""
        sum_of = _Sum()
        last = index
        for _ in range(MOST_JOINED):
            found = self._numeral_at(last, sum_of)
            if found is None or not sum_of.add(found):
                break
            last = found.last
            if found.atom.kind == "ordinal":
                break
        if last == index:
            return None
        return Number(sum_of.n, last, in_digits=False, is_ordinal=sum_of.is_ordinal)

    def _numeral_at(self, index: int, sum_of: "_Sum") -> Found | None:
        """Get the numeral at a token; behind another one a hyphen or an "and" may stand before it."""
        if sum_of.n and self.form(index) == "-" and self.glued(index):
            index += 1
        if sum_of.n >= 100:
            index = self.skip(index, "and")
        tens = self.form(index).startswith(_THE_TENS)  # "في العشرين من أيار"
        kinds = ("ordinal", "cardinal") if tens else ("cardinal", "ordinal")
        return self.get(index, *kinds, "scale", "group" if sum_of.n else "scale")


#: How Arabic tens begin that are the number of a day, and counts without the article.
_THE_TENS = ("العشر", "الثلاث")


@dataclass
class _Sum:
    """The value of the numerals read so far."""

    total: int = 0
    current: int = 0
    smallest: int = 10**MOST_DIGITS
    is_ordinal: bool = False

    @property
    def n(self) -> int:
        """The whole number."""
        return self.total + self.current

    def add(self, found: Found) -> bool:
        """Take in the next numeral; say whether it goes on with the number."""
        n = found.atom.n
        if found.atom.kind in ("scale", "group"):
            if n > self.smallest * 1000:
                return False
            self.current = (self.current or 1) * n
            if n >= 1000:
                self.total, self.current = self.n, 0
            self.smallest = _room(n)
            return True
        if self.smallest == 10**MOST_DIGITS or _fits(found, self.smallest, self.current):
            self.current += n
            self.is_ordinal = found.atom.kind == "ordinal"
            self.smallest = min(self.smallest, _room(n))
            return True
        return False


def _room(n: int) -> int:
    """Get the order of magnitude that may still follow a numeral: 1 after units and teens, 10 after tens."""
    if n >= 100:
        return 100
    return 10 if n >= 20 else 1


def _fits(found: Found, smallest: int, current: int) -> bool:
    """Say whether a numeral goes on with another: "twenty" "five", "خمسة" "وعشرون"."""
    n = found.atom.n
    if "و" in found.particles and 20 <= n < 100 and 0 < current % 100 < 10:
        return True
    return 0 < n < smallest
