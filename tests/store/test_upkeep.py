"""Status, check and compact: what is there, what is wrong, what can go."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from wheelsdown.schemas import WorkspaceKind
from wheelsdown.store import FaultKind, Workspace, check, compact, delta, status

DAY = date(2025, 3, 1)


@pytest.fixture
def filled(workspace, acquisition, visits, flights, assertions) -> Workspace:
    one = workspace.record(acquisition("one")).sha256
    tables = {"visits": visits(3), "flights": flights(4), "identity_assertions": assertions("A")}
    workspace.publish(tables, covers=[one])
    return workspace


def test_status_of_an_empty_workspace(workspace):
    found = status(workspace)
    assert (found.kind, found.n_acquisitions, found.first_at, found.days, found.tables) == (
        None,
        0,
        None,
        (),
        {},
    )


def test_status_sums_up(filled, acquisition):
    days = (DAY + timedelta(days=1), DAY + timedelta(days=4))
    last = datetime(2025, 3, 5, tzinfo=UTC)
    filled.record(acquisition("two", days=days, last_at=last, dropped={"no_time": 1, "bad_address": 5}))
    found = status(Workspace.open(filled.path))
    assert found.kind is WorkspaceKind.REAL
    assert found.n_acquisitions == 2
    assert found.size_bytes == sum(each.size_bytes for each in filled.acquisitions())
    assert (found.first_at, found.last_at) == (filled.acquisitions()[0].first_at, last)
    assert found.days == (DAY, *days)
    assert found.missing_days == (DAY + timedelta(days=2), DAY + timedelta(days=3))
    assert (found.n_points_read, found.n_points_kept, found.n_refused) == (20, 16, 2)
    assert found.dropped == {"bad_address": 5, "no_time": 3}
    assert {name: table.n_rows for name, table in found.tables.items()} == {
        "flights": 4,
        "identity_assertions": 1,
        "visits": 3,
    }
    assert [each.paths for each in found.pending] == [filled.acquisitions()[1].paths]
    assert found.notes == ()


def test_status_tells_of_a_torn_line(filled):
    with (filled.path / "acquisitions.jsonl").open("ab") as stream:
        stream.write(b'{"half')
    with filled.writing():
        pass
    (note,) = status(filled).notes
    assert "acquisitions.torn" in note


def test_check_finds_nothing_wrong_where_nothing_is(filled):
    seen = []
    assert check(filled, progress=seen.append) == []
    assert sum(seen) == status(filled).size_bytes


def spoil_original(workspace):
    path = Path(workspace.acquisitions()[0].paths[0])
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)


def lose_original(workspace):
    Path(workspace.acquisitions()[0].paths[0]).unlink()


def spoil_table(workspace):
    path = next((workspace.path / "tables" / "visits").glob("*.parquet"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def lose_table_file(workspace):
    next((workspace.path / "tables" / "visits").glob("*.parquet")).unlink()


def lose_table_log(workspace):
    next((workspace.path / "tables" / "visits" / "_delta_log").glob("*.json")).unlink()


def spoil_log(workspace):
    path = workspace.path / "acquisitions.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"n_points_kept":8', b'"n_points_kept":9'))


def spoil_snapshot(workspace):
    (workspace.path / "snapshot.json").write_text("{")


def spoil_pins(workspace):
    (workspace.path / "pins.json").write_text("[]")


@pytest.mark.parametrize(
    ("defect", "kind"),
    [
        (spoil_original, FaultKind.ORIGINAL),
        (lose_original, FaultKind.ORIGINAL),
        (spoil_table, FaultKind.TABLE),
        (lose_table_file, FaultKind.TABLE),
        (lose_table_log, FaultKind.TABLE),
        (spoil_log, FaultKind.LOG),
        (spoil_snapshot, FaultKind.SNAPSHOT),
        (spoil_pins, FaultKind.SNAPSHOT),
    ],
)
def test_check_finds_each_defect(filled, defect, kind):
    defect(filled)
    (fault,) = check(Workspace.open(filled.path))
    assert fault.kind is kind
    assert "\n" not in fault.message


def n_files(workspace, name) -> int:
    return len(list((workspace.path / "tables" / name).glob("*.parquet")))


def test_compact_keeps_what_the_snapshot_and_the_pins_name(filled, visits):
    pinned = filled.pin("finding")
    for mark in "BCD":
        filled.publish({"visits": visits(3, mark)}, covers=filled.snapshot().covers)
    assert compact(filled).n_files_removed == 0  # all younger than the retention
    done = compact(filled, retention=timedelta(0))
    assert done.n_files_removed == 2
    assert n_files(filled, "visits") == 2
    reopened = Workspace.open(filled.path)
    assert reopened.table("visits").collect()["callsign"].unique().to_list() == ["D"]
    assert (
        reopened.table("visits", at=reopened.pins()["finding"]).collect()["callsign"].to_list() == ["A"] * 3
    )
    assert reopened.pin("finding") == pinned
    assert check(reopened) == []
    reopened.publish({"visits": visits(5, "E")}, covers=reopened.snapshot().covers)
    assert reopened.table("visits").collect().height == 5


def test_compact_merges_appended_files_and_removes_debris(filled, assertions):
    for value in "BCDE":
        filled.append("identity_assertions", assertions(value))
    (filled.path / "tables" / "visits" / "00000009-half.parquet.tmp").write_bytes(b"half")
    assert n_files(filled, "identity_assertions") == 5
    done = compact(filled, retention=timedelta(0))
    assert done.merged == ("identity_assertions",)
    assert n_files(filled, "identity_assertions") == 1
    assert not list((filled.path / "tables" / "visits").glob("*.tmp"))
    filled.append("identity_assertions", assertions("F"))
    assert n_files(filled, "identity_assertions") == 2  # appended, not rewritten
    assert filled.table("identity_assertions").collect()["value"].to_list() == list("ABCDEF")
    assert check(filled) == []


def test_compact_never_publishes_what_a_crash_left_unpublished(filled, assertions):
    delta.commit(filled.path / "tables" / "identity_assertions", assertions("GHOST"), append=True)
    compact(filled, retention=timedelta(0))
    assert filled.table("identity_assertions").collect()["value"].to_list() == ["A"]
    assert check(filled) == []


def test_old_versions_stay_readable_beyond_a_hundred_commits(workspace, assertions):
    """At every hundredth commit the table library would drop logs older than thirty days."""
    workspace.append("identity_assertions", assertions("0"))
    workspace.pin("first")
    folder = workspace.path / "tables" / "identity_assertions"
    long_ago = time.time() - timedelta(days=40).total_seconds()
    for n in range(102):
        delta.commit(folder, assertions(str(n)), append=False)
        os.utime(folder / "_delta_log" / f"{n:020}.json", (long_ago, long_ago))
    assert any((folder / "_delta_log").glob("*.checkpoint.parquet"))
    assert workspace.table("identity_assertions", at=workspace.pins()["first"]).collect().height == 1
    assert check(workspace) == []
