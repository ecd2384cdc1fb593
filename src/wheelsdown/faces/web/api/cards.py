"""The identity card of one aircraft: what every source says, which word comes first, where they disagree."""

from typing import Annotated, Any, Literal

import msgspec
import polars as pl
from msgspec import Meta

from wheelsdown import pipeline
from wheelsdown.clock import now, rfc3339
from wheelsdown.dossiers.listings import Rows, plain_rows
from wheelsdown.faces.web.api.asking import AircraftAsked
from wheelsdown.faces.web.api.rows import airframe_named
from wheelsdown.faces.web.snapshots import View
from wheelsdown.reference.identity import SOURCE_ORDER, best_known, shipped_assertions
from wheelsdown.schemas import IdentityAssertion

__all__ = ["AircraftCard", "card"]

AssertionRows = Annotated[
    list[dict[str, Any]], Meta(extra_json_schema={"items": {"$ref": "#/components/schemas/identity.row"}})
]


class BestKnown(msgspec.Struct, frozen=True, kw_only=True):
    """The first word of each kind, by the order of the sources; null where nobody says anything."""

    icao24: str | None
    registration: str | None
    type_designator: str | None
    operator: str | None
    military: bool | None
    #: Attributes on which sources disagree.
    conflicting: list[str]


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """What sources disagree about."""

    attribute: str
    #: Value and source, as written there.
    values: tuple[tuple[str, str], ...]
    text: str


class AircraftCard(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one aircraft."""

    schema: Literal["wheelsdown/aircraft/1"] = "wheelsdown/aircraft/1"
    simulated: bool
    airframe: str
    best: BestKnown
    #: Whose word comes first.
    source_order: tuple[str, ...]
    assertions: AssertionRows
    conflicts: list[Disagreement]
    #: First and last reception of its points in this workspace.
    first_at: str | None
    last_at: str | None
    n_points: int
    links: dict[str, str]


def card(view: View, asked: AircraftAsked) -> AircraftCard:
    """Give the identity card of one aircraft, unless it is withheld."""
    airframe = airframe_named(view, asked.icao24)
    found = pipeline.identity(view.workspace, airframe)
    held = view.workspace.table("identity_assertions").filter(pl.col("airframe") == airframe).collect()
    best = best_known(pl.concat([held, shipped_assertions([airframe])]), [airframe]).row(0, named=True)
    seen = _seen(view, airframe)
    rows = found.assertions if found.assertions.width else IdentityAssertion.create_empty()
    simulated = bool(rows["simulated"].any())
    return AircraftCard(
        simulated=simulated or view.simulated,
        airframe=airframe,
        best=BestKnown(**{name: best[name] for name in BestKnown.__struct_fields__}),
        source_order=SOURCE_ORDER,
        assertions=list(plain_rows(Rows(rows, simulated))),
        conflicts=[
            Disagreement(attribute=each.attribute, values=each.values, text=each.text)
            for each in found.disagreements
        ],
        first_at=rfc3339(seen["first_at"]),
        last_at=rfc3339(seen["last_at"]),
        n_points=seen["n"],
        links={
            "flights": f"/api/v1/aircraft/{airframe}/flights",
            "trace": f"/api/v1/trace?icao24={airframe}",
        },
    )


def _seen(view: View, airframe: str) -> dict[str, Any]:
    """Give first and last reception, for others than this machine's user as it was before the delay."""
    parts = view.workspace.table("parts").filter(pl.col("airframe") == airframe)
    last = pl.col("last_at").max()
    if view.settings.delay:
        cutoff = pl.lit(now() - view.settings.delay)
        parts = parts.filter(pl.col("first_at") < cutoff)
        last = pl.min_horizontal(last, cutoff)
    found = parts.select(pl.col("first_at").min(), last_at=last, n=pl.col("n_points").cast(pl.Int64).sum())
    return found.collect().row(0, named=True)
