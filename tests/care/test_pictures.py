"""What of the live picture may be shown."""

import msgspec

from wheelsdown.care.delays import Watch
from wheelsdown.care.pictures import careful_picture
from wheelsdown.live.picture import Aircraft, Picture

BASE = Watch("OSLK", 35.401, 35.949, 30.0, is_base=True)


def aircraft(hex_: str, *, flags: int | None = 0, lat: float | None = 50.0) -> Aircraft:
    return Aircraft(
        hex=hex_, flight="QQA1", r="X-1", lat=lat, lon=35.9, seen=1.0, messages=3, receivers=["r"],
        integrity=None, db_flags=flags,
    )  # fmt: skip


def picture(*some: Aircraft) -> Picture:
    return Picture(now=0.0, messages=9, simulated=False, feeds=[], aircraft=list(some))


def test_flagged_aircraft_stay_without_a_name() -> None:
    given = picture(aircraft("4ca001", flags=8), aircraft("4ca002"), aircraft("4ca003"))
    shown, left_out = careful_picture(given, {"4ca003"})
    assert [each.hex for each in shown.aircraft] == ["withheld:1", "4ca002", "withheld:2"]
    assert (shown.aircraft[0].flight, shown.aircraft[0].r, shown.aircraft[0].lat) == (None, None, 50.0)
    assert left_out == {"identity_withheld": 2}


def test_military_and_unknown_aircraft_near_a_watched_base_wait() -> None:
    given = picture(
        aircraft("4ca001", flags=1, lat=35.5), aircraft("4ca002", flags=0, lat=35.5), aircraft("4ca003", flags=1),
        aircraft("4ca004", flags=None, lat=35.5), aircraft("4ca005", flags=1, lat=None),
    )  # fmt: skip
    shown, left_out = careful_picture(given, set(), [BASE])
    assert [each.hex for each in shown.aircraft] == ["4ca002", "4ca003", "4ca005"]
    assert left_out == {"delayed": 2}


def test_what_its_publisher_forbids_to_pass_on_is_shown_to_its_user_alone() -> None:
    given = msgspec.structs.replace(picture(aircraft("4ca001"), aircraft("4ca002")), provider="airplaneslive")
    theirs, left_out = careful_picture(given, set())
    assert (theirs.aircraft, left_out) == ([], {"not_passed_on_by_licence": 2})
    mine, none = careful_picture(given, set(), shared=False)
    assert (len(mine.aircraft), none) == (2, {})
