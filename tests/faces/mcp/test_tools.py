"""The tools say what the command line says: with basis, what is left out, what is missing, and with care."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from wheelsdown import pipeline
from wheelsdown.clock import now
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.faces.cli import app
from wheelsdown.faces.mcp.answers import inert
from wheelsdown.live.picture import Aircraft, Feed, FeedState, Picture, write_picture
from wheelsdown.store import Workspace

Ask = Callable[..., dict[str, Any]]

A124, IL62 = "158334", "1582f6"
HOSTILE = "EVIL\x1b[2J\u202eX\r\n" + "A" * 1000


def test_visits_are_those_of_the_command_line(ask: Ask, master: Path) -> None:
    words = ["visits", "OSLK", "--format", "json", "--workspace", str(master)]
    said = json.loads(CliRunner().invoke(app, words).stdout)
    found = ask("visits", place="Хмеймим")["structuredContent"]
    assert found["items"] == said["items"]
    assert found["left_out"] == said["left_out"]
    assert found["missing"] == said["missing"]
    assert (found["schema"], found["place"]) == (said["schema"], said["place"])
    assert found["simulated"] is True
    assert found["banner"] == "SIMULATED DATA - scenario, not evidence"
    assert found["basis"]["observed"] == "ground contact or the runway itself was seen"
    assert {each["icao24"] for each in found["items"]} == {A124, IL62}


def test_a_list_goes_on_where_it_ended(ask: Ask) -> None:
    first = ask("visits", place="OSLK", limit=1)["structuredContent"]
    assert (first["n_rows"], first["next_offset"]) == (2, 1)
    assert first["left_out"]["rows_beyond_the_limit"] == 1
    second = ask("visits", place="OSLK", limit=1, offset=1)["structuredContent"]
    assert second["next_offset"] is None
    assert first["items"] != second["items"]


def test_none_observed_is_not_nobody_came(ask: Ask) -> None:
    found = ask("visits", place="OSLK", since="2025-10-25", until="2025-10-25")["structuredContent"]
    assert found["items"] == []
    assert "Not observed is not the same as did not happen." in found["remark"]
    gone = ask("visits", place="OSLK", since="2024-01", until="2024-01")["structuredContent"]
    assert gone["missing"][0].startswith("no data for 2024-01-01 to 2024-01-31")


def test_every_tool_answers(ask: Ask) -> None:
    assert ask("flights", since="2025-10-26", until="2025-10-26", type="IL62")["structuredContent"]["items"]
    legs = ask("rotations", place="OSLK")["structuredContent"]["items"]
    assert {each["position"] for each in legs} >= {-1, 1}
    card = ask("identity", aircraft="RA-99124")["structuredContent"]
    assert card["airframe"] == A124
    assert all(each["source"] for each in card["items"])
    near = ask("near", place="OSLK", since="2025-10-26", until="2025-10-26")["structuredContent"]
    assert IL62 in {each["icao24"] for each in near["items"]}
    assert ask("plan", place="OSLK", since="2025-10-27", until="2025-10-29")["structuredContent"]["items"]
    assert ask("status")["structuredContent"]["n_acquisitions"] == 4
    [base] = ask("places", watched=True)["structuredContent"]["items"]
    assert (base["id"], base["watched_radius_nm"]) == ("OSLK", 30.0)
    assert ask("live")["structuredContent"]["missing"] == [
        "nobody listens in this workspace; wheelsdown listen FEED does"
    ]


def test_a_trace_is_thinned_evenly_and_says_so(ask: Ask) -> None:
    more = ask("trace", aircraft=A124, limit=300)["structuredContent"]
    few = ask("trace", aircraft=A124, limit=10)["structuredContent"]
    assert len(few["items"]) == 10
    assert few["items"][0] == more["items"][0]
    assert few["items"][-1] == more["items"][-1]
    assert few["n_points"] == more["n_points"]
    for found in (few, more):
        assert found["left_out"].get("points_thinned_out", 0) == found["n_points"] - len(found["items"])


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("visits", {"place": "nowhereland"}, "no place 'nowhereland'"),
        ("visits", {}, "missing required field"),
        ("visits", {"place": "OSLK", "limit": 5000}, "limit: expected int <= 100"),
        ("visits", {"place": "OSLK", "since": "soon"}, "'soon' is not a UTC day"),
        ("visits", {"place": "OSLK", "since": "0001-01"}, "between 1990 and 2100"),
        ("visits", {"place": "OSLK", "until": "9999-12"}, "between 1990 and 2100"),
        ("visits", {"place": "OSLK", "since": "2025-10-26", "until": "2025-10-20"}, "before it starts"),
        ("flights", {"since": "2024-01", "until": "2025-12"}, "more than 31 days"),
        ("trace", {"aircraft": "zzzzzz\x1b[2J"}, ""),
        ("near", {"place": "Syria"}, "not one point"),
        ("plan", {"place": "OSLK", "since": "1999-01", "until": "2099-01"}, "at most ten years"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(
    tool: str, arguments: dict[str, Any], words: str, ask: Ask
) -> None:
    result = ask(tool, **arguments)
    if words:
        assert result["isError"]
    text = result["content"][0]["text"]
    assert words in text
    assert "\x1b" not in text


# --- care ---------------------------------------------------------------------------------------------


def test_flagged_aircraft_keep_the_event_and_lose_the_name(
    workspace: Path, ask_of: Callable[..., Ask]
) -> None:
    pipeline.assert_identity(Workspace.open(workspace), A124, "ladd", "true", by="Invented Person")
    ask = ask_of(workspace)
    found = ask("visits", place="OSLK")["structuredContent"]
    assert found["left_out"]["identity_withheld"] == 1
    assert len(found["items"]) == 2
    assert A124 not in json.dumps(found)
    assert not ask("visits", place="OSLK", type="A124")["structuredContent"]["items"]
    for tool in ("identity", "trace"):
        refused = ask(tool, aircraft="RA-99124")
        assert refused["isError"]
        assert "flagged PIA or LADD" in refused["content"][0]["text"]
    assert ask("visits", place="OSLK", icao24=A124.upper())["isError"]


def test_military_movements_at_watched_places_wait(
    master: Path, ask_of: Callable[..., Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    from wheelsdown.faces.mcp import desk

    landed = pipeline.visits(Workspace.open(master), "OSLK", pipeline.RowFilter()).rows["arrived_at"][-1][
        "latest"
    ]
    monkeypatch.setattr(desk, "now", lambda: landed + timedelta(hours=3))
    waiting = ask_of(master)("visits", place="OSLK")["structuredContent"]
    assert [each["icao24"] for each in waiting["items"]] == [A124]
    assert waiting["left_out"]["delayed"] == 1
    at_once = ask_of(master, 0)("visits", place="OSLK")["structuredContent"]
    assert len(at_once["items"]) == 2
    for tool, more in (
        ("trace", {"aircraft": IL62}),
        ("rotations", {"place": "OSLK"}),
        ("near", {"place": "OSLK"}),
    ):
        assert ask_of(master)(tool, **more)["structuredContent"]["left_out"]["delayed"] > 0


def picture(*aircraft: Aircraft, age_s: float = 0.0) -> Picture:
    feed = Feed(name=HOSTILE, url="beast://secret.test", dialect=None, state=FeedState.CONNECTED, since=now())
    return Picture(
        now=now().timestamp() - age_s, messages=1, simulated=True, feeds=[feed], aircraft=list(aircraft)
    )


def plane(**changes: Any) -> Aircraft:
    words = {"hex": "a1b2c3", "seen": 1.0, "messages": 3, "receivers": ("roof",), "integrity": None}
    return Aircraft(**words | changes)


def test_the_live_picture_is_careful_and_inert(workspace: Path, ask_of: Callable[..., Ask]) -> None:
    write_picture(
        workspace,
        picture(
            plane(flight=HOSTILE, lat=50.0, lon=10.0, t="S2T"),
            plane(hex="a1b2c4", db_flags=8, flight="PRIVATE1", r="N1"),
            plane(hex="a1b2c5", db_flags=1, lat=35.4, lon=35.95),
        ),
    )
    ask = ask_of(workspace)
    found = ask("live")["structuredContent"]
    assert found["left_out"] == {"identity_withheld": 1, "delayed": 1}
    assert [each["hex"] for each in found["items"]] == ["a1b2c3", "withheld:1"]
    text = json.dumps(found, ensure_ascii=False)
    assert text.isprintable()
    for hidden in ("PRIVATE1", "a1b2c4", "a1b2c5", "secret.test"):
        assert hidden not in text
    assert len(found["items"][0]["flight"]) <= 500
    assert found["simulated"] is True
    assert found["is_stale"] is False
    assert ask("live", type="s2t")["structuredContent"]["items"][0]["hex"] == "a1b2c3"
    assert not ask("live", place="OSLK")["structuredContent"]["items"]


def test_an_old_picture_says_so(workspace: Path, ask_of: Callable[..., Ask]) -> None:
    write_picture(workspace, picture(age_s=600))
    found = ask_of(workspace)("live")["structuredContent"]
    assert found["is_stale"] is True
    assert found["missing"][0].startswith("the picture is old")


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
)
def test_whatever_text_there_is_it_is_one_short_line(value: Any) -> None:
    def check(said: Any) -> None:
        if isinstance(said, str):
            assert said == printable(said)
            assert len(said) <= 500
        for part in (
            [*said, *said.values()] if isinstance(said, dict) else said if isinstance(said, list) else ()
        ):
            check(part)

    check(inert(value))
