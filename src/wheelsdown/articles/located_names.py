"""Which tokens are names of places, before the words around them are read: known names, countries, codes.

A name counts as sure when it stands in the curated list, is a country or a capital, or a well-known city;
any other needs something around it that says it is a place. Of several cities of one name the much bigger
one is meant; otherwise they stay open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from wheelsdown.articles.gazetteer import Gazetteer, Located, Place
from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.namesakes import Namesakes
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.view import TokenKind

__all__ = [
    "CURATED",
    "NamedPlace",
    "PlaceLists",
    "is_field",
    "is_town",
    "lies_elsewhere",
    "named_places",
]

#: Rank of a curated row: its bare name is a place.
CURATED = 100
#: Rank from which a city is well known (500,000 people), and so much apart two cities of one name must be
#: for the bigger one to be meant (most of a digit of inhabitants).
_WELL_KNOWN, _APART = 65, 8
#: Names of aerodromes that are as short as this are words of every language.
_SHORT = 4
#: Tokens behind a sure place within which another place of an unsure name is of its country.
_NEAR = 12
#: Words of a city and its airfield, at least.
_ENDS = 2
#: Words behind an hour, before whose clock it is by.
_HOURS = frozenset(("am", "pm", "m", ".", "noon", "midnight", "hours", "("))
#: Words behind a field that say where it lies; Slavic and Arabic ones may also say where it was left for.
_IN = "in"
#: Countries of which each may be told to hold towns of the other.
_DISPUTED = frozenset(
    frozenset(pair)
    for pair in (
        *(("UA", "RU"), ("GE", "RU"), ("PS", "IL"), ("SY", "IL"), ("MA", "EH"), ("RS", "XK")),
        *(("CN", "TW"), ("CN", "HK"), ("CN", "MO"), ("AM", "AZ"), ("CY", "TR"), ("MD", "RU")),
    )
)
_LYING = frozenset({"in", "near", "outside", "at", ","})
#: The sign by which Arabic tells عمّان from عُمان, where it is printed.
_DOUBLED_M = "مّ"
#: A place of no list.
_NOWHERE = Place(PlaceLevel.UNKNOWN, None, None, 0)
_K = WordKind
#: Listed words that are no name of a place, though one may begin with them.
_SWALLOWING = (_K.OUTLET, _K.OPERATOR, _K.OTHER, _K.AIRFIELD, _K.BASE)


@dataclass(frozen=True)
class PlaceLists:
    """What places are looked up in.

    ``codes``: ICAO codes of sizeable fields, with their country; ``regions``: folded name of a region
    without its generic word, to ids and countries; ``fields_in``: region to its sizeable fields;
    ``region_of``: field to its region; ``capitals``: country to its capital.
    """

    gazetteer: Gazetteer
    codes: Mapping[str, str | None] = field(default_factory=dict)
    regions: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    fields_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    region_of: Mapping[str, str] = field(default_factory=dict)
    capitals: Mapping[str, Place] = field(default_factory=dict)


class NamedPlace(msgspec.Struct, frozen=True):
    """Tokens ``first`` up to and without ``last`` name a place; ``sure``: even when nothing else says so."""

    first: int
    last: int
    place: Place
    particles: str = ""
    sure: bool = True


def named_places(scan: Scan, lists: PlaceLists) -> dict[int, NamedPlace]:
    """Find the names of places, by the index of their first token; none overlapping."""
    found: dict[int, NamedPlace] = {}
    near: NamedPlace | None = None
    namesakes = Namesakes(scan)
    index = 0
    while index < len(scan.tokens):
        context = near.place.country if near is not None and index - near.last < _NEAR else None
        named = _name_at(scan, lists, index, context, namesakes)
        if named is not None:
            before = next(reversed(found.values()), None)
            if before is not None and (pair := _told_where(scan, lists, before, named)):
                found[before.first], named = pair
            found[index] = named
            near = named if named.sure else near
        index = named.last if named else index + 1
    return found


def _told_where(
    scan: Scan, lists: PlaceLists, town: NamedPlace, named: NamedPlace
) -> tuple[NamedPlace, NamedPlace] | None:
    """Read a name behind a town as the region that it lies in: "Dover in Delaware", "Dover, Del."."""
    at = town.last
    if at >= named.first or scan.tokens[at].form not in _LYING or not is_town(town.place):
        return None
    if any(scan.get(index, _K.DIRECTION, _K.DETERMINER) is None for index in range(at + 1, named.first)):
        return None
    place = named.place
    if place.level is PlaceLevel.COUNTRY:
        return _in_country(scan, town, named)
    if place.level is PlaceLevel.REGION:
        regions = [(place.id, place.country)]
    elif scan.get(named.last, _K.AIRFIELD, _K.BASE, _K.FIELD_ADJECTIVE) or place.size >= CURATED:
        return None
    else:
        words = " ".join(scan.tokens[index].form for index in range(named.first, named.last))
        regions = [each for each in lists.regions.get(words, ()) if each[1] == town.place.country]
    if len(regions) != 1 or (region := regions[0][0]) is None:
        return None
    if place.level is not PlaceLevel.REGION:
        named = msgspec.structs.replace(
            named, place=Place(PlaceLevel.REGION, region, place.country, place.size), sure=True
        )
    return _in_region(scan, lists, town, region), named


def _in_country(scan: Scan, town: NamedPlace, named: NamedPlace) -> tuple[NamedPlace, NamedPlace] | None:
    """Take a town for one that no list has where "in" puts it into another country than its namesake's.

    "Santiago in the Dominican Republic" is not Chile's. What somebody wrote down stays where the list has it.
    """
    known, told = town.place.country, named.place.id
    if scan.tokens[town.last].form != _IN or known in (None, told) or told is None:
        return None
    if town.place.size >= CURATED or frozenset((known or "", told)) in _DISPUTED:
        return None
    place = replace(town.place, id=None, country=told, candidates=())
    return msgspec.structs.replace(town, place=place), named


def _in_region(scan: Scan, lists: PlaceLists, town: NamedPlace, region: str) -> NamedPlace:
    """Choose the place of a name that lies in a region: Greenwood in Nova Scotia, Charleston in its state."""
    located = lists.gazetteer.at(scan.tokens, town.first)
    if town.place.size >= CURATED or located is None or located.last != town.last:
        return town
    for place in located.places:
        codes = [code for code in (place.id, *place.candidates) if code]
        inside = [code for code in dict.fromkeys(codes) if lists.region_of.get(code) == region]
        if inside:
            code = inside[0] if len(inside) == 1 else place.id if place.id in inside else None
            return msgspec.structs.replace(town, place=replace(place, id=code, candidates=tuple(inside)))
    return town


def is_town(place: Place) -> bool:
    """Say whether a place is a city or an aerodrome."""
    return place.level in (PlaceLevel.CITY, PlaceLevel.AERODROME)


def is_field(identifier: str) -> bool:
    """Say whether an id is that of an aerodrome, not of a region, port or area."""
    return not identifier.startswith(("RU-MO", "PORT-", "AREA-"))


def lies_elsewhere(scan: Scan, named: Mapping[int, NamedPlace], place: Place, last: int) -> bool:
    """Say whether words behind a field put it where no list does: "Wilson airport in Nairobi".

    ``last``: the token behind the field's name. Of fields that somebody wrote down the list is right.
    """
    if place.size >= CURATED or last >= len(scan.tokens) or scan.tokens[last].form not in _LYING:
        return False
    determiner = scan.get(last + 1, _K.DETERMINER)
    other = named.get(determiner.last if determiner else last + 1)
    return other is not None and other.place.country not in (None, place.country)


def _name_at(
    scan: Scan, lists: PlaceLists, index: int, context: str | None, namesakes: Namesakes
) -> NamedPlace | None:
    if not _is_looked_up(scan, index):
        return None
    item = scan.at[index]
    inside = scan.over[index]
    if item is None and inside is not None and inside.get(_K.OUTLET, _K.OPERATOR, _K.OTHER):
        return None
    country = item.get(_K.COUNTRY) if item else None
    located = _located(scan, lists, index)
    if located is not None and item is not None:
        shorter = located.last < item.last or _is_whole_word(located, item)
        swallowed = item.get(*_SWALLOWING) and located.last <= item.last
        is_country = country and located.last == item.last and not scan.before(index, _K.AIRFIELD, _K.BASE)
        if is_country and country and _is_other_capital(scan, located, country.id, context, namesakes):
            is_country = False
        if shorter or swallowed or is_country:
            located = None
    if located is not None and _is_clock(scan, located):
        return None
    if located is not None and (last := _end_onward(scan, located.last)) > located.last:
        return NamedPlace(located.first, last, _NOWHERE, located.particles, sure=False)
    if located is not None:
        return _surely_named(scan, lists, located, _chosen(scan, located, context))
    if item is not None and country is not None and not _is_else(scan, item):
        place = Place(PlaceLevel.COUNTRY, country.id, country.id, CURATED)
        return NamedPlace(item.first, item.last, place, item.particles)
    return _code_at(scan, lists, index)


def _is_clock(scan: Scan, located: Located) -> bool:
    """Say whether the name only tells by whose clock: "at about 1 a.m. Kyiv time"."""
    if located.last >= len(scan.tokens) or scan.tokens[located.last].form != "time" or not located.first:
        return False
    before = scan.tokens[located.first - 1]
    return before.kind is TokenKind.NUMBER or before.form in _HOURS


def _is_looked_up(scan: Scan, index: int) -> bool:
    """Say whether a token may be a name: a listed word, one with a capital, or Arabic."""
    token = scan.tokens[index]
    if token.kind is not TokenKind.WORD or index in scan.hidden:
        return False
    return scan.at[index] is not None or scan.is_name_word(index) or is_arabic(token.form)


def _is_whole_word(located: Located, item: Item) -> bool:
    """Say whether an Arabic word is a listed one with no particle: "ولاية" is no "و" with "لاية"."""
    whole = bool(located.particles) and not item.particles and item.last == located.last
    return whole and not item.get(_K.COUNTRY)


def _end_onward(scan: Scan, last: int) -> int:
    """Find the end of a longer name that no list has: "San Antonio de los Baños" is not San Antonio."""
    end = at = last
    while at < len(scan.tokens) and scan.tagged(scan.at[at], _K.NAME_LINK, "onward"):
        at += 1
        if at < len(scan.tokens) and scan.tokens[at].kind is TokenKind.WORD and not scan.tokens[at].line:
            arabic = is_arabic(scan.tokens[at].form) and scan.at[at] is None
            end = at + 1 if arabic or scan.is_name_word(at) else end
    return end


def _located(scan: Scan, lists: PlaceLists, index: int) -> Located | None:
    """Look a name up, with its Arabic article and, where that is not listed, without."""
    if not _may_begin(scan, index):
        return None
    located = lists.gazetteer.at(scan.tokens, index)
    if located is not None and located.last == index + 1 and scan.get(index, _K.DETERMINER):
        return None  # a village called "The"
    if located is None and scan.is_glued_article(index):
        bare = lists.gazetteer.at(scan.tokens, index + 2)
        located = replace(bare, first=index) if bare is not None else None
    return located


def _is_other_capital(
    scan: Scan, located: Located, country: str, context: str | None, namesakes: Namesakes
) -> bool:
    """Tell عمان the capital of Jordan from عمان the country; عمّان is always the one."""
    others = {place.country or "" for place in located.places if place.is_capital} - {country}
    if not others or _DOUBLED_M in scan.words(located.first, located.last):
        return bool(others)
    return namesakes.is_capital(located.first, located.last, country, others, context)


def _is_else(scan: Scan, item: Item) -> bool:
    """Say whether a country's name is an adjective ("US jets"), or in quotation marks that of a thing."""
    before = scan.raw(item.first - 1) if item.first else ""
    after = scan.raw(item.last) if item.last < len(scan.tokens) else ""
    if before and after and before in '«"“„' and after in '»"”“':
        return True
    if item.get(_K.STATE) is None or scan.before(item.first, _K.PREPOSITION, _K.DETERMINER, _K.DIRECTION):
        return False
    return is_arabic(scan.tokens[item.first].form) is False and after[:1].isalnum()


def _may_begin(scan: Scan, index: int) -> bool:
    """Ask for a capital, or an article with a hyphen and a capital ("al-Hasakah"); Arabic has none."""
    form = scan.tokens[index].form
    if is_arabic(form) or scan.is_name_word(index):
        return True
    return scan.is_glued_article(index)


def _chosen(scan: Scan, located: Located, context: str | None) -> NamedPlace | None:
    """Choose among places of one name: curated, of the country at hand, a field beside its word, big."""
    field_word = scan.get(scan.skip(located.last, "»\"”'"), _K.AIRFIELD, _K.BASE)
    field_word = field_word or scan.before(located.first, _K.AIRFIELD, _K.BASE)

    main = {
        place.country
        for place in located.places
        if place.level is PlaceLevel.CITY and place.id and (place.is_capital or place.size >= _WELL_KNOWN)
    }
    civil = field_word is not None and field_word.get(_K.AIRFIELD) is not None

    def rank(place: Place) -> tuple[bool, bool, bool, int]:
        is_field = field_word is not None and place.level is PlaceLevel.AERODROME
        is_field = is_field and not (civil and place.country in main)
        return place.size >= CURATED, context is not None and place.country == context, is_field, place.size

    best, *others = sorted(located.places, key=rank, reverse=True)
    others = [other for other in others if rank(other)[:3] == rank(best)[:3]]
    raw = scan.words(located.first, located.last)
    common = scan.get(located.first, _K.COMMON)
    if common is not None and common.last >= located.last:
        return None
    curated = best.size >= CURATED
    is_short = best.level is PlaceLevel.AERODROME and len(raw) <= _SHORT
    if is_short and not curated and field_word is None:
        return None
    arabic = is_arabic(scan.tokens[located.first].form)
    rivals = [other for other in others if _rivals(best, other)]
    place = best
    if rivals and not best.is_capital:
        candidates = tuple(dict.fromkeys(code for each in (best, *rivals) for code in each.candidates))
        countries = {each.country for each in (best, *rivals)}
        country = best.country if len(countries) == 1 else None
        place = replace(best, id=None, candidates=candidates, country=country)
    well_known = best.level is PlaceLevel.CITY and (best.size >= _WELL_KNOWN or best.is_capital)
    forces = best.level is PlaceLevel.AERODROME and scan.raw(located.first).isupper() and " " in raw
    sure = curated or forces or (well_known and not arabic and not scan.starts_sentence(located.first))
    return NamedPlace(located.first, located.last, place, located.particles, sure)


def _surely_named(
    scan: Scan, lists: PlaceLists, located: Located, chosen: NamedPlace | None
) -> NamedPlace | None:
    if chosen is None or chosen.sure or not _begins_with_city(scan, lists, located, chosen.place):
        return chosen
    return msgspec.structs.replace(chosen, sure=True)


def _begins_with_city(scan: Scan, lists: PlaceLists, located: Located, place: Place) -> bool:
    """Say whether an airfield is named behind its well-known city: "London Stansted" is nobody's name."""
    if place.level is not PlaceLevel.AERODROME or located.last - located.first < _ENDS:
        return False
    city = lists.gazetteer.at(scan.tokens[located.first : located.first + 1], 0)
    return city is not None and any(
        one.level is PlaceLevel.CITY and one.country == place.country and one.size >= _WELL_KNOWN
        for one in city.places
    )


def _rivals(best: Place, other: Place) -> bool:
    both_listed = best.size < CURATED and other.size < CURATED
    return both_listed and other.level is best.level and other.size > best.size - _APART


def _code_at(scan: Scan, lists: PlaceLists, index: int) -> NamedPlace | None:
    """Read an ICAO code in capitals, but not a word of a line in capitals."""
    raw = scan.raw(index)
    if len(raw) != 4 or not (raw.isascii() and raw.isupper()) or raw not in lists.codes:
        return None
    neighbours = [scan.raw(i) for i in (index - 1, index + 1) if 0 <= i < len(scan.tokens)]
    if any(
        len(near) > 3 and near.isalpha() and near.isupper() and near not in lists.codes for near in neighbours
    ):
        return None
    place = Place(PlaceLevel.AERODROME, raw, lists.codes[raw], CURATED, says_airfield=True)
    return NamedPlace(index, index + 1, place)
