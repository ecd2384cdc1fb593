"""How well and how fast articles are read: the construction set and the invented articles, both halves, and
speed.

    python -m benchmarks.read_claims              the table of scores, then the speed
    python -m benchmarks.read_claims --wrong en   what is wrong in the half that is shown, for one language

Scores are those of `benchmarks.claim_scores`. Each text is read by itself, its publication day told where
the gold tells it. The half that is held back is never shown row by row. Speed is on one core, after the
word lists are loaded.
"""

import hashlib
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
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
    rows = gold_rows()
    read = claims_by_reading(rows)
    if words[:1] == ["--wrong"]:
        for key, figures in scores([row for row in rows if row.language == words[1]], read).items():
            if key[2] == "shown":
                say("\n".join([" ".join(key), *(f"{p.row}: {p.text}" for p in figures.problems)]))
        return 0
    say("\n".join(lines(scores(rows, read))))
    long = [row for row in rows if row.collection in ARTICLE_BATCHES]
    n_chars = sum(len(row.text) for row in long)
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        claims_by_reading(long)
        taken.append(time.process_time() - start)
    a_second = len(long) / median(taken)
    say(f"{a_second:.0f} articles a second on one core ({n_chars / len(long):,.0f} characters each, median)")
    return 0


def say(text: str) -> None:
    """Print to standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
