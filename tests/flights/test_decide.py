"""Naming some flights alone says of them what naming all of them says."""

import numpy as np
import pytest
from polars.testing import assert_frame_equal
from track_builder import Track

from wheelsdown.flights.decide import assemble, decide, name_flights
from wheelsdown.flights.facts import Facts, facts_of
from wheelsdown.flights.tables import flights_table
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import field_grid
from wheelsdown.visits.stays import grounds_of, visit_ids, visits_table


@pytest.fixture(scope="module")
def facts(fields: Airfields) -> Facts:
    """Four flights: seen at both ends; lost low, and found beside the field; cut by a silence without a stop."""
    track = Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC")
    track.silence(120).take_off("XQCC").fly_to("XQAA").approach("XQAA", to_ft=900)
    track.silence(90).take_off("XQAA", from_ft=700).fly_to("XQCC").approach("XQCC", to_ft=600)
    track.silence(200).take_off("XQCC", from_ft=800).level(40, 400, 30_000).silence(35)
    track.move(35 * 60).level(20, 400, 30_000)
    return facts_of(track.frame(), fields, simulated=False)


def test_the_facts_hold_what_could_go_wrong(facts: Facts, fields: Airfields) -> None:
    decided = decide(facts, fields, field_grid(fields))
    assert decided.joined.any()
    assert set(flights_table(decided)["landing"].struct.field("basis")) == {"observed", "bounded", "unknown"}


def test_some_flights_are_named_as_all_are(facts: Facts, fields: Airfields) -> None:
    grid = field_grid(fields)
    flown, every = assemble(facts, fields, grid), flights_table(decide(facts, fields, grid))
    assert flown.n_flights == len(every) > 3
    for flight in range(flown.n_flights):
        some = name_flights(flown, np.array([flight]), grid)
        assert_frame_equal(flights_table(some, some.named), every[flight : flight + 1])
        assert some.flight_ids.null_count() == flown.n_flights - 1


def test_visits_between_flights_that_are_named(facts: Facts, fields: Airfields) -> None:
    grid = field_grid(fields)
    places = facts.contacts.select("aerodrome", region="aerodrome", country="aerodrome").unique()
    decided = decide(facts, fields, grid)
    every, ids = visits_table(decided, places), visit_ids(decided, grounds_of(decided))
    assert sorted(ids) == sorted(every["visit_id"])
    some = name_flights(assemble(facts, fields, grid), np.array([0, 1, 2]), grid)
    grounds = grounds_of(some)
    beside = type(grounds)._make(each[(grounds.inbound >= 0) & (grounds.outbound <= 2)] for each in grounds)
    rows = visits_table(some, places, grounds=beside)
    assert len(rows) >= 1
    assert_frame_equal(rows, every.filter(every["visit_id"].is_in(rows["visit_id"].implode())))
