"""Feeds from which nothing comes: about reception, never the same as "no flights"."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wheelsdown.alerts.alert import AlertKind
from wheelsdown.alerts.event import Event, utc_words
from wheelsdown.alerts.rules import FeedQuiet
from wheelsdown.alerts.sources import Sources
from wheelsdown.live.picture import Feed, FeedState, Picture

__all__ = ["NOT_FLIGHTS", "quiet_feeds"]

#: What every such alert says.
NOT_FLIGHTS = "This is about reception; it says nothing about flights."


def quiet_feeds(rule: FeedQuiet, sources: Sources) -> Iterator[Event]:
    """Give the feeds that have been silent for the time asked for, or the listener where it is gone."""
    picture = sources.picture
    if picture is None:
        return
    written = datetime.fromtimestamp(picture.now, UTC)
    if picture.is_stale:
        if sources.now - written >= timedelta(minutes=rule.minutes):
            what = f"The live picture is stale: nobody renewed it since {utc_words(written)}."
            yield _event(rule, picture, None, f"stale:{int(picture.now)}", what, written)
        return
    for feed in picture.feeds:
        if rule.feed in (None, feed.name) and (silent := _silent_since(feed, written, rule.minutes)):
            yield _event(rule, picture, feed.name, _key(feed, silent), _words(feed, silent), silent)


def _silent_since(feed: Feed, written: datetime, minutes: float) -> datetime | None:
    since = feed.last_message_at or feed.since
    return since if written - since >= timedelta(minutes=minutes) else None


def _key(feed: Feed, silent: datetime) -> str:
    """Name a silence: by its beginning, and where a feed was never heard, by the day."""
    began = f"{silent:%Y-%m-%dT%H:%M:%S}" if feed.last_message_at else f"never:{silent:%Y-%m-%d}"
    return f"feed:{feed.name}:{began}"


def _words(feed: Feed, silent: datetime) -> str:
    state = "broken" if feed.state is FeedState.BROKEN else "quiet"
    heard = f"since {utc_words(silent)}" if feed.last_message_at else "since listening began"
    return f"The feed '{feed.name}' is {state}: nothing was received {heard}."


def _event(
    rule: FeedQuiet, picture: Picture, feed: str | None, key: str, what: str, since: datetime
) -> Event:
    return Event(
        rule=rule,
        kind=AlertKind.FEED_QUIET,
        key=key,
        who=None,
        what=what,
        headline=f"feed {feed} quiet" if feed else "live picture stale",
        happened_at=since,
        simulated=picture.simulated,
        feeds=(feed,) if feed else (),
        remarks=(NOT_FLIGHTS,),
    )
