"""Articles and claims over the API: what comes in, what goes out, and what nobody is told by a verdict."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from starlette.testclient import TestClient

from wheelsdown import pipeline
from wheelsdown.claims.reviews import Review, ReviewAction
from wheelsdown.faces.web.api.claims import MOST_CLAIMS, MOST_COMPARED
from wheelsdown.faces.web.api.openapi import document
from wheelsdown.faces.web.posting import MOST_AT_ONCE, MOST_BODY, MOST_TEXT, Pace, require_own_page
from wheelsdown.faces.web.problems import ProblemError
from wheelsdown.faces.web.settings import Settings
from wheelsdown.store import Workspace

TEXT = "A tanker, XQ-4321, landed at Ramona on 8 September 2020."
TOKEN = "an-invented-token-of-some-length"

#: The aircraft that the shared fixtures call XQ-4321 and military; it visits KRNM.
VISITOR = "a53d70"


def given(text: str = TEXT, **fields: Any) -> dict[str, Any]:
    """A question with one claim that somebody read from the text."""
    claim = {
        "claim_id": "c1", "article": "a", "span": [0, len(text)], "quote": text, "kind": "movement",
        "place": {"id": "KRNM"}, "date": {"start": "2020-09-08", "end": "2020-09-09", "precision": "day"},
        "legs": [{"destination": {"id": "KRNM"}}],
    }  # fmt: skip
    article = {
        "path": "a", "sha256": hashlib.sha256(text.encode()).hexdigest(), "language": "en",
        "published": {}, "claims": [claim | fields],
    }  # fmt: skip
    return {"articles": [{"text": text, "name": "a"}], "claims": {"articles": [article]}}


def only_claim(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    [article] = answer.json()["articles"]
    [claim] = article["claims"]
    return dict(claim)


def shared(workspace: Path, **more: Any) -> Settings:
    return Settings(workspace, token=TOKEN, private=False, **more)


def test_a_text_is_read_and_its_claims_stand_where_they_say(client: TestClient) -> None:
    text = "An Il-76 landed at Hmeimim on 26 October 2025."
    answer = client.post("/api/v1/claims", json={"articles": [{"text": text, "name": "one"}]})
    found = answer.json()
    assert found["schema"] == "wheelsdown/claims/1"
    [article] = found["articles"]
    assert article["path"] == "one"
    assert article["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    for claim in article["claims"]:
        start, end = claim["span"]
        assert text[start:end] == claim["quote"]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("kind", ["text/plain", "text/html; charset=utf-8"])
def test_an_article_may_be_sent_as_it_is(client: TestClient, kind: str) -> None:
    body = TEXT if kind == "text/plain" else f"<!doctype html><article><p>{TEXT}</p></article>"
    answer = client.post(
        "/api/v1/check?name=mine&published=2020-09-10&outlet=Harbour%20Courier",
        content=body.encode(), headers={"content-type": kind},
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    [article] = answer.json()["articles"]
    assert (article["path"], article["published"]["start"]) == ("mine", "2020-09-10")
    assert answer.json()["schema"] == "wheelsdown/check/1"


def test_claims_of_somebody_else_are_checked(client: TestClient) -> None:
    claim = only_claim(client.post("/api/v1/check", json=given()))
    assert claim["verdict"] == "supported"
    assert claim["evidence"]
    assert claim["evidence"][0]["aerodrome"] == "KRNM"
    assert claim["evidence"][0]["rows"]
    assert claim["detection_probability"] == "not estimated"
    assert claim["confirmed_by"] is None


def test_a_claim_whose_words_do_not_stand_there_is_left_out_and_counted(client: TestClient) -> None:
    answer = client.post("/api/v1/check", json=given(quote="Something else altogether"))
    assert answer.json()["articles"][0]["claims"] == []
    [(reason, n)] = json.loads(answer.headers["wheelsdown-left-out"]).items()
    assert ("quotation" in reason, n) == (True, 1)


@pytest.mark.parametrize("path", ["/api/v1/claims", "/api/v1/check"])
def test_answers_are_as_the_document_says(client: TestClient, path: str) -> None:
    said = document()
    how = said["paths"][path]["post"]
    schema = how["responses"]["200"]["content"]["application/json"]["schema"]
    takes = how["requestBody"]["content"]["application/json"]["schema"]
    check = {"components": said["components"]}
    Draft202012Validator({**takes, **check}).validate(given())
    answer = client.post(path, json=given())
    Draft202012Validator({**schema, **check}).validate(answer.json())


def test_silence_contradicts_nothing(client: TestClient) -> None:
    asked = given(date={"start": "2031-05-01", "end": "2031-05-02"})
    assert only_claim(client.post("/api/v1/check", json=asked))["verdict"] == "not_observable"


def test_reviews_are_applied_and_said(client: TestClient) -> None:
    said = {"claim_id": "c1", "by": "R. Brandt", "at": "2031-05-10T08:00:00Z"}
    reviews = [
        {**said, "action": "correct", "field": "date", "value": {"start": "2031-05-01", "end": "2031-05-02"}},
        {**said, "action": "confirm"},
    ]
    claim = only_claim(client.post("/api/v1/check", json=given() | {"reviews": reviews}))
    assert claim["verdict"] == "not_observable"
    assert claim["confirmed_by"] == "R. Brandt"
    assert claim["rules"]["date"].startswith("corrected by R. Brandt")


def test_evidence_that_is_no_track_stands_beside_the_verdict(client: TestClient) -> None:
    value = {"shows": "eleven crates on the apron", "source": "picture 4117"}
    added = {
        "claim_id": "c1",
        "action": "add_evidence",
        "value": value,
        "by": "R. Brandt",
        "at": "2031-05-10",
    }
    claim = only_claim(client.post("/api/v1/check", json=given() | {"reviews": [added]}))
    assert claim["other_evidence"] == [value | {"by": "R. Brandt", "at": "2031-05-10"}]
    plain = only_claim(client.post("/api/v1/check", json=given()))
    assert (claim["verdict"], claim["evidence"]) == (plain["verdict"], plain["evidence"])


def test_an_article_sent_twice_counts_once(client: TestClient) -> None:
    answer = client.post("/api/v1/claims", json={"articles": [{"text": TEXT}, {"text": TEXT}]})
    assert len(answer.json()["articles"]) == 1


# --- care --------------------------------------------------------------------------------------------


def test_no_verdict_tells_where_a_flagged_aircraft_was(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    held = Workspace.open(workspace)
    pipeline.assert_identity(held, VISITOR, "ladd", "true", by="Invented Person")
    asked = client_of(Settings(workspace))
    named, nobody = (
        only_claim(asked.post("/api/v1/check", json=given(aircraft={"registration": each})))
        for each in ("XQ-4321", "XQ-0000")
    )
    assert named["verdict"] == nobody["verdict"]
    assert named["because"].replace("XQ-4321", "XQ-0000") == nobody["because"]
    everyone = asked.post("/api/v1/check", json=given())
    assert VISITOR not in everyone.text
    assert "XQ-4321" not in everyone.json()["articles"][0]["claims"][0]["because"]
    assert json.loads(everyone.headers["wheelsdown-left-out"])["identity_withheld"] > 0


def test_a_military_movement_at_a_watched_place_waits_beyond_this_machine(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    asked = given(aircraft={"registration": "XQ-4321"})
    mine = client_of(Settings(workspace))
    assert VISITOR in mine.post("/api/v1/check", json=asked).text
    others = client_of(shared(workspace, delay_military=timedelta(days=36600)))
    answer = others.post("/api/v1/check", json=asked, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert VISITOR not in answer.text
    assert json.loads(answer.headers["wheelsdown-left-out"])["delayed"] > 0


def test_beyond_this_machine_a_token_is_needed_to_send(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    others = client_of(shared(workspace))
    assert others.post("/api/v1/claims", json={"articles": [{"text": TEXT}]}).status_code == 401
    assert others.post("/story", files=[("text", (None, TEXT))]).status_code == 401


# --- what may not come in ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost"}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
    ],
)
def test_another_sites_page_sends_nothing_here(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/api/v1/claims", json={"articles": [{"text": TEXT}]}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/api/v1/claims", "/api/v1/check", "/story", "/story.json"])
@pytest.mark.parametrize("kind", ["image/png", "application/x-www-form-urlencoded", ""])
def test_other_kinds_of_content_are_refused(client: TestClient, path: str, kind: str) -> None:
    answer = client.post(path, content=b"x=1", headers={"content-type": kind})
    assert answer.status_code == 415
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "cannot be read"),
        (b'{"articles": []}', "length"),
        (b'{"articles": [{"text": "x"}], "other": 1}', "other"),
        (b'{"articles": [{"text": "x", "published": "yesterday"}]}', "published"),
        (b'{"articles": [{"text": "x", "published": "2031-02-31"}]}', "no day"),
        (b'{"articles": [{"text": "  "}]}', "is empty"),
        (b'{"articles": [{"content": "JVBERi0xLjcK"}]}', "PDF"),
        (b"[" * 100_000, "cannot be read"),
        ("{'a': 1}".encode("utf-16"), "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(client: TestClient, body: bytes, says: str) -> None:
    answer = client.post("/api/v1/claims", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert says in answer.json()["detail"]
    assert "\n" not in answer.json()["detail"]


def test_a_review_that_fits_nothing_is_refused(client: TestClient) -> None:
    wrong = {"claim_id": "c1", "by": "R. Brandt", "at": "now", "action": "correct", "field": "quote"}
    answer = client.post("/api/v1/check", json=given() | {"reviews": [wrong]})
    assert answer.status_code == 400
    assert "quote" in answer.json()["detail"]


def test_too_much_is_refused(client: TestClient) -> None:
    kind = {"content-type": "application/json"}
    huge = client.post("/api/v1/claims", content=b" " * (MOST_BODY + 1), headers=kind)
    assert huge.status_code == 413
    large = {"articles": [{"text": "x" * MOST_TEXT}, {"text": "y"}]}
    assert client.post("/api/v1/claims", json=large).status_code == 413


def test_claims_are_bounded_and_what_is_not_compared_is_said(client: TestClient) -> None:
    def asked(n: int) -> Any:
        lines = (f"An Il-76 landed at Ramona Airport on {day % 28 + 1} March 2031." for day in range(n))
        return client.post("/api/v1/claims", json={"articles": [{"text": "\n".join(lines)}]})

    many = asked(MOST_COMPARED + 40)
    assert many.json()["articles"][0]["claims"]
    assert many.json()["groups"] == []
    [(reason, n)] = json.loads(many.headers["wheelsdown-left-out"]).items()
    assert ("compared" in reason, n > MOST_COMPARED) == (True, True)
    refused = asked(MOST_CLAIMS * 2)
    assert refused.status_code == 413
    assert "too many to be checked" in refused.json()["detail"]


def test_a_length_that_is_not_told_does_not_help(client: TestClient) -> None:
    def pieces() -> Any:
        for _ in range(MOST_BODY // 2**20 + 2):
            yield b" " * 2**20

    answer = client.post("/api/v1/claims", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_no_address_sends_without_end() -> None:
    pace = Pace()
    for _ in range(int(MOST_AT_ONCE)):
        pace.require("192.0.2.1", 100.0)
    with pytest.raises(ProblemError) as refused:
        pace.require("192.0.2.1", 100.0)
    assert refused.value.status == 429
    pace.require("192.0.2.2", 100.0)
    pace.require("192.0.2.1", 102.0)


def test_a_page_of_our_own_may_send() -> None:
    require_own_page({"sec-fetch-site": "none", "origin": "https://elsewhere.example"})
    require_own_page({})


def test_reading_asks_to_be_posted_to(client: TestClient) -> None:
    answer = client.get("/api/v1/claims")
    assert answer.status_code == 405
    assert "posted" in answer.json()["detail"]


def test_nothing_is_written_unless_that_was_chosen(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    before = {path for path in workspace.rglob("*") if path.is_file()}
    client_of(Settings(workspace)).post("/api/v1/check", json=given())
    assert {path for path in workspace.rglob("*") if path.is_file()} == before


def test_reviews_of_the_contract_fit() -> None:
    assert set(ReviewAction) == {"confirm", "correct", "add_evidence"}
    assert {"claim_id", "action", "by", "at"} <= set(Review.__struct_fields__)
