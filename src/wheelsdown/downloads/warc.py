"""An answer from the web as a record of the WARC format, so that any archive tool can read it.

WARC 1.1 (IIPC, 2017; ISO 28500:2017): one ``response`` record, one gzip member, its payload digest in
SHA-256. The body is kept as the site holds it: where it was packed for the way only, the header that said so
is kept under another name, as archives do.
"""

import gzip
import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from wheelsdown.clock import rfc3339

__all__ = ["response_record"]

#: Headers that describe the way a body came and not the body that is kept.
_OF_THE_WAY: Final = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})


def response_record(
    url: str,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    at: datetime,
    address: str | None = None,
) -> bytes:
    """Give the gzip member that holds one answer.

    Parameters
    ----------
    url, status, headers, body
        The final address, and what it answered.
    at
        When.
    address
        The IP address that answered, where it is known.
    """
    block = _head(status, headers, len(body)) + body
    digest = hashlib.sha256(body).hexdigest()
    lines = [
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{url} {rfc3339(at)} {digest}')}>",
        f"WARC-Date: {rfc3339(at)}",
        f"WARC-Target-URI: {_line(url)}",
        *([f"WARC-IP-Address: {address}"] if address else []),
        f"WARC-Payload-Digest: sha256:{digest}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    record = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return gzip.compress(record, mtime=0)


def _head(status: int, headers: Mapping[str, str], n_bytes: int) -> bytes:
    known = {each.value: each.phrase for each in HTTPStatus}
    lines = [f"HTTP/1.1 {status} {known.get(status, '')}".rstrip()]
    for name, value in headers.items():
        kept = f"x-archive-orig-{name}" if name in _OF_THE_WAY else name
        lines.append(f"{_line(kept)}: {_line(value)}")
    lines.append(f"content-length: {n_bytes}")
    return "\r\n".join(lines).encode("utf-8", "backslashreplace") + b"\r\n\r\n"


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
