"""``wheelsdown place list``: the places of the register."""

from collections.abc import Iterator

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output, emit

__all__ = ["EXAMPLES", "list_places"]

EXAMPLES = examples("wheelsdown place list", "wheelsdown place list -o places.geojson")


def list_places(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    format_: FormatOption = None,
    output: OutputOption = None,
    wide: WideOption = False,
) -> None:
    """List the places of the register, and which are watched.

    The world's 84,000 aerodromes are known besides; these are places with more names, claims, or ones
    that lists of aerodromes lack.
    """
    from wheelsdown.dossiers.listings import ListKind, Rows
    from wheelsdown.dossiers.rows_places import place_rows
    from wheelsdown.faces.cli.tables.places import places_table
    from wheelsdown.faces.cli.workspaces import place_register

    chosen = Output.chosen(format_, output, wide=wide)
    register = place_register(workspace, make=False)
    listing = Rows(place_rows(register), simulated=False)
    sets = register.sets()

    def table() -> Iterator[str]:
        return places_table(listing, sets)

    emit(listing, ListKind.PLACES, chosen, table, positions=lambda _: {})
