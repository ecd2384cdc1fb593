"""Many traces of an archive or tree by place: what lies where, and the bytes themselves."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from wheelsdown.errors import SourceError
from wheelsdown.schemas import Refusal
from wheelsdown.sources.discovery import Container, RawSource
from wheelsdown.sources.joined_parts import Joined
from wheelsdown.sources.members import Contents, has_size, is_trace, tree_files
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, read_regular
from wheelsdown.sources.readsb_trace import named_airframe
from wheelsdown.sources.tar_members import tar_members

__all__ = ["TraceArchive", "TracePlace"]


@dataclass(frozen=True, slots=True)
class TracePlace:
    """One trace: where its bytes lie, and the address its name claims (None: none)."""

    name: str
    airframe: str | None
    #: In the (joined) archive; -1 for a file of a tree.
    offset: int
    size: int
    path: Path | None = None


class TraceArchive:
    """An archive or tree, open for reading its traces by place; a context that closes it."""

    def __init__(self, source: RawSource) -> None:
        self.source = source
        self.contents = Contents()
        self._stack = ExitStack()
        self._joined: Joined | None = None

    def __enter__(self) -> Self:
        if self.source.container is not Container.TREE:
            self._joined = self._stack.enter_context(Joined(self.source.paths))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def places(self) -> Iterator[TracePlace]:
        """Give the traces in order; ``contents`` gathers the folders met, and what was refused."""
        if self._joined is None:
            for name, path in tree_files(self.source, self.contents):
                yield TracePlace(name, named_airframe(name), -1, path.stat().st_size, path)
            return
        for entry in tar_members(self._joined):
            is_one = is_trace(self.source, entry, self.contents)
            if is_one and has_size(self.source, entry, self.contents):
                yield TracePlace(entry.name, named_airframe(entry.name), entry.offset, entry.size)

    def stored(self, place: TracePlace) -> bytes:
        """Give the bytes of a trace as stored; empty, and a refusal noted, where they cannot be read."""
        if self._joined is not None:
            return self._joined.read_at(place.offset, place.size)
        try:
            return read_regular(place.path, MAX_MEMBER_BYTES) if place.path else b""
        except SourceError as error:
            self.contents.refused.append(Refusal(error.where, error.reason, str(error)))
            return b""
