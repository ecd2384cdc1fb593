"""Which country's airfields words mean that name none: "at Belarusian airfields", "في مطارات ليبية".

Airfields lie in the state by which they are called; bases need not ("US bases in Qatar"), and are left out.
"""

from collections.abc import Container

from wheelsdown.articles.gazetteer import Place
from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.scripts import is_arabic

__all__ = ["fields_of_state"]

_K = WordKind
#: An Arabic adjective of a state may have the form of its name: "المطارات السورية".
_STATES = (_K.STATE, _K.COUNTRY)
#: Words behind which it is told where something lies.
_WITHIN = frozenset(("in", "on", "at", "of", "в", "во", "на", "у", "في"))
_QUOTES = "'\"«»“”„"


def fields_of_state(scan: Scan, named: Container[int], item: Item) -> tuple[Place, int] | None:
    """Get the airfields of a state that words mean, with the token after them; None when they mean none.

    Parameters
    ----------
    scan
        The article with its listed words.
    named
        Tokens with which the names of places begin: "Russian airfields in Crimea" are told by theirs.
    item
        The listed word that may open such words.
    """
    arabic = is_arabic(scan.tokens[item.first].form)
    last = item.last
    while adjective := scan.get(last, _K.FIELD_ADJECTIVE):
        last = adjective.last
    behind = scan.get(last, *_STATES) if arabic else scan.get(last, _K.AIRFIELD)
    field, state = (item, behind) if arabic else (behind, item)
    if field is None or state is None or behind is None or scan.parts(item.first, behind.last - 1):
        return None
    words = [word for word in field.words if word.kind is _K.AIRFIELD and "plural" in word.tags]
    country = state.get(*(_STATES if arabic else _STATES[:1]))
    if not words or country is None or not country.id or _is_told_behind(scan, named, behind.last):
        return None
    return Place(PlaceLevel.SET, country.id, country.id, 0, says_airfield=True), behind.last


def _is_told_behind(scan: Scan, named: Container[int], index: int) -> bool:
    """Say whether where they lie is named behind them."""
    within = index < len(scan.tokens) and scan.tokens[index].form in _WITHIN
    return scan.skip(index + within, _QUOTES) in named
