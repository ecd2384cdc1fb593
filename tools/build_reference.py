"""Build the tables of places that ship inside the package from the public files they come from.

    python tools/build_reference.py OURAIRPORTS_FOLDER --countries countries-10m.json --retrieved 2026-11-22

The folder holds OurAirports' airports, runways, countries and regions as ``ourairports_*.csv`` or
``ourairports_*.csv.gz``; the countries are Natural Earth's in TopoJSON, as the ``world-atlas``
package 2.0.2 carries them. Written: the Parquet files under ``src/wheelsdown/reference/data`` and
the table of sources and counts in ``README.md`` beside them. The same input gives the same bytes.
"""

import argparse
import hashlib
import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely
import shapely.affinity

DATA = Path(__file__).resolve().parent.parent / "src" / "wheelsdown" / "reference" / "data"

#: Tolerance when country borders are thinned, in degrees (0.01 deg is about 1.1 km).
TOLERANCE_DEG = 0.01

#: Borders are rounded to this grid; a power of two, so that the stored numbers compress.
GRID_DEG = 1 / 1024

#: Share of the aerodromes on a piece of land that decides its country; a few lie across a border river.
MAJORITY = 0.8

#: Natural Earth areas without an ISO number: the country a place there is counted to, or none where
#: that is disputed or nobody lives there. Bases and buffer zones go to the island they lie on, so that
#: an end on Cyprus is an end on Cyprus; Kosovo has the code XK in OurAirports.
WITHOUT_NUMBER: dict[str, str | None] = {
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Somaliland": "SO",
    "Kosovo": "XK",
    "USNB Guantanamo Bay": "CU",
    "Baikonur": "KZ",
    "Indian Ocean Ter.": "AU",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
    "Siachen Glacier": None,
    "Spratly Is.": None,
    "Bajo Nuevo Bank": None,
    "Serranilla Bank": None,
    "Scarborough Reef": None,
}

#: Areas with a code of their own that OurAirports counts to another country (Åland to Finland).
COUNTED_TO = {"AX": "FI"}


def main() -> None:
    """Read the arguments and write every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with OurAirports' CSV files")
    parser.add_argument("--countries", type=Path, required=True, help="Natural Earth countries, TopoJSON")
    parser.add_argument("--retrieved", required=True, help="day the files were retrieved, YYYY-MM-DD")
    arguments = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)
    airports, runways, countries, regions = (
        source(arguments.folder, name) for name in ("airports", "runways", "countries", "regions")
    )
    catalogue = with_ids(read(airports))
    aerodromes = aerodrome_table(catalogue)
    write(aerodromes, "aerodromes")
    strips, n_orphans = runway_table(read(runways), catalogue)
    write(strips, "runways")
    regions_table = read(regions).select("name", region="code", country="iso_country").sort("region")
    write(regions_table.select("region", "country", "name"), "regions")
    names = read(countries).select(country="code", name="name").sort("country")
    borders = country_table(json.loads(arguments.countries.read_text("utf-8")), names, aerodromes)
    write(borders, "countries")
    counts = [
        ("aerodromes.parquet", aerodromes.height, airports, "OurAirports"),
        ("runways.parquet", strips.height, runways, "OurAirports"),
        ("regions.parquet", regions_table.height, regions, "OurAirports"),
        ("countries.parquet", borders.height, countries, "OurAirports"),
        (
            "countries.parquet (borders)",
            borders["border"].count(),
            arguments.countries,
            "Natural Earth 4.1.0",
        ),
    ]
    write_readme(counts, n_orphans, aerodromes, arguments.retrieved)


def source(folder: Path, name: str) -> Path:
    """Find one of OurAirports' files, compressed or not."""
    found = sorted(folder.glob(f"ourairports_{name}.csv*"))
    if not found:
        raise SystemExit(f"{folder} holds no ourairports_{name}.csv or .csv.gz")
    return found[0]


def read(path: Path, separator: str = ",") -> pl.DataFrame:
    """Read a CSV file as text only: "NA" is a continent and "00" a number, not nothing and zero."""
    return pl.read_csv(path, infer_schema=False, separator=separator)


def write(table: pl.DataFrame, name: str) -> None:
    """Write one table as compact Parquet."""
    table.write_parquet(DATA / f"{name}.parquet", compression="zstd", compression_level=22, statistics=False)


def with_ids(airports: pl.DataFrame) -> pl.DataFrame:
    """Give every aerodrome its id: the ICAO code where there is one, else the ident.

    Some idents look like ICAO codes and are, meanwhile, another aerodrome's ICAO code. The holder of
    the code keeps it as id; the other is called ``OA-`` plus its row number at OurAirports.
    """
    taken = airports["icao_code"].drop_nulls()
    clash = pl.col("icao_code").is_null() & pl.col("ident").is_in(taken.implode())
    named = airports.with_columns(
        aerodrome=pl.when(clash)
        .then(pl.format("OA-{}", pl.col("id")))
        .otherwise(pl.coalesce("icao_code", "ident"))
    )
    if named["aerodrome"].is_duplicated().any():
        raise SystemExit("two aerodromes share one ICAO code; decide who keeps it before building")
    return named.sort("aerodrome")


def micro_degrees(column: str) -> pl.Expr:
    """Store an angle in millionths of a degree (0.1 m): half the size of a float."""
    return (pl.col(column).cast(pl.Float64, strict=False) * 1e6).round().cast(pl.Int32)


def feet(column: str) -> pl.Expr:
    """Read a height in whole feet."""
    return pl.col(column).cast(pl.Float64, strict=False).round().cast(pl.Int32)


def aerodrome_table(catalogue: pl.DataFrame) -> pl.DataFrame:
    """Keep what we look up by or compute with; a code equal to the id is not stored twice."""
    own = {
        name: pl.when(pl.col(column) != pl.col("aerodrome")).then(pl.col(column))
        for name, column in (("ident", "ident"), ("gps_code", "gps_code"), ("local_code", "local_code"))
    }
    return catalogue.select(
        "aerodrome",
        "name",
        kind=pl.col("type").cast(pl.Categorical),
        lat_udeg=micro_degrees("latitude_deg"),
        lon_udeg=micro_degrees("longitude_deg"),
        elevation_ft=feet("elevation_ft").cast(pl.Int16),
        country=pl.col("iso_country"),
        region=pl.col("iso_region"),
        municipality=pl.col("municipality"),
        icao_code=pl.col("icao_code").is_not_null(),
        iata_code=pl.col("iata_code"),
        keywords=pl.col("keywords"),
        **own,
    )


def runway_table(runways: pl.DataFrame, catalogue: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Keep the geometry of every runway whose aerodrome is known; count the others."""
    known = runways.join(catalogue.select("aerodrome", airport_ref="id"), on="airport_ref", how="inner")
    columns: dict[str, pl.Expr] = {"length_ft": feet("length_ft"), "closed": pl.col("closed") == "1"}
    for end in ("le", "he"):
        columns[f"{end}_designator"] = pl.col(f"{end}_ident").str.strip_chars()
        columns[f"{end}_lat_udeg"] = micro_degrees(f"{end}_latitude_deg")
        columns[f"{end}_lon_udeg"] = micro_degrees(f"{end}_longitude_deg")
        columns[f"{end}_elevation_ft"] = feet(f"{end}_elevation_ft")
        columns[f"{end}_heading_deg"] = pl.col(f"{end}_heading_degT").cast(pl.Float32, strict=False)
    kept = known.select("aerodrome", pl.col("id").cast(pl.Int64), **columns)
    return kept.sort("aerodrome", "id").drop("id"), runways.height - known.height


def ring(indices: Iterable[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """Join the arcs of one TopoJSON ring; a negative index is an arc walked backwards."""
    points: list[list[float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def land(rings: list[list[int]], arcs: list[list[list[float]]]) -> list[shapely.Geometry]:
    """Build the polygons of one TopoJSON polygon, cut at the antimeridian and valid."""
    outer, *holes = [unrolled(ring(indices, arcs)) for indices in rings]
    if len(outer) < 4:  # quantisation shrank it to a line
        return []
    shape = shapely.make_valid(shapely.Polygon(outer, [hole for hole in holes if len(hole) >= 4]))
    turned = [
        shapely.affinity.translate(shape.intersection(shapely.box(low, -90, low + 360, 90)), -180 - low)
        for low in (-540, -180, 180)
    ]
    return list(polygons_of(turned))


def unrolled(points: list[list[float]]) -> list[list[float]]:
    """Let a ring that crosses the antimeridian run on beyond it; one round a pole is closed there."""
    rolled = np.array(points)
    longitude = np.unwrap(rolled[:, 0], period=360)
    joined = np.column_stack([longitude, rolled[:, 1]]).tolist()
    if abs(longitude[-1] - longitude[0]) > 1:
        pole = math.copysign(90, rolled[:, 1].mean())
        joined += [[longitude[-1], pole], [longitude[0], pole], joined[0]]
    return joined


def thinned(arc: list[list[float]]) -> list[list[float]]:
    """Thin one arc, so that neighbours keep one common line; an island too small to thin stays."""
    line = shapely.simplify(shapely.LineString(arc), TOLERANCE_DEG, preserve_topology=False)
    fewer = shapely.get_coordinates(line)
    if arc[0] == arc[-1] and len(fewer) < 4:
        fewer = shapely.get_coordinates(shapely.LineString(arc))
    return [[float(x), float(y)] for x, y in (fewer / GRID_DEG).round() * GRID_DEG]


def decoded_arcs(topology: dict[str, Any]) -> list[list[list[float]]]:
    """Undo TopoJSON's quantised deltas."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([x * scale[0] + translate[0], y * scale[1] + translate[1]])
        arcs.append(points)
    return arcs


def by_aerodromes(
    shapes: dict[str, list[shapely.Geometry]], aerodromes: pl.DataFrame
) -> dict[str, list[shapely.Geometry]]:
    """Give a piece of land to the country that OurAirports gives nearly all aerodromes on it to.

    French Guiana is GF there and France in Natural Earth; Crimea is UA there, and drawn as held.
    A piece with no aerodrome, or with aerodromes of several countries, stays as drawn.
    """
    tree = shapely.STRtree(shapely.points(aerodromes["lon_udeg"] / 1e6, aerodromes["lat_udeg"] / 1e6))
    countries = aerodromes["country"].to_list()
    given: dict[str, list[shapely.Geometry]] = {}
    for drawn, parts in shapes.items():
        for piece in parts:
            owners = [countries[i] for i in tree.query(piece, predicate="intersects")]
            most = max(sorted(set(owners)), key=owners.count, default=drawn)
            owner = most if owners.count(most) >= MAJORITY * len(owners) else drawn
            given.setdefault(owner, []).append(piece)
    return given


def country_table(topology: dict[str, Any], names: pl.DataFrame, aerodromes: pl.DataFrame) -> pl.DataFrame:
    """Give each country of OurAirports its name and its border; the border is null where none is drawn."""
    codes = {number: code for code, number in iso_numbers().items()}
    arcs = [thinned(arc) for arc in decoded_arcs(topology)]
    shapes: dict[str, list[shapely.Geometry]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes[geometry["id"]] if "id" in geometry else WITHOUT_NUMBER[name]
        code = COUNTED_TO.get(code, code)
        if code is not None:
            polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            shapes.setdefault(code, []).extend(p for rings in polygons for p in land(rings, arcs))
    shapes = by_aerodromes(shapes, aerodromes)
    if missing := sorted(set(shapes) - set(names["country"])):
        raise SystemExit(f"Natural Earth has countries that OurAirports lacks: {missing}")
    borders = pl.DataFrame(
        {"country": list(shapes), "border": [shapely.to_wkb(area(parts)) for parts in shapes.values()]},
        schema={"country": pl.String, "border": pl.Binary},
    )
    return names.join(borders, on="country", how="left").sort("country")


def area(parts: list[shapely.Geometry]) -> shapely.Geometry:
    """Join the polygons of one country, and leave out the lines and points that repairing them leaves."""
    return shapely.MultiPolygon(list(polygons_of(shapely.union_all(parts))))


def polygons_of(geometries: Any) -> Any:
    """Give all polygons inside geometries, however nested."""
    pieces = shapely.get_parts(shapely.get_parts(geometries))
    return pieces[(shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(pieces)]


def iso_numbers() -> dict[str, str]:
    """Read ISO 3166-1 alpha-2 codes and their numbers from the small table beside this script."""
    rows = read(Path(__file__).parent / "iso_3166_numbers.tsv", separator="\t")
    return dict(zip(rows["alpha_2"], rows["number"], strict=True))


def write_readme(
    counts: list[tuple[str, int, Path, str]], n_orphans: int, aerodromes: pl.DataFrame, day: str
) -> None:
    """Rewrite the generated part of data/README.md: which file holds how many rows of which source."""
    lines = [f"Retrieved {day}.", "", "| file | rows | source | source file | its SHA-256 begins |"]
    lines += ["|---|---|---|---|---|"]
    for name, n, path, origin in counts:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        lines.append(f"| {name} | {n:,} | {origin} | `{path.name}` | {digest} |")
    n_renamed = aerodromes["aerodrome"].str.starts_with("OA-").sum()
    lines += [
        "",
        f"Left out: {n_orphans} runways whose aerodrome is not in the table.",
        f"{n_renamed} aerodromes whose ident is another's ICAO code have `OA-` and a number as id.",
        "",
    ]
    generated = "\n".join(lines)
    path = DATA / "README.md"
    start, end = "<!-- generated by tools/build_reference.py -->\n", "<!-- end -->"
    before, _, rest = path.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{start}{generated}{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
