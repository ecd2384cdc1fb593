"""Find the phrases of a word list in a text: one matcher for places, types, months, verbs and cues.

A pattern is words, folded like the text. ``*`` ends a word that may go on by up to `MOST_ENDING` letters
(Slavic and Arabic endings: ``авиабаз*``). Hyphens inside words match with and without ("air base",
"air-base"). In Arabic the particles written together with a word (``و``, ``ف``, ``ب``, ``ل``, ``ك``) and the
article are taken off when the bare word is in the list, and the match says which were there. A trie of words,
the longest match at each place: time is linear in the text, whatever the list.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec

from wheelsdown.articles.view import Token, tokenise

__all__ = ["MOST_ENDING", "Match", "Phrases", "readings"]

#: Letters that ``*`` stands for at most; the longest Slavic adjective endings have four.
MOST_ENDING = 4

#: Beginnings of words that look like the article once they are folded: "ألبانيا", "إلغاء".
_NO_ARTICLE = frozenset(("أل", "إل", "آل"))

#: Marks that join the parts of one word.
_JOINS = frozenset("-'")

#: Words whose beginnings are remembered; a language's news use fewer.
_MOST_STARTS = 65_536

Value = TypeVar("Value")


class Match(msgspec.Struct, Generic[Value], frozen=True):
    """Tokens ``first`` up to and without ``last`` are one phrase; ``values`` are all its meanings.

    ``particles`` are the Arabic particles written together with its first word, without the article.
    """

    first: int
    last: int
    values: tuple[Value, ...]
    particles: str = ""


@dataclass(slots=True)
class _Node(Generic[Value]):
    words: "dict[str, _Node[Value]]" = field(default_factory=dict)
    stems: "dict[str, _Node[Value]]" = field(default_factory=dict)
    values: tuple[Value, ...] = ()


class Phrases(Generic[Value]):
    """A list of phrases with their meanings.

    Parameters
    ----------
    rows
        Pairs of a pattern and what it means; several meanings of one pattern are kept in order.

    Examples
    --------
    >>> places = Phrases([("хмейм*", "OSLK"), ("air base", "base"), ("حميميم", "OSLK")])
    >>> text = tokenise("авиабаза Хмеймимом, an air-base, وبحميميم")
    >>> [(m.values, m.particles) for m in places.find(text)]
    [(('OSLK',), ''), (('base',), ''), (('OSLK',), 'وب')]
    """

    def __init__(self, rows: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        #: Word -> where phrases that begin with it go on, and its particles; most words begin none.
        self._starts: dict[str, tuple[tuple[_Node[Value], str], ...]] = {}
        for pattern, value in rows:
            self.add(pattern, value)

    def add(self, pattern: str, value: Value) -> None:
        """Add one pattern; a pattern of no words is refused by `ValueError`."""
        node, n_words = self._root, 0
        tokens = tokenise(pattern)
        for index, token in enumerate(tokens):
            if token.form in ("-", "*", "'"):
                continue
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            is_stem = following is not None and following.form == "*" and not following.spaced
            is_whole = pattern[token.start : token.start + 2] in _NO_ARTICLE
            node = _child(node, token.form if is_whole else _without_article(token.form), is_stem)
            n_words += 1
        if not n_words:
            message = f"{pattern!r} holds no word"
            raise ValueError(message)
        if value not in node.values:
            node.values = (*node.values, value)
        self._starts.clear()

    def find(self, tokens: Sequence[Token], covered: Collection[int] = ()) -> list[Match[Value]]:
        """Get the longest match at each place, from left to right, none inside another or in ``covered``."""
        found: list[Match[Value]] = []
        past, starts = 0, self._starts
        for index, token in enumerate(tokens):
            begun = starts.get(token.form)  # the hottest lines of reading: a call for each word costs a tenth
            if begun is None:
                begun = self._begin(token.form)
            if not begun or index < past or index in covered:
                continue
            match = self.match_at(tokens, index, covered)
            if match is not None:
                found.append(match)
                past = match.last
        return found

    def match_at(
        self, tokens: Sequence[Token], first: int, covered: Collection[int] = ()
    ) -> Match[Value] | None:
        """Get the longest match that begins at token ``first``; None when there is none."""
        best: Match[Value] | None = None
        for node, particles in self._begin(tokens[first].form):
            end = _longest(node, tokens, first + 1, covered)
            if end is not None and (best is None or end[0] > best.last):
                best = Match(first, end[0], end[1], particles)
        return best

    def _begin(self, form: str) -> "tuple[tuple[_Node[Value], str], ...]":
        """Get where the phrases go on that begin with a word, in any of its readings."""
        known = self._starts.get(form)
        if known is None:
            if len(self._starts) >= _MOST_STARTS:
                self._starts.clear()
            known = tuple(
                (node, particles)
                for reading, particles in readings(form)
                for node in _steps(self._root, reading)
            )
            self._starts[form] = known
        return known


def _child(node: _Node[Value], word: str, is_stem: bool) -> _Node[Value]:
    children = node.stems if is_stem else node.words
    return children.setdefault(word, _Node())


def _steps(node: _Node[Value], form: str) -> Sequence[_Node[Value]]:
    exact = node.words.get(form)
    if not node.stems:
        return () if exact is None else (exact,)
    found, n = [] if exact is None else [exact], len(form)
    for length in range(n, max(n - MOST_ENDING, 1) - 1, -1):
        if (stem := node.stems.get(form[:length])) is not None:
            found.append(stem)  # noqa: PERF401  # the hottest lines: a comprehension costs half more
    return found


def _longest(
    node: _Node[Value], tokens: Sequence[Token], index: int, covered: Collection[int]
) -> tuple[int, tuple[Value, ...]] | None:
    """Follow the trie; at most a few branches, as deep as the longest phrase."""
    best = (index, node.values) if node.values else None
    if not (node.words or node.stems):
        return best
    following = index
    if following < len(tokens) and tokens[following].form in _JOINS:
        following = _behind_joins(tokens, following)
    if following < len(tokens) and tokens[following].line < 2 and following not in covered:
        for form, _ in readings(tokens[following].form):
            for child in _steps(node, form):
                end = _longest(child, tokens, following + 1, covered)
                if end is not None and (best is None or end[0] > best[0]):
                    best = end
    return best


def _behind_joins(tokens: Sequence[Token], index: int) -> int:
    """Step over the hyphens and apostrophes inside a word."""
    while index + 1 < len(tokens):
        token = tokens[index]
        if token.spaced or token.form not in _JOINS or tokens[index + 1].spaced:
            break
        index += 1
    return index


@lru_cache(maxsize=65536)
def readings(form: str) -> tuple[tuple[str, str], ...]:
    """Get the ways to read a word: itself, and in Arabic without article and particles, with the particles.

    >>> readings("والقاعده")
    (('والقاعده', ''), ('قاعده', 'و'), ('القاعده', 'و'))
    >>> readings("base")
    (('base', ''),)
    """
    ways = {form: ""}
    if "\u0600" <= form[:1] <= "\u06ff":
        for particles in ("", "و", "ف"):
            if form.startswith(particles):
                _take_off(form[len(particles) :], particles, ways)
    return tuple(ways.items())


def _take_off(rest: str, particles: str, ways: dict[str, str]) -> None:
    if rest.startswith("لل") and len(rest) > 4:
        ways.setdefault(rest[2:], particles + "ل")
    for one in ("", "ب", "ل", "ك"):
        if rest.startswith(one) and len(rest) - len(one) > 2 - (particles != "" and not one):
            bare = rest[len(one) :]
            ways.setdefault(_without_article(bare), particles + one)
            if particles + one:
                ways.setdefault(bare, particles + one)  # "وألباني": no article


def _without_article(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form
