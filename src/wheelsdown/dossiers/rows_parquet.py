"""A list as Parquet: the rows with their types, and what must be said with them in the metadata."""

import io

from wheelsdown.dossiers.listings import Listing, ListKind, marked_rows, plain_value, schema_name
from wheelsdown.dossiers.rows_json import encode

__all__ = ["parquet_bytes"]


def parquet_bytes(listing: Listing, kind: ListKind) -> bytes:
    """Give the list as one Parquet file.

    The column ``simulated`` is always there. The file's metadata hold ``wheelsdown.schema``,
    ``wheelsdown.simulated`` (true or false), ``wheelsdown.place``, ``wheelsdown.left_out`` and
    ``wheelsdown.missing`` (JSON).
    """
    said = {
        "wheelsdown.schema": schema_name(kind),
        "wheelsdown.simulated": "true" if listing.simulated else "false",
        "wheelsdown.place": listing.place or "",
        "wheelsdown.left_out": encode(plain_value(listing.left_out)),
        "wheelsdown.missing": encode(plain_value(listing.missing)),
    }
    held = io.BytesIO()
    marked_rows(listing).write_parquet(held, metadata=said)
    return held.getvalue()
