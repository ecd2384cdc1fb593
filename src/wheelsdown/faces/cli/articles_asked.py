"""Articles as commands take them: files, folders, standard input, addresses, and the day they came out."""

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from wheelsdown.errors import ArticleError
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wheelsdown.articles.article import Article
    from wheelsdown.claims.comparing.tellings import Telling
    from wheelsdown.claims.reviews import Review

__all__ = [
    "REFUSED",
    "ArticlesArgument",
    "Gathered",
    "PublishedOption",
    "ReviewsOption",
    "bytes_of",
    "gathered",
    "reviews_in",
    "say_left_out",
    "told_by",
]

ArticlesArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE...", help="Text, HTML or PDF files, folders, addresses, or - for stdin."),
]

PublishedOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--published", metavar="DAY", help="The day the articles came out, if you know it."),
]

ReviewsOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--reviews", metavar="FILE", help="A person's corrections and confirmations."),
]

#: Exit code where an article could not be read.
REFUSED = 1

#: What stands for standard input.
_STDIN = "-"


@dataclass
class Gathered:
    """The articles that could be read, in the order asked for, and why others could not."""

    articles: "list[Article]" = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def gathered(asked: "Sequence[str]", published: str | None, workspace: Path) -> Gathered:
    """Read every article asked for; what cannot be read is said at once, and the others still count.

    Parameters
    ----------
    asked
        As the user gave them.
    published
        The day they came out, as the user tells it.
    workspace
        Where pages from the web are archived; made where there is none.

    Raises
    ------
    typer.Exit
        Code 1: nothing of what was asked for can be read.
    """
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.pipeline import Progress

    told = _told(published)
    result = Gathered()
    with shown_progress() as progress:
        for number, read in enumerate(_each(asked, told, workspace)):
            if isinstance(read, ArticleError):
                result.refused.append(str(read))
                say(f"wheelsdown: {read}")
            else:
                result.articles.append(read)
            progress(Progress("reading", number + 1, None, "articles", "articles"))
    if not result.articles:
        raise typer.Exit(REFUSED)
    return result


def _told(published: str | None) -> tuple[date, str] | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published), "the user"
    except ValueError:
        raise typer.BadParameter(
            f"{published!r} is no day; write it as 2025-10-30", param_hint="--published"
        ) from None


def _each(
    asked: "Sequence[str]", told: tuple[date, str] | None, workspace: Path
) -> "Iterator[Article | ArticleError]":
    from wheelsdown.sources.article_files import article_paths, read_article

    seen: set[Path] = set()
    for one in asked:
        paths: Iterable[Path] = ()
        try:
            if _is_elsewhere(one):
                yield _from_elsewhere(one, told, workspace)
            else:
                paths = list(article_paths(Path(one)))
        except ArticleError as error:
            yield error
        for path in paths:
            if path in seen:
                continue
            seen.add(path)
            try:
                yield read_article(path, told=told)
            except ArticleError as error:
                yield error


def _is_elsewhere(one: str) -> bool:
    from wheelsdown.downloads.web_article import is_address

    return one == _STDIN or is_address(one)


def _from_elsewhere(one: str, told: tuple[date, str] | None, workspace: Path) -> "Article":
    """Read an article from standard input or from the web."""
    from wheelsdown.downloads.web_article import article_client, fetch_article
    from wheelsdown.faces.cli.workspaces import made_if_absent
    from wheelsdown.sources.article_files import MOST_BYTES, article_of

    if one == _STDIN:
        return article_of(sys.stdin.buffer.read(MOST_BYTES + 1), path=_STDIN, told=told)
    with article_client() as client:
        return fetch_article(client, made_if_absent(workspace).path, one, told=told)


def told_by(articles: "Sequence[Article]", reviews: Path | None) -> "Sequence[Telling]":
    """Read what articles tell, as the reviews in a file correct it.

    Raises
    ------
    ArticleError
        There are no reviews in the file, or one does not fit.
    """
    from wheelsdown.claim_reading import read_tellings
    from wheelsdown.claims.reviews import review_tellings

    tellings = read_tellings(articles)
    if reviews is not None:
        tellings, left_out = review_tellings(tellings, reviews_in(reviews))
        say_left_out(left_out)
    return tellings


def reviews_in(file: Path) -> "Sequence[Review]":
    """Give the reviews that a file holds.

    Raises
    ------
    ArticleError
        It cannot be read, or holds none.
    """
    import msgspec

    from wheelsdown.claims.reviews import ReviewFile

    try:
        return msgspec.json.decode(bytes_of(file), type=ReviewFile).reviews
    except msgspec.DecodeError as error:
        message = f"{file} holds no reviews that can be read ({error})"
        raise ArticleError(message) from None


def bytes_of(path: Path) -> bytes:
    """Give what a file that the user named holds.

    Raises
    ------
    ArticleError
        It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); name a file that is there"
        raise ArticleError(message) from None


def say_left_out(left_out: "Mapping[str, int]") -> None:
    """Say what of that which was given does not count, and why."""
    sys.stdout.flush()
    for reason, n in left_out.items():
        say(f"Left out: {n} {reason}.")
