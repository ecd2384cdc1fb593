"""The contract of a verdict: what ``wheelsdown check`` adds to each claim.

A probability of landing or of detection is not estimated yet: its place is there and says so.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from wheelsdown.claims.claim import ArticleClaims, Claim, Disagreement, Group, Root

__all__ = [
    "NOT_ESTIMATED",
    "CheckedArticle",
    "CheckedClaim",
    "CheckedDocument",
    "EvidenceRow",
    "Independence",
    "RawRows",
    "Verdict",
]

#: Where a probability will stand.
NOT_ESTIMATED = "not estimated"


class Verdict(StrEnum):
    """What the evidence allows to say of a claim."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NOT_OBSERVABLE = "not_observable"
    NOT_CHECKABLE = "not_checkable"


class Independence(StrEnum):
    """Whether the evidence comes from the feed that the claim itself rests on."""

    REPRODUCED = "reproduced"
    CORROBORATED = "corroborated"
    UNKNOWN = "unknown"


class RawRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a raw file that prove a visit."""

    sha256: str
    first_row: int
    last_row: int


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One visit that a verdict rests on, with the raw rows behind it and who recorded them."""

    visit_id: str
    aerodrome: str
    icao24: str | None = None
    registration: str | None = None
    type_designator: str | None = None
    arrived_at: tuple[datetime | None, datetime | None] = (None, None)
    departed_at: tuple[datetime | None, datetime | None] = (None, None)
    came_from: str | None = None
    went_to: str | None = None
    basis: str
    providers: tuple[str, ...] = ()
    simulated: bool
    rows: tuple[RawRows, ...] = ()


class CheckedClaim(Claim, frozen=True, kw_only=True):
    """A claim with its verdict; ``question`` is what was asked of the evidence, in words."""

    verdict: Verdict
    independence: Independence = Independence.UNKNOWN
    because: str
    question: str | None = None
    detection_probability: str = NOT_ESTIMATED
    missing: tuple[str, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()


class CheckedArticle(ArticleClaims, frozen=True, kw_only=True):
    """An article with its claims checked."""

    claims: tuple[CheckedClaim, ...] = ()


class CheckedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What ``wheelsdown check ARTICLE... --format json`` prints."""

    schema: str = "wheelsdown/check/1"
    simulated: bool
    articles: tuple[CheckedArticle, ...] = ()
    groups: tuple[Group, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    roots: tuple[Root, ...] = ()
