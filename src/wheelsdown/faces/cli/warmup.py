"""``wheelsdown warmup``: compile ahead of the first big day."""

import typer

from wheelsdown.faces.cli.options import examples
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "warmup"]

EXAMPLES = examples("wheelsdown warmup", "WHEELSDOWN_CACHE=/var/cache/wheelsdown wheelsdown warmup")


def warmup() -> None:
    """Compile ahead what reads whole days of the sky.

    Small jobs never need it. The compiled code is kept in $WHEELSDOWN_CACHE, else in the user's cache
    folder; after an upgrade it is compiled anew.
    """
    from wheelsdown.bulk_pass import warm_up
    from wheelsdown.faces.cli.progress import shown_waiting

    with shown_waiting("compiling"):
        seconds, folder = warm_up()
    if folder is None:
        typer.echo(f"compiled in {seconds:.1f} s, and not kept")
        say(
            "wheelsdown: no folder for compiled code can be written, so every run on a whole day compiles "
            "again; name one that can: WHEELSDOWN_CACHE=DIR wheelsdown warmup"
        )
        return
    typer.echo(f"ready after {seconds:.1f} s; compiled code is kept in {folder}")
