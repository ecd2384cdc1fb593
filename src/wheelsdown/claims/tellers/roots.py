"""Where the claims come from in the end: publisher roots and evidence roots, over all articles.

Five articles that retell one agency have one publisher root; an outlet that only retells is none. Anonymous
persons are one root when the same publisher cites them for claims of the same kind: each translation words
them differently.
"""

from collections.abc import Iterable, Sequence

from wheelsdown.articles.marks import SourceKind
from wheelsdown.claims.claim import Claim, ClaimKind, Edge, Link, Role, Root
from wheelsdown.claims.tellers.chains import ABOUT_FLIGHTS

__all__ = ["roots_of"]

#: A pause and the resumption that ends it are one statement to a source.
_ONE_STATEMENT = {ClaimKind.PAUSE: ClaimKind.RESUMPTION}


def roots_of(claims: Sequence[Claim]) -> tuple[Root, ...]:
    """Get the roots of claims.

    Parameters
    ----------
    claims
        Of all articles, with their chains.

    Returns
    -------
    tuple of Root
        Publishers, then evidence; those with the most claims first. ``bears_on_flights``: an asserted claim
        about flights rests on it.
    """
    found: dict[tuple[Role, str], list[tuple[Claim, Link]]] = {}
    for claim in claims:
        for link in claim.chain:
            if link.role is not Role.OUTLET and link.edge is not Edge.SOURCE_NOT_NAMED:
                found.setdefault((link.role, _identity(claim, link)), []).append((claim, link))
    roots = (_root(role, rows) for (role, _), rows in found.items())
    return tuple(sorted(roots, key=lambda root: (root.role is Role.EVIDENCE, -len(root.claims), root.name)))


def _identity(claim: Claim, link: Link) -> str:
    if link.kind != SourceKind.ANONYMOUS.value:
        return (link.id or link.name).casefold()
    publishers = (other.id or other.name for other in claim.chain if other.role is Role.PUBLISHER)
    publisher = next(publishers, link.name)
    return f"{publisher}/{_ONE_STATEMENT.get(claim.kind, claim.kind)}".casefold()


def _root(role: Role, rows: Iterable[tuple[Claim, Link]]) -> Root:
    rows = list(rows)
    names = [link.id or link.name for _, link in rows]
    return Root(
        name=max(names, key=lambda name: (names.count(name), len(name), name)),
        role=role,
        kind=rows[0][1].kind,
        bears_on_flights=any(claim.asserted and claim.kind in ABOUT_FLIGHTS for claim, _ in rows),
        claims=tuple(sorted({claim.claim_id for claim, _ in rows})),
    )
