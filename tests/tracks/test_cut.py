"""Every point belongs to exactly one track, and only a silence ends one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from track_builder import Track

from wheelsdown.tracks.cut import MAX_SILENCE_S, cut
from wheelsdown.tracks.points import Points


def at_times(seconds: list[float]) -> Points:
    points = Track().send().points()[np.zeros(len(seconds), dtype=np.int64)]
    points.time = np.array(seconds)
    return points


@given(st.lists(st.floats(0, 20_000), max_size=30).map(sorted))
def test_tracks_are_a_partition_in_order(times: list[float]) -> None:
    tracks = cut(at_times(times))
    assert [i for track in tracks for i in range(track.start, track.stop)] == list(range(len(times)))


@given(st.lists(st.floats(0, 20_000), min_size=1, max_size=30).map(sorted))
def test_silences_lie_between_tracks_and_nowhere_else(times: list[float]) -> None:
    edges = {track.start for track in cut(at_times(times))} - {0}
    assert edges == {i + 1 for i, gap in enumerate(np.diff(times)) if gap > MAX_SILENCE_S}


@pytest.mark.parametrize(("silence_s", "n_tracks"), [(1_800.0, 1), (1_800.000001, 2), (1_799.0, 1)])
def test_half_an_hour_to_the_second_is_still_one_track(silence_s: float, n_tracks: int) -> None:
    assert len(cut(at_times([0.0, silence_s]))) == n_tracks


def test_no_points_are_no_track() -> None:
    assert cut(at_times([])) == []


def test_midnight_and_a_changed_callsign_cut_nothing() -> None:
    track = Track(callsign="AAA1").place(35, 36, 30_000)
    track.at = track.at.replace(hour=23, minute=55)
    track.level(5, 400)
    track.callsign = "BBB2"
    assert len(cut(track.level(5, 400).points())) == 1
