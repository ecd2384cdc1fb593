"""What is best known of each airframe, worked out once for a state of the workspace and then looked up.

Choosing among what sources assert costs most of a question about a busy base, and gives the same for each
question; so whoever was asked about is remembered, in one table of a row each.
"""

import threading
from collections.abc import Callable, Iterable

import polars as pl

from wheelsdown.reference.identity import CHOSEN, chosen, shipped_assertions

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
        self._lock = threading.Lock()

    def of(self, airframes: Iterable[str]) -> pl.DataFrame:
        """Give ``airframe`` and ``CHOSEN``, one row each (``reference.identity.chosen``), in that order."""
        asked = pl.DataFrame({"airframe": list(dict.fromkeys(airframes))}, schema={"airframe": pl.String})
        known = self._known
        unknown = asked.join(known, on="airframe", how="anti")
        if not unknown.is_empty():
            known = self._learnt(unknown["airframe"].to_list())
        return asked.join(known, on="airframe", how="left", maintain_order="left")

    def filled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Fill the columns ``CHOSEN`` of rows, as ``reference.identity.identified`` does."""
        known = self.of(rows["airframe"].unique().to_list())
        bare = rows.drop(CHOSEN)
        return bare.join(known, on="airframe", how="left", maintain_order="left").select(rows.columns)

    def _learnt(self, airframes: list[str]) -> pl.DataFrame:
        """Work out what is not known yet, and remember it."""
        held = self._assertions().filter(pl.col("airframe").is_in(airframes)).collect()
        fresh = chosen(pl.concat([held, shipped_assertions(airframes)]), airframes)
        with self._lock:
            self._known = pl.concat([self._known, fresh]).unique(
                "airframe", keep="first", maintain_order=True
            )
            return self._known
