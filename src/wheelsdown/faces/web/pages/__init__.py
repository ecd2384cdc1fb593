"""The pages of the web site: HTML made on the server, usable without scripts."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from wheelsdown.faces.web.problems import Problem
from wheelsdown.faces.web.settings import Settings

__all__ = ["problem_page", "routes"]


def routes(settings: Settings) -> list[BaseRoute]:
    """Give the routes of all pages and of what they load."""
    del settings
    return []


def problem_page(request: Request, problem: Problem) -> Response | None:
    """Give a page that says what went wrong; None leaves it to the JSON form."""
    del request, problem
    return None
