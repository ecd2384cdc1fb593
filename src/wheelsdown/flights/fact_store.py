"""Room for the points of an airframe, to work on them, and for what is found: arrays that kernels fill."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wheelsdown.flights.track_kernel import TrackFacts, room_for_facts
from wheelsdown.geo.field_grid import FieldGrid, Found, room_for_fields
from wheelsdown.geo.great_circle import Floats
from wheelsdown.tracks.cells import N_RUN_COLUMNS
from wheelsdown.tracks.clean_kernel import RUN_ROWS
from wheelsdown.tracks.integrity_kernel import FLOAT_ROWS, INT_ROWS

__all__ = [
    "C_AIRFRAME",
    "C_FIELD",
    "C_FIRST",
    "C_INTEGRITY",
    "C_LAST",
    "C_N_PROOF",
    "C_POINTS",
    "C_PROOF",
    "C_TRACK_FROM",
    "C_TRACK_TO",
    "DEGRADED",
    "E_AIRFRAME",
    "E_AT",
    "E_FIELD",
    "E_FLIES_ON",
    "E_GROUND_FROM",
    "E_GROUND_TO",
    "E_INTEGRITY",
    "E_LEG_FROM",
    "E_LEG_TO",
    "E_N_CALLSIGN",
    "E_N_PROOF",
    "E_ON_GROUND",
    "E_PHASE",
    "E_PLACED",
    "E_POINTS",
    "E_PROOF",
    "E_RUNWAY",
    "E_SEEN",
    "E_SUSPECT",
    "E_TESTS",
    "E_TRACK_FROM",
    "E_TRACK_TO",
    "JAMMED",
    "MOST_CALLSIGNS",
    "N_C",
    "N_E",
    "N_K",
    "N_P",
    "N_RUN_COLUMNS",
    "N_T",
    "N_V",
    "OK",
    "SUSPECT",
    "T_AIRFRAME",
    "T_FIRST",
    "T_LAST",
    "T_PLACED",
    "T_POINTS",
    "V_ALTITUDE",
    "V_AT",
    "V_COURSE",
    "V_EARLIEST",
    "V_FASTEST",
    "V_LAT",
    "V_LATEST",
    "V_LEVEL",
    "V_LON",
    "V_SINK",
    "V_SPEED",
    "Columns",
    "Store",
    "Work",
    "no_points",
    "room_for_store",
    "room_for_work",
]

#: Different callsigns in one leg that are told apart; more are for the plain definition.
MOST_CALLSIGNS = 32

#: Columns of ``tracks``.
T_AIRFRAME, T_FIRST, T_LAST, T_POINTS, T_PLACED, N_T = 0, 1, 2, 3, 4, 5
#: Columns of ``ends``, whole numbers; -1 for none, times in microseconds since 1970.
(
    E_AIRFRAME, E_TRACK_FROM, E_TRACK_TO, E_LEG_FROM, E_LEG_TO, E_AT, E_ON_GROUND, E_PHASE, E_FLIES_ON,
    E_SEEN, E_FIELD, E_RUNWAY, E_GROUND_FROM, E_GROUND_TO, E_PROOF, E_N_PROOF, E_SUSPECT, E_TESTS, E_POINTS,
    E_PLACED, E_N_CALLSIGN, E_INTEGRITY, N_E,
) = range(23)  # fmt: skip
#: Columns of ``end_values``; NaN for none, times in seconds since 1970.
V_LAT, V_LON, V_ALTITUDE, V_LEVEL, V_SPEED, V_SINK, V_COURSE, V_AT, V_EARLIEST, V_LATEST, V_FASTEST, N_V = (
    range(12)
)
#: Columns of ``end_callsigns``: the commonest, the first, the last of the leg; 0 for none.
N_C = 3
#: Columns of ``contacts``.
(
    C_AIRFRAME, C_FIELD, C_TRACK_FROM, C_TRACK_TO, C_FIRST, C_LAST, C_POINTS, C_INTEGRITY, C_PROOF, C_N_PROOF,
    N_K,
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
    #: The same, before the airframe that is worked on.
    before: NDArray[np.int64]


def no_points() -> Columns:
    """Give columns without a point: what the types of all of them are."""
    floats, small = np.empty(0), np.empty(0, np.int16)
    return Columns(
        np.empty(0, np.int64), floats, floats, floats, floats, floats, floats, floats, np.empty(0, np.int8),
        small, small, small, np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.uint32),
    )  # fmt: skip


def room_for_work(n_points: int, grid: FieldGrid) -> Work:
    """Make room to work on an airframe of up to ``n_points`` points."""
    return Work(
        time=np.empty(n_points),
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
        before=np.zeros(5, np.int64),
    )
