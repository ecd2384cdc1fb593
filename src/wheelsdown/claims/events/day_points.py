"""Whether a day says when something happened, and not since when or in what time: "the first since May"."""

from wheelsdown.articles.expressions import After, Ago, Period, Recent, Since
from wheelsdown.articles.marks import DateMark

__all__ = ["is_point"]

#: Dates that say since when, or in what time, something was the first of its kind.
_SPANS = (Since, After, Period, Recent, Ago)


def is_point(date: DateMark) -> bool:
    """Say whether a date is when something happened; "the first since the war ended in May" has none."""
    return "since" not in date.cues and not isinstance(date.expression, _SPANS)
