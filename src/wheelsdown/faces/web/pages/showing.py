"""What a page is: asked how, answered by what, shown by which template; its JSON twin comes with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wheelsdown import __version__
from wheelsdown.clock import now
from wheelsdown.faces.web.api.asking import Asked, asked
from wheelsdown.faces.web.pages.files import is_built
from wheelsdown.faces.web.pages.rendering import html, html_body
from wheelsdown.faces.web.present import Present
from wheelsdown.faces.web.responses import (
    JSON,
    Body,
    body_response,
    etag_of,
    gzipped,
    json_bytes,
    not_modified,
)

__all__ = ["VIEW_WORDS", "Page", "asked_words", "page_routes", "wants_json"]

#: Words in an address that only say how the page is looked at: scripts read them, the answer is the same.
VIEW_WORDS: Final = frozenset({"tz", "lat", "lon", "z", "sel", "colour", "leg", "at", "speed"})

#: Seconds for which a page that waits for delayed movements counts as unchanged.
_DELAY_STEP_S: Final = 60


@dataclass(frozen=True)
class Page:
    """One page."""

    path: str
    name: str
    template: str
    asks: type[Asked]
    #: Gives the answer that the twin is.
    answer: Callable[[Any, Any], Any]
    #: Says what the template needs beside the answer.
    beside: Callable[[Any, Any, Any], Mapping[str, Any]]
    #: True where it changes without anything being published: both are given a `Present` rather than a
    #: `View`, and the page is tagged by its contents.
    fleeting: bool = False


def page_routes(page: Page) -> list[BaseRoute]:
    """Give the routes of a page: its twin first, for an id may hold a dot."""
    return [
        Route(f"{page.path}.json", _endpoint(page, as_json=True), name=f"{page.name}_twin"),
        Route(page.path, _endpoint(page, as_json=False), name=f"{page.name}_page"),
    ]


def wants_json(request: Request) -> bool:
    """Tell whether somebody would rather have JSON than a page."""
    accept = request.headers.get("accept", "").lower()
    return "json" in accept and "html" not in accept


def asked_words(request: Request) -> list[tuple[str, str]]:
    """Give the parameters that decide what is answered; forms send empty ones, which ask nothing."""
    pairs = request.query_params.multi_items()
    return [(name, value) for name, value in pairs if value.strip() and name not in VIEW_WORDS]


def _endpoint(page: Page, *, as_json: bool) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        served = request.app.state.served
        question: Any = asked(page.asks, asked_words(request), request.path_params)
        view, json = served.view, as_json or wants_json(request)
        rests_on = Present.of(request) if page.fleeting else view

        def work() -> Body:
            answer = page.answer(rests_on, question)
            if json:
                return gzipped(json_bytes(answer), JSON)
            said = {"answer": answer, **page.beside(rests_on, question, answer)}
            return html_body(html(request, page.template, said, simulated=answer.simulated))

        if page.fleeting:
            body = await served.work(work)
            etag = etag_of(body.content)
            return not_modified(request, etag) or body_response(request, body, etag=etag)
        step = int(now().timestamp() // _DELAY_STEP_S) if view.settings.delay else 0
        etag = etag_of(view.state, __version__, is_built(), request.url, json, step)
        if (same := not_modified(request, etag)) is not None:
            return same
        return body_response(request, await served.work(work), etag=etag)

    return endpoint
