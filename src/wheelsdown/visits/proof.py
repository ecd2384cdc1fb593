"""The raw rows that prove a visit: of both ends, and of the time seen on the ground."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided
from wheelsdown.flights.spread import spread
from wheelsdown.visits.grounds import Grounds

__all__ = ["proof"]


def proof(
    decided: Decided, grounds: Grounds, arrived: NDArray[np.bool_], departed: NDArray[np.bool_]
) -> pl.Series:
    """Give the evidence of each visit in order of time, ranges of one file that touch as one range."""
    n = np.arange(len(grounds.field))
    visit, contact = spread(grounds.first_contact, grounds.last_contact)
    own = grounds.field[visit] == decided.contact_arrays.field[contact]
    ends = decided.ends["evidence"]
    pieces = pl.concat(
        [
            _piece(n[arrived], 0, ends.gather((2 * grounds.leg_in + 1)[arrived])),
            _piece(visit[own], 1, decided.contacts["evidence"].gather(contact[own])),
            _piece(n[departed], 2, ends.gather((2 * grounds.leg_out)[departed])),
        ]
    )
    rows = (
        pieces.sort("visit", "order", maintain_order=True)
        .explode("evidence")
        .unnest("evidence")
        .with_columns(pl.col("first_row", "last_row").cast(pl.Int64))
    )
    same = (pl.col("visit") == pl.col("visit").shift()) & (pl.col("sha256") == pl.col("sha256").shift())
    touches = same & (pl.col("first_row") <= pl.col("last_row").shift() + 1)
    merged = (
        rows.with_columns(range=(~touches.fill_null(value=False)).cum_sum())
        .group_by("range", maintain_order=True)
        .agg(
            pl.col("visit", "sha256").first(),
            pl.col("first_row").min().cast(pl.UInt32),
            pl.col("last_row").max().cast(pl.UInt32),
        )
        .group_by("visit", maintain_order=True)
        .agg(pl.struct("sha256", "first_row", "last_row").alias("evidence"))
    )
    every = pl.DataFrame({"visit": n})
    joined = every.join(merged, on="visit", how="left", maintain_order="left")["evidence"]
    return joined.cast(ends.dtype).fill_null(pl.Series([[]], dtype=ends.dtype))


def _piece(visit: NDArray[np.int64], order: int, evidence: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {"visit": visit, "order": np.full(len(visit), order), "evidence": evidence},
        schema_overrides={"visit": pl.Int64, "order": pl.Int64},
    )
