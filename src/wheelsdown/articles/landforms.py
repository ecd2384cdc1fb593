"""Which waters, coasts and borders are named that no list has: "Lake Ontario", "the Kola peninsula".

A name beside a word for one is a place that nothing lands at: aircraft are over it, off it or near it. In
English it stands behind a name or an adjective of a state ("Mona Passage", "the Egyptian border"), before one
("Lake Ontario") or before "of" ("Gulf of Sidra"). Waters that lists have keep their identifiers. The air and
land of a state are that state: "Estonian airspace", "the Libyan desert", "Libya's south-east".
"""

from collections.abc import Collection

from wheelsdown.articles.gazetteer import Place
from wheelsdown.articles.lexicon import Item, Scan, WordKind, past_possessive
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.view import TokenKind

__all__ = ["landform_at"]

_K = WordKind
#: How the sides of a country end that are nouns.
_SIDES = ("north", "south", "east", "west")
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


def landform_at(scan: Scan, index: int, taken: Collection[int]) -> tuple[Place, int] | None:
    """Get the water, coast, border or land that is named here, with the token behind; None when none is."""
    if index in taken or not scan.tokens[index].form.isascii() or not scan.is_name_word(index):
        return None
    item = scan.get(index, _K.STATE, _K.COUNTRY)
    word = item.get(_K.STATE, _K.COUNTRY) if item is not None else None
    country = word.id if word is not None else None
    if item is not None and (land := _end_of_land(scan, item)) is not None:
        return Place(PlaceLevel.COUNTRY, country, country, 0), land
    last = _end_of_landform(scan, index, taken)
    return (Place(PlaceLevel.AREA, country, country, 0), last) if last is not None else None


def _end_of_land(scan: Scan, state: Item) -> int | None:
    """Find the end of "Polish airspace", "Syria's southern desert" and "Libya's south-east"."""
    at = past_possessive(scan, state.last)
    owned = at > state.last
    direction = scan.get(at, _K.DIRECTION)
    word = scan.get(direction.last if direction else at, _K.LANDFORM)
    if word is not None and scan.tagged(word, _K.LANDFORM, "land" if not owned else "state"):
        return None if scan.parts(state.first, word.last - 1) else word.last
    bare = direction is not None and not scan.is_name_word(direction.last) and direction.last > at
    nouns = direction is not None and scan.tokens[direction.last - 1].form.endswith(_SIDES)
    return direction.last if direction is not None and owned and bare and nouns else None


def _end_of_landform(scan: Scan, index: int, taken: Collection[int]) -> int | None:
    """Get the token behind the name of a water, coast or border that begins here; None when none does."""
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
