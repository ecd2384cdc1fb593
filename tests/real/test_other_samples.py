"""Named real flights: what must be seen, what must not be invented, and each known defect handled."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest


def test_one_airframe_over_a_month_is_seen_to_land_seven_times(take: Callable[..., Any], data: Path) -> None:
    savan = take(data / "tracks" / "savan.parquet")
    observed = sorted(flight["landing"]["aerodrome"] for flight in savan.ends("landing", "observed"))
    assert observed == ["LFBO"] * 6 + ["LFPB"]
    assert {flight["landing"]["basis"] for flight in savan.flights} <= {"observed", "bounded", "unknown"}


def test_the_nearest_field_does_not_get_a_sortie_whose_next_one_leaves_elsewhere(
    take: Callable[..., Any], data: Path
) -> None:
    savan = take(data / "tracks" / "savan.parquet")
    sortie = next(flight for flight in savan.flights if flight["callsign"] == "SAVAN11")
    assert sortie["landing"]["aerodrome"] != "LFNT"
    assert "LFNT" in [rival["aerodrome"] for rival in sortie["landing"]["rivals"]]
    assert "LFMV" in [rival["aerodrome"] for rival in sortie["landing"]["rivals"]]


def test_overflights_land_nowhere(take: Callable[..., Any], data: Path) -> None:
    swiss = take(data / "tracks" / "switzerland.parquet")
    assert len(swiss.flights) > 800
    assert swiss.visits == []
    assert all(f[end]["aerodrome"] is None for f in swiss.flights for end in ("take_off", "landing"))
    assert all(not f[end]["rivals"] for f in swiss.flights for end in ("take_off", "landing"))


def test_clean_tracks_are_hardly_ever_suspect(take: Callable[..., Any], data: Path) -> None:
    """METHODS A6: at most 0.5 % of clean segments; repeated stale positions must not count as motion."""
    swiss = take(data / "tracks" / "switzerland.parquet")
    suspect = [f for f in swiss.flights if f["integrity"] == "spoof_suspect"]
    assert len(suspect) <= 0.005 * len(swiss.flights)


def test_ground_movement_at_zurich_is_no_flight(take: Callable[..., Any], data: Path) -> None:
    zurich = take(data / "tracks" / "zurich_airport.json.gz")
    taxied_only = {"4891b6", "4b17e5", "4b17fd"}
    assert taxied_only.isdisjoint(flight["icao24"] for flight in zurich.flights)
    assert taxied_only <= {visit["icao24"] for visit in zurich.visits}
    assert {visit["aerodrome"] for visit in zurich.visits} == {"LSZH"}
    assert len(zurich.flights) == 7


def _calibration_ends(raw: pl.DataFrame) -> dict[str, Any]:
    last = raw.drop_nulls("latitude").sort("timestamp").tail(1).to_dicts()[0]
    return {"slow": (last["groundspeed"] or 0) < 40, "altitude": last["altitude"]}


@pytest.mark.parametrize(
    ("flight", "aerodrome"),
    [
        ("ajaccio", "LFKJ"), ("brussels_ils", "EBBR"), ("brussels_vor", "EBBR"), ("cardiff", "EGFF"),
        ("funchal", "LPMA"), ("guatemala", "MGGT"), ("kingston", "MKJP"), ("kiruna", "ESNQ"),
        ("lisbon", "LPPT"), ("london_gatwick", "EGKK"), ("monastir", "DTMB"), ("montreal", "CYUL"),
        ("munich", "EDDM"), ("nice", "LFMN"), ("perth", "YPPH"), ("toulouse", "LFBO"),
        ("vancouver", "CYLW"), ("vienna", "LOWW"),
    ],
)  # fmt: skip
def test_a_calibration_flight_lands_once_for_all_its_low_passes(
    take: Callable[..., Any],
    raw_frame: Callable[[Path], pl.DataFrame],
    data: Path,
    flight: str,
    aerodrome: str,
) -> None:
    path = data / "tracks" / "calibration" / f"{flight}.json.gz"
    taken = take(path)
    landings = [f["landing"] for f in taken.flights if f["landing"]["basis"] != "unknown"]
    assert _calibration_ends(raw_frame(path))["slow"], (
        "the sample must end on the ground for this to be truth"
    )
    assert [(landing["aerodrome"], landing["basis"]) for landing in landings] == [(aerodrome, "observed")]


@pytest.mark.parametrize(
    "flight", ["bornholm", "kota_kinabalu", "liege_sprimont", "london_heathrow", "noumea", "sydney"]
)
def test_a_calibration_flight_lost_in_the_air_has_at_most_one_arrival(
    take: Callable[..., Any], data: Path, flight: str
) -> None:
    taken = take(data / "tracks" / "calibration" / f"{flight}.json.gz")
    named = [f["landing"] for f in taken.flights if f["landing"]["aerodrome"]]
    assert len(taken.flights) == 1
    assert len(named) <= 1


def test_landings_of_a_readsb_trace_are_those_of_its_ground_flags(
    take: Callable[..., Any], data: Path
) -> None:
    """By hand: rows 723 (KMSP), 1749 (KMSP) and 2492 (KDEN) turn to "ground"."""
    trace = take(data / "trace_full_ac671b.json")
    seen = [(f["landing"]["aerodrome"], f["landing"]["at"]) for f in trace.ends("landing", "observed")]
    utc = [(aerodrome, at.strftime("%d %H:%M:%S")) for aerodrome, at in seen]
    assert utc == [("KMSP", "05 01:12:26"), ("KMSP", "05 17:00:18"), ("KDEN", "05 19:54:30")]
    evidence = [f["landing"]["evidence"][0] for f in trace.ends("landing", "observed")]
    assert [
        (e["first_row"] <= row <= e["last_row"]) for e, row in zip(evidence, (723, 1749, 2492), strict=True)
    ] == [True] * 3


def test_a_long_silence_with_another_callsign_after_it_is_not_bridged(
    take: Callable[..., Any], data: Path
) -> None:
    trace = take(data / "trace_full_ac671b.json")
    before, after = (next(f for f in trace.flights if f["callsign"] == c) for c in ("DAL2418", "DAL1615"))
    assert before["landing"]["basis"] == after["take_off"]["basis"] == "unknown"
    assert before["last_seen"]["at"] < datetime.fromisoformat("2025-02-05T06:30Z") < after["first_seen"]["at"]


def test_ends_low_over_the_sea_name_no_field(take: Callable[..., Any], data: Path) -> None:
    """A carrier aircraft leaves North Island, is three times at 25 to 50 ft over open sea, and returns."""
    carrier = take(data / "tracks" / "aircraft_carrier.json.gz")
    assert {visit["aerodrome"] for visit in carrier.visits} == {"KNZY"}
    named = [f[end]["aerodrome"] for f in carrier.flights for end in ("take_off", "landing")]
    assert set(named) <= {"KNZY", None}


def test_a_tanker_lost_on_approach_is_not_observed_to_land(take: Callable[..., Any], data: Path) -> None:
    tanker = take(data / "tracks" / "inflight_refuelling.json.gz")
    landing = tanker.flights[-1]["landing"]
    assert landing["basis"] in ("bounded", "unknown")
    candidates = [landing["aerodrome"], *(rival["aerodrome"] for rival in landing["rivals"])]
    assert "LFMI" in candidates


def test_an_airliner_is_followed_from_stand_to_stand(take: Callable[..., Any], data: Path) -> None:
    elal = take(data / "tracks" / "elal747.json.gz")
    assert [(f["take_off"]["aerodrome"], f["landing"]["aerodrome"]) for f in elal.flights] == [
        ("LIRF", "LLBG")
    ]


def test_a_spoofed_flight_is_suspect_and_credits_no_landing(take: Callable[..., Any], data: Path) -> None:
    spoofed = take(data / "noisy_spoofing.json.gz")
    assert [f["integrity"] for f in spoofed.flights] == ["spoof_suspect"]
    assert spoofed.visits == []


def test_a_ground_flag_at_flying_speed_does_not_end_a_flight(take: Callable[..., Any], data: Path) -> None:
    noisy = take(data / "noisy_ground.json.gz")
    assert [(f["take_off"]["aerodrome"], f["landing"]["aerodrome"]) for f in noisy.flights] == [
        ("LSZH", None)
    ]


def test_a_landing_with_wrong_samples_is_seen_once(take: Callable[..., Any], data: Path) -> None:
    noisy = take(data / "noisy_landing.json.gz")
    assert [(f["landing"]["aerodrome"], f["landing"]["runway"]) for f in noisy.flights] == [("LSZH", "14")]


def test_a_take_off_with_wrong_samples_is_seen_once(take: Callable[..., Any], data: Path) -> None:
    noisy = take(data / "noisy_takeoff.json.gz")
    assert [f["take_off"]["aerodrome"] for f in noisy.flights] == ["LSZH"]


def test_a_flight_with_a_clock_error_is_one_flight_with_both_ends(
    take: Callable[..., Any], data: Path
) -> None:
    noisy = take(data / "noisy_time_issue.json.gz")
    ends = [(f["take_off"]["aerodrome"], f["landing"]["aerodrome"]) for f in noisy.flights]
    assert ends == [("LPPR", "LSZH")]
