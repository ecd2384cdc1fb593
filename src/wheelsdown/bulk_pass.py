"""The one pass over the raw points of whole days: archives in, facts and what each archive holds out.

Every trace is unpacked, parsed and turned into facts by one thread, in one go, and forgotten; only
facts and an index stay. What the strict parser does not expect takes the plain way through the same
definitions (``sweep``), and is told so here by name.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from wheelsdown.bulk_worker import Piece, Read, Spans, Worker
from wheelsdown.compiling import cache_folder, compiled
from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.growth import FACTS, facts_of_rows
from wheelsdown.intake import Progress, Tally, raw_source
from wheelsdown.open_points import OpenPoints
from wheelsdown.reception import compile_ahead
from wheelsdown.reconstruction import Ground, flights_and_visits
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.schemas import Acquisition, SourceFormat, StateVector
from wheelsdown.sources import Container, RawSource, Reading
from wheelsdown.sources.folder_dates import DayTally, named_day
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, gunzip
from wheelsdown.sources.reading import PART_DTYPES
from wheelsdown.sources.readsb_headers import header_assertions
from wheelsdown.sources.readsb_reader import Remarks
from wheelsdown.sources.readsb_trace import decode_trace
from wheelsdown.sources.trace_archive import TraceArchive, TracePlace
from wheelsdown.store import Pile

__all__ = [
    "Bulk",
    "BulkResult",
    "Older",
    "bulk_pass",
    "default_threads",
    "first_instants",
    "traces_on_record",
    "warm_up",
]

#: Airframes a thread takes at a time.
_AT_A_TIME = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_US = 86_400_000_000


#: Airframe -> acquisition, place and SHA-256 of traces on record.
Older: TypeAlias = Mapping[str, Sequence[tuple[str, TracePlace, str]]]


@dataclass(frozen=True)
class Bulk:
    """What is known before: of each airframe the tracks near the new data, and the traces that hold them."""

    tracks: Mapping[str, Spans]
    #: Traces that may hold points of those tracks.
    older: Older
    #: Acquisition -> where it lies.
    sources: Mapping[str, RawSource]
    #: Airframes that tracks without an address were given to: for the plain way.
    given: frozenset[str] = frozenset()
    #: Where points of tracks that may go on are kept from pass to pass.
    open_points: Path | None = None


@dataclass
class BulkResult:
    """What the pass gave, beside what it put on the piles."""

    n_points: int
    #: Members of each source left to the plain way, in the order of the tallies.
    left: list[list[str]]
    #: Airframes of which something was left.
    left_airframes: set[str] = field(default_factory=set)
    #: Airframe -> the interval (microseconds since 1970) whose older facts these replace.
    windows: dict[str, tuple[int, int]] = field(default_factory=dict)


def bulk_pass(
    tallies: Sequence[Tally],
    bulk: Bulk,
    ground: Ground,
    facts: Pile,
    runs: Pile,
    *,
    n_threads: int,
    progress: Callable[[Progress], None],
) -> BulkResult:
    """Read the traces of archives and trees, and count them in their tallies.

    What they say is put on two piles: ``growth.FACTS``, and the cell runs of the new traces.
    """
    with ExitStack() as stack:
        archives = [stack.enter_context(TraceArchive(tally.source)) for tally in tallies]
        n_new = len(archives)
        numbers: dict[str, int] = {}
        for acquisition, source in bulk.sources.items():
            if (archive := _opened(stack, source)) is not None:
                numbers[acquisition] = len(archives)
                archives.append(archive)
        pieces, nameless = _by_airframe(archives[:n_new])
        older = {
            airframe: [_known_piece(numbers, *trace) for trace in known]
            for airframe, known in bulk.older.items()
        }
        kept = stack.enter_context(OpenPoints(bulk.open_points))
        workers = [Worker(ground, archives, facts, runs, kept) for _ in range(n_threads)]
        todo = [airframe for airframe in pieces if airframe not in bulk.given]
        _run(workers, todo, pieces, bulk.tracks, older, progress)
        left_airframes = {airframe for worker in workers for airframe in worker.left}
        left_airframes |= bulk.given & pieces.keys()
        left: list[list[str]] = [[] for _ in range(n_new)]
        for piece in [*nameless, *(p for airframe in left_airframes for p in pieces[airframe])]:
            left[piece.archive].append(piece.place.name)
        reads = [read for worker in workers for read in worker.reads]
        _count(tallies, archives[:n_new], reads)
    return BulkResult(
        sum(worker.n_points for worker in workers),
        [sorted(set(names)) for names in left],
        left_airframes,
        {airframe: window for worker in workers for airframe, window in worker.windows.items()},
    )


def warm_up() -> tuple[float, Path | None]:
    """Compile what runs on many points; give the seconds it took, and where it is kept (None: nowhere)."""
    start = time.perf_counter()
    ground = Ground.of(load_aerodromes(), load_runway_ends())
    facts = Pile(FACTS, None)
    worker = Worker(ground, [], facts, Pile(["cell_runs"], None))
    if not worker.try_out(_TRIAL):
        raise IntegrityError("the compiled parser refuses a plain trace; wheelsdown is not installed whole")
    for _, rows in facts.ranges():
        flights_and_visits(facts_of_rows(rows), ground, twin=compiled)
    compile_ahead()
    return time.perf_counter() - start, cache_folder()


#: A trace of two points, as short as one can be that takes every compiled step; nobody's aircraft.
_TRIAL = (
    b'{"icao":"~000001","simulated":true,"timestamp":1700000000,"trace":[\n'
    b'[0.00,45.000000,10.000000,5000,200.0,90.0,0,0,{"flight":"TRIAL   "},"adsb_icao",5100,0,null,null],\n'
    b'[10.00,45.000000,10.013000,5000,200.0,90.0,0,0,null,"adsb_icao",5100,0,null,null]]}'
)


def first_instants(tallies: Sequence[Tally]) -> list[datetime]:
    """Give the instant at which the first trace of each source begins, where there is one to be read."""
    found = []
    for tally in tallies:
        with TraceArchive(tally.source) as archive:
            place = next(archive.places(), None)
            stored = archive.stored(place) if place else b""
        try:
            text = gunzip(bytes(stored), where=tally.source.name, limit=MAX_MEMBER_BYTES)
            trace = decode_trace(text, where=tally.source.name)
        except SourceError:
            continue
        if trace.points:
            found.append(_EPOCH + timedelta(seconds=trace.start_s + trace.points[0].offset_s))
    return found


def traces_on_record(
    parts: pl.DataFrame, acquisitions: Sequence[Acquisition]
) -> tuple[Older, dict[str, RawSource]]:
    """Give some ``Part`` rows as places by airframe, and where their acquisitions lie.

    Only those of archives and trees that are plainly placed: an airframe with others has none here, and
    takes the plain way.
    """
    sources = {a.sha256: raw_source(a) for a in acquisitions if a.container != Container.FILE.value}
    by_airframe: dict[str, list[tuple[str, TracePlace, str]]] = {}
    for part in parts.iter_rows(named=True):
        source = sources.get(part["acquisition"])
        place = None if source is None or part["member"] is None else _place(part, source)
        if place is None:
            # A hash that no bytes have: the airframe is left to the plain way.
            place, source = TracePlace(part["member"] or "", None, 0, 0), None
        by_airframe.setdefault(part["airframe"], []).append((part["acquisition"], place, part["sha256"]))
    used = {acquisition for pieces in by_airframe.values() for acquisition, _, _ in pieces}
    everything = {a.sha256: raw_source(a) for a in acquisitions if a.sha256 in used}
    return by_airframe, everything


def _opened(stack: ExitStack, source: RawSource) -> TraceArchive | None:
    """Open an archive on record; None where it is gone: the plain way says so, if its traces are needed."""
    try:
        return stack.enter_context(TraceArchive(source))
    except (SourceError, OSError):
        return None


def _known_piece(numbers: Mapping[str, int], acquisition: str, place: TracePlace, sha256: str) -> Piece:
    """Give a trace on record to be read; of an archive that is not open, one without a byte."""
    if acquisition in numbers:
        return Piece(numbers[acquisition], place, sha256)
    return Piece(0, TracePlace(place.name, None, 0, 0), sha256)


def _place(part: Mapping[str, Any], source: RawSource) -> TracePlace | None:
    if source.container is Container.TREE:
        return TracePlace(part["member"], part["airframe"], -1, 0, source.paths[0] / part["member"])
    if part["offset_bytes"] is None:
        return None
    return TracePlace(part["member"], part["airframe"], part["offset_bytes"], part["size_bytes"])


def _by_airframe(archives: Sequence[TraceArchive]) -> tuple[dict[str, list[Piece]], list[Piece]]:
    """List the traces of each airframe, by the addresses their names claim; and those that claim none."""
    pieces: dict[str, list[Piece]] = {}
    nameless: list[Piece] = []
    for number, archive in enumerate(archives):
        for place in archive.places():
            if place.airframe is None:
                nameless.append(Piece(number, place))
            else:
                pieces.setdefault(place.airframe, []).append(Piece(number, place))
    return pieces, nameless


def _run(
    workers: Sequence[Worker],
    todo: Sequence[str],
    pieces: Mapping[str, Sequence[Piece]],
    tracks: Mapping[str, Spans],
    older: Mapping[str, Sequence[Piece]],
    progress: Callable[[Progress], None],
) -> None:
    """Let each worker take airframes until there are none."""
    taken = iter(range(0, len(todo), _AT_A_TIME))
    lock, stop = threading.Lock(), threading.Event()

    def work(worker: Worker) -> None:
        while not stop.is_set():
            with lock:
                start = next(taken, None)
            if start is None:
                break
            for airframe in todo[start : start + _AT_A_TIME]:
                worker.work_on(airframe, pieces[airframe], tracks.get(airframe, ()), older.get(airframe, ()))
        worker.empty()

    with ThreadPoolExecutor(len(workers)) as pool:
        running = [pool.submit(work, worker) for worker in workers]
        try:
            while not all(each.done() for each in running):
                time.sleep(0.05)
                progress(Progress("reading", sum(worker.n_points for worker in workers), None))
        finally:
            stop.set()
        for each in running:
            each.result()


def _count(tallies: Sequence[Tally], archives: Sequence[TraceArchive], reads: Sequence[Read]) -> None:
    """Count what was read in the tallies of the sources."""
    by_archive: list[list[Read]] = [[] for _ in tallies]
    for read in reads:
        by_archive[read.piece.archive].append(read)
    for tally, archive, mine in zip(tallies, archives, by_archive, strict=True):
        mine.sort(key=lambda read: (read.piece.place.offset, read.piece.place.name))
        parts = _parts(mine)
        remarks = Remarks(DayTally(named_day(tally.source.paths)))
        remarks.days.add(parts)
        assertions, remarks.n_withheld = header_assertions(
            [
                (read.airframe, read.header, _at(read.first_us), _at(read.last_us), read.simulated)
                for read in mine
            ]
        )
        reading = Reading(
            format=SourceFormat.READSB_TRACE,
            state_vectors=StateVector.create_empty(),
            parts=parts,
            assertions=assertions,
            n_points_read=sum(read.n_points for read in mine),
            dropped={},
            refused=tuple(archive.contents.refused),
            notes=remarks.notes(archive.contents),
            folders_present=frozenset(archive.contents.folders),
        )
        tally.add(reading, _days(mine))


def _parts(reads: Sequence[Read]) -> pl.DataFrame:
    columns: dict[str, list[Any]] = {
        "sha256": [read.sha256 for read in reads],
        "member": [read.piece.place.name for read in reads],
        "offset_bytes": [None if read.piece.place.offset < 0 else read.piece.place.offset for read in reads],
        "size_bytes": [None if read.piece.place.offset < 0 else read.piece.place.size for read in reads],
        "airframe": [read.airframe for read in reads],
        "first_at": [read.first_us for read in reads],
        "last_at": [read.last_us for read in reads],
        "n_points": [read.n_points for read in reads],
        "simulated": [read.simulated for read in reads],
    }
    return pl.DataFrame(columns, schema_overrides={"offset_bytes": pl.Int64, "size_bytes": pl.Int64}).cast(
        dict(PART_DTYPES)  # type: ignore[arg-type]
    )


def _days(reads: Sequence[Read]) -> set[date]:
    """List the UTC days with points: every day a trace covers; a trace has points on its first and last."""
    spans = {(read.first_us // _DAY_US, read.last_us // _DAY_US) for read in reads}
    numbers = {day for first, last in spans for day in range(first, last + 1)}
    return {_EPOCH.date() + timedelta(days=day) for day in numbers}


def _at(time_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=time_us)


def default_threads() -> int:
    """Give how many threads work at once: one a processor this process may use."""
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 1)
