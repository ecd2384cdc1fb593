"""What one message says of one airframe: the little that was in it, and when it was heard."""

import msgspec

__all__ = ["Heard"]


class Heard(msgspec.Struct, gc=False):
    """One message, decoded; what it does not say is None."""

    #: As in `schemas.StateVector`: six hex digits, ``~`` before them where it is no ICAO address.
    airframe: str
    #: Microseconds since 1970.
    at_us: int
    lat_deg: float | None = None
    lon_deg: float | None = None
    altitude_ft: float | None = None
    #: Geometric minus barometric altitude: a velocity message tells the difference, not the height.
    geometric_offset_ft: float | None = None
    on_ground: bool | None = None
    groundspeed_kt: float | None = None
    track_deg: float | None = None
    vertical_rate_fpm: float | None = None
    callsign: str | None = None
    squawk: str | None = None
    nic: int | None = None
    nac_p: int | None = None
    adsb_version: int | None = None
    category: str | None = None
    emergency: str | None = None
    source_type: str | None = None
    #: Signal strength in dB of full scale.
    rssi_db: float | None = None
