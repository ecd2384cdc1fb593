"""Arrivals and departures joined into stays: across days, across missing ends, never across a flight."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconstruct_track import flights_over, visits_over
from track_builder import Track

from wheelsdown.geo.airfields import Airfields

Rows = list[dict[str, Any]]
Visits = Callable[[Track], Rows]


@pytest.fixture(scope="session")
def visits(fields: Airfields) -> Visits:
    return lambda track: visits_over(fields, track.frame(), region="XQ")


def inbound(track: Track | None = None, **changes: Any) -> Track:
    return (track or Track(**changes)).beside("XQCC", 0, 40, 6_000).fly_to("XQCC")


def test_an_overnight_stay_seen_at_both_ends_is_one_visit(visits: Visits) -> None:
    track = inbound(callsign="AAA1").land("XQCC")
    landed = next(row["at"] for row in track.rows if row["on_ground"])
    track.silence(40 * 60)
    track.callsign = "BBB2"
    track.parked(1)
    left = track.at + timedelta(seconds=track.step_s * 4)
    (visit,) = visits(track.take_off("XQCC").level(10, 250))
    assert (visit["aerodrome"], visit["basis"], visit["evidence_seen"]) == ("XQCC", "observed", 4)
    assert visit["arrived_at"] == {"earliest": landed, "latest": landed}
    assert visit["departed_at"] == {"earliest": left, "latest": left}
    assert visit["callsign"] == "AAA1"
    assert visit["rivals"] == []


def test_an_arrival_never_seen_to_leave_stays_open(visits: Visits) -> None:
    track = inbound().land("XQCC")
    (visit,) = visits(track)
    assert visit["departed_at"] == {"earliest": track.rows[-1]["at"], "latest": None}
    assert (visit["arrival_basis"], visit["departure_basis"], visit["evidence_seen"]) == (
        "observed",
        "unknown",
        3,
    )
    assert visit["went_to"] == {"id": None, "level": "unknown"}
    assert visit["departure_flight_id"] is None


def test_a_departure_never_seen_to_arrive_stays_open(visits: Visits) -> None:
    track = Track().take_off("XQCC", from_ft=100).level(10, 250)
    (visit,) = visits(track)
    assert visit["arrived_at"] == {"earliest": None, "latest": track.rows[0]["at"]}
    assert (visit["arrival_basis"], visit["departure_basis"], visit["evidence_seen"]) == (
        "unknown",
        "observed",
        3,
    )


def test_a_missing_end_is_bounded_by_the_sightings_round_it(visits: Visits) -> None:
    """Lands seen; lost; next received in cruise two days later."""
    track = inbound().land("XQCC")
    parked = track.rows[-1]["at"]
    track.silence(2 * 24 * 60).place(34, 33, 34_000)
    (visit,) = visits(track.level(10, 430))
    assert visit["departed_at"] == {"earliest": parked, "latest": parked + timedelta(days=2, seconds=5)}


def test_two_fields_that_disagree_are_two_visits(visits: Visits) -> None:
    """Lands at one field, is next seen leaving another: a flight between them was missed."""
    track = inbound().land("XQCC").silence(24 * 60)
    first, second = visits(track.take_off("XQAA", from_ft=100).level(10, 250))
    assert (first["aerodrome"], second["aerodrome"]) == ("XQCC", "XQAA")
    assert (first["departure_basis"], second["arrival_basis"]) == ("unknown", "unknown")
    assert first["departed_at"]["latest"] == second["departed_at"]["latest"]
    assert second["arrived_at"]["earliest"] == first["arrived_at"]["earliest"]


def test_seen_only_parked_is_a_visit(visits: Visits) -> None:
    track = Track().place(36.0, 39.0, 1_000).parked(5)
    (visit,) = visits(track)
    assert (visit["basis"], visit["evidence_seen"]) == ("observed", 3)
    assert visit["arrived_at"] == {"earliest": None, "latest": track.rows[0]["at"]}
    assert visit["departed_at"] == {"earliest": track.rows[-1]["at"], "latest": None}
    assert visit["evidence"][0]["first_row"] == 0


def test_parked_on_three_days_is_one_visit(visits: Visits) -> None:
    track = Track().place(36.0, 39.0, 1_000)
    for _ in range(3):
        track.parked(3).silence(24 * 60)
    assert len(visits(track)) == 1


def test_seen_parked_late_the_departure_is_no_earlier(visits: Visits) -> None:
    """Landed on the first day, seen parked on the second, first received climbing out on the third."""
    track = inbound().land("XQCC").silence(24 * 60).parked(2)
    parked = track.rows[-1]["at"]
    track.silence(24 * 60)
    (visit,) = visits(track.take_off("XQCC", from_ft=700).level(10, 250))
    assert visit["departure_basis"] == "bounded"
    assert visit["departed_at"]["earliest"] == parked


def test_bounded_at_both_ends_is_grade_two_and_lists_rivals(visits: Visits) -> None:
    track = inbound(step_s=10.0).approach("XQCC", to_ft=600).silence(45)
    (visit,) = visits(track.take_off("XQCC", from_ft=700).level(10, 250))
    assert (visit["basis"], visit["evidence_seen"]) == ("bounded", 2)
    assert visit["aerodrome"] not in [rival["aerodrome"] for rival in visit["rivals"]]


def test_bounded_at_one_end_is_grade_one(visits: Visits) -> None:
    track = inbound().approach("XQCC", to_ft=350)
    (visit,) = visits(track)
    assert (visit["arrival_basis"], visit["departure_basis"], visit["evidence_seen"]) == (
        "bounded",
        "unknown",
        1,
    )


def test_where_it_came_from_is_named_as_finely_as_known(visits: Visits) -> None:
    seen = visits(Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC"))
    assert [v["came_from"] for v in seen] == [
        {"id": None, "level": "unknown"},
        {"id": "XQAA", "level": "aerodrome"},
    ]
    assert seen[0]["went_to"] == {"id": "XQCC", "level": "aerodrome"}
    unseen = visits(Track().take_off("XQAA", from_ft=2_000).fly_to("XQCC").land("XQCC"))
    assert unseen[-1]["came_from"] == {"id": "XQ", "level": "region"}


def test_flight_ids_join_visits_with_flights(
    fields: Airfields,
) -> None:
    table = Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC").frame()
    (flight,) = flights_over(fields, table)
    home, away = visits_over(fields, table, region="XQ")
    assert home["departure_flight_id"] == away["arrival_flight_id"] == flight["flight_id"]


def test_ids_do_not_depend_on_the_file(visits: Visits) -> None:
    track = Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC")
    ids = [visit["visit_id"] for visit in visits(track)]
    for i, row in enumerate(track.rows):
        row |= {"row": i + 1_000, "sha256": "f" * 64}
    assert [visit["visit_id"] for visit in visits(track)] == ids
    assert len(set(ids)) == 2


def test_ids_do_not_change_when_the_stay_goes_on(visits: Visits) -> None:
    track = inbound().land("XQCC")
    (before,) = visits(track)
    after = visits(track.silence(600).parked(1).take_off("XQCC").level(10, 250))[0]
    assert before["visit_id"] == after["visit_id"]
    assert before["departed_at"] != after["departed_at"]


@st.composite
def stories(draw: st.DrawFn) -> Track:
    """Landings, stands, take-offs and cruises in any order, each end seen or not, with silences between."""
    track = Track(step_s=10.0, flag=draw(st.sampled_from([True, None])))
    for _ in range(draw(st.integers(1, 5))):
        name = draw(st.sampled_from(["XQAA", "XQBB", "XQCC", "XQHI"]))
        act = draw(st.sampled_from(["land", "lost", "parked", "take_off", "climb", "cruise"]))
        if act == "land":
            track.land(name)
        elif act == "lost":
            track.approach(name, to_ft=draw(st.sampled_from([150.0, 400.0, 900.0, 2_500.0])))
        elif act == "parked":
            track.land(name, from_nm=0.2)
        elif act == "take_off":
            track.take_off(name).level(6, 250)
        elif act == "climb":
            track.take_off(name, from_ft=draw(st.sampled_from([100.0, 400.0, 900.0]))).level(6, 250)
        else:
            track.level(10, 430, altitude=34_000)
        track.silence(draw(st.sampled_from([1, 6, 20, 45, 300, 3_000])))
    return track


@given(stories())
@settings(max_examples=60, deadline=None)
def test_bounds_are_never_inverted_and_visits_follow_one_another(visits: Visits, track: Track) -> None:
    rows = visits(track)
    for visit in rows:
        known = [
            t for end in ("arrived_at", "departed_at") for t in (visit[end]["earliest"], visit[end]["latest"])
        ]
        for end in ("arrived_at", "departed_at"):
            earliest, latest = visit[end]["earliest"], visit[end]["latest"]
            assert earliest is None or latest is None or earliest <= latest
        arrived, departed = visit["arrived_at"], visit["departed_at"]
        if arrived["earliest"] and departed["latest"]:
            assert arrived["earliest"] <= departed["latest"]
        assert any(known)
        assert 1 <= visit["evidence_seen"] <= 4
        assert visit["evidence"]
        assert all(e["first_row"] <= e["last_row"] for e in visit["evidence"])
    assert len({visit["visit_id"] for visit in rows}) == len(rows)
