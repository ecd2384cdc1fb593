"""Flightradar24's interface: windows, what is kept, and a key that is nowhere."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback_site import Answer, Site

from wheelsdown.downloads import fr24
from wheelsdown.downloads.fetch_log import FetchLog, Outcome, Selection
from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.errors import WheelsdownError

KEY = "secret-key-1234"
DAYS = [date(2025, 10, 1) + timedelta(days=i) for i in range(20)]
SUMMARY = json.dumps({"data": [{"fr24_id": "391fdd79", "reg": "N1"}, {"fr24_id": "391fdd80"}]}).encode()


def asked(site: Site) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(path).query) for path in site.paths()]


@pytest.fixture
def summaries(client: PoliteClient, log: FetchLog, site: Site) -> Any:
    def run(**query: str) -> Any:
        return fr24.fetch_summaries(client, log, KEY, DAYS, query or {"registrations": "N1"}, api=site.base)

    return run


def test_summaries_are_asked_for_in_windows_of_a_fortnight_and_kept_as_given(
    summaries: Any, site: Site, log: FetchLog
) -> None:
    site.routes["/flight-summary/full"] = Answer(SUMMARY)
    fetches, flights = summaries()
    assert [flight.fr24_id for flight in flights] == ["391fdd79", "391fdd80"]
    spans = [(q["flight_datetime_from"], q["flight_datetime_to"]) for q in asked(site)]
    assert spans == [
        (["2025-10-01T00:00:00Z"], ["2025-10-14T23:59:59Z"]), (["2025-10-15T00:00:00Z"], ["2025-10-20T23:59:59Z"]),
    ]  # fmt: skip
    assert [f.outcome for f in fetches] == [Outcome.HAD_POINTS] * 2
    assert (log.workspace / str(fetches[0].path)).read_bytes() == SUMMARY
    headers = site.asked[0][2]
    assert (headers["authorization"], headers["accept-version"]) == (f"Bearer {KEY}", "v1")


def test_what_was_paid_for_is_not_asked_for_again(summaries: Any, site: Site) -> None:
    site.routes["/flight-summary/full"] = Answer(SUMMARY)
    first = summaries()
    assert summaries() == first
    assert len(site.asked) == 2


def test_tracks_and_positions(
    client: PoliteClient, log: FetchLog, site: Site, circle: Callable[..., Selection]
) -> None:
    site.routes["/flight-tracks"] = Answer(b'[{"fr24_id": "391fdd79", "tracks": [{"lat": 1}, {"lat": 2}]}]')
    site.routes["/historic/flight-positions/full"] = Answer(b'{"data": []}')
    [track] = fr24.fetch_tracks(client, log, KEY, ["391fdd79"], DAYS[0], api=site.base)
    at = datetime(2025, 10, 26, 12, tzinfo=UTC)
    [positions] = fr24.fetch_positions(client, log, KEY, circle(), [at], api=site.base)
    assert (track.outcome, positions.outcome) == (Outcome.HAD_POINTS, Outcome.HAD_NONE)
    north, south, west, east = map(float, asked(site)[1]["bounds"][0].split(","))
    assert track.because == "2 rows"
    assert south < 35.401 < north
    assert west < 35.949 < east
    assert asked(site)[1]["timestamp"] == [str(int(at.timestamp()))]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=401), "not accepted"),
        (Answer(status=402), "credit"),
        (Answer(status=403), "plan"),
        (Answer(b"<html>", 200), "not JSON"),
        (Answer(status=500), "no answer"),
    ],
)
def test_a_refusal_is_written_down(summaries: Any, site: Site, answer: Answer, words: str) -> None:
    site.routes["/flight-summary/full"] = answer
    fetches, flights = summaries()
    assert ({f.outcome for f in fetches}, flights) == ({Outcome.REFUSED}, [])
    assert words in fetches[0].because


def test_the_key_is_in_no_file_and_goes_to_no_other_host(
    summaries: Any, site: Site, other_site: Site, log: FetchLog
) -> None:
    site.routes["/flight-summary/full"] = Answer(status=302, headers={"Location": f"{other_site.base}/steal"})
    other_site.routes["/steal"] = Answer(SUMMARY)
    summaries()
    site.routes["/flight-summary/full"] = Answer(status=500)
    summaries(callsigns="X1")
    assert all("authorization" not in headers for _, _, headers in other_site.asked)
    assert not [
        path for path in log.workspace.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()
    ]
    assert KEY not in "".join(path for path in site.paths())


@pytest.mark.parametrize(
    "environment", [{}, {"FR24_API_TOKEN": " "}, {"FR24_API_TOKEN": "a b"}, {"FR24_API_TOKEN": "x\n\x01"}]
)
def test_without_a_key_it_says_where_to_put_it(environment: dict[str, str]) -> None:
    with pytest.raises(WheelsdownError, match="FR24_API_TOKEN") as refused:
        fr24.key(environment)
    assert "\x01" not in str(refused.value)


def test_a_key_is_taken_from_the_environment() -> None:
    assert fr24.key({"FR24_API_TOKEN": f" {KEY}\n"}) == KEY
