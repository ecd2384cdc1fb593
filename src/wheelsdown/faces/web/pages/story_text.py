"""The text of an article in pieces: which claim each piece belongs to, and where each claim begins.

Claims may overlap; a piece belongs to the shortest one that covers it, and every claim has its number where
it begins. The stored text is never changed: what could reorder or hide its neighbours is replaced when it
is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from wheelsdown.articles.article import Article

__all__ = ["Piece", "pieces", "shown"]

#: Characters that act instead of being read: controls but tab and line feed, bidirectional overrides and
#: isolates (Unicode Standard Annex 9, section 2), halves of surrogate pairs are shown as U+FFFD; invisible
#: ones that hide inside words, and carriage returns, are left out.
_SHOWN: Final[Mapping[int, str | None]] = {
    **dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    **dict.fromkeys((0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080))),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    0x0D: None,
}


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``claim`` is the number it belongs to, ``begins`` the numbers that begin with it."""

    text: str
    claim: int | None = None
    begins: tuple[int, ...] = ()
    #: What it is when it is not running text: ``headline`` or a kind of boilerplate.
    kind: str = ""


def shown(text: str) -> str:
    r"""Give a text of several lines that says what it says and does nothing else.

    >>> shown("An\u200b-124\u202e landed\x1b[2J")
    'An-124� landed�[2J'
    """
    return text.translate(_SHOWN).encode("utf-8", "replace").decode("utf-8")


def pieces(article: Article, claims: Mapping[int, tuple[int, int]]) -> Sequence[Piece]:
    """Cut an article's text into pieces.

    Parameters
    ----------
    article
        The article with its sentences.
    claims
        Number of each claim -> its span, in characters.

    Returns
    -------
    sequence of Piece
        All of the text, in order.
    """
    length = len(article.text)
    kinds = dict(_kinds(article))
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, (start, end) in claims.items():
        begins.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    edges = sorted({0, length, *kinds, *begins, *ends})
    found, open_, kind = [], dict[int, int](), ""
    for start, end in pairwise(edges):
        for number in ends.get(start, ()):
            open_.pop(number, None)
        for number in begins.get(start, ()):
            open_[number] = claims[number][1] - claims[number][0]
        kind = kinds.get(start, kind)
        owner = min(open_, key=lambda number: (open_[number], number)) if open_ else None
        found.append(Piece(shown(article.text[start:end]), owner, tuple(begins.get(start, ())), kind))
    return found


def _kinds(article: Article) -> Iterator[tuple[int, str]]:
    """Give where a kind of text begins; between sentences it goes on, so that lines hold together."""
    for sentence in article.sentences:
        kind = sentence.boilerplate.value if sentence.boilerplate else ""
        yield sentence.span.start, kind or ("headline" if sentence.is_headline else "")
