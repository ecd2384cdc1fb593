"""Search finds who is heard, who flew and what is called so, by a part of the name in any script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from wheelsdown.faces.web.settings import Settings
from wheelsdown.live.picture import Picture

FLAGGED = "a05432"


def groups(client: TestClient, words: str, limit: int = 10) -> dict[str, list[dict[str, Any]]]:
    answer = client.get("/api/v1/search", params={"q": words, "limit": limit}).json()
    return {each["kind"]: each["items"] for each in answer["groups"]}


@pytest.mark.parametrize("words", ["Хмей", "хмейм", "hmei", "حميم", "Bassel al-As", "OSLK", "Khmeimim"])
def test_a_part_of_a_name_finds_the_place_in_any_script(client: TestClient, words: str) -> None:
    assert groups(client, words)["place"][0]["id"] == "OSLK"


def test_several_places_are_all_listed(client: TestClient) -> None:
    found = groups(client, "Ramona")["place"]
    assert "KRNM" in [each["id"] for each in found]
    assert len({each["id"] for each in found}) == len(found)
    assert len(groups(client, "San", limit=3)["place"]) == 3


def test_a_letter_alone_or_signs_find_no_place(client: TestClient) -> None:
    for words in ("x", "%", "_", ".*", "(((("):
        assert "place" not in groups(client, words)


def test_a_call_sign_leads_to_its_flights_and_not_back_to_search(client: TestClient) -> None:
    (first, *_) = groups(client, "T7")["callsign"]
    assert first["page"] == f"/callsigns/{first['id']}"
    twin = client.get(f"{first['page']}.json").json()
    assert twin["n_flights"] == len(twin["flights"]) > 0
    assert {row["callsign"] for row in twin["flights"]} == {first["id"]}
    page = client.get(first["page"]).text
    assert f"<h1>{first['id']}" in page
    assert "/aircraft/" in page
    assert twin["n_flights"] == client.get(first["api"]).json()["n_rows"]


def test_an_unknown_or_hostile_call_sign_is_a_page_that_says_so(client: TestClient) -> None:
    page = client.get("/callsigns/%3Cb%3EX").text
    assert "No flights received under it" in page
    assert "<b>X" not in page.replace("<B>X", "<b>X")
    assert client.get(f"/callsigns/{'A' * 17}").status_code == 400


def test_what_begins_so_comes_before_what_only_holds_it(client: TestClient) -> None:
    names = (
        [each["id"] for each in groups(client, "73")["callsign"]]
        if "callsign" in groups(client, "73")
        else []
    )
    assert not names  # two characters only begin
    found = [each["id"] for each in groups(client, "a53d7")["aircraft"]]
    assert found[0] == "a53d70"
    assert [each["id"] for each in groups(client, "53d70")["aircraft"]] == ["a53d70"]
    assert [each["label"] for each in groups(client, "xq4321")["aircraft"]] == ["XQ-4321"]


def test_who_is_heard_now_is_found(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    fly(12)
    client = client_of(Settings(workspace))
    found = groups(client, "xq1")["live"]
    assert [each["label"] for each in found] == ["XQ1", "XQ10", "XQ11"]
    assert found[0]["page"] == "/?sel=a00001"
    assert groups(client, "a00003")["live"][0]["label"] == "XQ3"


def test_nobody_withheld_is_found_by_name(
    workspace: Path, client_of: Callable[[Settings], TestClient], fly: Callable[..., Picture]
) -> None:
    fly(2, db_flags=8)
    client = client_of(Settings(workspace))
    for words in ("XQ1", "a00001", "withheld", FLAGGED):
        assert groups(client, words).keys() <= {"place"}
