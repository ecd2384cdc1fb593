"""What a JSON text says, and if it says nothing, why.

Numbers that are none (``NaN``, ``Infinity``, ``1e999``), which some writers put into JSON, are read
as missing values.
"""

import re
from typing import TypeVar

import msgspec

from wheelsdown.errors import SourceError

__all__ = ["decode_json"]

T = TypeVar("T")

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: Words for "not a number" and exponents beyond what a double holds, where a value may stand.
_NO_NUMBER = re.compile(
    rb"(?<=[\[,:\s])(?:[-+]?(?:NaN|nan|Infinity|inf)|-?\d+(?:\.\d*)?[eE]\+?\d{3,})(?=\s*[\],}])"
)


def decode_json(payload: bytes, decoder: msgspec.json.Decoder[T], *, where: str) -> T:
    """Decode one JSON document.

    Raises
    ------
    SourceError
        ``empty``, ``not_json``, ``truncated_json``, ``several_documents``, ``nested_too_deep`` or
        ``wrong_columns`` (JSON, but of another shape).
    """
    payload = payload.removeprefix(_BYTE_ORDER_MARK)
    try:
        try:
            return decoder.decode(payload)
        except msgspec.DecodeError:
            mended, n_mended = _NO_NUMBER.subn(b"null", payload)
            if not n_mended:
                raise
            return decoder.decode(mended)
    except RecursionError as error:
        raise _refusal(where, "nested_too_deep", "nested far deeper than any tracking data") from error
    except msgspec.ValidationError as error:
        raise _refusal(where, "wrong_columns", f"JSON, but not in a known shape ({error})") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _refusal(where, *_why(payload, str(error))) from error


def _why(payload: bytes, said: str) -> tuple[str, str]:
    if not payload.strip():
        return "empty", "holds no data"
    if "trailing characters" in said:
        return "several_documents", "several JSON documents in one file; give each its own file"
    if "truncated" in said:
        return "truncated_json", "the JSON text ends too early, nothing of it was kept; fetch it again"
    return "not_json", "not JSON"


def _refusal(where: str, reason: str, what: str) -> SourceError:
    return SourceError(f"{where}: {what}", where=where, reason=reason)
