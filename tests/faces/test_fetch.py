"""Fetching from the command line, end to end: a site on this machine, a real workspace."""

import functools
import json
import shlex
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import typer.main
from loopback_site import (
    DAY_S,
    Answer,
    Hours,
    Site,
    archive,
    heatmap_routes,
    release_routes,
    running_site,
    trace,
    trace_route,
)
from typer.testing import Result

from wheelsdown.downloads import politeness
from wheelsdown.faces.cli import app
from wheelsdown.faces.cli.fetching import duration

WHO = "4b1803"
Run = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def fetch(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command against the site here, without really waiting, in a new workspace."""
    hours = Hours()
    quick = functools.partial(politeness.PoliteClient, sleep=hours.sleep, ticks=hours.ticks)
    monkeypatch.setattr(politeness, "PoliteClient", quick)
    monkeypatch.setenv("WHEELSDOWN_WORKSPACE", str(tmp_path / "desk"))
    return run


def desk(tmp_path: Path) -> list[dict[str, Any]]:
    lines = (tmp_path / "desk" / "acquisitions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def items(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return found


def since_to(first: int, last: int) -> list[str]:
    return ["--since", f"2025-10-{first}", "--until", f"2025-10-{last}"]


def test_a_trace_is_fetched_written_down_and_taken_in(fetch: Run, site: Site, tmp_path: Path) -> None:
    site.routes |= {trace_route(WHO): Answer(trace(WHO)), **heatmap_routes({"aaaa03": (1.0, 1.0)})}
    words = ["fetch", "trace", WHO, *since_to(25, 26), "--from", f"adsblol={site.base}", "--allow-private"]
    rows = items(fetch(*words, "--format", "json"))
    assert [(row["day"], row["outcome"]) for row in rows] == [
        ("2025-10-25", "expired"),
        ("2025-10-26", "had_points"),
    ]
    [taken] = desk(tmp_path)
    assert (taken["provider"], taken["licence"], taken["sha256"]) == (
        "adsblol",
        "ODbL 1.0",
        rows[1]["sha256"],
    )
    n_asked = len(site.asked)
    again = fetch(*words)
    assert again.exit_code == 0
    assert (len(site.asked), len(desk(tmp_path))) == (n_asked, 1)
    assert "had points: 2025-10-26" in again.stdout
    assert "it says nothing about flights" in again.stdout
    assert max(map(len, again.stdout.splitlines())) <= 80


def test_what_landed_before_a_crash_is_taken_in_by_the_next_run(
    fetch: Run, site: Site, tmp_path: Path
) -> None:
    site.routes[trace_route(WHO)] = Answer(trace(WHO))
    words = ["fetch", "trace", WHO, *since_to(26, 26), "--from", f"adsblol={site.base}", "--allow-private"]
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("wheelsdown.pipeline.ingest", lambda *_, **__: sys.exit(9))
        assert fetch(*words).exit_code == 9
    assert fetch(*words).exit_code == 0
    assert len(desk(tmp_path)) == 1


def test_an_address_in_the_own_network_is_refused_unless_it_is_meant(fetch: Run, site: Site) -> None:
    words = ["fetch", "trace", WHO, *since_to(26, 26), "--from", f"{site.base}/globe_history"]
    result = fetch(*words)
    assert result.exit_code == 1
    assert "--allow-private" in result.stdout.replace("\n  ", " ")
    assert site.asked == []


def test_refusals_alone_exit_1(fetch: Run, site: Site) -> None:
    site.routes[trace_route(WHO)] = Answer(b"no", 403)
    words = ["fetch", "trace", WHO, *since_to(26, 26), "--from", f"adsblol={site.base}", "--allow-private"]
    assert fetch(*words).exit_code == 1


@pytest.mark.parametrize(("registration", "address"), [("UR-82029", "508003"), ("RF-99999", "15869f")])
def test_a_registration_names_the_aircraft(fetch: Run, site: Site, registration: str, address: str) -> None:
    site.routes[trace_route(address)] = Answer(trace(address))
    words = ["fetch", "trace", registration, *since_to(26, 26), "--from", f"adsblol={site.base}"]
    [row] = items(fetch(*words, "--allow-private", "--format", "json"))
    assert (row["airframe"], row["outcome"]) == (address, "had_points")


def test_a_registration_that_nobody_knows_is_refused(fetch: Run) -> None:
    result = fetch("fetch", "trace", "XX-NOBODY", *since_to(26, 26))
    assert result.exit_code == 1
    assert "six hex digits" in result.stderr


def test_a_workspace_of_a_scenario_takes_nothing_real(fetch: Run, site: Site, tmp_path: Path) -> None:
    marked = tmp_path / "x.json"
    marked.write_bytes(trace(WHO, simulated=True))
    fetch("ingest", str(marked))
    result = fetch(
        "fetch", "trace", WHO, *since_to(26, 26), "--from", f"adsblol={site.base}", "--allow-private"
    )
    assert result.exit_code == 1
    assert "never mixed" in result.stderr
    assert site.asked == []


def test_a_day_says_its_size_and_comes_only_when_somebody_agreed(
    fetch: Run, site: Site, tmp_path: Path
) -> None:
    site.routes |= release_routes(site.base, {"": Answer(archive({WHO: trace(WHO)}))})
    words = ["fetch", "day", f"adsblol={site.base}", "2025-10-26", "--allow-private"]
    refused = fetch(*words)
    assert refused.exit_code == 1
    assert "add --yes" in refused.stderr
    assert len(site.asked) == 1
    done = fetch(*words, "--yes")
    assert done.exit_code == 0, done.output
    assert "v2025.10.26-planes-readsb-prod-0, 1 part(s)" in done.stderr
    [taken] = desk(tmp_path)
    assert (taken["container"], taken["provider"]) == ("tar", "adsblol")


def test_a_day_near_a_place_is_covered_by_the_plan_afterwards(fetch: Run, site: Site, tmp_path: Path) -> None:
    site.routes |= heatmap_routes({WHO: (35.4, 35.95), "4b18ff": (1.0, 1.0)})
    site.routes[trace_route(WHO)] = Answer(trace(WHO))
    where = ["--radius-nm", "30"]
    done = fetch(
        "fetch",
        "day",
        f"adsblol={site.base}",
        "2025-10-26",
        "--place",
        "Хмеймим",
        *where,
        "--allow-private",
        "--yes",
    )
    assert done.exit_code == 0, done.output
    assert "heatmaps show 1 aircraft near" in done.stderr
    rows = items(fetch("plan", "OSLK", *since_to(25, 26), *where, "--format", "json"))
    assert [(row["first_day"], row["n_days"], row["state"]) for row in rows] == [("2025-10-25", 1, "nothing")]


def test_a_selection_from_the_stream_is_taken_in(fetch: Run, site: Site, tmp_path: Path) -> None:
    traces = {WHO: trace(WHO), "4b18ff": trace("4b18ff", lat=1.0)}
    site.routes |= release_routes(site.base, {"": Answer(archive(traces))})
    words = [
        "fetch",
        "day",
        f"adsblol={site.base}",
        "2025-10-26",
        "--place",
        "OSLK",
        "--allow-private",
        "--yes",
    ]
    assert fetch(*words).exit_code == 0
    [taken] = desk(tmp_path)
    assert (taken["container"], taken["n_points_kept"], taken["folders_present"]) == ("tar", 4, None)
    assert taken["notes"] == ["holds chosen traces only, not a whole day; SELECTION.json in it says which"]


def test_the_commands_of_a_plan_are_understood(run: Run, tmp_path: Path) -> None:
    words = ["plan", "OSLK", *since_to(20, 29), "--from", "adsblol,opensky", "--workspace", "a desk"]
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert "0 of 10 days covered" in shown.stdout
    assert not (tmp_path / "a desk").exists()
    commands = [row["command"] for row in items(run(*words, "--format", "json"))]
    assert len(commands) == 2
    for command in commands:
        group: Any = typer.main.get_command(app)
        rest = shlex.split(command)[1:]
        while getattr(group, "commands", None):
            group, rest = group.commands[rest[0]], rest[1:]
        with group.make_context("x", rest):
            pass


def test_a_region_is_no_place_to_fetch_for(fetch: Run) -> None:
    result = fetch("plan", "Libya", *since_to(20, 29))
    assert result.exit_code == 1
    assert "not one point" in result.stderr


def test_a_poll_keeps_its_answers_and_takes_them_in(fetch: Run, site: Site, tmp_path: Path) -> None:
    plane = {"hex": WHO, "lat": 35.4, "lon": 35.9, "alt_baro": 900, "seen": 0.1, "seen_pos": 0.2}
    path = "/v2/point/35.4011/35.9487/60"
    body = [json.dumps({"ac": [plane], "now": (DAY_S + 60 * i) * 1000}).encode() for i in range(3)]
    site.routes["/v2"] = Answer(body[0])
    words = ["poll", "--place", "OSLK", "--from", f"adsblol={site.base}", "--times", "3", "--allow-private"]
    first = fetch(*words, "--every", "5s")
    assert first.exit_code == 1
    [asked] = set(site.paths())
    assert asked.rpartition("/")[0].startswith(path[:14])
    site.routes[asked] = [Answer(each) for each in body]
    done = fetch(*words)
    assert done.exit_code == 0, done.output
    assert "3 answers kept, 0 not given" in done.stderr
    taken = desk(tmp_path)[-1]
    assert (taken["format"], taken["provider"], taken["n_points_kept"]) == ("readsb_aircraft", "adsblol", 3)


def test_answers_that_an_earlier_poll_could_not_take_in_are_taken_in_by_the_next(
    fetch: Run, site: Site, tmp_path: Path
) -> None:
    plane = {"hex": WHO, "lat": 35.4, "lon": 35.9, "alt_baro": 900, "seen": 0.1, "seen_pos": 0.2}
    words = ["poll", "--place", "OSLK", "--from", f"adsblol={site.base}", "--times", "1", "--allow-private"]
    fetch(*words)
    [asked] = set(site.paths())
    site.routes[asked] = [Answer(json.dumps({"ac": [plane], "now": DAY_S + i}).encode()) for i in (0, 60)]
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("wheelsdown.pipeline.ingest", lambda *_, **__: sys.exit(9))
        assert fetch(*words).exit_code == 9
    assert fetch(*words).exit_code == 0
    assert [taken["n_points_kept"] for taken in desk(tmp_path)] == [1, 1]


def test_a_poll_that_is_too_eager_is_refused(fetch: Run, site: Site) -> None:
    words = ["poll", "--place", "OSLK", "--from", f"adsblol={site.base}", "--allow-private", "--every", "1s"]
    result = fetch(*words)
    assert (result.exit_code, site.asked) == (1, [])


def test_opensky_without_its_library_says_how_to_get_it(run: Run) -> None:
    result = run("fetch", "opensky", WHO, *since_to(26, 26))
    assert result.exit_code == 1
    assert "pip install 'wheelsdown[opensky]'" in result.stderr


def test_opensky_through_its_library(fetch: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Frame(list[int]):
        def to_parquet(self, target: Any, *, index: bool) -> None:
            rows = {
                "time": [1761480000, 1761480001],
                "icao24": [WHO] * 2,
                "lat": [35.4] * 2,
                "lon": [35.9] * 2,
            }
            pl.DataFrame(rows).write_parquet(target)

    trino = types.SimpleNamespace(Trino=lambda: types.SimpleNamespace(history=lambda **_: Frame([1, 2])))
    monkeypatch.setitem(sys.modules, "pyopensky", types.ModuleType("pyopensky"))
    monkeypatch.setitem(sys.modules, "pyopensky.trino", trino)
    [row] = items(fetch("fetch", "opensky", WHO, *since_to(26, 26), "--format", "json"))
    assert row["outcome"] == "had_points"
    [taken] = desk(tmp_path)
    assert (taken["provider"], taken["format"]) == ("opensky", "opensky_parquet")


def test_fr24_with_a_key(fetch: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["fetch", "fr24", "--airport", "OSLK", *since_to(24, 26), "--tracks", "--format", "json"]
    words += ["--api", site.base, "--allow-private"]
    assert "FR24_API_TOKEN" in fetch(*words).stderr
    monkeypatch.setenv("FR24_API_TOKEN", "secret-key")
    site.routes["/flight-summary/full"] = Answer(b'{"data": [{"fr24_id": "39aa"}]}')
    site.routes["/flight-tracks"] = Answer(b'[{"fr24_id": "39aa", "tracks": []}]')
    result = fetch(*words)
    assert [row["outcome"] for row in items(result)] == ["had_points", "had_none"]
    assert "wheelsdown assert" not in result.stderr
    assert "secret-key" not in result.output
    assert not (tmp_path / "desk" / "acquisitions.jsonl").exists()


def test_fr24_wants_to_know_what(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FR24_API_TOKEN", "secret-key")
    assert "say what" in run("fetch", "fr24", *since_to(24, 26)).stderr


@pytest.mark.parametrize("text", ["", "s", "5 parsecs", "-5s", "1e3s"])
def test_a_pause_that_is_none_is_a_usage_error(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        duration(text)
