"""Findings of restricted data are told, its points are not."""

from pathlib import Path

import polars as pl
import pytest

from wheelsdown import pipeline, traces
from wheelsdown.care.licences import NOT_PASSED_ON, credits_of, passed_on, restricted_parts
from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Rows
from wheelsdown.store import Workspace

DEMO = Path(pipeline.__file__).parent / "demo_data"
AIRLINER, TANKER = "ac671b", "a53d70"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Points of a publisher who lets them be passed on, and of one who does not."""
    found = Workspace.create(tmp_path_factory.mktemp("licences") / "workspace")
    pipeline.ingest(found, [DEMO / "trace_full_ac671b.json"], provider="adsblol")
    pipeline.ingest(found, [DEMO / "calfire.json.gz"], provider="opensky")
    return found


def points(workspace: Workspace, airframe: str) -> Rows:
    return traces.trace(workspace, airframe, Interval(None, None), pipeline.places(workspace))


def test_points_that_may_not_be_passed_on_are_left_out_and_counted(workspace: Workspace) -> None:
    free, kept = points(workspace, AIRLINER), points(workspace, TANKER)
    assert free.rows.height > 0 < kept.rows.height
    assert passed_on(workspace, free) is free
    shown = passed_on(workspace, kept)
    assert shown.rows.is_empty()
    assert shown.left_out[NOT_PASSED_ON] == kept.rows.height


def test_visits_are_told_with_the_hash_that_proves_them(workspace: Workspace) -> None:
    visits = pipeline.visits(workspace, "KRNM", pipeline.RowFilter())
    assert passed_on(workspace, visits) is visits
    assert visits.rows["evidence"].list.len().min() == 1


def test_only_parts_of_the_time_asked_for_count(workspace: Workspace) -> None:
    assert restricted_parts(workspace, [AIRLINER]).is_empty()
    assert restricted_parts(workspace, [TANKER])["airframe"].unique().to_list() == [TANKER]
    later = Interval.parse("2025-01-01", None)
    assert restricted_parts(workspace, [TANKER], later).is_empty()


def test_every_publisher_is_named_with_the_licence(workspace: Workspace) -> None:
    assert credits_of(workspace) == (
        ("adsblol", "ODbL 1.0"), ("opensky", "OpenSky Network terms: research and non-commercial use"),
    )  # fmt: skip


def test_nothing_is_restricted_where_nobody_said_so(tmp_path: Path) -> None:
    found = Workspace.create(tmp_path / "workspace")
    pipeline.ingest(found, [DEMO / "trace_full_ac671b.json"])
    none = restricted_parts(found, [AIRLINER])
    assert none.is_empty()
    assert none.schema == {"airframe": pl.String, "sha256": pl.String}
