"""The text and data of an article's web page: by own rules, and better where the extra ``[html]`` is there.

With trafilatura the text is the main text as it finds it; with htmldate a page that tells no day in its own
data may still show one elsewhere (its quick search). Title, outlet, address and a day told by the page's own
data (JSON-LD, ``meta``) are read the same way with and without them. A note says which package made the text.
Pages that are larger than articles are left to the own rules, which are linear.
"""

import importlib
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from types import ModuleType
from typing import Final

from wheelsdown.articles.article import Boilerplate, Span
from wheelsdown.articles.html import read_page
from wheelsdown.articles.page_facts import day_of

__all__ = ["PageText", "looks_like_html", "read_html"]

#: Characters of the largest page, and the most tags of it, that are given to the packages of the extra.
_LARGEST: Final = 2_000_000
_MOST_TAGS: Final = 20_000

#: The packages' text counts when it has this share of what the own rules take for running text.
_ENOUGH: Final = 0.5

_OPENINGS: Final = (
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<article",
    "<main",
    "<div",
    "<p>",
    "<p ",
    "<meta",
)


@dataclass(frozen=True)
class PageText:
    """What `wheelsdown.articles.reading.read_text` needs of a page."""

    text: str
    marked: tuple[tuple[Span, Boilerplate], ...]
    title: str | None
    outlet: str | None
    url: str | None
    told: tuple[date, str] | None
    notes: tuple[str, ...]


def looks_like_html(text: str) -> bool:
    """Say whether a text is a web page.

    >>> looks_like_html("<!DOCTYPE html><p>It landed."), looks_like_html("It landed <b> ago.")
    (True, False)
    """
    head = text[:4000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") and any(opening in head for opening in _OPENINGS)


def read_html(text: str) -> PageText:
    """Read a page, with the packages of the extra where they are installed."""
    page = read_page(text)
    facts = page.facts
    told, notes = facts.told()
    found, marked = page.text, page.marked
    if len(text) <= _LARGEST and text.count("<") <= _MOST_TAGS:
        if told is None:
            told = _shown_day(text)
        better = _main_text(text)
        n_running = len(page.text) - sum(span.end - span.start for span, _ in page.marked)
        if better and len(better) >= _ENOUGH * n_running:
            found, marked = better, ()
            notes = (*notes, f"text taken from the page by trafilatura {version('trafilatura')}")
    return PageText(found, marked, facts.title, facts.outlet, facts.url, told, notes)


def _package(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _main_text(text: str) -> str | None:
    """Give the main text as trafilatura finds it; None where it is not there or finds none."""
    trafilatura = _package("trafilatura")
    if trafilatura is None:
        return None
    found = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True)
    return found if isinstance(found, str) and found.strip() else None


def _shown_day(text: str) -> tuple[date, str] | None:
    """Give the day that htmldate finds in the markup, without its guesses from running text."""
    htmldate = _package("htmldate")
    if htmldate is None:
        return None
    found = htmldate.find_date(text, original_date=True, extensive_search=False)
    day = day_of(found) if isinstance(found, str) else None
    return None if day is None else (day, f"htmldate {version('htmldate')}, by its quick search")
