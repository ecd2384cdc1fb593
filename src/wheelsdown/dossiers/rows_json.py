r"""A list as the JSON other programs rely on: one object, one item to a line.

``{schema, simulated, place, items, left_out, missing}``: times RFC 3339 UTC, unknown is null. Control
and bidirectional characters are written as ``\uXXXX``, so that the text read back is exact and the
text shown by ``cat`` does nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from wheelsdown.dossiers.listings import (
    Listing,
    ListKind,
    marked_rows,
    plain_value,
    schema_name,
    written_times,
)

__all__ = ["encode", "json_list"]

#: What a terminal or an editor would act on: C1 controls, bidirectional and invisible characters,
#: line separators, half surrogate pairs, tag characters.
_ACTING = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)

#: Writes a row; made once, because making it costs as much as writing a short row.
_ROW = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=plain_value)


def json_list(
    listing: Listing, kind: ListKind, more: Mapping[str, object] = MappingProxyType({})
) -> Iterator[str]:
    """Give the list line by line; joined, the lines are one JSON object.

    The items are the rows in their order with all their columns; nothing is dropped. ``more`` holds
    keys that are said besides.
    """
    head = {"schema": schema_name(kind), "simulated": listing.simulated, "place": listing.place}
    yield encode(head)[:-1] + ', "items": ['
    before: str | None = None
    for row in written_times(marked_rows(listing)).iter_rows(named=True):
        if before is not None:
            yield before + ","
        before = _encoded_row(row)
    if before is not None:
        yield before
    foot = {"left_out": plain_value(listing.left_out), "missing": plain_value(listing.missing), **more}
    yield "], " + encode(foot)[1:]


def encode(value: object) -> str:
    r"""Write one plain value as JSON that is safe to show; reading it gives the same value back.

    >>> encode({"callsign": "A\u202eB", "name": "Хмеймим"})
    '{"callsign": "A\\u202eB", "name": "Хмеймим"}'
    """
    return _ACTING.sub(_escape, json.dumps(value, ensure_ascii=False, allow_nan=False))


def _encoded_row(row: dict[str, object]) -> str:
    """Write one row as `encode` writes its plain values; only what JSON does not know is made plain first."""
    try:
        text = _ROW.encode(row)
    except ValueError:  # a number that is not finite
        return encode(plain_value(row))
    return _ACTING.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
