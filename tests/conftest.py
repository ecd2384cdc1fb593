"""What every test may ask for."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

# Shared machines are slow at times, and a red build must be red again when it is run again.
settings.register_profile("wheelsdown", deadline=None, derandomize=True)
settings.load_profile("wheelsdown")

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
        pytest.skip(
            "the founders' shared data folder is not here; these tests are extra to the project's own"
        )
    return folder


@pytest.fixture(scope="session")
def for_want_of() -> Callable[[str], NoReturn]:
    """What a test or fixture calls with the reason when the machine lacks something it needs.

    The one way to skip for that: the reason is counted at the end of the run, and REQUIRE_ALL=1 makes
    a failure of it, so that nothing is skipped where everything should be there.
    """

    def skip_or_fail(reason: str) -> NoReturn:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(f"REQUIRE_ALL=1, but {reason}")
        pytest.skip(reason)

    return skip_or_fail


@pytest.fixture
def small_disk(tmp_path: Path, for_want_of: Callable[[str], NoReturn]) -> Iterator[Path]:
    """An empty disk of 2 MB (a tmpfs); mark the test ``needs_tmpfs``."""
    disk = tmp_path / "small_disk"
    disk.mkdir()
    if shutil.which("mount") is None:
        for_want_of("there is no mount command here, so no small disk to fill")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        for_want_of(f"a small disk cannot be mounted: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)
