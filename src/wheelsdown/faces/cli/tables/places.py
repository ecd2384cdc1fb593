"""The places of the register: what they are called, where they are, who says what about them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer

from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.dossiers.wording import counted
from wheelsdown.faces.cli.tables.layout import paragraph

__all__ = ["places_table"]


def places_table(listing: Listing, sets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Give the lines of the list, at most 80 columns wide."""
    for row in listing.rows.iter_rows(named=True):
        yield from _place(row)
    for name, members in sets.items():
        yield from (
            typer.style(line, bold=True) if number == 0 else line
            for number, line in enumerate(paragraph(f"{name}  set of {', '.join(members)}", hang=2))
        )
    watched = listing.rows["watched_radius_nm"].drop_nulls().len()
    yield ""
    n_places = counted(listing.rows.height, "place")
    yield f"{n_places} on the register, {watched:,} watched, {counted(len(sets), 'set')}."


def _place(row: Mapping[str, Any]) -> Iterator[str]:
    where = "" if row["lat_deg"] is None else f"  {row['lat_deg']:.4f}, {row['lon_deg']:.4f}"
    watched = f"  watched within {row['watched_radius_nm']:g} NM" if row["watched_radius_nm"] else ""
    yield typer.style(printable(f"{row['id']}  {row['kind'].replace('_', ' ')}{where}{watched}"), bold=True)
    names = [name["text"] + (f" ({name['language']})" if name["language"] else "") for name in row["names"]]
    if names:
        yield from paragraph(", ".join(names), indent=2, hang=2)
    for claim in row["claims"]:
        since = f" since {claim['since']}" if claim["since"] else ""
        until = f" until {claim['until']}" if claim["until"] else ""
        words = f"{claim['attribute'].replace('_', ' ')}: {claim['value']}{since}{until}"
        lines = paragraph(f"{words}, as recorded by {claim['source']}", indent=2, hang=2)
        yield from (typer.style(line, dim=True) for line in lines)
