"""Which aircraft are shown by name: those flagged PIA or LADD keep their event and lose their identity.

A row that vanished would be a false silence, so no row does. Ids and hashes go with the identity, for
both lead back to the address. Nothing here tries to undo a privacy address.
"""

import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import polars as pl

from wheelsdown.clock import now, rfc3339
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.errors import WheelsdownError, WorkspaceError
from wheelsdown.questions import RowFilter

__all__ = ["WITHHELD", "chosen_by_withheld", "log_disclosure", "refuse_flagged", "withhold"]

#: Stands where an id would; with a running number it stays unique within a list.
WITHHELD = "withheld"

#: Columns that name the airframe, or lead to it by its file or its flight.
_IDENTITY_COLUMNS = (
    "icao24",
    "callsign",
    "registration",
    "type_designator",
    "operator",
    "arrival_flight_id",
    "departure_flight_id",
)


def withhold(listing: Listing, flagged: AbstractSet[str], *, asked_by_identity: bool = False) -> Rows:
    """Give the listing without the identity of flagged airframes; every event stays.

    Parameters
    ----------
    listing
        Rows with a column ``airframe``.
    flagged
        Airframes flagged PIA or LADD.
    asked_by_identity
        The rows were chosen by a column that is withheld (call sign, operator, type), so that showing a
        row would say what is withheld: such rows are counted, not shown.

    Returns
    -------
    Rows
        The same rows in the same order. In those of a flagged airframe the address, callsign,
        registration, type, operator, the proof (a raw file's hash names the aircraft) and the ids are
        gone; ``left_out`` counts them as ``identity_withheld``.
    """
    hidden = pl.col("airframe").is_in(list(flagged))
    n_hidden = listing.rows.filter(hidden).height
    left_out = dict(listing.left_out)
    rows = listing.rows
    if n_hidden:
        columns = _without_identity(rows, hidden)
        rows = rows.filter(~hidden) if asked_by_identity else rows.with_columns(columns)
        left_out["identity_withheld"] = n_hidden
    return Rows(rows, listing.simulated, left_out, listing.missing, listing.place)


def chosen_by_withheld(asked: RowFilter) -> bool:
    """Tell whether a filter chooses rows by what is withheld of flagged airframes: see `withhold`.

    >>> chosen_by_withheld(RowFilter(callsign="QQA12")), chosen_by_withheld(RowFilter(came_from="KRNM"))
    (True, False)
    """
    return any(each is not None for each in (asked.callsign, asked.operator, asked.type_designator))


def _without_identity(rows: pl.DataFrame, hidden: pl.Expr) -> list[pl.Expr]:
    """Build the columns as they are where nothing is hidden."""
    schema = rows.schema
    blank = [name for name in _IDENTITY_COLUMNS if name in schema]
    columns = [_when_hidden(hidden, pl.lit(None, dtype=schema[name]), name) for name in blank]
    columns.append(_when_hidden(hidden, pl.lit(WITHHELD), "airframe"))
    for name in ("visit_id", "flight_id"):
        if name in schema:
            number = pl.col(name).rank("dense").over(hidden).cast(pl.String)
            columns.append(_when_hidden(hidden, pl.concat_str(pl.lit(f"{WITHHELD}:"), number), name))
    if "evidence" in schema:
        none = pl.lit([], dtype=schema["evidence"])
        columns.append(_when_hidden(hidden, none, "evidence"))
    for name in ("take_off", "landing"):
        if name in schema:
            bare = pl.col(name).struct.with_fields(pl.field("evidence").list.head(0))
            columns.append(_when_hidden(hidden, bare, name))
    return columns


def _when_hidden(hidden: pl.Expr, instead: pl.Expr, name: str) -> pl.Expr:
    return pl.when(hidden).then(instead).otherwise(pl.col(name)).alias(name)


def refuse_flagged(asked: str | None, flagged: AbstractSet[str]) -> None:
    """Raise when a flagged airframe is asked for by its address: the rows themselves would name it."""
    if asked is not None and asked in flagged:
        raise WheelsdownError(
            f"{asked} is flagged PIA or LADD, so it is not shown by name; "
            "add --show-flagged REASON to see it (the reason is logged in the workspace)"
        )


def log_disclosure(folder: Path, reason: str, command: Sequence[str], airframes: Iterable[str]) -> None:
    """Append to ``disclosures.jsonl`` who was shown, when and why; nothing is shown when that fails."""
    line = {
        "at": rfc3339(now()),
        "reason": reason,
        "command": list(command),
        "airframes": sorted(set(airframes)),
    }
    log = folder / "disclosures.jsonl"
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as error:
        raise WorkspaceError(
            f"{log}: the reason cannot be logged ({error.strerror}), so flagged aircraft are not shown; "
            "make the workspace writable"
        ) from error
