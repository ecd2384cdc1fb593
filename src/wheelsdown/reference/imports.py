"""Read aircraft databases that a user brings along, as assertions of those databases.

tar1090-db (share-alike), plane-alert-db (no licence) and OpenSky's aircraft database (terms of use) are
never shipped with this package. The readers are built from the documented shape of the files, on small
invented ones; **they were not tried on a current real file**. Bad rows are counted with reasons, the
others are kept.

No natural person's name is kept as an operator: owners' columns are not read, and an operator is kept
only where the row shows that it is an organisation (a military, government or police row of
plane-alert-db; a row with an ICAO operator designator at OpenSky). Every other name is counted as withheld,
and of its aircraft it is said that there is one (``owner_withheld``).
"""

import csv
import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple, cast

import polars as pl

from wheelsdown.clock import now
from wheelsdown.errors import SourceError
from wheelsdown.reference.identity import is_identity
from wheelsdown.schemas import IdentityAssertion
from wheelsdown.schemas.identity_assertions import OWNER_WITHHELD

__all__ = ["DatabaseKind", "Imported", "import_database"]

#: More unpacked bytes than this are refused: the largest of these databases has about 100 MB.
LARGEST_BYTES = 1 << 30

#: Longest value kept, and longest line read, in characters.
LONGEST_VALUE, LONGEST_LINE = 200, 20_000

#: Rows turned into a frame at once, so that memory stays flat.
CHUNK = 100_000

#: tar1090-db: what each digit of the flags stands for, from the left.
FLAG_DIGITS = ("military", "interesting", "pia", "ladd")

#: plane-alert-db: rows whose operator is a public body.
PUBLIC_GROUPS = frozenset({"mil", "gov", "pol"})

_SCHEMA = IdentityAssertion.create_empty().schema


class DatabaseKind(StrEnum):
    """The databases that can be imported; the value is also the name of the source."""

    TAR1090 = "tar1090-db"
    PLANE_ALERT = "plane-alert-db"
    OPENSKY = "opensky"


#: How a database is called in the column ``source``.
SOURCES = {
    DatabaseKind.TAR1090: "tar1090-db",
    DatabaseKind.PLANE_ALERT: "plane-alert-db",
    DatabaseKind.OPENSKY: "opensky aircraft database",
}

#: One row of a database: the address, and attribute-value pairs.
_Entry = tuple[str, list[tuple[str, str]]]


class Imported(NamedTuple):
    """What a database says (``IdentityAssertion`` rows), and what of it was not kept, by reason."""

    assertions: pl.DataFrame
    dropped: dict[str, int]


def import_database(
    kind: DatabaseKind | str, path: Path, *, retrieved_at: datetime | None = None
) -> Imported:
    """Read a database file as assertions, undated: it says what holds now, not since when.

    Parameters
    ----------
    kind
        ``tar1090-db`` (``aircraft.csv``, gzip'd or not, or the folder with its JSON parts),
        ``plane-alert-db`` (``plane-alert-db.csv``) or ``opensky`` (``aircraftDatabase.csv``).
    retrieved_at
        When the file was downloaded; now by default.

    Raises
    ------
    SourceError
        The file cannot be read, is not of this kind, or nothing of it can be kept.
    """
    kind = DatabaseKind(kind)
    dropped: Counter[str] = Counter()
    stamp = (SOURCES[kind], retrieved_at or now())
    try:
        frames = list(_frames(_entries(kind, path, dropped), stamp, dropped))
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(
            f"{path}: cannot be read as {kind.value} ({error}); download it again", where=str(path)
        ) from error
    if not frames:
        raise SourceError(
            f"{path}: no row could be kept as {kind.value} ({_counts(dropped)}); is it that database?",
            where=str(path),
        )
    return Imported(pl.concat(frames), dict(sorted(dropped.items())))


def _counts(dropped: Counter[str]) -> str:
    return ", ".join(f"{n} {reason}" for reason, n in sorted(dropped.items())) or "it is empty"


def _entries(kind: DatabaseKind, path: Path, dropped: Counter[str]) -> Iterator[_Entry]:
    if kind is DatabaseKind.TAR1090:
        return _tar1090_folder(path, dropped) if path.is_dir() else _tar1090(path, dropped)
    return _plane_alert(path, dropped) if kind is DatabaseKind.PLANE_ALERT else _opensky(path, dropped)


def _frames(
    entries: Iterator[_Entry], stamp: tuple[str, datetime], dropped: Counter[str]
) -> Iterator[pl.DataFrame]:
    """Turn entries into frames of the ledger, a chunk at a time."""
    rows: list[tuple[str, str, str]] = []
    for address, pairs in entries:
        airframe = address.strip().lower()
        if not is_identity(airframe):
            dropped["not an ICAO address"] += 1
            continue
        said = [(airframe, name, text) for name, value in pairs if (text := _clean(value))]
        if not said:
            dropped["says nothing"] += 1
        rows += said
        if len(rows) >= CHUNK:
            yield _frame(rows, stamp)
            rows = []
    if rows:
        yield _frame(rows, stamp)


def _frame(rows: list[tuple[str, str, str]], stamp: tuple[str, datetime]) -> pl.DataFrame:
    """Make ledger rows of what was said; saying it twice is saying it once."""
    named = dict(zip(("airframe", "attribute", "value"), zip(*rows, strict=True), strict=True))
    return (
        pl.DataFrame(named)
        .unique(maintain_order=True)
        .select(
            "airframe",
            "attribute",
            "value",
            valid_from=None,
            valid_to=None,
            source=pl.lit(stamp[0]),
            retrieved_at=pl.lit(stamp[1]),
            simulated=False,
        )
        .cast(_SCHEMA)
    )


def _clean(text: str) -> str:
    """Keep what can be printed: terminal escapes and line ends in a name are somebody's trick."""
    text = text[:LONGEST_VALUE]
    return text.strip() if text.isprintable() else "".join(c for c in text if c.isprintable()).strip()


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than ``LARGEST_BYTES``."""

    def __init__(self, inner: IO[bytes], where: str) -> None:
        self._inner, self._where, self._left = inner, where, LARGEST_BYTES

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read on, or refuse."""
        view = memoryview(cast("bytearray", buffer))
        content = self._inner.read(len(view))
        self._left -= len(content)
        if self._left < 0:
            raise SourceError(
                f"{self._where}: unpacks to more than {LARGEST_BYTES >> 20} MiB; no such database does",
                where=self._where,
                reason="too_large",
            )
        view[: len(content)] = content
        return len(content)


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOWrapper]:
    """Open a file as text, unpacked where its first bytes say gzip; bytes that are not UTF-8 become �."""
    with ExitStack() as closing:
        raw = closing.enter_context(path.open("rb"))
        magic = raw.read(2)
        raw.seek(0)
        packed = magic == b"\x1f\x8b"
        inner = cast("IO[bytes]", closing.enter_context(gzip.GzipFile(fileobj=raw))) if packed else raw
        bounded = io.BufferedReader(_Bounded(inner, str(path)), 1 << 16)
        yield closing.enter_context(
            io.TextIOWrapper(bounded, encoding="utf-8-sig", errors="replace", newline="")
        )


def _lines(path: Path, dropped: Counter[str]) -> Iterator[str]:
    """Give the lines of a file; one of absurd length is counted and passed over."""
    with _text(path) as text:
        whole = True
        while line := text.readline(LONGEST_LINE):
            starts, whole = whole, line.endswith(("\n", "\r"))
            if starts and (whole or len(line) < LONGEST_LINE):
                yield line.replace("\0", "")
            elif starts:
                dropped["line too long"] += 1


def _rows(path: Path, dropped: Counter[str], *, delimiter: str = ",") -> Iterator[list[str]]:
    """Give the rows of a CSV file, line by line, so that a stray quote spoils its own line only.

    The quote is ``'`` in a file whose first line starts with one (newer OpenSky files).
    """
    quote = '"'
    for number, line in enumerate(_lines(path, dropped)):
        if number == 0 and line.startswith("'"):
            quote = "'"
        try:
            yield next(csv.reader([line], delimiter=delimiter, quotechar=quote, strict=True), [])
        except csv.Error:
            dropped["not a CSV row"] += 1


def _tar1090(path: Path, dropped: Counter[str]) -> Iterator[_Entry]:
    """Read ``address;registration;type;flags;description;year;owner``, no header; the owner is not read."""
    for row in _rows(path, dropped, delimiter=";"):
        if len(row) < 4:
            dropped["too few columns"] += bool(row)
            continue
        description, year = [*row[4:6], "", ""][:2]
        yield row[0], _tar1090_pairs(row[1], row[2], row[3], description, year)


def _tar1090_folder(folder: Path, dropped: Counter[str]) -> Iterator[_Entry]:
    """Read the JSON parts: the file name begins an address, each key ends it."""
    for path in sorted([*folder.glob("*.js"), *folder.glob("*.json")]):
        with _text(path) as text:
            try:
                content = json.load(text)
            except (ValueError, RecursionError):
                dropped["not a JSON part"] += 1
                continue
        for ending, values in content.items() if isinstance(content, dict) else ():
            if ending == "children":
                continue
            if not isinstance(values, list) or not all(isinstance(value, str) for value in values[:4]):
                dropped["not a list of texts"] += 1
                continue
            registration, designator, flags, description = [*values[:4], "", "", "", ""][:4]
            yield path.stem + ending, _tar1090_pairs(registration, designator, flags, description, "")


def _tar1090_pairs(
    registration: str, designator: str, flags: str, description: str, year: str
) -> list[tuple[str, str]]:
    digits = zip(FLAG_DIGITS, flags.strip(), strict=False)
    return [
        ("registration", registration),
        ("type_designator", designator.upper()),
        ("description", description),
        ("year", year if year.strip().isdigit() else ""),
        *((name, "true") for name, digit in digits if digit == "1"),
    ]


def _named(path: Path, dropped: Counter[str], needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Give the rows of a CSV file with a header line; names compare without ``$``, ``#`` and case."""
    rows = _rows(path, dropped)
    header = [name.strip(" $#").lower() for name in next(rows, [])]
    if missing := [name for name in needed if name not in header]:
        raise SourceError(
            f"{path}: the first line names no column '{missing[0]}'; is it another database?",
            where=str(path),
            reason="wrong_columns",
        )
    for row in rows:
        if len(row) < len(needed):
            dropped["too few columns"] += bool(row)
            continue
        yield dict(zip(header, (value.strip() for value in row), strict=False))


def _plane_alert(path: Path, dropped: Counter[str]) -> Iterator[_Entry]:
    """Read ``$ICAO, $Registration, $Operator, $Type, $ICAO Type, #CMPG, ...``."""
    for row in _named(path, dropped, ("icao", "registration", "operator", "icao type", "cmpg")):
        group = row.get("cmpg", "").lower()
        public = group in PUBLIC_GROUPS
        withheld = bool(row.get("operator")) and not public
        dropped["operator withheld: may be a person"] += withheld
        yield (
            row["icao"],
            [
                ("registration", row.get("registration", "")),
                ("type_designator", row.get("icao type", "").upper()),
                ("description", row.get("type", "")),
                ("operator", row.get("operator", "") if public else ""),
                ("military", {"mil": "true", "civ": "false"}.get(group, "")),
                (OWNER_WITHHELD, "true" if withheld else ""),
            ],
        )


def _opensky(path: Path, dropped: Counter[str]) -> Iterator[_Entry]:
    """Read ``icao24, registration, model, typecode, operator, operatoricao, built, ...``, not the owner."""
    for row in _named(path, dropped, ("icao24", "registration", "typecode")):
        known = bool(row.get("operatoricao"))
        withheld = bool(row.get("operator")) and not known
        dropped["operator withheld: may be a person"] += withheld
        yield (
            row["icao24"],
            [
                ("registration", row.get("registration", "")),
                ("type_designator", row.get("typecode", "").upper()),
                ("description", row.get("model", "")),
                ("operator", (row.get("operator") or row.get("operatoricao", "")) if known else ""),
                ("year", row.get("built", "")[:4] if row.get("built", "")[:4].isdigit() else ""),
                (OWNER_WITHHELD, "true" if withheld else ""),
            ],
        )
