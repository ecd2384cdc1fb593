"""The past on a slider: which day, which box; the script plays what the API gives for it."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from wheelsdown.clock import parse_instant, rfc3339
from wheelsdown.faces.web.api.asking import Instant, NothingAsked, PlaceText, Timed
from wheelsdown.faces.web.api.holdings import status
from wheelsdown.faces.web.api.placing import place_answer
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.snapshots import View
from wheelsdown.reference.names import resolve

__all__ = ["PAGE", "PlaybackAnswer", "PlaybackPageAsked"]

#: Half the width and height of the box around a place, in degrees of latitude: some 150 NM.
_REACH_DEG: Final = 2.5


class PlaybackPageAsked(Timed, frozen=True, kw_only=True):
    """Which day or interval, where, and how finely."""

    bbox: str | None = None
    place: PlaceText | None = None
    step_s: float = 30.0
    day: Instant | None = None


class PlaybackAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What can be played back, and the address that gives it."""

    schema: Literal["wheelsdown/playback-page/1"] = "wheelsdown/playback-page/1"
    simulated: bool
    since: str | None
    until: str | None
    bbox: str
    step_s: float
    first_at: str | None
    last_at: str | None
    missing_days: list[str]
    #: Gives the positions; null while nothing has come in.
    positions: str | None


def _answer(view: View, asked: PlaybackPageAsked) -> PlaybackAnswer:
    held = status(view, NothingAsked())
    since, until = _interval(asked, held.last_at)
    bbox = asked.bbox or _bbox(view, asked)
    query = f"since={since}&until={until}&bbox={bbox}&step_s={asked.step_s:g}"
    return PlaybackAnswer(
        simulated=view.simulated,
        since=since,
        until=until,
        bbox=bbox,
        step_s=asked.step_s,
        first_at=held.first_at,
        last_at=held.last_at,
        missing_days=[day.isoformat() for day in held.missing_days],
        positions=f"/api/v1/playback?{query}" if since else None,
    )


def _interval(asked: PlaybackPageAsked, last_at: str | None) -> tuple[str | None, str | None]:
    """Give the interval asked for, else the last day of which there is data."""
    if asked.since and asked.until:
        found = asked.interval
        return rfc3339(found.start), rfc3339(found.end)
    day = asked.day or (last_at or "")[:10]
    if not day:
        return None, None
    return rfc3339(parse_instant(day)), rfc3339(parse_instant(day, end=True))


def _bbox(view: View, asked: PlaybackPageAsked) -> str:
    """Give a box around the place asked for, else around the first place that is watched, else Europe."""
    name = asked.place or next(iter(view.register.watched()), None)
    if name is not None:
        found = place_answer(view, resolve(name, view.register))
        if found.lat_deg is not None and found.lon_deg is not None:
            lat, lon = found.lat_deg, found.lon_deg
            wide = _REACH_DEG * 1.5
            south, north = max(lat - _REACH_DEG, -90), min(lat + _REACH_DEG, 90)
            west, east = max(lon - wide, -180), min(lon + wide, 180)
            return f"{west:.2f},{south:.2f},{east:.2f},{north:.2f}"
    return "-12,34,45,62"


def _beside(view: View, asked: PlaybackPageAsked, answer: PlaybackAnswer) -> Mapping[str, Any]:
    del view
    return {"title": "Playback", "asked": asked, "day": (answer.since or "")[:10]}


PAGE: Final = Page("/playback", "playback", "playback.html", PlaybackPageAsked, _answer, _beside)
