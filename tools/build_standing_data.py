"""Build the identity tables that ship inside the package from the standing-data project's files.

    python tools/build_standing_data.py STANDING_DATA_FOLDER --retrieved 2026-11-22

The folder holds vradarserver/standing-data (CC0) as ``aircraft.tar.gz``, ``airlines.tar.gz``,
``code-blocks.tar.gz``, ``model-type.tar.gz`` and ``registration-prefixes.tar.gz``.
Written: Parquet files and ``standing_data.json`` under ``src/wheelsdown/reference/data``, and
``STANDING_DATA.md`` beside them. The same input gives the same bytes.
"""

import argparse
import hashlib
import io
import json
import tarfile
from pathlib import Path

import polars as pl

DATA = Path(__file__).resolve().parent.parent / "src" / "wheelsdown" / "reference" / "data"

#: What the source writes for an aircraft of a natural person, and what we keep of it.
PRIVATE = "private"

HEADER = """# Identity data that ship inside the package

From **standing-data** (github.com/vradarserver/standing-data), dedicated to the public domain under CC0
1.0 by its contributors. Rebuild with `tools/build_standing_data.py`; the same input gives the same bytes.

- Aircraft are the entries users submitted since June 2022: a small part of the world's fleet, and none
  of them dated. Serial numbers are left out. Where the source marks the operator as a private person,
  the word "private" is all that is kept.
- Address blocks overlap; the smallest that holds an address counts. A few blocks marked military hold
  civil registers as well (Guernsey's 2-, Chile's CC-), so the block is the weakest source there is.
- Forms of registration are kept as usually written; the one of the United States is ours (14 CFR 47.15).
- Airlines without an ICAO designator and operators' flight number patterns are left out.
"""


def main() -> None:
    """Read the arguments and write every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with standing-data's archives")
    parser.add_argument("--retrieved", required=True, help="day the files were retrieved, YYYY-MM-DD")
    arguments = parser.parse_args()
    tables = {
        "aircraft": aircraft(read(arguments.folder / "aircraft.tar.gz")),
        "airlines": airlines(read(arguments.folder / "airlines.tar.gz")),
        "address_blocks": blocks(read(arguments.folder / "code-blocks.tar.gz")),
        "aircraft_types": types(read(arguments.folder / "model-type.tar.gz")),
        "registration_prefixes": prefixes(read(arguments.folder / "registration-prefixes.tar.gz")),
    }
    origin = dict(
        zip(
            tables,
            ("aircraft", "airlines", "code-blocks", "model-type", "registration-prefixes"),
            strict=True,
        )
    )
    lines = [HEADER, f"Retrieved {arguments.retrieved}.", ""]
    lines += ["| file | rows | source file | its SHA-256 begins |", "|---|---|---|---|"]
    for name, table in tables.items():
        table.write_parquet(
            DATA / f"{name}.parquet", compression="zstd", compression_level=22, statistics=False
        )
        source = arguments.folder / f"{origin[name]}.tar.gz"
        digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
        lines.append(f"| {name}.parquet | {table.height:,} | `{source.name}` | {digest} |")
    (DATA / "STANDING_DATA.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    facts = {
        "source": "vradarserver/standing-data",
        "licence": "CC0-1.0",
        "retrieved_on": arguments.retrieved,
    }
    (DATA / "standing_data.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def read(archive: Path) -> pl.DataFrame:
    """Read all CSV files of an archive as one table of text, in order of their names."""
    found: dict[str, pl.DataFrame] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(".csv"):
                content = tar.extractfile(member)
                found[member.name] = pl.read_csv(io.BytesIO(content.read()), infer_schema=False)
    return pl.concat([found[name] for name in sorted(found)])


def address(column: str) -> pl.Expr:
    """Turn six hex digits into a number."""
    return pl.col(column).str.to_integer(base=16, dtype=pl.UInt32)


def aircraft(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep what names an aircraft; a private operator is only called that."""
    private = (pl.col("IsPrivateOperator") == "1") | (pl.col("Operator") == "Private")
    return rows.select(
        address=address("ICAO"),
        registration="Registration",
        type_designator=pl.when(~pl.col("ModelICAO").str.starts_with("-")).then("ModelICAO"),
        description=pl.col("ManufacturerAndModel"),
        operator=pl.when(private).then(pl.lit(PRIVATE)).otherwise("Operator"),
        year="YearBuilt",
    ).sort("address")


def airlines(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the operators that have an ICAO designator."""
    return rows.drop_nulls("ICAO").select(designator="ICAO", name="Name").sort("designator")


def blocks(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep every block; ZZ is nobody's."""
    return (
        rows.select(
            first=address("Start"),
            last=address("Finish"),
            military=pl.col("IsMilitary") == "1",
            country=pl.when(pl.col("CountryISO2") != "ZZ").then("CountryISO2"),
        )
        .unique()
        .sort("first", "last", descending=[False, True])
    )


def types(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the real designators, the names in use first."""
    return (
        rows.filter(~pl.col("ICAO").str.starts_with("-"))
        .select(
            designator="ICAO",
            manufacturer="Manufacturer",
            model="Model",
            n_engines="Engines",
            engine="EngineTypeCode",
            species="SpeciesCode",
            wake="WakeTurbulenceCode",
            in_use=pl.col("IsActive") == "1",
        )
        .sort("designator", "in_use", descending=[False, True], maintain_order=True)
    )


#: United States, 14 CFR 47.15: up to five signs, digits first, at most two letters, no leading zero. The
#: source's form is wider and takes NZ7015, a New Zealand serial, for a US registration.
US_FORM = r"N[1-9]\d{0,4}|N[1-9]\d{0,3}[A-Z]|N[1-9]\d{0,2}[A-Z]{2}"


def prefixes(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep each country's form of registration as it is usually written, in Python's pattern language."""
    usual = pl.when(pl.col("HasHyphen") == "1").then("DecodeFullRegex").otherwise("DecodeNoHyphenRegex")
    pattern = usual.str.replace_all("(?<code>", "(?:", literal=True)
    american = pl.col("CountryISO2") == "US"
    return rows.select(
        country="CountryISO2", pattern=pl.when(american).then(pl.lit(US_FORM)).otherwise(pattern)
    ).unique(maintain_order=True)


if __name__ == "__main__":
    main()
