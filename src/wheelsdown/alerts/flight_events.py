"""Aircraft seen, from the flights that were worked in: the same event as the same day's live sighting."""

from collections.abc import Iterator
from typing import Any

from wheelsdown import pipeline
from wheelsdown.alerts.alert import AlertKind, Proof
from wheelsdown.alerts.event import Event, Who, utc_words
from wheelsdown.alerts.rules import Seen
from wheelsdown.alerts.sources import Sources
from wheelsdown.care.delays import DELAYED, delayed
from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing
from wheelsdown.pipeline import RowFilter
from wheelsdown.schemas import Integrity

__all__ = ["seen_in_flights"]


def seen_in_flights(rule: Seen, sources: Sources, counts: dict[str, int]) -> Iterator[Event]:
    """Give the flights of the aircraft asked for; those of one UTC day are one event."""
    interval = Interval(sources.rules.since)
    asked = [
        *(RowFilter(interval=interval, icao24=each.lower()) for each in rule.address),
        *(RowFilter(interval=interval, type_designator=each.upper()) for each in rule.type),
        *(RowFilter(interval=interval, operator=each) for each in rule.operator),
    ]
    for question in asked:
        found = _asked(sources, question)
        if n_delayed := found.left_out.get(DELAYED, 0):
            counts[DELAYED] = counts.get(DELAYED, 0) + n_delayed
        for row in found.rows.iter_rows(named=True):
            if interval.start is None or row["first_seen"]["at"] >= interval.start:
                yield _event(rule, sources, row)


def _asked(sources: Sources, question: RowFilter) -> Listing:
    found = pipeline.flights(sources.workspace, question)
    if not sources.rules.care.delay_military:
        return found
    return delayed(found, sources.watched, sources.cutoff)


def _event(rule: Seen, sources: Sources, row: dict[str, Any]) -> Event:
    first = row["first_seen"]["at"]
    last = row["last_seen"]["at"]
    ends = [row[name] for name in ("take_off", "landing")]
    known = [
        f"{words} {end['aerodrome']} ({end['basis']})"
        for words, end in zip(("take-off at", "landing at"), ends, strict=True)
        if end["aerodrome"] is not None
    ]
    named = f"; {', '.join(known)}" if known else "; neither end of the flight was seen"
    doubts = () if row["integrity"] == Integrity.OK else (f"Integrity of its positions: {row['integrity']}.",)
    return Event(
        rule=rule,
        kind=AlertKind.SEEN,
        key=f"seen:{first:%Y-%m-%d}",
        who=Who(
            airframe=row["airframe"],
            callsign=row["callsign"],
            registration=row["registration"],
            type_designator=row["type_designator"],
            operator=row["operator"],
            military=row["military"],
        ),
        what=f"was received from {utc_words(first)} to {utc_words(last)}{named}.",
        headline="seen",
        happened_at=first,
        simulated=bool(row["simulated"]) or sources.simulated,
        flight_id=row["flight_id"],
        evidence=tuple(Proof(**each) for end in ends for each in end["evidence"]),
        doubtful=row["integrity"] == Integrity.SPOOF_SUSPECT,
        remarks=doubts,
    )
