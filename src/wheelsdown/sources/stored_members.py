"""The stored bytes of one member of an archive or tree, straight from where it lies.

For reading back what an index points to: nothing is listed and nothing is walked where the index says
the place. What lies there is worth nothing until its hash was compared.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from wheelsdown.errors import SourceError
from wheelsdown.sources.discovery import Container, RawSource
from wheelsdown.sources.joined_parts import Joined
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, printable, read_regular
from wheelsdown.sources.tar_members import tar_members

__all__ = ["stored_members"]

_Stamp = tuple[Path, int, int]


def stored_members(source: RawSource, member: str, place: tuple[int, int] | None = None) -> Iterator[bytes]:
    """Give the bytes as stored of every member of that name: an archive may hold a name twice.

    Parameters
    ----------
    source
        An archive or a tree.
    member
        The member's name; none is given where there is no such member.
    place
        Offset in the (joined) archive and size in bytes, where they are known: then what lies there.
        Else the archive is walked, once a process, to find it.

    Raises
    ------
    SourceError
        The archive or the tree itself cannot be read.
    """
    if source.container is Container.TREE:
        yield _of_tree(source.paths[0], member)
        return
    places = [place] if place is not None else _index(_stamps(source)).get(member, [])
    with Joined(source.paths) as archive:
        for offset, size in places:
            if 0 < size <= MAX_MEMBER_BYTES:
                yield archive.read_at(offset, size)


def _stamps(source: RawSource) -> tuple[_Stamp, ...]:
    found = ((path, path.stat()) for path in source.paths)
    return tuple((path, stat.st_size, stat.st_mtime_ns) for path, stat in found)


@lru_cache(maxsize=8)
def _index(stamps: tuple[_Stamp, ...]) -> dict[str, list[tuple[int, int]]]:
    """List where an archive's members lie, by name, once per archive as it is now."""
    index: dict[str, list[tuple[int, int]]] = {}
    with Joined([path for path, _, _ in stamps]) as archive:
        for entry in tar_members(archive):
            if entry.problem is None and not entry.is_folder:
                index.setdefault(entry.name, []).append((entry.offset, entry.size))
    return index


def _of_tree(root: Path, member: str) -> bytes:
    """Read one file of a tree; a name that leads out of it, or through a link out of it, is refused."""
    path = root / member
    if not path.resolve().is_relative_to(root.resolve()):
        where = printable(str(path))
        raise SourceError(f"{where}: leads out of the tree; not read", where=where, reason="unsafe_name")
    return read_regular(path, MAX_MEMBER_BYTES)
