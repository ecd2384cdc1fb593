"""What is best known of each airframe, worked out once for a state of the workspace and then looked up.

Choosing among what sources assert costs most of a question about a busy base, and gives the same for each
question; so whoever was asked about is remembered, in one table of a row each.
"""

import threading
from collections.abc import Callable, Iterable

import polars as pl

from wheelsdown.reference.identity import CHOSEN, chosen, known_of, shipped_assertions

__all__ = ["Identities"]

#: Airframes that are remembered: more than are seen in years, and far fewer than a feed could invent.
MOST = 500_000
#: Pieces of the table after which it is laid out anew: looking up takes longer in many.
_MOST_PIECES = 64


class _Memory:
    """Airframes, and what is known of each: a row of one table, which only grows."""

    def __init__(self, known: pl.DataFrame) -> None:
        self.known = known
        #: Airframe -> its row; told after the table has it, so that who finds the one finds the other.
        self.row: dict[str, int] = {each: number for number, each in enumerate(known["airframe"])}

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows in, but those of airframes that are there."""
        fresh = rows.filter(pl.Series([each not in self.row for each in rows["airframe"]], dtype=pl.Boolean))
        first = self.known.height
        known = pl.concat([self.known, fresh])
        self.known = known.rechunk() if known.n_chunks() > _MOST_PIECES else known
        self.row |= {each: first + number for number, each in enumerate(fresh["airframe"])}


class Identities:
    """Remembers airframes; several threads may ask at once.

    Parameters
    ----------
    assertions
        Gives what the workspace holds, of any airframe; what is shipped is added.
    """

    def __init__(self, assertions: Callable[[], pl.LazyFrame]) -> None:
        self._assertions = assertions
        self._memory = _Memory(chosen(shipped_assertions(()), ()))
        self._lock = threading.Lock()

    def of(self, airframes: Iterable[str]) -> pl.DataFrame:
        """Give ``airframe`` and ``CHOSEN``, one row each (``reference.identity.chosen``), in that order."""
        return self._rows_of(list(dict.fromkeys(airframes)))

    def filled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Fill the columns ``CHOSEN`` of rows, as ``reference.identity.identified`` does."""
        return rows.with_columns(self._rows_of(rows["airframe"].to_list()).select(CHOSEN))

    def _rows_of(self, airframes: list[str]) -> pl.DataFrame:
        """Give a row for each of some airframes, in their order; one may be asked for many times."""
        memory = self._memory
        if unknown := [*dict.fromkeys(each for each in airframes if each not in memory.row)]:
            if len(memory.row) + len(unknown) > MOST:
                # all of them anew: what is forgotten for good is what was not asked for now
                memory, unknown = _Memory(self._memory.known.clear()), [*dict.fromkeys(airframes)]
            fresh = known_of(unknown, self._assertions())
            with self._lock:
                memory.add(fresh)
                self._memory = memory
        return memory.known[[memory.row[each] for each in airframes]]
