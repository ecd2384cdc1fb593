"""All that one airframe's points say, track by track, compiled: what ``facts.facts_of`` says plainly.

The points of the airframe are cut, judged, cleaned and described in one call. What is found is added
to arrays that hold it for many airframes; ``fact_arrays`` writes them as tables.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.ground_kernel import STAY_FIELD, STAY_START, STAY_STOP
from wheelsdown.flights.legs_kernel import LEG_AFTER, LEG_BEFORE, LEG_START, LEG_STOP
from wheelsdown.flights.phases import phase_at
from wheelsdown.flights.tips_kernel import (
    COURSE_DEG,
    EDGE,
    FASTEST_KT,
    FIELD,
    FIRST,
    FLIES_ON,
    LAST,
    LAT_DEG,
    LEVEL_FT,
    LON_DEG,
    N_PLACED,
    SEEN,
    SINK_FPM,
    SPEED_KT,
)
from wheelsdown.flights.track_arrays import TrackArrays, level_at
from wheelsdown.flights.track_kernel import TrackFacts, room_for_facts, track_facts
from wheelsdown.geo.field_grid import FieldGrid, Found, near, room_for_fields
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel
from wheelsdown.tracks.cells import N_RUN_COLUMNS, find_runs
from wheelsdown.tracks.clean_kernel import RUN_ROWS, clean_track
from wheelsdown.tracks.cut import MAX_SILENCE_S
from wheelsdown.tracks.integrity_kernel import FLOAT_ROWS, INT_ROWS, judge_track

__all__ = ["Columns", "Store", "Work", "airframe_facts", "room_for_store", "room_for_work"]

#: A field beside a tip is looked for within this; above this height no phase depends on one.
FIELD_SEARCH_NM, NO_FIELD_ABOVE_FT = 10.0, 20_000.0
#: Different callsigns in one leg that are told apart; more are for the plain definition.
MOST_CALLSIGNS = 32
_PHASE_UNKNOWN = 7

#: Columns of ``tracks``.
T_AIRFRAME, T_FIRST, T_LAST, T_POINTS, T_PLACED, N_T = 0, 1, 2, 3, 4, 5
#: Columns of ``ends``, whole numbers; -1 for none, times in microseconds since 1970.
(
    E_AIRFRAME, E_TRACK_FROM, E_TRACK_TO, E_LEG_FROM, E_LEG_TO, E_AT, E_ON_GROUND, E_PHASE, E_FLIES_ON, E_SEEN,
    E_FIELD, E_RUNWAY, E_GROUND_FROM, E_GROUND_TO, E_PROOF, E_N_PROOF, E_SUSPECT, E_TESTS, E_POINTS, E_PLACED,
    E_N_CALLSIGN, E_INTEGRITY, N_E,
) = range(23)  # fmt: skip
#: Columns of ``end_values``; NaN for none, times in seconds since 1970.
V_LAT, V_LON, V_ALTITUDE, V_LEVEL, V_SPEED, V_SINK, V_COURSE, V_AT, V_EARLIEST, V_LATEST, V_FASTEST, N_V = (
    range(12)
)
#: Columns of ``end_callsigns``: the commonest, the first, the last of the leg; 0 for none.
N_C = 3
#: Columns of ``contacts``.
(
    C_AIRFRAME, C_FIELD, C_TRACK_FROM, C_TRACK_TO, C_FIRST, C_LAST, C_POINTS, C_INTEGRITY, C_PROOF, C_N_PROOF, N_K,
) = range(11)  # fmt: skip
#: Columns of ``proofs``: number of the raw file, first and last row.
N_P = 3
#: Codes of integrity, worst last.
OK, DEGRADED, JAMMED, SUSPECT = 0, 1, 2, 3


class Columns(NamedTuple):
    """The points of one airframe in order of time, no two of one instant; units are those of ``Points``."""

    time_us: NDArray[np.int64]
    lat: Floats
    lon: Floats
    altitude_ft: Floats
    geometric_altitude_ft: Floats
    groundspeed_kt: Floats
    track_deg: Floats
    vertical_rate_fpm: Floats
    ground: NDArray[np.int8]
    nac_p: NDArray[np.int16]
    nic: NDArray[np.int16]
    adsb_version: NDArray[np.int16]
    callsign: NDArray[np.uint64]
    source: NDArray[np.int32]
    row: NDArray[np.uint32]


class Work(NamedTuple):
    """Room to work in for an airframe of so many points; one for each thread."""

    time: Floats
    level: Floats
    suspect: NDArray[np.bool_]
    degraded: NDArray[np.bool_]
    jammed: NDArray[np.bool_]
    runs: NDArray[np.int64]
    floats: Floats
    ints: NDArray[np.int64]
    facts: TrackFacts
    found: Found
    callsigns: NDArray[np.uint64]
    n_callsigns: NDArray[np.int64]


class Store(NamedTuple):
    """What was found, for many airframes."""

    tracks: NDArray[np.int64]
    ends: NDArray[np.int64]
    end_values: Floats
    end_callsigns: NDArray[np.uint64]
    contacts: NDArray[np.int64]
    proofs: NDArray[np.int64]
    runs: NDArray[np.int64]
    run_airframe: NDArray[np.int64]
    lowest: Floats
    #: How many rows of each there are: tracks, ends, contacts, proofs, runs.
    n: NDArray[np.int64]


def room_for_work(n_points: int, grid: FieldGrid) -> Work:
    """Make room to work on an airframe of up to ``n_points`` points."""
    return Work(
        time=np.empty(n_points),
        level=np.empty(n_points),
        suspect=np.empty(n_points, np.bool_),
        degraded=np.empty(n_points, np.bool_),
        jammed=np.empty(n_points, np.bool_),
        runs=np.empty((RUN_ROWS, n_points), np.int64),
        floats=np.empty((FLOAT_ROWS, n_points)),
        ints=np.empty((INT_ROWS, n_points), np.int64),
        facts=room_for_facts(n_points),
        found=room_for_fields(grid),
        callsigns=np.empty(MOST_CALLSIGNS, np.uint64),
        n_callsigns=np.empty(MOST_CALLSIGNS, np.int64),
    )


def room_for_store(n: int) -> Store:
    """Make room for ``n`` tracks, as many contacts, and what usually comes with them."""
    return Store(
        tracks=np.empty((n, N_T), np.int64),
        ends=np.empty((2 * n, N_E), np.int64),
        end_values=np.empty((2 * n, N_V)),
        end_callsigns=np.empty((2 * n, N_C), np.uint64),
        contacts=np.empty((n, N_K), np.int64),
        proofs=np.empty((4 * n, N_P), np.int64),
        runs=np.empty((64 * n, N_RUN_COLUMNS), np.int64),
        run_airframe=np.empty(64 * n, np.int64),
        lowest=np.empty(64 * n),
        n=np.zeros(5, np.int64),
    )


@kernel
def airframe_facts(points: Columns, airframe: int, grid: FieldGrid, work: Work, store: Store) -> int:
    """Add what the points of one airframe say to ``store``.

    Positions that may not count are masked in ``points``. Gives 0; -1 where ``store`` has too little
    room, -2 where a leg is more than this knows: then nothing was added, and the points are spoilt.
    """
    before = store.n.copy()
    time_us, time = points.time_us, work.time
    n = len(time_us)
    for i in range(n):
        time[i] = time_us[i] / 1e6
    start = 0
    while start < n:
        stop = start + 1
        while stop < n and time[stop] - time[stop - 1] <= MAX_SILENCE_S:
            stop += 1
        status = _add_track(points, start, stop, airframe, grid, work, store)
        if status < 0:
            store.n[:] = before
            return status
        start = stop
    return 0


@kernel
def _add_track(
    points: Columns, start: int, stop: int, airframe: int, grid: FieldGrid, work: Work, store: Store
) -> int:
    """Judge, clean and describe one track, and add what it says."""
    n = stop - start
    time, lat, lon = work.time[start:stop], points.lat[start:stop], points.lon[start:stop]
    altitude_ft, geometric_ft = points.altitude_ft[start:stop], points.geometric_altitude_ft[start:stop]
    groundspeed_kt, track_deg = points.groundspeed_kt[start:stop], points.track_deg[start:stop]
    ground = points.ground[start:stop]
    suspect, degraded, jammed = work.suspect[:n], work.degraded[:n], work.jammed[:n]
    tests = judge_track(
        time, lat, lon, altitude_ft, groundspeed_kt, track_deg, ground, points.nac_p[start:stop],
        points.nic[start:stop], points.adsb_version[start:stop], suspect, degraded, jammed, work.floats, work.ints,
    )  # fmt: skip
    if tests != 0:
        for i in range(n):
            if suspect[i] or degraded[i]:
                lat[i] = lon[i] = math.nan
    clean_track(time, lat, lon, altitude_ft, geometric_ft, groundspeed_kt, track_deg, ground, work.runs)
    track = TrackArrays(
        time, lat, lon, altitude_ft, geometric_ft, groundspeed_kt, track_deg,
        points.vertical_rate_fpm[start:stop], ground,
    )  # fmt: skip
    n_legs, n_stays = track_facts(track, grid, work.found, work.facts)
    if n_legs < 0 or _lacks_room(store, n_legs, n_stays):
        return -1
    first_us, last_us = points.time_us[start], points.time_us[stop - 1]
    n_placed = 0
    for i in range(n):
        if not math.isnan(lat[i]):
            n_placed += 1
    row = store.tracks[store.n[0]]
    row[T_AIRFRAME], row[T_FIRST], row[T_LAST], row[T_POINTS], row[T_PLACED] = (
        airframe,
        first_us,
        last_us,
        n,
        n_placed,
    )
    store.n[0] += 1
    level = work.level
    for i in range(n):
        level[i] = geometric_ft[i] if math.isnan(altitude_ft[i]) else altitude_ft[i]
    source = points.source[start:stop]
    n_runs = find_runs(
        points.time_us[start:stop], lat, lon, level[:n], source, store.runs, store.lowest, store.n[4]
    )
    if n_runs < 0:
        return -1
    store.run_airframe[store.n[4] : n_runs] = airframe
    store.n[4] = n_runs
    for leg in range(n_legs):
        status = _add_leg(points, start, leg, track, airframe, first_us, last_us, tests, grid, work, store)
        if status < 0:
            return status
    for stay in range(n_stays):
        found = work.facts.stays[stay]
        a, b = found[STAY_START], found[STAY_STOP]
        proof = store.n[3]
        if not _add_proof(points, start + a, start + b - 1, store):
            return -1
        row = store.contacts[store.n[2]]
        row[C_AIRFRAME], row[C_FIELD], row[C_TRACK_FROM], row[C_TRACK_TO] = (
            airframe,
            found[STAY_FIELD],
            first_us,
            last_us,
        )
        row[C_FIRST], row[C_LAST] = points.time_us[start + a], points.time_us[start + b - 1]
        row[C_POINTS], row[C_INTEGRITY] = b - a, _integrity(work, a, b)
        row[C_PROOF], row[C_N_PROOF] = proof, store.n[3] - proof
        store.n[2] += 1
    return 0


@kernel
def _lacks_room(store: Store, n_legs: int, n_stays: int) -> bool:
    return bool(
        store.n[0] + 1 > len(store.tracks)
        or store.n[1] + 2 * n_legs > len(store.ends)
        or store.n[2] + n_stays > len(store.contacts)
    )


@kernel
def _add_leg(
    points: Columns,
    offset: int,
    leg: int,
    track: TrackArrays,
    airframe: int,
    track_from: int,
    track_to: int,
    tests: int,
    grid: FieldGrid,
    work: Work,
    store: Store,
) -> int:
    """Add both ends of one leg."""
    found = work.facts.legs[leg]
    start, stop = found[LEG_START], found[LEG_STOP]
    common, n_common, first_callsign, last_callsign = _callsigns(points, offset + start, offset + stop, work)
    if n_common < 0:
        return -2
    integrity = _integrity(work, start, stop)
    for side in range(2):
        end, value = work.facts.ends[2 * leg + side], work.facts.values[2 * leg + side]
        edge = end[EDGE] if end[EDGE] >= 0 else (stop - 1 if side == 1 else start)
        first, last = (end[FIRST], end[LAST]) if end[SEEN] else (edge, edge)
        proof = store.n[3]
        if not _add_proof(points, offset + min(first, last), offset + max(first, last), store):
            return -1
        stay = found[LEG_AFTER] if side == 1 else found[LEG_BEFORE]
        row, values = store.ends[store.n[1]], store.end_values[store.n[1]]
        row[E_AIRFRAME], row[E_TRACK_FROM], row[E_TRACK_TO] = airframe, track_from, track_to
        row[E_LEG_FROM], row[E_LEG_TO] = points.time_us[offset + start], points.time_us[offset + stop - 1]
        row[E_AT], row[E_ON_GROUND] = points.time_us[offset + edge], track.ground[edge]
        row[E_FLIES_ON], row[E_SEEN] = end[FLIES_ON], end[SEEN]
        row[E_FIELD], row[E_RUNWAY] = end[FIELD], end[FIELD + 1]
        row[E_GROUND_FROM] = row[E_GROUND_TO] = -1
        if stay >= 0:
            row[E_GROUND_FROM] = points.time_us[offset + work.facts.stays[stay, STAY_START]]
            row[E_GROUND_TO] = points.time_us[offset + work.facts.stays[stay, STAY_STOP] - 1]
        row[E_PROOF], row[E_N_PROOF] = proof, store.n[3] - proof
        beyond = (edge, stop) if side == 1 else (start, edge + 1)
        row[E_SUSPECT] = tests != 0 and _any_no_evidence(work, beyond[0], beyond[1])
        row[E_TESTS], row[E_POINTS], row[E_PLACED] = tests, stop - start, end[N_PLACED]
        row[E_N_CALLSIGN], row[E_INTEGRITY] = n_common, integrity
        values[V_LAT], values[V_LON], values[V_ALTITUDE] = (
            track.lat[edge],
            track.lon[edge],
            level_at(track, edge),
        )
        values[V_LEVEL], values[V_SPEED] = value[LEVEL_FT], value[SPEED_KT]
        values[V_SINK], values[V_COURSE] = value[SINK_FPM], value[COURSE_DEG]
        values[V_AT], values[V_EARLIEST], values[V_LATEST] = value[0], value[1], value[2]
        values[V_FASTEST] = value[FASTEST_KT]
        row[E_PHASE] = (
            _phase(value, track.ground[edge], side, stay >= 0, grid, work.found)
            if end[EDGE] >= 0
            else _PHASE_UNKNOWN
        )
        callsigns = store.end_callsigns[store.n[1]]
        callsigns[0], callsigns[1], callsigns[2] = common, first_callsign, last_callsign
        store.n[1] += 1
    return 0


@kernel
def _phase(value: Floats, ground: int, side: int, contact: bool, grid: FieldGrid, found: Found) -> int:
    """Give the phase at a tip, as ``facts`` does."""
    height, away = math.nan, math.nan
    level = value[LEVEL_FT]
    if (
        not level > NO_FIELD_ABOVE_FT
        and near(grid, value[LAT_DEG], value[LON_DEG], FIELD_SEARCH_NM, found) > 0
    ):
        height, away = level - grid.elevation_ft[found.field[0]], found.distance[0]
    rate = -value[SINK_FPM] if side == 1 else value[SINK_FPM]
    fastest = value[FASTEST_KT] if value[FASTEST_KT] > 0 else 0.0
    return phase_at(height, away, level, rate, value[SPEED_KT], ground, contact, fastest)


@kernel
def _callsigns(points: Columns, start: int, stop: int, work: Work) -> tuple[int, int, int, int]:
    """Give the commonest callsign of a leg and how many points carry it, the first, and the last."""
    none = np.uint64(0)
    first, last, current, n, here = none, none, none, 0, -1
    sent, known, counts = points.callsign, work.callsigns, work.n_callsigns
    for i in range(start, stop):
        callsign = sent[i]
        if callsign == none:
            continue
        if callsign != current:
            current, here = callsign, -1
            for k in range(n):
                if known[k] == callsign:
                    here = k
            if here < 0:
                if n == MOST_CALLSIGNS:
                    return none, -1, none, none
                here = n
                known[n], counts[n] = callsign, 0
                n += 1
            if first == none:
                first = callsign
            last = callsign
        counts[here] += 1
    best = -1
    for k in range(n):
        if best < 0 or counts[k] > counts[best] or (counts[k] == counts[best] and known[k] < known[best]):
            best = k
    if best < 0:
        return none, 0, none, none
    return known[best], counts[best], first, last


@kernel
def _integrity(work: Work, start: int, stop: int) -> int:
    """Give the worst state of the points of a track in ``[start, stop)``."""
    suspect, degraded, jammed = work.suspect, work.degraded, work.jammed
    worst = OK
    for i in range(start, stop):
        if suspect[i]:
            return SUSPECT
        if jammed[i]:
            worst = JAMMED
        elif degraded[i] and worst == OK:
            worst = DEGRADED
    return worst


@kernel
def _any_no_evidence(work: Work, start: int, stop: int) -> bool:
    return bool(np.any(work.suspect[start:stop]) or np.any(work.degraded[start:stop]))


@kernel
def _add_proof(points: Columns, first: int, last: int, store: Store) -> bool:
    """Add the raw rows behind points ``first`` to ``last``, one range per raw file; False without room."""
    begin = store.n[3]
    n = begin
    sources, rows, proofs = points.source, points.row, store.proofs
    here, current = -1, -1
    for i in range(first, last + 1):
        source, row = sources[i], rows[i]
        if source != current:
            current, here = source, -1
            for k in range(begin, n):
                if proofs[k, 0] == source:
                    here = k
            if here < 0:
                if n >= len(proofs):
                    return False
                here = n
                proofs[n, 0], proofs[n, 1], proofs[n, 2] = source, row, row
                n += 1
        proofs[here, 1] = min(proofs[here, 1], row)
        proofs[here, 2] = max(proofs[here, 2], row)
    store.n[3] = n
    return True
