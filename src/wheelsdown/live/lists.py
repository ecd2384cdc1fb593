"""What one ``aircraft.json`` says of each aircraft, in readsb's dialect or the older one of dump1090.

Times are the arrival of the list minus the ages in it, so a receiver whose clock is wrong is heard as well
as any; a list that says the same ``now`` as the one before is an old one served again, and says nothing.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import msgspec

from wheelsdown.errors import SourceError
from wheelsdown.live.picture import Dialect
from wheelsdown.reference.standing_data import load_table
from wheelsdown.sources.heard import Heard
from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.readsb_headers import is_organisation

__all__ = ["AircraftList", "Known", "heard_of", "read_list"]

_ADDRESS: Final = re.compile(r"~?[0-9a-f]{6}")
_SQUAWK: Final = re.compile(r"[0-7]{4}")
_WORD: Final = re.compile(r"[a-z0-9_]{1,24}")

#: Keys that only the older dialect has.
_OLD: Final = ("altitude", "vert_rate", "nucp", "speed")

#: An age beyond this is none.
_OLDEST_S: Final = 1e6

#: A position this much older than the last contact is told apart from it.
_OWN_TIME_S: Final = 0.3


class AircraftList(msgspec.Struct, gc=False):
    """One list as received."""

    now: float
    aircraft: list[Any]
    messages: int = 0
    simulated: Any = None

    @property
    def dialect(self) -> Dialect | None:
        """Give the dialect; None where no entry shows it."""
        for entry in self.aircraft:
            if isinstance(entry, dict):
                if any(key in entry for key in ("alt_baro", "gs", "baro_rate", "type")):
                    return Dialect.READSB
                if any(key in entry for key in _OLD):
                    return Dialect.DUMP1090
        return None


class Known(msgspec.Struct, gc=False):
    """What a feed's database says of an aircraft; empty where it says nothing."""

    registration: str | None = None
    type_designator: str | None = None
    description: str | None = None
    operator: str | None = None
    flags: int | None = None
    #: An owner is named who may be a person; the name is not kept.
    owner_withheld: bool = False


_LIST: Final = msgspec.json.Decoder(AircraftList)


def read_list(body: bytes, *, where: str) -> AircraftList:
    """Read one list.

    Raises
    ------
    SourceError
        It is none.
    """
    return decode_json(body, _LIST, where=where)


def heard_of(listed: AircraftList, at_us: int) -> Iterator[tuple[Heard, Heard | None, Known] | SourceError]:
    """Give for each aircraft what was heard last, its position if that is older, and what is known of it."""
    for entry in listed.aircraft:
        if not isinstance(entry, dict):
            yield SourceError("an entry that is no object", reason="malformed_point")
            continue
        address = str(entry.get("hex", "")).strip().lower()
        if not _ADDRESS.fullmatch(address):
            yield SourceError("an entry without an address", reason="bad_address")
            continue
        yield _entry(address, entry, at_us)


def _entry(address: str, entry: dict[str, Any], at_us: int) -> tuple[Heard, Heard | None, Known]:
    seen_s = _age(entry.get("seen"))
    heard = Heard(address, at_us - int(seen_s * 1e6))
    altitude = _first(entry, "alt_baro", "altitude")
    heard.on_ground = True if altitude == "ground" else None if _number(altitude) is None else False
    heard.altitude_ft = _number(altitude)
    geometric = _number(entry.get("alt_geom"))
    if geometric is not None and heard.altitude_ft is not None:
        heard.geometric_offset_ft = geometric - heard.altitude_ft
    heard.groundspeed_kt = _number(_first(entry, "gs", "speed"))
    heard.track_deg = _number(entry.get("track"))
    heard.vertical_rate_fpm = _number(_first(entry, "baro_rate", "geom_rate", "vert_rate"))
    heard.callsign = _text(entry.get("flight"), 16)
    heard.squawk = _matching(_SQUAWK, entry.get("squawk"))
    heard.emergency = _matching(_WORD, entry.get("emergency"))
    heard.category = _text(entry.get("category"), 2)
    heard.nic, heard.nac_p = _whole(entry.get("nic")), _whole(entry.get("nac_p"))
    heard.adsb_version = _whole(entry.get("version"))
    heard.rssi_db = _number(entry.get("rssi"))
    heard.source_type = _source(entry)
    owner = _text(entry.get("ownOp"), 60)
    withheld = owner is not None and not is_organisation(owner) and owner not in _airlines()
    known = Known(
        _text(entry.get("r"), 16), _text(entry.get("t"), 8), _text(entry.get("desc"), 60),
        None if withheld else owner, _whole(entry.get("dbFlags")), withheld,
    )  # fmt: skip
    return heard, _located(heard, entry, seen_s, at_us), known


@cache
def _airlines() -> frozenset[str]:
    return frozenset(load_table("airlines")["name"].drop_nulls())


def _located(heard: Heard, entry: dict[str, Any], seen_s: float, at_us: int) -> Heard | None:
    """Put the position where it belongs: into what was heard last, or into an older word of its own."""
    lat, lon = _number(entry.get("lat")), _number(entry.get("lon"))
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    age_s = _age(entry.get("seen_pos"))
    if abs(age_s - seen_s) <= _OWN_TIME_S:
        heard.lat_deg, heard.lon_deg = lat, lon
        return None
    return Heard(
        heard.airframe, at_us - int(age_s * 1e6), lat, lon, source_type=heard.source_type, nic=heard.nic
    )


def _source(entry: dict[str, Any]) -> str | None:
    mlat = entry.get("mlat")
    if isinstance(mlat, list) and "lat" in mlat:
        return "mlat"
    word = _matching(_WORD, entry.get("type"))
    return word.removeprefix("sim_") if word else None


def _first(entry: dict[str, Any], *keys: str) -> Any:
    return next((entry[key] for key in keys if entry.get(key) is not None), None)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        return None
    return float(value)


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31 else None


def _age(value: Any) -> float:
    age_s = _number(value)
    return age_s if age_s is not None and 0 <= age_s < _OLDEST_S else 0.0


def _text(value: Any, longest: int) -> str | None:
    """Give text in which nothing can do harm on a terminal; letters of any script."""
    if not isinstance(value, str):
        return None
    return "".join(c for c in value[:longest] if c.isprintable()).strip() or None


def _matching(pattern: re.Pattern[str], value: Any) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None
