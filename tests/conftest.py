"""What every test may ask for."""

import os
import shutil
import subprocess
from collections.abc import Iterator
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
        pytest.skip(
            "the founders' shared data folder is not here; these tests are extra to the project's own"
        )
    return folder


def skip_unless_required(reason: str) -> None:
    """Skip a test for want of something on this machine; where REQUIRE_ALL=1 is set, fail instead."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of 2 MB (a tmpfs); mark the test ``needs_tmpfs``."""
    disk = tmp_path / "small_disk"
    disk.mkdir()
    if shutil.which("mount") is None:
        skip_unless_required("there is no mount command here, so no small disk to fill")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        skip_unless_required(f"a small disk cannot be mounted: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)
