"""Rows of cells as lines of text: cells wrap, they are never cut; wide letters count as wide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import typer
from rich.cells import cell_len

from wheelsdown.dossiers.safe_text import printable

__all__ = ["GAP", "WIDTH", "Cell", "Column", "fitted_table", "heading", "paragraph", "row_lines"]

#: Columns of a terminal that everybody has.
WIDTH = 80

#: Blanks between two columns.
GAP = 2


@dataclass(frozen=True)
class Column:
    """A column of a table: its title and its width in terminal columns."""

    title: str
    width: int


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; each line wraps at words, and inside a word only when it must."""

    lines: tuple[str, ...]
    colour: str | None = None
    bold: bool = False
    dim: bool = False

    @classmethod
    def of(cls, *lines: object, colour: str | None = None, bold: bool = False, dim: bool = False) -> "Cell":
        """Make a cell of lines that may come from anywhere: nothing in them can act."""
        return cls(tuple(printable(line) for line in lines), colour, bold, dim)


def heading(columns: Sequence[Column], indent: int = 0) -> str:
    """Give the line of titles."""
    [line] = row_lines(columns, [Cell((column.title,), bold=True) for column in columns], indent)
    return line


def row_lines(columns: Sequence[Column], cells: Sequence[Cell], indent: int = 0) -> list[str]:
    """Give one row as the lines it needs."""
    wrapped = [
        [part for line in cell.lines for part in _wrap(line, column.width)]
        for column, cell in zip(columns, cells, strict=True)
    ]
    lines = []
    for number in range(max(len(parts) for parts in wrapped)):
        line = " " * indent
        for column, cell, parts in zip(columns, cells, wrapped, strict=True):
            text = parts[number] if number < len(parts) else ""
            line += _styled(text, cell) + " " * (column.width - cell_len(text) + GAP)
        lines.append(line.rstrip(" "))
    return lines


def paragraph(text: object, indent: int = 0, hang: int = 0, width: int = WIDTH) -> list[str]:
    """Wrap a sentence; later lines are indented by ``hang`` more, a no-break space holds words together.

    >>> paragraph("one two three", indent=1, hang=2, width=9)
    [' one two', '   three']
    """
    first, *rest = _wrap(printable(text), width - indent, width - indent - hang)
    lines = [" " * indent + first, *(" " * (indent + hang) + line for line in rest)]
    return [line.replace("\N{NO-BREAK SPACE}", " ").rstrip(" ") for line in lines]


def fitted_table(
    titles: Sequence[str], rows: Sequence[Sequence[object]], width: int = WIDTH
) -> Iterator[str]:
    """Give a table whose columns are as wide as they need to be, the widest wrapped to fit ``width``."""
    cells = [[Cell.of("" if value is None else value) for value in row] for row in rows]
    widths = [
        max([cell_len(title), *(cell_len(line) for row in cells for line in row[number].lines)])
        for number, title in enumerate(titles)
    ]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > max(map(cell_len, titles)):
        widths[widths.index(max(widths))] -= 1
    columns = [Column(title, size) for title, size in zip(titles, widths, strict=True)]
    yield heading(columns)
    for row in cells:
        yield from row_lines(columns, row)


def _styled(text: str, cell: Cell) -> str:
    if not text or not (cell.colour or cell.bold or cell.dim):
        return text
    return typer.style(text, fg=cell.colour, bold=cell.bold or None, dim=cell.dim or None)


def _wrap(text: str, width: int, later: int | None = None) -> list[str]:
    """Break at blanks; a word longer than a line is broken where the line ends."""
    lines, line, room = [], "", width
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
            room = later or width
        line = word
        while cell_len(line) > room:
            head = _head(line, room)
            lines.append(head)
            line, room = line[len(head) :], later or width
    return [*lines, line]


def _head(word: str, room: int) -> str:
    """Give as many characters as fit, at least one."""
    size = 0
    for number, character in enumerate(word):
        size += cell_len(character)
        if size > room:
            return word[: max(number, 1)]
    return word
