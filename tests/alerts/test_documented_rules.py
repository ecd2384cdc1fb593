"""The rules file that the documentation shows is one, with every kind of rule and channel in it."""

import re
from pathlib import Path

import pytest

from wheelsdown.alerts.rules import RuleKind
from wheelsdown.alerts.rules_file import read_rules

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "watch-a-place.md"


@pytest.fixture
def shown() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_shown_rules_can_be_read(shown: list[str], tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("\n".join(shown), "utf-8")
    rules = read_rules(path)
    assert {each.kind for each in rules.rules} == set(RuleKind)
    assert [each.name for each in rules.channels] == ["phone", "desk"]
    assert not rules.care.delay_military
