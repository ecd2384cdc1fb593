"""``wheelsdown fetch fr24``: flights, tracks and past positions from Flightradar24's official API."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.clock import parse_instant
from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import (
    AllowPrivateOption,
    JsonOption,
    PlaceOption,
    RadiusOption,
    SinceOption,
    UntilOption,
    desk,
    fetched,
    wanted_days,
)
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wheelsdown.downloads.fetch_log import Fetch
    from wheelsdown.downloads.fr24 import Flight
    from wheelsdown.faces.cli.fetching import Desk

__all__ = ["EXAMPLES", "fr24"]

EXAMPLES = examples(
    "wheelsdown fetch fr24 --registration RF-82038 --since 2025-10-20",
    "wheelsdown fetch fr24 --airport OSLK --since 2025-10-24 --tracks",
    "wheelsdown fetch fr24 --place OSLK --at 2025-10-26T12:00Z --since 2025-10-26",
)


#: An ICAO address as the summary may give it.
_ADDRESS = re.compile(r"[0-9a-f]{6}")

#: Tracks whose aircraft is said one by one.
_MOST_TOLD = 10


def fr24(
    since: SinceOption,
    until: UntilOption = None,
    registration: Annotated[str | None, typer.Option(metavar="REG", help="Flights of this aircraft.")] = None,
    callsign: Annotated[str | None, typer.Option(metavar="TEXT", help="Flights with this callsign.")] = None,
    airport: Annotated[
        str | None, typer.Option(metavar="ICAO", help="Flights to or from this airport.")
    ] = None,
    tracks: Annotated[bool, typer.Option("--tracks", help="Also the track of every flight found.")] = False,
    place: PlaceOption = None,
    radius_nm: RadiusOption = 60.0,
    at: Annotated[
        list[str] | None, typer.Option(metavar="TIME", help="With --place: who was near at this UTC time.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
    api: Annotated[
        str | None, typer.Option("--api", metavar="URL", help="Another address of the API.")
    ] = None,
    as_json: JsonOption = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Fetch from Flightradar24's API with your key in FR24_API_TOKEN.

    Tracks and positions are taken in, calculated ones as no evidence; tracks carry no address and stay
    anonymous. Every request costs credit; what was answered before is not asked for again. Never tried
    against the API itself: built from its public documentation.
    """
    from wheelsdown.downloads import fr24 as source

    chosen, days, token = Output.chosen(format_, output, wide=wide), wanted_days(since, until), source.key()
    airports = f"both:{airport}" if airport else None
    asked = {"registrations": registration, "callsigns": callsign, "airports": airports}
    query = {name: value for name, value in asked.items() if value}
    if not query and not (place and at):
        raise WheelsdownError("say what: --registration, --callsign, --airport, or --place with --at")
    if api and not api.startswith("https://") and not allow_private:
        raise WheelsdownError("the key would go over the network in clear; name an address with https")
    with desk(workspace, allow_private=allow_private, as_json=as_json) as here:
        asker = {"api": api or source.API}
        flights: list[Flight] = []
        summaries: list[Fetch] = []
        positions: list[Fetch] = []
        with here.reported() as report:
            if query:
                summaries, flights = source.fetch_summaries(
                    here.client, here.log, token, days, query, report=report, **asker
                )
                if tracks:
                    ids = [flight.fr24_id for flight in flights]
                    positions += source.fetch_tracks(
                        here.client, here.log, token, ids, days[0], report=report, **asker
                    )
            if place and at:
                near = here.near(place, radius_nm)
                instants = [parse_instant(text) for text in at]
                positions += source.fetch_positions(
                    here.client, here.log, token, near, instants, report=report, **asker
                )
        fetched(here, [*summaries, *positions], chosen, positions=positions)
        if tracks:
            _say_whose(here, flights)


def _say_whose(here: "Desk", flights: "Sequence[Flight]") -> None:
    """Say how anonymous tracks are joined to the aircraft that the summary names, if somebody wants to."""
    from wheelsdown.sources.fr24_api import anonymous_flight

    named = [flight for flight in flights if flight.hex and _ADDRESS.fullmatch(flight.hex.strip().lower())]
    for flight in named[:_MOST_TOLD]:
        address = str(flight.hex).strip().lower()
        here.say(
            f"Flight {flight.fr24_id} was {address} {flight.reg or ''}".rstrip() + " by the summary's word:"
        )
        here.say(f"  wheelsdown assert {anonymous_flight(flight.fr24_id)} --icao24 {address} --by YOUR-NAME")
    if len(named) > _MOST_TOLD:
        here.say(f"{len(named) - _MOST_TOLD} more flights are named in the summaries.")
