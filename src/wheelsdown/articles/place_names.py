"""Which places an article names: known ones, fields and regions by their words, sets of bases, unknown ones.

A name with a word for an airfield is that aerodrome or the city's; a country or region with one is as fine as
the words are ("an air base in Libya" is in Libya); an unknown name with one, or behind "from" and "to" beside
an aircraft, is a place that no list has. A bare name counts when it is sure or something says it is a place.
"""

from collections.abc import Collection
from dataclasses import replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.capitals import capital_at
from wheelsdown.articles.gazetteer import Place
from wheelsdown.articles.joined_names import is_adjective, is_goal, is_joint_owner
from wheelsdown.articles.landforms import landform_at
from wheelsdown.articles.lexicon import Item, Scan, WordKind, has_article
from wheelsdown.articles.located_names import (
    NamedPlace,
    PlaceLists,
    is_field,
    is_town,
    lies_elsewhere,
    named_places,
)
from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.articles.scripts import is_arabic, is_cyrillic, is_latin
from wheelsdown.articles.several_fields import head_of_list, next_of_list, without_head
from wheelsdown.articles.state_fields import fields_of_state
from wheelsdown.articles.unknown_places import FIELD_KINDS, UnknownPlaces, field_behind

__all__ = ["PlaceFinder"]

_QUOTES = "'\"«»“”„’-"

_K = WordKind
_SURE_FIELDS = (_K.AIRFIELD, _K.BASE)
_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.AREA)
#: Levels of what is no single airfield.
_SEVERAL = (*_WIDE, PlaceLevel.SET)
#: Levels of names that a longer one of a water may begin with: "Gulf of Sidra", "Hudson Bay".
_OPEN = (PlaceLevel.AREA, PlaceLevel.REGION, PlaceLevel.CITY, PlaceLevel.COUNTRY)
_Found = tuple[PlaceMark, int]
#: A place of no list.
_NOWHERE = Place(PlaceLevel.UNKNOWN, None, None, 0)


class PlaceFinder:
    """Reads the places of one article.

    Parameters
    ----------
    scan
        The article with its listed words.
    lists
        Gazetteer, codes, regions.
    """

    def __init__(self, scan: Scan, lists: PlaceLists) -> None:
        self._scan, self._lists = scan, lists
        self._named = named_places(scan, lists)
        self._ends = {each.last: each for each in self._named.values()}
        self._taken: Collection[int] = frozenset()
        self._unknown = UnknownPlaces(scan, (), ())

    def sure_tokens(self) -> set[int]:
        """Get the tokens of names that are places whatever stands around them."""
        sure = (each for each in self._named.values() if each.sure)
        return {index for each in sure for index in range(each.first, each.last)}

    def find(self, taken: Collection[int], aircraft: Collection[int]) -> tuple[PlaceMark, ...]:
        """Mark the places, in order of the text, none overlapping.

        Parameters
        ----------
        taken
            Tokens of persons and sources, which name no place.
        aircraft
            Tokens of aircraft: beside them an unknown name behind "from" and "to" is a place.
        """
        self._taken = taken
        self._unknown = UnknownPlaces(self._scan, {*taken, *self._named}, aircraft)
        marks: list[PlaceMark] = []
        free = 0
        for index in sorted({*self._scan.starts, *self._named}):
            found = self._at(index) if index >= free and index not in taken else None
            if found is not None:
                mark, free = found
                listed, free = self._listed(mark, index, free)
                marks += listed
        return tuple(marks)

    def unsure(self, found: Collection[PlaceMark]) -> tuple[PlaceMark, ...]:
        """Mark the names that are a place only if the sentence says so ("left Entebbe"), but those found."""
        known = self._scan.tokens_of(found)
        names = (
            each
            for each in self._named.values()
            if not each.sure and is_town(each.place) and self._scan.is_name_word(each.first)
        )
        return tuple(
            self._mark(each.first, each.last, each.place, each.particles)[0]
            for each in names
            if not any(i in known or i in self._taken for i in range(each.first, each.last))
        )

    def _listed(self, mark: PlaceMark, first: int, free: int) -> tuple[list[PlaceMark], int]:
        """Get an airfield with those that go on a list with it: «аеродромів Саваслейка, Моздок та Корваш»."""
        head = head_of_list(self._scan, first, free) if mark.level not in _SEVERAL else None
        found: list[PlaceMark] = []
        closed = False
        while head is not None and not closed and (following := next_of_list(self._scan, free)) is not None:
            start, closed = following
            named = self._name(start)
            if named is not None and named.place.level in _WIDE:
                break
            other = self._field_of(start, named.last, named, head) if named else None
            other = other or self._unknown_behind(start, head, start)
            if other is None:
                break
            found.append(other[0])
            free = other[1]
        return [without_head(self._scan, mark, head) if found and head else mark, *found], free

    def _at(self, index: int) -> _Found | None:
        named, item = self._name(index), self._scan.at[index]
        if item is not None and item.get(_K.DIRECTION):
            wide = self._name(self._past_article(self._scan.skip(item.last, "-")))
            if wide is not None and wide.place.level in _WIDE:
                return self._mark(index, wide.last, wide.place, item.particles)
        if item is not None and (capital := self._from_capital(index, item)):
            return capital
        if item is not None and (fields := fields_of_state(self._scan, self._named, item)):
            return self._mark(index, fields[1], fields[0], item.particles)
        form = landform_at(self._scan, index, self._taken)
        if form and (named is None or (named.last < form[1] and named.place.level in _OPEN)):
            return self._mark(index, form[1], form[0], item.particles if item is not None else "")
        if named is not None:
            return self._from_name(named)
        if item is not None:
            return self._from_word(index, item)
        return self._from_unknown(index)

    def _from_word(self, index: int, item: Item) -> _Found | None:
        if item.get(*FIELD_KINDS):
            return self._from_field_word(index, item)
        if item.get(_K.REGION):
            return self._from_region_word(index, item)
        return self._from_state(index, item) if item.get(_K.STATE) else self._from_unknown(index)

    def _from_unknown(self, index: int) -> _Found | None:
        """Read "Korvash air base", or "from Dol Harran" beside an aircraft."""
        last = self._unknown.end_before_field(index)
        ended = field_behind(self._scan, last) if last else None
        if ended is not None and ended.get(*FIELD_KINDS[:4], _K.FIELD_ADJECTIVE):
            return self._mark(index, ended.last, replace(_NOWHERE, says_airfield=True), "")
        last = self._unknown.end_on_route(index)
        return self._mark(index, last, _NOWHERE, "") if last else None

    def _name(self, index: int) -> NamedPlace | None:
        named = self._named.get(index)
        blocked = named is not None and any(i in self._taken for i in range(named.first, named.last))
        return None if blocked else named

    def _past_article(self, index: int) -> int:
        return index + 1 if self._scan.get(index, _K.DETERMINER) else index

    # --- a name, and what follows it ----------------------------------------------------------------------

    def _from_name(self, named: NamedPlace) -> _Found | None:
        place, scan = named.place, self._scan
        after = scan.skip(named.last, _QUOTES)
        if place.level is PlaceLevel.COUNTRY and is_joint_owner(scan, named.last):
            return None
        if place.level is not PlaceLevel.AREA:
            ended = field_behind(self._scan, named.last)
            if ended is not None:
                return self._field_of(named.first, ended.last, named, ended)
            if (region := scan.get(after, _K.REGION)) and not is_cyrillic(scan.tokens[after].form):
                return self._mark(named.first, region.last, self._region(named), named.particles)
        is_here = named.sure or self._is_cued(named)
        if not is_goal(scan, named.last) and (is_adjective(scan, named.last) or not is_here):
            return None
        return self._mark(named.first, named.last, place, named.particles)

    def _is_cued(self, named: NamedPlace) -> bool:
        """Something says a place: a preposition before, a dash of a route, a country behind a comma."""
        scan, index = self._scan, named.first
        if named.place.level is PlaceLevel.AERODROME and not is_cyrillic(scan.tokens[index].form):
            return False
        if is_arabic(scan.tokens[index].form):
            if named.particles.startswith("و") and index in self._ends:
                return True  # "في يريفان ونواكشوط"
            tied = not {"ب", "ل"}.isdisjoint(named.particles) or scan.before(index, _K.PREPOSITION, _K.CITY)
            return bool(tied) and not (named.particles and scan.get(index, _K.REGION))  # "ولاية"
        if index and scan.tokens[index - 1].form == "-" and index - 1 in self._ends:
            return True
        if scan.tokens[named.last].form == "," if named.last < len(scan.tokens) else False:
            following = self._named.get(named.last + 1)
            if following is not None and following.place.country == named.place.country:
                return True
        quoted = index and scan.tokens[index - 1].form in "«“„" and is_cyrillic(scan.tokens[index].form)
        before = scan.before(index - bool(quoted), _K.PREPOSITION, _K.CITY)
        if before is None or scan.tagged(before, _K.PREPOSITION, "weak"):
            return False
        unknown_follows = scan.is_name_word(named.last) and scan.at[named.last] is None
        return not (unknown_follows and named.last not in self._named)

    def _field_of(self, first: int, last: int, named: NamedPlace, item: Item) -> _Found:
        """Name the airfield, port or bases that a name and a word for them stand for."""
        place = named.place
        if item.get(_K.NAVAL, _K.PORT) and not item.get(*_SURE_FIELDS, _K.BARE_BASE):
            return self._mark(first, last, self._port(named), named.particles)
        if place.level in _WIDE:
            return self._field_in(first, last, place, item, named.particles)
        if place.level is PlaceLevel.PORT:
            says = item.get(*_SURE_FIELDS) is not None
            return self._mark(first, last, replace(place, says_airfield=says), named.particles)
        identifier = place.id if place.id is None or is_field(place.id) else None
        field_place = replace(place, level=PlaceLevel.AERODROME, id=identifier, says_airfield=True)
        if lies_elsewhere(self._scan, self._named, place, last):
            field_place = replace(field_place, id=None, candidates=(), country=None)
        return self._mark(first, last, field_place, named.particles)

    def _port(self, named: NamedPlace) -> Place:
        place = named.place
        if place.level is PlaceLevel.PORT:
            return place
        identifier = "PORT-LATAKIA" if place.id == "OSLK" and not place.says_airfield else None
        return Place(PlaceLevel.PORT, identifier, place.country, place.size)

    def _field_in(self, first: int, last: int, place: Place, item: Item, particles: str) -> _Found:
        """Name bases of a country or region: several are a set; the only one of a region has its code."""
        if any("plural" in word.tags for word in item.words if word.kind in FIELD_KINDS):
            found = replace(place, level=PlaceLevel.SET, says_airfield=True)
            return self._mark(first, last, found, particles)
        fields = self._lists.fields_in.get(place.id or "", ())
        if place.level is PlaceLevel.REGION and len(fields) == 1:
            found = replace(place, level=PlaceLevel.AERODROME, id=fields[0], says_airfield=True)
            return self._mark(first, last, found, particles)
        return self._mark(first, last, replace(place, says_airfield=True), particles)

    def _region(self, named: NamedPlace) -> Place:
        place = named.place
        if place.level is PlaceLevel.REGION:
            return place
        words = " ".join(self._scan.tokens[i].form for i in range(named.first, named.last))
        known = [code for code, country in self._lists.regions.get(words, ()) if country == place.country]
        identifier = known[0] if len(known) == 1 else None
        if identifier is None:
            codes = [place.id] if place.id else place.candidates
            identifier = self._lists.region_of.get(codes[0]) if codes and codes[0] else None
        if place.id == "RU-MOW":
            identifier = "RU-MOS"
        return Place(PlaceLevel.REGION, identifier, place.country, place.size)

    # --- a word for an airfield or region, and what follows it ---------------------------------------------

    def _from_field_word(self, index: int, item: Item) -> _Found | None:
        """Read «авиабаза «Хмеймим»», "airport of X", "base in X", "قاعدة X الجوية", or an anaphor."""
        scan = self._scan
        latin = not is_arabic(scan.tokens[index].form) and not is_cyrillic(scan.tokens[index].form)
        after = item.last
        while not latin and (adjective := scan.get(after, _K.FIELD_ADJECTIVE)):
            after = adjective.last
        state = None if latin else scan.get(after, _K.STATE)
        after = state.last if state else after
        start, bound = self._name_start(after)
        parted = scan.parts(index, start)
        named = None if parted or self._ends_there(index, after, start) else self._name(start)
        titled = latin and not bound and scan.is_name_word(index) and item.get(_K.BASE) is not None
        if named is not None and (bound or not latin or titled):
            return self._field_with(index, item, named)
        if (
            (titled or not latin)
            and not bound
            and not parted
            and (unknown := self._unknown_behind(start, item))
        ):
            return unknown
        if latin and not self._is_definite(index):
            return None
        if item.get(*_SURE_FIELDS) is None and latin and "plural" in item.words[0].tags:
            return None
        place = replace(_NOWHERE, says_airfield=item.get(*FIELD_KINDS[:3]) is not None)
        return self._mark(index, item.last, place, item.particles, anaphor=True)

    def _ends_there(self, index: int, after: int, start: int) -> bool:
        """Say whether "the airport" ends before a word that looks like a name: "في المطار ليل السبت"."""
        scan, item = self._scan, self._scan.at[index]
        bare = item is not None and start == after == item.last
        return bare and is_arabic(scan.tokens[index].form) and has_article(scan.raw(index))

    def _name_start(self, index: int) -> tuple[int, bool]:
        """Pass "of", "in the city of", «в районе», quotation marks; say whether a preposition was there."""
        scan = self._scan
        of = scan.get(index, _K.OF)
        away = scan.tagged(of, _K.PREPOSITION, "motion") and is_latin(scan.tokens[index].form)
        of = None if away or scan.tagged(of, _K.OF, "purpose") else of
        bound = of is not None
        at = self._past_article(of.last if of else index)
        while between := scan.get(at, _K.CITY, _K.REGION, _K.DIRECTION):
            again = scan.get(between.last, _K.OF)
            at = self._past_article(
                again.last if again and is_latin(scan.tokens[between.last].form) else between.last
            )
        at = scan.skip(at, _QUOTES + ",") if not bound else scan.skip(at, _QUOTES)
        return at, bound

    def _field_with(self, index: int, item: Item, named: NamedPlace) -> _Found:
        scan, last, place = self._scan, named.last, named.place
        following = scan.get(scan.skip(last, _QUOTES), _K.REGION)
        before = scan.over[named.first - 1]
        if following is not None and is_latin(scan.tokens[following.first].form):
            place, last = self._region(named), following.last
        elif before is not None and before.get(_K.REGION) and before.first >= item.last:
            place = self._region(named)
        while (closing := scan.get(last, _K.FIELD_ADJECTIVE)) and is_arabic(scan.tokens[last].form):
            last = closing.last
        if last == named.last and place is named.place:
            last = self._unknown.end_closed(index, last)
        return self._field_of(index, last, NamedPlace(named.first, last, place, item.particles), item)

    def _unknown_behind(self, start: int, item: Item, first: int | None = None) -> _Found | None:
        last = self._unknown.end_behind(start, item)
        if last is None:
            return None
        if first is None:
            first = item.first
            last = self._unknown.end_quoted(start) or self._unknown.end_closed(first, last)
        place = replace(_NOWHERE, says_airfield=item.get(*FIELD_KINDS[:3]) is not None)
        return self._mark(first, last, place, item.particles)

    def _from_region_word(self, index: int, region: Item) -> _Found | None:
        """Read "محافظة اللاذقية", «провинция Латакия», "province of X"; the word alone is no place."""
        scan = self._scan
        start = scan.skip(region.last)
        if is_latin(scan.tokens[index].form):
            of = scan.get(region.last, _K.OF)
            if of is None or scan.tokens[region.last].form != "of":
                return None
            start = of.last
        named = self._name(start)
        if named is None:
            return None
        if named.place.level in (PlaceLevel.COUNTRY, PlaceLevel.AREA):
            return self._mark(index, named.last, named.place, region.particles)
        return self._mark(index, named.last, self._region(named), region.particles)

    def _from_state(self, index: int, state: Item) -> _Found | None:
        """Read "Russian bases in Syria", «сирийский аэродром Х»: the adjective opens the name."""
        scan, after = self._scan, state.last
        if is_arabic(scan.tokens[index].form):
            return None
        while adjective := scan.get(after, _K.FIELD_ADJECTIVE):
            after = adjective.last
        item = scan.get(after, *FIELD_KINDS)
        found = self._from_field_word(after, item) if item is not None and after not in self._taken else None
        if found is None or found[0].is_anaphor:
            return None
        mark, last = found
        span = Span(scan.tokens[index].start, mark.span.end)
        words = scan.text[span.start : span.end]
        return replace(mark, span=span, text=words, particles=state.particles), last

    def _from_capital(self, index: int, item: Item) -> _Found | None:
        """Read "the Malian capital", "Mali's capital", «столица Мали», "العاصمة السودانية"."""
        capital = capital_at(self._scan, self._lists.capitals, index, item)
        if capital is None:
            return None
        place, last = capital
        if self._is_named_beside(index, last, place):
            named = self._name(last) if self._scan.tagged(item, _K.CITY, "capital") else None
            return self._mark(index, named.last, named.place, item.particles) if named else None
        return self._mark(index, last, place, item.particles)

    def _is_named_beside(self, first: int, last: int, place: Place) -> bool:
        """Say whether the capital's name stands beside its description, which is then no second place."""
        following = self._named.get(self._scan.skip(last, _QUOTES + ",("))
        before = [self._ends[index] for index in range(max(first - 2, 0), first + 1) if index in self._ends]
        beside = (*before, *((following,) if following else ()))
        return any(each.place.country == place.country and is_town(each.place) for each in beside)

    def _is_definite(self, index: int) -> bool:
        scan = self._scan
        while index > 0 and (
            before := scan.before(index, _K.FIELD_ADJECTIVE, _K.STATE, _K.AIRCRAFT_ADJECTIVE)
        ):
            index = before.first
        return scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "definite")

    def _mark(self, first: int, last: int, place: Place, particles: str, *, anaphor: bool = False) -> _Found:
        tokens = self._scan.tokens
        span = Span(tokens[first].start, tokens[last - 1].end)
        text, codes = self._scan.text[span.start : span.end], place.candidates
        says, level = place.says_airfield, place.level
        mark = PlaceMark(span, text, level, place.id, place.country, codes, says, particles, anaphor)
        return mark, last
