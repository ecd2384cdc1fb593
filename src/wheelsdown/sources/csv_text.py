"""What a CSV says: a table of text, whatever is wrong with single lines of it."""

import io

import polars as pl

__all__ = ["csv_table"]


def csv_table(payload: bytes) -> pl.DataFrame:
    """Give a CSV as a table of text; short lines are filled with nulls, surplus fields ignored.

    A line with an odd number of quotes loses them, so that it cannot swallow the lines after it.
    """
    return pl.read_csv(
        io.BytesIO(_mended(payload)),
        infer_schema=False,
        encoding="utf8-lossy",
        truncate_ragged_lines=True,
        null_values=["", "NULL", "null", "NA", "None"],
    )


def _mended(payload: bytes) -> bytes:
    try:
        payload.decode()
    except UnicodeDecodeError:
        payload = payload.decode("utf-8", "replace").encode()
    if b'"' not in payload:
        return payload
    lines = payload.split(b"\n")
    return b"\n".join(line.replace(b'"', b"") if line.count(b'"') % 2 else line for line in lines)
