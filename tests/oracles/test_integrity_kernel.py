"""The compiled verdict on a track is exactly the plain definition's."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from defective_tracks import copied, real_tracks, seeded_tracks
from hypothesis import given, settings
from hypothesis import strategies as st
from track_builder import Track

from wheelsdown.compiling import compiled
from wheelsdown.tracks.integrity import judge
from wheelsdown.tracks.integrity_kernel import FLOAT_ROWS, INT_ROWS, TEST_BITS, judge_track
from wheelsdown.tracks.points import Points

Judge = Callable[..., int]
MASKS = ("suspect", "degraded", "jammed")


def agreed(kernel: Judge, points: Points) -> Counter[str]:
    """Assert that both definitions agree; give the masks that have a point and the tests that fired."""
    expected, given_ = judge(points), copied(points)
    n = len(points)
    masks = [np.ones(n, dtype=bool) for _ in MASKS]
    scratch = np.full((FLOAT_ROWS, n + 3), 1e9), np.full((INT_ROWS, n + 3), 15, dtype=np.int64)
    tests = kernel(
        points.time, points.lat, points.lon, points.altitude_ft, points.groundspeed_kt, points.track_deg,
        points.ground, points.nac_p, points.nic, points.adsb_version, *masks, *scratch,
    )  # fmt: skip
    for name, mask in zip(MASKS, masks, strict=True):
        np.testing.assert_array_equal(mask, getattr(expected, name), err_msg=name)
    assert sorted(name for name, bit in TEST_BITS.items() if tests & bit) == list(expected.tests)
    np.testing.assert_array_equal(points.lat, given_.lat)  # judged as received: nothing is masked
    return Counter([name for name, mask in zip(MASKS, masks, strict=True) if mask.any()]) + Counter(
        expected.tests
    )


@pytest.fixture(scope="module")
def fast() -> Judge:
    return compiled(judge_track)


def test_seeded_tracks_with_defects(fast: Judge) -> None:
    n_tracks, found = 3_000, Counter[str]()
    for points in seeded_tracks(20251026, n_tracks):
        found += agreed(fast, points)
    assert all(found[name] > n_tracks / 100 for name in (*MASKS, *TEST_BITS)), (
        found
    )  # each was put to the test


def test_the_same_definition_uncompiled() -> None:
    found = sum((agreed(judge_track, points) for points in seeded_tracks(7, 60)), Counter[str]())
    assert set(MASKS) <= set(found)


def test_every_track_of_the_real_samples(fast: Judge, data: Path) -> None:
    tracks = sorted(p for p in (data / "tracks").rglob("*") if p.is_file())
    single = [*sorted(data.glob("noisy_*.gz")), data / "trace_full_ac671b.json"]
    found = [agreed(fast, points) for path in tracks + single for points in real_tracks(path)]
    assert len(found) > 1_500
    total = sum(found, Counter[str]())
    assert total["suspect"] >= 2
    assert total["degraded"] >= 2


@pytest.mark.shared
def test_every_track_of_the_shared_samples(fast: Judge, shared_data: Path) -> None:
    folder = shared_data / "tracks"
    paths = [folder / "calfire.json.gz", *sorted((folder / "varied").iterdir())]
    found = sum((agreed(fast, points) for path in paths for points in real_tracks(path)), Counter[str]())
    assert found["degraded"] > 0


#: Few values, so that they meet their equals; edges of every threshold and of the globe among them.
ODD = {
    "lat": [35.0, 35.001, 35.02, 36.0, -35.0, 89.9999, 90.0, -90.0, np.nan],
    "lon": [36.0, 36.001, 36.02, 180.0, -180.0, 179.9999, 0.0, np.nan],
    "altitude_ft": [20_000.0, 18_000.0, 7_000.0, 7_001.0, np.nan],
    "groundspeed_kt": [59.0, 60.0, 100.0, 139.9, 140.0, 251.0, -100.0, np.nan],
    "track_deg": [90.0, 0.0, 271.3, np.nan],
    "ground": [0, -1, 1],
    "nac_p": [9, 2, 0, 8, 3, -1],
    "nic": [8, 0, -1],
    "adsb_version": [2, 1, 0, -1],
    "step": [10.0, 0.0, 1.0, 30.0, 30.1, 60.0, 1_800.0],
}


@st.composite
def odd_tracks(draw: st.DrawFn) -> Points:
    """Stretches of constant columns: long enough that tests with runs can fire."""
    lengths = draw(st.lists(st.integers(1, 14), max_size=6))
    points = copied(Track().send().points()[np.zeros(sum(lengths), dtype=np.int64)])
    calm = draw(st.sets(st.sampled_from(sorted(ODD))))  # these never change
    steps, start = np.zeros(len(points)), 0
    for length in lengths:
        part = slice(start, start + length)
        for name, values in ODD.items():
            value = values[0] if name in calm else draw(st.sampled_from(values))
            (steps if name == "step" else getattr(points, name))[part] = value
        drift = draw(st.sampled_from([0.0, 1e-6, 1e-4, 0.01]))
        points.lat[part] -= drift * np.arange(length)
        start += length
    points.time[:] = 1.7e9 + np.cumsum(steps)
    return points


@given(odd_tracks())
@settings(max_examples=400)
def test_odd_tracks(points: Points) -> None:
    agreed(compiled(judge_track), points)


@given(odd_tracks())
@settings(max_examples=60)
def test_odd_tracks_uncompiled(points: Points) -> None:
    agreed(judge_track, points)


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_hardly_a_track(fast: Judge, n: int) -> None:
    agreed(fast, Track().level(1, 400).points()[:n])


def test_values_that_are_no_numbers(fast: Judge) -> None:
    (points,) = seeded_tracks(3, 1)
    points.groundspeed_kt[::7] = np.inf
    points.track_deg[::11] = np.inf
    points.lon[5::40] = np.inf
    points.lat[9::50] = -np.inf
    with np.errstate(invalid="ignore"):
        agreed(fast, points)
