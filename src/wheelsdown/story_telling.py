"""The whole story that articles tell, and what the tracks of a workspace show at its places and days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from wheelsdown import pipeline
from wheelsdown.articles.article import Article
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.care.withholding import withhold
from wheelsdown.claim_reading import read_tellings
from wheelsdown.claims.claim import ClaimKind
from wheelsdown.claims.story import story_of
from wheelsdown.claims.story_parts import Observed, Story
from wheelsdown.claims.tellings import Telling
from wheelsdown.clock import Interval, rfc3339
from wheelsdown.errors import UnknownReference
from wheelsdown.questions import RowFilter
from wheelsdown.reference.story_words import load_story_words
from wheelsdown.store import Workspace

__all__ = ["tell_story"]

#: Days looked at on either side of the days of the story: a date without a zone may mean the local day.
_MARGIN = timedelta(days=1)

_FLIGHTS = frozenset({ClaimKind.MOVEMENT, ClaimKind.RESUMPTION, ClaimKind.PAUSE, ClaimKind.PRESENCE})


def tell_story(articles: Sequence[Article], workspace: Workspace | None = None) -> Story:
    """Put articles together to one story.

    Parameters
    ----------
    articles
        In any order; the story lists them in this one.
    workspace
        Where the tracks lie; without it the story is what the articles tell.

    Returns
    -------
    Story
        With ``observed``, the visits at the places of its flights from a day before its first to a day after
        its last, and ``missing``, what the workspace lacks for them.
    """
    tellings = read_tellings(articles)
    story = story_of(tellings, load_story_words())
    if workspace is None:
        return story
    interval = _interval(story)
    if interval is None:
        missing = "no article gives a day to look at in the tracks"
        return msgspec.structs.replace(story, missing=(missing,))
    seen: list[Observed] = []
    lacking: dict[str, None] = {}
    for place in _places(tellings):
        rows, missing_here = _visits(workspace, place, interval)
        seen.extend(rows)
        lacking.update(dict.fromkeys(missing_here))
    ordered = sorted(seen, key=lambda one: (one.arrived or one.departed or "", one.visit_id))
    return msgspec.structs.replace(story, observed=tuple(ordered), missing=tuple(lacking))


def _interval(story: Story) -> Interval | None:
    """Get the days of the story's flights with a day on either side."""
    dated = [m for m in story.timeline if m.is_dated and m.kind in ("movement", "resumption")]
    starts = [date.fromisoformat(moment.start) for moment in dated if moment.start]
    ends = [date.fromisoformat(moment.end) for moment in dated if moment.end]
    if not starts:
        return None
    last = max([*ends, *(start + _MARGIN for start in starts)])
    return Interval(_midnight(min(starts) - _MARGIN), _midnight(last + _MARGIN))


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


def _visits(workspace: Workspace, place: str, interval: Interval) -> tuple[list[Observed], Sequence[str]]:
    try:
        answer = pipeline.visits(workspace, place, RowFilter(interval=interval))
    except UnknownReference:
        return [], ()  # a city or region of no known aerodrome
    shown = withhold(answer, pipeline.flagged_airframes(workspace))
    return [_observed(row) for row in shown.rows.iter_rows(named=True)], answer.missing


def _observed(row: Mapping[str, Any]) -> Observed:
    return Observed(
        place=row["aerodrome"],
        visit_id=row["visit_id"],
        aircraft=" ".join(_named(row)) or "aircraft not named",
        arrived=_at(row["arrived_at"]),
        departed=_at(row["departed_at"]),
        basis=row["basis"],
        simulated=bool(row["simulated"]),
    )


def _named(row: Mapping[str, Any]) -> Iterator[str]:
    names = (row["type_designator"], row["registration"] or row["icao24"], row["callsign"])
    return (name.strip() for name in names if name)


def _at(bounds: Mapping[str, datetime | None]) -> str | None:
    at = bounds["earliest"] or bounds["latest"]
    return rfc3339(at) if at else None
