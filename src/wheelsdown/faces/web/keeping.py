"""What a server keeps of what it is sent, where its operator chose so: articles, and reviews of claims.

Without that choice nothing is written. Articles are kept as they came under ``raw/articles`` by their hash,
like those that are fetched; ``articles/sent.jsonl`` says what was said of each. Reviews are added to
``articles/reviews.jsonl`` and never changed: a later one supersedes an earlier one openly.
"""

import contextlib
import hashlib
import os
import re
import threading
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

import msgspec

from wheelsdown.claims.reviews import Review
from wheelsdown.clock import now, rfc3339
from wheelsdown.downloads.landing import land_bytes
from wheelsdown.faces.web.api.claims import SentArticle
from wheelsdown.store.layout import Layout

__all__ = ["KeptArticle", "keep_article", "keep_reviews", "kept_article", "kept_articles", "kept_reviews"]

#: Hashes name files: nothing else may.
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

#: One writer at a time, so that no line stands in another.
_writing: Final = threading.Lock()


class KeptArticle(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of an article when it was sent."""

    sha256: str
    at: str
    name: str
    published: str | None
    outlet: str | None


def keep_article(workspace: Path, article: SentArticle, name: str) -> None:
    """Keep an article as it came; one that is kept already is not written again."""
    payload = article.payload
    sha256 = hashlib.sha256(payload).hexdigest()
    ending = ".html" if payload.lstrip()[:1] == b"<" else ".txt"
    target = Layout(workspace).articles / f"{sha256}{ending}"
    if target.exists():
        return
    land_bytes(payload, target)
    line = KeptArticle(
        sha256=sha256, at=rfc3339(now()) or "", name=name, published=article.published, outlet=article.outlet
    )
    _append(Layout(workspace).sent_articles, [line])


def kept_articles(workspace: Path) -> list[KeptArticle]:
    """List what is kept of what was sent, the newest last; lines that a crash cut off are passed over."""
    found: list[KeptArticle] = []
    with contextlib.suppress(FileNotFoundError), Layout(workspace).sent_articles.open("rb") as lines:
        for line in lines:
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                found.append(msgspec.json.decode(line, type=KeptArticle))
    return found


def kept_article(workspace: Path, sha256: str) -> SentArticle | None:
    """Give an article as it was sent; None where it is not on the list, or its file is gone or another."""
    wanted = sha256 if _SHA256.fullmatch(sha256) else None
    said = next((each for each in kept_articles(workspace) if each.sha256 == wanted), None)
    for ending in (".txt", ".html") if said else ():
        with contextlib.suppress(FileNotFoundError):
            payload = (Layout(workspace).articles / f"{sha256}{ending}").read_bytes()
            if said and hashlib.sha256(payload).hexdigest() == sha256:
                return SentArticle(
                    content=payload, name=said.name, published=said.published, outlet=said.outlet
                )
    return None


def keep_reviews(workspace: Path, reviews: Sequence[Review]) -> None:
    """Add reviews to those that are kept; on the disk when this returns."""
    if reviews:
        _append(workspace / "articles" / "reviews.jsonl", reviews)


def kept_reviews(workspace: Path, claim_ids: AbstractSet[str]) -> tuple[list[Review], int]:
    """Give the kept reviews of some claims, in the order in which they were made.

    Returns
    -------
    reviews
        Those of the claims.
    n_unread
        Lines that are no reviews: a crash cut them off before they were acknowledged.
    """
    path = workspace / "articles" / "reviews.jsonl"
    found: list[Review] = []
    n_unread = 0
    with contextlib.suppress(FileNotFoundError), path.open("rb") as lines:
        for line in lines:
            try:
                review = msgspec.json.decode(line, type=Review)
            except (msgspec.DecodeError, UnicodeDecodeError):
                n_unread += 1
                continue
            if review.claim_id in claim_ids:
                found.append(review)
    return found, n_unread


def _append(path: Path, lines: Sequence[msgspec.Struct]) -> None:
    """Add lines whole; what a crash cut off before is ended first, so that it spoils no other line."""
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    with _writing:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    content = b"\n" + content
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
