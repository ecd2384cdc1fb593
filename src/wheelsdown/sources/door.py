"""Which of the points read may come in, and in which form.

Every reader hands its points over here, so that all formats are held to the same rules:

- dropped and counted: an address that is none, no time, a time before 1990 or more than a day ahead,
  a position off the globe, and a row that repeats another one exactly;
- a value that is no number (NaN, infinite) is missing; half a position is no position;
- callsigns keep printable ASCII only and 16 characters at most, squawks are four octal digits or null;
- a file or member in which anything is marked as simulated is simulated as a whole.

Values that are merely implausible stay: telling a glitch from a landing is the work of ``tracks``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import isfinite
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown import clock
from wheelsdown.sources.reading import PART_DTYPES, STATE_VECTOR_DTYPES

__all__ = ["ADDRESS", "Admitted", "admit", "admit_states", "callsign", "squawk"]

#: An ICAO 24-bit address, or ``~`` and an address that is not an airframe's identity.
ADDRESS: Final = r"~?[0-9a-f]{6}"

#: What may stand for an airframe; ``anon:`` marks tracks of files without addresses.
_AIRFRAME: Final = rf"^(?:{ADDRESS}|anon:[0-9a-f]{{16}})$"
_AIRFRAMES: Final = re.compile(_AIRFRAME.replace("$", r"\Z"))

#: 1990-01-01 in microseconds: before the first ADS-B trials, so a clock that was never set.
_EARLIEST_US: Final = 631_152_000_000_000

#: How far a receiver's clock may run ahead before its times are refused.
_MAX_AHEAD: Final = timedelta(days=1)

#: Callsigns on the air have eight characters (ICAO Annex 10 vol. IV); files may hold flight numbers.
_CALLSIGN_LENGTH: Final = 16

#: Stands for a position that is missing; no place has it.
_NOWHERE: Final = 1e9

_FLAGS: Final = ("stale", "new_leg", "estimated", "simulated")

#: Tells rows of one part from later ones that equal them in everything but the row number.
_FIRST: Final = pl.struct(
    "part", *(name for name in STATE_VECTOR_DTYPES if name not in ("row", "sha256"))
).is_first_distinct()


@dataclass(frozen=True)
class Admitted:
    """The points that came in, the parts they make up, and the counts of those that did not."""

    state_vectors: pl.DataFrame
    parts: pl.DataFrame
    dropped: dict[str, int]


def admit(points: pl.DataFrame, parts: Sequence[tuple[str, str | None]]) -> Admitted:
    """Give the points that may come in, as `StateVector` rows sorted by airframe and time.

    Parameters
    ----------
    points
        Any of the columns of `StateVector` but ``sha256``; ``at`` in microseconds since 1970 as an
        integer; ``part``, the index of the file or member a point comes from.
    parts
        SHA-256 and member name of each file or member.
    """
    points, dropped = _kept(points)
    return Admitted(_state_vectors(points, parts), _parts(points, parts), dropped)


def admit_states(points: pl.DataFrame, parts: Sequence[tuple[str, str | None]]) -> pl.DataFrame:
    """Give only the `StateVector` rows of `admit`: for points whose parts and counts are on record."""
    return _state_vectors(_kept(points)[0], parts)


def _kept(points: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Give the points that may come in, sorted by airframe and time, and the counts of the others."""
    points = _in_order(_typed(points))
    dropped: dict[str, int] = {}
    latest_us = int((clock.now() + _MAX_AHEAD).timestamp() * 1_000_000)
    if not _is_plain(points, latest_us):
        reasons = points.select(reason=_reason(latest_us)).to_series()
        counted = reasons.drop_nulls().to_frame().group_by("reason").len().sort("reason")
        dropped = dict(counted.iter_rows())
        points = points.filter(reasons.is_null())
    n_before = points.height
    points = _without_repeats(points)
    if points.height < n_before:
        dropped["exact_duplicate"] = n_before - points.height
    at = points["at"].cast(pl.Datetime("us", "UTC"))
    return points.replace_column(points.get_column_index("at"), at), dropped


def _state_vectors(points: pl.DataFrame, parts: Sequence[tuple[str, str | None]]) -> pl.DataFrame:
    hashes = pl.Series("sha256", [sha256 for sha256, _ in parts], dtype=pl.Categorical)
    named = points.hstack([hashes[points["part"].to_numpy()]])
    return pl.DataFrame([named[name] for name in STATE_VECTOR_DTYPES])


def callsign(column: str) -> pl.Expr:
    """Give a callsign in printable ASCII without spaces around it; null if nothing is left."""
    text = pl.col(column).cast(pl.String).str.replace_all(r"[^\x20-\x7e]", "").str.strip_chars(" ")
    return text.str.head(_CALLSIGN_LENGTH).replace("", None)


def squawk(column: str) -> pl.Expr:
    """Give a squawk as four octal digits, also where a file holds it as a number; else null."""
    digits = pl.col(column).cast(pl.String).str.strip_suffix(".0").str.zfill(4)
    return digits.str.extract(r"^([0-7]{4})$")


def _typed(points: pl.DataFrame) -> pl.DataFrame:
    """Give ``part`` and the columns of state vectors, each of its type; what is no number is null."""
    names = [name for name in STATE_VECTOR_DTYPES if name not in ("sha256", "at")]
    typed = pl.DataFrame([points["part"], points["at"], *(_column(points, name) for name in names)])
    if typed["lat_deg"].has_nulls() or typed["lon_deg"].has_nulls():
        whole = pl.col("lat_deg").is_not_null() & pl.col("lon_deg").is_not_null()
        typed = typed.with_columns(pl.when(whole).then(pl.col(name)) for name in ("lat_deg", "lon_deg"))
    return typed.with_columns(pl.col("simulated").any().over("part")) if typed["simulated"].any() else typed


def _column(points: pl.DataFrame, name: str) -> pl.Series:
    dtype = STATE_VECTOR_DTYPES[name]
    if name not in points.columns:
        return pl.Series(name, [False if name in _FLAGS else None], dtype).new_from_index(0, points.height)
    values = points[name].cast(dtype, strict=False)
    if name in _FLAGS:
        return values.fill_null(value=False) if values.has_nulls() else values
    if dtype.is_float() and not isfinite(values.sum()):  # a sum shows whether any of them is not
        return values.set(~values.is_finite(), None)
    return values


def _in_order(points: pl.DataFrame) -> pl.DataFrame:
    """Sort by airframe, time, part and row, where points do not stand so already, as one trace's do."""
    at = points["at"]
    if not at.has_nulls() and points["airframe"].is_sorted():
        before = np.zeros(max(points.height - 1, 0), dtype=bool)
        for name in ("row", "part", "at"):
            value = points[name].to_numpy()
            before = (value[1:] < value[:-1]) | (value[1:] == value[:-1]) & before
        if not np.any(before & _same_airframe(points)):
            return points
    return points.sort("airframe", "at", "part", "row")


def _same_airframe(points: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell of each row but the first whether it is of the same airframe as the one before."""
    airframe = points["airframe"]
    if airframe.n_unique() <= 1:
        return np.ones(max(len(airframe) - 1, 0), dtype=bool)
    runs = airframe.rle_id().to_numpy()
    same: NDArray[np.bool_] = runs[1:] == runs[:-1]
    return same


def _is_plain(points: pl.DataFrame, latest_us: int) -> bool:
    """Tell in a moment that no point has a `_reason` to be dropped; False does not say that one has."""
    return (
        not points["at"].has_nulls()
        and _lies_within(points["at"], _EARLIEST_US, latest_us)
        and _lies_within(points["lat_deg"], -90, 90)
        and _lies_within(points["lon_deg"], -180, 180)
        and all(each is not None and _AIRFRAMES.match(each) for each in _airframes(points))
    )


def _lies_within(values: pl.Series, least: int, most: int) -> bool:
    low: Any = values.min()
    high: Any = values.max()
    return low is None or (low >= least and high <= most)


def _airframes(points: pl.DataFrame) -> list[str | None]:
    airframe = points["airframe"]
    return airframe.head(1).to_list() if airframe.n_unique() == 1 else airframe.unique().to_list()


def _reason(latest_us: int) -> pl.Expr:
    known = pl.col("airframe").str.contains(_AIRFRAME).fill_null(value=False)
    off_the_globe = (pl.col("lat_deg").abs() > 90) | (pl.col("lon_deg").abs() > 180)
    return (
        pl.when(~known)
        .then(pl.lit("bad_address"))
        .when(pl.col("at").is_null())
        .then(pl.lit("no_time"))
        .when(pl.col("at") < _EARLIEST_US)
        .then(pl.lit("time_before_1990"))
        .when(pl.col("at") > latest_us)
        .then(pl.lit("time_in_the_future"))
        .when(off_the_globe)
        .then(pl.lit("position_off_the_globe"))
    )


def _without_repeats(points: pl.DataFrame) -> pl.DataFrame:
    """Drop rows that equal an earlier one of their part in everything but the row number."""
    at, part = points["at"].to_numpy(), points["part"].to_numpy()
    same = (at[1:] == at[:-1]) & (part[1:] == part[:-1]) & _same_airframe(points)
    if not same.any():
        return points
    again = np.insert(same, 0, False)
    crowded = np.flatnonzero(again | np.append(same, False))
    if _are_apart(points, crowded, np.cumsum(~again[crowded])):
        return points
    repeated = ~points[crowded].select(_FIRST).to_series().to_numpy()
    if not repeated.any():
        return points
    kept = np.ones(points.height, dtype=bool)
    kept[crowded[repeated]] = False
    return points.filter(kept)


def _are_apart(points: pl.DataFrame, rows: NDArray[np.int64], crowd: NDArray[np.int64]) -> bool:
    """Tell whether no two rows of a crowd are in one place: then none repeats another, and most are so."""
    place = [np.nan_to_num(points[name].to_numpy()[rows], nan=_NOWHERE) for name in ("lat_deg", "lon_deg")]
    order = np.lexsort((*place, crowd))
    equal = [each[order][1:] == each[order][:-1] for each in (*place, crowd)]
    return not np.logical_and.reduce(equal).any()


def _parts(points: pl.DataFrame, parts: Sequence[tuple[str, str | None]]) -> pl.DataFrame:
    found = points.group_by("part", "airframe").agg(
        first_at=pl.col("at").min(),
        last_at=pl.col("at").max(),
        n_points=pl.len().cast(pl.UInt32),
        simulated=pl.col("simulated").first(),
    )
    found = found.sort("part", "airframe")
    hashes = pl.Series([sha256 for sha256, _ in parts], dtype=pl.String)
    members = pl.Series([member for _, member in parts], dtype=pl.String)
    found = found.with_columns(
        sha256=hashes.gather(found["part"]),
        member=members.gather(found["part"]),
        offset_bytes=pl.lit(None, pl.Int64),
        size_bytes=pl.lit(None, pl.Int64),
    )
    return found.select(*PART_DTYPES)
