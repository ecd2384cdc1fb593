"""What a Beast stream says: Mode S frames, each with the receiver's counter and signal.

A message is 0x1a, a type, six bytes of a 12 MHz counter, one of signal, and the frame; 0x1a inside is
doubled (the format of the Mode-S Beast, as readsb's net_io.c reads it). Types: '1' Mode A/C, '2' and '3'
short and long Mode S, '4' a status of the Radarcape, 0xe3 the receiver's identity that readsb puts before
a message. The counter has no date: it tells how far apart two frames of one receiver are, nothing else.
"""

from typing import Final

from wheelsdown.sources.wire import Message

__all__ = ["BeastSplitter"]

_ESCAPE: Final = 0x1A
_MARK: Final = b"\x1a"

#: Type -> bytes after it, not counting doubled ones.
_LENGTHS: Final = {0x31: 9, 0x32: 14, 0x33: 21, 0x34: 21, 0xE3: 8}

#: Bytes of counter and signal before the frame.
_N_BEFORE: Final = 7

#: Ticks of the counter in a second.
_HZ: Final = 12e6

#: "MLAT" instead of a counter: the position was found by multilateration (readsb, net_io.c).
_MLAT: Final = b"\xff\x00MLAT"

_NO_TICK: Final = bytes(6)


class BeastSplitter:
    """Cuts a Beast stream; the text of a message is the hex of its frame, empty for none of Mode S."""

    def __init__(self) -> None:
        self._held = b""
        self.n_garbage_bytes = 0

    def split(self, chunk: bytes) -> list[Message]:
        """Give the messages that are whole now."""
        held = self._held + chunk
        messages: list[Message] = []
        at = 0
        while (start := held.find(_MARK, at)) >= 0:
            self.n_garbage_bytes += start - at
            at, body = _body(held, start)
            if at < 0:
                break
            if body is None:
                self.n_garbage_bytes += at - start
            elif held[start + 1] != 0xE3:
                messages.append(_message(held[start + 1], body))
        else:
            self.n_garbage_bytes += len(held) - at
            start = len(held)
        self._held = held[start:]
        return messages

    def rest(self) -> bytes:
        """Give the beginning of a message."""
        return self._held


def _body(held: bytes, start: int) -> tuple[int, bytes | None]:
    """Give where the message that starts here ends, and its bytes; None for none, -1 for not yet known."""
    if start + 1 >= len(held):
        return -1, None
    length = _LENGTHS.get(held[start + 1])
    if length is None:  # a doubled mark is a byte of a message whose beginning was missed
        return start + (2 if held[start + 1] == _ESCAPE else 1), None
    body = held[start + 2 : start + 2 + length]
    if len(body) == length and _MARK not in body:
        return start + 2 + length, body
    return _doubled(held, start + 2, length)


def _doubled(held: bytes, at: int, length: int) -> tuple[int, bytes | None]:
    body = bytearray()
    while len(body) < length:
        if at >= len(held) or (held[at] == _ESCAPE and at + 1 >= len(held)):
            return -1, None
        if held[at] == _ESCAPE:
            if held[at + 1] != _ESCAPE:  # a new message begins where this one should go on
                return at, None
            at += 1
        body.append(held[at])
        at += 1
    return at, bytes(body)


def _message(kind: int, body: bytes) -> Message:
    if kind not in (0x32, 0x33):
        return Message("")
    counter = body[:6]
    by_mlat = counter == _MLAT
    tick_s = None if by_mlat or counter == _NO_TICK else int.from_bytes(counter, "big") / _HZ
    return Message(body[_N_BEFORE:].hex(), tick_s, body[6], by_mlat)
