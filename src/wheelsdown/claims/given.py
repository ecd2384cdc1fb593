"""Claims that come from somewhere else: kept only where each quotation stands in the article as they say.

A person or a language model may read an article instead of our rules. Whoever did, the words must be there:
the article's hash must be the one that they read, and ``quote`` must be the text from ``span[0]`` up to
``span[1]``.
"""

from collections import Counter
from collections.abc import Mapping

import msgspec

from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimsDocument
from wheelsdown.errors import ArticleError

__all__ = ["ArticleText", "parse_claims", "verified"]


class ArticleText(msgspec.Struct, frozen=True):
    """The stored text of an article and the hash of its raw bytes."""

    sha256: str
    text: str


def parse_claims(content: bytes, *, where: str) -> ClaimsDocument:
    """Read a claims document (``wheelsdown/claims/1``) from JSON.

    Raises
    ------
    ArticleError
        It is no such document; the message says where it fails.
    """
    try:
        return msgspec.json.decode(content, type=ClaimsDocument)
    except (msgspec.DecodeError, RecursionError) as error:
        message = f"{where} holds no claims that can be read ({error}); see `wheelsdown claims --format json`"
        raise ArticleError(message) from None


def verified(
    document: ClaimsDocument, texts: Mapping[str, ArticleText]
) -> tuple[ClaimsDocument, Mapping[str, int]]:
    """Keep the claims whose words stand where they say.

    Parameters
    ----------
    document
        Claims from anywhere.
    texts
        The articles, by the path that the document names.

    Returns
    -------
    document
        With the claims that hold; groups, disagreements and roots of the giver are dropped, they are worked
        out anew.
    left_out
        Reason to number of claims.
    """
    left_out: Counter[str] = Counter()
    articles = []
    for article in document.articles:
        kept = [claim for claim in article.claims if not _refused(article, claim, texts, left_out)]
        articles.append(msgspec.structs.replace(article, claims=tuple(kept)))
    return ClaimsDocument(articles=tuple(articles)), dict(left_out)


def _refused(
    article: ArticleClaims, claim: Claim, texts: Mapping[str, ArticleText], left_out: Counter[str]
) -> bool:
    reason = _why_not(article, claim, texts.get(article.path))
    if reason:
        left_out[reason] += 1
    return bool(reason)


def _why_not(article: ArticleClaims, claim: Claim, text: ArticleText | None) -> str | None:
    if text is None:
        return "claims of an article that was not given"
    if article.sha256 != text.sha256:
        return "claims read from another version of the article (its hash differs)"
    start, end = claim.span
    if not 0 <= start < end <= len(text.text) or text.text[start:end] != claim.quote:
        return "claims whose quotation does not stand where they say"
    return None
