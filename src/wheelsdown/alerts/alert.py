"""One alert: what is told, how it is known, and an id from its content so that it is told once."""

import hashlib
from datetime import datetime
from enum import StrEnum

import msgspec

__all__ = ["Alert", "AlertKind", "Proof", "alert_id"]


class AlertKind(StrEnum):
    """What is told of."""

    VISIT = "visit"  #: from the table of visits: an arrival, or a stay of which only the end was seen
    SEEN_NEAR = "seen_near"  #: live, low near a place; never an arrival
    SEEN = "seen"
    FIRST_IN_DAYS = "first_in_days"
    EMERGENCY = "emergency"
    FEED_QUIET = "feed_quiet"  #: about reception, never about flights
    MORE = "more"  #: a rule found so much at once that the rest stands in the log alone
    TEST = "test"


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one raw file; both row numbers included, 0-based."""

    sha256: str
    first_row: int
    last_row: int


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """What is told; everything in it was made fit to be shown."""

    id: str
    #: When it was found, not when it happened.
    at: datetime
    rule: str
    kind: AlertKind
    title: str
    #: One or two sentences, with how it is known and what proves it.
    text: str
    #: When it happened, as far as known.
    happened_at: datetime | None = None
    place: str | None = None
    #: Null where the identity is withheld.
    airframe: str | None = None
    #: It is about an aircraft flagged PIA or LADD: the event is told, its name is not.
    identity_withheld: bool = False
    #: Until when it was kept back, being about a military aircraft at a watched place; else null.
    delayed_until: datetime | None = None
    #: How it is known; null of what is no visit.
    basis: str | None = None
    evidence_seen: int | None = None
    visit_id: str | None = None
    flight_id: str | None = None
    evidence: tuple[Proof, ...] = ()
    #: The live feeds it rests on, or the feed it is about.
    feeds: tuple[str, ...] = ()
    simulated: bool


def alert_id(*parts: str, key: bytes = b"") -> str:
    """Make an id from what an alert is about: rule, airframe, event.

    With a key nobody can try all addresses to find whose alert it is.

    >>> alert_id("r", "a1b2c3", "v") == alert_id("r", "a1b2c3", "v"), len(alert_id("r"))
    (True, 16)
    """
    said = "\x1f".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(said, key=key, digest_size=8).hexdigest()
