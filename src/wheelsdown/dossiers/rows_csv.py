"""A list as CSV that a spreadsheet shows and never runs.

Structs become columns with dotted names (``arrived_at.earliest``); lists become one cell of JSON. A
cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection");
plain numbers stay numbers. Control characters are left out: no cell holds a line break.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping

import polars as pl

from wheelsdown.dossiers.listings import DataType, Listing, marked_rows, plain_value, written_times
from wheelsdown.dossiers.rows_json import encode
from wheelsdown.dossiers.safe_text import printable

__all__ = ["csv_lines", "flat_columns", "flat_rows", "safe_cell"]

#: First characters that make a spreadsheet compute; the full-width forms count as well.
_FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def csv_lines(listing: Listing) -> Iterator[str]:
    """Give the header, then one line a row; ``simulated`` is always a column."""
    yield _line(flat_columns(marked_rows(listing).schema))
    for cells in flat_rows(listing):
        yield _line([safe_cell(cell) for cell in cells])


def flat_columns(schema: Mapping[str, DataType]) -> list[str]:
    """Name the columns with structs taken apart.

    >>> flat_columns({"came_from": pl.Struct({"id": pl.String(), "level": pl.String()})})
    ['came_from.id', 'came_from.level']
    """
    names: list[str] = []
    for name, kind in schema.items():
        if isinstance(kind, pl.Struct):
            parts = {field.name: field.dtype for field in kind.fields}
            names += [f"{name}.{part}" for part in flat_columns(parts)]
        else:
            names.append(name)
    return names


def flat_rows(listing: Listing) -> Iterator[list[str]]:
    """Give each row as text cells in the order of `flat_columns`; what is unknown is empty."""
    rows = written_times(marked_rows(listing))
    for row in rows.iter_rows(named=True):
        yield [cell for name, kind in rows.schema.items() for cell in _cells(row[name], kind)]


def safe_cell(text: str) -> str:
    """Give the cell as a spreadsheet may read it: as a number or as words, never as a formula.

    >>> safe_cell("=HYPERLINK(0)"), safe_cell("-116.91"), safe_cell("-1+1")
    ("'=HYPERLINK(0)", '-116.91', "'-1+1")
    """
    text = printable(text)
    starts_formula = text.lstrip()[:1] in tuple(_FORMULA_STARTS)
    return f"'{text}" if starts_formula and not _NUMBER.fullmatch(text) else text


def _cells(value: object, kind: DataType) -> Iterator[str]:
    if isinstance(kind, pl.Struct):
        parts = value if isinstance(value, Mapping) else {}
        for field in kind.fields:
            yield from _cells(parts.get(field.name), field.dtype)
    elif value is None:
        yield ""
    elif isinstance(value, bool):
        yield "true" if value else "false"
    else:
        plain = plain_value(value)
        yield encode(plain) if isinstance(plain, (list, dict)) else "" if plain is None else str(plain)


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
