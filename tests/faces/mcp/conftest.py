"""A small simulated workspace, a live picture, and a server over it."""

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from wheelsdown import pipeline
from wheelsdown.faces.mcp.protocol import Server
from wheelsdown.faces.mcp.tools import tools_of
from wheelsdown.simulation import simulate
from wheelsdown.store import Workspace

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="package")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four days of the simulated case; tests that change it copy it."""
    folder = tmp_path_factory.mktemp("mcp")
    simulate("latakia-2025", folder / "case", start=date(2025, 10, 24), end=date(2025, 10, 28))
    workspace = Workspace.create(folder / "workspace")
    pipeline.ingest(workspace, [folder / "case" / "archive"])
    pipeline.change_places(workspace, lambda register: register.watch("OSLK", 30.0))
    return workspace.path


@pytest.fixture
def workspace(master: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "workspace"
    shutil.copytree(master, copy)
    return copy


def asking(workspace: Path, hours: float = 24) -> Ask:
    """Ask a tool, and give its whole result."""
    server = Server(tools_of(workspace, timedelta(hours=hours)))

    def ask(tool: str, **arguments: Any) -> dict[str, Any]:
        message = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": tool, "arguments": arguments},
        }
        reply = server.reply(json.dumps(message).encode())
        assert reply is not None
        result = reply["result"]
        assert isinstance(result, dict)
        if not result["isError"]:
            assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
        return result

    return ask


@pytest.fixture
def ask(master: Path) -> Ask:
    return asking(master)


@pytest.fixture
def ask_of() -> Callable[..., Ask]:
    return asking
