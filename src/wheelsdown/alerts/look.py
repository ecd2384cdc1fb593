"""One look: every rule asked once, what it found, and what it left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from wheelsdown.alerts.careful import Told, careful
from wheelsdown.alerts.event import Event
from wheelsdown.alerts.feed_events import quiet_feeds
from wheelsdown.alerts.flight_events import seen_in_flights
from wheelsdown.alerts.live_events import emergencies, seen_live, seen_low_near
from wheelsdown.alerts.rules import Arrival, Emergency, FeedQuiet, FirstInDays, Rule, Seen
from wheelsdown.alerts.sightings import Sighting, sightings
from wheelsdown.alerts.sources import Sources
from wheelsdown.alerts.visit_events import arrivals, first_visits

__all__ = ["Found", "look"]

#: Rules that need to know who flies now.
_ABOUT_THE_SKY: Final = (Arrival, Seen, Emergency)


@dataclass
class Found:
    """What one rule found."""

    rule: Rule
    #: In the order in which it happened.
    told: Sequence[Told] = ()
    #: Reason -> number of events, or rows, that nobody is told of.
    left_out: dict[str, int] = field(default_factory=dict)


def look(sources: Sources, key: bytes, *, tables: bool = True) -> list[Found]:
    """Ask every rule.

    Parameters
    ----------
    key
        Secret of the workspace (``careful``).
    tables
        False where nothing was published since the last look: then only what is live is asked.
    """
    rules = sources.rules.rules
    sky = sightings(sources) if any(isinstance(each, _ABOUT_THE_SKY) for each in rules) else ()
    found = []
    for rule in rules:
        each = Found(rule)
        events = _events(rule, sources, sky, each.left_out, tables=tables)
        told: dict[str, Told] = {}
        for one in sorted(careful(events, sources, key, each.left_out), key=_happened):
            told.setdefault(one.alert.id, one)
        each.told = list(told.values())
        found.append(each)
    return found


def _happened(told: Told) -> datetime:
    return told.alert.happened_at or told.alert.at


def _events(
    rule: Rule, sources: Sources, sky: Sequence[Sighting], counts: dict[str, int], *, tables: bool
) -> Iterator[Event]:
    match rule:
        case Arrival():
            yield from arrivals(rule, sources, counts) if tables else ()
            yield from seen_low_near(rule, sources, sky)
        case FirstInDays():
            yield from first_visits(rule, sources, counts) if tables else ()
        case Seen():
            yield from seen_in_flights(rule, sources, counts) if tables else ()
            yield from seen_live(rule, sources, sky)
        case Emergency():
            yield from emergencies(rule, sources, sky)
        case FeedQuiet():
            yield from quiet_feeds(rule, sources)
