"""The stored bytes of one member of an archive or tree, straight from where it lies.

For reading back what an index points to: nothing is listed and nothing is walked where the index says
the place. What lies there is worth nothing until its hash was compared.
"""

from pathlib import Path

from wheelsdown.errors import SourceError
from wheelsdown.sources.discovery import Container, RawSource
from wheelsdown.sources.members import Contents, trace_members
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, printable, read_regular
from wheelsdown.sources.tar_entries import Joined

__all__ = ["stored_member"]


def stored_member(source: RawSource, member: str, place: tuple[int, int] | None = None) -> bytes:
    """Give the bytes of one member as stored; empty where it is not there any more.

    Parameters
    ----------
    source
        An archive or a tree.
    member
        The member's name.
    place
        Offset in the (joined) archive and size in bytes, where they are known; else an archive is
        walked once a process to find it.

    Raises
    ------
    SourceError
        The archive or the tree itself cannot be read.
    """
    if place is not None and source.container is not Container.TREE:
        offset, size = place
        with Joined(source.paths) as archive:
            return archive.read_at(offset, size) if 0 <= size <= MAX_MEMBER_BYTES else b""
    if source.container is Container.TREE:
        return _of_tree(source.paths[0], member)
    return next((payload for _, payload in trace_members(source, [member], Contents())), b"")


def _of_tree(root: Path, member: str) -> bytes:
    """Read one file of a tree; a name that leads out of it, or through a link out of it, is refused."""
    path = root / member
    if not path.resolve().is_relative_to(root.resolve()):
        where = printable(str(path))
        raise SourceError(f"{where}: leads out of the tree; not read", where=where, reason="unsafe_name")
    return read_regular(path, MAX_MEMBER_BYTES)
