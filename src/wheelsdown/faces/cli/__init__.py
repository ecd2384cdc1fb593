"""The command line: ``wheelsdown COMMAND``. Heavy imports wait inside the commands."""

import io
import sys
from typing import Annotated

import typer

from wheelsdown import __version__
from wheelsdown.faces.cli import (
    assert_identity,
    check,
    claims,
    demo,
    fetch_day,
    fetch_fr24,
    fetch_opensky,
    fetch_trace,
    flights,
    identity,
    ingest,
    listen,
    mcp,
    near,
    place_add,
    place_change,
    place_list,
    plan,
    poll,
    reference,
    rotations,
    serve,
    simulate,
    status,
    store,
    story,
    trace,
    visits,
    warmup,
    watch,
)
from wheelsdown.faces.cli.options import examples
from wheelsdown.faces.cli.refusals import PoliteGroup

__all__ = ["app", "main"]

app = typer.Typer(
    name="wheelsdown",
    cls=PoliteGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "wheelsdown demo",
        "wheelsdown ingest traces/",
        "wheelsdown visits KRNM --since 2020-09-08",
        "wheelsdown rotations OSLK --format json",
    ),
)

app.command("demo", epilog=demo.EXAMPLES)(demo.demo)
app.command("ingest", epilog=ingest.EXAMPLES)(ingest.ingest)
app.command("visits", epilog=visits.EXAMPLES)(visits.visits)
app.command("flights", epilog=flights.EXAMPLES)(flights.flights)
app.command("rotations", epilog=rotations.EXAMPLES)(rotations.rotations)
app.command("near", epilog=near.EXAMPLES)(near.near)
app.command("trace", epilog=trace.EXAMPLES)(trace.trace)
app.command("identity", epilog=identity.EXAMPLES)(identity.identity)
app.command("claims", epilog=claims.EXAMPLES)(claims.claims)
app.command("check", epilog=check.EXAMPLES)(check.check)
app.command("story", epilog=story.EXAMPLES)(story.story)
app.command("status", epilog=status.EXAMPLES)(status.status)
app.command("serve", epilog=serve.EXAMPLES)(serve.serve)
app.command("watch", epilog=watch.EXAMPLES)(watch.watch)
app.command("mcp", epilog=mcp.EXAMPLES)(mcp.mcp)
app.command("simulate", epilog=simulate.EXAMPLES)(simulate.simulate)
app.command("warmup", epilog=warmup.EXAMPLES)(warmup.warmup)
app.command("assert", epilog=assert_identity.EXAMPLES)(assert_identity.assert_identity)

app.command("plan", epilog=plan.EXAMPLES)(plan.plan)
app.command("poll", epilog=poll.EXAMPLES)(poll.poll)
app.command("listen", epilog=listen.EXAMPLES)(listen.listen)

fetch_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Get data from public sites, politely and once."
)
fetch_app.command("trace", epilog=fetch_trace.EXAMPLES)(fetch_trace.trace)
fetch_app.command("day", epilog=fetch_day.EXAMPLES)(fetch_day.day)
fetch_app.command("opensky", epilog=fetch_opensky.EXAMPLES)(fetch_opensky.opensky)
fetch_app.command("fr24", epilog=fetch_fr24.EXAMPLES)(fetch_fr24.fr24)
app.add_typer(fetch_app, name="fetch", epilog=fetch_trace.EXAMPLES)

store_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Check the workspace, or give back space."
)
store_app.command("check", epilog=store.CHECK_EXAMPLES)(store.check)
store_app.command("compact", epilog=store.COMPACT_EXAMPLES)(store.compact)
app.add_typer(store_app, name="store", epilog=store.EXAMPLES)

place_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Know, name and watch places; say who holds them."
)
place_app.command("add", epilog=place_add.EXAMPLES)(place_add.add)
place_app.command("list", epilog=place_list.EXAMPLES)(place_list.list_places)
place_app.command("remove", epilog=place_change.REMOVE_EXAMPLES)(place_change.remove)
place_app.command("watch", epilog=place_change.WATCH_EXAMPLES)(place_change.watch)
place_app.command("set", epilog=place_change.SET_EXAMPLES)(place_change.name_set)
app.add_typer(place_app, name="place", epilog=place_list.EXAMPLES)

reference_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Take in databases of aircraft that cannot ship."
)
reference_app.command("import", epilog=reference.EXAMPLES)(reference.import_reference)
reference_app.callback()(lambda: None)
app.add_typer(reference_app, name="reference", epilog=reference.EXAMPLES)


def _print_version(wanted: bool) -> None:  # typer calls it with one positional flag
    if wanted:
        typer.echo(f"wheelsdown {__version__}")
        raise typer.Exit


@app.callback()
def wheelsdown(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Who landed at a base, from where, how often, and how sure are we.

    Raw flight-tracking data in; visits out, each with the rows that prove it.

    Exit codes: 0 done, 1 refused, 2 usage, 3 the answer is "no".
    """
    del version


def main() -> None:
    """Run the command line; names are written in every script, so the streams are UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
