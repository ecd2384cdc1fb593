"""The links of a chain: the outlet, whom it cites, what that rests on; each source once, as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from wheelsdown.articles.article import Article
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.claims.claim import Claim, Edge, How, Link, Role
from wheelsdown.claims.tellers.sayings import PUBLISHERS

__all__ = ["NOT_NAMED", "Source", "with_chain"]

#: The last link of a claim whose source the text does not name.
NOT_NAMED = "source not named in the text"

#: The first link when an article does not say whose it is.
_THIS_ARTICLE = "this article"

#: Kinds of sources that words describe.
_DESCRIBED = frozenset({SourceKind.ANONYMOUS, SourceKind.OFFICIAL, SourceKind.OBSERVERS})


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it stands in one chain."""

    name: str
    kind: SourceKind
    text: str
    how: How
    edge: Edge
    rule: str
    #: The words only point to it: "the newspaper", "the data".
    is_pointed_to: bool = False
    #: How the article prints its name.
    printed: str = ""


def with_chain(
    claim: Claim, article: Article, sources: Sequence[Source], dateline: SourceMark | None
) -> Claim:
    """Give a claim its chain: the article's outlet, then its sources, the last publisher as their root."""
    unique = _each_once(sources)
    others = [source for source in unique if dateline is None or source.name != dateline.name]
    last_publisher = max((i for i, source in enumerate(others) if source.kind in PUBLISHERS), default=-1)
    own = _outlet(article, dateline, is_root=last_publisher < 0 and bool(unique))
    links = [_link(source, is_root=number == last_publisher) for number, source in enumerate(others)]
    if not unique:
        links = [Link(name=NOT_NAMED, role=Role.EVIDENCE, how=How.NONE, edge=Edge.SOURCE_NOT_NAMED)]
    how = _how(unique)
    rules = {source.rule for source in unique if source.how is not How.STATED}
    return msgspec.structs.replace(
        claim,
        chain=(own, *links),
        how={**claim.how, "chain": how},
        rules={**claim.rules, **({"chain": ", ".join(sorted(rules))} if rules else {})},
    )


def _outlet(article: Article, dateline: SourceMark | None, *, is_root: bool) -> Link:
    """Get the first link: the agency of the dateline is the publisher of what it reports itself."""
    if dateline is not None:
        return Link(
            name=_as_printed(dateline.name, dateline.text),
            id=dateline.name,
            role=Role.PUBLISHER if is_root else Role.OUTLET,
            how=How.INHERITED,
            kind=dateline.kind.value,
            text=dateline.text,
        )
    name = article.outlet or _THIS_ARTICLE
    return Link(name=name, role=Role.OUTLET, how=How.STATED if article.outlet else How.NONE)


def _each_once(sources: Sequence[Source]) -> list[Source]:
    """Keep one of each name in order: the first that the text names, else the first that points to it."""
    found: dict[str, Source] = {}
    for source in sources:
        known = found.setdefault(source.name, source)
        if known.is_pointed_to and not source.is_pointed_to:
            found[source.name] = source
    return list(found.values())


def _as_printed(name: str, printed: str) -> str:
    """Give the name, and how the article prints it where that is another one.

    >>> _as_printed("RIA Novosti", "РИА Новости"), _as_printed("Bloomberg", "Bloomberg News")
    ('RIA Novosti (РИА Новости)', 'Bloomberg')
    """
    one, other = name.casefold(), printed.casefold()
    return name if one in other or other in one else f"{name} ({printed})"


def _named(source: Source) -> str:
    """Get the name, with all the words that describe somebody."""
    printed = source.printed or source.text
    is_whole = printed.startswith(source.name) or "«" not in printed
    if source.kind in _DESCRIBED and is_whole and source.name.casefold() in printed.casefold():
        return printed
    return _as_printed(source.name, printed)


def _how(sources: Sequence[Source]) -> How:
    if not sources:
        return How.NONE
    return How.STATED if any(source.how is How.STATED for source in sources) else How.INHERITED


def _link(source: Source, *, is_root: bool) -> Link:
    role = Role.EVIDENCE
    if source.kind in PUBLISHERS:
        role = Role.PUBLISHER if is_root else Role.OUTLET
    return Link(
        name=_named(source),
        id=source.name,
        role=role,
        how=source.how,
        edge=source.edge,
        kind=source.kind.value,
        text=source.text,
    )
