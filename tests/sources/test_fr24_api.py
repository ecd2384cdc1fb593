"""Answers of FR24's API in the documented shape: positions with addresses, tracks without, calculated marked."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wheelsdown.errors import SourceError
from wheelsdown.geo.great_circle import destination
from wheelsdown.schemas import SourceFormat, StateVector
from wheelsdown.sources.fr24_api import anonymous_flight

START = datetime(2025, 8, 20, 10, tzinfo=UTC)


def position(**changes: Any) -> dict[str, Any]:
    """One row of flight-positions/full, as the documentation shows it."""
    return {
        "fr24_id": "39aa12bc", "flight": "AF1463", "callsign": "AFR1463 ", "lat": 35.5, "lon": 36.25, "track": 219,
        "alt": 38000, "gspeed": 500, "vspeed": -64, "squawk": 6135, "timestamp": "2025-08-20T10:00:00Z",
        "source": "ADSB", "hex": "394C19", "type": "A321", "reg": "F-GTAZ", "painted_as": "AFR",
        "operating_as": "AFR", "orig_iata": "GOT", "orig_icao": "ESGG", "dest_iata": "CDG", "dest_icao": "LFPG",
        "eta": "2025-08-20T16:12:24Z",
    } | changes  # fmt: skip


def positions(*rows: Any, **top: Any) -> bytes:
    return json.dumps({"data": list(rows), **top}).encode()


def point(seconds: float, lat: float, lon: float, **changes: Any) -> dict[str, Any]:
    """One point of flight-tracks."""
    at = START + timedelta(seconds=seconds)
    return {
        "timestamp": f"{at:%Y-%m-%dT%H:%M:%SZ}", "lat": lat, "lon": lon, "alt": 33000, "gspeed": 420, "vspeed": 0,
        "track": 300, "squawk": "6135", "callsign": "XYZ1", "source": "ADSB",
    } | changes  # fmt: skip


def tracks(*points: Any, flight: Any = "39aa12bc") -> bytes:
    return json.dumps([{"fr24_id": flight, "tracks": list(points)}]).encode()


def even_points(n: int = 12, **changes: Any) -> list[dict[str, Any]]:
    """Points at even intervals, at one speed, on a great circle."""
    places = [destination(35.0, 36.0, 300.0, 420 * 60 * i / 3600) for i in range(n)]
    return [point(60 * i, float(lat), float(lon), **changes) for i, (lat, lon) in enumerate(places)]


def test_a_position_means_what_it_says(read: Any, points: Any) -> None:
    reading = read(positions(position()))
    StateVector.validate(reading.state_vectors)
    (row,) = points(reading)
    assert reading.format is SourceFormat.FR24_API
    assert (row["airframe"], row["at"], row["callsign"]) == ("394c19", START, "AFR1463")
    assert (row["lat_deg"], row["lon_deg"], row["altitude_ft"]) == (35.5, 36.25, 38000)
    assert (row["groundspeed_kt"], row["track_deg"], row["vertical_rate_fpm"]) == (500, 219, -64)
    assert (row["squawk"], row["source_type"], row["on_ground"]) == ("6135", "adsb_icao", None)
    assert (row["estimated"], row["simulated"]) == (False, False)


def test_what_it_says_of_the_aircraft_is_its_own_assertion(read: Any) -> None:
    said = read(positions(position())).assertions.rows(named=True)
    assert {(s["airframe"], s["attribute"], s["value"], s["source"]) for s in said} == {
        ("394c19", "registration", "F-GTAZ", "Flightradar24 API"),
        ("394c19", "type_designator", "A321", "Flightradar24 API"),
    }


def test_a_track_has_no_address_and_is_one_anonymous_flight_whatever_the_file(read: Any) -> None:
    one, two = read(tracks(point(0, 35.0, 36.0))), read(tracks(point(9, 35.1, 36.0), flight="39AA12BC"))
    assert one.state_vectors["airframe"].to_list() == [anonymous_flight("39aa12bc")]
    assert two.state_vectors["airframe"].to_list() == [anonymous_flight("39aa12bc")]
    assert anonymous_flight("39aa12bd") != anonymous_flight("39aa12bc")
    assert "anonymous" in one.notes[0]
    assert one.assertions.is_empty()


def test_a_position_without_an_address_stays_anonymous(read: Any) -> None:
    reading = read(positions(position(hex=""), position(hex=None, fr24_id="1"), position(hex="zz")))
    assert set(reading.state_vectors["airframe"]) == {anonymous_flight("39aa12bc"), anonymous_flight("1")}
    assert reading.dropped == {"bad_address": 1}
    assert reading.assertions.is_empty()


def test_a_position_that_was_calculated_is_marked_and_said(read: Any, points: Any) -> None:
    reading = read(tracks(point(0, 35.0, 36.0), point(60, 35.1, 36.0, source="ESTIMATED")))
    assert [(row["estimated"], row["source_type"]) for row in points(reading)] == [
        (False, "adsb_icao"), (True, None),
    ]  # fmt: skip
    assert any(note.startswith("1 of 2 positions were calculated") for note in reading.notes)


@pytest.mark.parametrize(("source", "marked"), [(None, True), ("ADSB", False), ("MLAT", False)])
def test_stretches_that_look_calculated_are_marked_only_where_no_source_is_said(
    read: Any, source: str | None, marked: bool
) -> None:
    reading = read(tracks(*even_points(source=source)))
    assert set(reading.state_vectors["estimated"]) == {marked}


def test_flights_are_judged_one_by_one(read: Any) -> None:
    """Two flights side by side are as even as one, and a point of the other is none of it."""
    one = [row | {"hex": "394c19", "fr24_id": "1"} for row in even_points(source=None)]
    other = [row | {"hex": "aaaaaa", "fr24_id": "2", "gspeed": 100 + i} for i, row in enumerate(one)]
    marks = read(positions(*one, *other)).state_vectors
    assert marks.filter(airframe="394c19")["estimated"].all()
    assert not marks.filter(airframe="aaaaaa")["estimated"].any()


def test_rows_count_all_positions_of_the_file(read: Any, points: Any) -> None:
    reading = read(positions(position(hex="000100"), position(hex="000099"), "odd", 7))
    assert [(row["airframe"], row["row"]) for row in points(reading)] == [("000099", 1), ("000100", 0)]
    assert (reading.n_points_read, reading.dropped) == (4, {"malformed_point": 2})


def test_odd_values_are_missing_and_bad_rows_are_counted(read: Any, points: Any) -> None:
    odd = position(alt="high", gspeed=[1], track={}, squawk=9999, callsign="\x1b[2J", source="<b>")
    bad = [position(timestamp=None), position(lat=91), position(timestamp="2101-01-01T00:00:00Z")]
    reading = read(positions(odd, *bad))
    (row,) = points(reading)
    assert (row["altitude_ft"], row["groundspeed_kt"], row["track_deg"]) == (None, None, None)
    assert (row["squawk"], row["callsign"], row["source_type"]) == (None, "[2J", None)
    assert reading.dropped == {"no_time": 1, "position_off_the_globe": 1, "time_in_the_future": 1}


def test_what_is_simulated_says_so(read: Any) -> None:
    for payload in (positions(position(), simulated=True), positions(position(simulated=1), position(lat=1))):
        assert read(payload).state_vectors["simulated"].all()


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (
            b'{"data": [{"fr24_id": "1", "hex": "394c19", "datetime_landed": "2025-08-20T10:00:00Z"}]}',
            "no_positions",
        ),
        (b'{"data": {"fr24_id": "1"}}', "wrong_columns"),
        (positions(position())[:-9], "truncated_json"),
        (b'{"fr24_id": 1, "data": ' + b"[" * 5000, "nested_too_deep"),
    ],
)
def test_what_is_no_answer_with_positions_is_refused(read: Any, payload: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(payload)
    assert caught.value.reason == reason
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("flight", [None, 5, ["x"], {"y": 1}, "\x1b"])
def test_a_flight_of_any_name_stays_anonymous(read: Any, flight: Any) -> None:
    [airframe] = read(tracks(point(0, 1.0, 2.0), flight=flight)).state_vectors["airframe"]
    assert airframe.startswith("anon:")


@pytest.mark.parametrize("held", [None, 5, "x", {"y": 1}, ["x"], [None]])
def test_tracks_that_are_none_are_counted(read: Any, held: Any) -> None:
    flights = [{"fr24_id": "1", "tracks": held}, 7, {"fr24_id": "2", "tracks": [point(0, 1.0, 2.0)]}]
    reading = read(json.dumps(flights).encode())
    assert (reading.n_points_read, reading.dropped) == (3, {"malformed_point": 2})
