"""Write the names of aircraft types from ICAO's list: run once, when the list changes.

usage: python tools/build_type_names.py

A type is called by its designator, by its model, by the model's first word ("Il-76TD" of "Il-76TD Candid"),
by what stands behind that ("Global 6000" of "BD-700 Global 6000"), each with its maker and without. The first
word without what stands behind its number is the family ("ch53" of "CH-53E"). What is in use goes before what
was once, and a light aircraft is listed only where nothing bigger has its name and its maker is one that news
reports name: "A220" is no Aerotrek.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polars as pl

DATA = Path(__file__).parent.parent / "src/wheelsdown/reference/data"
#: Makers of light aircraft and of drones whose models are named without them.
NAMED = frozenset(
    ("Antonov", "BAYKAR", "Beech", "Beechcraft", "Britten-Norman", "Cessna", "Cirrus", "De Havilland Canada",
     "Diamond", "Elbit", "General Atomics", "IAI", "Mooney", "Pilatus", "Piper", "Robinson", "Sukhoi", "TAI",
     "Yakovlev")
)  # fmt: skip
#: Prefix and number of a model.
FAMILY = re.compile(r"([A-Za-z]*)-?(\d+)")
#: Makers by the word that news reports use, where it is not the first.
CALLED = {
    "General Atomics": "ga", "Britten-Norman": "britten", "Bell-Boeing": "bell", "Beech": "beechcraft",
    "British Aerospace": "bae", "De Havilland": "dehavilland", "De Havilland Canada": "dehavilland",
    "Hawker Beechcraft": "beechcraft", "Hawker Siddeley": "hawker",
}  # fmt: skip

#: Name, and whether it is a family.
Name = tuple[str, bool]


def plain(text: str) -> str:
    """Get a name as it is looked up: small letters and digits."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def makers_of(manufacturer: str) -> set[str]:
    """Get what a maker is called: in full and by its first word."""
    return {plain(manufacturer), CALLED.get(manufacturer, plain(manufacturer.partition(" ")[0]))} - {""}


def names_of(designator: str, manufacturer: str, model: str) -> Iterator[Name]:
    """Get the names of one model."""
    model = re.sub(r"\([^)]*\)", " ", model).strip()
    head, _, rest = model.partition(" ")
    makers = makers_of(manufacturer)
    if any(char.isdigit() for char in designator):
        yield plain(designator), False
    coded = any(char.isdigit() for char in head)
    whole = plain(model) if head[:1].isdigit() or not coded else ""
    first = "" if head.isdigit() and any(char.isdigit() for char in rest) else plain(head)
    for name in {whole, first, plain(rest) if coded else ""} - {""}:
        if any(char.isdigit() for char in name):
            yield name, False
            yield from ((maker + name.removeprefix(maker), False) for maker in makers)
        elif name != first and name.isalpha():
            if " " in (rest if coded else model):
                yield name, False
            yield from ((maker + name, False) for maker in makers)
    if found := FAMILY.match(head):
        family = f"{found[1]}{found[2]}".lower()
        yield family, True
        yield from ((maker + family, True) for maker in makers)


def build() -> dict[Name, tuple[str, ...]]:
    """Read the list; which names stand for which designators."""
    found: dict[Name, dict[tuple[bool, bool], dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    table = pl.read_parquet(DATA / "aircraft_types.parquet")
    for row in table.iter_rows(named=True):
        maker, model = row["manufacturer"] or "", row["model"] or ""
        is_light = row["engine"] not in ("J", "T", "R") and row["wake"] == "L"
        for name in names_of(row["designator"], maker, model):
            if not is_light or maker in NAMED or name[0] == plain(row["designator"]):
                found[name][is_light, not row["in_use"]][row["designator"]] = None
    return {name: tuple(ranked[min(ranked)]) for name, ranked in sorted(found.items())}


def spellings() -> list[str]:
    """Get how models with a hyphen are printed, of the prefixes that designations are read with."""
    rows = (line.split("\t") for line in (DATA / "words/type_names.tsv").read_text("utf-8").splitlines())
    prefixes = {prefix for row in rows if row[2:3] == ["prefix"] for prefix in row[3].split()}
    models = pl.read_parquet(DATA / "aircraft_types.parquet")["model"]
    heads = {model.split(" ")[0] for model in models if model}
    return sorted(head for head in heads if "-" in head and head.partition("-")[0].lower() in prefixes)


def main() -> None:
    """Write the table; a name that says no more than its family is left out."""
    found = build()
    lines = ["name\tkind\tdesignators"]
    for (name, is_family), codes in found.items():
        if is_family or found.get((name, True)) != codes:
            lines.append(f"{name}\t{'family' if is_family else 'name'}\t{' '.join(codes)}")
    lines += [f"{spelling}\tspelling\t" for spelling in spellings()]
    (DATA / "type_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
