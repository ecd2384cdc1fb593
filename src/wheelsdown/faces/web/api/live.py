"""What flies right now: the picture, its stream of changes, and what clients of tar1090 ask for."""

from typing import Final, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown import __version__
from wheelsdown.dossiers.wording import SIMULATED_BANNER
from wheelsdown.faces.web.api.asking import EventsAsked, NothingAsked, asked
from wheelsdown.faces.web.events import EventStream
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import JSON, Body, body_response, gzipped, json_bytes
from wheelsdown.faces.web.sky import Sky
from wheelsdown.live.picture import Aircraft, Feed

__all__ = ["LiveAnswer", "aircraft_json", "events", "live", "receiver_json"]

#: What to do where nobody listens.
_NOBODY: Final = "nobody listens in this workspace; start wheelsdown listen"


class LiveAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The present picture; without a listener it is empty and says so."""

    schema: Literal["wheelsdown/live/1"] = "wheelsdown/live/1"
    simulated: bool
    banner: str | None
    #: False where nobody listens, or the listener is gone: then the sky is unknown, not empty.
    listening: bool
    #: Seconds since 1970 UTC at which the picture was written, and how long ago that is.
    now: float | None
    age_s: float | None
    messages: int
    feeds: list[Feed]
    aircraft: list[Aircraft]
    left_out: dict[str, int]
    missing: list[str]


class Receiver(msgspec.Struct, frozen=True, kw_only=True):
    """What clients of tar1090 ask about the receiver (readsb README-json.md)."""

    version: str = f"wheelsdown {__version__}"
    #: Milliseconds between two pictures.
    refresh: int = 1000
    #: No file of the past is kept in that form.
    history: int = 0


async def live(request: Request) -> Response:
    """Give the present picture."""
    asked(NothingAsked, request.query_params.multi_items(), request.path_params)
    sky: Sky = request.app.state.sky
    return body_response(request, await sky.served.work(lambda: gzipped(json_bytes(_answer(sky)), JSON)))


async def aircraft_json(request: Request) -> Response:
    """Give the present picture as readsb writes it, for clients of tar1090."""
    sky: Sky = request.app.state.sky
    picture = sky.now.picture
    if picture is None:
        raise ProblemError(503, _NOBODY)
    return body_response(request, await sky.served.work(lambda: gzipped(json_bytes(picture), JSON)))


async def receiver_json(request: Request) -> Response:
    """Give what clients of tar1090 ask about the receiver."""
    return body_response(request, Body(content=json_bytes(Receiver()), media_type=JSON))


def events(request: Request) -> EventStream:
    """Give the stream of what changes."""
    question = asked(EventsAsked, request.query_params.multi_items(), request.path_params)
    sky: Sky = request.app.state.sky
    return EventStream(sky.hub, question.names)


def _answer(sky: Sky) -> LiveAnswer:
    now, view = sky.now, sky.served.view
    picture = now.picture
    simulated = view.simulated or bool(picture and picture.simulated)
    stale = picture is None or picture.is_stale
    return LiveAnswer(
        simulated=simulated,
        banner=SIMULATED_BANNER if simulated else None,
        listening=not stale,
        now=picture.now if picture else None,
        age_s=round(picture.age_s, 1) if picture else None,
        messages=picture.messages if picture else 0,
        feeds=picture.feeds if picture else [],
        aircraft=picture.aircraft if picture else [],
        left_out=dict(now.left_out),
        missing=[_NOBODY] if stale else [],
    )
