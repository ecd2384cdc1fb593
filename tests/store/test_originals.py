"""Copies of originals are whole, read-only and never twice."""

import os
import stat
from pathlib import Path

import pytest

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.store import Workspace, check


@pytest.fixture
def tree(tmp_path) -> Path:
    root = tmp_path / "2025.03.01"
    for name in ("traces/00/trace_full_000000.json", "traces/0a/trace_full_00000a.json"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(name)
    (root / "README.md").write_text("beside")
    return root


def test_a_copy_lies_under_its_hash_and_cannot_be_written(workspace, acquisition):
    original = acquisition("one")
    (copy,) = workspace.keep_copy([Path(original.paths[0])])
    assert copy == workspace.raw_path(original.sha256)
    assert copy.relative_to(workspace.path).parts[:3] == ("raw", "sha256", original.sha256[:2])
    assert copy.read_bytes() == Path(original.paths[0]).read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o444
    before = copy.stat()
    assert workspace.keep_copy([Path(original.paths[0])]) == (copy,)
    assert copy.stat().st_ino == before.st_ino


def test_a_trace_tree_is_copied_with_its_names(workspace, tree):
    (copy,) = workspace.keep_copy([tree])
    found = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
    assert found == ["traces/00/trace_full_000000.json", "traces/0a/trace_full_00000a.json"]
    assert workspace.keep_copy([tree]) == (copy,)


def test_a_copy_that_was_changed_is_an_error(workspace, acquisition):
    original = Path(acquisition("one").paths[0])
    (copy,) = workspace.keep_copy([original])
    copy.chmod(0o644)
    copy.write_bytes(b"forged")
    with pytest.raises(IntegrityError) as error:
        workspace.keep_copy([original])
    assert error.value.expected != error.value.found
    assert copy.read_bytes() == b"forged"


def test_what_is_no_file_is_refused(workspace, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "nowhere", pipe, tmp_path):
        with pytest.raises(SourceError):
            workspace.keep_copy([path])
    assert not list((workspace.path / "raw").rglob("unfinished"))


def test_a_copied_original_survives_the_loss_of_the_first(workspace, acquisition):
    original = acquisition("one")
    (copy,) = workspace.keep_copy([Path(original.paths[0])])
    workspace.record(acquisition("one", paths=(str(copy),)))
    Path(original.paths[0]).unlink()
    assert check(Workspace.open(workspace.path)) == []
