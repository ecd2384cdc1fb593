"""Where an airframe's points lie: what the whole table says, of it no more rows than may say it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wheelsdown.schemas import Acquisition
from wheelsdown.store import Amendment, Workspace, part_lookup
from wheelsdown.store.part_lookup import parts_of

DAY = timedelta(days=1)
FIRST = datetime(2025, 3, 1, tzinfo=UTC)
AIRFRAMES = [f"{0xA00000 + 7 * i:06x}" for i in range(30)]


@pytest.fixture
def add_day(
    workspace: Workspace, acquisition: Callable[..., Acquisition], parts: Callable[..., pl.DataFrame]
) -> Callable[[int], None]:
    """Take one more day of all airframes in, each received for some hours of it."""

    def add(day: int) -> None:
        new = workspace.record(acquisition(f"day{day}"))
        random = Random(day)
        first = [FIRST + day * DAY + random.random() * DAY for _ in AIRFRAMES]
        rows = parts(len(AIRFRAMES), new.sha256).with_columns(
            pl.Series("airframe", AIRFRAMES),
            pl.Series("first_at", first),
            pl.Series("last_at", [at + timedelta(hours=random.randint(0, 30)) for at in first]),
        )
        covers = {*workspace.snapshot().covers, new.sha256}
        workspace.amend({"parts": Amendment(rows.cast(dict(rows.schema)), ())}, covers=covers)

    return add


@pytest.fixture
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a file of these tests have several stretches."""
    known = (part_lookup._stretches, part_lookup._held, part_lookup._rows)
    monkeypatch.setattr(part_lookup, "ROWS_PER_STRETCH", 8)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


def by_the_table(
    workspace: Workspace, airframes: list[str], since: datetime | None, until: datetime | None
) -> pl.DataFrame:
    rows = workspace.table("parts").filter(pl.col("airframe").is_in(airframes)).collect()
    kept = [pl.lit(value=True)]
    kept += [pl.col("last_at") >= since] if since else []
    kept += [pl.col("first_at") < until] if until else []
    return rows.filter(kept)


@pytest.mark.usefixtures("short_stretches")
def test_as_the_whole_table_says(workspace: Workspace, add_day: Callable[[int], None]) -> None:
    random = Random(1)
    for day in range(20):  # the files of some days are merged on the way
        add_day(day)
        airframes = random.sample([*AIRFRAMES, "000000", "ffffff", "a00001"], random.randint(1, 3))
        since = random.choice([None, FIRST + random.randint(-2, 20) * DAY])
        until = random.choice([None, (since or FIRST) + random.randint(0, 3) * DAY])
        found = parts_of(workspace, airframes, since, until)
        assert_frame_equal(found, by_the_table(workspace, airframes, since, until))
    assert len(parts_of(workspace, AIRFRAMES[:1], None, None)) == 20


def test_one_day_of_many_costs_what_it_costs_of_few(
    workspace: Workspace, add_day: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    plain = part_lookup._rows

    def watched(file: part_lookup.DataFile, start: int) -> pl.DataFrame:
        rows = plain(file, start)
        read.append(len(rows))
        return rows

    monkeypatch.setattr(part_lookup, "_rows", watched)
    for day in range(40):
        add_day(day)
    for day in (0, 20, 39):
        read.clear()
        parts_of(workspace, AIRFRAMES[4:5], FIRST + day * DAY, FIRST + (day + 1) * DAY)
        assert 0 < sum(read) <= part_lookup.ROWS_PER_STRETCH
        assert len(read) <= 3  # that of the day, and those of days before that reach into it


def test_nobody_there_is_nothing_read(workspace: Workspace, add_day: Callable[[int], None]) -> None:
    assert parts_of(workspace, AIRFRAMES, None, None).is_empty()
    add_day(0)
    for airframe, until in (("b00000", None), (AIRFRAMES[0], FIRST)):
        nothing = parts_of(workspace, [airframe], None, until)
        assert nothing.is_empty()
        assert nothing.schema == workspace.table("parts").collect_schema()
