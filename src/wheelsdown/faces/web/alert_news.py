"""What was told by ``wheelsdown watch``, as far as it may be shown here, and who hears of it as it comes.

The log is read on as it grows, once a second, for everybody who asks. Where others than this machine's user
are served, an alert is shown when the delay of this server is over, also if the watcher did not wait; and an
aircraft that was flagged PIA or LADD since loses its name here too.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import anyio.to_thread
import msgspec

from wheelsdown.alerts.alert import Alert
from wheelsdown.alerts.careful import unnamed
from wheelsdown.alerts.journal import Journal
from wheelsdown.alerts.last_look import LastLook, read_last_look
from wheelsdown.alerts.log import alerts_folder, is_older
from wheelsdown.care.delays import DELAYED
from wheelsdown.clock import now
from wheelsdown.faces.web.events import Event, Hub
from wheelsdown.faces.web.snapshots import Served

__all__ = ["AlertNews", "AlertsNow", "AlertsTold"]

_log = logging.getLogger(__name__)

#: Seconds between two looks at the log.
_LOOK_EVERY_S: Final = 1.0

#: Alerts in one event; the others are on the page and in the API.
_MOST_TOLD: Final = 20

#: Seconds for which what is delayed counts as unchanged.
_DELAY_STEP_S: Final = 30


@dataclass(frozen=True)
class AlertsNow:
    """What may be shown at this moment."""

    #: The latest first.
    alerts: Sequence[Alert] = ()
    #: What is not shown yet, with reasons.
    left_out: Mapping[str, int] = field(default_factory=dict)
    #: The watcher's last look; None where nobody ever watched.
    last_look: LastLook | None = None


class AlertsTold(msgspec.Struct, frozen=True, kw_only=True):
    """The event ``alert``: the alerts that are new, the latest first."""

    simulated: bool
    #: True where these are the latest there are, as at the first event of a stream.
    all: bool
    items: Sequence[Alert]
    #: How many there are by now.
    n_alerts: int


class AlertNews:
    """The alerts as they may be shown, and what is told of them to the subscribers of a hub."""

    def __init__(self, served: Served, hub: Hub) -> None:
        self.served = served
        self.now = AlertsNow()
        self._hub = hub
        self._key = secrets.token_bytes(32)
        path = served.settings.workspace
        self._journal = Journal(alerts_folder(path) / "alerts.jsonl", Alert)
        self._read: list[Alert] = []
        self._offset = 0
        self._stamp: object = None
        hub.also(self._whole)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep up with the log until the server ends."""
        await anyio.to_thread.run_sync(self.renew)
        watching = asyncio.create_task(self._keep_up())
        try:
            yield
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def _keep_up(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            before = self.now
            try:
                await anyio.to_thread.run_sync(self.renew)
            except OSError:
                _log.exception("the log of alerts cannot be read; what was read is served on")
            self._tell(before)

    def renew(self) -> None:
        """Read the log on, and decide what may be shown; blocks, so not for the event loop."""
        self._read_on()
        view = self.served.view
        delay = view.settings.delay
        step = int(now().timestamp() // _DELAY_STEP_S) if delay else 0
        stamp = (len(self._read), self._offset, view.flagged, step)
        last_look = read_last_look(view.settings.workspace)
        if stamp != self._stamp:
            cutoff = now() - delay if delay else None
            shown = [each for each in reversed(self._read) if cutoff is None or is_older(each, cutoff)]
            n_waiting = len(self._read) - len(shown)
            left_out = {DELAYED: n_waiting} if n_waiting else {}
            self.now = AlertsNow([self._careful(each, view.flagged) for each in shown], left_out, last_look)
            self._stamp = stamp
        elif last_look != self.now.last_look:
            self.now = AlertsNow(self.now.alerts, self.now.left_out, last_look)

    def _read_on(self) -> None:
        """Read what was added; a log that became shorter is another one."""
        try:
            size = self._journal.path.stat().st_size
        except FileNotFoundError:
            size = 0
        if size < self._offset:
            self._read, self._offset = [], 0
        if size > self._offset:
            fresh, self._offset = self._journal.lines_from(self._offset)
            self._read = [*self._read, *fresh]

    def _careful(self, alert: Alert, flagged: frozenset[str]) -> Alert:
        return unnamed(alert, self._key) if alert.airframe in flagged else alert

    def _tell(self, before: AlertsNow) -> None:
        """Tell the subscribers what is new, and that somebody looked."""
        if self.now.alerts is not before.alerts:
            known = {each.id for each in before.alerts}
            fresh = [each for each in self.now.alerts if each.id not in known]
            if fresh:
                self._hub.publish(self._told(fresh, whole=False))
        if self.now.last_look != before.last_look:
            self._hub.publish(self._watch())

    def _whole(self) -> list[Event]:
        return [self._told(self.now.alerts, whole=True), self._watch()]

    def _told(self, alerts: Sequence[Alert], *, whole: bool) -> Event:
        told = AlertsTold(
            simulated=self.served.view.simulated or any(each.simulated for each in alerts),
            all=whole,
            items=alerts[:_MOST_TOLD],
            n_alerts=len(self.now.alerts),
        )
        return Event.of("alert", msgspec.json.encode(told))

    def _watch(self) -> Event:
        return Event.of("watch", msgspec.json.encode(self.now.last_look))
