"""``wheelsdown story``: articles together on the command line, and the tracks beside them where there are some."""

import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from wheelsdown import story_telling
from wheelsdown.dossiers.listings import Rows
from wheelsdown.errors import UnknownReference
from wheelsdown.faces.cli import app
from wheelsdown.schemas import Visit
from wheelsdown.store import Workspace

TEXTS = {
    "one": "Canadian planes are back\n\nA Canadian C-130J landed at Agadez on 9 May 2031, Reuters said on Friday.\n",
    "two": "Planes return\n\nCanadian C-130J planes landed at Agadez on May 9, 2031, according to Reuters.\n",
}


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return [str(tmp_path / f"{name}.txt") for name in TEXTS]


def run(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["story", *words], env={"WHEELSDOWN_WORKSPACE": None, "COLUMNS": "80"})


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)


def visit(**changes: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(Visit.create_empty().columns)
    at = {"earliest": datetime(2031, 5, 9, 7, tzinfo=UTC), "latest": datetime(2031, 5, 9, 7, tzinfo=UTC)}
    return row | {
        "visit_id": "v1", "aerodrome": "DRZA", "airframe": "c0ffee", "icao24": "c0ffee", "registration": "130601",
        "type_designator": "C30J", "callsign": "CFC1", "arrived_at": at, "departed_at": at, "basis": "observed",
        "simulated": False, "rivals": [], "evidence": [],
    } | changes  # fmt: skip


class Tracks:
    """A pipeline that holds one visit."""

    def __init__(self, flagged: frozenset[str] = frozenset()) -> None:
        self.asked: list[tuple[str, object]] = []
        self.flagged = flagged

    def visits(self, _: object, place: str, row_filter: object) -> Rows:
        self.asked.append((place, row_filter))
        if place != "DRZA":
            raise UnknownReference("no such place", asked=place)
        rows = pl.DataFrame([visit()], schema=dict(Visit.create_empty().schema))
        return Rows(rows, simulated=False, missing=["no tracks on 2031-05-08"], place=place)

    def flagged_airframes(self, _: object) -> frozenset[str]:
        return self.flagged


@pytest.fixture
def tracks(monkeypatch: pytest.MonkeyPatch) -> Tracks:
    found = Tracks()
    monkeypatch.setattr(story_telling, "pipeline", found)
    return found


def test_a_story_needs_no_workspace(tmp_path: Path, articles: list[str]) -> None:
    result = run(tmp_path, *articles)
    assert result.exit_code == 0, result.stderr
    assert "Timeline" in result.stdout
    assert "contradiction (high): number of aircraft" in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert not list(Path.cwd().iterdir())


def test_json_is_the_contract(tmp_path: Path, articles: list[str]) -> None:
    story = json.loads(run(tmp_path, *articles, "--format", "json").stdout)
    assert story["schema"] == "wheelsdown/story/1"
    assert [Path(one["path"]).name for one in story["articles"]] == ["one.txt", "two.txt"]
    assert story["observed"] == []


def test_the_story_follows_what_a_person_corrected(tmp_path: Path, articles: list[str]) -> None:
    before = json.loads(run(tmp_path, *articles, "--format", "json").stdout)
    days = {moment["start"] for moment in before["timeline"] if moment["kind"] == "movement"}
    assert days == {"2031-05-09"}
    claims = CliRunner().invoke(app, ["claims", *articles, "--format", "json"]).stdout
    [first, *_] = [each for each in json.loads(claims)["articles"][0]["claims"] if each["date"]]
    date = first["date"] | {"start": "2031-05-08", "end": "2031-05-09"}
    wrong_day = {"claim_id": first["claim_id"], "action": "correct", "field": "date", "value": date}
    reviews = [wrong_day | {"by": "R. Brandt", "at": "2031-05-10T08:00:00Z"}]
    file = tmp_path / "reviews.json"
    file.write_text(json.dumps({"reviews": reviews}), "utf-8")
    after = run(tmp_path, *articles, "--reviews", str(file), "--format", "json")
    assert after.exit_code == 0, after.stderr
    told = json.loads(after.stdout)
    assert {moment["start"] for moment in told["timeline"] if moment["kind"] == "movement"} == {
        "2031-05-08",
        "2031-05-09",
    }


def test_visits_stand_beside_the_days_told(tmp_path: Path, articles: list[str], tracks: Tracks) -> None:
    Workspace.create(tmp_path / "held")
    story = json.loads(
        run(tmp_path, *articles, "--workspace", str(tmp_path / "held"), "--format", "json").stdout
    )
    [seen] = story["observed"]
    assert (seen["place"], seen["aircraft"], seen["arrived_at"]["earliest"]) == (
        "DRZA",
        "C30J 130601 CFC1",
        "2031-05-09T07:00:00Z",
    )
    assert story["missing"] == ["no tracks on 2031-05-08"]
    [(_, asked)] = tracks.asked
    interval = asked.interval
    assert (interval.start.date().isoformat(), interval.end.date().isoformat()) == (
        "2031-05-08",
        "2031-05-11",
    )


def test_a_flagged_aircraft_keeps_its_visit_and_loses_its_name(
    tmp_path: Path, articles: list[str], tracks: Tracks
) -> None:
    tracks.flagged = frozenset({"c0ffee"})
    Workspace.create(tmp_path / "held")
    result = run(tmp_path, *articles, "--workspace", str(tmp_path / "held"), "--format", "json")
    [seen] = json.loads(result.stdout)["observed"]
    assert seen["aircraft"] == "aircraft not named"
    assert "c0ffee" not in result.stdout
    assert "130601" not in result.stdout


def test_a_workspace_that_is_not_there_is_refused(tmp_path: Path, articles: list[str]) -> None:
    result = run(tmp_path, *articles, "--workspace", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_article_that_is_not_there_is_said_and_the_others_count(
    tmp_path: Path, articles: list[str]
) -> None:
    result = run(tmp_path, articles[0], str(tmp_path / "none.txt"))
    assert result.exit_code == 1
    assert "Timeline" in result.stdout
    assert "none.txt" in result.stderr


def test_a_visit_near_two_told_days_is_told_once_and_other_days_are_not_asked(
    tmp_path: Path, articles: list[str], tracks: Tracks
) -> None:
    more = "Another Canadian plane, a C-17A, landed at Agadez on 1 February 2031, Reuters said."
    (tmp_path / "one.txt").write_text(TEXTS["one"] + more, "utf-8")
    Workspace.create(tmp_path / "held")
    result = run(tmp_path, *articles, "--workspace", str(tmp_path / "held"), "--format", "json")
    assert len(json.loads(result.stdout)["observed"]) == 1
    days = [
        (asked.interval.start.date().isoformat(), asked.interval.end.date().isoformat())
        for _, asked in tracks.asked
    ]
    assert days == [("2031-01-31", "2031-02-03"), ("2031-05-08", "2031-05-11")]
