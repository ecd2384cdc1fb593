"""Claims and sightings for the tests of verdicts: a quiet field, one day, one aircraft, changed at will."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from wheelsdown.claims.claim import Claim, ClaimedAircraft, ClaimKind, CountField
from wheelsdown.clock import Interval
from wheelsdown.verdicts.classes import AircraftClass
from wheelsdown.verdicts.judging import Asked
from wheelsdown.verdicts.sightings import Bounds, Place, Sighting
from wheelsdown.verdicts.windows import Window

NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)
DAY = Interval(datetime(2031, 5, 10, tzinfo=UTC), datetime(2031, 5, 11, tzinfo=UTC))


@pytest.fixture
def sighting() -> Callable[..., Sighting]:
    """Give a visit of one hour that was seen at both ends, at noon plus some hours."""

    def make(number: int = 0, *, hours: float = 0, **changes: Any) -> Sighting:
        at = NOON + timedelta(hours=hours)
        unknown = Place(None, None, frozenset())
        usual = Sighting(
            visit_id=f"v{number}", airframe=f"{number:06x}", aerodrome="XKOR",
            arrived=Bounds(at, at), departed=Bounds(at + timedelta(hours=1), at + timedelta(hours=1)),
            type_designator="A124", registration=f"ZZ-{number:03}", callsign=None, operator=None, country="ZZ",
            is_military=True, is_observed=True, is_sound=True, came_from=unknown, went_to=unknown,
        )  # fmt: skip
        return replace(usual, **changes)

    return make


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Give an asserted movement of one A124."""

    def make(**changes: Any) -> Claim:
        aircraft = ClaimedAircraft(type_designator="A124", airframes=CountField(op="=", n=1))
        usual = Claim(
            claim_id="c",
            article="a.txt",
            span=(0, 4),
            quote="text",
            kind=ClaimKind.MOVEMENT,
            aircraft=aircraft,
        )
        return msgspec.structs.replace(usual, **changes)

    return make


@pytest.fixture
def asked() -> Callable[..., Asked]:
    """Give a question about that day, the same in every time zone."""

    def make(*sightings: Sighting, **changes: Any) -> Asked:
        usual = Asked("Korvash", Window(DAY, DAY), AircraftClass("A124"), sightings=tuple(sightings))
        return replace(usual, **changes)

    return make
