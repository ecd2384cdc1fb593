"""What another feed has told already: the same transmission heard by several receivers is one.

Remembered for two seconds, however much is told in them: a network that was held up delivers many
seconds of the sky at once. What arrived first need not be taken in first: two connections read a moment
apart may change places.
"""

from collections.abc import Hashable
from typing import Final, Generic, TypeVar

__all__ = ["Told", "ToldPlaces"]

#: Receivers and networks deliver one transmission within this time; aircraft seldom repeat a frame sooner.
_WITHIN_US: Final = 2_000_000
#: SBS writes five decimals, so half of the last one is lost; in degrees.
_SAME_DEG: Final = 1e-5

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Lately(Generic[K, V]):
    """Remembers things for two seconds at least, in two generations so that forgetting costs nothing."""

    def __init__(self) -> None:
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._turned_us = 0

    def get(self, key: K) -> V | None:
        return self._young.get(key) or self._old.get(key)

    def put(self, key: K, thing: V, at_us: int) -> None:
        if abs(at_us - self._turned_us) > _WITHIN_US:
            self._old, self._young, self._turned_us = self._young, {}, at_us
        self._young[key] = thing


class Told:
    """The frames that feeds told."""

    def __init__(self) -> None:
        self._frames: _Lately[str, tuple[int, str, str | None]] = _Lately()

    def by_another(self, frame: str, feed: str, at_us: int) -> tuple[bool, str | None]:
        """Say whether another feed has told this frame, and of which airframe it was."""
        held = self._frames.get(frame)
        if held is None or held[1] == feed or abs(at_us - held[0]) > _WITHIN_US:
            return False, None
        return True, held[2]

    def tell(self, frame: str, feed: str, at_us: int, airframe: str | None) -> None:
        """Remember who told it first, of which airframe if that is known."""
        self._frames.put(frame, (at_us, feed, airframe), at_us)


class ToldPlaces:
    """The positions of one aircraft that feeds told, found by squares of the last decimal SBS writes."""

    def __init__(self) -> None:
        self._places: _Lately[tuple[int, int], tuple[int, str, float, float]] = _Lately()

    def by_another(self, lat_deg: float, lon_deg: float, feed: str, at_us: int) -> bool:
        """Say whether another feed has told this position a moment ago."""
        row, column = _square(lat_deg, lon_deg)
        for key in [(row + i, column + j) for i in (0, -1, 1) for j in (0, -1, 1)]:
            held = self._places.get(key)
            if held is None or held[1] == feed or abs(at_us - held[0]) > _WITHIN_US:
                continue
            if abs(held[2] - lat_deg) <= _SAME_DEG and abs(held[3] - lon_deg) <= _SAME_DEG:
                return True
        return False

    def tell(self, lat_deg: float, lon_deg: float, feed: str, at_us: int) -> None:
        """Remember who told it."""
        self._places.put(_square(lat_deg, lon_deg), (at_us, feed, lat_deg, lon_deg), at_us)


def _square(lat_deg: float, lon_deg: float) -> tuple[int, int]:
    return round(lat_deg / _SAME_DEG), round(lon_deg / _SAME_DEG)
