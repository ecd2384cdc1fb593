"""Texts made to do harm: time stays linear in their length, and tricks do not hide words."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from wheelsdown.articles.html import read_page
from wheelsdown.articles.reading import read_text
from wheelsdown.articles.view import fold_word
from wheelsdown.reference.text_words import load_text_words

#: What is repeated, none of which may cost more the more of it there is.
REPEATED = [
    "word ", "a", "“", '"', "'a ", ". ", "a.b.", "(", "A plane landed at Korvash. ", "ab\n", "т. д. ", "a\u200b",
    "\u202eab ", "التعليقات ", "read also ", "Read also:\n", "\n", "1.", "[", "? ", "a-", "related posts\n",
    "aaaa bbbb cccc dddd eeee ffff gggg\n", "(photo) ", "@", "« ", "..", "\ufeff", "A. ", "J. B. ", "!؟", "\t",
]  # fmt: skip

#: The same for pages.
MARKUP = [
    "<", "<!--", "<a ", "</a", "<![CDATA[", "&", "<script>", '<a b="', "<a b='", "<!", "<?", "<div>", "</div>",
    "<a b='x' ", "<svg>", "<textarea>x</", "</ ", "<a b=", "<title>", "&a;", "&#x", "x<y ", "<article>x ",
    "<p><b>", "<div>x</p></div></b>", "<a =    ", "<meta content=x name=y>", "<div class='a b c d'>",
    "<script type='application/ld+json'>[</script>", "<time datetime=2027-03-10>", "<nav><p>x</nav>",
]  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that some work runs: the same number on every machine."""
    n_lines = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal n_lines
        n_lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return n_lines


def growth(work: Callable[[str], object], unit: str) -> float:
    """Give by how much more is done when the text is eight times as long."""
    small, large = (unit * (size // len(unit)) for size in (600, 4800))
    work(large)  # whatever is remembered between texts is filled first
    return steps(lambda: work(large)) / steps(lambda: work(small))


def read(text: str) -> Any:
    return read_text(text, path="-", sha256="0" * 64, words=load_text_words())


@pytest.mark.parametrize("unit", REPEATED)
def test_reading_is_linear(unit: str) -> None:
    assert growth(read, unit) < 12


@pytest.mark.parametrize("unit", MARKUP)
def test_reading_a_page_is_linear(unit: str) -> None:
    assert growth(read_page, unit) < 12


@pytest.mark.parametrize("unit", ["<a b='", "<a ", "<!--", "<a b=\"'", "<a =    ", "</", "<div><p class=x "])
def test_half_a_megabyte_of_unfinished_tags_is_read(unit: str) -> None:
    assert read_page(f"<p>before</p>{unit * (500_000 // len(unit))}").text.startswith("before")


def test_a_long_single_line_is_cut_into_pieces_of_bounded_length() -> None:
    article = read("A plane landed at Korvash and " * 8_000)
    assert len(article.text) > 10**5
    assert max(last - first for first, last in (s.tokens for s in article.sentences)) <= 301


def test_deep_nesting_is_no_deep_recursion() -> None:
    page = read_page("<div><b>" * 20_000 + "landed" + "</b></div>" * 20_000)
    assert page.text == "landed"


@pytest.mark.parametrize("written", ["An\u200b-124", "A\u200cn\u2060-12\u200d4", "Аn-124", "An\u2011124", "\u202eAn\u202c-124", "A\u00adn-124", "Ａｎ-124"])  # fmt: skip
def test_tricks_inside_a_name_do_not_hide_it(written: str) -> None:
    article = read(f"The {written} landed. It left.")
    assert [token.form for token in article.tokens[1:4]] == ["an", "-", "124"]
    first, last = article.tokens[1], article.tokens[3]
    assert fold_word(article.text[first.start : first.end]) == "an"
    assert article.text[first.start : last.end].startswith(written.strip("\u202e\u202c")[0])
    assert len(article.sentences) == 2


def test_overrides_of_direction_end_no_sentence_and_hide_none() -> None:
    article = read("\u202eIt landed. \u2067It left.\u2069\u202c It came.")
    assert len(article.sentences) == 3
