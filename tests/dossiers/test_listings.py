"""Instants of whole columns are written as single ones are."""

from datetime import UTC

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.dossiers.listings import plain_value, written_times

UTC_US = pl.Datetime("us", "UTC")
SEEN = pl.Struct(
    {"at": UTC_US, "where": pl.String, "between": pl.Struct({"earliest": UTC_US, "n": pl.Int64})}
)

instants = st.datetimes(timezones=st.just(UTC)) | st.none()
between = st.fixed_dictionaries({"earliest": instants, "n": st.integers(0, 9) | st.none()}) | st.none()
seen = st.fixed_dictionaries({"at": instants, "where": st.none() | st.text(), "between": between}) | st.none()
rows = st.lists(
    st.fixed_dictionaries(
        {"at": instants, "seen": seen, "all": st.lists(instants, max_size=2), "n": st.integers(0, 9)}
    ),
    max_size=4,
)


@given(rows)
def test_times_written_all_at_once_are_those_written_one_by_one(rows):
    schema = {"at": UTC_US, "seen": SEEN, "all": pl.List(UTC_US), "n": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema)
    written = written_times(frame)
    assert written.columns == frame.columns
    assert [plain_value(row) for row in written.iter_rows(named=True)] == [
        plain_value(row) for row in frame.iter_rows(named=True)
    ]
