"""What was told: the log of alerts that site, feed and API read, and what each channel has confirmed.

``<workspace>/alerts/alerts.jsonl`` is the log and at once the outbox: an alert stands in it, with the
channels it is for, before anything is sent, and what a channel confirmed stands in ``sent.jsonl``. The
difference is what is still to be sent, whenever and however the watcher ended.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from wheelsdown.alerts.alert import Alert, AlertKind
from wheelsdown.alerts.journal import Journal

__all__ = ["AlertLog", "Outcome", "alerts_folder", "is_older", "read_alerts"]


class Outcome(StrEnum):
    """How sending ended."""

    SENT = "sent"
    GIVEN_UP = "given_up"


class _Logged(Alert, frozen=True, kw_only=True):
    to: tuple[str, ...] = ()


class _Sent(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    channel: str
    outcome: Outcome
    at: datetime


class _Held(msgspec.Struct, frozen=True, kw_only=True):
    alert: _Logged
    until: datetime


def alerts_folder(workspace: Path) -> Path:
    """Give where a workspace keeps its alerts."""
    return workspace / "alerts"


def read_alerts(workspace: Path, limit: int | None = None) -> list[Alert]:
    """Give the alerts of a workspace, the latest first; none where nobody watches.

    Raises
    ------
    OSError
        The log is there and cannot be read.
    """
    log = Journal(alerts_folder(workspace) / "alerts.jsonl", Alert)
    return list(log.lines())[::-1][:limit]


def is_older(alert: Alert, instant: datetime) -> bool:
    """Tell whether an alert is about nothing younger than an instant.

    Who watches may send at once what others are to see a day later. What is about feeds or a test counts as
    older whenever it was.
    """
    if alert.kind in (AlertKind.FEED_QUIET, AlertKind.TEST):
        return True
    return (alert.happened_at or alert.at) <= instant


class AlertLog:
    """The log as its one writer sees it."""

    def __init__(self, workspace: Path) -> None:
        folder = alerts_folder(workspace)
        folder.mkdir(exist_ok=True)
        self._log = Journal(folder / "alerts.jsonl", _Logged)
        self._sent = Journal(folder / "sent.jsonl", _Sent)
        self._waiting = Journal(folder / "held.jsonl", _Held)
        for journal in (self._log, self._sent, self._waiting):
            journal.mend()
        self._alerts = {each.id: each for each in self._log.lines()}
        self._held = {each.alert.id: each for each in self._waiting.lines()}
        self._done = {(each.id, each.channel) for each in self._sent.lines()}
        self.key = _key(folder / "key")

    def is_new(self, alert_id: str) -> bool:
        """Tell whether nobody was told of it, and it does not wait either."""
        return alert_id not in self._alerts and alert_id not in self._held

    def add(self, alerts: Sequence[tuple[Alert, Iterable[str]]]) -> None:
        """Log alerts, each with the channels it is for; those that are known change nothing."""
        fresh = {a.id: _logged(a, to) for a, to in alerts if a.id not in self._alerts}
        self._log.append(list(fresh.values()))
        self._alerts |= fresh

    def hold(self, alert: Alert, to: Iterable[str], until: datetime) -> None:
        """Keep an alert that waits."""
        held = _Held(alert=_logged(alert, to), until=until)
        self._waiting.append([held])
        self._held[alert.id] = held

    def due(self, now: datetime) -> list[tuple[Alert, Iterable[str]]]:
        """Give what waited long enough and was not logged yet."""
        held = (each for each in self._held.values() if each.until <= now)
        return [(each.alert, each.alert.to) for each in held if each.alert.id not in self._alerts]

    def n_waiting(self) -> int:
        """Give how many alerts wait until they may be told."""
        return sum(each.alert.id not in self._alerts for each in self._held.values())

    def pending(self, channel: str) -> list[Alert]:
        """Give what is for a channel and was not confirmed, in the order in which it was logged."""
        return [
            each
            for each in self._alerts.values()
            if channel in each.to and (each.id, channel) not in self._done
        ]

    def settle(self, alert_id: str, channel: str, outcome: Outcome, now: datetime) -> None:
        """Note how sending ended; it is never tried again."""
        self._sent.append([_Sent(id=alert_id, channel=channel, outcome=outcome, at=now)])
        self._done.add((alert_id, channel))


def _logged(alert: Alert, to: Iterable[str]) -> _Logged:
    fields = {name: getattr(alert, name) for name in Alert.__struct_fields__}
    return _Logged(**fields, to=tuple(to))


def _key(path: Path) -> bytes:
    """Give the secret of this workspace, made where there is none."""
    try:
        found = path.read_bytes()
        if len(found) == 32:
            return found
    except FileNotFoundError:
        pass
    made = secrets.token_bytes(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    return made
