"""The rules of the verdicts, line by line of the table of claims against evidence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wheelsdown.claims.claim import ClaimedAircraft, ClaimKind, CountField, Polarity
from wheelsdown.clock import Interval
from wheelsdown.verdicts.classes import AircraftClass
from wheelsdown.verdicts.judging import judge
from wheelsdown.verdicts.sightings import Bounds, Place
from wheelsdown.verdicts.verdict import Verdict
from wheelsdown.verdicts.windows import Window


def three(op="="):
    return CountField(op=op, n=3)


def test_an_arrival_on_the_day_is_supported(claim, asked, sighting):
    judged = judge(claim(), asked(sighting()))
    assert judged.verdict is Verdict.SUPPORTED
    assert [seen.visit_id for seen in judged.resting_on] == ["v0"]
    assert "1 visit of A124 seen at Korvash" in judged.because


def test_nothing_seen_is_not_observable_and_never_contradicted(claim, asked):
    judged = judge(claim(events=three()), asked())
    assert judged.verdict is Verdict.NOT_OBSERVABLE
    assert "no observed visit" in judged.because
    assert "not estimated" in judged.because


def test_some_of_the_arrivals_are_partly_supported(claim, asked, sighting):
    judged = judge(claim(events=three()), asked(sighting(), sighting(hours=3)))
    assert judged.verdict is Verdict.PARTLY_SUPPORTED
    assert "2 of 3 arrivals seen" in judged.because


@pytest.mark.parametrize(
    ("wanted", "unknown"),
    [
        (AircraftClass("A124", registration="ZZ-007"), {"registration": None}),
        (AircraftClass("A124", callsign="ZZA1"), {"callsign": None}),
        (AircraftClass("A124"), {"type_designator": None}),
        (AircraftClass(country="ZZ"), {"country": None}),
        (AircraftClass(operator="Zed Air"), {"operator": None}),
    ],
)
def test_an_aircraft_of_which_the_class_is_unknown_supports_nothing(claim, asked, sighting, wanted, unknown):
    judged = judge(claim(), asked(sighting(7, **unknown), aircraft=wanted))
    assert (judged.verdict, judged.resting_on) == (Verdict.NOT_OBSERVABLE, ())


def test_what_else_is_unknown_of_it_is_said(claim, asked, sighting):
    judged = judge(
        claim(), asked(sighting(is_military=None), aircraft=AircraftClass("A124", is_military=True))
    )
    assert judged.verdict is Verdict.PARTLY_SUPPORTED
    assert "not all of what the claim says of the aircraft is known" in judged.because


@pytest.mark.parametrize(("op", "verdict"), [("=", Verdict.CONTRADICTED), (">=", Verdict.SUPPORTED)])
def test_more_than_an_exact_number_contradicts(claim, asked, sighting, op, verdict):
    four = [sighting(hours=2 * n) for n in range(4)]
    assert judge(claim(events=three(op)), asked(*four)).verdict is verdict


@pytest.mark.parametrize(
    "doubt",
    [
        {"type_designator": None},
        {"is_observed": False},
        {"is_sound": False},
        {"arrived": Bounds(None, None)},
    ],
)
def test_only_what_is_certain_counts_against_a_number(claim, asked, sighting, doubt):
    three_sure = [sighting(hours=2 * n) for n in range(3)]
    judged = judge(claim(events=three()), asked(*three_sure, sighting(hours=7, **doubt)))
    assert judged.verdict is not Verdict.CONTRADICTED


def test_a_day_that_only_some_time_zones_give_supports_but_does_not_contradict(claim, asked, sighting):
    outside = Window(Interval(None, None), None)
    four = [sighting(hours=2 * n) for n in range(4)]
    assert judge(claim(events=three()), asked(*four, window=outside)).verdict is not Verdict.CONTRADICTED


def test_more_airframes_than_an_exact_number_contradict(claim, asked, sighting):
    two = ClaimedAircraft(type_designator="A124", airframes=CountField(op="=", n=2))
    seen = [sighting(n, hours=n) for n in range(3)]
    assert judge(claim(aircraft=two), asked(*seen)).verdict is Verdict.CONTRADICTED


def test_several_planes_are_not_shown_by_one_that_came_twice(claim, asked, sighting):
    planes = ClaimedAircraft(type_designator="A124", airframes=CountField(op=">=", n=2))
    judged = judge(claim(aircraft=planes), asked(sighting(), sighting(hours=4)))
    assert judged.verdict is Verdict.PARTLY_SUPPORTED
    assert "1 airframe among them" in judged.because


def test_a_leg_from_somewhere_else_is_not_shown_and_not_refuted(claim, asked, sighting):
    north, south = Place("XNOR", "North", frozenset({"XNOR"})), frozenset({"XSOU"})
    seen = sighting(came_from=north)
    judged = judge(claim(), asked(seen, legs=((-1, "the south", south),)))
    assert judged.verdict is Verdict.PARTLY_SUPPORTED
    assert "from the south not seen (seen: North)" in judged.because
    agreeing = judge(claim(), asked(seen, legs=((-1, "the north", frozenset({"XNOR", "XNOS"})),)))
    assert agreeing.verdict is Verdict.SUPPORTED


def test_the_very_airframe_elsewhere_all_day_contradicts(claim, asked, sighting):
    long = timedelta(days=3)
    there = sighting(7, aerodrome="XNOR", hours=-30)
    there = replace(there, departed=Bounds(there.arrived.latest + long, there.arrived.latest + long))
    named = AircraftClass("A124", registration="ZZ-007")
    assert judge(claim(), asked(aircraft=named, elsewhere=(there,))).verdict is Verdict.CONTRADICTED
    left_at_noon = replace(there, departed=sighting(7).arrived)
    assert judge(claim(), asked(aircraft=named, elsewhere=(left_at_noon,))).verdict is Verdict.NOT_OBSERVABLE


def pause_before(day: Interval, days: float) -> Interval:
    assert day.start is not None
    return Interval(day.start - timedelta(days=days), day.start)


def test_silence_never_proves_a_pause(claim, asked):
    question = asked()
    question = replace(question, pause=pause_before(question.window.outer, 60))
    judged = judge(claim(kind=ClaimKind.PAUSE), question)
    assert judged.verdict is Verdict.NOT_OBSERVABLE
    assert "silence never proves one" in judged.because


@pytest.mark.parametrize(
    ("days_before", "verdict"), [(30, Verdict.CONTRADICTED), (55, Verdict.PARTLY_SUPPORTED)]
)
def test_an_arrival_inside_a_pause_refutes_it_unless_rounding_allows_it(
    claim, asked, sighting, days_before, verdict
):
    question = asked(sighting(hours=-24 * days_before), sighting(1))
    question = replace(question, pause=pause_before(question.window.outer, 60))
    assert judge(claim(kind=ClaimKind.RESUMPTION), question).verdict is verdict


def test_a_states_pause_is_not_refuted_by_its_airlines(claim, asked, sighting):
    question = asked(sighting(hours=-24 * 30, is_military=False), aircraft=AircraftClass(country="ZZ"))
    question = replace(question, pause=pause_before(question.window.outer, 60))
    assert judge(claim(kind=ClaimKind.PAUSE), question).verdict is Verdict.NOT_OBSERVABLE
    military = replace(question, sightings=(sighting(hours=-24 * 30),))
    assert judge(claim(kind=ClaimKind.PAUSE), military).verdict is Verdict.CONTRADICTED


def test_a_denial_is_refuted_by_an_arrival(claim, asked, sighting):
    denied = claim(polarity=Polarity.DID_NOT_HAPPEN)
    question = asked(sighting())
    assert judge(denied, replace(question, pause=question.window.inner)).verdict is Verdict.CONTRADICTED
    assert judge(denied, asked()).verdict is Verdict.NOT_OBSERVABLE


@pytest.mark.parametrize(
    "kind", [ClaimKind.WITHDRAWAL, ClaimKind.SHIPMENT, ClaimKind.VISIT_OF_PERSON, ClaimKind.POSTURE]
)
def test_what_flights_do_not_decide_is_not_checkable(claim, asked, sighting, kind):
    assert judge(claim(kind=kind), asked(sighting())).verdict is Verdict.NOT_CHECKABLE


def test_what_is_not_asserted_is_not_checked(claim, asked, sighting):
    judged = judge(claim(asserted=False, modality="plan"), asked(sighting()))
    assert (judged.verdict, "plan" in judged.because) == (Verdict.NOT_CHECKABLE, True)


def test_presence_counts_who_stood_there_at_once(claim, asked, sighting):
    two = ClaimedAircraft(airframes=CountField(op="=", n=2))
    together = asked(sighting(1), sighting(2, hours=0.5))
    one_after_another = asked(sighting(1), sighting(2, hours=5))
    present = claim(kind=ClaimKind.PRESENCE, aircraft=two)
    assert judge(present, together).verdict is Verdict.SUPPORTED
    assert judge(present, one_after_another).verdict is Verdict.NOT_OBSERVABLE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_taking_evidence_away_never_makes_a_contradiction(claim, asked, sighting, data):
    """What a subset of the sightings contradicts, all of them contradict."""
    hours = st.floats(-40 * 24, 12, allow_nan=False)
    doubts = st.fixed_dictionaries({"is_observed": st.booleans(), "is_sound": st.booleans()})
    every = [
        sighting(number, hours=data.draw(hours), **data.draw(doubts))
        for number in range(data.draw(st.integers(0, 6)))
    ]
    kept = [seen for seen in every if data.draw(st.booleans())]
    kind = data.draw(st.sampled_from([ClaimKind.MOVEMENT, ClaimKind.PAUSE, ClaimKind.RESUMPTION]))
    counted = claim(kind=kind, events=CountField(op="=", n=data.draw(st.integers(1, 3))))
    question = asked(*every)
    if kind is not ClaimKind.MOVEMENT:
        question = replace(question, pause=pause_before(question.window.outer, 30))
    fewer = judge(counted, replace(question, sightings=tuple(kept)))
    if fewer.verdict is Verdict.CONTRADICTED:
        assert judge(counted, question).verdict is Verdict.CONTRADICTED
    assert judge(counted, replace(question, sightings=())).verdict is not Verdict.CONTRADICTED
