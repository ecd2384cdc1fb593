"""``wheelsdown check``: an invented article about a real trace, and everything that the command writes and takes."""

import csv
import json
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from wheelsdown import pipeline
from wheelsdown.faces.cli import app
from wheelsdown.store import Workspace

TEXT = """Airliner pays Minneapolis two visits
6 February 2025

A Boeing 737-900 with the registration N899DN landed at Minneapolis twice on 5 February, data from adsb.lol show.

Five Boeing 737-900s arrived at Minneapolis on 5 February, the Prairie Log said.
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real day of one airliner."""
    made = Workspace.create(tmp_path_factory.mktemp("checked") / "ws")
    with as_file(files("wheelsdown") / "demo_data" / "trace_full_ac671b.json") as trace:
        pipeline.ingest(made, [trace], provider="opensky")
    return made.path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(workspace: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, words), "--workspace", str(workspace)])


def claims_of(result: Result) -> list[dict[str, object]]:
    return [claim for article in json.loads(result.stdout)["articles"] for claim in article["claims"]]


def test_what_was_seen_supports_and_five_planes_are_not_shown_by_one(workspace: Path, article: Path) -> None:
    result = run(workspace, article, "--format", "json")
    assert result.exit_code == 0, result.stderr
    twice, five = claims_of(result)
    assert (twice["verdict"], twice["independence"]) == ("supported", "corroborated")
    assert len(twice["evidence"]) == 2
    assert five["verdict"] == "partly_supported"
    assert "1 airframe among them, the claim has 5" in five["because"]
    assert twice["detection_probability"] == "not estimated"


def test_the_table_says_verdict_and_reason_in_80_columns(workspace: Path, article: Path) -> None:
    lines = run(workspace, article).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    flat = " ".join(" ".join(lines).split())
    assert "supported (corroborated): 2 visits of N899DN seen at Minneapolis" in flat
    assert "missing: no data for 2025-02-03" in flat


def test_a_pause_that_was_seen_to_be_broken_exits_3(workspace: Path, article: Path, tmp_path: Path) -> None:
    read = json.loads(CliRunner().invoke(app, ["claims", str(article), "--format", "json"]).stdout)
    read["articles"][0]["claims"][0] |= {"kind": "pause", "events": None}
    given = tmp_path / "given.json"
    given.write_text(json.dumps(read), "utf-8")
    result = run(workspace, article, "--claims", given, "--format", "json")
    assert [claim["verdict"] for claim in claims_of(result)] == ["contradicted", "partly_supported"]
    assert result.exit_code == 3


def test_csv_and_page_carry_the_verdict(workspace: Path, article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run(workspace, article, "--format", "csv", "--html", page)
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert [row["verdict"] for row in rows] == ["supported", "partly_supported"]
    assert all(len(row["visits"].split("; ")) == 2 for row in rows)
    text = page.read_text("utf-8")
    assert "supported (corroborated)" in text
    assert "<script" not in text


def test_given_claims_are_checked_only_where_their_words_stand(
    workspace: Path, article: Path, tmp_path: Path
) -> None:
    read = json.loads(CliRunner().invoke(app, ["claims", str(article), "--format", "json"]).stdout)
    read["articles"][0]["claims"][1]["quote"] = "Six Boeing 737-900s arrived at Minneapolis"
    given = tmp_path / "given.json"
    given.write_text(json.dumps(read), "utf-8")
    result = run(workspace, article, "--claims", given, "--format", "json")
    assert [claim["verdict"] for claim in claims_of(result)] == ["supported"]
    assert "Left out: 1 claims whose quotation does not stand where they say." in result.stderr


def test_a_persons_correction_counts_and_only_a_confirmed_claim_is_signed(
    workspace: Path, article: Path, tmp_path: Path
) -> None:
    first, second = claims_of(run(workspace, article, "--format", "json"))
    at = {"by": "R. Brandt", "at": "2031-05-10T08:00:00Z"}
    three = {"action": "correct", "field": "events", "value": {"op": "=", "n": 3}}
    reviews = [
        {"claim_id": first["claim_id"], **three, **at},
        {"claim_id": first["claim_id"], "action": "confirm", **at},
    ]
    file, signed, prov = (tmp_path / name for name in ("reviews.json", "signed.json", "prov.json"))
    file.write_text(json.dumps({"reviews": reviews}), "utf-8")
    result = run(
        workspace, article, "--reviews", file, "--format", "json",
        "--claim-review", signed, "--signed-by", "R. Brandt", "--prov", prov,
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    corrected = claims_of(result)[0]
    assert corrected["verdict"] == "partly_supported"
    assert corrected["rules"]["events"] == "corrected by R. Brandt at 2031-05-10T08:00:00Z"
    (review,) = json.loads(signed.read_text())
    assert review["claimReviewed"] == first["quote"]
    assert "Left out: 1 claims whose reading no person has confirmed." in result.stderr
    graph = {node["@id"]: node for node in json.loads(prov.read_text())["@graph"]}
    assert graph[f"wheelsdown:claim/{second['claim_id']}"]["wheelsdown:confirmed"] is False


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--claims", "nowhere.json"], "cannot be read"),
        (["--reviews", "nowhere.json"], "cannot be read"),
        (["--claim-review", "x.json"], "--signed-by"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    workspace: Path,
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(workspace, article, *options)
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x.json").exists()
