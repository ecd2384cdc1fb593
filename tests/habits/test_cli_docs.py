"""Every command is documented, and the documents are what the program says."""

import importlib.util
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
from rich.cells import cell_len

from wheelsdown.faces.cli import app

REPOSITORY = Path(__file__).resolve().parents[2]
GENERATOR = REPOSITORY / "tools" / "generate_docs.py"


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


docs = load_generator()
COMMANDS = docs.command_paths()


def test_there_are_commands() -> None:
    assert {("visits",), ("flights",), ("ingest",)} <= set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_has_examples_fits_80_columns_and_is_in_the_reference(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = docs.help_text(words)
    assert "Example" in text
    assert max(map(cell_len, text.splitlines())) <= 80
    page = (REPOSITORY / "docs" / "reference" / "cli.md").read_text("utf-8")
    assert f"## wheelsdown {' '.join(words)}\n" in page, "stale; run: python tools/generate_docs.py"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_examples_are_commands_that_the_program_understands(words: tuple[str, ...]) -> None:
    command: Any = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]
    found = [line.strip() for line in command.epilog.splitlines() if line.strip().startswith("wheelsdown ")]
    assert found
    for example in found:
        _understand(shlex.split(example.split("&&")[0])[1:])


def _understand(words: list[str]) -> None:
    """Parse a command line as the program would, and run nothing."""
    command: Any = typer.main.get_command(app)
    name = "wheelsdown"
    while getattr(command, "commands", None):
        name, command, words = words[0], command.commands[words[0]], words[1:]
    with command.make_context(name, list(words)):
        pass


def test_no_line_of_the_overview_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    overview = docs.help_text(())
    assert not [line for line in overview.splitlines() if line.endswith("...") and "Usage" not in line]


def test_the_generated_documents_are_current() -> None:
    result = subprocess.run([sys.executable, str(GENERATOR), "--check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_a_stale_document_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "REPOSITORY", tmp_path)
    monkeypatch.setattr(sys, "argv", ["generate_docs.py", "--check"])
    assert docs.main() == 1
    monkeypatch.setattr(sys, "argv", ["generate_docs.py"])
    assert docs.main() == 0
    monkeypatch.setattr(sys, "argv", ["generate_docs.py", "--check"])
    assert docs.main() == 0
    page = tmp_path / "docs" / "reference" / "cli.md"
    page.write_text(page.read_text("utf-8") + "x", encoding="utf-8")
    assert docs.main() == 1


def test_a_help_block_of_a_page_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "REPOSITORY", tmp_path)
    monkeypatch.setattr(sys, "argv", ["generate_docs.py"])
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- help: wheelsdown visits -->\n<!-- /help -->\nb\n", encoding="utf-8")
    docs.main()
    text = readme.read_text("utf-8")
    assert "Usage: wheelsdown visits" in text
    assert text.startswith("a\n")
    assert text.endswith("<!-- /help -->\nb\n")
