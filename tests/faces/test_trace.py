"""``wheelsdown trace``: the points as received, what is not believed beside them, straight from raw files."""

import gzip
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from raw_workspace import on_record
from rich.cells import cell_len
from track_builder import EPOCH, Track
from typer.testing import CliRunner, Result

from wheelsdown.faces.cli import app
from wheelsdown.sources import find_sources, read_source

DAY = EPOCH.replace(hour=0)


def trace_file(path: Path, track: Track, **header: Any) -> Path:
    """Write a track as a readsb trace."""
    points = []
    for row in track.rows:
        altitude = "ground" if row["on_ground"] else row["altitude_ft"]
        details = {"flight": row["callsign"]} if row["callsign"] else None
        points.append(
            [(row["at"] - DAY).total_seconds(), row["lat_deg"], row["lon_deg"], altitude,
             row["groundspeed_kt"], row["track_deg"], 0, row["vertical_rate_fpm"], details, "adsb_icao", None]
        )  # fmt: skip
    head = {"icao": track.airframe, "timestamp": DAY.timestamp(), "trace": points} | header
    path.write_bytes(gzip.compress(json.dumps(head).encode()))
    return path


@pytest.fixture
def flight() -> Track:
    return Track(callsign="TANK70").parked(1).take_off("XQAA").fly_to("XQCC").land("XQCC", taxi_min=1)


@pytest.fixture
def held(tmp_path: Path, flight: Track) -> Path:
    path = trace_file(tmp_path / "trace_full_a00001.json", flight, r="XQ-ABC", t="IL62")
    on_record(tmp_path / "workspace", [path])
    return tmp_path / "workspace"


@pytest.fixture
def trace(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("COLUMNS", "80")
    return lambda workspace, *words: CliRunner().invoke(app, ["trace", *words, "--workspace", str(workspace)])


def items(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["items"]  # type: ignore[no-any-return]


def test_the_table_shows_values_as_received_in_80_columns(
    held: Path, trace: Callable[..., Result], flight: Track
) -> None:
    result = trace(held, "a00001")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert "2025-10-26 Sunday" in lines
    points = [line for line in lines if re.match(r"\d\d:\d\d:\d\d ", line)]
    assert len(points) == len(flight.rows)
    assert points[0].split() == [
        "10:00:00",
        "35.0000",
        "36.0000",
        "ground",
        "0",
        "090",
        "+0",
        "ground",
        "ADS-B",
    ]
    assert any("callsign TANK70" in line for line in lines)
    assert f"{len(flight.rows)} points." in lines
    assert "?" not in "".join(points)


@pytest.mark.parametrize("asked", ["a00001", "A00001", "XQ-ABC", "xqabc"])
def test_an_aircraft_is_named_by_address_or_registration(
    held: Path, trace: Callable[..., Result], asked: str
) -> None:
    assert {row["airframe"] for row in items(trace(held, asked, "--format", "json"))} == {"a00001"}


def test_json_is_the_contract(held: Path, trace: Callable[..., Result], flight: Track) -> None:
    out = json.loads(trace(held, "a00001", "--format", "json").stdout)
    assert out["schema"] == "wheelsdown/trace/1"
    assert {"items", "left_out", "missing"} <= set(out)
    first, last = out["items"][0], out["items"][-1]
    assert first["at"] == "2025-10-26T10:00:00Z"
    assert (first["phase"], last["phase"]) == ("ground", "ground")
    assert {row["phase"] for row in out["items"]} >= {"climb", "descent"}
    assert len(first["sha256"]) == 64
    assert [row["row"] for row in out["items"]] == list(range(len(flight.rows)))


def test_since_and_until_are_half_open(held: Path, trace: Callable[..., Result]) -> None:
    words = ("--since", "2025-10-26T10:05", "--until", "2025-10-26T10:06", "--format", "json")
    times = [row["at"] for row in items(trace(held, "a00001", *words))]
    assert times[0] == "2025-10-26T10:05:00Z"
    assert times[-1] == "2025-10-26T10:05:55Z"


def test_the_verdict_on_a_point_does_not_depend_on_the_interval(
    tmp_path: Path, trace: Callable[..., Result]
) -> None:
    """A spoofed stretch is as spoofed when only its middle is asked for."""
    track = Track(step_s=10.0).beside("XQAA", 45, 60, 33_000).level(30, 420)
    real = len(track.rows)
    lat, lon = track.lat, track.lon
    track.place(33.82, 35.49, 33_000)
    track.kt = 420.0
    for _ in range(120):  # thirty minutes at one place, at the speed of an airliner
        track.send()
        track.lat += 0.00001
    track.place(lat, lon, 33_000, 45).move(20 * 60)
    track.level(30, 420)
    workspace = tmp_path / "workspace"
    on_record(workspace, [trace_file(tmp_path / "trace_full_a00001.json", track)])
    whole = {row["at"]: row["integrity"] for row in items(trace(workspace, "a00001", "--format", "json"))}
    middle = track.rows[real + 60]["at"]
    words = (
        "--since",
        f"{middle:%Y-%m-%dT%H:%M}",
        "--until",
        f"{middle + timedelta(minutes=2):%Y-%m-%dT%H:%M}",
    )
    part = {
        row["at"]: row["integrity"] for row in items(trace(workspace, "a00001", *words, "--format", "json"))
    }
    assert part
    assert part == {at: whole[at] for at in part}
    assert set(part.values()) == {"spoof_suspect"}
    table = trace(workspace, "a00001").stdout
    assert "spoofing suspected; positions are no evidence" in table
    assert "with positions that are no evidence" in table
    assert trace(workspace, "a00001", *words).stdout.count("33.82") >= 10  # shown as received all the same


@pytest.fixture
def with_a_glitch(tmp_path: Path) -> Path:
    track = Track().beside("XQAA", 45, 60, 9_000).level(10, 300)
    track.rows[40]["altitude_ft"] = 60_000.0
    on_record(tmp_path / "workspace", [trace_file(tmp_path / "trace_full_a00001.json", track)])
    return tmp_path / "workspace"


def test_a_value_that_cannot_be_true_is_shown_and_questioned(
    with_a_glitch: Path, trace: Callable[..., Result]
) -> None:
    rows = items(trace(with_a_glitch, "a00001", "--format", "json"))
    [masked] = [row for row in rows if row["masked"]]
    assert (masked["masked"], masked["altitude_ft"]) == (["altitude_ft"], 60_000.0)
    table = trace(with_a_glitch, "a00001").stdout
    assert "60,000?" in table
    assert "1 with a value that is not believed" in table


def test_suspect_shows_only_points_with_a_doubt_and_counts_the_rest(
    with_a_glitch: Path, trace: Callable[..., Result]
) -> None:
    out = json.loads(trace(with_a_glitch, "a00001", "--suspect", "--format", "json").stdout)
    assert [row["altitude_ft"] for row in out["items"]] == [60_000.0]
    assert out["left_out"]["points without any doubt"] == 119
    words = trace(with_a_glitch, "a00001", "--suspect", "--until", "2025-10-26T10:01").stdout
    assert "No point of a00001 with a doubt" in words


def test_nothing_received_is_not_nothing_flown(held: Path, trace: Callable[..., Result]) -> None:
    result = trace(held, "ffff01", "--since", "2025-10-26", "--until", "2025-10-27")
    assert result.exit_code == 0
    assert "No points of ffff01 in this workspace" in result.stdout
    assert "Not received is not the same as not flown" in " ".join(result.stdout.split())
    assert "no data for 2025-10-27" in result.stdout


@pytest.mark.parametrize(
    ("ending", "recognise"),
    [
        ("json", lambda b: json.loads(b)["schema"] == "wheelsdown/trace/1"),
        ("csv", lambda b: b.startswith(b"airframe,at,lat_deg")),
        ("geojson", lambda b: json.loads(b)["type"] == "FeatureCollection"),
        ("kml", lambda b: b.startswith(b"<?xml") and b"gx:Track" in b),
        ("parquet", lambda b: "phase" in pl.read_parquet(io.BytesIO(b)).columns),
    ],
)
def test_a_files_ending_says_its_form(
    held: Path, trace: Callable[..., Result], tmp_path: Path, ending: str, recognise: Callable[[bytes], bool]
) -> None:
    out = tmp_path / f"out.{ending}"
    result = trace(held, "a00001", "-o", str(out))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "Wrote" in result.stderr
    assert recognise(out.read_bytes())


@pytest.mark.parametrize(("form", "name"), [("traffic", "t.parquet"), ("readsb", "trace_full_a00001.json")])
def test_exports_for_other_programs_read_again_as_raw_files(
    held: Path, trace: Callable[..., Result], tmp_path: Path, flight: Track, form: str, name: str
) -> None:
    out = tmp_path / "out" / name
    out.parent.mkdir()
    result = trace(held, "a00001", "--format", form, "-o", str(out))
    assert result.exit_code == 0, result.stderr
    [source] = find_sources([out])[0]
    states = pl.concat([reading.state_vectors for reading in read_source(source)])
    assert states["at"].to_list() == [row["at"] for row in flight.rows]
    assert states["lat_deg"].to_list() == pytest.approx([row["lat_deg"] for row in flight.rows])


def test_simulated_points_say_so_in_every_form(
    tmp_path: Path, trace: Callable[..., Result], flight: Track
) -> None:
    workspace = tmp_path / "workspace"
    on_record(workspace, [trace_file(tmp_path / "trace_full_a00001.json", flight, simulated=True)])
    assert trace(workspace, "a00001").stdout.count("SIMULATED DATA") == 2
    for form in ("json", "csv", "geojson", "kml", "readsb"):
        result = trace(workspace, "a00001", "--format", form)
        assert "SIMULATED DATA" in result.stderr
        assert re.search(r'"?simulated"?|SIMULATED', result.stdout)
    read = json.loads(trace(workspace, "a00001", "--format", "readsb").stdout)
    assert read["simulated"] is True


def test_a_flagged_aircraft_is_not_shown_without_a_reason(
    tmp_path: Path, trace: Callable[..., Result], flight: Track
) -> None:
    workspace = tmp_path / "workspace"
    on_record(workspace, [trace_file(tmp_path / "trace_full_a00001.json", flight, dbFlags=8)])
    result = trace(workspace, "a00001")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "--show-flagged REASON" in result.stderr
    result = trace(workspace, "a00001", "--show-flagged", "court order 12", "--format", "json")
    assert items(result)
    [line] = (workspace / "disclosures.jsonl").read_text().splitlines()
    assert (json.loads(line)["reason"], json.loads(line)["airframes"]) == ("court order 12", ["a00001"])


def test_a_callsign_cannot_act_on_the_terminal(tmp_path: Path, trace: Callable[..., Result]) -> None:
    track = Track(callsign="A\x1b[2JB").level(1, 300)
    workspace = tmp_path / "workspace"
    on_record(workspace, [trace_file(tmp_path / "trace_full_a00001.json", track)])
    assert "\x1b[2J" not in trace(workspace, "a00001").stdout


def test_changed_raw_bytes_are_refused_in_one_line(held: Path, trace: Callable[..., Result]) -> None:
    path = held.parent / "trace_full_a00001.json"
    path.write_bytes(path.read_bytes() + b" ")
    result = trace(held, "a00001")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "put the original back" in result.stderr


def test_bytes_are_not_for_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    import typer

    from wheelsdown.faces.cli import trace as module

    monkeypatch.setattr(module.sys, "stdout", SimpleNamespace(isatty=lambda: True))
    with pytest.raises(typer.BadParameter, match="add -o FILE"):
        module._chosen(module.TraceFormat.TRAFFIC, None)
    assert module._chosen(None, Path("a.KML")) is module.TraceFormat.KML
    assert module._chosen(None, Path("a.txt")) is module.TraceFormat.TABLE
