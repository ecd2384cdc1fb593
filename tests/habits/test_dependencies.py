"""What the program imports is what it declares, what is declared is explained, and versions are pinned."""

import ast
import re
import sys
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
PINS = [
    line
    for line in (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9_.-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def imported() -> set[str]:
    """List the packages of others that the source imports, at its top or inside a function."""
    found: set[str] = set()
    for path in (REPOSITORY / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"wheelsdown"}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    assert imported() == names(PROJECT["dependencies"])


def test_every_dependency_is_explained() -> None:
    page = (REPOSITORY / "docs" / "decisions" / "dependencies.md").read_text("utf-8")
    explained = {line.split("|")[1].strip() for line in page.splitlines() if line.count("|") == 5}
    assert explained >= names(PROJECT["dependencies"])
    assert names(PROJECT["optional-dependencies"]["dev"]) <= set(re.findall(r"[a-z][a-z0-9-]+", page))


def test_every_version_is_pinned_exactly_and_nothing_else_is_said() -> None:
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.]+", line)] == []
    wanted = names([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
    assert wanted <= names(PINS)
