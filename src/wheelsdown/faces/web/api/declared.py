"""Every route of the API, declared."""

from wheelsdown.dossiers.listings import ListKind
from wheelsdown.dossiers.renderings import RowFormat
from wheelsdown.faces.web.api import asking, rows
from wheelsdown.faces.web.api.operations import ObjectOperation, RowsOperation, TextOperation

__all__ = ["OBJECTS", "ROWS", "TEXTS"]

ROWS = (
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
                  asking.PlacesAsked, ListKind.PLACES, rows.places,
                  forms=(RowFormat.JSON, RowFormat.CSV, RowFormat.PARQUET, RowFormat.GEOJSON)),
)  # fmt: skip

OBJECTS: tuple[ObjectOperation, ...] = ()

TEXTS: tuple[TextOperation, ...] = ()
