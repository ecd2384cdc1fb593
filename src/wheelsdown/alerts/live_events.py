"""What is live: an aircraft seen, one low near a place, one in an emergency; none of it an arrival."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from wheelsdown.alerts.alert import AlertKind
from wheelsdown.alerts.event import Event, utc_words
from wheelsdown.alerts.rules import Arrival, Emergency, Seen
from wheelsdown.alerts.sightings import Sighting
from wheelsdown.alerts.sources import Sources
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.live.picture import Aircraft
from wheelsdown.schemas import Integrity

__all__ = ["emergencies", "seen_live", "seen_low_near"]

#: ICAO Annex 10, volume IV, 2.1.4.1: unlawful interference, loss of communications, emergency.
_SQUAWKS: Final = {
    "7500": "unlawful interference",
    "7600": "loss of communications",
    "7700": "general emergency",
}

#: Words that say no emergency (readsb README-json.md, ``emergency``).
_CALM: Final = frozenset({"", "none"})

#: A position older than this says where an aircraft was, not where it is.
_FRESH_S: Final = 60.0

_NOT_BELIEVED: Final = frozenset({Integrity.JAMMED, Integrity.SPOOF_SUSPECT})


def seen_low_near(rule: Arrival, sources: Sources, sky: Sequence[Sighting]) -> Iterator[Event]:
    """Give the aircraft on the ground or low near a rule's place; once a day each."""
    place = sources.places[rule.place]
    for each in sky:
        away_nm = _away_nm(each.aircraft, place.lat_deg, place.lon_deg)
        if away_nm is None or away_nm > rule.radius_nm or not _fits(rule, each):
            continue
        level = _low_words(each.aircraft, rule.below_ft)
        if level is None:
            continue
        what = f"was seen {level}, {away_nm:.1f} NM from {place.label}, {_when(sources, each)}."
        headline, remark = f"seen low near {place.id}", "Seen near is no arrival, and says of none."
        words = _Words(AlertKind.SEEN_NEAR, f"low:{place.id}", what, headline, place.id, (remark,))
        yield _event(rule, sources, each, words)


def seen_live(rule: Seen, sources: Sources, sky: Sequence[Sighting]) -> Iterator[Event]:
    """Give the aircraft asked for that the picture shows; once a day each."""
    for each in sky:
        if _fits(rule, each):
            what = f"was received {_when(sources, each)}{_position_words(each.aircraft)}."
            yield _event(rule, sources, each, _Words(AlertKind.SEEN, "seen", what, "seen"))


def emergencies(rule: Emergency, sources: Sources, sky: Sequence[Sighting]) -> Iterator[Event]:
    """Give the aircraft that send an emergency; of one code, once a day each."""
    place = sources.places[rule.place] if rule.place is not None else None
    for each in sky:
        found = _emergency_words(each.aircraft)
        if found is None or not _fits(rule, each):
            continue
        if place is not None:
            away_nm = _away_nm(each.aircraft, place.lat_deg, place.lon_deg)
            if away_nm is None or away_nm > rule.radius_nm:
                continue
        code, said = found
        what = f"sends {said}, received {_when(sources, each)}{_position_words(each.aircraft)}."
        remark = "A code alone may be a mistake or a test."
        where = place.id if place else None
        words = _Words(AlertKind.EMERGENCY, f"emergency:{code}", what, f"emergency {code}", where, (remark,))
        yield _event(rule, sources, each, words)


def _fits(rule: Arrival | Seen | Emergency, each: Sighting) -> bool:
    return rule.fits(each.who.airframe, each.who.type_designator, each.who.operator)


@dataclass(frozen=True)
class _Words:
    """What is said of a sighting."""

    kind: AlertKind
    #: With the UTC day, what makes it this event and no other.
    key: str
    what: str
    headline: str
    place: str | None = None
    remarks: tuple[str, ...] = ()


def _event(rule: Arrival | Seen | Emergency, sources: Sources, each: Sighting, words: _Words) -> Event:
    at = _at(sources, each.aircraft)
    believed = each.aircraft.integrity not in _NOT_BELIEVED
    doubts = () if believed else (f"Its positions are {each.aircraft.integrity}: not to be believed.",)
    return Event(
        rule=rule,
        kind=words.kind,
        key=f"{words.key}:{at:%Y-%m-%d}",
        who=each.who,
        what=words.what,
        headline=words.headline,
        happened_at=at,
        simulated=sources.simulated or (sources.picture is not None and sources.picture.simulated),
        place=words.place,
        feeds=tuple(each.aircraft.receivers),
        waits=each.waits,
        doubtful=not believed and words.place is not None,
        remarks=(*words.remarks, *doubts),
    )


def _at(sources: Sources, aircraft: Aircraft) -> datetime:
    """Give when it was last received."""
    now_s = sources.picture.now if sources.picture else sources.now.timestamp()
    return datetime.fromtimestamp(int(now_s), UTC) - timedelta(seconds=int(aircraft.seen))


def _when(sources: Sources, each: Sighting) -> str:
    return utc_words(_at(sources, each.aircraft))


def _away_nm(aircraft: Aircraft, lat_deg: float, lon_deg: float) -> float | None:
    """Give how far away it is; None where its position is not known, or is old."""
    if aircraft.lat is None or aircraft.lon is None or (aircraft.seen_pos or 0.0) > _FRESH_S:
        return None
    return float(distance_nm(aircraft.lat, aircraft.lon, lat_deg, lon_deg))


def _low_words(aircraft: Aircraft, below_ft: float) -> str | None:
    if aircraft.alt_baro == "ground":
        return "on the ground, as it says itself"
    level_ft = aircraft.alt_baro if aircraft.alt_baro is not None else aircraft.alt_geom
    return None if level_ft is None or level_ft > below_ft else f"at {level_ft:,.0f} ft"


def _position_words(aircraft: Aircraft) -> str:
    if aircraft.lat is None or aircraft.lon is None:
        return ", without a position"
    return f", last at {aircraft.lat:.2f}, {aircraft.lon:.2f}"


def _emergency_words(aircraft: Aircraft) -> tuple[str, str] | None:
    """Give the code and what it means; None where there is none."""
    if aircraft.squawk in _SQUAWKS:
        return aircraft.squawk, f"squawk {aircraft.squawk} ({_SQUAWKS[aircraft.squawk]})"
    word = (aircraft.emergency or "").strip().lower()
    return None if word in _CALM else (word, f"the emergency word '{word}'")
