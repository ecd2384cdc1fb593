"""The compiled way through a sweep: archives of many traces, and what they touch that is on record.

Only what has many points comes here, so only that waits for the compiler to be loaded.
"""

import ctypes
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from wheelsdown.bulk_pass import Bulk, Older, bulk_pass, default_threads, first_instants, traces_on_record
from wheelsdown.compiling import compiled
from wheelsdown.flights.decide import Twin
from wheelsdown.intake import Progress, Tally
from wheelsdown.reconstruction import Ground
from wheelsdown.sources import RawSource
from wheelsdown.store import Pile, Workspace

__all__ = ["BulkSweep", "bulk_sweep", "twin"]

_UTC = pl.Datetime("us", "UTC")
#: Of glibc's malloc.h: numbers of options.
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
#: Bytes from which on a piece of memory goes back to the system when it is freed. Left to itself the C
#: library raises this to 32 MB as it sees fit, and keeps ever more that nobody uses.
_GIVEN_BACK_BYTES = 2**18
#: New objects after which the garbage collector looks at the young ones (700 else: many times a trace).
_NEW_OBJECTS = 100_000

#: What runs in place of a kernel: its compiled twin.
twin: Twin = compiled


@dataclass(frozen=True)
class BulkSweep:
    """What the compiled way gave."""

    #: The intervals whose older facts these replace: ``airframe``, ``first_at``, ``last_at``.
    windows: pl.DataFrame
    #: Members of each source that were left to the plain way.
    left: Sequence[Sequence[str]]


def bulk_sweep(
    workspace: Workspace,
    tallies: Sequence[Tally],
    ground: Ground,
    facts: Pile,
    runs: Pile,
    *,
    asserted: Mapping[str, str],
    progress: Callable[[Progress], None],
) -> BulkSweep:
    """Read the traces of archives and trees, with the older traces that hold points of the same tracks.

    What they say is put on the piles, as `bulk_pass` does.
    """
    near = _near(workspace, first_instants(tallies))
    tracks = {
        name: list(zip(first, last, strict=True))
        for name, first, last in near.group_by("airframe")
        .agg(pl.col("track_from").dt.epoch("us"), pl.col("track_to").dt.epoch("us"))
        .rows()
    }
    older, sources = _older_traces(workspace, near)
    _share_memory()
    with _left_alone():
        found = bulk_pass(
            tallies,
            Bulk(tracks, older, sources, frozenset(asserted.values()), workspace.layout.open_points),
            ground,
            facts,
            runs,
            n_threads=default_threads(),
            progress=progress,
        )
    _give_back()
    rows = [(name, first, last) for name, (first, last) in found.windows.items()]
    schema = pl.Schema({"airframe": pl.String(), "first_at": pl.Int64(), "last_at": pl.Int64()})
    windows = pl.DataFrame(rows, schema=schema, orient="row").cast({"first_at": _UTC, "last_at": _UTC})
    return BulkSweep(windows, found.left)


@contextmanager
def _left_alone() -> Iterator[None]:
    """Have the garbage collector leave alone what there is: a pass makes few rings, and much to walk over."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _share_memory() -> None:
    """Have all threads take memory from one place, and give large pieces back when they are free.

    Else the C library (glibc) keeps a full place for each thread there ever was: memory grows with every
    batch of days.
    """
    if hasattr(library := ctypes.CDLL(None), "mallopt"):
        library.mallopt(_M_ARENA_MAX, 1)
        library.mallopt(_M_MMAP_THRESHOLD, _GIVEN_BACK_BYTES)


def _give_back() -> None:
    """Give the system back what the pass used: the C library (glibc) keeps it until it is told to."""
    if hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)


def _near(workspace: Workspace, starts: Sequence[datetime]) -> pl.DataFrame:
    """Give the stored tracks near the days that new archives begin on."""
    tracks = workspace.table("tracks")
    if starts:
        first, last = (
            each.replace(hour=0, minute=0, second=0, microsecond=0) for each in (min(starts), max(starts))
        )
        since, until = first - timedelta(minutes=30), last + timedelta(days=1, minutes=30)
        tracks = tracks.filter(pl.col("last_at") >= since, pl.col("first_at") <= until)
    else:
        tracks = tracks.limit(0)
    return tracks.select("airframe", track_from="first_at", track_to="last_at").collect()


def _older_traces(workspace: Workspace, near: pl.DataFrame) -> tuple[Older, dict[str, RawSource]]:
    """Give the traces on record that hold points of some tracks, by airframe, and where they lie."""
    if near.is_empty():
        return {}, {}
    parts = (
        workspace.table("parts")
        .filter(pl.col("airframe").is_in(near["airframe"].unique().implode()))
        .filter(pl.col("last_at") >= near["track_from"].min(), pl.col("first_at") <= near["track_to"].max())
        .collect()
    )
    holding = parts.join(near, on="airframe").filter(
        pl.col("last_at") >= pl.col("track_from"), pl.col("first_at") <= pl.col("track_to")
    )
    return traces_on_record(
        holding.unique(["acquisition", "sha256", "member"], maintain_order=True), workspace.acquisitions()
    )
