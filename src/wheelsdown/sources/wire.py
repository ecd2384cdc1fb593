"""What a stream of bytes from a receiver is cut into: whole messages, however the bytes came in pieces.

Every splitter keeps the law that tests hold it to: any way of cutting the same bytes into chunks gives
the same messages, and every byte is either part of a message, counted as garbage, or still waited on.
"""

from typing import Protocol

import msgspec

__all__ = ["LineSplitter", "Message", "Splitter"]


class Message(msgspec.Struct, frozen=True, gc=False):
    """One whole message as cut from a stream."""

    #: Upper- or lower-case hex of a Mode S frame, or a line of text.
    text: str
    #: Seconds of the receiver's own counter, which starts anywhere; None where it sends none.
    tick_s: float | None = None
    #: Signal as the receiver gives it, 0 to 255.
    signal: int | None = None
    #: Positions in it were found by multilateration.
    by_mlat: bool = False


class Splitter(Protocol):
    """Cuts a stream into messages."""

    @property
    def n_garbage_bytes(self) -> int:
        """Give how many bytes belong to no message."""

    def split(self, chunk: bytes) -> list[Message]:
        """Give the messages that are whole now."""

    def rest(self) -> bytes:
        """Give the bytes that are still waited on: they may be the beginning of a message."""


class LineSplitter:
    """Cuts text at an end mark; what is longer than `longest` between two marks is garbage."""

    def __init__(self, end: bytes, longest: int) -> None:
        self._end = end
        self._longest = longest
        self._held = b""
        self._n_skipped = 0
        self.n_garbage_bytes = 0

    def lines(self, chunk: bytes) -> list[bytes]:
        """Give the whole lines, without their end."""
        *lines, self._held = (self._held + chunk).split(self._end)
        if lines and self._n_skipped:
            self.n_garbage_bytes += len(lines.pop(0)) + 1
            self._n_skipped = 0
        good = [line for line in lines if len(line) <= self._longest]
        if len(good) < len(lines):
            self.n_garbage_bytes += sum(len(line) + 1 for line in lines if len(line) > self._longest)
        if self._n_skipped or len(self._held) > self._longest:
            self._n_skipped += len(self._held)
            self.n_garbage_bytes += len(self._held)
            self._held = b""
        return good

    def rest(self) -> bytes:
        """Give the beginning of a line; of one that is too long already, as many bytes as show that."""
        return b"\0" * (self._longest + 1) if self._n_skipped else self._held
