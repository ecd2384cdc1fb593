"""All that one airframe's points say, track by track, compiled: what ``facts.facts_of`` says plainly.

The points of the airframe are cut, judged, cleaned and described in one call. What is found is added
to arrays that hold it for many airframes; ``fact_arrays`` writes them as tables.
"""

import math

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.callsign_kernel import leg_callsigns
from wheelsdown.flights.fact_store import (
    C_AIRFRAME,
    C_FIELD,
    C_FIRST,
    C_INTEGRITY,
    C_LAST,
    C_N_PROOF,
    C_POINTS,
    C_PROOF,
    C_TRACK_FROM,
    C_TRACK_TO,
    DEGRADED,
    E_AIRFRAME,
    E_AT,
    E_FIELD,
    E_FLIES_ON,
    E_GROUND_FROM,
    E_GROUND_TO,
    E_INTEGRITY,
    E_LEG_FROM,
    E_LEG_TO,
    E_N_CALLSIGN,
    E_N_PROOF,
    E_ON_GROUND,
    E_PHASE,
    E_PLACED,
    E_POINTS,
    E_PROOF,
    E_RUNWAY,
    E_SEEN,
    E_SUSPECT,
    E_TESTS,
    E_TRACK_FROM,
    E_TRACK_TO,
    JAMMED,
    OK,
    SUSPECT,
    T_AIRFRAME,
    T_FIRST,
    T_LAST,
    T_PLACED,
    T_POINTS,
    V_ALTITUDE,
    V_AT,
    V_COURSE,
    V_EARLIEST,
    V_FASTEST,
    V_LAT,
    V_LATEST,
    V_LEVEL,
    V_LON,
    V_SINK,
    V_SPEED,
    Columns,
    Store,
    Work,
)
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
from wheelsdown.flights.track_kernel import track_facts
from wheelsdown.geo.field_grid import FieldGrid, Found, near
from wheelsdown.geo.great_circle import Floats
from wheelsdown.kernels import kernel
from wheelsdown.tracks.cells import find_runs
from wheelsdown.tracks.clean_kernel import clean_track
from wheelsdown.tracks.cut import MAX_SILENCE_S
from wheelsdown.tracks.integrity_kernel import judge_track

__all__ = ["airframe_facts", "index_cells"]

#: A field beside a tip is looked for within this; above this height no phase depends on one.
FIELD_SEARCH_NM, NO_FIELD_ABOVE_FT = 10.0, 20_000.0
_PHASE_UNKNOWN = 7


@kernel
def airframe_facts(points: Columns, airframe: int, grid: FieldGrid, work: Work, store: Store) -> int:
    """Add what the points of one airframe say to ``store``.

    Positions that may not count are masked in ``points``. Gives 0; -1 where ``store`` has too little
    room, -2 where a leg is more than this knows: then nothing was added, and the points are spoilt.
    """
    _copy(store.n, store.before)
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
            _copy(store.before, store.n)
            return status
        start = stop
    return 0


@kernel
def _copy(numbers: NDArray[np.int64], into: NDArray[np.int64]) -> None:
    for i in range(len(numbers)):
        into[i] = numbers[i]


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
        points.nic[start:stop], points.adsb_version[start:stop], suspect, degraded, jammed, work.floats,
        work.ints,
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
    _add_extent(points, start, track, airframe, store)
    for leg in range(n_legs):
        status = _add_leg(points, start, leg, track, airframe, tests, grid, work, store)
        if status < 0:
            return status
    for stay in range(n_stays):
        if not _add_contact(points, start, stay, airframe, work, store):
            return -1
    return 0


@kernel
def _add_extent(points: Columns, start: int, track: TrackArrays, airframe: int, store: Store) -> None:
    """Add the track itself."""
    lat = track.lat
    n, n_placed = len(lat), 0
    for i in range(n):
        n_placed += not math.isnan(lat[i])
    row = store.tracks[store.n[0]]
    row[T_AIRFRAME], row[T_FIRST], row[T_LAST] = (
        airframe,
        points.time_us[start],
        points.time_us[start + n - 1],
    )
    row[T_POINTS], row[T_PLACED] = n, n_placed
    store.n[0] += 1


@kernel
def index_cells(points: Columns, airframe: int, store: Store) -> bool:
    """Add the cell runs of one raw file's points, as received; False without room for them."""
    n_runs = find_runs(
        points.time_us, points.lat, points.lon, points.altitude_ft, points.geometric_altitude_ft, store.runs,
        store.lowest, store.n[4],
    )  # fmt: skip
    if n_runs < 0:
        return False
    store.run_airframe[store.n[4] : n_runs] = airframe
    store.n[4] = n_runs
    return True


@kernel
def _add_contact(points: Columns, start: int, stay: int, airframe: int, work: Work, store: Store) -> bool:
    """Add one stay on the ground; False without room for its proof."""
    found, track = work.facts.stays[stay], store.tracks[store.n[0] - 1]
    a, b = found[STAY_START], found[STAY_STOP]
    proof = store.n[3]
    if not _add_proof(points, start + a, start + b - 1, store):
        return False
    row = store.contacts[store.n[2]]
    row[C_AIRFRAME], row[C_FIELD] = airframe, found[STAY_FIELD]
    row[C_TRACK_FROM], row[C_TRACK_TO] = track[T_FIRST], track[T_LAST]
    row[C_FIRST], row[C_LAST] = points.time_us[start + a], points.time_us[start + b - 1]
    row[C_POINTS], row[C_INTEGRITY] = b - a, _integrity(work, a, b)
    row[C_PROOF], row[C_N_PROOF] = proof, store.n[3] - proof
    store.n[2] += 1
    return True


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
    tests: int,
    grid: FieldGrid,
    work: Work,
    store: Store,
) -> int:
    """Add both ends of one leg."""
    found, extent = work.facts.legs[leg], store.tracks[store.n[0] - 1]
    start, stop = found[LEG_START], found[LEG_STOP]
    common, n_common, first_callsign, last_callsign = leg_callsigns(
        points, offset + start, offset + stop, work
    )
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
        row[E_AIRFRAME] = airframe
        row[E_TRACK_FROM], row[E_TRACK_TO] = extent[T_FIRST], extent[T_LAST]
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
def _integrity(work: Work, start: int, stop: int) -> int:
    """Give the worst state of the points of a track in ``[start, stop)``."""
    suspect, degraded, jammed = work.suspect, work.degraded, work.jammed
    any_suspect, any_degraded, any_jammed = False, False, False
    for i in range(start, stop):  # no way out of it, so that many points are looked at at once
        any_suspect |= suspect[i]
        any_degraded |= degraded[i]
        any_jammed |= jammed[i]
    if any_suspect:
        return SUSPECT
    if any_jammed:
        return JAMMED
    return DEGRADED if any_degraded else OK


@kernel
def _any_no_evidence(work: Work, start: int, stop: int) -> bool:
    suspect, degraded = work.suspect, work.degraded
    found = False
    for i in range(start, stop):
        found |= suspect[i] or degraded[i]
    return found


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
