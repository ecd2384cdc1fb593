"""A test that lacks something on this machine says so, and fails where everything should be there."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def test_a_strangers_machine_skips_with_the_reason(
    for_want_of: Callable[[str], NoReturn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no wind tunnel here"):
        for_want_of("no wind tunnel here")


def test_where_all_is_required_the_same_fails(
    for_want_of: Callable[[str], NoReturn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="REQUIRE_ALL=1, but no wind tunnel here"):
        for_want_of("no wind tunnel here")


def test_no_test_skips_by_another_way() -> None:
    own = {REPOSITORY / "tests" / "conftest.py", Path(__file__)}
    words = ("pytest.skip(", "mark.skip", "importorskip", "unittest.skip")
    others = [
        f"{path.relative_to(REPOSITORY)}: {word}"
        for path in sorted((REPOSITORY / "tests").rglob("*.py"))
        for word in words
        if path not in own and word in path.read_text("utf-8")
    ]
    assert not others, "ask the fixture for_want_of, which REQUIRE_ALL=1 turns into a failure"
