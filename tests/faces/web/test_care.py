"""Others than this machine's user see military movements at watched places late, and are told how many wait."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from wheelsdown import pipeline
from wheelsdown.clock import now
from wheelsdown.faces.web.api.paging import Cursor
from wheelsdown.faces.web.app import make_app
from wheelsdown.faces.web.settings import Settings
from wheelsdown.live.picture import Picture
from wheelsdown.store import Workspace

TOKEN = "an-invented-token-of-some-length"
VISITOR, CIVIL, FLAGGED = "adf7c7", "a00001", "a05432"


@pytest.fixture(scope="module")
def recent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of today: a military and a civil aircraft landed at a watched field an hour ago."""
    folder = tmp_path_factory.mktemp("care")
    begin = now() - timedelta(hours=1, minutes=10)
    for airframe in (VISITOR, CIVIL):
        rows = [[float(30 * i), 33.0392 + max(0, 20 - i) * 0.01, -116.915, max(0, 20 - i) * 400 + 1500 if i < 20 else "ground",
                 140 if i < 20 else 10, 180, 0, -700, {"flight": "XQ1"}, "adsb_icao", None] for i in range(30)]  # fmt: skip
        trace = {"icao": airframe, "timestamp": begin.timestamp(), "trace": rows}
        (folder / f"trace_full_{airframe}.json").write_text(json.dumps(trace))
    path = folder / "workspace"
    workspace = Workspace.create(path)
    pipeline.ingest(workspace, sorted(folder.glob("*.json")))
    pipeline.assert_identity(workspace, VISITOR, "military", "true", by="Invented Person")
    pipeline.assert_identity(workspace, CIVIL, "military", "false", by="Invented Person")
    pipeline.change_places(workspace, lambda register: register.watch("KRNM", 30.0))
    return path


@pytest.fixture(scope="module")
def owner(recent: Path) -> Iterator[TestClient]:
    with TestClient(make_app(Settings(recent)), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def stranger(recent: Path) -> Iterator[TestClient]:
    settings = Settings(recent, private=False, token=TOKEN)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(make_app(settings), base_url="http://base.example", headers=headers) as client:
        yield client


def bbox() -> str:
    return f"/api/v1/playback?bbox=-118,32,-115,34&since={now() - timedelta(hours=3):%Y-%m-%dT%H:%M}&until={now():%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    "path",
    ["/api/v1/visits?place=KRNM", "/api/v1/flights", "/api/v1/near?place=KRNM", f"/api/v1/trace?icao24={VISITOR}",
     "/api/v1/rotations?place=KRNM", f"/api/v1/aircraft/{VISITOR}/flights", f"/api/v1/trace?icao24={VISITOR}&format=csv"],
)  # fmt: skip
def test_lists_wait_for_others_and_count_what_waits(
    owner: TestClient, stranger: TestClient, path: str
) -> None:
    mine, theirs = owner.get(path), stranger.get(path)
    assert mine.status_code == theirs.status_code == 200
    assert VISITOR in mine.text
    shown = theirs.text if "csv" in path else json.dumps(theirs.json()["items"])
    assert VISITOR not in shown
    if "csv" in path:
        assert json.loads(theirs.headers["wheelsdown-left-out"])["delayed"] == 30
    else:
        assert theirs.json()["left_out"]["delayed"] >= 1
        assert "delayed" not in mine.json()["left_out"]


def test_civil_movements_do_not_wait(stranger: TestClient) -> None:
    rows = stranger.get("/api/v1/visits?place=KRNM").json()["items"]
    assert {row["airframe"] for row in rows} == {CIVIL}


def test_boards_playback_and_search_wait_too(owner: TestClient, stranger: TestClient) -> None:
    board, theirs = (each.get("/api/v1/places/KRNM/board") for each in (owner, stranger))
    assert VISITOR in board.text
    assert VISITOR not in theirs.text
    assert theirs.json()["left_out"]["delayed"] >= 1
    assert theirs.json()["n_visits"] == board.json()["n_visits"] - 1
    played, late = owner.get(bbox()), stranger.get(bbox())
    assert VISITOR in played.text
    assert VISITOR not in late.text
    assert late.json()["left_out"]["delayed"] == 1
    assert owner.get(f"/api/v1/search?q={VISITOR}").json()["groups"]
    assert not stranger.get(f"/api/v1/search?q={VISITOR}").json()["groups"]


def test_nobody_pages_into_what_waits(stranger: TestClient) -> None:
    state = stranger.get("/api/v1/status").json()["state"]
    word = Cursor(state, 0, now() + timedelta(days=30)).written()
    answer = stranger.get(f"/api/v1/visits?place=KRNM&after={word}")
    assert answer.status_code == 200
    assert VISITOR not in answer.text


def test_a_delay_can_be_changed_knowingly(recent: Path, client_of: Callable[[Settings], TestClient]) -> None:
    client = client_of(Settings(recent, private=False, token=TOKEN, delay_military=timedelta(0)))
    answer = client.get("/api/v1/visits?place=KRNM", headers={"Authorization": f"Bearer {TOKEN}"})
    assert VISITOR in answer.text


def test_the_live_sky_waits_near_watched_places(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    fly(2, db_flags=1)
    mine = client_of(Settings(workspace)).get("/api/v1/live").json()
    client = client_of(Settings(workspace, private=False, token=TOKEN))
    theirs = client.get("/api/v1/live", headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert len(mine["aircraft"]) == 2
    assert mine["feeds"][0]["url"]
    assert theirs["aircraft"] == []
    assert theirs["left_out"] == {"delayed": 2}
    assert theirs["feeds"][0]["url"] == ""


def test_what_is_flagged_flies_without_a_name(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    fly(2, db_flags=8)
    client = client_of(Settings(workspace))
    for path in ("/api/v1/live", "/data/aircraft.json"):
        answer = client.get(path)
        assert "a00001" not in answer.text
        assert "XQ1" not in answer.text
        assert len(answer.json()["aircraft"]) == 2


def test_who_is_military_by_the_workspace_alone_waits_in_the_live_sky_too(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    """Raw frames hold no flags, and KRNM is no air base: only the ledger knows."""
    pipeline.assert_identity(Workspace.open(workspace), "a00001", "military", "true", by="Invented Person")
    fly(2)
    mine = client_of(Settings(workspace)).get("/api/v1/live").json()
    client = client_of(Settings(workspace, private=False, token=TOKEN))
    theirs = client.get("/api/v1/live", headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert {each["hex"]: each.get("dbFlags") for each in mine["aircraft"]}["a00001"] == 1
    assert [each["hex"] for each in theirs["aircraft"]] == ["a00000"]
    assert theirs["left_out"] == {"delayed": 1}


def test_frames_alone_are_filtered_by_what_the_workspace_knows(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    for attribute, value in (
        ("type_designator", "IL76"),
        ("operator", "Invented Cargo"),
        ("military", "true"),
    ):
        pipeline.assert_identity(Workspace.open(workspace), "a00001", attribute, value, by="Invented Person")
    fly(3)
    client = client_of(Settings(workspace))
    for asked in ("type=IL76", "operator=invented", "military=true"):
        page = client.get(f"/?{asked}").text
        assert "1 of 3 fit" in page, asked
        assert 'data-hex="a00001"' in page


def test_private_european_aircraft_are_named_to_their_user_alone(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    """An airframe of the demo data is made a German light one: what KRNM saw stays, who it was does not."""
    visits = client_of(Settings(workspace)).get("/api/v1/visits?place=KRNM&limit=1000").json()["items"]
    airframe = visits[-1]["airframe"]
    opened = Workspace.open(workspace)
    pipeline.assert_identity(opened, airframe, "owner_withheld", "true", by="Invented Person")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wheelsdown.care.privacy._is_protected", lambda each: each == airframe)
        mine = client_of(Settings(workspace)).get("/api/v1/visits?place=KRNM&limit=1000").json()
        client = client_of(Settings(workspace, private=False, token=TOKEN))
        headers = {"Authorization": f"Bearer {TOKEN}"}
        theirs = client.get("/api/v1/visits?place=KRNM&limit=1000", headers=headers).json()
        card = client.get(f"/api/v1/aircraft/{airframe}", headers=headers)
    assert mine["items"] == visits
    assert airframe not in str(theirs)
    assert theirs["left_out"]["identity_withheld"] >= 1
    assert theirs["n_rows"] == mine["n_rows"]
    assert card.status_code == 403


def test_points_that_a_licence_keeps_here_are_not_served_to_others(
    tmp_path: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    demo = Path(pipeline.__file__).parent / "demo_data"
    workspace = Workspace.create(tmp_path / "restricted")
    pipeline.ingest(workspace, [demo / "calfire.json.gz"], provider="opensky")
    played = "/api/v1/playback?bbox=-118,32,-115,34&since=2020-09-11&until=2020-09-11"
    mine = client_of(Settings(workspace.path))
    client = client_of(Settings(workspace.path, private=False, token=TOKEN))
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for path in ("/api/v1/trace?icao24=a515f1", played):
        own, theirs = mine.get(path).json(), client.get(path, headers=headers).json()
        items = "tracks" if "playback" in path else "items"
        assert own[items], path
        assert not theirs[items]
        assert theirs["left_out"]["not_passed_on_by_licence"] > 0
    visits = client.get("/api/v1/visits?place=KRNM", headers=headers).json()
    assert visits["items"][0]["evidence"][0]["sha256"]
    page = client.get("/status", headers=headers).text
    assert "opensky (OpenSky Network terms: research and non-commercial use)" in page
