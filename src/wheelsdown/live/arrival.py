"""When something arrived: the machine's clock, held against one that only counts up.

A machine's clock may be set while we listen (a receiver that finds its time server minutes after it
started, a virtual machine that was asleep). Between two looks it must have gone on as far as the
counting clock; where it has not, it was set, and everybody who writes times down is told by how much.
"""

import time
from collections.abc import Callable
from typing import Final

import msgspec

__all__ = ["ArrivalClock", "Jump"]

#: Time servers slew a clock by half a thousandth; what differs by more was set.
_JUMP_US: Final = 500_000


class Jump(msgspec.Struct, frozen=True):
    """The clock was set, by so many microseconds; `at_us` is the time after that."""

    at_us: int
    by_us: int


class ArrivalClock:
    """Gives times of arrival, in microseconds since 1970.

    Parameters
    ----------
    wall_ns, ticks_ns
        The machine's clock, and one that only counts up, in nanoseconds.
    """

    def __init__(
        self, wall_ns: Callable[[], int] = time.time_ns, ticks_ns: Callable[[], int] = time.monotonic_ns
    ) -> None:
        self._wall_ns = wall_ns
        self._ticks_ns = ticks_ns
        self._ahead_us = self._difference_us()
        #: All that were noticed, in order.
        self.jumps: list[Jump] = []

    def now_us(self) -> int:
        """Give the time now."""
        ahead_us = self._difference_us()
        if abs(ahead_us - self._ahead_us) > _JUMP_US:
            by_us, self._ahead_us = ahead_us - self._ahead_us, ahead_us
            self.jumps.append(Jump(self._ticks_ns() // 1000 + ahead_us, by_us))
        return self._ticks_ns() // 1000 + self._ahead_us

    def _difference_us(self) -> int:
        return (self._wall_ns() - self._ticks_ns()) // 1000
