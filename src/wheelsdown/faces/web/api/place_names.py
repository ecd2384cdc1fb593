"""Places whose names begin so, in any script: for who is still writing a name, or knows only a part of it.

``reference.names.resolve`` says which one place a text means, and refuses where several are meant; here all
are listed, the exact ones first, then bigger ones before smaller ones. A word within a name counts as a
beginning: "Hme" finds "Hmeimim", "Assad" finds "Bassel al-Assad International Airport".
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from wheelsdown.reference.aerodromes import load_catalogue
from wheelsdown.reference.countries import load_countries
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.regions import COMMON_REGIONS, load_regions, region_label
from wheelsdown.reference.spelling import fold, folded

__all__ = ["NamedPlace", "places_named"]

#: The bigger first; places of the register, regions and countries come before all aerodromes.
_SIZE: Final = {
    "large_airport": 1, "air_base": 1, "medium_airport": 2, "airport": 2, "small_airport": 3, "airstrip": 3,
}  # fmt: skip
_OTHER_SIZE: Final = 4

#: Fewer characters fit half the world.
_SHORTEST: Final = 2


@dataclass(frozen=True)
class NamedPlace:
    """One place of which a name begins so."""

    id: str
    #: For a person, as ``reference.names`` labels places.
    label: str
    kind: str
    #: The name that begins so.
    called: str


def places_named(text: str, register: PlaceRegister, most: int) -> tuple[int, list[NamedPlace]]:
    """Give how many places have a name that begins so, and the first of them.

    >>> register = PlaceRegister.open(None)
    >>> [places_named(text, register, 1)[1][0].id for text in ("Хмей", "hmei", "حميم", "Bassel al-As")]
    ['OSLK', 'OSLK', 'OSLK', 'OSLK']
    """
    sought = fold(text)
    if len(sought) < _SHORTEST:
        return 0, []
    spelled = pl.concat([_spelled(), _registered(register)])
    name = pl.col("folded")
    hits = (
        spelled.filter(name.str.starts_with(sought) | name.str.contains(f" {sought}", literal=True))
        .with_columns(rank=(name != sought).cast(pl.Int8) + (~name.str.starts_with(sought)).cast(pl.Int8))
        .sort("rank", "size", name.str.len_chars(), "id")
        .unique("id", keep="first", maintain_order=True)
    )
    known = aerodromes_with(register)
    found = [
        NamedPlace(id=row["id"], label=_label(row, known), kind=row["kind"], called=row["name"])
        for row in hits.head(most).iter_rows(named=True)
    ]
    return hits.height, found


@cache
def _spelled() -> pl.DataFrame:
    """Give every name of every aerodrome, region and country that ships: ``id, kind, size, name, folded``."""
    catalogue = load_catalogue().filter(pl.col("kind") != "closed").rename({"aerodrome": "id"})
    own = catalogue.select("id", "kind", "name")
    codes = [catalogue.select("id", "kind", name=pl.col(code)) for code in ("id", "iata_code", "gps_code")]
    words = catalogue.select("id", "kind", pl.col("keywords").str.split(",").alias("name")).explode("name")
    towns = catalogue.select("id", "kind", name="municipality")
    countries = load_countries().select(id="country", kind=pl.lit("country"), name="name")
    regions = load_regions().filter(pl.col("name") != "(unassigned)").select(
        id="region", kind=pl.lit("region"), name="name"
    )  # fmt: skip
    common = pl.DataFrame(
        [(code, "region", label) for code, (label, _) in COMMON_REGIONS.items()],
        schema=["id", "kind", "name"],
        orient="row",
    )
    kinds = pl.concat(
        [own.select("id", "kind"), countries.select("id", "kind"), regions.select("id", "kind")]
    )
    aliases = _aliases().join(kinds, on="id").select("id", "kind", "name")
    return _folded(pl.concat([own, *codes, words, towns, countries, regions, common, aliases]))


def _aliases() -> pl.DataFrame:
    stored = (files("wheelsdown.reference") / "data" / "aliases.tsv").read_bytes()
    return pl.read_csv(stored, separator="\t", infer_schema=False, quote_char=None).select("id", "name")


def _registered(register: PlaceRegister) -> pl.DataFrame:
    """Give the names of the user's own places."""
    rows = [
        (place.id, place.kind.value, name)
        for place in register.places()
        for name in (place.id, *place.codes, *(each.text for each in place.names))
    ]
    named = pl.DataFrame(rows, schema={"id": pl.String, "kind": pl.String, "name": pl.String}, orient="row")
    return _folded(named).with_columns(size=pl.lit(0, pl.Int8))


def _folded(names: pl.DataFrame) -> pl.DataFrame:
    size = pl.col("kind").replace_strict(_SIZE | {"country": 0, "region": 0}, default=_OTHER_SIZE)
    made = names.drop_nulls("name").with_columns(
        name=pl.col("name").str.strip_chars(), size=size.cast(pl.Int8), folded=folded(pl.col("name"))
    )
    return made.filter(pl.col("folded") != "").unique(["id", "folded"], maintain_order=True)


def _label(row: dict[str, str], aerodromes: pl.DataFrame) -> str:
    known = aerodromes.filter(pl.col("aerodrome") == row["id"]).select("name", "country").rows()
    if not known:
        label = region_label(row["id"])
        return f"{row['name'] if label == row['id'] else label} ({row['id']})"
    name, country = known[0]
    return f"{name} ({row['id']}, {region_label(country)})" if country else f"{name} ({row['id']})"
