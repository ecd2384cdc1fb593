"""How far a track's positions can be believed: spoofed, jammed, or neither shown.

A spoofed aircraft broadcasts positions it is not at, with velocities that agree with them, so no
single test finds it. We take several weak tests and call a stretch suspect only when two
independent ones fire:

jump         farther than the speeds reported around it allow, and it stays there
velocity     over 60 s the positions disagree with the reported velocity, five times in a row; or
             the aircraft is fast, but within 200 m for 30 s and more
envelope     above 18,000 ft slower than 140 kt, or well above the ground slower than 60 kt though
             it flew fast before, ten points or more
returned     a second jump leads back to where flight from before the first one leads

A suspect stretch reaches ten minutes beyond its first and last hit: landing evidence inside it is
worth nothing and is not used. Every test is judged on positions as received, before cleaning.

A jump without any other hit accuses nobody, but nobody can say which side of it is true. The side
with fewer positions, to the end of its track, is **degraded**: kept, shown, and no evidence either.

Not done here, on purpose: no comparison with other airframes (the verdict on one must not depend on
which others were ingested), no correction of a false position, no test against the receivers' horizon
(public archives do not say which receivers heard a message), and no word on who transmits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wheelsdown.geo.great_circle import Floats, distance_nm
from wheelsdown.schemas.words import Integrity
from wheelsdown.tracks.cut import cut
from wheelsdown.tracks.points import Points

__all__ = [
    "ENVELOPE_FT",
    "ENVELOPE_KT",
    "ENVELOPE_RUN",
    "FLEW_KT",
    "FROZEN_KT",
    "FROZEN_NM",
    "FROZEN_S",
    "HANGING_FT",
    "HANGING_KT",
    "INTEGRAL_NM",
    "INTEGRAL_RUN",
    "INTEGRAL_S",
    "INTEGRAL_STEP_S",
    "JUMP_EXTRA_KT",
    "JUMP_FACTOR",
    "JUMP_SLACK_NM",
    "LASTING_POINTS",
    "LASTING_S",
    "MARGIN_S",
    "NACP_GOOD",
    "NACP_LOST",
    "ONE_STRETCH_S",
    "TESTS_NEEDED",
    "UNKNOWN_KT",
    "Verdict",
    "judge",
]

#: Jump, METHODS section 4: (1.4 * max speed + 20 m/s) * dt + 2 km.
JUMP_FACTOR, JUMP_EXTRA_KT, JUMP_SLACK_NM = 1.4, 38.9, 1.08
#: Where no speed was received: faster over the ground than any airliner, a jet stream behind it.
UNKNOWN_KT = 650.0
#: A wrong point or two is an error of decoding; a jump is one that stays this long on both sides.
LASTING_POINTS, LASTING_S = 3, 20.0
#: Velocity: window, residual (3 km), how many in a row, and the longest step that still integrates.
INTEGRAL_S, INTEGRAL_NM, INTEGRAL_RUN, INTEGRAL_STEP_S = 60.0, 1.62, 5, 30.0
#: Envelope: a turbine transport cannot fly this slowly this high.
ENVELOPE_FT, ENVELOPE_KT, ENVELOPE_RUN = 18_000.0, 140.0, 10
#: Velocity: within 200 m for 30 s at more than 100 kt, in positions that still change.
FROZEN_NM, FROZEN_S, FROZEN_KT = 0.108, 30.0, 100.0
#: Envelope: what flew this fast does not hang in the air this slowly above this height.
FLEW_KT, HANGING_KT, HANGING_FT = 250.0, 60.0, 7_000.0
#: A suspect stretch reaches this far beyond its hits, and hits closer than this are one stretch.
MARGIN_S, ONE_STRETCH_S = 600.0, 5_400.0
#: Jamming: NACp this low, or NIC 0, after NACp this high (version 1 and later only).
NACP_LOST, NACP_GOOD = 2, 8
#: Tests that must fire before positions are suspect.
TESTS_NEEDED = 2


@dataclass(frozen=True)
class Verdict:
    """State of one airframe's points, and the tests behind it."""

    suspect: NDArray[np.bool_]
    #: The shorter side of a jump that nothing else explains.
    degraded: NDArray[np.bool_]
    jammed: NDArray[np.bool_]
    tests: tuple[str, ...]

    @property
    def no_evidence(self) -> NDArray[np.bool_]:
        """Tell where a position must not count as evidence."""
        return self.suspect | self.degraded

    def of(self, start: int, stop: int) -> Integrity:
        """Give the worst state within ``[start, stop)``."""
        worst_first = (
            (self.suspect, Integrity.SPOOF_SUSPECT),
            (self.jammed, Integrity.JAMMED),
            (self.degraded, Integrity.DEGRADED),
        )
        return next((state for mask, state in worst_first if mask[start:stop].any()), Integrity.OK)


def judge(points: Points) -> Verdict:
    """Give the verdict on one airframe's points as received; repeated positions count once."""
    part = points[_distinct(points)]
    jumps = _jumps(part)
    by_test = {
        "jump": part.time[jumps],
        "returned": part.time[_returned(part, jumps)],
        "velocity": part.time[np.union1d(_integral(part), _frozen(part))],
        "envelope": part.time[_envelope(part)],
    }
    suspect = np.zeros(len(points), dtype=bool)
    tests: set[str] = set()
    for start, stop, names in _stretches(by_test):
        if len(names) >= TESTS_NEEDED:
            suspect |= (points.time >= start - MARGIN_S) & (points.time <= stop + MARGIN_S)
            tests |= names
    degraded = np.zeros(len(points), dtype=bool)
    for time in part.time[jumps]:
        at = int(np.searchsorted(points.time, time))
        if not suspect[at]:
            degraded |= _shorter_side(points, at)
            tests.add("jump")
    return Verdict(suspect, degraded, _jammed(points), tuple(sorted(tests)))


def _shorter_side(points: Points, at: int) -> NDArray[np.bool_]:
    """Mark the side of a jump with fewer positions, from the jump to the end of the track it is in."""
    track = next(part for part in cut(points) if part.start <= at < part.stop)
    sides = slice(track.start, at), slice(at, track.stop)
    mask = np.zeros(len(points), dtype=bool)
    mask[min(sides, key=lambda side: int(points.placed[side].sum()))] = True
    return mask


def _stretches(fired: dict[str, Floats]) -> list[tuple[float, float, set[str]]]:
    """Group hits that lie close in time, with the names of the tests in each group."""
    hits = sorted((float(t), name) for name, times in fired.items() for t in times)
    groups: list[tuple[float, float, set[str]]] = []
    for time, name in hits:
        if groups and time - groups[-1][1] <= ONE_STRETCH_S:
            start, _, names = groups[-1]
            groups[-1] = (start, time, names | {name})
        else:
            groups.append((time, time, {name}))
    return groups


def _distinct(points: Points) -> NDArray[np.int64]:
    """Give the placed points whose position differs from the placed one before."""
    placed = np.flatnonzero(points.placed)
    if len(placed) < 2:
        return placed
    moved = (np.diff(points.lat[placed]) != 0) | (np.diff(points.lon[placed]) != 0)
    later = np.diff(points.time[placed]) > 0
    return placed[np.r_[True, moved & later]]


def _jumps(part: Points) -> NDArray[np.int64]:
    """Find the first points after jumps that last on both sides."""
    if len(part) < 2:
        return np.empty(0, dtype=np.int64)
    here = np.arange(1, len(part))
    jumps = here[_too_far(part, here - 1, here)]
    bounds = np.r_[0, jumps, len(part)]
    lasting = (np.diff(bounds) >= LASTING_POINTS) & (
        part.time[bounds[1:] - 1] - part.time[bounds[:-1]] >= LASTING_S
    )
    return np.asarray(jumps[lasting[:-1] & lasting[1:]], dtype=np.int64)


def _integral(part: Points) -> NDArray[np.int64]:
    """Find the ends of 60 s windows whose displacement is not that of the reported velocity."""
    if len(part) < INTEGRAL_RUN:
        return np.empty(0, dtype=np.int64)
    dt = np.diff(part.time)
    course = np.radians(part.track_deg)
    east, north = part.groundspeed_kt * np.sin(course), part.groundspeed_kt * np.cos(course)
    steps = [(v[:-1] + v[1:]) / 2 * dt / 3600 for v in (east, north)]
    broken = (dt > INTEGRAL_STEP_S) | ~np.isfinite(steps[0])
    dead = [np.r_[0, np.cumsum(np.where(broken, 0, s))] for s in steps]
    breaks = np.r_[0, np.cumsum(broken)]
    start = np.searchsorted(part.time, part.time - INTEGRAL_S)
    here = np.arange(len(part))
    whole = (breaks[here] == breaks[start]) & (part.time - part.time[start] >= INTEGRAL_S / 2)
    north_nm = (part.lat - part.lat[start]) * 60
    east_nm = ((part.lon - part.lon[start] + 180) % 360 - 180) * 60 * np.cos(np.radians(part.lat))
    off = np.hypot(east_nm - (dead[0] - dead[0][start]), north_nm - (dead[1] - dead[1][start]))
    return _long_runs(whole & (off > INTEGRAL_NM), INTEGRAL_RUN)


def _envelope(part: Points) -> NDArray[np.int64]:
    slow = (part.altitude_ft > ENVELOPE_FT) & (part.groundspeed_kt < ENVELOPE_KT)
    if (part.groundspeed_kt > FLEW_KT).any():
        airborne = (part.ground != 1) & (part.altitude_ft > HANGING_FT)
        slow |= airborne & (part.groundspeed_kt < HANGING_KT)
    return _long_runs(slow, ENVELOPE_RUN)


def _returned(part: Points, jumps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find pairs of jumps between which the positions were elsewhere: without them the track is whole."""
    first, second = jumps[:-1], jumps[1:]
    back = ~_too_far(part, first - 1, second)
    return np.union1d(first[back], second[back])


def _too_far(part: Points, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which pairs of points lie farther apart than the speeds reported at them allow."""
    moved = distance_nm(part.lat[i], part.lon[i], part.lat[j], part.lon[j])
    speed = np.fmax(part.groundspeed_kt[i], part.groundspeed_kt[j])
    speed = np.where(np.isfinite(speed), speed, UNKNOWN_KT)
    hours = (part.time[j] - part.time[i]) / 3600
    return np.asarray(moved > (JUMP_FACTOR * speed + JUMP_EXTRA_KT) * hours + JUMP_SLACK_NM)


def _frozen(part: Points) -> NDArray[np.int64]:
    if len(part) < 2:
        return np.empty(0, dtype=np.int64)
    later = np.searchsorted(part.time, part.time + FROZEN_S)
    here = np.flatnonzero(later < len(part))
    there = later[here]
    moved = distance_nm(part.lat[here], part.lon[here], part.lat[there], part.lon[there])
    soon = part.time[there] - part.time[here] <= 2 * FROZEN_S
    fast = np.fmin(part.groundspeed_kt[here], part.groundspeed_kt[there]) > FROZEN_KT
    airborne = (part.ground[here] != 1) & (part.ground[there] != 1)
    return np.asarray(here[(moved < FROZEN_NM) & soon & fast & airborne])


def _long_runs(mask: NDArray[np.bool_], at_least: int) -> NDArray[np.int64]:
    """Give the indices inside runs of True of some length."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    runs = [np.arange(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= at_least]
    return np.concatenate(runs) if runs else np.empty(0, dtype=np.int64)


def _jammed(points: Points) -> NDArray[np.bool_]:
    """Mark points with lost accuracy after good accuracy; version 0 sends no word on it."""
    judged = (points.adsb_version >= 1) & (points.nac_p >= 0)
    good_before = np.maximum.accumulate(judged & (points.nac_p >= NACP_GOOD))
    lost = judged & good_before & ((points.nac_p <= NACP_LOST) | (points.nic == 0)) & (points.ground != 1)
    out = np.zeros(len(points), dtype=bool)
    out[_long_runs(lost, 2)] = True
    return out
