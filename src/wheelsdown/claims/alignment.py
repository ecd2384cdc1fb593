"""What articles let each other know: the type of an aircraft that only some of them name.

Claims of one event (`wheelsdown.claims.comparing.groups`) are one aircraft to all who tell it. Where one
names no type and all the others that name one agree, the type is taken over and marked ``cross_report``. A
stated field is never changed, nor one that a person corrected, and nothing else is taken over: a pause, an
airport or a count that an article does not tell stays untold.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from wheelsdown.claims.claim import ArticleClaims, Claim, Group, How
from wheelsdown.claims.reviews import is_corrected

__all__ = ["aligned"]

RULE = "type named by another article of the same event"


def aligned(articles: Sequence[ArticleClaims], groups: Iterable[Group]) -> tuple[ArticleClaims, ...]:
    """Give claims the type that the other claims of their event name.

    Parameters
    ----------
    articles
        Each read by itself.
    groups
        The claims of one event each.

    Returns
    -------
    tuple of ArticleClaims
        In the same order, with the same claims.
    """
    known = {claim.claim_id: claim for article in articles for claim in article.claims}
    types: dict[str, str] = {}
    for group in groups:
        types.update(_types([known[name] for name in group.claims if name in known]))
    return tuple(
        replace(article, claims=tuple(_with_type(claim, types) for claim in article.claims))
        for article in articles
    )


def _types(claims: Sequence[Claim]) -> dict[str, str]:
    """Get the type for each claim of one event that lacks it; empty where the others differ."""
    named = {type_ for claim in claims if (type_ := _type_of(claim)) is not None}
    if len(named) != 1:
        return {}
    (only,) = named
    return {claim.claim_id: only for claim in claims if _is_open(claim)}


def _type_of(claim: Claim) -> str | None:
    return claim.aircraft.type_designator if claim.aircraft else None


def _is_open(claim: Claim) -> bool:
    """Say whether a claim tells of one aircraft and leaves its type open."""
    aircraft = claim.aircraft
    if is_corrected(claim, "aircraft"):
        return False
    if aircraft is None or aircraft.type_designator or aircraft.nearest_type or aircraft.airframes is None:
        return False
    is_named = any(letter.isdigit() for letter in aircraft.text or "")  # "Boeing 727": one of several types
    return (aircraft.airframes.op, aircraft.airframes.n) == ("=", 1) and not is_named


def _with_type(claim: Claim, types: Mapping[str, str]) -> Claim:
    if claim.claim_id not in types or claim.aircraft is None:
        return claim
    return replace(
        claim,
        aircraft=replace(claim.aircraft, type_designator=types[claim.claim_id]),
        how={**claim.how, "aircraft": How.CROSS_REPORT, "type_designator": How.CROSS_REPORT},
        rules={**claim.rules, "type_designator": RULE},
    )
