"""How well and how fast articles are read: the construction set and the invented articles, both halves, and
speed.

    python -m benchmarks.read_claims              the table of scores, then the speed
    python -m benchmarks.read_claims --wrong en   what is wrong in the half that is shown, for one language
    python -m benchmarks.read_claims --from 120   the scores of the articles numbered from there alone
    python -m benchmarks.read_claims --speed FILE...   the speed on some texts of one's own

Scores are those of `benchmarks.claim_scores`. Each text is read by itself, its publication day told where
the gold tells it. The half that is held back is never shown row by row. Speed is on one core, after the
word lists are loaded.
"""

import hashlib
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from benchmarks.claim_scores import ARTICLE_BATCHES, Row, gold_rows, lines, scores
from wheelsdown.articles.article import Article
from wheelsdown.articles.reading import read_text
from wheelsdown.claim_reading import read_claims
from wheelsdown.reference.text_words import load_text_words

__all__ = ["article_of", "claims_by_reading"]

#: Times that the speed is measured.
ROUNDS = 5


def article_of(row: Row) -> Article:
    """Read the text of a gold row, with its publication day where it tells one."""
    told = (date.fromisoformat(row.published), "the gold") if row.published else None
    sha256 = hashlib.sha256(row.text.encode()).hexdigest()
    return read_text(row.text, path=f"{row.id}.txt", sha256=sha256, words=load_text_words(), told=told)


def claims_by_reading(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """Read every row by itself and give the claims of each, as JSON objects."""
    found = {}
    for row in rows:
        claims = read_claims([article_of(row)]).articles[0].claims
        found[row.id] = [msgspec.to_builtins(claim) for claim in claims]
    return found


def main(words: Sequence[str]) -> int:
    """Print the scores and the speed; with ``--wrong LANGUAGE`` what is wrong in the shown half."""
    if words[:1] == ["--speed"]:
        texts = [plain_row(Path(word)) for word in words[1:]]
        claims_by_reading(texts)  # the word lists are loaded
        say_speed(texts)
        return 0
    rows = gold_rows()
    if words[:1] == ["--from"]:
        rows = [row for row in rows if is_from(row, int(words[1]))]
    read = claims_by_reading(rows)
    if words[:1] == ["--wrong"]:
        for key, figures in scores([row for row in rows if row.language == words[1]], read).items():
            if key[2] == "shown":
                say("\n".join([" ".join(key), *(f"{p.row}: {p.text}" for p in figures.problems)]))
        return 0
    say("\n".join(lines(scores(rows, read))))
    say_speed([row for row in rows if row.collection in ARTICLE_BATCHES])
    return 0


def is_from(row: Row, number: int) -> bool:
    """Say whether a row is an article numbered from there on."""
    return row.collection in ARTICLE_BATCHES and int(row.id.partition("-a")[2]) >= number


def plain_row(path: Path) -> Row:
    """Give a text that has no gold."""
    return Row(path.name, "all", path.read_text("utf-8"), 0, None, (), "texts")


def say_speed(rows: Sequence[Row]) -> None:
    """Print how many of these texts are read in a second of processor time."""
    n_chars = sum(len(row.text) for row in rows)
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        claims_by_reading(rows)
        taken.append(time.process_time() - start)
    a_second = len(rows) / median(taken)
    say(f"{a_second:.0f} articles a second on one core ({n_chars / len(rows):,.0f} characters each, median)")


def say(text: str) -> None:
    """Print to standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
