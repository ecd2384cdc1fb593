"""The words an answer may use: what a basis means, what an absence means, what is simulated."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import ListKind
from wheelsdown.schemas import Basis

__all__ = [
    "BASIS_MEANS",
    "NOT_INDEXED",
    "SIMULATED_BANNER",
    "basis_sentences",
    "counted",
    "day_spans",
    "interval_words",
    "left_out_sentence",
    "nothing_observed",
]

#: Stands at the top and the bottom of everything that shows simulated rows.
SIMULATED_BANNER = "SIMULATED DATA - scenario, not evidence"

#: What is left out of an answer about a place where nobody noted who came near it.
NOT_INDEXED = "acquisitions not indexed by place"

#: What each basis word promises, and no more.
BASIS_MEANS: Mapping[Basis, str] = {
    Basis.OBSERVED: "ground contact or the runway itself was seen",
    Basis.INFERRED: "a probability names the field; nobody saw the landing",
    Basis.BOUNDED: "seen low and descending to, or climbing out of, one plausible field; time is an interval",
    Basis.REPORTED: "somebody's word or another kind of evidence",
    Basis.UNKNOWN: "not seen, so not named",
}


def basis_sentences(words: Iterable[str]) -> list[str]:
    """Say what the basis words that occur mean, in the order of their strength.

    >>> basis_sentences(["unknown"])
    ['unknown: not seen, so not named.']
    """
    used = set(words)
    return [f"{basis}: {meaning}." for basis, meaning in BASIS_MEANS.items() if basis in used]


def interval_words(interval: Interval) -> str:
    """Say an interval as a person asks for it, the last day included; empty when both sides are open.

    >>> interval_words(Interval.parse("2025-10-20", "2025-10"))
    '2025-10-20 to 2025-10-31'
    """
    start = _day_or_time(interval.start)
    midnight = interval.end is not None and interval.end.time() == time()
    end = _day_or_time(interval.end - timedelta(days=1) if interval.end and midnight else interval.end)
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def _day_or_time(instant: datetime | None) -> str:
    if instant is None:
        return ""
    return f"{instant:%Y-%m-%d}" if instant.time() == time() else f"{instant:%Y-%m-%d %H:%M}"


def nothing_observed(kind: ListKind, place: str | None, interval: Interval) -> str:
    """Say that nothing was seen, which is never the same as nothing happened.

    >>> nothing_observed(ListKind.VISITS, "OSLK", Interval())
    'No observed visits at OSLK. Not observed is not the same as did not happen.'
    """
    where = f" at {place}" if place else ""
    when = f", {words}" if (words := interval_words(interval)) else ""
    return f"No observed {kind}{where}{when}. Not observed is not the same as did not happen."


def counted(n: int, noun: str) -> str:
    """Count things in words.

    >>> counted(1, "visit"), counted(1_200, "visit")
    ('1 visit', '1,200 visits')
    """
    return f"{n:,} {noun}{'s' * (n != 1)}"


def day_spans(days: Sequence[date]) -> list[str]:
    """Name days in their order, runs of them by their first and last.

    >>> day_spans([date(2025, 5, 3), date(2025, 5, 4), date(2025, 5, 9)])
    ['2025-05-03 to 2025-05-04', '2025-05-09']
    """
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1][1:] = [day]
        else:
            spans.append([day])
    return [" to ".join(day.isoformat() for day in span) for span in spans]


def left_out_sentence(left_out: Mapping[str, int]) -> str | None:
    """Count what is not shown, with reasons; None when nothing is.

    >>> left_out_sentence({"spoof_suspect": 3, "probability": 0})
    'Left out: 3 spoof suspect.'
    """
    parts = [f"{n:,} {reason.replace('_', ' ')}" for reason, n in sorted(left_out.items()) if n]
    return f"Left out: {', '.join(parts)}." if parts else None
