"""``wheelsdown poll``: ask again and again what flies near a place, and keep every answer."""

import signal
from typing import TYPE_CHECKING, Annotated

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.fetching import (
    AllowPrivateOption,
    JsonOption,
    RadiusOption,
    desk,
    duration,
    take_in,
)
from wheelsdown.faces.cli.options import WorkspaceOption, examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

    from wheelsdown.downloads.fetch_log import Selection
    from wheelsdown.downloads.sites import Site
    from wheelsdown.faces.cli.fetching import Desk

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
    as_json: JsonOption = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Ask a site what flies near a place, until Ctrl-C.

    Every answer is kept as it came, in one file an hour, which is taken in when the hour is over; the
    last one at the end. What a run that was killed left is taken in by the next.
    """
    from wheelsdown.downloads.landing import landing_folder
    from wheelsdown.downloads.poll import point_url
    from wheelsdown.downloads.poll import poll as poll_site
    from wheelsdown.downloads.sites import site_named

    site, every_s = site_named(from_), duration(every)
    with desk(workspace, allow_private=allow_private, as_json=as_json) as here:
        near = here.near(place, radius_nm)
        url = point_url(site, near.lat_deg, near.lon_deg, near.radius_nm)
        name = "".join(c if c.isalnum() else "-" for c in near.place)
        folder = landing_folder(here.workspace.path, site.provider) / "point" / name
        signal.signal(signal.SIGTERM, _stop)
        finished = _taker(here, site, url, near, folder)
        with here.reported() as report:
            polled = poll_site(
                here.client, url, folder, every_s=every_s, n_times=times, report=report, finished=finished
            )
        why = f"; {polled.because}" if polled.because else ""
        here.say(f"{polled.n_answers:,} answers kept, {polled.n_refused:,} not given{why}")
    if not polled.n_answers:
        raise typer.Exit(_REFUSED)


def _taker(
    here: "Desk", site: "Site", url: str, near: "Selection", folder: "Path"
) -> "Callable[[list[Path]], None]":
    """Give what takes in all finished files that wait: a failure is said, and the next hour tries again."""
    from wheelsdown.downloads.poll import on_record

    def take(_: "list[Path]") -> None:
        try:
            files = sorted(folder.glob("*point-*.json.gz"))
            take_in(here, [on_record(here.log, path, site=site, url=url, near=near) for path in files])
        except WheelsdownError as error:
            here.say(f"wheelsdown: {error}; what was heard is kept, and taken in later")

    return take


def _stop(_number: int, _frame: "FrameType | None") -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
