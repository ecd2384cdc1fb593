"""The pages of the web site: HTML made on the server, usable without scripts.

A page shows the very answer that its JSON twin gives: at the same address with ``.json`` appended, or asked
for with ``Accept: application/json``. Scripts add the map, playback and live changes on top.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wheelsdown.faces.web.pages import live_page as live_page
from wheelsdown.faces.web.pages import map_data as map_data
from wheelsdown.faces.web.pages.about_page import PAGE as ABOUT
from wheelsdown.faces.web.pages.aircraft_page import PAGE as AIRCRAFT
from wheelsdown.faces.web.pages.alerts_page import PAGE as ALERTS
from wheelsdown.faces.web.pages.board_page import PAGE as BOARD
from wheelsdown.faces.web.pages.callsign_page import PAGE as CALLSIGN
from wheelsdown.faces.web.pages.files import file_routes
from wheelsdown.faces.web.pages.places_page import PAGE as PLACES
from wheelsdown.faces.web.pages.playback_page import PAGE as PLAYBACK
from wheelsdown.faces.web.pages.rendering import rendered_problem
from wheelsdown.faces.web.pages.search_page import PAGE as SEARCH
from wheelsdown.faces.web.pages.showing import page_routes, wants_json
from wheelsdown.faces.web.pages.status_page import PAGE as STATUS
from wheelsdown.faces.web.pages.story import story_routes
from wheelsdown.faces.web.problems import Problem
from wheelsdown.faces.web.settings import Settings

__all__ = ["problem_page", "routes"]

#: All pages but the live map; a new one needs its module, its template, a place here and one in the menu
#: (``rendering.MENU``).
_PAGES = (AIRCRAFT, ALERTS, BOARD, CALLSIGN, PLACES, PLAYBACK, SEARCH, STATUS, ABOUT)


def routes(settings: Settings) -> list[BaseRoute]:
    """Give the routes of all pages and of what they load."""
    del settings
    return [
        Route("/", live_page.page, name="live_page"),
        Route("/index.json", live_page.twin, name="live_page_twin"),
        *(route for page in _PAGES for route in page_routes(page)),
        *story_routes(),
        Route("/map/aerodromes.json", map_data.aerodromes, name="map_aerodromes"),
        Route("/map/runways.json", map_data.runways, name="map_runways"),
        *file_routes(),
    ]


def problem_page(request: Request, problem: Problem) -> Response | None:
    """Give a page that says what went wrong; None leaves it to the JSON form."""
    path = request.url.path
    if path.endswith(".json") or path.startswith(("/static/", "/map/")) or wants_json(request):
        return None
    return rendered_problem(request, problem)
