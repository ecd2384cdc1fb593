"""What judging and cleaning a point costs: compiled against plain, on tracks with and without defects.

The tracks are those of the real samples; one is without defect if nothing is masked in it and no test
fires. Nanoseconds of processor time per point, best of five; the compiled functions run over all tracks
in one call, the plain ones in a loop.

    python -m benchmarks.track_kernels
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.compiling import compiled
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel
from wheelsdown.sources import find_sources, read_source
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.clean_kernel import RUN_ROWS, clean_track
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.integrity import judge
from wheelsdown.tracks.integrity_kernel import FLOAT_ROWS, INT_ROWS, judge_track
from wheelsdown.tracks.points import Points, points_by_airframe

DATA = Path(__file__).parent.parent / "tests" / "data"
SAMPLES = ("trace_full_ac671b.json", "tracks/quickstart.parquet", "tracks/savan.parquet",
           "tracks/switzerland.parquet")  # fmt: skip
Int16s = NDArray[np.int16]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@kernel
def judge_all(
    bounds: Ints, time: Floats, lat: Floats, lon: Floats, altitude: Floats, speed: Floats, track: Floats,
    ground: NDArray[np.int8], nac_p: Int16s, nic: Int16s, version: Int16s, suspect: Bools, degraded: Bools,
    jammed: Bools, floats: Floats, ints: Ints,
) -> int:  # fmt: skip
    n_accused = 0
    for k in range(len(bounds) - 1):
        a, b = bounds[k], bounds[k + 1]
        tests = judge_track(
            time[a:b], lat[a:b], lon[a:b], altitude[a:b], speed[a:b], track[a:b], ground[a:b], nac_p[a:b],
            nic[a:b], version[a:b], suspect[a:b], degraded[a:b], jammed[a:b], floats, ints,
        )  # fmt: skip
        n_accused += tests != 0
    return n_accused


@kernel
def clean_all(
    bounds: Ints, time: Floats, lat: Floats, lon: Floats, altitude: Floats, geometric: Floats, speed: Floats,
    track: Floats, ground: NDArray[np.int8], runs: Ints,
) -> int:  # fmt: skip
    n_masked = 0
    for k in range(len(bounds) - 1):
        a, b = bounds[k], bounds[k + 1]
        n_masked += clean_track(
            time[a:b], lat[a:b], lon[a:b], altitude[a:b], geometric[a:b], speed[a:b], track[a:b], ground[a:b],
            runs,
        )  # fmt: skip
    return n_masked


def real_tracks() -> list[Points]:
    found = []
    for name in SAMPLES:
        (source,), _ = find_sources([DATA / name])
        table = pl.concat([reading.state_vectors for reading in read_source(source)])
        for _, points, _ in points_by_airframe(table.sort("airframe", "at")):
            found += [points[track] for track in cut(points)]
    return found


def is_whole(points: Points) -> bool:
    """Tell whether neither definition finds anything in a track."""
    verdict, cleaned = judge(points), clean(points)
    return not (verdict.tests or verdict.jammed.any()) and all(
        np.array_equal(getattr(points, name), getattr(cleaned, name), equal_nan=True)
        for name in ("lat", "altitude_ft", "geometric_altitude_ft", "groundspeed_kt")
    )


def ns_per_point(
    work: Callable[..., object], fresh: Callable[[], tuple[object, ...]], n_points: int
) -> float:
    """Give the best of five runs, each on fresh arguments, after one that does not count."""
    work(*fresh())
    took = []
    for _ in range(5):
        arguments = fresh()
        began = time.process_time()
        work(*arguments)
        took.append(time.process_time() - began)
    return min(took) / n_points * 1e9


def row(tracks: list[Points]) -> tuple[float, float, float, float]:
    """Give ns per point: judge compiled and plain, clean compiled and plain."""
    bounds = np.cumsum([0, *map(len, tracks)])
    n, longest = int(bounds[-1]), max(map(len, tracks))
    floats, ints = (
        np.empty((FLOAT_ROWS, longest)),
        np.empty((max(INT_ROWS, RUN_ROWS), longest), dtype=np.int64),
    )

    def columns(*names: str) -> list[NDArray[np.generic]]:
        return [np.concatenate([getattr(points, name) for points in tracks]) for name in names]

    moving = ("groundspeed_kt", "track_deg", "ground")

    def to_judge() -> tuple[object, ...]:
        given = columns("time", "lat", "lon", "altitude_ft", *moving, "nac_p", "nic", "adsb_version")
        return bounds, *given, *np.empty((3, n), dtype=bool), floats, ints

    def to_clean() -> tuple[object, ...]:
        given = columns("time", "lat", "lon", "altitude_ft", "geometric_altitude_ft", *moving)
        return bounds, *given, ints

    def plainly(work: Callable[[Points], object]) -> float:
        return ns_per_point(lambda: [work(points) for points in tracks], tuple, n)

    return (
        ns_per_point(compiled(judge_all), to_judge, n), plainly(judge),
        ns_per_point(compiled(clean_all), to_clean, n), plainly(clean),
    )  # fmt: skip


def main() -> None:
    tracks = real_tracks()
    whole = [is_whole(points) for points in tracks]
    sys.stdout.write("Judging and cleaning tracks, ns of processor time per point\n")
    sys.stdout.write(f"  {'':20}  tracks   points   judge (plain)   clean (plain)\n")
    for name, wanted in (("without a defect", True), ("with defects", False)):
        chosen = [points for points, is_ in zip(tracks, whole, strict=True) if is_ is wanted]
        judged, judged_plain, cleaned, cleaned_plain = row(chosen)
        n = sum(map(len, chosen))
        sys.stdout.write(
            f"  {name:20} {len(chosen):7} {n:8}   {judged:5.1f} {f'({judged_plain:.0f})':>7}"
            f"   {cleaned:5.1f} {f'({cleaned_plain:.0f})':>7}\n"
        )


if __name__ == "__main__":
    main()
