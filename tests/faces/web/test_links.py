"""No link leads nowhere: whatever a page points at on this server answers."""

import html
import re

import pytest
from starlette.testclient import TestClient

PAGES = ("/", "/places", "/places/KRNM", "/aircraft/a53d70", "/aircraft/a53d70?since=2020-01&until=2030-01",
         "/alerts", "/playback?place=KRNM", "/search?q=T7", "/search?q=Ramona", "/status", "/about")  # fmt: skip

#: A stream never ends, so it is not read here; links of one sort are followed so many times.
_ENDLESS, _EACH = "/api/v1/live/events", 2

_LINK = re.compile(r'(?:href|src|data-positions)="(/[^"#]*)')


def links(page: str) -> list[str]:
    """Give what a page points at, of each sort a few: addresses that differ in numbers and names are of one."""
    found: dict[str, list[str]] = {}
    for link in dict.fromkeys(html.unescape(each) for each in _LINK.findall(page)):
        if not link.startswith(_ENDLESS):
            sort = re.sub(r"(?<=[/=])[^/=&?]*\d[^/=&?]*", "#", link)
            found.setdefault(sort, []).append(link)
    return [link for alike in found.values() for link in alike[:_EACH]]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_answers(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    found = links(page.text)
    assert len(found) > 8
    wrong = {}
    for link in found:
        answer = client.get(link)
        if answer.status_code != 200 and not (link == "/data/aircraft.json" and answer.status_code == 503):
            wrong[link] = answer.text[:200]
    assert wrong == {}
