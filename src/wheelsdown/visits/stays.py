"""Visits: one stay of one airframe at one aerodrome each, an arrival joined with the next departure.

Where only one side of a time on the ground names a field, the other end of the visit is unknown and
bounded in time by the nearest sightings. Being seen on the ground is a visit too, though neither end
was seen.
"""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.decide import Decided, Twin, plain, times
from wheelsdown.flights.naming import BOUNDED, OBSERVED, UNKNOWN
from wheelsdown.flights.tables import content_id, flight_ids, per_flight, worst
from wheelsdown.geo.great_circle import Floats
from wheelsdown.schemas.visits import Visit
from wheelsdown.schemas.words import Basis
from wheelsdown.visits.far_ends import far_ends
from wheelsdown.visits.grounds import Grounds, find_grounds, room_for_grounds
from wheelsdown.visits.proof import proof

__all__ = ["visits_table"]

_BASES = np.array([Basis.UNKNOWN.value, Basis.BOUNDED.value, Basis.OBSERVED.value])


def visits_table(
    decided: Decided, places: pl.DataFrame, *, within: pl.DataFrame | None = None, twin: Twin = plain
) -> pl.DataFrame:
    """Give the visits, by aerodrome and time.

    ``places`` tells for each ``aerodrome`` the ``region`` and ``country`` that name it, null where
    they do not (``reference.regions.place_names``). With ``within`` (``airframe``, ``since``, ``until``;
    null has no bound) only the visits beside a flight that starts in it.
    """
    flights = per_flight(decided)
    grounds = _grounds(decided, flights, twin)
    if within is not None:
        grounds = _beside(grounds, flights, decided, within)
    table = _times_and_basis(decided, grounds)
    arrived, departed = (table[name].to_numpy() for name in ("arrival", "departure"))
    ids = flight_ids(flights)
    named = pl.Series(decided.fields, dtype=pl.String)
    by_ground = _of_flights(flights, grounds, decided)
    seen = pl.col("basis") == Basis.OBSERVED.value
    table = table.with_columns(
        aerodrome=named.gather(grounds.field),
        airframe=pl.Series(decided.airframes, dtype=pl.String).gather(grounds.airframe),
        rivals=_rivals(decided, grounds, arrived, departed),
        came_from=far_ends(decided, _ends_of(flights["leg"], grounds.inbound, 0), places),
        went_to=far_ends(decided, _last_ends(decided, flights, grounds.outbound), places),
        arrival_flight_id=_gathered(ids, np.where(arrived, grounds.inbound, -1)),
        departure_flight_id=_gathered(ids, np.where(departed, grounds.outbound, -1)),
        evidence=proof(decided, grounds, arrived, departed),
    ).hstack(by_ground)  # fmt: skip
    table = table.with_columns(
        rivals=pl.when(seen).then(pl.lit([], dtype=table["rivals"].dtype)).otherwise("rivals"),
        visit_id=pl.Series(_visit_ids(table), dtype=pl.String),
        icao24=pl.when(pl.col("airframe").str.contains(r"^[0-9a-f]{6}$")).then("airframe"),
    )
    schema = Visit.create_empty().schema
    absent = [name for name in schema if name not in table.columns]
    rows = table.with_columns(pl.lit(None).alias(name) for name in absent)
    first_known = pl.coalesce(
        pl.col("arrived_at").struct.field("earliest"), pl.col("arrived_at").struct.field("latest"),
        pl.col("departed_at").struct.field("earliest"),
    )  # fmt: skip
    rows = rows.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    return rows.sort("aerodrome", first_known, "visit_id")


def _grounds(decided: Decided, flights: pl.DataFrame, twin: Twin) -> Grounds:
    first_leg = np.r_[flights["leg"].to_numpy(), len(decided.flight)].astype(np.int64)
    n_airframes = len(decided.airframes)
    room = room_for_grounds(len(flights), n_airframes, len(decided.contacts))
    n = twin(find_grounds)(
        decided.arrays, decided.names, decided.contact_arrays, first_leg, n_airframes, room
    )
    return Grounds._make(each[:n] for each in room)


def _beside(grounds: Grounds, flights: pl.DataFrame, decided: Decided, within: pl.DataFrame) -> Grounds:
    starts = flights["leg_from"]
    bounds = pl.DataFrame(
        {
            "airframe": pl.Series(decided.airframes, dtype=pl.String).gather(grounds.airframe),
            "before": _gathered(starts, grounds.inbound),
            "after": _gathered(starts, grounds.outbound),
        }
    ).join(within, on="airframe", how="left", maintain_order="left")
    kept = bounds.select(
        (pl.col("after") >= pl.col("since")).fill_null(value=True)
        & (pl.col("before") <= pl.col("until")).fill_null(value=True)
    )
    mask = kept.to_series().to_numpy()
    return Grounds._make(each[mask] for each in grounds)


def _times_and_basis(decided: Decided, grounds: Grounds) -> pl.DataFrame:
    """Give the bounds of both ends of each visit, and how each is known."""
    names, field = decided.names, grounds.field
    end_in, end_out = 2 * grounds.leg_in + 1, 2 * grounds.leg_out
    has_in, has_out = grounds.leg_in >= 0, grounds.leg_out >= 0
    arrival = has_in & (_at(names.field, end_in, has_in, -1) == field)
    departure = has_out & (_at(names.field, end_out, has_out, -1) == field)
    lost = _at(names.earliest, end_in, has_in, np.nan)
    found = _at(names.latest, end_out, has_out, np.nan)
    arrived_by = np.where(arrival, _at(names.latest, end_in, has_in, np.nan), np.nan)
    left_from = np.where(departure, _at(names.earliest, end_out, has_out, np.nan), np.nan)
    present = np.isfinite(grounds.present_from)
    not_after = np.where(present, grounds.present_from, np.where(departure, found, np.nan))
    not_before = np.where(present, grounds.present_to, np.where(arrival, lost, np.nan))
    exact_in = arrival & (_at(names.earliest, end_in, has_in, np.nan) == arrived_by)
    exact_out = departure & (found == left_from)
    arrival_basis = np.where(arrival, _at(names.basis, end_in, has_in, 0), UNKNOWN)
    departure_basis = np.where(departure, _at(names.basis, end_out, has_out, 0), UNKNOWN)
    seen = present | (arrival_basis == OBSERVED) | (departure_basis == OBSERVED)
    return pl.DataFrame(
        {
            "arrival": arrival,
            "departure": departure,
            "arrived_at": _bounds(lost, np.where(exact_in, arrived_by, np.fmin(arrived_by, not_after))),
            "departed_at": _bounds(np.where(exact_out, left_from, np.fmax(left_from, not_before)), found),
            "basis": np.where(seen, _BASES[OBSERVED], _BASES[BOUNDED]),
            "arrival_basis": _BASES[arrival_basis],
            "departure_basis": _BASES[departure_basis],
            "evidence_seen": _evidence_seen(arrival_basis, departure_basis, seen),
            "first_sign": np.where(arrival, "arrival", np.where(present, "present", "departure")),
            "first_sign_at": times(np.where(arrival, lost, np.where(present, grounds.present_from, found))),
        }
    )


def _evidence_seen(
    arrival: NDArray[np.int8], departure: NDArray[np.int8], seen: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Grade by which evidence was seen: 4 both ends, 3 one (or the stay), 2 both bounded, 1 one bounded."""
    both_bounded = (arrival == BOUNDED) & (departure == BOUNDED)
    both_seen = (arrival == OBSERVED) & (departure == OBSERVED)
    return np.where(both_seen, 4, np.where(seen, 3, np.where(both_bounded, 2, 1))).astype(np.uint8)


def _bounds(earliest: Floats, latest: Floats) -> pl.Series:
    return pl.DataFrame({"earliest": times(earliest), "latest": times(latest)}).to_struct("bounds")


def _at(
    values: NDArray[Any], index: NDArray[np.int64], there: NDArray[np.bool_], other: float
) -> NDArray[Any]:
    """Give ``values[index]`` where there is such an entry."""
    if len(values) == 0:
        return np.full(len(index), other)
    return np.where(there, values[np.where(there, index, 0)], other)


def _gathered(values: pl.Series, index: NDArray[np.int64]) -> pl.Series:
    return values.gather(pl.Series(index).replace(-1, None))


def _ends_of(first_leg: pl.Series, flight: NDArray[np.int64], side: int) -> NDArray[np.int64]:
    """Give the end on one side of each flight, by its first leg; -1 for no flight."""
    return np.asarray(_at(2 * first_leg.to_numpy() + side, flight, flight >= 0, -1), dtype=np.int64)


def _last_ends(decided: Decided, flights: pl.DataFrame, flight: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the landing of each flight; -1 for no flight."""
    last_leg = np.r_[flights["leg"].to_numpy()[1:], len(decided.flight)] - 1
    return np.asarray(_at(2 * last_leg + 1, flight, flight >= 0, -1), dtype=np.int64)


def _rivals(
    decided: Decided, grounds: Grounds, arrived: NDArray[np.bool_], departed: NDArray[np.bool_]
) -> pl.Series:
    """List the other fields within reach of a visit's ends."""
    n = np.arange(len(grounds.field))
    ends = pl.concat(
        pl.DataFrame({"visit": n[there], "end": end[there].astype(np.int64)})
        for end, there in ((2 * grounds.leg_in + 1, arrived), (2 * grounds.leg_out, departed))
    )
    rivals = decided.ends["rivals"]
    own = pl.Series(decided.fields, dtype=pl.String).gather(grounds.field)
    listed = ends.with_columns(rivals=rivals.gather(ends["end"])).explode("rivals").drop_nulls("rivals")
    named = listed.with_columns(
        own=own.gather(listed["visit"]), aerodrome=pl.col("rivals").struct.field("aerodrome")
    )
    kept = named.filter(pl.col("aerodrome") != pl.col("own")).unique(
        ["visit", "aerodrome"], keep="first", maintain_order=True
    )
    by_visit = kept.group_by("visit", maintain_order=True).agg("rivals")
    every = pl.DataFrame({"visit": n})
    joined = every.join(by_visit, on="visit", how="left", maintain_order="left")["rivals"]
    return joined.cast(rivals.dtype).fill_null(pl.Series([[]], dtype=rivals.dtype))


def _of_flights(flights: pl.DataFrame, grounds: Grounds, decided: Decided) -> pl.DataFrame:
    """Give callsign, state and mark of each visit, from the flights and contacts around it."""
    inbound, outbound = (_gathered_rows(flights, each) for each in (grounds.inbound, grounds.outbound))
    n = np.arange(len(grounds.field))
    counts = grounds.last_contact - grounds.first_contact
    within = np.repeat(grounds.first_contact - np.r_[0, np.cumsum(counts)[:-1]], counts) + np.arange(
        counts.sum()
    )
    own = grounds.field[np.repeat(n, counts)] == decided.contact_arrays.field[within]
    contacts = pl.DataFrame(
        {
            "visit": np.repeat(n, counts)[own],
            "integrity": decided.contacts["integrity"].gather(within[own]),
            "simulated": decided.contacts["simulated"].gather(within[own]),
        }
    )
    states = pl.concat(
        [each.select(pl.Series("visit", n), "integrity", "simulated") for each in (inbound, outbound)]
        + [contacts]
    ).drop_nulls()
    grouped = states.group_by("visit").agg(worst(), pl.col("simulated").any())
    joined = pl.DataFrame({"visit": n}).join(grouped, on="visit", how="left", maintain_order="left")
    callsign = pl.DataFrame({"a": inbound["last_callsign"], "b": outbound["first_callsign"]})
    return joined.select("integrity", "simulated").with_columns(
        callsign=callsign.select(pl.coalesce("a", "b")).to_series()
    )


def _gathered_rows(table: pl.DataFrame, index: NDArray[np.int64]) -> pl.DataFrame:
    """Give the rows at some positions; all null at -1."""
    return table.select(pl.all().gather(pl.Series(index).replace(-1, None)))


def _visit_ids(table: pl.DataFrame) -> list[str]:
    micro = pl.col("first_sign_at").dt.epoch("us").cast(pl.String).fill_null("")
    texts = table.select(
        pl.format("visit|{}|{}|{}|{}", "airframe", "aerodrome", "first_sign", micro)
    ).to_series()
    return [content_id(text) for text in texts]
