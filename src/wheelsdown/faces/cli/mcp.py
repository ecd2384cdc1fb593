"""``wheelsdown mcp``: answer an assistant, read-only, over stdio."""

import sys
from datetime import timedelta
from typing import Annotated

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import duration
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "mcp"]

EXAMPLES = examples("wheelsdown mcp", "wheelsdown mcp --workspace latakia")

#: What a shorter delay must be meant.
_USUAL_DELAY = timedelta(hours=24)


def mcp(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    delay_military: Annotated[
        str, typer.Option(metavar="TIME", help="How long military movements at watched places wait.")
    ] = "24h",
    knowing: Annotated[
        bool, typer.Option("--i-know-what-this-shows", help="Allow a delay under 24 hours.")
    ] = False,
) -> None:
    """Answer an assistant by the Model Context Protocol.

    Assistants start this themselves and speak over standard input and output. Read-only: visits, flights,
    rotations, identity, near, trace, plan, status, places, live, claims, check. What is told usually leaves
    this machine, so care is taken as with any other reader.
    """
    from wheelsdown.faces.cli.workspaces import existing
    from wheelsdown.faces.mcp.protocol import Server
    from wheelsdown.faces.mcp.tools import tools_of

    delay = timedelta(seconds=duration(delay_military))
    if delay < _USUAL_DELAY and not knowing:
        raise WheelsdownError(
            f"the assistant would be told of military movements after {delay_military} already; "
            "if that is meant, add --i-know-what-this-shows"
        )
    server = Server(tools_of(existing(workspace).path, delay))
    writing, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing but messages goes to the client
    say(f"Answering over standard input and output from {workspace} (an assistant starts this).")
    server.serve(sys.stdin.buffer, writing)
