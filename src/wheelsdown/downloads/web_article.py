"""Fetch one article from the web, archive what came, and read it.

Only public addresses are asked, by http or https, each redirect checked anew (`CheckedTransport`); so many
bytes at most, and a site that drips is given up. What came is kept under ``raw/articles/`` of the workspace
as a WARC record named after the SHA-256 of its body, read-only, and every outcome is a line of
``fetches.jsonl``. As a person's browser would, it asks for one page that the person named; nothing is
followed from there.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from wheelsdown.articles.article import Article
from wheelsdown.clock import now, rfc3339
from wheelsdown.downloads.checked_transport import CheckedTransport
from wheelsdown.downloads.fetch_log import FetchKind, FetchLog, Outcome
from wheelsdown.downloads.landing import land_bytes
from wheelsdown.downloads.politeness import PoliteClient, Politeness, Reply
from wheelsdown.downloads.warc import response_record
from wheelsdown.errors import ArticleError, SourceError
from wheelsdown.sources.article_files import MOST_BYTES, article_of
from wheelsdown.sources.payloads import gunzip, printable
from wheelsdown.store.layout import Layout

__all__ = ["POLITENESS", "article_client", "fetch_article", "is_address"]

#: A page is waited for as a person would; at 50 kB a second the largest one takes five minutes.
POLITENESS: Final = Politeness(
    n_tries=3,
    connect_s=10.0,
    read_s=20.0,
    longest_wait_s=30.0,
    slowest_bytes_per_s=50_000.0,
    drip_after_s=20.0,
)

#: Kinds of content that may be an article; a site that names none is taken at its bytes.
_TYPES: Final = frozenset(
    {"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf",
     "application/octet-stream"}
)  # fmt: skip

_HEADERS: Final = {
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9",
    "Accept-Encoding": "identity",
}


def is_address(text: str) -> bool:
    """Say whether somebody names a page of the web and no file.

    >>> is_address("https://example.com/a"), is_address("article.txt")
    (True, False)
    """
    return text[:8].lower().startswith(("http://", "https://"))


@contextmanager
def article_client(politeness: Politeness | None = None) -> Iterator[PoliteClient]:
    """Lend a client that asks public addresses only."""
    chosen = politeness or POLITENESS
    transport = CheckedTransport(allow_private=chosen.allow_private)
    with PoliteClient(chosen, transport=transport) as client:
        yield client


def fetch_article(
    client: PoliteClient, workspace: Path, url: str, *, told: tuple[date, str] | None = None
) -> Article:
    """Fetch, archive, log and read one article.

    Parameters
    ----------
    client
        As `article_client` lends it.
    workspace
        The workspace's folder.
    told
        The publication day that the user tells, and who tells it.

    Raises
    ------
    ArticleError
        The address may not be asked, does not answer with an article, or nothing in it can be read.
    """
    log = FetchLog(workspace, {})
    host = printable(urlsplit(url).hostname or "unknown")
    at = now()
    try:
        reply = client.get(url, max_bytes=MOST_BYTES, headers=_HEADERS)
        body = _body(reply, url)
    except (SourceError, ArticleError) as error:
        said = _explained(error, url)
        log.add(
            kind=FetchKind.ARTICLE, site=host, provider=host, url=printable(url, 2000),
            outcome=Outcome.REFUSED, because=str(said),
        )  # fmt: skip
        raise said from None
    sha256 = hashlib.sha256(body).hexdigest()
    record = response_record(reply.url, reply.status, reply.headers, body, at=at)
    target = Layout(workspace).articles / f"{sha256}.warc.gz"
    path = target if target.exists() else land_bytes(record, target)
    log.add(
        kind=FetchKind.ARTICLE, site=host, provider=host, url=url, outcome=Outcome.HAD_TEXT,
        status=reply.status, n_bytes=len(body), sha256=sha256, path=path,
        because="" if reply.url == url else f"sent on to {printable(reply.url, 500)}",
    )  # fmt: skip
    sent_on = () if reply.url == url else (f"sent on to {printable(reply.url, 500)}",)
    article = article_of(body, path=url, declared=_charset(reply), told=told, notes=sent_on)
    return replace(article, notes=(*article.notes, f"fetched at {rfc3339(at)}"))


def _body(reply: Reply, url: str) -> bytes:
    shown = printable(url)
    if reply.status != 200:
        raise ArticleError(
            f"{shown}: the site answered {reply.status} and no article; open it in a browser, save it, "
            "and name the file"
        )
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise ArticleError(
            f"{shown}: is {printable(kind, 60)} and no article; name the page that holds its text"
        )
    packed = reply.headers.get("content-encoding", "").strip().lower()
    if packed in ("", "identity"):
        return reply.body
    if packed in ("gzip", "x-gzip"):  # not asked for, and common
        return gunzip(reply.body, where=shown, limit=MOST_BYTES)
    raise ArticleError(f"{shown}: answered packed as {printable(packed, 40)}, which was not asked for")


def _explained(error: SourceError | ArticleError, url: str) -> ArticleError:
    """Say it as an article's error; private addresses are never asked for one."""
    if isinstance(error, SourceError) and "private" in str(error):
        where = error.where or printable(url)
        return ArticleError(
            f"{where}: lies in a private network or on this machine, where no article is fetched from; "
            "save the page and name the file"
        )
    return ArticleError(str(error))


def _charset(reply: Reply) -> str | None:
    for part in reply.headers.get("content-type", "").split(";")[1:8]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value
    return None
