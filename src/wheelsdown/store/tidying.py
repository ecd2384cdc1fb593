"""Keep a workspace tidy after a commit, and as a whole when asked."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

import msgspec
from deltalake.exceptions import DeltaError

from wheelsdown.store import cleaning
from wheelsdown.store.compaction import Choose, crowded, merge
from wheelsdown.store.layout import Layout
from wheelsdown.store.snapshots import Snapshot, read_pins, read_snapshot, write_snapshot

__all__ = ["cleaned", "merged", "tidied"]


def tidied(layout: Layout, snapshot: Snapshot, names: Iterable[str]) -> Snapshot:
    """Merge what has piled up in tables that were just written, and remove what that replaced before.

    Most commits find nothing to do. The rows are the same afterwards. Where the disk refuses, the commit
    stands as it is and the next one tries again.
    """
    with suppress(OSError, DeltaError):
        after = merged(layout, snapshot, names, crowded)
        changed = [name for name, version in after.versions.items() if snapshot.versions.get(name) != version]
        cleaned(layout, after, changed, retention=cleaning.RETENTION)
    return read_snapshot(layout.snapshot)


def merged(layout: Layout, snapshot: Snapshot, names: Iterable[str], choose: Choose) -> Snapshot:
    """Merge files of some tables and publish the outcome."""
    versions = merge(layout, snapshot, names, choose)
    if not versions:
        return snapshot
    after = msgspec.structs.replace(snapshot, versions={**snapshot.versions, **versions})
    write_snapshot(layout.snapshot, after)
    return after


def cleaned(layout: Layout, snapshot: Snapshot, names: Iterable[str], *, retention: timedelta) -> int:
    """Remove what neither the snapshot nor a pin needs; gives the number of data files removed."""
    pins = read_pins(layout.pins).values()
    named = [*pins, snapshot]
    return sum(
        cleaning.clean(
            layout.table(name),
            keep={each.versions[name] for each in named if name in each.versions},
            retention=retention,
        )
        for name in names
    )
