"""The watcher: looks, logs what is new, and sends it until every channel has confirmed it.

At least once: an alert is on the disk before it is sent, and a channel's confirmation after. Killed in
between, it is sent again. A channel that is down is tried again later and later, and holds up no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from wheelsdown.alerts.alert import Alert, AlertKind, alert_id
from wheelsdown.alerts.atom import write_feed
from wheelsdown.alerts.careful import Told
from wheelsdown.alerts.channels import Channel, Reply
from wheelsdown.alerts.last_look import LastLook, RuleCounts, write_last_look
from wheelsdown.alerts.log import AlertLog, Outcome, alerts_folder
from wheelsdown.alerts.look import Found, look
from wheelsdown.alerts.mail import MailChannel
from wheelsdown.alerts.rules import Mail, Rule, Rules
from wheelsdown.alerts.sources import Sources
from wheelsdown.alerts.webhook import WebhookChannel
from wheelsdown.dossiers.wording import SIMULATED_BANNER
from wheelsdown.store.lock import WriterLock

__all__ = ["Delivery", "Looked", "Watcher", "channels_of", "test_alert"]

#: Alerts of one rule that are sent one by one after one look; the rest stands in the log, and one alert
#: says how many. A year of visits taken in at once would otherwise be a thousand messages.
MOST_AT_ONCE: Final = 20

#: Seconds before a channel that is down is tried again: at first, and at most.
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 5.0, 900.0

#: What could not be sent for so long is given up; the log keeps it.
_GIVE_UP_AFTER: Final = timedelta(days=7)

#: How often tables are asked although nothing was published: what waits becomes due.
_TABLES_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Looked:
    """What one look brought."""

    #: Everything new, in the log by now.
    new: Sequence[Alert]
    found: Sequence[Found]
    simulated: bool
    #: There is a live picture, and it is fresh.
    is_live: bool


@dataclass(frozen=True)
class Delivery:
    """One alert, one channel, and what it answered."""

    channel: str
    alert: Alert
    reply: Reply
    given_up: bool = False


@dataclass
class _Pace:
    """When a channel is tried next."""

    next_at: datetime | None = None
    n_failures: int = 0

    def failed(self, now: datetime) -> None:
        pause_s = min(_FIRST_PAUSE_S * 2**self.n_failures, _LONGEST_PAUSE_S)
        self.n_failures = min(self.n_failures + 1, 30)
        self.next_at = now + timedelta(seconds=pause_s)


class Watcher:
    """Watches one workspace by one set of rules; use `opened`."""

    def __init__(self, workspace: Path, rules: Rules, channels: Sequence[Channel]) -> None:
        self._path = workspace
        self._rules = rules
        self._channels = channels
        self._log = AlertLog(workspace)
        self._paces: dict[str, _Pace] = {each.name: _Pace() for each in channels}
        self._tables_seen: tuple[object, datetime] | None = None
        self._counts: list[RuleCounts] = []

    @classmethod
    @contextmanager
    def opened(cls, workspace: Path, rules: Rules, channels: Sequence[Channel]) -> Iterator["Watcher"]:
        """Watch, as the only one that does.

        Raises
        ------
        WorkspaceError
            Somebody else watches this workspace.
        """
        alerts_folder(workspace).mkdir(exist_ok=True)
        with WriterLock(alerts_folder(workspace) / "lock").held():
            yield cls(workspace, rules, channels)

    def look(self, now: datetime) -> Looked:
        """Ask every rule, and log what is new.

        Raises
        ------
        WheelsdownError
            The workspace, the picture or a place of the rules cannot be read.
        """
        sources = Sources.opened(self._path, self._rules, now)
        state = (dict(sources.workspace.snapshot().versions), sources.register.watched())
        tables = self._may_be_news(state, now)
        found = look(sources, self._log.key, tables=tables)
        if tables:  # a look that failed does not count
            self._tables_seen = (state, now)
            self._counts = [RuleCounts.of(each.rule, len(each.told), each.left_out) for each in found]
        fresh: list[tuple[Alert, Sequence[str]]] = [(a, tuple(to)) for a, to in self._log.due(now)]
        for each in found:
            fresh += self._news(each, now)
        self._log.add(fresh)
        is_live = sources.picture is not None and not sources.picture.is_stale
        self._note(now, is_live=is_live)
        if fresh or not (alerts_folder(self._path) / "alerts.atom").exists():
            write_feed(self._path, self._rules.site)
        return Looked([alert for alert, _ in fresh], found, sources.simulated, is_live)

    def deliver(self, now: datetime) -> Iterator[Delivery]:
        """Send what is not confirmed, by every channel whose turn it is; gives each answer as it comes."""
        for channel in self._channels:
            pace = self._paces[channel.name]
            if pace.next_at is None or pace.next_at <= now:
                yield from self._by(channel, pace, now)

    def n_pending(self) -> Mapping[str, int]:
        """Give how many alerts each channel has not confirmed."""
        return {each.name: len(self._log.pending(each.name)) for each in self._channels}

    # --- inside -----------------------------------------------------------------------------------

    def _may_be_news(self, state: object, now: datetime) -> bool:
        """Tell whether tables may say something new."""
        before = self._tables_seen
        return before is None or before[0] != state or now - before[1] >= _TABLES_EVERY

    def _note(self, now: datetime, *, is_live: bool) -> None:
        """Write down what was found and left out, for the web site.

        A look that asked only what is live would count too little: then the counts of the one before stand.
        """
        last = LastLook(
            looked_at=now,
            counted_at=self._tables_seen[1] if self._tables_seen else now,
            delay_military_h=self._rules.care.delay_military / timedelta(hours=1),
            n_waiting=self._log.n_waiting(),
            is_live=is_live,
            rules=self._counts,
        )
        write_last_look(self._path, last)

    def _news(self, found: Found, now: datetime) -> list[tuple[Alert, Sequence[str]]]:
        """Give what is new, each with its channels; what waits is kept instead."""
        to = self._ways(found.rule)
        new = [each for each in found.told if self._log.is_new(each.alert.id)]
        self._hold([each for each in new if _waits(each, now)], to)
        ready = [each.alert for each in new if not _waits(each, now)]
        rest, sent = ready[:-MOST_AT_ONCE], ready[-MOST_AT_ONCE:]
        news: list[tuple[Alert, Sequence[str]]] = [(alert, ()) for alert in rest]
        if rest:
            news.append((_more(found.rule, rest, now), to))
        return news + [(alert, to) for alert in sent]

    def _hold(self, waiting: Sequence[Told], to: Sequence[str]) -> None:
        for each in waiting:
            if each.waits_until is not None:
                self._log.hold(each.alert, to, each.waits_until)

    def _ways(self, rule: Rule) -> Sequence[str]:
        return tuple(each.name for each in self._channels if rule.to is None or each.name in rule.to)

    def _by(self, channel: Channel, pace: _Pace, now: datetime) -> Iterator[Delivery]:
        for alert in self._log.pending(channel.name):
            reply = channel.send(alert)
            given_up = not reply.ok and now - alert.at > _GIVE_UP_AFTER
            if reply.ok or given_up:
                outcome = Outcome.SENT if reply.ok else Outcome.GIVEN_UP
                self._log.settle(alert.id, channel.name, outcome, now)
            yield Delivery(channel.name, alert, reply, given_up)
            if not reply.ok:
                pace.failed(now)
            if reply.is_down:
                return
            if reply.ok:
                self._paces[channel.name] = pace = _Pace()


def channels_of(rules: Rules) -> list[Channel]:
    """Give the channels of a rules file, with their secrets.

    Raises
    ------
    WheelsdownError
        A secret is not where the rules say.
    """
    return [
        MailChannel(each, rules.site) if isinstance(each, Mail) else WebhookChannel(each, rules.site)
        for each in rules.channels
    ]


def test_alert(now: datetime) -> Alert:
    """Give an alert that says it is a test."""
    return Alert(
        id=alert_id("test", f"{now:%Y-%m-%dT%H:%M:%S.%f}"),
        at=now,
        rule="test",
        kind=AlertKind.TEST,
        title="Test: alerts of wheelsdown arrive here",
        text="This is a test. No aircraft is meant, and nothing was observed.",
        simulated=False,
    )


def _waits(told: Told, now: datetime) -> bool:
    return told.waits_until is not None and told.waits_until > now


def _more(rule: Rule, rest: Sequence[Alert], now: datetime) -> Alert:
    """Say how many alerts are not sent one by one."""
    simulated = any(each.simulated for each in rest)
    banner = f"{SIMULATED_BANNER}. " if simulated else ""
    return Alert(
        id=alert_id(rule.name, "more", *(each.id for each in rest)),
        at=now,
        rule=rest[0].rule,
        kind=AlertKind.MORE,
        happened_at=max((each.happened_at for each in rest if each.happened_at), default=None),
        title=f"{'SIMULATED: ' if simulated else ''}{len(rest):,} more of rule {rest[0].rule}",
        text=(
            f"{banner}The rule '{rest[0].rule}' found {len(rest):,} more events, earlier than those sent one "
            "by one; they stand in the log of alerts and on the site."
        ),
        simulated=simulated,
    )
