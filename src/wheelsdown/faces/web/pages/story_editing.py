"""Correcting a claim in a form: which boxes a field has, and which reviews the filled-in boxes make.

A box that was left as it is makes no review. A place is named in words or by code; the days of a date are the
first and the last. What the text says (the quotation, the words for a field) stays the article's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from wheelsdown.claims.claim import (
    Claim,
    ClaimedAircraft,
    ClaimKind,
    ClaimPlace,
    CountField,
    Leg,
    Link,
    Polarity,
    Role,
)
from wheelsdown.claims.reviews import Review, ReviewAction
from wheelsdown.errors import UnknownReference, WheelsdownError
from wheelsdown.faces.web.pages.story_fields import last_day
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.reference.names import resolve
from wheelsdown.reference.places import PlaceRegister

__all__ = ["Box", "EditRow", "edit_rows", "reviews_of"]

_OPS: Final = (
    ("=", "exactly"),
    (">=", "at least"),
    ("<=", "at most"),
    (">", "more than"),
    ("<", "fewer than"),
    ("~", "about"),
)
_MODALITIES: Final = (
    "asserted", "denial", "plan", "hypothetical", "question", "unverified", "wish", "generic"
)  # fmt: skip
_EXAMPLES: Final = {
    "aircraft.type_designator": "A124",
    "date.first": "2025-10-26",
    "date.last": "2025-10-29",
    "pause.duration": "P6M",
    "who.value": "names, with commas",
}
_YES_NO: Final = (("yes", "yes"), ("no", "no"))

#: Legs that can be corrected at most, and links of a chain.
_MOST_LEGS, _MOST_LINKS = 6, 6

#: Largest count that a box takes.
_MOST: Final = 1_000_000


@dataclass(frozen=True)
class Box:
    """One box of a form: ``name`` as it is sent, its words, what it holds, what can be chosen.

    ``known_as``: the code of the place that it names; ``example``: what may be written.
    """

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    known_as: str = ""
    example: str = ""


@dataclass(frozen=True)
class EditRow:
    """The boxes of one field; ``field`` is what a review calls it."""

    field: str
    label: str
    boxes: tuple[Box, ...]


def edit_rows(claim: Claim) -> list[EditRow]:
    """Give the boxes by which every field of a claim can be corrected."""
    return [EditRow(field, label, tuple(_boxes(field, claim))) for field, label in _FIELDS.items()]


def reviews_of(
    claim: Claim,
    sent: Mapping[str, str],
    *,
    by: str,
    at: str,
    register: PlaceRegister,
    note: str | None = None,
) -> list[Review]:
    """Give the reviews that a filled-in form makes.

    Parameters
    ----------
    claim
        As it was shown.
    sent
        Name of each box -> what it held; ``right.FIELD`` where a field was ticked as right.
    by, at, note
        Who says so, when (RFC 3339), and why.
    register
        The user's places, by which a named place is known.

    Raises
    ------
    ProblemError
        Nobody is named, or a box holds what does not fit.
    """
    if not by.strip():
        raise ProblemError(400, "write your name beside the correction: a reading is confirmed by a person")
    found = []
    for row in edit_rows(claim):
        said = Review(
            claim_id=claim.claim_id,
            action=ReviewAction.CONFIRM,
            by=by.strip(),
            at=at,
            field=row.field,
            note=note or None,
        )
        changed = any(sent.get(box.name, box.value).strip() != box.value for box in row.boxes)
        if changed:
            held = {box.name.partition(".")[2]: sent.get(box.name, box.value).strip() for box in row.boxes}
            value = msgspec.to_builtins(_VALUES[row.field](claim, held, register))
            found.append(msgspec.structs.replace(said, action=ReviewAction.CORRECT, value=value))
        elif f"right.{row.field}" in sent:
            found.append(said)
    told = {name: sent.get(f"evidence.{name}", "").strip() for name in ("shows", "source")}
    if any(told.values()):
        if not all(told.values()):
            raise ProblemError(400, "say both what the other evidence shows and where others can look at it")
        action = ReviewAction.ADD_EVIDENCE
        found.append(
            Review(
                claim_id=claim.claim_id, action=action, by=by.strip(), at=at, value=told, note=note or None
            )
        )
    return found


_FIELDS: Final[Mapping[str, str]] = {
    "kind": "What",
    "polarity": "Happened",
    "asserted": "Asserted",
    "modality": "Told as",
    "aircraft": "Aircraft",
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


# --- the boxes ---------------------------------------------------------------------------------------


def _boxes(field: str, claim: Claim) -> Iterator[Box]:
    for name, label, value, choices, known_as in _BOXES.get(field, _plain(field))(claim):
        box = f"{field}.{name}"
        yield Box(box, label, value or "", choices, known_as, _EXAMPLES.get(box, ""))


_Row = tuple[str, str, str | None, tuple[tuple[str, str], ...], str]
_Rows = Callable[[Claim], Sequence[_Row]]


def _plain(field: str) -> _Rows:
    return lambda claim: [("value", "", getattr(claim, field), (), "")]


def _chosen(field: str, words: Sequence[str]) -> _Rows:
    def rows(claim: Claim) -> list[_Row]:
        value = str(getattr(claim, field))
        choices = tuple((each, each.replace("_", " ")) for each in dict.fromkeys((*words, value)))
        return [("value", "", value, choices, "")]

    return rows


def _counted(count: CountField | None, prefix: str = "") -> list[_Row]:
    op, n = (count.op, str(count.n)) if count else ("=", "")
    return [(f"{prefix}op", "how many", op, _OPS, ""), (f"{prefix}n", "number", n, (), "")]


def _aircraft(claim: Claim) -> list[_Row]:
    aircraft = claim.aircraft or ClaimedAircraft()
    return [
        ("type_designator", "type", aircraft.type_designator, (), ""),
        ("registration", "registration", aircraft.registration, (), ""),
        ("callsign", "call sign", aircraft.callsign, (), ""),
        *_counted(aircraft.airframes, "airframes."),
    ]


def _place_box(name: str, label: str, place: ClaimPlace | None) -> _Row:
    known_as = place.id or "" if place and place.text else ""
    return (name, label, (place.text or place.id) if place else None, (), known_as)


def _legs(claim: Claim) -> list[_Row]:
    legs = (*claim.legs[: _MOST_LEGS - 1], Leg())
    return [
        row
        for number, leg in enumerate(legs)
        for row in (
            _place_box(f"{number}.origin", "from", leg.origin),
            _place_box(f"{number}.destination", "to", leg.destination),
        )
    ]


def _date(claim: Claim) -> list[_Row]:
    value = claim.date
    return [
        ("first", "first day", value.start if value else None, (), ""),
        ("last", "last day", last_day(value.end) if value else None, (), ""),
    ]


def _pause(claim: Claim) -> list[_Row]:
    value = claim.pause
    return [
        ("op", "how long", value.op if value else "=", _OPS, ""),
        ("duration", "duration", value.duration if value else None, (), ""),
    ]


def _chain(claim: Claim) -> list[_Row]:
    roles = tuple((role.value, role.value) for role in Role)
    found: list[_Row] = []
    for number, link in enumerate((*claim.chain[: _MOST_LINKS - 1], None)):
        found.append((f"{number}.name", f"link {number + 1}", link.name if link else None, (), ""))
        found.append((f"{number}.role", "is", link.role.value if link else Role.EVIDENCE.value, roles, ""))
    return found


_BOXES: Final[Mapping[str, _Rows]] = {
    "kind": _chosen("kind", tuple(ClaimKind)),
    "polarity": _chosen("polarity", tuple(Polarity)),
    "asserted": lambda claim: [("value", "", "yes" if claim.asserted else "no", _YES_NO, "")],
    "modality": _chosen("modality", _MODALITIES),
    "aircraft": _aircraft,
    "events": lambda claim: _counted(claim.events),
    "legs": _legs,
    "place": lambda claim: [_place_box("value", "", claim.place)],
    "date": _date,
    "pause": _pause,
    "who": lambda claim: [("value", "", ", ".join(claim.who), (), "")],
    "chain": _chain,
}


# --- from the boxes to a value -----------------------------------------------------------------------

_Held = Mapping[str, str]


def _text(_claim: Claim, held: _Held, _register: PlaceRegister) -> str | None:
    return held["value"] or None


def _count_of(held: _Held, prefix: str = "") -> dict[str, Any] | None:
    n = held[f"{prefix}n"]
    if not n:
        return None
    if not (n.isascii() and n.isdigit() and int(n[:9]) <= _MOST and len(n) < 9):
        raise ProblemError(400, f"{n!r:.40} is no number that can be counted to; write it in digits")
    return {"op": held[f"{prefix}op"], "n": int(n)}


def _aircraft_of(claim: Claim, held: _Held, _register: PlaceRegister) -> dict[str, Any]:
    words = {name: held[name].upper() or None for name in ("type_designator", "registration", "callsign")}
    said = claim.aircraft.text if claim.aircraft else None
    return {"text": said, **words, "airframes": _count_of(held, "airframes.")}


def _place_of(named: str, before: ClaimPlace | None, register: PlaceRegister) -> Any:
    """Give a place as it was, or as the words that were written name it."""
    if not named:
        return None
    if before is not None and named == (before.text or before.id):
        return before
    try:
        known = resolve(named, register)
    except UnknownReference:
        return ClaimPlace(text=named)
    except WheelsdownError as error:  # several places are called so
        raise ProblemError(400, str(error)) from None
    return ClaimPlace(text=named, id=known.id, level=known.level.value)


def _legs_of(claim: Claim, held: _Held, register: PlaceRegister) -> list[Leg]:
    found = []
    for number in range(len(held) // 2):
        before = claim.legs[number] if number < len(claim.legs) else Leg()
        origin = _place_of(held[f"{number}.origin"], before.origin, register)
        destination = _place_of(held[f"{number}.destination"], before.destination, register)
        if origin or destination:
            found.append(Leg(origin=origin, destination=destination, date_binding=before.date_binding))
    return found


def _date_of(claim: Claim, held: _Held, _register: PlaceRegister) -> dict[str, Any] | None:
    first, last = _day(held["first"]), _day(held["last"] or held["first"])
    if first is None and last is None:
        return None
    if first and last and last < first:
        raise ProblemError(400, f"the last day, {last}, lies before the first, {first}")
    end = (last + timedelta(days=1)).isoformat() if last else None
    said = claim.date.text if claim.date else None
    precision = "day" if first == last else "range"
    return {"text": said, "start": first.isoformat() if first else None, "end": end, "precision": precision}


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise ProblemError(400, f"{text!r:.40} is no day; write it as 2025-10-26") from None
    if day is not None and not 1900 <= day.year <= 2200:
        raise ProblemError(400, f"{day} lies outside the years that can be meant")
    return day


def _pause_of(claim: Claim, held: _Held, _register: PlaceRegister) -> dict[str, Any] | None:
    if not held["duration"]:
        return None
    said = claim.pause.text if claim.pause else None
    return {"text": said, "op": held["op"], "duration": held["duration"].upper()}


def _who_of(_claim: Claim, held: _Held, _register: PlaceRegister) -> list[str]:
    return [name.strip() for name in held["value"].split(",") if name.strip()]


def _chain_of(claim: Claim, held: _Held, _register: PlaceRegister) -> list[Any]:
    """Give the chain; a link that keeps its name keeps how it was read."""
    found: list[Any] = []
    for number in range(len(held) // 2):
        name, role = held[f"{number}.name"], held[f"{number}.role"]
        before = claim.chain[number] if number < len(claim.chain) else None
        if before is not None and name == before.name:
            found.append(
                msgspec.structs.replace(before, role=Role(role) if role in set(Role) else before.role)
            )
        elif name:
            found.append(msgspec.convert({"name": name, "role": role, "how": "stated"}, Link, strict=False))
    return found


_VALUES: Final[Mapping[str, Callable[[Claim, _Held, PlaceRegister], Any]]] = {
    **dict.fromkeys(("kind", "polarity", "modality", "operator", "relation"), _text),
    "asserted": lambda _claim, held, _register: held["value"] == "yes",
    "aircraft": _aircraft_of,
    "events": lambda _claim, held, _register: _count_of(held),
    "legs": _legs_of,
    "place": lambda claim, held, register: _place_of(held["value"], claim.place, register),
    "date": _date_of,
    "pause": _pause_of,
    "who": _who_of,
    "chain": _chain_of,
}
