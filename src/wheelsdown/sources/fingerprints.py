"""Which bytes a raw source is made of: a hash says, and so names the source for ever."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from wheelsdown.sources.discovery import Container, RawSource
from wheelsdown.sources.members import Contents, tree_files
from wheelsdown.sources.payloads import open_regular

__all__ = ["fingerprint"]

#: Bytes hashed at a time: they stay in the processor's cache between being read and hashed.
_CHUNK = 2**17


def fingerprint(source: RawSource) -> tuple[str, int]:
    r"""Give the SHA-256 of a source and its size in bytes.

    Of a file: its bytes. Of a split archive: the joined bytes of its parts. Of a tree: its manifest,
    one line ``sha256  relative/path\n`` per trace file, the lines sorted.

    Raises
    ------
    SourceError
        When a file cannot be opened.
    """
    if source.container is not Container.TREE:
        return _hashed(source.paths)
    lines, size = [], 0
    for name, path in tree_files(source, Contents()):
        digest, n_bytes = _hashed([path])
        lines.append(f"{digest}  {name}\n")
        size += n_bytes
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest(), size


def _hashed(paths: Iterable[Path]) -> tuple[str, int]:
    digest, size, room = hashlib.sha256(), 0, memoryview(bytearray(_CHUNK))
    for path in paths:
        with open_regular(path) as stream:
            while n_bytes := stream.readinto(room):
                digest.update(room[:n_bytes])
                size += n_bytes
    return digest.hexdigest(), size
