"""Where the scripts were not built, every page still says what it knows, and says what is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from wheelsdown.faces.web.app import make_app
from wheelsdown.faces.web.pages import files
from wheelsdown.faces.web.settings import Settings

PAGES = ("/", "/places", "/places/KRNM", "/aircraft/a53d70", "/alerts", "/playback", "/search?q=T7", "/status",
         "/about", "/callsigns/T73", "/nothing-here")  # fmt: skip


@pytest.fixture
def unbuilt(master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(files, "_FOLDERS", (files._FOLDERS[0], tmp_path / "static"))
    with TestClient(make_app(Settings(master)), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_pages_work_without_scripts_and_say_so(unbuilt: TestClient, path: str) -> None:
    answer = unbuilt.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == (404 if path == "/nothing-here" else 200)
    assert "run <code>make site</code>" in answer.text
    assert "<script" not in answer.text
    assert 'id="map"' not in answer.text
    assert "map.css" not in answer.text


def test_the_lists_are_all_there(unbuilt: TestClient) -> None:
    board = unbuilt.get("/places/KRNM").text
    assert board.count("/aircraft/") > 10
    assert "rows " in board
    assert unbuilt.get("/static/site.css").status_code == 200


def test_a_script_that_was_not_built_is_refused_in_words(unbuilt: TestClient) -> None:
    answer = unbuilt.get("/static/page.js")
    assert (answer.status_code, "make site builds it" in answer.json()["detail"]) == (404, True)
