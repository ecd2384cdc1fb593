"""The whole story of some articles, in 80 columns: days, names, words, bases, sources, differences."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import typer

from wheelsdown.claims.claim import Between, Disagreement
from wheelsdown.claims.comparing.changes import Change
from wheelsdown.claims.story_parts import (
    BaseStatus,
    Bounds,
    Moment,
    Observed,
    SourceEdge,
    Story,
    StoryArticle,
)
from wheelsdown.dossiers.claim_words import published_words
from wheelsdown.dossiers.wording import SIMULATED_BANNER, counted
from wheelsdown.faces.cli.tables.layout import Cell, Column, paragraph, row_lines

__all__ = ["story_table"]

_DAYS = (Column("", 23), Column("", 53))

#: Letters of a quotation that are shown; --format json has the whole.
_MOST_LETTERS = 160

_COLOURS = {"high": "red", "medium": "yellow"}

_NOTE = (
    "What articles tell, not what happened. Days are those that all who tell a thing allow; where articles "
    "differ, nothing here says who is right. --format json has every span and every quotation in full."
)


def story_table(story: Story) -> Iterator[str]:
    """Give the lines of the story."""
    if any(seen.simulated for seen in story.observed):
        yield typer.style(SIMULATED_BANNER, fg="magenta", bold=True)
    names = {article.path: f"[{number}]" for number, article in enumerate(story.articles, 1)}
    yield from _section("Articles", (_article(names, one) for one in story.articles))
    yield from _section("Timeline", (_moment(names, one) for one in story.timeline))
    yield from _section("In the tracks", map(_observed, story.observed))
    yield from _section("Missing in the tracks", (paragraph(words, 2, 2) for words in story.missing))
    yield from _section("Persons", (_named(names, one.spellings, one.articles) for one in story.actors))
    yield from _section(
        "Places", (_named(names, one.spellings, one.articles, one.id) for one in story.places)
    )
    yield from _section("Quotations", (_words(names, one.speaker, one.versions) for one in story.quotations))
    yield from _section("Bases", (_base(names, one) for one in story.bases))
    yield from _section("Who rests on whom", _sources(names, story.sources))
    yield from _section("Roots", _roots(story))
    told = [one for one in story.disagreements if one.kind != "variant"]
    yield from _section("Differences", (_difference(names, one) for one in told))
    yield from _section("Changed by one copy", (_change(names, one) for one in story.changes))
    yield ""
    yield from (typer.style(line, dim=True) for line in paragraph(_NOTE))


def _section(title: str, blocks: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [line for block in blocks for line in block]
    if lines:
        yield ""
        yield typer.style(title, bold=True)
        yield from lines


def _article(names: dict[str, str], article: StoryArticle) -> list[str]:
    said = (
        f"{names[article.path]} {article.path} ({article.language}); {published_words(article.published)}; "
    )
    return paragraph(said + counted(article.n_claims, "claim"), 2, 4)


def _moment(names: dict[str, str], moment: Moment) -> list[str]:
    told = _tellers(names, moment.told)
    denied = "; denied by an article" if moment.is_denied else ""
    written = f", as told: {', '.join(moment.as_told)}" if moment.as_told and not moment.is_dated else ""
    cells = [Cell.of(_days(moment)), Cell.of(f"{moment.what} {told}{written}{denied}")]
    return row_lines(_DAYS, cells, 2)


def _days(moment: Moment) -> str:
    """Say the days with the last one included, as people do."""
    last = (date.fromisoformat(moment.end) - timedelta(days=1)).isoformat() if moment.end else None
    if not moment.is_dated:
        return f"undated, by {last}" if last else "undated"
    if moment.start is None:
        return f"up to {last}"
    if last is None:
        return f"since {moment.start}"
    if moment.start == last:
        return last
    return f"{moment.start}..{last[5:] if moment.start[:4] == last[:4] else last}"


def _tellers(names: dict[str, str], sides: Iterable[Between]) -> str:
    articles = {side.article for side in sides}
    return "".join(number for path, number in names.items() if path in articles)


def _observed(seen: Observed) -> list[str]:
    arrived, departed = _time(seen.arrived_at), _time(seen.departed_at)
    when = f"{arrived or 'arrival not seen'} to {departed or 'departure not seen'}"
    return paragraph(f"{seen.place} {seen.aircraft}: {when} ({seen.basis}), visit {seen.visit_id}", 2, 2)


def _time(bounds: Bounds) -> str | None:
    """Say a time to the minute; an interval where it is one, open where nothing bounds it."""
    earliest, latest = (f"{at[:16]}Z" if at else None for at in (bounds.earliest, bounds.latest))
    if earliest is None and latest is None:
        return None
    if earliest and latest:
        return earliest if earliest == latest else f"{earliest}..{latest}"
    return f"after {earliest}" if earliest else f"before {latest}"


def _named(
    names: dict[str, str], spellings: Sequence[str], articles: Sequence[str], code: str | None = None
) -> list[str]:
    told = "".join(number for path, number in names.items() if path in articles)
    return paragraph(f"{f'{code}: ' if code else ''}{' = '.join(spellings)} {told}", 2, 2)


def _words(names: dict[str, str], speaker: str | None, versions: Sequence[Between]) -> list[str]:
    lines = paragraph(f"{speaker or 'speaker not named beside it'}:", 2, 2)
    for side in versions:
        lines += paragraph(f'{names.get(side.article, "")} "{_short(side.quote)}"', 4, 4)
    return lines


def _short(quote: str) -> str:
    return quote if len(quote) <= _MOST_LETTERS else quote[: _MOST_LETTERS - 4].rstrip() + " ..."


def _base(names: dict[str, str], status: BaseStatus) -> list[str]:
    where = f"{', '.join(status.names)}"
    if status.n is None:
        said = f"{status.holder_name or 'somebody'} withdrew from {where} ({status.country_name})"
    else:
        said = f"{status.holder_name} has {counted(status.n, 'base')} in {status.country_name}: {where}"
    return paragraph(f"{names[status.article]} {said}; {published_words(status.published)}", 2, 4)


def _sources(names: dict[str, str], edges: Sequence[SourceEdge]) -> Iterator[list[str]]:
    """Give the tree of each article: whom it rests on, and below that whom they rest on."""
    for article, number in names.items():
        own = [edge for edge in edges if edge.article == article]
        below = {edge.source for edge in own}
        for teller in dict.fromkeys(edge.teller for edge in own):
            for source in dict.fromkeys(edge.source for edge in own if edge.teller == teller):
                steps = [edge for edge in own if (edge.teller, edge.source) == (teller, source)]
                indent = 6 if teller in below else 2
                yield paragraph(f"{teller if teller in below else number} <- {_step(steps)}", indent, 4)


def _step(steps: Sequence[SourceEdge]) -> str:
    first = steps[0]
    n_claims = counted(sum(step.n_claims for step in steps), "claim")
    if first.edge == "source_not_named":
        return f"{first.source}, {n_claims}"
    how = " and ".join(dict.fromkeys(step.edge for step in steps))
    return f"{first.source} ({first.role}, {how}), {n_claims}"


def _roots(story: Story) -> Iterator[list[str]]:
    for root in story.roots:
        about = "" if root.bears_on_flights else ", not about flights"
        yield paragraph(f"{root.name} ({root.role.value}{about}), {counted(len(root.claims), 'claim')}", 2, 2)


def _difference(names: dict[str, str], one: Disagreement) -> list[str]:
    lines = paragraph(f"{one.kind.value} ({one.severity}): {one.about}. {one.because or ''}".rstrip(), 2, 4)
    lines[0] = typer.style(lines[0], fg=_COLOURS.get(one.severity or ""))
    for side in one.between:
        lines += paragraph(f'{names.get(side.article, "")} "{_short(side.quote)}"', 6, 4)
    return lines


def _change(names: dict[str, str], change: Change) -> list[str]:
    field = change.field.replace("_", " ")
    said = f"{field} of the {change.about}: {change.because} (copies of {change.root})"
    return paragraph(f"{names.get(change.article, '')} {said}", 2, 4)
