"""What one thread of the bulk pass does: unpack, parse and describe one airframe after another."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wheelsdown.compiling import compiled, entry
from wheelsdown.flights.airframe_kernel import airframe_facts, index_cells
from wheelsdown.flights.fact_arrays import Names, facts_in, runs_in
from wheelsdown.flights.fact_store import (
    Columns,
    no_points,
    room_for_store,
    room_for_work,
)
from wheelsdown.flights.instants_kernel import in_order, last_track, one_an_instant
from wheelsdown.growth import rows_of
from wheelsdown.open_points import Keeper, OpenPoints, may_go_on
from wheelsdown.reconstruction import Ground
from wheelsdown.sources.bulk_reader import BulkReader, BulkTrace
from wheelsdown.sources.trace_archive import TraceArchive, TracePlace
from wheelsdown.store import Pile

__all__ = ["Piece", "Read", "Spans", "Worker"]

#: Tracks there is room for at first; the store is emptied into tables when it is nearly full.
_ROOM = 8_192
#: Points of an airframe there is room for at first.
_POINTS = 2**15
_SILENCE_US = 1_800_000_000

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """One trace to read, and in which archive."""

    archive: int
    place: TracePlace
    #: Hash of a trace known already, read again for the points of a track that new points touch.
    known: str | None = None


@dataclass(slots=True)
class Read:
    """What one new trace was found to hold; times in microseconds since 1970."""

    piece: Piece
    sha256: str
    airframe: str
    header: Any
    first_us: int
    last_us: int
    n_points: int
    simulated: bool


@dataclass(slots=True)
class _Taken:
    """The points of one trace; of one on record, at least those asked for.

    They lie in the reader until it reads the next trace, and are copied only then.
    """

    sha256: str
    columns: Columns
    read: Read | None = None


@dataclass
class Worker:
    """One thread's room to work in, and what it has found."""

    ground: Ground
    archives: Sequence[TraceArchive]
    facts: Pile
    #: Cell runs of the new traces.
    runs: Pile
    open_points: OpenPoints = field(default_factory=lambda: OpenPoints(None))
    reads: list[Read] = field(default_factory=list)
    #: Airframes to be worked on in the plain way.
    left: list[str] = field(default_factory=list)
    #: Airframe -> the interval whose older facts these replace.
    windows: dict[str, tuple[int, int]] = field(default_factory=dict)
    n_points: int = 0

    def __post_init__(self) -> None:
        self._reader = BulkReader()
        self._keeper: Keeper = self.open_points.keeper()
        self._chosen = compiled(one_an_instant)
        self._in_order, self._last_track = compiled(in_order), compiled(last_track)
        self._work = room_for_work(_POINTS, self.ground.grid)
        self._source = np.zeros(_POINTS, np.int32)
        self._lent: _Taken | None = None
        self._room = _ROOM
        self._store = room_for_store(self._room)
        self._kernel = entry(
            compiled(airframe_facts), no_points(), 0, self.ground.grid, self._work, self._store
        )
        self._index = entry(compiled(index_cells), no_points(), 0, self._store)
        self._reset()

    def _reset(self) -> None:
        self._store.n[:] = 0
        self._airframes: list[str] = []
        self._sha256: list[str] = []
        self._simulated = False

    def empty(self) -> None:
        """Turn what the store holds into tables."""
        if self._airframes:
            names = Names(self._airframes, self._sha256, self._simulated)
            self.facts.add(rows_of(facts_in(self._store, names, self.ground.fields)))
            self.runs.add({"cell_runs": runs_in(self._store, names)})
        self._reset()

    def work_on(self, airframe: str, pieces: Sequence[Piece], tracks: Spans, older: Sequence[Piece]) -> None:
        """Work on one airframe: its new traces, and older ones where they touch the ``tracks`` known."""
        if len(pieces) == 1 and not tracks:
            done = self._single(airframe, pieces[0])
        else:
            done = self._several(airframe, pieces, tracks, older)
        if not done:
            self.left.append(airframe)

    def try_out(self, stored: bytes) -> bool:
        """Take one trace through every compiled step; tell whether it came through."""
        trace = self._reader.read(stored)
        if trace is None:
            return False
        columns = _columns(trace, np.zeros(trace.n_points, np.int32))
        order = np.arange(trace.n_points)
        self._chosen(columns, order, order.copy())
        self._last_track(columns.time_us, _SILENCE_US)
        if not self._in_order(columns.time_us):
            return False
        self._sha256 = [hashlib.sha256(stored).hexdigest()]
        done = self._describe(trace.airframe, columns, [columns], simulated=trace.simulated)
        self.empty()
        return done

    def _single(self, airframe: str, piece: Piece) -> bool:
        """Take the common case without copying a point: one trace, and nothing known near it."""
        stored = self.archives[piece.archive].stored(piece.place)
        trace = self._reader.read(stored)
        if trace is None or trace.airframe != airframe:
            return False
        if not self._in_order(trace.time_us):
            return self._several(airframe, [piece], (), ())
        self._make_room(trace.n_points)
        self._sha256.append(hashlib.sha256(stored).hexdigest())
        self._source[: trace.n_points] = len(self._sha256) - 1
        columns = _columns(trace, self._source[: trace.n_points])
        read = _read(piece, self._sha256[-1], trace)
        self._keep([_Taken(read.sha256, columns)], columns.time_us)
        if not self._describe(airframe, columns, [columns], simulated=trace.simulated):
            return False
        self.reads.append(read)
        self.windows[airframe] = read.first_us, read.last_us
        return True

    def _several(self, airframe: str, pieces: Sequence[Piece], tracks: Spans, older: Sequence[Piece]) -> bool:
        """Join the points of several traces, and of those known before that lie in the same tracks."""
        self._lent = None
        new = self._taken(airframe, pieces)
        if new is None:
            return False
        reads = [each.read for each in new if each.read]
        window = _window(reads, tracks)
        again = self._on_record(airframe, older, window[0], first=len(new))
        if again is None:
            return False
        inside = [_within(each.columns, window) for each in again]
        parts = [each.columns for each in new] + [each for each in inside if len(each.time_us)]
        # One day after the other is in order as it stands; what overlaps is sorted.
        columns = _joined(sorted(parts, key=lambda part: int(part.time_us[0])))
        if not self._in_order(columns.time_us):
            order = np.argsort(columns.time_us, kind="stable")
            kept = np.empty(len(order), np.int64)
            n = self._chosen(columns, order, kept)
            if n < 0:
                return False
            columns = Columns._make(each[kept[:n]] for each in columns)
        self._make_room(len(columns.time_us))
        # The numbers of the raw files count from where this airframe's begin.
        columns = columns._replace(source=columns.source + np.int32(len(self._sha256)))
        self._sha256.extend(each.sha256 for each in (*new, *again))
        simulated = any(read.simulated for read in reads)
        self._keep([*new, *again], columns.time_us)
        if not self._describe(airframe, columns, [each.columns for each in new], simulated=simulated):
            return False
        self.reads.extend(reads)
        self.windows[airframe] = window
        return True

    def _taken(self, airframe: str, pieces: Sequence[Piece], *, first: int = 0) -> list[_Taken] | None:
        """Read some traces; None where one is not plain, or is another's.

        The raw files are numbered from ``first``.
        """
        taken: list[_Taken] = []
        for piece in pieces:
            stored = self.archives[piece.archive].stored(piece.place)
            if self._lent is not None:
                self._lent.columns = Columns._make(each.copy() for each in self._lent.columns)
                self._lent = None
            trace = self._reader.read(stored)
            if trace is None or trace.airframe != airframe:
                return None
            columns = _columns(trace, np.full(trace.n_points, first + len(taken), np.int32))
            read = _read(piece, hashlib.sha256(stored).hexdigest(), trace)
            self._lent = _Taken(read.sha256, columns, read)
            taken.append(self._lent)
        return taken

    def _on_record(
        self, airframe: str, pieces: Sequence[Piece], since_us: int, *, first: int
    ) -> list[_Taken] | None:
        """Give the points of traces on record from an instant on; None as `_taken`, or where one changed."""
        taken: list[_Taken] = []
        for number, piece in enumerate(pieces, first):
            kept = self.open_points.points(piece.known or "", since_us, number)
            found = (
                [_Taken(piece.known or "", kept)] if kept else self._taken(airframe, [piece], first=number)
            )
            if found is None or found[0].sha256 != piece.known:
                return None
            taken += found
        return taken

    def _describe(
        self, airframe: str, columns: Columns, fresh: Sequence[Columns], *, simulated: bool
    ) -> bool:
        """Index the cells of new traces, then add what the points say; nothing is added where one fails."""
        number, n_runs = len(self._airframes), self._store.n[4]
        self._airframes.append(airframe)
        done = all(self._index(each, number, self._store) for each in fresh)
        if not done or self._kernel(columns, number, self.ground.grid, self._work, self._store) < 0:
            self._airframes.pop()
            self._store.n[4] = n_runs
            return False
        self._simulated |= simulated
        self.n_points += len(columns.time_us)
        return True

    def _keep(self, taken: Sequence[_Taken], time_us: NDArray[np.int64]) -> None:
        """Keep the points of the last track, as received, if the next day may continue it."""
        if not may_go_on(int(time_us[-1])):
            return
        since_us = int(time_us[self._last_track(time_us, _SILENCE_US)])
        for each in taken:
            self._keeper.keep(each.sha256, since_us, each.columns)

    def _make_room(self, n: int) -> None:
        """Have room enough for what an airframe of ``n`` points usually says; more is worked on plainly."""
        needed = n // 8 + 64
        if n > len(self._work.time):
            self._work = room_for_work(2 * n, self.ground.grid)
        if n > len(self._source):
            self._source = np.zeros(2 * n, np.int32)
        tracks, ends, contacts, proofs, runs = self._store.n.tolist()
        if max(tracks, ends // 2, contacts, proofs // 4, runs // 64) + needed > self._room:
            self.empty()
        if needed > self._room:
            self._room = 2 * needed
            self._store = room_for_store(self._room)
            self._reset()


def _columns(trace: BulkTrace, source: NDArray[np.int32]) -> Columns:
    return Columns(
        trace.time_us, trace.lat, trace.lon, trace.altitude_ft, trace.geometric_altitude_ft,
        trace.groundspeed_kt, trace.track_deg, trace.vertical_rate_fpm, trace.ground, trace.nac_p, trace.nic,
        trace.adsb_version, trace.callsign, source, trace.row,
    )  # fmt: skip


def _read(piece: Piece, sha256: str, trace: BulkTrace) -> Read:
    return Read(
        piece,
        sha256,
        trace.airframe,
        trace.header,
        int(trace.time_us[0]),
        int(trace.time_us[-1]),
        trace.n_points,
        trace.simulated,
    )


def _window(reads: Sequence[Read], tracks: Spans) -> tuple[int, int]:
    """Give the interval of the new points and of every track known that is a silence's length from them."""
    first, last = min(read.first_us for read in reads), max(read.last_us for read in reads)
    near = [t for t in tracks if t[1] >= first - _SILENCE_US and t[0] <= last + _SILENCE_US]
    return min([first, *(t[0] for t in near)]), max([last, *(t[1] for t in near)])


def _within(columns: Columns, window: tuple[int, int]) -> Columns:
    if window[0] <= columns.time_us[0] and columns.time_us[-1] <= window[1]:
        return columns
    inside = (columns.time_us >= window[0]) & (columns.time_us <= window[1])
    return Columns._make(each[inside] for each in columns)


def _joined(parts: Sequence[Columns]) -> Columns:
    return (
        parts[0]
        if len(parts) == 1
        else Columns._make(np.concatenate(each) for each in zip(*parts, strict=True))
    )
