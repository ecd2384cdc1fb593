"""Each alert is logged before it is sent, sent at least once, and told once however often one looks."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from alerts_built import Hook, fly, make_aircraft, rules_of

from wheelsdown.alerts import watcher as watching
from wheelsdown.alerts.alert import Alert, AlertKind
from wheelsdown.alerts.channels import Channel, Reply
from wheelsdown.alerts.last_look import read_last_look
from wheelsdown.alerts.log import is_older, read_alerts
from wheelsdown.alerts.rules import Rules
from wheelsdown.alerts.watcher import Delivery, Watcher, channels_of
from wheelsdown.clock import now
from wheelsdown.errors import WorkspaceError

HEAVIES = {"when": "arrival", "place": "OSLK", "type": ["A124", "IL62"]}


class Told:
    """A channel that keeps what it gets, and answers in turn; the last answer stays."""

    def __init__(self, name: str = "told", *replies: Reply) -> None:
        self.name = name
        self.replies = list(replies or (Reply(ok=True, said="ok"),))
        self.alerts: list[Alert] = []

    def send(self, alert: Alert) -> Reply:
        self.alerts.append(alert)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


OK, DOWN, REFUSED = (
    Reply(ok=True, said="ok"),
    Reply(ok=False, said="", is_down=True),
    Reply(ok=False, said=""),
)


def run(workspace: Path, rules: Rules, *channels: Channel, deliver: bool = True) -> Sequence[Alert]:
    with Watcher.opened(workspace, rules, channels) as watcher:
        new = watcher.look(now()).new
        if deliver:
            list(watcher.deliver(now()))
        return new


def test_each_alert_is_sent_once_however_often_one_looks(season: Path) -> None:
    told = Told()
    assert len(run(season, rules_of(HEAVIES), told)) == 3
    assert run(season, rules_of(HEAVIES), told) == []
    with Watcher.opened(season, rules_of(HEAVIES), [told]) as watcher:
        for _ in range(3):
            assert not watcher.look(now()).new
            assert not list(watcher.deliver(now()))
    assert [each.happened_at for each in told.alerts] == sorted(each.happened_at for each in told.alerts)  # type: ignore[type-var]  # visits have a time
    assert len(told.alerts) == 3
    assert [each.id for each in read_alerts(season)] == [each.id for each in told.alerts][::-1]


def test_what_was_not_confirmed_is_sent_after_a_restart(season: Path) -> None:
    told = Told("told", OK, DOWN)
    run(season, rules_of(HEAVIES), told)
    assert len(told.alerts) == 2  # the second failed, and the third was not tried
    again = Told()
    run(season, rules_of(HEAVIES), again)
    assert [each.id for each in again.alerts] == [each.id for each in read_alerts(season)][::-1][1:]


def test_what_was_logged_and_never_tried_is_sent(season: Path) -> None:
    run(season, rules_of(HEAVIES), Told(), deliver=False)
    told = Told()
    run(season, rules_of(HEAVIES), told)
    assert len(told.alerts) == 3


@pytest.mark.parametrize("name", ["alerts.jsonl", "sent.jsonl", "held.jsonl"])
def test_a_line_torn_by_a_crash_costs_at_most_a_second_message(name: str, season: Path) -> None:
    run(season, rules_of(HEAVIES), Told())
    path = season / "alerts" / name
    if path.exists():
        path.write_bytes(path.read_bytes()[:-7])
    told = Told()
    run(season, rules_of(HEAVIES), told)
    assert len(told.alerts) <= 1
    assert len({each.id for each in read_alerts(season)}) == len(read_alerts(season)) == 3
    run(season, rules_of(HEAVIES), told)
    assert len(told.alerts) <= 1


def test_a_channel_that_is_down_waits_longer_each_time_and_holds_up_no_other(season: Path) -> None:
    down, well = Told("down", DOWN), Told("well")
    began = now()
    with Watcher.opened(season, rules_of(HEAVIES), [down, well]) as watcher:
        watcher.look(began)
        tries = []
        for second in range(120):
            at = began + timedelta(seconds=second)
            names = [each.channel for each in watcher.deliver(at)]
            if "down" in names:
                tries.append(second)
        assert watcher.n_pending() == {"down": 3, "well": 0}
    assert tries == [0, 5, 15, 35, 75]
    assert len(well.alerts) == 3


def test_a_message_that_is_refused_does_not_stop_the_next(season: Path) -> None:
    told = Told("told", REFUSED, OK)
    run(season, rules_of(HEAVIES), told)
    assert len(told.alerts) == 3
    again = Told()
    run(season, rules_of(HEAVIES), again)
    assert [each.id for each in again.alerts] == [told.alerts[0].id]


def test_what_fails_for_a_week_is_given_up_and_stays_in_the_log(season: Path) -> None:
    with Watcher.opened(season, rules_of(HEAVIES), [Told("told", REFUSED)]) as watcher:
        watcher.look(now())
        later: list[Delivery] = list(watcher.deliver(now() + timedelta(days=8)))
        assert [each.given_up for each in later] == [True] * 3
        assert watcher.n_pending() == {"told": 0}
    assert len(read_alerts(season)) == 3


def test_a_rule_goes_by_the_channels_it_names(season: Path) -> None:
    one, other = Told("one"), Told("other")
    rules = rules_of(HEAVIES | {"to": ["one"]}, channel=[
        {"name": name, "kind": "webhook", "url": "https://push.test"} for name in ("one", "other")
    ])  # fmt: skip
    run(season, rules, one, other)
    assert (len(one.alerts), len(other.alerts)) == (3, 0)


def test_many_at_once_are_one_message_more(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 2)
    told = Told()
    assert len(run(season, rules_of(HEAVIES), told)) == 4
    assert [each.kind for each in told.alerts] == [AlertKind.MORE, AlertKind.VISIT, AlertKind.VISIT]
    assert told.alerts[0].title == "SIMULATED: 1 more of rule rule 0"
    assert len(read_alerts(season)) == 4
    assert run(season, rules_of(HEAVIES), told) == []


def test_what_waits_is_kept_and_sent_when_it_is_due(empty: Path) -> None:
    fly(empty, make_aircraft(db_flags=1))
    rules, told = rules_of({"when": "arrival", "place": "OSLK"}, care={}), Told()
    assert run(empty, rules, told) == []
    assert not read_alerts(empty)
    (empty / "live" / "aircraft.json").unlink()
    with Watcher.opened(empty, rules, [told]) as watcher:
        assert not watcher.look(now() + timedelta(hours=23)).new
        [alert] = watcher.look(now() + timedelta(hours=24, seconds=5)).new
        list(watcher.deliver(now()))
        assert not watcher.look(now() + timedelta(hours=25)).new
    assert [each.id for each in told.alerts] == [alert.id]
    assert alert.kind is AlertKind.SEEN_NEAR
    assert alert.happened_at is not None
    assert alert.delayed_until == alert.happened_at + timedelta(hours=24)


def test_only_one_watches_a_workspace(season: Path) -> None:
    with Watcher.opened(season, rules_of(HEAVIES), []), pytest.raises(WorkspaceError, match="process"):
        run(season, rules_of(HEAVIES))


def test_alerts_that_others_may_not_see_yet_can_be_left_out(season: Path) -> None:
    alerts = run(season, rules_of(HEAVIES))
    middle = alerts[1].happened_at
    assert sum(is_older(each, middle) for each in read_alerts(season)) == 2
    assert len(read_alerts(season, 1)) == 1


def test_killed_while_sending_it_sends_again(
    season: Path, hook_of: Callable[..., Hook], tmp_path: Path
) -> None:
    """The first message hangs when the watcher is killed; the next run sends all three."""
    hook = hook_of(200, 0)
    path = tmp_path / "rules.toml"
    path.write_text(
        f"""
        [care]
        delay_military = "0h"
        i_know_what_this_sends = true
        [[rule]]
        name = "heavies"
        when = "arrival"
        place = "OSLK"
        type = ["A124", "IL62"]
        [[channel]]
        name = "phone"
        kind = "webhook"
        format = "json"
        url = "{hook.url}"
        """
    )
    command = [sys.executable, "-m", "wheelsdown", "watch", str(path), "--workspace", str(season)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while len(hook.posts) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()
    assert len(hook.posts) == 2
    assert len(read_alerts(season)) == 3
    hook.statuses[:] = [200]
    ended = subprocess.run([*command, "--once"], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    ids = [headers["Idempotency-Key"] for headers, _ in hook.posts]
    assert len(ids) == 4
    assert ids[1] == ids[2]
    assert len(set(ids)) == 3


def test_ctrl_c_ends_it_cleanly(season: Path, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nname = "q"\nwhen = "feed_quiet"\nminutes = 10\n')
    command = [sys.executable, "-u", "-m", "wheelsdown", "watch", str(path), "--workspace", str(season)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    while "Nothing told of" not in lines[-1]:
        lines.append(process.stdout.readline())
        assert lines[-1], lines
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Ended; all is delivered." in said
    assert "Traceback" not in said


def test_a_rules_file_channel_is_made_with_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUSH_TOKEN", "tk_verysecret")
    rules = rules_of(HEAVIES, channel=[
        {"name": "phone", "kind": "webhook", "url": "https://push.test", "token_env": "PUSH_TOKEN"},
        {"name": "desk", "kind": "mail", "host": "mail.test", "from": "a@b.test", "to": "c@d.test"},
    ])  # fmt: skip
    assert [each.name for each in channels_of(rules)] == ["phone", "desk"]
    assert "verysecret" not in repr(rules)


def test_each_look_says_what_it_found_and_left_out(season: Path) -> None:
    waiting = rules_of(HEAVIES, care={"delay_military": "9000d"})
    with Watcher.opened(season, waiting, []) as watcher:
        watcher.look(now())
        first = read_last_look(season)
        watcher.look(now() + timedelta(seconds=5))  # nothing was published: tables are not asked
        second = read_last_look(season)
    assert first is not None
    assert second is not None
    (counts,) = first.rules
    assert (counts.rule, counts.when, counts.n_told) == ("rule 0", "arrival", 0)
    assert counts.left_out["delayed"] == 3
    assert (first.n_waiting, first.is_live) == (0, False)
    assert second.looked_at > first.looked_at
    assert (second.counted_at, second.rules) == (first.counted_at, first.rules)


def broken(*_: object, **__: object) -> None:
    raise WorkspaceError("unreadable")


def test_a_look_that_failed_does_not_count(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Watcher.opened(season, rules_of(HEAVIES), []) as watcher:
        with monkeypatch.context() as patch:
            patch.setattr(watching, "look", broken)
            with pytest.raises(WorkspaceError, match="unreadable"):
                watcher.look(now())
        assert len(watcher.look(now()).new) == 3
