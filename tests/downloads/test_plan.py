"""What a place lacks: by what is held, what is known to be gone, and with commands that can be run."""

import shlex
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from wheelsdown.clock import now
from wheelsdown.downloads.fetch_log import Fetch, FetchKind, Outcome, Selection
from wheelsdown.downloads.plan import DayState, Plan, day_states, plan
from wheelsdown.downloads.sites import site_named
from wheelsdown.schemas import Acquisition

DAYS = [date(2025, 10, 20) + timedelta(days=i) for i in range(6)]
ALL = tuple(f"{n:02x}" for n in range(256))
SITES = (site_named("adsblol"), site_named("adsbfi"))

Circle = Callable[..., Selection]


def acquisition(*days: date, folders: tuple[str, ...] | None = ALL, sha256: str = "ab" * 32) -> Acquisition:
    return Acquisition(
        sha256=sha256, paths=("x",), container="tar", format="readsb_trace", size_bytes=1, first_at=None,
        last_at=None, days=days, n_points_read=1, n_points_kept=1, dropped={}, refused=(), notes=(),
        folders_present=folders, provider="adsblol", licence="ODbL 1.0", redistributable=True, simulated=False,
        acquired_at=datetime(2025, 11, 1, tzinfo=UTC), tool_version="0",
    )  # fmt: skip


def fetch(day: date, outcome: Outcome, **facts: Any) -> Fetch:
    known = {"kind": FetchKind.DAY, "site": "adsblol", "provider": "adsblol", "url": "u", "licence": "x"}
    return Fetch(day=day, outcome=outcome, at=datetime(2025, 11, 1, tzinfo=UTC), **(known | facts))


@pytest.fixture
def planned(circle: Circle) -> Callable[..., Plan]:
    def run(
        *acquisitions: Acquisition, fetches: Any = (), near: Selection | None = None, **options: Any
    ) -> Plan:
        return plan(near or circle(), DAYS, acquisitions, fetches, SITES[:1], **options)

    return run


def test_an_empty_workspace_lacks_everything_and_one_command_gets_it(planned: Callable[..., Plan]) -> None:
    [row] = planned().rows
    assert (row.first_day, row.last_day, row.n_days, row.state) == (DAYS[0], DAYS[-1], 6, DayState.NOTHING)
    assert row.command == (
        "wheelsdown fetch day adsblol 2025-10-20 --until 2025-10-25 --place OSLK --radius-nm 30"
    )
    assert 10**8 < row.n_bytes / 6 < 10**9


def test_the_whole_sky_covers_and_some_aircraft_do_not(planned: Callable[..., Plan]) -> None:
    found = planned(
        acquisition(*DAYS[:2]), acquisition(DAYS[2], folders=ALL[:122]), acquisition(DAYS[3], folders=None)
    )
    assert found.covered == tuple(DAYS[:2])
    assert {(row.first_day, row.last_day): row.state for row in found.rows} == {
        (DAYS[4], DAYS[5]): DayState.NOTHING,
        (DAYS[3], DAYS[3]): DayState.SINGLE_AIRCRAFT,
        (DAYS[2], DAYS[2]): DayState.PART,
    }


def test_the_better_of_two_holdings_counts(circle: Circle) -> None:
    held = [acquisition(DAYS[0], folders=None), acquisition(DAYS[0]), acquisition(DAYS[0], folders=ALL[:3])]
    for order in (held, held[::-1]):
        assert day_states(circle(), DAYS[:1], order, []) == {DAYS[0]: DayState.COVERED}


def test_what_was_selected_covers_its_own_place_and_no_other(
    planned: Callable[..., Plan], circle: Circle
) -> None:
    selected = acquisition(DAYS[0], folders=ALL, sha256="cd" * 32)
    known = fetch(DAYS[0], Outcome.HAD_POINTS, selection=circle(), sha256="cd" * 32)
    assert planned(selected, fetches=[known]).covered == (DAYS[0],)
    assert planned(selected, fetches=[known], near=circle(radius_nm=10.0)).covered == (DAYS[0],)
    assert planned(selected, fetches=[known], near=circle(radius_nm=31.0)).covered == ()
    elsewhere = Selection(place="XQAA", lat_deg=50.0, lon_deg=10.0, radius_nm=5.0)
    assert planned(selected, fetches=[known], near=elsewhere).covered == ()


def test_a_place_that_nobody_came_near_is_covered_too(planned: Callable[..., Plan], circle: Circle) -> None:
    none = fetch(DAYS[0], Outcome.HAD_NONE, selection=circle())
    box = fetch(DAYS[1], Outcome.HAD_NONE, selection=circle(), kind=FetchKind.OPENSKY, provider="opensky")
    trace = fetch(DAYS[2], Outcome.HAD_NONE, kind=FetchKind.TRACE, airframe="4b1803")
    refused = fetch(DAYS[3], Outcome.REFUSED, selection=circle())
    assert planned(fetches=[none, box, trace, refused]).covered == (DAYS[0], DAYS[1])


@pytest.mark.parametrize(
    "less",
    [
        {"kind": FetchKind.OPENSKY, "provider": "opensky", "airframe": "4b1803"},
        {"kind": FetchKind.FR24, "provider": "fr24"},
        {"kind": FetchKind.POLL},
    ],
    ids=["one aircraft near the place", "an instant", "while somebody polled"],
)
def test_less_than_all_traffic_of_a_day_covers_nothing(
    planned: Callable[..., Plan], circle: Circle, less: dict[str, Any]
) -> None:
    taken = acquisition(DAYS[0], folders=None, sha256="cd" * 32)
    known = fetch(DAYS[0], Outcome.HAD_POINTS, selection=circle(), sha256="cd" * 32, **less)
    found = planned(taken, fetches=[known])
    assert found.covered == ()
    assert (found.rows[-1].state, found.rows[-1].first_day) == (DayState.SINGLE_AIRCRAFT, DAYS[0])


def test_what_came_and_is_not_taken_in_yet_covers_nothing(
    planned: Callable[..., Plan], circle: Circle
) -> None:
    file = fetch(DAYS[0], Outcome.HAD_POINTS, selection=circle(), sha256="cd" * 32)
    by_traces = fetch(DAYS[1], Outcome.HAD_POINTS, selection=circle())
    traces = [
        fetch(DAYS[1], Outcome.HAD_POINTS, kind=FetchKind.TRACE, airframe=who, sha256=sha256)
        for who, sha256 in (("4b1803", "11" * 32), ("4b1804", "22" * 32))
    ]
    one = acquisition(DAYS[1], folders=None, sha256="11" * 32)
    assert planned(one, fetches=[file, by_traces, *traces]).covered == ()
    other = acquisition(DAYS[1], folders=None, sha256="22" * 32)
    assert planned(one, other, fetches=[file, by_traces, *traces]).covered == (DAYS[1],)


def test_a_day_of_which_the_source_lacked_some_is_covered_in_part_and_not_offered_again(
    circle: Circle,
) -> None:
    taken = acquisition(DAYS[0], folders=None, sha256="cd" * 32)
    lacking = [
        fetch(DAYS[0], Outcome.HAD_POINTS, selection=circle(), sha256="cd" * 32, lacks="134 of 256 folders"),
        fetch(DAYS[1], Outcome.HAD_NONE, selection=circle(), lacks="134 of 256 folders"),
    ]
    assert set(day_states(circle(), DAYS[:2], [taken], lacking).values()) == {DayState.PART}
    found = plan(circle(), DAYS[:2], [taken], lacking, SITES)
    assert [(row.source, row.n_days, row.state) for row in found.rows] == [("adsbfi", 2, DayState.PART)]
    assert plan(circle(), DAYS[:2], [taken], lacking, SITES[:1]).unavailable == tuple(DAYS[:2])
    wider = circle(radius_nm=31.0)
    assert [row.source for row in plan(wider, DAYS[:1], [taken], lacking, SITES[:1]).rows] == ["adsblol"]


def test_what_a_poll_heard_does_not_bring_a_day_back_that_is_gone(circle: Circle) -> None:
    known = [fetch(DAYS[0], Outcome.EXPIRED), fetch(DAYS[0], Outcome.HAD_POINTS, kind=FetchKind.POLL)]
    assert plan(circle(), DAYS[:1], [], known, SITES[:1]).unavailable == (DAYS[0],)


def test_a_year_of_fetches_is_looked_through_at_once(circle: Circle) -> None:
    """Every answer asks this; 300 aircraft a day for a year must not take longer than reading them."""
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    told = [fetch(day, Outcome.HAD_POINTS, selection=circle()) for day in days]
    traces = [
        fetch(day, Outcome.HAD_POINTS, kind=FetchKind.TRACE, airframe="4b1803", sha256=f"{n:064x}")
        for day in days
        for n in range(300)
    ]
    began = time.process_time()
    assert set(day_states(circle(), days, [], [*told, *traces]).values()) == {DayState.NOTHING}
    assert time.process_time() - began < 5.0


def test_what_a_source_does_not_have_is_not_offered_from_it(circle: Circle) -> None:
    gone = [fetch(DAYS[0], Outcome.EXPIRED)]
    found = plan(circle(), DAYS[:1], [], gone, SITES)
    assert [row.source for row in found.rows] == ["adsbfi"]
    only = plan(circle(), DAYS[:2], [], gone, SITES[:1])
    assert [row.first_day for row in only.rows] == [DAYS[1]]
    assert only.unavailable == (DAYS[0],)


def test_days_that_are_not_over_are_not_missing(circle: Circle) -> None:
    today = now().date()
    found = plan(circle(), [today - timedelta(days=1), today], [], [], SITES[:1])
    assert found.days == (today - timedelta(days=1),)


def test_every_command_is_understood_whatever_the_place_is_called(
    planned: Callable[..., Plan], circle: Circle
) -> None:
    found = planned(near=circle(place="a place; rm -rf"), with_opensky=True, workspace="my desk")
    for row in found.rows:
        words = shlex.split(row.command)
        assert words[words.index("--place") + 1] == "a place; rm -rf"
        assert words[words.index("--workspace") + 1] == "my desk"


def test_sentences_name_each_day_once(planned: Callable[..., Plan]) -> None:
    found = planned(acquisition(DAYS[2]), with_opensky=True)
    where = "--place OSLK --radius-nm 30"
    first = f"wheelsdown fetch day adsblol 2025-10-20 --until 2025-10-21 {where} (about 0.5 GB)"
    second = f"wheelsdown fetch day adsblol 2025-10-23 --until 2025-10-25 {where} (about 0.7 GB)"
    assert found.sentences() == [
        f"2025-10-20 to 2025-10-21: {first}",
        f"2025-10-23 to 2025-10-25: {second}",
    ]
