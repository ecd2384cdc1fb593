"""The real program, as a shell runs it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import wheelsdown

RUN = [sys.executable, "-c", "from wheelsdown.faces.cli import main; main()"]


def run(*words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "80", "WHEELSDOWN_WORKSPACE": str(folder)} | more
    return subprocess.run([*RUN, *words], capture_output=True, text=True, env=environment, timeout=60)


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_it_answers(word: str, tmp_path: Path) -> None:
    assert run(word, folder=tmp_path).returncode == 0


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['wheelsdown', 'visits', '--help']\n"
        "from wheelsdown.faces.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'polars', 'scipy', 'shapely', 'deltalake', 'pyarrow', 'numpy', 'rich', 'rapidfuzz'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr


def test_version_is_the_version(tmp_path: Path) -> None:
    assert run("--version", folder=tmp_path).stdout == f"wheelsdown {wheelsdown.__version__}\n"


def test_wrong_words_end_with_2(tmp_path: Path) -> None:
    result = run("visits", folder=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""


def test_names_in_every_script_print_where_the_locale_knows_none(tmp_path: Path) -> None:
    result = run("visits", "--help", folder=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 0
    assert "Хмеймим" in result.stdout


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    code = (
        "import typer\n"
        "from wheelsdown.faces.cli import app, main\n"
        "from wheelsdown.faces.cli.output import show\n"
        "@app.command()\n"
        "def flood() -> None: show('x' * 100 for _ in range(100_000))\n"
        "import sys; sys.argv = ['wheelsdown', 'flood']; main()"
    )
    flood = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert flood.stdout is not None
    assert flood.stderr is not None
    flood.stdout.readline()
    flood.stdout.close()
    assert flood.stderr.read() == b""
    flood.stderr.close()
    assert flood.wait(timeout=60) == 0


def test_ctrl_c_ends_with_one_line_and_130() -> None:
    code = (
        "import time, sys, typer\n"
        "from wheelsdown.faces.cli import app, main\n"
        "@app.command()\n"
        "def nap() -> None:\n"
        "    print('ready', flush=True); time.sleep(60)\n"
        "sys.argv = ['wheelsdown', 'nap']; main()"
    )
    nap = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert nap.stdout is not None
    assert nap.stdout.readline() == "ready\n"
    nap.send_signal(signal.SIGINT)
    _, said = nap.communicate(timeout=60)
    assert nap.returncode == 130
    assert said.startswith("wheelsdown: stopped")
    assert said.count("\n") == 1
