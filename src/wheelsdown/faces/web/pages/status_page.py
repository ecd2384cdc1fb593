"""What this server answers from, what it lacks, and which days hold no data."""

from collections.abc import Mapping
from typing import Any, Final

from wheelsdown.faces.web.api.asking import NothingAsked
from wheelsdown.faces.web.api.holdings import StatusAnswer, status
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.snapshots import View

__all__ = ["PAGE"]


def _beside(view: View, asked: NothingAsked, answer: StatusAnswer) -> Mapping[str, Any]:
    del view, asked, answer
    return {"title": "Status"}


PAGE: Final = Page("/status", "status", "status.html", NothingAsked, status, _beside)
