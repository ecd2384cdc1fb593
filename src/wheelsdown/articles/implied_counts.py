"""Which number an aircraft has that no number counts: a plural says at least two, a singular one.

Types that share a plural behind them are several of each: "Il-76 and An-124 transport aircraft".
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from wheelsdown.articles.article import Article
from wheelsdown.articles.marks import AircraftMark, Count, CountMark, Operation, Unit

__all__ = ["implied_counts"]

#: What stands between types of one plural.
_TOGETHER = frozenset(("and", "or", ",", ", and", "и", "или", "і", "й", "та", "або"))


def implied_counts(article: Article, aircraft: Sequence[AircraftMark]) -> Iterator[CountMark]:
    """Get the number of each aircraft mark that is plural or singular by its form.

    Parameters
    ----------
    article
        The text between the marks is read.
    aircraft
        Those that no number counts.
    """
    several = _named_together(article, aircraft)
    for mark in aircraft:
        plural = mark.plural or mark.span.start in several
        if plural or mark.plural is not None:
            unit = Unit.EVENTS if mark.is_flight else Unit.AIRFRAMES
            count = Count(Operation.AT_LEAST, 2) if plural else Count(Operation.EXACTLY, 1)
            yield CountMark(mark.span, mark.text, count, unit, implied=True, head=mark.span)


def _named_together(article: Article, aircraft: Sequence[AircraftMark]) -> set[int]:
    """Get where types stand that share a plural behind them."""
    found: set[int] = set()
    ordered = sorted(aircraft, key=lambda mark: mark.span.start)
    for one, other in reversed(list(pairwise(ordered))):
        between = article.text[one.span.end : other.span.start].strip()
        shares = other.plural or other.span.start in found
        if shares and not one.plural and one.named and between in _TOGETHER:
            found.add(one.span.start)
    return found
