"""Playback is also points for maps of others: the same positions, and what must be said with them."""

from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.fixture
def address(client: TestClient) -> str:
    """A day of the demo data around Ramona."""
    flight = client.get("/api/v1/visits?place=KRNM&limit=1").json()["items"][0]
    day = (flight["arrived_at"]["latest"] or flight["arrived_at"]["earliest"])[:10]
    return f"/api/v1/playback?since={day}&until={day}&bbox=-118.5,32,-115.5,34&step_s=30"


def points(answer: dict[str, Any]) -> list[tuple[str, float, float, float | None]]:
    return [
        (track["airframe"], track["lon_deg"][n], track["lat_deg"][n], track["altitude_ft"][n])
        for track in answer["tracks"]
        for n in range(len(track["t_s"]))
    ]


def test_geojson_holds_the_same_positions(client: TestClient, address: str) -> None:
    plain = client.get(address).json()
    answer = client.get(address, headers={"Accept": "application/geo+json"})
    found = answer.json()
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["wheelsdown-simulated"] == "false"
    assert found["type"] == "FeatureCollection"
    assert plain["n_positions"] == len(found["features"]) > 100
    assert points(plain) == [
        (each["properties"]["airframe"], *each["geometry"]["coordinates"], each["properties"]["altitude_ft"])
        for each in found["features"]
    ]
    for name in ("since", "until", "n_positions", "capped", "left_out", "missing", "simulated"):
        assert found[name] == plain[name]
    at = [each["properties"]["at"] for each in found["features"]]
    assert plain["since"] <= min(at) <= max(at) < plain["until"]
    assert client.get(f"{address}&format=geojson").content == answer.content


def test_each_form_has_a_tag_of_its_own(client: TestClient, address: str) -> None:
    first = client.get(address).headers["etag"]
    second = client.get(f"{address}&format=geojson").headers["etag"]
    assert first != second
    answer = client.get(f"{address}&format=geojson", headers={"If-None-Match": second})
    assert answer.status_code == 304


def test_forms_that_are_not_there_are_refused(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}&format=csv")
    assert (answer.status_code, "there is json, geojson" in answer.json()["detail"]) == (406, True)
    assert client.get("/api/v1/status", headers={"Accept": "text/csv"}).status_code == 406


def test_nothing_received_is_an_empty_collection_that_says_so(client: TestClient) -> None:
    address = "/api/v1/playback?since=2001-01-01&until=2001-01-01&bbox=0,0,1,1&format=geojson"
    found = client.get(address).json()
    assert found["features"] == []
    assert found["missing"]
