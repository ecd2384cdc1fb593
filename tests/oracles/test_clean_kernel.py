"""The compiled cleaning masks exactly what the plain definition masks."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from defective_tracks import copied, real_tracks, seeded_tracks
from hypothesis import given, settings
from hypothesis import strategies as st
from track_builder import Track

from wheelsdown.compiling import compiled
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.clean_kernel import RUN_ROWS, clean_track
from wheelsdown.tracks.points import Points

MASKED = ("altitude_ft", "geometric_altitude_ft", "groundspeed_kt", "lat")
Cleaner = Callable[..., int]


def cleaned_by(kernel: Cleaner, points: Points) -> tuple[Points, int]:
    """A cleaned copy, and how many values were masked; the scratch holds rubbish."""
    out = copied(points)
    runs = np.full((RUN_ROWS, len(out) + 3), -7, dtype=np.int64)
    n_masked = kernel(
        out.time, out.lat, out.lon, out.altitude_ft, out.geometric_altitude_ft, out.groundspeed_kt,
        out.track_deg, out.ground, runs,
    )  # fmt: skip
    return out, n_masked


def agreed(kernel: Cleaner, points: Points) -> Counter[str]:
    """Assert that both definitions agree; give how many values of which columns were masked."""
    expected = clean(copied(points))
    got, n_masked = cleaned_by(kernel, points)
    for name in (field.name for field in fields(Points)):
        np.testing.assert_array_equal(getattr(got, name), getattr(expected, name), err_msg=name)
    new = {name: np.isnan(getattr(got, name)) & ~np.isnan(getattr(points, name)) for name in MASKED}
    found = Counter({name: int(mask.sum()) for name, mask in new.items()})
    assert n_masked == found.total()
    return found


@pytest.fixture(scope="module")
def fast() -> Cleaner:
    return compiled(clean_track)


def test_seeded_tracks_with_defects(fast: Cleaner) -> None:
    n_tracks, found = 3_000, Counter[str]()
    for points in seeded_tracks(20251026, n_tracks):
        found.update(name for name, n in agreed(fast, points).items() if n)
    assert all(found[name] > n_tracks / 30 for name in MASKED), found  # so each column was put to the test


def test_the_same_definition_uncompiled() -> None:
    found = sum((agreed(clean_track, points) for points in seeded_tracks(7, 60)), Counter[str]())
    assert set(+found) == set(MASKED)


SAMPLES = (
    "trace_full_ac671b.json", "noisy_ground.json.gz", "noisy_landing.json.gz", "noisy_spoofing.json.gz",
    "noisy_takeoff.json.gz", "noisy_time_issue.json.gz", "opensky_state_vectors.csv", "opensky_trino.parquet",
)  # fmt: skip


def samples(folder: Path) -> list[Path]:
    tracks = folder / "tracks"
    return [folder / name for name in SAMPLES] + sorted(p for p in tracks.rglob("*") if p.is_file())


def test_every_track_of_the_real_samples(fast: Cleaner, data: Path) -> None:
    found = [agreed(fast, points).total() for path in samples(data) for points in real_tracks(path)]
    assert len(found) > 1_500
    assert sum(n > 0 for n in found) > 300


@pytest.mark.shared
def test_every_track_of_the_shared_samples(fast: Cleaner, shared_data: Path) -> None:
    names = ("calfire.json.gz", *(f"varied/{p.name}" for p in (shared_data / "tracks" / "varied").iterdir()))
    n = sum(agreed(fast, p).total() for name in names for p in real_tracks(shared_data / "tracks" / name))
    assert n > 1_000


#: Few values, so that they meet their equals; edges of every threshold and of the globe among them.
ODD = {
    "lat": [35.0, 35.0001, 35.02, 36.0, -35.0, 89.9999, 90.0, -90.0, 0.0, np.nan],
    "lon": [36.0, 36.0001, 36.02, 180.0, -180.0, 179.9999, -179.9999, 0.0, np.nan],
    "altitude_ft": [0.0, 600.0, 600.1, 1_200.0, 40_600.0, 65_000.0, 65_000.1, -2_500.0, -2_501.0, np.nan],
    "groundspeed_kt": [0.0, 30.0, 30.1, 130.0, 480.0, 1_200.0, 1_200.1, -0.1, np.inf, np.nan],
    "track_deg": [90.0, 91.0, np.nan],
    "ground": [-1, 0, 1],
    "step": [0.0, 0.5, 1.0, 5.0, 25.0, 50.0, 60.0, 90.0, 1_800.0],
}


@st.composite
def odd_tracks(draw: st.DrawFn) -> Points:
    n = draw(st.integers(0, 25))
    points = copied(Track().send().points()[np.zeros(n, dtype=np.int64)])
    calm = draw(st.sets(st.sampled_from(sorted(ODD))))  # these never change

    def column(name: str) -> list[float]:
        values = ODD[name][:1] if name in calm else ODD[name]
        return draw(st.lists(st.sampled_from(values), min_size=n, max_size=n))

    for name in ("lat", "lon", "altitude_ft", "groundspeed_kt", "track_deg", "ground"):
        getattr(points, name)[:] = column(name)
    points.geometric_altitude_ft[:] = points.altitude_ft[::-1]
    points.time[:] = 1.7e9 + np.cumsum(column("step"))
    return points


@given(odd_tracks())
@settings(max_examples=400)
def test_odd_tracks(points: Points) -> None:
    agreed(compiled(clean_track), points)


@given(odd_tracks())
@settings(max_examples=60)
def test_odd_tracks_uncompiled(points: Points) -> None:
    agreed(clean_track, points)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_a_track(fast: Cleaner, n: int) -> None:
    agreed(fast, Track().level(1, 400).points()[:n])


def test_positions_that_are_no_numbers_connect_with_nothing(fast: Cleaner) -> None:
    points = Track().place(35.0, 36.0, 30_000.0).level(5, 400).points()
    points.lon[20] = np.nan
    points.lat[30] = points.lon[40] = np.inf
    with np.errstate(invalid="ignore"):
        assert agreed(fast, points)["lat"] == 2
