"""One state an instant: what is kept does not depend on files or their order."""

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from track_builder import EPOCH, states

from wheelsdown.tracks.instants import one_state_an_instant


def row(second: int, sha: str = "a", **values: Any) -> pl.DataFrame:
    state = {"airframe": "a00001", "at": EPOCH + timedelta(seconds=second)} | values
    return states([state], sha256=sha * 64)


def test_of_two_states_the_one_with_a_position_is_kept() -> None:
    bare, placed = row(0, altitude_ft=900.0), row(0, "b", lat_deg=35.0, lon_deg=36.0)
    for order in ([bare, placed], [placed, bare]):
        kept = one_state_an_instant(pl.concat(order))
        assert kept["lat_deg"].to_list() == [35.0]


def test_what_is_one_state_already_stays_as_it_is() -> None:
    table = pl.concat([row(0), row(1), row(2, airframe="a00002")])
    assert_frame_equal(one_state_an_instant(table), table)


def test_two_airframes_at_one_instant_are_two_states() -> None:
    assert one_state_an_instant(pl.concat([row(0), row(0, airframe="a00002")])).height == 2


@pytest.mark.parametrize("empty", [states([])])
def test_nothing_gives_nothing(empty: pl.DataFrame) -> None:
    assert one_state_an_instant(empty).is_empty()


STATES = st.lists(
    st.builds(
        lambda second, lat, speed, sha, number: row(
            second, sha, lat_deg=lat, lon_deg=lat, groundspeed_kt=speed, row=number
        ),
        st.integers(0, 3),
        st.sampled_from([None, 35.0, 36.0]),
        st.sampled_from([None, 100.0]),
        st.sampled_from(["a", "b"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


@given(STATES, st.randoms())
def test_the_order_of_files_decides_nothing_and_twice_is_once(rows: list[pl.DataFrame], random: Any) -> None:
    once = one_state_an_instant(pl.concat(rows))
    assert once["at"].is_unique().all()
    assert set(once["at"]) == set(pl.concat(rows)["at"])
    random.shuffle(rows)
    assert_frame_equal(one_state_an_instant(pl.concat(rows)), once, categorical_as_str=True)
    assert_frame_equal(one_state_an_instant(once), once)
