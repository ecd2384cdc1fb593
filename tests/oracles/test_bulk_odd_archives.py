"""Odd archives: the compiled pass and the plain way keep, count and refuse the same."""

import contextlib
import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders.daily_archives import (
    DAY_S,
    MIDNIGHT_S,
    Member,
    archive,
    flown,
    member,
    trace,
)
from tests.builders.ingested import (
    Held,
    also,
    assert_same,
    assert_same_log,
    in_bulk,
    ingested,
    plainly,
)

from wheelsdown.errors import IntegrityError, WorkspaceError
from wheelsdown.store import Workspace

#: 2025-10-26T12:00:00Z.
NOON_S = MIDNIGHT_S + DAY_S // 2

Make = Callable[[], list[Member]]


def plain_member(icao: str = "4ca001", start_s: float = NOON_S, n: int = 60) -> Member:
    return member(icao, trace(icao, flown(start_s, n), MIDNIGHT_S))


def of_another() -> list[Member]:
    """A member whose header names an airframe that has a trace of its own, at the same time."""
    theirs = trace("4ca002", flown(NOON_S + 100, 40, lat=50.2), MIDNIGHT_S)
    return [plain_member(), member("4ca003", theirs), plain_member("4ca002")]


def of_another_before() -> list[Member]:
    """The same, where the stranger's trace touches the other's and comes first."""
    theirs = trace("4ca002", flown(NOON_S - 900, 40), MIDNIGHT_S)
    return [member("4ca001", theirs), plain_member("4ca002")]


def twice_the_same_name() -> list[Member]:
    """Two members of one name, which overlap: the same instants, at other places."""
    later = trace("4ca001", flown(NOON_S + 200, 60, lat=50.5), MIDNIGHT_S)
    return [plain_member(), member("4ca001", later)]


def twice_the_same() -> list[Member]:
    return [plain_member(), plain_member(), plain_member("4ca002")]


def in_two_folders() -> list[Member]:
    first = trace("4ca001", flown(NOON_S, 60), MIDNIGHT_S)
    second = trace("4ca001", flown(NOON_S + 595, 60), MIDNIGHT_S)
    return [member("4ca001", first), member("4ca001", second, folder="02")]


def day_before() -> list[Member]:
    points = flown(MIDNIGHT_S - 300, 60)
    return [member("4ca001", trace("4ca001", points, MIDNIGHT_S)), plain_member("4ca002")]


def unsorted() -> list[Member]:
    points = flown(NOON_S, 60)
    mixed = points[30:] + points[:30]
    return [member("4ca001", trace("4ca001", mixed, MIDNIGHT_S)), plain_member("4ca002")]


def repeated_instants() -> list[Member]:
    points = [
        each for pair in zip(flown(NOON_S, 60), flown(NOON_S, 60, lat=50.3), strict=True) for each in pair
    ]
    return [member("4ca001", trace("4ca001", points, MIDNIGHT_S))]


def broken() -> list[Member]:
    good = trace("4ca004", flown(NOON_S, 60), MIDNIGHT_S)
    return [
        plain_member(),
        member("4ca002", good[: len(good) // 2]),
        member("4ca003", b""),
        member("4ca004", b"\x1f\x8bnonsense"),
        member("4ca005", b"{}"),
        member("4ca006", gzip.compress(b"<html>busy</html>")),
        ("./README.md", b"about"),
        ("./traces/01/notes.json", gzip.compress(b'{"hello": 1}')),
        ("./acas/acas.csv", b"x"),
        plain_member("4ca007"),
    ]


def many_callsigns() -> list[Member]:
    names = [f"QQA{i:02}" for i in range(40)]
    return [
        member("4ca001", trace("4ca001", flown(NOON_S, 200, callsigns=names), MIDNIGHT_S)),
        plain_member("4ca002"),
    ]


def nine_columns() -> list[Member]:
    points = [(seconds, row[:8]) for seconds, row in flown(NOON_S, 60)]
    return [member("4ca001", trace("4ca001", points, MIDNIGHT_S)), plain_member("4ca002")]


def not_an_address() -> list[Member]:
    return [
        member("~4ca001", trace("~4ca001", flown(NOON_S, 60), MIDNIGHT_S), folder="01"),
        plain_member("4ca001"),
    ]


def wrong_hex() -> list[Member]:
    upper = trace("4CA001", flown(NOON_S, 60), MIDNIGHT_S)
    return [member("4ca001", upper), member("4ca002", trace("zzzzzz", flown(NOON_S, 9), MIDNIGHT_S)),
            plain_member("4ca003")]  # fmt: skip


def loose_names() -> list[Member]:
    content = trace("4ca001", flown(NOON_S, 60), MIDNIGHT_S)
    return [
        ("trace_full_4ca001.json", content),
        ("deep/er/trace_recent_4ca002.json.gz", plain_member("4ca002")[1]),
    ]


def not_packed() -> list[Member]:
    text = gzip.decompress(trace("4ca001", flown(NOON_S, 60), MIDNIGHT_S))
    return [member("4ca001", text), plain_member("4ca002")]


def two_streams() -> list[Member]:
    text = gzip.decompress(trace("4ca001", flown(NOON_S, 60), MIDNIGHT_S))
    return [member("4ca001", gzip.compress(text[:500]) + gzip.compress(text[500:])), plain_member("4ca002")]


def no_points() -> list[Member]:
    empty = gzip.compress(json.dumps({"icao": "4ca001", "timestamp": MIDNIGHT_S, "trace": []}).encode())
    return [member("4ca001", empty), plain_member("4ca002")]


def positions_off_the_globe() -> list[Member]:
    points = flown(NOON_S, 60)
    points[10][1][0], points[20][1][1], points[30][1][0] = 91.0, 190.0, None
    return [member("4ca001", trace("4ca001", points, MIDNIGHT_S))]


def far_in_the_future() -> list[Member]:
    late = flown(4_000_000_000, 30)
    return [member("4ca001", trace("4ca001", late)), plain_member("4ca002")]


def years_apart() -> list[Member]:
    """A member of another year than the archive's."""
    return [plain_member(), member("4ca002", trace("4ca002", flown(MIDNIGHT_S - 400 * DAY_S, 60)))]


ODD = [
    of_another, of_another_before, twice_the_same_name, twice_the_same, in_two_folders, day_before, unsorted,
    repeated_instants, broken, many_callsigns, nine_columns, not_an_address, wrong_hex, loose_names, not_packed,
    two_streams, no_points, positions_off_the_globe, far_in_the_future, years_apart,
]  # fmt: skip


def both(folder: Path, *groups: list[Path]) -> tuple[Held, Held]:
    with plainly():
        wanted = ingested(folder / "plain", *groups)
    with in_bulk() as seen:
        found = ingested(folder / "bulk", *groups)
    assert seen.n_passes > 0
    return found, wanted


@pytest.mark.parametrize("make", ODD, ids=lambda make: make.__name__)
def test_an_odd_archive(make: Make, tmp_path: Path) -> None:
    path = archive(tmp_path / "v2025.10.26-planes-readsb-prod-0.tar", make())
    found, wanted = both(tmp_path, [path])
    assert len(wanted.tables["tracks"]) >= 1
    assert_same(found, wanted)
    assert_same_log(found, wanted)


#: Of the odd ones those whose tracks meet others.
MEETING = [of_another_before, twice_the_same_name, in_two_folders, day_before, unsorted, many_callsigns]


@pytest.mark.parametrize("make", MEETING, ids=lambda make: make.__name__)
def test_an_odd_archive_between_two_plain_ones(make: Make, tmp_path: Path) -> None:
    """What is odd also comes where tracks are known already, and before others that touch its own."""
    before, after = (
        archive(tmp_path / f"{name}.tar", [
            member(f"4ca00{i}", trace(f"4ca00{i}", flown(start_s, 60, lat=lat))) for i in range(1, 8)
        ])
        for name, start_s, lat in (("before", NOON_S - 900, 49.4), ("after", NOON_S + 900, 50.6))
    )  # fmt: skip
    odd = archive(tmp_path / "odd.tar", make())
    with plainly():
        wanted = ingested(tmp_path / "plain", [before, odd, after])
    with in_bulk():
        assert_same(ingested(tmp_path / "at_once", [before, odd, after]), wanted)
        backwards = ingested(tmp_path / "backwards", [after], [odd, before])
    assert_same(backwards, wanted)


def test_an_archive_of_nothing_is_refused_and_others_count(tmp_path: Path) -> None:
    nothing = archive(tmp_path / "nothing.tar", [member("4ca001", b"{}"), ("README", b"x")])
    good = archive(tmp_path / "good.tar", [plain_member()])
    found, wanted = both(tmp_path, [nothing, good])
    assert [reason for _, reason in wanted.refused] == ["nothing_kept"]
    assert len(found.log) == 1
    assert_same(found, wanted)
    assert_same_log(found, wanted)


WAYS = pytest.mark.parametrize("way", [plainly, in_bulk])


@WAYS
def test_simulated_and_real_archives_do_not_mix(way: Callable[[], Any], tmp_path: Path) -> None:
    real = archive(tmp_path / "real.tar", [plain_member()])
    simulated = archive(tmp_path / "sim.tar", [simulated_member()])
    with way():
        before = ingested(tmp_path / "w", [real])
        with pytest.raises(WorkspaceError, match="never mixed"):
            also(tmp_path / "w", [simulated])
        assert_same(also(tmp_path / "w"), before)


@WAYS
def test_an_archive_of_simulated_and_real_members_is_refused(way: Callable[[], Any], tmp_path: Path) -> None:
    mixed = archive(tmp_path / "mixed.tar", [plain_member(), simulated_member()])
    real = archive(tmp_path / "real.tar", [plain_member("4ca003")])
    with way():
        Workspace.create(tmp_path / "w")
        with contextlib.suppress(WorkspaceError):
            also(tmp_path / "w", [mixed])
        found = also(tmp_path / "w", [real])
    assert found.tables["tracks"]["airframe"].to_list() == ["4ca003"]


def simulated_member() -> Member:
    return member("4ca002", trace("4ca002", flown(NOON_S, 60, simulated=True), MIDNIGHT_S))


def test_trees_and_split_archives(tmp_path: Path) -> None:
    whole = archive(tmp_path / "whole.tar", [plain_member(f"4ca00{i}") for i in range(1, 7)])
    stored = whole.read_bytes()
    split = tmp_path / "split"
    split.mkdir()
    for part, at in zip(("aa", "ab", "ac"), (0, 3_000, 8_001), strict=True):
        until = {0: 3_000, 3_000: 8_001}.get(at, len(stored))
        (split / f"day.tar.{part}").write_bytes(stored[at:until])
    tree = tmp_path / "2025" / "10" / "27"
    for i in range(1, 7):
        icao = f"4ca00{i}"
        path = tree / "traces" / icao[-2:] / f"trace_full_{icao}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(trace(icao, flown(NOON_S + 700, 60, lat=50.7), MIDNIGHT_S))
    for groups in ([[split], [tree]], [[split, tree]]):
        name = f"w{len(list(tmp_path.iterdir()))}"
        found, wanted = both(tmp_path / name, *groups)
        assert len(found.tables["tracks"]) == 6
        assert_same(found, wanted)
        assert_same_log(found, wanted)


# --- older archives that cannot be read back --------------------------------------------------------


@pytest.fixture
def two_halves(tmp_path: Path) -> tuple[Path, Path]:
    """Two archives whose tracks touch: the later needs the earlier read back."""
    first = [member(f"4ca00{i}", trace(f"4ca00{i}", flown(NOON_S, 60))) for i in range(1, 5)]
    second = [member(f"4ca00{i}", trace(f"4ca00{i}", flown(NOON_S + 600, 60, lat=50.6))) for i in range(1, 5)]
    return archive(tmp_path / "first.tar", first), archive(tmp_path / "second.tar", second)


def _move(path: Path) -> None:
    path.rename(path.with_suffix(".gone"))


def _change(path: Path) -> None:
    shutil.copy(path, path.with_suffix(".gone"))
    stored = bytearray(path.read_bytes())
    for at in range(512, len(stored)):
        stored[at] = (stored[at] + 1) % 256 if stored[at] else 0
    path.write_bytes(stored)


def _cut(path: Path) -> None:
    shutil.copy(path, path.with_suffix(".gone"))
    path.write_bytes(path.read_bytes()[:700])


@pytest.mark.parametrize("spoil", [_move, _change, _cut])
def test_an_older_archive_that_cannot_be_read_back(
    spoil: Callable[[Path], None], two_halves: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = two_halves
    with plainly():
        wanted = ingested(tmp_path / "plain", [first, second])
    with in_bulk():
        before = ingested(tmp_path / "w", [first])
        spoil(first)
        with pytest.raises(IntegrityError, match=r"first\.tar"):
            also(tmp_path / "w", [second])
        assert_same(also(tmp_path / "w"), before)
        first.with_suffix(".gone").rename(first)
        found = also(tmp_path / "w", [second])
    assert_same(found, wanted)


def test_an_older_archive_that_is_not_needed_may_be_gone(
    two_halves: tuple[Path, Path], tmp_path: Path
) -> None:
    first, _ = two_halves
    other = archive(tmp_path / "other.tar", [plain_member("4ca009", NOON_S + 600)])
    with in_bulk():
        ingested(tmp_path / "w", [first])
        _move(first)
        found = also(tmp_path / "w", [other])
    assert set(found.tables["tracks"]["airframe"]) == {"4ca001", "4ca002", "4ca003", "4ca004", "4ca009"}
