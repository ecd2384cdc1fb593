"""The word lists by which articles are read: one tab-separated file a topic, in ``data/words``.

A long list is a folder with a file a language. The first line of a file names the columns; the last column
says where a row comes from. Lines that begin with ``#`` are notes. Patterns are those of
`wheelsdown.articles.phrases`.
"""

import csv
from functools import cache
from importlib.resources import files

from wheelsdown.errors import UnknownReference

__all__ = ["load_words"]


@cache
def load_words(topic: str) -> tuple[dict[str, str], ...]:
    """Get the rows of one word list.

    Parameters
    ----------
    topic
        Name of the file without its ending, or of the folder.

    Returns
    -------
    tuple of dict
        Column name to text, in the order of the file, or of the files by name; an empty cell is empty text.

    Raises
    ------
    UnknownReference
        There is no such list.
    """
    words = files("wheelsdown.reference") / "data" / "words"
    folder, file = words / topic, words / f"{topic}.tsv"
    if not folder.is_dir() and not file.is_file():
        message = f"no word list {topic!r} in this installation; install wheelsdown again"
        raise UnknownReference(message, asked=topic)
    parts = sorted(folder.iterdir(), key=lambda part: part.name) if folder.is_dir() else [file]
    return tuple(row for part in parts for row in _rows(part.read_text(encoding="utf-8")))


def _rows(text: str) -> "csv.DictReader[str]":
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
