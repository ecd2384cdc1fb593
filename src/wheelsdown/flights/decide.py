"""Decide, from the facts of all tracks, what each end was and which legs are one flight."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.flights.content_ids import content_ids
from wheelsdown.flights.end_arrays import ContactArrays, EndArrays, contact_arrays, end_arrays
from wheelsdown.flights.facts import Facts
from wheelsdown.flights.far_tracks import void_far_tracks
from wheelsdown.flights.joining import join_legs
from wheelsdown.flights.naming import EndNames, empty_names, name_ends
from wheelsdown.flights.whole import whole_flights
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, room_for_fields
from wheelsdown.geo.great_circle import Floats

__all__ = ["Decided", "Twin", "decide", "plain", "times"]

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
    names: EndNames
    contact_arrays: ContactArrays
    #: Of legs: whether it continues the flight of the leg before it.
    joined: NDArray[np.bool_]
    #: Of flights: the first leg; at its end the number of legs.
    first_leg: NDArray[np.int64]
    #: What the numbers of fields and airframes stand for.
    fields: pl.Series
    airframes: pl.Series

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
        """Give each flight's id: its airframe and the instant it was first received."""
        first = self.ends.select("airframe", "leg_from")[2 * self.first_leg[:-1]]
        return content_ids(pl.format("flight|{}|{}", "airframe", pl.col("leg_from").dt.epoch("us")), first)


def decide(facts: Facts, fields: Airfields, grid: FieldGrid, *, twin: Twin = plain) -> Decided:
    """Decide on facts in the order of their tables; ``twin`` gives what runs in place of each kernel."""
    airframes = pl.concat([facts.ends["airframe"], facts.contacts["airframe"]]).unique().sort()
    named = pl.Series(fields.ids, dtype=pl.String)
    arrays = end_arrays(facts.ends, airframes, named)
    twin(void_far_tracks)(arrays)
    contacts = _believed(facts.contacts, facts.ends, arrays)
    stays = contact_arrays(contacts, airframes, named)
    names = _named(arrays, grid, twin)
    joined = np.zeros(len(arrays.track), dtype=np.bool_)
    twin(join_legs)(arrays, names, stays, joined)
    first_leg = np.append(np.flatnonzero(~joined), len(joined))
    return Decided(facts.ends, contacts, arrays, names, stays, joined, first_leg, named, airframes)


def times(seconds: NDArray[np.float64]) -> pl.Series:
    """Give seconds since 1970 as UTC times; NaN as null."""
    micro = pl.Series(seconds).fill_nan(None) * 1e6
    return micro.round().cast(pl.Int64).cast(pl.Datetime("us", "UTC"))


def _named(arrays: EndArrays, grid: FieldGrid, twin: Twin) -> EndNames:
    n_ends, room = len(arrays.time), _RIVALS_AN_END * len(arrays.time) + len(grid.lat)
    while True:
        names = empty_names(n_ends, room)
        n = twin(name_ends)(arrays, grid, room_for_fields(grid), np.empty(len(grid.lat)), names)
        if n >= 0:
            return names._replace(rivals=names.rivals[:n].copy())
        room *= 4


def _believed(contacts: pl.DataFrame, ends: pl.DataFrame, arrays: EndArrays) -> pl.DataFrame:
    """Leave out the contacts of tracks whose positions are no evidence."""
    if not arrays.void.any():
        return contacts
    void = ends.select("airframe", "track_from")[2 * np.flatnonzero(arrays.void)]
    return contacts.join(void, on=["airframe", "track_from"], how="anti", maintain_order="left")
