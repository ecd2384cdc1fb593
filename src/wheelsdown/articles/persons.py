"""Which persons and offices are named.

A person is a run of capitalised words behind an office or a given name, or a run of two and more that no list
knows; a later surname alone is the same person. An office without a name counts too ("a spokesman"). Arabic
has no capitals: there a person needs an office, or a listed name.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.marks import PersonMark
from wheelsdown.articles.view import TokenKind

__all__ = ["RANKS", "find_persons"]

_K = WordKind
#: Tokens of a name, and of what stands around an office.
_MOST_NAME, _MOST_OFFICE = 9, 6
#: English ranks and titles as they are written short.
RANKS = frozenset(
    (*("adm", "gen", "brig", "lt", "col", "maj", "capt", "cmdr", "cpt", "sgt"), *("rep", "sen", "gov", "dr"))
)
#: Share of capitalised words from which a line is a headline in title case.
_TITLE_CASE, _MOST_LINE = 0.6, 40
#: How Arabic words end that are no names: adverbs, and verbs like "نفى" (but "موسى" is a name).
_NO_NAME = ("ًا", "اً", "نفى", "التقى", "أجرى", "أعطى", "تلقى", "رأى", "أدلى", "أبدى", "تولى", "أنهى", "ألقى")
#: Words for how many officials tell.
_SOME = frozenset(("two", "three", "four", "five", "several", "some", "multiple"))
_OFFICE = (
    _K.STATE,
    _K.COUNTRY,
    _K.INSTITUTION,
    _K.ROLE_WORD,
    _K.ROLE,
    _K.FORCE,
    _K.MILITARY,
    _K.SOURCE_ADJECTIVE,
    _K.OPERATOR,
)


def find_persons(scan: Scan, taken: Collection[int], places: Collection[int]) -> tuple[PersonMark, ...]:
    """Mark the persons of an article, in order of the text, none overlapping.

    Parameters
    ----------
    scan
        The article with its listed words.
    taken
        Tokens of aircraft and of sources that are no offices.
    places
        Tokens that name places for sure.
    """
    return _Reader(scan, taken, places).read()


def is_latin(scan: Scan, index: int) -> bool:
    """Say whether a token is written in Latin letters."""
    return scan.tokens[index].form[:1].isascii()


@dataclass
class _Reader:
    scan: Scan
    taken: Collection[int]
    places: Collection[int]
    surnames: set[str] = field(default_factory=set)

    def read(self) -> tuple[PersonMark, ...]:
        marks: list[PersonMark] = []
        free = 0
        for index in self.scan.starts:
            found = self._at(index) if index >= free and index not in self.taken else None
            if found is not None:
                mark, free = found
                marks.append(mark)
        return tuple(marks)

    def _at(self, index: int) -> tuple[PersonMark, int] | None:
        item = self.scan.at[index]
        if index in self.places:
            owned = item is not None and item.get(_K.STATE, _K.COUNTRY) and is_latin(self.scan, index)
            return self._of_state(index) if owned else None  # "شرم الشيخ" is no sheikh
        if item is not None and item.get(*_OFFICE) and (found := self._from_office(index)):
            return found
        if item is not None and (person := item.get(_K.PERSON)):
            return self._from_listed(index, item, person.name)
        last = self._run(index)
        if last == index:
            return None
        words = [i for i in range(index, last) if self.scan.is_name_word(i)]
        given = self.scan.get(index, _K.GIVEN_NAME) is not None
        if len(words) >= 2 and (given or not self._is_else(index)):
            return self._named(index, last, None)
        if self.scan.tokens[last - 1].form in self.surnames:
            return self._named(index, last, None)
        return None

    def _of_state(self, index: int) -> tuple[PersonMark, int] | None:
        """Read an office behind a state called by its name: "a U.S. official", "a UK defence official"."""
        if index and self.scan.tokens[index - 1].form in _SOME:
            return None  # "two US officials" are named with their number
        found = self._from_office(index)
        item = self.scan.at[index]
        if found is None or item is None or found[1] <= item.last or found[0].name is not None:
            return None
        return found

    def _from_listed(self, index: int, item: Item, name: str) -> tuple[PersonMark, int]:
        last = max(item.last, self._run(item.last) if self.scan.get(item.last, _K.PERSON) else item.last)
        self.surnames.add(self.scan.tokens[last - 1].form)
        return self._mark(index, last, name or self.scan.words(index, last), None), last

    def _from_office(self, index: int) -> tuple[PersonMark, int] | None:
        """Read "Kremlin spokesman X", «глава МИД РФ X», "وزير الدفاع السوري X", or an office alone."""
        scan, last, weak = self.scan, index, True
        for _ in range(_MOST_OFFICE):
            of = scan.get(last, _K.OF)
            joined = of is not None and last > index and not weak and is_latin(scan, last)
            at = self._past_article(of.last) if joined and of else last
            extra = scan.get(at, *_OFFICE)
            if (
                extra is None
                or (last > index and scan.tokens[at].line)
                or (last > index and at in self.taken)
            ):
                break
            role = extra.get(_K.ROLE)
            if role is None and weak and extra.get(_K.ROLE_WORD) and not scan.get(extra.last, *_OFFICE):
                return None
            weak = weak and (role is None)
            last = extra.last
        if weak or not any(scan.get(i, _K.ROLE) for i in range(index, last)):
            return None
        listed = scan.get(last, _K.PERSON)
        free = last if listed is None and self._is_headline(last - 1) else self._run(last)
        end = max(free, listed.last if listed else last)
        if "\u0600" <= scan.tokens[index].form[:1] <= "\u06ff" and listed is None:
            end = self._arabic_name(last)
        role_words = scan.words(index, last)
        if end == last:
            return None if self._is_weak(index, last) else (self._mark(index, last, None, role_words), last)
        return self._named(index, end, role_words, name_from=last)

    def _is_weak(self, first: int, last: int) -> bool:
        """Say whether words that may be an office are more likely none: "general", "head", "major"."""
        items = (self.scan.get(index, _K.ROLE) for index in range(first, last))
        return all(
            "weak" in word.tags for item in items if item for word in item.words if word.kind is _K.ROLE
        )

    def _past_article(self, index: int) -> int:
        return index + 1 if self.scan.get(index, _K.DETERMINER) else index

    def _named(
        self, first: int, last: int, role: str | None, name_from: int | None = None
    ) -> tuple[PersonMark, int]:
        scan = self.scan
        self.surnames.add(scan.tokens[last - 1].form)
        return self._mark(first, last, scan.words(name_from or first, last), role), last

    def _run(self, index: int) -> int:
        """Find the end of a run of capitalised words that no list knows."""
        scan, last, end = self.scan, index, index
        while last < len(scan.tokens) and last - index < _MOST_NAME:
            token = scan.tokens[last]
            if (
                last in self.taken
                or last in scan.hidden
                or last in self.places
                or (last > index and token.line)
            ):
                break
            if token.form in ("-", "'", "’") and last > index and not token.spaced:
                last += 1
                continue
            if token.form == "." and last > index and self._is_rank(last - 1):
                last += 1
                continue
            if scan.get(last, _K.NAME_LINK) and (last > index or scan.is_glued_article(last)):
                last += 1
                continue
            if not scan.is_name_word(last) or not self._is_free(last, index):
                break
            last = end = last + 1
        return end

    def _is_rank(self, index: int) -> bool:
        """Say whether an English rank is written short before a name: "Rear Adm. Mark Tolliver"."""
        following = index + 2
        named = following < len(self.scan.tokens) and self.scan.is_name_word(following)
        return named and self.scan.tokens[index].form in RANKS

    def _is_free(self, index: int, first: int) -> bool:
        scan = self.scan
        if index == first and scan.starts_sentence(index) and scan.raw(index).islower():
            return False
        item = scan.over[index]
        return item is None or item.get(_K.PERSON, _K.GIVEN_NAME, _K.NICKNAME) is not None

    def _is_else(self, index: int) -> bool:
        """Say whether capitalised words are more likely no person: behind "the" or "from", in titles."""
        scan = self.scan
        before = scan.before(
            index, _K.PREPOSITION, _K.OUTLET_WORD, _K.AIRLINE_WORD, _K.AIRFIELD, _K.BASE, _K.CITY
        )
        definite = scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "definite")
        if before is not None or definite:
            return True
        quoted = index > 0 and scan.tokens[index - 1].form in '«"“„'
        if quoted or (index and self._continues(index)):
            return True
        return self._is_headline(index) or any(
            scan.raw(i).isupper() and len(scan.raw(i)) > 1 for i in (index, index + 1)
        )

    def _continues(self, index: int) -> bool:
        """Say whether the words go on from a listed one with a capital: "International Forum"."""
        item = self.scan.over[index - 1]
        return (
            self.scan.is_name_word(index - 1) and item is not None and item.get(_K.PERSON, _K.STATE) is None
        )

    def _is_headline(self, index: int) -> bool:
        """In a line without a full stop where most words have capitals, capitals tell nothing."""
        scan, first, last = self.scan, index, index
        while first > 0 and not scan.tokens[first].line and index - first < _MOST_LINE:
            first -= 1
        while last + 1 < len(scan.tokens) and not scan.tokens[last + 1].line and last - index < _MOST_LINE:
            last += 1
        if scan.tokens[last].form in '.!»”"':
            return False
        words = [
            i
            for i in range(first, last + 1)
            if scan.tokens[i].kind is TokenKind.WORD and len(scan.tokens[i].form) > 3
        ]
        return len(words) > 4 and sum(scan.is_name_word(i) for i in words) > _TITLE_CASE * len(words)

    def _arabic_name(self, index: int) -> int:
        """Take up to two words behind an Arabic office, with what links names."""
        scan, end, words = self.scan, index, 0
        while end < len(scan.tokens) and words < 2 and end not in self.places:
            token = scan.tokens[end]
            link = scan.get(end, _K.NAME_LINK) is not None
            plain = token.kind is TokenKind.WORD and len(token.form) > 2 and scan.at[end] is None
            plain = plain and not scan.raw(end).endswith(_NO_NAME)
            if token.line or not (link or plain):
                break
            words += not link
            end += 1
        return end if words == 2 else index

    def _mark(self, first: int, last: int, name: str | None, role: str | None) -> PersonMark:
        span = Span(self.scan.tokens[first].start, self.scan.tokens[last - 1].end)
        return PersonMark(span, self.scan.text[span.start : span.end], name, role)
