"""What was worked out once is kept while there is room: the least recently asked goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["Memory"]

_T = TypeVar("_T")


@dataclass
class Memory(Generic[_T]):
    """Keeps values up to a number of bytes; several threads may ask at once.

    A value that several ask for at once is made once: the others wait for it.

    >>> memory = Memory[str](room_bytes=3, size_bytes=len)
    >>> memory.get("a", lambda: "xx"), memory.get("a", lambda: "never made"), memory.get("b", lambda: "yy")
    ('xx', 'xx', 'yy')
    >>> memory.used_bytes, "a" in memory
    (2, False)
    """

    room_bytes: int
    size_bytes: Callable[[_T], int]
    used_bytes: int = 0
    _held: OrderedDict[Hashable, tuple[_T, int]] = field(default_factory=OrderedDict)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._held

    def held(self, key: Hashable) -> _T | None:
        """Give what is kept under a key; None where nothing is."""
        with self._lock:
            return self._found(key) if key in self._held else None

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Give what is kept under a key, or make it; what fails is not kept."""
        with self._lock:
            if key in self._held:
                return self._found(key)
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._held:
                    return self._found(key)
            try:
                value = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            self._keep(key, value)
            return value

    def forget(self, unless: Callable[[Hashable], bool]) -> None:
        """Drop every value whose key is not to be kept."""
        with self._lock:
            for key in [key for key in self._held if not unless(key)]:
                self.used_bytes -= self._held.pop(key)[1]

    def _found(self, key: Hashable) -> _T:
        self._held.move_to_end(key)
        return self._held[key][0]

    def _keep(self, key: Hashable, value: _T) -> None:
        size = self.size_bytes(value)
        if size > self.room_bytes:
            return
        with self._lock:
            if key in self._held:
                self.used_bytes -= self._held.pop(key)[1]
            self._held[key] = value, size
            self.used_bytes += size
            while self.used_bytes > self.room_bytes:
                self.used_bytes -= self._held.popitem(last=False)[1][1]
