"""What every way of sending is: it takes one alert and says what the other side answered."""

from dataclasses import dataclass
from typing import Protocol

from wheelsdown.alerts.alert import Alert

__all__ = ["Channel", "Reply"]


@dataclass(frozen=True)
class Reply:
    """What came of sending one alert."""

    ok: bool
    #: For a person; holds no secret.
    said: str
    #: The other side is not there, or overworked: the next alert would fare no better.
    is_down: bool = False


class Channel(Protocol):
    """A way of sending."""

    @property
    def name(self) -> str:
        """Give the name that rules use."""

    def send(self, alert: Alert) -> Reply:
        """Send one alert; never raises for what the other side does."""
