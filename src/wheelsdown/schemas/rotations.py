"""Legs of rotations: the flights of a visiting airframe before and after its visit."""

import dataframely as dy

from wheelsdown.schemas.flights import END

__all__ = ["LABELLED_PLACE", "RotationLeg"]

#: A place named as finely as the evidence allows, and for a person.
LABELLED_PLACE = dy.Struct(
    {
        "id": dy.String(nullable=True),
        "level": dy.String(),
        "label": dy.String(nullable=True),
    }
)


class RotationLeg(dy.Schema):
    """One leg before (-1, -2) or after (1, 2) a visit."""

    visit_id = dy.String(nullable=False)
    position = dy.Int8(nullable=False)
    flight_id = dy.String(nullable=False)
    airframe = dy.String(nullable=False)
    icao24 = dy.String(nullable=True)
    callsign = dy.String(nullable=True)
    registration = dy.String(nullable=True)
    type_designator = dy.String(nullable=True)
    operator = dy.String(nullable=True)
    came_from = dy.Struct(LABELLED_PLACE.inner, alias="from")
    went_to = dy.Struct(LABELLED_PLACE.inner, alias="to")
    take_off = END
    landing = END
    integrity = dy.String(nullable=False)
    simulated = dy.Bool(nullable=False)
