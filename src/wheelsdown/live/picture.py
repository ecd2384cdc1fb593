"""What flies right now, as the listener last wrote it down.

The listener keeps one file, ``<workspace>/live/aircraft.json``, in readsb's dialect (readsb
README-json.md) with a few keys of our own, and replaces it at most once a second; everybody else only
reads it. A picture that nobody renews any more stays where it is and says that it is old: an empty sky
and a dead listener must never look alike.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

import msgspec

from wheelsdown import clock
from wheelsdown.errors import SourceError
from wheelsdown.schemas import Integrity

__all__ = [
    "MILITARY",
    "STALE_AFTER_S",
    "Aircraft",
    "Dialect",
    "Feed",
    "FeedState",
    "Picture",
    "picture_path",
    "read_picture",
    "write_picture",
]

#: Bit of readsb's ``dbFlags`` (README-json.md).
MILITARY: Final = 1

#: The listener renews the picture once a second; half a minute without is a listener that is gone.
STALE_AFTER_S: Final = 30.0


class FeedState(StrEnum):
    """How a feed does."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    QUIET = "quiet"  #: connected, but nothing comes
    BROKEN = "broken"  #: the last attempt failed; another one follows


class Dialect(StrEnum):
    """What a feed speaks."""

    BEAST = "beast"
    AVR = "avr"
    SBS = "sbs"
    READSB = "readsb"  #: ``aircraft.json`` with alt_baro, gs, baro_rate
    DUMP1090 = "dump1090"  #: the older ``aircraft.json`` with altitude, speed, vert_rate


class Feed(msgspec.Struct, kw_only=True):
    """One feed and how it does; counts are since the listener started."""

    name: str
    #: Without name and password.
    url: str
    #: None while an ``aircraft.json`` has not shown which dialect it is.
    dialect: Dialect | None
    state: FeedState
    #: Since when it is in this state.
    since: datetime
    last_message_at: datetime | None = None
    #: Messages, or lists of aircraft, as received and archived.
    n_messages: int = 0
    #: Positions that were decoded and believed.
    n_positions: int = 0
    #: Reason -> number of messages that were received and archived, but not understood or not believed.
    n_dropped: dict[str, int] = {}


class Aircraft(
    msgspec.Struct, kw_only=True, omit_defaults=True, rename={"own_op": "ownOp", "db_flags": "dbFlags"}
):
    """One aircraft as heard in the last minutes, in readsb's words; what was not heard is left out."""

    #: Six hex digits, ``~`` before them where it is no ICAO address.
    hex: str
    type: str | None = None
    flight: str | None = None
    alt_baro: float | Literal["ground"] | None = None
    alt_geom: float | None = None
    gs: float | None = None
    track: float | None = None
    baro_rate: float | None = None
    squawk: str | None = None
    emergency: str | None = None
    category: str | None = None
    lat: float | None = None
    lon: float | None = None
    nic: int | None = None
    nac_p: int | None = None
    version: int | None = None
    #: Seconds since the position, and since anything, was received.
    seen_pos: float | None = None
    seen: float
    messages: int
    rssi: float | None = None
    #: Registration, type designator, its name, operator (``ownOp``) and flags (``dbFlags``: 1 military,
    #: 4 PIA, 8 LADD) as a feed's database has them.
    r: str | None = None
    t: str | None = None
    desc: str | None = None
    own_op: str | None = None
    db_flags: int | None = None
    #: Which of these no feed said: they are best known of the address (`live.naming`); our own key.
    filled: Sequence[str] = ()
    #: A feed names an owner who may be a person; the name is not kept. Our own key.
    owner_withheld: bool = False
    #: Names of the feeds that heard it in the last minute.
    receivers: Sequence[str]
    #: How far its positions are believed, as far as that is known live.
    integrity: Integrity | None


class Picture(msgspec.Struct, kw_only=True):
    """All aircraft and feeds at one instant."""

    #: Seconds since 1970, UTC.
    now: float
    #: Messages received since the listener started.
    messages: int
    #: Something in the picture is simulated: it is no evidence.
    simulated: bool
    feeds: list[Feed]
    aircraft: list[Aircraft]
    #: Who publishes what is heard, as the listener was told.
    provider: str = "unknown"

    @property
    def age_s(self) -> float:
        """Give the seconds since the picture was written."""
        return max(0.0, clock.now().timestamp() - self.now)

    @property
    def is_stale(self) -> bool:
        """Say whether nobody renews the picture any more."""
        return self.age_s > STALE_AFTER_S


_DECODER: Final = msgspec.json.Decoder(Picture)
_ENCODER: Final = msgspec.json.Encoder()


def picture_path(workspace: Path) -> Path:
    """Give where a workspace keeps its picture."""
    return workspace / "live" / "aircraft.json"


def read_picture(workspace: Path) -> Picture | None:
    """Give the picture as last written; None where nobody ever listened.

    Raises
    ------
    SourceError
        The file is there and is no picture.
    """
    path = picture_path(workspace)
    try:
        return _DECODER.decode(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(
            f"{path}: no live picture; remove it, 'wheelsdown listen' writes it anew",
            where=str(path),
            reason="not_json",
        ) from error


def write_picture(workspace: Path, picture: Picture) -> None:
    """Replace the picture; a reader sees the one before or this one, never half of it."""
    path = picture_path(workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".json.new")
    fresh.write_bytes(_ENCODER.encode(picture))
    fresh.replace(path)
