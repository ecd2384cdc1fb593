"""What one look rests on: the workspace as it is published, the live picture, and who is flagged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wheelsdown import pipeline
from wheelsdown.alerts.places import RulePlace, rule_places, watched_places
from wheelsdown.alerts.rules import Rules
from wheelsdown.care.delays import Watch
from wheelsdown.care.privacy import private_airframes
from wheelsdown.live.picture import Picture, read_picture
from wheelsdown.reference.places import PlaceRegister
from wheelsdown.schemas import WorkspaceKind
from wheelsdown.store import Workspace

__all__ = ["Sources"]


@dataclass(frozen=True)
class Sources:
    """Everything that is looked at, as it was at one instant."""

    rules: Rules
    workspace: Workspace
    register: PlaceRegister
    picture: Picture | None
    #: Airframes flagged PIA or LADD, or private and European: alerts go to others.
    flagged: frozenset[str]
    #: By the words in which rules name them.
    places: Mapping[str, RulePlace]
    watched: Sequence[Watch]
    now: datetime

    @classmethod
    def opened(cls, path: Path, rules: Rules, now: datetime) -> "Sources":
        """Open what rules are about.

        Raises
        ------
        WheelsdownError
            There is no workspace, or a rule names no place.
        """
        workspace = Workspace.open(path)
        register = pipeline.places(workspace)
        named = rule_places(rules, register)
        return cls(
            rules=rules,
            workspace=workspace,
            register=register,
            picture=read_picture(path),
            flagged=pipeline.flagged_airframes(workspace) | private_airframes(workspace),
            places=named,
            watched=watched_places(register, named),
            now=now,
        )

    @property
    def simulated(self) -> bool:
        """Tell whether the tables hold simulated data."""
        return self.workspace.kind is WorkspaceKind.SIMULATED

    @property
    def cutoff(self) -> datetime:
        """Give the moment after which military movements at watched places wait."""
        return self.now - self.rules.care.delay_military
