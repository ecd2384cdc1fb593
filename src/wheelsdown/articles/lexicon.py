"""Which known words stand where: one pass over an article with all word lists of names at once.

A list's pattern written with a capital needs one in the text ("Times", «Известия»), one written in capitals
alone needs them all (US, САР, CAR), one written with the Arabic article needs it (المتوسط is a sea, متوسط is
not). Addresses of pages and of e-mail hold no names and are skipped.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import Token, TokenKind
from wheelsdown.articles.web_addresses import hidden_tokens

__all__ = [
    "Item",
    "Lexicon",
    "Marked",
    "Scan",
    "Word",
    "WordKind",
    "has_article",
    "is_capitalised",
    "past_possessive",
    "word_of",
]


class WordKind(StrEnum):
    """What a listed word does in a name."""

    COUNTRY = "country"
    STATE = "state"
    """Adjective of a country: "Syrian"."""
    AIRFIELD = "airfield"
    BASE = "base"
    BARE_BASE = "bare_base"
    NAVAL = "naval"
    PORT = "port"
    REGION = "region_word"
    CITY = "city_word"
    FIELD_ADJECTIVE = "airfield_adjective"
    DIRECTION = "direction"
    LANDFORM = "landform"
    """A water, coast or border; ``direct``: before its name, ``state``: behind the adjective of a state."""
    PREPOSITION = "preposition"
    OF = "of"
    AIRCRAFT = "aircraft"
    AIRCRAFT_ADJECTIVE = "aircraft_adjective"
    FLIGHT = "flight"
    MAKER = "maker"
    NICKNAME = "nickname"
    FORCE = "force"
    MILITARY = "military"
    OPERATOR = "operator"
    OUTLET = "outlet"
    OUTLET_WORD = "outlet_word"
    DATA = "data"
    ANONYMOUS = "anonymous"
    SOURCE_ADJECTIVE = "source_adjective"
    CLOSENESS = "closeness"
    ANONYMITY = "anonymity"
    OBSERVERS = "observers"
    INSTITUTION = "institution"
    ROLE = "role"
    ROLE_WORD = "role_word"
    PERSON = "person"
    DETERMINER = "determiner"
    FUNCTION = "function"
    """Words that begin no name, though they may have a capital."""
    IDIOM_HEAD = "idiom_head"
    """Words with which "to" and "from" are no motion: "according to"."""
    NAME_LINK = "name_link"
    """Parts inside names: "al", "bin", «эль»; ``article``: of names of places too."""
    CALLSIGN_WORD = "callsign_word"
    REGISTRATION_WORD = "registration_word"
    TELEPHONY = "telephony"
    """What crews call themselves by before a number: "REACH 571"."""
    AIRLINE_WORD = "airline_word"
    """Head or tail of a company's name: "airline", "Airways", «авиакомпания»."""
    UNIT = "unit"
    """A unit of an air force, beside its number: "Airlift Wing", «авиаполк»."""
    ORIGIN_WORD = "origin_word"
    """With it a state made or registered something, or holds a place: "built", «производства»."""
    OUTLET_TAIL = "outlet_tail"
    """Last word of the name of an outlet: "Herald", "Post"."""
    GIVEN_NAME = "given_name"
    """A name that is a person's: "Ahmed", «Андрей»."""
    COMMON = "common"
    """Looks like a name and is none here: "Monday", "President" at the start of a sentence."""
    OTHER = "other"
    """Swallows words that would be read wrongly: "oil tanker"."""


#: Tokens on each side of one at most that are looked at as its sentence.
_MOST_SENTENCE = 100


@dataclass(frozen=True, slots=True)
class Word:
    """One meaning of a listed pattern. ``id``: a code, or the kind of a source."""

    kind: WordKind
    name: str
    id: str = ""
    tags: frozenset[str] = frozenset()
    capital: bool = False
    capitals: bool = False
    definite: bool = False
    #: The last word of an outlet has its article: "روسيا اليوم" is one, "روسيا يوم الأحد" is none.
    ends_definite: bool = False


class Item(msgspec.Struct, frozen=True):
    """Tokens ``first`` up to and without ``last`` are listed words."""

    first: int
    last: int
    words: tuple[Word, ...]
    particles: str = ""
    kinds: frozenset[WordKind] = frozenset()

    def get(self, *kinds: WordKind) -> Word | None:
        """Get the first meaning of one of the kinds; None when it has none."""
        if self.kinds.isdisjoint(kinds):
            return None
        for word in self.words:
            if word.kind in kinds:
                return word
        return None


class Marked(Protocol):
    """Anything that stands at some characters of the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


class Scan:
    """An article with its listed words: ``at[i]`` begins at token i, ``over[i]`` covers it."""

    def __init__(self, article: Article, items: Sequence[Item], hidden: frozenset[int]) -> None:
        self.article, self.tokens, self.text = article, article.tokens, article.text
        self.items, self.hidden = tuple(items), hidden
        self._names = [
            token.kind is TokenKind.WORD and self.text[token.start].isupper() and index not in hidden
            for index, token in enumerate(article.tokens)
        ]
        self._by_start = {token.start: index for index, token in enumerate(article.tokens)}
        self.at: list[Item | None] = [None] * (len(self.tokens) + 1)
        self.over: list[Item | None] = [None] * (len(self.tokens) + 1)
        for item in items:
            self.at[item.first] = item
            self.over[item.first : item.last] = [item] * (item.last - item.first)
        self.starts = self._starts()
        """The tokens at which a name may begin: listed words, capitals, handles; none hidden."""

    def get(self, index: int, *kinds: WordKind) -> Item | None:
        """Get the item that begins at a token, when it is of one of the kinds."""
        item = self.at[index] if 0 <= index < len(self.tokens) else None
        return None if item is None or item.kinds.isdisjoint(kinds) else item

    def before(self, index: int, *kinds: WordKind) -> Item | None:
        """Get the item that ends where a token begins, when it is of one of the kinds."""
        item = self.over[index - 1] if index > 0 else None
        return None if item is None or item.last != index or item.kinds.isdisjoint(kinds) else item

    def raw(self, index: int) -> str:
        """Get the stored letters of a token."""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def hide(self, tokens: Collection[int]) -> None:
        """Take tokens out of what may be a name: those of codes."""
        if not tokens:
            return
        self.hidden |= frozenset(tokens)
        for index in tokens:
            self._names[index] = False
        self.starts = self._starts()

    def words(self, first: int, last: int) -> str:
        """Get the stored words of tokens ``first`` up to and without ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def tokens_of(self, marks: Iterable[Marked]) -> set[int]:
        """Get the tokens that marks cover."""
        found: set[int] = set()
        for mark in marks:
            index = self._by_start[mark.span.start]
            while index < len(self.tokens) and self.tokens[index].start < mark.span.end:
                found.add(index)
                index += 1
        return found

    def _starts(self) -> tuple[int, ...]:
        return tuple(
            index
            for index, token in enumerate(self.tokens)
            if (self.at[index] or self._names[index] or token.form == "@") and index not in self.hidden
        )

    def index_of(self, mark: Marked) -> int:
        """Get the index of the first token of a mark."""
        return self._by_start[mark.span.start]

    def sentence(self, index: int) -> tuple[int, int]:
        """Get the bounds of the sentence or line around a token, as far as marks tell; at most 200 tokens."""
        first, last = index, index
        while first > 0 and index - first < _MOST_SENTENCE and not self.starts_sentence(first):
            first -= 1
        while (
            last + 1 < len(self.tokens)
            and last - index < _MOST_SENTENCE
            and not self.starts_sentence(last + 1)
        ):
            last += 1
        return first, last + 1

    def skip(self, index: int, marks: str = "-'\"«»“”„‘’") -> int:
        """Pass marks that may stand inside a name; never a new paragraph."""
        while index < len(self.tokens) and self.tokens[index].form in marks and self.tokens[index].line < 2:
            index += 1
        return index

    def parts(self, first: int, last: int) -> bool:
        """Say whether a paragraph begins behind token ``first`` and up to token ``last``."""
        return any(token.line > 1 for token in self.tokens[first + 1 : last + 1])

    def is_name_word(self, index: int) -> bool:
        """Say whether a token is a word with a capital, not hidden."""
        return 0 <= index < len(self._names) and self._names[index]

    def tagged(self, item: Item | None, kind: WordKind, tag: str) -> bool:
        """Say whether an item is of a kind with a tag; False for none."""
        if item is None or kind not in item.kinds:
            return False
        return any(word.kind is kind and tag in word.tags for word in item.words)

    def is_glued_article(self, index: int) -> bool:
        """Say whether a token is the article of a name with a capital behind a hyphen: "al-Hasakah"."""
        following = index + 1
        if following >= len(self.tokens) or self.tokens[following].form != "-":
            return False
        return self.tagged(self.at[index], WordKind.NAME_LINK, "article") and self.is_name_word(following + 1)

    def starts_sentence(self, index: int) -> bool:
        """Say whether a token begins a sentence or a line, as far as marks tell."""
        before = index - 1
        while before >= 0 and self.tokens[before].form in "\"«“„'‘(–-" and not self.tokens[before + 1].line:
            before -= 1
        if before < 0 or self.tokens[before + 1].line > 0:
            return True
        ends = self.tokens[before].form in ".!?:;…•|؟"
        return ends and (self.tokens[before + 1].spaced or index > before + 1)


class Lexicon:
    """All word lists of names.

    Parameters
    ----------
    rows
        Pairs of a pattern (see `wheelsdown.articles.phrases`) and its meaning.
    """

    def __init__(self, rows: Iterable[tuple[str, Word]]) -> None:
        self._phrases = Phrases(rows)

    def scan(self, article: Article) -> Scan:
        """Find the listed words, the longest at each place; linear in the number of tokens."""
        tokens, text = article.tokens, article.text
        hidden = hidden_tokens(tokens)
        items: list[Item] = []
        free = 0
        for index, token in enumerate(tokens):
            if index < free or token.kind is TokenKind.MARK or index in hidden:
                continue
            match = self._phrases.match_at(tokens, index)
            words = _fitting(match.values, tokens, text, index, match.last) if match is not None else ()
            if match is not None and not words and any(word.ends_definite for word in match.values):
                match = self._phrases.match_at(tokens, index, (match.last - 1,))
                words = _fitting(match.values, tokens, text, index, match.last) if match is not None else ()
            if match is not None and words:
                kinds = frozenset([word.kind for word in words])
                items.append(Item(index, match.last, words, match.particles, kinds))
                free = match.last
        return Scan(article, items, hidden)


def _fitting(
    words: tuple[Word, ...], tokens: Sequence[Token], text: str, first: int, last: int
) -> tuple[Word, ...]:
    opened = 0 < first < last < len(tokens) and tokens[first - 1].form in '"«“'
    if not opened or tokens[last].form not in '"»”':  # «الشرق الأوسط» is a newspaper
        words = tuple(word for word in words if "quoted" not in word.tags)
    if any(word.ends_definite for word in words) and not has_article(_raw(tokens, text, last - 1)):
        words = tuple(word for word in words if not word.ends_definite)
    if not any(word.capital or word.capitals or word.definite for word in words):
        return words
    raw = text[tokens[first].start : tokens[last - 1].end]
    capital, capitals = is_capitalised(raw), raw == raw.upper()
    definite = has_article(raw)
    return tuple(
        word
        for word in words
        if (capital or not word.capital)
        and (capitals or not word.capitals)
        and (definite or not word.definite)
    )


def _raw(tokens: Sequence[Token], text: str, index: int) -> str:
    return text[tokens[index].start : tokens[index].end]


def is_capitalised(raw: str) -> bool:
    """Say whether the first letter of the stored words is a capital.

    >>> is_capitalised("Хмеймим"), is_capitalised("al-Assad"), is_capitalised("حميميم")
    (True, False, False)
    """
    return raw[:1].isupper()


def past_possessive(scan: Scan, index: int) -> int:
    """Get the token behind a possessive ending; the same one where there is none."""
    tokens = scan.tokens
    own = index + 1 < len(tokens) and tokens[index].form in "'’" and tokens[index + 1].form == "s"
    return index + 2 if own else index


def has_article(raw: str) -> bool:
    """Say whether an Arabic word carries the article, behind particles too.

    >>> has_article("والمتوسط"), has_article("للجزيرة"), has_article("متوسط")
    (True, True, False)
    """
    bare = raw.lstrip("وفبك")
    return bare.startswith(("ال", "لل")) or raw.startswith("ال")


def word_of(kind: str, pattern: str, values: Mapping[str, str]) -> Word:
    """Build the meaning of one pattern of a list; its spelling says what the text must show."""
    letters = [char for char in pattern if char.isalpha()]
    start = pattern.lstrip("-'\"")
    named = kind not in _LOWER
    return Word(
        WordKind(kind),
        values.get("name") or "",
        values.get("id") or "",
        frozenset((values.get("tags") or "").split()),
        capital=named and is_capitalised(start),
        capitals=len(letters) > 1 and all(char.isupper() for char in letters),
        definite=named and kind != WordKind.MAKER and start.startswith("ال"),
        ends_definite=kind == WordKind.OUTLET and " ال" in start and start.split()[-1].startswith("ال"),
    )


#: Kinds of common nouns, which are listed without regard to capitals and the article.
_LOWER = frozenset(WordKind) - {
    WordKind.COUNTRY,
    WordKind.OUTLET,
    WordKind.OPERATOR,
    WordKind.PERSON,
    WordKind.MAKER,
    WordKind.NICKNAME,
    WordKind.COMMON,
}
