"""The files a page loads: style and icon as they ship, scripts and base map as `make site` builds them.

A file is sent with a tag of its contents, so a browser asks each time and is told "unchanged".
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.responses import Body, body_response, etag_of, gzipped, not_modified

__all__ = ["file_routes", "is_built"]

_WEB: Final = Path(__file__).resolve().parent.parent

#: What ships as it is, then what is built.
_FOLDERS: Final = (_WEB / "templates" / "files", _WEB / "static")

#: Names as our build writes them: no dot at a beginning, so no way out of the folder.
_NAME: Final = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*")

_MEDIA: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def file_routes() -> list[BaseRoute]:
    """Give the route of everything under ``/static/``."""
    return [Route("/static/{name:path}", _file, name="static")]


def is_built() -> bool:
    """Tell whether the scripts and the base map were built; without them pages show no map."""
    return (_FOLDERS[1] / "page.js").is_file()


async def _file(request: Request) -> Response:
    """Send one file."""
    found = _found(request.path_params["name"])
    if found is None:
        raise ProblemError(404, "no such file; where the site was not built, make site builds it")
    path, stamp = found
    body, etag = await request.app.state.served.work(lambda: _read(path, stamp))
    return not_modified(request, etag) or body_response(request, body, etag=etag)


def _found(name: str) -> tuple[Path, int] | None:
    """Give the file of a name and when it was written."""
    if not _NAME.fullmatch(name) or Path(name).suffix not in _MEDIA:
        return None
    for folder in _FOLDERS:
        path = folder / name
        if path.is_file():
            return path, path.stat().st_mtime_ns
    return None


@cache
def _read(path: Path, stamp: int) -> tuple[Body, str]:
    """Read a file once for each time it was written."""
    content = path.read_bytes()
    return gzipped(content, _MEDIA[path.suffix]), etag_of(stamp, content.hex()[:64], len(content))
