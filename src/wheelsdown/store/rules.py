"""Decide which rows may go into which table."""

from functools import partial

import dataframely as dy
import polars as pl

from wheelsdown.errors import SchemaError, WorkspaceError
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.store.piles import Waiting
from wheelsdown.store.tables import table_named

__all__ = ["checked", "require_kind", "validated"]


def checked(name: str, rows: pl.DataFrame | Waiting) -> pl.DataFrame | Waiting:
    """Give rows as `validated` does; those that wait are checked range by range when they are read."""
    if isinstance(rows, pl.DataFrame):
        return validated(name, rows)
    return rows.checked(partial(validated, name))


def validated(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Give the rows as they are once they are what the schema of the table says; none is dropped.

    Raises
    ------
    SchemaError
        No such table; a column too many or too few or of another type; a rule is broken.
    """
    table = table_named(name)
    extra = [column for column in rows.columns if column not in table.columns]
    if extra:
        raise SchemaError(f"table '{name}' has no column {', '.join(sorted(extra))}")
    try:
        checked: pl.DataFrame = table.schema.validate(rows, cast=False)
    except (dy.exc.SchemaError, dy.exc.ValidationError) as error:
        lines = str(error).partition("\n\n")[0].splitlines()
        raise SchemaError(f"table '{name}': {' '.join(line.strip() for line in lines)}") from None
    return checked


def require_kind(name: str, rows: pl.DataFrame | Waiting, kind: WorkspaceKind | None) -> None:
    """Refuse simulated rows where the data is real, and unmarked rows where it is simulated.

    Append-only tables also hold what real reference data says, so they may hold real rows beside
    simulated ones in a simulated workspace; never the other way round.

    Raises
    ------
    WorkspaceError
        Real and simulated rows would be mixed.
    """
    if "simulated" not in rows.columns:  # then its acquisition tells what a row is
        return
    marks = rows.pile.marks() if isinstance(rows, Waiting) else set(rows["simulated"].unique())
    if kind is not WorkspaceKind.SIMULATED and True in marks:
        raise WorkspaceError(
            f"simulated rows may not enter table '{name}' of a workspace that holds no simulated data; "
            "use another workspace (--workspace DIR)"
        )
    if kind is WorkspaceKind.SIMULATED and False in marks and not table_named(name).append_only:
        raise WorkspaceError(
            f"rows not marked as simulated may not enter table '{name}' of a simulated workspace; "
            "use another workspace (--workspace DIR)"
        )
