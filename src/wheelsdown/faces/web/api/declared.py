"""Every route of the API, declared."""

from wheelsdown.claims.claim import ClaimsDocument
from wheelsdown.dossiers.listings import ListKind
from wheelsdown.dossiers.renderings import RowFormat
from wheelsdown.faces.web.api import (
    alerting,
    asking,
    boards,
    cards,
    claims,
    holdings,
    live,
    placing,
    playback,
    playback_geojson,
    rows,
    searching,
)
from wheelsdown.faces.web.api.operations import (
    PREFIX,
    ObjectOperation,
    Operation,
    RowsOperation,
    SentOperation,
    StreamOperation,
)
from wheelsdown.live.picture import Picture
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["OPERATIONS"]

_ROWS = (
    RowsOperation("/visits", "visits", "Who visited a place, from where, and how it is known.",
                  asking.VisitsAsked, ListKind.VISITS, rows.visits),
    RowsOperation("/flights", "flights", "The legs that were seen, with how each end is known.",
                  asking.FlightsAsked, ListKind.FLIGHTS, rows.flights),
    RowsOperation("/rotations", "rotations", "The legs before and after each visit to a place.",
                  asking.VisitsAsked, ListKind.ROTATIONS, rows.rotations),
    RowsOperation("/aircraft/{icao24}/flights", "aircraft_flights", "The legs of one aircraft.",
                  asking.AircraftFlightsAsked, ListKind.FLIGHTS, rows.aircraft_flights),
    RowsOperation("/trace", "trace", "What was received of one aircraft, and what it is worth.",
                  asking.TraceAsked, ListKind.TRACE, rows.trace, heavy=True),
    RowsOperation("/near", "near", "The aircraft received near a place, day by day, and how close.",
                  asking.NearAsked, ListKind.NEAR, rows.near, heavy=True),
    RowsOperation("/places", "places", "The places of the register, and which are watched.",
                  asking.PlacesAsked, ListKind.PLACES, rows.places),
)  # fmt: skip

_OBJECTS = (
    ObjectOperation("/status", "status", "What the workspace holds and lacks, and how it is served.",
                    asking.NothingAsked, holdings.StatusAnswer, holdings.status),
    ObjectOperation("/places/{id}", "place", "One place: names, position, aerodromes, claims.",
                    asking.PlaceAsked, placing.PlaceAnswer, placing.place),
    ObjectOperation("/places/{id}/board", "board", "Who came and left, day by day, from where to where.",
                    asking.BoardAsked, boards.Board, boards.board, fleeting=True),
    ObjectOperation("/aircraft/{icao24}", "aircraft", "Every assertion about an aircraft, with its source.",
                    asking.AircraftAsked, cards.AircraftCard, cards.card),
    ObjectOperation("/search", "search", "What is called so: aircraft, call signs, types and places.",
                    asking.SearchAsked, searching.SearchAnswer, searching.search, fleeting=True),
    ObjectOperation("/playback", "playback", "Where every aircraft in a box was, step by step.",
                    asking.PlaybackAsked, playback.Playback, playback.playback, heavy=True,
                    forms={RowFormat.GEOJSON: playback_geojson.playback_geojson}),
    ObjectOperation("/alerts", "alerts", "What the rules of wheelsdown watch found.",
                    asking.AlertsAsked, alerting.AlertsAnswer, alerting.alerts, fleeting=True),
)  # fmt: skip

_STREAMS = (
    StreamOperation(f"{PREFIX}/live", "live", "What flies right now.",
                    asking.NothingAsked, live.live, "application/json", live.LiveAnswer),
    StreamOperation(f"{PREFIX}/live/events", "live_events", "What changes, as server-sent events.",
                    asking.EventsAsked, live.events, "text/event-stream"),
    StreamOperation(f"{PREFIX}/alerts.atom", "alerts_atom", "The alerts as an Atom feed.",
                    asking.NothingAsked, alerting.atom, "application/atom+xml"),
    StreamOperation("/data/aircraft.json", "aircraft_json", "What flies, as clients of tar1090 read it.",
                    asking.NothingAsked, live.aircraft_json, "application/json", Picture),
    StreamOperation("/data/receiver.json", "receiver_json", "What clients of tar1090 ask of a receiver.",
                    asking.NothingAsked, live.receiver_json, "application/json", live.Receiver),
)  # fmt: skip

_SENT = (
    SentOperation("/claims", "claims", "What articles claim, with the chain of sources of each claim.",
                  claims.ArticleAsked, claims.Sent, claims.claims, ClaimsDocument),
    SentOperation("/check", "check", "What articles claim, and what the evidence says of each claim.",
                  claims.ArticleAsked, claims.Sent, claims.check, CheckedDocument),
)  # fmt: skip

#: All routes, but for the document about them.
OPERATIONS: tuple[Operation, ...] = (*_ROWS, *_OBJECTS, *_STREAMS, *_SENT)
