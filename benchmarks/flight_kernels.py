"""How quickly stays, legs and their ends are found in a track: compiled against the plain definition.

CPU time of one core, best of several rounds, both on the same tracks and fields in one run; the compiler's
time is told apart. Compiled code is called from compiled code, as the bulk pass does. Nothing is asserted.

    python -m benchmarks.flight_kernels
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.track_kernels import real_tracks
from wheelsdown.compiling import compiled
from wheelsdown.flights.ends import Tip, flies_on, observed_end
from wheelsdown.flights.ground import PressureOffsets
from wheelsdown.flights.legs import legs_of
from wheelsdown.flights.track_arrays import TrackArrays, track_arrays
from wheelsdown.flights.track_kernel import TrackFacts, room_for_facts, track_facts
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, Found, field_grid, room_for_fields
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.schemas.words import EndKind
from wheelsdown.tracks.clean import clean
from wheelsdown.tracks.points import Points

Ints = NDArray[np.int64]
ROUNDS, TIMES = 3, 20


@kernel
def facts_of_all(
    bounds: Ints, time: Floats, lat: Floats, lon: Floats, altitude: Floats, geometric: Floats, speed: Floats,
    track: Floats, rate: Floats, ground: NDArray[np.int8], grid: FieldGrid, found: Found, facts: TrackFacts,
) -> int:  # fmt: skip
    n = 0
    for k in range(len(bounds) - 1):
        a, b = bounds[k], bounds[k + 1]
        points = TrackArrays(
            time[a:b], lat[a:b], lon[a:b], altitude[a:b], geometric[a:b], speed[a:b], track[a:b], rate[a:b],
            ground[a:b],
        )  # fmt: skip
        n_legs, n_stays = track_facts(points, grid, found, facts)
        n += n_legs + n_stays
    return n


def plainly(points: Points, fields: Airfields) -> None:
    """Do the same with the plain definitions."""
    legs, stays = legs_of(points, fields)
    pressure = PressureOffsets.of(points, stays, fields)
    for leg in legs:
        placed = leg.start + np.flatnonzero(points.placed[leg.start : leg.stop])
        for kind in EndKind:
            observed_end(points, leg, kind, fields, pressure)
            if len(placed):
                Tip.of(points, placed, kind)
                flies_on(points, leg, int(placed[-1]), landing=kind is EndKind.LANDING)


def cpu_s(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def kinds() -> dict[str, list[Points]]:
    """Tracks by what is seen in them, the real ones cleaned."""
    real = [clean(track) for track in real_tracks()]
    cruise = made(n=1_800, step_s=2.0, lat=50.0 + np.arange(1_800) / 240, altitude_ft=33_000.0, kt=450.0)
    wordless = made(n=1_800, step_s=2.0, lat=50.0 + np.arange(1_800) / 240, altitude_ft=33_000.0, kt=450.0)
    wordless.ground[:] = -1
    apron = made(n=900, step_s=4.0, lat=51.4712 + np.arange(900) / 450_000, altitude_ft=83.0, kt=2.0)
    apron.ground[:] = 1
    return {
        "cruise, 2 s": [cruise] * 20,
        "cruise, no word for the ground": [wordless] * 20,
        "an hour on the apron of Heathrow": [apron] * 20,
        "real tracks": [track for track in real if len(track) >= 100],
        "real tracks of less than 100 points": [track for track in real if len(track) < 100],
    }


def made(*, n: int, step_s: float, lat: Floats, altitude_ft: float, kt: float) -> Points:
    """A track due north along the meridian of Heathrow."""
    full = {"lat": lat, "lon": -0.4601, "altitude_ft": altitude_ft, "geometric_altitude_ft": altitude_ft,
            "groundspeed_kt": kt, "track_deg": 0.0, "vertical_rate_fpm": 0.0}  # fmt: skip
    columns = {name: np.full(n, value, dtype=np.float64) for name, value in full.items()}
    codes = {name: np.full(n, -1) for name in ("nac_p", "nic", "adsb_version", "callsign", "source", "row")}
    return Points(time=1.76e9 + np.arange(n) * step_s, ground=np.zeros(n, dtype=np.int8), **columns, **codes)


def measured(tracks: list[Points], fields: Airfields, grid: FieldGrid) -> tuple[float, float]:
    """Give CPU seconds of one pass over the tracks: compiled, plain."""
    found, room, fast = room_for_fields(grid), room_for_facts(max(map(len, tracks))), compiled(facts_of_all)
    columns = [np.concatenate(each) for each in zip(*map(track_arrays, tracks), strict=True)]
    bounds = np.cumsum([0, *map(len, tracks)])
    quick = cpu_s(lambda: [fast(bounds, *columns, grid, found, room) for _ in range(TIMES)]) / TIMES
    return quick, cpu_s(lambda: [plainly(points, fields) for points in tracks])


def main() -> None:
    fields = Airfields(load_aerodromes(), load_runway_ends())
    grid = field_grid(fields)
    began = time.process_time()
    measured(kinds()["cruise, 2 s"][:1], fields, grid)
    sys.stdout.write(
        f"Facts of tracks; first use, compiling included: {time.process_time() - began:.1f} CPU s\n"
    )
    sys.stdout.write(f"  {'tracks':38} {'points':>8} {'ns/point':>9} {'plain':>9} {'times':>6}\n")
    for name, tracks in kinds().items():
        quick, plain = measured(tracks, fields, grid)
        n = sum(map(len, tracks))
        line = f"{n:8,} {quick / n * 1e9:9.1f} {plain / n * 1e9:9.1f} {plain / quick:6.0f}"
        sys.stdout.write(f"  {name:38} {line}\n")


if __name__ == "__main__":
    main()
