"""Fetch the daily traces of one airframe from sites that keep them, and write down what each day gave.

A day that is known to have had points, none, or to be gone is not asked for again. Days that are not over
are not asked for at all. After `_MOST_REFUSED` refusals in a row a site is left alone, and the days that
were not asked are counted.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from wheelsdown.clock import now
from wheelsdown.downloads.day_witness import DayWitness
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, FetchLog, Outcome
from wheelsdown.downloads.landing import land_bytes, landing_folder
from wheelsdown.downloads.politeness import PoliteClient, Reply, Report, silent
from wheelsdown.downloads.sites import Site, trace_path
from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, gunzip, printable
from wheelsdown.sources.readsb_trace import decode_trace

__all__ = ["TraceFetches", "fetch_traces"]

#: So many days refused one after the other mean that the site does not want to be asked.
_MOST_REFUSED: Final = 3

#: Times a trace that arrived damaged is asked for.
_N_TRIES: Final = 3

_GONE: Final = frozenset({404, 410})


@dataclass
class TraceFetches:
    """What came of it."""

    #: Of this run, in order of site and day.
    fetched: list[Fetch] = field(default_factory=list)
    #: Known from earlier runs, not asked for again.
    known: list[Fetch] = field(default_factory=list)
    #: Site -> days that were not asked for, because the site kept refusing.
    not_asked: dict[str, list[date]] = field(default_factory=dict)


def fetch_traces(
    client: PoliteClient,
    log: FetchLog,
    sites: Sequence[Site],
    airframe: str,
    days: Sequence[date],
    *,
    witness: DayWitness | None = None,
    report: Report = silent,
) -> TraceFetches:
    """Fetch one airframe's traces of some days from each of some sites.

    Parameters
    ----------
    airframe
        Six lower-case hex digits, or ``~`` and six.
    days
        UTC days.
    witness
        Shared by the aircraft of one day, so that a day is looked at once.
    """
    result, witness = TraceFetches(), witness or DayWitness(client, log)
    for site in sites:
        n_refused = 0
        for number, day in enumerate(days):
            known = log.settled(FetchKind.TRACE, site.provider, day, airframe)
            if known is not None:
                result.known.append(known)
                continue
            if n_refused >= _MOST_REFUSED:
                result.not_asked.setdefault(site.name, []).append(day)
                continue
            fetch = _fetch_day(client, log, witness, site, airframe, day)
            n_refused = n_refused + 1 if fetch.outcome is Outcome.REFUSED else 0
            result.fetched.append(fetch)
            report(f"{site.provider} {day}", number + 1, len(days))
    return result


@dataclass(frozen=True)
class _Got:
    """What one day gave."""

    outcome: Outcome
    because: str = ""
    status: int | None = None
    payload: bytes | None = None


def _fetch_day(
    client: PoliteClient, log: FetchLog, witness: DayWitness, site: Site, airframe: str, day: date
) -> Fetch:
    url = site.trace_url(day, airframe)
    try:
        got = _got(client, witness, site, airframe, day)
    except SourceError as error:
        got = _Got(Outcome.REFUSED, str(error))
    path = sha256 = None
    if got.payload is not None:
        sha256 = hashlib.sha256(got.payload).hexdigest()
        folder = landing_folder(log.workspace, site.provider)
        path = land_bytes(got.payload, folder / "globe_history" / trace_path(day, airframe))
    return log.add(
        kind=FetchKind.TRACE, site=site.name, provider=site.provider, url=url, day=day, airframe=airframe,
        outcome=got.outcome, because=got.because, status=got.status, sha256=sha256, path=path,
        n_bytes=None if got.payload is None else len(got.payload),
    )  # fmt: skip


def _got(client: PoliteClient, witness: DayWitness, site: Site, airframe: str, day: date) -> _Got:
    if day >= now().date():
        return _Got(Outcome.NOT_YET_AVAILABLE, "the UTC day is not over")
    error: SourceError | None = None
    for _ in range(_N_TRIES):
        reply = client.get(site.trace_url(day, airframe), max_bytes=MAX_MEMBER_BYTES)
        if reply.status in _GONE:
            outcome, because = witness.meaning(site, day, airframe)
            return _Got(outcome, because, reply.status)
        if reply.status != 200:
            return _Got(Outcome.REFUSED, f"the site answered {reply.status}", reply.status)
        try:
            return _trace(reply, airframe)
        except SourceError as damaged:
            error = damaged
    return _Got(Outcome.REFUSED, f"what came is no trace: {error}", 200)


def _trace(reply: Reply, airframe: str) -> _Got:
    """Take a body as a trace of that airframe.

    Raises
    ------
    SourceError
        It is none, or of another airframe.
    """
    where = printable(reply.url)
    payload = reply.as_stored()
    plain = gunzip(payload, where=where, limit=MAX_MEMBER_BYTES)
    if plain.lstrip()[:1] == b"<":
        return _Got(Outcome.REFUSED, "a web page came in place of the trace; nothing can be concluded", 200)
    trace = decode_trace(plain, where=where)
    if trace.airframe != airframe:
        raise SourceError(
            f"{where}: holds {trace.airframe}, not {airframe}", where=where, reason="wrong_airframe"
        )
    if not trace.points:
        return _Got(Outcome.HAD_NONE, "the trace holds no point", reply.status)
    return _Got(Outcome.HAD_POINTS, status=reply.status, payload=payload)
