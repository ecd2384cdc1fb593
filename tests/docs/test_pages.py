"""Pages point at files that are there, and name commands that the program has."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main

from wheelsdown.faces.cli import app

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(REPOSITORY)) for page in PAGES]

LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#]+)(?:#[^)]*)?\)")

#: A command in the text, and one in a block that is not run.
IN_TEXT = re.compile(r"`(wheelsdown [^`]+)`")
IN_BLOCK = re.compile(r"(?<=^```sh\n)(?:(?!```).*\n)*", re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    page = REPOSITORY / name
    targets = [found["target"] for found in LINK.finditer(page.read_text("utf-8"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    todo = [REPOSITORY / "README.md"]
    while todo:
        page = todo.pop()
        reached.add(page)
        targets = [found["target"] for found in LINK.finditer(page.read_text("utf-8"))]
        paths = [(page.parent / target).resolve() for target in targets if target.endswith(".md")]
        todo += [path for path in paths if path not in reached]
    assert [
        str(page.relative_to(REPOSITORY))
        for page in PAGES
        if page not in reached and page.name != "README.md"
    ] == []


def commands() -> list[str]:
    """List the commands the pages name, without those that stand for a kind of command."""
    named: set[str] = set()
    for page in PAGES:
        text = page.read_text("utf-8")
        named.update(IN_TEXT.findall(text))
        named.update(line for block in IN_BLOCK.findall(text) for line in block.splitlines())
    pattern = re.compile(r"wheelsdown (?!COMMAND|--version)")
    return sorted(command for command in named if pattern.match(command))


def test_there_are_commands_in_the_pages() -> None:
    assert {"wheelsdown status", "wheelsdown rotations OSLK"} <= set(commands())
    assert any("tar.aa" in command for command in commands())


@pytest.mark.parametrize("command", commands())
def test_commands_in_the_text_exist(command: str) -> None:
    words = shlex.split(command)[1:]
    known: Any = typer.main.get_command(app)
    while words and words[0] in (getattr(known, "commands", None) or {}):
        known, words = known.commands[words[0]], words[1:]
    assert not getattr(known, "commands", None), f"{command}: no such command"
    options = {
        option for parameter in known.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert [word for word in words if re.match(r"--?[a-z]", word) and word not in options] == []


def test_the_readme_names_every_command() -> None:
    text = (REPOSITORY / "README.md").read_text("utf-8")
    group: Any = typer.main.get_command(app)
    missing = [
        name for name in group.commands if f"wheelsdown {name}" not in text and name not in ("demo", "assert")
    ]
    assert missing == []
