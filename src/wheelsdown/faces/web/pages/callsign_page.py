"""One call sign: who flew under it, and when; a call sign names a flight, not an aircraft."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from wheelsdown.clock import now
from wheelsdown.dossiers.listings import ListKind, plain_rows
from wheelsdown.dossiers.wording import basis_sentences, nothing_observed
from wheelsdown.faces.web.api.asking import FlightsAsked, TimedListAsked
from wheelsdown.faces.web.api.rows import flights
from wheelsdown.faces.web.care import careful
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.snapshots import View

__all__ = ["PAGE", "CallsignAnswer", "CallsignAsked"]

#: Flights shown on one page, the latest; the API has all.
_MOST_FLIGHTS: Final = 200


class CallsignAsked(TimedListAsked, frozen=True, kw_only=True):
    """Which call sign, and when."""

    callsign: Annotated[str, Meta(min_length=1, max_length=16)]


class CallsignAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The flights under one call sign."""

    schema: Literal["wheelsdown/callsign-page/1"] = "wheelsdown/callsign-page/1"
    simulated: bool
    callsign: str
    #: The latest first, as rows of ``wheelsdown/flights/1``.
    flights: list[dict[str, Any]]
    n_flights: int
    n_airframes: int
    left_out: dict[str, int]
    missing: list[str]


def _answer(view: View, asked: CallsignAsked) -> CallsignAnswer:
    wanted = FlightsAsked(callsign=asked.callsign, since=asked.since, until=asked.until)
    listing = careful(view, view.once(("callsign", wanted), lambda: flights(view, wanted)), now())
    rows = list(plain_rows(listing))[::-1]
    return CallsignAnswer(
        simulated=listing.simulated,
        callsign=asked.callsign.strip().upper(),
        flights=rows[:_MOST_FLIGHTS],
        n_flights=len(rows),
        n_airframes=len({row["airframe"] for row in rows}),
        left_out=dict(listing.left_out),
        missing=list(listing.missing),
    )


def _beside(view: View, asked: CallsignAsked, answer: CallsignAnswer) -> Mapping[str, Any]:
    del view
    ends = [flight[end] for flight in answer.flights for end in ("take_off", "landing")]
    return {
        "title": answer.callsign,
        "asked": asked,
        "sentences": basis_sentences(end["basis"] for end in ends),
        "nothing": nothing_observed(ListKind.FLIGHTS, None, asked.interval),
    }


PAGE: Final = Page("/callsigns/{callsign}", "callsign", "callsign.html", CallsignAsked, _answer, _beside)
