"""How the loosely typed columns of an outside table become numbers, times and flags of ours."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

__all__ = ["any_simulated", "epoch_us", "flag", "from_values", "number", "plain", "renamed"]

#: Up to this number a time is in seconds (the year 5138), a thousand times more milliseconds
#: (from 1973 on), and so on: the units cannot be confused for any time of aviation data.
_LARGEST_SECONDS: Final = 1e11

_ISO: Final = ("%Y-%m-%d %H:%M:%S%.f%:z", "%Y-%m-%d %H:%M:%S%.f%z")


def renamed(table: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """Keep the columns that are known, under our names; the first of two for the same name wins."""
    found: dict[str, str] = {}
    for column in table.columns:
        ours = names.get(column.strip().lower())
        if ours is not None:
            found.setdefault(ours, column)
    return table.select(pl.col(theirs).alias(ours) for ours, theirs in found.items())


def from_values(values: list[Any]) -> pl.Series:
    """Give values of unknown and perhaps mixed types as one column, of text where any is text.

    Flags among numbers are no numbers, and so missing.
    """
    kinds = {type(value) for value in values}
    if kinds <= {bool, type(None)}:
        return pl.Series(values, dtype=pl.Boolean)
    if bool in kinds:
        values = [None if isinstance(value, bool) else value for value in values]
    dtype = pl.String() if str in kinds else pl.Float64()
    return pl.Series(values, dtype=dtype, strict=False)


def plain(value: Any) -> Any:
    """Give a value that a column can hold; a list or object in its place is none."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return float(value)
    return value if isinstance(value, str | float) else None


def number(table: pl.DataFrame, column: str, factor: float = 1.0) -> pl.Expr:
    """Give a column as floating-point numbers times a factor; what is no number is null."""
    if table.schema[column] == pl.Boolean:
        return pl.lit(None, pl.Float64).alias(column)
    return pl.col(column).cast(pl.Float64, strict=False) * factor


def flag(table: pl.DataFrame, column: str) -> pl.Expr:
    """Give a column of true/false, TRUE/FALSE, t/f or 1/0 as booleans; anything else is null."""
    if table.schema[column] == pl.Boolean:
        return pl.col(column)
    text = pl.col(column).cast(pl.String, strict=False).str.to_lowercase()
    yes, no = text.is_in(["true", "t", "1", "1.0"]), text.is_in(["false", "f", "0", "0.0"])
    return pl.when(yes | no).then(yes).alias(column)


def any_simulated(table: pl.DataFrame) -> bool:
    """Say whether a column ``simulated`` marks anything: any value but null, false, 0 and "" does."""
    if "simulated" not in table.columns:
        return False
    text = table["simulated"].cast(pl.String, strict=False).str.to_lowercase()
    return not text.drop_nulls().is_in(["", "false", "0", "0.0"]).all()


def epoch_us(table: pl.DataFrame, column: str) -> pl.Expr:
    """Give times as microseconds since 1970: from timestamps, ISO text, or s, ms, us or ns since 1970.

    A time without a zone is UTC.
    """
    dtype = table.schema[column]
    if isinstance(dtype, pl.Datetime):
        return pl.col(column).dt.epoch("us")
    numbers = _scaled(pl.col(column).cast(pl.Float64, strict=False))
    return pl.coalesce(numbers, _iso(column)) if dtype == pl.String else numbers


def _scaled(times: pl.Expr) -> pl.Expr:
    size = times.abs()
    seconds = (
        pl.when(size < _LARGEST_SECONDS)
        .then(times * 1_000_000)
        .when(size < _LARGEST_SECONDS * 1e3)
        .then(times * 1_000)
        .when(size < _LARGEST_SECONDS * 1e6)
        .then(times)
        .otherwise(times / 1_000)
    )
    return seconds.round().cast(pl.Int64, strict=False)


def _iso(column: str) -> pl.Expr:
    text = pl.col(column).str.strip_chars().str.replace("T", " ", literal=True).str.replace(r"Z$", "+00:00")
    zoned = pl.when(text.str.contains(r"[+-]\d\d:?\d\d$")).then(text).otherwise(text + "+00:00")
    return pl.coalesce(
        zoned.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False) for form in _ISO
    ).dt.epoch("us")
