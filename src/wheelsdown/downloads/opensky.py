"""Fetch state vectors from OpenSky's history through ``pyopensky``, and keep them as Parquet as given.

``pyopensky`` (extra ``[opensky]``) holds the user's own access to OpenSky's Trino database and asks it
(``Trino.history``); nothing of that access is seen here. One query is made for each UTC day, and what it
gave is written down like any other request. Bounds of a place are a box around the circle.

Not tried against OpenSky itself: built from the library's public documentation.
"""

import hashlib
import importlib
import io
import math
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from wheelsdown.clock import now
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, FetchLog, Outcome, Selection
from wheelsdown.downloads.landing import land_bytes, landing_folder
from wheelsdown.downloads.politeness import Report, silent
from wheelsdown.errors import WheelsdownError
from wheelsdown.sources.payloads import printable

__all__ = ["History", "bounds_around", "fetch_opensky", "history"]

#: Gives state vectors as a pandas frame, or None: ``Trino().history``.
History = Callable[..., Any]

_URL: Final = "https://opensky-network.org/data/trino"

#: The database is filled night by night.
_READY_AFTER: Final = timedelta(hours=36)

#: Minutes of arc of latitude in a degree: one minute is one nautical mile.
_NM_PER_DEGREE: Final = 60.0


def history() -> History:
    """Give OpenSky's query function.

    Raises
    ------
    WheelsdownError
        The library is not installed, or the user's access is not set up.
    """
    try:
        trino = importlib.import_module("pyopensky.trino")
    except ImportError:
        raise WheelsdownError(
            "fetching from OpenSky needs the library pyopensky; install it with: "
            "pip install 'wheelsdown[opensky]'"
        ) from None
    try:
        asked: History = trino.Trino().history
    except Exception as error:  # noqa: BLE001  # the library raises what it likes when it is not set up
        raise WheelsdownError(
            f"OpenSky cannot be asked ({printable(str(error), 120)}); set up your access as pyopensky's "
            "documentation says"
        ) from None
    return asked


def bounds_around(near: Selection) -> tuple[float, float, float, float]:
    """Give west, south, east and north of the box around a circle, in degrees.

    >>> circle = Selection(place="x", lat_deg=60.0, lon_deg=10.0, radius_nm=30.0)
    >>> [round(side, 3) for side in bounds_around(circle)]
    [8.985, 59.5, 11.015, 60.5]
    """
    north_south = near.radius_nm / _NM_PER_DEGREE
    widest = min(89.0, abs(near.lat_deg) + north_south)
    east_west = min(180.0, north_south / math.cos(math.radians(widest)))
    west, east = max(-180.0, near.lon_deg - east_west), min(180.0, near.lon_deg + east_west)
    return west, max(-90.0, near.lat_deg - north_south), east, min(90.0, near.lat_deg + north_south)


def fetch_opensky(
    ask: History,
    log: FetchLog,
    days: Sequence[date],
    *,
    airframe: str | None = None,
    near: Selection | None = None,
    report: Report = silent,
) -> list[Fetch]:
    """Fetch the state vectors of some days, of one airframe or inside a box around a place.

    A day that is known is not asked for again; each day's outcome is written down.

    Raises
    ------
    WheelsdownError
        Neither an airframe nor a place was named: the whole sky is not to be had this way.
    """
    if airframe is None and near is None:
        raise WheelsdownError("say whom or where: an aircraft's address, or --place")
    asked: dict[str, Any] = {"icao24": airframe} if airframe is not None else {}
    if near is not None:
        asked["bounds"] = bounds_around(near)
    fetches = []
    for number, day in enumerate(days):
        known = log.settled(FetchKind.OPENSKY, "opensky", day, airframe, near)
        fetches.append(known or _fetch_day(ask, log, day, airframe, near, asked))
        report(f"opensky {day}", number + 1, len(days))
    return fetches


def _fetch_day(
    ask: History,
    log: FetchLog,
    day: date,
    airframe: str | None,
    near: Selection | None,
    asked: dict[str, Any],
) -> Fetch:
    facts: dict[str, Any] = {
        "kind": FetchKind.OPENSKY, "site": "opensky", "provider": "opensky", "url": _URL, "day": day,
        "airframe": airframe, "selection": near,
    }  # fmt: skip
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    fresh = now() < start + timedelta(days=1) + _READY_AFTER
    if day >= now().date():
        return log.add(**facts, outcome=Outcome.NOT_YET_AVAILABLE, because="the UTC day is not over")
    try:
        frame = ask(start=start, stop=start + timedelta(days=1), cached=False, **asked)
    except Exception as error:  # noqa: BLE001  # whatever the library and its database raise
        because = f"{type(error).__name__}: {printable(str(error), 160)}"
        return log.add(**facts, outcome=Outcome.REFUSED, because=because)
    if frame is None or not len(frame):
        outcome = Outcome.NOT_YET_AVAILABLE if fresh else Outcome.HAD_NONE
        return log.add(**facts, outcome=outcome, because="OpenSky's receivers heard nothing that fits")
    payload = _parquet(frame)
    target = landing_folder(log.workspace, "opensky") / f"{day:%Y-%m-%d}" / f"{_name(airframe, near)}.parquet"
    path, digest = land_bytes(payload, target), hashlib.sha256(payload).hexdigest()
    return log.add(**facts, outcome=Outcome.HAD_POINTS, sha256=digest, n_bytes=len(payload), path=path)


def _parquet(frame: Any) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _name(airframe: str | None, near: Selection | None) -> str:
    where = "" if near is None else "".join(c if c.isalnum() else "-" for c in near.place)[:40]
    return "-".join(filter(None, [airframe, where]))
