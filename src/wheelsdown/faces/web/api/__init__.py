"""The HTTP API: every route is declared once, which routes it, reads its parameters and documents it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wheelsdown.faces.web.api.answering import Endpoint, object_endpoint, rows_endpoint
from wheelsdown.faces.web.api.declared import OPERATIONS
from wheelsdown.faces.web.api.openapi import NOT_THERE_YET, document, full_path
from wheelsdown.faces.web.api.operations import (
    PREFIX,
    ObjectOperation,
    Operation,
    RowsOperation,
    SentOperation,
)
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import JSON, body_response, etag_of, gzipped, json_bytes, not_modified
from wheelsdown.faces.web.settings import Settings

__all__ = ["routes"]


def routes(settings: Settings) -> list[BaseRoute]:
    """Give the routes of the API and of what existing clients of tar1090 ask for."""
    del settings
    return [
        *(_route(each) for each in OPERATIONS),
        *(Route(PREFIX + path, _refusing(sentence)) for path, sentence in NOT_THERE_YET.items()),
        Route(f"{PREFIX}/openapi.json", _openapi),
    ]


def _route(operation: Operation) -> Route:
    match operation:
        case RowsOperation():
            endpoint = rows_endpoint(operation)
        case ObjectOperation():
            endpoint = object_endpoint(operation)
        case _:
            endpoint = operation.endpoint
    methods = ["POST"] if isinstance(operation, SentOperation) else ["GET"]
    return Route(full_path(operation), endpoint, name=operation.name, methods=methods)


def _refusing(sentence: str) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        del request
        raise ProblemError(501, f"{sentence}; the path is kept for it")

    return endpoint


async def _openapi(request: Request) -> Response:
    body = gzipped(json_bytes(document()), JSON)
    etag = etag_of(body.content)
    return not_modified(request, etag) or body_response(request, body, etag=etag)
