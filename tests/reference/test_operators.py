"""Call sign designators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.reference.operators import callsign_designator, load_operators, operator_of_callsign
from wheelsdown.simulation.scenario import load_scenario


@pytest.mark.parametrize(
    ("callsign", "name"),
    [
        ("RFF7031 ", "Russian Federation Air Force"),
        ("ttf22", "224th Flight Unit"),
        ("MEA2K", "Middle East Airlines"),
    ],
)
def test_a_call_sign_names_the_holder_of_its_designator(callsign, name):
    assert operator_of_callsign(callsign) == name


@pytest.mark.parametrize(
    "callsign", [None, "", "   ", "HBXYZ", "RFF", "12345", "N449DF", "RA82038", "RFF12345678"]
)
def test_what_is_no_designator_and_number_names_nobody(callsign):
    assert operator_of_callsign(callsign) is None


@given(st.text(max_size=12))
def test_any_text_is_answered(text):
    found = callsign_designator(text)
    assert found is None or (len(found) == 3 and found.isascii() and found.isupper())


def test_the_designators_of_the_simulation_belong_to_nobody():
    designators = {line.designator for line in load_scenario("latakia-2025").lines}
    assert designators
    assert designators.isdisjoint(load_operators())
