"""The word lists by which articles are read: one tab-separated file a topic, in ``data/words``.

The first line names the columns; the last column says where a row comes from. Lines that begin with ``#`` are
notes. Patterns are those of `wheelsdown.articles.phrases`.
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
        Name of the file without its ending.

    Returns
    -------
    tuple of dict
        Column name to text, in the file's order; an empty cell is an empty text.

    Raises
    ------
    UnknownReference
        There is no such list.
    """
    path = files("wheelsdown.reference") / "data" / "words" / f"{topic}.tsv"
    if not path.is_file():
        message = f"no word list {topic!r} in this installation; install wheelsdown again"
        raise UnknownReference(message, asked=topic)
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
