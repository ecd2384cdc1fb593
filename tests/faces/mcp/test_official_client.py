"""The official client starts the server, lists its tools and asks: it speaks what assistants speak."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

VERBS = [
    "visits",
    "flights",
    "rotations",
    "identity",
    "near",
    "trace",
    "plan",
    "status",
    "places",
    "live",
    "claims",
    "check",
]


def command(workspace: Path) -> list[str]:
    return ["-m", "wheelsdown", "mcp", "--workspace", str(workspace)]


async def _conversation(workspace: Path) -> tuple[Any, Any, Any, Any]:
    server = StdioServerParameters(command=sys.executable, args=command(workspace))
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        greeted = await session.initialize()
        tools = await session.list_tools()
        answer = await session.call_tool("visits", {"place": "OSLK", "type": "IL62"})
        refused = await session.call_tool("visits", {"place": "nowhereland"})
    return greeted, tools, answer, refused


def test_the_official_client_is_answered(master: Path) -> None:
    greeted, tools, answer, refused = asyncio.run(_conversation(master))
    assert greeted.server_info.name == "wheelsdown"
    assert [each.name for each in tools.tools] == VERBS
    assert not answer.is_error
    [visit] = answer.structured_content["items"]
    assert (visit["icao24"], visit["basis"], visit["simulated"]) == ("1582f6", "observed", True)
    assert refused.is_error


def test_nothing_but_messages_is_written_and_it_ends_with_its_client(master: Path) -> None:
    said = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "near", "arguments": {"place": "OSLK"}}}\n'
    ended = subprocess.run(
        [sys.executable, *command(master)], input=said, capture_output=True, timeout=60, check=True
    )
    [line] = ended.stdout.splitlines()
    assert line.startswith(b'{"jsonrpc": "2.0", "id": 1, "result": ')


def test_a_shorter_delay_must_be_meant(master: Path) -> None:
    ended = subprocess.run(
        [sys.executable, *command(master), "--delay-military", "1h"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "--i-know-what-this-shows" in ended.stderr
