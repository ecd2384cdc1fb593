"""A file of JSON lines that only grows, each line on the disk before anything rests on it.

A line that a crash tore in half is cut off before the next is written; readers pass over it.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from wheelsdown.store.durable import sync

__all__ = ["Journal"]

_T = TypeVar("_T", bound=msgspec.Struct)


class Journal(Generic[_T]):
    """Structs of one type, one to a line."""

    def __init__(self, path: Path, kind: type[_T]) -> None:
        self.path = path
        self._decoder = msgspec.json.Decoder(kind)

    def lines(self) -> Iterator[_T]:
        """Give what was written, in order; lines that are no such struct are passed over."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        yield from self._decoded(content)

    def lines_from(self, offset: int) -> tuple[list[_T], int]:
        """Give what was written from an offset on, and where to go on; a line without end is not read."""
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                content = file.read()
        except FileNotFoundError:
            return [], offset
        whole = content[: content.rfind(b"\n") + 1]
        return list(self._decoded(whole)), offset + len(whole)

    def _decoded(self, content: bytes) -> Iterator[_T]:
        for line in content.split(b"\n"):
            try:
                yield self._decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                continue

    def append(self, items: Sequence[_T]) -> None:
        """Write lines, all on the disk when this returns."""
        if not items:
            return
        is_new = not self.path.exists()
        with self.path.open("ab") as file:
            file.write(b"".join(msgspec.json.encode(each) + b"\n" for each in items))
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync(self.path.parent)

    def mend(self) -> None:
        """Cut off what a crash left of a line."""
        try:
            with self.path.open("r+b") as file:
                content = file.read()
                whole = content.rfind(b"\n") + 1
                if whole != len(content):
                    file.truncate(whole)
                    os.fsync(file.fileno())
        except FileNotFoundError:
            return
