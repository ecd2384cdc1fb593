"""From an answer to HTML: the templates, what all of them know, and the page of a refusal.

Everything is escaped by jinja2; no template holds a script, a style or an event handler of its own, and the
content security policy refuses any.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import jinja2
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown import __version__
from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted
from wheelsdown.faces.web.pages import wording
from wheelsdown.faces.web.pages.files import is_built
from wheelsdown.faces.web.pages.story_text import shown
from wheelsdown.faces.web.problems import Problem
from wheelsdown.faces.web.responses import Body, body_response, gzipped

__all__ = ["HTML", "MENU", "html", "html_body", "rendered_problem"]

HTML: Final = "text/html; charset=utf-8"

#: The menu of every page: address and words, in this order; a page that others lead to stands in none.
MENU: Final = (
    ("/", "Live"),
    ("/places", "Places"),
    ("/alerts", "Alerts"),
    ("/playback", "Playback"),
    ("/story", "Articles"),
    ("/status", "Status"),
    ("/about", "How it is known"),
)

_FOLDER: Final = Path(__file__).resolve().parent.parent / "templates"


@cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"banner": SIMULATED_BANNER, "version": __version__}
    made.filters.update({**wording.FILTERS, "counted": counted, "shown": shown})
    return made


def html(request: Request, template: str, said: Mapping[str, Any], *, simulated: bool) -> str:
    """Render a template with what it is told and what every page knows."""
    view = request.app.state.served.view
    known = {
        "simulated": simulated,
        "built": is_built(),
        "path": request.url.path,
        "menu": MENU,
        "twin": _twin(request),
        "query": dict(request.query_params),
        "state": view.state,
        "private": view.settings.private,
        "delay_h": view.settings.delay.total_seconds() / 3600,
        "tiles_url": view.settings.tiles_url or "",
        "credits": view.credits,
    }
    return _templates().get_template(template).render({**known, **said})


def html_body(text: str) -> Body:
    """Make a page's text ready to be sent; it computes, so not for the event loop."""
    return gzipped(text.encode("utf-8", "replace"), HTML)


def rendered_problem(request: Request, problem: Problem) -> Response:
    """Give the page that says what went wrong and what to do next."""
    simulated = _is_simulated(request)
    said = {"title": problem.title, "problem": problem, "twin": None}
    text = html(request, "problem.html", said, simulated=simulated)
    return body_response(request, html_body(text), status=problem.status)


def _is_simulated(request: Request) -> bool:
    return bool(request.app.state.served.view.simulated)


def _twin(request: Request) -> str:
    """Give the address of the same as JSON."""
    path = "/index" if request.url.path == "/" else request.url.path.rstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{path}.json{query}"
