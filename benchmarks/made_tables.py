"""Make flights and visits the way daily ingests would: a day at a time, and a third of a day is amended.

Made, not observed: times and airframes are evenly spread, every base is visited equally often, a third
of each day's visitors leave on the next day (so their visit is removed and added with its departure),
and one flight in eight is lost low with two fields in reach. The columns are all filled as the real ones
are, so bytes per row are near the real ones; what the rows say is not worth anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from wheelsdown.schemas import Basis, Flight, Visit
from wheelsdown.store import Amendment, Workspace

START = datetime(2025, 1, 1, tzinfo=UTC)

#: Airframes that fly, of which each day sees some.
N_AIRFRAMES = 20_000

#: One flight in so many is lost low.
LOST_ONE_IN = 8


@dataclass(frozen=True)
class MadeDay:
    """What one day's ingest changes."""

    flights: pl.DataFrame
    visits: pl.DataFrame
    #: Visits of the day before that now have their departure; they are among the visits.
    removed: Sequence[str]

    def amendments(self) -> dict[str, Amendment]:
        return {"flights": Amendment(self.flights), "visits": Amendment(self.visits, self.removed)}


def made_days(
    n_days: int, *, n_flights: int, n_visits: int, bases: Sequence[str], seed: int = 7
) -> Iterator[MadeDay]:
    """Give one day after the other; the same for the same arguments."""
    rng = np.random.default_rng(seed)
    staying = pl.DataFrame(schema=Visit.create_empty().schema)
    for day in range(n_days):
        flights = _flights(_draw(rng, n_flights, day, bases))
        visits = _visits(_draw(rng, n_visits, day, bases))
        leaves = pl.int_range(pl.len()) % 3 > 0
        gone = staying.with_columns(departed_at=_bounds(pl.lit(START) + timedelta(days=day), minutes=600))
        yield MadeDay(flights, pl.concat([visits, gone]), staying["visit_id"].to_list())
        staying = visits.filter(~leaves)


def grow(workspace: Workspace, days: Iterator[MadeDay]) -> Iterator[float]:
    """Amend a workspace by each day; gives the seconds each commit took."""
    from time import perf_counter

    for day in days:
        began = perf_counter()
        workspace.amend(day.amendments(), covers=[])
        yield perf_counter() - began


def _draw(rng: np.random.Generator, n: int, day: int, bases: Sequence[str]) -> pl.DataFrame:
    picks = rng.integers(0, len(bases), (2, n))
    return pl.DataFrame(
        {
            "id": [f"{low:016x}{high:08x}" for low, high in rng.integers(0, 2**32, (n, 2))],
            "airframe": [f"{0x3C0000 + number:06x}" for number in rng.integers(0, N_AIRFRAMES, n)],
            "callsign": [f"ABC{number:04}" for number in rng.integers(0, 10_000, n)],
            "sha256": [f"{number:064x}" for number in rng.integers(0, 2**62, n)],
            "here": [bases[pick] for pick in picks[0]],
            "there": [bases[pick] for pick in picks[1]],
            "row": rng.integers(0, 3_000, n).astype(np.uint32),
        }
    ).with_columns(at=pl.lit(START + timedelta(days=day)).dt.cast_time_unit("us") + _seconds(rng, n))


def _seconds(rng: np.random.Generator, n: int) -> pl.Expr:
    return pl.lit(pl.Series(rng.integers(0, 86_400_000_000, n))).cast(pl.Duration("us"))


def _bounds(at: pl.Expr, *, minutes: int) -> pl.Expr:
    at = at.cast(pl.Datetime("us", "UTC"))
    return pl.struct(earliest=at, latest=at + timedelta(minutes=minutes))


def _evidence() -> pl.Expr:
    row = pl.struct(sha256="sha256", first_row="row", last_row=pl.col("row") + 40)
    return pl.concat_list(row, row)


def _rivals() -> pl.Expr:
    both = [pl.struct(aerodrome=pl.col(name), probability=pl.lit(0.4)) for name in ("here", "there")]
    return pl.concat_list(both)


def _end(basis: pl.Expr, at: pl.Expr, field: str) -> pl.Expr:
    at = at.cast(pl.Datetime("us", "UTC"))
    seen = basis == Basis.OBSERVED.value
    return pl.struct(
        aerodrome=pl.when(seen).then(pl.col(field)),
        runway=pl.lit("09"),
        at=pl.when(seen).then(at),
        earliest=at,
        latest=at + timedelta(minutes=4),
        basis=basis,
        probability=pl.lit(0.9),
        rivals=_rivals(),
        because=pl.lit("ground contact on its runway"),
        evidence=_evidence(),
    )


def _sighting(at: pl.Expr) -> pl.Expr:
    return pl.struct(
        at=at.cast(pl.Datetime("us", "UTC")),
        lat_deg=pl.col("row") / 60.0,
        lon_deg=pl.col("row") / 70.0,
        altitude_ft=pl.col("row").cast(pl.Float64),
        on_ground=pl.lit(value=False),
    )


def _identity(**more: Any) -> dict[str, Any]:
    unknown = pl.lit(None, pl.String)
    return {
        "icao24": pl.col("airframe"),
        "registration": unknown,
        "type_designator": unknown,
        "operator": unknown,
        "military": pl.lit(None, pl.Boolean),
        "integrity": pl.lit("nothing_against"),
        "simulated": pl.lit(value=False),
        **more,
    }


def _flights(drawn: pl.DataFrame) -> pl.DataFrame:
    lost = pl.int_range(pl.len()) % LOST_ONE_IN == 0
    basis = pl.when(lost).then(pl.lit(Basis.UNKNOWN.value)).otherwise(pl.lit(Basis.OBSERVED.value))
    at, landed = pl.col("at"), pl.col("at") + timedelta(hours=2)
    silence = pl.struct(start=pl.col("at"), end=pl.col("at") + timedelta(minutes=9))
    return drawn.with_columns(
        **_identity(
            flight_id=pl.format("f{}", "id"),
            take_off=_end(pl.lit(Basis.OBSERVED.value), at, "here"),
            landing=_end(basis, landed, "there"),
            first_seen=_sighting(at),
            last_seen=_sighting(landed),
            silences=pl.concat_list(silence),
            n_points=pl.col("row"),
        )
    ).select(pl.col(name).cast(dtype) for name, dtype in Flight.create_empty().schema.items())


def _visits(drawn: pl.DataFrame) -> pl.DataFrame:
    named = pl.struct(id=pl.col("there"), level=pl.lit("aerodrome"))
    open_end = pl.struct(
        earliest=pl.lit(None, pl.Datetime("us", "UTC")), latest=pl.lit(None, pl.Datetime("us", "UTC"))
    )
    leaves = pl.int_range(pl.len()) % 3 > 0
    departure = (
        pl.when(leaves).then(_bounds(pl.col("at") + timedelta(hours=3), minutes=3)).otherwise(open_end)
    )
    return drawn.with_columns(
        **_identity(
            visit_id=pl.format("v{}", "id"),
            aerodrome=pl.col("here"),
            arrived_at=_bounds(pl.col("at"), minutes=3),
            departed_at=departure,
            basis=pl.lit(Basis.OBSERVED.value),
            arrival_basis=pl.lit(Basis.OBSERVED.value),
            departure_basis=pl.lit(Basis.OBSERVED.value),
            probability=pl.lit(0.9),
            evidence_seen=pl.lit(3),
            rivals=_rivals(),
            came_from=named,
            went_to=named,
            arrival_flight_id=pl.format("f{}", "id"),
            departure_flight_id=pl.format("f{}", "id"),
            evidence=_evidence(),
        )
    ).select(pl.col(name).cast(dtype) for name, dtype in Visit.create_empty().schema.items())
