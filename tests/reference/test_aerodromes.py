"""The shipped table of aerodromes: whole, unique, and as published."""

import importlib.util
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from wheelsdown.reference.aerodromes import load_aerodromes, load_catalogue
from wheelsdown.schemas import Aerodrome


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The script that builds the shipped tables; it lies outside the package."""
    path = Path(__file__).resolve().parents[2] / "tools" / "build_reference.py"
    spec = importlib.util.spec_from_file_location("build_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_aerodromes_are_shipped_once_each_and_fit_the_schema() -> None:
    table = load_aerodromes()
    assert table.height == 84_225
    Aerodrome.validate(table)  # the id is the primary key


def test_values_are_those_published() -> None:
    row = load_catalogue().row(by_predicate=pl.col("aerodrome") == "OSLK", named=True)
    assert row["name"] == "Hmeimim Air Base"
    assert (row["lat_deg"], row["lon_deg"], row["elevation_ft"]) == (35.4011, 35.9487, 157.0)
    assert (row["iata_code"], row["country"], row["region"]) == ("LTK", "SY", "SY-LA")
    assert (row["ident"], row["icao_code"]) == ("OSLK", "OSLK")


def test_na_is_namibia_not_nothing() -> None:
    assert load_aerodromes().filter(pl.col("country") == "NA").height > 100
    assert load_aerodromes()["country"].null_count() == 0


@pytest.mark.parametrize(
    ("aerodrome", "ident"), [("HLJF", "HL69"), ("HL59", "HL59"), ("LY-BCQ", "LY-BCQ"), ("OERY", "SA-0094")]
)
def test_id_is_the_icao_code_else_the_ident(aerodrome: str, ident: str) -> None:
    assert load_catalogue().row(by_predicate=pl.col("aerodrome") == aerodrome, named=True)["ident"] == ident


def test_closed_fields_are_kept_and_marked() -> None:
    closed = load_aerodromes().filter(pl.col("kind") == "closed")
    assert closed.height == 12_864


def test_loading_again_gives_the_same_object() -> None:
    assert load_aerodromes() is load_aerodromes()


def test_the_holder_of_an_icao_code_keeps_it(build: ModuleType) -> None:
    airports = pl.DataFrame(
        {"id": ["1", "2", "3"], "ident": ["QQAA", "QQ-1", "QQ-2"], "icao_code": [None, "QQAA", None]}
    )
    named = build.with_ids(airports)
    assert dict(zip(named["ident"], named["aerodrome"], strict=True)) == {
        "QQAA": "OA-1",
        "QQ-1": "QQAA",
        "QQ-2": "QQ-2",
    }


def test_two_holders_of_one_icao_code_stop_the_build(build: ModuleType) -> None:
    airports = pl.DataFrame({"id": ["1", "2"], "ident": ["QQ-1", "QQ-2"], "icao_code": ["QQAA", "QQAA"]})
    with pytest.raises(SystemExit, match="share one ICAO code"):
        build.with_ids(airports)


def test_a_ring_across_the_antimeridian_runs_on(build: ModuleType) -> None:
    ring = [[179.0, 60.0], [-179.0, 60.0], [-179.0, 61.0], [179.0, 61.0], [179.0, 60.0]]
    pieces = build.land([[0]], [ring])
    assert sorted(piece.bounds for piece in pieces) == [
        (-180.0, 60.0, -179.0, 61.0),
        (179.0, 60.0, 180.0, 61.0),
    ]


@pytest.mark.shared
def test_the_shipped_files_are_what_the_script_makes(
    build: ModuleType, shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "DATA", tmp_path)
    folder = shared_data / "reference"
    catalogue = build.with_ids(build.read(build.source(folder, "airports")))
    build.write(build.aerodrome_table(catalogue), "aerodromes")
    build.write(build.runway_table(build.read(build.source(folder, "runways")), catalogue)[0], "runways")
    shipped = Path(build.__file__).resolve().parents[1] / "src/wheelsdown/reference/data"
    for name in ("aerodromes.parquet", "runways.parquet"):
        made, kept = pl.read_parquet(tmp_path / name), pl.read_parquet(shipped / name)
        assert made.equals(kept), f"{name} is stale; run tools/build_reference.py"
