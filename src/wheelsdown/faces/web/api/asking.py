"""What may be asked: one struct a question, whose fields are the parameters, their limits and their words.

The same struct reads the address, refuses what is out of bounds and documents the parameter. Text is at
most 200 characters, numbers have bounds, and what is not known is refused rather than passed over: a filter
with a typing error in its name would give rows nobody asked for.
"""

from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from wheelsdown.alerts.alert import AlertKind
from wheelsdown.clock import Interval
from wheelsdown.dossiers.renderings import RowFormat
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.pipeline import RowFilter

__all__ = [
    "AircraftAsked",
    "AircraftFlightsAsked",
    "AlertsAsked",
    "Asked",
    "BoardAsked",
    "EventsAsked",
    "FlightsAsked",
    "Instant",
    "ListAsked",
    "Military",
    "NearAsked",
    "NothingAsked",
    "PlaceAsked",
    "PlaceText",
    "PlacesAsked",
    "PlaybackAsked",
    "RowsAsked",
    "SearchAsked",
    "Timed",
    "TimedListAsked",
    "TraceAsked",
    "TypeCode",
    "VisitsAsked",
    "Words",
    "asked",
]

_T = TypeVar("_T", bound=msgspec.Struct)

#: Rows of a list in one answer: as a rule, and at most.
USUAL_ROWS, MOST_ROWS = 100, 1000

#: Points of a trace in one answer: as a rule, and at most.
USUAL_POINTS, MOST_POINTS = 5000, 20_000

#: Names of the events that are told of as they come.
EVENTS = frozenset({"aircraft", "sky", "feeds", "state", "alert", "watch"})

#: Before the first nobody sent a position, and no plan reaches beyond the last.
_YEARS = (1990, 2100)
_WHEN = f"ask for a time between {_YEARS[0]} and {_YEARS[1]}"

PlaceText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        description="Code or name of a place, in any script; or a region, country or set.",
        examples=["OSLK"],
    ),
]
OnePlace = Annotated[
    str,
    Meta(min_length=1, max_length=200, description="Code or name of one place.", examples=["OSLK"]),
]
Address = Annotated[
    str,
    Meta(
        pattern="^(~?[0-9A-Fa-f]{6}|anon:[0-9a-f]{16})$",
        description="Address of an airframe: six hex digits, ~ before one that is no ICAO address.",
        examples=["4b1803"],
    ),
]
Instant = Annotated[
    str,
    Meta(
        min_length=4,
        max_length=40,
        description="UTC day, month or RFC 3339 time; as an end, a day or month counts whole.",
        examples=["2025-10-26"],
    ),
]
Words = Annotated[str, Meta(min_length=1, max_length=200)]
After = Annotated[str, Meta(max_length=200, description="Where to go on: from `next` of the answer before.")]
Form = Annotated[RowFormat, Meta(description="The form, rather than by the Accept header.")]
TypeCode = Annotated[str, Meta(min_length=1, max_length=16, description="Type designator (ICAO Doc 8643).")]
Military = Annotated[bool, Meta(description="Only aircraft some source calls military, or civil.")]
Probability = Annotated[float, Meta(ge=0, le=1, description="Observed rows, and those at least this likely.")]
Radius = Annotated[float, Meta(ge=0.1, le=250, description="How near; else as it is watched, else 60 NM.")]
Below = Annotated[float, Meta(ge=-2000, le=100_000, description="Only on the ground or below this altitude.")]
Exact = Annotated[bool, Meta(description="Read points back, or ask cells alone; else by how many.")]
Step = Annotated[float, Meta(ge=1, le=3600, description="One position of an aircraft in so many seconds.")]
Airframe = Annotated[str, Meta(min_length=1, max_length=32, description="An address or a registration.")]
Limit = Annotated[int, Meta(ge=1, le=MOST_ROWS, description="Rows in one answer.")]
PointLimit = Annotated[int, Meta(ge=1, le=MOST_POINTS, description="Points in one answer.")]


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Any question."""


class NothingAsked(Asked, frozen=True, kw_only=True):
    """A question without parameters."""


class _About:
    """Reads ``since`` and ``until``; structs with different fields cannot share a base that has some."""

    __slots__ = ()

    @property
    def interval(self) -> Interval:
        """Give the half-open interval asked for."""
        try:
            found = Interval.parse(getattr(self, "since", None), getattr(self, "until", None))
        except OverflowError:
            raise ProblemError(400, f"since, until: {_WHEN}") from None
        for edge in (found.start, found.end):
            if edge is not None and not _YEARS[0] <= edge.year <= _YEARS[1]:
                raise ProblemError(400, f"since, until: {_WHEN}")
        return found


class Timed(Asked, _About, frozen=True, kw_only=True):
    """A question about an interval."""

    since: Instant | None = None
    until: Instant | None = None


class ListAsked(Asked, frozen=True, kw_only=True):
    """A question answered by a list."""

    limit: Limit = USUAL_ROWS
    after: After | None = None
    format: Form | None = None


class TimedListAsked(ListAsked, _About, frozen=True, kw_only=True):
    """A question about an interval that is answered by a list."""

    since: Instant | None = None
    until: Instant | None = None


class RowsAsked(TimedListAsked, frozen=True, kw_only=True):
    """The filters that every list of flights has, as on the command line."""

    icao24: Address | None = None
    callsign: Annotated[str, Meta(min_length=1, max_length=16)] | None = None
    type: TypeCode | None = None
    operator: Words | None = None
    military: Military | None = None
    came_from: Annotated[PlaceText, Meta(description="Only what came from there.")] | None = msgspec.field(
        default=None, name="from"
    )
    went_to: Annotated[PlaceText, Meta(description="Only what went on to there.")] | None = msgspec.field(
        default=None, name="to"
    )
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


class PlacesAsked(ListAsked, frozen=True, kw_only=True):
    """Which places of the register."""

    watched: Annotated[bool, Meta(description="Only places that are watched, or are not.")] | None = None


class PlaceAsked(Asked, frozen=True, kw_only=True):
    """Which place."""

    id: OnePlace


class BoardAsked(Timed, frozen=True, kw_only=True):
    """Which place's board, over which time."""

    id: OnePlace
    limit: Annotated[int, Meta(ge=1, le=500, description="Arrivals, departures and legs shown.")] = 50


class AircraftAsked(Asked, frozen=True, kw_only=True):
    """Which aircraft."""

    icao24: Airframe


class AircraftFlightsAsked(TimedListAsked, frozen=True, kw_only=True):
    """Which aircraft's flights."""

    icao24: Airframe


class TraceAsked(TimedListAsked, frozen=True, kw_only=True):
    """Whose points, and when."""

    icao24: Airframe
    suspect: Annotated[bool, Meta(description="Only points with a doubt.")] = False
    limit: PointLimit = USUAL_POINTS


class NearAsked(TimedListAsked, frozen=True, kw_only=True):
    """Near which place, how near, and when."""

    place: OnePlace
    radius_nm: Radius | None = None
    below_ft: Below | None = None
    exact: Exact | None = None


class SearchAsked(Asked, frozen=True, kw_only=True):
    """Looking for what."""

    q: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=100,
            description="Call sign, registration, address, type or place name, in any script.",
            examples=["Хмеймим"],
        ),
    ]
    limit: Annotated[int, Meta(ge=1, le=50, description="Hits of each group.")] = 10


class AlertsAsked(Asked, frozen=True, kw_only=True):
    """Which alerts."""

    rule: Annotated[Words, Meta(description="Only what this rule found.")] | None = None
    kind: Annotated[AlertKind, Meta(description="Only what is of this kind.")] | None = None
    place: Annotated[PlaceText, Meta(description="Only what is about this place.")] | None = None
    limit: Annotated[int, Meta(ge=1, le=500, description="Alerts in one answer.")] = 100


class EventsAsked(Asked, frozen=True, kw_only=True):
    """Which events of the stream."""

    only: (
        Annotated[
            str,
            Meta(
                pattern=r"^[a-z]+(,[a-z]+){0,7}$",
                description="Names of events, with commas between; without it, all.",
                examples=["alert,watch"],
            ),
        ]
        | None
    ) = None

    @property
    def names(self) -> frozenset[str] | None:
        """Give the names of the events asked for.

        Raises
        ------
        ProblemError
            There is no event of that name.
        """
        if self.only is None:
            return None
        names = frozenset(self.only.split(","))
        if strange := sorted(names - EVENTS):
            raise ProblemError(
                400, f"only: there is no event '{strange[0]}', but {', '.join(sorted(EVENTS))}"
            )
        return names


class PlaybackAsked(Timed, frozen=True, kw_only=True):
    """Where, when, and how finely the past is played back."""

    since: Instant
    until: Instant
    bbox: Annotated[
        str,
        Meta(
            max_length=100,
            pattern=r"^ *-?[0-9.]+ *(, *-?[0-9.]+ *){3}$",
            description="West, south, east and north in degrees; it may span the antimeridian.",
            examples=["35.0,34.5,37.0,36.5"],
        ),
    ]
    step_s: Step = 10.0
    format: Form | None = None


def asked(kind: type[_T], query: list[tuple[str, str]], path: dict[str, str]) -> _T:
    """Read a question from an address.

    Raises
    ------
    ProblemError
        A parameter is unknown, said twice, missing or out of bounds; the message names it.
    """
    words: dict[str, str] = {}
    for name, value in [*query, *path.items()]:
        if name in words:
            raise ProblemError(400, f"{_shown(name)} is said twice; say it once")
        words[name] = value
    try:
        return msgspec.convert(words, kind, strict=False)
    except msgspec.ValidationError as error:
        raise ProblemError(400, _line(str(error), words)) from None


def _line(message: str, words: dict[str, str]) -> str:
    """Say which parameter was refused, and why.

    >>> _line("Expected `int` <= 1000 - at `$.limit`", {"limit": "9999"})
    "limit: expected int <= 1000, got '9999'"
    """
    what, _, where = message.partition(" - at `$.")
    name = where.rstrip("`")
    what = _shown(what.replace("`", ""), 300)
    if not name:
        return f"{what}; /api/v1/openapi.json lists the parameters"
    given = f", got '{_shown(words[name])}'" if name in words else ""
    return f"{name}: {what[:1].lower()}{what[1:]}{given}"


def _shown(text: str, most: int = 60) -> str:
    return "".join(c if c.isprintable() else "?" for c in text[:most])
