"""Lists: the rows of the pipeline, in every form, page by page, within limits."""

import csv
import io
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from wheelsdown import pipeline
from wheelsdown.faces.web.api.paging import Cursor
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.store import Workspace

VISITS = "/api/v1/visits?place=KRNM"
FLIGHTS = "/api/v1/flights?since=2020-09-08&until=2020-09-14"


def test_the_rows_are_those_of_the_pipeline(client: TestClient, master: Path) -> None:
    listed = client.get(f"{VISITS}&limit=1000").json()
    answer = pipeline.visits(Workspace.open(master), "KRNM", pipeline.RowFilter())
    assert listed["schema"] == "wheelsdown/visits/1"
    assert [row["visit_id"] for row in listed["items"]] == answer.rows["visit_id"].to_list()
    assert set(listed["items"][0]) == set(answer.rows.columns)
    assert listed["missing"] == [words.replace(f" --workspace {master}", "") for words in answer.missing]
    assert {reason: n for reason, n in listed["left_out"].items() if reason != "identity_withheld"} == dict(
        answer.left_out
    )
    assert listed["n_rows"] == answer.rows.height
    assert listed["next"] is None


@pytest.mark.parametrize(
    "path", [VISITS, FLIGHTS, "/api/v1/status", "/places/KRNM", "/places/KRNM.json", "/status"]
)
def test_nobody_is_told_where_the_workspace_lies(client: TestClient, master: Path, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert str(master) not in answer.text


@pytest.mark.parametrize("path", [VISITS, FLIGHTS, "/api/v1/rotations?place=KRNM", "/api/v1/places"])
def test_pages_together_are_the_list(client: TestClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    whole = client.get(f"{path}{joint}limit=1000").json()
    following, rows = f"{path}{joint}limit=7", []
    while following:
        answer = client.get(following)
        page = answer.json()
        assert len(page["items"]) <= 7
        rows += page["items"]
        following = page["next"]
        assert (f'<{following}>; rel="next"' == answer.headers.get("link")) == bool(following)
        if len(rows) > 70:
            break
    assert rows == whole["items"][: len(rows)]
    assert len(rows) == whole["n_rows"] or len(rows) > 70


@pytest.mark.parametrize(
    ("path", "n"),
    [("/api/v1/flights?icao24=A53D70", 1), ("/api/v1/flights?callsign=t73", 1), (f"{VISITS}&military=true", 1),
     (f"{VISITS}&type=A124", 0), (f"{VISITS}&since=2021-01&until=2022-01", 0), (f"{VISITS}&operator=hyperlink", 1),
     (f"{VISITS}&min_probability=1", 0), ("/api/v1/aircraft/XQ-4321/flights", 1),
     ("/api/v1/aircraft/a53d70/flights?since=2020-09-08&until=2020-09-08", 1), ("/api/v1/places?watched=true", 1),
     (f"/api/v1/visits?place={quote('Ramona Airport')}", 1)],
)  # fmt: skip
def test_filters_are_those_of_the_command_line(client: TestClient, path: str, n: int) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert bool(answer.json()["n_rows"]) == bool(n)


@pytest.mark.parametrize(
    ("accept", "form", "kind"),
    [("text/csv", None, "text/csv; charset=utf-8"), ("*/*", "csv", "text/csv; charset=utf-8"),
     ("application/geo+json", None, "application/geo+json"), ("text/html", "json", "application/json"),
     ("application/vnd.apache.parquet", None, "application/vnd.apache.parquet"),
     ("text/html;q=0.9, */*;q=0.1", None, "application/json")],
)  # fmt: skip
def test_forms_are_chosen_by_header_or_word(
    client: TestClient, accept: str, form: str | None, kind: str
) -> None:
    answer = client.get(VISITS + (f"&format={form}" if form else ""), headers={"accept": accept})
    assert answer.headers["content-type"] == kind
    assert "Accept" in answer.headers["vary"]


def test_every_form_says_the_same_rows(client: TestClient) -> None:
    ids = [row["visit_id"] for row in client.get(VISITS).json()["items"]]
    table = list(csv.DictReader(io.StringIO(client.get(f"{VISITS}&format=csv").text)))
    features = client.get(f"{VISITS}&format=geojson").json()["features"]
    frame = pl.read_parquet(io.BytesIO(client.get(f"{VISITS}&format=parquet").content))
    assert [row["visit_id"] for row in table] == ids
    assert [each["properties"]["visit_id"] for each in features] == ids
    assert frame["visit_id"].to_list() == ids
    assert features[0]["geometry"]["type"] == "Point"


def test_a_form_that_is_not_there_is_refused(client: TestClient) -> None:
    assert client.get(VISITS, headers={"accept": "image/png"}).status_code == 406
    assert client.get("/api/v1/status", headers={"accept": "text/csv"}).status_code == 406
    assert client.get(f"{VISITS}&format=table").status_code == 400


def test_hostile_names_are_inert(client: TestClient) -> None:
    path = "/api/v1/visits?place=KRNM&icao24=a53d70"
    row = next(csv.DictReader(io.StringIO(client.get(f"{path}&format=csv").text)))
    assert row["operator"] == "'=HYPERLINK(0)<script>"
    answer = client.get(path)
    assert answer.json()["items"][0]["operator"] == "=HYPERLINK(0)<script>"
    assert answer.headers["content-type"] == "application/json"


def test_what_is_flagged_is_shown_to_nobody_by_name(client: TestClient) -> None:
    assert client.get("/api/v1/aircraft/a05432").status_code == 403
    assert client.get("/api/v1/trace?icao24=a05432").status_code == 403
    assert client.get("/api/v1/flights?icao24=A05432").status_code == 403
    listed = client.get(f"{FLIGHTS}&limit=1000")
    assert "a05432" not in listed.text
    assert listed.json()["left_out"]["identity_withheld"] >= 1
    assert client.get("/api/v1/search?q=a05432").json()["groups"] == []


def test_a_tag_spares_the_answer(client: TestClient) -> None:
    first = client.get(VISITS)
    tag = first.headers["etag"]
    again = client.get(VISITS, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert client.get(f"{VISITS}&limit=5").headers["etag"] != tag
    assert client.get(VISITS, headers={"accept": "text/csv"}).headers["etag"] != tag


def test_large_answers_travel_small(client: TestClient) -> None:
    small = client.get(VISITS, headers={"accept-encoding": "gzip"})
    plain = client.get(VISITS, headers={"accept-encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.text == plain.text
    assert int(small.headers["content-length"]) < len(plain.content) / 3
    assert "content-encoding" not in client.get("/data/receiver.json").headers


def test_head_says_what_get_would(client: TestClient) -> None:
    assert client.head(VISITS).headers["etag"] == client.get(VISITS).headers["etag"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/v1/visits", 400, "place"),
        (f"{VISITS}&plcae=1", 400, "plcae"),
        (f"{VISITS}&place=OSLK", 400, "place is said twice"),
        (f"{VISITS}&limit=0", 400, "limit"),
        (f"{VISITS}&limit=1001", 400, "limit: expected int <= 1000, got '1001'"),
        (f"{VISITS}&min_probability=nan", 400, "min_probability"),
        (f"{VISITS}&since=soon", 400, "2025-10-26"),
        (f"{VISITS}&since=2025&until=2024", 400, ""),
        (f"{VISITS}&icao24=../etc", 400, "icao24"),
        (f"{VISITS}&after=AAAA", 400, "after"),
        ("/api/v1/visits?place=Latkaia", 404, "did you mean"),
        ("/api/v1/visits?place=%00%ff", 404, "no place"),
        ("/api/v1/near?place=KRNM&radius_nm=1e9", 400, "radius_nm"),
        ("/api/v1/near?place=Syria", 404, "not one point"),
        ("/api/v1/trace?icao24=zzzzzz&since=0001-01-01", 400, "1990"),
        ("/api/v1/trace?icao24=zzzzzz&until=9999-12-31", 400, "1990"),
        ("/api/v1/trace?icao24=a53d70&since=1990-01-01&until=2099-12-31", 200, ""),
        ("/api/v1/flights", 400, "31 days"),
        ("/api/v1/nothing", 404, "openapi.json"),
        ("/api/v1/activity?place=KRNM", 501, "not worked out yet"),
    ],
)  # fmt: skip
def test_questions_out_of_bounds_are_refused_in_one_line(
    client: TestClient, path: str, status: int, said: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert said in answer.json()["detail"]
        assert "\n" not in answer.json()["detail"]


PARAMETERS = st.sampled_from(
    ["place", "since", "until", "icao24", "callsign", "type", "operator", "military", "from", "to",
     "min_probability", "limit", "after", "format", "q", "bbox", "step_s", "radius_nm", "exact", "watched"]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.floats().map(str),
    st.sampled_from(["KRNM", "OSLK", "2020-09-08", "2020-13-45", "9999-12-31", "0001-01-01T00:00:00+23:59", "true", "US"]),
)  # fmt: skip


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ["visits", "flights", "rotations", "near", "trace", "places", "search", "playback", "status"]
    ),
    st.lists(st.tuples(PARAMETERS, VALUES), max_size=4),
)
def test_nothing_that_is_asked_breaks_the_server(
    client: TestClient, path: str, words: list[tuple[str, str]]
) -> None:
    answer = client.get(f"/api/v1/{path}", params=words)
    assert answer.status_code < 500


@given(st.text(max_size=80))
def test_any_word_to_go_on_from_is_read_or_refused(text: str) -> None:
    try:
        found = Cursor.read(text)
    except ProblemError as refused:
        found, status = None, refused.status
    assert status == 400 if found is None else Cursor.read(found.written()) == found
