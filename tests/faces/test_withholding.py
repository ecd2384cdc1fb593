"""Flagged aircraft keep their event and lose their identity."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import Result


@pytest.fixture
def flagged(pipeline: Any) -> Any:
    pipeline.flagged = frozenset({"a1b2c3"})
    return pipeline


def identities(text: str) -> list[str]:
    words = ["a1b2c3", "N4321Q", "TANK70", "S2T", "Invented Air Tankers", "3fa2c1d9", "0123456789abcdef"]
    return [word for word in [*words, "fedcba9876543210", '"f1"'] if word in text]


def test_a_visit_stays_and_nothing_leads_to_the_aircraft(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    other = builders.visit(airframe="00beef", icao24="00beef", visit_id="v2", registration="Z-2")
    flagged.rows = [builders.visit(), other]
    result = run("visits", "XQAA", "--format", "json")
    out = json.loads(result.stdout)
    hidden, shown = out["items"]
    assert identities(json.dumps(hidden)) == []
    assert hidden["visit_id"] == "withheld:1"
    assert hidden["arrived_at"]["earliest"] == "2020-09-08T18:02:11Z"
    assert hidden["basis"] == "observed"
    assert shown["registration"] == "Z-2"
    assert shown["evidence"][0]["sha256"] == builders.sha256
    assert out["left_out"] == {"identity_withheld": 1}


def test_a_flight_loses_the_proof_of_its_ends_too(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    flagged.rows = [builders.flight()]
    [item] = json.loads(run("flights", "--format", "json").stdout)["items"]
    assert identities(json.dumps(item)) == []
    assert item["landing"]["aerodrome"] == "XQAA"


def test_legs_of_one_visit_stay_together(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    flagged.rows = [builders.leg(-1), builders.leg(1), builders.leg(1, visit_id="other")]
    items = json.loads(run("rotations", "XQAA", "--format", "json").stdout)["items"]
    assert identities(json.dumps(items)) == []
    first, second, third = (item["visit_id"] for item in items)
    assert first == second != third


def test_the_table_counts_them(flagged: Any, run: Callable[..., Result], builders: SimpleNamespace) -> None:
    flagged.rows = [builders.visit()]
    out = run("visits", "XQAA").stdout
    assert identities(out) == []
    assert "1 identity withheld" in out
    assert "1 visit by aircraft withheld: 1 observed" in out


@pytest.mark.parametrize("words", [["visits", "XQAA", "--icao24", "a1b2c3"], ["identity", "a1b2c3"]])
def test_asking_for_one_by_address_is_refused_without_a_reason(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace, words: list[str]
) -> None:
    flagged.rows = [builders.visit()]
    flagged.assertions = [
        {"airframe": "a1b2c3", "attribute": "year", "value": "1990", "source": "x", "simulated": False}
    ]
    result = run(*words)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "--show-flagged" in result.stderr


def test_a_reason_is_logged_before_they_are_shown(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace, tmp_path: Path
) -> None:
    flagged.rows = [builders.visit()]
    out = run("visits", "XQAA", "--show-flagged", "court order 12").stdout
    assert "N4321Q" in out
    [line] = (tmp_path / "disclosures.jsonl").read_text().splitlines()
    logged = json.loads(line)
    assert logged["reason"] == "court order 12"
    assert logged["airframes"] == ["a1b2c3"]
    assert logged["at"].endswith("Z")


def test_nothing_is_logged_when_nobody_flagged_is_shown(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace, tmp_path: Path
) -> None:
    pipeline.rows = [builders.visit()]
    run("visits", "XQAA", "--show-flagged", "court order 12")
    assert not (tmp_path / "disclosures.jsonl").exists()


def test_what_cannot_be_logged_is_not_shown(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace, tmp_path: Path
) -> None:
    (tmp_path / "disclosures.jsonl").mkdir()
    flagged.rows = [builders.visit()]
    result = run("visits", "XQAA", "--show-flagged", "court order 12")
    assert result.exit_code == 1
    assert result.stdout == ""


@pytest.mark.parametrize("words", [["--callsign", "TANK70"], ["--operator", "x"], ["--type", "S2T"]])
def test_a_filter_on_what_is_withheld_counts_and_shows_no_row(
    flagged: Any, run: Callable[..., Result], builders: SimpleNamespace, words: list[str]
) -> None:
    flagged.rows = [builders.visit()]
    out = json.loads(run("visits", "XQAA", "--format", "json", *words).stdout)
    assert out["items"] == []
    assert out["left_out"] == {"identity_withheld": 1}
