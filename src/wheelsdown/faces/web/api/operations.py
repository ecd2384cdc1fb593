"""What a route of the API is: asked how, answered by what, written how. One declaration does it all.

The same declaration routes a request, reads its parameters, says which forms there are and is written down
in the OpenAPI document, so that none of them can say something else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from wheelsdown.dossiers.listings import ListKind
from wheelsdown.dossiers.renderings import RowFormat
from wheelsdown.faces.web.api.asking import Asked
from wheelsdown.faces.web.care import Answered
from wheelsdown.faces.web.snapshots import View

__all__ = ["PREFIX", "ObjectOperation", "Operation", "RowsOperation", "SentOperation", "StreamOperation"]

#: All stable paths begin with it; what changes their meaning gets another number.
PREFIX = "/api/v1"


@dataclass(frozen=True)
class RowsOperation:
    """A question answered by a list, in several forms, page by page."""

    #: Below ``PREFIX``.
    path: str
    name: str
    summary: str
    asks: type[Asked]
    kind: ListKind
    #: Gives all rows of the answer, of which one page is shown.
    answer: Callable[[View, Any], Answered]
    forms: tuple[RowFormat, ...] = tuple(RowFormat)
    #: True where raw files are read: few of these run at once.
    heavy: bool = False


@dataclass(frozen=True)
class ObjectOperation:
    """A question answered by one object, as JSON and in the forms it names."""

    #: Below ``PREFIX``.
    path: str
    name: str
    summary: str
    asks: type[Asked]
    #: The struct that the answer is.
    gives: type
    answer: Callable[[Any, Any], Any]
    heavy: bool = False
    #: How the answer is written in other forms than JSON.
    forms: Mapping[RowFormat, Callable[[Any], bytes]] = field(default_factory=dict)
    #: True where the answer changes without anything being published: it is given a `Present` rather than a
    #: `View`, worked out each time, and tagged by its contents.
    fleeting: bool = False


@dataclass(frozen=True)
class StreamOperation:
    """A question about the present, answered by an endpoint of its own."""

    #: Whole, for some stand where existing clients look for them.
    path: str
    name: str
    summary: str
    asks: type[Asked]
    endpoint: Callable[..., Any]
    media_type: str
    #: The struct that the answer is, where it is one.
    gives: type | None = None


@dataclass(frozen=True)
class SentOperation:
    """A question that is posted, for it is too long for an address: articles, and claims."""

    #: Below ``PREFIX``.
    path: str
    name: str
    summary: str
    #: What the address may say where the article itself is posted, as text or HTML.
    asks: type[Asked]
    #: The struct that is posted as JSON.
    takes: type
    endpoint: Callable[..., Any]
    #: The struct that the answer is.
    gives: type


Operation: TypeAlias = RowsOperation | ObjectOperation | StreamOperation | SentOperation
