"""What is taken home from the story page: files that say what the page says, signed only by name."""

import pytest
from starlette.testclient import TestClient
from story_form import carried, claim_ids, send

BY = "R. Brandt"


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    text = "An Il-76 landed at Ramona Airport on 8 September 2020.\n\nIt is denied that an An-124 landed at Ramona Airport."
    return str(send(client, ("do", "read"), ("text", text)).text)


@pytest.mark.parametrize(
    ("do", "name", "holds"),
    [
        ("page", "claims.html", "<!doctype html>"),
        ("table", "claims.csv", "claim_id"),
        ("provenance", "provenance.jsonld", '"@graph"'),
    ],
)
def test_a_result_is_taken_home_as_a_file(
    client: TestClient, page: str, do: str, name: str, holds: str
) -> None:
    file = send(client, ("do", do), *carried(page))
    assert file.status_code == 200, file.text
    assert file.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert holds in file.text
    assert "Ramona" in file.text


def test_a_claim_review_needs_a_name_and_a_confirmed_claim(client: TestClient, page: str) -> None:
    assert "none is confirmed yet" in page
    claim = claim_ids(page)[0]
    confirmed = send(client, ("do", f"confirm {claim}"), *carried(page), ("by", BY)).text
    assert 'name="signed_by"' in confirmed
    signed = send(client, ("do", "signed"), *carried(confirmed), ("signed_by", BY))
    assert signed.headers["content-disposition"] == 'attachment; filename="claim-review.jsonld"'
    [review] = signed.json()
    assert review["author"]["name"] == BY
    for fields, says in (
        (carried(confirmed), "write your name"),
        ([*carried(page), ("signed_by", BY)], "there is none"),
    ):
        refused = send(client, ("do", "signed"), *fields, accept="text/html")
        assert refused.status_code == 400
        assert says in refused.text
