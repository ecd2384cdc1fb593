"""Whatever is recorded and published in whatever order, reopening shows the same content."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.store import Workspace, check, compact, delta

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.integers(0, 3)),
        st.tuples(st.just("publish"), st.integers(0, 4)),
        st.tuples(st.just("append"), st.integers(0, 3)),
        st.tuples(st.just("reopen"), st.just(0)),
        st.tuples(st.just("compact"), st.just(0)),
    ),
    max_size=8,
)


def test_reopening_shows_what_was_written(original_at, flights, visits, assertions):
    @given(steps=STEPS)
    @settings(max_examples=12, deadline=None)
    def holds(steps):
        follow(steps, original_at, flights, visits, assertions)

    holds()


def follow(steps, original_at, flights, visits, assertions) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace = Workspace.create(root / "workspace")
        recorded, covered, n_rows, values = {}, (), 0, set()
        for step, n in steps:
            if step == "record":
                acquisition = workspace.record(original_at(root / str(n)))
                assert recorded.setdefault(acquisition.sha256, acquisition) == acquisition
            elif step == "publish":
                workspace.publish({"flights": flights(n), "visits": visits(n)}, covers=recorded)
                n_rows, covered = n, tuple(sorted(recorded))
            elif step == "append":
                workspace.append("identity_assertions", assertions(str(n), "always"))
                values |= {str(n), "always"}
            elif step == "compact":
                compact(workspace)
            else:
                workspace = Workspace.open(workspace.path)
            for seen in (workspace, Workspace.open(workspace.path)):
                assert seen.acquisitions() == tuple(recorded.values())
                assert seen.snapshot().covers == covered
                assert {each.sha256 for each in seen.pending()} == set(recorded) - set(covered)
                assert seen.table("flights").collect().height == n_rows
                assert set(seen.table("visits").collect()["visit_id"]) == set(visits(n_rows)["visit_id"])
                assert seen.table("identity_assertions").collect()["value"].to_list() == sorted(values)
            assert_log_says_what_is_remembered(workspace)
        assert check(workspace) == []


def assert_log_says_what_is_remembered(workspace: Workspace) -> None:
    """What a process knows of its own commits is what another reads in the log."""
    folders = [workspace.layout.table(name) for name in workspace.snapshot().versions]
    versions = [(folder, delta.latest_version(folder)) for folder in folders]
    known = [delta.read_version(*version) for version in versions]
    delta.forget()
    assert [delta.read_version(*version) for version in versions] == known
