"""Which frames another feed has told already: the same transmission heard by several receivers is one."""

from typing import Final

__all__ = ["Told"]

#: Receivers and networks deliver one transmission within this time; aircraft seldom repeat a frame sooner.
_WITHIN_US: Final = 2_000_000


class Told:
    """Remembers frames for two seconds, in two generations so that forgetting costs nothing."""

    def __init__(self) -> None:
        self._young: dict[str, tuple[int, str, str | None]] = {}
        self._old: dict[str, tuple[int, str, str | None]] = {}
        self._turned_us = 0

    def by_another(self, frame: str, feed: str, at_us: int) -> tuple[bool, str | None]:
        """Say whether another feed has told this frame, and of which airframe it was."""
        held = self._young.get(frame) or self._old.get(frame)
        if held is None or held[1] == feed or not 0 <= at_us - held[0] <= _WITHIN_US:
            return False, None
        return True, held[2]

    def tell(self, frame: str, feed: str, at_us: int, airframe: str | None) -> None:
        """Remember who told it first, of which airframe if that is known."""
        if not 0 <= at_us - self._turned_us <= _WITHIN_US:
            self._old, self._young, self._turned_us = self._young, {}, at_us
        self._young[frame] = at_us, feed, airframe
