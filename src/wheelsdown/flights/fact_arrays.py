"""Write what the compiled pass found as the tables of ``facts``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights import fact_store as k
from wheelsdown.flights.facts import Facts, columns_of
from wheelsdown.flights.phases import PHASES
from wheelsdown.geo.airfields import Airfields
from wheelsdown.schemas import GroundContact, Track, TrackEnd
from wheelsdown.schemas.words import EndKind, Integrity
from wheelsdown.tracks.cells import RUN_CELL, RUN_FIRST, RUN_LAST, RUN_POINTS, address_number
from wheelsdown.tracks.integrity_kernel import TEST_BITS

__all__ = ["Names", "facts_in", "packed_callsign", "runs_in"]

_STATES = [
    Integrity.OK.value,
    Integrity.DEGRADED.value,
    Integrity.JAMMED.value,
    Integrity.SPOOF_SUSPECT.value,
]
_UTC = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Names:
    """What the numbers in a ``Store`` stand for."""

    airframes: Sequence[str]
    sha256: Sequence[str]
    simulated: bool


def packed_callsign(packed: int) -> str | None:
    """Give a callsign from its eight bytes, first highest; None for none.

    >>> packed_callsign(int.from_bytes(b"RFF8134".ljust(8, bytes(1)), "big"))
    'RFF8134'
    """
    return int(packed).to_bytes(8, "big").rstrip(b"\0").decode("ascii") if packed else None


def facts_in(store: k.Store, names: Names, fields: Airfields) -> Facts:
    """Give the facts in a store as tables, in no order of their own; nothing of them lies in the store."""
    airframes = pl.Series(names.airframes, dtype=pl.String)
    proofs = _proofs(store, names)
    return Facts(
        _tracks(store, names, airframes),
        _ends(store, names, airframes, fields, proofs),
        _contacts(store, names, airframes, fields, proofs),
    )


def runs_in(store: k.Store, names: Names) -> pl.DataFrame:
    """Give the cell runs in a store as ``schemas.CellRun`` rows, in no order of their own, as copies."""
    n = int(store.n[4])
    runs = store.runs[:n]
    addresses = np.array([address_number(airframe) for airframe in names.airframes], dtype=np.uint32)
    return pl.DataFrame(
        {
            "cell": runs[:, RUN_CELL].astype(np.int32),
            "address": addresses[store.run_airframe[:n]],
            "first_s": (runs[:, RUN_FIRST] // 1_000_000).astype(np.uint32),
            "last_s": (runs[:, RUN_LAST] // 1_000_000).astype(np.uint32),
            "n_points": runs[:, RUN_POINTS].astype(np.uint32),
            "lowest_ft": _floats(store.lowest[:n].astype(np.float32)),
            "simulated": names.simulated,
        }
    )


def _tracks(store: k.Store, names: Names, airframes: pl.Series) -> pl.DataFrame:
    rows = store.tracks[: store.n[0]].copy(order="F")
    airframe = airframes.gather(rows[:, k.T_AIRFRAME])
    return _typed(
        {
            "track_id": _ids(airframe, rows[:, k.T_FIRST]),
            "airframe": airframe,
            "first_at": _times(rows[:, k.T_FIRST]),
            "last_at": _times(rows[:, k.T_LAST]),
            "n_points": rows[:, k.T_POINTS],
            "n_placed": rows[:, k.T_PLACED],
            "simulated": names.simulated,
        },
        Track,
    )


def _ends(
    store: k.Store, names: Names, airframes: pl.Series, fields: Airfields, proofs: pl.Series
) -> pl.DataFrame:
    n = int(store.n[1])
    rows, values = store.ends[:n].copy(order="F"), store.end_values[:n].copy(order="F")
    airframe = airframes.gather(rows[:, k.E_AIRFRAME])
    kinds = pl.Series([EndKind.TAKE_OFF.value, EndKind.LANDING.value]).gather(np.arange(n) % 2)
    placed = rows[:, k.E_PLACED] > 0
    callsigns = _callsigns(store.end_callsigns[:n])
    table = {
        "end_id": _ids(airframe, rows[:, k.E_LEG_FROM], kinds),
        "airframe": airframe,
        "kind": kinds,
        "track_from": _times(rows[:, k.E_TRACK_FROM]),
        "track_to": _times(rows[:, k.E_TRACK_TO]),
        "leg_from": _times(rows[:, k.E_LEG_FROM]),
        "leg_to": _times(rows[:, k.E_LEG_TO]),
        "at": _times(rows[:, k.E_AT]),
        "lat_deg": _floats(values[:, k.V_LAT]),
        "lon_deg": _floats(values[:, k.V_LON]),
        "altitude_ft": _floats(values[:, k.V_ALTITUDE]),
        "on_ground": _chosen(rows[:, k.E_ON_GROUND], pl.Series([False, True])),
        "level_ft": _floats(values[:, k.V_LEVEL]),
        "groundspeed_kt": _floats(values[:, k.V_SPEED]),
        "sink_fpm": _floats(values[:, k.V_SINK]),
        "course_deg": _floats(values[:, k.V_COURSE]),
        "phase": _chosen(rows[:, k.E_PHASE], pl.Series([phase.value for phase in PHASES])),
        "flies_on": rows[:, k.E_FLIES_ON] == 1,
        "seen": rows[:, k.E_SEEN] == 1,
        "aerodrome": _chosen(rows[:, k.E_FIELD], pl.Series(fields.ids, dtype=pl.String)),
        "runway": _chosen(rows[:, k.E_RUNWAY], pl.Series(fields.runways.name.tolist(), dtype=pl.String)),
        "seen_at": _instants(values[:, k.V_AT]),
        "earliest": _instants(values[:, k.V_EARLIEST]),
        "latest": _instants(values[:, k.V_LATEST]),
        "ground_from": _times(rows[:, k.E_GROUND_FROM]),
        "ground_to": _times(rows[:, k.E_GROUND_TO]),
        "evidence": _slices(proofs, rows[:, k.E_PROOF], rows[:, k.E_N_PROOF]),
        "suspect_beyond": rows[:, k.E_SUSPECT] == 1,
        "tests": _chosen(np.where(rows[:, k.E_TESTS] > 0, rows[:, k.E_TESTS], -1), _TESTS),
        "n_points": rows[:, k.E_POINTS],
        "n_placed": rows[:, k.E_PLACED],
        "fastest_kt": _floats(np.where(placed, values[:, k.V_FASTEST], np.nan)),
        "callsign": callsigns[0],
        "n_callsign": rows[:, k.E_N_CALLSIGN],
        "first_callsign": callsigns[1],
        "last_callsign": callsigns[2],
        "integrity": pl.Series(_STATES).gather(rows[:, k.E_INTEGRITY]),
        "simulated": names.simulated,
    }
    return _typed(table, TrackEnd)


def _contacts(
    store: k.Store, names: Names, airframes: pl.Series, fields: Airfields, proofs: pl.Series
) -> pl.DataFrame:
    rows = store.contacts[: store.n[2]].copy(order="F")
    airframe = airframes.gather(rows[:, k.C_AIRFRAME])
    table = {
        "contact_id": _ids(airframe, rows[:, k.C_FIRST]),
        "airframe": airframe,
        "aerodrome": _chosen(rows[:, k.C_FIELD], pl.Series(fields.ids, dtype=pl.String)),
        "track_from": _times(rows[:, k.C_TRACK_FROM]),
        "track_to": _times(rows[:, k.C_TRACK_TO]),
        "first_at": _times(rows[:, k.C_FIRST]),
        "last_at": _times(rows[:, k.C_LAST]),
        "n_points": rows[:, k.C_POINTS],
        "evidence": _slices(proofs, rows[:, k.C_PROOF], rows[:, k.C_N_PROOF]),
        "integrity": pl.Series(_STATES).gather(rows[:, k.C_INTEGRITY]),
        "simulated": names.simulated,
    }
    return _typed(table, GroundContact)


_TESTS = pl.Series(
    [", ".join(sorted(name for name, bit in TEST_BITS.items() if bits & bit)) for bits in range(16)]
)


def _typed(
    columns: dict[str, Any], schema: type[Track] | type[TrackEnd] | type[GroundContact]
) -> pl.DataFrame:
    rows = pl.DataFrame(columns)
    return rows.select(pl.col(name).cast(dtype) for name, dtype in columns_of(schema).items())


def _ids(airframe: pl.Series, time_us: NDArray[np.int64], kind: pl.Series | None = None) -> pl.Series:
    named = pl.DataFrame({"airframe": airframe, "at": time_us})
    if kind is None:
        return named.select(pl.format("{}-{}", "airframe", "at")).to_series()
    return named.with_columns(kind=kind).select(pl.format("{}-{}-{}", "airframe", "at", "kind")).to_series()


def _times(time_us: NDArray[np.int64]) -> pl.Series:
    """Give microseconds since 1970 as UTC times; -1 as null."""
    times = pl.Series(np.ascontiguousarray(time_us))
    return times.set(times == -1, None).cast(_UTC)


def _instants(seconds: NDArray[np.float64]) -> pl.Series:
    return (_floats(seconds) * 1e6).round().cast(pl.Int64).cast(_UTC)


def _floats(values: NDArray[np.float64]) -> pl.Series:
    return pl.Series(np.ascontiguousarray(values)).fill_nan(None)


def _chosen(codes: NDArray[np.int64], words: pl.Series) -> pl.Series:
    """Give what codes stand for; null for -1."""
    index = pl.Series(np.ascontiguousarray(codes))
    return words.gather(index.set(index < 0, None))


def _callsigns(packed: NDArray[np.uint64]) -> list[pl.Series]:
    distinct, codes = np.unique(packed, return_inverse=True)
    words = pl.Series([packed_callsign(int(each)) for each in distinct], dtype=pl.String)
    codes = codes.reshape(packed.shape)
    return [words.gather(codes[:, column]) for column in range(packed.shape[1])]


def _proofs(store: k.Store, names: Names) -> pl.Series:
    rows = store.proofs[: store.n[3]].copy(order="F")
    table = pl.DataFrame(
        {
            "sha256": pl.Series(names.sha256, dtype=pl.String).gather(rows[:, 0]),
            "first_row": pl.Series(rows[:, 1], dtype=pl.UInt32),
            "last_row": pl.Series(rows[:, 2], dtype=pl.UInt32),
        }
    )
    return table.to_struct("evidence")


def _slices(proofs: pl.Series, start: NDArray[np.int64], count: NDArray[np.int64]) -> pl.Series:
    """Give the proofs of each row as a list; every row has one at least."""
    within = np.repeat(start - np.r_[0, np.cumsum(count)[:-1]], count) + np.arange(int(count.sum()))
    listed = pl.DataFrame({"row": np.repeat(np.arange(len(count)), count), "evidence": proofs.gather(within)})
    return listed.group_by("row", maintain_order=True).agg("evidence")["evidence"]
