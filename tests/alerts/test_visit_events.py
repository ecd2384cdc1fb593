"""Arrivals and first visits of the simulated week: what was seen, and in no more words."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alerts_built import A124, IL62, KNOWING, rules_of

from wheelsdown import pipeline
from wheelsdown.alerts.alert import Alert
from wheelsdown.alerts.look import look
from wheelsdown.alerts.rules import Rules
from wheelsdown.alerts.sources import Sources
from wheelsdown.clock import now, parse_instant
from wheelsdown.errors import UnknownReference
from wheelsdown.store import Workspace

HEAVIES = {"when": "arrival", "place": "Хмеймим", "type": ["A124", "IL62"]}
KEY = b"k" * 32


def looked(workspace: Path, rules: Rules, at: Any = None) -> tuple[list[Alert], dict[str, int]]:
    [found] = look(Sources.opened(workspace, rules, at or now()), KEY)
    return [each.alert for each in found.told], found.left_out


def test_the_visits_of_the_press_are_told(latakia: Path) -> None:
    alerts, _ = looked(latakia, rules_of(HEAVIES))
    assert [each.airframe for each in alerts] == [A124, IL62, A124]
    assert [f"{each.happened_at:%d}" for each in alerts] == ["24", "26", "29"]
    first = alerts[0]
    visit = pipeline.visits(Workspace.open(latakia), "OSLK", pipeline.RowFilter()).rows.row(0, named=True)
    assert first.visit_id == visit["visit_id"]
    assert [each.sha256 for each in first.evidence] == [each["sha256"] for each in visit["evidence"]]
    assert first.text.startswith("SIMULATED DATA - scenario, not evidence. A124 RA-99124 (158334, callsign")
    assert "(arrival observed; visit observed, evidence 4 of 4)" in first.text
    assert f"visit {first.visit_id}" in first.text
    assert f"sha256:{first.evidence[0].sha256[:16]} rows" in first.text
    assert first.title == "SIMULATED: A124 RA-99124: arrival at OSLK"
    assert (first.place, first.basis, first.simulated) == ("OSLK", "observed", True)


def test_weaker_evidence_than_asked_for_is_counted(latakia: Path) -> None:
    alerts, left_out = looked(latakia, rules_of(HEAVIES | {"min_evidence": 4}))
    assert len(alerts) == 2
    assert left_out["below_the_evidence_asked_for"] == 1


def test_events_before_since_are_not_told(latakia: Path) -> None:
    alerts, _ = looked(latakia, rules_of(HEAVIES, since="2025-10-26"))
    assert [f"{each.happened_at:%d}" for each in alerts] == ["26", "29"]


@pytest.mark.parametrize("rule", [HEAVIES, {"when": "seen", "type": "A124"}])
def test_what_began_before_since_is_not_told_although_it_went_on(rule: dict[str, Any], latakia: Path) -> None:
    """The An-124 was on the ground at Hmeimim at noon on the 24th, and in the air at 14 o'clock."""
    for since in ("2025-10-24T12:00:00Z", "2025-10-24T14:00:00Z"):
        alerts, _ = looked(latakia, rules_of(rule, since=since))
        assert all(each.happened_at and each.happened_at >= parse_instant(since) for each in alerts)
        assert alerts


def test_military_movements_wait_a_day(latakia: Path) -> None:
    """Half a day after the last arrival: the earlier ones are told, the last is counted."""
    careful = rules_of(HEAVIES, care={})
    at = parse_instant("2025-10-29T20:00:00Z")
    alerts, left_out = looked(latakia, careful, at)
    assert [f"{each.happened_at:%d}" for each in alerts] == ["24", "26"]
    assert left_out["delayed"] >= 1
    alerts, _ = looked(latakia, careful, at + timedelta(days=1))
    assert len(alerts) == 3
    assert len(looked(latakia, rules_of(HEAVIES, care=KNOWING), at)[0]) == 3


def test_a_place_that_a_rule_names_is_watched_by_that(latakia: Path) -> None:
    assert not pipeline.places(Workspace.open(latakia)).watched()
    sources = Sources.opened(latakia, rules_of(HEAVIES, care={}), now())
    assert [each.place for each in sources.watched] == ["OSLK"]
    assert sources.watched[0].is_base


def test_a_flagged_visitor_keeps_the_visit_and_loses_all_that_leads_to_it(season: Path) -> None:
    named = {each.airframe: each for each in looked(season, rules_of(HEAVIES))[0]}[IL62]
    pipeline.assert_identity(Workspace.open(season), IL62, "pia", "true", by="Invented Person")
    alerts, left_out = looked(season, rules_of({"when": "arrival", "place": "OSLK"}))
    assert left_out["identity_withheld"] == 1
    [hidden] = [each for each in alerts if each.airframe is None]
    assert hidden.happened_at == named.happened_at
    assert hidden.title == "SIMULATED: Withheld aircraft: arrival at OSLK"
    assert named.visit_id is not None
    for lead in (IL62, named.visit_id, named.evidence[0].sha256[:8], "RA-99062", "RFF8602", "IL62"):
        assert lead not in f"{hidden}"
    chosen, left_out = looked(season, rules_of(HEAVIES))
    assert {each.airframe for each in chosen} == {A124}
    assert left_out["identity_withheld_and_chosen_by_it"] == 1


@pytest.mark.parametrize("rule", [HEAVIES, {"when": "seen", "type": "IL62"}])
def test_rescue_flights_in_the_tables_are_never_told_of(rule: dict[str, Any], season: Path) -> None:
    pipeline.assert_identity(Workspace.open(season), IL62, "operator", "Invented Air Rescue", by="Somebody")
    alerts, left_out = looked(season, rules_of(rule))
    assert IL62 not in {each.airframe for each in alerts}
    assert left_out["ambulance_or_rescue"] >= 1


def test_a_first_visit_says_on_how_many_days_there_was_data(latakia: Path) -> None:
    rule = {"when": "first_in_days", "place": "OSLK", "type": "IL62", "days": 30}
    [alert], left_out = looked(latakia, rules_of(rule))
    assert alert.airframe == IL62
    assert "IL62: first observed in 30 days here, with data on 3 of 30 days" in alert.text
    assert "Days without data say nothing." in alert.text
    assert alert.title.endswith("first observed in 30 days at OSLK")
    assert "first_with_too_little_data_before" not in left_out


def test_without_data_before_nothing_is_called_first(latakia: Path) -> None:
    rule = {"when": "first_in_days", "place": "OSLK", "type": "IL62", "days": 30, "min_days_with_data": 4}
    alerts, left_out = looked(latakia, rules_of(rule))
    assert not alerts
    assert left_out["first_with_too_little_data_before"] == 1


@pytest.mark.parametrize(("days", "n"), [(1, 2), (5, 1), (10, 1)])
def test_only_the_first_in_so_many_days_is_first(days: int, n: int, latakia: Path) -> None:
    """The An-124 comes on the 24th and 29th; of the first there is data on the day before."""
    rule = {"when": "first_in_days", "place": "OSLK", "type": "A124", "days": days}
    alerts, _ = looked(latakia, rules_of(rule))
    assert len(alerts) == n


def test_flights_of_the_aircraft_asked_for_are_told_once_a_day(latakia: Path) -> None:
    alerts, _ = looked(latakia, rules_of({"when": "seen", "type": "IL62"}))
    days = [f"{each.happened_at:%d}" for each in alerts]
    assert days == sorted(set(days))
    assert all(each.flight_id and "was received from" in each.text for each in alerts)
    by_address, _ = looked(latakia, rules_of({"when": "seen", "address": IL62.upper()}))
    assert [each.id for each in by_address] == [each.id for each in alerts]


def test_a_place_that_is_none_is_refused(latakia: Path) -> None:
    with pytest.raises(UnknownReference):
        looked(latakia, rules_of(HEAVIES | {"place": "nowhereland"}))
    with pytest.raises(UnknownReference, match="not one point"):
        looked(latakia, rules_of(HEAVIES | {"place": "Syria"}))


def test_ids_are_the_same_at_every_look_and_differ_by_rule(latakia: Path) -> None:
    once, _ = looked(latakia, rules_of(HEAVIES))
    again, _ = looked(latakia, rules_of(HEAVIES))
    renamed, _ = looked(latakia, rules_of(HEAVIES | {"name": "another"}))
    assert [each.id for each in once] == [each.id for each in again]
    assert not {each.id for each in once} & {each.id for each in renamed}


def test_visits_of_which_only_the_end_was_seen_are_no_arrivals() -> None:
    from wheelsdown.alerts.visit_events import _headline, _stay

    none, later = {"earliest": None, "latest": None}, parse_instant("2025-10-26T10:00:00Z")
    row = {
        "arrived_at": none, "arrival_basis": "unknown",
        "departed_at": {"earliest": later, "latest": later}, "departure_basis": "observed",
    }  # fmt: skip
    rule = rules_of(HEAVIES).rules[0]
    assert _headline(rule, row) == "visit to"  # type: ignore[arg-type]  # it is an arrival
    assert "its arrival was not seen, it departed 2025-10-26 10:00 UTC" in _stay(row, "XQAA")
    half = {"arrived_at": {"earliest": None, "latest": later}, "arrival_basis": "bounded"}
    assert "not after 2025-10-26 10:00 UTC (arrival bounded" in _stay(row | half, "XQAA")
