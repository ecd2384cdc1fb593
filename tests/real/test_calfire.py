"""45 fire-fighting aircraft, sparse data (median step 28 s) and no ground flag at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.reference.aerodromes import load_aerodromes

#: "Next seen within 8 NM of the same field" and "low": the words of the task this test comes from.
BESIDE_NM, LOW_NM, LOW_FT = 8.0, 3.0, 1_500.0


@pytest.fixture(scope="module")
def calfire(take: Callable[..., Any], demo_data: Path) -> Any:
    return take(demo_data / "calfire.json.gz")


@pytest.fixture(scope="module")
def last_points(raw_frame: Callable[[Path], pl.DataFrame], demo_data: Path) -> pl.DataFrame:
    """The last point of each of the source's own flights, its nearest field, and the next sighting."""
    points = raw_frame(demo_data / "calfire.json.gz").drop_nulls("latitude").sort("icao24", "timestamp")
    ends = points.group_by("flight_id", maintain_order=True).agg(
        pl.col("icao24").first(),
        pl.col("latitude", "longitude", "altitude", "timestamp").last(),
        pl.col("timestamp").first().alias("started"),
        pl.col("latitude").first().alias("lat0"),
        pl.col("longitude").first().alias("lon0"),
    )
    ends = ends.sort("icao24", "started").with_columns(
        pl.col("lat0", "lon0").shift(-1).over("icao24").name.prefix("next_")
    )
    fields = load_aerodromes().filter(
        pl.col("kind").is_in(["large_airport", "medium_airport", "small_airport"])
    )
    lat, lon = fields["lat_deg"].to_numpy(), fields["lon_deg"].to_numpy()
    nearest = [
        int(np.argmin(distance_nm(a, o, lat, lon))) for a, o in ends.select("latitude", "longitude").rows()
    ]
    at = fields.select("aerodrome", "elevation_ft", "region", field_lat="lat_deg", field_lon="lon_deg")[
        nearest
    ]
    ends = pl.concat([ends, at], how="horizontal")
    away = distance_nm(ends["latitude"], ends["longitude"], ends["field_lat"], ends["field_lon"])
    beside = distance_nm(
        ends["next_lat0"].fill_null(0), ends["next_lon0"].fill_null(0), ends["field_lat"], ends["field_lon"]
    )
    return ends.with_columns(
        away=pl.Series(away),
        beside=pl.Series(beside),
        height=pl.col("altitude") - pl.col("elevation_ft"),
    )


def _landing(calfire: Any, end: dict[str, Any]) -> dict[str, Any] | None:
    for flight in calfire.flights:
        if (
            flight["icao24"] == end["icao24"]
            and flight["last_seen"]["at"].timestamp() * 1000 == end["timestamp"]
        ):
            return flight["landing"]
    return None


def _low(last_points: pl.DataFrame) -> pl.DataFrame:
    near = (pl.col("away") <= LOW_NM) & (pl.col("height") < LOW_FT) & (pl.col("region") == "US-CA")
    return last_points.filter(near)


def test_low_ends_whose_airframe_is_seen_beside_the_field_again_become_bounded(
    calfire: Any, last_points: pl.DataFrame
) -> None:
    again = _low(last_points).filter(pl.col("beside") < BESIDE_NM)
    landings = [_landing(calfire, end) for end in again.to_dicts()]
    bounded = [landing for landing in landings if landing and landing["basis"] == "bounded"]
    assert len(again) == 38
    assert len(bounded) >= 36


def test_no_low_end_is_observed(calfire: Any, last_points: pl.DataFrame) -> None:
    landings = [_landing(calfire, end) for end in _low(last_points).to_dicts()]
    assert len(landings) == 60
    assert [landing for landing in landings if landing and landing["basis"] == "observed"] == []


def test_no_end_far_from_or_high_above_any_field_names_one(calfire: Any, last_points: pl.DataFrame) -> None:
    far = last_points.filter((pl.col("away") > 5) | (pl.col("height") > 3_000))
    landings = [_landing(calfire, end) for end in far.to_dicts()]
    assert len(far) > 50
    assert [landing["aerodrome"] for landing in landings if landing and landing["aerodrome"]] == []


def test_the_sixteen_arrivals_at_ramona_are_found_and_fourteen_have_both_ends(
    calfire: Any, last_points: pl.DataFrame
) -> None:
    at_ramona = _low(last_points).filter(
        (pl.col("aerodrome") == "KRNM") & pl.col("icao24").is_in(["a515f1", "a52add"])
    )
    arrivals = [
        visit
        for end in at_ramona.to_dicts()
        for visit in calfire.visits
        if visit["aerodrome"] == "KRNM"
        and visit["icao24"] == end["icao24"]
        and visit["arrived_at"]["earliest"].timestamp() * 1000 == end["timestamp"]
    ]
    both = [v for v in arrivals if v["arrival_basis"] == "bounded" and v["departure_basis"] == "bounded"]
    assert (len(at_ramona), len(arrivals), len(both)) == (16, 16, 14)


def test_short_stops_at_ramona_are_seen_to_sink_to_it_and_to_climb_out_again(calfire: Any) -> None:
    """They last from 8 minutes to under 30; each such visit rests on both sides of its silence."""
    short = [
        visit
        for visit in calfire.visits
        if visit["aerodrome"] == "KRNM"
        and visit["arrival_basis"] == visit["departure_basis"] == "bounded"
        and (visit["departed_at"]["latest"] - visit["arrived_at"]["earliest"]).total_seconds() < 1_800
    ]
    flights = {flight["flight_id"]: flight for flight in calfire.flights}
    assert len(short) > 30
    for visit in short:
        assert "sinking" in flights[visit["arrival_flight_id"]]["landing"]["because"]
        assert "climbing" in flights[visit["departure_flight_id"]]["take_off"]["because"]
        lasted = visit["departed_at"]["latest"] - visit["arrived_at"]["earliest"]
        assert lasted.total_seconds() >= 300


def test_every_name_comes_with_rivals_or_none_and_with_rows(calfire: Any) -> None:
    for visit in calfire.visits:
        assert visit["evidence"]
        assert visit["aerodrome"] not in [rival["aerodrome"] for rival in visit["rivals"]]
