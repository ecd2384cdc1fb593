"""What one raw source holds, whatever its format."""

import hashlib
from collections.abc import Collection, Iterator

from wheelsdown.errors import SourceError
from wheelsdown.schemas import SourceFormat
from wheelsdown.sources.capture_records import is_capture
from wheelsdown.sources.discovery import Container, RawSource
from wheelsdown.sources.payloads import MAX_FILE_BYTES, gunzip, printable, read_regular
from wheelsdown.sources.reading import Reading
from wheelsdown.sources.readsb_reader import read_trace_archive, read_trace_file
from wheelsdown.sources.recognise import recognise
from wheelsdown.sources.table_reader import read_table

__all__ = ["read_source"]


def read_source(
    source: RawSource,
    *,
    members: Collection[str] | None = None,
    airframes: Collection[str] | None = None,
) -> Iterator[Reading]:
    """Read one source, batch by batch; its format is recognised by content, not by name.

    Parameters
    ----------
    source
        As `find_sources` gives it. It is only read.
    members
        Read only these members of an archive or tree (for reading back what an index points to).
    airframes
        Give only the points of these airframes; the counts are of these alone then.

    Raises
    ------
    SourceError
        When the file as a whole is unreadable. Members of an archive that are unreadable are listed
        in ``Reading.refused`` instead.
    """
    where = printable(source.name)
    try:
        if source.container is Container.FILE:
            yield from _read_file(source, where, airframes)
        else:
            yield from read_trace_archive(source, members, airframes)
    except OSError as error:
        raise SourceError(
            f"{where}: reading stopped ({error.strerror}); check the disk and try again",
            where=where,
            reason="unreadable",
        ) from error


def _read_file(source: RawSource, where: str, airframes: Collection[str] | None) -> Iterator[Reading]:
    stored = read_regular(source.paths[0], MAX_FILE_BYTES)
    sha256 = hashlib.sha256(stored).hexdigest()
    if is_capture(stored):  # also one that was never closed, which no strict reader of gzip takes
        yield from read_table(source, SourceFormat.CAPTURE, stored, sha256, airframes)
        return
    payload = gunzip(stored, where=where, limit=MAX_FILE_BYTES)
    kind = recognise(payload, where=where)
    if kind is SourceFormat.READSB_TRACE:
        yield from read_trace_file(source, payload, sha256, airframes)
    else:
        yield from read_table(source, kind, payload, sha256, airframes)
