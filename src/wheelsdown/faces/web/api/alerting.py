"""The alerts that ``wheelsdown watch`` wrote down, as a list and as an Atom feed."""

from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.faces.web.api.asking import AlertsAsked
from wheelsdown.faces.web.problems import ProblemError
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
    del asked
    return AlertsAnswer(
        simulated=view.simulated, items=[], missing=["no alerts were written; start wheelsdown watch"]
    )


async def atom(request: Request) -> Response:
    """Give the latest alerts as an Atom feed."""
    del request
    raise ProblemError(503, "no alerts were written; start wheelsdown watch")
