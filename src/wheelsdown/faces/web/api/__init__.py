"""The HTTP API: every route is declared once, which routes it, reads its parameters and documents it."""

from starlette.routing import BaseRoute

from wheelsdown.faces.web.settings import Settings

__all__ = ["routes"]


def routes(settings: Settings) -> list[BaseRoute]:
    """Give the routes of the API and of what existing clients of tar1090 ask for."""
    del settings
    return []
