"""What holds for every bulk pass of these tests."""

from collections.abc import Callable
from typing import Any

import numba
import pytest

from wheelsdown import bulk_worker
from wheelsdown.compiling import entry


@pytest.fixture(autouse=True)
def types_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every call of an `entry` compared with the types it was made for: it would not notice others."""

    def looked_at(twin: Callable[..., Any], *samples: object) -> Callable[..., Any]:
        made_for, run = [numba.typeof(each) for each in samples], entry(twin, *samples)

        def call(*arguments: object) -> Any:
            assert [numba.typeof(each) for each in arguments] == made_for
            return run(*arguments)

        return call

    monkeypatch.setattr(bulk_worker, "entry", looked_at)
