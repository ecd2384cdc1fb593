"""Which tokens of an article its marks cover: their digits are no counts."""

from collections.abc import Iterator, Mapping, Sequence

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.marks import AircraftMark

__all__ = ["end_of", "tokens_inside"]


def end_of(article: Article, starts: Mapping[int, int], mark: AircraftMark) -> int:
    """Get the token behind an aircraft; ``starts``: tokens by where they start."""
    index = starts[mark.span.start]
    while index < len(article.tokens) and article.tokens[index].start < mark.span.end:
        index += 1
    return index


def tokens_inside(article: Article, spans: Sequence[Span]) -> Iterator[int]:
    """Get the tokens that lie in one of the spans, in order."""
    ordered, at = sorted(spans), 0
    for index, token in enumerate(article.tokens):
        while at < len(ordered) and ordered[at].end <= token.start:
            at += 1
        if at < len(ordered) and ordered[at].start <= token.start:
            yield index
