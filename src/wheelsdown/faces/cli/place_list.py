"""``wheelsdown place list``: the places of the register."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import FormatOption, OutputOption, WideOption, WorkspaceOption, examples
from wheelsdown.faces.cli.output import Output, emit

if TYPE_CHECKING:
    import polars as pl

    from wheelsdown.reference.places import PlaceRegister

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
    from wheelsdown.faces.cli.tables.places import places_table
    from wheelsdown.faces.cli.workspaces import place_register

    chosen = Output.chosen(format_, output, wide=wide)
    register = place_register(workspace, make=False)
    listing = Rows(_rows(register), simulated=False)
    sets = register.sets()

    def table() -> Iterator[str]:
        return places_table(listing, sets)

    emit(listing, ListKind.PLACES, chosen, table, positions=lambda _: {})


def _rows(register: "PlaceRegister") -> "pl.DataFrame":
    """Give one row a place: id, kind, names, position, watched radius, claims."""
    import msgspec
    import polars as pl

    text = pl.String()
    name = pl.Struct({"text": text, "language": text, "source": text})
    claim = pl.Struct({"attribute": text, "value": text, "source": text, "since": text, "until": text})
    schema = {
        "id": text,
        "kind": text,
        "names": pl.List(name),
        "lat_deg": pl.Float64(),
        "lon_deg": pl.Float64(),
        "radius_nm": pl.Float64(),
        "watched_radius_nm": pl.Float64(),
        "claims": pl.List(claim),
    }
    watched = register.watched()
    registered = register.places()
    rows = [
        {
            "id": place.id,
            "kind": str(place.kind),
            "names": [msgspec.structs.asdict(each) for each in place.names],
            "lat_deg": place.point_deg[0] if place.point_deg else None,
            "lon_deg": place.point_deg[1] if place.point_deg else None,
            "radius_nm": place.radius_nm,
            "watched_radius_nm": watched.get(place.id),
            "claims": [msgspec.structs.asdict(each) for each in place.claims],
        }
        for place in registered
    ]
    known = {place.id for place in registered}
    rows += [
        {"id": each, "kind": "aerodrome", "names": [], "watched_radius_nm": radius_nm, "claims": []}
        for each, radius_nm in watched.items()
        if each not in known
    ]
    return pl.DataFrame(rows, schema=schema)
