"""The whole story that articles tell, and what the tracks of a workspace show at its places and days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import polars as pl

from wheelsdown import pipeline
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.care.withholding import withhold
from wheelsdown.claims.claim import ClaimKind
from wheelsdown.claims.comparing.tellings import Telling
from wheelsdown.claims.story import story_of
from wheelsdown.claims.story_parts import Bounds, Observed, Story
from wheelsdown.clock import Interval, rfc3339
from wheelsdown.errors import UnknownReference
from wheelsdown.questions import RowFilter
from wheelsdown.reference.story_words import load_story_words
from wheelsdown.store import Workspace

__all__ = ["tell_story"]

#: Days looked at on either side of the days of the story: a date without a zone may mean the local day.
_MARGIN = timedelta(days=1)

_FLIGHTS = frozenset({ClaimKind.MOVEMENT, ClaimKind.RESUMPTION, ClaimKind.PAUSE, ClaimKind.PRESENCE})


def tell_story(tellings: Sequence[Telling], workspace: Workspace | None = None) -> Story:
    """Put articles together to one story.

    Parameters
    ----------
    tellings
        The articles, read and perhaps reviewed, in any order; the story lists them in this one.
    workspace
        Where the tracks lie; without it the story is what the articles tell.

    Returns
    -------
    Story
        With ``observed``, the visits at the places of its flights from a day before to a day after the days
        that are told, and ``missing``, what the workspace lacks for them.
    """
    story = story_of(tellings, load_story_words())
    if workspace is None:
        return story
    intervals = _intervals(story)
    if not intervals:
        missing = "no article gives a day to look at in the tracks"
        return msgspec.structs.replace(story, missing=(missing,))
    seen: list[Observed] = []
    known: set[str] = set()
    lacking: dict[str, None] = {}
    for place in _places(tellings):
        for interval in intervals:
            rows, missing_here = _visits(workspace, place, interval, known)
            seen.extend(rows)
            lacking.update(dict.fromkeys(missing_here))
    ordered = sorted(seen, key=_in_time)
    return msgspec.structs.replace(story, observed=tuple(ordered), missing=tuple(lacking))


def _in_time(one: Observed) -> tuple[str, str]:
    times = (one.arrived_at.earliest, one.arrived_at.latest, one.departed_at.earliest, one.departed_at.latest)
    return next((time for time in times if time), ""), one.visit_id


def _intervals(story: Story) -> list[Interval]:
    """Get the days of the story's dated flights, each with a day on either side, joined where they meet."""
    found: list[tuple[date, date]] = []
    for moment in sorted(story.timeline, key=lambda moment: moment.start or ""):
        if moment.is_dated and moment.start and moment.kind in _FLIGHTS:
            start = date.fromisoformat(moment.start)
            end = date.fromisoformat(moment.end) if moment.end else start + _MARGIN
            start, end = start - _MARGIN, end + _MARGIN
            if found and start <= found[-1][1]:
                start, end = found[-1][0], max(end, found.pop()[1])
            found.append((start, end))
    return [Interval(_midnight(start), _midnight(end)) for start, end in found]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _places(tellings: Sequence[Telling]) -> list[str]:
    """Get the aerodromes that the articles' flights touch."""
    found: dict[str, None] = {}
    for telling in tellings:
        for claim in telling.read.claims:
            if not claim.asserted or claim.kind not in _FLIGHTS:
                continue
            ends = [claim.place, *(end for leg in claim.legs for end in (leg.origin, leg.destination))]
            for mark in (telling.place_mark(claim, end) for end in ends):
                if mark and mark.id and mark.level in (PlaceLevel.AERODROME, PlaceLevel.CITY):
                    found[mark.id] = None
    return sorted(found)


def _visits(
    workspace: Workspace, place: str, interval: Interval, known: set[str]
) -> tuple[list[Observed], Sequence[str]]:
    """Give the visits not ``known`` yet, and know them then; ids are compared before any is withheld."""
    try:
        answer = pipeline.visits(workspace, place, RowFilter(interval=interval))
    except UnknownReference:
        return [], ()  # a city or region of no known aerodrome
    rows = answer.rows.filter(~pl.col("visit_id").is_in(list(known)))
    known.update(rows["visit_id"])
    shown = withhold(replace(answer, rows=rows), pipeline.flagged_airframes(workspace))
    return [_observed(row) for row in shown.rows.iter_rows(named=True)], answer.missing


def _observed(row: Mapping[str, Any]) -> Observed:
    return Observed(
        place=row["aerodrome"],
        visit_id=row["visit_id"],
        aircraft=" ".join(_named(row)) or "aircraft not named",
        arrived_at=_bounds(row["arrived_at"]),
        departed_at=_bounds(row["departed_at"]),
        basis=row["basis"],
        simulated=bool(row["simulated"]),
    )


def _named(row: Mapping[str, Any]) -> Iterator[str]:
    names = (row["type_designator"], row["registration"] or row["icao24"], row["callsign"])
    return (name.strip() for name in names if name)


def _bounds(bounds: Mapping[str, datetime | None]) -> Bounds:
    earliest, latest = bounds["earliest"], bounds["latest"]
    return Bounds(
        earliest=rfc3339(earliest) if earliest else None, latest=rfc3339(latest) if latest else None
    )
