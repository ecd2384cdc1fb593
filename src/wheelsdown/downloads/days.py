"""Fetch one whole day: the release archive, or only what came near a place.

The size is known before anything large is asked for (`plan_day`); what is then got is decided by what the
site has and by whether a place was named:

- no place: the release archive, part by part, resumable, each part checked by length and digest;
- a place, and heatmaps: the traces of the aircraft that the heatmaps show near it, one by one;
- a place, no heatmaps: the release streams past, and a smaller archive of the traces near it is kept.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from wheelsdown.clock import now
from wheelsdown.downloads.day_witness import PUBLISHED_AFTER, DayWitness
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, FetchLog, Outcome, Selection
from wheelsdown.downloads.landing import land, landing_folder
from wheelsdown.downloads.near_place import Look, look_near
from wheelsdown.downloads.politeness import PoliteClient, Report, silent
from wheelsdown.downloads.releases import Release, find_release
from wheelsdown.downloads.resumable import download
from wheelsdown.downloads.selection import select_traces
from wheelsdown.downloads.sites import HALF_HOURS, Site
from wheelsdown.downloads.traces import fetch_traces
from wheelsdown.errors import SourceError, WorkspaceError

__all__ = ["DayOffer", "fetch_day", "offer_day", "offer_days"]

#: Left free on the disk: the tables and the index of a day are far smaller.
_SPARE_BYTES: Final = 2 * 10**9

#: Largest part of a release that is taken.
_MAX_PART_BYTES: Final = 64 * 10**9

#: So many days refused one after the other mean that the site does not want to be asked.
_MOST_REFUSED: Final = 3

#: A day's archive of the whole sky has this many address folders.
_ALL_FOLDERS: Final = 256

#: Outcomes that leave a day open: the same command asks again.
_OPEN: Final = frozenset({Outcome.REFUSED, Outcome.NOT_YET_AVAILABLE})


@dataclass(frozen=True)
class DayOffer:
    """What would be got for one day, before anything large is asked for."""

    site: Site
    day: date
    near: Selection | None
    #: The release of the day, where one was looked for and found.
    release: Release | None
    #: What the heatmaps showed, where a place was named and the site keeps heatmaps.
    look: Look | None
    #: An outcome of an earlier run that need not be asked for again.
    known: Fetch | None = None
    #: Why it could not be found out, where it could not.
    refused: str = ""

    @property
    def n_bytes(self) -> int:
        """Give the bytes that come over the network, roughly where traces are counted and not sized."""
        if self.look is not None:
            return int(len(self.look.airframes) * self.site.trace_kb * 1000)
        return self.release.size_bytes if self.release is not None else 0

    @property
    def n_bytes_on_disk(self) -> int:
        """Give the bytes that will be kept; of a stream that is selected from, next to nothing."""
        return 0 if self.look is None and self.near is not None else self.n_bytes


def offer_day(
    client: PoliteClient,
    log: FetchLog,
    site: Site,
    day: date,
    near: Selection | None = None,
    *,
    report: Report = silent,
) -> DayOffer:
    """Find out what there is of a day and how large it is.

    Raises
    ------
    SourceError
        The site cannot be reached or refuses, or its release lacks a part.
    """
    known = log.settled(FetchKind.DAY, site.provider, day, None, near)
    if known is not None or day >= now().date():
        return DayOffer(site, day, near, None, None, known)
    look = None if near is None else look_near(client, log.workspace, site, day, near, report=report)
    if look is not None and look.is_whole:
        return DayOffer(site, day, near, None, look)
    release = find_release(client, site, day)
    if release is not None or look is None:
        return DayOffer(site, day, near, release, None)
    if len(look.missing) < HALF_HOURS:
        return DayOffer(site, day, near, None, look)
    if look.refused:
        words = f"{site.name}: no heatmaps of {day} ({look.refused}), and no release of it; try another site"
        raise SourceError(words, where=site.name, reason="heatmaps_refused")
    return DayOffer(site, day, near, None, None)


def offer_days(
    client: PoliteClient,
    log: FetchLog,
    site: Site,
    days: Sequence[date],
    near: Selection | None = None,
    *,
    report: Report = silent,
) -> list[DayOffer]:
    """Find out what there is of some days; one that cannot be found out does not hide the others.

    After `_MOST_REFUSED` refusals in a row the site is left alone, and the days that are left say so.
    """
    offers: list[DayOffer] = []
    for day in days:
        last = [offer.refused for offer in offers[-_MOST_REFUSED:]]
        if len(last) == _MOST_REFUSED and all(last):
            offers.append(DayOffer(site, day, near, None, None, refused="not asked for: it kept refusing"))
            continue
        try:
            offers.append(offer_day(client, log, site, day, near, report=report))
        except SourceError as error:
            offers.append(DayOffer(site, day, near, None, None, refused=str(error)))
    return offers


def fetch_day(
    client: PoliteClient,
    log: FetchLog,
    offer: DayOffer,
    *,
    report: Report = silent,
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> list[Fetch]:
    """Get what was offered; gives one outcome per file, or one that says why there is none.

    Where a download fails, what was got of it is kept, and the next run goes on from there.

    Raises
    ------
    WorkspaceError
        The disk lacks the space.
    """
    if offer.known is not None:
        return [*_traces_of(log, offer), offer.known]
    if offer.refused:
        return [log.add(**_facts(offer), outcome=Outcome.REFUSED, because=offer.refused)]
    _require_space(offer, free_bytes(log.workspace))
    try:
        if offer.look is not None:
            return _traces(client, log, offer, offer.look, report)
        if offer.release is None:
            return [_nothing(log, offer)]
        if offer.near is None:
            return _archive(client, log, offer, offer.release, report)
        return [_selected(client, log, offer, offer.release, offer.near, report)]
    except SourceError as error:
        return [log.add(**_facts(offer), outcome=Outcome.REFUSED, because=str(error))]


def _traces_of(log: FetchLog, offer: DayOffer) -> list[Fetch]:
    """Give the traces that came for a day and place before; a run that was stopped did not take them in."""
    if offer.near is None:
        return []
    had = (FetchKind.TRACE, offer.site.provider, offer.day, Outcome.HAD_POINTS)
    return [f for f in log.fetches() if (f.kind, f.provider, f.day, f.outcome) == had]


def _nothing(log: FetchLog, offer: DayOffer) -> Fetch:
    """Write down that there is nothing of the day: not yet, or not any more."""
    midnight = datetime(offer.day.year, offer.day.month, offer.day.day, tzinfo=UTC)
    is_fresh = now() < midnight + timedelta(days=1) + PUBLISHED_AFTER
    outcome = Outcome.NOT_YET_AVAILABLE if is_fresh else Outcome.EXPIRED
    because = "neither a release nor heatmaps of that day"
    return log.add(**_facts(offer), outcome=outcome, because=because + (" yet" if is_fresh else ""))


def _traces(client: PoliteClient, log: FetchLog, offer: DayOffer, look: Look, report: Report) -> list[Fetch]:
    fetched: list[Fetch] = []
    witness, n_not_asked = DayWitness(client, log), 0
    for number, airframe in enumerate(sorted(look.airframes)):
        result = fetch_traces(client, log, [offer.site], airframe, [offer.day], witness=witness)
        fetched += [*result.known, *result.fetched]
        report(f"traces of {offer.day}", number + 1, len(look.airframes))
        n_not_asked = len(look.airframes) - number - 1
        if _keeps_refusing(fetched):
            break
    n_open = sum(fetch.outcome in _OPEN for fetch in fetched)
    if n_open or n_not_asked or not look.is_whole:
        because = (
            f"not complete: {n_open} traces not given, {n_not_asked} not asked for, "
            f"{len(look.missing)} of {HALF_HOURS} half hours without a heatmap"
        )
        return [*fetched, log.add(**_facts(offer), outcome=Outcome.REFUSED, because=because)]
    n_lost = sum(fetch.outcome is not Outcome.HAD_POINTS for fetch in fetched)
    outcome = Outcome.HAD_POINTS if len(fetched) > n_lost else Outcome.HAD_NONE
    because = f"{len(fetched)} aircraft near {_where(offer)} by the heatmaps"
    lacks = f"the traces of {n_lost} of {len(fetched)} aircraft that heatmaps show near" if n_lost else ""
    return [*fetched, log.add(**_facts(offer), outcome=outcome, because=because, lacks=lacks)]


def _keeps_refusing(fetched: list[Fetch]) -> bool:
    last = fetched[-_MOST_REFUSED:]
    return len(last) == _MOST_REFUSED and all(fetch.outcome is Outcome.REFUSED for fetch in last)


def _archive(
    client: PoliteClient, log: FetchLog, offer: DayOffer, release: Release, report: Report
) -> list[Fetch]:
    folder = landing_folder(log.workspace, offer.site.provider) / "releases" / f"{offer.day:%Y-%m-%d}"
    paths = []
    for name, wanted in release.parts:
        target = folder / name
        held = target.is_file() and target.stat().st_size == wanted.size_bytes
        paths.append(
            target if held else download(client, wanted, target, max_bytes=_MAX_PART_BYTES, report=report)
        )
    because = f"release {release.tag}, {len(paths)} parts" if len(paths) > 1 else f"release {release.tag}"
    facts = _facts(offer) | {"url": release.url}
    digest = _digest(paths)
    size = sum(path.stat().st_size for path in paths)
    had = Outcome.HAD_POINTS
    return [log.add(**facts, outcome=had, sha256=digest, n_bytes=size, path=paths[0], because=because)]


def _selected(
    client: PoliteClient, log: FetchLog, offer: DayOffer, release: Release, near: Selection, report: Report
) -> Fetch:
    folder = landing_folder(log.workspace, offer.site.provider) / "selections" / f"{offer.day:%Y-%m-%d}"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as unfinished:
        part = Path(unfinished) / "selection.tar"
        selected = select_traces(client, release, near, part, report=report)
        because = (
            f"{selected.n_kept} of {selected.n_traces} traces of {release.tag} came near {_where(offer)}; "
            f"{len(selected.folders)} of 256 address folders went past"
        )
        n_absent = _ALL_FOLDERS - len(selected.folders)
        lacks = f"{n_absent} of {_ALL_FOLDERS} address folders" if n_absent else ""
        facts = _facts(offer) | {"url": release.url, "lacks": lacks}
        if not selected.n_kept:
            return log.add(**facts, outcome=Outcome.HAD_NONE, because=because)
        digest, size = _digest([part]), part.stat().st_size
        where = "".join(c if c.isalnum() else "-" for c in near.place)[:40]
        path = land(part, folder / f"{release.tag}-near-{where}-{near.radius_nm:g}nm.tar")
    had = Outcome.HAD_POINTS
    return log.add(**facts, outcome=had, sha256=digest, n_bytes=size, path=path, because=because)


def _facts(offer: DayOffer) -> dict[str, Any]:
    return {
        "kind": FetchKind.DAY, "site": offer.site.name, "provider": offer.site.provider, "day": offer.day,
        "url": offer.site.heatmap_url(offer.day, 0).rpartition("/heatmap/")[0], "selection": offer.near,
    }  # fmt: skip


def _where(offer: DayOffer) -> str:
    return f"{offer.near.place} ({offer.near.radius_nm:g} NM)" if offer.near is not None else "anywhere"


def _digest(paths: list[Path]) -> str:
    """Give the SHA-256 of the joined bytes, as acquisitions name a split archive."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            while piece := stream.read(2**20):
                digest.update(piece)
    return digest.hexdigest()


def _require_space(offer: DayOffer, free: int) -> None:
    needed = offer.n_bytes_on_disk + _SPARE_BYTES
    if needed > free:
        raise WorkspaceError(
            f"{offer.day} of {offer.site.name} needs {offer.n_bytes_on_disk / 1e9:.1f} GB and some room to "
            f"work, but {free / 1e9:.1f} GB are free; free some, or keep only what came near a place: --place"
        )
