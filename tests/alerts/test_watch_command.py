"""``wheelsdown watch``: once, as a test, and with a file that is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alerts_built import Hook, Mailbox
from typer.testing import CliRunner

from wheelsdown.alerts.log import read_alerts
from wheelsdown.faces.cli import app
from wheelsdown.faces.cli import watch as command

RULES = """
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
url = "{url}"
[[channel]]
name = "desk"
kind = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
from = "watch@example.org"
to = "desk@example.org"
"""


@pytest.fixture
def rules(tmp_path: Path) -> Callable[[Hook, Mailbox], Path]:
    def write(hook: Hook, box: Mailbox) -> Path:
        path = tmp_path / "rules.toml"
        path.write_text(RULES.format(url=hook.url, port=box.port))
        return path

    return write


def test_once_the_heavies_of_the_press_are_sent_by_both_ways(
    season: Path, rules: Callable[[Hook, Mailbox], Path], hook_of: Callable[..., Hook],
    mailbox_of: Callable[..., Mailbox],
) -> None:  # fmt: skip
    hook, box = hook_of(), mailbox_of()
    words = ["watch", str(rules(hook, box)), "--once", "--workspace", str(season)]
    first = CliRunner().invoke(app, words)
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("SIMULATED DATA - scenario, not evidence\n")
    assert "Rule heavies: 3 events to tell of." in first.stdout
    assert "3 new alerts." in first.stdout
    assert first.stdout.count("sent by phone: ") == first.stdout.count("sent by desk: ") == 3
    assert [headers["Title"][:20] for headers, _ in hook.posts] == [
        "SIMULATED: A124 RA-9", "SIMULATED: IL62 RA-9", "SIMULATED: A124 RA-9",
    ]  # fmt: skip
    assert box.text.count("Message-ID") == 3
    second = CliRunner().invoke(app, words)
    assert "0 new alerts." in second.stdout
    assert len(hook.posts) == 3


def test_what_is_not_delivered_is_said_and_kept(
    season: Path, rules: Callable[[Hook, Mailbox], Path], hook_of: Callable[..., Hook],
    mailbox_of: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(command, "_TRIES_AFTER_S", (0.0,))
    words = ["watch", str(rules(hook_of(500), mailbox_of())), "--once", "--workspace", str(season)]
    ended = CliRunner().invoke(app, words)
    assert ended.exit_code == 1
    assert "Not delivered yet: 3 by phone. The same command tries again." in ended.stderr
    assert len(read_alerts(season)) == 3


def test_a_test_goes_by_every_channel_and_says_what_each_answered(
    tmp_path: Path, rules: Callable[[Hook, Mailbox], Path], hook_of: Callable[..., Hook],
    mailbox_of: Callable[..., Mailbox],
) -> None:  # fmt: skip
    hook, box = hook_of(403), mailbox_of()
    ended = CliRunner().invoke(app, ["watch", str(rules(hook, box)), "--test"])
    assert ended.exit_code == 1
    assert ended.stdout == "phone: FAILED, answered 403\ndesk: ok, took the message\n"
    assert "This is a test" in box.text
    assert not (tmp_path / "wheelsdown-workspace").exists()


def test_a_wrong_file_is_refused_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('cares = 1\n[[rule]]\nname = "a"\nwhen = "landing"\n')
    ended = CliRunner().invoke(app, ["watch", str(path)])
    assert ended.exit_code == 1
    assert "cares: is no key here" in ended.stderr
    assert "rule 'a': when: write one of" in ended.stderr


def test_a_workspace_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nname = "a"\nwhen = "emergency"\n')
    ended = CliRunner().invoke(app, ["watch", str(path), "--once", "--workspace", str(tmp_path / "none")])
    assert ended.exit_code == 1
    assert not (tmp_path / "none").exists()
