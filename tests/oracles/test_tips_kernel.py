"""What compiled code tells of the ends of a leg, one case of the plain definition at a time."""

from collections.abc import Callable

import numpy as np
import pytest
import track_builder as build
from track_agreement import World, facts_agree
from track_builder import Track

from wheelsdown.compiling import compiled
from wheelsdown.flights.track_kernel import track_facts
from wheelsdown.tracks.points import Points

Change = Callable[[Points], None]


@pytest.fixture(scope="module")
def world() -> World:
    return World(build.world())


def lined_up() -> Points:
    """Seen to 150 ft above a runway, and not on the ground."""
    return (
        Track(step_s=4.0).beside("XQAA", 270, 30, 6_000).fly_to("XQAA").approach("XQAA", to_ft=150).points()
    )


def without_positions(n: int) -> Change:
    def change(points: Points) -> None:
        points.lat[-n:] = points.lon[-n:] = np.nan

    return change


def rises_unseen(points: Points) -> None:
    without_positions(6)(points)
    points.altitude_ft[-6:] = 900.0 + np.arange(6) * 300.0


def nothing_but(*names: str) -> Change:
    def change(points: Points) -> None:
        for name in names:
            getattr(points, name)[:] = np.nan

    return change


def altitude_long_before(points: Points) -> None:
    points.altitude_ft[-14:] = np.nan
    points.vertical_rate_fpm[-14:] = np.nan


#: What is changed of an approach, and what is then seen of its landing.
CASES: dict[str, tuple[Change, str]] = {
    "as it is": (lambda _: None, "line_up"),
    "the last positions lost": (without_positions(2), "line_up"),
    "positions lost high up": (without_positions(40), "unseen"),
    "altitudes rise without positions": (rises_unseen, "flies_on"),
    "no position at all": (without_positions(10_000), "nowhere"),
    "no altitude": (nothing_but("altitude_ft"), "unseen"),
    "no rate": (nothing_but("vertical_rate_fpm"), "line_up"),
    "no course": (nothing_but("track_deg"), "line_up"),
    "no speed": (nothing_but("groundspeed_kt"), "line_up"),
    "nothing but positions": (
        nothing_but("altitude_ft", "vertical_rate_fpm", "track_deg", "groundspeed_kt"),
        "unseen",
    ),
    "the last altitudes lost": (altitude_long_before, "unseen"),
}


@pytest.mark.parametrize("find", [track_facts, compiled(track_facts)], ids=["plain", "compiled"])
@pytest.mark.parametrize("case", CASES)
def test_landings(world: World, find: Callable[..., tuple[int, int]], case: str) -> None:
    change, what = CASES[case]
    points = lined_up()
    change(points)
    seen = facts_agree(find, points, world)
    assert seen["leg"] == 1
    assert seen[what] > 0, seen


@pytest.mark.parametrize("seconds", [119.0, 120.0, 121.0, 600.0])
def test_a_touch_is_bounded_where_the_positions_have_a_gap(world: World, seconds: float) -> None:
    track = Track().beside("XQAA", 270, 30, 6_000).fly_to("XQAA").approach("XQAA", to_ft=300)
    track.silence((seconds - track.step_s) / 60).place(35.0, 36.0, 100).parked(3)
    seen = facts_agree(compiled(track_facts), track.points(), world)
    assert seen["contact"] == 1
    assert seen["bounds"] == (seconds > 120)
