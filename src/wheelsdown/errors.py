"""Everything wheelsdown raises on purpose, and nothing else.

::

    WheelsdownError
    ├── SourceError          a raw file or site is unreachable, refused or malformed
    ├── SchemaError          a table is not what its schema says
    ├── UnknownReference     no such aerodrome, aircraft, place or operator
    │   └── AmbiguousReference   several fit; the candidates are listed
    ├── NotCovered           the workspace holds no data that could answer
    ├── WorkspaceError       the workspace cannot be read or written as asked
    ├── ArticleError         a report cannot be read
    └── IntegrityError       a hash does not match what was recorded

Facts are attributes; the message is one line: what, where, and what to do next. Bad rows are not
errors: they are counted with reasons and shown.
"""

from collections.abc import Sequence

__all__ = [
    "AmbiguousReference",
    "ArticleError",
    "IntegrityError",
    "NotCovered",
    "SchemaError",
    "SourceError",
    "UnknownReference",
    "WheelsdownError",
    "WorkspaceError",
]


class WheelsdownError(Exception):
    """Base of every error that wheelsdown raises on purpose; ``str(error)`` is one line for a person."""


class SourceError(WheelsdownError):
    """A raw file or a site is unreachable, refused or malformed.

    Attributes
    ----------
    where
        File, archive member or address, as the user knows it.
    reason
        A short word set used for counting: ``empty``, ``truncated_gzip``, ``not_json``, ...
    """

    def __init__(self, message: str, *, where: str = "", reason: str = "malformed") -> None:
        super().__init__(message)
        self.where = where
        self.reason = reason


class SchemaError(WheelsdownError):
    """A table is not what its schema says."""


class UnknownReference(WheelsdownError):
    """No such aerodrome, aircraft, place or operator; ``nearest`` holds the closest spellings."""

    def __init__(self, message: str, *, asked: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.asked = asked
        self.nearest = tuple(nearest)


class AmbiguousReference(UnknownReference):
    """Several places or aircraft fit the words asked for; ``nearest`` lists them."""


class NotCovered(WheelsdownError):
    """The workspace holds no data that could answer the question; never the same as "no flights"."""


class WorkspaceError(WheelsdownError):
    """The workspace cannot be read or written as asked (missing, read-only, locked, full, mixed kinds)."""


class ArticleError(WheelsdownError):
    """A report cannot be read."""


class IntegrityError(WheelsdownError):
    """A hash does not match what was recorded: the bytes are not those a finding rests on."""

    def __init__(self, message: str, *, expected: str = "", found: str = "") -> None:
        super().__init__(message)
        self.expected = expected
        self.found = found
