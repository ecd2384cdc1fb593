"""Bad input at the user's door, one test each: a clear line, the good rows kept, nothing else harmed."""

import gzip
import json
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest

#: Exit codes of the contract.
DONE, REFUSED = 0, 1


def _one_clear_line(answer: Any, *words: str) -> None:
    said = " ".join((answer.stdout + answer.stderr).split())
    assert "Traceback" not in answer.stderr
    for word in words:
        assert word in said, said


def test_an_empty_file_is_refused_and_the_others_still_count(
    run: Any, write: Any, flights: Any, good: Any
) -> None:
    answer = run("ingest", write("empty.json", b""), write("trace_full_4ca001.json", good))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "empty.json", "empty")
    assert len(flights()) == 1


def test_a_truncated_gzip_is_refused_with_a_word_on_it(run: Any, write: Any, good: Any) -> None:
    whole = gzip.compress(json.dumps(good).encode())
    answer = run("ingest", write("trace_full_4ca001.json", whole[: len(whole) // 2]))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "trace_full_4ca001.json", "truncated")


def test_a_file_that_is_not_json_is_refused(run: Any, write: Any) -> None:
    answer = run("ingest", write("notes.json", b"the aircraft landed, they said\n"))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "notes.json")


def test_wrong_columns_are_refused_by_name(run: Any, write: Any) -> None:
    answer = run("ingest", write("table.csv", b"name,colour\nfalcon,grey\n"))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "table.csv")


def _kept_but(run: Any, write: Any, make: Any, bad: list[list[Any]]) -> Any:
    points = make()["trace"]
    answer = run("ingest", write("trace_full_4ca001.json", make(points=points[:30] + bad + points[30:])))
    assert answer.returncode == DONE, answer.stderr
    return answer


def test_nan_and_infinities_cost_only_themselves(run: Any, write: Any, make: Any, flights: Any) -> None:
    bad = [[301.0, 50.6, 10.0, float("nan"), float("inf"), float("-inf"), 0, 0, None, "adsb_icao"]]
    _kept_but(run, write, make, bad)
    assert [flight["n_points"] for flight in flights()] == [61]
    assert flights()[0]["last_seen"]["altitude_ft"] == 14_900


def test_a_latitude_of_200_is_dropped_and_counted(run: Any, write: Any, make: Any, flights: Any) -> None:
    answer = _kept_but(run, write, make, [[301.0, 200.0, 10.0, 12000, 300.0, 0.0, 0, 0, None, "adsb_icao"]])
    _one_clear_line(answer, "1")
    assert [flight["n_points"] for flight in flights()] == [60]


def test_a_time_in_the_future_is_dropped_and_counted(run: Any, write: Any, make: Any, flights: Any) -> None:
    far = time.time() + 30 * 86_400 - make()["timestamp"]
    answer = _kept_but(run, write, make, [[far, 50.6, 10.0, 12000, 300.0, 0.0, 0, 0, None, "adsb_icao"]])
    _one_clear_line(answer, "1", "future")
    assert [flight["n_points"] for flight in flights()] == [60]


def test_two_aircraft_in_one_file_are_not_mixed(run: Any, write: Any, make: Any) -> None:
    two = json.dumps(make("4ca001")) + json.dumps(make("4ca002"))
    answer = run("ingest", write("trace_full_4ca001.json", gzip.compress(two.encode())))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "trace_full_4ca001.json")


def test_a_bomb_of_ten_gigabytes_is_refused_quickly(run: Any, write: Any, good: Any, flights: Any) -> None:
    one = gzip.compress(b" " * 2**26, 9)
    bomb = gzip.compress(b'{"icao":"4ca009","timestamp":0,"trace":[', 9) + one * 160
    answer = run("ingest", write("bomb.json", bomb), write("trace_full_4ca001.json", good))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "bomb.json")
    assert len(flights()) == 1


def _packed(good: Any) -> bytes:
    return gzip.compress(json.dumps(good).encode())


def test_a_way_out_of_a_tar_is_refused_and_writes_nothing(
    run: Any, tar: Any, good: Any, flights: Any, tmp_path: Path
) -> None:
    archive = tar(
        "day.tar",
        [("../../escaped.json", _packed(good)), ("./traces/01/trace_full_4ca001.json", _packed(good))],
    )
    answer = run("ingest", archive)
    _one_clear_line(answer, "escaped.json")
    assert list(tmp_path.rglob("escaped.json")) == []
    assert len(flights()) == 1


def test_a_link_in_a_tar_is_refused_and_not_followed(run: Any, tar: Any, good: Any, flights: Any) -> None:
    link = tarfile.TarInfo("./traces/02/trace_full_4ca002.json")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    answer = run(
        "ingest", tar("day.tar", [(link, b""), ("./traces/01/trace_full_4ca001.json", _packed(good))])
    )
    _one_clear_line(answer, "trace_full_4ca002.json")
    assert len(flights()) == 1


def test_a_device_is_not_opened(run: Any) -> None:
    answer = run("ingest", "/dev/zero")
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "/dev/zero")


def test_a_path_that_is_not_there_says_so(run: Any, tmp_path: Path) -> None:
    answer = run("ingest", tmp_path / "nowhere.tar")
    assert answer.returncode in (REFUSED, 2)
    _one_clear_line(answer, "nowhere.tar")


@pytest.mark.parametrize("callsign", ["\x1b[31mRED", "<b>X</b>", "=1+1"])
def test_a_hostile_callsign_stays_inert(run: Any, write: Any, make: Any, callsign: str) -> None:
    points = make()["trace"]
    for point in points:
        point[8] = {"flight": callsign}
    assert run("ingest", write("trace_full_4ca001.json", make(points=points))).returncode == DONE
    table = run("flights")
    assert "\x1b[31m" not in table.stdout
    sheet = run("flights", "--format", "csv").stdout
    assert ",=1+1" not in sheet
    assert not sheet.startswith("=")


def test_a_folder_date_that_disagrees_is_reported_and_the_points_win(
    run: Any, tar: Any, good: Any, flights: Any
) -> None:
    archive = tar(
        "v2025.08.20-planes-readsb-prod-0.tar", [("./traces/01/trace_full_4ca001.json", _packed(good))]
    )
    answer = run("ingest", archive)
    assert answer.returncode == DONE
    _one_clear_line(answer, "2025-08-20", "2025-05-01")
    assert flights()[0]["first_seen"]["at"].startswith("2025-05-01")


def _content(workspace: Path) -> dict[Path, bytes]:
    """Everything in a workspace but the lock, which names who wrote last."""
    return {p: p.read_bytes() for p in workspace.rglob("*") if p.is_file() and p.name != "lock"}


def test_the_same_file_twice_changes_nothing(run: Any, write: Any, good: Any, tmp_path: Path) -> None:
    path = write("trace_full_4ca001.json", good)
    run("ingest", path)
    before = _content(tmp_path / "workspace")
    answer = run("ingest", path)
    after = _content(tmp_path / "workspace")
    assert answer.returncode == DONE
    assert after == before


def test_real_and_simulated_data_do_not_mix(run: Any, write: Any, make: Any, flights: Any) -> None:
    run("ingest", write("trace_full_4ca001.json", make()))
    answer = run("ingest", write("trace_full_4ca002.json", make("4ca002", simulated={"scenario": "test"})))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "simulated")
    assert [flight["icao24"] for flight in flights()] == ["4ca001"]


def test_an_original_that_changed_is_noticed(run: Any, write: Any, make: Any) -> None:
    path = write("trace_full_4ca001.json", make())
    run("ingest", path)
    write("trace_full_4ca001.json", make(r="QQ-XYZ"))
    later = [[point[0] + 1_200, *point[1:]] for point in make()["trace"]]
    answer = run("ingest", write("next/trace_full_4ca001.json", make(points=later)))
    assert answer.returncode == REFUSED
    _one_clear_line(answer, "trace_full_4ca001.json", "bytes")
    assert run("store", "check").returncode == 3
