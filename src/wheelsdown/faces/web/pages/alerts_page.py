"""What the rules of ``wheelsdown watch`` found: each with its rule, its basis and what care did."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from wheelsdown.alerts.alert import Alert, AlertKind
from wheelsdown.alerts.atom import link_of
from wheelsdown.clock import now, rfc3339
from wheelsdown.dossiers.wording import counted
from wheelsdown.faces.web.api.alerting import AlertsAnswer, alerts
from wheelsdown.faces.web.api.asking import AlertsAsked
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.present import Present

__all__ = ["KIND_WORDS", "PAGE"]

#: How each kind reads.
KIND_WORDS: Final[Mapping[AlertKind, str]] = {
    AlertKind.VISIT: "visit",
    AlertKind.SEEN_NEAR: "seen low, no arrival",
    AlertKind.SEEN: "seen",
    AlertKind.FIRST_IN_DAYS: "first in days",
    AlertKind.EMERGENCY: "emergency",
    AlertKind.FEED_QUIET: "feed quiet",
    AlertKind.MORE: "more in the log",
    AlertKind.TEST: "test",
}

#: A watcher that looked at nothing for so long is gone, or looks seldom: the page says so.
_LONG_AGO: Final = timedelta(minutes=15)


def _beside(present: Present, asked: AlertsAsked, answer: AlertsAnswer) -> Mapping[str, Any]:
    look = answer.last_look
    return {
        "title": "Alerts",
        "asked": asked,
        "shown": [_shown(each, present.view.names) for each in answer.items],
        "kinds": KIND_WORDS,
        "looked_at": _said(look.looked_at) if look else None,
        "counted_at": _said(look.counted_at) if look else None,
        "is_old": look is not None and now() - look.looked_at > _LONG_AGO,
        "chosen": asked.rule or asked.kind or asked.place,
    }


def _shown(alert: Alert, names: Mapping[str, str]) -> dict[str, Any]:
    """Give an alert as the template shows it."""
    told_at = max(alert.at, alert.delayed_until or alert.at)
    return {
        "alert": alert,
        "kind": KIND_WORDS[alert.kind],
        "link": link_of(alert, ""),
        "place": names.get(alert.place or "", ""),
        "at": _said(told_at),
        "after": _span_words(told_at - alert.happened_at) if alert.happened_at else None,
        "happened_at": _said(alert.happened_at),
        "delayed_until": _said(alert.delayed_until),
    }


def _span_words(span: timedelta) -> str:
    """Say a span as long as a person would.

    >>> _span_words(timedelta(seconds=40)), _span_words(timedelta(hours=25)), _span_words(timedelta(days=9))
    ('less than a minute', '25 hours', '9 days')
    """
    minutes = span // timedelta(minutes=1)
    if minutes < 1:
        return "less than a minute"
    if minutes < 120:
        return counted(minutes, "minute")
    return counted(minutes // 60, "hour") if minutes < 3 * 24 * 60 else counted(minutes // 1440, "day")


def _said(at: datetime | None) -> str | None:
    return rfc3339(at.replace(microsecond=0)) if at else None


PAGE: Final = Page("/alerts", "alerts", "alerts.html", AlertsAsked, alerts, _beside, fleeting=True)
