"""What is best known of each airframe, worked out once for a state of the workspace and then looked up.

Choosing among what sources assert costs most of a question about a busy base, and gives the same for each
question; so whoever was asked about is remembered, in one table of a row each.
"""

import threading
from collections.abc import Callable, Iterable

import polars as pl

from wheelsdown.reference.identity import CHOSEN, chosen, known_of, shipped_assertions

__all__ = ["Identities"]


class Identities:
    """Remembers airframes; several threads may ask at once.

    Parameters
    ----------
    assertions
        Gives what the workspace holds, of any airframe; what is shipped is added.
    """

    def __init__(self, assertions: Callable[[], pl.LazyFrame]) -> None:
        self._assertions = assertions
        self._known = chosen(shipped_assertions(()), ())
        #: Airframe -> its row in the table; the table only grows, so a row once given stays right.
        self._row: dict[str, int] = {}
        self._lock = threading.Lock()

    def of(self, airframes: Iterable[str]) -> pl.DataFrame:
        """Give ``airframe`` and ``CHOSEN``, one row each (``reference.identity.chosen``), in that order."""
        return self._rows_of(list(dict.fromkeys(airframes)))

    def filled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Fill the columns ``CHOSEN`` of rows, as ``reference.identity.identified`` does."""
        return rows.with_columns(self._rows_of(rows["airframe"].to_list()).select(CHOSEN))

    def _rows_of(self, airframes: list[str]) -> pl.DataFrame:
        """Give a row for each of some airframes, in their order; one may be asked for many times."""
        if unknown := [*dict.fromkeys(each for each in airframes if each not in self._row)]:
            self._learn(unknown)
        return self._known[[self._row[each] for each in airframes]]

    def _learn(self, airframes: list[str]) -> None:
        """Work out what is not known yet, and remember it."""
        fresh = known_of(airframes, self._assertions())
        with self._lock:
            fresh = fresh.filter(~pl.col("airframe").is_in(list(self._row)))
            first = self._known.height
            self._known = pl.concat([self._known, fresh])
            self._row |= {each: first + number for number, each in enumerate(fresh["airframe"])}
