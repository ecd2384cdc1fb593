"""Mask values that cannot be true; keep every row.

Real data errs in runs: an altitude of 39,000 ft decoded on a landing roll, a position carried on
after reception was lost, a point mirrored to another zone. Such a run is not connected to its
neighbours by any speed an aircraft can have, and it is shorter than they are; its values become
NaN, and its rows stay: the first and the last sample of a track tell take-off and landing.

Not done here, on purpose: no smoothing, no interpolation, no dropping of rows, and no repair of a
position that is wrong over a long stretch: that is for ``integrity`` to judge, in the open.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.tracks.points import Points, moved_speed_kt

__all__ = [
    "ALTITUDE_SLACK_FT",
    "CARRIED_S",
    "CARRIED_SHARE",
    "ERROR_SHARE",
    "HELD_RATE_FPM",
    "HOVER_KT",
    "MAX_ALTITUDE_FT",
    "MAX_HELD_S",
    "MAX_RATE_FPM",
    "MAX_SPEED_KT",
    "MIN_ALTITUDE_FT",
    "POSITION_SLACK_NM",
    "clean",
]

#: Steeper than this over a gap is no flight: fighters climb at 30,000 ft/min, briefly at more.
MAX_RATE_FPM = 40_000.0
#: An altitude held on by the source may hide a climb as steep as a transport's steepest; sources hold
#: a value for a minute or so (a cruise stays at one altitude for hours, and hides nothing).
HELD_RATE_FPM, MAX_HELD_S = 8_000.0, 90.0
#: Rounding (25 or 100 ft), and barometric and geometric values mixed by the source.
ALTITUDE_SLACK_FT = 600.0
#: Above any aircraft that lands at an aerodrome; Concorde flew at 60,000 ft.
MAX_ALTITUDE_FT = 65_000.0
#: Below the lowest aerodromes (-1,266 ft) by more than any air pressure moves the reading.
MIN_ALTITUDE_FT = -2_500.0
#: Ground speed that no subsonic aircraft reaches even in a jet stream; readsb caps at 2,000 kt.
MAX_SPEED_KT = 1_200.0
#: Clocks of receivers and rounding of positions move a point by this much.
POSITION_SLACK_NM = 1.0
#: A run is an error only if it is this much shorter than what it is not connected with.
ERROR_SHARE = 0.34
#: Slower than this a helicopter may hover, and a position may truly stay.
HOVER_KT = 30.0
#: A velocity unchanged for this long while the positions show less than this share of it is old.
CARRIED_S, CARRIED_SHARE = 50.0, 0.6

Connected: TypeAlias = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]


def clean(points: Points) -> Points:
    """Give the same points with impossible altitudes, positions and speeds masked (NaN).

    The number and order of points do not change. A position repeated to the last digit while the
    aircraft reports to move in the air was carried on by the source after it lost it, and is masked
    from its second appearance on.
    """
    out = points[np.arange(len(points))]
    for name in ("altitude_ft", "geometric_altitude_ft"):
        setattr(out, name, _clean_altitude(out.time, getattr(out, name)))
    speed = out.groundspeed_kt
    out.groundspeed_kt = np.where((speed >= 0) & (speed <= MAX_SPEED_KT), speed, np.nan)
    while _mask_movement(out):  # one value masked shows the next: cleaning twice is cleaning once
        pass
    return out


def _mask_movement(points: Points) -> bool:
    """Mask positions and speeds that the others contradict; tell whether there were any."""
    n_known = np.isfinite(points.lat).sum() + np.isfinite(points.groundspeed_kt).sum()
    for wrong in (_carried_on, _unconnected_positions):
        points.lat, points.lon = np.where(wrong(points), np.nan, (points.lat, points.lon))
    points.groundspeed_kt = np.where(_velocity_carried_on(points), np.nan, points.groundspeed_kt)
    return bool(np.isfinite(points.lat).sum() + np.isfinite(points.groundspeed_kt).sum() < n_known)


def _velocity_carried_on(points: Points) -> NDArray[np.bool_]:
    """Find speeds that stayed the same to the last digit while the positions slowed down.

    Sources that keep the last airborne velocity show an aircraft taxiing at its landing speed.
    """
    same = np.diff(points.groundspeed_kt) == 0
    same &= (np.diff(points.track_deg) == 0) | ~np.isfinite(np.diff(points.track_deg))
    run_start = np.maximum.accumulate(np.where(np.r_[True, ~same], np.arange(len(points)), 0))
    old = points.time - points.time[run_start] >= CARRIED_S
    return np.asarray(old & (moved_speed_kt(points, CARRIED_S / 2) < CARRIED_SHARE * points.groundspeed_kt))


def _clean_altitude(time: Floats, altitude: Floats) -> Floats:
    """Mask altitudes out of range, then runs that no climb connects with longer ones beside them."""
    altitude = np.where((altitude >= MIN_ALTITUDE_FT) & (altitude <= MAX_ALTITUDE_FT), altitude, np.nan)
    while (wrong := _wrong_altitudes(time, altitude)).any():
        altitude = np.where(wrong, np.nan, altitude)
    return altitude


def _wrong_altitudes(time: Floats, altitude: Floats) -> NDArray[np.bool_]:
    """Find altitudes away from and back to the others; where there are none, runs left unconnected."""
    held_s = np.minimum(time - time[_value_start(altitude)], MAX_HELD_S)

    def connected(i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.bool_]:
        allowed = ALTITUDE_SLACK_FT + MAX_RATE_FPM * (time[j] - time[i]) / 60
        return np.asarray(np.abs(altitude[j] - altitude[i]) <= allowed)

    def connected_if_held(i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.bool_]:
        allowed = ALTITUDE_SLACK_FT + (MAX_RATE_FPM * (time[j] - time[i]) + HELD_RATE_FPM * held_s[i]) / 60
        return np.asarray(np.abs(altitude[j] - altitude[i]) <= allowed)

    valid = np.isfinite(altitude)
    wrong = _excursions(valid, connected)
    return wrong if wrong.any() else _short_runs(valid, connected_if_held)


def _value_start(values: Floats) -> NDArray[np.int64]:
    """Give for each value the index at which it was first sent: sources repeat what they heard last."""
    changed = np.r_[True, np.diff(values) != 0]
    return np.asarray(np.maximum.accumulate(np.where(changed, np.arange(len(values)), 0)))


def _unconnected_positions(points: Points) -> NDArray[np.bool_]:
    """Find runs of positions that no speed connects with longer runs beside them."""

    def connected(i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.bool_]:
        moved = distance_nm(points.lat[i], points.lon[i], points.lat[j], points.lon[j])
        allowed = POSITION_SLACK_NM + MAX_SPEED_KT * (points.time[j] - points.time[i]) / 3600
        return np.asarray(moved <= allowed)

    return _short_runs(points.placed, connected)


def _carried_on(points: Points) -> NDArray[np.bool_]:
    """Find positions that repeat the one before to the last digit although the aircraft moves in the air."""
    frozen = np.zeros(len(points), dtype=bool)
    placed = np.flatnonzero(points.placed)
    before, here = placed[:-1], placed[1:]
    same = (points.lat[here] == points.lat[before]) & (points.lon[here] == points.lon[before])
    later = points.time[here] > points.time[before]
    moving = (points.ground[here] != 1) & ~(points.groundspeed_kt[here] <= HOVER_KT)
    frozen[here[same & later & moving]] = True
    return frozen


def _excursions(valid: NDArray[np.bool_], connected: Connected) -> NDArray[np.bool_]:
    """Mark the valid points of short runs without which their neighbours are connected: there and back."""
    bad = np.zeros(len(valid), dtype=bool)
    while True:
        runs = _runs(valid & ~bad, connected)
        if len(runs) < 3:
            return bad
        sizes = np.array([len(run) for run in runs])
        leaves = np.array([run[-1] for run in runs[:-2]])
        returns = np.array([run[0] for run in runs[2:]])
        short = sizes[1:-1] <= ERROR_SHARE * (sizes[:-2] + sizes[2:])
        wrong = np.flatnonzero(short & connected(leaves, returns)) + 1
        if len(wrong) == 0:
            return bad
        wrong = wrong[np.r_[True, np.diff(wrong) > 1]]  # of two side by side the first; then look again
        bad[np.concatenate([runs[i] for i in wrong])] = True


def _short_runs(valid: NDArray[np.bool_], connected: Connected) -> NDArray[np.bool_]:
    """Mark the valid points of runs that are unconnected with, and much shorter than, a run beside them."""
    bad = np.zeros(len(valid), dtype=bool)
    while True:  # errors nest: a glitch inside a glitch
        runs = _runs(valid & ~bad, connected)
        sizes = np.array([len(run) for run in runs], dtype=float)
        if len(runs) < 2:
            return bad
        beside = np.maximum(np.r_[0, sizes[:-1]], np.r_[sizes[1:], 0])
        wrong = np.flatnonzero(sizes <= ERROR_SHARE * beside)
        if len(wrong) == 0:
            return bad
        bad[np.concatenate([runs[i] for i in wrong])] = True


def _runs(valid: NDArray[np.bool_], connected: Connected) -> list[NDArray[np.int64]]:
    """Give the indices of the valid points, split where neighbours are not connected."""
    index = np.flatnonzero(valid)
    return np.split(index, np.flatnonzero(~connected(index[:-1], index[1:])) + 1)
