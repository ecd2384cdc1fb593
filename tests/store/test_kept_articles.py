"""An article that was kept is there, and is what came, or the check says so."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from wheelsdown.downloads.warc import response_record
from wheelsdown.store import FaultKind, check

PAGE = b"<p>An Il-76 landed\r\n\r\nat Korvash.</p>\r\n\r\n"
SENT = b"An An-124 left Korvash on Monday."


def digest(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


@pytest.fixture
def kept(workspace):
    """A page that was fetched and a text that was sent, both kept as they came."""
    folder = workspace.layout.articles
    folder.mkdir(parents=True)
    record = response_record(
        "https://korvash.example/1", 200, {"content-type": "text/html"}, PAGE,
        at=datetime(2027, 3, 1, tzinfo=UTC),
    )  # fmt: skip
    (folder / f"{digest(PAGE)}.warc.gz").write_bytes(record)
    (folder / f"{digest(SENT)}.txt").write_bytes(SENT)
    fetched = {"kind": "article", "path": f"raw/articles/{digest(PAGE)}.warc.gz", "sha256": digest(PAGE)}
    workspace.layout.fetches.write_text(json.dumps(fetched) + '\n{"kind": "art')
    workspace.layout.sent_articles.parent.mkdir()
    workspace.layout.sent_articles.write_text(json.dumps({"sha256": digest(SENT), "name": "pasted"}) + "\n")
    return folder


def test_what_is_as_it_came_is_no_fault(workspace, kept):
    (kept / "notes.md").write_text("beside")
    assert check(workspace) == []


@pytest.mark.parametrize("payload", [PAGE, SENT])
def test_a_missing_article_is_a_fault(workspace, kept, payload):
    [file] = kept.glob(f"{digest(payload)}.*")
    file.unlink()
    [fault] = check(workspace)
    assert fault.kind is FaultKind.ARTICLE
    assert digest(payload)[:12] in fault.message
    assert "missing" in fault.message


@pytest.mark.parametrize("payload", [PAGE, SENT])
@pytest.mark.parametrize(
    "damage", [lambda old: old[:-9], lambda old: old[:20] + b"!" + old[21:], lambda _: b""]
)
def test_a_changed_article_is_a_fault(workspace, kept, payload, damage):
    [file] = kept.glob(f"{digest(payload)}.*")
    file.write_bytes(damage(file.read_bytes()))
    [fault] = check(workspace)
    assert (fault.kind, fault.where) == (FaultKind.ARTICLE, str(file))
    assert "is not the article that came" in fault.message
