"""Name each claim by what it is about alone: its article, its words and its kind."""

import hashlib
from collections import Counter

from wheelsdown.claims.claim import ClaimKind

__all__ = ["ClaimIds"]

_LETTERS = 16


class ClaimIds:
    """Give identifiers; a second claim of the same words counts on."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, int, int, ClaimKind]] = Counter()

    def of(self, sha256: str, first: int, last: int, kind: ClaimKind) -> str:
        """Get the identifier of a claim.

        Parameters
        ----------
        sha256
            The hash of its article.
        first, last
            Its first character, and the one after its last.
        kind
            Its kind.
        """
        words = (sha256, first, last, kind)
        content = f"{sha256}:{first}:{last}:{kind.value}:{self._given[words]}"
        self._given[words] += 1
        return hashlib.sha256(content.encode()).hexdigest()[:_LETTERS]
