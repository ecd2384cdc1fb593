"""What a person says of a reading: each field of each claim confirmed or corrected, with name and time.

A claim read by rules, or by anybody's program, is a reading until a person has looked at it. Reviews are
kept in order and never replaced: a later correction supersedes an earlier one openly, and undoes a
confirmation that came before it unless the corrections are the confirming person's own. To confirm one field
says nothing of the others. Evidence that is no track (a picture, a document) is added in the same way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

import msgspec

from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimsDocument, How, OtherEvidence
from wheelsdown.claims.comparing.tellings import Telling
from wheelsdown.claims.tellers.roots import roots_of
from wheelsdown.errors import ArticleError

__all__ = [
    "CORRECTABLE",
    "Review",
    "ReviewAction",
    "ReviewFile",
    "apply_reviews",
    "is_corrected",
    "review_document",
    "review_tellings",
]

#: How the rule of a field begins that a person corrected.
_CORRECTED = "corrected by "

#: Fields that a person may correct; the quotation and its place in the text are the article's.
CORRECTABLE = frozenset(
    {
        "aircraft", "asserted", "chain", "date", "events", "kind", "legs", "modality", "operator", "pause",
        "place", "polarity", "relation", "who",
    }
)  # fmt: skip


class ReviewAction(StrEnum):
    """What a review does."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    ADD_EVIDENCE = "add_evidence"


class Review(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One act of review: ``by`` a person, ``at`` an instant (RFC 3339), of one claim or one field of it.

    The ``value`` of a correction is the field's; that of evidence says what it ``shows`` and its ``source``.
    """

    claim_id: str
    action: ReviewAction
    by: str
    at: str
    field: str | None = None
    value: Any = None
    note: str | None = None


class ReviewFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of reviews."""

    schema: str = "wheelsdown/reviews/1"
    reviews: tuple[Review, ...] = ()


def apply_reviews(
    claims: Sequence[Claim], reviews: Iterable[Review]
) -> tuple[tuple[Claim, ...], Mapping[str, int]]:
    """Give the claims as reviewed.

    Parameters
    ----------
    claims
        As read.
    reviews
        In the order in which they were made.

    Returns
    -------
    claims
        In the same order; ``confirmed_by`` and ``confirmed_at`` set where a person confirmed the reading as
        it stands, and ``rules`` says who corrected what.
    left_out
        Reason to number of reviews that fit no claim.

    Raises
    ------
    ArticleError
        A review names no person, or corrects a field that does not exist or with a value that does not fit.
    """
    found = {claim.claim_id: claim for claim in claims}
    n_strangers = 0
    for review in reviews:
        if review.claim_id not in found:
            n_strangers += 1
        else:
            found[review.claim_id] = _reviewed(found[review.claim_id], review)
    left_out = {"reviews of claims that these articles do not make": n_strangers} if n_strangers else {}
    return tuple(found[claim.claim_id] for claim in claims), left_out


def review_tellings(
    tellings: Sequence[Telling], reviews: Iterable[Review]
) -> tuple[tuple[Telling, ...], Mapping[str, int]]:
    """Give articles with their claims as reviewed, so that whatever is made of them follows.

    Raises
    ------
    ArticleError
        As `apply_reviews`.
    """
    read, left_out = _review_articles([each.read for each in tellings], reviews)
    return tuple(replace(each, read=one) for each, one in zip(tellings, read, strict=True)), left_out


def review_document(
    document: ClaimsDocument, reviews: Iterable[Review]
) -> tuple[ClaimsDocument, Mapping[str, int]]:
    """Give claims that somebody else read as reviewed.

    Raises
    ------
    ArticleError
        As `apply_reviews`.
    """
    articles, left_out = _review_articles(document.articles, reviews)
    roots = roots_of([claim for article in articles for claim in article.claims])
    return msgspec.structs.replace(document, articles=articles, roots=roots), left_out


def _review_articles(
    articles: Sequence[ArticleClaims], reviews: Iterable[Review]
) -> tuple[tuple[ArticleClaims, ...], Mapping[str, int]]:
    claims, left_out = apply_reviews([claim for each in articles for claim in each.claims], reviews)
    rest = iter(claims)
    changed = (
        msgspec.structs.replace(each, claims=tuple(next(rest) for _ in each.claims)) for each in articles
    )
    return tuple(changed), left_out


def is_corrected(claim: Claim, field: str) -> bool:
    """Tell whether a field says what a person wrote: nothing that is read elsewhere may change it."""
    return claim.rules.get(field, "").startswith(_CORRECTED)


def _reviewed(claim: Claim, review: Review) -> Claim:
    if not review.by.strip():
        message = f"a review of claim {claim.claim_id} names nobody; write who reviewed it in 'by'"
        raise ArticleError(message)
    if review.action is ReviewAction.CONFIRM and review.field is None:
        return msgspec.structs.replace(claim, confirmed_by=review.by, confirmed_at=review.at)
    if review.action is ReviewAction.ADD_EVIDENCE:
        return msgspec.structs.replace(claim, other_evidence=(*claim.other_evidence, _evidence(review)))
    name = review.field or ""
    if name not in CORRECTABLE:
        fields = ", ".join(sorted(CORRECTABLE))
        message = f"claim {claim.claim_id} has no field {name!r} to review; one of {fields}"
        raise ArticleError(message)
    if review.action is ReviewAction.CONFIRM:
        said = f"confirmed by {review.by} at {review.at}"
        rule = "; ".join(filter(None, (claim.rules.get(name), said)))
        return msgspec.structs.replace(claim, rules={**claim.rules, name: rule})
    still_confirmed = claim.confirmed_by == review.by
    return msgspec.structs.replace(
        claim,
        **{name: _value(claim, name, review.value)},
        how={**claim.how, name: How.STATED if review.value is not None else How.NONE},
        rules={**claim.rules, name: f"{_CORRECTED}{review.by} at {review.at}"},
        confirmed_by=claim.confirmed_by if still_confirmed else None,
        confirmed_at=claim.confirmed_at if still_confirmed else None,
    )


def _evidence(review: Review) -> OtherEvidence:
    value = review.value if isinstance(review.value, Mapping) else {}
    told = {name: value.get(name) for name in ("shows", "source")}
    if set(value) - set(told) or not all(isinstance(words, str) and words.strip() for words in told.values()):
        message = (
            f"claim {review.claim_id}: evidence says in 'value' what it 'shows' and its 'source', "
            "where others can look at it"
        )
        raise ArticleError(message)
    return msgspec.convert({**told, "by": review.by, "at": review.at}, OtherEvidence)


def _value(claim: Claim, name: str, value: Any) -> Any:
    kind = next(field.type for field in msgspec.structs.fields(Claim) if field.name == name)
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message = f"claim {claim.claim_id}: {name} cannot be {value!r:.60}: {error}"
        raise ArticleError(message) from None
