"""What a word that a hyphen joins to a name of a place makes of it: "Damascus-based", "US-UK base"."""

from wheelsdown.articles.lexicon import Scan, WordKind
from wheelsdown.articles.view import TokenKind

__all__ = ["is_adjective", "is_goal", "is_joint_owner"]

#: Words for what states have together.
_OWNED = (WordKind.AIRFIELD, WordKind.BASE, WordKind.BARE_BASE, WordKind.NAVAL, WordKind.MILITARY)


def is_adjective(scan: Scan, last: int) -> bool:
    """Tell "Damascus-based" and "Kyiv-led" from a route; ``last``: the token behind the name."""
    if not _is_glued(scan, last):
        return False
    return scan.tokens[last + 1].kind is TokenKind.WORD and scan.raw(last + 1).islower()


def is_goal(scan: Scan, last: int) -> bool:
    """Say whether the joined word tells that somebody is on the way there: "Damascus-bound"."""
    joined = scan.get(last + 1, WordKind.ORIGIN_WORD) if _is_glued(scan, last) else None
    return scan.tagged(joined, WordKind.ORIGIN_WORD, "goal")


def is_joint_owner(scan: Scan, last: int) -> bool:
    """Say whether the state that ends there owns something with the one joined to it: "a US-UK base"."""
    other = scan.get(last + 1, WordKind.COUNTRY, WordKind.STATE) if _is_glued(scan, last) else None
    return other is not None and scan.get(other.last, *_OWNED) is not None


def _is_glued(scan: Scan, last: int) -> bool:
    if last + 1 >= len(scan.tokens) or scan.tokens[last].form != "-":
        return False
    return not scan.tokens[last].spaced and not scan.tokens[last + 1].spaced
