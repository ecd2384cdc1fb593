"""What AVR text says: Mode S frames in hex, ``*8D...;``, with a 12 MHz counter as ``@TTTTTTTTTTTT8D...;``.

``%`` is written for ``@`` by some receivers, and ``<`` carries a counter and the signal (mode-s.org and
readsb's net_io.c). Whatever stands between a ``;`` and such a mark is garbage.
"""

import re
from typing import Final

from wheelsdown.sources.wire import LineSplitter, Message

__all__ = ["AvrSplitter"]

_END: Final = b";"

#: A frame with all that may stand before it is shorter than this.
_LONGEST: Final = 256

_FRAME: Final = re.compile(
    rb"(?:\*|[@%]([0-9A-Fa-f]{12})|<([0-9A-Fa-f]{12})([0-9A-Fa-f]{2}))([0-9A-Fa-f]{28}|[0-9A-Fa-f]{14})\s*\Z"
)

#: Mode A/C: two bytes.
_MODE_AC: Final = re.compile(rb"\*[0-9A-Fa-f]{4}\s*\Z")

_HZ: Final = 12e6

_MLAT: Final = 0xFF004D4C4154


class AvrSplitter:
    """Cuts AVR text; the text of a message is the hex of its frame, empty for none of Mode S."""

    def __init__(self) -> None:
        self._lines = LineSplitter(_END, _LONGEST)
        self._n_garbage = 0

    @property
    def n_garbage_bytes(self) -> int:
        """Give how many bytes belong to no message."""
        return self._lines.n_garbage_bytes + self._n_garbage

    def split(self, chunk: bytes) -> list[Message]:
        """Give the messages that are whole now."""
        messages: list[Message] = []
        for line in self._lines.lines(chunk):
            found = _FRAME.search(line)
            if found is not None:
                messages.append(_message(found))
            elif _MODE_AC.search(line):
                messages.append(Message(""))
            else:
                self._n_garbage += len(line) + 1
        return messages

    def rest(self) -> bytes:
        """Give the beginning of a message."""
        return self._lines.rest()


def _message(found: re.Match[bytes]) -> Message:
    counter = found[1] or found[2]
    ticks = int(counter, 16) if counter else 0
    by_mlat = ticks == _MLAT
    tick_s = ticks / _HZ if ticks and not by_mlat else None
    return Message(found[4].decode().lower(), tick_s, int(found[3], 16) if found[3] else None, by_mlat)
