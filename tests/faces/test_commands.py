"""The commands: what they ask, what they print where, and how they end."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from typer.testing import Result

from wheelsdown.clock import Interval
from wheelsdown.errors import UnknownReference

LISTS = [["visits", "XQAA"], ["flights"], ["rotations", "XQAA"]]


@pytest.fixture
def with_rows(pipeline: Any, builders: SimpleNamespace) -> Callable[[str], Any]:
    """Let the pipeline answer one row of the right kind."""
    make = {"visits": builders.visit, "flights": builders.flight, "rotations": lambda: builders.leg(-1)}

    def fill(command: str) -> Any:
        pipeline.rows = [make[command]()]
        return pipeline

    return fill


@pytest.mark.parametrize("command", LISTS)
def test_every_filter_reaches_the_pipeline(
    with_rows: Callable[[str], Any], run: Callable[..., Result], command: list[str]
) -> None:
    pipeline = with_rows(command[0])
    words = (
        "--since 2025-10-20 --until 2025-10 --icao24 4B1803 --callsign RFF7040 --type il62 --operator RFF "
        "--military --from Libya --to UUBW --min-probability 0.9"
    )
    result = run(*command, *words.split())
    assert result.exit_code == 0, result.stderr
    [(_, asked)] = pipeline.asked
    assert asked.interval == Interval.parse("2025-10-20", "2025-10")
    assert (asked.icao24, asked.callsign, asked.type_designator) == ("4b1803", "RFF7040", "IL62")
    assert (asked.operator, asked.military, asked.came_from, asked.went_to) == ("RFF", True, "Libya", "UUBW")
    assert asked.min_probability == 0.9


def test_civil_and_unasked_are_two_things(pipeline: Any, run: Callable[..., Result]) -> None:
    run("flights", "--civil")
    run("flights")
    assert [asked.military for _, asked in pipeline.asked] == [False, None]


@pytest.mark.parametrize("command", LISTS)
def test_json_is_the_contract_and_marks_what_is_simulated(
    with_rows: Callable[[str], Any], run: Callable[..., Result], command: list[str]
) -> None:
    pipeline = with_rows(command[0])
    pipeline.simulated = True
    pipeline.missing = ["no data for 2020-09-10"]
    result = run(*command, "--format", "json")
    out = json.loads(result.stdout)
    assert out["schema"] == f"wheelsdown/{command[0]}/1"
    assert out["simulated"] is True
    assert [item["simulated"] for item in out["items"]] == [True]
    assert out["missing"] == ["no data for 2020-09-10"]
    assert "SIMULATED DATA" in result.stderr


@pytest.mark.parametrize("command", LISTS)
def test_csv_goes_to_standard_output_and_remarks_to_standard_error(
    with_rows: Callable[[str], Any], run: Callable[..., Result], command: list[str]
) -> None:
    pipeline = with_rows(command[0])
    pipeline.left_out = {"spoof_suspect": 3}
    pipeline.missing = ["no data for 2020-09-10"]
    result = run(*command, "--format", "csv")
    [row] = csv.DictReader(io.StringIO(result.stdout))
    assert row["simulated"] == "false"
    assert "Left out: 3 spoof suspect." in result.stderr
    assert "no data for 2020-09-10" in result.stderr


@pytest.mark.parametrize("command", LISTS)
def test_geojson_and_parquet_by_the_ending_of_the_file(
    with_rows: Callable[[str], Any], run: Callable[..., Result], command: list[str], tmp_path: Path
) -> None:
    with_rows(command[0])
    run("place", "add", "XQAA", "--kind", "airstrip", "--name", "Somewhere", "--at", "33.04,-116.92")
    assert run(*command, "-o", "rows.geojson").exit_code == 0
    [feature] = json.loads((tmp_path / "rows.geojson").read_text())["features"]
    assert feature["geometry"]["type"] in {"Point", "MultiPoint"}
    result = run(*command, "-o", "rows.parquet")
    assert result.stdout == ""
    assert "1 row." in result.stderr
    assert pl.read_parquet(tmp_path / "rows.parquet").height == 1
    assert {path.name for path in tmp_path.iterdir()} == {"places.json", "rows.geojson", "rows.parquet"}


def test_a_file_that_cannot_be_written_is_one_line(
    with_rows: Callable[[str], Any], run: Callable[..., Result]
) -> None:
    with_rows("visits")
    result = run("visits", "XQAA", "-o", "nowhere/rows.csv")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "rows.csv" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["visits", "XQAA", "--since", "soon"],
        ["visits", "XQAA", "--since", "2025-10-02", "--until", "2025-10-01"],
        ["visits", "XQAA", "--icao24", "zz"],
        ["visits", "XQAA", "--min-probability", "2"],
        ["visits", "XQAA", "--format", "pdf"],
        ["visits"],
        ["fly"],
        ["identity", "4b1803", "--format", "geojson"],
        ["identity", "4b1803", "--at", "soon"],
        ["assert", "4b1803", "--by", "night desk"],
        ["assert", "4b1803", "--registration", "HB-XYZ"],
        ["ingest"],
    ],
)
def test_wrong_words_end_with_2(pipeline: Any, run: Callable[..., Result], words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error:" in result.stderr


def test_a_refusal_is_one_line_and_1(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.error = UnknownReference("'Hmeinin' is no place known here;\nnearest: Hmeimim", asked="Hmeinin")
    result = run("visits", "Hmeinin")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "wheelsdown: 'Hmeinin' is no place known here; nearest: Hmeimim\n"


def test_a_full_disk_is_one_line_and_says_what_to_do(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.error = OSError(28, "No space left on device", "/data/tables")
    result = run("flights")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "/data/tables: No space left on device; free some space" in result.stderr


def test_ctrl_c_is_one_line_and_130(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.error = KeyboardInterrupt()
    result = run("flights")
    assert result.exit_code == 130
    assert result.stderr.count("\n") == 1


def acquisition(**changes: Any) -> SimpleNamespace:
    words: dict[str, Any] = {
        "sha256": "ab" * 32,
        "paths": ("/data/states.csv",),
        "format": "opensky_csv",
        "n_points_kept": 90,
        "dropped": {"bad_latitude": 10},
        "refused": (),
        "notes": (),
        "first_at": None,
        "last_at": None,
        "simulated": False,
    }
    return SimpleNamespace(**(words | changes))


def outcome(**changes: Any) -> SimpleNamespace:
    words: dict[str, Any] = {"new": (), "known": (), "refused": (), "n_flights": 3, "n_visits": 2}
    return SimpleNamespace(**(words | changes))


REFUSAL = SimpleNamespace(where="x.json", reason="empty", message="x.json: is empty; download it again")


def test_bad_rows_are_counted_and_the_ingest_is_done(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.outcome = outcome(new=(acquisition(),))
    result = run("ingest", "states.csv", "--provider", "opensky", "--copy")
    assert result.exit_code == 0
    assert "90 points kept, 10 left out (10 bad latitude)" in result.stdout
    assert "3 flights and 2 visits" in result.stdout
    [(paths, options)] = pipeline.asked
    assert paths == [Path("states.csv")]
    assert (options["provider"], options["copy"]) == ("opensky", True)


def test_a_file_that_yields_nothing_ends_with_1_and_the_others_count(
    pipeline: Any, run: Callable[..., Result]
) -> None:
    pipeline.outcome = outcome(new=(acquisition(),), refused=(REFUSAL,))
    result = run("ingest", "states.csv", "x.json")
    assert result.exit_code == 1
    assert "90 points kept" in result.stdout
    assert result.stderr == "wheelsdown: x.json: is empty; download it again\n"


def test_a_bad_member_of_a_good_archive_is_shown_and_done(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.outcome = outcome(new=(acquisition(refused=(REFUSAL,)),))
    result = run("ingest", "day.tar")
    assert result.exit_code == 0
    assert "x.json" in result.stderr


def test_a_file_whose_points_were_all_bad_ends_with_1(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.outcome = outcome(new=(acquisition(n_points_kept=0),))
    assert run("ingest", "states.csv").exit_code == 1


def test_the_same_file_twice_is_said(pipeline: Any, run: Callable[..., Result]) -> None:
    pipeline.outcome = outcome(known=(acquisition(),))
    result = run("ingest", "states.csv")
    assert result.exit_code == 0
    assert "already here, nothing changed" in result.stdout


def test_assertions_are_put_on_record_one_by_one(pipeline: Any, run: Callable[..., Result]) -> None:
    words = ["--registration", "hb-xyz", "--military", "--until", "2024-06", "--by", "night desk"]
    result = run("assert", "4B1803", *words)
    assert result.exit_code == 0, result.stderr
    end = Interval.parse(None, "2024-06").end
    assert pipeline.asked == [
        ("4b1803", "registration", "HB-XYZ", "night desk", None, end),
        ("4b1803", "military", "true", "night desk", None, end),
    ]


def assertion(builders: SimpleNamespace, **changes: Any) -> dict[str, Any]:
    return {
        "airframe": "a1b2c3",
        "attribute": "registration",
        "value": "N4321Q",
        "valid_from": None,
        "valid_to": None,
        "source": "readsb header",
        "retrieved_at": builders.at("2020-09-12T00:00"),
        "simulated": False,
    } | changes


def test_identity_shows_every_source_and_the_conflicts(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    pipeline.assertions = [assertion(builders), assertion(builders, value="N1", source="night desk")]
    pipeline.conflicts = ("registration: N4321Q (readsb header), N1 (night desk)",)
    out = run("identity", "a1b2c3").stdout
    assert "Conflict: registration: N4321Q (readsb header), N1 (night desk)" in out
    assert "readsb header, 2020-09-12" in out
    items = json.loads(run("identity", "a1b2c3", "--format", "json").stdout)["items"]
    assert [item["value"] for item in items] == ["N4321Q", "N1"]
