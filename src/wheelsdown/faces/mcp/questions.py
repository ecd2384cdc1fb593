"""What an assistant may ask: one struct a tool; its fields, bounds and words are the tool's input schema."""

from typing import Annotated

import msgspec
from msgspec import Meta

from wheelsdown.clock import Interval
from wheelsdown.errors import WheelsdownError
from wheelsdown.pipeline import RowFilter

__all__ = [
    "ArticleAsked",
    "FlightsAsked",
    "IdentityAsked",
    "LiveAsked",
    "NearAsked",
    "NothingAsked",
    "PlacesAsked",
    "PlanAsked",
    "Question",
    "RowsAsked",
    "TraceAsked",
    "VisitsAsked",
]

#: Rows in one answer, as a rule and at most: an assistant reads all of it.
USUAL_ROWS, MOST_ROWS = 50, 100

#: Points of a trace, as a rule and at most.
USUAL_POINTS, MOST_POINTS = 100, 300

#: Longest article, in characters: some ten pages of a newspaper.
MOST_CHARACTERS = 50_000

#: Before the first nobody sent a position, and no plan reaches beyond the last.
_YEARS = (1990, 2100)

PlaceText = Annotated[
    str, Meta(min_length=1, max_length=200, description="Code or name, any script; or region, country, set.")
]
OnePlace = Annotated[
    str, Meta(min_length=1, max_length=200, description="Code or name of one place, in any script.")
]
Address = Annotated[
    str,
    Meta(pattern="^(~?[0-9A-Fa-f]{6}|anon:[0-9a-f]{16})$", description="Six hex digits of the address."),
]
Aircraft = Annotated[str, Meta(min_length=1, max_length=32, description="An address or a registration.")]
Instant = Annotated[
    str,
    Meta(
        min_length=4, max_length=40, description="UTC day, month or time; as an end, a day or month is whole."
    ),
]
Callsign = Annotated[str, Meta(min_length=1, max_length=16, description="Only this call sign.")]
TypeCode = Annotated[str, Meta(min_length=1, max_length=16, description="Type designator: A124, IL62.")]
Words = Annotated[str, Meta(min_length=1, max_length=200, description="Part of the operator's name.")]
Military = Annotated[bool, Meta(description="Only aircraft some source calls military, or civil.")]
Probability = Annotated[float, Meta(ge=0, le=1, description="Observed rows, and those at least this likely.")]
Limit = Annotated[int, Meta(ge=1, le=MOST_ROWS, description="Rows in the answer.")]
Offset = Annotated[int, Meta(ge=0, le=1_000_000, description="Rows to pass over, to go on in a list.")]
Radius = Annotated[float, Meta(ge=0.1, le=250, description="How near, in nautical miles.")]


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Any question."""


class NothingAsked(Question, frozen=True, kw_only=True):
    """A question without parameters."""


class ListAsked(Question, frozen=True, kw_only=True):
    """A question answered by a list, perhaps of an interval."""

    since: Instant | None = None
    until: Instant | None = None
    limit: Limit = USUAL_ROWS
    offset: Offset = 0

    @property
    def interval(self) -> Interval:
        """Give the half-open interval.

        Raises
        ------
        WheelsdownError
            It is none, or far outside the age of such data.
        """
        outside = f"since, until: ask for a time between {_YEARS[0]} and {_YEARS[1]}"
        try:
            found = Interval.parse(self.since, self.until)
        except OverflowError:
            raise WheelsdownError(outside) from None
        edges = [edge for edge in (found.start, found.end) if edge is not None]
        if not all(_YEARS[0] <= edge.year <= _YEARS[1] for edge in edges):
            raise WheelsdownError(outside)
        return found


class RowsAsked(ListAsked, frozen=True, kw_only=True):
    """The filters of every list of flights."""

    icao24: Address | None = None
    callsign: Callsign | None = None
    type: TypeCode | None = None
    operator: Words | None = None
    military: Military | None = None
    came_from: PlaceText | None = None
    went_to: PlaceText | None = None
    min_probability: Probability | None = None

    def row_filter(self) -> RowFilter:
        """Give the filter as the pipeline takes it."""
        return RowFilter(
            interval=self.interval,
            icao24=self.icao24.lower() if self.icao24 else None,
            callsign=self.callsign,
            type_designator=self.type.upper() if self.type else None,
            operator=self.operator,
            military=self.military,
            came_from=self.came_from,
            went_to=self.went_to,
            min_probability=self.min_probability,
        )


class FlightsAsked(RowsAsked, frozen=True, kw_only=True):
    """Which flights."""


class VisitsAsked(RowsAsked, frozen=True, kw_only=True):
    """Which visits, or rotations, and where."""

    place: PlaceText


class IdentityAsked(Question, frozen=True, kw_only=True):
    """Which aircraft."""

    aircraft: Aircraft


class TraceAsked(ListAsked, frozen=True, kw_only=True):
    """Whose points, and when."""

    aircraft: Aircraft
    suspect: Annotated[bool, Meta(description="Only points with a doubt.")] = False
    limit: Annotated[int, Meta(ge=2, le=MOST_POINTS, description="Points; more are thinned evenly.")] = (
        USUAL_POINTS
    )


class NearAsked(ListAsked, frozen=True, kw_only=True):
    """Near which place, how near, and when."""

    place: OnePlace
    radius_nm: Radius | None = None
    below_ft: Annotated[float, Meta(ge=-2000, le=100_000, description="On the ground or below.")] | None = (
        None
    )


class PlanAsked(Question, frozen=True, kw_only=True):
    """What data is missing for which place, and when."""

    place: OnePlace
    since: Instant
    until: Instant | None = None
    radius_nm: Radius = 60.0


class PlacesAsked(ListAsked, frozen=True, kw_only=True):
    """Which places of the register."""

    watched: Annotated[bool, Meta(description="Only places that are watched, or are not.")] | None = None


class LiveAsked(Question, frozen=True, kw_only=True):
    """Which aircraft of the live picture."""

    place: OnePlace | None = None
    radius_nm: Radius = 60.0
    callsign: Callsign | None = None
    type: TypeCode | None = None
    limit: Limit = USUAL_ROWS


class ArticleAsked(Question, frozen=True, kw_only=True):
    """Which article; its text is read and forgotten."""

    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=MOST_CHARACTERS,
            description="The article itself, whole and unchanged; English, Russian, Ukrainian or Arabic.",
        ),
    ]
    published: (
        Annotated[
            str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="Day of publication, 2025-10-29.")
        ]
        | None
    ) = None
    outlet: Annotated[str, Meta(min_length=1, max_length=200, description="Who published it.")] | None = None
