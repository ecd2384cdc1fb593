"""``wheelsdown claims``: what articles claim about flights."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.articles_asked import REFUSED, ArticlesArgument, PublishedOption, gathered
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import OutputOption, WorkspaceOption, examples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wheelsdown.claims.claim import ClaimsDocument
    from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["EXAMPLES", "ClaimsFormat", "chosen_format", "claims", "document_lines"]

EXAMPLES = examples(
    "wheelsdown claims article.txt",
    "wheelsdown claims articles/ --format json",
    "wheelsdown claims article.html --html claims.html",
    "wheelsdown claims https://HOST/news/planes --published 2025-10-30",
)


class ClaimsFormat(StrEnum):
    """How claims are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def claims(
    articles: ArticlesArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    published: PublishedOption = None,
    format_: Annotated[
        ClaimsFormat | None,
        typer.Option("--format", help="How claims are written; else by FILE's ending, else a table."),
    ] = None,
    output: OutputOption = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="FILE", help="Also write the text with its claims marked, as one page."
        ),
    ] = None,
) -> None:
    """Say what articles claim about flights, and who says so.

    Each claim word for word, with its chain of sources. Reads English, Russian, Ukrainian and Arabic.
    Needs no flight data: it says what is claimed, not whether it is so. A page from the web is archived
    in the workspace with its hash.
    """
    from wheelsdown.claim_reading import read_claims
    from wheelsdown.faces.cli.output import show, write_bytes
    from wheelsdown.faces.cli.refusals import say

    chosen = chosen_format(format_, output)
    found = gathered(articles, published, workspace)
    document = read_claims(found.articles)
    if html is not None:
        from wheelsdown.dossiers.claims_html import claims_html

        write_bytes(claims_html(document, found.articles).encode("utf-8"), html)
        say(f"Wrote the articles with their claims to {html}.")
    show(document_lines(document, chosen), output)
    if found.refused:
        raise typer.Exit(REFUSED)


def chosen_format(format_: ClaimsFormat | None, output: Path | None) -> ClaimsFormat:
    """Choose how claims are written: as told, else by the file's ending, else a table."""
    by_ending = {f".{each}": each for each in (ClaimsFormat.JSON, ClaimsFormat.CSV)}
    found = by_ending.get(output.suffix.lower()) if output else None
    return format_ or found or ClaimsFormat.TABLE


def document_lines(document: "ClaimsDocument | CheckedDocument", chosen: ClaimsFormat) -> "Iterable[str]":
    """Write claims, with verdicts where they were checked."""
    if chosen is ClaimsFormat.JSON:
        from wheelsdown.dossiers.claims_json import claims_json

        return claims_json(document)
    if chosen is ClaimsFormat.CSV:
        from wheelsdown.dossiers.claims_csv import claims_csv

        return claims_csv(document)
    from wheelsdown.faces.cli.tables.claims import claims_table

    return claims_table(document)
