"""From a request to its answer: read the question, ask in a thread, show a page of it in the form wanted."""

import json
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.clock import now
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.dossiers.renderings import MEDIA_TYPES, RowFormat, rendered
from wheelsdown.faces.web.api.asking import ListAsked, asked
from wheelsdown.faces.web.api.forms import accepted_form
from wheelsdown.faces.web.api.operations import ObjectOperation, RowsOperation
from wheelsdown.faces.web.api.paging import Cursor
from wheelsdown.faces.web.care import Answered, careful
from wheelsdown.faces.web.present import Present
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import (
    JSON,
    Body,
    body_response,
    etag_of,
    gzipped,
    json_bytes,
    not_modified,
)
from wheelsdown.faces.web.snapshots import Served, View

__all__ = ["Endpoint", "object_endpoint", "rows_endpoint", "shown_rows"]

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """One page of an answer, written, and what is said beside it, for not every form has room for that."""

    body: Body
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def n_bytes(self) -> int:
        """Give what it takes in memory."""
        return len(self.body.content) + len(self.body.gzip or b"")


#: Seconds during which what is delayed counts as unchanged, so that an answer can be kept that long.
_DELAY_STEP_S = 60


def rows_endpoint(operation: RowsOperation) -> Endpoint:
    """Give the endpoint of a question that is answered by a list."""

    async def endpoint(request: Request) -> Response:
        served: Served = request.app.state.served
        query = request.query_params.multi_items()
        question: Any = asked(operation.asks, query, request.path_params)
        form = accepted_form(question.format, request.headers.get("accept", ""), operation.forms)
        view, cursor = _where(served, question)
        key = (request.url.path, tuple(sorted(query)), form, _until_shown(view, cursor.as_of))

        def page() -> Page:
            listing = shown_rows(view, operation, question, cursor.as_of)
            return _page(view, operation, listing, question, cursor, form, request)

        return await _answered(request, view, key, page, heavy=operation.heavy)

    return endpoint


def object_endpoint(operation: ObjectOperation) -> Endpoint:
    """Give the endpoint of a question that is answered by one object."""

    async def endpoint(request: Request) -> Response:
        served: Served = request.app.state.served
        query = request.query_params.multi_items()
        question = asked(operation.asks, query, request.path_params)
        forms = (RowFormat.JSON, *operation.forms)
        form = accepted_form(getattr(question, "format", None), request.headers.get("accept", ""), forms)
        view = served.view
        rests_on = Present.of(request) if operation.fleeting else view

        def page() -> Page:
            answer = operation.answer(rests_on, question)
            if form is RowFormat.JSON:
                return Page(gzipped(json_bytes(answer), JSON))
            written = operation.forms[form](answer)
            said = {"Wheelsdown-Simulated": str(answer.simulated).lower()}
            return Page(gzipped(written, MEDIA_TYPES[form], f"{operation.name}.{form}"), said)

        if operation.fleeting:
            body = (await served.work(page, heavy=operation.heavy)).body
            etag = etag_of(body.content)
            return not_modified(request, etag) or body_response(request, body, etag=etag)
        key = (request.url.path, tuple(sorted(query)), form, _until_shown(view, now()))
        return await _answered(request, view, key, page, heavy=operation.heavy)

    return endpoint


async def _answered(
    request: Request, view: View, key: tuple[Hashable, ...], page: Callable[[], Page], *, heavy: bool
) -> Response:
    """Answer with what was written before for the same question and state, or write it now."""
    etag = etag_of(view.state, *key)
    if (same := not_modified(request, etag)) is not None:
        return same
    served: Served = request.app.state.served
    known = view.known(("page", *key))
    found = (
        known
        if isinstance(known, Page)
        else await served.work(lambda: view.once(("page", *key), page), heavy=heavy)
    )
    return body_response(request, found.body, etag=etag, headers=found.headers)


def shown_rows(view: View, operation: RowsOperation, question: Any, at: datetime) -> Listing:
    """Give all rows of an answer that may be shown at an instant; what is not shown is counted."""
    bare = msgspec.structs.replace(question, limit=1, after=None, format=None)
    answered: Answered = view.once((operation.name, bare), lambda: operation.answer(view, question))
    return careful(view, answered, at)


def _where(served: Served, question: ListAsked) -> tuple[View, Cursor]:
    """Give the state asked about, and where in its list to begin."""
    if question.after is None:
        return served.view, Cursor(served.view.state, 0, _step(now()))
    cursor = Cursor.read(question.after)
    view = served.view_of(cursor.state)
    if view is None:
        raise ProblemError(410, "the data changed since that page; ask for the list anew, without after")
    return view, Cursor(cursor.state, cursor.offset, min(cursor.as_of, _step(now())))


def _step(at: datetime) -> datetime:
    return datetime.fromtimestamp(at.timestamp() // _DELAY_STEP_S * _DELAY_STEP_S, at.tzinfo)


def _page(
    view: View,
    operation: RowsOperation,
    listing: Listing,
    question: ListAsked,
    cursor: Cursor,
    form: RowFormat,
    request: Request,
) -> Page:
    """Write one page of a list."""
    end = cursor.offset + question.limit
    following = None
    if end < listing.rows.height:
        after = Cursor(cursor.state, end, cursor.as_of).written()
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        following = f"{request.url.path}?{urlencode([*kept, ('after', after)])}"
    rows = listing.rows.slice(cursor.offset, question.limit)
    page = Rows(rows, listing.simulated, listing.left_out, listing.missing, listing.place)
    content = rendered(
        page, operation.kind, form, view.positions, {"n_rows": listing.rows.height, "next": following}
    )
    said = {"Wheelsdown-Simulated": str(listing.simulated).lower()}
    if listing.left_out:
        said["Wheelsdown-Left-Out"] = json.dumps(dict(listing.left_out))  # ASCII on one line
    if following:
        said["Link"] = f'<{following}>; rel="next"'
    return Page(gzipped(content, MEDIA_TYPES[form], f"{operation.name}.{form}"), said)


def _until_shown(view: View, at: datetime) -> datetime | None:
    """Give the moment that decides what is delayed; None where nothing is."""
    return _step(at) if view.settings.delay else None
