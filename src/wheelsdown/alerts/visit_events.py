"""Arrivals and first visits, from the table of visits: what was seen, in no more words than that.

An arrival that nobody saw is not told as one: a visit of which only the take-off was seen says so. A first
visit is the first *observed* one, and says on how many of the days before there was data at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from wheelsdown import pipeline
from wheelsdown.alerts.alert import AlertKind, Proof
from wheelsdown.alerts.event import Event, Who, utc_words
from wheelsdown.alerts.rules import Arrival, FirstInDays
from wheelsdown.alerts.sources import Sources
from wheelsdown.care.delays import delayed
from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Listing
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.pipeline import RowFilter
from wheelsdown.schemas import Basis, Integrity
from wheelsdown.vicinity import days_possibly_near

__all__ = ["arrivals", "first_visits"]

#: The reasons under which visits that are not told of are counted.
_WEAK: Final = "below_the_evidence_asked_for"
_NO_DATA: Final = "first_with_too_little_data_before"

Row = Mapping[str, Any]
Counts = dict[str, int]


def arrivals(rule: Arrival, sources: Sources, counts: Counts) -> Iterator[Event]:
    """Give the visits to a rule's place that fit it; what is left out is counted."""
    for row in _told(_visits(rule.place, sources, Interval(sources.rules.since)), counts):
        if not _fits(rule, row) or _is_before(_begun(row), sources.rules.since):
            continue
        if row["basis"] not in rule.basis or row["evidence_seen"] < rule.min_evidence:
            _count(counts, _WEAK)
            continue
        yield _event(rule, sources, row)


def first_visits(rule: FirstInDays, sources: Sources, counts: Counts) -> Iterator[Event]:
    """Give the visits before which, for the days asked for, none of their sort was observed."""
    span = timedelta(days=rule.days)
    since = sources.rules.since
    interval = Interval(since - span if since else None)
    before: datetime | None = None
    for row in _told(_visits(rule.place, sources, interval), counts):
        if not _fits(rule, row) or row["basis"] not in (Basis.OBSERVED, Basis.BOUNDED):
            continue
        begun, ended = _begun(row), _ended(row)
        is_first = begun is not None and (before is None or before < begun - span)
        before = max(filter(None, (before, ended)), default=None)
        if begun is None or not is_first or _is_before(begun, since):
            continue
        n_held, n_heard = _days_with_data(rule, sources, begun)
        if n_held < rule.min_days_with_data:
            _count(counts, _NO_DATA)
            continue
        yield _event(rule, sources, row, _first_words(rule, n_held, n_heard))


# --- rows ---------------------------------------------------------------------------------------------


def _visits(place: str, sources: Sources, interval: Interval) -> Listing:
    """Ask for the visits as they may be told: those of military aircraft as they were before the delay."""
    found: Listing = pipeline.visits(
        sources.workspace, sources.places[place].id, RowFilter(interval=interval)
    )
    if sources.rules.care.delay_military:
        found = delayed(found, sources.watched, sources.cutoff)
    return found


def _told(listing: Listing, counts: Counts) -> Sequence[Row]:
    """Give the rows in the order in which they began, and count what the question itself left out."""
    for reason, n in listing.left_out.items():
        counts[reason] = max(counts.get(reason, 0), n)
    rows = listing.rows.to_dicts()
    return sorted(rows, key=lambda row: (_begun(row) is None, _begun(row) or 0, row["visit_id"]))


def _fits(rule: Arrival | FirstInDays, row: Row) -> bool:
    return rule.fits(row["airframe"], row["type_designator"], row["operator"])


def _count(counts: Counts, reason: str) -> None:
    counts[reason] = counts.get(reason, 0) + 1


def _is_before(instant: datetime | None, since: datetime | None) -> bool:
    return instant is not None and since is not None and instant < since


def _begun(row: Row) -> datetime | None:
    sides = (row[end][side] for end in ("arrived_at", "departed_at") for side in ("earliest", "latest"))
    return next(filter(None, sides), None)


def _ended(row: Row) -> datetime | None:
    sides = (row[end][side] for end in ("departed_at", "arrived_at") for side in ("latest", "earliest"))
    return next(filter(None, sides), None)


# --- words --------------------------------------------------------------------------------------------


def _event(rule: Arrival | FirstInDays, sources: Sources, row: Row, *remarks: str) -> Event:
    place = sources.places[rule.place]
    kind = AlertKind.FIRST_IN_DAYS if isinstance(rule, FirstInDays) else AlertKind.VISIT
    doubts = () if row["integrity"] == Integrity.OK else (f"Integrity of its positions: {row['integrity']}.",)
    return Event(
        rule=rule,
        kind=kind,
        key=f"{kind}:{row['visit_id']}",
        who=Who(
            airframe=row["airframe"],
            callsign=row["callsign"],
            registration=row["registration"],
            type_designator=row["type_designator"],
            operator=row["operator"],
            military=row["military"],
        ),
        what=f"{_stay(row, place.label)}; visit {row['basis']}, evidence {row['evidence_seen']} of 4).",
        headline=f"{_headline(rule, row)} {place.id}",
        happened_at=_begun(row),
        simulated=bool(row["simulated"]) or sources.simulated,
        place=place.id,
        basis=row["basis"],
        evidence_seen=row["evidence_seen"],
        visit_id=row["visit_id"],
        evidence=tuple(Proof(**each) for each in row["evidence"]),
        doubtful=row["integrity"] == Integrity.SPOOF_SUSPECT,
        remarks=(*remarks, *doubts),
    )


def _headline(rule: Arrival | FirstInDays, row: Row) -> str:
    if isinstance(rule, FirstInDays):
        return f"first observed in {rule.days} days at"
    return "visit to" if row["arrival_basis"] == Basis.UNKNOWN else "arrival at"


def _stay(row: Row, place: str) -> str:
    """Say what was seen of a stay: its arrival, or else only that it left; the bracket stays open.

    >>> seen = {"earliest": datetime(2025, 10, 26, 8, 44), "latest": datetime(2025, 10, 26, 8, 44)}
    >>> _stay({"arrived_at": seen, "arrival_basis": "observed", "departure_basis": "unknown"}, "XQAA")
    'arrived at XQAA 2025-10-26 08:44 UTC (arrival observed'
    """
    basis = row["arrival_basis"]
    if basis != Basis.UNKNOWN:
        return f"arrived at {place} {_when(row['arrived_at'])} (arrival {basis}"
    left = f"departed {_when(row['departed_at'])} (departure {row['departure_basis']}"
    return f"visited {place}: its arrival was not seen, it {left}"


def _when(bounds: Mapping[str, datetime | None]) -> str:
    earliest, latest = bounds["earliest"], bounds["latest"]
    if earliest is None and latest is None:
        return utc_words(None)
    if earliest is None or latest is None:
        side = "not before" if latest is None else "not after"
        return f"{side} {utc_words(earliest or latest)}"
    if latest - earliest < timedelta(minutes=1):
        return utc_words(earliest)
    return f"between {utc_words(earliest)} and {utc_words(latest)}"


def _first_words(rule: FirstInDays, n_held: int, n_heard: int) -> str:
    sought = ", ".join((*rule.type, *rule.operator, *rule.address))
    return (
        f"{sought}: first observed in {rule.days} days here, with data on {n_held} of {rule.days} days "
        f"(something was received near the place on {n_heard} of them). Days without data say nothing."
    )


def _days_with_data(rule: FirstInDays, sources: Sources, begun: datetime) -> tuple[int, int]:
    """Count the days before a visit with data, and those with something received near the place."""
    place = sources.places[rule.place]
    first = begun.date() - timedelta(days=rule.days)
    held: set[date] = {day for each in sources.workspace.acquisitions() for day in each.days}
    days = {day for day in held if first <= day < begun.date()}
    circle = Selection(
        place=place.id, lat_deg=place.lat_deg, lon_deg=place.lon_deg, radius_nm=place.radius_nm
    )
    start = datetime.combine(first, datetime.min.time(), begun.tzinfo)
    heard = days_possibly_near(sources.workspace, circle, Interval(start, begun))
    return len(days), len(days & heard)
