"""A full or read-only disk: one clear line, what was there stays readable, and the next run completes."""

import shutil
import subprocess

import pytest

from wheelsdown.errors import WorkspaceError
from wheelsdown.store import Amendment, Workspace, check, compact


def fill(disk, *, leave: int = 0) -> None:
    """Fill a disk but for some bytes, in pages as the file system counts them."""
    with (disk / "filler").open("ab") as stream:
        stream.write(b"x" * max(shutil.disk_usage(disk).free - leave, 0))


def require_one_line(error, *words: str) -> None:
    text = str(error.value)
    assert "\n" not in text
    for word in words:
        assert word in text


@pytest.mark.needs_tmpfs
@pytest.mark.parametrize("leave", [0, 12288])
def test_full_disk_while_publishing(small_disk, visits, flights, leave, capfd):
    workspace = Workspace.create(small_disk / "workspace")
    before = workspace.publish({"visits": visits(3, "OLD"), "flights": flights(3, "OLD")}, covers=[])
    fill(small_disk, leave=leave)
    new = {"visits": visits(400, "NEW"), "flights": flights(3, "NEW")}
    with pytest.raises(WorkspaceError) as error:
        workspace.publish(new, covers=[])
    require_one_line(error, "full", "free some space", str(workspace.path))
    assert capfd.readouterr().err == ""
    assert Workspace.open(workspace.path).snapshot() == before
    assert workspace.table("visits").collect()["callsign"].unique().to_list() == ["OLD"]
    assert check(workspace) == []

    (small_disk / "filler").unlink()
    workspace.publish(new, covers=[])
    assert workspace.table("visits").collect().height == 400
    assert workspace.table("flights").collect()["callsign"].unique().to_list() == ["NEW"]


def require_no_loose_files(table) -> None:
    log = "".join(path.read_text() for path in (table / "_delta_log").glob("*.json"))
    assert [path.name for path in table.glob("*parquet*") if path.name not in log] == []


@pytest.mark.needs_tmpfs
def test_full_disk_at_each_step_of_a_publish(small_disk, visits, flights, capfd):
    """Every page more lets the publish come further: the data, the table's log, the second table, ..."""
    workspace = Workspace.create(small_disk / "workspace")
    outcomes = set()
    published = "OLD"
    workspace.publish({"visits": visits(2, published), "flights": flights(2, published)}, covers=[])
    for n_pages in range(1, 24):
        fill(small_disk, leave=n_pages * 4096)
        new = {"visits": visits(2, f"{n_pages}"), "flights": flights(2, f"{n_pages}")}
        try:
            workspace.publish(new, covers=[])
        except WorkspaceError as error:
            outcomes.add("full" if "is full" in str(error) else str(error))
        else:
            outcomes.add("published")
            published = str(n_pages)
        for name in new:
            assert workspace.table(name).collect()["callsign"].unique().to_list() == [published]
            require_no_loose_files(workspace.path / "tables" / name)
        (small_disk / "filler").unlink()
    assert outcomes == {"full", "published"}
    assert capfd.readouterr().err == ""
    assert check(workspace) == []


@pytest.mark.needs_tmpfs
def test_full_disk_at_each_step_of_an_amendment(small_disk, visits, capfd):
    """Every page more lets the amendment come further: its rows, what it removes, the merging of files."""
    workspace = Workspace.create(small_disk / "workspace")
    workspace.publish({"visits": visits(2, "0")}, covers=[])
    published, outcomes = "0", set()
    for n_pages in range(1, 40):
        fill(small_disk, leave=n_pages * 4096)
        change = Amendment(visits(2, f"{n_pages}").head(1), ["v0"])
        try:
            workspace.amend({"visits": change}, covers=[])
        except WorkspaceError as error:
            outcomes.add("full" if "is full" in str(error) else str(error))
        else:
            outcomes.add("published")
            published = f"{n_pages}"
        (small_disk / "filler").unlink()
        marks = dict(workspace.table("visits").select("visit_id", "callsign").collect().rows())
        assert marks == {"v0": published, "v1": "0"}
        assert check(workspace) == []
    assert outcomes == {"full", "published"}
    assert capfd.readouterr().err == ""


@pytest.mark.needs_tmpfs
def test_failing_again_and_again_leaves_no_debris(small_disk, visits):
    workspace = Workspace.create(small_disk / "workspace")
    workspace.publish({"visits": visits(3)}, covers=[])
    free = shutil.disk_usage(small_disk).free
    fill(small_disk, leave=free // 4)
    for n in (1900, 2000):
        with pytest.raises(WorkspaceError, match="full"):
            workspace.publish({"visits": visits(n)}, covers=[])
    (small_disk / "filler").unlink()
    assert shutil.disk_usage(small_disk).free == free


@pytest.mark.needs_tmpfs
def test_full_disk_while_recording(small_disk, acquisition):
    workspace = Workspace.create(small_disk / "workspace")
    workspace.record(acquisition("first"))
    fill(small_disk)
    with pytest.raises(WorkspaceError) as error:
        workspace.record(acquisition("second", notes=("x" * 10_000,)))
    require_one_line(error, "full")
    there = workspace.acquisitions()
    assert len(there) == 1
    assert (workspace.path / "acquisitions.jsonl").read_bytes().endswith(b"\n")
    assert Workspace.open(workspace.path).acquisitions() == there
    (small_disk / "filler").unlink()
    workspace.record(acquisition("last"))
    assert len(Workspace.open(workspace.path).acquisitions()) == len(there) + 1


@pytest.mark.needs_tmpfs
def test_full_disk_while_copying_an_original(small_disk, tmp_path):
    workspace = Workspace.create(small_disk / "workspace")
    original = tmp_path / "large"
    original.write_bytes(b"x" * 3 * 2**20)
    with pytest.raises(WorkspaceError, match="full"):
        workspace.keep_copy([original])
    assert [path for path in (workspace.path / "raw").rglob("*") if path.is_file()] == []
    assert original.stat().st_size == 3 * 2**20


@pytest.mark.needs_tmpfs
def test_full_disk_while_creating(small_disk):
    fill(small_disk)
    with pytest.raises(WorkspaceError) as error:
        Workspace.create(small_disk / "workspace")
    require_one_line(error, "full")
    (small_disk / "filler").unlink()
    assert Workspace.create(small_disk / "workspace").acquisitions() == ()


@pytest.mark.needs_tmpfs
def test_read_only_disk(small_disk, acquisition, visits):
    workspace = Workspace.create(small_disk / "workspace")
    recorded = workspace.record(acquisition("one"))
    workspace.publish({"visits": visits(3)}, covers=[recorded.sha256])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    reader = Workspace.open(workspace.path)
    assert reader.acquisitions() == (recorded,)
    assert reader.table("visits").collect().height == 3
    assert check(reader) == []
    for write in (
        lambda: reader.record(acquisition("two")),
        lambda: reader.publish({"visits": visits(4)}, covers=[]),
        lambda: reader.amend({"visits": Amendment(visits(0), ["v1"])}, covers=[]),
        lambda: compact(reader),
        lambda: Workspace.create(small_disk / "another"),
    ):
        with pytest.raises(WorkspaceError) as error:
            write()
        require_one_line(error, "read-only", "--workspace")


def test_no_permission_to_write(open_folder, without_privileges, acquisition, visits):
    workspace = Workspace.create(open_folder / "workspace")
    workspace.publish({"visits": visits(3)}, covers=[])
    two = acquisition("two")
    for path in (workspace.path, *workspace.path.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with without_privileges():
        reader = Workspace.open(workspace.path)
        assert reader.table("visits").collect().height == 3
        with pytest.raises(WorkspaceError) as error:
            reader.record(two)
        require_one_line(error, "permission denied", "--workspace")
    for path in (workspace.path, *workspace.path.rglob("*")):
        path.chmod(0o755)


def test_no_permission_to_read(open_folder, without_privileges):
    workspace = Workspace.create(open_folder / "workspace")
    (workspace.path / "workspace.json").chmod(0o000)
    with without_privileges(), pytest.raises(WorkspaceError) as error:
        Workspace.open(workspace.path)
    require_one_line(error, "cannot be read")
