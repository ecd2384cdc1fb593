"""Flights of invented aircraft over invented fields, as the pipeline would reconstruct them."""

from collections.abc import Callable
from typing import Any

import pytest
import track_builder as build
from reconstruct_track import flights_over

from wheelsdown.geo.airfields import Airfields


@pytest.fixture(scope="session")
def fields() -> Airfields:
    return build.world()


@pytest.fixture(scope="session")
def told_over() -> Callable[[Airfields, build.Track], list[dict[str, Any]]]:
    """Give the flights of one track over fields of the test's own."""
    return lambda fields, track: flights_over(fields, track.frame())
