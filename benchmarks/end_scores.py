"""Were the ends of flights named right: compared with the true legs of a benchmark day, for any rule alike.

A true end counts where it fell inside the days written. A rule's answer to it is what it says of the end
of the same kind and airframe that is nearest in time to where the truth was last heard, each used once. No
such end within a quarter of an hour, or one without a name, is "none"; another name is "wrong". Named ends
that answer to no true end are "invented".
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import polars as pl

#: Rules date an end by the first or last point, the touchdown, or the stand.
NEAR_S = 900.0
VERDICTS = ("right", "wrong", "none")


class End(NamedTuple):
    """What a rule says of one end: whose, departure or arrival, between when (seconds since 1970), where.

    A rule that says no time of an end gives the whole flight.
    """

    airframe: str
    kind: str
    earliest: float
    latest: float
    name: str | None

    def away_s(self, at: float) -> float:
        """Give how far a time lies outside."""
        return max(self.earliest - at, at - self.latest, 0.0)


@dataclass(frozen=True)
class Score:
    """Counts over the true ends of one kind that were seen, or not seen, on the ground."""

    kind: str
    seen: bool
    right: int
    wrong: int
    none: int

    def __str__(self) -> str:
        where = "seen on the ground" if self.seen else "lost in the air"
        return (
            f"{self.kind:9} {where:18} of {self.right + self.wrong + self.none:6,}: "
            f"right {self.right:6,}  wrong {self.wrong:5,}  none {self.none:6,}"
        )


@dataclass(frozen=True)
class Scores:
    """All counts of one rule."""

    kinds: tuple[Score, ...]
    invented: int

    def __str__(self) -> str:
        return "\n".join([*(f"  {each}" for each in self.kinds), f"  invented  {self.invented:,}"])


def named_ends(flights: pl.DataFrame) -> list[End]:
    """Give the ends of flights with ``airframe, first_t, last_t, departure, arrival``."""
    ends: list[End] = []
    for airframe, first, last, departure, arrival in flights.select(
        "airframe", "first_t", "last_t", "departure", "arrival"
    ).iter_rows():
        ends.append(End(airframe, "departure", first, first, departure))
        ends.append(End(airframe, "arrival", last, last, arrival))
    return ends


def scored(ends: list[End], truth: Path) -> Scores:
    """Count right, wrong and none over the true legs in a file, apart by kind and by how they were seen."""
    left: dict[tuple[str, str], list[End]] = defaultdict(list)
    for end in ends:
        left[end.airframe, end.kind].append(end)
    counts = {(kind, seen): Counter[str]() for kind in ("departure", "arrival") for seen in (True, False)}
    for airframe, kind, at, seen, true in _true_ends(truth):
        counts[kind, seen][_verdict(left[airframe, kind], at, true)] += 1
    kinds = tuple(Score(*key, *(found[v] for v in VERDICTS)) for key, found in counts.items())
    return Scores(kinds, sum(end.name is not None for unused in left.values() for end in unused))


def _true_ends(truth: Path) -> Iterator[tuple[str, str, float, bool, str]]:
    """Give airframe, kind, time, whether it was seen on the ground, and aerodrome of every true end."""
    for line in truth.read_text().splitlines():
        leg = json.loads(line)
        for kind, event, heard in (
            ("departure", "take_off", "first_received_at"),
            ("arrival", "landing", "last_received_at"),
        ):
            if leg[f"{kind}_inside"]:
                seen = leg[f"{event}_seen"]
                at = datetime.fromisoformat(leg[f"{event}_at"] if seen else leg[heard])
                yield leg["airframe"], kind, at.timestamp(), seen, leg[kind]


def _verdict(ends: list[End], at: float, true: str) -> str:
    """Judge the end nearest in time, which is taken from the list."""
    best = min(ends, key=lambda end: end.away_s(at), default=None)
    if best is None or best.away_s(at) > NEAR_S:
        return "none"
    ends.remove(best)
    if best.name is None:
        return "none"
    return "right" if best.name == true else "wrong"
