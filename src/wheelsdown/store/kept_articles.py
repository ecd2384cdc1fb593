"""Tell whether the articles that were kept still are what came.

They lie under the SHA-256 of what came: a page that was fetched inside its WARC record, one that was sent
as it is. Which there must be, the log of fetches and the list of what was sent say.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import gunzip
from wheelsdown.store.layout import Layout

__all__ = ["article_faults", "kept_articles"]

#: Names under which articles are kept; anything else in the folder is no article of ours.
_NAMED: Final = re.compile(r"([0-9a-f]{64})\.(warc\.gz|html|txt)")
#: Far more than an article may have when it is fetched.
_MOST_BYTES: Final = 2**28
_BREAK: Final = b"\r\n\r\n"


class _Line(msgspec.Struct):
    """What a line of either list says of an article."""

    sha256: str | None = None
    path: str | None = None
    name: str | None = None


_LINE: Final = msgspec.json.Decoder(_Line)


def kept_articles(layout: Layout) -> list[Path]:
    """List the articles that are kept, by name."""
    if not layout.articles.is_dir():
        return []
    return sorted(path for path in layout.articles.iterdir() if _NAMED.fullmatch(path.name))


def article_faults(layout: Layout) -> Iterator[tuple[str, str]]:
    """Give place and message of each article that is missing, or is not what came."""
    kept = kept_articles(layout)
    there = {path.name.partition(".")[0] for path in kept}
    for sha256 in sorted(_came(layout) - there):
        where = str(layout.articles / sha256)
        yield (
            where,
            f"the article {sha256[:12]}... is missing from {layout.articles.name}; restore it from a copy",
        )
    for path in kept:
        if _payload_sha256(path) != path.name.partition(".")[0]:
            yield str(path), f"{path.name} is not the article that came; restore it from a copy"


def _came(layout: Layout) -> set[str]:
    """Give the hashes of all articles that were fetched or sent and kept."""
    fetched = {
        each.sha256 for each in _lines(layout.fetches) if (each.path or "").startswith("raw/articles/")
    }
    sent = {each.sha256 for each in _lines(layout.sent_articles)}
    return {sha256 for sha256 in fetched | sent if sha256}


def _lines(path: Path) -> Iterator[_Line]:
    """Read a list; a line that a crash cut off says nothing."""
    with suppress(FileNotFoundError), path.open("rb") as stream:
        for line in stream:
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                yield _LINE.decode(line)


def _payload_sha256(path: Path) -> str:
    """Hash what came; empty where the file cannot be read as what it is named."""
    try:
        content = path.read_bytes()
        if path.name.endswith(".warc.gz"):
            content = _payload(gunzip(content, where=path.name, limit=_MOST_BYTES))
    except (OSError, SourceError):
        return ""
    return hashlib.sha256(content).hexdigest()


def _payload(record: bytes) -> bytes:
    """Give the body of the answer in a WARC record: behind both heads, before the last break."""
    *_, body = record.removesuffix(_BREAK).split(_BREAK, 2)
    return body
