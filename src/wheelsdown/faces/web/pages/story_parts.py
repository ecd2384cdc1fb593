"""The story beside the claims: where it comes from in the end, and when what is said to have happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from wheelsdown.claims.claim import Edge, Fact, How, Link, Role
from wheelsdown.clock import rfc3339
from wheelsdown.faces.web.pages.story_fields import date_words, in_short
from wheelsdown.verdicts.verdict import CheckedArticle, CheckedClaim, EvidenceRow

__all__ = ["Event", "SourceNode", "evidence_shown", "source_tree", "timeline"]

#: Words for how a link rests on the one before.
_EDGES: Final = {Edge.CITES: "cited by", Edge.INFERRED: "inferred for", Edge.SOURCE_NOT_NAMED: "in"}


_ARTICLE: Final = "article"


@dataclass
class SourceNode:
    """Somebody in the tree of sources: what they are, how those below rest on them, which claims do."""

    name: str
    role: str
    edge: str = ""
    kind: str | None = None
    #: False where the text names nobody.
    is_named: bool = True
    claims: list[int] = field(default_factory=list)
    children: dict[str, "SourceNode"] = field(default_factory=dict)


def source_tree(articles: Sequence[CheckedArticle], numbers: Mapping[str, int]) -> list[SourceNode]:
    """Turn the chains round: evidence first, then who cites it, then the articles that retell it.

    Parameters
    ----------
    articles
        With their claims.
    numbers
        Claim id -> its number on the page.
    """
    top: dict[str, SourceNode] = {}
    for article in articles:
        for claim in article.claims:
            for path in _paths(claim, article.path):
                _grow(top, path, numbers[claim.claim_id])
    return sorted(top.values(), key=lambda node: (not node.is_named, -len(node.claims), node.name))


def _paths(claim: CheckedClaim, article: str) -> Iterator[list[Link]]:
    """Give a claim's ways from evidence to the article; several pieces of evidence stand side by side."""
    carried = [link for link in claim.chain if link.role is not Role.EVIDENCE]
    evidence = [link for link in claim.chain if link.role is Role.EVIDENCE]
    leaf = Link(name=article, role=Role.OUTLET, how=How.STATED, kind=_ARTICLE)
    retelling = [leaf, *(link for link in carried[1:])]
    ways = [[*retelling, last] for last in evidence] or [retelling]
    yield from (way[::-1] for way in ways if len(way) > 1)


def _node(link: Link, edge: str) -> SourceNode:
    is_article = link.role is Role.OUTLET and link.kind == _ARTICLE
    is_named = link.edge is not Edge.SOURCE_NOT_NAMED
    return SourceNode(link.name, _ARTICLE if is_article else link.role.value, edge, link.kind, is_named)


def _grow(top: dict[str, SourceNode], path: Sequence[Link], number: int) -> None:
    level, above = top, None
    for link in path:
        edge = _EDGES[above.edge] if above else ""
        key = link.name.casefold()
        node = level.setdefault(key, _node(link, edge))
        if number not in node.claims:
            node.claims.append(number)
        level, above = node.children, link


def evidence_shown(row: EvidenceRow) -> dict[str, Any]:
    """Give a row of evidence with its times as the page writes them."""
    known = {name: getattr(row, name) for name in row.__struct_fields__}
    for name in ("arrived", "departed"):
        earliest, latest = map(rfc3339, known[f"{name}_at"])
        known[name] = {"earliest": earliest, "latest": latest}
    return known


@dataclass(frozen=True)
class Event:
    """One line of the timeline; ``seen``: the tracks say it, not an article."""

    day: str
    when: str
    kind: str
    #: In parts that may be written in different directions.
    words: tuple[str, ...]
    article: str = ""
    claim: int | None = None
    seen: bool = False
    row: EvidenceRow | None = None


def timeline(articles: Sequence[CheckedArticle], numbers: Mapping[str, int]) -> tuple[list[Event], int]:
    """Give everything that has a day, in order, what was seen beside what is said; and how many have none."""
    said, n_undated = [], 0
    rows: dict[str, EvidenceRow] = {}
    for article in articles:
        for claim in article.claims:
            rows.update((row.visit_id, row) for row in claim.evidence)
        for each in (*article.claims, *article.facts):
            event = _event(each, article.path, numbers)
            n_undated += event is None
            said.extend([event] if event else [])
    return sorted([*said, *_seen(rows.values())], key=lambda event: (event.day, event.seen)), n_undated


def _event(each: Any, article: str, numbers: Mapping[str, int]) -> Event | None:
    day = each.date.start or each.date.end if each.date else None
    if day is None:
        return None
    is_claim = isinstance(each, CheckedClaim)
    return Event(
        day=day,
        when=date_words(each.date) or day,
        kind=each.kind.value.replace("_", " "),
        words=in_short(each, dated=False) if is_claim else _told_words(each),
        article=article,
        claim=numbers[each.claim_id] if is_claim else None,
    )


def _told_words(fact: Fact) -> tuple[str, ...]:
    return (*fact.who, f"“{fact.said}”" if fact.said else fact.quote)


def _seen(rows: Iterable[EvidenceRow]) -> Iterator[Event]:
    for row in rows:
        at = next((each for each in (*row.arrived_at, *row.departed_at) if each), None)
        if at is not None:
            day = at.date().isoformat()
            yield Event(day, day, "seen", (), seen=True, row=row)
