"""Which place is meant by its description: "the Malian capital", «столица Мали», "الأجواء الليبية"."""

from collections.abc import Mapping

from wheelsdown.articles.gazetteer import Place
from wheelsdown.articles.lexicon import Item, Scan, WordKind, has_article, past_possessive
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.scripts import is_arabic, is_latin

__all__ = ["capital_at"]

_K = WordKind
#: Words by which a capital or a country is described.
_DESCRIBING = frozenset({_K.STATE, _K.COUNTRY, _K.CITY})


def capital_at(scan: Scan, capitals: Mapping[str, Place], index: int, item: Item) -> tuple[Place, int] | None:
    """Get the capital or country that words describe, with the token after them; None when they do not.

    Parameters
    ----------
    scan
        The article with its listed words.
    capitals
        Country to its capital.
    index, item
        The first token, and the listed word there.
    """
    if item.kinds.isdisjoint(_DESCRIBING):
        return None
    if (country := _country_at(scan, index, item)) is not None:
        return country
    last = item.last
    if scan.tagged(item, _K.CITY, "capital"):
        of = scan.get(last, _K.OF)
        latin = is_latin(scan.tokens[index].form)
        if latin and not (of and scan.tagged(of, _K.OF, "genitive")):
            return None
        last = of.last if of and latin else last
        state = scan.get(last, _K.COUNTRY, _K.STATE)
        if state is not None and not latin and state.get(_K.STATE) is None and has_article(scan.raw(index)):
            return None  # "العاصمة عمان" names the city
        last = state.last if state else last
    elif item.get(_K.STATE, _K.COUNTRY) and not is_arabic(scan.tokens[index].form):
        state, last = item, past_possessive(scan, last)
        if not scan.tagged(scan.get(last, _K.CITY), _K.CITY, "capital"):
            return None
        money = last == item.last and is_latin(scan.tokens[index].form)
        if money and not scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "definite"):
            return None
        last += 1
    else:
        return None
    word = state.get(_K.COUNTRY, _K.STATE) if state else None
    place = capitals.get(word.id) if word else None
    return None if place is None or scan.parts(index, last - 1) else (place, last)


def _country_at(scan: Scan, index: int, item: Item) -> tuple[Place, int] | None:
    """Get the country whose air, coast or waters an Arabic adjective tells: "قبالة الساحل الشرقي الليبي"."""
    state = item.get(_K.STATE)
    if state is None or not state.id or not is_arabic(scan.tokens[index].form) or item.last - index > 1:
        return None
    direction = scan.before(index, _K.DIRECTION)
    beside = scan.before(index, _K.CITY)  # "الجنوب الليبي": the word is a direction too
    noun = beside or scan.before(direction.first if direction else index, _K.CITY)
    if not scan.tagged(noun, _K.CITY, "expanse"):
        return None
    return Place(PlaceLevel.COUNTRY, state.id, state.id, 0), item.last
