"""Deciding beside what changes, in slices, gives what deciding on everything gives, doubted tracks included."""

from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.builders.daily_archives import DAY_S, Row, archive, flown, member, trace
from tests.builders.ingested import Held, assert_same, ingested, plainly

from wheelsdown import growth

START = 1_738_627_200.0
#: From one track to the next: longer than a silence inside a track.
STEP_S = 4_500


def tracks(number: int) -> list[list[tuple[float, Row]]]:
    """Five tracks of one aircraft, north of each other; but the third lies where it cannot have been."""
    lats = (50.0, 50.4, 20.0 + number, 50.8, 51.2)
    first = START + DAY_S - 20_000 + 1_500 * number
    callsign = {"type": "adsb_icao", "flight": "QQA12   ", "nic": 8, "version": 2, "nac_p": 9}
    return [
        [(at, [*row[:7], callsign, *row[8:]]) for at, row in flown(first + k * STEP_S, 60, lat=lat)]
        for k, lat in enumerate(lats)
    ]


def files(folder: Path, parts: Iterable[dict[str, list[tuple[float, Row]]]]) -> list[Path]:
    folder.mkdir()
    return [
        archive(folder / f"{n}.tar", [member(icao, trace(icao, points)) for icao, points in part.items()])
        for n, part in enumerate(parts)
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("whole")
    every = {f"4cb00{n}": [point for track in tracks(n) for point in track] for n in range(4)}
    with plainly():
        return ingested(folder / "w", files(folder / "files", [every]))


def told(found: Held) -> dict[str, list[object]]:
    """Give the ids, and what is said of both ends but which file proves it."""
    ends = [
        (row["flight_id"], row["integrity"], *(row[end]["because"] for end in ("take_off", "landing")),
         row["take_off"]["earliest"], row["landing"]["latest"])
        for row in found.tables["flights"].to_dicts()
    ]  # fmt: skip
    return {"flights": sorted(ends, key=str), "visits": sorted(found.tables["visits"]["visit_id"])}


def test_a_track_is_doubted_for_those_round_it(whole: Held) -> None:
    assert whole.tables["flights"]["integrity"].to_list().count("spoof_suspect") == 4


@pytest.mark.parametrize("order", ["01234", "43210", "01342", "12403"])
def test_tracks_that_come_one_by_one_in_any_order(whole: Held, tmp_path: Path, order: str) -> None:
    parts = [{f"4cb00{n}": tracks(n)[int(k)] for n in range(4)} for k in order]
    paths = files(tmp_path / "files", parts)
    with plainly():
        one_by_one = ingested(tmp_path / "w", *([path] for path in paths))
        with patch.object(growth, "ENDS_PER_SLICE", 3):
            in_slices = ingested(tmp_path / "s", *([path] for path in paths))
    assert_same(in_slices, one_by_one)
    assert told(one_by_one) == told(whole)
