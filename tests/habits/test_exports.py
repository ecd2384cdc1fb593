"""What a module offers is what it says in ``__all__``, and nobody takes anything else from it."""

import ast
import importlib
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted((SOURCE / "wheelsdown").rglob("*.py"))}


def isort_style(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as ruff sorts ``__all__``."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def defined_in(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            inside = (part for target in targets for part in ast.walk(target))
            names.update(part.id for part in inside if isinstance(part, ast.Name))
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("name", MODULES)
def test_all_is_there_true_and_sorted(name: str) -> None:
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", None)
    if exported is None:
        offered = defined_in(ast.parse(MODULES[name].read_text("utf-8")))
        assert not offered, f"{name} defines {sorted(offered)} and has no __all__"
        return
    assert [word for word in exported if not hasattr(module, word)] == []
    assert list(exported) == sorted(set(exported), key=isort_style)


@pytest.mark.parametrize("name", MODULES)
def test_only_what_is_offered_is_taken(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    taken = [
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for alias in node.names
        if f"{node.module}.{alias.name}" not in MODULES
        and alias.name not in getattr(importlib.import_module(node.module), "__all__", ())
    ]
    assert not taken
