"""A list in the form somebody asked for: the same bytes at the command line and in the browser."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from wheelsdown.dossiers.listings import Listing, ListKind
from wheelsdown.dossiers.rows_csv import csv_lines
from wheelsdown.dossiers.rows_geojson import Positions, geojson_lines
from wheelsdown.dossiers.rows_json import json_list
from wheelsdown.dossiers.rows_parquet import parquet_bytes
from wheelsdown.dossiers.trace_geojson import trace_geojson_lines

__all__ = ["MEDIA_TYPES", "RowFormat", "rendered", "text_lines"]


class RowFormat(StrEnum):
    """How rows are written for programs."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"


#: RFC 8259, RFC 4180, RFC 7946, and IANA's registration of Parquet.
MEDIA_TYPES: Final[Mapping[RowFormat, str]] = MappingProxyType(
    {
        RowFormat.JSON: "application/json",
        RowFormat.CSV: "text/csv; charset=utf-8",
        RowFormat.GEOJSON: "application/geo+json",
        RowFormat.PARQUET: "application/vnd.apache.parquet",
    }
)

_NOTHING_MORE: Final[Mapping[str, object]] = MappingProxyType({})


def text_lines(
    listing: Listing,
    kind: ListKind,
    form: RowFormat,
    positions: Positions,
    more: Mapping[str, object] = _NOTHING_MORE,
) -> Iterable[str]:
    """Give the list line by line in a form that is text.

    Parameters
    ----------
    listing, kind
        The rows and what they are.
    form
        Not Parquet, which is no text.
    positions
        Where the aerodromes lie that GeoJSON names.
    more
        Keys that JSON says besides, such as where the list goes on.
    """
    match form:
        case RowFormat.CSV:
            return csv_lines(listing)
        case RowFormat.GEOJSON if kind is ListKind.TRACE:
            return trace_geojson_lines(listing)
        case RowFormat.GEOJSON:
            return geojson_lines(listing, kind, positions)
        case _:
            return json_list(listing, kind, more)


def rendered(
    listing: Listing,
    kind: ListKind,
    form: RowFormat,
    positions: Positions,
    more: Mapping[str, object] = _NOTHING_MORE,
) -> bytes:
    """Give the list as the bytes of a file; parameters as for `text_lines`."""
    if form is RowFormat.PARQUET:
        return parquet_bytes(listing, kind)
    lines = text_lines(listing, kind, form, positions, more)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
