"""The story page: what is pasted comes back marked, inert, correctable by name, and is kept only where chosen."""

import html
import json
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from story_form import carried, claim_ids, send
from typer.testing import CliRunner

from wheelsdown.articles.article import Article, Boilerplate, Language, Sentence, Span
from wheelsdown.faces.cli import app
from wheelsdown.faces.web import server
from wheelsdown.faces.web.multipart import MOST_PARTS
from wheelsdown.faces.web.pages.story_text import pieces, shown
from wheelsdown.faces.web.settings import Settings

TEXT = "An Il-76 landed at Ramona Airport on 8 September 2020.\n\nIt is denied that an An-124 landed at Ramona Airport."
BY = "R. Brandt"


def state(client: TestClient, page: str) -> dict[str, Any]:
    """What a page shows, as its JSON."""
    answer = send(client, ("do", "read"), *carried(page), path="/story.json")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    answer = send(client, ("do", "read"), ("text", TEXT))
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_the_empty_page_says_what_happens_to_what_is_sent(client: TestClient) -> None:
    answer = client.get("/story")
    assert answer.status_code == 200
    assert "read in memory and not kept" in answer.text
    assert "No address is fetched" in answer.text
    assert client.get("/story.json").json()["checked"] is None


def test_claims_are_marked_with_number_sign_and_words(page: str) -> None:
    assert claim_ids(page)
    for number in range(1, len(claim_ids(page)) + 1):
        [tag] = re.findall(
            rf'<a class="n [^"]*" id="m-{number}" href="#c-{number}" aria-label="([^"]*)">', page
        )
        assert re.fullmatch(rf"Claim {number}: [a-z ]+", tag)
        assert f'id="c-{number}"' in page
        assert f'data-claim="{number}"' in page


def test_every_reading_says_that_nobody_confirmed_it(page: str) -> None:
    assert page.count("reading not confirmed") == len(claim_ids(page))
    assert "a verdict on the others is one on an unconfirmed reading" in page
    assert "probability not estimated" in page


def test_the_text_is_all_there_and_in_order(page: str) -> None:
    [text] = re.findall(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    bare = re.sub(r"<a class=\"n .*?</a>", "", text, flags=re.DOTALL)
    assert html.unescape(re.sub(r"<[^>]+>", "", bare)) == TEXT


def test_it_needs_no_script_and_has_none_inside(page: str) -> None:
    assert re.findall(r"<script[^>]*>", page) in (
        [], ['<script type="module" src="/static/page.js">', '<script type="module" src="/static/story.js">'],
    )  # fmt: skip
    assert not re.findall(r"\son[a-z]+=|\sstyle=|javascript:", page)
    assert 'action="/story" enctype="multipart/form-data"' in page


def test_the_page_and_its_json_say_the_same(client: TestClient, page: str) -> None:
    found = state(client, page)
    assert found["schema"] == "wheelsdown/story-page/1"
    claims = [claim["claim_id"] for article in found["checked"]["articles"] for claim in article["claims"]]
    assert claims == claim_ids(page)


def test_articles_are_added_and_taken_away(client: TestClient, page: str) -> None:
    two = send(
        client,
        ("do", "read"),
        *carried(page),
        ("file", ("b.html", b"<!doctype html><p>A C-17 landed at Ramona.</p>")),
    )
    assert "in 2 articles" in two.text
    assert "b.html" in two.text
    one = send(client, ("do", "drop 1"), *carried(two.text))
    assert "in 1 article<" in one.text
    assert "b.html" in one.text
    none = send(client, ("do", "drop 1"), *carried(one.text))
    assert "Check an article" in none.text


def test_what_is_told_of_an_article_is_used(client: TestClient) -> None:
    answer = send(
        client, ("do", "read"), ("text", TEXT), ("published", "2020-09-10"), ("outlet", "Harbour Courier")
    )
    assert "published 2020-09-10" in answer.text
    assert "Harbour Courier" in answer.text
    again = state(client, answer.text)
    assert again["checked"]["articles"][0]["published"]["start"] == "2020-09-10"


# --- corrections -------------------------------------------------------------------------------------


def test_a_field_is_corrected_by_name_and_the_review_can_be_taken_home(client: TestClient, page: str) -> None:
    claim = claim_ids(page)[0]
    open_ = send(client, ("do", f"edit {claim}"), *carried(page)).text
    assert f'value="correct {claim}"' in open_
    saved = send(
        client, ("do", f"correct {claim}"), *carried(open_), ("by", BY), ("note", "the type is named"),
        ("aircraft.type_designator", "C17"), ("right.place", "on"),
    )  # fmt: skip
    assert saved.status_code == 200, saved.text
    assert "Claim 1: corrected by R. Brandt." in saved.text
    told = state(client, saved.text)
    [field, place] = told["reviews"]
    assert (field["action"], field["field"], field["by"]) == ("correct", "aircraft", BY)
    assert field["value"]["type_designator"] == "C17"
    assert field["value"]["text"] == told["checked"]["articles"][0]["claims"][0]["aircraft"]["text"]
    assert (place["action"], place["field"]) == ("confirm", "place")
    assert told["checked"]["articles"][0]["claims"][0]["aircraft"]["type_designator"] == "C17"
    assert told["checked"]["articles"][0]["claims"][0]["confirmed_by"] is None
    before = state(client, page)["story"]["timeline"]
    assert "C17" in json.dumps(told["story"]["timeline"])
    assert "C17" not in json.dumps(before)

    file = send(client, ("do", "reviews"), *carried(saved.text))
    assert file.headers["content-disposition"] == 'attachment; filename="reviews.json"'
    assert file.json()["reviews"] == told["reviews"]
    anew = send(client, ("do", "read"), ("text", TEXT), ("file", ("reviews.json", file.content)))
    assert state(client, anew.text)["reviews"] == told["reviews"]


def test_a_whole_reading_is_confirmed_by_name(client: TestClient, page: str) -> None:
    claim = claim_ids(page)[0]
    answer = send(client, ("do", f"confirm {claim}"), *carried(page), ("by", BY))
    assert "reading confirmed by R. Brandt" in answer.text
    assert answer.text.count("reading not confirmed") == len(claim_ids(page)) - 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ([], "your name"),
        ([("by", " ")], "your name"),
        ([("by", BY), ("date.first", "last week")], "no day"),
        ([("by", BY), ("date.first", "2020-09-09"), ("date.last", "2020-09-08")], "before the first"),
        ([("by", BY), ("events.n", "many")], "no number"),
        ([("by", BY), ("kind.value", "landing party")], "kind cannot be"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    client: TestClient, page: str, fields: list[tuple[str, str]], says: str
) -> None:
    claim = claim_ids(page)[0]
    answer = send(client, ("do", f"correct {claim}"), *carried(page), *fields, accept="text/html")
    assert answer.status_code == 400
    assert says in html.unescape(answer.text)


def test_an_unchanged_form_corrects_nothing(client: TestClient, page: str) -> None:
    claim = claim_ids(page)[0]
    open_ = send(client, ("do", f"edit {claim}"), *carried(page)).text
    boxes = [
        (name, html.unescape(value))
        for name, value in re.findall(r'<input form="held" name="([a-z_.0-9]+)" value="([^"]*)"', open_)
    ]
    chosen = re.findall(
        r'<select form="held" name="([a-z_.0-9]+)">.*?<option value="([^"]*)" selected', open_
    )
    unchanged = [(name, value) for name, value in boxes if name not in {"by", "note"}]
    answer = send(
        client, ("do", f"correct {claim}"), *carried(open_), ("by", BY), *unchanged, *map(tuple, chosen)
    )
    assert "nothing was changed" in answer.text
    assert state(client, answer.text)["reviews"] == []


# --- hostile text ------------------------------------------------------------------------------------

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)>"><svg onload=alert(3)> An Il-76 landed at Ramona '
    "Airport on 8 September 2020 \u202egnidnal on\u202c \x1b]0;owned\x07 \x1b[2J </textarea></form><!-- {{ 7*7 }} "
)


def test_hostile_text_is_inert(client: TestClient) -> None:
    answer = send(
        client, ("do", "read"), ("text", HOSTILE), ("outlet", "<b onclick=x>\u202e"),
        ("file", ('"><script>x</script>.txt', f"{HOSTILE} again".encode())),
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    body = answer.text
    for markup in ("<script>", "<img", "<svg", "</textarea></form>", "<b onclick", "<!--"):
        assert markup not in body
    for acting in ("\u202e", "\x1b", "\x07"):
        assert acting not in body
    assert "{{ 7*7 }}" in body
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_hostile_corrections_are_inert(client: TestClient, page: str) -> None:
    claim = claim_ids(page)[0]
    answer = send(
        client, ("do", f"correct {claim}"), *carried(page), ("by", "<i>me\u202e</i>"), ("note", "<script>"),
        ("place.value", "<script>alert(1)</script>"), ("operator.value", "\u202eriA\x1b[2J"),
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    for markup in ("<script>", "<i>me", "\u202e", "\x1b"):
        assert markup not in answer.text


def test_a_long_line_is_read_and_one_of_two_megabytes_refused_in_a_line(client: TestClient) -> None:
    line = "<script>" * 2500
    answer = send(client, ("do", "read"), ("text", line), accept="text/html")
    assert answer.status_code == 200
    assert "<script><script>" not in answer.text
    for most in ("An Il-76 " * (2 * 2**20 // 9), "<script>" * (2 * 2**20 // 8)):
        refused = send(client, ("do", "read"), ("text", most), accept="text/html")
        assert refused.status_code == 413
        assert "too many to be read here at once" in refused.text
    page = b"<!doctype html><p>" + b"<b>" * 2**15 + b"An Il-76 landed at Ramona."
    assert send(client, ("do", "read"), ("file", ("deep.html", page))).status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=" + "x" * 100),
        (b"--x\r\nContent-Disposition: form-data; name=do\r\n\r\nfly\r\n--x--", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data; name=held\r\n\r\n{\r\n--x--", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data; name=reviews\r\n\r\n[[\r\n--x--", "multipart/form-data; boundary=x"),
        (b"--x\r\nX: " + b"y" * 3000 + b"\r\n\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"\r\n--x" * (MOST_PARTS + 1), "multipart/form-data; boundary=x"),
    ],
)  # fmt: skip
def test_a_damaged_form_is_refused(client: TestClient, body: bytes, kind: str) -> None:
    answer = client.post("/story", content=body, headers={"content-type": kind})
    assert answer.status_code in {400, 413}
    assert answer.json()["detail"]


def test_nothing_sent_is_said(client: TestClient) -> None:
    answer = send(client, ("do", "read"), ("text", "  "))
    assert answer.status_code == 400
    assert "paste the text" in answer.json()["detail"]


# --- keeping -----------------------------------------------------------------------------------------


def test_nothing_is_kept_unless_the_operator_chose_so(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(workspace))
    page = send(client, ("do", "read"), ("text", TEXT)).text
    send(client, ("do", f"confirm {claim_ids(page)[0]}"), *carried(page), ("by", BY))
    assert not (workspace / "articles").exists()
    assert not (workspace / "raw" / "articles").exists()


def test_articles_and_reviews_are_kept_and_added_to(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(workspace, keep_articles=True))
    page = send(client, ("do", "read"), ("text", TEXT)).text
    assert "keeps what you send" in client.get("/story").text
    [kept] = (workspace / "raw" / "articles").iterdir()
    assert kept.read_text() == TEXT
    claim = claim_ids(page)[0]
    send(client, ("do", f"confirm {claim}"), *carried(page), ("by", BY))
    log = workspace / "articles" / "reviews.jsonl"
    first = log.read_bytes()
    assert json.loads(first)["by"] == BY

    anew = send(client, ("do", "read"), ("text", TEXT)).text
    assert "reading confirmed by R. Brandt" in anew
    send(client, ("do", f"correct {claim}"), *carried(anew), ("by", "T. Okafor"), ("operator.value", "X Air"))
    assert log.read_bytes().startswith(first)
    assert len(log.read_bytes().splitlines()) == 2
    later = send(client, ("do", "read"), ("text", TEXT)).text
    assert "reading confirmed by" not in later
    assert "X Air" in later
    assert len(list((workspace / "raw" / "articles").iterdir())) == 1


def test_what_is_kept_is_listed_and_read_again_with_its_corrections(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(workspace, keep_articles=True))
    told = ("outlet", "Harbour <b>Courier"), ("published", "2020-09-10")
    page = send(client, ("do", "read"), ("text", TEXT), *told).text
    send(client, ("do", f"confirm {claim_ids(page)[0]}"), *carried(page), ("by", BY))
    listed = client.get("/story").text
    assert "Harbour &lt;b&gt;Courier" in listed
    [sha256] = re.findall(r'name="kept" value="([0-9a-f]{64})"', listed)
    again = send(client, ("do", "read"), ("kept", sha256)).text
    assert "reading confirmed by R. Brandt" in again
    assert "published 2020-09-10" in again
    assert len(list((workspace / "raw" / "articles").iterdir())) == 1
    (workspace / "raw" / "articles" / f"{sha256}.txt").write_text("Another text.", "utf-8")
    for strange in (sha256, "../../lock", "0" * 64):
        refused = send(client, ("do", "read"), ("kept", strange))
        assert refused.status_code == 400
        assert "not kept here any more" in refused.text


def test_a_server_that_keeps_nothing_reads_nothing_again(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    keeps, other = client_of(Settings(workspace, keep_articles=True)), client_of(Settings(workspace))
    send(keeps, ("do", "read"), ("text", TEXT))
    [sha256] = re.findall(r'name="kept" value="([0-9a-f]{64})"', keeps.get("/story").text)
    assert 'name="kept"' not in other.get("/story").text
    assert send(other, ("do", "read"), ("kept", sha256)).status_code == 400


def test_the_operator_chooses_on_the_command_line(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Settings] = []

    def run(settings: Settings, listening: socket.socket, started: object) -> None:
        listening.close()
        seen.append(settings)

    monkeypatch.setattr(server, "run", run)
    for words in ([], ["--keep-articles"]):
        done = CliRunner().invoke(app, ["serve", "--workspace", str(workspace), *words])
        assert done.exit_code == 0, done.output
    assert [each.keep_articles for each in seen] == [False, True]


def test_a_line_cut_off_by_a_crash_spoils_no_other(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(workspace, keep_articles=True))
    page = send(client, ("do", "read"), ("text", TEXT)).text
    log = workspace / "articles" / "reviews.jsonl"
    log.parent.mkdir(exist_ok=True)
    log.write_bytes(b'{"claim_id": "cut o')
    send(client, ("do", f"confirm {claim_ids(page)[0]}"), *carried(page), ("by", BY))
    anew = send(client, ("do", "read"), ("text", TEXT)).text
    assert "reading confirmed by R. Brandt" in anew
    assert "lines of kept reviews that cannot be read" in anew


# --- pieces of a text --------------------------------------------------------------------------------


def an_article(text: str, *sentences: Sentence) -> Article:
    return Article("a", "", text, Language.ENGLISH, (), sentences, ())


def test_claims_that_overlap_keep_all_of_the_text_and_their_numbers() -> None:
    text = "It flew in, then out, then home."
    found = pieces(an_article(text), {1: (0, 32), 2: (13, 20), 3: (13, 32)})
    assert "".join(piece.text for piece in found) == text
    assert [(piece.text, piece.claim) for piece in found] == [
        ("It flew in, t", 1), ("hen out", 2), (", then home.", 3),
    ]  # fmt: skip
    assert [piece.begins for piece in found] == [(1,), (2, 3), ()]


def test_boilerplate_and_headlines_are_told_apart() -> None:
    head = Sentence(Span(0, 4), (0, 1), 0, Language.ENGLISH, is_headline=True)
    body = Sentence(Span(5, 9), (1, 2), 1, Language.ENGLISH)
    cookies = Sentence(Span(10, 14), (2, 3), 2, Language.ENGLISH, boilerplate=Boilerplate.COOKIES)
    found = pieces(an_article("Head\nBody\nMore", head, body, cookies), {})
    assert [(piece.text, piece.kind) for piece in found] == [
        ("Head\n", "headline"),
        ("Body\n", ""),
        ("More", "cookies"),
    ]


def test_what_acts_is_not_shown() -> None:
    assert shown("a\u202eb\u2066c\x1b[2J\x07\r\n\u200bd\ud800") == "a\ufffdb\ufffdc\ufffd[2J\ufffd\nd?"
    persian = "\u0645\u06cc\u200c\u0631\u0648\u062f"
    assert shown(persian) == persian
