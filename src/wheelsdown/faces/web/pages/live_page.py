"""What flies right now, as a list that works without scripts; the script makes a map that moves of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.clock import rfc3339
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.web.api import live as live_api
from wheelsdown.faces.web.api.placing import place_answer
from wheelsdown.faces.web.pages.rendering import html, html_body
from wheelsdown.faces.web.pages.showing import wants_json
from wheelsdown.faces.web.pages.sky_filter import SkyAsked, SkyFilter
from wheelsdown.faces.web.responses import Body, body_response
from wheelsdown.faces.web.sky import Sky
from wheelsdown.faces.web.snapshots import View
from wheelsdown.live.picture import Feed, FeedState
from wheelsdown.reference.names import resolve

__all__ = ["page", "twin"]

#: Rows of the list: more nobody reads, and all are in the twin.
_MOST_ROWS: Final = 200


async def twin(request: Request) -> Response:
    """Give the picture as JSON; filters are the reader's, so it is whole."""
    plain = Request({**request.scope, "query_string": b""}, request.receive)
    return await live_api.live(plain)


async def page(request: Request) -> Response:
    """Give the page."""
    if wants_json(request):
        return await twin(request)
    sky: Sky = request.app.state.sky
    asked = SkyAsked.of(request)

    def work() -> Body:
        return html_body(
            html(request, "live.html", _said(sky, asked), simulated=_is_simulated(sky, sky.served.view))
        )

    return body_response(request, await sky.served.work(work))


def _is_simulated(sky: Sky, view: View) -> bool:
    return view.simulated or bool(sky.now.picture and sky.now.picture.simulated)


def _said(sky: Sky, asked: SkyAsked) -> Mapping[str, Any]:
    picture = sky.now.picture
    where, trouble = _place(sky.served.view, asked)
    chosen = SkyFilter(asked, where)
    aircraft = [each for each in (picture.aircraft if picture else []) if chosen.fits(each)]
    aircraft.sort(key=lambda each: (each.flight is None, (each.flight or "").strip(), each.hex))
    return {
        "title": "Live map",
        "asked": asked,
        "trouble": trouble,
        "centre": where,
        "aircraft": aircraft[:_MOST_ROWS],
        "n_fitting": len(aircraft),
        "n_all": len(picture.aircraft) if picture else 0,
        "left_out": dict(sky.now.left_out),
        "written_at": rfc3339(datetime.fromtimestamp(int(picture.now), UTC)) if picture else None,
        "is_stale": picture.is_stale if picture else True,
        "feeds": picture.feeds if picture else [],
        "silent": _silent(picture.feeds if picture else []),
        "watched": sorted(sky.served.view.register.watched()),
    }


def _place(view: View, asked: SkyAsked) -> tuple[tuple[str, float, float] | None, str | None]:
    """Give label and position of the place asked for, or why there is none."""
    if asked.place is None:
        return None, None
    try:
        found = place_answer(view, resolve(asked.place, view.register))
    except WheelsdownError as error:
        return None, str(error)
    if found.lat_deg is None or found.lon_deg is None:
        return None, f"{found.label} is no single point; name an aerodrome"
    return (found.label, found.lat_deg, found.lon_deg), None


def _silent(feeds: Sequence[Feed]) -> list[Feed]:
    return [each for each in feeds if each.state is not FeedState.CONNECTED]
