"""Which aircraft, by a day's heatmaps or by their own traces, came near a place.

The heatmaps of a day name candidates: their positions are half a minute apart, so the circle is widened
by what an aircraft flies in between. Too many is cheap, too few would be a visit missed.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.downloads.landing import land_bytes, landing_folder
from wheelsdown.downloads.politeness import PoliteClient, Report, silent
from wheelsdown.downloads.sites import HALF_HOURS, Site, heatmap_path
from wheelsdown.errors import SourceError
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.sources.heatmap import read_heatmap
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, gunzip, printable
from wheelsdown.sources.readsb_trace import decode_trace

__all__ = ["Look", "look_near", "trace_comes_near"]

#: Flown in a minute at 600 kt: heatmap positions of one aircraft are half a minute apart, seldom more.
_BETWEEN_POSITIONS_NM: Final = 10.0

#: Largest heatmap as stored.
_MAX_BYTES: Final = 64 * 2**20


@dataclass
class Look:
    """What the heatmaps of a day showed."""

    #: Addresses of aircraft that may have come near.
    airframes: set[str] = field(default_factory=set)
    #: Half hours of which there is no heatmap, or none that can be read.
    missing: list[int] = field(default_factory=list)
    n_bytes: int = 0
    #: Why the last heatmap that was neither given nor said to be absent did not come; empty if there is none.
    refused: str = ""

    @property
    def is_whole(self) -> bool:
        """Say whether every half hour was seen."""
        return not self.missing


def look_near(
    client: PoliteClient, workspace: Path, site: Site, day: date, near: Selection, *, report: Report = silent
) -> Look:
    """Look through a day's heatmaps for aircraft near a place; those that landed before are not got again.

    The first two that are missing end the look: the site keeps none for that day.

    Raises
    ------
    SourceError
        The site cannot be reached.
    """
    look = Look()
    for half_hour in range(HALF_HOURS):
        payload = _heatmap(client, workspace, site, day, half_hour, look)
        if payload is None:
            look.missing.append(half_hour)
        else:
            look.n_bytes += len(payload)
            look.airframes |= _near(read_heatmap(payload, where=f"heatmap {half_hour:02d}").rows, near)
        if look.missing == [0, 1]:
            look.missing = list(range(HALF_HOURS))
            return look
        report(f"heatmaps of {day}", half_hour + 1, HALF_HOURS)
    return look


def trace_comes_near(stored: bytes, near: Selection, *, where: str) -> bool:
    """Say whether a trace, as stored, holds a position inside the circle.

    Raises
    ------
    SourceError
        It is no trace.
    """
    trace = decode_trace(gunzip(stored, where=where, limit=MAX_MEMBER_BYTES), where=where)
    if not trace.points:
        return False
    lat = np.array([point.lat_deg for point in trace.points], dtype=np.float64)
    lon = np.array([point.lon_deg for point in trace.points], dtype=np.float64)
    return bool((distance_nm(lat, lon, near.lat_deg, near.lon_deg) <= near.radius_nm).any())


def _heatmap(
    client: PoliteClient, workspace: Path, site: Site, day: date, half_hour: int, look: Look
) -> bytes | None:
    """Give a heatmap as the site holds it; None where it has none, or none that can be read."""
    target = landing_folder(workspace, site.provider) / "globe_history" / heatmap_path(day, half_hour)
    if target.is_file():
        return target.read_bytes()
    reply = client.get(site.heatmap_url(day, half_hour), max_bytes=_MAX_BYTES)
    if reply.status != 200:
        look.refused = look.refused if reply.status in {404, 410} else f"answered {reply.status}"
        return None
    try:
        payload = reply.as_stored()
        read_heatmap(payload, where=printable(reply.url))
    except SourceError:
        look.refused = "what came is no heatmap"
        return None
    land_bytes(payload, target)
    return payload


def _near(rows: pl.DataFrame, near: Selection) -> set[str]:
    distance = distance_nm(rows["lat_deg"], rows["lon_deg"], near.lat_deg, near.lon_deg)
    close = rows.filter(pl.Series(distance <= near.radius_nm + _BETWEEN_POSITIONS_NM))
    return set(close["airframe"].unique().to_list())
