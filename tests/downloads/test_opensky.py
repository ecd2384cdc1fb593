"""OpenSky through its library: one query a day, kept as given; the library itself is stood in for."""

import importlib
import io
import types
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from wheelsdown.clock import now
from wheelsdown.downloads.fetch_log import FetchLog, Outcome, Selection
from wheelsdown.downloads.opensky import fetch_opensky, history
from wheelsdown.errors import WheelsdownError
from wheelsdown.schemas import SourceFormat
from wheelsdown.sources import find_sources, read_source

DAYS = [date(2025, 10, 26), date(2025, 10, 27)]


class Frame:
    """As much of a pandas frame as is used."""

    def __init__(self, n: int) -> None:
        at = [1761480000 + i for i in range(n)]
        self.rows = pl.DataFrame({"time": at, "icao24": ["4b1803"] * n, "lat": [35.4] * n, "lon": [35.9] * n})

    def __len__(self) -> int:
        return self.rows.height

    def to_parquet(self, target: io.BytesIO, *, index: bool) -> None:
        assert index is False
        self.rows.write_parquet(target)


class Database:
    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def __call__(self, **asked: Any) -> Any:
        self.asked.append(asked)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_each_day_is_one_query_and_what_came_can_be_ingested(log: FetchLog) -> None:
    database = Database(Frame(3), None)
    had, none = fetch_opensky(database, log, DAYS, airframe="4b1803")
    assert (had.outcome, none.outcome) == (Outcome.HAD_POINTS, Outcome.HAD_NONE)
    first = database.asked[0]
    assert first["stop"] - first["start"] == timedelta(days=1)
    assert (first["icao24"], first["start"].date(), "bounds" in first) == ("4b1803", DAYS[0], False)
    [source], _ = find_sources([log.workspace / str(had.path)])
    [reading] = read_source(source)
    assert (reading.format, reading.state_vectors.height) == (SourceFormat.OPENSKY_PARQUET, 3)
    assert fetch_opensky(database, log, DAYS, airframe="4b1803") == [had, none]
    assert len(database.asked) == 2


def test_a_place_is_a_box(log: FetchLog, circle: Callable[..., Selection]) -> None:
    database = Database(Frame(1))
    [had] = fetch_opensky(database, log, DAYS[:1], near=circle())
    west, south, east, north = database.asked[0]["bounds"]
    assert west < 35.949 < east
    assert south < 35.401 < north
    assert (had.selection, str(had.path)) == (circle(), "raw/downloads/opensky/2025-10-26/OSLK.parquet")


def test_a_query_that_fails_is_no_silence(log: FetchLog) -> None:
    [refused] = fetch_opensky(Database(RuntimeError("no \x1b[2J credit")), log, DAYS[:1], airframe="4b1803")
    assert refused.outcome is Outcome.REFUSED
    assert "credit" in refused.because
    assert "\x1b" not in refused.because


def test_days_that_the_database_may_not_have_yet_stay_open(log: FetchLog) -> None:
    today = now().date()
    days = [today - timedelta(days=1), today]
    database = Database(None)
    assert [f.outcome for f in fetch_opensky(database, log, days, airframe="4b1803")] == [
        Outcome.NOT_YET_AVAILABLE, Outcome.NOT_YET_AVAILABLE,
    ]  # fmt: skip
    assert len(database.asked) == 1


def test_the_whole_sky_is_not_asked_for(log: FetchLog) -> None:
    with pytest.raises(WheelsdownError, match="--place"):
        fetch_opensky(Database(), log, DAYS)


def test_without_the_library_the_command_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(WheelsdownError, match=r"pip install 'wheelsdown\[opensky\]'"):
        history()


def test_without_access_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses() -> Any:
        raise RuntimeError("no credentials")

    monkeypatch.setattr(importlib, "import_module", lambda _: types.SimpleNamespace(Trino=refuses))
    with pytest.raises(WheelsdownError, match="set up your access"):
        history()


def test_with_the_library_its_query_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    trino = types.SimpleNamespace(history=print)
    monkeypatch.setattr(importlib, "import_module", lambda _: types.SimpleNamespace(Trino=lambda: trino))
    assert history() is print
