"""``wheelsdown watch``: tell people of what they asked to be told of."""

import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import duration
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.output import show
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wheelsdown.alerts.channels import Channel
    from wheelsdown.alerts.rules import Rules
    from wheelsdown.alerts.watcher import Delivery, Looked, Watcher

__all__ = ["EXAMPLES", "watch"]

EXAMPLES = examples(
    "wheelsdown watch rules.toml --test",
    "wheelsdown watch rules.toml --once",
    "wheelsdown watch rules.toml --every 30s --workspace latakia",
)

#: Exit code when something could not be delivered.
_REFUSED = 1

#: Seconds between two tries with --once, which ends after the last.
_TRIES_AFTER_S = (0.0, 6.0, 12.0)


def watch(
    rules_file: Annotated[Path, typer.Argument(metavar="RULES.toml", help="What to tell of, and how.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    every: Annotated[str, typer.Option(metavar="TIME", help="Look so often.")] = "30s",
    once: Annotated[bool, typer.Option("--once", help="Look once, deliver, and end.")] = False,
    test: Annotated[
        bool, typer.Option("--test", help="Send a test by every channel, and say what each answered.")
    ] = False,
) -> None:
    """Send alerts about what your rules name, until Ctrl-C.

    Arrivals, sightings, first visits, emergencies, quiet feeds: by webhook (ntfy) or mail, as the rules say;
    always to the log that the web site shows and to an Atom feed. Each alert says how it is known and is
    sent at least once. Military movements at watched places wait a day; ambulance and rescue flights are
    never told of.
    """
    from wheelsdown.alerts.rules_file import read_rules
    from wheelsdown.alerts.watcher import Watcher, channels_of
    from wheelsdown.faces.cli.workspaces import existing

    rules, pause_s = read_rules(rules_file), max(1.0, duration(every))
    channels = channels_of(rules)
    if test:
        _test(channels)
        return
    with Watcher.opened(existing(workspace).path, rules, channels) as watcher:
        if once:
            _once(watcher, rules)
        else:
            _loop(watcher, rules, pause_s)


def _test(channels: "Sequence[Channel]") -> None:
    from wheelsdown.alerts.watcher import test_alert
    from wheelsdown.clock import now

    if not channels:
        say("The rules name no channel: alerts go to the log, the site and the Atom feed alone.")
    alert = test_alert(now())
    replies = [(each.name, each.send(alert)) for each in channels]
    show(f"{name}: {'ok, ' if reply.ok else 'FAILED, '}{reply.said}" for name, reply in replies)
    if not all(reply.ok for _, reply in replies):
        raise typer.Exit(_REFUSED)


def _once(watcher: "Watcher", rules: "Rules") -> None:
    from wheelsdown.clock import now

    show(_looked_words(watcher.look(now()), rules))
    ended = threading.Event()
    for pause_s in _TRIES_AFTER_S:
        if pause_s and not any(watcher.n_pending().values()):
            break
        ended.wait(pause_s)
        show(_delivery_words(each) for each in watcher.deliver(now()))
    if left := {name: n for name, n in watcher.n_pending().items() if n}:
        said = ", ".join(f"{n} by {name}" for name, n in left.items())
        say(f"Not delivered yet: {said}. The same command tries again.")
        raise typer.Exit(_REFUSED)


def _loop(watcher: "Watcher", rules: "Rules", pause_s: float) -> None:
    """Look again and again until Ctrl-C; a look that fails is said and does not end it."""
    from wheelsdown.clock import now

    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    say(f"Watching by {len(rules.rules)} rules, every {pause_s:g} s (Ctrl-C ends it).")
    first = True
    while not ended.is_set():
        try:
            looked = watcher.look(now())
            if first or looked.new:
                show(_looked_words(looked, rules))
            first = False
        except (WheelsdownError, OSError) as error:
            say(f"{now():%H:%M:%S} the look failed, the next is in {timedelta(seconds=pause_s)}: {error}")
        for each in watcher.deliver(now()):
            show([_delivery_words(each)])
            if ended.is_set():
                break
        ended.wait(pause_s)
    left = sum(watcher.n_pending().values())
    say(f"Ended; {left} not delivered yet, the same command goes on." if left else "Ended; all is delivered.")


def _looked_words(looked: "Looked", rules: "Rules") -> Iterator[str]:
    from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted, left_out_sentence

    if looked.simulated or any(each.simulated for each in looked.new):
        yield SIMULATED_BANNER
    for alert in looked.new:
        yield f"{alert.kind}  {alert.text}"
    for each in looked.found:
        said = f"Rule {each.rule.name}: {counted(len(each.told), 'event')} to tell of."
        yield f"{said} {left_out_sentence(each.left_out) or ''}".rstrip()
    if not looked.is_live:
        yield "Nobody listens here, or the live picture is old: nothing live was asked."
    hours = rules.care.delay_military / timedelta(hours=1)
    yield f"{counted(len(looked.new), 'new alert')}. Military movements at watched places wait {hours:g} h."
    yield "Nothing told of is not the same as nothing happened."


def _delivery_words(delivery: "Delivery") -> str:
    state = "sent" if delivery.reply.ok else "given up" if delivery.given_up else "not sent"
    return f"{state} by {delivery.channel}: {delivery.alert.title} ({delivery.reply.said})"
