"""What data a place lacks for an interval, roughly how large it is, and the command that gets it.

A day is covered for a place by an archive of the whole sky, or by a selection or a box that was fetched
around that place, once all of it is taken in; where the source lacked something itself, it is covered in
part. Traces of single aircraft cover no place: of those days only they are known. A source that has nothing
(more) of a day is not offered for it again. Sizes are rough, from what a day weighs as a rule; the command
says the real size before it gets anything.
"""

import shlex
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wheelsdown.clock import now
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, Outcome, Selection
from wheelsdown.downloads.safe_addresses import is_plainly_private
from wheelsdown.downloads.sites import Site
from wheelsdown.schemas import Acquisition

__all__ = ["DayState", "Plan", "PlanRow", "day_states", "plan", "spans", "telling"]

#: A daily archive of the whole sky has this many address folders.
ALL_FOLDERS: Final = 256

#: What comes near one place in a day: some hundred traces, and the heatmaps that name them (48 of 4 MB).
_TRACES_NEAR, _HEATMAPS_BYTES = 300, 48 * 4_000_000

#: State vectors of a box of 60 NM in a day, as Parquet.
_OPENSKY_BYTES: Final = 30_000_000

_OPENSKY: Final = "opensky"


class DayState(StrEnum):
    """What the workspace holds of one day for one place."""

    COVERED = "covered"  #: the whole sky, or what came near the place
    PART = "part"  #: an archive that lacks address folders, or a source that lacked some aircraft
    SINGLE_AIRCRAFT = "single_aircraft"  #: nothing but some aircraft
    NOTHING = "nothing"


@dataclass(frozen=True)
class PlanRow:
    """One thing to do: what to get from one source for a run of days."""

    source: str
    first_day: date
    last_day: date
    n_days: int
    #: What the workspace holds of them now.
    state: DayState
    #: Rough size of what would come over the network.
    n_bytes: int
    #: The exact command.
    command: str


@dataclass(frozen=True)
class Plan:
    """What is missing and how to get it."""

    place: str
    days: tuple[date, ...]
    covered: tuple[date, ...]
    rows: tuple[PlanRow, ...]
    #: Days that none of the sources has, as far as is known.
    unavailable: tuple[date, ...] = field(default=())

    def sentences(self) -> list[str]:
        """Say for every run of missing days what command gets it from the first source."""
        seen: set[date] = set()
        said = []
        for row in self.rows:
            if row.first_day not in seen:
                seen.update(row.first_day + timedelta(days=i) for i in range(row.n_days))
                size = f"about {row.n_bytes / 1e9:.1f} GB"
                said.append(f"{_span(row.first_day, row.last_day)}: {row.command} ({size})")
        return said


def plan(
    near: Selection,
    days: Sequence[date],
    acquisitions: Collection[Acquisition],
    fetches: Collection[Fetch],
    sites: Sequence[Site],
    *,
    with_opensky: bool = False,
    workspace: str | None = None,
) -> Plan:
    """Find out which days a place lacks and what gets them.

    Parameters
    ----------
    near
        The place, as it is to be named in commands, and how far around it matters.
    days
        UTC days of the interval; days that are not over are left out.
    sites
        Sources to offer, the best first.
    workspace
        As it is to be named in commands; None leaves it to the default.
    """
    over = tuple(day for day in days if day < now().date())
    states = day_states(near, over, acquisitions, fetches)
    sources: list[Site | str] = [*sites, *([_OPENSKY] if with_opensky else [])]
    spent = _spent(near, acquisitions, fetches)
    rows = [
        _row(source, first, last, state, near, workspace)
        for source in sources
        for state in (DayState.NOTHING, DayState.SINGLE_AIRCRAFT, DayState.PART)
        for first, last in spans(
            day for day in over if states[day] is state and not _is_spent(source, day, spent)
        )
    ]
    lacking = [day for day in over if states[day] is not DayState.COVERED]
    offered = {row.first_day + timedelta(days=i) for row in rows for i in range(row.n_days)}
    return Plan(
        place=near.place,
        days=over,
        covered=tuple(day for day in over if states[day] is DayState.COVERED),
        rows=tuple(rows),
        unavailable=tuple(day for day in lacking if day not in offered),
    )


def day_states(
    near: Selection, days: Sequence[date], acquisitions: Collection[Acquisition], fetches: Collection[Fetch]
) -> dict[date, DayState]:
    """Say what is held of each day for a place."""
    states = dict.fromkeys(days, DayState.NOTHING)
    chosen = {fetch.sha256 for fetch in fetches if fetch.sha256 and fetch.selection}
    for acquisition in acquisitions:
        state = DayState.SINGLE_AIRCRAFT if acquisition.sha256 in chosen else _state_of(acquisition)
        for day in acquisition.days:
            if day in states:
                states[day] = min(states[day], state, key=list(DayState).index)
    for fetch in telling(near, acquisitions, fetches):
        if fetch.day in states:
            state = DayState.PART if fetch.lacks else DayState.COVERED
            states[fetch.day] = min(states[fetch.day], state, key=list(DayState).index)
    return states


def telling(
    near: Selection, acquisitions: Collection[Acquisition], fetches: Collection[Fetch]
) -> list[Fetch]:
    """Give the outcomes that tell of all traffic of a day near a place, and of which all is taken in.

    What came with an outcome is a file of its own, or one trace an aircraft.
    """
    held = {acquisition.sha256 for acquisition in acquisitions}
    traces = (f for f in fetches if f.kind is FetchKind.TRACE and f.sha256 is not None)
    newest = {(f.provider, f.day, f.airframe): f.sha256 for f in traces}
    waiting = {(provider, day) for (provider, day, _), sha256 in newest.items() if sha256 not in held}
    return [
        f
        for f in fetches
        if _is_about(f, near)
        and (f.outcome is Outcome.HAD_NONE or f.sha256 in held or f.sha256 is None)
        and (f.sha256 is not None or (f.provider, f.day) not in waiting)
    ]


def spans(days: Iterator[date] | Sequence[date]) -> list[tuple[date, date]]:
    """Give runs of days, which come in order, by their first and last.

    >>> spans([date(2025, 5, 3), date(2025, 5, 4), date(2025, 5, 9)])[0]
    (datetime.date(2025, 5, 3), datetime.date(2025, 5, 4))
    """
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _state_of(acquisition: Acquisition) -> DayState:
    present = acquisition.folders_present
    if present is None:
        return DayState.SINGLE_AIRCRAFT
    return DayState.COVERED if len(present) >= ALL_FOLDERS else DayState.PART


def _is_about(fetch: Fetch, near: Selection) -> bool:
    """Say whether an outcome tells of all traffic of a day near a place: who was there, or that nobody was.

    One aircraft asked for, an instant, and answers while somebody was polling tell of less.
    """
    if fetch.kind not in {FetchKind.DAY, FetchKind.OPENSKY} or fetch.airframe is not None:
        return False
    known = fetch.outcome in {Outcome.HAD_POINTS, Outcome.HAD_NONE}
    return known and fetch.selection is not None and _holds(fetch.selection, near)


def _holds(selection: Selection, near: Selection) -> bool:
    """Say whether what was selected is the circle asked about or a wider one round the same point."""
    same = abs(selection.lat_deg - near.lat_deg) < 1e-3 and abs(selection.lon_deg - near.lon_deg) < 1e-3
    return same and selection.radius_nm >= near.radius_nm


def _spent(
    near: Selection, acquisitions: Collection[Acquisition], fetches: Collection[Fetch]
) -> frozenset[tuple[str, date | None]]:
    """Give the days, by publisher, of which it is known to have nothing, or nothing more than came."""
    by_day = [f for f in fetches if f.kind in {FetchKind.DAY, FetchKind.TRACE}]
    had = {(f.provider, f.day) for f in by_day if f.outcome is Outcome.HAD_POINTS}
    gone = {(f.provider, f.day) for f in by_day if f.outcome is Outcome.EXPIRED} - had
    return frozenset(gone | {(f.provider, f.day) for f in telling(near, acquisitions, fetches) if f.lacks})


def _is_spent(source: Site | str, day: date, spent: Collection[tuple[str, date | None]]) -> bool:
    """Say whether asking the source for a day would give nothing new, as far as is known."""
    if isinstance(source, str):
        return False
    if source.first_day is not None and day < source.first_day:
        return True
    if source.keeps_days is not None and (now().date() - day).days > source.keeps_days:
        return True
    return (source.provider, day) in spent


def _row(
    source: Site | str, first: date, last: date, state: DayState, near: Selection, workspace: str | None
) -> PlanRow:
    n_days = (last - first).days + 1
    where = f"--place {shlex.quote(near.place)} --radius-nm {near.radius_nm:g}"
    into = f" --workspace {shlex.quote(workspace)}" if workspace else ""
    if isinstance(source, str):
        command = f"wheelsdown fetch opensky {where} --since {first} --until {last}{into}"
        return PlanRow(source, first, last, n_days, state, n_days * _OPENSKY_BYTES, command)
    until = f" --until {last}" if last > first else ""
    private = " --allow-private" if is_plainly_private(source.history) else ""
    command = f"wheelsdown fetch day {shlex.quote(source.name)} {first}{until} {where}{private}{into}"
    size = int(_TRACES_NEAR * source.trace_kb * 1000) + _HEATMAPS_BYTES
    return PlanRow(source.name, first, last, n_days, state, n_days * size, command)


def _span(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
