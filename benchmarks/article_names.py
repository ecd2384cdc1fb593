"""How long the names of an article take, and the lists they are looked up in.

usage: python -m benchmarks.article_names
"""

import time
from collections.abc import Callable
from pathlib import Path

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.article_names import load_names

#: Characters of an article, and what marking one may take on one core.
LENGTH, MOST_MS = 4000, 8.0
ROUNDS = 5


def main() -> None:
    began = time.perf_counter()
    names = load_names()
    print(f"lists read in {time.perf_counter() - began:.2f} s")
    folder = Path(__file__).parent.parent / "tests" / "data" / "articles"
    texts = [file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))]
    articles = [in_four_kilobytes(text) for text in texts]
    for article in articles:
        names.mark(article)
    best = min(seconds(names.mark, articles) for _ in range(ROUNDS)) / len(articles)
    print(f"{best * 1e3:.2f} ms for {LENGTH:,} characters ({len(articles)} articles, at most {MOST_MS:.0f})")


def in_four_kilobytes(text: str) -> Article:
    text = ((text + "\n\n") * (LENGTH // len(text) + 1))[:LENGTH]
    return Article("-", "", text, Language.ENGLISH, tokenise(text), (), ())


def seconds(mark: Callable[[Article], object], articles: list[Article]) -> float:
    began = time.process_time()
    for article in articles:
        mark(article)
    return time.process_time() - began


if __name__ == "__main__":
    main()
