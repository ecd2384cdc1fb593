"""Invented fields that invented aircraft visit."""

import pytest
import track_builder as build

from wheelsdown.geo.airfields import Airfields


@pytest.fixture(scope="session")
def fields() -> Airfields:
    return build.world()
