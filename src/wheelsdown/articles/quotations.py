"""Where an article quotes: words inside quotation marks, nested ones too; apostrophes are none.

Marks are paired inside a line of its own (a paragraph). A mark that only opens or only closes in careful
typography may stand on either side in careless or mirrored (right-to-left) text, so the blanks around it
decide where the shape does not. A quotation left open at the end of a paragraph counts when the next one
opens with the same mark, as long speeches are printed; otherwise the mark is taken for no quotation. One
pass, with a stack of bounded depth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wheelsdown.articles.article import Quotation, Span
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["Quoted", "find_quotations"]

#: Quotations inside quotations; deeper ones are taken for noise.
_DEEPEST: Final = 4

_DOUBLE: Final = frozenset('"“”„‟″＂')
_ANGLED: Final = frozenset("«»")
_SINGLE: Final = frozenset("'‘’‚‛‹›")

#: Marks that open wherever nothing of their family is open.
_OPENS: Final = frozenset("“„‟«‚‹‘")
_CLOSES: Final = frozenset("”»›")

_FAMILY: Final = {
    **dict.fromkeys(_DOUBLE, "double"),
    **dict.fromkeys(_ANGLED, "angled"),
    **dict.fromkeys(_SINGLE, "single"),
}


@dataclass(frozen=True)
class Quoted:
    """Quotations by order of their beginning, and the tokens of marks that close one."""

    quotations: tuple[Quotation, ...]
    #: First and last (exclusive) token inside, in the same order.
    tokens: tuple[tuple[int, int], ...]
    closing: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Open:
    index: int
    mark: str


def find_quotations(text: str, tokens: Sequence[Token], lines: Sequence[tuple[int, int]]) -> Quoted:
    """Pair the quotation marks.

    Parameters
    ----------
    text
        The stored text.
    tokens
        Its tokens.
    lines
        First and last (exclusive) token of each line or paragraph.

    Examples
    --------
    >>> from wheelsdown.articles.view import tokenise
    >>> text = "He said, “The ‘Ruslan’ isn’t here.” The pilots’ An-124 'Ruslan'"
    >>> tokens = tokenise(text)
    >>> found = find_quotations(text, tokens, [(0, len(tokens))])
    >>> [text[q.span.start : q.span.end] for q in found.quotations]
    ['The ‘Ruslan’ isn’t here.', 'Ruslan', 'Ruslan']
    """
    pairs: list[tuple[int, int]] = []
    closing: set[int] = set()
    for number, (first, last) in enumerate(lines):
        left_open = _pair(text, tokens, first, last, pairs, closing)
        following = lines[number + 1][0] if number + 1 < len(lines) else None
        if left_open and following is not None and text[tokens[following].start] == left_open[0].mark:
            pairs.append((left_open[0].index, last))
    pairs = sorted((opened, closed) for opened, closed in pairs if closed > opened + 1)
    quotations = tuple(
        Quotation(Span(tokens[opened + 1].start, tokens[closed - 1].end)) for opened, closed in pairs
    )
    return Quoted(quotations, tuple((opened + 1, closed) for opened, closed in pairs), frozenset(closing))


def _pair(
    text: str, tokens: Sequence[Token], first: int, last: int, pairs: list[tuple[int, int]], closing: set[int]
) -> list[_Open]:
    """Pair the marks of one line; gives what is left open."""
    stack: list[_Open] = []
    for index in range(first, last):
        token = tokens[index]
        if token.kind is not TokenKind.MARK:
            continue
        family = _FAMILY.get(text[token.start])
        if family is None:
            continue
        opener = next((n for n in range(len(stack) - 1, -1, -1) if _FAMILY[stack[n].mark] == family), None)
        before, after = _blanks(tokens, index, first, last)
        if opener is not None and _can_close(text[token.start], stack[opener], before, after):
            pairs.append((stack[opener].index, index))
            closing.add(index)
            del stack[opener:]
        elif _can_open(text[token.start], before, after) and len(stack) < _DEEPEST:
            stack.append(_Open(index, text[token.start]))
    return stack


def _blanks(tokens: Sequence[Token], index: int, first: int, last: int) -> tuple[bool, bool]:
    """Say whether a blank, a mark or the line's end stands before and after; hyphens join."""
    token = tokens[index]
    before = index == first or token.spaced or _is_loose(tokens[index - 1])
    after = index + 1 == last or tokens[index + 1].spaced or _is_loose(tokens[index + 1])
    return before, after


def _is_loose(token: Token) -> bool:
    return token.kind is TokenKind.MARK and token.form not in "'-"


def _can_close(mark: str, opened: _Open, before: bool, after: bool) -> bool:
    if mark in _CLOSES and opened.mark not in _CLOSES:
        return mark in "”»" or after
    if mark == "“":
        return opened.mark in "„”" or (opened.mark == '"' and after and not before)
    if mark == "«":
        return opened.mark == "»"
    if mark in _OPENS:
        return mark == "‘" and opened.mark in "‚’" and after
    if mark in ("’", "'", "‛"):
        return after
    return after or not before


def _can_open(mark: str, before: bool, after: bool) -> bool:
    if mark in ("’", "'", "‘", "‛", "”", "»", "›", '"', "″", "＂"):
        return before and not after
    return mark in _OPENS
