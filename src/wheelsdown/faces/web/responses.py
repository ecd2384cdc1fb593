"""How an answer leaves: its bytes, its tag, smaller where that pays, and again only when it changed."""

import hashlib
from collections.abc import Mapping

import msgspec
from isal import igzip
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.faces.web.problems import Problem

__all__ = [
    "JSON",
    "Body",
    "body_response",
    "etag_of",
    "gzipped",
    "json_bytes",
    "not_modified",
    "problem_response",
]

JSON = "application/json"

#: Bytes from which on compressing pays: below, header and answer fit one packet anyway.
WORTH_GZIP = 1024

#: Quick and good enough: igzip's level 2 of 3.
_LEVEL = 2

_encoder = msgspec.json.Encoder(order=None)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of an answer, ready to be sent."""

    content: bytes
    media_type: str
    #: The same bytes as gzip; None where that does not pay.
    gzip: bytes | None = None
    #: A file name that a browser saves it under.
    filename: str | None = None


def json_bytes(value: object) -> bytes:
    """Give anything msgspec knows as JSON."""
    return _encoder.encode(value)


def gzipped(content: bytes, media_type: str, filename: str | None = None) -> Body:
    """Give a body with its smaller form, where that pays; not for the event loop, for it computes."""
    small = None
    if len(content) > WORTH_GZIP and not media_type.endswith("parquet"):
        small = igzip.compress(content, compresslevel=_LEVEL, mtime=0)
    return Body(content=content, media_type=media_type, gzip=small, filename=filename)


def etag_of(*parts: object) -> str:
    """Make a weak tag from what an answer depends on (RFC 9110, 8.8.3); weak, for gzip is the same answer.

    >>> etag_of("a", 1) == etag_of("a", 1), etag_of("a1") == etag_of("a", "1")
    (True, False)
    """
    said = "\x1f".join(str(part) for part in parts)
    return f'W/"{hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


def not_modified(request: Request, etag: str) -> Response | None:
    """Give 304 where the client holds this answer already (RFC 9110, 13.1.2)."""
    held = request.headers.get("if-none-match", "")
    tags = {each.strip().removeprefix("W/") for each in held.split(",")}
    if etag.removeprefix("W/") not in tags and "*" not in tags:
        return None
    return Response(status_code=304, headers=_caching(etag))


def body_response(
    request: Request,
    body: Body,
    *,
    etag: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Send a body, as gzip where the client takes it."""
    said = {**_caching(etag), **(headers or {})}
    content = body.content
    if body.gzip is not None and takes_gzip(request.headers):
        content = body.gzip
        said["Content-Encoding"] = "gzip"
    if body.filename is not None:
        said["Content-Disposition"] = f'inline; filename="{body.filename}"'
    return Response(content, status_code=status, media_type=body.media_type, headers=said)


def takes_gzip(headers: Headers) -> bool:
    """Tell whether the client takes gzip (RFC 9110, 12.5.3)."""
    for each in headers.get("accept-encoding", "").split(","):
        name, _, weight = each.strip().lower().partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Send a refusal as RFC 9457 says it."""
    said = {"Cache-Control": "no-store", **(headers or {})}
    return Response(
        json_bytes(problem), status_code=problem.status, media_type="application/problem+json", headers=said
    )


def _caching(etag: str | None) -> dict[str, str]:
    """Let a browser keep the answer and ask each time whether it still holds; nobody in between keeps it."""
    said = {"Vary": "Accept, Accept-Encoding, Authorization"}
    if etag is None:
        return {**said, "Cache-Control": "no-store"}
    return {**said, "Cache-Control": "private, no-cache", "ETag": etag}
