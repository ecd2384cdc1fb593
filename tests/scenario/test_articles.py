"""Two invented articles about the simulated case: every claim gets its known verdict, and no silence contradicts."""

from importlib.resources import files
from pathlib import Path

import pytest

from wheelsdown import pipeline
from wheelsdown.checking import check_claims
from wheelsdown.claim_reading import read_claims
from wheelsdown.sources.article_files import article_of
from wheelsdown.store import Workspace

RIGHT = [
    ("resumption", "partly_supported"),
    ("movement", "supported"),
    ("movement", "partly_supported"),
    ("withdrawal", "not_checkable"),
]
WRONG = [
    ("resumption", "contradicted"),
    ("movement", "contradicted"),
    ("movement", "not_observable"),
    ("movement", "supported"),
]


@pytest.fixture(scope="module")
def document():
    names = ("latakia_right.txt", "latakia_wrong.txt")
    raw = [(files("wheelsdown") / "demo_data" / name).read_bytes() for name in names]
    return read_claims([article_of(each, path=name) for each, name in zip(raw, names, strict=True)])


def verdicts(checked):
    return [[(claim.kind.value, claim.verdict.value) for claim in each.claims] for each in checked.articles]


def every(checked):
    return [claim for each in checked.articles for claim in each.claims]


@pytest.fixture(scope="module")
def checked(season, document):
    return check_claims(season.workspace, document)


def test_each_claim_of_the_two_articles_gets_its_known_verdict(checked):
    assert verdicts(checked) == [RIGHT, WRONG]
    assert checked.simulated


def test_the_flight_to_libya_and_moscow_rests_on_the_one_visit_with_those_legs(checked):
    claim = checked.articles[0].claims[1]
    (row,) = claim.evidence
    assert (row.type_designator, row.aerodrome, row.basis) == ("IL62", "OSLK", "observed")
    assert row.came_from.startswith("Al Marj District (LY-")
    assert row.went_to.startswith("Moscow region")


def test_two_of_the_three_landings_were_seen_and_the_third_is_no_contradiction(checked):
    claim = checked.articles[0].claims[2]
    assert "2 of 3 arrivals seen" in claim.because
    assert len({row.icao24 for row in claim.evidence}) == 1


def test_what_contradicts_was_seen_with_raw_rows_behind_it(checked, season):
    refuted = [claim for claim in every(checked) if claim.verdict.value == "contradicted"]
    assert len(refuted) == 2
    logged = {each.sha256 for each in season.workspace.acquisitions()}
    parts = season.workspace.table("parts").collect()
    known = logged | set(parts["sha256"])
    for claim in refuted:
        assert len(claim.evidence) > 5
        for row in claim.evidence:
            assert row.basis == "observed"
            assert row.simulated
            assert row.rows
            assert {each.sha256 for each in row.rows} <= known


def test_data_of_the_feed_that_is_cited_only_reproduces(checked):
    """The season was taken in as the feed that the articles cite."""
    words = {claim.independence.value for claim in every(checked) if claim.evidence}
    assert words == {"reproduced"}


def test_a_second_feed_corroborates(season, document, tmp_path):
    archive = Path(season.workspace.path).parent / "archive"
    days = [path for path in sorted(archive.iterdir()) if "2025.10.2" in path.name]
    workspace = Workspace.create(tmp_path / "second")
    pipeline.ingest(workspace, days, provider="adsblol")
    flight = check_claims(workspace, document).articles[0].claims[1]
    assert (flight.verdict.value, flight.independence.value) == ("supported", "corroborated")
    assert {provider for row in flight.evidence for provider in row.providers} == {"simulation/adsblol"}


def test_with_the_tracks_thinned_to_nothing_no_claim_is_contradicted(document, tmp_path):
    checked = check_claims(Workspace.create(tmp_path / "empty"), document)
    assert {claim.verdict.value for claim in every(checked)} <= {"not_observable", "not_checkable"}
    assert any("no data" in words for claim in every(checked) for words in claim.missing)
