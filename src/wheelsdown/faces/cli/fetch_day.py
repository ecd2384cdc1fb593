"""``wheelsdown fetch day``: the whole sky of a day, or what came near a place."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import (
    AllowPrivateOption,
    JsonOption,
    PlaceOption,
    RadiusOption,
    desk,
    fetched,
    last_day,
    weight,
)
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wheelsdown.downloads.days import DayOffer
    from wheelsdown.faces.cli.fetching import Desk

__all__ = ["EXAMPLES", "day"]

EXAMPLES = examples(
    "wheelsdown fetch day adsblol 2025-10-26",
    "wheelsdown fetch day adsblol 2025-10-24 --until 2025-10-29 --place OSLK",
    "wheelsdown fetch day adsblol=https://mirror.example 2025-10-26 --yes",
)


def day(
    site: Annotated[
        str, typer.Argument(metavar="SITE", help="adsblol; or with --place any known site or URL.")
    ],
    first: Annotated[str, typer.Argument(metavar="DAY", help="UTC day.")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Last UTC day; else the one.")
    ] = None,
    place: PlaceOption = None,
    radius_nm: RadiusOption = 60.0,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask; the size is said all the same.")
    ] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    as_json: JsonOption = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Fetch a day's archive and take it in; says the size first.

    With --place only what came near it is kept: by the day's heatmaps where the site has them, else by
    looking through the archive as it streams past. A stopped download goes on where it stopped.
    """
    from wheelsdown.downloads.days import fetch_day, offer_days
    from wheelsdown.downloads.sites import site_named

    chosen, named, days = Output.chosen(format_, output, wide=wide), site_named(site), last_day(first, until)
    with desk(workspace, allow_private=allow_private, as_json=as_json) as here:
        near = here.near(place, radius_nm) if place else None
        with here.reported() as report:
            offers = offer_days(here.client, here.log, named, days, near, report=report)
        _agree(here, offers, yes=yes)
        with here.reported() as report:
            fetches = [f for o in offers for f in fetch_day(here.client, here.log, o, report=report)]
        fetched(here, fetches, chosen)


def _agree(here: "Desk", offers: "Sequence[DayOffer]", *, yes: bool) -> None:
    """Say what would come, and go on only if that is wanted."""
    for offer in offers:
        here.say(f"{offer.day}: {_words(offer)}")
    total = sum(offer.n_bytes for offer in offers if offer.known is None)
    if yes or not total:
        return
    if not sys.stdin.isatty():
        raise WheelsdownError(
            f"{weight(total)} would come and nobody is there to agree; nothing was fetched: add --yes"
        )
    if not typer.confirm(f"Fetch {weight(total)}?", err=True):
        raise WheelsdownError("nothing was fetched")


def _words(offer: "DayOffer") -> str:
    size = weight(offer.n_bytes)
    if offer.refused:
        return offer.refused
    if offer.known is not None:
        return f"here already ({offer.known.outcome.replace('_', ' ')})"
    if offer.look is not None:
        looked = f"{weight(offer.look.n_bytes)} of heatmaps show"
        return f"{looked} {len(offer.look.airframes)} aircraft near; their traces, about {size}"
    if offer.release is None:
        return "the site has nothing of that day, or not yet"
    streams = ", streams past, little is kept" if offer.near is not None else ""
    return f"{offer.release.tag}, {len(offer.release.parts)} part(s), {size}{streams}"
