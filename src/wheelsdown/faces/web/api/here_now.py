"""Who is at a base at this moment, as far as live reception says: another word, beside the tables.

It may say that who is not known to have left flies elsewhere by now, or that somebody stands there of whom
the tables do not know yet. It never makes a visit: that is for the tables, when the data is worked in. Nobody
heard is no empty base.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Literal

import msgspec

from wheelsdown.care.licences import is_kept_here
from wheelsdown.care.pictures import is_military
from wheelsdown.clock import rfc3339
from wheelsdown.faces.web.api.placing import PlaceAnswer
from wheelsdown.faces.web.present import Present
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.live.picture import Aircraft
from wheelsdown.schemas import Integrity

__all__ = ["HereNow", "LiveHere", "LiveWord", "here_now", "live_words"]

#: What is on the ground so near to a field's reference point is on the field: the largest reach 3 NM.
FIELD_NM: Final = 3.0

#: What counts as low near the field, as in the alerts (``alerts.rules.Arrival``): NM, and feet above it.
NEAR_NM: Final = 5.0
LOW_FT: Final = 3000.0

#: A position older than this is where it was, not where it is (seconds; as in ``alerts.live_events``).
FRESH_S: Final = 60.0

_BELIEVED: Final = frozenset({None, Integrity.OK})


class LiveHere(msgspec.Struct, frozen=True, kw_only=True):
    """One aircraft heard there now."""

    airframe: str
    #: Null where it is no ICAO address, or is withheld.
    icao24: str | None
    callsign: str | None
    registration: str | None
    type_designator: str | None
    operator: str | None
    military: bool | None
    state: Literal["on_ground", "low"]
    #: As sent; null on the ground.
    altitude_ft: float | None
    distance_nm: float
    heard_at: str
    receivers: Sequence[str]


class HereNow(msgspec.Struct, frozen=True, kw_only=True):
    """What live reception says of a place."""

    #: False where nobody listens, or nothing live is shown: then nothing live is known, and ``why`` says why.
    is_known: bool
    why: str | None
    #: When the picture was written.
    at: str | None = None
    #: On the ground there, or low near it; the nearest first.
    aircraft: list[LiveHere] = []


class LiveWord(msgspec.Struct, frozen=True, kw_only=True):
    """What live reception says of one aircraft that came and was not seen to leave."""

    #: ``here``: on the ground there. ``gone``: received in the air, or on the ground elsewhere. ``unclear``:
    #: heard, but without a position that is fresh and believed.
    state: Literal["here", "gone", "unclear"]
    distance_nm: float | None
    altitude_ft: float | None
    heard_at: str


def here_now(present: Present, place: PlaceAnswer) -> HereNow:
    """Give who is heard at a place now."""
    why = _why_not(present, place)
    picture = present.sky.picture
    if why is not None or picture is None or place.lat_deg is None or place.lon_deg is None:
        return HereNow(is_known=False, why=why)
    field_ft = next((each.elevation_ft for each in place.aerodromes if each.aerodrome == place.id), None)
    found = [
        here
        for each in picture.aircraft
        if (here := _here(each, picture.now, (place.lat_deg, place.lon_deg), field_ft or 0.0)) is not None
    ]
    return HereNow(
        is_known=True,
        why=None,
        at=_at(picture.now),
        aircraft=sorted(found, key=lambda each: (each.state == "low", each.distance_nm)),
    )


def live_words(
    present: Present, here: HereNow, place: PlaceAnswer, airframes: Sequence[str]
) -> Mapping[str, LiveWord]:
    """Give what live reception says of these airframes; nothing of those that are not heard."""
    picture = present.sky.picture
    if not here.is_known or picture is None or place.lat_deg is None or place.lon_deg is None:
        return {}
    asked, point = set(airframes), (place.lat_deg, place.lon_deg)
    return {each.hex: _word(each, picture.now, point) for each in picture.aircraft if each.hex in asked}


def _why_not(present: Present, place: PlaceAnswer) -> str | None:
    """Say why nothing live is said of a place; None where it may be."""
    picture, view = present.sky.picture, present.view
    if place.lat_deg is None:
        return "this is no single place on a map, so live reception is not asked"
    if view.settings.delay and place.watched_radius_nm is not None:
        hours = view.settings.delay.total_seconds() / 3600
        return f"movements at watched places wait {hours:g} hours here, so live reception is not shown"
    if picture is None or picture.is_stale:
        return "nobody listens in this workspace, so who is there now is unknown"
    if not view.settings.private and is_kept_here(picture.provider):
        return "who publishes the live feed forbids to pass it on, so live reception is not shown"
    if view.workspace.kind is not None and picture.simulated != view.simulated:
        return "the live picture and the tables are not both simulated or both real, so they are kept apart"
    return None


def _here(each: Aircraft, now_s: float, point: tuple[float, float], field_ft: float) -> LiveHere | None:
    """Describe an aircraft that is there; None of others."""
    away_nm = _away_nm(each, point)
    if away_nm is None or away_nm > NEAR_NM:
        return None
    level_ft = _level_ft(each)
    if each.alt_baro == "ground":
        if away_nm > FIELD_NM:
            return None
    elif level_ft is None or level_ft - field_ft > LOW_FT:
        return None
    return LiveHere(
        airframe=each.hex,
        icao24=each.hex if len(each.hex) == 6 else None,
        callsign=(each.flight or "").strip() or None,
        registration=each.r,
        type_designator=each.t,
        operator=each.own_op,
        military=is_military(each),
        state="on_ground" if each.alt_baro == "ground" else "low",
        altitude_ft=level_ft,
        distance_nm=round(away_nm, 1),
        heard_at=_at(now_s - each.seen),
        receivers=each.receivers,
    )


def _word(each: Aircraft, now_s: float, point: tuple[float, float]) -> LiveWord:
    away_nm, level_ft = _away_nm(each, point), _level_ft(each)
    state: Literal["here", "gone", "unclear"] = "unclear"
    if away_nm is not None and each.alt_baro == "ground":
        state = "here" if away_nm <= FIELD_NM else "gone"
    elif away_nm is not None and level_ft is not None:
        state = "gone"
    return LiveWord(
        state=state,
        distance_nm=None if away_nm is None else round(away_nm, 1),
        altitude_ft=level_ft,
        heard_at=_at(now_s - each.seen),
    )


def _away_nm(each: Aircraft, point: tuple[float, float]) -> float | None:
    """Give how far away it is; None where its position is not known, not fresh or not believed."""
    if each.lat is None or each.lon is None or each.integrity not in _BELIEVED:
        return None
    if (each.seen_pos if each.seen_pos is not None else each.seen) > FRESH_S:
        return None
    return float(distance_nm(each.lat, each.lon, *point))


def _level_ft(each: Aircraft) -> float | None:
    if each.alt_baro == "ground":
        return None
    return each.alt_baro if each.alt_baro is not None else each.alt_geom


def _at(seconds: float) -> str:
    said: Any = rfc3339(datetime.fromtimestamp(int(seconds), UTC))
    return str(said)
