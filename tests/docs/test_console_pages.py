"""What the pages show is what the program prints: every console block is run."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, REPOSITORY / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


console = load("console_pages")
PAGES = {str(page.relative_to(REPOSITORY)): page for page in console.pages()}


def page(*lines: str) -> str:
    return "\n".join(["before", "```console", *lines, "```", "after", ""])


def test_the_readme_and_the_tutorial_are_among_the_pages() -> None:
    assert {"README.md", "docs/tutorial.md"} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_command_prints_what_the_page_says(name: str) -> None:
    _, steps = console.run(PAGES[name].read_text("utf-8"))
    assert steps
    wrong = [console.difference(step) for step in steps if not step.holds]
    assert not wrong, "stale; run: python tools/console_pages.py --write\n" + "\n".join(wrong)


def test_commands_of_a_page_share_one_folder() -> None:
    text = page("$ echo one > file", "", "$ cat file \\", "> file", "one", "one")
    assert console.run(text)[0] == text


def test_another_output_is_noticed_and_written() -> None:
    current, steps = console.run(page("$ echo new", "old", "", "$ echo more; echo lines", "..."))
    assert [step.holds for step in steps] == [False, True]
    assert current == page("$ echo new", "new", "", "$ echo more; echo lines", "...")
    assert "instead of\nold" in console.difference(steps[0])


def test_a_command_that_fails_is_noticed_whatever_it_prints() -> None:
    _, steps = console.run(page("$ echo same; exit 3", "same"))
    assert [step.holds for step in steps] == [False]


@pytest.mark.parametrize(
    ("said", "printed", "same"),
    [
        ("took ... s", "took 31.7 s", True),
        ("took ... s", "took 31.7 s\nand more", False),
        ("a\n...\nz", "a\nb\nc\nz", True),
        ("a\n...\nz", "a\nb\nc", False),
        ("1 (one) [x]", "1 (one) [x]", True),
        ("a.c", "abc", False),
    ],
)
def test_dots_stand_for_anything_and_everything_else_for_itself(said: str, printed: str, same: bool) -> None:
    assert console.matches(said, printed) is same
