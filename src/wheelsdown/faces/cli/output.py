"""Where a list goes and in which form: rows to standard output or a file, remarks to standard error."""

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.options import OutputFormat
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from wheelsdown.dossiers.listings import Listing, ListKind
    from wheelsdown.dossiers.rows_geojson import Positions

__all__ = ["Output", "emit", "show", "write_bytes"]

_BY_ENDING = {f".{format_}": format_ for format_ in OutputFormat if format_ is not OutputFormat.TABLE}

#: Our own colours, which belong on a screen only (ECMA-48, 8.3.117).
_STYLE = re.compile(r"\x1b\[[0-9;]*m")

#: What a list says besides its rows, where the form has no room for it.
_WITHOUT_ROOM = (OutputFormat.CSV, OutputFormat.PARQUET)


@dataclass(frozen=True)
class Output:
    """The form of a list, and where it goes (None is standard output)."""

    format: OutputFormat
    file: Path | None
    wide: bool

    @classmethod
    def chosen(cls, format_: OutputFormat | None, file: Path | None, *, wide: bool) -> "Output":
        """Choose the form: as told, else by the file's ending, else a table."""
        by_ending = _BY_ENDING.get(file.suffix.lower()) if file else None
        chosen = format_ or by_ending or OutputFormat.TABLE
        if chosen is OutputFormat.PARQUET and file is None and sys.stdout.isatty():
            raise typer.BadParameter("Parquet is not for a screen; add -o FILE", param_hint="--format")
        return cls(chosen, file, wide)


def emit(
    listing: "Listing",
    kind: "ListKind",
    output: Output,
    table: Callable[[], Iterable[str]],
    positions: Callable[[set[str]], "Positions"],
) -> None:
    """Write the list as asked.

    Parameters
    ----------
    listing, kind
        The rows and what they are.
    output
        The form and where it goes.
    table
        Gives the lines of the list's own 80-column table.
    positions
        Gives where the named aerodromes lie; asked only for GeoJSON.
    """
    from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted, left_out_sentence

    if output.format is OutputFormat.PARQUET:
        from wheelsdown.dossiers.rows_parquet import parquet_bytes

        write_bytes(parquet_bytes(listing, kind), output.file)
    else:
        show(_lines(listing, kind, output, table, positions), output.file)
    if listing.simulated and output.format is not OutputFormat.TABLE:
        say(SIMULATED_BANNER)
    if output.format in _WITHOUT_ROOM:
        for sentence in filter(None, [left_out_sentence(listing.left_out), *listing.missing]):
            say(sentence)
    if output.file is not None:
        say(f"Wrote {kind} to {output.file}: {counted(listing.rows.height, 'row')}.")


def _lines(
    listing: "Listing",
    kind: "ListKind",
    output: Output,
    table: Callable[[], Iterable[str]],
    positions: Callable[[set[str]], "Positions"],
) -> Iterable[str]:
    if output.format is not OutputFormat.TABLE:
        from wheelsdown.dossiers.renderings import RowFormat, text_lines
        from wheelsdown.dossiers.rows_geojson import named_aerodromes

        form = RowFormat(output.format.value)
        named = positions(named_aerodromes(listing, kind)) if form is RowFormat.GEOJSON else {}
        return text_lines(listing, kind, form, named)
    if output.wide:
        from wheelsdown.faces.cli.tables.wide import wide_table

        return wide_table(listing, kind)
    return table()


def show(lines: Iterable[str], file: Path | None = None) -> None:
    """Write lines to standard output, or whole or not at all to a file."""
    if file is None:
        # None lets typer decide by the terminal; NO_COLOR (no-color.org) decides against.
        color = False if os.environ.get("NO_COLOR") else None
        for line in lines:
            typer.echo(line, color=color)
    else:
        text = "".join(f"{_STYLE.sub('', line)}\n" for line in lines)
        write_bytes(text.encode("utf-8"), file)


def write_bytes(content: bytes, file: Path | None) -> None:
    """Write bytes to standard output, or whole or not at all to a file."""
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        with _replacing(file) as part:
            part.write_bytes(content)
    except OSError as error:
        raise WheelsdownError(
            f"{file}: cannot be written ({error.strerror}); choose another file with -o"
        ) from error


@contextlib.contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """Lend a file beside the wanted one that takes its name when all went well, and goes when not."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
