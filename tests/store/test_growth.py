"""A table that grows day by day stays a few files, forgets what it can, and is read where it must be."""

import os
import re
import shutil
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from benchmarks.made_tables import START, grow, made_days
from deltalake import DeltaTable

from wheelsdown.store import Amendment, FaultKind, Workspace, check, cleaning, compact, compaction, delta

BASES = [f"XX{n:02}" for n in range(12)]
N_DAYS = 22


@pytest.fixture
def merging_often(monkeypatch):
    """Merge after four files and keep nothing for late readers."""
    monkeypatch.setattr(compaction, "FAN_IN", 4)
    monkeypatch.setattr(cleaning, "RETENTION", timedelta(0))


def days(n_days: int = N_DAYS, n: int = 24):
    return made_days(n_days, n_flights=n, n_visits=n, bases=BASES)


def expected_visits(n_days: int = N_DAYS) -> pl.DataFrame:
    """Do to one frame what the days do to the table."""
    rows = pl.DataFrame()
    for day in days(n_days):
        kept = rows.filter(~pl.col("visit_id").is_in(list(day.removed))) if rows.height else rows
        rows = pl.concat([kept, day.visits]) if kept.height else day.visits
    return rows.sort("visit_id")


def files(workspace: Workspace, name: str) -> list[delta.DataFile]:
    return delta.data_files(workspace.layout.table(name), workspace.snapshot().versions[name])


@pytest.fixture(scope="module")
def grown_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("grown") / "workspace"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compaction, "FAN_IN", 4)
        patch.setattr(cleaning, "RETENTION", timedelta(0))
        for _ in grow(Workspace.create(folder), days()):
            pass
    return folder


@pytest.fixture
def grown(grown_once, tmp_path, merging_often) -> Workspace:
    return Workspace.open(Path(shutil.copytree(grown_once, tmp_path / "grown")))


def test_many_days_are_a_few_files_and_exactly_their_rows(grown):
    assert grown.table("visits").collect().sort("visit_id").equals(expected_visits())
    assert grown.n_rows("flights") == N_DAYS * 24
    for name in ("flights", "visits", "lost_flights", "removals"):
        assert len(files(grown, name)) <= 10
        on_disk = list(grown.layout.table(name).glob("*.parquet"))
        assert len(on_disk) <= 10 + compaction.FAN_IN
    assert check(grown) == []


def test_removals_go_with_the_rows_they_were_about(grown):
    version = grown.snapshot().versions["removals"]
    n_removals = sum(file.n_rows for file in delta.data_files(grown.layout.table("removals"), version))
    a_day = 24 // 3
    assert n_removals <= a_day * (len(files(grown, "visits")) + compaction.FAN_IN)
    compact(grown)
    assert files(grown, "removals") == []
    assert grown.table("visits").collect().sort("visit_id").equals(expected_visits())


def test_the_logs_stay_short_and_open_the_published_and_the_pinned_version(
    workspace, merging_often, monkeypatch
):
    monkeypatch.setattr(delta, "CHECKPOINT_EVERY", 3)
    for number, _ in enumerate(grow(workspace, days(18))):
        if number in (3, 11):
            workspace.pin(f"day {number}")
    for name in ("flights", "visits"):
        log = list((workspace.layout.table(name) / "_delta_log").glob("*.json"))
        newest = delta.latest_version(workspace.layout.table(name))
        assert newest > 18
        assert len(log) <= 3 * delta.CHECKPOINT_EVERY + compaction.FAN_IN
    delta.forget()
    for number in (3, 11):
        pin = workspace.pins()[f"day {number}"]
        rows = workspace.table("visits", at=pin).collect().sort("visit_id")
        assert rows.equals(expected_visits(number + 1))
    assert check(workspace) == []


def test_what_a_reader_opened_an_hour_ago_stays_and_older_files_go(workspace, monkeypatch):
    monkeypatch.setattr(compaction, "FAN_IN", 2)
    opened = [workspace.table("visits") for _ in grow(workspace, days(9))]
    assert [rows.collect().height for rows in opened] == [24 * n for n in range(1, 10)]
    folder = workspace.layout.table("visits")
    long_ago = time.time() - 7200
    for path in [*folder.glob("*.parquet"), *folder.glob("_delta_log/*")]:
        os.utime(path, (long_ago, long_ago))
    assert compact(workspace).n_files_removed > 0
    delta.forget()
    assert workspace.n_rows("visits") == 9 * 24


def spoil_row_groups(path: Path, column: str, *, but: str) -> int:
    """Overwrite every row group whose statistics exclude a value; gives how many."""
    content, n_spoilt = bytearray(path.read_bytes()), 0
    metadata = pq.ParquetFile(path).metadata
    for group in (metadata.row_group(i) for i in range(metadata.num_row_groups)):
        chunks = [group.column(i) for i in range(group.num_columns)]
        bounds = next(chunk.statistics for chunk in chunks if chunk.path_in_schema == column)
        if bounds.min <= but <= bounds.max:
            continue
        n_spoilt += 1
        for chunk in chunks:
            start = chunk.dictionary_page_offset or chunk.data_page_offset
            content[start : start + chunk.total_compressed_size] = b"\0" * chunk.total_compressed_size
    path.write_bytes(content)
    return n_spoilt


@pytest.mark.parametrize(
    ("name", "column", "which"), [("visits", "aerodrome", -1), ("flights", "airframe", 0)]
)
def test_only_the_row_groups_that_may_hold_what_is_asked_are_read(workspace, name, column, which):
    (day,) = days(1, n=9_000)
    workspace.amend(day.amendments(), covers=[])
    whole = workspace.table(name).collect()
    value = whole[column][which]
    workspace.amend({name: Amendment(whole.clear(), ["somebody else"])}, covers=[])
    (file,) = files(workspace, name)
    assert spoil_row_groups(file.path, column, but=value) > 2
    asked = workspace.table(name).filter(pl.col(column).is_in([value])).collect()
    assert asked.equals(whole.filter(pl.col(column) == value))
    with pytest.raises(pl.exceptions.PolarsError):
        workspace.table(name).collect()


def test_only_the_files_of_the_time_that_is_asked_are_read(workspace, acquisition, parts):
    one, two = (workspace.record(acquisition(name)).sha256 for name in ("one", "two"))
    early = pl.lit(START, pl.Datetime("us", "UTC"))
    for sha256, covers, at in ((one, [one], early), (two, [one, two], early + timedelta(days=30))):
        workspace.amend({"parts": Amendment(parts(5, sha256).with_columns(first_at=at))}, covers=covers)
    old = next(file for file in files(workspace, "parts") if file.path.name.startswith("00000000"))
    content = bytearray(old.path.read_bytes())
    footer = int.from_bytes(content[-8:-4], "little") + 8
    content[4:-footer] = b"\0" * (len(content) - 4 - footer)
    old.path.write_bytes(content)
    late = workspace.table("parts").filter(pl.col("first_at") > START + timedelta(days=7)).collect()
    assert late["acquisition"].to_list() == [two] * 5


def test_a_filter_is_applied_before_the_rows_are_put_in_order(grown):
    assert len(files(grown, "visits")) > 1
    plan = grown.table("visits").filter(pl.col("aerodrome") == "XX03").explain()
    assert re.search(r"(?s)SORT.*SCAN.*SELECTION: .*aerodrome", plan)


def test_appending_assertions_reads_only_the_files_of_their_time(workspace, assertions):
    for day in range(3):
        at = pl.lit(START + timedelta(days=day)).dt.cast_time_unit("us")
        workspace.append("identity_assertions", assertions(f"{day}").with_columns(valid_from=at))
    for file in files(workspace, "identity_assertions")[:2]:
        content = bytearray(file.path.read_bytes())
        footer = int.from_bytes(content[-8:-4], "little") + 8
        content[4:-footer] = b"\0" * (len(content) - 4 - footer)
        file.path.write_bytes(content)
    at = pl.lit(START + timedelta(days=2)).dt.cast_time_unit("us")
    workspace.append("identity_assertions", assertions("2", "new").with_columns(valid_from=at))
    assert workspace.n_rows("identity_assertions") == 4


def test_other_readers_of_delta_tables_see_the_same_files(grown):
    """What they must do by themselves is to leave out the rows that were removed later."""
    visits, removals = (str(grown.layout.table(name)) for name in ("visits", "removals"))
    removed = duckdb.from_arrow(DeltaTable(removals).to_pyarrow_dataset().to_table())
    written = duckdb.from_arrow(DeltaTable(visits).to_pyarrow_dataset().to_table())
    left = duckdb.sql(
        "select visit_id from written v where not exists (select * from removed r "
        "where r.\"table\" = 'visits' and r.key = v.visit_id and r.version > v.written_in)"
    )
    assert sorted(key for (key,) in left.fetchall()) == expected_visits()["visit_id"].to_list()
    assert written.shape[0] > grown.n_rows("visits")
    assert removed.shape[0] > 0
    stored = pl.scan_delta(visits).select("visit_id", "written_in").collect()
    assert stored.height == written.shape[0]


def test_lost_flights_follow_the_flights(grown, workspace):
    flights = grown.table("flights").filter(pl.col("landing").struct.field("basis") == "unknown").collect()
    lost = grown.table("lost_flights").collect()
    assert set(lost["flight_id"]) == set(flights["flight_id"])
    gone = flights["flight_id"][0]
    grown.amend({"flights": Amendment(flights.clear(), [gone])}, covers=[])
    assert gone not in set(grown.table("lost_flights").collect()["flight_id"])
    grown.publish({"flights": flights.head(3)}, covers=[])
    left = grown.table("lost_flights").collect()
    assert set(left["flight_id"]) == set(flights["flight_id"].head(3))


def test_lost_flights_of_an_older_workspace_are_made_from_its_flights(workspace):
    first, second = days(2)
    workspace.publish({"flights": first.flights}, covers=[])
    path = workspace.path / "snapshot.json"
    path.write_text(path.read_text().replace('"lost_flights": 0', '"flights": 0'))
    assert workspace.snapshot().versions == {"flights": 0}
    made = workspace.table("lost_flights").collect()
    assert made.height > 0
    workspace.amend({"flights": Amendment(second.flights)}, covers=[])
    both = workspace.table("lost_flights").collect()
    assert set(made["flight_id"]) < set(both["flight_id"])
    assert both["aerodrome"].is_sorted()


def test_check_tells_of_a_row_that_counts_twice(workspace, visits):
    workspace.publish({"visits": visits(2)}, covers=[])
    workspace.amend({"visits": Amendment(visits(1))}, covers=[])
    (fault,) = check(workspace)
    assert fault.kind is FaultKind.TABLE
    assert "1 rows are there twice" in fault.message


def test_what_is_merged_into_many_rows_becomes_files_side_by_side(grown, monkeypatch):
    monkeypatch.setattr(compaction, "ROWS_PER_FILE", 100)
    compact(grown)
    ranges = sorted(
        pl.read_parquet(file.path)
        .select(first=pl.col("aerodrome").min(), last=pl.col("aerodrome").max())
        .row(0)
        for file in files(grown, "visits")
    )
    assert len(ranges) > 3
    assert all(last < first for (_, last), (first, _) in pairwise(ranges))
    assert grown.table("visits").collect().sort("visit_id").equals(expected_visits())
    assert compact(grown).merged == ()
    assert check(grown) == []


def test_the_smallest_crowded_tier_is_merged_first():
    """Tiers: each holds at most FAN_IN files, and what is larger than the limit is left alone."""
    rows = [1, 1, 1, 20, 20, 300, 5_000_000, 5_000_000]
    made = [delta.DataFile(Path(f"{n}"), 1, n_rows) for n, n_rows in enumerate(rows)]
    assert compaction.crowded(made) == []
    small = [delta.DataFile(Path(f"s{n}"), 1, 3) for n in range(compaction.FAN_IN)]
    assert compaction.crowded([*made, *small]) == [*made[:3], *small]
    huge = [delta.DataFile(Path(f"h{n}"), 1, 5_000_000) for n in range(compaction.FAN_IN + 1)]
    assert compaction.crowded(huge) == []
