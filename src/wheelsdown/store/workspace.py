"""Read and write a workspace: what came in, and the tables derived from it.

One writer at a time, readers never held up. What came in is recorded first (`Workspace.record`), what
it changes in the tables is published later and together (`Workspace.amend`, or `Workspace.publish` for
whole tables); a crash in between leaves the acquisitions `Workspace.pending`, and the next run completes
them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import polars as pl

from wheelsdown import __version__
from wheelsdown.clock import now
from wheelsdown.errors import SchemaError, WorkspaceError
from wheelsdown.schemas import Acquisition, WorkspaceKind
from wheelsdown.store.acquisitions_log import (
    Chain,
    append_line,
    canonical,
    move_torn_tail,
    read_chain,
    require_head,
)
from wheelsdown.store.layout import Layout
from wheelsdown.store.lock import WriterLock
from wheelsdown.store.marker import make_workspace, require_workspace
from wheelsdown.store.originals import keep_original
from wheelsdown.store.piles import Pile, Waiting
from wheelsdown.store.publishing import Amendment, amended, count_rows, read_table, removed_keys, replaced
from wheelsdown.store.refusals import one_line_for_disk_errors
from wheelsdown.store.rules import checked, require_kind, validated
from wheelsdown.store.snapshots import (
    Snapshot,
    read_pins,
    read_snapshot,
    without_cells,
    write_pins,
    write_snapshot,
)
from wheelsdown.store.tables import table_named
from wheelsdown.store.tidying import tidied

__all__ = ["Workspace"]

#: Where commands look for a workspace (blueprint, contracts).
_USUAL = Path("wheelsdown-workspace")


class Workspace:
    """A folder with the acquisitions log and the tables derived from the raw data.

    Use `create` or `open`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.layout = Layout(path)
        self._lock = WriterLock(self.layout.lock)
        self._chain = Chain()
        self._chain_stamp: tuple[int, ...] | None = None

    @classmethod
    def create(cls, path: Path) -> "Workspace":
        """Make a workspace, or open the one that is there.

        Raises
        ------
        WorkspaceError
            The path is a file or a folder that holds something else; the disk is full or read-only.
        """
        with one_line_for_disk_errors(path):
            make_workspace(path)
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> "Workspace":
        """Open a workspace that is there; writes nothing, so it works on a read-only disk.

        Raises
        ------
        WorkspaceError
            It is not there, or not one that this version can read.
        """
        require_workspace(path)
        return cls(path)

    # --- what came in -----------------------------------------------------------------------------

    @property
    def called(self) -> str | None:
        """What a command line calls it by; None where commands find it by themselves."""
        return None if self.path == _USUAL else str(self.path)

    @property
    def kind(self) -> WorkspaceKind | None:
        """Say whether the data is real or simulated; None while nothing has come in."""
        acquisitions = self.acquisitions()
        return _kind_of(acquisitions[0]) if acquisitions else None

    def acquisitions(self) -> tuple[Acquisition, ...]:
        """Give everything that came in, in the order it did.

        Raises
        ------
        IntegrityError
            The log was changed after it was written; the message names the line.
        """
        return self._verified_chain().acquisitions

    def has(self, sha256: str) -> bool:
        """Say whether data with this hash has come in."""
        return self._find(sha256) is not None

    def pending(self) -> tuple[Acquisition, ...]:
        """Give the acquisitions that the published tables do not cover; the next run completes them."""
        covered = set(self.snapshot().covers)
        return tuple(each for each in self.acquisitions() if each.sha256 not in covered)

    def record(self, acquisition: Acquisition) -> Acquisition:
        """Append an acquisition to the log, on the disk when this returns.

        Returns
        -------
        The acquisition with ``previous`` filled; of data that had come in before, the one recorded then.

        Raises
        ------
        WorkspaceError
            Real and simulated data would be mixed; somebody else writes; the disk refuses.
        SchemaError
            The hash is not a SHA-256, or a time has no zone.
        """
        acquisition = canonical(acquisition)
        with self.writing():
            known = self._find(acquisition.sha256)
            if known is not None:
                return known
            self._refuse_mixing(acquisition)
            chain = self._verified_chain()
            with one_line_for_disk_errors(self.path):
                self._chain = append_line(self.layout.log, chain, acquisition)
            self._chain_stamp = self._stamp()
            return self._chain.acquisitions[-1]

    def raw_path(self, sha256: str) -> Path:
        """Give where a copy of an original lies, or would lie."""
        return self.layout.raw(sha256)

    def keep_copy(self, sources: Sequence[Path]) -> tuple[Path, ...]:
        """Copy originals (files, or the traces of trace trees) into the workspace, verified, read-only.

        Returns
        -------
        The paths of the copies, in the order of the sources.

        Raises
        ------
        SourceError
            A source is not there or cannot be read.
        IntegrityError
            A copy does not hold the bytes of its original.
        WorkspaceError
            Somebody else writes; the disk refuses. No half copy is left.
        """
        unfinished = self.layout.root / "raw" / "unfinished"
        with self.writing(), one_line_for_disk_errors(self.path):
            return tuple(keep_original(source, self.layout.raw, unfinished) for source in sources)

    # --- what was derived from it -----------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """Give the published state: the version of every table, and what they were built from."""
        return read_snapshot(self.layout.snapshot)

    def table(self, name: str, *, at: Snapshot | None = None) -> pl.LazyFrame:
        """Read a table as published; empty, with its columns, if it was never written.

        Filters are applied where the rows are read: by the columns that order the table, and by others
        where files hold a narrow range of them, most of the table is never touched.

        Parameters
        ----------
        at
            An earlier snapshot, as pinned for a finding.

        Raises
        ------
        SchemaError
            There is no such table.
        IntegrityError
            A file of the table is missing or damaged.
        """
        return read_table(self.layout, at or self.snapshot(), name)

    def n_rows(self, name: str, *, at: Snapshot | None = None) -> int:
        """Count the rows of a table; reads one column of it at most.

        Raises
        ------
        SchemaError, IntegrityError
            As for `table`.
        """
        return count_rows(self.layout, at or self.snapshot(), name)

    def publish(self, tables: Mapping[str, pl.DataFrame], *, covers: Collection[str]) -> Snapshot:
        """Publish whole tables together: readers see all of them or none.

        Each table given is replaced, but an append-only one gains the rows it lacks. Tables not given,
        and tables whose rows are the same as before, keep their version.

        Parameters
        ----------
        covers
            Hashes of all acquisitions the tables were built from, earlier ones included.

        Raises
        ------
        SchemaError
            Rows are not what their schema says.
        WorkspaceError
            A row or ``covers`` names an acquisition that was not recorded; real and simulated rows would
            be mixed; somebody else writes; the disk refuses. What was published before stands.
        """
        ready = {name: validated(name, rows) for name, rows in tables.items()}
        with self.writing(), one_line_for_disk_errors(self.path):
            self._refuse_untraceable(ready, covers)
            return self._seal(ready, covers, lambda before: replaced(self.layout, before, ready), whole=True)

    def amend(self, amendments: Mapping[str, Amendment], *, covers: Collection[str]) -> Snapshot:
        """Publish what changes in tables, together: it costs what changes, however much there is.

        A row whose key is removed no longer counts, unless it is among the rows added here or later. A
        table that never loses a row gains those it lacks; one whose rows come with their acquisition
        gains those of acquisitions that were not covered before.

        Parameters
        ----------
        covers
            Hashes of all acquisitions the tables were built from, earlier ones included.

        Raises
        ------
        SchemaError
            Rows are not what their schema says; rows are removed from a table that only gains some.
        WorkspaceError
            As for `publish`.
        """
        ready = {
            name: Amendment(checked(name, amendment.added), removed_keys(name, amendment.removed))
            for name, amendment in amendments.items()
        }
        added = {name: amendment.added for name, amendment in ready.items()}
        with self.writing(), one_line_for_disk_errors(self.path):
            self._refuse_untraceable(added, covers)
            return self._seal(added, covers, lambda before: amended(self.layout, before, ready))

    def pile(self, *names: str, like: Pile | None = None) -> Pile:
        """Give room for rows of tables to be amended that may be too many for memory, as `Pile` does.

        Raises
        ------
        SchemaError
            As for `Pile`.
        """
        return Pile(names, self.layout.cache, like)

    def append(self, name: str, rows: pl.DataFrame) -> Snapshot:
        """Publish rows that an append-only table lacks; rows it has already change nothing.

        Raises
        ------
        SchemaError
            The table is not append-only, or the rows are not what its schema says.
        WorkspaceError
            As for `publish`.
        """
        if not table_named(name).append_only:
            raise SchemaError(f"table '{name}' is rebuilt as a whole, so it is published, not appended to")
        ready = {name: validated(name, rows)}
        with self.writing(), one_line_for_disk_errors(self.path):
            covers = self.snapshot().covers
            return self._seal(ready, covers, lambda before: replaced(self.layout, before, ready))

    def pins(self) -> dict[str, Snapshot]:
        """Give the pinned snapshots by the name they were pinned under, such as a finding's id."""
        return read_pins(self.layout.pins)

    def pin(self, name: str) -> Snapshot:
        """Keep the published snapshot readable for good; a name that is pinned already stays as it is."""
        with self.writing(), one_line_for_disk_errors(self.path):
            pins = self.pins()
            if name not in pins:
                pins[name] = self.snapshot()
                write_pins(self.layout.pins, pins)
            return pins[name]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only process that writes; every writing method takes this by itself.

        Raises
        ------
        WorkspaceError
            Somebody else writes, and the message says which process; the workspace is read-only.
        """
        with ExitStack() as stack:
            with one_line_for_disk_errors(self.path):
                if stack.enter_context(self._lock.held()):
                    move_torn_tail(self.layout.log, self.layout.torn)
            yield

    # --- inside -----------------------------------------------------------------------------------

    def _seal(
        self,
        rows: Mapping[str, pl.DataFrame | Waiting],
        covers: Collection[str],
        write: Callable[[Snapshot], dict[str, int]],
        *,
        whole: bool = False,
    ) -> Snapshot:
        """Write tables and name them in the next snapshot, once nothing speaks against their rows."""
        chain, before, kind = self._verified_chain(), self.snapshot(), self.kind
        for name, frame in rows.items():
            require_kind(name, frame, kind)
        versions = write(before)
        covered = tuple(sorted(set(covers)))
        if not versions and covered == before.covers:
            return before
        snapshot = Snapshot(
            versions={**before.versions, **versions},
            covers=covered,
            without_cells=without_cells(before, covered, given="cell_runs" in rows, whole=whole),
            n_acquisitions=len(chain.hashes),
            head=chain.head,
            published_at=now(),
            tool_version=__version__,
        )
        write_snapshot(self.layout.snapshot, snapshot)
        return tidied(self.layout, snapshot, versions)

    def _verified_chain(self) -> Chain:
        stamp = self._stamp()
        if stamp is None or stamp != self._chain_stamp:
            snapshot = self.snapshot()
            self._chain = read_chain(self.layout.log)
            require_head(self.layout.log, self._chain, snapshot)
            self._chain_stamp = stamp
        return self._chain

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            found = self.layout.log.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _find(self, sha256: str) -> Acquisition | None:
        return next((each for each in self.acquisitions() if each.sha256 == sha256), None)

    def _refuse_mixing(self, acquisition: Acquisition) -> None:
        kind, new = self.kind, _kind_of(acquisition)
        if kind is not None and kind is not new:
            raise WorkspaceError(
                f"workspace {self.path} holds {kind} data and {', '.join(acquisition.paths)} is {new}: "
                "the two are never mixed; ingest it into another workspace (--workspace DIR)"
            )

    def _refuse_untraceable(
        self, ready: Mapping[str, pl.DataFrame | Waiting], covers: Collection[str]
    ) -> None:
        unknown = set(covers) - {each.sha256 for each in self.acquisitions()}
        if unknown:
            raise WorkspaceError(f"acquisition {min(unknown)} was never recorded, so no table can rest on it")
        for name, rows in ready.items():
            if isinstance(rows, Waiting) or not table_named(name).by_acquisition:
                continue
            if loose := set(rows["acquisition"].unique()) - set(covers):
                raise WorkspaceError(f"table '{name}' rests on {min(loose)}, which the tables do not cover")


def _kind_of(acquisition: Acquisition) -> WorkspaceKind:
    return WorkspaceKind.SIMULATED if acquisition.simulated else WorkspaceKind.REAL
