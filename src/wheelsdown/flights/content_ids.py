"""Ids that depend on content alone, never on the order of ingest."""

from hashlib import sha256

import polars as pl

__all__ = ["content_ids"]


def content_ids(said: pl.Expr, rows: pl.DataFrame) -> pl.Series:
    """Give an id for each row, from a text that says what it is: 16 hex digits of the text's SHA-256.

    >>> content_ids(pl.format("flight|{}", "airframe"), pl.DataFrame({"airframe": ["3c6444"]})).to_list()
    ['8a7abfe88ee95ad7']
    """
    texts = rows.select(said).to_series()
    return pl.Series([sha256(text.encode()).hexdigest()[:16] for text in texts], dtype=pl.String)
