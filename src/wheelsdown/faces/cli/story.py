"""``wheelsdown story``: the whole story that articles tell together."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wheelsdown.faces.cli.articles_asked import (
    REFUSED,
    ArticlesArgument,
    PublishedOption,
    ReviewsOption,
    gathered,
    told_by,
)
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import OutputOption, WorkspaceOption, examples

__all__ = ["EXAMPLES", "StoryFormat", "story"]

EXAMPLES = examples(
    "wheelsdown story articles/",
    "wheelsdown story one.txt two.html --format json",
    "wheelsdown story articles/ --workspace DIR",
    "wheelsdown story articles/ --reviews reviews.json",
)


class StoryFormat(StrEnum):
    """How a story is written."""

    TABLE = "table"
    JSON = "json"


def story(
    articles: ArticlesArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    published: PublishedOption = None,
    reviews: ReviewsOption = None,
    format_: Annotated[
        StoryFormat | None,
        typer.Option("--format", help="How the story is written; else by FILE's ending, else a table."),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Put articles together to one story, and say how they differ.

    Timeline, persons, places, quotations, bases, sources, differences, and who changed what.
    Nothing is weighed: the story says what is told, by whom, and how the tellers differ. Where a workspace
    is there, the visits that it holds at the places and days of the story stand beside what is told.
    """
    from wheelsdown.faces.cli.output import show
    from wheelsdown.faces.cli.workspaces import existing
    from wheelsdown.story_telling import tell_story

    found = gathered(articles, published, workspace)
    is_given = workspace != DEFAULT_WORKSPACE or workspace.exists()
    told = tell_story(told_by(found.articles, reviews), existing(workspace) if is_given else None)
    if _chosen(format_, output) is StoryFormat.JSON:
        from wheelsdown.dossiers.story_json import story_json

        show(story_json(told), output)
    else:
        from wheelsdown.faces.cli.tables.story import story_table

        show(story_table(told), output)
    if found.refused:
        raise typer.Exit(REFUSED)


def _chosen(format_: StoryFormat | None, output: Path | None) -> StoryFormat:
    by_ending = StoryFormat.JSON if output is not None and output.suffix.lower() == ".json" else None
    return format_ or by_ending or StoryFormat.TABLE
