"""On what do the sources about one airframe disagree: shown with every value, decided by nobody.

Looked for: two sources that give different values for overlapping times; one source that does; a
registration of a country to which the address was not allotted; a RA-/RF- registration whose number is
not the one the address stands for; a civil registration inside a block marked military. Hyphens, blanks,
case and an operator's legal form do not make a difference.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from wheelsdown.reference.icao_blocks import block_of
from wheelsdown.reference.operators import load_operators
from wheelsdown.reference.registrations import (
    countries_of,
    is_state_form,
    normalised,
    russian_address,
    same_state,
)

__all__ = ["Conflict", "Said", "find_conflicts"]

#: Attributes of which an airframe has one at a time. Call signs and descriptions vary by nature.
COMPARED = ("registration", "type_designator", "operator", "military", "country", "year", "icao24")

#: Words of an operator's name that only say its legal form.
LEGAL_FORM = frozenset(
    re.findall(
        r"\w+",
        "ab ag as bv co corp corporation gmbh inc incorporated jsc kg limited llc llp lp ltd ltda nv ojsc oy "
        "plc pjsc pty sa sl spa srl the",
    )
)

_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Said:
    """One assertion about one airframe."""

    attribute: str
    value: str
    source: str
    valid_from: datetime | None
    valid_to: datetime | None

    @classmethod
    def of(cls, row: Mapping[str, object]) -> "Said":
        """Take what counts from a row of the ledger."""
        start, end = row["valid_from"], row["valid_to"]
        return cls(
            str(row["attribute"]),
            str(row["value"]),
            str(row["source"]),
            start if isinstance(start, datetime) else None,
            end if isinstance(end, datetime) else None,
        )

    def overlaps(self, other: "Said") -> bool:
        """Tell whether both are said for a common time; an instant is a time."""
        start, end = self.valid_from or _ALWAYS[0], self.valid_to or _ALWAYS[1]
        other_start, other_end = other.valid_from or _ALWAYS[0], other.valid_to or _ALWAYS[1]
        if start == end or other_start == other_end:
            return max(start, other_start) <= min(end, other_end)
        return max(start, other_start) < min(end, other_end)


@dataclass(frozen=True)
class Conflict:
    """One disagreement: about which attribute, between which values of which sources."""

    attribute: str
    #: Value and source, as written there.
    values: tuple[tuple[str, str], ...]
    text: str


def find_conflicts(airframe: str, said: Sequence[Said]) -> list[Conflict]:
    """List the disagreements between assertions about one airframe, in a fixed order."""
    found: list[Conflict] = []
    for attribute in COMPARED:
        found.extend(_between_sources(attribute, [s for s in said if s.attribute == attribute]))
    registrations = sorted({(s.value, s.source) for s in said if s.attribute == "registration"})
    by_value: dict[str, list[str]] = {}
    for value, source in registrations:
        by_value.setdefault(value, []).append(source)
    for value, sources in by_value.items():
        found.extend(_against_address(airframe, value, sources))
    return found


def _between_sources(attribute: str, said: list[Said]) -> Iterator[Conflict]:
    """Give one conflict for all different values that are said for overlapping times."""
    split = {
        (s.value, s.source)
        for one, other in combinations(said, 2)
        if one.overlaps(other) and not _same(attribute, one.value, other.value)
        for s in (one, other)
    }
    if not split:
        return
    values = sorted(split)
    sources = {source for _, source in values}
    alone = f"{next(iter(sources))} contradicts itself for the same time" if len(sources) == 1 else ""
    listed = "; ".join(f"{value} ({source})" for value, source in values)
    yield Conflict(attribute, tuple(values), f"{attribute}: {alone or 'sources disagree'}: {listed}")


def _same(attribute: str, one: str, other: str) -> bool:
    if attribute == "operator":
        return not _operator(one).isdisjoint(_operator(other))
    return normalised(one) == normalised(other)


def _operator(name: str) -> set[str]:
    """Write an operator's name plainly; a known designator also stands for its holder's name."""
    names = {name, load_operators().get(name.strip(), name)}
    return {
        " ".join(w for w in re.findall(r"\w+", n.replace(".", "").casefold()) if w not in LEGAL_FORM) or n
        for n in names
    }


def _against_address(airframe: str, registration: str, sources: list[str]) -> Iterator[Conflict]:
    """Give the ways in which a registration and an address do not go together."""
    block = block_of(airframe)
    values = tuple((registration, source) for source in sources)
    by = ", ".join(sources)
    rule = russian_address(registration)
    if rule is not None and rule != airframe:
        yield Conflict(
            "registration",
            values,
            f"registration: {registration} ({by}) should have the address {rule} by the Russian rule, "
            f"but is given for {airframe}",
        )
    countries = countries_of(registration)
    if block is None or not countries:
        return
    if not any(same_state(block.country, country) for country in countries):
        yield Conflict(
            "registration",
            (*values, (block.country, "icao blocks")),
            f"registration: {registration} ({by}) is of the form of {'/'.join(sorted(countries))}, "
            f"but the address {airframe} was allotted to {block.country}",
        )
    if block.military and not is_state_form(registration):
        yield Conflict(
            "military",
            (*values, ("true", "icao blocks")),
            f"military: the address {airframe} lies in a block marked military, "
            f"but {registration} ({by}) is of a civil form",
        )
