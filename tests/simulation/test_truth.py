"""The truth: what it says agrees with what is written, and the story is the one it claims to be."""

import math
from datetime import datetime
from itertools import pairwise

from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.simulation.scenario import load_scenario

OSLK, OLBA = (35.4011, 35.9487), (33.8209, 35.4884)


def _unix(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _near(row, place, within=3.0):
    return float(distance_nm(*place, row[1], row[2])) < within


def _at_place(visits):
    return [visit for visit in visits if visit["aerodrome"] == "OSLK"]


def test_a_fully_seen_end_has_ground_rows_at_the_field_and_other_ends_do_not(flights, points):
    judged = 0
    for flight in flights:
        for end, seconds in (("take_off", -900), ("landing", 900)):
            if flight[end]["aerodrome"] != "OSLK":
                continue
            at = _unix(flight[end]["at"])
            low, high = sorted((at, at + seconds))
            ground = [
                row
                for row in points.get(flight["icao24"], [])
                if low - 60 <= row[0] <= high + 60 and row[3] == "ground" and _near(row, OSLK)
            ]
            assert (len(ground) >= 3) == flight[end]["fully_seen"]
            judged += 1
    assert judged == 10


def test_some_visits_are_seen_and_others_are_lost_at_the_floor(visits):
    lowest = [visit["arrival_lowest_above_field_ft"] for visit in _at_place(visits)]
    assert sum(visit["fully_seen"] for visit in _at_place(visits)) == 2
    assert any(height is not None and height > 2000 for height in lowest)


def test_the_an124_comes_three_times_and_once_across_midnight(visits):
    stays = [visit for visit in _at_place(visits) if visit["type_designator"] == "A124"]
    assert [(visit["arrived_at"][:10], visit["departed_at"][:10]) for visit in stays] == [
        ("2025-10-24", "2025-10-24"),
        ("2025-10-27", "2025-10-28"),
        ("2025-10-29", "2025-10-29"),
    ]


def test_the_il62_goes_from_libya_by_the_base_to_the_moscow_region(visits, flights):
    (visit,) = [visit for visit in _at_place(visits) if visit["type_designator"] == "IL62"]
    assert (visit["came_from"], visit["went_to"], visit["fully_seen"]) == ("HL59", "UUMU", True)
    legs = {flight["flight"]: flight for flight in flights}
    out, home = legs[visit["arrival_flight"]], legs[visit["departure_flight"]]
    assert not out["take_off"]["fully_seen"]
    assert 2000 < out["take_off"]["lowest_above_field_ft"] < 12000
    assert 1500 < home["landing"]["lowest_above_field_ft"] < 12000


def test_spoofed_rows_lie_at_beirut_high_and_slow_and_the_visit_is_not_seen(visits, points):
    (visit,) = [visit for visit in _at_place(visits) if visit["arrival_spoofed"]]
    assert visit["arrived_at"][:10] == "2025-10-28"
    assert not visit["arrival_fully_seen"]
    begin, end = _unix("2025-10-28T10:15:00Z"), _unix(visit["arrived_at"])
    rows = [row for row in points[visit["icao24"]] if begin < row[0] < end]
    assert len(rows) > 20
    assert all(_near(row, OLBA, 1.0) and row[4] < 30 for row in rows)
    assert min(row[3] for row in rows) > 1000


def test_a_low_pass_is_low_at_the_field_and_never_on_the_ground(flights, points):
    (flight,) = [flight for flight in flights if flight["low_pass"]]
    at = _unix(flight["low_pass"]["at"])
    rows = [row for row in points[flight["icao24"]] if abs(row[0] - at) < 300 and _near(row, OSLK, 5.0)]
    assert flight["low_pass"]["lowest_seen_ft"] < 500
    assert len(rows) > 20
    assert all(isinstance(row[3], int) and row[4] > 100 for row in rows)
    assert flight["landing"]["aerodrome"] == "HL59"


def test_one_aircraft_passes_high_over_the_base(flights, points):
    (flight,) = [f for f in flights if f["note"] == "passes high, no landing at the place" and f["n_rows"]]
    over = [
        row
        for row in points[flight["icao24"]]
        if _near(row, OSLK, 10.0) and row[0] < _unix("2025-10-23T00:00:00Z")
    ]
    assert over
    assert min(row[3] for row in over) > 25000


def test_points_of_a_flight_are_physically_continuous(flights, points):
    spoofed = {flight["icao24"] for flight in flights if flight["n_spoofed_rows"]}
    checked = 0
    for icao24, rows in points.items():
        if icao24 in spoofed:
            continue
        for before, after in pairwise(rows):
            seconds = after[0] - before[0]
            assert seconds > 0
            fastest = max(before[4], after[4], 20.0)
            moved = math.hypot(
                after[1] - before[1], (after[2] - before[2]) * math.cos(math.radians(after[1]))
            )
            assert moved * 60 <= fastest * seconds / 3600 * 1.15 + 0.05
            if isinstance(before[3], int) and isinstance(after[3], int) and seconds < 60:
                assert abs(after[3] - before[3]) <= 5000 * seconds / 60 + 75
            checked += 1
    assert checked > 20000


def test_the_last_miles_of_an_approach_lie_on_the_runway(flights, points):
    (flight,) = [f for f in flights if f["landing"]["aerodrome"] == "OSLK" and f["type_designator"] == "IL62"]
    heading = {"17": 176.5, "35": 356.5}[flight["landing"]["runway"]]
    at = _unix(flight["landing"]["at"])
    rows = [row for row in points[flight["icao24"]] if at - 160 < row[0] < at]
    assert len(rows) > 20
    assert all(abs((row[5] - heading + 180) % 360 - 180) < 1.0 for row in rows)
    heights = [row[3] for row in rows]
    assert heights == sorted(heights, reverse=True)
    assert 900 < heights[0] < 2300


def test_an_airframe_takes_off_where_it_landed(flights):
    chains = {}
    for flight in sorted(flights, key=lambda flight: flight["take_off"]["at"]):
        last = chains.get(flight["icao24"])
        if last is not None:
            assert flight["take_off"]["aerodrome"] == last["landing"]["aerodrome"]
            assert flight["take_off"]["at"] > last["landing"]["at"]
        chains[flight["icao24"]] = flight


def test_a_stay_that_began_before_the_story_is_a_visit_without_arrival(visits, flights):
    before = [visit for visit in visits if visit["arrived_at"] is None]
    assert len(before) == len({flight["icao24"] for flight in flights})
    assert all(visit["departed_at"] and not visit["fully_seen"] for visit in before)
    assert len(visits) == len(flights) + len(before)


def test_the_whole_story_chains_and_pauses():
    story = load_scenario("latakia-2025")
    landings = sorted(
        leg.take_off_at.date()
        for rotation in story.rotations
        for leg in rotation.legs
        if leg.destination == "OSLK" and rotation.positions
    )
    assert [day.month for day in landings].count(3) > 15
    silent = max((b - a).days for a, b in pairwise(landings))
    assert silent == 193  # 14 April to 24 October
    assert any(not rotation.positions for rotation in story.rotations)
    for name in {rotation.airframe for rotation in story.rotations}:
        legs = sorted(
            (leg for rotation in story.rotations if rotation.airframe == name for leg in rotation.legs),
            key=lambda leg: leg.take_off_at,
        )
        assert all(a.destination == b.origin for a, b in pairwise(legs))


def test_invented_registrations_follow_the_russian_rule():
    for airframe in load_scenario("latakia-2025").airframes:
        assert int(airframe.icao24, 16) == 0x140000 + int(airframe.registration[-5:])
