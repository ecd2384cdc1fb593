"""Where questions are answered from: the workspace, with the care that every answer takes.

What an assistant is told usually leaves this machine, so military movements at watched places wait as they
do for everybody else; aircraft flagged PIA or LADD, and private European ones, keep their event and lose
their identity.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import polars as pl

from wheelsdown import pipeline
from wheelsdown.care.delays import Watch, delayed, watches
from wheelsdown.care.licences import passed_on
from wheelsdown.care.privacy import private_airframes
from wheelsdown.care.withholding import withhold
from wheelsdown.clock import now
from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.errors import WheelsdownError
from wheelsdown.reference.identity import identified
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.store import Workspace

__all__ = ["Desk"]


@dataclass(frozen=True)
class Desk:
    """The workspace as it is published at one question."""

    workspace: Workspace
    delay_military: timedelta

    @classmethod
    def opened(cls, path: Path, delay_military: timedelta) -> "Desk":
        """Open the workspace.

        Raises
        ------
        WorkspaceError
            It is not there.
        """
        return cls(Workspace.open(path), delay_military)

    @cached_property
    def register(self) -> PlaceRegister:
        """Give the register of places."""
        return pipeline.places(self.workspace)

    @cached_property
    def flagged(self) -> frozenset[str]:
        """Give the airframes flagged PIA or LADD, or private and European."""
        return pipeline.flagged_airframes(self.workspace) | private_airframes(self.workspace)

    @cached_property
    def watched(self) -> list[Watch]:
        """Give the places at which movements wait; none where nothing waits."""
        return watches(self.register, aerodromes_with(self.register)) if self.delay_military else []

    @property
    def simulated(self) -> bool:
        """Tell whether the data is simulated."""
        return self.workspace.kind is WorkspaceKind.SIMULATED

    def careful(self, listing: Listing, *, by_identity: bool = False) -> Listing:
        """Give what may be said of a list."""
        columns = listing.rows.columns
        if "airframe" not in columns:
            return listing
        if self.watched:
            rows = self._with_military(listing.rows)
            known = Rows(rows, listing.simulated, listing.left_out, listing.missing, listing.place)
            late = delayed(known, self.watched, now() - self.delay_military)
            listing = Rows(late.rows.select(columns), late.simulated, late.left_out, late.missing, late.place)
        return withhold(passed_on(self.workspace, listing), self.flagged, asked_by_identity=by_identity)

    def airframe(self, text: str) -> str:
        """Give the airframe that an address or registration names.

        Raises
        ------
        WheelsdownError
            Its identity is withheld.
        """
        airframe = pipeline.identity(self.workspace, text).airframe
        self.refuse_flagged(airframe)
        return airframe

    def refuse_flagged(self, airframe: str | None) -> None:
        """Raise where an aircraft is asked for by an address that is withheld."""
        if airframe is not None and airframe.lower() in self.flagged:
            raise WheelsdownError(
                f"{airframe.lower()} is flagged PIA or LADD, or private: its events are told, not its name"
            )

    def _with_military(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Give rows with what sources say of their airframes; lists that lack the column gain it."""
        if "military" in rows.columns:
            return rows
        kinds = dict.fromkeys(("registration", "type_designator", "operator"), pl.String)
        bare = rows.select("airframe").unique().with_columns(
            *(pl.lit(None, dtype=kind).alias(name) for name, kind in kinds.items()),
            military=pl.lit(None, dtype=pl.Boolean),
        )  # fmt: skip
        known = identified(bare, self.workspace.table("identity_assertions"))
        return rows.join(
            known.select("airframe", "military"), on="airframe", how="left", maintain_order="left"
        )
