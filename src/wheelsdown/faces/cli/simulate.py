"""``wheelsdown simulate``: write a scenario whose truth is known."""

from pathlib import Path
from typing import Annotated

import typer

from wheelsdown.faces.cli.options import examples
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "simulate"]

EXAMPLES = examples(
    "wheelsdown simulate latakia-2025 -o simulated",
    "wheelsdown ingest simulated/archive --workspace simulated-workspace",
)


def simulate(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="Name of the scenario: latakia-2025.")],
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the archive and the truth.")
    ],
    seed: Annotated[int, typer.Option(metavar="N", help="Same scenario and seed, same story.")] = 2025,
) -> None:
    """Write a scenario as a raw archive, with the truth beside it.

    Everything it writes is marked simulated and stays so; a workspace never mixes it with real data.
    """
    from wheelsdown import simulation
    from wheelsdown.dossiers.wording import SIMULATED_BANNER
    from wheelsdown.faces.cli.progress import shown_waiting

    with shown_waiting(f"simulating {scenario}"):
        done = simulation.simulate(scenario, folder, seed=seed)
    typer.echo(SIMULATED_BANNER)
    typer.echo(f"archive  {done.archive}")
    typer.echo(f"truth    {done.truth}")
    typer.echo(
        f"{done.n_points:,} points of {done.n_flights:,} flights on {done.n_days:,} days with data, "
        f"{done.size_bytes / 1e6:,.1f} MB"
    )
    say(f"Took {done.seconds:.1f} s. Next: wheelsdown ingest {done.archive} --workspace DIR")
