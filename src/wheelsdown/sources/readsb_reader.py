"""What the readsb traces of one file, archive or tree say, batch by batch."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from wheelsdown.errors import SourceError
from wheelsdown.schemas import Refusal, SourceFormat
from wheelsdown.sources.discovery import RawSource
from wheelsdown.sources.door import admit
from wheelsdown.sources.folder_dates import DayTally, named_day
from wheelsdown.sources.members import SELECTION_NOTE, Contents, trace_members
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, gunzip, printable
from wheelsdown.sources.reading import POINTS_PER_BATCH, Reading
from wheelsdown.sources.readsb_columns import trace_points
from wheelsdown.sources.readsb_headers import header_assertions
from wheelsdown.sources.readsb_trace import Trace, decode_trace, named_airframe, quick_address

__all__ = ["Remarks", "read_trace_archive", "read_trace_file"]

#: How many disagreements between names and headers are told one by one.
_MAX_TOLD: Final = 5


@dataclass
class _Batch:
    """Traces waiting to become columns."""

    traces: list[Trace] = field(default_factory=list)
    parts: list[tuple[str, str | None]] = field(default_factory=list)
    n_points: int = 0

    def add(self, trace: Trace, sha256: str, member: str | None) -> None:
        self.traces.append(trace)
        self.parts.append((sha256, member))
        self.n_points += len(trace.points) + trace.n_malformed


@dataclass
class Remarks:
    """What a person should know about a source, gathered while it is read."""

    days: DayTally
    disagreements: list[str] = field(default_factory=list)
    n_withheld: int = 0

    def compare(self, name: str, airframe: str) -> None:
        """Note a trace whose name claims another address than its header."""
        named = named_airframe(name)
        if named is not None and named != airframe:
            self.disagreements.append(f"{printable(name)} holds {airframe} by its header, which counts")

    def notes(self, contents: Contents) -> tuple[str, ...]:
        """Say what was noted."""
        notes = [*self.disagreements[:_MAX_TOLD]]
        if (n_more := len(self.disagreements) - _MAX_TOLD) > 0:
            notes.append(f"{n_more} more traces whose name and header disagree")
        notes += self.days.notes()
        if self.n_withheld:
            notes.append(f"{self.n_withheld} owner name(s) not kept, because they may be a person's")
        if contents.is_selection:
            notes.append(f"holds chosen traces only, not a whole day; {SELECTION_NOTE} in it says which")
        if contents.n_beside:
            notes.append(f"{contents.n_beside} file(s) beside the traces were not read")
        return tuple(notes)


def read_trace_file(
    source: RawSource, payload: bytes, sha256: str, airframes: Collection[str] | None
) -> Iterator[Reading]:
    """Read a file that is one trace, from its decompressed bytes.

    Raises
    ------
    SourceError
        When nothing of it can be kept.
    """
    batch, remarks, contents = _Batch(), Remarks(DayTally(named_day(source.paths))), Contents()
    trace = decode_trace(payload, where=printable(source.name))
    if airframes is None or trace.airframe in airframes:
        batch.add(trace, sha256, None)
        remarks.compare(source.paths[0].name, trace.airframe)
    reading = _reading(batch, remarks, contents)
    yield replace(reading, notes=remarks.notes(contents))


def read_trace_archive(
    source: RawSource, members: Collection[str] | None, airframes: Collection[str] | None
) -> Iterator[Reading]:
    """Read the traces of an archive or tree, about `POINTS_PER_BATCH` points at a time.

    The last batch carries the notes; it comes even if it holds no point.
    """
    batch, remarks, contents = _Batch(), Remarks(DayTally(named_day(source.paths))), Contents()
    for name, payload in trace_members(source, members, contents):
        where = f"{printable(source.name)}: {printable(name)}"
        try:
            trace = _wanted(payload, where, airframes)
        except SourceError as error:
            contents.refused.append(Refusal(where=where, reason=error.reason, message=str(error)))
            continue
        if trace is None:
            continue
        remarks.compare(name, trace.airframe)
        batch.add(trace, hashlib.sha256(payload).hexdigest(), name)
        if batch.n_points >= POINTS_PER_BATCH:
            reading, batch = _reading(batch, remarks, contents), _Batch()
            yield reading
    reading = _reading(batch, remarks, contents)
    yield replace(reading, notes=remarks.notes(contents))


def _wanted(payload: bytes, where: str, airframes: Collection[str] | None) -> Trace | None:
    text = gunzip(payload, where=where, limit=MAX_MEMBER_BYTES)
    if airframes is not None and (address := quick_address(text)) is not None and address not in airframes:
        return None
    trace = decode_trace(text, where=where)
    return trace if airframes is None or trace.airframe in airframes else None


def _reading(batch: _Batch, remarks: Remarks, contents: Contents) -> Reading:
    admitted = admit(trace_points(batch.traces), batch.parts)
    dropped = admitted.dropped
    if n_malformed := sum(trace.n_malformed for trace in batch.traces):
        dropped["malformed_point"] = n_malformed
    headers = {part: trace.header for part, trace in zip(batch.parts, batch.traces, strict=True)}
    columns = ("sha256", "member", "airframe", "first_at", "last_at", "simulated")
    assertions, n_withheld = header_assertions(
        [
            (airframe, headers[sha256, member], first_at, last_at, simulated)
            for sha256, member, airframe, first_at, last_at, simulated in admitted.parts.select(
                columns
            ).rows()
        ]
    )
    remarks.n_withheld += n_withheld
    remarks.days.add(admitted.parts)
    reading = Reading(
        format=SourceFormat.READSB_TRACE,
        state_vectors=admitted.state_vectors,
        parts=admitted.parts,
        assertions=assertions,
        n_points_read=batch.n_points,
        dropped=dropped,
        refused=tuple(contents.refused),
        folders_present=frozenset(contents.folders),
    )
    contents.refused.clear()
    contents.folders.clear()
    return reading
