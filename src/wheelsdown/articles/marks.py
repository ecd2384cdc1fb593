"""What a reader marks in an article: words, by offsets, with what they mean. No mark knows its neighbours."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheelsdown.articles.article import Span
from wheelsdown.articles.expressions import Expression

__all__ = [
    "AircraftMark",
    "CallsignMark",
    "Count",
    "CountMark",
    "DateMark",
    "DateValue",
    "DurationMark",
    "Operation",
    "OperatorMark",
    "PersonMark",
    "PlaceLevel",
    "PlaceMark",
    "Precision",
    "Publication",
    "RegistrationMark",
    "SourceKind",
    "SourceMark",
    "Unit",
]


class PlaceLevel(StrEnum):
    """How finely a place is named."""

    AERODROME = "aerodrome"
    CITY = "city"
    PORT = "port"
    REGION = "region"
    COUNTRY = "country"
    AREA = "area"
    """More than one country, or a sea: "the Middle East", "the Mediterranean"."""
    SET = "set"
    """Several places under one name: "its bases in Syria"."""
    UNKNOWN = "unknown"
    """Named as a place ("Korvash air base") and in no list."""


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A named place.

    ``id``: ICAO code or ident (aerodrome; a city with one aerodrome), ISO code (country, region), the
    register's id (port, set); None when the name is in no list or leaves several open.
    ``country``: ISO code when known. ``particles``: Arabic particles written together with it.
    ``says_airfield``: its words call it a base, airport or airfield.
    """

    span: Span
    text: str
    level: PlaceLevel
    id: str | None
    country: str | None = None
    candidates: tuple[str, ...] = ()
    says_airfield: bool = False
    particles: str = ""
    is_anaphor: bool = False
    """Only "the base", "the airport", «аэродром»: another mark says which."""


@dataclass(frozen=True, slots=True)
class AircraftMark:
    """Words for aircraft.

    ``type_designator`` (ICAO Doc 8643) only where the words name one known type; ``nearest`` is the nearest
    known spelling of an unknown one, offered and never taken. ``is_generic``: "plane", "cargo aircraft",
    "борт". ``is_flight``: the noun is a flight, not an airframe. ``plural`` None when the form does not tell.
    """

    span: Span
    text: str
    type_designator: str | None
    is_generic: bool
    plural: bool | None = None
    is_flight: bool = False
    nearest: str | None = None
    particles: str = ""
    candidates: tuple[str, ...] = ()
    """Designators of a family that the words leave open ("Boeing 737")."""
    named: str | None = None
    """The words of its type or nickname alone ("Il-62M"); None for generic nouns."""
    is_drone: bool = False
    """Nobody is on board: "drone", "беспилотник"; a drone with a type is an aircraft like others."""


@dataclass(frozen=True, slots=True)
class CallsignMark:
    """A call sign as flown ("RFF7081"); ``operator``: the holder of its designator, None where unknown."""

    span: Span
    text: str
    callsign: str
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class RegistrationMark:
    """A registration or a military serial ("RA-82035", "08-8204"), in its usual spelling."""

    span: Span
    text: str
    registration: str


@dataclass(frozen=True, slots=True)
class OperatorMark:
    """An operator, or a state as one.

    ``id``: ICAO airline designator or ISO country code; ``is_state``: only a country or its adjective
    ("Russian"); ``is_military`` None when the words do not say.
    """

    span: Span
    text: str
    name: str
    id: str | None = None
    is_state: bool = False
    is_military: bool | None = None
    particles: str = ""


class SourceKind(StrEnum):
    """What kind of source a name is."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    SITE = "site"
    CHANNEL = "channel"
    TRACKING = "tracking"
    OFFICIAL = "official"
    """A ministry, an embassy, a spokesperson."""
    ANONYMOUS = "anonymous"
    """"A source close to ...", "an official who asked not to be named"."""
    OBSERVERS = "observers"
    """OSINT analysts, monitors, witnesses, experts."""
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SourceMark:
    """Words for somebody who says something.

    ``name`` is one spelling for all (``Flightradar24``); ``is_anaphor``: "the newspaper", "the agency",
    "the data", to be resolved.
    """

    span: Span
    text: str
    name: str
    kind: SourceKind
    is_anaphor: bool = False
    particles: str = ""


@dataclass(frozen=True, slots=True)
class PersonMark:
    """A person or an office. ``name``: the words without the office; ``role``: the office's words."""

    span: Span
    text: str
    name: str | None
    role: str | None = None


class Operation(StrEnum):
    """How a count bounds the number."""

    EXACTLY = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    ABOUT = "~"


class Unit(StrEnum):
    """What is counted."""

    AIRFRAMES = "airframes"
    EVENTS = "events"
    """Flights, arrivals, landings, sorties, occasions, times."""
    OTHER = "other"
    """People, tonnes, kilometres, bases, years."""


@dataclass(frozen=True, slots=True)
class Count:
    """An operator and a number: ``>= 2``."""

    op: Operation
    n: int


@dataclass(frozen=True, slots=True)
class CountMark:
    """A number of something.

    ``ordinal``: "the first", "a second" (``n`` is 1 airframe or event, this its place); ``implied``: from a
    plural or an article, no number is written. ``head``: the words for what is counted. ``is_rate``: so many
    a week, not in all.
    """

    span: Span
    text: str
    count: Count
    unit: Unit
    ordinal: int | None = None
    implied: bool = False
    head: Span | None = None
    is_rate: bool = False


@dataclass(frozen=True, slots=True)
class DurationMark:
    """A length of time: ISO 8601 duration ``P6M``; ``op`` as in "nearly", "more than"."""

    span: Span
    text: str
    duration: str
    op: Operation


class Precision(StrEnum):
    """How finely a date is told."""

    DAY = "day"
    INTERVAL = "interval"
    OPEN = "open"
    """Since a day; the other end is the publication."""
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"
    """A few days after something else."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DateMark:
    """A dated expression as written, not yet resolved. ``expression`` is what `articles.dates` understood.

    ``hour_known``: a time of day is part of it. ``cues``: what the words around say of it: "latest" ("most
    recently on"), "published" ("updated on"), "future". ``year_near``: the last full date before it in the
    same paragraph, when it has no year itself.
    """

    span: Span
    text: str
    expression: Expression
    particles: str = ""
    hour_known: bool = False
    cues: tuple[str, ...] = ()
    year_near: date | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A dated expression resolved: days ``start`` up to and without ``end`` (None: open or unknown).

    ``candidates`` when several resolutions stand ("Wednesday" of an article published in some week);
    ``rule`` names how, ``year_from`` where the year comes from ("stated", "publication", "weekday",
    "other article").
    """

    text: str
    start: date | None
    end: date | None
    precision: Precision
    rule: str
    year_from: str = "stated"
    candidates: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published: days ``start`` up to and without ``end``, None where nothing bounds it.

    ``reasons`` say in words what bounds it. ``year_from`` says where the year comes from ("told", "stated",
    "weekday", "other article"), and is empty while the year is open.
    """

    start: date | None = None
    end: date | None = None
    reasons: tuple[str, ...] = ()
    year_from: str = ""
