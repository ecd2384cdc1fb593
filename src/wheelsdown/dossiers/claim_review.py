"""Verdicts for other sites: schema.org ClaimReview, as JSON-LD, signed by a person.

Only claims whose reading a person confirmed leave the house, and only under the name of somebody who signs.
A sentence is reviewed, never an outlet: there is no rating value, only the verdict's word and why. Simulated
evidence is no evidence, so a simulated workspace gives none.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from wheelsdown.errors import ArticleError
from wheelsdown.verdicts.verdict import CheckedArticle, CheckedClaim, CheckedDocument, Verdict

__all__ = ["claim_reviews", "may_be_signed"]

#: The word that stands in ``alternateName``.
_WORDS = {
    Verdict.SUPPORTED: "Supported by flight data",
    Verdict.PARTLY_SUPPORTED: "Partly supported by flight data",
    Verdict.CONTRADICTED: "Contradicted by flight data",
    Verdict.NOT_OBSERVABLE: "Not observable in flight data",
    Verdict.NOT_CHECKABLE: "Not checkable by flight data",
}


def claim_reviews(
    document: CheckedDocument, *, signed_by: str, day: str
) -> tuple[list[dict[str, Any]], Mapping[str, int]]:
    """Write the confirmed claims of a checked document as ClaimReview.

    Parameters
    ----------
    document
        With verdicts, from a workspace of real data.
    signed_by
        The person who answers for the reviews.
    day
        The day of the reviews, ``YYYY-MM-DD``.

    Returns
    -------
    reviews
        JSON-LD objects, one a claim, in order.
    left_out
        Reason to number of claims.

    Raises
    ------
    ArticleError
        Nobody signs, or the evidence is simulated.
    """
    if not signed_by.strip():
        message = "a ClaimReview needs a person who signs it; say who with --signed-by"
        raise ArticleError(message)
    if document.simulated:
        message = (
            "the evidence is simulated, so no ClaimReview is written; check against a workspace of real data"
        )
        raise ArticleError(message)
    left_out: Counter[str] = Counter()
    reviews = []
    for article in document.articles:
        for claim in article.claims:
            if claim.confirmed_by is None:
                left_out["claims whose reading no person has confirmed"] += 1
            elif not claim.asserted:
                left_out["claims that the text does not assert"] += 1
            else:
                reviews.append(_review(article, claim, signed_by, day))
    return reviews, dict(left_out)


def may_be_signed(checked: CheckedDocument) -> bool:
    """Tell whether some claim may go into a ClaimReview: confirmed, asserted, and judged by real data."""
    claims = (claim for article in checked.articles for claim in article.claims)
    return not checked.simulated and any(claim.confirmed_by and claim.asserted for claim in claims)


def _review(article: CheckedArticle, claim: CheckedClaim, signed_by: str, day: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": claim.claim_id,
        "datePublished": day,
        "claimReviewed": claim.quote,
        "author": {"@type": "Person", "name": signed_by},
        "itemReviewed": {
            "@type": "Claim",
            "text": claim.quote,
            "appearance": {
                "@type": "NewsArticle",
                "identifier": f"sha256:{article.sha256}",
                **({"url": article.path} if article.path.startswith("https://") else {}),
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _WORDS[claim.verdict],
            "ratingExplanation": claim.because,
        },
        "isBasedOn": sorted({f"sha256:{rows.sha256}" for row in claim.evidence for rows in row.rows}),
    }
