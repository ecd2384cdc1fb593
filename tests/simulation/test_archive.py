"""The archive: readsb's layout, every row and file marked, the same bytes for the same seed."""

import hashlib
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from wheelsdown.errors import UnknownReference, WheelsdownError, WorkspaceError
from wheelsdown.simulation import simulate

DAY = {"start": date(2025, 10, 26), "end": date(2025, 10, 27)}


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    simulate("latakia-2025", tmp_path / "a", **DAY)
    simulate("latakia-2025", tmp_path / "b", **DAY)
    assert _hashes(tmp_path / "a") == _hashes(tmp_path / "b")


def test_another_seed_gives_other_weather_and_the_same_story(tmp_path):
    simulate("latakia-2025", tmp_path / "a", **DAY)
    simulate("latakia-2025", tmp_path / "b", seed=7, **DAY)
    first, second = _hashes(tmp_path / "a"), _hashes(tmp_path / "b")
    assert all(first[name] != second[name] for name in first)
    chains = [
        [(f["icao24"], f["landing"]["aerodrome"]) for f in map(json.loads, lines) if f["military"]]
        for lines in ((tmp_path / x / "truth" / "flights.jsonl").read_text().splitlines() for x in "ab")
    ]
    assert ("1582f6", "OSLK") in chains[0]
    assert set(chains[0]) == set(chains[1])


def test_a_window_holds_the_days_of_the_whole(tmp_path, window):
    simulate("latakia-2025", tmp_path / "day", **DAY)
    for part in ("aa", "ab"):
        name = f"v2025.10.26-planes-readsb-simulated-0.tar.{part}"
        assert (tmp_path / "day" / "archive" / name).read_bytes() == (window.archive / name).read_bytes()


def test_every_file_says_that_it_is_simulated(window, traces):
    assert all("simulated" in path.name for path in window.archive.iterdir())
    assert json.loads((window.archive.parent / "SIMULATED.json").read_text())["simulated"]["seed"] == 2025
    assert {json.dumps(trace.content["simulated"]) for trace in traces} == {
        '{"scenario": "latakia-2025", "seed": 2025}'
    }
    for name in ("flights.jsonl", "visits.jsonl", "days.jsonl"):
        lines = (window.truth / name).read_text().splitlines()
        assert lines
        assert all(json.loads(line)["simulated"] is True for line in lines)


def test_every_row_says_that_it_is_simulated(traces):
    rows = [row for trace in traces for row in trace.content["trace"]]
    assert {row[9] for row in rows} == {"sim_adsb_icao"}
    assert {row[8]["type"] for row in rows if row[8]} == {"sim_adsb_icao"}


def test_the_layout_is_that_of_readsb(traces):
    for trace in traces:
        icao24 = trace.content["icao"]
        assert trace.member == f"./traces/{icao24[-2:]}/trace_full_{icao24}.json"
        rows = trace.content["trace"]
        assert {len(row) for row in rows} == {14}
        assert all(0 <= row[0] < 86400 for row in rows)
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)
        assert 0.15 < sum(row[8] is not None for row in rows) / len(rows) <= 1


def test_all_256_folders_are_there_but_on_the_half_day(window):
    def folders(name: str) -> set[str]:
        with tarfile.open(window.archive / name) as tar:
            return {member.name[-2:] for member in tar if member.isdir() and member.name.count("/") == 2}

    assert len(folders("v2025.10.22-planes-readsb-simulated-0.tar")) == 256
    assert max(folders("v2025.10.23-planes-readsb-simulated-0.tar")) == "7f"


def test_a_missing_day_has_no_file(window, days):
    assert not list(window.archive.glob("v2025.10.30*"))
    assert [day["day"] for day in days if not day["has_data"]] == ["2025-10-30"]


def test_neither_part_of_the_split_day_is_a_whole_archive(window):
    first, second = sorted(window.archive.glob("v2025.10.26*"))
    assert (first.suffix, second.suffix) == (".aa", ".ab")
    with pytest.raises(tarfile.ReadError), tarfile.open(fileobj=io.BytesIO(second.read_bytes())):
        pass


def test_numbers_of_the_outcome_are_those_of_the_files(window, traces):
    assert window.n_points == sum(len(trace.content["trace"]) for trace in traces)
    assert window.n_days == len({trace.archive for trace in traces}) == 9
    assert window.size_bytes == sum(path.stat().st_size for path in window.archive.iterdir())


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="not a simulation"):
        simulate("latakia-2025", tmp_path, **DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_writing_again_replaces_the_older_simulation(tmp_path):
    simulate("latakia-2025", tmp_path, start=date(2025, 10, 25), end=date(2025, 10, 26))
    simulate("latakia-2025", tmp_path, **DAY)
    assert sorted(path.name[:11] for path in (tmp_path / "archive").iterdir()) == ["v2025.10.26"] * 2


def test_an_unknown_scenario_lists_those_there_are(tmp_path):
    with pytest.raises(UnknownReference, match="latakia-2025"):
        simulate("atlantis", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_window_outside_the_story_is_refused(tmp_path):
    with pytest.raises(WheelsdownError, match="2025-03-01 to 2025-11-01"):
        simulate("latakia-2025", tmp_path / "x", start=date(2026, 1, 1), end=date(2026, 2, 1))
