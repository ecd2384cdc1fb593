"""What is live: low near is no arrival, an old position is none, a silent feed is not an empty sky."""

from datetime import timedelta
from pathlib import Path

import pytest
from alerts_built import HMEIMIM, fly, make_aircraft, make_feed, rules_of

from wheelsdown import pipeline
from wheelsdown.alerts.alert import AlertKind
from wheelsdown.alerts.careful import Told
from wheelsdown.alerts.feed_events import NOT_FLIGHTS
from wheelsdown.alerts.look import look
from wheelsdown.alerts.rules import Rules
from wheelsdown.alerts.sources import Sources
from wheelsdown.clock import now
from wheelsdown.live.picture import FeedState
from wheelsdown.schemas import Integrity
from wheelsdown.store import Workspace

NEAR = {"when": "arrival", "place": "OSLK"}
KEY = b"k" * 32
CYRILLIC, ESCAPES = "Хмеймим", "EVIL\x1b[2J\u202e\r\nBcc: x"


def looked(workspace: Path, rules: Rules) -> tuple[list[Told], dict[str, int]]:
    [found] = look(Sources.opened(workspace, rules, now()), KEY)
    return list(found.told), found.left_out


def test_low_near_is_seen_near_and_never_an_arrival(empty: Path) -> None:
    fly(empty, make_aircraft())
    [told], _ = looked(empty, rules_of(NEAR))
    alert = told.alert
    assert alert.kind is AlertKind.SEEN_NEAR
    assert alert.title == "S2T N4321Q: seen low near OSLK"
    assert "was seen at 1,200 ft, 0.0 NM from Hmeimim Air Base" in alert.text
    assert "no arrival" in alert.text
    assert "arrived" not in alert.text
    assert "Received by roof." in alert.text
    assert alert.visit_id is None


@pytest.mark.parametrize(
    "changes",
    [
        {"alt_baro": 9000},
        {"alt_baro": None},
        {"lat": 36.4},
        {"lat": None, "lon": None},
        {"seen_pos": 300.0},
        {"integrity": Integrity.SPOOF_SUSPECT},
        {"integrity": Integrity.JAMMED},
    ],
)
def test_what_is_not_low_near_now_is_not_told(changes: dict[str, object], empty: Path) -> None:
    fly(empty, make_aircraft(**changes))
    told, left_out = looked(empty, rules_of(NEAR))
    assert not told
    assert left_out == ({"positions_not_believed": 1} if "integrity" in changes else {})


def test_on_the_ground_is_what_it_says_itself(empty: Path) -> None:
    fly(empty, make_aircraft(alt_baro="ground"))
    [told], _ = looked(empty, rules_of(NEAR))
    assert "on the ground, as it says itself" in told.alert.text


def test_an_old_picture_tells_of_no_aircraft(empty: Path) -> None:
    fly(empty, make_aircraft(), age_s=31)
    assert looked(empty, rules_of(NEAR)) == ([], {})


@pytest.mark.parametrize("squawk", ["7500", "7600", "7700"])
def test_emergency_codes_are_told(squawk: str, empty: Path) -> None:
    fly(empty, make_aircraft(squawk=squawk), make_aircraft(hex="a1b2c4", squawk="7000", emergency="none"))
    [told], _ = looked(empty, rules_of({"when": "emergency"}))
    assert told.alert.kind is AlertKind.EMERGENCY
    assert f"sends squawk {squawk}" in told.alert.text
    assert "may be a mistake or a test" in told.alert.text


def test_an_emergency_word_is_told_and_one_far_away_is_not_near(empty: Path) -> None:
    fly(empty, make_aircraft(emergency="minfuel", lat=50.0))
    [told], _ = looked(empty, rules_of({"when": "emergency"}))
    assert "the emergency word 'minfuel'" in told.alert.text
    assert not looked(empty, rules_of({"when": "emergency", "place": "OSLK"}))[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"flight": "MEDEVAC7"},
        {"own_op": "North Air Ambulance"},
        {"emergency": "lifeguard", "squawk": None},
        {"desc": "rescue helicopter"},
    ],
)
@pytest.mark.parametrize("rule", [{"when": "emergency"}, NEAR, {"when": "seen", "type": "S2T"}])
def test_rescue_flights_are_never_told_of(
    rule: dict[str, object], changes: dict[str, object], empty: Path
) -> None:
    fly(empty, make_aircraft(**{"squawk": "7700"} | changes))
    told, left_out = looked(empty, rules_of(rule))
    assert not told
    assert left_out == {"ambulance_or_rescue": 1}


def test_a_rescue_operator_that_only_the_workspace_knows_counts_too(empty: Path) -> None:
    opened = Workspace.open(empty)
    pipeline.assert_identity(opened, "a1b2c3", "operator", "Invented Red Cross", by="Invented Person")
    fly(empty, make_aircraft(squawk="7700"))
    assert looked(empty, rules_of({"when": "emergency"})) == ([], {"ambulance_or_rescue": 1})


@pytest.mark.parametrize("by_workspace", [True, False])
def test_flagged_aircraft_keep_the_event_and_lose_the_name(by_workspace: bool, empty: Path) -> None:
    if by_workspace:
        pipeline.assert_identity(Workspace.open(empty), "a1b2c3", "ladd", "true", by="Invented Person")
    fly(empty, make_aircraft(db_flags=0 if by_workspace else 8))
    [told], left_out = looked(empty, rules_of(NEAR))
    said = f"{told.alert}"
    assert left_out["identity_withheld"] == 1
    assert told.alert.airframe is None
    assert "identity is withheld" in told.alert.text
    for name in ("a1b2c3", "N4321Q", "TANK70", "S2T"):
        assert name not in said


def test_the_id_of_a_withheld_aircraft_cannot_be_tried_out(empty: Path) -> None:
    fly(empty, make_aircraft(db_flags=4))
    sources = Sources.opened(empty, rules_of(NEAR), now())
    one, other = (look(sources, key)[0].told[0].alert.id for key in (b"a" * 32, b"b" * 32))
    assert one != other


def test_who_is_chosen_by_a_withheld_identity_is_not_told(empty: Path) -> None:
    fly(empty, make_aircraft(db_flags=8))
    told, left_out = looked(empty, rules_of({"when": "seen", "type": "S2T"}))
    assert not told
    assert left_out == {"identity_withheld_and_chosen_by_it": 1}


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({"db_flags": 1}, True),
        ({"db_flags": None}, True),  # at a base, who is unknown counts as military
        ({"db_flags": 0}, False),
        ({"db_flags": 1, "lat": 50.0, "squawk": "7700"}, False),
    ],
)
def test_live_military_movements_near_watched_places_wait(
    changes: dict[str, object], waits: bool, empty: Path
) -> None:
    rule = {"when": "emergency"} if "squawk" in changes else NEAR
    fly(empty, make_aircraft(**changes))
    pipeline.change_places(Workspace.open(empty), lambda register: register.watch("OSLK", 30.0))
    [told], left_out = looked(empty, rules_of(rule, care={}))
    assert (told.waits_until is not None) is waits
    assert ("delayed" in left_out) is waits
    if told.waits_until is not None:
        assert told.alert.happened_at is not None
        assert told.waits_until - told.alert.happened_at == timedelta(hours=24)


def test_a_military_aircraft_that_only_the_workspace_knows_waits_too(empty: Path) -> None:
    opened = Workspace.open(empty)
    pipeline.assert_identity(opened, "a1b2c3", "military", "true", by="Invented Person")
    fly(empty, make_aircraft(db_flags=0))
    [told], _ = looked(empty, rules_of(NEAR, care={}))
    assert told.waits_until is not None


@pytest.mark.parametrize("text", [CYRILLIC, ESCAPES, "<script>x</script>", "A" * 5000, "{0}%s{who}"])
def test_hostile_names_are_inert_and_short(text: str, empty: Path) -> None:
    fly(empty, make_aircraft(flight=text, r=text, t=text, own_op=text), simulated=True)
    [told], _ = looked(empty, rules_of({"when": "seen", "address": "a1b2c3"}))
    for said in (told.alert.title, told.alert.text):
        assert said.isprintable()
        assert len(said) < 1600
    assert told.alert.title.startswith("SIMULATED: ")
    assert told.alert.text.startswith("SIMULATED DATA")


# --- feeds ------------------------------------------------------------------------------------------

QUIET = {"when": "feed_quiet", "minutes": 10}


def test_a_quiet_feed_is_told_and_is_not_about_flights(empty: Path) -> None:
    silent = now() - timedelta(minutes=12)
    fly(empty, feeds=[make_feed(state=FeedState.QUIET, last_message_at=silent), make_feed(name="hill")])
    [told], _ = looked(empty, rules_of(QUIET))
    assert told.alert.kind is AlertKind.FEED_QUIET
    assert told.alert.text.startswith("The feed 'roof' is quiet: nothing was received since ")
    assert told.alert.text.endswith(NOT_FLIGHTS)
    assert told.alert.feeds == ("roof",)
    assert not looked(empty, rules_of(QUIET | {"minutes": 15}))[0]
    assert not looked(empty, rules_of(QUIET | {"feed": "hill"}))[0]


def test_an_empty_sky_with_a_feed_that_works_is_no_alert(empty: Path) -> None:
    fly(empty)
    assert not looked(empty, rules_of(QUIET))[0]


def test_a_broken_feed_that_was_never_heard_is_one_alert_however_often_it_tries(empty: Path) -> None:
    ids = set()
    for minutes in (12, 11):
        since = now() - timedelta(minutes=minutes)
        fly(empty, feeds=[make_feed(state=FeedState.BROKEN, since=since, last_message_at=None)])
        [told], _ = looked(empty, rules_of(QUIET))
        assert "is broken: nothing was received since listening began" in told.alert.text
        ids.add(told.alert.id)
    assert len(ids) == 1 or now().hour == 0  # the day is part of the id


def test_a_picture_that_nobody_renews_is_told_once(empty: Path) -> None:
    fly(empty, make_aircraft(), age_s=900)
    [told], _ = looked(empty, rules_of(QUIET))
    assert "The live picture is stale: nobody renewed it since" in told.alert.text
    [again], _ = looked(empty, rules_of(QUIET))
    assert told.alert.id == again.alert.id


def test_where_nobody_listens_nothing_is_told(empty: Path) -> None:
    assert looked(empty, rules_of(QUIET)) == ([], {})


def test_hmeimim_is_where_the_tests_think() -> None:
    assert pytest.approx((35.401, 35.949), abs=0.01) == HMEIMIM
