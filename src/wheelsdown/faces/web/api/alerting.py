"""The alerts that ``wheelsdown watch`` wrote down, as a list and as an Atom feed, with what is left out."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from wheelsdown.alerts.alert import Alert
from wheelsdown.alerts.atom import MEDIA_TYPE, feed_bytes
from wheelsdown.alerts.last_look import LastLook
from wheelsdown.faces.web.api.asking import AlertsAsked
from wheelsdown.faces.web.present import Present
from wheelsdown.reference.names import resolve

__all__ = ["AlertsAnswer", "alerts", "atom"]

#: Entries of the feed; readers come back within days, not months.
_MOST_ENTRIES = 100


class AlertsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The alerts, the latest first."""

    schema: Literal["wheelsdown/alerts/1"] = "wheelsdown/alerts/1"
    simulated: bool
    items: list[Alert]
    #: Alerts that fit, of which ``items`` are the latest.
    n_alerts: int
    #: ``delayed``: not shown here yet. ``identity_withheld``: shown without a name.
    left_out: dict[str, int]
    missing: list[str]
    #: What the watcher's last look found and left out; null where nobody ever watched.
    last_look: LastLook | None
    #: Names of all rules that told something or are asked, for who wants to choose.
    rules: Annotated[list[str], Meta(description="Names of the rules.")]


def alerts(present: Present, asked: AlertsAsked) -> AlertsAnswer:
    """Give the latest alerts that fit."""
    told = present.alerts
    place = resolve(asked.place, present.view.register).id if asked.place else None
    wanted: dict[str, Any] = {"rule": asked.rule, "kind": asked.kind, "place": place}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    found = [each for each in told.alerts if all(getattr(each, name) == wanted[name] for name in wanted)]
    n_withheld = sum(each.identity_withheld for each in found)
    rules = [each.rule for each in told.last_look.rules] if told.last_look else []
    return AlertsAnswer(
        simulated=present.view.simulated or any(each.simulated for each in found),
        items=found[: asked.limit],
        n_alerts=len(found),
        left_out={**told.left_out, **({"identity_withheld": n_withheld} if n_withheld else {})},
        missing=[] if told.last_look or told.alerts else ["no alerts were written; start wheelsdown watch"],
        last_look=told.last_look,
        rules=list(dict.fromkeys([*rules, *(each.rule for each in told.alerts)])),
    )


async def atom(request: Request) -> Response:
    """Give the latest alerts as an Atom feed; empty where nobody watches."""
    site = str(request.base_url).rstrip("/")
    latest = Present.of(request).alerts.alerts[:_MOST_ENTRIES]
    written = await request.app.state.served.work(lambda: feed_bytes(latest, site))
    return Response(written, media_type=MEDIA_TYPE)
