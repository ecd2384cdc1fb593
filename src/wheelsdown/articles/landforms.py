"""Which waters, coasts and borders are named that no list has: "Lake Ontario", "the Kola peninsula".

A name beside a word for one is a place that nothing lands at: aircraft are over it, off it or near it. In
English it stands behind a name or an adjective of a state ("Mona Passage", "the Egyptian border"), before one
("Lake Ontario") or before "of" ("Gulf of Sidra"). Waters that lists have keep their identifiers.
"""

from collections.abc import Collection

from wheelsdown.articles.lexicon import Scan, WordKind
from wheelsdown.articles.view import TokenKind

__all__ = ["end_of_landform"]

_K = WordKind
#: Words of a name at most.
_LONGEST = 3
#: Listed words that begin no such name.
_NO_NAME = (
    _K.AIRCRAFT,
    _K.NICKNAME,
    _K.OPERATOR,
    _K.OUTLET,
    _K.FORCE,
    _K.PREPOSITION,
    _K.FUNCTION,
    _K.COMMON,
)


def end_of_landform(scan: Scan, index: int, taken: Collection[int]) -> int | None:
    """Get the token behind the name of a water, coast or border that begins here; None when none does."""
    if index in taken or not scan.tokens[index].form.isascii() or not scan.is_name_word(index):
        return None
    if (before := scan.get(index, _K.LANDFORM)) is not None:
        direct = scan.tagged(before, _K.LANDFORM, "direct")
        return _behind(scan, before.last) if direct or scan.get(before.last, _K.OF) else None
    if scan.get(index, *_NO_NAME) or scan.get(index, _K.DETERMINER) or _follows_name(scan, index):
        return None
    last = index
    while (
        last < len(scan.tokens) and last - index < _LONGEST and not (scan.tokens[last].line and last > index)
    ):
        word = scan.get(last, _K.LANDFORM)
        if word is not None and last > index:
            state = scan.get(index, _K.STATE) is not None
            return word.last if state or not scan.tagged(word, _K.LANDFORM, "state") else None
        if last in taken or not _is_part(scan, last):
            return None
        last += 1
    return None


def _behind(scan: Scan, last: int) -> int | None:
    """Find the end of "Lake Ontario" and "Gulf of Sidra" behind their first word."""
    if last >= len(scan.tokens) or scan.tokens[last].line:
        return None
    at = last + 1 if scan.tokens[last].form == "of" else last
    end = at
    while (
        end < len(scan.tokens) and end - at < _LONGEST and _is_part(scan, end) and not scan.tokens[end].line
    ):
        end += 1
    return end if end > at else None


def _is_part(scan: Scan, index: int) -> bool:
    return scan.tokens[index].kind is TokenKind.WORD and scan.is_name_word(index)


def _follows_name(scan: Scan, index: int) -> bool:
    return index > 0 and scan.is_name_word(index - 1) and not scan.starts_sentence(index - 1)
