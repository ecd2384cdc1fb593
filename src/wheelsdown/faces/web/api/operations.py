"""What a route of the API is: asked how, answered by what, written how. One declaration does it all.

The same declaration routes a request, reads its parameters, says which forms there are and is written down
in the OpenAPI document, so that none of them can say something else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wheelsdown.dossiers.listings import ListKind
from wheelsdown.dossiers.renderings import RowFormat
from wheelsdown.faces.web.api.asking import Asked
from wheelsdown.faces.web.care import Answered
from wheelsdown.faces.web.snapshots import View

__all__ = ["EVERY_FORM", "PREFIX", "ObjectOperation", "RowsOperation", "TextOperation"]

#: All stable paths begin with it; what changes their meaning gets another number.
PREFIX = "/api/v1"

EVERY_FORM = tuple(RowFormat)


@dataclass(frozen=True)
class RowsOperation:
    """A question answered by a list, in several forms, page by page."""

    path: str
    name: str
    summary: str
    asks: type[Asked]
    kind: ListKind
    #: Gives all rows of the answer, of which one page is shown.
    answer: Callable[[View, Any], Answered]
    forms: tuple[RowFormat, ...] = EVERY_FORM
    #: True where raw files are read: few of these run at once.
    heavy: bool = False


@dataclass(frozen=True)
class ObjectOperation:
    """A question answered by one object, as JSON."""

    path: str
    name: str
    summary: str
    asks: type[Asked]
    #: The struct that the answer is.
    gives: type
    answer: Callable[[View, Any], Any]
    heavy: bool = False
    #: True where the answer changes without anything being published: it is not tagged.
    fleeting: bool = False


@dataclass(frozen=True)
class TextOperation:
    """A question answered by something that is neither: a feed, the OpenAPI document, a stream."""

    path: str
    name: str
    summary: str
    asks: type[Asked]
    media_type: str
    #: An ASGI endpoint of its own.
    endpoint: Callable[..., Any]
