"""The HTTP API: every route is declared once, which routes it, reads its parameters and documents it."""

from starlette.routing import BaseRoute, Route

from wheelsdown.faces.web.api.answering import object_endpoint, rows_endpoint
from wheelsdown.faces.web.api.declared import OBJECTS, ROWS, TEXTS
from wheelsdown.faces.web.api.operations import PREFIX
from wheelsdown.faces.web.settings import Settings

__all__ = ["routes"]


def routes(settings: Settings) -> list[BaseRoute]:
    """Give the routes of the API and of what existing clients of tar1090 ask for."""
    del settings
    found: list[BaseRoute] = [
        *(Route(PREFIX + each.path, rows_endpoint(each), name=each.name) for each in ROWS),
        *(Route(PREFIX + each.path, object_endpoint(each), name=each.name) for each in OBJECTS),
        *(Route(each.path, each.endpoint, name=each.name) for each in TEXTS),
    ]
    return found
