"""How far work has come: lines of JSON, a bar, and what is said after Ctrl-C."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from wheelsdown.faces.cli import ingest, progress
from wheelsdown.faces.cli.progress import Pace, shown_progress
from wheelsdown.intake import Progress

KEYS = {"stage", "done", "total", "points_per_second", "seconds_left", "detail"}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that stands still until it is told to go."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out, err = capsys.readouterr()
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def test_json_is_one_object_a_line_with_pace_and_time_left(
    clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    with shown_progress(as_json=True) as report:
        for done in (0, 2_000_000, 4_000_000):
            report(Progress("reading", done, 10_000_000, "day.tar"))
            clock.now += 1
    lines = told(capsys)
    assert [set(line) for line in lines] == [KEYS] * 3
    assert [line["done"] for line in lines] == [0, 2_000_000, 4_000_000]
    assert lines[0]["points_per_second"] is None
    assert lines[-1] == {
        "stage": "reading", "done": 4_000_000, "total": 10_000_000, "points_per_second": 2_000_000.0,
        "seconds_left": 3.0, "detail": "day.tar",
    }  # fmt: skip


def test_a_stage_speaks_twice_a_second_at_most_and_its_last_word_is_told(
    clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    with shown_progress(as_json=True) as report:
        for done in range(100):
            report(Progress("reading", done, 200))
            clock.now += 0.01
        report(Progress("reconstructing", 1, 2))
        report(Progress("reconstructing", 2, 2))
    lines = told(capsys)
    assert [(line["stage"], line["done"]) for line in lines] == [
        ("reading", 0), ("reading", 50), ("reading", 99), ("reconstructing", 1), ("reconstructing", 2),
    ]  # fmt: skip


def test_without_a_total_no_time_left_is_made_up(
    clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    with shown_progress(as_json=True) as report:
        report(Progress("reading", 0, None))
        clock.now += 2
        report(Progress("reading", 10, None))
    last = told(capsys)[-1]
    assert (last["total"], last["seconds_left"], last["points_per_second"]) == (None, None, 5.0)


def test_a_hostile_file_name_cannot_act_or_break_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(as_json=True) as report:
        report(Progress("reading", 1, None, 'a\x1b[2J\n{"stage": "done"}'))
    [line] = told(capsys)
    assert "\x1b" not in line["detail"]
    assert line["stage"] == "reading"


def test_nobody_watching_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as report:
        report(Progress("reading", 1, 2))
    assert capsys.readouterr() == ("", "")


def test_a_terminal_shows_pace_and_time_left(
    clock: SimpleNamespace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    with shown_progress() as report:
        for done in (0, 3_000_000, 6_000_000):
            report(Progress("reading", done, 186_000_000, "day.tar"))
            clock.now += 2
    out, err = capsys.readouterr()
    assert out == ""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", err)
    assert "reading day.tar" in plain
    assert "1,500,000/s, 2:00 left" in plain


def test_a_next_file_starts_its_own_count() -> None:
    pace = Pace()
    for at, done in ((0.0, 0), (1.0, 900), (2.0, 100), (3.0, 300)):
        pace.add(at, done)
    assert pace.per_second == 200.0


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(0, 10**6)), min_size=2, max_size=30))
def test_the_pace_is_never_negative_and_what_is_done_leaves_nothing(steps: list[tuple[float, int]]) -> None:
    pace, at, done = Pace(), 0.0, 0
    for seconds, points in steps:
        at, done = at + seconds, done + points
        pace.add(at, done)
    assert pace.per_second is None or pace.per_second >= 0
    assert pace.seconds_left(done) in (None, 0.0)


def test_json_progress_is_asked_for_and_data_stays_on_standard_output(
    pipeline: Any, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def ingest_one(_: object, __: list[Path], **options: Any) -> Any:
        options["progress"](Progress("reading", 5, None, "a.json"))
        return pipeline.outcome

    pipeline.outcome = SimpleNamespace(new=(), known=(), refused=(), n_flights=0, n_visits=0)
    monkeypatch.setattr("wheelsdown.pipeline.ingest", ingest_one)
    result = run("ingest", "a.json", "--json")
    assert result.exit_code == 0, result.stderr
    [line] = [json.loads(line) for line in result.stderr.splitlines()]
    assert line["done"] == 5
    assert "points_per_second" not in result.stdout


@pytest.mark.parametrize(
    ("n_logged", "n_pending", "said"),
    [
        (0, 0, "nothing had come in yet"),
        (3, 2, "the workspace holds 3 raw files, 2 of them not worked in yet"),
        (1, 0, "the workspace holds 1 raw file, all of them worked in"),
    ],
)
def test_ctrl_c_says_in_one_line_what_was_kept(
    pipeline: Any,
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    n_logged: int,
    n_pending: int,
    said: str,
) -> None:
    pipeline.error = KeyboardInterrupt()
    holds = SimpleNamespace(acquisitions=lambda: [0] * n_logged, pending=lambda: [0] * n_pending)
    monkeypatch.setattr("wheelsdown.faces.cli.workspaces.made_if_absent", lambda _: holds)
    result = run("ingest", "a.json")
    assert result.exit_code == 130
    assert result.stdout == ""
    assert result.stderr == f"wheelsdown: stopped; {said}; the same command goes on from there\n"
    assert ingest.INTERRUPTED == 130
