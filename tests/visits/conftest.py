"""Flights of invented aircraft over invented fields, as the pipeline would reconstruct them."""

from collections.abc import Callable

import pytest
import track_builder as build

from wheelsdown.flights.rows import Airframe
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
