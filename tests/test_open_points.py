"""Points kept for the next day come back as they were, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from wheelsdown.flights.fact_store import Columns
from wheelsdown.open_points import KEPT_PASSES, OpenPoints, may_go_on

HASH = "ab" * 32
DAY_US = 86_400_000_000


def points(n: int, start_us: int = 1_000) -> Columns:
    """Give points a millisecond apart, every value another."""
    parts = np.array([1e6, 1e6, 1, 1, 10, 10, 1])[:, None]
    values = np.rint(np.random.default_rng(5).normal(size=(7, n)) * 100 * parts) / parts + 0.0
    values[3, ::2] = np.nan
    count = np.arange(n)
    return Columns(
        start_us + 1_000 * count.astype(np.int64),
        *values,
        (count % 3 - 1).astype(np.int8),
        *((count + k).astype(np.int16) for k in range(3)),
        (count + 2**60).astype(np.uint64),
        np.zeros(n, np.int32),
        (count * 2).astype(np.uint32),
    )


def keep(folder: Path, sha256: str, since_us: int, what: Columns) -> None:
    with OpenPoints(folder) as kept:
        kept.keeper().keep(sha256, since_us, what)


def test_points_from_an_instant_on_come_back_bit_for_bit(tmp_path: Path) -> None:
    given = points(100)
    keep(tmp_path, HASH, 51_000, given)
    with OpenPoints(tmp_path) as kept:
        found = kept.points(HASH, 51_000, 7)
        assert found is not None
        assert set(found.source) == {7}
        for name, there, wanted in zip(Columns._fields, found, given, strict=True):
            if name != "source":
                assert there.dtype == wanted.dtype, name
                np.testing.assert_array_equal(there, wanted[50:], err_msg=name)
        assert kept.points(HASH, 60_000, 0) is not None


def test_earlier_points_than_were_kept_and_other_traces_are_not_here(tmp_path: Path) -> None:
    keep(tmp_path, HASH, 51_000, points(100))
    with OpenPoints(tmp_path) as kept:
        assert kept.points(HASH, 50_999, 0) is None
        assert kept.points("cd" * 32, 51_000, 0) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [(1, 1e-7), (1, -0.0), (3, 0.5), (5, 0.25), (4, 1e10), (6, np.inf), (2, 2.0**31 / 1e6)],
)
def test_a_trace_with_a_number_that_no_source_writes_is_not_kept(
    tmp_path: Path, column: int, value: float
) -> None:
    given = points(20)
    given[column][11] = value
    keep(tmp_path, HASH, 0, given)
    assert not list(tmp_path.glob("*.index"))
    keep(tmp_path, HASH, int(given.time_us[12]), given)  # what is left behind it is like any other
    assert list(tmp_path.glob("*.index"))


def test_nothing_is_kept_of_a_trace_that_ends_before(tmp_path: Path) -> None:
    keep(tmp_path, HASH, 10**9, points(10))
    assert not list(tmp_path.glob("*.index"))


@pytest.mark.parametrize("at", [0, 40, -1])
def test_what_was_changed_on_the_disk_is_not_taken(tmp_path: Path, at: int) -> None:
    keep(tmp_path, HASH, 0, points(100))
    [file] = tmp_path.glob("*.points")
    stored = bytearray(file.read_bytes())
    stored[at] ^= 0x20
    file.write_bytes(stored)
    with OpenPoints(tmp_path) as kept:
        assert kept.points(HASH, 0, 0) is None


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[[1,2]]", b"\xff", b'[["aa",0,5,-4,9]]', b'[["aa",0,9,0,-9]]']
)
def test_an_index_that_is_none_is_passed_over(tmp_path: Path, text: bytes) -> None:
    keep(tmp_path, HASH, 0, points(100))
    [index] = tmp_path.glob("*.index")
    index.write_bytes(text)
    with OpenPoints(tmp_path) as kept:
        assert kept.points(HASH, 0, 0) is None
        assert kept.points("aa", 0, 0) is None


def test_old_passes_and_what_broken_ones_left_are_removed(tmp_path: Path) -> None:
    (tmp_path / "~1-0.points").write_bytes(b"left by a pass that was killed")
    for number in range(KEPT_PASSES + 2):
        keep(tmp_path, f"{number:064}", 0, points(10))
    with OpenPoints(tmp_path) as kept:
        there = [number for number in range(KEPT_PASSES + 2) if kept.points(f"{number:064}", 0, 0)]
    assert there == list(range(2, KEPT_PASSES + 2))
    assert len(list(tmp_path.iterdir())) == 2 * KEPT_PASSES


def test_a_pass_that_fails_keeps_nothing(tmp_path: Path) -> None:
    kept = OpenPoints(tmp_path).__enter__()
    kept.keeper().keep(HASH, 0, points(10))
    kept.__exit__(ZeroDivisionError, None, None)
    with OpenPoints(tmp_path) as kept:
        assert kept.points(HASH, 0, 0) is None


def test_a_place_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep(tmp_path / "file", HASH, 0, points(10))
    with OpenPoints(None) as kept:
        kept.keeper().keep(HASH, 0, points(10))
        assert kept.points(HASH, 0, 0) is None


@pytest.mark.parametrize(
    ("last_us", "expected"),
    [
        (DAY_US - 1, True),
        (DAY_US - 1_800_000_000, True),
        (DAY_US - 1_800_000_001, False),
        (DAY_US + 1, False),
    ],
)
def test_a_track_may_go_on_after_midnight_if_its_silence_allows(last_us: int, expected: bool) -> None:
    assert may_go_on(last_us) is expected


@pytest.mark.parametrize("n", [10, 50_000], ids=["found out at the end", "found out while writing"])
def test_a_disk_that_is_full_keeps_nothing_and_says_nothing(
    n: int, tmp_path: Path, for_want_of: Callable[[str], NoReturn]
) -> None:
    if not Path("/dev/full").exists():
        for_want_of("no device that is always full (/dev/full)")
    with Path("/dev/full").open("wb") as full, OpenPoints(tmp_path) as kept:
        keeper = kept.keeper()
        keeper.stream = full
        keeper.keep(HASH, 0, points(n))
        keeper.keep(HASH, 0, points(n))
    with OpenPoints(tmp_path) as kept:
        assert kept.points(HASH, 0, 0) is None
