"""The whole simulated season, taken in once; truth is read from the files beside the archive."""

import json
from pathlib import Path
from typing import Any

import pytest

from wheelsdown import pipeline
from wheelsdown.simulation import simulate
from wheelsdown.store import Workspace

Rows = list[dict[str, Any]]


class Season:
    """What was reconstructed from the scenario, and the truth."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self.workspace = workspace
        self.visits: Rows = workspace.table("visits").collect().to_dicts()
        self.flights: Rows = workspace.table("flights").collect().to_dicts()
        self.true_visits = _lines(folder / "truth" / "visits.jsonl")
        self.true_flights = _lines(folder / "truth" / "flights.jsonl")
        self.manifest = json.loads((folder / "truth" / "manifest.json").read_text())


def _lines(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="package")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = tmp_path_factory.mktemp("latakia")
    simulate("latakia-2025", folder)
    workspace = Workspace.create(folder / "workspace")
    outcome = pipeline.ingest(workspace, [folder / "archive"], provider="fr24")
    assert not outcome.refused
    return Season(folder, workspace)
