"""However a stretch of points is cut into archives, and in whichever order these come, the tables say the same."""

from itertools import pairwise
from pathlib import Path
from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.builders.daily_archives import DAY_S, Row, archive, flown, member, real_points, trace
from tests.builders.ingested import Held, assert_same, in_bulk, ingested, plainly

#: What a row says beside which file it was read from.
TOLD = ("tracks", "track_ends", "ground_contacts", "flights", "visits")

Points = dict[str, list[tuple[float, Row]]]


@pytest.fixture(scope="module")
def stretch(data: Path) -> Points:
    """Two days: a real airliner over midnight, real approaches, and invented flights with silences near 30 min."""
    points = real_points(data / "trace_full_ac671b.json")
    first = min(seconds for each in points.values() for seconds, _ in each)
    for name in ("tracks/calibration/munich", "tracks/calibration/nice", "tracks/elal747", "noisy_ground"):
        for icao, theirs in real_points(data / f"{name}.json.gz").items():
            shift = round(first - theirs[0][0]) + 3_600 * len(points)
            points[icao] = [(seconds + shift, row) for seconds, row in theirs]
    start = first // DAY_S * DAY_S
    for number, silence_s in enumerate((1_799, 1_800, 1_801, 7_200)):
        later = start + DAY_S - 300
        points[f"4ca00{number}"] = flown(later, 60) + flown(later + 590 + silence_s, 60, lat=50.6)
    return {icao: _rounded(theirs) for icao, theirs in points.items()}


def _rounded(points: list[tuple[float, Row]]) -> list[tuple[float, Row]]:
    """Give points at hundredths of seconds, one an instant, each with its details: what no cut takes away."""
    kept = {round(seconds, 2): row for seconds, row in points}
    callsign = {"type": "adsb_icao", "flight": "QQA12   ", "nic": 8, "version": 2, "nac_p": 9}
    return [(seconds, [*row[:7], callsign, *row[8:]]) for seconds, row in sorted(kept.items())]


def cut(folder: Path, points: Points, seed: int) -> list[Path]:
    """Write the points as one to six archives, cut at any instants; give them in any order."""
    random = Random(seed)
    instants = [seconds for theirs in points.values() for seconds, _ in theirs]
    n = random.randrange(5)
    edges = [-1.0, *sorted(random.uniform(min(instants), max(instants)) for _ in range(n)), 1e12]
    paths = []
    for number, (since, until) in enumerate(pairwise(edges)):
        inside = {i: [each for each in theirs if since <= each[0] < until] for i, theirs in points.items()}
        members = [member(icao, trace(icao, theirs)) for icao, theirs in sorted(inside.items()) if theirs]
        if members:
            paths.append(archive(folder / f"{number}.tar", members))
    random.shuffle(paths)
    return paths


def told(found: Held) -> dict[str, pl.DataFrame]:
    """Give the tables without which raw file each row is proved by."""
    tables = {name: found.tables[name] for name in TOLD}
    for name in ("track_ends", "ground_contacts", "visits"):
        tables[name] = tables[name].drop("evidence")
    without = [
        pl.col(end).struct.with_fields(pl.lit(None).alias("evidence")) for end in ("take_off", "landing")
    ]
    tables["flights"] = tables["flights"].with_columns(without)
    return tables


def cells(found: Held) -> pl.DataFrame:
    """Give what the cell runs add up to, for each address, cell and day."""
    keys = ["address", "cell", (pl.col("first_s") // DAY_S).alias("day")]
    return (
        found.tables["cell_runs"]
        .group_by(keys)
        .agg(
            pl.col("first_s").min(),
            pl.col("last_s").max(),
            pl.col("n_points").sum(),
            pl.col("lowest_ft").min(),
        )
        .sort("address", "cell", "day")
    )


@pytest.fixture(scope="module")
def whole(stretch: Points, tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("whole")
    members = [member(icao, trace(icao, theirs)) for icao, theirs in sorted(stretch.items())]
    with plainly():
        return ingested(folder / "w", [archive(folder / "whole.tar", members)])


def test_the_stretch_holds_what_could_go_wrong(whole: Held) -> None:
    tracks = whole.tables["tracks"]
    n = tracks.filter(pl.col("airframe").str.starts_with("4ca00")).group_by("airframe").len().sort("airframe")
    assert n["len"].to_list() == [1, 1, 2, 2]
    assert len(whole.tables["visits"]) >= 1
    assert len(whole.tables["ground_contacts"]) >= 1
    span = tracks.select(pl.col("last_at").max() - pl.col("first_at").min()).item()
    assert 20 * 3_600 < span.total_seconds() < 48 * 3_600
    assert tracks["first_at"].dt.date().n_unique() == 2


@pytest.mark.parametrize("seed", range(5))
def test_any_cut_in_any_order(stretch: Points, whole: Held, tmp_path: Path, seed: int) -> None:
    paths = cut(tmp_path, stretch, seed)
    with in_bulk() as seen:
        one_by_one = ingested(tmp_path / "one_by_one", *([path] for path in paths))
        at_once = ingested(tmp_path / "at_once", paths)
    assert seen.left == []
    assert_same(one_by_one, at_once)
    for name, table in told(one_by_one).items():
        assert_frame_equal(table, told(whole)[name], check_exact=True)
    assert_frame_equal(cells(one_by_one), cells(whole), check_exact=True)
