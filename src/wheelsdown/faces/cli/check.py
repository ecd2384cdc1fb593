"""``wheelsdown check``: what articles claim, against the evidence in a workspace."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.articles_asked import (
    REFUSED,
    PublishedOption,
    ReviewsOption,
    bytes_of,
    gathered,
    reviews_in,
    say_left_out,
    told_by,
)
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.claims import ClaimsFormat, chosen_format, document_lines
from wheelsdown.faces.cli.options import OutputOption, WorkspaceOption, examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wheelsdown.articles.article import Article
    from wheelsdown.claims.claim import ClaimsDocument
    from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["EXAMPLES", "check"]

EXAMPLES = examples(
    "wheelsdown check article.txt",
    "wheelsdown check articles/ --format json",
    "wheelsdown check article.txt --html checked.html",
    "wheelsdown check article.txt --claims claims.json --reviews reviews.json",
)

#: Exit code where at least one claim is contradicted.
CONTRADICTED = 3


def check(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE...", help="Text, HTML or PDF files, folders, addresses, or - for stdin."
        ),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    published: PublishedOption = None,
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims", metavar="FILE", help="Check these claims of the articles instead of reading them."
        ),
    ] = None,
    reviews: ReviewsOption = None,
    format_: Annotated[
        ClaimsFormat | None,
        typer.Option("--format", help="How verdicts are written; else by FILE's ending, else a table."),
    ] = None,
    output: OutputOption = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="FILE", help="Also write the text with claims and verdicts, one page."
        ),
    ] = None,
    claim_review: Annotated[
        Path | None,
        typer.Option("--claim-review", metavar="FILE", help="Also write schema.org ClaimReview, signed."),
    ] = None,
    signed_by: Annotated[
        str, typer.Option("--signed-by", metavar="NAME", help="The person who answers for the ClaimReview.")
    ] = "",
    prov: Annotated[
        Path | None,
        typer.Option("--prov", metavar="FILE", help="Also write where each verdict comes from, as W3C PROV."),
    ] = None,
) -> None:
    """Check what articles claim about flights against the evidence.

    Each sentence gets a verdict, the rows it rests on, and what is missing. Only something seen
    contradicts; silence never does. Exits 3 when a claim is contradicted.
    """
    from wheelsdown.checking import check_claims
    from wheelsdown.faces.cli.output import show
    from wheelsdown.faces.cli.workspaces import existing

    opened = existing(workspace)
    found = gathered(articles, published, workspace)
    document = _document(found.articles, claims, reviews)
    checked = check_claims(opened, document)
    if html is not None:
        _write_html(checked, found.articles, html)
    if claim_review is not None:
        _write_claim_review(checked, signed_by, claim_review)
    if prov is not None:
        _write_prov(checked, prov)
    show(document_lines(checked, chosen_format(format_, output)), output)
    if any(claim.verdict.value == "contradicted" for each in checked.articles for claim in each.claims):
        raise typer.Exit(CONTRADICTED)
    if found.refused:
        raise typer.Exit(REFUSED)


def _document(articles: "Sequence[Article]", claims: Path | None, reviews: Path | None) -> "ClaimsDocument":
    """Give the claims, read by rules or given, as reviewed."""
    from wheelsdown.claim_reading import document_of
    from wheelsdown.claims.reviews import review_document

    if claims is None:
        return document_of(told_by(articles, reviews))
    document = _given(articles, claims)
    if reviews is not None:
        document, left_out = review_document(document, reviews_in(reviews))
        say_left_out(left_out)
    return document


def _given(articles: "Sequence[Article]", claims: Path) -> "ClaimsDocument":
    """Take claims from a file; those whose words do not stand in the article are left out and counted."""
    from wheelsdown.claims.given import ArticleText, parse_claims, verified

    document = parse_claims(bytes_of(claims), where=str(claims))
    texts = {article.path: ArticleText(article.sha256, article.text) for article in articles}
    kept, left_out = verified(document, texts)
    say_left_out(left_out)
    return kept


def _write_html(checked: "CheckedDocument", articles: "Sequence[Article]", file: Path) -> None:
    from wheelsdown.dossiers.claims_html import claims_html
    from wheelsdown.faces.cli.output import write_bytes
    from wheelsdown.faces.cli.refusals import say

    write_bytes(claims_html(checked, articles).encode("utf-8"), file)
    say(f"Wrote the articles with their claims and verdicts to {file}.")


def _write_claim_review(checked: "CheckedDocument", signed_by: str, file: Path) -> None:
    from wheelsdown.clock import now
    from wheelsdown.dossiers.claim_review import claim_reviews
    from wheelsdown.faces.cli.refusals import say

    reviews, left_out = claim_reviews(checked, signed_by=signed_by, day=now().date().isoformat())
    _write_json(reviews, file)
    say_left_out(left_out)
    say(f"Wrote {len(reviews)} ClaimReview objects, signed by {signed_by}, to {file}.")


def _write_prov(checked: "CheckedDocument", file: Path) -> None:
    from wheelsdown import __version__
    from wheelsdown.dossiers.provenance import provenance
    from wheelsdown.faces.cli.refusals import say

    _write_json(provenance(checked, tool_version=__version__), file)
    say(f"Wrote where each verdict comes from to {file}.")


def _write_json(content: object, file: Path) -> None:
    import msgspec

    from wheelsdown.faces.cli.output import write_bytes

    write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n", file)
