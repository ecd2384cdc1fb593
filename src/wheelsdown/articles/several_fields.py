"""Lists of airfields that one Slavic word in the plural heads: «на аеродромах Саваслейка, Моздок та Корваш».

Each name is an airfield of its own, and the word is part of none of them.
"""

from dataclasses import replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.marks import PlaceMark
from wheelsdown.articles.scripts import is_cyrillic

__all__ = ["head_of_list", "next_of_list", "without_head"]

_FIELDS = (WordKind.AIRFIELD, WordKind.BASE, WordKind.BARE_BASE)
#: What stands between the names of a list.
_BETWEEN = frozenset((",", "и", "і", "й", "та", "а", "також", "или", "або", "чи"))
#: Tokens between two names at most: ", а також «".
_GAP = 4
_QUOTES = frozenset("'\"«»“”„")


def head_of_list(scan: Scan, first: int, last: int) -> Item | None:
    """Get the word for several airfields among the tokens of a name; None when it is of one."""
    for index in range(first, last):
        item = scan.get(index, *_FIELDS)
        if item is not None and is_cyrillic(scan.tokens[index].form):
            plural = any(word.kind in _FIELDS and "plural" in word.tags for word in item.words)
            return item if plural and item.last < last else None
    return None


def next_of_list(scan: Scan, last: int) -> tuple[int, bool] | None:
    """Find where the next name of a list begins, and whether "and" makes it the last one; None at its end."""
    joined = closed = False
    for index in range(last, min(last + _GAP + 1, len(scan.tokens))):
        token = scan.tokens[index]
        if token.line:
            return None
        if token.form in _BETWEEN and not scan.is_name_word(index):
            joined, closed = True, closed or token.form != ","
        elif token.form not in _QUOTES:
            return (index, closed) if joined and scan.is_name_word(index) else None
    return None


def without_head(scan: Scan, mark: PlaceMark, head: Item) -> PlaceMark:
    """Get the first name of a list without the word that heads it."""
    start = scan.tokens[scan.skip(head.last)].start
    text = scan.text[start : mark.span.end].rstrip("".join(_QUOTES))
    return replace(mark, span=Span(start, start + len(text)), text=text) if text else mark
