"""Every table comes back as it was written: values, nulls, types, order."""

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.errors import IntegrityError, SchemaError, WorkspaceError
from wheelsdown.store import Workspace, delta
from wheelsdown.store.tables import TABLES, Table


def sample(name: str, n: int, seed: int) -> pl.DataFrame:
    rows = pl.DataFrame(TABLES[name].schema.sample(n, generator=dy.random.Generator(seed)))
    return rows.with_columns(simulated=pl.lit(value=False))


@pytest.mark.parametrize("name", sorted(TABLES))
@given(n=st.integers(0, 20), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=8, deadline=None)
def test_any_rows_come_back_exactly(tmp_path_factory, name, n, seed):
    folder = tmp_path_factory.mktemp("table")
    table, rows = TABLES[name], TABLES[name].sorted(sample(name, n, seed))
    version = delta.commit(folder / name, rows, append=False)
    back = delta.scan(folder / name, version, table)
    assert back.collect_schema() == table.columns
    assert back.collect().equals(rows)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_never_written_is_empty_and_has_its_columns(workspace, name):
    rows = workspace.table(name)
    assert rows.collect_schema() == TABLES[name].columns
    assert rows.collect().is_empty()


def test_made_rows_come_back_exactly(workspace, flights, visits):
    workspace.publish({"flights": flights(9), "visits": visits(9)}, covers=[])
    for name, rows in (("flights", flights(9)), ("visits", visits(9))):
        back = Workspace.open(workspace.path).table(name).collect()
        assert back.schema == rows.schema
        key = back.columns[0]
        assert back.sort(key).equals(rows.sort(key))


def test_words_and_small_numbers_of_every_kind_come_back(tmp_path):
    class Odd(dy.Schema):
        a = dy.UInt8(nullable=True)
        b = dy.UInt16(nullable=True)
        c = dy.Categorical(nullable=True)
        d = dy.Enum(["x", "y"], nullable=True)
        e = dy.List(dy.Struct({"f": dy.UInt32(), "g": dy.List(dy.UInt8())}), nullable=True)
        h = dy.Date(nullable=True)
        i = dy.Float64(nullable=True)

    rows = pl.DataFrame(
        {
            "a": [255, None, 0],
            "b": [65535, None, 0],
            "c": ["p", None, "q"],
            "d": ["y", None, "x"],
            "e": [[{"f": 2**32 - 1, "g": [255]}], None, []],
            "h": [None, None, None],
            "i": [float("nan"), None, -0.0],
        },
        schema=Odd.create_empty().schema,
    )
    version = delta.commit(tmp_path / "odd", rows, append=False)
    back = delta.scan(tmp_path / "odd", version, Table(Odd, ("a",))).collect()
    assert back.schema == rows.schema
    assert back.equals(rows)


def test_row_order_does_not_depend_on_the_order_given(workspace, visits):
    workspace.publish({"visits": visits(12).sample(fraction=1, shuffle=True, seed=1)}, covers=[])
    first = workspace.table("visits").collect()
    snapshot = workspace.publish({"visits": visits(12).reverse()}, covers=[])
    assert snapshot.versions == {"visits": 0}
    assert first["aerodrome"].is_sorted()


def test_a_nullable_column_an_older_version_lacked_is_null(tmp_path, visits):
    version = delta.commit(tmp_path / "visits", visits(3).drop("operator"), append=False)
    back = delta.scan(tmp_path / "visits", version, TABLES["visits"]).collect()
    assert back.columns == visits(3).columns
    assert back["operator"].null_count() == 3


def test_a_required_column_an_older_version_lacked_says_what_to_do(tmp_path, visits):
    version = delta.commit(tmp_path / "visits", visits(3).drop("basis"), append=False)
    with pytest.raises(WorkspaceError, match="lacks basis; ingest the same files"):
        delta.scan(tmp_path / "visits", version, TABLES["visits"])


@pytest.mark.parametrize(
    ("defect", "named"),
    [
        (lambda rows: rows.drop("basis"), "basis"),
        (lambda rows: rows.with_columns(extra=1), "extra"),
        (lambda rows: rows.cast({"evidence_seen": pl.Int64}), "evidence_seen"),
        (lambda rows: rows.with_columns(basis=pl.lit(None, pl.String)), "basis"),
        (lambda rows: rows.vstack(rows), "primary_key"),
    ],
)
def test_rows_that_are_not_what_the_schema_says_are_refused(workspace, visits, defect, named):
    with pytest.raises(SchemaError) as error:
        workspace.publish({"visits": defect(visits(3))}, covers=[])
    assert named in str(error.value)
    assert "'visits'" in str(error.value)
    assert "\n" not in str(error.value)
    assert workspace.table("visits").collect().is_empty()


def test_an_unknown_table_is_named(workspace, visits):
    for ask in (
        lambda: workspace.table("visit"),
        lambda: workspace.publish({"visit": visits(1)}, covers=[]),
        lambda: workspace.append("visit", visits(1)),
    ):
        with pytest.raises(SchemaError, match="no table 'visit'"):
            ask()


def test_a_lost_or_shortened_file_is_an_error_not_a_crash(workspace, visits):
    workspace.publish({"visits": visits(3)}, covers=[])
    (file,) = (workspace.path / "tables" / "visits").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:50])
    with pytest.raises(IntegrityError, match="store check"):
        workspace.table("visits")
    file.unlink()
    with pytest.raises(IntegrityError, match="missing"):
        workspace.table("visits")
    workspace.publish({"visits": visits(3)}, covers=[])  # a derived table is written anew
    assert workspace.table("visits").collect().height == 3
