"""Where a line may be drawn through an aircraft's points: no line is a path that nobody saw.

A line breaks at a silence, where it would run round the globe the long way (RFC 7946, section 3.1.9), and
where the worth of the positions changes, so that a doubtful stretch can be shown as what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from wheelsdown.schemas import Integrity

__all__ = ["Stretch", "stretches"]

#: In five minutes an airliner moves 37 NM and can turn round twice: what it did then was not seen.
DRAWN_GAP_S = 300.0

#: States in which a position is evidence.
_BELIEVED = (Integrity.OK.value, Integrity.JAMMED.value)


@dataclass(frozen=True)
class Stretch:
    """Consecutive points with a position, as `TracePoint` rows."""

    rows: list[dict[str, Any]]
    #: False where the positions are no evidence: spoofing suspected, one side of a jump, or calculated.
    believed: bool


def stretches(points: pl.DataFrame) -> Iterator[Stretch]:
    """Give the stretches of one aircraft's `TracePoint` rows; every row with a position is in exactly one."""
    placed = points.filter(pl.col("lat_deg").is_not_null() & pl.col("lon_deg").is_not_null()).with_columns(
        believed=pl.col("integrity").is_in(_BELIEVED) & ~pl.col("estimated")
    )
    silent = pl.col("at").diff().dt.total_microseconds() > DRAWN_GAP_S * 1e6
    round_the_globe = pl.col("lon_deg").diff().abs() > 180
    changed = pl.col("believed") != pl.col("believed").shift()
    breaks = (silent | round_the_globe | changed).fill_null(value=False)
    for stretch in placed.with_columns(stretch=breaks.cum_sum()).partition_by(
        "stretch", maintain_order=True, include_key=False
    ):
        believed = stretch["believed"][0]
        yield Stretch(stretch.drop("believed").to_dicts(), believed)
