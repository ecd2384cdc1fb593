"""Who flies in the live picture: each aircraft with what the feed and the workspace know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from wheelsdown.alerts.event import Who
from wheelsdown.alerts.sources import Sources
from wheelsdown.care.delays import near_watched
from wheelsdown.care.pictures import is_flagged, is_military
from wheelsdown.live.picture import Aircraft
from wheelsdown.reference.identity import identified

__all__ = ["Sighting", "sightings"]

_IDENTITY = {
    "registration": pl.String,
    "type_designator": pl.String,
    "operator": pl.String,
    "military": pl.Boolean,
}


@dataclass(frozen=True)
class Sighting:
    """One aircraft of the picture."""

    aircraft: Aircraft
    who: Who
    #: It is near a watched place, and so waits.
    waits: bool


def sightings(sources: Sources) -> Sequence[Sighting]:
    """Give every aircraft that the picture shows; none where nobody listens or the picture is old."""
    picture = sources.picture
    if picture is None or picture.is_stale:
        return ()
    known = _known(sources, [each.hex for each in picture.aircraft])
    return [_sighting(sources, each, known.get(each.hex, {})) for each in picture.aircraft]


def _known(sources: Sources, airframes: list[str]) -> dict[str, dict[str, object]]:
    """Give what is best known of airframes, in one question."""
    bare = pl.DataFrame({"airframe": airframes}, schema={"airframe": pl.String}).unique(maintain_order=True)
    rows = bare.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in _IDENTITY.items())
    table = sources.workspace.table("identity_assertions")
    return {row["airframe"]: row for row in identified(rows, table).iter_rows(named=True)}


def _sighting(sources: Sources, aircraft: Aircraft, known: dict[str, object]) -> Sighting:
    said = (is_military(aircraft), known.get("military"))
    military = True if True in said else None if said == (None, None) else False
    who = Who(
        airframe=aircraft.hex,
        callsign=aircraft.flight,
        registration=_text(known.get("registration")) or aircraft.r,
        type_designator=_text(known.get("type_designator")) or aircraft.t,
        operator=_text(known.get("operator")) or aircraft.own_op,
        military=military,
        description=" ".join(filter(None, (aircraft.desc, aircraft.own_op))),
        emergency=aircraft.emergency,
        flagged=is_flagged(aircraft, shared=True),
    )
    return Sighting(aircraft, who, _waits(sources, aircraft, military=military))


def _waits(sources: Sources, aircraft: Aircraft, *, military: bool | None) -> bool:
    if not sources.rules.care.delay_military or aircraft.lat is None or aircraft.lon is None:
        return False
    return near_watched(sources.watched, aircraft.lat, aircraft.lon, military=military)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
