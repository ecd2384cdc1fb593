"""Live reception is a word beside the tables: it may say who is gone or there, and never makes a visit."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest
from starlette.testclient import TestClient

from wheelsdown import pipeline
from wheelsdown.clock import now
from wheelsdown.faces.web.settings import Settings
from wheelsdown.live.picture import Aircraft, Picture, read_picture, write_picture
from wheelsdown.schemas import Integrity
from wheelsdown.store import Workspace

#: Ramona, in California, by OurAirports: where it is, and how high.
RAMONA, FIELD_FT = (33.0392, -116.9153), 1395

Fly = Callable[..., None]


@pytest.fixture
def staying(workspace: Path) -> str:
    """An airframe of which the tables know no departure from Ramona."""
    held = Workspace.open(workspace)
    visits = held.table("visits").collect()
    row = visits.filter(pl.col("aerodrome") == "KRNM").sort("icao24").row(0, named=True)
    nothing = {"earliest": None, "latest": None}
    departed = [
        nothing if each["visit_id"] == row["visit_id"] else each["departed_at"]
        for each in visits.iter_rows(named=True)
    ]
    changed = visits.with_columns(pl.Series("departed_at", departed, dtype=visits.schema["departed_at"]))
    held.publish({"visits": changed}, covers=held.snapshot().covers)
    pipeline.change_places(held, lambda register: register.unwatch("KRNM"))
    return str(row["airframe"])


@pytest.fixture
def hear(workspace: Path) -> Fly:
    """Write a picture of some aircraft at Ramona, on its ground unless told otherwise."""

    def write(*changed: dict[str, Any], simulated: bool = False, age_s: float = 0.0) -> None:
        usual: dict[str, Any] = {
            "hex": "a00001", "lat": RAMONA[0], "lon": RAMONA[1], "alt_baro": "ground", "seen": 0.5,
            "seen_pos": 0.5, "messages": 9, "receivers": ["roof"], "integrity": None,
        }  # fmt: skip
        aircraft = [Aircraft(**usual | each) for each in changed]
        at_s = now().timestamp() - age_s
        write_picture(
            workspace, Picture(now=at_s, messages=1, simulated=simulated, feeds=[], aircraft=aircraft)
        )

    return write


@pytest.fixture
def asked(workspace: Path, client_of: Callable[[Settings], TestClient]) -> Iterator[Callable[..., Any]]:
    """Ask for Ramona's board, as a program or as a page."""

    def ask(*, page: bool = False, **settings: Any) -> Any:
        client = client_of(Settings(workspace, **settings))
        head = {"Authorization": f"Bearer {settings.get('token', '')}"}
        if page:
            return " ".join(client.get("/places/KRNM", headers=head).text.split())
        return client.get("/api/v1/places/KRNM/board?limit=500", headers=head).json()

    return ask


def airframes(rows: list[dict[str, Any]]) -> list[str]:
    return [each["airframe"] for each in rows]


def test_who_is_on_the_ground_there_is_there(staying: str, hear: Fly, asked: Callable[..., Any]) -> None:
    hear({"hex": staying}, {"hex": "a00002", "alt_baro": FIELD_FT + 900, "lat": RAMONA[0] + 0.05})
    board = asked()
    assert staying in airframes(board["present"])
    assert board["live_words"][staying]["state"] == "here"
    assert [(each["airframe"], each["state"]) for each in board["here_now"]["aircraft"]] == [
        (staying, "on_ground"), ("a00002", "low"),
    ]  # fmt: skip
    n_before = board["n_visits"]
    hear()
    assert asked()["n_visits"] == n_before, "live reception made a visit"


@pytest.mark.parametrize(
    ("where", "state"),
    [
        ({"alt_baro": 30_000, "lat": 40.0}, "gone"),
        ({"alt_baro": FIELD_FT + 500}, "gone"),  # in the air over the field: not on its ground
        ({"lat": 34.0}, "gone"),
        ({"lat": 40.0, "integrity": Integrity.SPOOF_SUSPECT}, "unclear"),
        ({"lat": 40.0, "integrity": Integrity.JAMMED}, "unclear"),
        ({"lat": 40.0, "seen_pos": 300.0}, "unclear"),
        ({"lat": None, "lon": None}, "unclear"),
        ({"alt_baro": None, "lat": 40.0}, "unclear"),
    ],
)
def test_only_a_position_that_is_believed_says_that_somebody_left(
    where: dict[str, Any], state: str, staying: str, hear: Fly, asked: Callable[..., Any]
) -> None:
    hear({"hex": staying, **where})
    board = asked()
    assert board["live_words"][staying]["state"] == state
    assert (staying in airframes(board["present"])) == (state != "gone")
    assert (staying in airframes(board["heard_elsewhere"])) == (state == "gone")


def test_without_a_fresh_picture_nothing_live_is_said(
    staying: str, hear: Fly, asked: Callable[..., Any]
) -> None:
    hear({"hex": staying, "lat": 40.0}, age_s=100)
    board = asked()
    assert staying in airframes(board["present"])
    assert (board["here_now"]["is_known"], board["live_words"]) == (False, {})
    assert "who is there now is unknown" in asked(page=True)


def test_a_simulated_sky_says_nothing_of_real_visits(
    staying: str, hear: Fly, asked: Callable[..., Any]
) -> None:
    hear({"hex": staying, "lat": 40.0}, simulated=True)
    board = asked()
    assert staying in airframes(board["present"])
    assert not board["simulated"]
    assert "kept apart" in board["here_now"]["why"]


def test_others_are_told_nothing_live_of_a_watched_place(
    workspace: Path, staying: str, hear: Fly, asked: Callable[..., Any]
) -> None:
    pipeline.change_places(Workspace.open(workspace), lambda register: register.watch("KRNM", 30.0))
    hear({"hex": staying, "lat": 40.0, "alt_baro": 30_000}, {"hex": "a00003"})
    board = asked(private=False, token="a token long enough for tests")
    assert (board["here_now"]["aircraft"], board["live_words"], board["heard_elsewhere"]) == ([], {}, [])
    assert "wait 24 hours" in board["here_now"]["why"]


def test_others_are_told_nothing_live_that_its_publisher_keeps(
    workspace: Path, staying: str, hear: Fly, asked: Callable[..., Any]
) -> None:
    hear({"hex": staying})
    heard = read_picture(workspace)
    assert heard is not None
    write_picture(workspace, msgspec.structs.replace(heard, provider="airplaneslive"))
    theirs = asked(private=False, token="an-invented-token-of-some-length")["here_now"]
    assert not theirs["is_known"]
    assert "forbids to pass it on" in theirs["why"]
    assert asked()["here_now"]["is_known"]


def test_the_page_says_it_in_words(staying: str, hear: Fly, asked: Callable[..., Any]) -> None:
    hear({"hex": staying, "lat": 40.0, "alt_baro": 30_000}, {"hex": "a00002", "flight": "<b>x"})
    page = asked(page=True)
    assert "Heard elsewhere by now" in page
    assert "NM away at 30,000 ft" in page
    assert "on the ground, it says" in page
    assert "&lt;b&gt;x" in page
    assert "data-renew=" in page
    hear()
    assert "Nobody heard is not the same as nobody there" in asked(page=True)
