"""Which places are named: known names, with a word for an airfield or region, sets of bases, unknown ones.

A name with a word for an airfield is that aerodrome or the city's; a country or region with one is as fine as
the words are ("an air base in Libya" is in Libya); an unknown name with one is a place nobody lists. A bare
name counts only with a capital and, unless it is well known, something that says it is a place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.gazetteer import Gazetteer, Located, Place
from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.articles.view import TokenKind

__all__ = ["PlaceLists", "find_places"]

#: Rank of a curated row: its bare name is a place.
_CURATED = 100
#: Rank from which a city is well known in Latin and Cyrillic text (500,000 people), and so much apart two
#: cities of one name must be for the bigger one to be meant (a digit of inhabitants).
_WELL_KNOWN, _APART = 65, 8
#: Words of an unknown name at most.
_UNKNOWN_WORDS = 3

_K = WordKind
_FIELD_KINDS = (_K.AIRFIELD, _K.BASE, _K.BARE_BASE, _K.NAVAL, _K.PORT)
_SURE_FIELD = (_K.AIRFIELD, _K.BASE)


@dataclass(frozen=True)
class PlaceLists:
    """What places are looked up in.

    ``codes``: ICAO codes of sizeable fields with their country; ``regions``: folded core name of a region to
    (id, country); ``fields_in``: region or country code to its sizeable fields; ``sets``: the user's sets.
    """

    gazetteer: Gazetteer
    codes: Mapping[str, str | None] = field(default_factory=dict)
    regions: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    fields_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Named:
    """A run of tokens that names a place, before words around it are looked at."""

    first: int
    last: int
    place: Place
    particles: str = ""
    sure: bool = True


def find_places(
    scan: Scan, lists: PlaceLists, taken: Iterable[tuple[int, int]] = ()
) -> tuple[PlaceMark, ...]:
    """Mark the places of an article.

    Parameters
    ----------
    scan
        The article with its listed words.
    lists
        Gazetteer, codes, regions.
    taken
        Runs of tokens that are persons or sources and so name no place.

    Returns
    -------
    tuple of PlaceMark
        In order of the text, none overlapping.
    """
    return _Finder(scan, lists, taken).find()


class _Finder:
    def __init__(self, scan: Scan, lists: PlaceLists, taken: Iterable[tuple[int, int]]) -> None:
        self.scan, self.lists = scan, lists
        self.taken = set(scan.hidden)
        for first, last in taken:
            self.taken.update(range(first, last))
        self.named = self._named()

    def find(self) -> tuple[PlaceMark, ...]:
        marks: list[PlaceMark] = []
        index = 0
        while index < len(self.scan.tokens):
            found = None if index in self.taken else self._at(index)
            if found is None:
                index += 1
                continue
            mark, index = found
            marks.append(mark)
        return tuple(marks)

    # --- names -------------------------------------------------------------------------------------------

    def _named(self) -> dict[int, _Named]:
        found: dict[int, _Named] = {}
        index = 0
        while index < len(self.scan.tokens):
            named = None if index in self.taken else self._name_at(index)
            if named is not None:
                found[index] = named
            index = named.last if named else index + 1
        return found

    def _name_at(self, index: int) -> _Named | None:
        token = self.scan.tokens[index]
        if token.kind is not TokenKind.WORD:
            return None
        item = self.scan.at[index]
        country = item.get(_K.COUNTRY) if item else None
        arabic = "\u0600" <= token.form[:1] <= "\u06ff"
        located = (
            self.lists.gazetteer.at(self.scan.tokens, index) if arabic or self._may_begin(index) else None
        )
        if (
            located
            and (item is None or located.last >= item.last)
            and not (country and item and located.last == item.last)
        ):
            return self._chosen(located)
        if item and country:
            return _Named(
                item.first,
                item.last,
                Place(PlaceLevel.COUNTRY, country.id, country.id, _CURATED),
                item.particles,
            )
        return self._code_at(index)

    def _may_begin(self, index: int) -> bool:
        """A capital, or an article with a hyphen and a capital: "al-Hasakah"."""
        if self.scan.is_name_word(index):
            return True
        tokens = self.scan.tokens
        return (
            tokens[index].form in _ARTICLES
            and tokens[index + 1 : index + 2] != ()
            and self._capital_follows(index)
        )

    def _capital_follows(self, index: int) -> bool:
        following = self.scan.skip(index + 1, "-")
        return self.scan.is_name_word(following)

    def _chosen(self, located: Located) -> _Named | None:
        best, *others = located.places
        words = self.scan.text[self.scan.tokens[located.first].start : self.scan.tokens[located.last - 1].end]
        if best.size < _CURATED and (not words[:1].isupper() and not "\u0600" <= words[:1] <= "\u06ff"):
            return None
        if self.scan.get(located.first, _K.COMMON) or (
            best.level is PlaceLevel.AERODROME and best.size < _CURATED and len(words) < 4
        ):
            return None
        rivals = [
            o
            for o in others
            if o.size > best.size - _APART
            and o.size < _CURATED
            and best.size < _CURATED
            and o.level is best.level
        ]
        place = best
        if rivals and not best.is_capital:
            candidates = tuple(dict.fromkeys(c for each in (best, *rivals) for c in each.candidates))
            countries = {each.country for each in (best, *rivals)}
            place = replace(
                best, id=None, candidates=candidates, country=best.country if len(countries) == 1 else None
            )
        arabic = "\u0600" <= words[:1] <= "\u06ff"
        sure = best.size >= _CURATED or (
            not arabic and best.level is PlaceLevel.CITY and (best.size >= _WELL_KNOWN or best.is_capital)
        )
        return _Named(located.first, located.last, place, located.particles, sure=sure)

    def _code_at(self, index: int) -> _Named | None:
        raw = self.scan.raw(index)
        if len(raw) != 4 or not (raw.isascii() and raw.isupper()) or raw not in self.lists.codes:
            return None
        neighbours = [self.scan.raw(i) for i in (index - 1, index + 1) if 0 <= i < len(self.scan.tokens)]
        if any(
            len(near) > 3 and near.isalpha() and near.isupper() and near not in self.lists.codes
            for near in neighbours
        ):
            return None
        place = Place(PlaceLevel.AERODROME, raw, self.lists.codes[raw], _CURATED, says_airfield=True)
        return _Named(index, index + 1, place)

    # --- names with words around them ---------------------------------------------------------------------

    def _at(self, index: int) -> tuple[PlaceMark, int] | None:
        scan = self.scan
        direction = scan.get(index, _K.DIRECTION)
        if (
            direction
            and (named := self.named.get(scan.skip(direction.last, "-")))
            and named.place.level in _WIDE
        ):
            return self._mark(index, named.last, named.place, direction.particles)
        if index in self.named:
            return self._from_name(index, self.named[index])
        if field_word := scan.get(index, *_FIELD_KINDS):
            return self._from_field_word(index, field_word)
        if region := scan.get(index, _K.REGION):
            return self._from_region_word(index, region)
        if state := scan.get(index, _K.STATE):
            return self._from_state(index, state)
        return self._unknown_before_field(index)

    def _from_name(self, index: int, named: _Named) -> tuple[PlaceMark, int] | None:
        place, scan = named.place, self.scan
        after = scan.skip(named.last, "'\"»”’-")
        if place.level is not PlaceLevel.AREA:
            ended = self._field_after(named.last)
            if ended is not None:
                item, last = ended
                return self._named_field(index, last, named, item)
            if region := scan.get(after, _K.REGION):
                return self._mark(index, region.last, self._region(named), named.particles)
        if not named.sure and not self._cued(index, named):
            return None
        return self._mark(index, named.last, place, named.particles)

    def _field_after(self, index: int) -> tuple[Item, int] | None:
        """Find the word for an airfield right behind a name: "X [International] airport", "«X» airfield"."""
        scan = self.scan
        index = scan.skip(index, "'\"»”’-")
        for _ in range(2):
            item = scan.get(index, *_FIELD_KINDS)
            if (
                item is not None
                and scan.tokens[index].form[:1] < "\u0600"
                and not "\u0400" <= scan.tokens[index].form[:1] <= "\u04ff"
            ):
                return item, item.last
            adjective = scan.get(index, _K.FIELD_ADJECTIVE)
            if adjective is None:
                return None
            if "international" in scan.tokens[index].form:
                following = scan.get(adjective.last, *_FIELD_KINDS)
                return (following, following.last) if following else (adjective, adjective.last)
            index = adjective.last
        return None

    def _named_field(self, first: int, last: int, named: _Named, item: Item) -> tuple[PlaceMark, int]:
        place = named.place
        if item.get(_K.NAVAL, _K.PORT):
            port = place if place.level is PlaceLevel.PORT else self._port(first, named)
            return self._mark(first, last, port, named.particles)
        if place.level in _WIDE:
            return self._wide_field(first, last, place, item, named.particles)
        if place.level is PlaceLevel.PORT:
            return self._mark(
                first, last, replace(place, says_airfield=bool(item.get(*_SURE_FIELD))), named.particles
            )
        level = PlaceLevel.AERODROME
        identifier = None if place.id and not _is_field(place.id) else place.id
        return self._mark(
            first, last, replace(place, level=level, id=identifier, says_airfield=True), named.particles
        )

    def _port(self, first: int, named: _Named) -> Place:
        text = self.scan.text[self.scan.tokens[first].start : self.scan.tokens[named.last - 1].end]
        identifier = "PORT-LATAKIA" if named.place.id == "OSLK" else None
        return Place(PlaceLevel.PORT, identifier, named.place.country, named.place.size, names=(text,))

    def _wide_field(
        self, first: int, last: int, place: Place, item: Item, particles: str
    ) -> tuple[PlaceMark, int]:
        """Name bases of a country or region: a set when there are several, a region's only one by its code."""
        if any("plural" in word.tags for word in item.words if word.kind in _FIELD_KINDS):
            return self._mark(
                first, last, replace(place, level=PlaceLevel.SET, id=None, says_airfield=True), particles
            )
        if item.get(_K.NAVAL, _K.PORT):
            return self._mark(first, last, replace(place, level=PlaceLevel.PORT, id=None), particles)
        fields = self.lists.fields_in.get(place.id or "", ())
        if place.level is PlaceLevel.REGION and len(fields) == 1 and "-" in (place.id or ""):
            return self._mark(
                first,
                last,
                replace(place, level=PlaceLevel.AERODROME, id=fields[0], says_airfield=True),
                particles,
            )
        return self._mark(
            first,
            last,
            replace(place, says_airfield=True, candidates=fields if len(fields) < 9 else ()),
            particles,
        )

    def _region(self, named: _Named) -> Place:
        if named.place.level is PlaceLevel.REGION:
            return named.place
        words = " ".join(self.scan.tokens[i].form for i in range(named.first, named.last))
        known = [r for r in self.lists.regions.get(words, ()) if r[1] == named.place.country]
        identifier = known[0][0] if len(known) == 1 else "RU-MOS" if named.place.id == "RU-MOW" else None
        if identifier is None and named.place.candidates == ("OSLK",):
            identifier = "SY-LA"
        return Place(PlaceLevel.REGION, identifier, named.place.country, named.place.size)

    def _from_field_word(self, index: int, item: Item) -> tuple[PlaceMark, int] | None:
        """Read "авиабаза «Хмеймим»", "airport of X", "base in X", "قاعدة X الجوية"."""
        scan = self.scan
        after = item.last
        adjective = scan.get(after, _K.FIELD_ADJECTIVE)
        while adjective and not self._is_latin(after):
            after = adjective.last
            adjective = scan.get(after, _K.FIELD_ADJECTIVE)
        of = scan.get(after, _K.OF, _K.PREPOSITION)
        bound = bool(of and of.get(_K.OF))
        city = scan.get(of.last if bound and of else after, _K.CITY, _K.REGION, _K.DIRECTION)
        start = scan.skip(city.last if city else of.last if bound and of else after)
        if start < len(scan.tokens) and scan.tokens[start].form == "the":
            start = scan.skip(start + 1)
        if start in self.named and (
            bound or not self._is_latin(index) or item.get(_K.PORT, _K.AIRFIELD) is None
        ):
            return self._field_with(index, item, self.named[start])
        if not bound and (name := self._unknown_after(start, item)):
            return name if isinstance(name, tuple) else None
        if scan.tokens[index].form in _LONE_SKIP or (
            item.get(_K.BARE_BASE, _K.PORT, _K.NAVAL) and not self._definite(index)
        ):
            return None
        place = Place(PlaceLevel.UNKNOWN, None, None, 0, says_airfield=not item.get(_K.NAVAL, _K.PORT))
        return self._mark(index, item.last, place, item.particles, anaphor=True)

    def _field_with(self, index: int, item: Item, named: _Named) -> tuple[PlaceMark, int]:
        last = named.last
        following = self.scan.get(self.scan.skip(last, "'\"»”’-"), _K.REGION, _K.FIELD_ADJECTIVE)
        place = named.place
        if following and following.get(_K.REGION):
            place, last = self._region(named), following.last
        while following and following.get(_K.FIELD_ADJECTIVE) and not self._is_latin(following.first):
            last = following.last
            following = self.scan.get(last, _K.FIELD_ADJECTIVE)
        region_word = self.scan.over[named.first - 1] if named.first else None
        if region_word and region_word.get(_K.REGION) and region_word.first > item.first:
            place = self._region(named)
        widened = _Named(named.first, named.last, place, item.particles)
        mark, _ = self._named_field(index, last, widened, item)
        return mark, last

    def _unknown_after(self, start: int, item: Item) -> tuple[PlaceMark, int] | None:
        """Read an unknown name behind the word for an airfield, as Russian, Ukrainian and Arabic put it."""
        scan = self.scan
        if not item.get(*_FIELD_KINDS) or start >= len(scan.tokens) or self._is_latin(item.first):
            return None
        arabic = "\u0600" <= scan.tokens[item.first].form[:1] <= "\u06ff"
        last = start
        while (
            last < len(scan.tokens)
            and last - start < _UNKNOWN_WORDS
            and self._is_unknown(last, arabic=arabic)
        ):
            last += 1
            joined = scan.skip(last, "-")
            last = (
                joined if joined < len(scan.tokens) and scan.is_name_word(joined) and joined > last else last
            )
        closing = scan.get(last, _K.FIELD_ADJECTIVE) if arabic else None
        if last == start or (
            arabic and closing is None and item.get(_K.BASE) is None and item.get(_K.AIRFIELD) is None
        ):
            return None
        if arabic and closing is None and last - start > 1:
            last = start + 1
        end = closing.last if closing else last
        place = Place(
            PlaceLevel.UNKNOWN, None, None, 0, says_airfield=bool(item.get(*_SURE_FIELD, _K.BARE_BASE))
        )
        return self._mark(item.first, end, place, item.particles)

    def _is_unknown(self, index: int, *, arabic: bool) -> bool:
        scan = self.scan
        if (
            index in self.taken
            or scan.tokens[index].kind is not TokenKind.WORD
            or scan.at[index] is not None
            or index in self.named
        ):
            return False
        form = scan.tokens[index].form
        return ("\u0600" <= form[:1] <= "\u06ff" and len(form) > 3) if arabic else scan.is_name_word(index)

    def _from_region_word(self, index: int, region: Item) -> tuple[PlaceMark, int] | None:
        """Read "محافظة اللاذقية", "провинция Латакия"; a region word alone is no place."""
        start = self.scan.skip(region.last)
        if self._is_latin(index):
            of = self.scan.get(region.last, _K.OF)
            if of is None:
                return None
            start = of.last
        named = self.named.get(start)
        if named is None:
            return None
        return self._mark(index, named.last, self._region(named), region.particles)

    def _from_state(self, index: int, state: Item) -> tuple[PlaceMark, int] | None:
        """Read "Syrian airfield", "Russian bases in Syria": the adjective opens the name."""
        after = state.last
        while adjective := self.scan.get(after, _K.FIELD_ADJECTIVE):
            after = adjective.last
        item = self.scan.get(after, *_FIELD_KINDS)
        if item is None:
            return None
        found = self._from_field_word(after, item)
        if found is None:
            return None
        mark, last = found
        if mark.is_anaphor:
            return None
        span = Span(self.scan.tokens[index].start, mark.span.end)
        return replace(
            mark, span=span, text=self.scan.text[span.start : span.end], particles=state.particles
        ), last

    def _unknown_before_field(self, index: int) -> tuple[PlaceMark, int] | None:
        """Read "Korvash air base": capitalised words of no list before a word for an airfield."""
        scan = self.scan
        if not (
            scan.is_name_word(index)
            or (scan.tokens[index].form in _ARTICLES and self._capital_follows(index))
        ):
            return None
        last = index
        while last < len(scan.tokens) and last - index < 2 * _UNKNOWN_WORDS and self._is_part(last, index):
            last += 1
        if last == index:
            return None
        ended = self._field_after(last)
        if ended is None or not ended[0].get(*_SURE_FIELD, _K.NAVAL, _K.FIELD_ADJECTIVE):
            return None
        place = Place(PlaceLevel.UNKNOWN, None, None, 0, says_airfield=True)
        return self._mark(index, ended[1], place, "")

    def _is_part(self, index: int, first: int) -> bool:
        scan, token = self.scan, self.scan.tokens[index]
        if index in self.taken or index in self.named or (token.line and index > first):
            return False
        if token.form in ("-", "'"):
            return index > first and not token.spaced
        if index > first and token.form in _ARTICLES:
            return True
        item = scan.over[index]
        known = item is not None and item.get(
            *_FIELD_KINDS, _K.PREPOSITION, _K.STATE, _K.COMMON, _K.OUTLET, _K.FORCE
        )
        return (
            (scan.is_name_word(index) or token.form in _ARTICLES)
            and not known
            and token.form not in _FUNCTION
        )

    # --- what the words around say ------------------------------------------------------------------------

    def _cued(self, index: int, named: _Named) -> bool:
        """Something says a place: a preposition before, a dash of a route, a country behind a comma."""
        scan = self.scan
        if named.place.level is PlaceLevel.AERODROME:
            return False
        if not self._is_latin(index) and "\u0600" <= scan.tokens[index].form[:1] <= "\u06ff":
            return (
                "ب" in named.particles
                or "ل" in named.particles
                or scan.before(index, _K.PREPOSITION, _K.CITY) is not None
            )
        before = scan.before(index, _K.PREPOSITION, _K.CITY)
        if (
            before
            and before.last - before.first == 1
            and scan.tokens[before.first].form in _WEAK_PREPOSITIONS
        ):
            before = None
        if before is None and index >= 2 and scan.tokens[index - 1].form == "-" and index - 2 in self._ends:
            return True
        follows = (
            scan.is_name_word(named.last) and scan.at[named.last] is None and named.last not in self.named
        )
        return before is not None and not follows

    @property
    def _ends(self) -> set[int]:
        return {each.last - 1 for each in self.named.values()}

    def _definite(self, index: int) -> bool:
        return index > 0 and self.scan.tokens[index - 1].form in _DETERMINERS

    def _is_latin(self, index: int) -> bool:
        return self.scan.tokens[index].form[:1].isascii()

    def _mark(
        self, first: int, last: int, place: Place, particles: str, *, anaphor: bool = False
    ) -> tuple[PlaceMark, int]:
        span = Span(self.scan.tokens[first].start, self.scan.tokens[last - 1].end)
        words = self.scan.text[span.start : span.end]
        mark = PlaceMark(
            span,
            words,
            place.level,
            place.id,
            place.country,
            place.candidates,
            place.says_airfield,
            particles,
            anaphor,
        )
        return mark, last


#: Levels that hold many airfields.
_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.AREA)
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "as",
        "ash",
        "ar",
        "at",
        "az",
        "an",
        "ad",
        "the",
        "эль",
        "аль",
        "ель",
        "ас",
        "аш",
        "эс",
        "эш",
        "ес",
    ]
) - {
    "the",
    "as",
    "at",
    "an",
    "ad",
} | {"ash"}
_DETERMINERS = frozenset(["the", "this", "that", "its", "their", "his"])
_FUNCTION = frozenset(
    [
        "the",
        "a",
        "an",
        "on",
        "in",
        "at",
        "of",
        "from",
        "to",
        "and",
        "but",
        "or",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "after",
        "before",
        "when",
        "while",
        "with",
        "by",
        "for",
        "as",
    ]
)
_WEAK_PREPOSITIONS = frozenset(
    ["for", "of", "and", "or", "then", "off", "и", "й", "і", "та", "або", "или", "по", "с", "со", "от"]
)
_LONE_SKIP: frozenset[str] = frozenset()


def _is_field(identifier: str) -> bool:
    return not identifier.startswith(("RU-MO", "PORT-", "AREA-"))
