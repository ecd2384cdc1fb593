"""State vectors: what was received of one airframe at one instant, in our units."""

import dataframely as dy

__all__ = ["StateVector"]


class StateVector(dy.Schema):
    """One received state of one airframe; a value that was not received is null, never a guess.

    Order: by ``airframe``, then ``at``. ``airframe`` is the ICAO 24-bit address (six lower-case hex
    digits), or ``~`` and six digits for an address that is not an airframe's identity, or ``anon:``
    and 16 hex digits for a file that carries no address at all.
    """

    airframe = dy.String(nullable=False)
    at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    lat_deg = dy.Float64(nullable=True)
    lon_deg = dy.Float64(nullable=True)
    #: Barometric altitude against 1013.25 hPa; null while the source says "ground".
    altitude_ft = dy.Float64(nullable=True)
    geometric_altitude_ft = dy.Float64(nullable=True)
    #: What the transponder or the source said; null where the format has no such word.
    on_ground = dy.Bool(nullable=True)
    groundspeed_kt = dy.Float64(nullable=True)
    track_deg = dy.Float64(nullable=True)
    vertical_rate_fpm = dy.Float64(nullable=True)
    callsign = dy.String(nullable=True)
    squawk = dy.String(nullable=True)
    #: Navigation integrity and accuracy categories (DO-260B); null where not sent.
    nic = dy.Int16(nullable=True)
    nac_p = dy.Int16(nullable=True)
    adsb_version = dy.Int16(nullable=True)
    #: adsb_icao, mlat, tisb_icao, ... as readsb names them; null where the format does not say.
    source_type = dy.String(nullable=True)
    #: No position had been received for 20 s before this one (readsb flag 1).
    stale = dy.Bool(nullable=False)
    #: The source itself began a new leg here (readsb flag 2); kept, not trusted.
    new_leg = dy.Bool(nullable=False)
    #: The position looks calculated by the source, not received (FR24 exports). Never evidence.
    estimated = dy.Bool(nullable=False)
    simulated = dy.Bool(nullable=False)
    #: Hash of the raw file or archive member, and the row in it (0-based, as the file counts).
    sha256 = dy.Categorical(nullable=False)
    row = dy.UInt32(nullable=False)
