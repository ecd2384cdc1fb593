"""One airframe read back out of the raw files: all of its points, none of another's, and every byte checked."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from raw_workspace import on_record, write_tar
from track_builder import Track

from wheelsdown import readback
from wheelsdown.errors import IntegrityError
from wheelsdown.readback import read_parts, read_trace
from wheelsdown.sources import find_sources, read_source, stored_members
from wheelsdown.store import Workspace
from wheelsdown.tracks.instants import one_state_an_instant

MIDNIGHT = datetime(2025, 10, 26, tzinfo=UTC)


def trace_json(airframe: str, day: int = 0, n_points: int = 50, **header: Any) -> bytes:
    """A readsb trace of some points, a minute apart, gzip'd."""
    points = [
        [60.0 * i, 35.0 + i / 1000, 36.0, 10_000 + i, 300.0, 0.0, 0, 0, None, "adsb_icao", None]
        for i in range(n_points)
    ]
    start = MIDNIGHT.timestamp() + day * 86_400
    text = json.dumps({"icao": airframe, "timestamp": start, "trace": points} | header)
    return gzip.compress(text.encode(), mtime=0)  # the same bytes whenever it is called


def member(airframe: str) -> str:
    return f"./traces/{airframe[-2:]}/trace_full_{airframe}.json"


AIRFRAMES = ("a00001", "a00002", "~a00001")


@pytest.fixture
def archives(tmp_path: Path) -> list[Path]:
    """Two daily archives of three airframes, the second in two parts."""
    first, second = (
        write_tar(tmp_path / f"day{day}.tar", {member(name): trace_json(name, day) for name in AIRFRAMES})
        for day in (0, 1)
    )
    whole = second.read_bytes()
    second.unlink()
    cut = len(whole) // 3
    for ending, piece in (("aa", whole[:cut]), ("ab", whole[cut:])):
        (tmp_path / f"day1.tar.{ending}").write_bytes(piece)
    return [first, tmp_path / "day1.tar.aa"]


@pytest.fixture
def workspace(tmp_path: Path, archives: list[Path]) -> Workspace:
    return on_record(tmp_path / "workspace", archives)


def test_all_days_of_one_airframe_and_of_no_other(workspace: Workspace, archives: list[Path]) -> None:
    for airframe in AIRFRAMES:
        states = read_trace(workspace, airframe)
        assert states["airframe"].unique().to_list() == [airframe]
        assert states["at"].is_sorted()
        assert states.height == 100
        expected = pl.concat(
            reading.state_vectors
            for source in find_sources(archives)[0]
            for reading in read_source(source, airframes={airframe})
        )
        assert_frame_equal(states, one_state_an_instant(expected), categorical_as_str=True)


def test_an_interval_is_half_open_and_reads_only_what_overlaps_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plain = stored_members.stored_members

    def watched(source: Any, name: str, place: Any = None) -> Iterator[bytes]:
        read.append(source.name)
        return plain(source, name, place)

    monkeypatch.setattr(readback, "stored_members", watched)
    since, until = MIDNIGHT.replace(day=27), MIDNIGHT.replace(day=27, minute=5)
    states = read_trace(workspace, "a00001", since, until)
    assert states["at"].dt.minute().to_list() == [0, 1, 2, 3, 4]
    assert len(read) == 1
    assert "day1" in read[0]


def test_who_is_not_there_has_no_rows(workspace: Workspace) -> None:
    assert read_trace(workspace, "ffff00").is_empty()
    assert read_trace(workspace, "a00001", until=MIDNIGHT).is_empty()


def test_an_empty_workspace_has_no_rows(tmp_path: Path) -> None:
    assert read_trace(Workspace.create(tmp_path / "empty"), "a00001").is_empty()


def test_changed_bytes_are_never_believed(workspace: Workspace, archives: list[Path]) -> None:
    content = bytearray(archives[0].read_bytes())
    place = content.index(b"\x1f\x8b") + 60
    content[place] ^= 0xFF
    archives[0].write_bytes(content)
    with pytest.raises(IntegrityError, match="not those recorded") as caught:
        read_trace(workspace, "a00001")
    assert caught.value.expected != caught.value.found
    assert read_trace(workspace, "a00002").height == 100  # the others still count


def test_a_file_that_is_gone_says_what_to_do(workspace: Workspace, archives: list[Path]) -> None:
    archives[0].rename(archives[0].with_suffix(".moved"))
    with pytest.raises(IntegrityError, match="put the original back"):
        read_trace(workspace, "a00001")


def test_a_tree_is_read_without_a_walk_and_never_left(tmp_path: Path) -> None:
    for name in AIRFRAMES:
        path = tmp_path / "globe" / member(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(trace_json(name))
    workspace = on_record(tmp_path / "workspace", [tmp_path / "globe"])
    assert read_trace(workspace, "a00002").height == 50
    parts = workspace.table("parts").collect()
    outside = parts.with_columns(member=pl.lit("../secret.json"))
    (tmp_path / "secret.json").write_bytes(trace_json("a00001"))
    acquisitions = {each.sha256: each for each in workspace.acquisitions()}
    with pytest.raises(IntegrityError, match="leads out of the tree"):
        read_parts(outside, acquisitions)


def test_where_the_index_knows_the_place_nothing_is_walked(
    workspace: Workspace, archives: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = workspace.table("parts").filter(pl.col("airframe") == "a00002").collect()
    acquisitions = {each.sha256: each for each in workspace.acquisitions()}
    expected = read_parts(parts, acquisitions)
    joined = {
        each.sha256: b"".join(Path(path).read_bytes() for path in each.paths)
        for each in workspace.acquisitions()
    }
    stored = {0: trace_json("a00002", 0), 1: trace_json("a00002", 1)}
    sizes, offsets = [], []
    for row in parts.iter_rows(named=True):
        content = stored[row["first_at"].day - 26]
        sizes.append(len(content))
        offsets.append(joined[row["acquisition"]].index(content))
    monkeypatch.setattr(stored_members, "_index", lambda _: pytest.fail("walked the archive"))
    placed = parts.with_columns(
        offset_bytes=pl.Series(offsets, dtype=pl.UInt64), size_bytes=pl.Series(sizes, dtype=pl.UInt64)
    )
    assert_frame_equal(read_parts(placed, acquisitions), expected, categorical_as_str=True)
    wrong = placed.with_columns(pl.col("offset_bytes") + 512)
    with pytest.raises(IntegrityError):
        read_parts(wrong, acquisitions)


def test_of_two_members_of_one_name_each_is_found_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "day.tar"
    with tarfile.open(path, "w") as archive:
        for n_points in (20, 30):
            content = trace_json("a00001", n_points // 20 - 1, n_points, r=f"XQ-{n_points}")
            info = tarfile.TarInfo(member("a00001"))
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    workspace = on_record(tmp_path / "workspace", [path])
    assert workspace.table("parts").collect().height == 2
    assert read_trace(workspace, "a00001").height == 30  # the first 20 instants stand in both


def test_a_table_file_gives_one_airframe_of_many(tmp_path: Path) -> None:
    tracks = [Track(airframe=name).level(2, 300) for name in ("a00001", "a00002")]
    rows = [row for track in tracks for row in track.rows]
    path = Track(rows=rows).write(tmp_path / "states.parquet")
    workspace = on_record(tmp_path / "workspace", [path])
    states = read_trace(workspace, "a00002")
    assert states["airframe"].unique().to_list() == ["a00002"]
    assert states.height == len(tracks[1].rows)
    path.write_bytes(Track(rows=tracks[1].rows).write(tmp_path / "other.parquet").read_bytes())
    with pytest.raises(IntegrityError, match="not those recorded"):
        read_trace(workspace, "a00002")


def test_an_anonymous_track_joins_the_address_somebody_gave_it(workspace: Workspace) -> None:
    states = read_trace(workspace, "a00001", asserted={"~a00001": "a00001"})
    assert states["airframe"].unique().to_list() == ["a00001"]
    assert states.height == 100  # the same instants: one state each
    assert read_trace(workspace, "a00001", asserted={"~a00001": "a00002"}).height == 100


def test_the_same_day_twice_gives_one_state_an_instant(tmp_path: Path) -> None:
    paths = [tmp_path / name / "trace_full_a00001.json" for name in ("one", "two")]
    for path, extra in zip(paths, ({}, {"r": "XX-AAA"}), strict=True):
        path.parent.mkdir()
        path.write_bytes(trace_json("a00001", **extra))
    workspace = on_record(tmp_path / "workspace", paths)
    assert read_trace(workspace, "a00001").height == 50


def test_new_tables_are_seen_at_once(workspace: Workspace, tmp_path: Path) -> None:
    assert read_trace(workspace, "a00003").is_empty()
    path = tmp_path / "trace_full_a00003.json"
    path.write_bytes(trace_json("a00003"))
    grown = on_record(workspace.path, [path])
    assert read_trace(grown, "a00003").height == 50


def test_simulated_points_come_back_simulated(tmp_path: Path) -> None:
    path = tmp_path / "trace_full_a00001.json"
    path.write_bytes(trace_json("a00001", simulated=True))
    states = read_trace(on_record(tmp_path / "workspace", [path]), "a00001")
    assert states["simulated"].all()


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_ingest_decides_nothing(
    tmp_path: Path, archives: list[Path], order: int, workspace: Workspace
) -> None:
    other = on_record(tmp_path / f"other{order}", archives[::order])
    assert_frame_equal(read_trace(other, "a00001"), read_trace(workspace, "a00001"), categorical_as_str=True)


def test_reading_back_needs_no_compiler(workspace: Workspace, run_quietly: Callable[[str], str]) -> None:
    code = (
        "import sys; from pathlib import Path; from wheelsdown.store import Workspace; "
        f"from wheelsdown.readback import read_trace; w = Workspace.open(Path({str(workspace.path)!r})); "
        "n = len(read_trace(w, 'a00001')); print(n, 'numba' in sys.modules)"
    )
    assert run_quietly(code).split() == ["100", "False"]


@pytest.fixture
def run_quietly() -> Callable[[str], str]:
    import subprocess
    import sys

    def run(code: str) -> str:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
