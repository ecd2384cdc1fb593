"""Fetch flights, tracks and past positions from Flightradar24's official API, and keep the answers as given.

The user's key comes from the environment (`KEY_VARIABLE`) and goes into one header of requests to the API's
own host; it is never written to a log, a file, a message or another host.

From the public documentation of the API (version 1: ``flight-summary/full``, ``flight-tracks``,
``historic/flight-positions/full``; fields as in the publisher's own ``fr24sdk``): a window of at most 14
days, positions from 2016-05-11 and summaries from 2024-04-07 on, at most 20,000 rows an answer. None of it
was tried against the API itself. The answers are kept as given; those with positions are read by
`sources.fr24_api`, where calculated ones are marked.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import msgspec

from wheelsdown.clock import rfc3339
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, FetchLog, Outcome, Selection
from wheelsdown.downloads.landing import land_bytes, landing_folder
from wheelsdown.downloads.opensky import bounds_around
from wheelsdown.downloads.politeness import PoliteClient, Reply, Report, silent
from wheelsdown.errors import SourceError, WheelsdownError
from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.payloads import gunzip, printable

__all__ = [
    "API",
    "KEY_VARIABLE",
    "MOST_DAYS",
    "Flight",
    "fetch_positions",
    "fetch_summaries",
    "fetch_tracks",
    "key",
    "windows",
]

KEY_VARIABLE: Final = "FR24_API_TOKEN"

API: Final = "https://fr24api.flightradar24.com/api"

#: Longest window of one summary request (API documentation, flight summary).
MOST_DAYS: Final = 14

#: Rows of one answer at most; an answer with so many was cut off.
_MOST_ROWS: Final = 20_000

_MAX_BYTES: Final = 256 * 2**20


class Flight(msgspec.Struct, frozen=True):
    """A flight of a summary, as far as it is read: its id, and whose it was by Flightradar24's word."""

    fr24_id: str
    hex: str | None = None
    reg: str | None = None


class _Answer(msgspec.Struct):
    data: list[Flight] = []


_ANSWER: Final = msgspec.json.Decoder(_Answer)
_ROWS: Final = msgspec.json.Decoder(list[Any])
_DATA: Final = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True)
class _Ask:
    """One request: its address below the API, what it is called on disk, and what day it begins on."""

    path: str
    query: Mapping[str, str]
    name: str
    day: date
    airframe: str | None = None
    selection: Selection | None = None


def key(environment: Mapping[str, str] | None = None) -> str:
    """Give the user's key.

    Raises
    ------
    WheelsdownError
        There is none, or it is no key.
    """
    found = (os.environ if environment is None else environment).get(KEY_VARIABLE, "").strip()
    if not found or not found.isascii() or not found.isprintable() or " " in found:
        raise WheelsdownError(
            f"Flightradar24's API needs your own key; put it into the environment variable {KEY_VARIABLE}"
        )
    return found


def windows(days: Sequence[date]) -> list[tuple[date, date]]:
    """Cut days into windows of at most `MOST_DAYS`; each gives its first and last day.

    >>> windows([date(2025, 10, 1) + timedelta(days=i) for i in range(20)])[1]
    (datetime.date(2025, 10, 15), datetime.date(2025, 10, 20))
    """
    cut: list[tuple[date, date]] = []
    for day in days:
        if cut and day - cut[-1][1] == timedelta(days=1) and (day - cut[-1][0]).days < MOST_DAYS:
            cut[-1] = (cut[-1][0], day)
        else:
            cut.append((day, day))
    return cut


def fetch_summaries(
    client: PoliteClient,
    log: FetchLog,
    token: str,
    days: Sequence[date],
    query: Mapping[str, str],
    *,
    api: str = API,
    report: Report = silent,
) -> tuple[list[Fetch], list[Flight]]:
    """Fetch the flight summaries of some days; gives the outcomes and the flights in them.

    Parameters
    ----------
    query
        What to ask for, as the API names it: ``registrations``, ``callsigns``, ``airports``, ...
    """
    fetches: list[Fetch] = []
    flights: list[Flight] = []
    cut = windows(days)
    label = "-".join(f"{name}-{value}" for name, value in sorted(query.items()))
    for number, (first, last) in enumerate(cut):
        span = {
            "flight_datetime_from": rfc3339(_midnight(first)) or "",
            "flight_datetime_to": rfc3339(_midnight(last) + timedelta(days=1) - timedelta(seconds=1)) or "",
            "limit": str(_MOST_ROWS),
        }
        ask = _Ask("flight-summary/full", {**query, **span}, f"{first}-{last}-{label}", first)
        fetch = _fetch(client, log, token, api, ask)
        fetches.append(fetch)
        if fetch.path is not None:
            where = log.workspace / fetch.path
            stored = gunzip(where.read_bytes(), where=str(where), limit=_MAX_BYTES)
            flights += decode_json(stored, _ANSWER, where=str(where)).data
        report("flight summaries", number + 1, len(cut))
    return fetches, list({flight.fr24_id: flight for flight in flights}.values())


def fetch_tracks(
    client: PoliteClient,
    log: FetchLog,
    token: str,
    flights: Sequence[str],
    day: date,
    *,
    api: str = API,
    report: Report = silent,
) -> list[Fetch]:
    """Fetch the tracks of some flights by their ids."""
    fetches = []
    for number, flight in enumerate(flights):
        ask = _Ask("flight-tracks", {"flight_id": flight}, flight, day)
        fetches.append(_fetch(client, log, token, api, ask))
        report("flight tracks", number + 1, len(flights))
    return fetches


def fetch_positions(
    client: PoliteClient,
    log: FetchLog,
    token: str,
    near: Selection,
    instants: Sequence[datetime],
    *,
    api: str = API,
    report: Report = silent,
) -> list[Fetch]:
    """Fetch what was near a place at some instants; the API gives one instant a request."""
    west, south, east, north = bounds_around(near)
    bounds = f"{north:.3f},{south:.3f},{west:.3f},{east:.3f}"
    fetches = []
    for number, at in enumerate(instants):
        query = {"timestamp": str(int(at.timestamp())), "bounds": bounds, "limit": str(_MOST_ROWS)}
        name = f"{at:%Y-%m-%dT%H%M%SZ}-{near.place}"
        ask = _Ask("historic/flight-positions/full", query, name, at.date(), selection=near)
        fetches.append(_fetch(client, log, token, api, ask))
        report("past positions", number + 1, len(instants))
    return fetches


def _fetch(client: PoliteClient, log: FetchLog, token: str, api: str, ask: _Ask) -> Fetch:
    """Ask once, and write down what it gave; what was answered before costs no credit again."""
    url = f"{api}/{ask.path}?{urlencode(sorted(ask.query.items()))}"
    if (known := log.answered(url)) is not None:
        return known
    facts: dict[str, Any] = {
        "kind": FetchKind.FR24, "site": "fr24", "provider": "fr24", "url": url, "day": ask.day,
        "airframe": ask.airframe, "selection": ask.selection,
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Accept-Version": "v1"}
    try:
        reply = client.get(url, max_bytes=_MAX_BYTES, headers=headers)
        n_rows = _n_rows(reply) if reply.status == 200 else 0
    except SourceError as error:
        because = str(error).replace(token, "(key)")
        return log.add(**facts, outcome=Outcome.REFUSED, because=because)
    if reply.status != 200:
        outcome, because = Outcome.REFUSED, _why(reply.status)
        return log.add(**facts, outcome=outcome, status=reply.status, because=because)
    path = land_bytes(reply.as_stored(), _target(log.workspace, ask))
    digest = hashlib.sha256(reply.as_stored()).hexdigest()
    outcome = Outcome.HAD_POINTS if n_rows else Outcome.HAD_NONE
    because = f"{n_rows} rows" + (", cut off: ask for shorter spans" if n_rows >= _MOST_ROWS else "")
    size = len(reply.as_stored())
    facts |= {"outcome": outcome, "status": 200, "because": because}
    return log.add(**facts, path=path, sha256=digest, n_bytes=size)


def _target(workspace: Path, ask: _Ask) -> Path:
    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in ask.name)[:120]
    return landing_folder(workspace, "fr24") / ask.path.replace("/", "-") / f"{name}.json"


def _n_rows(reply: Reply) -> int:
    """Count the rows of an answer: the points of a list of tracks, or what stands in a list ``data``.

    Raises
    ------
    SourceError
        It is neither.
    """
    payload, where = reply.unpacked(), printable(reply.url)
    if payload.lstrip()[:1] == b"[":
        flights = [flight for flight in decode_json(payload, _ROWS, where=where) if isinstance(flight, dict)]
        tracks = [flight.get("tracks") for flight in flights]
        return sum(len(track) for track in tracks if isinstance(track, list))
    held = decode_json(payload, _DATA, where=where).get("data", [])
    return len(held) if isinstance(held, list) else 0


def _why(status: int) -> str:
    words = {
        400: "the API did not understand the request",
        401: f"the key in {KEY_VARIABLE} is not accepted",
        402: "the key has no credit left",
        403: "the key's plan does not include this",
        404: "the API has no such thing",
    }
    return words.get(status, f"the API answered {status}")


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
