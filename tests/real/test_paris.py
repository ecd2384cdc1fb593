"""Paris, 7 October 2021: 213 aircraft over three neighbouring airports, truth labelled independently."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def paris(take: Callable[..., Any], data: Path) -> Any:
    return take(data / "tracks" / "quickstart.parquet")


@pytest.fixture(scope="module")
def truth(data: Path) -> list[dict[str, str]]:
    with (data / "truth" / "paris_landings.csv").open() as file:
        return list(csv.DictReader(file))


def _near(flight: dict[str, Any], label: dict[str, str]) -> bool:
    at = flight["landing"]["at"] or flight["last_seen"]["at"]
    crossed = datetime.fromisoformat(label["crossed_at"])
    return flight["icao24"] == label["icao24"] and abs(at - crossed) < timedelta(minutes=4)


def test_landings_seen_down_to_a_runway_are_at_the_right_aerodrome(
    paris: Any, truth: list[dict[str, str]]
) -> None:
    named = {
        (label["icao24"], label["crossed_at"]): [
            flight["landing"]["aerodrome"] for flight in paris.flights if _near(flight, label)
        ]
        for label in truth
    }
    right = [key for key, found in named.items() if found == [_of(truth, key)["aerodrome"]]]
    wrong = {
        key: found
        for key, found in named.items()
        if any(f not in (None, _of(truth, key)["aerodrome"]) for f in found)
    }
    assert len(truth) == 81
    assert not wrong
    assert len(right) >= 0.98 * len(truth)


def _of(truth: list[dict[str, str]], key: tuple[str, str]) -> dict[str, str]:
    return next(label for label in truth if (label["icao24"], label["crossed_at"]) == key)


def test_the_runway_is_the_right_one_where_it_is_named(paris: Any, truth: list[dict[str, str]]) -> None:
    pairs = [
        (label["runway"], flight["landing"]["runway"])
        for label in truth
        for flight in paris.flights
        if _near(flight, label) and flight["landing"]["runway"] is not None
    ]
    assert len(pairs) >= 75
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_observed_landings_beyond_the_labels_are_few_and_end_on_a_short_final(
    paris: Any, truth: list[dict[str, str]]
) -> None:
    extra = [
        flight
        for flight in paris.ends("landing", "observed")
        if not any(_near(flight, label) for label in truth)
    ]
    # The labels ask for 300 ft true height; these were lost a little higher, aligned and sinking.
    assert len(extra) <= 8
    assert {flight["landing"]["aerodrome"] for flight in extra} <= {"LFPG"}
    assert all(flight["landing"]["runway"] for flight in extra)


def test_military_aircraft_are_seen_at_villacoublay(paris: Any) -> None:
    stays = {visit["icao24"]: visit for visit in paris.visits if visit["aerodrome"] == "LFPV"}
    assert stays["3b77e4"]["arrival_basis"] == "observed"
    assert stays["3aabfc"]["arrival_basis"] == "observed"
    assert stays["3aabfc"]["departure_basis"] in ("observed", "bounded")


def test_every_end_high_above_any_field_names_none(paris: Any) -> None:
    high = [f for f in paris.flights if (f["last_seen"]["altitude_ft"] or 0) > 11_000]
    assert len(high) > 80
    assert all(f["landing"]["aerodrome"] is None and not f["landing"]["rivals"] for f in high)
