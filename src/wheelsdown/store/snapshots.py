"""Name the version of every table that readers see, and the raw data it was built from.

One small file, replaced whole: a crash between two table commits, or after them, is never visible.
Findings pin the snapshot they rest on, so that upkeep never removes what they need.
"""

from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from wheelsdown.errors import IntegrityError
from wheelsdown.store.durable import replace_file

__all__ = ["Snapshot", "read_pins", "read_snapshot", "without_cells", "write_pins", "write_snapshot"]

_T = TypeVar("_T")


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The published state of a workspace."""

    #: Table -> version of the Delta table that readers see.
    versions: dict[str, int] = {}
    #: Hashes of the acquisitions the tables were built from, sorted.
    covers: tuple[str, ...] = ()
    #: Those of them whose cell runs were never kept, sorted; None where nobody noted it.
    without_cells: tuple[str, ...] | None = None
    #: Lines of the acquisitions log at that time, and the SHA-256 of the last of them.
    n_acquisitions: int = 0
    head: str | None = None
    published_at: datetime | None = None
    tool_version: str | None = None

    def unindexed(self) -> tuple[str, ...]:
        """Give the hashes of the acquisitions covered of which no table says what they hold near a place."""
        if self.without_cells is not None:
            return self.without_cells
        return () if "cell_runs" in self.versions else self.covers


def read_snapshot(path: Path) -> Snapshot:
    """Read the published snapshot; an empty one where nothing was published yet."""
    return _read(path, Snapshot) if path.exists() else Snapshot()


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Publish a snapshot: readers see it whole from now on."""
    replace_file(path, _encode(snapshot))


def read_pins(path: Path) -> dict[str, Snapshot]:
    """Read the pinned snapshots by the name they were pinned under."""
    return _read(path, dict[str, Snapshot]) if path.exists() else {}


def write_pins(path: Path, pins: dict[str, Snapshot]) -> None:
    """Replace the pinned snapshots."""
    replace_file(path, _encode(pins))


def without_cells(before: Snapshot, covered: tuple[str, ...], *, given: bool, whole: bool) -> tuple[str, ...]:
    """Give what is covered without its cell runs, when those of what is new, or of the whole, were given."""
    if given and whole:
        return ()
    new = set() if given else set(covered) - set(before.covers)
    return tuple(sorted((set(before.unindexed()) | new) & set(covered)))


def _encode(content: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content, order="sorted")) + b"\n"


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IntegrityError(
            f"{path} is damaged ({error}): it was changed after it was written; restore it from a copy"
        ) from None
