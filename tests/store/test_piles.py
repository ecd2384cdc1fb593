"""Rows that wait on the disk come out as those that wait in memory do, and leave nothing behind."""

import os
import subprocess
import sys
import threading

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wheelsdown.errors import SchemaError, WorkspaceError
from wheelsdown.store import Amendment, Pile, Workspace, piles


def runs(n: int, first: int = 0) -> pl.DataFrame:
    """Build rows of ``cell_runs``, in no order."""
    number = pl.int_range(first, first + n, eager=True)
    made = pl.DataFrame({"cell": number * 7919 % 1000, "address": number}).with_columns(
        first_s="address", last_s="address", n_points=1, lowest_ft=pl.lit(None), simulated=False
    )
    return made.cast(
        {
            "cell": pl.Int32,
            **dict.fromkeys(("address", "first_s", "last_s", "n_points"), pl.UInt32),
            "lowest_ft": pl.Float32,
        }
    )


@pytest.fixture
def few(monkeypatch):
    """Let everything that waits be too much for memory."""
    monkeypatch.setattr(piles, "MOST_BYTES", 100)


def together(pile: Pile, name: str) -> pl.DataFrame:
    return pl.concat(pile[name].frames())


def test_what_comes_out_is_what_was_put_in(few, tmp_path):
    pile = Pile(["cell_runs"], tmp_path)
    for first in range(0, 5000, 500):
        pile.add({"cell_runs": runs(500, first)})
    rows = pile["cell_runs"]
    assert len(rows) == rows.height == 5000
    assert_frame_equal(together(pile, "cell_runs").sort("address"), runs(5000))
    assert_frame_equal(together(pile, "cell_runs").sort("address"), runs(5000))  # once more


def test_ranges_follow_each_other_and_hold_what_their_conditions_say(few, tmp_path):
    pile = Pile(["cell_runs"], tmp_path)
    pile.add({"cell_runs": runs(2000)})
    pile.add({"cell_runs": runs(2000, 2000)})
    found = [(here, rows["cell_runs"]) for here, rows in pile.ranges()]
    assert len(found) > 8
    everything = runs(4000)
    last = -1
    for here, rows in found:
        assert_frame_equal(rows.sort("address"), everything.filter(here))
        assert int(rows["cell"].min()) > last
        last = int(rows["cell"].max())


def test_few_rows_never_come_to_the_disk(tmp_path):
    pile = Pile(["cell_runs"], tmp_path / "not there")
    pile.add({"cell_runs": runs(1000)})
    assert [len(rows["cell_runs"]) for _, rows in pile.ranges()] == [1000]
    assert not (tmp_path / "not there").exists()


def test_rows_of_nothing(few, tmp_path):
    pile = Pile(["tracks", "track_ends"], tmp_path)
    assert pile["tracks"].is_empty()
    assert together(pile, "track_ends").is_empty()
    pile.add({"tracks": pl.DataFrame(schema=pile["tracks"].schema)})
    assert together(pile, "tracks").schema == pile["tracks"].schema


def test_a_pile_like_another_is_cut_at_the_same_places(few, tmp_path):
    first = Pile(["cell_runs"], tmp_path)
    first.add({"cell_runs": runs(4000)})
    second = Pile(["cell_runs"], tmp_path, first)
    second.add({"cell_runs": runs(10)})
    assert [str(here) for here, _ in second.ranges()] == [str(here) for here, _ in first.ranges()]


def test_rows_can_be_left_out(few, tmp_path):
    pile = Pile(["cell_runs"], tmp_path)
    pile.add({"cell_runs": runs(300)})
    rest = pile.without("cell", pl.Series([0, 919], dtype=pl.Int32))
    assert_frame_equal(
        together(rest, "cell_runs").sort("address"), runs(300).filter(~pl.col("cell").is_in([0, 919]))
    )


def test_several_threads_may_add(few, tmp_path):
    pile = Pile(["cell_runs"], tmp_path)

    def add(part: int) -> None:
        for first in range(part * 2000, part * 2000 + 2000, 100):
            pile.add({"cell_runs": runs(100, first)})

    threads = [threading.Thread(target=add, args=(part,)) for part in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert_frame_equal(together(pile, "cell_runs").sort("address"), runs(8000))


@pytest.mark.parametrize("names", [["parts"], ["identity_assertions"], ["tracks", "visits"], ["no table"]])
def test_rows_that_are_compared_or_ordered_otherwise_cannot_wait(names, tmp_path):
    with pytest.raises(SchemaError):
        Pile(names, tmp_path)


def test_a_table_is_the_same_whether_its_rows_waited_on_the_disk(tmp_path, monkeypatch):
    files = []
    for most in (100, 2**27):
        monkeypatch.setattr(piles, "MOST_BYTES", most)
        workspace = Workspace.create(tmp_path / f"{most}")
        pile = workspace.pile("cell_runs")
        for first in range(0, 3000, 300):
            pile.add({"cell_runs": runs(300, first)})
        workspace.amend({"cell_runs": Amendment(pile["cell_runs"])}, covers=[])
        assert workspace.n_rows("cell_runs") == 3000
        files.append(workspace.table("cell_runs").collect().sort("cell", "address"))
        assert [path.name for path in workspace.layout.cache.glob("*")] == []
    assert_frame_equal(*files)


def test_rows_that_wait_are_checked_as_others_are(few, tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    pile = workspace.pile("cell_runs")
    pile.add({"cell_runs": runs(50).with_columns(simulated=True)})
    with pytest.raises(WorkspaceError, match="simulated"):
        workspace.amend({"cell_runs": Amendment(pile["cell_runs"])}, covers=[])
    pile = workspace.pile("cell_runs")
    pile.add({"cell_runs": runs(50).with_columns(address=pl.lit(None, pl.UInt32))})
    with pytest.raises((SchemaError, pl.exceptions.PolarsError)):
        workspace.amend({"cell_runs": Amendment(pile["cell_runs"])}, covers=[])
    assert workspace.n_rows("cell_runs") == 0


def test_a_disk_that_refuses_is_told_in_one_line(few, tmp_path, monkeypatch):
    workspace = Workspace.create(tmp_path / "w")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(WorkspaceError, match="is full"):
        workspace.pile("cell_runs").add({"cell_runs": runs(50)})


def test_nothing_is_left_by_a_process_that_is_killed(tmp_path):
    code = f"""
import os, signal
from pathlib import Path
import polars as pl
from wheelsdown.store import piles
piles.MOST_BYTES = 0
pile = piles.Pile(["cell_runs"], Path({str(tmp_path)!r}))
pile.add({{"cell_runs": pl.DataFrame({{"cell": range(1000)}}, schema={{"cell": pl.Int32}})}})
assert pile.cut_at is not None
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert list(tmp_path.iterdir()) == []
