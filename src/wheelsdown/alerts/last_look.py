"""What the watcher's last look found and left out, rule by rule: of that the log says nothing.

``<workspace>/alerts/last_look.json`` is replaced at each look. Without it, or with an old one, nobody can say
that nothing happened.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from wheelsdown.alerts.log import alerts_folder
from wheelsdown.alerts.rules import Rule
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.store.durable import replace_file

__all__ = ["LastLook", "RuleCounts", "read_last_look", "write_last_look"]


class RuleCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule found."""

    rule: str
    #: What it waits for: the rule's ``when``.
    when: str
    #: Events to tell of, those that were told before among them.
    n_told: int
    #: Reason -> number of events, or rows, that nobody is told of or that wait.
    left_out: dict[str, int]

    @classmethod
    def of(cls, rule: Rule, n_told: int, left_out: Mapping[str, int]) -> "RuleCounts":
        """Count for one rule."""
        counts = {reason: n for reason, n in left_out.items() if n}
        return cls(rule=printable(rule.name), when=rule.kind.value, n_told=n_told, left_out=counts)


class LastLook(msgspec.Struct, frozen=True, kw_only=True):
    """One look of the watcher."""

    looked_at: datetime
    #: The last look that asked the tables too: the counts are of that one.
    counted_at: datetime
    #: How long military movements at watched places wait before they are told.
    delay_military_h: float
    #: Alerts that wait until they may be told.
    n_waiting: int
    #: There was a live picture, and it was fresh.
    is_live: bool
    rules: list[RuleCounts]


def read_last_look(workspace: Path) -> LastLook | None:
    """Give the last look; None where nobody ever watched, or the file is none of ours."""
    try:
        return msgspec.json.decode(_path(workspace).read_bytes(), type=LastLook)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def write_last_look(workspace: Path, look: LastLook) -> None:
    """Replace the last look; a reader finds the one before or this one."""
    replace_file(_path(workspace), msgspec.json.encode(look))


def _path(workspace: Path) -> Path:
    return alerts_folder(workspace) / "last_look.json"
