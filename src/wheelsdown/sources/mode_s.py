"""What frames of Mode S say, decoded by rs1090 and held to what can be checked.

rs1090 decodes the fields of a frame; positions are put together in `cpr`, because rs1090 remembers the
other half of a position only within one call. Which address a frame belongs to:

- Extended squitters (DF 17, 18) carry their address and a checksum; a wrong sum is dropped.
- All-call replies (DF 11) carry the address, and the sum holds the interrogator's code: those with code 0
  count as they are, the others only if the address is known.
- The other replies carry the address only mixed into the sum, so noise names random aircraft: they count
  only for an address heard with a checksum within a minute (as dump1090 does).
- TIS-B and rebroadcasts (DF 18) and addresses of the ground's own choice get ``~``: no airframe's identity.

rs1090 aborts on text that is no hex of a whole frame: only such text is given to it.
"""

from collections import Counter
from collections.abc import Sequence
from math import log10
from typing import Any, Final

import rs1090

from wheelsdown.sources.cpr import CprDecoder, Half
from wheelsdown.sources.heard import Heard
from wheelsdown.sources.wire import Message

__all__ = ["ModeSDecoder"]

#: How long an address stays known after a checked message; aircraft squitter theirs every second.
_KNOWN_S: Final = 60.0

#: How often what is long past is forgotten.
_TIDY_S: Final = 600.0

#: CF of DF 18 -> what readsb calls it; fine TIS-B, relayed TIS-B and ADS-R are read, the rest is not.
_NON_TRANSPONDER: Final = {
    "ADSB_ES_NT": "adsb_icao_nt",
    "ADSB_ES_NT_ALT": "adsb_other",
    "TISB_FINE": "tisb_other",
    "TISB_ADSB_RELAY": "tisb_other",
    "TISB_ADSB": "adsr_other",
}

#: Type code -> NIC where the version is 1 or 2, the lower one where supplements decide (DO-260B, 2.2.3.2.3).
_NIC: Final = {
    5: 11, 6: 10, 7: 8, 8: 0, 9: 11, 10: 10, 11: 8, 12: 7, 13: 6, 14: 5, 15: 4, 16: 2, 17: 1, 18: 0,
    20: 11, 21: 10, 22: 0,
}  # fmt: skip

#: Type codes 1 to 4 -> the letter of the category.
_CATEGORY: Final = {1: "D", 2: "C", 3: "B", 4: "A"}

#: rs1090's words -> readsb's.
_EMERGENCY: Final = {
    "none": "none", "general": "general", "medical": "lifeguard", "minimum_fuel": "minfuel",
    "no_communication": "nordo", "unlawful_interference": "unlawful", "downed": "downed",
}  # fmt: skip

#: Generator of the checksum (ICAO Annex 10 volume IV, 3.1.2.3.3).
_GENERATOR: Final = 0xFFF409


def _remainder(byte: int) -> int:
    rest = byte << 16
    for _ in range(8):
        rest = (rest << 1) ^ (_GENERATOR if rest & 0x800000 else 0)
    return rest & 0xFFFFFF


_REMAINDERS: Final = tuple(_remainder(byte) for byte in range(256))


class ModeSDecoder:
    """Decodes the frames of any number of receivers, in the order they arrive.

    Parameters
    ----------
    reference
        Latitude and longitude of the receiver in degrees, for aircraft first heard on the ground.
    """

    def __init__(self, reference: tuple[float, float] | None = None) -> None:
        self._cpr = CprDecoder(reference)
        self._known: dict[str, float] = {}
        self._versions: dict[str, int] = {}
        self._tidied_s = 0.0
        #: Reason -> number of messages not understood or not believed.
        self.dropped: Counter[str] = Counter()

    def decode(self, messages: Sequence[Message], at_us: int) -> list[Heard | None]:
        """Give what each message says, None for those dropped; they arrived together."""
        at_s = at_us / 1e6
        self._tidy(at_s)
        frames = [message.text for message in messages if message.text]
        decoded = iter(rs1090.decode(frames) if frames else [])
        heard: list[Heard | None] = []
        for message in messages:
            said: Any = next(decoded) if message.text else None
            if not said:
                self.dropped["bad_checksum" if message.text else "not_mode_s"] += 1
                heard.append(None)
                continue
            airframe = self._airframe(message.text, said, at_s)
            heard.append(None if airframe is None else self._heard(airframe, message, said, at_us))
        return heard

    def _airframe(self, frame: str, said: dict[str, Any], at_s: float) -> str | None:
        address: str | None = said.get("icao24")
        kind = said["df"]
        if kind == "17":
            self._known[address or ""] = at_s
            return address
        if kind == "18":
            source = _NON_TRANSPONDER.get(said.get("tisb", ""))
            if source is None or address is None:
                self.dropped["unread_tisb"] += 1
                return None
            return address if source == "adsb_icao_nt" else f"~{address}"
        if address is None:
            self.dropped["unread_format"] += 1
            return None
        if kind == "11" and _interrogator(frame) == 0:
            self._known[address] = at_s
            return address
        if at_s - self._known.get(address, 0.0) <= _KNOWN_S:
            return address
        self.dropped["unconfirmed_address"] += 1
        return None

    def _heard(self, airframe: str, message: Message, said: dict[str, Any], at_us: int) -> Heard:
        heard = Heard(airframe, at_us, source_type=_source(said, message))
        if message.signal:
            heard.rssi_db = 20 * log10(message.signal / 255)
        match said.get("bds"):
            case "05" | "06" as bds:
                self._position(heard, message, said, on_ground=bds == "06")
            case "08":
                _identification(heard, message.text, said)
            case "09":
                _velocity(heard, said)
            case "61":
                heard.emergency = _EMERGENCY.get(str(said.get("emergency_state")))
                heard.squawk = said.get("squawk")
            case "62":
                heard.nac_p = said.get("NACp")
            case "65":
                heard.nac_p, heard.adsb_version = said.get("NACp"), said.get("version")
                if heard.adsb_version is not None:
                    self._versions[airframe] = heard.adsb_version
            case _:
                _reply(heard, said)
        return heard

    def _position(self, heard: Heard, message: Message, said: dict[str, Any], *, on_ground: bool) -> None:
        heard.on_ground = on_ground
        if on_ground:
            heard.groundspeed_kt, heard.track_deg = said.get("groundspeed"), said.get("track")
        elif said.get("source") == "barometric":
            heard.altitude_ft = said.get("altitude")
        if self._versions.get(heard.airframe, 0) > 0:
            heard.nic = _NIC.get(said.get("tc", 0))
        lat_cpr, lon_cpr = said.get("lat_cpr"), said.get("lon_cpr")
        if lat_cpr is None or lon_cpr is None:
            return
        half = Half(said["parity"] == "odd", lat_cpr, lon_cpr, on_ground, heard.at_us / 1e6, message.tick_s)
        place = self._cpr.place(heard.airframe, half)
        if place is None:
            self.dropped["position_not_resolved"] += 1
        else:
            heard.lat_deg, heard.lon_deg = place

    def _tidy(self, at_s: float) -> None:
        if not 0 <= at_s - self._tidied_s < _TIDY_S:
            self._tidied_s = at_s
            self._cpr.forget(at_s - _TIDY_S)
            self._known = {name: last for name, last in self._known.items() if last >= at_s - _TIDY_S}
            self._versions = {name: held for name, held in self._versions.items() if name in self._known}


def _interrogator(frame: str) -> int:
    """Give what the checksum of an all-call reply holds besides: 0 for a squitter to everybody."""
    payload = bytes.fromhex(frame)
    rest = 0
    for byte in payload[:-3]:
        rest = (rest << 8 & 0xFFFFFF) ^ _REMAINDERS[(rest >> 16) ^ byte]
    return rest ^ int.from_bytes(payload[-3:], "big")


def _source(said: dict[str, Any], message: Message) -> str:
    if message.by_mlat:
        return "mlat"
    if said["df"] == "17":
        return "adsb_icao"
    return _NON_TRANSPONDER.get(said.get("tisb", ""), "mode_s")


def _identification(heard: Heard, frame: str, said: dict[str, Any]) -> None:
    heard.callsign = _callsign(said)
    first = int(frame[8:10], 16)
    letter = _CATEGORY.get(first >> 3)
    heard.category = f"{letter}{first & 7}" if letter else None


def _velocity(heard: Heard, said: dict[str, Any]) -> None:
    heard.groundspeed_kt, heard.track_deg = said.get("groundspeed"), said.get("track")
    heard.vertical_rate_fpm = said.get("vertical_rate")
    heard.geometric_offset_ft = said.get("geo_minus_baro")


def _reply(heard: Heard, said: dict[str, Any]) -> None:
    """Read altitude, squawk and callsign of a reply to a radar."""
    altitude = said.get("altitude")
    heard.altitude_ft = altitude if isinstance(altitude, int | float) else None
    heard.squawk = said.get("squawk")
    if "bds20" in said:
        heard.callsign = _callsign(said["bds20"])


def _callsign(said: dict[str, Any]) -> str | None:
    """Give a callsign; one with letters that the code does not have (``#``) was not meant as one."""
    text = (said.get("callsign") or "").strip(" _")
    return text if text and "#" not in text else None
