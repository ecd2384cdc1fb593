"""kill -9 at any moment: the snapshot is whole, the chain intact, and the next run completes the work."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from wheelsdown.store import Workspace, check

#: Seconds after the first generation was published; a generation takes some 0.1 s.
DELAYS_S = (0.0, 0.013, 0.031, 0.057, 0.083, 0.119, 0.171, 0.239)


def write_until_killed(
    workspace: Path, originals: Path, delay_s: float, script: str = "write_forever.py"
) -> int:
    """Give the last generation that the child said was published."""
    script = Path(__file__).with_name(script)
    command = [sys.executable, str(script), str(workspace), str(originals)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        said = child.stdout.readline()
        time.sleep(delay_s)
        child.kill()
        rest = child.stdout.read().splitlines()
    return int((rest or [said])[-1])


def require_whole(folder: Path, at_least: int) -> None:
    workspace = Workspace.open(folder)
    recorded, snapshot = workspace.acquisitions(), workspace.snapshot()
    generation = len(snapshot.covers)
    assert generation >= at_least
    assert set(snapshot.covers) == {each.sha256 for each in recorded[:generation]}
    assert len(recorded) - generation in (0, 1)
    assert len(workspace.pending()) == len(recorded) - generation
    for name in ("flights", "visits"):
        rows = workspace.table(name).collect()
        assert rows["callsign"].unique().to_list() == [f"G{generation}"]
        assert rows.height == generation
    assert workspace.table("parts").collect().height == generation
    assert check(workspace) == []


def test_killed_again_and_again(tmp_path):
    folder, originals = tmp_path / "workspace", tmp_path / "originals"
    originals.mkdir()
    for delay_s in DELAYS_S:
        published = write_until_killed(folder, originals, delay_s)
        require_whole(folder, at_least=published)


def require_amended_whole(folder: Path, at_least: int) -> None:
    workspace = Workspace.open(folder)
    snapshot = workspace.snapshot()
    generation = len(snapshot.covers)
    assert generation >= at_least
    assert len(workspace.acquisitions()) - generation in (0, 1)
    marks = dict(workspace.table("visits").select("visit_id", "callsign").collect().rows())
    assert marks == {f"v{n}": f"G{min(n + 1, generation)}" for n in range(1, generation + 1)}
    assert workspace.n_rows("visits") == generation
    flights = workspace.table("flights").collect()
    assert set(flights["flight_id"]) == {f"f{n}" for n in range(1, generation + 1)}
    assert flights.height == generation
    assert sorted(workspace.table("parts").collect()["acquisition"]) == sorted(snapshot.covers)
    assert workspace.n_rows("identity_assertions") == generation
    assert check(workspace) == []


def test_killed_while_amending_again_and_again(tmp_path):
    folder, originals = tmp_path / "workspace", tmp_path / "originals"
    originals.mkdir()
    for delay_s in DELAYS_S[::2]:
        published = write_until_killed(folder, originals, delay_s, "amend_forever.py")
        require_amended_whole(folder, at_least=published)


LEFTOVERS = ("snapshot.json.tmp", "raw/unfinished")


@pytest.mark.parametrize("leftover", LEFTOVERS)
def test_what_a_crash_leaves_behind_is_in_nobodys_way(workspace, acquisition, visits, leftover):
    path = workspace.path / leftover
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    original = acquisition()
    workspace.record(original)
    workspace.keep_copy([Path(original.paths[0])])
    workspace.publish({"visits": visits(2)}, covers=[original.sha256])
    assert not path.exists()
    assert check(workspace) == []


def test_a_table_folder_whose_first_commit_never_came(workspace, visits):
    (workspace.path / "tables" / "visits" / "_delta_log").mkdir(parents=True)
    workspace.publish({"visits": visits(2)}, covers=[])
    assert workspace.table("visits").collect().height == 2
