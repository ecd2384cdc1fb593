"""What watch told is on the site's API, as a list and as a feed; what waits for others waits here too."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from alerts_built import make_alert
from starlette.testclient import TestClient

from wheelsdown.alerts.log import AlertLog
from wheelsdown.clock import now
from wheelsdown.faces.web.app import make_app
from wheelsdown.faces.web.settings import Settings

TOKEN = "a token long enough for tests"
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
    assert [each["id"] for each in answer["items"]] == ["00000000000000aa"]
    assert len(ET.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")) == 1
