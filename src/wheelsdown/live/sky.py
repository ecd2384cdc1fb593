"""What every aircraft does, from the words of all feeds together.

- Each value counts at its own time: an older word never replaces a newer one, whichever feed brings it.
- The same position told by several feeds is one, and all their names are kept.
- A position further away than the aircraft can have flown since its last one is not believed: the last
  one stays, grows old, and the aircraft is marked ``spoof_suspect`` for ten minutes. When the believed
  place is a minute old and the doubted ones go on where they were, they are shown, still marked.
- An emergency code in a reply to a radar, which carries no checksum of its own, counts when it comes twice.
- ``degraded`` and ``jammed``: the aircraft itself says that its position is poor, or was good and is lost
  (the rule of `tracks.integrity`). The rest of what is judged there needs more than a moment.
"""

from enum import StrEnum
from typing import Final

import msgspec

from wheelsdown.geo.sphere_kernel import at_most_nm, haversine_nm
from wheelsdown.live.lists import Known
from wheelsdown.live.picture import Aircraft
from wheelsdown.live.told import ToldPlaces
from wheelsdown.schemas import Integrity
from wheelsdown.sources.heard import Heard
from wheelsdown.tracks.clean import MAX_SPEED_KT, POSITION_SLACK_NM
from wheelsdown.tracks.integrity import NACP_GOOD, NACP_LOST

__all__ = ["Sky", "Verdict"]

#: An aircraft stays in the picture for so long after its last message, its values and position for a
#: minute (readsb: 300 s and 60 s).
_LISTED_S: Final = 300.0
_FRESH_S: Final = 60.0

#: How long a doubted position marks an aircraft, and how long another track must last to be shown.
_SUSPECT_S: Final = 600.0
_LASTING_S: Final = 10.0

#: Unlawful interference, radio failure, emergency (ICAO Doc 4444).
_EMERGENCIES: Final = frozenset({"7500", "7600", "7700"})

#: What stays as it was told until something newer is told.
_LASTING: Final = ("category", "emergency", "nic", "nac_p", "adsb_version")


class Verdict(StrEnum):
    """What became of the position in a word."""

    NONE = "none"  #: there was none, or a newer one is known
    BELIEVED = "believed"
    TOLD = "told"  #: another feed had told it
    DOUBTED = "doubted"


class _Place(msgspec.Struct, frozen=True, gc=False):
    lat_deg: float
    lon_deg: float
    at_us: int


class _State(msgspec.Struct, gc=False):
    """What is known of one aircraft; each value with its own time where it changes fast."""

    heard: Heard
    n_messages: int = 0
    altitude_at_us: int = 0
    velocity_at_us: int = 0
    rate_at_us: int = 0
    ground_at_us: int = 0
    offset_at_us: int = 0
    place: _Place | None = None
    place_source: str | None = None
    #: Also of positions that are doubted or come late: told twice, they are still told once.
    told: ToldPlaces = msgspec.field(default_factory=ToldPlaces)
    doubt: _Place | None = None
    doubt_since_us: int = 0
    suspect_until_us: int = 0
    doubted_squawk: str | None = None
    was_good: bool = False
    receivers: dict[str, int] = {}
    known: Known | None = None


class Sky:
    """All aircraft that were heard in the last minutes."""

    def __init__(self) -> None:
        self._states: dict[str, _State] = {}

    def hear(self, heard: Heard, feed: str) -> Verdict:
        """Take note of one word, and say what became of its position."""
        state = self._states.get(heard.airframe)
        if state is None:
            state = self._states[heard.airframe] = _State(Heard(heard.airframe, heard.at_us))
        state.n_messages += 1
        at_us = heard.at_us
        state.receivers[feed] = max(at_us, state.receivers.get(feed, 0))
        _take_values(state, heard)
        if at_us >= state.heard.at_us:
            _take_lasting(state, heard)
        return Verdict.NONE if heard.lat_deg is None else _placed(state, heard, feed)

    def hear_also(self, airframe: str, feed: str, at_us: int) -> None:
        """Take note that another feed has heard the same."""
        state = self._states.get(airframe)
        if state is not None:
            state.receivers[feed] = at_us

    def know(self, airframe: str, known: Known) -> None:
        """Take note of what a feed's database says of an aircraft."""
        state = self._states.get(airframe)
        if state is not None:
            state.known = known

    def aircraft(self, now_us: int) -> list[Aircraft]:
        """Give every aircraft as it is known now, and forget those not heard for long."""
        oldest_us = now_us - int(_LISTED_S * 1e6)
        gone = [name for name, state in self._states.items() if state.heard.at_us < oldest_us]
        for name in gone:
            del self._states[name]
        return [_shown(state, now_us) for state in self._states.values()]


def _take_values(state: _State, heard: Heard) -> None:
    at_us, held = heard.at_us, state.heard
    if heard.altitude_ft is not None and at_us >= state.altitude_at_us:
        held.altitude_ft, state.altitude_at_us = heard.altitude_ft, at_us
    if heard.on_ground is not None and at_us >= state.ground_at_us:
        held.on_ground, state.ground_at_us = heard.on_ground, at_us
    if heard.groundspeed_kt is not None and at_us >= state.velocity_at_us:
        held.groundspeed_kt, held.track_deg = heard.groundspeed_kt, heard.track_deg
        state.velocity_at_us = at_us
    if heard.vertical_rate_fpm is not None and at_us >= state.rate_at_us:
        held.vertical_rate_fpm, state.rate_at_us = heard.vertical_rate_fpm, at_us
    if heard.geometric_offset_ft is not None and at_us >= state.offset_at_us:
        held.geometric_offset_ft, state.offset_at_us = heard.geometric_offset_ft, at_us


def _take_lasting(state: _State, heard: Heard) -> None:
    held = state.heard
    held.at_us = heard.at_us
    held.rssi_db = heard.rssi_db or held.rssi_db
    held.source_type = heard.source_type or held.source_type
    held.callsign = heard.callsign or held.callsign
    if heard.source_type != "mode_s":  # a reply to a radar says nothing of these
        for name in _LASTING:
            value = getattr(heard, name)
            if value is not None:
                setattr(held, name, value)
        state.was_good |= (heard.nac_p or 0) >= NACP_GOOD
    if heard.squawk is not None:
        unchecked = heard.source_type == "mode_s" and heard.squawk in _EMERGENCIES
        if not unchecked or heard.squawk in (held.squawk, state.doubted_squawk):
            held.squawk = heard.squawk
        state.doubted_squawk = heard.squawk


def _placed(state: _State, heard: Heard, feed: str) -> Verdict:
    place = _Place(heard.lat_deg or 0.0, heard.lon_deg or 0.0, heard.at_us)
    said = (place.lat_deg, place.lon_deg, feed, place.at_us)
    if len(state.receivers) > 1 and state.told.by_another(*said):
        return Verdict.TOLD
    state.told.tell(*said)
    last = state.place
    if last is not None and place.at_us < last.at_us:
        return Verdict.NONE
    if last is not None and not _reaches(last, place) and not _takes_over(state, last, place):
        return Verdict.DOUBTED
    state.place, state.place_source, state.doubt = place, heard.source_type, None
    return Verdict.BELIEVED


def _reaches(before: _Place, after: _Place) -> bool:
    reach_nm = POSITION_SLACK_NM + MAX_SPEED_KT * (after.at_us - before.at_us) / 3.6e9
    ends = (before.lat_deg, before.lon_deg, after.lat_deg, after.lon_deg)
    return at_most_nm(*ends) <= reach_nm or haversine_nm(*ends) <= reach_nm


def _takes_over(state: _State, last: _Place, place: _Place) -> bool:
    """Doubt a position, unless the believed one is old and the doubted ones have gone on for long."""
    if state.doubt is None or place.at_us < state.doubt.at_us or not _reaches(state.doubt, place):
        state.doubt_since_us = place.at_us
    state.doubt = place
    state.suspect_until_us = place.at_us + int(_SUSPECT_S * 1e6)
    lasts = place.at_us - state.doubt_since_us >= _LASTING_S * 1e6
    return lasts and place.at_us - last.at_us > _FRESH_S * 1e6


def _integrity(state: _State, now_us: int) -> Integrity | None:
    if now_us < state.suspect_until_us:
        return Integrity.SPOOF_SUSPECT
    nac_p, nic = state.heard.nac_p, state.heard.nic
    if nac_p is None or not state.heard.adsb_version:
        return None
    if state.was_good and (nac_p <= NACP_LOST or nic == 0):
        return Integrity.JAMMED
    return Integrity.OK if nac_p >= NACP_GOOD else Integrity.DEGRADED


def _shown(state: _State, now_us: int) -> Aircraft:
    held, place, known = state.heard, state.place, state.known
    fresh_us = now_us - int(_FRESH_S * 1e6)
    moves = state.velocity_at_us >= fresh_us
    shown = Aircraft(
        hex=held.airframe,
        type=held.source_type,
        flight=held.callsign,
        gs=_tenths(held.groundspeed_kt) if moves else None,
        track=_tenths(held.track_deg) if moves else None,
        baro_rate=held.vertical_rate_fpm if state.rate_at_us >= fresh_us else None,
        squawk=held.squawk,
        emergency=held.emergency,
        category=held.category,
        nic=held.nic,
        nac_p=held.nac_p,
        version=held.adsb_version,
        seen=_ago_s(held.at_us, now_us),
        messages=state.n_messages,
        rssi=_tenths(held.rssi_db),
        receivers=sorted(feed for feed, at_us in state.receivers.items() if at_us >= fresh_us),
        integrity=_integrity(state, now_us),
    )
    if place is not None and place.at_us >= fresh_us:
        shown.lat, shown.lon = round(place.lat_deg, 6), round(place.lon_deg, 6)
        shown.seen_pos, shown.type = _ago_s(place.at_us, now_us), state.place_source
    if held.on_ground and state.ground_at_us >= fresh_us:
        shown.alt_baro = "ground"
    elif state.altitude_at_us >= fresh_us and held.altitude_ft is not None:
        shown.alt_baro = held.altitude_ft
        if held.geometric_offset_ft is not None and state.offset_at_us >= fresh_us:
            shown.alt_geom = held.altitude_ft + held.geometric_offset_ft
    if known is not None:
        shown.r, shown.t, shown.desc = known.registration, known.type_designator, known.description
        shown.own_op, shown.db_flags = known.operator, known.flags
        shown.owner_withheld = known.owner_withheld
    return shown


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _ago_s(at_us: int, now_us: int) -> float:
    return round(max(0, now_us - at_us) / 1e6, 1)
