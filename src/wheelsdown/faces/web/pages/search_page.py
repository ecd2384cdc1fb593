"""What is called so: aircraft, call signs, types and places, in any script."""

from collections.abc import Mapping
from typing import Any, Final

from wheelsdown.faces.web.api.asking import Asked, SearchAsked
from wheelsdown.faces.web.api.searching import SearchAnswer, search
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.present import Present

__all__ = ["PAGE", "SearchPageAsked"]

#: Longest text that is looked for.
_LONGEST: Final = 100


class SearchPageAsked(Asked, frozen=True, kw_only=True):
    """Looking for what; nothing as long as nobody wrote anything."""

    q: str = ""
    limit: int = 20


def _answer(present: Present, asked: SearchPageAsked) -> SearchAnswer:
    words = asked.q.strip()[:_LONGEST]
    if not words:
        return SearchAnswer(simulated=present.view.simulated, q="", groups=[], nearest=[])
    return search(present, SearchAsked(q=words, limit=min(max(asked.limit, 1), 50)))


def _beside(present: Present, asked: SearchPageAsked, answer: SearchAnswer) -> Mapping[str, Any]:
    del present, asked
    return {"title": f"Search: {answer.q}" if answer.q else "Search"}


PAGE: Final = Page("/search", "search", "search.html", SearchPageAsked, _answer, _beside, fleeting=True)
