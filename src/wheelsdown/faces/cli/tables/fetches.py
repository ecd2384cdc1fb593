"""What fetching gave, day by day; many days are summed up by outcome."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl
import typer

from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.wording import counted, day_spans
from wheelsdown.downloads.fetch_log import Outcome
from wheelsdown.faces.cli.tables.layout import paragraph

if TYPE_CHECKING:
    from wheelsdown.downloads.fetch_log import Fetch

__all__ = ["OUTCOME_MEANS", "fetch_rows", "fetches_table"]

#: What each outcome says, and no more.
OUTCOME_MEANS = {
    Outcome.HAD_POINTS: "what was asked for came",
    Outcome.HAD_TEXT: "the article came",
    Outcome.HAD_NONE: "the site has that day and nothing of this; it was not heard, which is not: not flown",
    Outcome.REFUSED: "not given this time; the same command asks again",
    Outcome.NOT_YET_AVAILABLE: "not published yet; the same command asks again",
    Outcome.EXPIRED: "the site has nothing at all of that day; it says nothing about flights",
    Outcome.FOLDER_ABSENT: "the site lacks that part of the day; it says nothing about flights",
}

_COLOURS = {Outcome.HAD_POINTS: "green", Outcome.REFUSED: "red"}

_SCHEMA = {
    "day": pl.Date(), "site": pl.String(), "kind": pl.String(), "airframe": pl.String(),
    "outcome": pl.String(),
    "status": pl.Int64(), "bytes": pl.Int64(), "sha256": pl.String(), "path": pl.String(), "url": pl.String(),
    "because": pl.String(), "at": pl.Datetime("us", "UTC"), "provider": pl.String(), "licence": pl.String(),
}  # fmt: skip


def fetch_rows(fetches: "Sequence[Fetch]") -> pl.DataFrame:
    """Give one row an outcome, with the columns of the log."""
    rows = [
        (
            f.day, f.site, str(f.kind), f.airframe, str(f.outcome), f.status, f.n_bytes, f.sha256, f.path,
            f.url, f.because, f.at, f.provider, f.licence,
        )
        for f in fetches
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def fetches_table(listing: Listing) -> Iterator[str]:
    """Give the lines: for each site and outcome the days, then what the words mean."""
    groups: dict[tuple[str, str, str], list[dict[str, object]]] = {}
    for row in listing.rows.iter_rows(named=True):
        groups.setdefault((row["site"], row["airframe"] or row["kind"], row["outcome"]), []).append(row)
    for (site, what, outcome), rows in groups.items():
        days = sorted({row["day"] for row in rows if row["day"] is not None})  # type: ignore[type-var]
        size = sum(row["bytes"] or 0 for row in rows)  # type: ignore[misc]
        weight = f", {size / 1e6:,.1f} MB" if size else ""
        said = f"{site} {what} {outcome.replace('_', ' ')}: {', '.join(day_spans(days)) or 'no day'}{weight}"  # type: ignore[arg-type]
        lines = paragraph(f"{said}{_because(rows)}", hang=2)
        yield from (typer.style(line, fg=_COLOURS.get(Outcome(outcome))) for line in lines)
    yield ""
    counts = Counter(listing.rows["outcome"].to_list())
    yield f"{counted(listing.rows.height, 'outcome')}."
    for outcome in Outcome:
        if counts[outcome]:
            words = f"{outcome.replace('_', ' ')}: {OUTCOME_MEANS[outcome]}."
            yield from (typer.style(line, dim=True) for line in paragraph(words, hang=2))
    for note in listing.missing:
        yield from paragraph(note, hang=2)


def _because(rows: "Sequence[dict[str, object]]") -> str:
    reasons = list(dict.fromkeys(str(row["because"]) for row in rows if row["because"]))
    return f" ({'; '.join(reasons[:2])})" if reasons else ""
