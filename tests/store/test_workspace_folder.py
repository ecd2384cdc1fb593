"""A folder becomes a workspace, or is refused in one line."""

import json

import pytest

from wheelsdown.errors import WorkspaceError
from wheelsdown.store import Snapshot, Workspace
from wheelsdown.store.marker import FORMAT_VERSION


def one_line(error) -> str:
    text = str(error.value)
    assert "\n" not in text
    return text


def test_create_makes_an_empty_workspace_and_opens_it_the_second_time(tmp_path):
    first = Workspace.create(tmp_path / "deep" / "workspace")
    marker = (first.path / "workspace.json").read_bytes()
    again = Workspace.create(first.path)
    assert (first.path / "workspace.json").read_bytes() == marker
    assert json.loads(marker)["wheelsdown"] == 1
    assert again.acquisitions() == ()
    assert again.kind is None
    assert again.snapshot() == Snapshot()
    assert Workspace.open(first.path).pending() == ()


def test_a_crash_while_making_the_marker_does_not_spoil_the_folder(tmp_path):
    (tmp_path / "workspace.json.tmp").write_text('{"wheels')
    assert Workspace.create(tmp_path).acquisitions() == ()


def test_open_says_which_command_makes_a_workspace(tmp_path):
    with pytest.raises(WorkspaceError) as error:
        Workspace.open(tmp_path / "nowhere")
    assert "wheelsdown ingest" in one_line(error)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_is_no_workspace(tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(WorkspaceError, match="is a file"):
        Workspace.create(path)
    with pytest.raises(WorkspaceError, match="no workspace"):
        Workspace.open(path)
    assert path.read_text() == "mine"


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="neither empty nor a workspace"):
        Workspace.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"wheelsdown": "one"}'])
def test_a_damaged_marker_is_refused(workspace, content):
    (workspace.path / "workspace.json").write_bytes(content)
    with pytest.raises(WorkspaceError) as error:
        Workspace.open(workspace.path)
    assert "damaged" in one_line(error)


def test_a_newer_workspace_is_refused(workspace):
    marker = workspace.path / "workspace.json"
    marker.write_text(
        json.dumps(
            {**json.loads(marker.read_text()), "wheelsdown": FORMAT_VERSION + 1, "tool_version": "9.9"}
        )
    )
    for enter in (Workspace.open, Workspace.create):
        with pytest.raises(WorkspaceError) as error:
            enter(workspace.path)
        assert "9.9" in one_line(error)
        assert "newer" in one_line(error)


@pytest.mark.parametrize("name", ["a b", "a#b", "[x]*?", "ж ج", "a:b;c&d=e", "100%"])
def test_tables_live_in_folders_of_any_name(tmp_path, name, visits):
    workspace = Workspace.create(tmp_path / name)
    workspace.publish({"visits": visits(3)}, covers=[])
    assert Workspace.open(tmp_path / name).table("visits").collect().height == 3
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a%20b", "a\\b"])
def test_names_that_the_table_library_misreads_are_refused(tmp_path, name):
    with pytest.raises(WorkspaceError, match="misreads"):
        Workspace.create(tmp_path / name)
    assert not any(tmp_path.iterdir())
