"""The log of what came in: appended once, chained, verified, recovered after a crash."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from wheelsdown.errors import IntegrityError, SchemaError, WorkspaceError
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.store import Workspace


def lines(workspace) -> list[bytes]:
    return (workspace.path / "acquisitions.jsonl").read_bytes().splitlines()


@pytest.fixture
def three(workspace, acquisition) -> Workspace:
    for name in ("one", "two", "three"):
        workspace.record(acquisition(name))
    return workspace


def test_what_was_recorded_is_read_back(three, acquisition):
    assert [each.paths[0].rpartition("/")[2] for each in three.acquisitions()] == ["one", "two", "three"]
    assert Workspace.open(three.path).acquisitions() == three.acquisitions()
    assert three.has(acquisition("two").sha256)
    assert not three.has("0" * 64)
    assert len(three.pending()) == 3


def test_each_line_holds_the_hash_of_the_line_before(three):
    previous = [json.loads(line)["previous"] for line in lines(three)]
    assert previous == [None, *(sha256(line).hexdigest() for line in lines(three)[:2])]
    assert [each.previous for each in three.acquisitions()] == previous


def test_lines_are_canonical(three):
    for line in lines(three):
        fields = json.loads(line)
        assert list(fields) == sorted(fields)
        assert line == json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        assert fields["first_at"] == "2025-03-01T12:30:15.123456Z"


def test_the_same_data_again_changes_nothing(three, acquisition):
    before = lines(three)
    later = acquisition("two", acquired_at=datetime(2026, 1, 1, tzinfo=UTC), paths=("/elsewhere",))
    assert three.record(later) == three.acquisitions()[1]
    assert lines(three) == before


def test_times_are_written_in_utc(workspace, acquisition):
    noon = datetime(2025, 3, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    recorded = workspace.record(acquisition(first_at=noon))
    assert recorded.first_at.utcoffset() == timedelta(0)
    assert b'"first_at":"2025-03-01T12:00:00Z"' in lines(workspace)[0]
    assert Workspace.open(workspace.path).acquisitions() == (recorded,)


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "../../etc/passwd"},
        {"sha256": "A" * 64},
        {"acquired_at": datetime(2025, 1, 1)},  # noqa: DTZ001  the defect under test
        {"paths": ("/x/\udcff",)},
    ],
)
def test_what_cannot_be_written_down_rightly_is_refused(workspace, acquisition, changes):
    with pytest.raises(SchemaError) as error:
        workspace.record(acquisition(**changes))
    assert "\n" not in str(error.value)
    assert workspace.acquisitions() == ()


def test_real_and_simulated_are_never_mixed(workspace, acquisition):
    workspace.record(acquisition("one", simulated=True))
    assert workspace.kind is WorkspaceKind.SIMULATED
    with pytest.raises(WorkspaceError, match=r"simulated.*--workspace"):
        workspace.record(acquisition("two"))
    assert len(workspace.acquisitions()) == 1


@pytest.mark.parametrize("number", [1, 2])
def test_an_edited_line_is_named(three, number):
    content = lines(three)
    content[number - 1] = content[number - 1].replace(b'"n_points_kept":8', b'"n_points_kept":9')
    (three.path / "acquisitions.jsonl").write_bytes(b"\n".join(content) + b"\n")
    with pytest.raises(IntegrityError, match=f"line {number} of ") as error:
        three.acquisitions()
    assert error.value.expected != error.value.found
    with pytest.raises(IntegrityError):
        Workspace.open(three.path).record(three._chain.acquisitions[0])


def test_an_edited_last_line_shows_once_published(three):
    three.publish({}, covers=[])
    three.publish({}, covers=[three.acquisitions()[0].sha256])
    content = lines(three)
    content[2] = content[2].replace(b'"n_points_kept":8', b'"n_points_kept":9')
    (three.path / "acquisitions.jsonl").write_bytes(b"\n".join(content) + b"\n")
    with pytest.raises(IntegrityError, match="line 3 of "):
        Workspace.open(three.path).acquisitions()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_removed_lines_show_once_published(three, kept):
    three.publish({}, covers=[three.acquisitions()[0].sha256])
    (three.path / "acquisitions.jsonl").write_bytes(b"".join(line + b"\n" for line in lines(three)[:kept]))
    with pytest.raises(IntegrityError, match=f"line {kept + 1}"):
        Workspace.open(three.path).acquisitions()


def test_a_removed_line_in_the_middle_shows_at_once(three):
    content = lines(three)
    (three.path / "acquisitions.jsonl").write_bytes(content[0] + b"\n" + content[2] + b"\n")
    with pytest.raises(IntegrityError, match="line 1 of "):
        three.acquisitions()


@pytest.mark.parametrize("garbage", [b"{}", b"", b"not json", b"\xff\x00", b"[1]"])
def test_a_finished_line_of_garbage_is_named(three, garbage):
    with (three.path / "acquisitions.jsonl").open("ab") as stream:
        stream.write(garbage + b"\n")
    with pytest.raises(IntegrityError, match="line 4 of "):
        three.acquisitions()


@pytest.mark.parametrize("cut", [1, 2, 100, -2])
def test_a_torn_last_line_is_moved_aside_and_the_next_run_completes(three, acquisition, cut):
    log = three.path / "acquisitions.jsonl"
    whole = log.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    torn = whole[start:][:cut]
    log.write_bytes(whole[:start] + torn)

    reopened = Workspace.open(three.path)
    assert len(reopened.acquisitions()) == 2  # a reader passes over it and writes nothing
    assert log.read_bytes().endswith(torn)

    reopened.record(acquisition("three"))
    assert [each.paths for each in reopened.acquisitions()] == [each.paths for each in three.acquisitions()]
    assert log.read_bytes() == whole
    note = (three.path / "acquisitions.torn").read_bytes()
    assert note.startswith(b"# 20")
    assert note.endswith(torn + b"\n")


def test_a_tail_of_zeros_as_after_a_power_cut_is_torn_too(three):
    with (three.path / "acquisitions.jsonl").open("ab") as stream:
        stream.write(b"\0" * 50)
    with three.writing():
        pass
    assert len(lines(three)) == 3
    assert b"\0" not in (three.path / "acquisitions.jsonl").read_bytes()
