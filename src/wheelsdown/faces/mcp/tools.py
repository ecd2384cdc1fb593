"""The tools of the server: the verbs of the command line that read."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from wheelsdown.faces.mcp import answers, article_answers
from wheelsdown.faces.mcp.desk import Desk
from wheelsdown.faces.mcp.protocol import Tool
from wheelsdown.faces.mcp.questions import (
    ArticleAsked,
    FlightsAsked,
    IdentityAsked,
    LiveAsked,
    NearAsked,
    NothingAsked,
    PlacesAsked,
    PlanAsked,
    TraceAsked,
    VisitsAsked,
)

__all__ = ["tools_of"]

_TOOLS: tuple[tuple[type[msgspec.Struct], Callable[[Desk, Any], answers.Answer]], ...] = (
    (VisitsAsked, answers.visits),
    (FlightsAsked, answers.flights),
    (VisitsAsked, answers.rotations),
    (IdentityAsked, answers.identity),
    (NearAsked, answers.near),
    (TraceAsked, answers.trace),
    (PlanAsked, answers.plan),
    (NothingAsked, answers.status),
    (PlacesAsked, answers.places),
    (LiveAsked, answers.live),
    (ArticleAsked, article_answers.claims),
    (ArticleAsked, article_answers.check),
)


def tools_of(workspace: Path, delay_military: timedelta) -> list[Tool]:
    """Give the tools over one workspace, which is opened anew for every question."""

    def asked(answer: Callable[[Desk, Any], answers.Answer], question: object) -> answers.Answer:
        return answer(Desk.opened(workspace, delay_military), question)

    return [
        Tool(answer.__name__, (answer.__doc__ or "").strip(), question, partial(asked, answer))
        for question, answer in _TOOLS
    ]
