"""Which place somebody means: a code or a name in any script, a region, a country or a named set.

In this order: the user's sets and places; an exact code (ICAO, IATA, ident, GPS, local); the shipped
aliases; countries and regions; names, keywords and municipalities of aerodromes, first as written,
then without the words that only say "airfield". Text with a lower-case letter is tried as a name before it
is tried as a code ("Nice" is a city, NICE would be a code). The first step that finds anything
answers; if it finds several places it refuses and lists them, however small some are. A near spelling is
offered, never taken. Closed aerodromes answer only where no open one does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

import polars as pl
from rapidfuzz import fuzz, process

from wheelsdown.errors import AmbiguousReference, UnknownReference
from wheelsdown.reference.aerodromes import load_catalogue
from wheelsdown.reference.countries import load_countries
from wheelsdown.reference.places import NO_SHIP_DATA, Place, PlaceRegister, aerodromes_with
from wheelsdown.reference.regions import COMMON_REGIONS, load_regions, region_label, regions_in
from wheelsdown.reference.spelling import core, fold, fold_to_core, folded
from wheelsdown.schemas import PlaceKind

__all__ = ["PlaceSelection", "SelectionLevel", "resolve"]

#: Columns of codes, the surest first; a code of one column hides equal codes of the later ones.
_CODES = (("aerodrome", "icao_code"), ("ident",), ("iata_code",), ("gps_code",))

#: Likeness (0 to 100, normalised edit similarity) above which a spelling is offered, and how many.
_NEAR, _N_NEAR = 70.0, 5

#: Likeness of one letter wrong, missing or doubled in a word of seven or more.
_VERY_NEAR = 85.0
#: Words of a bigger aerodrome's name that are compared on their own have this many letters.
_LONG_WORD = 5
#: Names that somebody wrote down because they matter outrank chance likenesses by this much.
_CURATED_BONUS = 15

#: Candidates written out in a message; the error's ``nearest`` holds all.
_N_LISTED = 10

#: Characters of a question that are looked at; the longest name has fewer.
_MAX_ASKED = 200

_SIZE = {
    "large_airport": 0,
    "air_base": 1,
    "medium_airport": 1,
    "airport": 2,
    "small_airport": 3,
    "airstrip": 3,
}


class SelectionLevel(StrEnum):
    """What kind of answer a place name has."""

    AERODROME = "aerodrome"
    REGION = "region"
    COUNTRY = "country"
    SET = "set"
    PORT = "port"


@dataclass(frozen=True)
class PlaceSelection:
    """The aerodromes that a place name stands for."""

    id: str
    level: SelectionLevel
    #: For a person: ``Hmeimim Air Base (OSLK, Syria)``.
    label: str
    aerodromes: tuple[str, ...]

    @property
    def note(self) -> str | None:
        """What must be said with any answer about it: flight data know nothing of ships."""
        return NO_SHIP_DATA if self.level is SelectionLevel.PORT else None


@dataclass(frozen=True)
class _Query:
    text: str
    folded: str
    core: str
    register: PlaceRegister


_Step = Callable[[_Query], Iterable[str]]


def resolve(text: str, register: PlaceRegister) -> PlaceSelection:
    """Find the place that a text means.

    Parameters
    ----------
    text
        A code, or a name in any script.
    register
        The user's places and sets.

    Raises
    ------
    AmbiguousReference
        Several places fit; ``nearest`` lists them.
    UnknownReference
        None does; ``nearest`` lists the closest spellings.

    Examples
    --------
    >>> register = PlaceRegister.open(None)
    >>> {resolve(name, register).id for name in ("Хмеймим", "Khmeimim", "Latakia airbase", "LTK", "حميميم")}
    {'OSLK'}
    >>> resolve("Moscow region", register).level.value
    'region'
    """
    return _resolved(text.strip()[:_MAX_ASKED], register, register.edition)


@lru_cache(maxsize=1024)
def _resolved(text: str, register: PlaceRegister, _edition: int) -> PlaceSelection:
    query = _Query(text, fold(text), fold_to_core(text), register)
    if query.folded:
        for step in _steps(query.text):
            found = _open_ones(set(step(query)))
            if len(found) == 1:
                return _selection(found[0], register)
            if found:
                raise _ambiguous(text, found, register)
    raise _unknown(text, query.core, register)


def _steps(text: str) -> Iterator[_Step]:
    names: tuple[_Step, ...] = (_as_alias, _as_country, _as_full_name, _as_core_name)
    codes: tuple[_Step, ...] = (_as_code, _as_local_code)
    yield _in_register
    yield from (*codes[:1], *names, *codes[1:]) if text == text.upper() else (*names, *codes)


def _in_register(query: _Query) -> Iterable[str]:
    sets = [name for name in query.register.sets() if name.casefold() == query.text.casefold()]
    if sets:
        return [f"set:{name}" for name in sets]
    return [place.id for place in query.register.places() if _is_called(place, query)]


def _is_called(place: Place, query: _Query) -> bool:
    if query.text.upper() in {code.upper() for code in (place.id, *place.codes)}:
        return True
    texts = [name.text for name in place.names]
    if query.folded in {fold(text) for text in texts}:
        return True
    return place.kind is not PlaceKind.PORT and query.core in {fold_to_core(text) for text in texts}


def _as_code(query: _Query) -> Iterable[str]:
    code = query.text.upper()
    if code in _area_codes():
        return [code]
    for columns in _CODES:
        match = pl.any_horizontal(pl.col(column) == code for column in columns)
        if found := load_catalogue().filter(match)["aerodrome"].to_list():
            return [*found, *_aliases().filter(pl.col("folded") == query.folded)["id"]]  # UAE is a code, too
    return []


def _as_local_code(query: _Query) -> Iterable[str]:
    return load_catalogue().filter(pl.col("local_code") == query.text.upper())["aerodrome"]


def _as_alias(query: _Query) -> Iterable[str]:
    aliases = _aliases()
    exact = aliases.filter(pl.col("folded") == query.folded)["id"]
    return exact if len(exact) else aliases.filter(pl.col("core") == query.core)["id"]


def _as_country(query: _Query) -> Iterable[str]:
    return _areas().filter(pl.col("folded") == query.folded)["id"]


def _as_full_name(query: _Query) -> Iterable[str]:
    """Find a formal name ("Damascus International Airport"); a bare "Damascus" goes on to the next step."""
    if query.core == query.folded:
        return []
    return _spellings().filter(pl.col("folded") == query.folded)["id"]


def _as_core_name(query: _Query) -> Iterable[str]:
    return _spellings().filter(pl.col("core") == query.core)["id"]


@cache
def _aliases() -> pl.DataFrame:
    stored = (files("wheelsdown.reference") / "data" / "aliases.tsv").read_bytes()
    table = pl.read_csv(stored, separator="\t", infer_schema=False, quote_char=None)
    table = table.with_columns(folded=folded(pl.col("name")))
    return table.with_columns(core=core(pl.col("folded")))


@cache
def _area_codes() -> frozenset[str]:
    """Give the codes of countries and regions; some regions in use are missing from OurAirports' own list."""
    regions = {*load_regions()["region"], *load_catalogue()["region"].drop_nulls(), *COMMON_REGIONS}
    return frozenset(regions | set(load_countries()["country"]))


@cache
def _areas() -> pl.DataFrame:
    """Give names of countries and regions, folded."""
    areas = pl.concat(
        [
            load_countries().select("name", id="country"),
            load_regions().filter(pl.col("name") != "(unassigned)").select("name", id="region"),
        ]
    )
    return areas.with_columns(folded=folded(pl.col("name")))


@cache
def _spellings() -> pl.DataFrame:
    """Give every name, keyword and municipality of every aerodrome, folded and as core.

    Municipalities are often "Nice, Alpes-Maritimes" or "Paris (Roissy-en-France)": the part before
    the comma or bracket counts as a name, too.
    """
    catalogue = load_catalogue()
    own = catalogue.select("name", "kind", id="aerodrome")
    parts = (
        own.filter(pl.col("name").str.contains(" / "))
        .with_columns(pl.col("name").str.split(" / "))
        .explode("name")
    )
    keywords = catalogue.drop_nulls("keywords").select(
        pl.col("keywords").str.split(",").alias("name"), "kind", id="aerodrome"
    )
    towns = catalogue.drop_nulls("municipality").select("kind", name="municipality", id="aerodrome")
    shorter = towns.with_columns(pl.col("name").str.extract(r"^(.+?)\s*[,(/]")).drop_nulls("name")
    every = (own, parts, keywords.explode("name"), towns, shorter)
    spelled = pl.concat([table.select("id", "kind", "name") for table in every])
    spelled = spelled.with_columns(folded=folded(pl.col("name"))).filter(pl.col("folded") != "")
    return spelled.with_columns(core=core(pl.col("folded"))).unique(["id", "folded"], maintain_order=True)


def _open_ones(ids: set[str]) -> list[str]:
    closed = load_catalogue().filter(pl.col("aerodrome").is_in(list(ids)), pl.col("kind") == "closed")[
        "aerodrome"
    ]
    return sorted(ids - set(closed) or ids)


def _selection(found: str, register: PlaceRegister) -> PlaceSelection:
    if found.startswith("set:"):
        return _of_set(found.removeprefix("set:"), register)
    place = register.get(found)
    if place is not None and place.kind is PlaceKind.PORT:
        return PlaceSelection(found, SelectionLevel.PORT, place.names[0].text, ())
    table = aerodromes_with(register)
    for level, column, codes in (
        (SelectionLevel.AERODROME, "aerodrome", (found,)),
        (SelectionLevel.REGION, "region", regions_in(found)),
        (SelectionLevel.COUNTRY, "country", (found,)),
    ):
        ids = table.filter(pl.col(column).is_in(codes))["aerodrome"]
        if len(ids):
            return PlaceSelection(found, level, _label(found, register), tuple(ids))
    if found not in _area_codes():
        raise _unknown(found, fold_to_core(found), register)
    level = SelectionLevel.COUNTRY if found in set(load_countries()["country"]) else SelectionLevel.REGION
    return PlaceSelection(found, level, _label(found, register), ())


def _of_set(name: str, register: PlaceRegister) -> PlaceSelection:
    """Give the aerodromes of a set; its members are ids, so a set never holds another set."""
    members = (_selection(member, register).aerodromes for member in register.sets()[name])
    return PlaceSelection(name, SelectionLevel.SET, name, tuple(sorted({i for ids in members for i in ids})))


def _label(found: str, register: PlaceRegister) -> str:
    row = aerodromes_with(register).filter(pl.col("aerodrome") == found).select("name", "country").rows()
    if row:
        name, country = row[0]
        return f"{name} ({found}, {region_label(country)})" if country else f"{name} ({found})"
    if found.startswith("set:") or (place := register.get(found)) is None:
        return f"{region_label(found)} ({found})"
    return f"{place.names[0].text} ({found})"


def _labels(ids: Iterable[str], register: PlaceRegister) -> list[str]:
    """Label places, the bigger ones first."""
    kinds = dict(
        aerodromes_with(register)
        .filter(pl.col("aerodrome").is_in(list(ids)))
        .select("aerodrome", "kind")
        .rows()
    )
    ordered = sorted(ids, key=lambda i: (_SIZE.get(kinds[i], 4) if i in kinds else -1, i))
    return [_label(i, register) for i in ordered]


def _ambiguous(text: str, found: list[str], register: PlaceRegister) -> AmbiguousReference:
    listed = _labels(found, register)
    more = f" and {len(listed) - _N_LISTED} more" if len(listed) > _N_LISTED else ""
    return AmbiguousReference(
        f"'{_shown(text)}' may be any of {len(listed)} places: {', '.join(listed[:_N_LISTED])}{more};"
        " ask by the code in brackets",
        asked=text,
        nearest=listed,
    )


def _unknown(text: str, asked_core: str, register: PlaceRegister) -> UnknownReference:
    listed = [_label(i, register) for i in _nearest(asked_core, register)]
    hint = f"; did you mean: {', '.join(listed)}" if listed else "; add it with `wheelsdown place add`"
    return UnknownReference(f"no place '{_shown(text)}'{hint}", asked=text, nearest=listed)


def _nearest(asked: str, register: PlaceRegister) -> list[str]:
    """Find ids of close spellings: very near ones, then names that hold the words asked for, then others.

    Among equals the user's places and the aliases come first, then the bigger aerodromes.
    """
    own = [(fold_to_core(name.text), place.id) for place in register.places() for name in place.names]
    named = _aliases().select("core", "id").rows() + _areas().select("folded", "id").rows()
    aerodromes = _spellings().filter(pl.col("kind") != "closed")
    aerodromes = aerodromes.with_columns(size=pl.col("kind").replace_strict(_SIZE, default=4)).sort(
        "size", "id"
    )
    whole = aerodromes.select("core", "id").rows()
    words_of_big = aerodromes.filter(pl.col("size") <= _SIZE["medium_airport"]).select(
        pl.col("core").str.split(" "), "id"
    )
    single = words_of_big.explode("core").filter(pl.col("core").str.len_chars() >= _LONG_WORD).rows()
    known = own + named + whole + single
    words = [word for word, _ in known]
    close = process.extract(asked, words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=10 * _N_NEAR)
    very_near = [known[position][1] for _, score, position in close if score >= _VERY_NEAR]
    holding = _holding(asked, aerodromes)
    n_curated = len(own) + len(named)
    ranked = sorted(close, key=lambda hit: -(hit[1] + _CURATED_BONUS * (hit[2] < n_curated)))
    others = [known[position][1] for _, _, position in ranked]
    return list(dict.fromkeys((*very_near, *holding, *others)))[:_N_NEAR]


def _holding(asked: str, aerodromes: pl.DataFrame) -> Iterable[str]:
    """Find aerodromes whose name holds every word asked for ("Gatwick" in "London Gatwick")."""
    spaced = pl.format(" {} ", pl.col("core"))
    holds = [spaced.str.contains(f" {word} ", literal=True) for word in asked.split()]
    return aerodromes.filter(pl.all_horizontal(holds))["id"].head(_N_NEAR) if holds else []


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text[:80])
