"""What a rule found, before it is decided who may be told of it, and in which words."""

from dataclasses import dataclass, field
from datetime import datetime

from wheelsdown.alerts.alert import AlertKind, Proof
from wheelsdown.alerts.rules import Rule

__all__ = ["Event", "Who", "utc_words"]


@dataclass(frozen=True)
class Who:
    """An aircraft as the sources name it; any of it may be hostile text."""

    airframe: str
    callsign: str | None = None
    registration: str | None = None
    type_designator: str | None = None
    operator: str | None = None
    military: bool | None = None
    #: What may name an ambulance besides: the type's name, the emergency word.
    description: str | None = None
    emergency: str | None = None
    #: A source flags it PIA or LADD.
    flagged: bool = False


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, as a rule asked for it."""

    rule: Rule
    kind: AlertKind
    #: What makes it this event and no other; with rule and airframe it is the alert's id.
    key: str
    #: None of what is no aircraft: a feed.
    who: Who | None
    #: Follows who it was: ``was on the ground at ...``.
    what: str
    #: The same in a few words: ``arrival at OSLK``.
    headline: str
    happened_at: datetime | None
    simulated: bool
    place: str | None = None
    basis: str | None = None
    evidence_seen: int | None = None
    visit_id: str | None = None
    flight_id: str | None = None
    evidence: tuple[Proof, ...] = ()
    feeds: tuple[str, ...] = ()
    #: It is a movement that waits, for it is at a watched place and live; tables are asked as of then.
    waits: bool = False
    #: Positions are not to be believed: nothing is told of where it was.
    doubtful: bool = False
    #: Sentences that follow.
    remarks: tuple[str, ...] = field(default=())


def utc_words(instant: datetime | None) -> str:
    """Say an instant to the minute; what is unknown is said so.

    >>> from datetime import UTC
    >>> utc_words(datetime(2025, 10, 26, 8, 44, tzinfo=UTC))
    '2025-10-26 08:44 UTC'
    """
    return "at an unknown time" if instant is None else f"{instant:%Y-%m-%d %H:%M} UTC"
