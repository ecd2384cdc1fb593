"""Marks as fields of the contract: a date value as `ClaimedDate`, a place mark as `ClaimPlace`."""

from datetime import date

from wheelsdown.articles.marks import DateValue, PlaceLevel, PlaceMark
from wheelsdown.claims.claim import ClaimedDate, ClaimPlace

__all__ = ["claimed_date", "claimed_place"]


def claimed_date(value: DateValue) -> ClaimedDate:
    """Get the field of a resolved date; days half-open.

    >>> from wheelsdown.articles.marks import Precision
    >>> october = DateValue("in October", date(2031, 10, 1), date(2031, 11, 1), Precision.MONTH, "month")
    >>> claimed_date(october).end
    '2031-11-01'
    """
    return ClaimedDate(
        text=value.text,
        start=_iso(value.start),
        end=_iso(value.end),
        precision=value.precision.value,
        rule=value.rule,
        year_from=value.year_from,
        candidates=tuple((start.isoformat(), end.isoformat()) for start, end in value.candidates),
    )


def claimed_place(mark: PlaceMark) -> ClaimPlace:
    """Get the field of a place mark; a set of places ("its bases in ...") is known by its country."""
    is_set = mark.level is PlaceLevel.SET
    return ClaimPlace(
        text=mark.text, id=mark.id or (mark.country if is_set else None), level=mark.level.value
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
