"""Repeated positions are neither movement nor standing still; received ones are never lost."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.sources.received_positions import only_received

S = 1_000_000


def points(rows):
    """Rows of (time, position received at, anything heard at) in seconds; the position tells its time."""
    return pl.DataFrame(
        [
            {
                "airframe": "a0b1c2",
                "at": at * S,
                "row": row,
                "part": 0,
                "simulated": False,
                "callsign": "AB1",
                "altitude_ft": 1000.0,
                "lat_deg": None if position is None else position / 1e4,
                "lon_deg": None if position is None else 1.0,
                "position_at": None if position is None else position * S,
                "contact_at": None if contact is None else contact * S,
            }
            for row, (at, position, contact) in enumerate(rows)
        ]
    )


def told(rows):
    received, dropped = only_received(points(rows))
    listed = received.sort("at", "row").select("at", "lat_deg", "altitude_ft", "row").rows()
    return [
        (at // S, None if lat is None else round(lat * 1e4), altitude, row)
        for at, lat, altitude, row in listed
    ], dropped


def test_a_repeated_position_is_masked_and_its_row_kept():
    rows, dropped = told([(100, 100, 100), (101, 100, 101), (102, 102, 102)])
    assert rows == [(100, 100, 1000, 0), (101, None, 1000, 1), (102, 102, 1000, 2)]
    assert dropped == {}


def test_after_loss_the_last_received_row_stays_and_its_repeats_go():
    rows, dropped = told([(100, 100, 100), *((t, 101, 101) for t in range(101, 300))])
    assert rows[:2] == [(100, 100, 1000, 0), (101, 101, 1000, 1)]
    assert [row[0] for row in rows[2:]] == list(range(102, 117))
    assert all(row[1] is None for row in rows[2:])
    assert dropped == {"repeated_after_loss": 183}


def test_a_late_position_is_given_at_the_time_it_was_received():
    rows, dropped = told([(100, 40, 99)])
    assert rows == [(40, 40, None, 0), (100, None, 1000, 0)]
    assert dropped == {}


def test_a_first_row_long_after_contact_is_given_at_that_time():
    rows, dropped = told([(100, 40, 41), (101, 40, 41), (102, 40, 41)])
    assert rows == [(40, 40, None, 0), (41, None, 1000, 0)]
    assert dropped == {"repeated_after_loss": 2}


def test_a_position_of_unknown_time_is_left_alone():
    frame = points([(100, 100, None), (101, 101, None)]).with_columns(position_at=pl.lit(None, pl.Int64))
    received, dropped = only_received(frame)
    assert received["lat_deg"].null_count() == 0
    assert dropped == {}


def test_a_table_that_says_nothing_of_reception_is_left_alone():
    frame = points([(100, 100, 100), (101, 100, 100)]).drop("position_at", "contact_at")
    assert only_received(frame)[0].equals(frame)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=40)
)
def test_every_position_is_told_once_at_its_time_or_soon_after(rows):
    rows = [(1000 + at, 1000 + at - age, 1000 + at - min(age, quiet)) for at, age, quiet in rows]
    received, _ = told(rows)
    positions = [(at, position) for at, position, _, _ in received if position is not None]
    assert sorted(position for _, position in positions) == sorted({position for _, position, _ in rows})
    assert all(0 <= at - position <= 15 for at, position in positions)
    heard = {contact for _, _, contact in rows}
    assert max(at for at, *_ in received) >= max(heard)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_rows_does_not_matter(order):
    rows = [(100, 100, 100), (101, 100, 101), (130, 102, 103), (131, 102, 103)]
    frame = points(rows)[::order]
    received, dropped = only_received(frame)
    expected, counted = only_received(points(rows))
    assert received.sort("at", "row").equals(expected.sort("at", "row"))
    assert dropped == counted
