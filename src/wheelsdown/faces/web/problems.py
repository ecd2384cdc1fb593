"""What went wrong, as RFC 9457 says it: one clear line for a person, a status for a program."""

import msgspec

from wheelsdown.errors import (
    AmbiguousReference,
    IntegrityError,
    NotCovered,
    SchemaError,
    SourceError,
    UnknownReference,
    WheelsdownError,
    WorkspaceError,
)

__all__ = ["Problem", "ProblemError", "problem_of"]

#: RFC 9457, section 3: ``about:blank`` means that the status says what kind of problem it is.
_TITLES = {
    400: "The question cannot be read",
    401: "A token is needed",
    403: "Not for you",
    404: "Not found",
    405: "Not by that method",
    406: "Not in that form",
    408: "It took too long",
    410: "The data changed",
    413: "Too much at once",
    414: "The address is too long",
    415: "Not that kind of content",
    421: "Wrong host",
    429: "Too many tries",
    500: "Something broke here",
    501: "Not there yet",
    503: "Not now",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One refusal (RFC 9457), as ``application/problem+json``."""

    status: int
    title: str
    #: What, where, and what to do next, in one line.
    detail: str
    #: Closest spellings or candidates, where a name was not understood.
    nearest: tuple[str, ...] = ()


class ProblemError(WheelsdownError):
    """Raised by whoever knows the status; the message is the line for the person."""

    def __init__(self, status: int, detail: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = headers or {}


def problem_of(error: Exception, *, private: bool) -> Problem:
    """Describe an error; what names files of this machine is kept from others than its user.

    >>> problem_of(UnknownReference("no place 'X'", asked="X"), private=True).status
    404
    """
    status = _status(error)
    detail = str(error)
    if status >= 500 and not isinstance(error, ProblemError):
        shown = private and isinstance(error, WheelsdownError)
        detail = detail if shown else "the server could not answer; its log says why"
    nearest = tuple(error.nearest) if isinstance(error, UnknownReference) else ()
    return Problem(status=status, title=_TITLES.get(status, "Refused"), detail=detail, nearest=nearest)


def _status(error: Exception) -> int:
    match error:
        case ProblemError():
            return error.status
        case AmbiguousReference():
            return 400
        case UnknownReference() | NotCovered():
            return 404
        case WorkspaceError() | IntegrityError() | SchemaError() | SourceError():
            return 503
        case WheelsdownError():
            return 400
        case _:
            return 500
