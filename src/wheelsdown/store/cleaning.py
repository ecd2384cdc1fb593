"""Remove files that no version in use needs: data files, and old entries of the Delta log.

In use is what the published snapshot and the pins name, and whatever was in use less than the retention
ago, because a reader may have opened it then.
"""

import json
import re
import time
from collections.abc import Collection, Iterator
from datetime import timedelta
from pathlib import Path

from wheelsdown.store import delta

__all__ = ["RETENTION", "clean"]

#: A reader that opened a table before a newer version was published has this long to finish.
RETENTION = timedelta(hours=1)

_LOG_ENTRY = re.compile(r"(\d{20})\.(json|checkpoint\.parquet)")


def clean(folder: Path, *, keep: Collection[int], retention: timedelta) -> int:
    """Remove what no kept version needs and nobody can still be reading.

    Returns
    -------
    The number of data files removed, unfinished ones of a crash included.

    Raises
    ------
    IntegrityError
        A kept version cannot be read; nothing was removed.
    OSError
        The disk refuses.
    """
    latest = delta.latest_version(folder)
    if latest is None:
        return 0
    since = time.time() - retention.total_seconds()
    kept = {*keep, latest}
    needed = {file.path.name for version in kept for file in delta.data_files(folder, version)}
    needed |= _left_since(folder / "_delta_log", since)
    _clean_log(folder / "_delta_log", kept, since)
    old = [path for path in _files(folder, since) if path.name not in needed]
    for path in old:
        path.unlink()
    return len(old)


def _left_since(log: Path, since: float) -> set[str]:
    """Give the data files that were part of the table until recently."""
    left = set()
    for path in _entries(log, "json").values():
        if path.stat().st_mtime > since:
            actions = (json.loads(line) for line in path.read_text().splitlines())
            left |= {action["remove"]["path"] for action in actions if "remove" in action}
    return left


def _clean_log(log: Path, kept: Collection[int], since: float) -> None:
    """Remove entries older than the retention that opening a version in use does not read."""
    commits, checkpoints = _entries(log, "json"), _entries(log, "checkpoint.parquet")
    young = {version for version, path in commits.items() if path.stat().st_mtime > since}
    in_use = {*kept, *young, *(version - 1 for version in young)}
    needed: set[Path] = set()
    for version in in_use:
        start = max((number for number in checkpoints if number <= version), default=-1)
        needed |= {path for number, path in commits.items() if start <= number <= version}
        needed |= {path for number, path in checkpoints.items() if number == start}
    for path in [*commits.values(), *checkpoints.values()]:
        if path not in needed:
            path.unlink()


def _entries(log: Path, kind: str) -> dict[int, Path]:
    found = ((_LOG_ENTRY.fullmatch(path.name), path) for path in log.iterdir())
    return {int(match[1]): path for match, path in found if match is not None and match[2] == kind}


def _files(folder: Path, since: float) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime <= since:
            yield path
