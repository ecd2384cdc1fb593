"""What compiled code finds in one track is exactly what the plain definitions find."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import track_builder as build
from defective_tracks import real_tracks, seeded_tracks
from flown_tracks import FAMILIES, flown_tracks
from track_agreement import World, facts_agree

from wheelsdown.compiling import compiled
from wheelsdown.flights.track_arrays import track_arrays
from wheelsdown.flights.track_kernel import room_for_facts, track_facts
from wheelsdown.geo.airfields import Airfields
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.tracks.clean import clean

Finder = Callable[..., tuple[int, int]]


@pytest.fixture(scope="module")
def fast() -> Finder:
    return compiled(track_facts)


@pytest.fixture(scope="module")
def world() -> World:
    return World(Airfields(load_aerodromes(), load_runway_ends()))


@pytest.fixture(scope="module")
def invented() -> World:
    return World(build.world())


def test_tracks_flown_around_the_aerodromes_of_the_world(fast: Finder, world: World) -> None:
    n_tracks, seen = 2_000, Counter[str]()
    for i, points in enumerate(flown_tracks(20251026, n_tracks, world.fields)):
        seen += facts_agree(fast, clean(points) if i % 2 else points, world)
    least = {"leg": 2_000, "stay": 700, "contact": 700, "runway": 400, "line_up": 80, "bounds": 15}
    assert all(seen[what] > n for what, n in {**least, "nowhere": 100, "flies_on": 15}.items()), seen


def test_the_same_definition_uncompiled(world: World) -> None:
    seen = Counter[str]()
    for points in flown_tracks(7, 4 * len(FAMILIES), world.fields):
        seen += facts_agree(track_facts, points, world)
    assert min(seen[what] for what in ("leg", "stay", "contact", "runway", "line_up")) > 0


def test_tracks_with_defects_over_invented_fields(fast: Finder, invented: World) -> None:
    seen = Counter[str]()
    for points in seeded_tracks(3, 1_000):
        seen += facts_agree(fast, clean(points), invented)
    assert seen["leg"] > 800
    assert seen["stay"] > 5


def samples(folder: Path) -> list[Path]:
    tracks = [path for path in (folder / "tracks").rglob("*") if path.is_file()]
    return sorted(path for path in [*folder.glob("*"), *tracks] if path.is_file() and path.suffix != ".md")


def test_every_track_of_the_real_samples(fast: Finder, world: World, data: Path) -> None:
    seen = Counter[str]()
    for path in samples(data):
        for points in real_tracks(path):
            seen += facts_agree(fast, clean(points), world)
    assert seen["track"] > 1_500
    assert seen["contact"] > 150
    assert seen["line_up"] > 10


@pytest.mark.shared
def test_every_track_of_the_shared_samples(fast: Finder, world: World, shared_data: Path) -> None:
    names = ("calfire.json.gz", *(f"varied/{p.name}" for p in (shared_data / "tracks" / "varied").iterdir()))
    seen = Counter[str]()
    for name in names:
        for points in real_tracks(shared_data / "tracks" / name):
            seen += facts_agree(fast, clean(points), world)
    assert seen["contact"] > 20


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_a_track(fast: Finder, invented: World, n: int) -> None:
    facts_agree(fast, build.Track().level(1, 400).points()[slice(n)], invented)


@pytest.mark.parametrize("flag", [True, None])
@pytest.mark.parametrize("step_s", [1.0, 7.0])
def test_a_flight_from_stand_to_stand(
    fast: Finder, invented: World, flag: bool | None, step_s: float
) -> None:
    track = build.Track(flag=flag, step_s=step_s).parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC")
    seen = facts_agree(fast, track.points(), invented)
    assert (seen["leg"], seen["stay"], seen["contact"]) == (1, 2, 2)


def test_too_little_room_is_told_not_overrun(fast: Finder, invented: World) -> None:
    points = build.Track().parked(2).take_off("XQAA").fly_to("XQCC").land("XQCC").points()
    room = room_for_facts(1)
    assert fast(track_arrays(points), invented.grid, invented.found, room) == (-1, -1)
