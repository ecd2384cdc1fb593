"""``wheelsdown claims``: what it takes, what it writes, what it refuses."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from loopback_site import Answer, Site, running_site
from typer.testing import CliRunner, Result

from wheelsdown.downloads import web_article
from wheelsdown.faces.cli import app

TEXT = """Planes return to Hmeimim

An An-124 cargo plane flew from Libya to Hmeimim on 26 October 2025, according to Flightradar24.

Read also: Plane diverted to Baku
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine, and the permission to ask it, which no option of the command gives."""
    monkeypatch.setattr(
        web_article, "POLITENESS", replace(web_article.POLITENESS, allow_private=True, pause_s=0.0)
    )
    with running_site() as running:
        yield running


def run(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["claims", *map(str, words)], input=stdin)


def test_claims_are_said_word_for_word_with_their_chain(article: Path) -> None:
    result = run(article)
    assert result.exit_code == 0, result.stderr
    flat = " ".join(result.stdout.split())
    assert "An An-124 cargo plane flew from Libya to Hmeimim on 26 October 2025" in flat
    assert "Flightradar24 (evidence)" in flat
    assert "not told by the article: related" in flat
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_has_offsets_into_the_stored_text(article: Path) -> None:
    [read] = json.loads(run(article, "--format", "json").stdout)["articles"]
    assert read["language"] == "en"
    assert read["claims"]
    for claim in read["claims"]:
        start, end = claim["span"]
        assert TEXT[start:end] == claim["quote"]


def test_the_form_goes_by_the_files_ending(article: Path, tmp_path: Path) -> None:
    result = run(article, "-o", tmp_path / "out.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8").splitlines()))
    assert {row["article"] for row in rows} == {str(article)}


def test_a_page_with_the_text_is_written_beside(article: Path, tmp_path: Path) -> None:
    result = run(article, "--html", tmp_path / "out.html")
    assert result.exit_code == 0
    assert "<mark>" in (tmp_path / "out.html").read_text("utf-8")
    assert "Wrote the articles" in result.stderr


def test_the_day_that_the_user_tells_is_the_day_of_publication(article: Path) -> None:
    [read] = json.loads(run(article, "--format", "json", "--published", "2025-10-30").stdout)["articles"]
    assert (read["published"]["start"], read["published"]["end"]) == ("2025-10-30", "2025-10-31")
    assert run(article, "--published", "yesterday").exit_code == 2


def test_standard_input_and_folders_are_articles_too(tmp_path: Path, article: Path) -> None:
    (tmp_path / "b.html").write_text(f"<html><p>{TEXT}</p>", "utf-8")
    (tmp_path / "c.jpg").write_bytes(b"x")
    document = json.loads(run(tmp_path, article, "-", "--format", "json", stdin=TEXT.encode()).stdout)
    assert [Path(each["path"]).name for each in document["articles"]] == ["a.txt", "b.html", "-"]


def test_one_that_cannot_be_read_is_said_and_the_others_count(article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 8)
    result = run(tmp_path / "bad.txt", article, "--format", "json")
    assert result.exit_code == 1
    assert "holds no text" in result.stderr
    assert len(json.loads(result.stdout)["articles"]) == 1


def test_nothing_readable_is_a_refusal(tmp_path: Path) -> None:
    result = run(tmp_path / "none.txt", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 2


def test_no_workspace_is_made_for_files(article: Path, tmp_path: Path) -> None:
    assert run(article, "--workspace", tmp_path / "desk").exit_code == 0
    assert not (tmp_path / "desk").exists()


def test_a_page_from_the_web_is_archived_in_the_workspace(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = Answer(f"<html><p>{TEXT}</p>".encode(), headers={"Content-Type": "text/html"})
    result = run(f"{site.base}/a", "--workspace", tmp_path / "desk", "--format", "json")
    assert result.exit_code == 0, result.stderr
    [read] = json.loads(result.stdout)["articles"]
    assert read["path"] == f"{site.base}/a"
    [kept] = (tmp_path / "desk" / "raw" / "articles").iterdir()
    assert kept.name == f"{read['sha256']}.warc.gz"
    assert gzip.decompress(kept.read_bytes()).startswith(b"WARC/1.1")


def test_addresses_of_this_machine_are_refused_by_the_command(tmp_path: Path) -> None:
    with running_site() as running:
        result = run(f"{running.base}/a", "--workspace", tmp_path / "desk")
        assert running.asked == []
    assert result.exit_code == 1
    assert "private network" in result.stderr


def test_terminal_escapes_in_an_article_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"\x1b]0;x\x07\x1b[31m{TEXT}\u202e", "utf-8")
    for form in ("table", "json", "csv"):
        result = run(path, "--format", form)
        assert result.exit_code == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)
