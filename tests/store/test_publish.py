"""Tables are published together, readers see whole snapshots, nothing untraceable gets in."""

import polars as pl
import pytest

from wheelsdown.errors import IntegrityError, SchemaError, WorkspaceError
from wheelsdown.store import Workspace, delta


def test_publishing_covers_what_was_recorded(workspace, acquisition, visits, parts):
    one, two = (workspace.record(acquisition(name)).sha256 for name in ("one", "two"))
    assert [each.sha256 for each in workspace.pending()] == [one, two]
    snapshot = workspace.publish({"visits": visits(2), "parts": parts(2, one)}, covers=[one])
    assert snapshot == Workspace.open(workspace.path).snapshot()
    assert snapshot.covers == (one,)
    assert [each.sha256 for each in workspace.pending()] == [two]
    workspace.publish({}, covers=[two, one])
    assert workspace.pending() == ()
    assert workspace.snapshot().versions == snapshot.versions
    assert workspace.snapshot().head is not None


def test_unchanged_tables_keep_their_version(workspace, visits, flights):
    first = workspace.publish({"visits": visits(3), "flights": flights(3)}, covers=[])
    before = (workspace.path / "snapshot.json").stat().st_mtime_ns
    assert workspace.publish({"visits": visits(3), "flights": flights(3)}, covers=[]) == first
    assert (workspace.path / "snapshot.json").stat().st_mtime_ns == before
    second = workspace.publish({"visits": visits(4), "flights": flights(3)}, covers=[])
    assert second.versions == {"visits": first.versions["visits"] + 1, "flights": first.versions["flights"]}
    assert len(list((workspace.path / "tables" / "flights").glob("*.parquet"))) == 1


def test_a_reader_keeps_what_it_opened_and_an_older_snapshot_stays_readable(workspace, visits):
    first = workspace.publish({"visits": visits(3, "OLD")}, covers=[])
    opened = workspace.table("visits")
    workspace.publish({"visits": visits(5, "NEW")}, covers=[])
    assert opened.collect()["callsign"].unique().to_list() == ["OLD"]
    assert workspace.table("visits", at=first).collect().height == 3
    assert workspace.table("visits").collect().height == 5


def test_a_table_can_become_empty(workspace, visits):
    workspace.publish({"visits": visits(3)}, covers=[])
    workspace.publish({"visits": visits(0)}, covers=[])
    assert workspace.table("visits").collect().is_empty()


@pytest.mark.parametrize("n_commits", [0, 1, 2])
def test_a_stop_between_two_tables_is_never_visible(
    workspace, visits, flights, assertions, monkeypatch, n_commits
):
    old = {"visits": visits(3, "OLD"), "flights": flights(3, "OLD"), "identity_assertions": assertions("OLD")}
    new = {"visits": visits(4, "NEW"), "flights": flights(4, "NEW"), "identity_assertions": assertions("NEW")}
    workspace.publish(old, covers=[])
    commit, left = delta.commit, [n_commits]

    def stop(*args, **kwargs):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return commit(*args, **kwargs)

    monkeypatch.setattr(delta, "commit", stop)
    with pytest.raises(KeyboardInterrupt):
        workspace.publish(new, covers=[])
    monkeypatch.undo()
    reopened = Workspace.open(workspace.path)
    for name in ("visits", "flights"):
        assert reopened.table(name).collect()["callsign"].unique().to_list() == ["OLD"]
    assert reopened.table("identity_assertions").collect()["value"].to_list() == ["OLD"]
    reopened.publish(new, covers=[])
    assert reopened.table("visits").collect()["callsign"].unique().to_list() == ["NEW"]
    assert reopened.table("identity_assertions").collect()["value"].to_list() == ["NEW", "OLD"]


def test_rows_of_a_version_that_was_never_published_do_not_come_in_with_an_append(workspace, assertions):
    workspace.append("identity_assertions", assertions("A"))
    delta.commit(workspace.path / "tables" / "identity_assertions", assertions("GHOST"), append=True)
    workspace.append("identity_assertions", assertions("B"))
    assert workspace.table("identity_assertions").collect()["value"].to_list() == ["A", "B"]


def test_appending_adds_only_what_is_missing_in_one_order(workspace, assertions):
    workspace.append("identity_assertions", assertions("C", "A", "A"))
    workspace.append("identity_assertions", assertions("B", "C"))
    before = workspace.snapshot()
    assert workspace.append("identity_assertions", assertions("A", "B", "C")) == before
    assert workspace.append("identity_assertions", assertions()) == before
    assert workspace.table("identity_assertions").collect()["value"].to_list() == ["A", "B", "C"]
    workspace.publish({"identity_assertions": assertions("D")}, covers=[])
    assert workspace.table("identity_assertions").collect()["value"].to_list() == ["A", "B", "C", "D"]


def test_appending_keeps_what_the_snapshot_covers(workspace, acquisition, assertions):
    one = workspace.record(acquisition()).sha256
    workspace.publish({}, covers=[one])
    assert workspace.append("identity_assertions", assertions("A")).covers == (one,)


def test_a_lost_assertion_is_never_passed_over(workspace, assertions):
    workspace.append("identity_assertions", assertions("A"))
    (file,) = (workspace.path / "tables" / "identity_assertions").glob("*.parquet")
    file.unlink()
    with pytest.raises(IntegrityError):
        workspace.append("identity_assertions", assertions("B"))


def test_a_rebuilt_table_cannot_be_appended_to(workspace, visits):
    with pytest.raises(SchemaError, match="published, not appended"):
        workspace.append("visits", visits(1))


def test_tables_rest_on_recorded_acquisitions_only(workspace, acquisition, parts):
    with pytest.raises(WorkspaceError, match="never recorded"):
        workspace.publish({}, covers=["0" * 64])
    one, two = (workspace.record(acquisition(name)).sha256 for name in ("one", "two"))
    with pytest.raises(WorkspaceError, match="do not cover"):
        workspace.publish({"parts": parts(2, two)}, covers=[one])
    assert workspace.snapshot().versions == {}


@pytest.mark.parametrize("is_simulated", [True, False])
def test_rows_of_the_other_kind_are_refused(workspace, acquisition, visits, is_simulated):
    workspace.record(acquisition(simulated=not is_simulated))
    with pytest.raises(WorkspaceError, match="--workspace"):
        workspace.publish({"visits": visits(2, simulated=is_simulated)}, covers=[])
    one_of_each = pl.concat([visits(1), visits(2, simulated=True).tail(1)])
    with pytest.raises(WorkspaceError, match="--workspace"):
        workspace.publish({"visits": one_of_each}, covers=[])
    assert workspace.table("visits").collect().is_empty()


def test_reference_assertions_may_stand_in_a_simulated_workspace_but_not_the_reverse(
    workspace, acquisition, assertions
):
    with pytest.raises(WorkspaceError):
        workspace.append("identity_assertions", assertions("SIM", simulated=True))
    workspace.record(acquisition(simulated=True))
    workspace.append("identity_assertions", assertions("SIM", simulated=True))
    workspace.append("identity_assertions", assertions("REAL"))
    assert workspace.table("identity_assertions").collect().height == 2
