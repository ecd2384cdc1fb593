"""Read one airframe's points back out of the raw archive, through the index of parts.

Points are not stored: the table ``parts`` says in which file or archive member an airframe's points lie,
from when to when, and with which hash. Only the parts that overlap the interval are read, and every one
is compared with its SHA-256 before a point of it is believed.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.intake import raw_source
from wheelsdown.schemas import Acquisition, StateVector
from wheelsdown.sources import Container, RawSource, read_source
from wheelsdown.sources.door import admit_states
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, gunzip, printable
from wheelsdown.sources.readsb_columns import trace_points
from wheelsdown.sources.readsb_trace import Trace, decode_trace
from wheelsdown.sources.stored_members import stored_members
from wheelsdown.store import Workspace
from wheelsdown.store.part_lookup import parts_of
from wheelsdown.tracks.instants import one_state_an_instant

__all__ = ["read_parts", "read_received", "read_trace"]


def read_trace(
    workspace: Workspace,
    airframe: str,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    asserted: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Give the points of one airframe in ``[since, until)`` as `StateVector` rows, one per instant.

    As `read_received`; of several states of one instant one is kept (`one_state_an_instant`).
    """
    return one_state_an_instant(read_received(workspace, airframe, since, until, asserted=asserted))


def read_received(
    workspace: Workspace,
    airframe: str,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    asserted: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Give the points of one airframe in ``[since, until)`` as `StateVector` rows, file after file.

    Parameters
    ----------
    workspace
        Its tables say what lies where; its raw files are read.
    airframe
        As in the column ``airframe``; one without any point gives no row.
    since, until
        Half-open interval; None leaves a side open.
    asserted
        Anonymous track -> the address somebody gave it: such tracks of this airframe are joined.

    Raises
    ------
    IntegrityError
        A raw file is gone, or does not hold the bytes it was recorded with.
    """
    names = [airframe, *(track for track, address in (asserted or {}).items() if address == airframe)]
    parts = parts_of(workspace, names, since, until)
    states = read_parts(parts, {each.sha256: each for each in workspace.acquisitions()})
    if since is not None or until is not None:
        inside = [pl.lit(value=True)]
        inside += [pl.col("at") >= since] if since is not None else []
        inside += [pl.col("at") < until] if until is not None else []
        states = states.filter(inside)
    if len(names) > 1:
        states = states.with_columns(airframe=pl.lit(airframe))
    return states


def read_parts(parts: pl.DataFrame, acquisitions: Mapping[str, Acquisition]) -> pl.DataFrame:
    """Give all points of some parts as `StateVector` rows, in the order of the parts.

    Raises
    ------
    IntegrityError
        A part's bytes are not there, or not those that came in.
    """
    frames = []
    for sha256, wanted in _by_acquisition(parts).items():
        source = raw_source(acquisitions[sha256])
        read = _of_file if source.container is Container.FILE else _of_members
        try:
            frames += list(read(source, wanted))
        except (SourceError, OSError) as error:
            raise IntegrityError(
                f"{printable(source.name)}: cannot be read back ({_words(error)}); put the original back "
                "where it was and try again"
            ) from error
    return pl.concat(frames) if frames else StateVector.create_empty()


def _by_acquisition(parts: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for part in parts.iter_rows(named=True):
        grouped.setdefault(part["acquisition"], []).append(part)
    return grouped


def _of_file(source: RawSource, wanted: list[dict[str, Any]]) -> Iterator[pl.DataFrame]:
    """Read a file that is the acquisition itself."""
    for reading in read_source(source, airframes={part["airframe"] for part in wanted}):
        for sha256 in reading.parts["sha256"].to_list():
            _require(source, wanted[0]["sha256"], sha256)
        yield reading.state_vectors


def _of_members(source: RawSource, wanted: list[dict[str, Any]]) -> Iterator[pl.DataFrame]:
    """Read members of an archive or tree, all at once."""
    traces: list[Trace] = []
    parts: list[tuple[str, str | None]] = []
    for part in wanted:
        payload = _believed(source, part)
        where = f"{printable(source.name)}: {printable(part['member'])}"
        traces.append(decode_trace(gunzip(payload, where=where, limit=MAX_MEMBER_BYTES), where=where))
        parts.append((part["sha256"], part["member"]))
    yield admit_states(trace_points(traces), parts)


def _believed(source: RawSource, part: Mapping[str, Any]) -> bytes:
    """Give the stored bytes of a part: those with its hash, of all that go by its name."""
    found = ""
    for payload in stored_members(source, part["member"], _place(part)):
        found = hashlib.sha256(payload).hexdigest()
        if found == part["sha256"]:
            return payload
    raise _not_those_recorded(source, part["sha256"], found)


def _place(part: Mapping[str, Any]) -> tuple[int, int] | None:
    """Give where in the archive a member lies, if the index says so."""
    offset, size = part.get("offset_bytes"), part.get("size_bytes")
    return None if offset is None or size is None else (offset, size)


def _require(source: RawSource, expected: str, found: str) -> None:
    if found != expected:
        raise _not_those_recorded(source, expected, found)


def _not_those_recorded(source: RawSource, expected: str, found: str) -> IntegrityError:
    return IntegrityError(
        f"{printable(source.name)}: its bytes are not those recorded; put the original back",
        expected=expected,
        found=found,
    )


def _words(error: Exception) -> str:
    return str(error.strerror) if isinstance(error, OSError) and error.strerror else str(error)
