"""``wheelsdown poll``: ask again and again what flies near a place, and keep every answer."""

import signal
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import (
    AllowPrivateOption,
    RadiusOption,
    desk,
    duration,
    reported,
)
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["EXAMPLES", "poll"]

EXAMPLES = examples(
    "wheelsdown poll --place OSLK --every 60s",
    "wheelsdown poll --place OSLK --every 5m --radius-nm 100 --times 12",
)

#: Exit code when no answer came.
_REFUSED = 1


def poll(
    place: Annotated[str, typer.Option("--place", metavar="PLACE", help="Code or name of one place.")],
    every: Annotated[str, typer.Option(metavar="TIME", help="Pause between two questions.")] = "60s",
    radius_nm: RadiusOption = 60.0,
    from_: Annotated[
        str, typer.Option("--from", metavar="SITE", help="adsblol, adsbfi, airplaneslive or NAME=URL.")
    ] = "adsblol",
    times: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Stop after so many questions.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Ask a site what flies near a place, until Ctrl-C.

    Every answer is kept as it came, in one file an hour; they are taken in at the end.
    """
    from wheelsdown import pipeline
    from wheelsdown.downloads.landing import landing_folder
    from wheelsdown.downloads.poll import point_url
    from wheelsdown.downloads.poll import poll as poll_site
    from wheelsdown.downloads.sites import site_named
    from wheelsdown.faces.cli.tables.ingest import ingest_lines

    site, every_s = site_named(from_), duration(every)
    with desk(workspace, allow_private=allow_private) as here:
        near = here.near(place, radius_nm)
        url = point_url(site, near.lat_deg, near.lon_deg, near.radius_nm)
        name = "".join(c if c.isalnum() else "-" for c in near.place)
        folder = landing_folder(here.workspace.path, site.provider) / "point" / name
        signal.signal(signal.SIGTERM, _stop)
        with reported() as report:
            polled = poll_site(here.client, url, folder, every_s=every_s, n_times=times, report=report)
        why = f"; {polled.because}" if polled.because else ""
        say(f"{polled.n_answers:,} answers kept, {polled.n_refused:,} not given{why}")
        held = {path for acquisition in here.workspace.acquisitions() for path in acquisition.paths}
        waiting = [p for p in sorted(folder.glob("*point-*.json.gz")) if str(p.absolute()) not in held]
        if waiting:
            outcome = pipeline.ingest(here.workspace, waiting, provider=site.provider)
            for line in ingest_lines(outcome):
                say(line)
    if not polled.n_answers:
        raise typer.Exit(_REFUSED)


def _stop(_number: int, _frame: "FrameType | None") -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
