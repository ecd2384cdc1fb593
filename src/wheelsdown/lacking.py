"""What the workspace lacks for an answer: days without data, days of silence near a place, and the cure.

All of it is about reception. A day on which nothing was received near a place is a gap in what was heard;
whether anybody flew there, data that are not there cannot say.
"""

import shlex
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wheelsdown.clock import Interval
from wheelsdown.dossiers.wording import counted, day_spans
from wheelsdown.downloads.fetch_log import FetchLog, Selection
from wheelsdown.downloads.plan import DayState, Plan, day_states, plan, telling
from wheelsdown.downloads.sites import sites_named
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.sources.payloads import printable
from wheelsdown.store import Workspace
from wheelsdown.vicinity import days_possibly_near, unindexed

__all__ = ["missing_data", "missing_near"]

#: A daily archive of the whole sky has this many address folders.
ALL_FOLDERS = 256

#: Acquisitions named one by one.
_MAX_NAMED = 3

#: Where data is offered from, and where commands look for tables when nobody says (DESIGN, section 5).
_SITES = "adsblol"


def missing_data(workspace: Workspace, interval: Interval) -> list[str]:
    """Say which days of the interval the workspace holds no data for, or only part of the aircraft."""
    days, held = _days_of(workspace, interval)
    if not days:
        return ["no data in this workspace; wheelsdown ingest PATH takes some in"]
    words = [f"no data for {span}" for span in day_spans([day for day in days if day not in held])]
    for acquisition in workspace.acquisitions():
        present = acquisition.folders_present
        partly = [day for day in acquisition.days if days[0] <= day <= days[-1]]
        if present is not None and len(present) < ALL_FOLDERS and partly:
            when = ", ".join(day_spans(partly))
            words.append(f"{when}: only {len(present)} of {ALL_FOLDERS} address folders in the archive")
    return words


def missing_near(workspace: Workspace, interval: Interval, circle: Selection) -> list[str]:
    """Say as `missing_data` what is lacking, also near one place, and which command gets it.

    What sums up many days comes first, the days one by one follow. A day with data counts as silent
    only where the cells around the circle, and every track without an address, leave no doubt. Nothing is
    offered for simulated data: what is fetched is real.
    """
    words = missing_data(workspace, interval)
    days, held = _days_of(workspace, interval)
    if not days:
        return words
    acquisitions, fetches = workspace.acquisitions(), FetchLog(workspace.path, {}).fetches()
    with_data = [day for day in days if day in held]
    states = day_states(circle, with_data, acquisitions, fetches)
    words += _silent(workspace, circle, with_data)
    words += [
        f"{fetch.day}: {fetch.site} had no more of what came near {circle.place}; it lacked {fetch.lacks}"
        for fetch in telling(circle, acquisitions, fetches)
        if fetch.lacks and fetch.day in days
    ]
    words = _unindexed(workspace, circle, interval) + words
    words = _partly([day for day in with_data if states[day] is DayState.SINGLE_AIRCRAFT], circle) + words
    if workspace.kind is WorkspaceKind.SIMULATED:
        return words
    lacking = [day for day in days if states.get(day) is not DayState.COVERED]
    named = workspace.called
    found = plan(circle, lacking, acquisitions, fetches, sites_named(_SITES), workspace=named)
    if len(said := found.sentences()) <= 1:  # one command gets it; where there are more, one lists them
        return words + [f"to get it, {each}" for each in said]
    return [*words, _offer(found, circle, named)]


def _days_of(workspace: Workspace, interval: Interval) -> tuple[list[date], set[date]]:
    """Give the days asked about, an open side ending with the data, and the days with data."""
    held = {day for acquisition in workspace.acquisitions() for day in acquisition.days}
    if not held:
        return [], held
    first = interval.start.date() if interval.start else min(held)
    last = (interval.end - timedelta(microseconds=1)).date() if interval.end else max(held)
    return [first + timedelta(days=i) for i in range((last - first).days + 1)], held


def _whole_days(days: Sequence[date]) -> Interval:
    """Give the interval of some days: a day is not silent because nobody asked about its morning."""
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (days[0], days[-1]))
    return Interval(first, last + timedelta(days=1))


def _silent(workspace: Workspace, circle: Selection, with_data: Sequence[date]) -> list[str]:
    if not with_data:
        return []
    near = days_possibly_near(workspace, circle, _whole_days(with_data))
    return [
        f"no aircraft was received within {circle.radius_nm:g} NM of {circle.place} on {span}: "
        "about reception, not about flights"
        for span in day_spans([day for day in with_data if day not in near])
    ]


def _unindexed(workspace: Workspace, circle: Selection, interval: Interval) -> list[str]:
    """Say of which acquisitions it cannot be said who came near a place, in one sentence."""
    older = unindexed(workspace, interval)
    if not older:
        return []
    names = [printable(Path(each.paths[0]).name) for each in older[:_MAX_NAMED]]
    more = f" and {len(older) - _MAX_NAMED} more" if len(older) > _MAX_NAMED else ""
    days = sorted({day for each in older for day in each.days})
    when = f"{days[0]} to {days[-1]}" if len(days) > 1 else "".join(map(str, days))
    said = f"{counted(len(older), 'acquisition')} ({', '.join(names)}{more}; {when})"
    unknown = f"who in them came near {circle.place} is unknown, not nobody"
    cure = "to know, ingest the same files into a new workspace"
    return [f"{said} came in before positions were indexed by place: {unknown}; {cure}"]


def _partly(days: Sequence[date], circle: Selection) -> list[str]:
    """Say that the whole of the traffic was not looked at, in one sentence however many the days."""
    if not days:
        return []
    spans = day_spans(days)
    when = spans[0] if len(spans) == 1 else f"{counted(len(days), 'day')} from {days[0]} to {days[-1]}"
    return [f"{when}: what is held shows some aircraft, not all traffic near {circle.place}"]


def _offer(found: Plan, circle: Selection, workspace: str | None) -> str:
    """Name the one command that lists those that get what is missing."""
    n_bytes = sum(row.n_bytes for row in found.rows)
    days = sorted({row.first_day + timedelta(days=i) for row in found.rows for i in range(row.n_days)})
    into = f" --workspace {shlex.quote(workspace)}" if workspace else ""
    command = f"wheelsdown plan {shlex.quote(circle.place)} --since {days[0]} --until {days[-1]}{into}"
    return f"{counted(len(days), 'day')} can be fetched (about {n_bytes / 1e9:.1f} GB); see {command}"
