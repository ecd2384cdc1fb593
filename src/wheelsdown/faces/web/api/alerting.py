"""The alerts that ``wheelsdown watch`` wrote down, as a list and as an Atom feed.

Where others are served, what is told of waits as every movement does, also if the watcher itself was told
not to wait.
"""

from datetime import datetime
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.alerts.atom import MEDIA_TYPE, atom_feed
from wheelsdown.alerts.log import alerts_folder, read_alerts
from wheelsdown.clock import now
from wheelsdown.faces.web.api.asking import AlertsAsked
from wheelsdown.faces.web.settings import Settings
from wheelsdown.faces.web.snapshots import View

__all__ = ["AlertsAnswer", "alerts", "atom"]


class AlertsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The alerts, the latest first."""

    schema: Literal["wheelsdown/alerts/1"] = "wheelsdown/alerts/1"
    simulated: bool
    items: list[dict[str, Any]]
    missing: list[str]


def alerts(view: View, asked: AlertsAsked) -> AlertsAnswer:
    """Give the latest alerts."""
    workspace = view.settings.workspace
    found = read_alerts(workspace, asked.limit, happened_before=_cutoff(view.settings))
    watched = alerts_folder(workspace).is_dir()
    return AlertsAnswer(
        simulated=view.simulated,
        items=[msgspec.to_builtins(each) for each in found],
        missing=[] if watched else ["no alerts were written; start wheelsdown watch"],
    )


async def atom(request: Request) -> Response:
    """Give the latest alerts as an Atom feed; empty where nobody watches."""
    settings: Settings = request.app.state.settings
    site = str(request.base_url).rstrip("/")
    found = await request.app.state.served.work(
        lambda: atom_feed(settings.workspace, site, happened_before=_cutoff(settings)), heavy=False
    )
    return Response(found, media_type=MEDIA_TYPE)


def _cutoff(settings: Settings) -> datetime | None:
    return now() - settings.delay if settings.delay else None
