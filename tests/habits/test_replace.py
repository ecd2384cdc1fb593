"""``dataclasses.replace`` is for dataclasses: on a msgspec struct it fails at run time, which mypy does not see.

A call is judged by the fields it names, which one dataclass of ours must all have, or for
``msgspec.structs.replace`` one struct. Names that both have tell nothing: two calls in three are told.
"""

import ast
import dataclasses
import importlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

SOURCE = Path(__file__).resolve().parents[2] / "src"
PATHS = sorted((SOURCE / "wheelsdown").rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in PATHS}


def our_classes() -> Iterator[type]:
    for path, tree in TREES.items():
        names = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
        if names and path.name != "__main__.py":
            inside = path.relative_to(SOURCE).with_suffix("").parts
            module = importlib.import_module(".".join(p for p in inside if p != "__init__"))
            yield from (getattr(module, name) for name in names)


CLASSES = list(our_classes())
FIELDS = {
    "dataclasses": [{f.name for f in dataclasses.fields(c)} for c in CLASSES if dataclasses.is_dataclass(c)],
    "msgspec.structs": [set(c.__struct_fields__) for c in CLASSES if issubclass(c, msgspec.Struct)],
}


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Give the calls of either ``replace`` by the module it is taken from, under whatever name."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in FIELDS:
            known |= {a.asname or a.name: node.module for a in node.names if a.name == "replace"}
        elif isinstance(node, ast.ImportFrom) and node.module == "msgspec":
            taken = [a.asname or a.name for a in node.names if a.name == "structs"]
            known |= {f"{name}.replace": "msgspec.structs" for name in taken}
    known |= {f"{module}.replace": module for module in FIELDS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (module := known.get(ast.unparse(node.func))):
            yield module, node


def fits(module: str, names: set[str]) -> bool:
    return any(names <= fields for fields in FIELDS[module])


def wrong(tree: ast.Module) -> list[int]:
    return [
        call.lineno
        for module, call in calls(tree)
        if not fits(module, {word.arg for word in call.keywords if word.arg})
    ]


def test_what_is_replaced_has_these_fields() -> None:
    found = {str(path.relative_to(SOURCE)): lines for path, tree in TREES.items() if (lines := wrong(tree))}
    assert found == {}


def test_a_struct_given_to_the_other_replace_is_found() -> None:
    taken = "from dataclasses import replace\nfrom msgspec import structs\n"
    assert wrong(ast.parse(f"{taken}replace(token, spaced=True)")) == [3]
    assert wrong(ast.parse(f"{taken}structs.replace(token, spaced=True)")) == []
