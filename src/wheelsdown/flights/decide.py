"""Decide, from the facts of all tracks, what each end was and which legs are one flight."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.content_ids import content_ids
from wheelsdown.flights.end_arrays import ContactArrays, EndArrays, contact_arrays, end_arrays
from wheelsdown.flights.facts import Facts
from wheelsdown.flights.far_tracks import void_far_tracks
from wheelsdown.flights.joining import find_bridges, leads_nowhere
from wheelsdown.flights.naming import EndNames, empty_names, name_ends
from wheelsdown.flights.whole import whole_flights
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, room_for_fields
from wheelsdown.geo.great_circle import Floats

__all__ = ["Decided", "Twin", "assemble", "decide", "name_flights", "plain", "times"]

#: Gives the function that runs in place of a kernel: itself, or its compiled twin.
Twin: TypeAlias = Callable[[Any], Any]

#: Rivals there is room for, for each end, at first.
_RIVALS_AN_END = 8


def plain(kernel: Any) -> Any:
    """Run a kernel as the ordinary function it is: right for few ends, and without a compiler."""
    return kernel


@dataclass(frozen=True)
class Decided:
    """What was decided, as numbers, in the order of the facts; rows are written of what is asked for."""

    #: ``schemas.TrackEnd``, two a leg; ``schemas.GroundContact``, those of positions that are evidence.
    ends: pl.DataFrame
    contacts: pl.DataFrame
    arrays: EndArrays
    contact_arrays: ContactArrays
    #: Of legs: whether it continues the flight of the leg before it.
    joined: NDArray[np.bool_]
    #: Of flights: the first leg; at its end the number of legs.
    first_leg: NDArray[np.int64]
    #: What the numbers of fields and airframes stand for.
    fields: pl.Series
    airframes: pl.Series
    #: What is named: the first and the last end of these flights, in order, and whatever was seen.
    names: EndNames
    named: NDArray[np.int64]

    @property
    def n_flights(self) -> int:
        """Tell how many flights there are."""
        return len(self.first_leg) - 1

    @property
    def starts(self) -> Floats:
        """Give when each flight was first received, in seconds since 1970."""
        return self.arrays.leg_from[self.first_leg[:-1]]

    @cached_property
    def flights(self) -> pl.DataFrame:
        """Give what holds for each flight as a whole (``whole``)."""
        return whole_flights(self.ends, self.arrays.void, self.first_leg)

    @cached_property
    def flight_ids(self) -> pl.Series:
        """Give the ids of flights, from airframe and the instant first received; null for those not named."""
        first = self.ends.select("airframe", "leg_from")[2 * self.first_leg[self.named]]
        ids = content_ids(pl.format("flight|{}|{}", "airframe", pl.col("leg_from").dt.epoch("us")), first)
        place = np.full(self.n_flights, -1)
        place[self.named] = np.arange(len(self.named))
        return ids.gather(pl.Series(place).replace(-1, None))


def decide(facts: Facts, fields: Airfields, grid: FieldGrid, *, twin: Twin = plain) -> Decided:
    """Decide on facts in the order of their tables; ``twin`` gives what runs in place of each kernel."""
    flown = assemble(facts, fields, grid, twin=twin)
    return name_flights(flown, np.arange(flown.n_flights), grid, twin=twin)


def assemble(facts: Facts, fields: Airfields, grid: FieldGrid, *, twin: Twin = plain) -> Decided:
    """Decide which legs are one flight, and name none."""
    airframes = pl.concat([facts.ends["airframe"], facts.contacts["airframe"]]).unique().sort()
    field_names = pl.Series(fields.ids, dtype=pl.String)
    arrays = end_arrays(facts.ends, airframes, field_names)
    twin(void_far_tracks)(arrays)
    contacts = _believed(facts.contacts, facts.ends, arrays)
    stays = contact_arrays(contacts, airframes, field_names)
    bridges = np.zeros(len(arrays.track), dtype=np.bool_)
    twin(find_bridges)(arrays, stays, bridges)
    names = _names(arrays, _ends_at(bridges), grid, twin)
    joined = bridges & leads_nowhere(names)
    first_leg = np.append(np.flatnonzero(~joined), len(joined))
    none = np.empty(0, dtype=np.int64)
    return Decided(
        facts.ends, contacts, arrays, stays, joined, first_leg, field_names, airframes, names, none
    )


def name_flights(
    flown: Decided, flights: NDArray[np.int64], grid: FieldGrid, *, twin: Twin = plain
) -> Decided:
    """Name where some flights, by their numbers in order, began and ended."""
    asked = np.zeros(len(flown.arrays.time), dtype=np.bool_)
    asked[2 * flown.first_leg[flights]] = True
    asked[2 * flown.first_leg[flights + 1] - 1] = True
    return replace(flown, names=_names(flown.arrays, asked, grid, twin), named=flights)


def times(seconds: NDArray[np.float64]) -> pl.Series:
    """Give seconds since 1970 as UTC times; NaN as null."""
    micro = pl.Series(seconds).fill_nan(None) * 1e6
    return micro.round().cast(pl.Int64).cast(pl.Datetime("us", "UTC"))


def _names(arrays: EndArrays, asked: NDArray[np.bool_], grid: FieldGrid, twin: Twin) -> EndNames:
    """Name the ends asked for."""
    n_ends, room = len(asked), _RIVALS_AN_END * int(asked.sum()) + len(grid.lat)
    while True:
        names = empty_names(n_ends, room)
        n = twin(name_ends)(arrays, asked, grid, room_for_fields(grid), np.empty(len(grid.lat)), names)
        if n >= 0:
            return names._replace(rivals=names.rivals[:n].copy())
        room *= 4


def _ends_at(bridges: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give the ends on both sides of the silences before some legs."""
    ends = np.zeros(2 * len(bridges), dtype=np.bool_)
    ends[0::2] = bridges
    ends[1:-1:2] = bridges[1:]
    return ends


def _believed(contacts: pl.DataFrame, ends: pl.DataFrame, arrays: EndArrays) -> pl.DataFrame:
    """Leave out the contacts of tracks whose positions are no evidence."""
    if not arrays.void.any():
        return contacts
    void = ends.select("airframe", "track_from")[2 * np.flatnonzero(arrays.void)]
    return contacts.join(void, on=["airframe", "track_from"], how="anti", maintain_order="left")
