"""Which raw sources lie under the paths a person names.

- A folder that holds ``traces/xx/`` is one source, the trace tree of one day; the parts of a split
  archive (``NAME.tar.aa``, ``NAME.tar.ab``, ...) are one source; any other regular file is one.
- Naming one part of a split archive means the archive: its siblings are found beside it.
- Never opened: devices, pipes, sockets, and links that lead out of the folder named. A link inside
  the folder is passed over, because its target is met anyway.
- Passed over inside folders: hidden files, and what lies beside archives and says nothing about
  aircraft (read-me, licence, truth and mark of a simulation). Named directly, they are read like any
  other file, and refused if they hold no tracking data.
"""

import fcntl
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from wheelsdown.errors import SourceError
from wheelsdown.schemas import Refusal
from wheelsdown.sources.payloads import open_regular, printable
from wheelsdown.sources.tar_entries import is_tar

__all__ = [
    "ADDRESS_FOLDER",
    "Container",
    "RawSource",
    "find_sources",
    "is_being_written",
    "stays_inside",
]

#: Name of the folder of all addresses that end in these two hex digits.
ADDRESS_FOLDER: Final = re.compile(r"[0-9a-f]{2}")

#: ``split`` names parts .aa, .ab, ...; the endings of compressed archives look alike and are none.
_PART: Final = re.compile(r"(?P<stem>.+\.tar)\.(?P<part>(?!gz|xz|bz|lz|zs)[a-z]{2})")

_SIDECAR: Final = re.compile(
    r"(?i)\..*|(?:readme|licen[cs]e|copying|notice)\b.*|.*\.md|simulated\.json|truth\.json|truth"
)

#: Folders of a daily archive that hold no traces.
_BESIDE_TRACES: Final = frozenset({"traces", "heatmap", "acas", "chunks"})

#: How captures of live feeds are called.
_CAPTURE: Final = ".capture.gz"

#: PATH_MAX of Linux.
_LONGEST_PATH: Final = 4096


class Container(StrEnum):
    """How the bytes of a source lie on disk."""

    FILE = "file"
    TAR = "tar"
    SPLIT_TAR = "split_tar"
    TREE = "tree"


@dataclass(frozen=True)
class RawSource:
    """One acquisition-to-be."""

    #: One path; the parts of a split archive in order; or the folder of a tree.
    paths: tuple[Path, ...]
    container: Container
    #: What the user knows it by.
    name: str


def find_sources(paths: Sequence[Path]) -> tuple[list[RawSource], list[Refusal]]:
    """Give the sources under files and folders, each once, and what was refused unopened.

    Order: as named; inside folders by name.
    """
    sources: dict[tuple[Path, ...], RawSource] = {}
    refusals: dict[str, Refusal] = {}
    for path in paths:
        for found in _under(Path(path)):
            if isinstance(found, RawSource):
                sources.setdefault(tuple(p.resolve() for p in found.paths), found)
            else:
                refusals.setdefault(found.where, found)
    return list(sources.values()), list(refusals.values())


def stays_inside(link: Path, folder: Path) -> bool:
    """Say whether a link leads to something inside a folder; one in a circle, or to nothing, does not."""
    try:
        return link.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def is_being_written(path: Path) -> bool:
    """Say whether a listener writes this capture still: it holds a lock on it until the file is closed."""
    if not path.name.endswith(_CAPTURE):
        return False
    with open_regular(path) as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _under(path: Path) -> Iterator[RawSource | Refusal]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a possible name"
        yield _refusal(path, "not_found", f"cannot be found ({why}); check the name")
        return
    if stat.S_ISREG(mode):
        file = path.resolve() if path.is_symlink() else path
        yield from _files([file], file.parent)
    elif stat.S_ISDIR(mode):
        yield from _folder_named(path)
    else:
        yield _refusal(path, "not_a_file", "a device, pipe or socket is never opened; give a file or folder")


def _folder_named(folder: Path) -> Iterator[RawSource | Refusal]:
    within = folder.resolve()
    if within.name == "traces" and _is_tree(within.parent):
        yield _source([folder.parent if folder.name == "traces" else within.parent], Container.TREE, folder)
        return
    n_found = 0
    folders = [folder]
    while folders:  # a stack, because names can be nested deeper than calls
        for found in _folder(folders.pop(), within, folders):
            n_found += 1
            yield found
    if not n_found:
        yield _refusal(folder, "nothing_found", "the folder holds no files of tracking data")


def _folder(folder: Path, within: Path, folders: list[Path]) -> Iterator[RawSource | Refusal]:
    """Give what lies in one folder, and push its subfolders for later."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield _refusal(
            folder, "unreadable", f"the folder cannot be listed ({error.strerror}); check the permissions"
        )
        return
    tree = _is_tree(folder)
    if tree:
        yield _source([folder], Container.TREE, folder)
    entries = [
        e for e in entries if not _SIDECAR.fullmatch(e.name) and not (tree and e.name in _BESIDE_TRACES)
    ]
    kinds = {entry: _kind(entry) for entry in entries}
    yield from _files([entry for entry in entries if kinds[entry] == stat.S_IFREG], folder)
    folders += [entry for entry in reversed(entries) if kinds[entry] == stat.S_IFDIR]
    for entry in entries:
        if kinds[entry] == stat.S_IFLNK and not stays_inside(entry, within):
            yield _refusal(entry, "link", "a link that leaves the folder is never opened; name its target")
        elif kinds[entry] not in (stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK):
            yield _refusal(entry, "not_a_file", "a device, pipe or socket is never opened")


def _files(files: Iterable[Path], folder: Path) -> Iterator[RawSource | Refusal]:
    stems: dict[str, None] = {}
    for file in files:
        if part := _PART.fullmatch(file.name):
            stems.setdefault(part["stem"])
        else:
            yield _file(file)
    for stem in stems:
        yield _split_archive(folder, stem)


def _file(file: Path) -> RawSource | Refusal:
    try:
        with open_regular(file) as stream:
            head = stream.read(512)
        if is_being_written(file):
            return _refusal(file, "in_use", "a listener writes it still; it is taken in when it is closed")
    except SourceError as error:
        return Refusal(where=error.where, reason=error.reason, message=str(error))
    return _source([file], Container.TAR if is_tar(head) else Container.FILE, file)


def _split_archive(folder: Path, stem: str) -> RawSource | Refusal:
    found = {part["part"]: path for path in folder.iterdir() if (part := _part_of(path, stem))}
    last = max(found)
    missing = [part for part in _parts_up_to(last) if part not in found]
    if missing:
        names = ", ".join(f"{stem}.{part}" for part in missing[:5])
        return _refusal(
            folder / stem, "missing_part", f"{len(missing)} part(s) missing ({names}); fetch them first"
        )
    return _source([found[part] for part in sorted(found)], Container.SPLIT_TAR, folder / stem)


def _part_of(path: Path, stem: str) -> re.Match[str] | None:
    part = _PART.fullmatch(path.name)
    return part if part and part["stem"] == stem and _kind(path) == stat.S_IFREG else None


def _parts_up_to(last: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for part in (first + second for first in letters for second in letters):
        yield part
        if part == last:
            return


def _is_tree(folder: Path) -> bool:
    traces = folder / "traces"
    if _kind(traces) != stat.S_IFDIR:
        return False
    try:
        return any(
            ADDRESS_FOLDER.fullmatch(entry.name) and _kind(entry) == stat.S_IFDIR
            for entry in traces.iterdir()
        )
    except OSError:
        return False


def _kind(path: Path) -> int:
    """Give the kind of a path itself, not of what a link points to; 0 if it is gone."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except OSError:
        return 0


def _source(paths: Sequence[Path], container: Container, name: Path) -> RawSource:
    return RawSource(tuple(paths), container, printable(str(name), _LONGEST_PATH))


def _refusal(path: Path, reason: str, what: str) -> Refusal:
    where = printable(str(path))
    return Refusal(where=where, reason=reason, message=f"{where}: {what}")
