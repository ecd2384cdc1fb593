"""What "404" means for one aircraft on one day: not heard, day gone, folder missing, or not yet there.

A site answers 404 for an aircraft it did not hear and for a day it does not have; only the first says
anything. So a day must be shown to be there: by a trace of it that came earlier, or by a heatmap, of which
the first bytes are enough. Archives have lacked half of their 256 address folders, so the folder must be
shown too: by other aircraft of that folder, which the heatmap names and whose traces are looked up.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from wheelsdown.clock import now
from wheelsdown.downloads.fetch_log import FetchKind, FetchLog, Outcome
from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.sites import Site
from wheelsdown.errors import SourceError
from wheelsdown.sources.heatmap import read_heatmap_start
from wheelsdown.sources.payloads import printable

__all__ = ["PUBLISHED_AFTER", "DayWitness"]

#: A day may be published this long after its end; sites compress and move it at night.
PUBLISHED_AFTER: Final = timedelta(hours=36)

#: Half hours whose heatmap is looked at, the busiest over Europe first; one is enough.
_LOOKS: Final = (24, 36, 12, 0)

#: So many bytes of a heatmap hold its first slice: every aircraft then in the air.
_START_BYTES: Final = 192 * 2**10

#: Aircraft of the folder that are looked up before it counts as missing: they were in the air, so the
#: site has them if it has the folder.
_N_NEIGHBOURS: Final = 3

_OK: Final = frozenset({200, 206})
_GONE: Final = frozenset({404, 410})


class DayWitness:
    """Tells what the lack of a trace means; remembers what it found per site and day."""

    def __init__(self, client: PoliteClient, log: FetchLog) -> None:
        self._client = client
        self._log = log
        self._aircraft: dict[tuple[str, date], frozenset[str] | None] = {}
        self._folders: dict[tuple[str, date, str], bool | None] = {}

    def meaning(self, site: Site, day: date, airframe: str) -> tuple[Outcome, str]:
        """Say what a 404 for this aircraft means, and why.

        Raises
        ------
        SourceError
            The site does not let it be found out.
        """
        if not self._has_day(site, day):
            if (
                now()
                < datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1) + PUBLISHED_AFTER
            ):
                return Outcome.NOT_YET_AVAILABLE, "the site shows nothing of that day yet"
            return Outcome.EXPIRED, "the site shows nothing of that day"
        folder = airframe[-2:]
        if self._has_folder(site, day, folder) is False:
            return Outcome.FOLDER_ABSENT, f"the site has that day, but not the address folder {folder}"
        return Outcome.HAD_NONE, "the site has that day, without this aircraft"

    def _has_day(self, site: Site, day: date) -> bool:
        return self._seen(site, day, "") or self._in_the_air(site, day) is not None

    def _has_folder(self, site: Site, day: date, folder: str) -> bool | None:
        """Say whether a folder is there; None where nobody of it is known to have been in the air."""
        key = (site.name, day, folder)
        if key not in self._folders:
            self._folders[key] = (
                True if self._seen(site, day, folder) else self._neighbours(site, day, folder)
            )
        return self._folders[key]

    def _seen(self, site: Site, day: date, folder: str) -> bool:
        """Say whether a trace of that day and folder came from the site before."""
        return any(
            fetch.day == day
            and fetch.outcome is Outcome.HAD_POINTS
            and (fetch.airframe or "").endswith(folder)
            for fetch in self._log.fetches()
            if fetch.kind is FetchKind.TRACE and fetch.site == site.name
        )

    def _neighbours(self, site: Site, day: date, folder: str) -> bool | None:
        flying = self._in_the_air(site, day) or frozenset()
        neighbours = sorted(each for each in flying if each.endswith(folder))[:_N_NEIGHBOURS]
        said = [self._client.head(site.trace_url(day, airframe)).status for airframe in neighbours]
        if any(status in _OK for status in said):
            return True
        return False if said and all(status in _GONE for status in said) else None

    def _in_the_air(self, site: Site, day: date) -> frozenset[str] | None:
        """Give the aircraft of the first heatmap there is; None where there is none."""
        key = (site.name, day)
        if key not in self._aircraft:
            self._aircraft[key] = next(self._looks(site, day), None)
        return self._aircraft[key]

    def _looks(self, site: Site, day: date) -> Iterator[frozenset[str]]:
        """Give the aircraft of each heatmap that can be read.

        Raises
        ------
        SourceError
            None could, and something came in the place of one: a web page, or damage.
        """
        odd = ""
        for half_hour in _LOOKS:
            url = site.heatmap_url(day, half_hour)
            reply = self._client.get(
                url, max_bytes=_START_BYTES, headers={"Range": f"bytes=0-{_START_BYTES - 1}"}, cut=True
            )
            if reply.status not in _OK | _GONE:
                where = printable(url)
                words = (
                    f"the trace is not there, and {where} answered {reply.status}: nothing can be concluded"
                )
                raise SourceError(words, where=where, reason=f"http_{reply.status}")
            if reply.status in _OK:
                try:
                    found = read_heatmap_start(reply.body, where=printable(url)).rows
                except SourceError as error:
                    odd = str(error)
                    continue
                yield frozenset(found["airframe"].to_list())
        if odd:
            words = f"the trace is not there, and what came in place of a heatmap is none ({odd})"
            raise SourceError(f"{words}: nothing can be concluded", where=site.name, reason="not_a_heatmap")
