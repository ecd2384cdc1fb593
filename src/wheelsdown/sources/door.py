"""Which of the points read may come in, and in which form.

Every reader hands its points over here, so that all formats are held to the same rules:

- dropped and counted: an address that is none, no time, a time before 1990 or more than a day ahead,
  a position off the globe, and a row that repeats another one exactly;
- a value that is no number (NaN, infinite) is missing; half a position is no position;
- callsigns keep printable ASCII only and 16 characters at most, squawks are four octal digits or null;
- a file or member in which anything is marked as simulated is simulated as a whole.

Values that are merely implausible stay: telling a glitch from a landing is the work of ``tracks``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import polars as pl

from wheelsdown import clock
from wheelsdown.sources.reading import PART_DTYPES, STATE_VECTOR_DTYPES

__all__ = ["ADDRESS", "Admitted", "admit", "admit_states", "callsign", "squawk"]

#: An ICAO 24-bit address, or ``~`` and an address that is not an airframe's identity.
ADDRESS: Final = r"~?[0-9a-f]{6}"

#: What may stand for an airframe; ``anon:`` marks tracks of files without addresses.
_AIRFRAME: Final = rf"^(?:{ADDRESS}|anon:[0-9a-f]{{16}})$"

#: 1990-01-01 in microseconds: before the first ADS-B trials, so a clock that was never set.
_EARLIEST_US: Final = 631_152_000_000_000

#: How far a receiver's clock may run ahead before its times are refused.
_MAX_AHEAD: Final = timedelta(days=1)

#: Callsigns on the air have eight characters (ICAO Annex 10 vol. IV); files may hold flight numbers.
_CALLSIGN_LENGTH: Final = 16

_FLAGS: Final = ("stale", "new_leg", "estimated", "simulated")


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
    typed = _typed(points).with_columns(pl.col("simulated").any().over("part"), reason=_reason())
    points = typed.sort("airframe", "at", "part", "row")
    dropped: dict[str, int] = {}
    if points["reason"].null_count() < points.height:
        bad = points.filter(pl.col("reason").is_not_null())
        dropped = dict(bad.group_by("reason").len().sort("reason").iter_rows())
        points = points.filter(pl.col("reason").is_null())
    n_before = points.height
    points = _without_repeats(points)
    if points.height < n_before:
        dropped["exact_duplicate"] = n_before - points.height
    return points.with_columns(pl.col("at").cast(pl.Datetime("us", "UTC"))), dropped


def _state_vectors(points: pl.DataFrame, parts: Sequence[tuple[str, str | None]]) -> pl.DataFrame:
    hashes = pl.Series([sha256 for sha256, _ in parts], dtype=pl.Categorical)
    return points.with_columns(sha256=hashes.gather(points["part"])).select(*STATE_VECTOR_DTYPES)


def callsign(column: str) -> pl.Expr:
    """Give a callsign in printable ASCII without spaces around it; null if nothing is left."""
    text = pl.col(column).cast(pl.String).str.replace_all(r"[^\x20-\x7e]", "").str.strip_chars(" ")
    return text.str.head(_CALLSIGN_LENGTH).replace("", None)


def squawk(column: str) -> pl.Expr:
    """Give a squawk as four octal digits, also where a file holds it as a number; else null."""
    digits = pl.col(column).cast(pl.String).str.replace(r"\.0$", "").str.zfill(4)
    return pl.when(digits.str.contains(r"^[0-7]{4}$")).then(digits)


def _typed(points: pl.DataFrame) -> pl.DataFrame:
    typed = points.with_columns(
        _column(points, name, dtype).alias(name)
        for name, dtype in STATE_VECTOR_DTYPES.items()
        if name not in ("sha256", "at")
    )
    whole = pl.col("lat_deg").is_not_null() & pl.col("lon_deg").is_not_null()
    return typed.with_columns(pl.when(whole).then(pl.col(name)) for name in ("lat_deg", "lon_deg"))


def _column(points: pl.DataFrame, name: str, dtype: pl.DataType) -> pl.Expr:
    if name not in points.columns:
        return pl.lit(False if name in _FLAGS else None, dtype=dtype)
    values = pl.col(name).cast(dtype, strict=False)
    if name in _FLAGS:
        return values.fill_null(value=False)
    return pl.when(values.is_finite()).then(values) if dtype.is_float() else values


def _reason() -> pl.Expr:
    latest = int((clock.now() + _MAX_AHEAD).timestamp() * 1_000_000)
    known = pl.col("airframe").str.contains(_AIRFRAME).fill_null(value=False)
    off_the_globe = (pl.col("lat_deg").abs() > 90) | (pl.col("lon_deg").abs() > 180)
    return (
        pl.when(~known)
        .then(pl.lit("bad_address"))
        .when(pl.col("at").is_null())
        .then(pl.lit("no_time"))
        .when(pl.col("at") < _EARLIEST_US)
        .then(pl.lit("time_before_1990"))
        .when(pl.col("at") > latest)
        .then(pl.lit("time_in_the_future"))
        .when(off_the_globe)
        .then(pl.lit("position_off_the_globe"))
    )


def _without_repeats(points: pl.DataFrame) -> pl.DataFrame:
    """Drop rows that equal an earlier one of their part in everything but the row number."""
    instant = ("airframe", "at", "part")
    together = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in instant)
    same = points.select(together.fill_null(value=False)).to_series()
    if not same.any():
        return points
    crowded = points.with_row_index("position").filter(same | same.shift(-1, fill_value=False))
    values = ["part", *(name for name in STATE_VECTOR_DTYPES if name not in ("row", "sha256"))]
    repeated = crowded.filter(~pl.struct(values).is_first_distinct())["position"]
    return (
        points.with_row_index("position")
        .filter(~pl.col("position").is_in(repeated.implode()))
        .drop("position")
    )


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
