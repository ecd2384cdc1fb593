"""A site that is served, and what a real browser found on it."""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from alerts_built import make_alert
from browsed_site import browsed, invented_case, lacking, served

from wheelsdown.alerts.alert import Proof
from wheelsdown.alerts.log import AlertLog, alerts_folder
from wheelsdown.store import Workspace

Look = Callable[..., dict[str, Any]]

_PROOF = Proof(sha256="ab" * 32, first_row=1, last_row=2)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, for_want_of: Callable[[str], NoReturn]) -> Iterator[str]:
    """The address of a server over ten days of the simulated case, with 300 aircraft in its sky."""
    if reason := lacking():
        for_want_of(reason)
    workspace = invented_case(tmp_path_factory.mktemp("site"))
    told = make_alert(rule="heavies", title="A124: arrival", simulated=True, evidence=(_PROOF,))
    AlertLog(workspace).add([(told, ())])
    with served(workspace, 300) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHEELSDOWN_ALERTS", str(alerts_folder(workspace) / "alerts.jsonl"))
        yield address


@pytest.fixture(scope="session")
def seen(site: str) -> dict[str, Any]:
    """What all checks found, in one browser."""
    return browsed(site, ALL)


@pytest.fixture
def look(seen: dict[str, Any]) -> Look:
    """What one check found; its error fails the test that asks."""

    def found(check: str) -> dict[str, Any]:
        told: dict[str, Any] = seen[check]
        assert "error" not in told, told["error"]
        return told

    return found


@pytest.fixture(scope="session")
def crowded(
    tmp_path_factory: pytest.TempPathFactory, for_want_of: Callable[[str], NoReturn]
) -> Iterator[str]:
    """The address of a server with 10,000 aircraft in its sky, and nothing else."""
    if reason := lacking():
        for_want_of(reason)
    workspace = tmp_path_factory.mktemp("crowded") / "workspace"
    Workspace.create(workspace)
    with served(workspace, 10_000) as address:
        yield address


ALL = (
    "live_moves",
    "alerts",
    "filters",
    "no_map",
    "unreachable",
    "trail",
    "search",
    "playback",
    "board",
    "first_view",
    "aircraft",
    "phone",
    "keyboard",
    "faults",
    "hostile",
)
