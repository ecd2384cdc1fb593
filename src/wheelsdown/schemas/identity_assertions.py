"""Identity assertions: who said what about which address, when, and for which time."""

import dataframely as dy

__all__ = ["OWNER_WITHHELD", "IdentityAssertion"]

#: The attribute, with the value ``true``, by which a source names an owner who may be a person: the name is
#: not kept, that there is one is.
OWNER_WITHHELD = "owner_withheld"


class IdentityAssertion(dy.Schema):
    """One statement of one source about one airframe. Append-only; conflicts stand side by side."""

    airframe = dy.String(nullable=False)
    #: registration, type_designator, operator, country, military, callsign, description, year,
    #: pia, ladd, owner_withheld, icao24 (an analyst names an anonymous track), ...
    attribute = dy.String(nullable=False)
    value = dy.String(nullable=False)
    valid_from = dy.Datetime(nullable=True, time_unit="us", time_zone="UTC")
    valid_to = dy.Datetime(nullable=True, time_unit="us", time_zone="UTC")
    #: readsb header, standing-data aircraft, icao blocks, russian address rule, analyst NAME, ...
    source = dy.String(nullable=False)
    retrieved_at = dy.Datetime(nullable=True, time_unit="us", time_zone="UTC")
    simulated = dy.Bool(nullable=False)
