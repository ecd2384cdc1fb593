"""Which digits of an article count nothing: those that its marks cover, and numbers of flights."""

from collections.abc import Iterator, Mapping, Sequence

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.calendar_words import Scan
from wheelsdown.articles.marks import AircraftMark

__all__ = ["end_of", "is_airline_code", "is_uncounted", "tokens_inside"]

#: Digits of a year, how one begins, and the words before what was made then.
_YEAR, _CENTURIES, _ARTICLES = 4, frozenset(("19", "20")), frozenset(("a", "an"))
#: Signs of the code of an airline before the number of a flight.
_CODE = 2


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


def is_uncounted(scan: Scan, index: int) -> bool:
    """Say whether digits count nothing: a number of a flight, an hour ("7 p.m."), a year ("a 1991 Il-76").

    Or the number of an entry: "٢- إليوشن ٧٦ من موسكو".
    """
    if _is_numbered(scan, index) or _is_of_entry(scan, index) or scan.get(index + 1, "ampm") is not None:
        return True
    is_year = len(scan.form(index)) == _YEAR and scan.form(index)[:2] in _CENTURIES
    return is_year and scan.form(index - 1) in _ARTICLES


def _is_numbered(scan: Scan, index: int) -> bool:
    """Say whether digits are the number of something: "flight 781", «рейсом UJ 781», "рейс EK-131"."""
    at = index - 1 - (scan.form(index - 1) == "-")
    if at > 0 and is_airline_code(scan.text[scan.tokens[at].start : scan.tokens[at].end]):
        return scan.get(at - 1, "numbered") is not None
    return scan.get(index - 1, "numbered") is not None


def _is_of_entry(scan: Scan, index: int) -> bool:
    """Say whether a line begins with digits and a dash that belongs to them."""
    begins = index == 0 or scan.tokens[index].line > 0
    following = scan.tokens[index + 2] if index + 2 < len(scan.tokens) else None
    dashed = scan.form(index + 1) == "-" and scan.glued(index + 1)
    return begins and dashed and following is not None and following.spaced


def is_airline_code(word: str) -> bool:
    """Say whether a word has the form of an airline's code before the number of its flight: "UJ"."""
    return len(word) == _CODE and word.isascii() and word.isupper()
