"""The wheel holds everything the program needs, and works where nothing else of this repository is."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

#: What the program needs beside its code.
DATA = (
    "demo_data/calfire.json.gz",
    "reference/data/aerodromes.parquet",
    "reference/data/aliases.tsv",
    "reference/data/places.json",
    "simulation/latakia_2025.toml",
)


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command in an environment that does not know this repository."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))
    }
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of what a clone holds, with the build tool that is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE", "src"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", cwd=folder)
    (built,) = (folder / "dist").glob("wheelsdown-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; what it depends on is lent by this environment, not downloaded."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "env", cwd=folder)
    python = folder / "env" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "install")
    run(*pip, "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    (packages,) = (folder / "env").glob("lib/python*/site-packages")
    # A plain line adds a folder without the .pth files in it: our own editable install stays unseen.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_code_data_and_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in DATA if f"wheelsdown/{name}" not in names] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [
        name for name in names if name.startswith(("tests", "docs", "tools")) or "__pycache__" in name
    ]
    data = {
        path.relative_to(REPOSITORY / "src").as_posix()
        for path in (REPOSITORY / "src" / "wheelsdown").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert data <= set(names)


def test_the_installed_wheel_does_the_main_job(installed: Path, data: Path) -> None:
    program = installed / "env" / "bin" / "wheelsdown"
    python = installed / "env" / "bin" / "python"
    where = run(python, "-c", "import wheelsdown; print(wheelsdown.__file__)", cwd=installed)
    assert where.startswith(str(installed))
    assert run(program, "--version", cwd=installed).startswith("wheelsdown 0.")
    shutil.copy(data / "trace_full_ac671b.json", installed)
    run(program, "ingest", "trace_full_ac671b.json", cwd=installed)
    answer = run(program, "visits", "KMSP", "--format", "csv", cwd=installed)
    assert answer.count(",KMSP,ac671b,") == 2
