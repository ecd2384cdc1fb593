"""The story page in a real browser: pasted, walked through by keyboard, corrected by name, inert, without scripts too."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHECKS = Path(__file__).with_name("story.mjs")


@pytest.fixture(scope="module")
def story(site: str) -> dict[str, Any]:
    """What the browser found, in one go."""
    ran = subprocess.run(
        ["node", str(CHECKS), site, "-"], capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_pasted_and_chosen_articles_come_back_with_their_claims_marked(story: dict[str, Any]) -> None:
    assert "in 2 articles" in story["heading"]
    assert story["marks"] >= len(story["tags"]) >= 3
    assert all(tag.startswith(f"Claim {number}: ") for number, tag in enumerate(story["tags"], 1))
    assert story["unconfirmed"] == len(story["tags"])
    assert story["banner"] == "SIMULATED DATA - scenario, not evidence"
    assert story["said"] == story["heading"]
    assert story["result_focus"] == "result"


def test_the_keyboard_moves_between_claims(story: dict[str, Any]) -> None:
    assert story["after_right"] == ["m-2", ["2"]]
    assert story["after_end"]
    assert story["after_home"] == "m-1"
    focus, opened, address = story["after_enter"]
    assert (focus, "1" in opened, "2" in opened, address) == ("c-1", True, False, "#c-1")
    assert story["chosen"] == "1"
    assert story["after_click"] == ["c-2", True]


def test_evidence_leads_to_the_aircraft_and_the_base(story: dict[str, Any]) -> None:
    assert "/places/OSLK" in story["links"]
    assert any(link.startswith("/aircraft/") for link in story["links"])


def test_a_field_is_corrected_and_a_reading_confirmed_by_name(story: dict[str, Any]) -> None:
    assert story["edit_focus"] == "kind.value"
    assert story["unsigned"] == 1
    assert "C17" in story["corrected"]
    assert "corrected by R. Brandt" in story["corrected"]
    assert story["corrected_focus"] == "c-2"
    assert story["name_kept"] == "R. Brandt"
    assert "reading confirmed by R. Brandt" in story["confirmed"]
    assert story["reviews"] == [["correct", "aircraft", "R. Brandt"], ["confirm", None, "R. Brandt"]]


def test_what_is_refused_is_said_and_nothing_is_lost(story: dict[str, Any]) -> None:
    assert "no day" in story["trouble"]
    assert story["not_lost"] == "last week"


def test_it_works_without_scripts(story: dict[str, Any]) -> None:
    assert story["plain_marks"] >= 2
    assert story["plain_open"]
    assert story["plain_news"] == "Claim 2: fields marked as right by R. Brandt."


def test_dropped_files_are_taken_and_hostile_text_is_inert(story: dict[str, Any]) -> None:
    assert story["dropped"] == "Chosen: dropped.txt"
    assert "in 2 articles" in story["hostile_heading"]
    assert story["hostile_elements"] == 0
    assert story["hostile_title"] == "Check an article - wheelsdown"
    assert story["all"] == {"console": [], "foreign": [], "dialogs": 0, "cookies": 0}


def test_nothing_serious_stands_in_anybodys_way(story: dict[str, Any]) -> None:
    for where in ("start_faults", "faults", "edit_faults", "phone_faults", "dark_faults"):
        assert story[where] == [], where
    assert story["phone_wide"] <= 0
    assert story["phone_card_seen"]
    assert story["dark_card_seen"]
