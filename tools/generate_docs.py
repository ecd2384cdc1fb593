"""Write the parts of the docs that come from the code: the commands' help and the data dictionary.

``python tools/generate_docs.py`` writes them; with ``--check`` nothing is written, and the exit code is
1 when a file is stale.

Written whole: docs/reference/cli.md, docs/reference/tables.md. In README.md and the other pages below
docs/ the text between ``<!-- help: wheelsdown visits -->`` and ``<!-- /help -->`` is replaced by the
help of that command.
"""

import argparse
import ast
import inspect
import os
import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import dataframely as dy
import msgspec
import polars as pl
import typer.main
from typer.testing import CliRunner

from wheelsdown import schemas
from wheelsdown.faces.cli import app

REPOSITORY = Path(__file__).resolve().parent.parent

#: Help is written for a terminal that everybody has.
WIDTH = "80"

HELP_BLOCK = re.compile(r"(<!-- help: wheelsdown(?P<words>[a-z ]*) -->\n).*?(<!-- /help -->)", re.DOTALL)

#: Suffix of a column's name -> its unit (DESIGN, section 2).
UNITS = {
    "_ft": "feet",
    "_kt": "knots",
    "_fpm": "feet per minute",
    "_deg": "degrees",
    "_nm": "nautical miles",
    "_bytes": "bytes",
    "_at": "UTC",
}

TYPES = {
    pl.String: "text",
    pl.Categorical: "text",
    pl.Float64: "number",
    pl.Boolean: "true or false",
    pl.UInt8: "integer",
    pl.Float32: "number",
    pl.Int16: "integer",
    pl.Int32: "integer",
    pl.Int64: "integer",
    pl.UInt32: "integer",
    pl.Datetime: "UTC instant",
    pl.Date: "UTC day",
}

CLI_HEAD = """\
# Commands

Written by `tools/generate_docs.py` from the program's own help; do not edit.

Every command reads `--workspace DIR`, else `$WHEELSDOWN_WORKSPACE`, else `./wheelsdown-workspace`. Data goes
to standard output, everything else to standard error. Exit codes: 0 done, 1 refused (one line says what,
where and what to do), 2 wrong usage, 3 the answer is "no", 130 stopped with Ctrl-C.
"""

TABLES_HEAD = """\
# Tables

Written by `tools/generate_docs.py` from `wheelsdown.schemas`; do not edit.

A number says its unit in its name: `_ft` feet, `_kt` knots, `_fpm` feet per minute, `_deg` degrees, `_nm`
nautical miles. Instants are UTC, intervals half-open. Empty means unknown, never zero.
"""


def main() -> int:
    """Write or check every generated text; give the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the docs.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    check = parser.parse_args().check
    stale = [path for path, text in generated() if not path.is_file() or path.read_text("utf-8") != text]
    for path, text in generated() if not check else ():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in stale:
        word = "stale; run: python tools/generate_docs.py" if check else "written"
        print(f"{path.relative_to(REPOSITORY)}: {word}", file=sys.stderr)
    return 1 if check and stale else 0


def generated() -> Iterator[tuple[Path, str]]:
    """Give every generated file with the text it should hold."""
    reference = REPOSITORY / "docs" / "reference"
    whole = {reference / "cli.md": cli_page(), reference / "tables.md": tables_page()}
    yield from whole.items()
    for page in sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")]):
        if page not in whole and page.is_file():
            yield page, HELP_BLOCK.sub(_help_block, page.read_text("utf-8"))


def cli_page() -> str:
    """Give the reference of all commands."""
    sections = (
        f"## wheelsdown {' '.join(words)}\n\n```text\n{help_text(words)}```\n" for words in command_paths()
    )
    return "\n".join([CLI_HEAD, *sections])


def command_paths() -> list[tuple[str, ...]]:
    """List every command that does something, as the words that call it."""

    def walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        inside = getattr(command, "commands", None)
        if inside is None:
            yield words
        for name in inside or ():
            yield from walk(inside[name], (*words, name))

    return list(walk(typer.main.get_command(app), ()))


def help_text(words: tuple[str, ...]) -> str:
    """Give the help of a command as a terminal of 80 columns shows it."""
    os.environ["COLUMNS"] = WIDTH
    os.environ.pop("WHEELSDOWN_WORKSPACE", None)
    return CliRunner().invoke(app, [*words, "--help"], prog_name="wheelsdown").stdout


def tables_page() -> str:
    """Give the data dictionary."""
    parts = [TABLES_HEAD]
    for name in schemas.__all__:
        kind = getattr(schemas, name)
        if issubclass(kind, dy.Schema):
            parts.append(_section(name, kind, _schema_rows(kind)))
        elif issubclass(kind, msgspec.Struct):
            parts.append(_section(name, kind, _struct_rows(kind)))
        elif issubclass(kind, StrEnum):
            parts.append(_words(name, kind))
    return "\n".join(parts)


def _words(name: str, kind: type[StrEnum]) -> str:
    return (
        f"## {name}\n\n{inspect.cleandoc(kind.__doc__ or '')}\n\n"
        + ", ".join(f"`{word}`" for word in kind)
        + "\n"
    )


def _section(name: str, kind: type, rows: Iterator[tuple[str, str, bool]]) -> str:
    remarks = _remarks(kind)
    lines = [f"## {name}", "", inspect.cleandoc(kind.__doc__ or ""), ""]
    lines += ["| column | holds | may be unknown | meaning |", "|---|---|---|---|"]
    for column, holds, nullable in rows:
        unit = next((unit for end, unit in UNITS.items() if column.endswith(end)), "")
        unit = f", {unit}" if unit and unit not in holds else ""
        remark = remarks.get(column, "").replace("|", "\\|")
        lines.append(f"| `{column}` | {holds}{unit} | {'yes' if nullable else 'no'} | {remark} |")
    return "\n".join([*lines, ""])


def _schema_rows(kind: type[dy.Schema]) -> Iterator[tuple[str, str, bool]]:
    for name, column in kind.columns().items():
        yield name, _holds(column.dtype), column.nullable


def _struct_rows(kind: type[msgspec.Struct]) -> Iterator[tuple[str, str, bool]]:
    for field in msgspec.structs.fields(kind):
        words = inspect.formatannotation(field.type).replace("datetime.", "")
        nullable = words.endswith(" | None")
        yield field.name, f"`{words.removesuffix(' | None')}`", nullable


def _holds(kind: Any) -> str:
    if isinstance(kind, pl.List):
        return f"list of {_holds(kind.inner)}"
    if isinstance(kind, pl.Struct):
        return "{" + ", ".join(f"`{field.name}`" for field in kind.fields) + "}"
    return TYPES[kind.base_type()]


def _remarks(kind: type) -> dict[str, str]:
    """Read the ``#:`` remarks above the columns, and the remarks above the constants they name."""
    module = Path(inspect.getfile(kind)).read_text("utf-8")
    tree, lines = ast.parse(module), module.splitlines()
    constants = {name: _above(lines, node.lineno) for name, node in _named(tree.body)}
    classes = {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
    remarks = {}
    for name, node in _named(classes[kind.__name__]):
        value = getattr(node, "value", None)
        inherited = constants.get(value.id, "") if isinstance(value, ast.Name) else ""
        remarks[name] = _above(lines, node.lineno) or inherited
    return remarks


def _named(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


def _above(lines: list[str], lineno: int) -> str:
    found: list[str] = []
    for line in reversed(lines[: lineno - 1]):
        if not line.strip().startswith("#:"):
            break
        found.insert(0, line.strip().removeprefix("#:").strip())
    return " ".join(found)


def _help_block(found: re.Match[str]) -> str:
    text = help_text(tuple(found["words"].split()))
    return f"{found[1]}```text\n{text}```\n{found[3]}"


if __name__ == "__main__":
    sys.exit(main())
