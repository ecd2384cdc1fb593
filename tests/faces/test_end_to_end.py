"""The whole way on real and simulated data: raw file in, answer out, and back to the raw file."""

import csv
import functools
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import get_args

import polars as pl
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import wheelsdown.simulation
from wheelsdown.faces.cli import app
from wheelsdown.faces.cli.reference import Database
from wheelsdown.reference.imports import DatabaseKind

RAW = Path(str(files("wheelsdown") / "demo_data" / "calfire.json.gz"))
BANNER = "SIMULATED DATA - scenario, not evidence"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "80"})


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real") / "workspace"
    result = run("ingest", RAW, "--provider", "opensky", "--workspace", folder)
    assert result.exit_code == 0, result.stderr
    return folder


def visits(workspace: Path, *words: object) -> list[dict]:
    result = run("visits", "KRNM", "--format", "json", "--workspace", workspace, *words)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["items"]


def test_every_visit_is_proven_by_rows_of_the_raw_file_about_that_aircraft(workspace: Path) -> None:
    sha256 = hashlib.sha256(RAW.read_bytes()).hexdigest()
    raw = json.loads(gzip.decompress(RAW.read_bytes()))
    items = visits(workspace)
    assert items
    for item in items:
        assert item["evidence"]
        for proof in item["evidence"]:
            assert proof["sha256"] == sha256
            assert raw[proof["first_row"]]["icao24"] == raw[proof["last_row"]]["icao24"] == item["icao24"]


def test_the_table_fits_80_columns_and_shows_every_visit(workspace: Path) -> None:
    out = run("visits", "KRNM", "--workspace", workspace).stdout
    assert max(map(cell_len, out.splitlines())) <= 80
    for item in visits(workspace):
        assert f"visit {item['visit_id']}" in out


def test_all_forms_hold_the_same_visits(workspace: Path, tmp_path: Path) -> None:
    ids = [item["visit_id"] for item in visits(workspace)]
    table = csv.DictReader(
        io.StringIO(run("visits", "KRNM", "--format", "csv", "--workspace", workspace).stdout)
    )
    assert [row["visit_id"] for row in table] == ids
    for ending in ("parquet", "geojson"):
        run("visits", "KRNM", "-o", tmp_path / f"v.{ending}", "--workspace", workspace)
    assert pl.read_parquet(tmp_path / "v.parquet")["visit_id"].to_list() == ids
    features = json.loads((tmp_path / "v.geojson").read_text())["features"]
    assert [feature["properties"]["visit_id"] for feature in features] == ids
    assert {tuple(feature["geometry"]["coordinates"]) for feature in features} == {(-116.915, 33.039)} or all(
        abs(feature["geometry"]["coordinates"][0] + 116.91) < 0.02 for feature in features
    )


def test_the_filters_filter(workspace: Path) -> None:
    one = visits(workspace, "--icao24", "A515F1")
    assert {item["icao24"] for item in one} == {"a515f1"}
    day = visits(workspace, "--since", "2020-09-11", "--until", "2020-09-11")
    assert 0 < len(day) < len(visits(workspace))


def test_the_same_file_twice_changes_nothing(workspace: Path) -> None:
    before = visits(workspace)
    result = run("ingest", RAW, "--workspace", workspace)
    assert result.exit_code == 0
    assert "already here, nothing changed" in result.stdout
    assert visits(workspace) == before


def test_a_bad_file_ends_with_1_and_the_good_one_counts(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("")
    result = run("ingest", bad, RAW, "--workspace", tmp_path / "workspace")
    assert result.exit_code == 1
    assert "9,955 points kept" in result.stdout
    assert result.stderr.startswith("wheelsdown: ")
    assert "Traceback" not in result.stderr
    assert visits(tmp_path / "workspace")


def test_status_and_check_tell_what_is_there(workspace: Path) -> None:
    held = json.loads(run("status", "--format", "json", "--workspace", workspace).stdout)
    assert held["n_points_kept"] == 9955
    assert held["simulated"] is False
    assert "9,955 kept" in run("status", "--workspace", workspace).stdout
    assert run("store", "check", "--workspace", workspace).exit_code == 0
    assert run("store", "compact", "--workspace", workspace).exit_code == 0


def test_a_changed_original_is_answered_with_3(tmp_path: Path) -> None:
    raw = tmp_path / "calfire.json.gz"
    raw.write_bytes(RAW.read_bytes())
    run("ingest", raw, "--workspace", tmp_path / "workspace")
    raw.write_bytes(RAW.read_bytes() + b"\0")
    result = run("store", "check", "--workspace", tmp_path / "workspace")
    assert result.exit_code == 3
    assert "Not as it was written: 1 original." in result.stdout


@pytest.mark.parametrize(
    "words",
    [["visits", "KRNM"], ["flights"], ["status"], ["place", "remove", "OSLK"], ["identity", "a515f1"]],
)
def test_no_workspace_is_a_refusal_and_makes_none(tmp_path: Path, words: list[str]) -> None:
    result = run(*words, "--workspace", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "none").exists()


def test_an_unknown_and_an_ambiguous_place_are_refused_with_candidates(workspace: Path) -> None:
    unknown = run("visits", "Latakiaa", "--workspace", workspace)
    assert unknown.exit_code == 1
    assert "did you mean" in unknown.stderr
    result = run("visits", "San Pedro", "--workspace", workspace)
    assert result.exit_code == 1
    assert "may be any of" in result.stderr


def test_a_port_is_known_and_says_what_is_missing(workspace: Path) -> None:
    result = run("visits", "Tartus", "--workspace", workspace)
    assert result.exit_code == 0
    assert "no ship data in this workspace" in result.stdout


def test_what_a_person_asserts_is_shown_beside_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    run("ingest", RAW, "--workspace", folder)
    words = ["--registration", "n427df", "--by", "night desk", "--workspace", folder]
    assert run("assert", "a515f1", *words).exit_code == 0
    out = run("identity", "a515f1", "--workspace", folder).stdout
    assert "N427DF" in out
    assert "night desk" in out
    assert "N427DF" in run("visits", "KRNM", "--workspace", folder).stdout


def test_the_demo_ends_by_itself_and_marks_what_is_simulated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = functools.partial(
        wheelsdown.simulation.simulate, start=date(2025, 10, 24), end=date(2025, 10, 30)
    )
    monkeypatch.setattr(wheelsdown.simulation, "simulate", window)
    monkeypatch.chdir(tmp_path)
    result = run("demo")
    assert result.exit_code == 0, result.stderr
    real, simulated = result.stdout.split("5. The case that started it, simulated")
    assert BANNER not in real
    assert simulated.count(BANNER) >= 6
    assert simulated.rstrip().endswith(BANNER)
    assert "the same" in real
    assert "NOT THE SAME" not in real
    assert "Moscow region" in simulated
    assert "MB of memory" in result.stderr
    for line in result.stdout.splitlines():
        assert cell_len(line) <= 80 or line.startswith("$ ")


def test_a_real_shell_sees_data_on_one_stream_and_words_on_the_other(workspace: Path) -> None:
    command = [sys.executable, "-c", "from wheelsdown.faces.cli import main; main()"]
    words = ["visits", "KRNM", "--format", "csv"]
    environment = os.environ | {"WHEELSDOWN_WORKSPACE": str(workspace)}
    result = subprocess.run([*command, *words], capture_output=True, text=True, env=environment, timeout=60)
    assert result.returncode == 0
    assert result.stdout.startswith("visit_id,")
    assert "visit_id" not in result.stderr


def test_a_database_is_imported_as_one_more_source_and_twice_is_once(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    run("ingest", RAW, "--workspace", folder)
    database = tmp_path / "plane-alert-db.csv"
    database.write_text(
        "$ICAO,$Registration,$Operator,$Type,$ICAO Type,#CMPG,$Tag 1,$#Tag 2,$#Tag 3,Category,$#Link\n"
        "A515F1,N427DF,Invented Forestry,Tracker,S2T,Gov,,,,Invented,\n"
    )
    for _ in range(2):
        result = run("reference", "import", "plane-alert-db", database, "--workspace", folder)
        assert result.exit_code == 0, result.stderr
    items = json.loads(run("identity", "a515f1", "--format", "json", "--workspace", folder).stdout)["items"]
    said = [item for item in items if item["source"] == "plane-alert-db"]
    assert {item["value"] for item in said} >= {"N427DF", "S2T"}
    assert len(said) == len({item["attribute"] for item in said})


def test_a_file_that_is_no_such_database_is_refused(tmp_path: Path) -> None:
    for path in (RAW, tmp_path / "absent.csv"):
        result = run("reference", "import", "opensky", path, "--workspace", tmp_path / "workspace")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1


def test_the_databases_are_those_that_can_be_read() -> None:
    assert set(get_args(Database)) == {str(kind) for kind in DatabaseKind}
