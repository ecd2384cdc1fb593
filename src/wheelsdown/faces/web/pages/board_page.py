"""The board of one base: who is there now, who came and left and how that is known, day by day."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import ListKind
from wheelsdown.dossiers.wording import nothing_observed
from wheelsdown.faces.web.api.asking import BoardAsked, NothingAsked
from wheelsdown.faces.web.api.boards import Board, board
from wheelsdown.faces.web.api.holdings import status
from wheelsdown.faces.web.pages.day_chart import day_chart
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.present import Present
from wheelsdown.faces.web.snapshots import View
from wheelsdown.reference.regions import regions_in

__all__ = ["PAGE"]


def _beside(present: Present, asked: BoardAsked, answer: Board) -> Mapping[str, Any]:
    view = present.view
    held = status(view, NothingAsked())
    return {
        "title": answer.place.label,
        "asked": asked,
        "place": answer.place,
        "names": view.names,
        "chart": day_chart(answer.days, _span(asked, held.first_at, held.last_at), held.missing_days),
        "exchange_points": _points(view, answer),
        "stays": _stays(answer),
        "by_visit": _by_visit(answer),
        "nothing": nothing_observed(
            ListKind.VISITS, answer.place.label, Interval(asked.interval.start, asked.interval.end)
        ),
    }


def _span(asked: BoardAsked, first_at: str | None, last_at: str | None) -> tuple[str, str] | None:
    """Give the first and the last day the chart shows: those asked for, else those of which there is data."""
    start, end = asked.interval.start, asked.interval.end
    first = start.date().isoformat() if start else (first_at or "")[:10]
    last = end.isoformat()[:10] if end else (last_at or "")[:10]
    return (first, last) if first and last and first <= last else None


def _points(view: View, answer: Board) -> list[dict[str, Any]]:
    """Give what the exchange map shows: fields where they lie, regions and countries as a wide ring."""
    found = []
    for each in answer.exchange:
        where = (each.lat_deg, each.lon_deg)
        if each.lat_deg is None and each.level in {"region", "country"} and each.id is not None:
            where = _middle(view, each.id, each.level) or (None, None)
        if where[0] is not None:
            found.append(
                {
                    "direction": each.direction,
                    "label": each.label,
                    "level": each.level,
                    "n": each.n_visits,
                    "lat": where[0],
                    "lon": where[1],
                }
            )
    return found


def _middle(view: View, name: str, level: str) -> tuple[float, float] | None:
    """Give the middle of the aerodromes of a region or country: where its ring is drawn, no more."""
    column = "region" if level == "region" else "country"
    middle = (
        view.aerodromes.filter(pl.col(column).is_in(regions_in(name)))
        .select(pl.col("lat_deg").median(), pl.col("lon_deg").median())
        .row(0)
    )
    return None if middle[0] is None else (middle[0], middle[1])


def _stays(answer: Board) -> dict[str, dict[str, Any]]:
    return {
        row["visit_id"]: row
        for row in (*answer.departures, *answer.arrivals, *answer.heard_elsewhere, *answer.present)
    }


def _by_visit(answer: Board) -> list[tuple[str, list[dict[str, Any]]]]:
    """Give the legs around each visit, the latest visit first."""
    legs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in answer.rotations:
        legs[row["visit_id"]].append(row)
    return list(legs.items())[::-1]


PAGE: Final = Page("/places/{id}", "board", "board.html", BoardAsked, board, _beside, fleeting=True)
