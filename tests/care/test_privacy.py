"""Private European aircraft lose their identity wherever others are told, and nowhere else."""

from pathlib import Path

import pytest

from wheelsdown import pipeline
from wheelsdown.care.pictures import careful_picture
from wheelsdown.care.privacy import is_private_european, private_airframes
from wheelsdown.live.picture import Aircraft, Picture
from wheelsdown.store import Workspace

GERMAN, AMERICAN, RUSSIAN = "3d1234", "a1b2c3", "158334"


@pytest.mark.parametrize(
    ("airframe", "type_designator", "military", "expected"),
    [
        (GERMAN, "C172", None, True),
        (GERMAN, "NO-TYPE", False, True),
        (GERMAN, "A320", None, False),
        (GERMAN, "C172", True, False),
        ("440123", "DR40", None, True),  # Austria
        ("4b1234", "PC12", None, True),  # Switzerland
        (AMERICAN, "C172", None, False),
        (RUSSIAN, "C172", None, False),
        ("anon:0123456789abcdef", None, None, False),
    ],
)
def test_light_aircraft_of_protecting_states_are_private(
    airframe: str, type_designator: str | None, *, military: bool | None, expected: bool
) -> None:
    assert is_private_european(airframe, type_designator, military=military) is expected


def test_only_an_owner_who_may_be_a_person_makes_an_airframe_private(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "workspace")
    for airframe, attribute, value in (
        (GERMAN, "owner_withheld", "true"),
        (AMERICAN, "owner_withheld", "true"),
        ("3d1235", "type_designator", "C172"),
        ("3d1236", "owner_withheld", "true"),
        ("3d1236", "military", "true"),
        ("3d1237", "owner_withheld", "true"),
        ("3d1237", "type_designator", "B738"),
    ):
        pipeline.assert_identity(workspace, airframe, attribute, value, by="Invented Person")
    assert private_airframes(workspace) == {GERMAN}


def test_a_picture_names_them_to_its_user_alone() -> None:
    each = Aircraft(hex=GERMAN, flight="DEABC", r="D-EABC", t="C172", lat=50.0, lon=8.0, seen=1.0, messages=1,
                    receivers=["roof"], integrity=None, owner_withheld=True)  # fmt: skip
    picture = Picture(now=0.0, messages=1, simulated=False, feeds=[], aircraft=[each])
    mine, none = careful_picture(picture, set(), shared=False)
    theirs, left_out = careful_picture(picture, set())
    assert (mine.aircraft[0].hex, none) == (GERMAN, {})
    [shown] = theirs.aircraft
    assert (shown.hex, shown.flight, shown.r, shown.lat, shown.owner_withheld) == (
        "withheld:1", None, None, 50.0, False,
    )  # fmt: skip
    assert left_out == {"identity_withheld": 1}
