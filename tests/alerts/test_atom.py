"""The feed is Atom that a reader understands, whatever stands in an alert."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from alerts_built import make_alert, rules_of
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.alerts.alert import AlertKind
from wheelsdown.alerts.atom import atom_feed, feed_bytes
from wheelsdown.alerts.log import read_alerts
from wheelsdown.alerts.watcher import Watcher
from wheelsdown.clock import now

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_holds_the_alerts_of_a_look(season: Path) -> None:
    rules = rules_of({"when": "arrival", "place": "OSLK", "type": "A124"}, site="http://127.0.0.1:8097")
    with Watcher.opened(season, rules, []) as watcher:
        watcher.look(now())
    written = (season / "alerts" / "alerts.atom").read_bytes()
    assert written == atom_feed(season, rules.site)
    feed = ET.fromstring(written)
    assert feed.findtext(f"{ATOM}title") == "wheelsdown alerts (SIMULATED)"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}summary") for each in entries] == [
        each.text for each in read_alerts(season)
    ]
    assert len({each.findtext(f"{ATOM}id") for each in entries}) == 2
    for tag in ("title", "id", "updated"):
        assert feed.findtext(f"{ATOM}{tag}")
        assert all(each.findtext(f"{ATOM}{tag}") for each in entries)
    assert entries[0].find(f"{ATOM}link").attrib["href"] == "http://127.0.0.1:8097/aircraft/158334"  # type: ignore[union-attr]  # it is there
    line = json.loads((season / "alerts" / "alerts.jsonl").read_text().splitlines()[0])
    assert line["kind"] == "visit"


def test_where_nobody_watches_the_feed_is_empty(empty: Path) -> None:
    feed = ET.fromstring(atom_feed(empty))
    assert not feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


@given(st.text())
def test_whatever_an_alert_says_the_feed_is_xml(text: str) -> None:
    feed = ET.fromstring(
        feed_bytes([make_alert(title=text, text=text, airframe=text, place=text)], "http://x")
    )
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").attrib["href"].startswith("http://x/")  # type: ignore[union-attr]  # it is there


def test_markup_is_text() -> None:
    feed = ET.fromstring(feed_bytes([make_alert(title="<script>x</script>&", kind=AlertKind.TEST)]))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "<script>x</script>&"
