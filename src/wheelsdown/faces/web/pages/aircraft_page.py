"""One aircraft: what every source says it is, its flights, and its trace on a map."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from wheelsdown.clock import Interval, now
from wheelsdown.dossiers.listings import ListKind, plain_rows
from wheelsdown.dossiers.wording import basis_sentences, nothing_observed
from wheelsdown.faces.web.api.asking import AircraftAsked, AircraftFlightsAsked
from wheelsdown.faces.web.api.cards import AircraftCard, card
from wheelsdown.faces.web.api.rows import aircraft_flights
from wheelsdown.faces.web.care import careful
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.snapshots import View

__all__ = ["PAGE", "AircraftAnswer"]

#: Flights shown on one page, the latest; the API has all.
_MOST_FLIGHTS: Final = 100


class AircraftAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Identity and flights of one aircraft."""

    schema: Literal["wheelsdown/aircraft-page/1"] = "wheelsdown/aircraft-page/1"
    simulated: bool
    card: AircraftCard
    #: The latest first, as rows of ``wheelsdown/flights/1``.
    flights: list[dict[str, Any]]
    n_flights: int
    left_out: dict[str, int]
    missing: list[str]


def _answer(view: View, asked: AircraftFlightsAsked) -> AircraftAnswer:
    known = card(view, AircraftAsked(icao24=asked.icao24))
    key = ("aircraft_flights", known.airframe, asked.interval)
    listing = careful(view, view.once(key, lambda: aircraft_flights(view, asked)), now())
    rows = list(plain_rows(listing))[::-1]
    return AircraftAnswer(
        simulated=known.simulated or listing.simulated,
        card=known,
        flights=rows[:_MOST_FLIGHTS],
        n_flights=len(rows),
        left_out=dict(listing.left_out),
        missing=list(listing.missing),
    )


def _beside(view: View, asked: AircraftFlightsAsked, answer: AircraftAnswer) -> Mapping[str, Any]:
    best = answer.card.best
    ends = [flight[end] for flight in answer.flights for end in ("take_off", "landing")]
    return {
        "title": best.registration or answer.card.airframe,
        "asked": asked,
        "best": best,
        "names": view.names,
        "first_leg": bool(answer.flights),
        "identity": _told_once(answer.card.assertions),
        "sentences": basis_sentences(end["basis"] for end in ends),
        "nothing": nothing_observed(
            ListKind.FLIGHTS, None, Interval(asked.interval.start, asked.interval.end)
        ),
    }


def _told_once(assertions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put what one source says again and again into one row: how often, first and last."""
    told: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in assertions:
        key = (row["attribute"], row["value"], row["source"])
        held = told.setdefault(key, dict(zip(("attribute", "value", "source"), key, strict=True)) | {"n": 0})
        held["n"] += 1
        held["since"] = min(filter(None, (held.get("since"), row["valid_from"])), default=None)
        held["until"] = max(filter(None, (held.get("until"), row["valid_to"])), default=None)
    return list(told.values())


PAGE: Final = Page("/aircraft/{icao24}", "aircraft", "aircraft.html", AircraftFlightsAsked, _answer, _beside)
