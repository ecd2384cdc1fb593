"""What lines of the SBS (BaseStation) format say: 22 fields between commas, one message a line.

Fields as readsb writes and reads them (net_io.c, modesSendSBSOutput and decodeSbsLine). Times have no
zone: UTC from readsb, the machine's own from others.

- Of a line heard live the time of day is taken, on the day nearest to the arrival; one that is more than
  `_MAX_OFF_S` away from the arrival comes from another clock or zone, and the arrival counts instead.
- Fields 19 and 20 are not read: MLAT writes something else into them.
- A position without one of its halves is none; what is no number is missing.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Final
from zoneinfo import ZoneInfo

from wheelsdown.sources.heard import Heard
from wheelsdown.sources.wire import LineSplitter, Message

__all__ = ["SbsDecoder", "SbsSplitter"]

#: The longest line that makes sense is below 200 bytes.
_LONGEST: Final = 1024

_ADDRESS: Final = re.compile(r"~?[0-9A-Fa-f]{6}")
_SQUAWK: Final = re.compile(r"[0-7]{4}")
_TIME: Final = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?")

#: A network and a receiver hold a message back for seconds, not for half a minute.
_MAX_OFF_S: Final = 30.0

_FLAGS: Final = {"-1": True, "1": True, "0": False}


class SbsSplitter:
    """Cuts SBS text into lines."""

    def __init__(self) -> None:
        self._lines = LineSplitter(b"\n", _LONGEST)
        self._n_garbage = 0

    @property
    def n_garbage_bytes(self) -> int:
        """Give how many bytes belong to no message."""
        return self._lines.n_garbage_bytes + self._n_garbage

    def split(self, chunk: bytes) -> list[Message]:
        """Give the lines that are whole now; empty ones keep a connection alive and say nothing."""
        messages: list[Message] = []
        for line in self._lines.lines(chunk):
            if b"," in line:
                messages.append(Message(line.decode("ascii", "replace").strip()))
            elif line.strip():
                self._n_garbage += len(line) + 1
        return messages

    def rest(self) -> bytes:
        """Give the beginning of a line."""
        return self._lines.rest()


class SbsDecoder:
    """Reads the lines of one feed.

    Parameters
    ----------
    tz
        Zone of the times in the lines.
    """

    def __init__(self, tz: str = "UTC") -> None:
        self._zone = ZoneInfo(tz)
        #: Reason -> number of lines not understood, or whose time was not believed.
        self.dropped: Counter[str] = Counter()

    def decode(self, messages: Sequence[Message], at_us: int) -> list[Heard | None]:
        """Give what each line says, None for those that say nothing of an aircraft."""
        return [self._line(message.text, at_us) for message in messages]

    def _line(self, line: str, at_us: int) -> Heard | None:
        fields = [field.strip() for field in line.split(",")]
        if fields[0] != "MSG" or len(fields) < 22:
            self.dropped["no_message"] += 1
            return None
        if not _ADDRESS.fullmatch(fields[4]):
            self.dropped["bad_address"] += 1
            return None
        heard = Heard(fields[4].lower(), self._at_us(fields[7], at_us))
        heard.callsign = _callsign(fields[10])
        heard.altitude_ft = _number(fields[11])
        heard.groundspeed_kt, heard.track_deg = _number(fields[12]), _number(fields[13])
        lat, lon = _number(fields[14]), _number(fields[15])
        if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
            heard.lat_deg, heard.lon_deg = lat, lon
        heard.vertical_rate_fpm = _number(fields[16])
        heard.squawk = fields[17] if _SQUAWK.fullmatch(fields[17]) else None
        heard.on_ground = _FLAGS.get(fields[21])
        if heard.on_ground:
            heard.altitude_ft = None
        return heard

    def _at_us(self, text: str, arrived_us: int) -> int:
        """Give the time of a line: its own time of day near the arrival, or the arrival."""
        told = _TIME.fullmatch(text)
        arrived = datetime.fromtimestamp(arrived_us / 1e6, UTC)
        if told is None or int(told[1]) > 23 or int(told[2]) > 59 or int(told[3]) > 59:
            return arrived_us
        local = arrived.astimezone(self._zone).replace(
            hour=int(told[1]), minute=int(told[2]), second=int(told[3]),
            microsecond=int((told[4] or "").ljust(6, "0")),
        )  # fmt: skip
        off_us = round((local.astimezone(UTC) - arrived) / timedelta(microseconds=1))
        half_a_day = 43_200_000_000
        off_us = (off_us + half_a_day) % (2 * half_a_day) - half_a_day
        if abs(off_us) > _MAX_OFF_S * 1e6:
            self.dropped["time_not_believed"] += 1
            return arrived_us
        return arrived_us + off_us


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _callsign(text: str) -> str | None:
    return "".join(c for c in text if " " <= c <= "~").strip(" @")[:8] or None
