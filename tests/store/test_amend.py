"""Amendments: what changes is added or told, and readers see exactly the rows that count."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.errors import SchemaError, WorkspaceError
from wheelsdown.store import Amendment, Workspace, check, compact, compaction, delta, status


def marked(rows: pl.DataFrame, key: str, *ids: str) -> pl.DataFrame:
    return rows.filter(pl.col(key).is_in(ids))


def marks(workspace: Workspace, at=None) -> dict[str, str]:
    rows = workspace.table("visits", at=at).select("visit_id", "callsign").collect()
    assert rows["visit_id"].is_unique().all()
    return dict(rows.rows())


def test_rows_are_added_replaced_and_removed_without_touching_the_old_file(workspace, visits):
    workspace.publish({"visits": visits(4, "OLD")}, covers=[])
    (old,) = (workspace.path / "tables" / "visits").glob("*.parquet")
    content = old.read_bytes()
    change = Amendment(marked(visits(4, "NEW"), "visit_id", "v1", "v3"), ["v1", "v2", "v3"])
    workspace.amend({"visits": change}, covers=[])
    assert marks(workspace) == {"v0": "OLD", "v1": "NEW", "v3": "NEW"}
    assert old.read_bytes() == content
    workspace.amend({"visits": Amendment(visits(0), pl.Series(["v1"]))}, covers=[])
    assert marks(Workspace.open(workspace.path)) == {"v0": "OLD", "v3": "NEW"}
    workspace.amend({"visits": Amendment(marked(visits(4, "BACK"), "visit_id", "v1"))}, covers=[])
    assert marks(workspace) == {"v0": "OLD", "v1": "BACK", "v3": "NEW"}
    assert workspace.n_rows("visits") == 3
    assert check(workspace) == []


def test_amended_rows_come_in_the_order_and_types_of_the_table(workspace, visits):
    rows = visits(12)
    workspace.publish({"visits": rows.head(5)}, covers=[])
    workspace.amend({"visits": Amendment(rows.tail(7), ["v2"])}, covers=[])
    workspace.amend({"visits": Amendment(marked(rows, "visit_id", "v2"))}, covers=[])
    amended = workspace.table("visits").collect()
    workspace.publish({"visits": visits(0)}, covers=[])
    workspace.publish({"visits": rows}, covers=[])
    assert amended.equals(workspace.table("visits").collect())
    assert amended.schema == rows.schema


def test_the_first_amendment_of_a_table_makes_it(workspace, visits):
    workspace.amend({"visits": Amendment(visits(3), ["v9"])}, covers=[])
    assert workspace.snapshot().versions == {"visits": 0}
    assert workspace.n_rows("visits") == 3


def test_an_amendment_without_change_publishes_nothing(workspace, acquisition, visits, flights):
    first = workspace.publish({"visits": visits(3)}, covers=[])
    assert (
        workspace.amend({"visits": Amendment(visits(0)), "flights": Amendment(flights(0))}, covers=[])
        == first
    )
    one = workspace.record(acquisition()).sha256
    assert workspace.amend({}, covers=[one]).versions == first.versions
    assert workspace.pending() == ()


def test_a_reader_keeps_what_it_opened_and_a_pin_what_it_named(workspace, visits):
    workspace.publish({"visits": visits(3, "OLD")}, covers=[])
    workspace.amend({"visits": Amendment(visits(0), ["v0"])}, covers=[])
    pin = workspace.pin("finding")
    opened = workspace.table("visits")
    workspace.amend({"visits": Amendment(marked(visits(3, "NEW"), "visit_id", "v1"), ["v1"])}, covers=[])
    assert dict(opened.select("visit_id", "callsign").collect().rows()) == {"v1": "OLD", "v2": "OLD"}
    for _ in range(2):
        assert marks(workspace, at=pin) == {"v1": "OLD", "v2": "OLD"}
        assert marks(workspace) == {"v1": "NEW", "v2": "OLD"}
        compact(workspace)


def test_nothing_is_removed_from_a_table_that_only_gains_rows(workspace, assertions, parts, acquisition):
    one = workspace.record(acquisition()).sha256
    for name, rows in {"identity_assertions": assertions("A"), "parts": parts(1, one)}.items():
        with pytest.raises(SchemaError, match="only gains rows"):
            workspace.amend({name: Amendment(rows, ["x"])}, covers=[one])
    with pytest.raises(SchemaError, match="text"):
        workspace.amend({"visits": Amendment(workspace.table("visits").collect(), [1])}, covers=[one])
    assert workspace.snapshot().versions == {}


def test_parts_come_once_with_their_acquisition(workspace, acquisition, parts):
    one, two = (workspace.record(acquisition(name)).sha256 for name in ("one", "two"))
    workspace.amend({"parts": Amendment(parts(3, one))}, covers=[one])
    both = pl.concat([parts(3, one), parts(2, two)])
    workspace.amend({"parts": Amendment(both)}, covers=[one, two])
    workspace.amend({"parts": Amendment(both)}, covers=[one, two])
    found = workspace.table("parts").collect()
    assert found["acquisition"].value_counts(sort=True).rows() == [(one, 3), (two, 2)]
    with pytest.raises(WorkspaceError, match="do not cover"):
        workspace.amend({"parts": Amendment(parts(3, two))}, covers=[one])


def test_assertions_are_amended_as_they_are_appended(workspace, assertions):
    workspace.amend({"identity_assertions": Amendment(assertions("A", "C"))}, covers=[])
    workspace.amend({"identity_assertions": Amendment(assertions("A", "B", "B"))}, covers=[])
    assert workspace.table("identity_assertions").collect()["value"].to_list() == ["A", "B", "C"]


def test_appending_compares_with_nulls_and_with_rows_of_other_times(workspace, assertions):
    later = assertions("A").with_columns(
        valid_from=pl.lit("2025-01-01").str.to_datetime("%F", time_zone="UTC")
    )
    later = later.with_columns(pl.col("valid_from").cast(pl.Datetime("us", "UTC")))
    for rows in (assertions("A"), later, pl.concat([assertions("A", "B"), later]), later):
        workspace.append("identity_assertions", rows)
    assert workspace.n_rows("identity_assertions") == 3


def test_rows_of_the_other_kind_and_of_no_acquisition_are_refused(workspace, acquisition, visits):
    workspace.record(acquisition())
    with pytest.raises(WorkspaceError, match="--workspace"):
        workspace.amend({"visits": Amendment(visits(1, simulated=True))}, covers=[])
    with pytest.raises(WorkspaceError, match="never recorded"):
        workspace.amend({"visits": Amendment(visits(1))}, covers=["0" * 64])
    with pytest.raises(SchemaError, match="primary_key"):
        workspace.amend({"visits": Amendment(pl.concat([visits(1), visits(1)]))}, covers=[])
    assert workspace.snapshot().versions == {}


def test_replacing_a_table_forgets_what_was_removed_from_it(workspace, visits, flights):
    workspace.publish({"visits": visits(3), "flights": flights(3)}, covers=[])
    changes = {"visits": Amendment(visits(0), ["v1"]), "flights": Amendment(flights(0), ["f1"])}
    workspace.amend(changes, covers=[])
    workspace.publish({"visits": visits(3, "NEW")}, covers=[])
    assert marks(workspace) == dict.fromkeys(("v0", "v1", "v2"), "NEW")
    assert set(workspace.table("flights").collect()["flight_id"]) == {"f0", "f2"}


def test_what_a_crash_left_unpublished_does_not_come_in_with_an_amendment(workspace, visits):
    workspace.publish({"visits": visits(2, "OLD")}, covers=[])
    folder = workspace.path / "tables" / "visits"
    delta.commit(folder, marked(visits(3, "GHOST"), "visit_id", "v2"), append=True)
    removals = pl.DataFrame({"table": ["visits"], "key": ["v0"], "version": [9]})
    delta.commit(workspace.path / "tables" / "removals", removals, append=True)
    assert marks(workspace) == {"v0": "OLD", "v1": "OLD"}
    workspace.amend({"visits": Amendment(marked(visits(3, "NEW"), "visit_id", "v2"), ["v1"])}, covers=[])
    assert marks(workspace) == {"v0": "OLD", "v2": "NEW"}
    assert check(workspace) == []


def test_a_table_of_an_older_wheelsdown_is_written_anew_once(workspace, visits):
    workspace.publish({"visits": visits(1)}, covers=[])
    folder = workspace.path / "tables" / "visits"
    delta.commit(folder, visits(4, "OLD").drop("operator"), append=False)
    (workspace.path / "snapshot.json").write_text('{"versions": {"visits": 1}}')
    workspace.amend(
        {"visits": Amendment(marked(visits(4, "NEW"), "visit_id", "v3"), ["v3", "v0"])}, covers=[]
    )
    assert marks(workspace) == {"v1": "OLD", "v2": "OLD", "v3": "NEW"}
    assert len(delta.data_files(folder, workspace.snapshot().versions["visits"])) == 1
    workspace.amend({"visits": Amendment(visits(0), ["v1"])}, covers=[])
    assert marks(workspace) == {"v2": "OLD", "v3": "NEW"}


def test_an_older_wheelsdown_is_kept_out_once_rows_were_removed(workspace, visits):
    workspace.publish({"visits": visits(2)}, covers=[])
    workspace.amend({"visits": Amendment(visits(0))}, covers=[])
    assert '"wheelsdown":1' in (workspace.path / "workspace.json").read_text()
    workspace.amend({"visits": Amendment(visits(0), ["v1"])}, covers=[])
    assert '"wheelsdown":2' in (workspace.path / "workspace.json").read_text()
    assert marks(Workspace.open(workspace.path)) == {"v0": "A"}


def test_status_counts_the_rows_that_count(workspace, visits):
    workspace.publish({"visits": visits(5)}, covers=[])
    workspace.amend({"visits": Amendment(visits(0), ["v1", "v3", "unheard"])}, covers=[])
    assert {name: table.n_rows for name, table in status(workspace).tables.items()} == {"visits": 3}


IDS = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("amend"), st.sets(IDS), st.sets(IDS)),
        st.tuples(st.just("publish"), st.sets(IDS), st.none()),
        st.tuples(st.sampled_from(["compact", "reopen", "ghost", "pin"]), st.none(), st.none()),
    ),
    max_size=14,
)


def test_any_amendments_with_merging_in_between_show_what_a_dictionary_shows(visits, monkeypatch):
    monkeypatch.setattr(compaction, "FAN_IN", 2)

    @given(steps=STEPS)
    @settings(max_examples=12, deadline=None)
    def holds(steps):
        with tempfile.TemporaryDirectory() as folder:
            follow(Workspace.create(Path(folder) / "w"), steps, visits)

    holds()


def follow(workspace, steps, visits):
    model, pins = {}, {}
    for number, (step, added, gone) in enumerate(steps):
        rows = visits(6, f"S{number}")
        ids = {f"v{i}" for i in added or ()}
        if step == "amend":
            removed = {f"v{i}" for i in gone}
            # a key that counts is never added unless it is removed as well
            ids -= set(model) - removed
            workspace.amend({"visits": Amendment(marked(rows, "visit_id", *ids), sorted(removed))}, covers=[])
            model = {key: mark for key, mark in model.items() if key not in removed}
            model |= dict.fromkeys(ids, f"S{number}")
        elif step == "publish":
            workspace.publish({"visits": marked(rows, "visit_id", *ids)}, covers=[])
            model = dict.fromkeys(ids, f"S{number}")
        elif step == "compact":
            compact(workspace)
        elif step == "reopen":
            workspace = Workspace.open(workspace.path)
        elif step == "ghost" and "visits" in workspace.snapshot().versions:
            delta.commit(workspace.path / "tables" / "visits", visits(6, "GHOST"), append=True)
        elif step == "pin":
            pins[str(number)] = model
            workspace.pin(str(number))
        assert marks(workspace) == model
        assert workspace.n_rows("visits") == len(model)
        assert workspace.table("visits").collect()["aerodrome"].is_sorted()
    for name, pin in workspace.pins().items():
        assert marks(workspace, at=pin) == pins[name]
    assert check(workspace) == []
