"""False positions are found, true ones are not accused; landings inside a suspect stretch count nothing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from reconstruct_track import flights_over
from track_builder import Track, world

from wheelsdown.geo.great_circle import destination
from wheelsdown.schemas import Integrity
from wheelsdown.sources import find_sources, read_source
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.integrity import judge
from wheelsdown.tracks.points import Points, points_by_airframe


def real_tracks(path: Path) -> Iterator[Points]:
    """Tracks of five minutes and more, thirty positions and more, of a sample of real data."""
    sources, _ = find_sources([path])
    table = pl.concat([reading.state_vectors for reading in read_source(sources[0])])
    for _, points, _ in points_by_airframe(table.sort("airframe", "at")):
        for track in cut(points):
            part = points[track]
            time = part.time[part.placed]
            if len(time) >= 30 and time[-1] - time[0] >= 300:
                yield part


def displaced(points: Points, random: np.random.Generator) -> tuple[Points, np.ndarray]:
    """Move a stretch of a minute or more by 20 to 200 km; the velocities stay true to the movement."""
    moved = points[np.arange(len(points))]
    time = points.time[points.placed]
    length = random.uniform(60, min(900, (time[-1] - time[0]) / 2))
    start = random.uniform(time[0] + 60, time[-1] - length - 60)
    inside = points.placed & (points.time >= start) & (points.time < start + length)
    moved.lat[inside], moved.lon[inside] = destination(
        points.lat[inside], points.lon[inside], random.uniform(0, 360), random.uniform(20, 200) / 1.852
    )
    return moved, inside


@pytest.mark.parametrize(("sample", "n_tracks"), [("switzerland", 1_244), ("quickstart", 238)])
def test_displaced_stretches_are_suspect_and_clean_tracks_are_not(
    data: Path, sample: str, n_tracks: int
) -> None:
    """METHODS A6: at least 95 % of displacements of 20 km and more, at most 0.5 % of clean tracks."""
    random = np.random.default_rng(20251026)
    accused, found = [], []
    for points in real_tracks(data / "tracks" / f"{sample}.parquet"):
        accused.append(judge(points).suspect.any())
        moved, inside = displaced(points, random)
        if not accused[-1] and inside.sum() >= 7:
            found.append(judge(moved).suspect[inside].all())
    shares = f"displaced {np.mean(found):.1%} of {len(found)}, clean {np.mean(accused):.2%} of {len(accused)}"
    sys.stdout.write(f"flagged in {sample}: {shares}\n")
    assert len(accused) == n_tracks
    assert np.mean(accused) <= 0.005
    assert np.mean(found) >= 0.95


def spoofed(**changes: float | None) -> Points:
    """Twenty minutes of cruise, six of them sixty miles to the north."""
    track = Track().place(35.0, 36.0, 30_000.0)
    for i in range(240):
        there = changes if 100 <= i < 172 else {}
        shift = 1.0 if 100 <= i < 172 else 0.0
        track.send(**({"lat_deg": track.lat + shift} | there))
        track.kt = 420.0
        track.move(5)
    return track.points()


def test_a_stretch_elsewhere_and_ten_minutes_round_it_are_suspect() -> None:
    points = spoofed()
    verdict = judge(points)
    false = np.arange(100, 172)
    assert verdict.suspect[false].all()
    assert verdict.suspect[
        (points.time >= points.time[100] - 600) & (points.time <= points.time[172] + 600)
    ].all()
    assert set(verdict.tests) >= {"jump", "returned"}
    assert verdict.of(0, 240) is Integrity.SPOOF_SUSPECT


def test_a_source_without_speeds_is_judged_as_well() -> None:
    points = spoofed()
    points.groundspeed_kt[:] = np.nan
    points.track_deg[:] = np.nan
    assert judge(points).suspect[100:172].all()


def test_one_wrong_point_is_an_error_of_decoding() -> None:
    points = Track().place(35.0, 36.0, 30_000.0).level(20, 420.0).points()
    points.lat[100] += 1.0
    assert not judge(points).suspect.any()


def test_one_test_alone_accuses_nobody() -> None:
    """Slow high up for twenty points: perhaps a wrong speed; no second test agrees."""
    track = Track().place(35.0, 36.0, 30_000.0).level(5, 420.0)
    for _ in range(20):
        track.send(groundspeed_kt=100.0)
        track.move(5)
    points = track.level(5, 420.0).points()
    points.track_deg[60:80] = np.nan
    assert not judge(points).suspect.any()


def test_hanging_in_the_air_after_a_jump_is_suspect() -> None:
    """As jammers over the eastern Mediterranean do it: all at once over an airport, and nearly still."""
    track = Track().place(35.0, 36.0, 30_000.0).level(10, 420.0)
    track.place(33.82, 35.49, 30_000.0).level(5, 50.0)
    verdict = judge(track.points())
    assert verdict.suspect[120:].all()
    assert {"envelope", "jump"} <= set(verdict.tests)


def _moved_away_at_last() -> Track:
    """Inbound at 5,000 ft, a minute unheard, then shown nearly still over another field, sinking, until lost."""
    track = Track().beside("XQAA", 270, 40, 5_000).level(8, 220.0).silence(1)
    track.place(36.0, 39.0, 5_000.0, 180).slope(1_600.0, 4.0, 700.0)
    return track


def test_the_shorter_side_of_a_lone_jump_is_no_evidence() -> None:
    verdict = judge(_moved_away_at_last().points())
    assert verdict.no_evidence[96:].all()
    assert not verdict.no_evidence[:96].any()
    assert verdict.of(0, len(verdict.degraded)) is Integrity.DEGRADED
    assert verdict.tests == ("jump",)


def test_an_aircraft_shown_elsewhere_until_it_is_lost_has_not_landed_there() -> None:
    (flight,) = flights_over(world(), _moved_away_at_last().frame())
    assert flight["landing"]["basis"] == "unknown"
    assert "XQCC" not in [rival["aerodrome"] for rival in flight["landing"]["rivals"]]
    assert "suspect (jump)" in flight["landing"]["because"]
    assert flight["integrity"] == "degraded"


def test_a_parked_aircraft_with_repeated_positions_is_fine() -> None:
    assert not judge(Track().land("XQAA").parked(30).points()).suspect.any()


def test_an_aircraft_back_after_a_silence_has_not_jumped() -> None:
    track = Track().place(35.0, 36.0, 30_000.0).level(10, 420.0)
    track.move(1_200)
    assert not judge(track.silence(20).level(10, 420.0).points()).suspect.any()


def with_accuracy(nac_p: list[int], *, version: int = 2, nic: int = 8, ground: bool = False) -> Points:
    track = Track().place(35.0, 36.0, 20_000.0)
    for value in nac_p:
        track.send(ground=ground, nac_p=value, nic=nic, adsb_version=version)
        track.move(5)
    return track.points()


@pytest.mark.parametrize(
    ("points", "jammed"),
    [
        (with_accuracy([9, 9, 0, 0, 0, 9]), [2, 3, 4]),
        (with_accuracy([9, 9, 0, 9, 2, 9]), []),
        (with_accuracy([0, 0, 0, 0]), []),
        (with_accuracy([9, 9, 0, 0], version=0), []),
        (with_accuracy([9, 9, 0, 0], ground=True), []),
        (with_accuracy([9, 9, 9], nic=0), [0, 1, 2]),
    ],
    ids=[
        "lost",
        "only for a moment",
        "never good",
        "version 0 says nothing",
        "on the ground",
        "no containment",
    ],
)
def test_lost_accuracy_in_the_air_is_jamming(points: Points, jammed: list[int]) -> None:
    verdict = judge(points)
    assert np.flatnonzero(verdict.jammed).tolist() == jammed
    assert verdict.of(0, len(points)) is (Integrity.JAMMED if jammed else Integrity.OK)


def test_spoofing_outweighs_jamming() -> None:
    points = spoofed()
    points.adsb_version[:], points.nac_p[:], points.nac_p[5:9] = 2, 9, 0
    verdict = judge(points)
    assert verdict.jammed[5:9].all()
    assert verdict.of(0, 200) is Integrity.SPOOF_SUSPECT


def test_no_points_are_judged_without_complaint() -> None:
    nothing = Track().send().points()[slice(0, 0)]
    assert judge(nothing).suspect.shape == (0,)
