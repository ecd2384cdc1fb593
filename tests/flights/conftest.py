"""Flights of invented aircraft over invented fields, as the pipeline would reconstruct them."""

from collections.abc import Callable
from typing import Any

import pytest
import track_builder as build

from wheelsdown.flights.rows import Airframe, flight_rows
from wheelsdown.geo.airfields import Airfields
from wheelsdown.reconstruction import airframes_in


@pytest.fixture(scope="session")
def fields() -> Airfields:
    return build.world()


@pytest.fixture(scope="session")
def reconstructed(fields: Airfields) -> Callable[[build.Track], Airframe]:
    """Give one track judged, cleaned and cut into flights."""

    def airframe(track: build.Track) -> Airframe:
        (found,) = airframes_in(track.frame(), fields, simulated=False)
        return found

    return airframe


@pytest.fixture(scope="session")
def told_over() -> Callable[[Airfields, build.Track], list[dict[str, Any]]]:
    """Give the flights of one track over fields of the test's own."""

    def told(fields: Airfields, track: build.Track) -> list[dict[str, Any]]:
        (found,) = airframes_in(track.frame(), fields, simulated=False)
        return flight_rows(found, fields)

    return told
