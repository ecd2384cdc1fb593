"""``wheelsdown place add``: put a place on the register, or add names and claims to one that is there."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.cli.asking import DEFAULT_WORKSPACE
from wheelsdown.faces.cli.options import WorkspaceOption, examples
from wheelsdown.faces.cli.refusals import say

if TYPE_CHECKING:
    from wheelsdown.reference.places import Place, PlaceClaim, PlaceName

__all__ = ["EXAMPLES", "Kind", "add"]

EXAMPLES = examples(
    "wheelsdown place add XQ-STRIP --kind airstrip --name Strip --at 21.5,24.1",
    "wheelsdown place add XQ-B --kind air_base --name ar:قاعدة --polygon b.json",
    "wheelsdown place add OSLK --held-by 'Some Force' --source 'a decree'",
)

#: The words of `PlaceKind`, written out: importing the schemas would make ``--help`` slow.
Kind: TypeAlias = Literal["air_base", "airport", "airstrip", "port"]

#: A name may start with the code of its language: ru:Хмеймим.
_LANGUAGE = re.compile(r"([a-z]{2,3}):(.+)", re.DOTALL)

#: A polygon a person draws is small; anything bigger is some other file.
_MAX_POLYGON_BYTES = 1_000_000


def _position(text: str) -> tuple[float, float]:
    try:
        lat_deg, lon_deg = (float(part) for part in text.split(","))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no position; write LAT,LON such as 35.40,35.95") from None
    return lat_deg, lon_deg


def add(
    place_id: Annotated[str, typer.Argument(metavar="ID", help="Its code: letters, digits, hyphens.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    kind: Annotated[Kind | None, typer.Option(help="What it is; needed for a new place.")] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="[LANG:]TEXT", help="A name in any script; may be repeated."),
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="LAT,LON", help="Where it is, in degrees; south and west negative.")
    ] = None,
    radius_nm: Annotated[
        float | None, typer.Option(metavar="NM", help="How far around that point it reaches.")
    ] = None,
    polygon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its outline: GeoJSON with one polygon.")
    ] = None,
    elevation_ft: Annotated[float | None, typer.Option(metavar="FT", help="Its elevation.")] = None,
    codes: Annotated[
        list[str] | None, typer.Option("--code", metavar="CODE", help="A code it is known by.")
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="TEXT", help="Claim: what it serves for.")] = None,
    status: Annotated[str | None, typer.Option(metavar="TEXT", help="Claim: its status.")] = None,
    held_by: Annotated[str | None, typer.Option(metavar="TEXT", help="Claim: who holds it.")] = None,
    used_by: Annotated[str | None, typer.Option(metavar="TEXT", help="Claim: who uses it.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Who says so; needed for codes and claims.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The claims hold from then on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The claims held up to then.")] = None,
) -> None:
    """Add a place, or names and claims to a known one.

    Claims are kept as somebody's word with date and source; they change nothing that is inferred from
    tracks. Claims that disagree stand side by side.
    """
    from wheelsdown import pipeline
    from wheelsdown.faces.cli.progress import shown_progress
    from wheelsdown.faces.cli.workspaces import made_if_absent, place_register

    words = {"role": role, "status": status, "held_by": held_by, "used_by": used_by}
    said = [("code", code) for code in codes or ()] + [(name, word) for name, word in words.items() if word]
    if said and not source:
        raise typer.BadParameter("a code or claim needs its source", param_hint="--source")
    position = _position(at) if at else None
    register = place_register(workspace, make=True)
    place = _merged(
        register.get(place_id),
        place_id,
        kind,
        _names(names or (), source),
        _claims(said, source or "", since, until),
        {
            "lat_deg": position[0] if position else None,
            "lon_deg": position[1] if position else None,
            "radius_nm": radius_nm,
            "polygon_deg": _read_polygon(polygon) if polygon else None,
            "elevation_ft": elevation_ft,
        },
    )
    with shown_progress() as progress:
        pipeline.change_places(made_if_absent(workspace), lambda places: places.add(place), progress)
    say(f"{place.id} is on the register: {place.kind.replace('_', ' ')} {place.names[0].text}.")


def _names(texts: Sequence[str], source: str | None) -> "tuple[PlaceName, ...]":
    from wheelsdown.reference.places import PlaceName

    found = [(_LANGUAGE.fullmatch(text), text) for text in texts]
    return tuple(
        PlaceName(text=match[2] if match else text, language=match[1] if match else None, source=source)
        for match, text in found
    )


def _claims(
    said: Sequence[tuple[str, str]], source: str, since: str | None, until: str | None
) -> "tuple[PlaceClaim, ...]":
    from wheelsdown.reference.places import PlaceClaim

    return tuple(
        PlaceClaim(attribute=attribute, value=value, source=source, since=since, until=until)
        for attribute, value in said
    )


def _merged(
    known: "Place | None",
    place_id: str,
    kind: Kind | None,
    names: "tuple[PlaceName, ...]",
    claims: "tuple[PlaceClaim, ...]",
    where: dict[str, object],
) -> "Place":
    """Lay what was said over what is known; nothing known is lost but a position that is replaced."""
    import msgspec

    from wheelsdown.reference.places import Place
    from wheelsdown.schemas import PlaceKind

    if known is None and kind is None:
        raise typer.BadParameter(f"{place_id} is new here; say what it is", param_hint="--kind")
    before = msgspec.structs.asdict(known) if known else {"id": place_id}
    moved = {name: value for name, value in where.items() if value is not None}
    if {"lat_deg", "polygon_deg"} & moved.keys():
        before |= {"lat_deg": None, "lon_deg": None, "radius_nm": None, "polygon_deg": None}
    return Place(
        **before
        | moved
        | {
            "kind": PlaceKind(kind or before["kind"]),
            "names": _once((*before.get("names", ()), *names) or _aerodrome_name(place_id)),
            "claims": _once((*before.get("claims", ()), *claims)),
        }
    )


def _once(items: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(items))


def _aerodrome_name(place_id: str) -> "tuple[PlaceName, ...]":
    """Give the name OurAirports has for an aerodrome, for a place that lies on top of it."""
    import polars as pl

    from wheelsdown.reference.aerodromes import load_aerodromes
    from wheelsdown.reference.places import PlaceName

    found = load_aerodromes().filter(pl.col("aerodrome") == place_id)["name"]
    return tuple(PlaceName(text=name, source="OurAirports") for name in found)


def _read_polygon(file: Path) -> tuple[tuple[float, float], ...]:
    """Read the outer ring of the one polygon in a GeoJSON file, as (latitude, longitude)."""
    try:
        if file.stat().st_size > _MAX_POLYGON_BYTES:
            raise WheelsdownError(f"{file}: is over 1 MB, so hardly an outline; draw a simpler one")
        ring = _ring(json.loads(file.read_text("utf-8")))
        corners = [(float(lat_deg), float(lon_deg)) for lon_deg, lat_deg, *_ in ring]
    except OSError as error:
        raise WheelsdownError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, AttributeError) as error:
        raise WheelsdownError(
            f"{file}: is no GeoJSON with one polygon; write one Polygon, longitude first (RFC 7946)"
        ) from error
    closed = len(corners) > 1 and corners[0] == corners[-1]
    return tuple(corners[:-1] if closed else corners)


def _ring(content: object) -> Iterable[Sequence[float]]:
    match content:
        case {"type": "FeatureCollection", "features": [feature]}:
            return _ring(feature)
        case {"type": "Feature", "geometry": geometry}:
            return _ring(geometry)
        case {"type": "Polygon", "coordinates": [list() as ring, *_]}:
            return ring
        case _:
            raise ValueError
