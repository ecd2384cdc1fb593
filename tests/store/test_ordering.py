"""Rows range by range, some at a time: what comes out is what sorting the whole gives."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.store import ordering
from wheelsdown.store.ordering import in_order, ranges

NUMBERS = st.integers(-(2**31), 2**31 - 1)
WORDS = st.one_of(st.none(), st.sampled_from(["", "a", "b", "ж"]))


def frame(rows, chunk: int) -> pl.DataFrame:
    """Build rows that know their place, in chunks as several readers would give them."""
    made = pl.DataFrame(rows, schema={"number": pl.Int32, "word": pl.String}, orient="row").with_row_index()
    made = made.with_columns(inner=pl.struct(number="number", words=pl.concat_list("word", "word")))
    return pl.concat(made.iter_slices(chunk), rechunk=False) if len(made) else made


@pytest.mark.parametrize(
    "order",
    [
        [pl.col("number")],
        [pl.col("word")],
        [pl.col("word"), pl.col("inner").struct.field("number")],
        [pl.col("number"), pl.col("word")],
        [],
    ],
    ids=["number", "word", "word, number", "number, word", "none"],
)
@pytest.mark.parametrize("few", [st.integers(0, 3), NUMBERS, st.sampled_from([-(2**31), 2**31 - 1, 65536])])
def test_rows_come_as_sorting_the_whole_gives_them(order, few, monkeypatch):
    monkeypatch.setattr(ordering, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(ordering, "_SAMPLE", 2)

    @given(
        rows=st.lists(st.tuples(few, WORDS), max_size=40), chunk=st.integers(1, 9), at_once=st.integers(1, 9)
    )
    @settings(max_examples=25, deadline=None)
    def holds(rows, chunk, at_once):
        made = frame(rows, chunk)
        got = pl.concat([made.clear(), *in_order([made], order, at_once=at_once)])
        assert got.equals(made.sort(order, maintain_order=True) if order else made)

    holds()


def test_no_more_rows_are_taken_than_asked_for(monkeypatch):
    monkeypatch.setattr(ordering, "ROWS_AT_ONCE", 10)
    rows = pl.DataFrame({"x": pl.int_range(95, eager=True).shuffle(seed=1)})
    assert max(map(len, in_order([rows], [pl.col("x")], at_once=4))) == 4


def test_every_row_is_in_one_range_and_ranges_are_about_as_large_as_each_other():
    values = pl.Series("x", [None] * 500 + [*range(20_000)] + [7] * 3_000)
    conditions = ranges(values, pl.col("x"), 8)
    rows = values.to_frame()
    sizes = [len(rows.filter(here)) for here in conditions]
    assert len(sizes) == 8
    assert sum(sizes) == len(rows)
    assert (
        rows.select(sum(here.fill_null(value=False).cast(pl.Int8) for here in conditions))
        .to_series()
        .eq(1)
        .all()
    )
    assert max(sizes) < 2 * len(rows) / 8 + 3_000


def test_equal_values_are_one_range():
    rows = pl.DataFrame({"x": [5] * 30})
    assert sum(len(rows.filter(here)) for here in ranges(rows["x"], pl.col("x"), 4)) == 30
