"""What runs beside the listening: a line a feed for whoever watches, and the working in of closed files."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wheelsdown.dossiers.safe_text import printable
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from rich.live import Live

    from wheelsdown.live.listener import Listener
    from wheelsdown.live.picture import Feed

__all__ = ["FeedLines", "TakingIn", "feed_line"]

#: When the lines are first written, and how often anew: on a terminal, without one, and as JSON.
_FIRST_S = 1.0
_TERMINAL_S = 1.0
_LOG_S = 60.0
_JSON_S = 10.0

#: Exit codes of an ingest that tried all its files: done, and some refused.
_TRIED = (0, 1)

#: What it says where another process writes to the workspace, and nothing was tried.
_BUSY = b"is being written by process"

#: Columns of a line.
_WIDTH = 80


def feed_line(feed: "Feed", n_aircraft: int, per_second: float) -> str:
    """Say in one line of 80 columns how a feed does."""
    name = printable(feed.name)[:20]
    words = f"{name:<20} {feed.state:<10} {per_second:>7,.0f}/s {feed.n_messages:>13,} messages"
    return f"{words} {n_aircraft:>5,} aircraft"[:_WIDTH]


class FeedLines:
    """Shows how the feeds do: in place on a terminal, a line a minute elsewhere, or as JSON."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._live: Live | None = None
        self._before: dict[str, tuple[float, int]] = {}

    def say(self, line: str) -> None:
        """Write a line for a person, above the others."""
        if self._as_json:
            _write_json({"stage": "note", "detail": printable(line)})
        elif self._live is not None:
            self._live.console.print(printable(line), markup=False, highlight=False)
        else:
            say(line)

    async def keep_showing(self, listener: "Listener") -> None:
        """Show, again and again, until cancelled."""
        watched = not self._as_json and sys.stderr.isatty()
        pause_s = _TERMINAL_S if watched else _JSON_S if self._as_json else _LOG_S
        if watched:
            self._open()
        await asyncio.sleep(_FIRST_S)
        while True:
            self._show(listener)
            await asyncio.sleep(pause_s)

    def close(self) -> None:
        """Leave the last lines standing."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _open(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(console=Console(stderr=True), auto_refresh=False)
        self._live.start()

    def _show(self, listener: "Listener") -> None:
        from rich.text import Text

        picture = listener.picture()
        now_s = asyncio.get_running_loop().time()
        lines = []
        for feed in picture.feeds:
            n_aircraft = sum(feed.name in aircraft.receivers for aircraft in picture.aircraft)
            then_s, n_then = self._before.get(feed.name, (now_s, feed.n_messages))
            per_second = (feed.n_messages - n_then) / (now_s - then_s) if now_s > then_s else 0.0
            self._before[feed.name] = now_s, feed.n_messages
            if self._as_json:
                _write_json(_feed_json(feed, n_aircraft, per_second))
            lines.append(feed_line(feed, n_aircraft, per_second))
        if self._live is not None:
            self._live.update(Text("\n".join(lines)), refresh=True)
        elif not self._as_json:
            for line in lines:
                say(line)


def _feed_json(feed: "Feed", n_aircraft: int, per_second: float) -> dict[str, Any]:
    import msgspec

    said: dict[str, Any] = msgspec.to_builtins(feed)
    return {
        "stage": "listening",
        **said,
        "n_aircraft": n_aircraft,
        "messages_per_second": round(per_second, 1),
    }


def _write_json(said: dict[str, Any]) -> None:
    sys.stderr.write(json.dumps(said) + "\n")
    sys.stderr.flush()


class TakingIn:
    """Works closed captures in, by a process of its own so that listening does not wait.

    Parameters
    ----------
    workspace
        Folder of the workspace.
    captures
        Folder of the captures; what an earlier run left there is worked in too.
    provider
        Who publishes what is heard, and so under which terms it stands.
    """

    def __init__(self, workspace: Path, captures: Path, tell: Callable[[str], None], provider: str) -> None:
        self._workspace = workspace
        self._captures = captures
        self._tell = tell
        self._provider = provider
        self._done = workspace / "live" / "worked-in.txt"

    async def every(self, seconds: float) -> None:
        """Work in what is closed, now and every so often, until cancelled."""
        while True:
            await self.once()
            await asyncio.sleep(seconds)

    async def once(self) -> None:
        """Work in what is closed and was not tried before; what is refused is said."""
        waiting = self._waiting()
        if not waiting:
            return
        command = [sys.executable, "-m", "wheelsdown", "ingest", "--provider", self._provider]
        process = await asyncio.create_subprocess_exec(
            *command, "--workspace", str(self._workspace), "--", *map(str, waiting),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            written, _ = await process.communicate()
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            raise
        for line in written.decode("utf-8", "replace").splitlines():
            self._tell(line)
        if process.returncode in _TRIED and _BUSY not in written:
            self._note(waiting)

    def _waiting(self) -> list[Path]:
        """Give the captures that nobody writes any more and that were not tried before."""
        from wheelsdown.sources.discovery import is_being_written

        tried = set(self._done.read_text().splitlines()) if self._done.exists() else set()
        return [
            path
            for path in sorted(self._captures.rglob("*.capture.gz"))
            if str(path.relative_to(self._captures)) not in tried and not is_being_written(path)
        ]

    def _note(self, paths: list[Path]) -> None:
        with self._done.open("a") as stream:
            stream.writelines(f"{path.relative_to(self._captures)}\n" for path in paths)
