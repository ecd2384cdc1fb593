"""``wheelsdown listen``: hear live feeds, keep what they send, and show what flies."""

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.errors import WheelsdownError, WorkspaceError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import duration
from wheelsdown.faces.cli.options import WorkspaceOption, examples

if TYPE_CHECKING:
    from wheelsdown.faces.cli.listening import FeedLines, TakingIn
    from wheelsdown.live.listener import Listener, Totals
    from wheelsdown.store.workspace import Workspace

__all__ = ["EXAMPLES", "listen"]

EXAMPLES = examples(
    "wheelsdown listen beast://127.0.0.1:30005 --at 35.40,35.95 --provider own",
    "wheelsdown listen roof=http://192.168.1.7/data/aircraft.json --for 10m",
    "wheelsdown listen a=beast://10.0.0.5 'b=sbs://10.0.0.6?tz=Europe/Kyiv'",
)

#: Exit code when nothing was heard at all.
_REFUSED = 1


def listen(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED", help="beast://, avr:// or sbs://HOST:PORT, or http://.../aircraft.json; NAME=URL."
        ),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="LAT,LON", help="Where the receiver is; places aircraft on the ground."),
    ] = None,
    for_: Annotated[
        str | None, typer.Option("--for", metavar="TIME", help="Listen so long (10m, 2h), then end.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Listen until this UTC time.")] = None,
    ingest_every: Annotated[
        str, typer.Option("--ingest-every", metavar="TIME", help="Close files and work them in so often.")
    ] = "15m",
    no_ingest: Annotated[
        bool, typer.Option("--no-ingest", help="Only keep what comes; work it in later with ingest.")
    ] = False,
    provider: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Who publishes what is heard: own for your own receiver, else its network."
        ),
    ] = "unknown",
    simulated: Annotated[
        bool, typer.Option("--simulated", help="Mark all of it as simulated, for ever: tests, exercises.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Report on standard error, one JSON object a line.")
    ] = False,
) -> None:
    """Listen to receivers, until Ctrl-C.

    What comes is kept as it came (raw/live in the workspace), then decoded into the picture that the map
    and the alerts show. Files are closed every quarter of an hour and worked in like any other archive.
    A feed that breaks is tried again, at longer and longer intervals. Feeds may be in your own network.
    """
    from wheelsdown.faces.cli.listening import FeedLines, TakingIn
    from wheelsdown.faces.cli.workspaces import made_if_absent
    from wheelsdown.live.feed_address import parse_feeds
    from wheelsdown.live.listener import Listener, captures_folder

    addresses = parse_feeds(feeds)
    receiver, for_s, every_s = _receiver(at), _span(for_, until), duration(ingest_every)
    opened = made_if_absent(workspace)
    _refuse_mixing(opened, simulated=simulated)
    shown = FeedLines(as_json=as_json)
    taking = TakingIn(opened.path, captures_folder(opened.path), shown.say, provider)
    listener = Listener(
        opened.path, addresses, receiver=receiver, simulated=simulated, provider=provider,
        say=shown.say, max_age_s=every_s,
    )  # fmt: skip
    asyncio.run(_listen(listener, shown, None if no_ingest else taking, every_s, for_s))
    _say_totals(shown, listener.totals)
    if not listener.totals.n_messages:
        raise typer.Exit(_REFUSED)


async def _listen(
    listener: "Listener", shown: "FeedLines", taking: "TakingIn | None", every_s: float, for_s: float | None
) -> None:
    """Listen, show, and work in, until the time is over or somebody stops it."""
    loop = asyncio.get_running_loop()
    listening = asyncio.create_task(listener.listen(for_s))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, listening.cancel)
    beside = [asyncio.create_task(shown.keep_showing(listener))]
    if taking is not None:
        beside.append(asyncio.create_task(taking.every(every_s)))
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await listening
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        shown.close()
    if taking is not None:
        shown.say("working in what was heard; Ctrl-C leaves it for the next time")
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        await taking.once()


def _say_totals(shown: "FeedLines", totals: "Totals") -> None:
    from wheelsdown.dossiers.wording import counted

    for feed in totals.feeds:
        dropped = sum(n for reason, n in feed.n_dropped.items() if reason != "garbage_bytes")
        shown.say(
            f"{feed.name}: {feed.n_messages:,} messages kept, {feed.n_positions:,} positions, "
            f"{dropped:,} not counted"
        )
    shown.say(f"{counted(len(totals.closed), 'file')} of captures closed")


def _receiver(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        lat = lon = 999.0
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise typer.BadParameter(
            f"{text!r} is no place; write latitude and longitude in degrees: --at 35.40,35.95"
        )
    return lat, lon


def _span(for_: str | None, until: str | None) -> float | None:
    """Give how long to listen, in seconds."""
    from wheelsdown.clock import now, parse_instant

    if for_ is not None and until is not None:
        raise typer.BadParameter("give --for or --until, not both")
    if for_ is not None:
        return duration(for_)
    if until is None:
        return None
    try:
        seconds = (parse_instant(until, end=True) - now()).total_seconds()
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--until") from None
    if seconds <= 0:
        raise typer.BadParameter(f"{until} is over", param_hint="--until")
    return seconds


def _refuse_mixing(workspace: "Workspace", *, simulated: bool) -> None:
    from wheelsdown.schemas import WorkspaceKind

    held = workspace.kind
    if held is WorkspaceKind.REAL and simulated:
        raise WorkspaceError(
            f"workspace {workspace.path} holds real data, and what comes is said to be simulated: "
            "the two are never mixed; name another workspace with --workspace"
        )
    if held is WorkspaceKind.SIMULATED and not simulated:
        raise WorkspaceError(
            f"workspace {workspace.path} holds simulated data: listen there with --simulated, "
            "or name another workspace with --workspace"
        )
