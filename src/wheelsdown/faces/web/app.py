"""The whole server as one ASGI application: the gate, the API, the pages, and what they share."""

import contextlib
import logging
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.web import api, pages
from wheelsdown.faces.web.alert_news import AlertNews
from wheelsdown.faces.web.problems import ProblemError, problem_of
from wheelsdown.faces.web.responses import problem_response
from wheelsdown.faces.web.security import Gate, SecurityHeaders
from wheelsdown.faces.web.settings import Settings
from wheelsdown.faces.web.sky import Sky
from wheelsdown.faces.web.snapshots import Served

__all__ = ["make_app"]

_log = logging.getLogger(__name__)

#: Below these nobody is shown a page.
_FOR_PROGRAMS = ("/api/", "/data/")


def make_app(settings: Settings) -> Starlette:
    """Give the server as an application; opens nothing before it is started."""

    async def refused(request: Request, error: Exception) -> Response:
        return _refusal(request, error, settings)

    app = Starlette(
        routes=[*api.routes(settings), *pages.routes(settings)],
        middleware=[
            Middleware(SecurityHeaders, settings=settings),
            Middleware(LastDoor, settings=settings),
            Middleware(Gate, settings=settings),
        ],
        exception_handlers=dict.fromkeys((HTTPException, WheelsdownError, OSError), refused),
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.served = Served(settings)
    app.state.sky = Sky(app.state.served)
    app.state.alert_news = AlertNews(app.state.served, app.state.sky.hub)
    return app


class LastDoor:
    """Answers what broke unexpectedly in one line, and writes it down where only the operator looks."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; where nothing was sent yet, say that it broke."""
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # whatever it is, a stranger is not shown its trace
            if scope["type"] != "http" or started:
                raise
            answer = _refusal(Request(scope), error, self._settings)
            await answer(scope, receive, send)


@contextlib.asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Keep up with the workspace and the sky from start to end."""
    served: Served = app.state.served
    sky: Sky = app.state.sky
    news: AlertNews = app.state.alert_news
    async with served.running(), news.running(), sky.running():
        yield


def _refusal(request: Request, error: Exception, settings: Settings) -> Response:
    """Say what went wrong: as a page to who wants pages, else as a problem."""
    headers: dict[str, str] = {}
    if isinstance(error, HTTPException):
        headers = dict(error.headers or {})
        words = {
            404: "nothing is here; /api/v1/openapi.json lists what there is",
            405: "articles are posted here; /api/v1/openapi.json says how",
        }
        error = ProblemError(error.status_code, words.get(error.status_code, error.detail))
    problem = problem_of(error, private=settings.private)
    if problem.status >= 500 and not isinstance(error, ProblemError):
        _log.error("%s: %s", request.url.path, error, exc_info=error)
    if isinstance(error, ProblemError):
        headers |= error.headers
    page = None
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_FOR_PROGRAMS):
        page = pages.problem_page(request, problem)
    return page or problem_response(problem, headers)
