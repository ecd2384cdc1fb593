"""The data dictionary: one table per file, with its key, units and rules."""

from wheelsdown.schemas.acquisitions import Acquisition, Part, Refusal
from wheelsdown.schemas.aerodromes import Aerodrome, RunwayEnd
from wheelsdown.schemas.cell_runs import CellRun
from wheelsdown.schemas.flights import Flight
from wheelsdown.schemas.ground_contacts import GroundContact
from wheelsdown.schemas.identity_assertions import IdentityAssertion
from wheelsdown.schemas.state_vectors import StateVector
from wheelsdown.schemas.track_ends import TrackEnd
from wheelsdown.schemas.tracks import Track
from wheelsdown.schemas.visits import Visit
from wheelsdown.schemas.words import (
    Basis,
    EndKind,
    Integrity,
    Phase,
    PlaceKind,
    PlaceLevel,
    SourceFormat,
    WorkspaceKind,
)

__all__ = [
    "Acquisition",
    "Aerodrome",
    "Basis",
    "CellRun",
    "EndKind",
    "Flight",
    "GroundContact",
    "IdentityAssertion",
    "Integrity",
    "Part",
    "Phase",
    "PlaceKind",
    "PlaceLevel",
    "Refusal",
    "RunwayEnd",
    "SourceFormat",
    "StateVector",
    "Track",
    "TrackEnd",
    "Visit",
    "WorkspaceKind",
]
