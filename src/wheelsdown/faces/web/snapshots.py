"""What a server answers from: one published state of the workspace, its tables held in memory.

A request sees one state from start to end. When something new is published, a thread opens it beside the
old one, loads what the old one held, and only then takes its place: nobody waits for it. States that were
replaced a moment ago can still be asked for, so that whoever pages through a list sees one list.
"""

import asyncio
import contextlib
import hashlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

import anyio
import anyio.to_thread
import polars as pl

from wheelsdown import pipeline
from wheelsdown.care.delays import Watch, watches
from wheelsdown.care.licences import credits_of
from wheelsdown.care.privacy import private_airframes
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.web.identities import Identities
from wheelsdown.faces.web.memory import Memory
from wheelsdown.faces.web.settings import Settings
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.schemas import Acquisition
from wheelsdown.store import Snapshot, Workspace, delta

__all__ = ["HELD_TABLES", "HeldWorkspace", "Served", "View"]

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

#: Tables that answers to questions about places need, the most asked for first; they are held in this
#: order as long as there is room. Cells and parts are read where they lie: they are large, and sorted.
HELD_TABLES: Final = ("visits", "lost_flights", "identity_assertions", "flights")

#: Bytes in memory for each byte in a file: rows with nested columns, measured on a made year (4.6).
_UNPACKED: Final = 5

#: Share of the memory that tables may take; the rest is for answers.
_TABLES_SHARE: Final = 0.75

#: Replaced states that can still be asked for by who pages through a list.
_KEPT_STATES: Final = 4

#: Seconds between two looks at whether something new was published.
_LOOK_EVERY_S: Final = 1.0

#: Questions worked on at once: quick ones, and those that read raw files.
_QUICK, _HEAVY = 3, 2


class HeldWorkspace(Workspace):
    """A workspace as it was published at one moment; tables that were loaded are not read again."""

    def __init__(self, path: Path, snapshot: Snapshot, acquisitions: tuple[Acquisition, ...]) -> None:
        super().__init__(path)
        self._snapshot = snapshot
        self._acquisitions = acquisitions[: snapshot.n_acquisitions]
        self.held: dict[str, pl.DataFrame] = {}

    @classmethod
    def now(cls, path: Path) -> "HeldWorkspace":
        """Open a workspace as it is published now."""
        workspace = Workspace.open(path)
        snapshot = workspace.snapshot()
        return cls(path, snapshot, workspace.acquisitions())

    @property
    def called(self) -> None:
        """Nothing: where a server keeps its workspace is for nobody who asks it."""
        return

    def snapshot(self) -> Snapshot:
        """Give the published state this was opened with."""
        return self._snapshot

    def acquisitions(self) -> tuple[Acquisition, ...]:
        """Give what had come in at that moment."""
        return self._acquisitions

    def table(self, name: str, *, at: Snapshot | None = None) -> pl.LazyFrame:
        """Read a table, from memory where it is held."""
        held = self.held.get(name) if at is None else None
        return held.lazy() if held is not None else super().table(name, at=at)

    def hold(self, room_bytes: int, before: "HeldWorkspace | None" = None) -> None:
        """Load tables as far as there is room; those that did not change are taken from the state before."""
        for name in HELD_TABLES:
            frame = self._same_in(before, name)
            if frame is None and self._n_bytes(name) * _UNPACKED <= room_bytes:
                frame = self.table(name).collect()
            if frame is not None and (size := int(frame.estimated_size())) <= room_bytes:
                self.held[name] = frame
                room_bytes -= size

    def let_go(self) -> None:
        """Give the memory back; tables are read from their files from now on."""
        self.held = {}

    def _same_in(self, before: "HeldWorkspace | None", name: str) -> pl.DataFrame | None:
        if before is None:
            return None
        same = all(
            before.snapshot().versions.get(each) == self._snapshot.versions.get(each)
            for each in (name, "removals", *(["flights"] if name == "lost_flights" else []))
        )
        return before.held.get(name) if same else None

    def _n_bytes(self, name: str) -> int:
        version = self._snapshot.versions.get(name)
        if version is None:
            return 0
        return sum(file.size_bytes for file in delta.data_files(self.layout.table(name), version))


@dataclass(frozen=True)
class View:
    """One state of the workspace with what goes with it; nothing in it ever changes."""

    #: Names the state; equal states have equal names.
    state: str
    workspace: HeldWorkspace
    register: PlaceRegister
    #: Airframes flagged PIA or LADD; where others are served, private European ones too.
    flagged: frozenset[str]
    settings: Settings
    answers: Memory[object]

    @property
    def simulated(self) -> bool:
        """Tell whether the data is simulated."""
        kind = self.workspace.kind
        return kind is not None and kind.value == "simulated"

    @cached_property
    def aerodromes(self) -> pl.DataFrame:
        """Give the world's aerodromes with the user's places."""
        return aerodromes_with(self.register)

    @cached_property
    def positions(self) -> Mapping[str, tuple[float, float]]:
        """Give latitude and longitude of every aerodrome."""
        rows = self.aerodromes.select("aerodrome", "lat_deg", "lon_deg").iter_rows()
        return {name: (lat, lon) for name, lat, lon in rows}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Give the name of every aerodrome."""
        return dict(self.aerodromes.select("aerodrome", "name").iter_rows())

    @cached_property
    def watches(self) -> Sequence[Watch]:
        """Give the watched places, at which movements may have to wait."""
        return watches(self.register, self.aerodromes)

    @cached_property
    def credits(self) -> tuple[tuple[str, str], ...]:
        """Give who published the data, each with the licence."""
        return credits_of(self.workspace)

    @cached_property
    def identities(self) -> Identities:
        """Give what is best known of each airframe."""
        return Identities(lambda: self.workspace.table("identity_assertions"))

    def known(self, key: Hashable) -> object | None:
        """Give what was worked out for this state under a key, if it was; never blocks."""
        return self.answers.held((self.state, key))

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Give what was worked out for this state under a key, or work it out."""
        return self.answers.get((self.state, key), make)  # type: ignore[return-value]  # what was put there


class Served:
    """The present state, renewed as the workspace changes, and the threads that work on questions.

    Parameters
    ----------
    settings
        Which workspace, and how much memory.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._answers = Memory[object](
            int(settings.memory_bytes * (1 - _TABLES_SHARE)), size_bytes=_size_bytes
        )
        self._views: OrderedDict[str, View] = OrderedDict()
        self._stamp: tuple[object, ...] = ()

    @property
    def view(self) -> View:
        """Give the present state."""
        return next(reversed(self._views.values()))

    def view_of(self, state: str) -> View | None:
        """Give a state that was present a moment ago; None where it is gone."""
        return self._views.get(state)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Open the workspace and keep up with it until the server ends.

        Raises
        ------
        WheelsdownError
            It cannot be read.
        """
        self._quick, self._heavy = anyio.CapacityLimiter(_QUICK), anyio.CapacityLimiter(_HEAVY)
        self._stamp = _stamp(self.settings.workspace)
        await anyio.to_thread.run_sync(self._open)
        watching = asyncio.create_task(self._keep_up())
        try:
            yield
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def work(self, question: Callable[[], _T], *, heavy: bool = False) -> _T:
        """Work on a question in a thread, so that others are served meanwhile."""
        return await anyio.to_thread.run_sync(question, limiter=self._heavy if heavy else self._quick)

    async def _keep_up(self) -> None:
        await anyio.to_thread.run_sync(self._hold, self.view, None)
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            try:
                await anyio.to_thread.run_sync(self.renew)
            except (WheelsdownError, OSError):
                _log.exception("the workspace cannot be read anew; the state before is served on")

    def renew(self) -> None:
        """Open what was published since; blocks, so not for the event loop."""
        stamp = _stamp(self.settings.workspace)
        if stamp != self._stamp:
            self._open(self.view)
            self._stamp = stamp

    def _open(self, before: View | None = None) -> None:
        path = self.settings.workspace
        workspace = HeldWorkspace.now(path)
        view = View(
            state=_state(path, workspace),
            workspace=workspace,
            register=pipeline.places(workspace),
            flagged=_withheld(workspace, private=self.settings.private),
            settings=self.settings,
            answers=self._answers,
        )
        if before is not None:
            self._hold(view, before)
        self._views[view.state] = view
        self._views.move_to_end(view.state)
        self._forget_old()

    def _hold(self, view: View, before: View | None) -> None:
        room = int(self.settings.memory_bytes * _TABLES_SHARE)
        view.workspace.hold(room, before.workspace if before else None)
        _ = view.positions, view.names
        visitors = view.workspace.table("visits").select(pl.col("airframe").unique()).collect()
        view.identities.of(visitors["airframe"])

    def _forget_old(self) -> None:
        while len(self._views) > _KEPT_STATES:
            self._views.popitem(last=False)
        *old, _present = self._views.values()
        for view in old:
            view.workspace.let_go()
        kept = set(self._views)
        self._answers.forget(unless=lambda key: isinstance(key, tuple) and key[0] in kept)


def _withheld(workspace: Workspace, *, private: bool) -> frozenset[str]:
    flagged = pipeline.flagged_airframes(workspace)
    return flagged if private else flagged | private_airframes(workspace)


def _stamp(path: Path) -> tuple[object, ...]:
    """Say when the files were last replaced that tell what is published."""
    found: list[object] = []
    for name in ("snapshot.json", "acquisitions.jsonl", "places.json", "fetches.jsonl"):
        try:
            stat = (path / name).stat()
            found.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
        except OSError:
            found.append(None)
    return tuple(found)


def _state(path: Path, workspace: HeldWorkspace) -> str:
    """Name a state by its contents, so that it has the same name after a restart."""
    said = hashlib.blake2b(digest_size=9)
    snapshot = workspace.snapshot()
    said.update(repr((sorted(snapshot.versions.items()), snapshot.covers, snapshot.head)).encode())
    for name in ("places.json", "fetches.jsonl"):
        with contextlib.suppress(OSError):
            said.update((path / name).read_bytes())
    return said.hexdigest()


def _size_bytes(value: object) -> int:
    """Estimate what an answer takes: its bytes or rows, or a flat guess for small things."""
    if isinstance(n_bytes := getattr(value, "n_bytes", None), int):
        return n_bytes + 1000
    parts = value if isinstance(value, tuple) else (value,)
    frames = [getattr(each, "rows", each) for each in parts]
    return sum(int(each.estimated_size()) for each in frames if isinstance(each, pl.DataFrame)) + 2000
