"""Aerodromes and runways as the stages need them: handed in as tables, never looked up from inside."""

import dataframely as dy

__all__ = ["Aerodrome", "RunwayEnd"]


class Aerodrome(dy.Schema):
    """One place where aircraft land."""

    #: ICAO code where there is one, else the OurAirports ident, else the register's own id.
    aerodrome = dy.String(primary_key=True)
    name = dy.String(nullable=False)
    #: large_airport, medium_airport, small_airport, heliport, seaplane_base, balloonport, closed,
    #: or air_base, airport, airstrip for a place of the user's register.
    kind = dy.String(nullable=False)
    lat_deg = dy.Float64(nullable=False)
    lon_deg = dy.Float64(nullable=False)
    elevation_ft = dy.Float64(nullable=True)
    country = dy.String(nullable=True)
    #: ISO 3166-2, as OurAirports gives it (RU-MOS).
    region = dy.String(nullable=True)


class RunwayEnd(dy.Schema):
    """One direction of one runway, as landed on: the threshold first met, and the far end."""

    aerodrome = dy.String(nullable=False)
    #: Designator of the direction, 17 or 35L.
    runway = dy.String(nullable=False)
    #: True where both ends' coordinates are published; else built from heading, length and the
    #: reference point, and so known only to some hundred metres.
    surveyed = dy.Bool(nullable=False)
    #: Marked closed today; it may have been open when a track was flown.
    closed = dy.Bool(nullable=False)
    threshold_lat_deg = dy.Float64(nullable=False)
    threshold_lon_deg = dy.Float64(nullable=False)
    end_lat_deg = dy.Float64(nullable=False)
    end_lon_deg = dy.Float64(nullable=False)
    heading_deg = dy.Float64(nullable=False)
    length_ft = dy.Float64(nullable=True)
    elevation_ft = dy.Float64(nullable=True)
