"""Bring a file to the disk whole or not at all.

A file is written beside its target, forced to the disk, and renamed; the rename is forced to the disk
by syncing the folder (POSIX ``rename`` is atomic; see also ``man 2 fsync``, notes on directories).
"""

import os
from pathlib import Path

__all__ = ["replace_file", "sync"]


def sync(path: Path) -> None:
    """Force a file, or the list of names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes | memoryview) -> None:
    """Replace a file; a reader, or a crash, finds the old content or the new, never a mixture.

    Raises
    ------
    OSError
        The disk refuses; the old content stands and nothing is left behind.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_bytes(content)
        sync(temporary)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)
