"""Which traces lie in an archive or a tree, and what their bytes are."""

import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from wheelsdown.errors import SourceError
from wheelsdown.schemas import Refusal
from wheelsdown.sources.discovery import ADDRESS_FOLDER, Container, RawSource, stays_inside
from wheelsdown.sources.joined_parts import Joined
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, printable, read_regular
from wheelsdown.sources.tar_entries import TarEntry
from wheelsdown.sources.tar_members import tar_members

__all__ = ["COUNTS_NOTE", "SELECTION_NOTE", "Contents", "has_size", "is_trace", "trace_members", "tree_files"]

#: An address folder, a JSON file in one, or a trace by its own name wherever it lies.
_TRACE: Final = re.compile(
    r"(?:.*/)?traces/(?P<folder>[0-9a-f]{2})(?:/(?P<file>[^/]+\.json(?:\.gz)?))?"
    r"|(?:.*/)?(?P<loose>trace_(?:full|recent)_[^/]+\.json(?:\.gz)?)"
)


#: Begins an archive of chosen traces (``downloads/selection``) and says how they were chosen: what it lacks
#: was not kept, so its folders say nothing about which aircraft were looked for.
SELECTION_NOTE: Final = "SELECTION.json"
#: Ends such an archive and says what went past.
COUNTS_NOTE: Final = "COUNTS.json"


@dataclass
class Contents:
    """What was met on the way through an archive or tree, beside the traces themselves."""

    folders: set[str] = field(default_factory=set)
    #: Whether it holds chosen traces only, and so no folder as a whole.
    is_selection: bool = False
    n_beside: int = 0
    #: Members met, read or refused.
    met: set[str] = field(default_factory=set)
    refused: list[Refusal] = field(default_factory=list)

    def refuse(self, source: RawSource, member: str, reason: str, what: str) -> None:
        """Note one member of which nothing could be kept."""
        where = f"{printable(source.name)}: {printable(member)}" if member else printable(source.name)
        self.refused.append(Refusal(where=where, reason=reason, message=f"{where}: {what}"))


def trace_members(
    source: RawSource, members: Collection[str] | None, contents: Contents
) -> Iterator[tuple[str, bytes]]:
    """Give name and stored bytes of each trace of an archive or tree, in its own order.

    With ``members`` only those are read, and one that is not there is refused.
    """
    if source.container is Container.TREE:
        yield from _tree_members(source, members, contents)
    else:
        yield from _tar_members(source, members, contents)
    for name in sorted(set(members or ()) - contents.met):
        contents.refuse(source, name, "no_such_member", "not in the archive as it is now")


def tree_files(source: RawSource, contents: Contents) -> Iterator[tuple[str, Path]]:
    """Give relative name and path of each trace file of a tree, sorted by name."""
    root = source.paths[0]
    contents.is_selection = (root / SELECTION_NOTE).is_file()
    try:
        folders = sorted((root / "traces").iterdir())
    except OSError as error:
        where = printable(source.name)
        raise SourceError(
            f"{where}: the traces cannot be listed ({error.strerror}); check that the folder is still there",
            where=where,
            reason="unreadable",
        ) from error
    for folder in folders:
        if not ADDRESS_FOLDER.fullmatch(folder.name) or not stat.S_ISDIR(folder.lstat().st_mode):
            contents.n_beside += 1
            continue
        if not contents.is_selection:
            contents.folders.add(folder.name)
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            contents.refuse(
                source, f"traces/{folder.name}", "unreadable", f"cannot be listed ({error.strerror})"
            )
            continue
        for entry in listed:
            name = f"traces/{folder.name}/{entry.name}"
            if not _TRACE.fullmatch(name) or not entry.name.isprintable():
                contents.n_beside += 1
            elif entry.is_file(follow_symlinks=False):
                yield name, folder / entry.name
            elif not (entry.is_symlink() and stays_inside(folder / entry.name, root)):
                contents.refuse(source, name, "not_a_file", "a folder, link or device in place of a trace")


def _tree_members(
    source: RawSource, members: Collection[str] | None, contents: Contents
) -> Iterator[tuple[str, bytes]]:
    for name, path in tree_files(source, contents):
        if members is not None and name not in members:
            continue
        contents.met.add(name)
        try:
            yield name, read_regular(path, MAX_MEMBER_BYTES)
        except SourceError as error:
            contents.refused.append(Refusal(where=error.where, reason=error.reason, message=str(error)))


def _tar_members(
    source: RawSource, members: Collection[str] | None, contents: Contents
) -> Iterator[tuple[str, bytes]]:
    with Joined(source.paths) as archive:
        entries = tar_members(archive) if members is None else _asked_for(source, members)
        for entry in entries:
            contents.met.add(entry.name)
            if is_trace(source, entry, contents) and has_size(source, entry, contents):
                yield entry.name, archive.read_at(entry.offset, entry.size)


def _asked_for(source: RawSource, members: Collection[str]) -> list[TarEntry]:
    stamps = tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in source.paths)
    index = _index(stamps)
    return sorted(
        (entry for name in members for entry in index.get(name, ())), key=lambda entry: entry.offset
    )


@lru_cache(maxsize=8)
def _index(stamps: tuple[tuple[Path, int, int], ...]) -> dict[str, list[TarEntry]]:
    """List an archive's members by name, once per archive as it is now."""
    index: dict[str, list[TarEntry]] = {}
    with Joined([path for path, _, _ in stamps]) as archive:
        for entry in tar_members(archive):
            index.setdefault(entry.name, []).append(entry)
    return index


def is_trace(source: RawSource, entry: TarEntry, contents: Contents) -> bool:
    """Say whether a member is a trace to be read; note what else it is."""
    if entry.problem is not None:
        contents.refuse(source, entry.name, *entry.problem)
        return False
    if entry.name == SELECTION_NOTE:
        contents.is_selection = True
    if contents.is_selection and entry.name in (SELECTION_NOTE, COUNTS_NOTE):
        return False
    name = _TRACE.fullmatch(entry.name.removesuffix("/"))
    if name and name["folder"] and not contents.is_selection:
        contents.folders.add(name["folder"])
    if entry.is_folder:
        return False
    if not name or not (name["file"] or name["loose"]):
        contents.n_beside += 1
        return False
    return True


def has_size(source: RawSource, entry: TarEntry, contents: Contents) -> bool:
    """Say whether a member is of a size that is read; note where it is not."""
    if entry.size > MAX_MEMBER_BYTES:
        contents.refuse(source, entry.name, "too_large", f"larger than {MAX_MEMBER_BYTES} bytes")
    elif not entry.size:
        contents.refuse(source, entry.name, "empty", "empty; fetch the archive again")
    return 0 < entry.size <= MAX_MEMBER_BYTES
