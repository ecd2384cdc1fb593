"""What a file of one table (a frame, state vectors, an export) says."""

import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.schemas import SourceFormat
from wheelsdown.sources import opensky, traffic_frames
from wheelsdown.sources.captured import captured
from wheelsdown.sources.csv_text import csv_table
from wheelsdown.sources.discovery import RawSource
from wheelsdown.sources.door import Admitted, admit
from wheelsdown.sources.estimated_stretches import estimated
from wheelsdown.sources.folder_dates import DayTally, named_day
from wheelsdown.sources.fr24_api import fr24_api_answer, with_calculated
from wheelsdown.sources.fr24_csv import fr24_csv_points
from wheelsdown.sources.fr24_kml import fr24_kml_points
from wheelsdown.sources.payloads import printable
from wheelsdown.sources.reading import ASSERTION_DTYPES, POINTS_PER_BATCH, Reading
from wheelsdown.sources.readsb_aircraft import Snapshots, read_snapshots
from wheelsdown.sources.readsb_headers import header_assertions
from wheelsdown.sources.received_positions import only_received

__all__ = ["MAX_ROWS", "read_table"]

#: Most rows of one Parquet file: its few bytes may claim any number, and 20 million rows are two
#: gigabytes of columns.
MAX_ROWS: Final = 20_000_000

_ANONYMOUS: Final = "anon:"

#: Who asserts the identities that a list of aircraft holds.
_ASSERTS: Final = {
    SourceFormat.READSB_AIRCRAFT: "readsb aircraft list",
    SourceFormat.FR24_API: "Flightradar24 API",
    SourceFormat.CAPTURE: "list of aircraft, live",
}


def read_table(
    source: RawSource, kind: SourceFormat, payload: bytes, sha256: str, airframes: Collection[str] | None
) -> Iterator[Reading]:
    """Read a file of one table from its decompressed bytes; the first batch carries all counts.

    Raises
    ------
    SourceError
        When it is damaged or lacks columns.
    """
    where = printable(source.name)
    try:
        snapshots = _snapshots(kind, payload, where)
        if snapshots is not None:
            points = snapshots.points
        else:
            kind, points = _points(kind, payload, f"{_ANONYMOUS}{sha256[:16]}", where)
        if airframes is not None:
            points = points.filter(pl.col("airframe").is_in(list(airframes)))
        received, dropped = only_received(points.with_columns(part=pl.lit(0, pl.UInt32)))
        admitted = admit(received, [(sha256, None)])
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise _unreadable(where, error) from error
    state_vectors = admitted.state_vectors
    notes: tuple[str, ...] = ()
    if kind in (SourceFormat.FR24_CSV, SourceFormat.FR24_KML):
        state_vectors, notes = _with_estimated(state_vectors)
    elif kind is SourceFormat.FR24_API:
        state_vectors, notes = with_calculated(state_vectors)
    days = DayTally(named_day(source.paths))
    days.add(admitted.parts)
    first, *others = _batches(replace(admitted, state_vectors=state_vectors), kind)
    first = replace(
        first, n_points_read=points.height, dropped=dropped | admitted.dropped, notes=(*notes, *days.notes())
    )
    yield first if snapshots is None else _with_headers(first, snapshots, admitted.parts)
    yield from others


def _snapshots(kind: SourceFormat, payload: bytes, where: str) -> Snapshots | None:
    """Read a format that holds identities beside points; None for any other."""
    match kind:
        case SourceFormat.READSB_AIRCRAFT:
            return read_snapshots(payload, where=where)
        case SourceFormat.FR24_API:
            return fr24_api_answer(payload, where=where)
        case SourceFormat.CAPTURE:
            return captured(payload, where=where)
        case _:
            return None


def _points(
    kind: SourceFormat, payload: bytes, anonymous: str, where: str
) -> tuple[SourceFormat, pl.DataFrame]:
    match kind:
        case SourceFormat.TRAFFIC_JSON:
            return kind, traffic_frames.traffic_points(traffic_frames.json_table(payload, where=where))
        case SourceFormat.OPENSKY_STATES:
            return kind, opensky.opensky_points(opensky.states_table(payload, where=where), where=where)
        case SourceFormat.OPENSKY_CSV:
            return kind, opensky.opensky_points(csv_table(payload), where=where)
        case SourceFormat.FR24_CSV:
            return kind, fr24_csv_points(payload, anonymous)
        case SourceFormat.FR24_KML:
            return kind, fr24_kml_points(payload, anonymous, where=where)
        case _:
            return _parquet_points(payload, where)


def _parquet_points(payload: bytes, where: str) -> tuple[SourceFormat, pl.DataFrame]:
    scan = pl.scan_parquet(io.BytesIO(payload))
    columns = scan.collect_schema().names()
    by_opensky = opensky.is_opensky(columns)
    if not by_opensky and not set(columns) >= traffic_frames.REQUIRED:
        raise SourceError(
            f"{where}: Parquet, but not with the columns of traffic frames or OpenSky state vectors",
            where=where,
            reason="wrong_columns",
        )
    n_rows = scan.select(pl.len()).collect().item()
    if n_rows > MAX_ROWS:
        raise SourceError(
            f"{where}: claims {n_rows} rows, more than the {MAX_ROWS} read from one file; split it",
            where=where,
            reason="too_large",
        )
    known = opensky.COLUMNS if by_opensky else traffic_frames.COLUMNS
    table = scan.select(column for column in columns if column.strip().lower() in known).collect()
    if by_opensky:
        return SourceFormat.OPENSKY_PARQUET, opensky.opensky_points(table, where=where)
    return SourceFormat.TRAFFIC_PARQUET, traffic_frames.traffic_points(table)


def _with_estimated(state_vectors: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    marks = estimated(state_vectors.with_columns(pl.col("at").dt.epoch("us")))
    notes = ["the file carries no address: the track stays anonymous until somebody asserts whose it is"]
    if marks.any():
        notes.append(
            f"{marks.sum()} of {len(marks)} positions look calculated, not received; they prove nothing"
        )
    return state_vectors.with_columns(marks), tuple(notes)


def _with_headers(first: Reading, snapshots: Snapshots, parts: pl.DataFrame) -> Reading:
    """Add what lists of aircraft say besides points: identities, and what of them could not be read."""
    columns = ("airframe", "first_at", "last_at", "simulated")
    said, n_withheld = header_assertions(
        [
            (airframe, snapshots.headers[airframe], first_at, last_at, simulated)
            for airframe, first_at, last_at, simulated in parts.select(columns).rows()
            if airframe in snapshots.headers
        ]
    )
    notes = [*snapshots.notes, *first.notes]
    if n_withheld:
        notes.append(f"{n_withheld} owner name(s) not kept, because they may be a person's")
    if snapshots.n_bad_lines:
        notes.append(f"{snapshots.n_bad_lines} answer(s) in the archive are no list of aircraft")
    lost = snapshots.dropped | ({"malformed_point": snapshots.n_malformed} if snapshots.n_malformed else {})
    return replace(
        first,
        n_points_read=first.n_points_read + sum(lost.values()),
        dropped=first.dropped | lost,
        notes=tuple(notes),
        assertions=said.with_columns(source=pl.lit(_ASSERTS[first.format])),
    )


def _batches(admitted: Admitted, kind: SourceFormat) -> Iterator[Reading]:
    """Cut at airframes, so that the points of one are always together."""
    parts = admitted.parts.sort("airframe").with_columns(
        batch=(pl.col("n_points").cum_sum() - 1) // POINTS_PER_BATCH
    )
    start = 0
    for batch in parts.partition_by("batch", maintain_order=True) or [parts]:
        n_points = int(batch["n_points"].sum())
        yield Reading(
            format=kind,
            state_vectors=admitted.state_vectors.slice(start, n_points),
            parts=batch.drop("batch"),
            assertions=pl.DataFrame(schema=ASSERTION_DTYPES),
            n_points_read=0,
            dropped={},
        )
        start += n_points


def _unreadable(where: str, error: BaseException) -> SourceError:
    line = printable(str(error).partition("\n")[0], 120)
    return SourceError(
        f"{where}: the table cannot be read ({line}); fetch it again", where=where, reason="damaged"
    )
