"""The lists by which names are found in articles: words, gazetteer, codes, regions, types."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import polars as pl

from wheelsdown.articles.flight_codes import FlightCodeLists
from wheelsdown.articles.gazetteer import Gazetteer, Place
from wheelsdown.articles.lexicon import Lexicon, Word, WordKind, word_of
from wheelsdown.articles.located_names import PlaceLists
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.names import Names
from wheelsdown.articles.type_lists import TypeLists
from wheelsdown.articles.view import fold_word
from wheelsdown.reference.operators import load_operators
from wheelsdown.reference.places import PlaceRegister
from wheelsdown.reference.regions import load_regions
from wheelsdown.reference.registrations import countries_of
from wheelsdown.reference.spelling import folded
from wheelsdown.reference.words import load_words
from wheelsdown.schemas import PlaceKind

__all__ = ["Names", "load_names"]

#: Word lists of names, and the kind of their rows where a list is of one kind.
_TOPICS = {
    "countries": "country",
    "demonyms": "state",
    "place_words": "",
    "aircraft_words": "",
    "aircraft_names": "",
    "operator_words": "",
    "outlets": "outlet",
    "source_words": "",
    "persons": "person",
    "name_words": "",
    "other_names": "",
}
#: Rank of rows somebody wrote down because they matter, and of those whose name may be something else too.
_CURATED, _OWN, _BESIDE = 100, 200, 4
#: Prefix and number of a model.
_FAMILY = re.compile(r"[a-z]*\d+")
#: Registrations whose first part looks like a type: C5-DRG of the Gambia, A4O-SF of Oman; no model has both.
_OF_A_REGISTER = re.compile(r"[A-Z][0-9]-[A-Z]{3}|[A-Z][0-9][A-Z]-[A-Z]{2,3}")


def load_names(register: PlaceRegister | None = None) -> Names:
    """Get the lists of names, with the user's places when a register is given; read once.

    Examples
    --------
    >>> from wheelsdown.articles.article import Article, Language
    >>> from wheelsdown.articles.view import tokenise
    >>> text = "An Il-76TD landed at Khmeimim."
    >>> article = Article("-", "", text, Language.ENGLISH, tokenise(text), (), ())
    >>> marks = load_names().mark(article)
    >>> [(m.text, m.id) for m in marks.places], [m.type_designator for m in marks.aircraft]
    ([('Khmeimim', 'OSLK')], ['IL76'])
    """
    own = tuple(_own_places(register)) if register else ()
    return _names(own)


@cache
def _names(own: tuple[tuple[str, Place], ...]) -> Names:
    lists = PlaceLists(
        Gazetteer((*own, *_curated()), _rows()),
        _codes(),
        _regions(),
        _fields_in(),
        _region_of(),
        _capital_of(),
    )
    codes = FlightCodeLists(load_operators(), _is_registration, _is_model)
    return Names(_lexicon(), lists, _types(), _capitals(), codes)


def _is_registration(code: str) -> bool:
    return bool(countries_of(code))


def _is_model(code: str) -> bool:
    if _OF_A_REGISTER.fullmatch(code) and _is_registration(code):
        return False
    family = _FAMILY.match(_plain(code))
    return family is not None and _types().knows(family[0])


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_words())


def _words() -> Iterator[tuple[str, Word]]:
    for topic, kind in _TOPICS.items():
        for row in load_words(topic):
            for pattern in row["patterns"].split(" | "):
                if pattern.strip():
                    yield pattern.strip(), word_of(kind or row["kind"], pattern.strip(), row)
    yield from _airlines()


def _airlines() -> Iterator[tuple[str, Word]]:
    """Read the airlines whose name says that they are one: two words and more, one of them like "Air"."""
    tails = {
        pattern.lower()
        for row in load_words("other_names")
        if row["kind"] == WordKind.AIRLINE_WORD and "tail" in row["tags"]
        for pattern in row["patterns"].split(" | ")
    }
    for designator, name in load_operators().items():
        words = name.lower().split()
        if len(words) > 1 and name.replace(" ", "").isalpha() and tails & set(words) and set(words) - tails:
            yield name, word_of("operator", name, {"name": name, "id": designator})


def _own_places(register: PlaceRegister) -> Iterator[tuple[str, Place]]:
    for own in register.places():
        level = PlaceLevel.PORT if own.kind is PlaceKind.PORT else PlaceLevel.AERODROME
        place = Place(level, own.id, None, _OWN, says_airfield=level is PlaceLevel.AERODROME)
        yield from ((name.text, place) for name in own.names)
    for name, members in register.sets().items():
        yield name, Place(PlaceLevel.SET, name, None, _OWN, tuple(members))


def _curated() -> Iterator[tuple[str, Place]]:
    for row in load_words("place_names"):
        capital = row["level"] == "capital"
        level = PlaceLevel.CITY if capital else PlaceLevel(row["level"])
        place = Place(
            level,
            row["id"] or None,
            row["country"] or None,
            _BESIDE if row["says"] == "beside" else _CURATED,
            (row["id"],) if len(row["id"]) == 4 else (),
            says_airfield=row["says"] == "airfield",
            is_capital=capital,
        )
        for name in row["names"].split("; "):
            yield name.strip(), place


class _Row(NamedTuple):
    """A row of the gazetteer; ``candidates``: fields of a city, region of a field."""

    level: str
    id: str
    country: str
    size: str
    candidates: str
    latin: str
    cyrillic: str
    arabic: str


@cache
def _table() -> tuple[_Row, ...]:
    return tuple(_Row(*line.split("\t")) for line in _lines("gazetteer.tsv"))


def _lines(table: str) -> list[str]:
    text = (files("wheelsdown.reference") / "data" / table).read_text(encoding="utf-8")
    return text.splitlines()[1:]


def _fields() -> Iterator[_Row]:
    return (row for row in _table() if row.level == "aerodrome")


def _rows() -> Iterator[tuple[str, Place]]:
    for row in _table():
        field = row.level == "aerodrome"
        place = Place(
            PlaceLevel.AERODROME if field else PlaceLevel.CITY,
            row.id or None,
            row.country or None,
            int(row.size),
            () if field else tuple(row.candidates.split()),
            field,
            row.level == "capital",
        )
        for names in row[5:]:
            for name in names.split("; ") if names else ():
                yield name, place


def _codes() -> Mapping[str, str | None]:
    return {row.id: row.country for row in _fields() if len(row.id) == 4 and row.id.isalpha()}


def _fields_in() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _fields():
        if row.candidates:
            found[row.candidates].append(row.id)
    return _as_tuples(found)


def _region_of() -> Mapping[str, str]:
    return {row.id: row.candidates for row in _fields()}


@cache
def _regions() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Get names of regions without the word that says what they are: "latakia" of "Latakia Governorate"."""
    generic = _region_words()
    table = load_regions().with_columns(folded=folded(pl.col("name")))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for region, country, name in table.select("region", "country", "folded").rows():
        words = [word for word in name.split() if word not in generic]
        found[" ".join(words)].append((region, country))
    return {name: tuple(places) for name, places in found.items() if name}


def _region_words() -> frozenset[str]:
    rows = (row for row in load_words("place_words") if row["kind"] == "region_word")
    return frozenset(pattern for row in rows for pattern in row["patterns"].split(" | "))


@cache
def _types() -> TypeLists:
    known: dict[str, dict[str, tuple[str, ...]]] = {"name": {}, "family": {}, "spelling": {}}
    for line in _lines("type_names.tsv"):
        name, kind, codes = line.split("\t")
        known[kind][name] = tuple(codes.split())
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    sure: set[str] = set()
    for row in load_words("type_names"):
        for pattern in row["patterns"].split(" | "):
            if row["kind"] == "type":
                known["name"][_plain(pattern)] = tuple(row["name"].split())
                known["spelling"][pattern] = ()
                sure.update(found[0] for found in [_FAMILY.match(_plain(pattern))] if found)
            else:
                lists[row["kind"]][" ".join(fold_word(word) for word in pattern.split())] = row["name"]
    return TypeLists(
        known["name"],
        known["family"],
        lists["prefix"],
        lists["letter"],
        _by_prefix(known["spelling"]),
        frozenset(lists["not_a_type"]) | frozenset(lists["never_a_type"]),
        frozenset(lists["never_a_type"]),
        lists["bare"],
        frozenset(lists["particle"]),
        frozenset(sure),
    )


def _by_prefix(spellings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        found[spelling.partition("-")[0].lower()].append(spelling)
    return _as_tuples(found)


def _as_tuples(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(codes) for name, codes in found.items()}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@cache
def _capital_of() -> Mapping[str, Place]:
    """Get the capital of each country; the rows somebody wrote down come first."""
    found: dict[str, Place] = {}
    listed = (
        Place(PlaceLevel.CITY, row.id or None, row.country, int(row.size), tuple(row.candidates.split()))
        for row in _table()
        if row.level == "capital"
    )
    for place in (*(place for _, place in _curated() if place.is_capital), *listed):
        if place.country:
            found.setdefault(place.country, place)
    return found


@cache
def _capitals() -> Mapping[str, str]:
    """Get capitals by lower-case name, with their countries."""
    found = {name.lower(): place.country for name, place in _curated() if place.is_capital and place.country}
    for row in _table():
        if row.level == "capital":
            names = "; ".join(row[5:]).split("; ")
            found.update({name: row.country for name in names if name and name not in found})
    return found
