"""What every test may ask for."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data() -> Path:
    """Small real slices that ship with the project; each has its source in README.md beside it."""
    return REPOSITORY / "tests" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The founders' larger real data; absent on a stranger's machine, where such tests skip."""
    folder = Path(os.environ.get("WHEELSDOWN_SHARED", REPOSITORY.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip("the founders' shared data folder is not here; these tests are extra to the project's own")
    return folder
