"""The closed word sets of the data dictionary: one enum per column that holds one."""

from enum import StrEnum

__all__ = [
    "Basis",
    "EndKind",
    "Integrity",
    "Phase",
    "PlaceKind",
    "PlaceLevel",
    "SourceFormat",
    "WorkspaceKind",
]


class Basis(StrEnum):
    """How a value is known."""

    OBSERVED = "observed"  #: ground contact or the runway was seen
    INFERRED = "inferred"  #: a posterior names it
    BOUNDED = "bounded"  #: low and descending towards, or climbing out of, one plausible field
    REPORTED = "reported"  #: somebody's word, or another kind of evidence
    UNKNOWN = "unknown"


class EndKind(StrEnum):
    """Which end of a flight an end is."""

    TAKE_OFF = "take_off"
    LANDING = "landing"


class Integrity(StrEnum):
    """How far the broadcast positions can be believed."""

    OK = "ok"
    DEGRADED = "degraded"
    JAMMED = "jammed"
    SPOOF_SUSPECT = "spoof_suspect"


class Phase(StrEnum):
    """What an aircraft is doing at one instant, in the words of OpenAP and OPDI."""

    GROUND = "ground"
    INITIAL_CLIMB = "initial_climb"  #: climbing, low, near a field
    CLIMB = "climb"
    CRUISE = "cruise"  #: level and high
    LEVEL = "level"  #: level below cruising height, or at a height that was not received
    DESCENT = "descent"
    APPROACH = "approach"  #: sinking, low, near a field
    UNKNOWN = "unknown"  #: too little was received to say


class PlaceKind(StrEnum):
    """What a registered place is."""

    AIR_BASE = "air_base"
    AIRPORT = "airport"
    AIRSTRIP = "airstrip"
    PORT = "port"


class PlaceLevel(StrEnum):
    """How finely a place is named."""

    AERODROME = "aerodrome"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class SourceFormat(StrEnum):
    """What a raw file is, by its content."""

    READSB_TRACE = "readsb_trace"
    READSB_AIRCRAFT = "readsb_aircraft"
    TRAFFIC_JSON = "traffic_json"
    TRAFFIC_PARQUET = "traffic_parquet"
    OPENSKY_CSV = "opensky_csv"
    OPENSKY_PARQUET = "opensky_parquet"
    OPENSKY_STATES = "opensky_states"
    FR24_CSV = "fr24_csv"
    FR24_KML = "fr24_kml"
    FR24_API = "fr24_api"
    CAPTURE = "capture"  #: what a live feed sent, as `wheelsdown listen` kept it


class WorkspaceKind(StrEnum):
    """A workspace holds real data or simulated data, never both."""

    REAL = "real"
    SIMULATED = "simulated"
