"""What the commands that get data share: their options, the place meant, the log, and what follows."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from wheelsdown.errors import UnknownReference, WheelsdownError, WorkspaceError
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wheelsdown.downloads.fetch_log import Fetch, FetchLog, Selection
    from wheelsdown.downloads.politeness import PoliteClient, Report
    from wheelsdown.faces.cli.output import Output
    from wheelsdown.store.workspace import Workspace

__all__ = [
    "AllowPrivateOption",
    "Desk",
    "JsonOption",
    "PlaceOption",
    "RadiusOption",
    "SinceOption",
    "UntilOption",
    "airframe_named",
    "desk",
    "duration",
    "fetched",
    "last_day",
    "take_in",
    "wanted_days",
    "weight",
]

#: Exit code when nothing of what was asked for came.
_REFUSED = 1

#: Words of a unit of time, in seconds.
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|min|h|)")

_ADDRESS = re.compile(r"~?[0-9a-f]{6}")

AllowPrivateOption: TypeAlias = Annotated[
    bool, typer.Option("--allow-private", help="Also ask addresses in your own network: a mirror.")
]

SinceOption: TypeAlias = Annotated[
    str, typer.Option("--since", metavar="DAY", help="First UTC day or month.")
]

UntilOption: TypeAlias = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Last UTC day or month; else yesterday.")
]

JsonOption: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Report progress on standard error, one JSON object a line.")
]

PlaceOption: TypeAlias = Annotated[
    str | None, typer.Option("--place", metavar="PLACE", help="Keep only what came near this place.")
]

RadiusOption: TypeAlias = Annotated[
    float, typer.Option("--radius-nm", metavar="R", min=1.0, max=250.0, help="How near, in nautical miles.")
]


@dataclass(frozen=True)
class Desk:
    """The workspace that data is fetched for, its log of fetches, and the client that asks."""

    workspace: "Workspace"
    log: "FetchLog"
    client: "PoliteClient"
    #: Whether standard error is read by a program.
    as_json: bool

    def say(self, line: str) -> None:
        """Tell a person something, or the program in its way."""
        from wheelsdown.faces.cli.progress import say_as_json
        from wheelsdown.faces.cli.tables.layout import WIDTH, paragraph

        if self.as_json:
            say_as_json(line)
            return
        for part in [line] if len(line) <= WIDTH else paragraph(line, hang=2):
            say(part)

    @contextmanager
    def reported(self) -> "Iterator[Report]":
        """Lend a function that shows how far a download is."""
        from wheelsdown.faces.cli.progress import shown_progress
        from wheelsdown.pipeline import Progress

        with shown_progress(as_json=self.as_json) as progress:

            def report(what: str, done: int, total: int | None, *, in_bytes: bool = False) -> None:
                stage, unit = ("downloading", "bytes") if in_bytes else ("fetching", "answers")
                progress(Progress(stage, done, total, what, unit))

            yield report

    def near(self, place: str, radius_nm: float) -> "Selection":
        """Give the circle around one place, known by any of its names in this workspace."""
        from wheelsdown import pipeline
        from wheelsdown.downloads.circles import circle_around

        return circle_around(place, pipeline.places(self.workspace), radius_nm)


@contextmanager
def desk(folder: Path, *, allow_private: bool = False, as_json: bool = False) -> "Iterator[Desk]":
    """Open the workspace, or make one, and a client to ask sites with."""
    from wheelsdown.downloads.fetch_log import FetchLog
    from wheelsdown.downloads.politeness import PoliteClient, Politeness
    from wheelsdown.faces.cli.workspaces import made_if_absent
    from wheelsdown.intake import PROVIDERS
    from wheelsdown.schemas import WorkspaceKind

    workspace = made_if_absent(folder)
    if workspace.kind is WorkspaceKind.SIMULATED:
        raise WorkspaceError(
            f"workspace {folder} holds simulated data, and what is fetched is real: the two are never mixed; "
            "name another workspace with --workspace"
        )
    log = FetchLog(workspace.path, {name: each.licence for name, each in PROVIDERS.items()})
    with PoliteClient(Politeness(allow_private=allow_private)) as client:
        yield Desk(workspace, log, client, as_json)


def wanted_days(since: str, until: str | None) -> list[date]:
    """Read the days asked for; without an end they go on until yesterday."""
    from wheelsdown.clock import Interval, now

    yesterday = now().date() - timedelta(days=1)
    try:
        interval = Interval.parse(since, until or max(since, f"{yesterday}"))
    except WheelsdownError as error:
        raise typer.BadParameter(str(error), param_hint="--since/--until") from None
    return interval.days()


def last_day(first: str, until: str | None) -> list[date]:
    """Read one day, or the days from it to another."""
    return wanted_days(first, until or first)


def duration(text: str) -> float:
    """Read a span of time as seconds.

    >>> duration("90s"), duration("5m"), duration("1h")
    (90.0, 300.0, 3600.0)
    """
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{text!r} is no span of time; write 60s, 5m or 1h")
    return float(found[1]) * _SECONDS[found[2]]


def airframe_named(workspace: "Workspace", text: str) -> str:
    """Give the address that an address or a registration names.

    By the workspace's own assertions, the shipped list of aircraft, or the Russian rule, in this order.
    """
    from wheelsdown import pipeline
    from wheelsdown.reference.registrations import russian_address

    lowered = text.strip().lower()
    if _ADDRESS.fullmatch(lowered):
        return lowered
    named = pipeline.identity(workspace, text.strip()).airframe
    if _ADDRESS.fullmatch(named):
        say(f"{text} is {named} by the workspace's or the shipped lists of aircraft")
        return named
    if by_rule := russian_address(text):
        say(f"{text} should be {by_rule} by the Russian rule of addresses; no list confirms it")
        return by_rule
    raise UnknownReference(
        f"no address is known for {text!r}; give the six hex digits of its ICAO address", asked=text
    )


def weight(n_bytes: float) -> str:
    """Say a number of bytes as a person reads it.

    >>> weight(310), weight(45_200), weight(3_210_000_000)
    ('0.3 kB', '45.2 kB', '3.2 GB')
    """
    unit, size = next((u, s) for u, s in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)) if n_bytes >= s or u == "kB")
    return f"{n_bytes / size:,.1f} {unit}"


def fetched(
    desk: Desk,
    fetches: "Sequence[Fetch]",
    output: "Output",
    *,
    positions: "Sequence[Fetch] | None" = None,
    note: str = "",
) -> None:
    """Show what came of it, and take in what landed; exit 1 where nothing came and something was refused.

    Parameters
    ----------
    positions
        Those that hold positions and are taken in, if it is not all of them.
    """
    from wheelsdown.dossiers.listings import ListKind, Rows
    from wheelsdown.downloads.fetch_log import Outcome
    from wheelsdown.faces.cli.output import emit
    from wheelsdown.faces.cli.tables.fetches import fetch_rows, fetches_table

    listing = Rows(fetch_rows(fetches), simulated=False, missing=[note] if note else [])
    emit(listing, ListKind.FETCHES, output, lambda: fetches_table(listing), positions=lambda _: {})
    take_in(desk, fetches if positions is None else positions)
    outcomes = {fetch.outcome for fetch in fetches}
    if Outcome.REFUSED in outcomes and Outcome.HAD_POINTS not in outcomes:
        raise typer.Exit(_REFUSED)


def take_in(desk: Desk, fetches: "Sequence[Fetch]") -> None:
    """Take in the files that landed with positions and are not there yet, publisher by publisher."""
    from wheelsdown import pipeline
    from wheelsdown.downloads.fetch_log import Outcome
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.tables.ingest import ingest_lines

    held = {acquisition.sha256 for acquisition in desk.workspace.acquisitions()}
    waiting: dict[str, dict[Path, None]] = {}
    for fetch in fetches:
        if fetch.path is None or fetch.outcome is not Outcome.HAD_POINTS:
            continue
        path = desk.workspace.path / fetch.path
        if path.is_file() and fetch.sha256 not in held:
            waiting.setdefault(fetch.provider, {})[path] = None
    for provider, paths in waiting.items():
        with shown_progress(as_json=desk.as_json) as progress:
            outcome = pipeline.ingest(desk.workspace, list(paths), provider=provider, progress=progress)
        for line in ingest_lines(outcome):
            desk.say(line)
        for refusal in outcome.refused:
            desk.say(f"wheelsdown: {refusal.message}")
