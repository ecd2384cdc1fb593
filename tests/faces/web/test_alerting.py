"""What watch told is on the site's API, as a list and as a feed; what waits for others waits here too."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
from alerts_built import make_alert
from starlette.testclient import TestClient

from wheelsdown.alerts.alert import AlertKind, Proof
from wheelsdown.alerts.last_look import LastLook, RuleCounts, write_last_look
from wheelsdown.alerts.log import AlertLog
from wheelsdown.clock import now
from wheelsdown.faces.web.app import make_app
from wheelsdown.faces.web.settings import Settings

TOKEN = "a token long enough for tests"
FLAGGED = "a05432"
HOSTILE = "<script>alert(1)</script>\u202e"


def told(workspace: Path) -> None:
    AlertLog(workspace).add(
        [
            (
                make_alert(
                    id="00000000000000aa", title=HOSTILE, happened_at=datetime(2026, 1, 2, tzinfo=UTC)
                ),
                (),
            ),
            (make_alert(id="00000000000000bb", happened_at=now()), ()),
        ]
    )


def test_nobody_watches(client: TestClient) -> None:
    answer = client.get("/api/v1/alerts").json()
    assert answer["items"] == []
    assert answer["missing"] == ["no alerts were written; start wheelsdown watch"]


def test_what_was_told_is_given_latest_first(workspace: Path) -> None:
    told(workspace)
    with TestClient(make_app(Settings(workspace)), base_url="http://localhost") as client:
        answer = client.get("/api/v1/alerts?limit=5").json()
        feed = client.get("/api/v1/alerts.atom")
    assert [each["id"] for each in answer["items"]] == ["00000000000000bb", "00000000000000aa"]
    assert answer["missing"] == []
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "<script>" not in feed.text
    assert len(ET.fromstring(feed.text).findall("{http://www.w3.org/2005/Atom}entry")) == 2


def test_others_are_not_told_of_today(workspace: Path) -> None:
    told(workspace)
    app = make_app(Settings(workspace, private=False, token=TOKEN))
    with TestClient(app, base_url="http://localhost", headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        answer = client.get("/api/v1/alerts").json()
        feed = client.get("/api/v1/alerts.atom").text
        page = client.get("/alerts").text
    assert [each["id"] for each in answer["items"]] == ["00000000000000aa"]
    assert answer["left_out"] == {"delayed": 1}
    assert "Left out: 1 delayed." in page
    assert "00000000000000bb" not in page
    assert len(ET.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")) == 1


def test_what_is_asked_for_is_chosen_and_counted(workspace: Path) -> None:
    AlertLog(workspace).add(
        [
            (make_alert(id="00000000000000a1", rule="tankers", place="KRNM", kind=AlertKind.VISIT), ()),
            (make_alert(id="00000000000000a2", airframe=None, identity_withheld=True), ()),
        ]
    )
    with TestClient(make_app(Settings(workspace)), base_url="http://localhost") as client:
        assert client.get("/api/v1/alerts").json()["left_out"] == {"identity_withheld": 1}
        for query in ("rule=tankers", "kind=visit", "place=krnm"):
            found = client.get(f"/api/v1/alerts?{query}").json()
            assert [each["id"] for each in found["items"]] == ["00000000000000a1"]
            assert (found["n_alerts"], found["rules"]) == (1, ["r", "tankers"])
        assert client.get("/api/v1/alerts?kind=nothing").status_code == 400


def test_who_is_flagged_later_loses_the_name_here_too(workspace: Path) -> None:
    AlertLog(workspace).add(
        [
            (
                make_alert(
                    id="00000000000000a1", airframe=FLAGGED, title="XQ-77: arrival", text="XQ-77 came."
                ),
                (),
            )
        ]
    )
    with TestClient(make_app(Settings(workspace)), base_url="http://localhost") as client:
        told = [client.get(f"/{path}").text for path in ("api/v1/alerts", "api/v1/alerts.atom", "alerts")]
        (item,) = client.get("/alerts.json").json()["items"]
    for text in told:
        assert "XQ-77" not in text
        assert FLAGGED not in text
        assert "00000000000000a1" not in text
    assert (item["airframe"], item["identity_withheld"]) == (None, True)


def test_the_page_says_what_fired_how_it_is_known_and_what_care_did(workspace: Path) -> None:
    told(workspace)
    alert = make_alert(
        id="00000000000000cc", rule="heavies", kind=AlertKind.VISIT, place="KRNM", basis="bounded",
        evidence_seen=2, happened_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC), visit_id="v1",
        delayed_until=datetime(2026, 1, 3, 3, 4, tzinfo=UTC), simulated=True,
        evidence=(Proof(sha256="ab" * 32, first_row=3, last_row=9),),
    )  # fmt: skip
    AlertLog(workspace).add([(alert, ())])
    counts = [RuleCounts(rule="heavies", when="arrival", n_told=1, left_out={"ambulance_or_rescue": 2})]
    at = now()
    write_last_look(
        workspace,
        LastLook(looked_at=at, counted_at=at, delay_military_h=24, n_waiting=1, is_live=False, rules=counts),
    )
    with TestClient(make_app(Settings(workspace)), base_url="http://localhost") as client:
        page = client.get("/alerts", headers={"Accept": "text/html"})
        same = client.get("/alerts", headers={"If-None-Match": page.headers["etag"]})
    for words in ("heavies", "bounded", "2/4", "2026-01-02 03:04", "2026-01-03 03:04", "ab" * 32, "rows 3 to 9",
                  "2 ambulance or rescue", "1 alert waits", "wait 24 hours", "SIMULATED DATA"):  # fmt: skip
        assert words in " ".join(page.text.split())
    assert "<script>alert" not in page.text
    assert same.status_code == 304


@pytest.mark.parametrize("ago", [timedelta(minutes=1), timedelta(hours=2)])
def test_a_watcher_that_is_gone_is_said_to_be_gone(workspace: Path, ago: timedelta) -> None:
    (workspace / "alerts").mkdir()
    at = now() - ago
    look = LastLook(looked_at=at, counted_at=at, delay_military_h=0, n_waiting=0, is_live=True, rules=[])
    write_last_look(workspace, look)
    with TestClient(make_app(Settings(workspace)), base_url="http://localhost") as client:
        page = client.get("/alerts").text
    assert ("Nobody has looked since" in page) == (ago > timedelta(hours=1))
    assert "The rules found nothing to tell of yet" in page


def test_nobody_watches_is_said_on_the_page(client: TestClient) -> None:
    assert "nobody watches in this workspace" in client.get("/alerts").text


def test_an_alert_is_told_as_it_comes(
    workspace: Path, serving: Callable[[Settings], Any], in_loop: Callable[..., Any]
) -> None:
    told(workspace)
    server = serving(Settings(workspace))

    async def listen() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        address = f"{server.address}/api/v1/live/events?only=alert"
        async with httpx.AsyncClient(timeout=10) as client, client.stream("GET", address) as answer:
            async for line in answer.aiter_lines():
                assert line in ("", "event: alert", "retry: 3000") or line.startswith("data: ")
                if line.startswith("data: "):
                    found.append(json.loads(line[6:]))
                    if len(found) == 2:
                        return found
                    AlertLog(workspace).add([(make_alert(id="00000000000000dd"), ())])
        raise AssertionError(found)

    whole, fresh = in_loop(listen())
    assert (whole["all"], [each["id"] for each in whole["items"]]) == (
        True, ["00000000000000bb", "00000000000000aa"],
    )  # fmt: skip
    assert (fresh["all"], [each["id"] for each in fresh["items"]]) == (False, ["00000000000000dd"])
    assert (fresh["n_alerts"], fresh["simulated"]) == (3, False)


def test_a_stream_of_nothing_known_is_refused(client: TestClient) -> None:
    answer = client.get("/api/v1/live/events?only=alert,weather")
    assert answer.status_code == 400
    assert "there is no event 'weather'" in answer.json()["detail"]
