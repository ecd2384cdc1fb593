"""Where a list goes on: a word that only this server reads, bound to the state the list is of.

Whoever pages sees one list: the rows of the state that was present at the first page, with what was
delayed at that moment. When that state is gone, the list has to be asked for anew, and is told so.
"""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from wheelsdown.faces.web.problems import ProblemError

__all__ = ["Cursor"]

#: State, rows already read, and seconds since 1970.
_WORD = re.compile(r"([0-9a-f]{1,40})\.([0-9]{1,9})\.([0-9]{1,12})")


@dataclass(frozen=True)
class Cursor:
    """How far somebody has read, in which state, and as of when.

    >>> at = datetime(2025, 10, 26, 7, 30, tzinfo=UTC)
    >>> Cursor.read(Cursor("0a1b", 200, at).written()) == Cursor("0a1b", 200, at)
    True
    """

    state: str
    offset: int
    #: When the first page was asked for: what was delayed then stays so.
    as_of: datetime

    def written(self) -> str:
        """Give the word that stands in the address."""
        said = f"{self.state}.{self.offset}.{int(self.as_of.timestamp())}"
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Read the word back; it came from outside, so everything in it is checked.

        Raises
        ------
        ProblemError
            It is none of ours.
        """
        try:
            said = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            found = _WORD.fullmatch(said.decode("ascii"))
            as_of = datetime.fromtimestamp(int(found[3]), UTC) if found else None
        except (ValueError, OverflowError, OSError):
            found = as_of = None
        if found is None or as_of is None:
            raise ProblemError(400, "after: not from an answer of this server; start without it")
        return cls(found[1], int(found[2]), as_of)
