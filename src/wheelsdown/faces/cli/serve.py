"""``wheelsdown serve``: the web site and the API over a workspace."""

import ipaddress
import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "serve"]

EXAMPLES = examples(
    "wheelsdown serve --open",
    "wheelsdown serve --port 8100 --workspace latakia",
    "wheelsdown serve --host 0.0.0.0 --token-file secret.txt",
)

#: What a longer or shorter delay may be at most: a year.
_MOST_HOURS = 24 * 366


def serve(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=65535, help="The port; else 8097 or the next free.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    shared: Annotated[
        bool, typer.Option("--shared", help="Others are served too, by a proxy in front; needs a token.")
    ] = False,
    token_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Holds the token others must show; or set WHEELSDOWN_TOKEN."),
    ] = None,
    delay_military: Annotated[
        str,
        typer.Option(metavar="TIME", help="How long others wait for military movements: 24h, 3d."),
    ] = "24h",
    knowing: Annotated[
        bool, typer.Option("--i-know-what-this-shows", help="Allow a delay under 24 hours.")
    ] = False,
    keep_articles: Annotated[
        bool, typer.Option("--keep-articles", help="Keep articles and reviews that are sent to the site.")
    ] = False,
    tiles: Annotated[
        str | None, typer.Option(metavar="URL", help="Map tiles of your own; pages then load from there.")
    ] = None,
) -> None:
    """Serve the web site and the API of a workspace.

    Read-only, and for this machine alone unless told otherwise; articles sent to be checked are read in
    memory. Others need a token, which browsers ask for as a password; they see military movements at
    watched places a day late. What is flagged PIA or LADD is shown to nobody by name.
    """
    from wheelsdown.faces.cli.workspaces import existing
    from wheelsdown.faces.web.server import bound, read_token, run
    from wheelsdown.faces.web.settings import DELAY_MILITARY, Settings, is_loopback

    delay = _delay(delay_military)
    if delay < DELAY_MILITARY and not knowing:
        raise WheelsdownError(
            f"others would see military movements after {delay_military} already; "
            "if that is meant, add --i-know-what-this-shows"
        )
    private = is_loopback(host) and not shared
    token = read_token(token_file, os.environ.get("WHEELSDOWN_TOKEN"))
    settings = Settings(
        workspace=existing(workspace).path,
        host=host,
        token=token,
        tiles_url=tiles,
        delay_military=delay,
        private=private,
        keep_articles=keep_articles,
    )
    listening = bound(host, port)
    address = _address(host, listening.getsockname()[1])

    def started() -> None:
        say(f"Serving {workspace} at {address} (Ctrl-C ends it).")
        if not private:
            say("Others can reach it: put a proxy or a tunnel that encrypts in front of it.")
        if open_:
            typer.launch(address)

    run(settings, listening, started)


def _address(host: str, port: int) -> str:
    """Write where to look; who listens at every address is found at this machine's own."""
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        return f"http://{host}:{port}/"
    if known.is_unspecified:
        known = ipaddress.ip_address("127.0.0.1" if known.version == 4 else "::1")
    return f"http://{known if known.version == 4 else f'[{known}]'}:{port}/"


def _delay(text: str) -> timedelta:
    """Read ``24h``, ``3d`` or ``0h``."""
    number, unit = text[:-1], text[-1:]
    hours = {"h": 1, "d": 24}.get(unit, 0)
    if not (number.isascii() and number.isdigit() and hours and int(number) * hours <= _MOST_HOURS):
        raise typer.BadParameter(f"{text!r} is no time; write 24h or 3d", param_hint="--delay-military")
    return timedelta(hours=int(number) * hours)
