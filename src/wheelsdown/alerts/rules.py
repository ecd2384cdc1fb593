"""What a rules file may say: one struct a kind of rule and a kind of channel; the fields are the keys."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from wheelsdown.schemas import Basis

__all__ = [
    "DELAY_MILITARY",
    "Arrival",
    "Care",
    "Choosing",
    "Emergency",
    "FeedQuiet",
    "FirstInDays",
    "Mail",
    "MailSecurity",
    "Rule",
    "RuleKind",
    "Rules",
    "Seen",
    "Webhook",
    "WebhookFormat",
]

#: How long movements of military aircraft at watched places wait before they are sent (docs: care).
DELAY_MILITARY = timedelta(hours=24)

#: A name stands in messages, file names and headers.
Name = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]{1,60}$")]
Text = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]{1,200}$")]
TypeCode = Annotated[str, Meta(pattern="^[A-Za-z0-9]{2,4}$")]
Address = Annotated[str, Meta(pattern="^~?[0-9A-Fa-f]{6}$")]
RadiusNm = Annotated[float, Meta(ge=0.1, le=250)]
Minutes = Annotated[float, Meta(ge=1, le=60 * 24 * 7)]
Days = Annotated[int, Meta(ge=1, le=3660)]
Port = Annotated[int, Meta(ge=1, le=65535)]


class RuleKind(StrEnum):
    """What a rule waits for."""

    ARRIVAL = "arrival"
    SEEN = "seen"
    FIRST_IN_DAYS = "first_in_days"
    EMERGENCY = "emergency"
    FEED_QUIET = "feed_quiet"


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Any rule."""

    kind: ClassVar[RuleKind]

    #: Stands in every alert; part of the alert's id.
    name: Name
    #: Channels by name; None sends by all.
    to: tuple[str, ...] | None = None


class Choosing(Rule, frozen=True, kw_only=True):
    """A rule about aircraft; of several keys any may fit, none chooses all."""

    type: tuple[TypeCode, ...] = ()
    operator: tuple[Text, ...] = ()
    address: tuple[Address, ...] = ()

    @property
    def by_identity(self) -> bool:
        """Tell whether who an aircraft is decides: then an alert alone would say it."""
        return bool(self.type or self.operator or self.address)

    def fits(self, airframe: str, type_designator: str | None, operator: str | None) -> bool:
        """Tell whether an aircraft is one of those asked for."""
        if not self.by_identity:
            return True
        said = (operator or "").casefold()
        return (
            airframe in {each.lower() for each in self.address}
            or (type_designator or "").upper() in {each.upper() for each in self.type}
            or any(each.casefold() in said for each in self.operator)
        )


class Arrival(Choosing, frozen=True, kw_only=True):
    """A visit to a place; live, an aircraft on the ground or low there, which is never called an arrival."""

    kind = RuleKind.ARRIVAL

    place: Text
    basis: tuple[Basis, ...] = (Basis.OBSERVED, Basis.BOUNDED)
    min_evidence: Annotated[int, Meta(ge=1, le=4)] = 1
    #: What counts as low near the place, live.
    radius_nm: RadiusNm = 5.0
    below_ft: Annotated[float, Meta(ge=0, le=20_000)] = 3000.0


class Seen(Choosing, frozen=True, kw_only=True):
    """An aircraft received anywhere, live or in flights that were worked in."""

    kind = RuleKind.SEEN


class FirstInDays(Choosing, frozen=True, kw_only=True):
    """The first observed visit of its sort to a place in so many days."""

    kind = RuleKind.FIRST_IN_DAYS

    place: Text
    days: Days
    #: Without data on at least so many of the days before, "first" would say nothing.
    min_days_with_data: Days = 1


class Emergency(Choosing, frozen=True, kw_only=True):
    """An emergency squawk or an emergency word, received live; anywhere, or near a place."""

    kind = RuleKind.EMERGENCY

    place: Text | None = None
    radius_nm: RadiusNm = 60.0


class FeedQuiet(Rule, frozen=True, kw_only=True):
    """A live feed, or the whole listener, from which nothing came for so long."""

    kind = RuleKind.FEED_QUIET

    minutes: Minutes
    #: The feed's name; None watches all.
    feed: Name | None = None


class WebhookFormat(StrEnum):
    """What is posted."""

    NTFY = "ntfy"  #: the text as body, title, tags and link as headers
    JSON = "json"  #: the alert as a JSON object


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """An address that takes each alert by POST."""

    name: Name
    url: Text
    format: WebhookFormat = WebhookFormat.NTFY
    #: Environment variable, or file, that holds the bearer token.
    token_env: Text | None = None
    token_file: Text | None = None


class MailSecurity(StrEnum):
    """How the way to the mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  #: only to a server on this machine


class Mail(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """A mail server that takes alerts by SMTP."""

    name: Name
    host: Text
    sender: Text
    to: tuple[Text, ...]
    port: Port = 587
    security: MailSecurity = MailSecurity.STARTTLS
    user: Text | None = None
    password_env: Text | None = None
    password_file: Text | None = None


class Care(msgspec.Struct, frozen=True, kw_only=True):
    """What waits before it is sent."""

    delay_military: timedelta = DELAY_MILITARY


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """A rules file as read."""

    rules: tuple[Rule, ...]
    channels: tuple[Webhook | Mail, ...] = ()
    care: Care = Care()
    #: Events before it are not told; None tells of all that is held.
    since: datetime | None = None
    #: Address of the web site, for links in messages.
    site: str | None = None
