"""The whole scenario: enough traffic near the base in every month, quickly written, not too large."""

import json

import pytest

from wheelsdown.simulation import simulate


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    return simulate("latakia-2025", tmp_path_factory.mktemp("season"))


def test_every_month_has_sixty_tracks_near_the_base_and_the_points_are_counted(season):
    manifest = json.loads((season.truth / "manifest.json").read_text())
    months = manifest["tracks_within_60_nm_by_month"]
    assert list(months) == [f"2025-{month:02d}" for month in range(3, 11)]
    assert min(months.values()) >= 60
    assert manifest["n_points"] == season.n_points
    assert 500_000 < season.n_points < 1_500_000


def test_the_archive_is_small(season):
    assert season.size_bytes < 60_000_000


def test_days_without_data_are_those_without_a_file(season):
    manifest = json.loads((season.truth / "manifest.json").read_text())
    dated = {path.name[1:11].replace(".", "-") for path in season.archive.iterdir()}
    assert len(dated) == season.n_days == 245 - len(manifest["days_without_data"])
    assert not dated & set(manifest["days_without_data"])
