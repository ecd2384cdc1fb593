"""What a question about this moment rests on: the published state, the sky and what was told."""

from dataclasses import dataclass

from starlette.requests import Request

from wheelsdown.faces.web.alert_news import AlertNews, AlertsNow
from wheelsdown.faces.web.sky import Sky, SkyNow
from wheelsdown.faces.web.snapshots import Served, View

__all__ = ["Present"]


@dataclass(frozen=True)
class Present:
    """One moment; nothing in it changes."""

    view: View
    sky: SkyNow
    alerts: AlertsNow

    @classmethod
    def of(cls, request: Request) -> "Present":
        """Give the present moment of the server that a request came to."""
        served: Served = request.app.state.served
        sky: Sky = request.app.state.sky
        news: AlertNews = request.app.state.alert_news
        return cls(served.view, sky.now, news.now)
