"""``wheelsdown near``: a table that fits, the contract as JSON, nobody named who must not be, nothing oversold."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from rich.cells import cell_len
from track_builder import EPOCH, Track
from typer.testing import CliRunner, Result

from wheelsdown import pipeline
from wheelsdown.faces.cli import app
from wheelsdown.store import Workspace

DAY = EPOCH.replace(hour=0)
#: Where the first field of the builder lies, as a place nobody has heard of.
HERE = "35.0,36.0"


def trace_file(folder: Path, track: Track, **header: Any) -> Path:
    """Write a track as a readsb trace."""
    points = [
        [(row["at"] - DAY).total_seconds(), row["lat_deg"], row["lon_deg"],
         "ground" if row["on_ground"] else row["altitude_ft"], row["groundspeed_kt"], row["track_deg"], 0,
         row["vertical_rate_fpm"], {"flight": row["callsign"]} if row["callsign"] else None, "adsb_icao", None]
        for row in track.rows
    ]  # fmt: skip
    path = folder / f"trace_full_{track.airframe}.json"
    head = {"icao": track.airframe, "timestamp": DAY.timestamp(), "trace": points} | header
    path.write_bytes(gzip.compress(json.dumps(head).encode()))
    return path


def made(folder: Path, *, flags: int = 0, **header: Any) -> Path:
    folder.mkdir()
    landing = (
        Track(airframe="a00001", callsign="TANK70").beside("XQAA", 90, 40, 9_000).land("XQAA", taxi_min=1)
    )
    passing = Track(airframe="a00002", callsign="XQT7").place(35.2, 35.2, 34_000.0).level(12, 440)
    away = Track(airframe="a00003").place(45.0, 20.0, 34_000.0).level(5, 440)
    names = [header | {"r": "XQ-ABC", "t": "IL62", "dbFlags": flags}, header | {"r": "XQ-DEF"}, header]
    paths = [trace_file(folder, t, **head) for t, head in zip((landing, passing, away), names, strict=True)]
    pipeline.ingest(Workspace.create(folder / "workspace"), paths)
    return folder / "workspace"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("near") / "held")


@pytest.fixture(scope="module")
def flagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("near") / "flagged", flags=8)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("COLUMNS", "80")

    def asked(workspace: Path, *words: str) -> Result:
        add = ["place", "add", "XQ-HERE", "--name", "Invented Field", "--at", HERE, "--kind", "airstrip"]
        if not (workspace / "places.json").exists():
            added = CliRunner().invoke(app, [*add, "--workspace", str(workspace)])
            assert added.exit_code == 0, added.stderr
        return CliRunner().invoke(app, ["near", "XQ-HERE", *words, "--workspace", str(workspace)])

    return asked


def listed(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_the_table_fits_and_says_who_came_how_close(held: Path, ask: Callable[..., Result]) -> None:
    result = ask(held)
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert "2025-10-26 Sunday" in lines
    (landing,) = (line for line in lines if "TANK70" in line)
    assert "XQ-ABC IL62" in landing
    assert "on ground" in landing
    (passing,) = (line for line in lines if "XQT7" in line)
    assert "34,000 ft" in passing
    assert "NM at" in passing
    assert "2 aircraft on 1 day." in lines
    assert "SIMULATED" not in result.stdout


def test_json_is_the_contract(held: Path, ask: Callable[..., Result]) -> None:
    out = listed(ask(held, "--format", "json"))
    assert out["schema"] == "wheelsdown/near/1"
    assert out["place"] == "XQ-HERE"
    assert {"items", "left_out", "missing", "simulated"} <= set(out)
    landing = next(row for row in out["items"] if row["airframe"] == "a00001")
    assert set(landing["closest"]) == {"at", "distance_nm", "lat_deg", "lon_deg", "altitude_ft", "on_ground"}
    assert landing["evidence"][0].keys() == {"sha256", "first_row", "last_row"}
    assert landing["day"] == "2025-10-26"
    assert landing["exact"] is True


def test_radius_and_height_choose(held: Path, ask: Callable[..., Result]) -> None:
    def airframes(*words: str) -> list[str]:
        return sorted(row["airframe"] for row in listed(ask(held, "--format", "json", *words))["items"])

    assert airframes() == ["a00001", "a00002"]
    assert airframes("--radius-nm", "5") == ["a00001"]
    assert airframes("--below-ft", "20000") == ["a00001"]
    assert airframes("--since", "2025-10-27") == []


def test_the_cells_alone_promise_no_distance(held: Path, ask: Callable[..., Result]) -> None:
    result = ask(held, "--coarse")
    assert "not asked" in result.stdout
    assert "NM at" not in result.stdout
    assert "only quarter-degree cells were asked" in result.stdout
    assert not any(row["exact"] for row in listed(ask(held, "--coarse", "--format", "json"))["items"])


def test_an_empty_answer_is_about_reception(held: Path, ask: Callable[..., Result]) -> None:
    result = ask(held, "--since", "2025-10-28", "--until", "2025-10-28")
    assert result.exit_code == 0
    assert "No aircraft was received within 60 NM of XQ-HERE, 2025-10-28." in result.stdout
    assert "Not received is not the same as not flown." in " ".join(result.stdout.split())
    assert "Missing: no data for 2025-10-28" in result.stdout
    assert "wheelsdown fetch day adsblol 2025-10-28 --place XQ-HERE --radius-nm 60" in " ".join(
        result.stdout.split()
    )


@pytest.mark.parametrize("format_", ["table", "json", "csv", "geojson"])
def test_a_flagged_aircraft_keeps_its_row_and_loses_its_name(
    flagged: Path, ask: Callable[..., Result], format_: str
) -> None:
    result = ask(flagged, "--format", format_)
    assert result.exit_code == 0, result.stderr
    for secret in ("a00001", "XQ-ABC", "TANK70", "IL62"):
        assert secret not in result.stdout
    digest = next(iter(parts_of(flagged, "a00001")["sha256"]))
    assert digest not in result.stdout
    if format_ == "json":
        assert "withheld" in {row["airframe"] for row in listed(result)["items"]}


def test_a_flagged_aircraft_is_shown_for_a_logged_reason(flagged: Path, ask: Callable[..., Result]) -> None:
    out = listed(ask(flagged, "--format", "json", "--show-flagged", "test of the log"))
    assert "a00001" in {row["airframe"] for row in out["items"]}
    assert "test of the log" in (flagged / "disclosures.jsonl").read_text()


def parts_of(workspace: Path, airframe: str) -> pl.DataFrame:
    return Workspace.open(workspace).table("parts").filter(pl.col("airframe") == airframe).collect()


def test_geojson_puts_each_where_it_came_closest(held: Path, ask: Callable[..., Result]) -> None:
    out = listed(ask(held, "--format", "geojson"))
    for feature in out["features"]:
        nearest = feature["properties"]["closest"]
        assert feature["geometry"]["coordinates"] == [
            round(nearest["lon_deg"], 7), round(nearest["lat_deg"], 7)
        ]  # fmt: skip


def test_parquet_keeps_the_types(held: Path, ask: Callable[..., Result], tmp_path: Path) -> None:
    result = ask(held, "-o", str(tmp_path / "near.parquet"))
    assert result.exit_code == 0, result.stderr
    table = pl.read_parquet(tmp_path / "near.parquet")
    assert table["closest"].struct.field("distance_nm").dtype == pl.Float64
    assert table.height == 2


# --- reception ------------------------------------------------------------------------------------------


def test_reception_is_a_table_of_hours_and_heights(held: Path, ask: Callable[..., Result]) -> None:
    result = ask(held, "--reception")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert max(map(cell_len, lines)) <= 80
    (hour,) = (line for line in lines if line.startswith("10:00"))
    out = listed(ask(held, "--reception", "--format", "json"))
    assert out["schema"] == "wheelsdown/reception/1"
    ground = [row["n_points"] for row in out["items"] if row["band"] == -2]
    assert str(sum(ground)) == hour.split()[1]
    assert sum(row["n_points"] for row in out["items"]) == sum(
        int(n.replace(",", "")) for n in hour.split()[1:]
    )
    assert {row["hour_at"] for row in out["items"]} == {"2025-10-26T10:00:00Z"}


def test_reception_of_nothing_says_what_that_means(held: Path, ask: Callable[..., Result]) -> None:
    result = ask(held, "--reception", "--since", "2025-10-28", "--until", "2025-10-28")
    assert "Nothing was received within 60 NM of XQ-HERE, 2025-10-28." in result.stdout
    assert "not flown" in result.stdout


def test_reception_takes_no_filter_it_would_ignore(held: Path, ask: Callable[..., Result]) -> None:
    assert ask(held, "--reception", "--below-ft", "3000").exit_code == 2
    assert ask(held, "--reception", "--coarse").exit_code == 2


def test_simulated_rows_say_so_at_both_ends(tmp_path: Path, ask: Callable[..., Result]) -> None:
    workspace = made(tmp_path / "simulated", simulated=True)
    assert Workspace.open(workspace).kind == "simulated"
    for words in ((), ("--reception",), ("--coarse",)):
        lines = ask(workspace, *words).stdout.splitlines()
        assert lines[0].startswith("SIMULATED DATA")
        assert lines[-1].startswith("SIMULATED DATA")


def test_a_region_is_not_one_point(held: Path) -> None:
    result = CliRunner().invoke(app, ["near", "Libya", "--workspace", str(held)])
    assert result.exit_code == 1
    assert "is not one point" in result.stderr
