"""Ambulance and rescue flights are known by what anybody says of them."""

import pytest

from wheelsdown.care.rescue import is_rescue


@pytest.mark.parametrize(
    "callsign", ["MEDEVAC12", "LIFEGD1", "RESCUE25", "SAR901", "HELIMED4", "CHX16", "SAMU31", "REGA7"]
)
def test_call_signs_of_rescue(callsign: str) -> None:
    assert is_rescue(callsign=callsign)


@pytest.mark.parametrize(
    "operator",
    [
        "Blue Valley AIR AMBULANCE LTD",
        "Red Cross of Testland",
        "Санитарная авиация",
        "МЧС",
        "Rega",
        "Mediflug Testland",
        "Швидка допомога",
        "الهلال الأحمر",
    ],
)
def test_operators_of_rescue(operator: str) -> None:
    assert is_rescue(operator=operator)


def test_an_emergency_of_a_medical_flight() -> None:
    assert is_rescue(emergency="lifeguard")
    assert not is_rescue(emergency="general")


@pytest.mark.parametrize("callsign", ["RFF7001", "RSD412", "AFL1720", "CMB44", "", None])
def test_others_are_none(callsign: str | None) -> None:
    assert not is_rescue(callsign=callsign, operator="Russian Air Force", description="ANTONOV An-124")
