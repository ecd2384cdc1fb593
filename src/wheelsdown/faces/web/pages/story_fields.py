"""The fields of a claim in words, with how each is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wheelsdown.claims.claim import (
    Claim,
    ClaimedAircraft,
    ClaimedDate,
    ClaimedPause,
    ClaimPlace,
    CountField,
    Edge,
    How,
    Leg,
)

__all__ = [
    "HOW_WORDS",
    "FieldShown",
    "date_words",
    "days_words",
    "fields_of",
    "in_short",
    "last_day",
    "place_words",
]

#: Field -> how it is called on the page, in the order in which they are shown.
LABELS: Final[Mapping[str, str]] = {
    "kind": "What",
    "asserted": "Told as",
    "aircraft": "Aircraft",
    "airframes": "Airframes",
    "operator": "Operator",
    "events": "How often",
    "legs": "Route",
    "place": "Place",
    "date": "When",
    "pause": "Pause",
    "who": "Who",
    "relation": "Relation",
    "chain": "Source",
}

#: How a field is known, in words.
HOW_WORDS: Final[Mapping[How, str]] = {
    How.STATED: "stated",
    How.INHERITED: "inherited",
    How.CROSS_REPORT: "from another article",
    How.NONE: "not in the text",
}

#: Operator of a count -> words.
_OPS: Final = {
    "=": "",
    ">=": "at least ",
    "<=": "at most ",
    ">": "more than ",
    "<": "fewer than ",
    "~": "about ",
}

_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}

_EDGES: Final = {
    Edge.CITES: "citing",
    Edge.INFERRED: "resting, it seems, on",
    Edge.SOURCE_NOT_NAMED: "source not named in the text:",
}

#: Fields of every claim that are shown only where the text says something.
_SELDOM: Final = frozenset({"pause", "who", "relation", "operator", "airframes", "events"})


@dataclass(frozen=True)
class FieldShown:
    """One field: ``words`` None where nothing is known; ``rule`` says by which rule, or who corrected it."""

    name: str
    label: str
    words: str | None
    how: How
    rule: str | None


def fields_of(claim: Claim) -> list[FieldShown]:
    """Give the fields of a claim; those that seldom are said are left out where they are not."""
    found = []
    for name, label in LABELS.items():
        words = _WRITERS[name](claim)
        how = claim.how.get(name, How.STATED if words else How.NONE)
        if words or name not in _SELDOM:
            found.append(FieldShown(name, label, words, how, claim.rules.get(name)))
    return found


def in_short(claim: Claim, *, dated: bool = True) -> tuple[str, ...]:
    """Say a claim in a few words: what flew, where and, where it is not said beside it, when."""
    aircraft = claim.aircraft
    parts = (
        (aircraft.registration or aircraft.text or aircraft.type_designator) if aircraft else None,
        place_words(claim.place),
        date_words(claim.date) if dated else None,
    )
    return tuple(filter(None, parts)) or (claim.quote[:60],)


def place_words(place: ClaimPlace | None) -> str | None:
    """Name a place as the text does, and as it is known.

    >>> place_words(ClaimPlace(text="Hmeimim", id="OSLK"))
    'Hmeimim (OSLK)'
    """
    if place is None:
        return None
    if place.any:
        return " or ".join(filter(None, map(place_words, place.any)))
    if place.text and place.id and place.text != place.id:
        return f"{place.text} ({place.id})"
    return place.text or place.id


def date_words(value: ClaimedDate | None) -> str | None:
    """Say which days are meant.

    >>> date_words(ClaimedDate(text="on Friday", start="2031-05-09", end="2031-05-10"))
    '2031-05-09'
    """
    if value is None:
        return None
    if value.candidates and not (value.start and value.end):
        days = " or ".join(days_words(start, end) for start, end in value.candidates)
        return f"“{value.text}”: {days}"
    if not (value.start or value.end):
        return f"“{value.text}”" if value.text else None
    return days_words(value.start, value.end)


def last_day(end: str | None) -> str | None:
    """Give the last day before a half-open end."""
    try:
        return (date.fromisoformat(end) - timedelta(days=1)).isoformat() if end else None
    except (ValueError, OverflowError):
        return None


def days_words(start: str | None, end: str | None) -> str:
    """Say the days from ``start`` up to and without ``end``.

    >>> days_words("2031-05-09", "2031-05-12"), days_words(None, "2031-05-12")
    ('2031-05-09 to 2031-05-11', 'up to 2031-05-11')
    """
    last = last_day(end)
    if start is None:
        return f"up to {last}"
    if last is None:
        return f"from {start}"
    return start if start == last else f"{start} to {last}"


def _count(value: CountField | None) -> str | None:
    """Say a count.

    >>> _count(CountField(op=">=", n=2))
    'at least 2'
    """
    return None if value is None else f"{_OPS.get(value.op, f'{value.op} ')}{value.n}"


def _kind(claim: Claim) -> str:
    words = claim.kind.value.replace("_", " ")
    return {"did_not_happen": f"{words}, said not to have happened", "unknown": f"{words}, outcome open"}.get(
        claim.polarity.value, words
    )


def _told(claim: Claim) -> str:
    if claim.boilerplate:
        return f"not asserted: {claim.boilerplate}"
    return claim.modality.replace("_", " ") if claim.asserted else f"not asserted: {claim.modality}"


def _aircraft(claim: Claim) -> str | None:
    aircraft = claim.aircraft or ClaimedAircraft()
    known = [
        f"type {aircraft.type_designator}" if aircraft.type_designator else None,
        f"no known type; nearest spelling {aircraft.nearest_type}" if aircraft.nearest_type else None,
        f"registration {aircraft.registration}" if aircraft.registration else None,
        f"call sign {aircraft.callsign}" if aircraft.callsign else None,
    ]
    words = ", ".join(filter(None, known))
    if aircraft.text and words:
        return f"“{aircraft.text}”: {words}"
    return f"“{aircraft.text}”" if aircraft.text else words or None


def _leg(leg: Leg) -> str:
    ends = f"{place_words(leg.origin) or '?'} → {place_words(leg.destination) or '?'}"
    return f"{ends} (day by default)" if leg.date_binding == "by_default" else ends


def _pause(value: ClaimedPause | None) -> str | None:
    """Say how long a pause is said to have been.

    >>> _pause(ClaimedPause(duration="P5M", op="<"))
    'less than 5 months'
    """
    if value is None:
        return None
    duration = value.duration or ""
    number, unit = duration.removeprefix("P").removeprefix("T")[:-1], duration[-1:]
    noun = _UNITS.get(unit, "")
    length = f"{number} {noun}{'' if number == '1' else 's'}" if noun and number.isdigit() else duration
    words = _OPS.get(value.op, "").replace("fewer", "less") + length
    return words or value.text


def _chain(claim: Claim) -> str | None:
    if not claim.chain:
        return None
    first, *rest = claim.chain
    return ", ".join([first.name, *(f"{_EDGES[link.edge]} {link.name}" for link in rest)])


_WRITERS: Final[Mapping[str, Callable[[Claim], str | None]]] = {
    "kind": _kind,
    "asserted": _told,
    "aircraft": _aircraft,
    "airframes": lambda claim: _count(claim.aircraft.airframes if claim.aircraft else None),
    "operator": lambda claim: claim.operator,
    "events": lambda claim: _count(claim.events),
    "legs": lambda claim: "; ".join(map(_leg, claim.legs)) or None,
    "place": lambda claim: place_words(claim.place),
    "date": lambda claim: date_words(claim.date),
    "pause": lambda claim: _pause(claim.pause),
    "who": lambda claim: ", ".join(claim.who) or None,
    "relation": lambda claim: claim.relation,
    "chain": _chain,
}
