"""``wheelsdown warmup``: says where compiled code is kept, or what to do where it cannot be."""

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import wheelsdown


@pytest.fixture
def warm_up(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Put a bulk pass in place that compiles nothing and keeps it where it is told."""

    def keep_in(folder: Path | None) -> None:
        module = types.ModuleType("wheelsdown.bulk_pass")
        module.warm_up = lambda: (12.34, folder)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "wheelsdown.bulk_pass", module)
        monkeypatch.setattr(wheelsdown, "bulk_pass", module, raising=False)

    return keep_in


def test_it_says_where_compiled_code_is_kept(
    run: Callable[..., Result], warm_up: Callable[[Path | None], None], tmp_path: Path
) -> None:
    warm_up(tmp_path / "compiled")
    result = run("warmup")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"ready after 12.3 s; compiled code is kept in {tmp_path / 'compiled'}\n"
    assert result.stderr == ""


def test_where_nothing_can_be_kept_it_says_what_to_do(
    run: Callable[..., Result], warm_up: Callable[[Path | None], None]
) -> None:
    warm_up(None)
    result = run("warmup")
    assert result.exit_code == 0
    assert "not kept" in result.stdout
    assert "WHEELSDOWN_CACHE=DIR" in result.stderr
