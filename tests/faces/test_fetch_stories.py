"""What came of fetching, told to the end: a plan, its own command, and who was there; and what was not kept."""

import functools
import gzip
import json
import os
import shlex
import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from loopback_site import (
    DAY,
    DAY_S,
    Answer,
    Hours,
    Site,
    archive,
    heatmap_routes,
    release_routes,
    running_site,
    trace_route,
)
from typer.testing import Result

from wheelsdown.downloads import politeness
from wheelsdown.geo.great_circle import destination
from wheelsdown.sources.fr24_api import anonymous_flight

WHO = "4b1803"
OSLK = (35.401, 35.949)
KEYS = {"stage", "done", "total", "points_per_second", "seconds_left", "detail"}
POINT = "/v2/point/35.4011/35.9487/60"
Run = Callable[..., Result]

#: Seconds of the day, lat, lon, feet or None on the ground, knots.
Row = tuple[float, float, float, int | None, float]


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def fetch(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command without really waiting, in a new workspace."""
    hours = Hours()
    quick = functools.partial(politeness.PoliteClient, sleep=hours.sleep, ticks=hours.ticks)
    monkeypatch.setattr(politeness, "PoliteClient", quick)
    monkeypatch.setenv("WHEELSDOWN_WORKSPACE", str(tmp_path / "desk"))
    return run


def landing(at_s: float = 36_000.0) -> list[Row]:
    """Fly an approach to OSLK, touch down and roll out, one row every five seconds."""
    rows: list[Row] = []
    miles = 30.0
    while miles > 0.3:
        lat, lon = destination(*OSLK, 352.0, miles)
        rows.append((at_s + 5 * len(rows), float(lat), float(lon), round(150 + miles * 318), 150.0))
        miles -= 150 * 5 / 3600
    for i in range(40):
        lat, lon = destination(*OSLK, 172.0, min(0.01 * i, 0.2))
        rows.append((at_s + 5 * len(rows), float(lat), float(lon), None, max(0.0, 100.0 - 5 * i)))
    return rows


def landing_trace(address: str = WHO) -> bytes:
    points = [
        [at, round(lat, 6), round(lon, 6), "ground" if feet is None else feet, kt, 172.0, 0, None, None]
        for at, lat, lon, feet, kt in landing()
    ]
    document = {"icao": address, "timestamp": DAY_S, "r": "XX-ABC", "t": "IL62", "trace": points}
    return gzip.compress(json.dumps(document).encode(), mtime=0)


def visits(fetch: Run, place: str = "OSLK", *words: str) -> tuple[list[dict[str, Any]], list[str]]:
    result = fetch("visits", place, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    return answer["items"], answer["missing"]


def objects(stderr: str) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in stderr.splitlines()]
    assert all(set(each) == KEYS for each in told)
    return told


def near_oslk(site: Site) -> None:
    site.routes |= heatmap_routes({WHO: OSLK, "4b18ff": (1.0, 1.0)})
    site.routes[trace_route(WHO)] = Answer(landing_trace())


DAYS = ["--since", "2025-10-26", "--until", "2025-10-26"]


def test_a_plan_its_own_command_and_who_was_there(fetch: Run, site: Site) -> None:
    near_oslk(site)
    asked = ["plan", "OSLK", *DAYS, "--from", f"adsblol={site.base}"]
    [row] = json.loads(fetch(*asked, "--format", "json").stdout)["items"]
    done = fetch(*shlex.split(row["command"])[1:], "--yes")
    assert done.exit_code == 0, done.output
    assert max(map(len, (done.stdout + done.stderr).splitlines())) <= 80
    assert "kB of heatmaps show 1 aircraft near; their traces, about" in done.stderr
    [visit], missing = visits(fetch)
    assert (visit["icao24"], visit["basis"], missing) == (WHO, "observed", [])
    assert fetch(*asked).stdout == "OSLK: 1 of 1 day covered, 0 not.\n"


def test_what_was_not_kept_for_one_place_is_no_silence_at_another(fetch: Run, site: Site) -> None:
    near_oslk(site)
    words = ["fetch", "day", f"adsblol={site.base}", "2025-10-26", "--allow-private", "--yes"]
    assert fetch(*words, "--place", "OSLK").exit_code == 0
    found, missing = visits(fetch, "LFPV", *DAYS)
    assert found == []
    assert "2025-10-26: what is held shows some aircraft, not all traffic near LFPV" in missing
    assert any("wheelsdown fetch day adsblol 2025-10-26 --place LFPV" in words for words in missing)
    [row] = json.loads(fetch("plan", "LFPV", *DAYS, "--format", "json").stdout)["items"]
    assert row["state"] == "single_aircraft"
    _, wider = visits(fetch, "OSLK", *DAYS)
    assert wider == []


def test_half_a_day_that_streamed_past_is_said_to_be_half(fetch: Run, site: Site) -> None:
    half = archive({WHO: landing_trace()}, folders=[f"{n:02x}" for n in range(122)])
    site.routes |= release_routes(site.base, {"": Answer(half)})
    words = ["fetch", "day", f"adsblol={site.base}", "2025-10-26", "--allow-private", "--yes"]
    assert fetch(*words, "--place", "OSLK").exit_code == 0
    [_], missing = visits(fetch, "OSLK", *DAYS)
    assert any("it lacked 134 of 256 address folders" in words for words in missing)
    shown = fetch("plan", "OSLK", *DAYS, "--from", f"adsblol={site.base}").stdout
    assert "0 of 1 day covered" in shown
    assert "wheelsdown fetch" not in shown


def test_a_day_that_landed_and_was_not_taken_in_is_missing_until_it_is(fetch: Run, site: Site) -> None:
    near_oslk(site)
    asked = ["plan", "OSLK", *DAYS, "--from", f"adsblol={site.base}", "--format", "json"]
    [row] = json.loads(fetch(*asked).stdout)["items"]
    command = [*shlex.split(row["command"])[1:], "--yes"]
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("wheelsdown.pipeline.ingest", lambda *_, **__: sys.exit(9))
        assert fetch(*command).exit_code == 9
    assert json.loads(fetch(*asked).stdout)["items"] == [row]
    assert fetch(*command).exit_code == 0
    assert json.loads(fetch(*asked).stdout)["items"] == []


@pytest.mark.parametrize("what", ["trace", "day"])
def test_json_is_progress_in_the_words_of_ingest(fetch: Run, site: Site, what: str) -> None:
    near_oslk(site)
    if what == "day":
        site.routes |= release_routes(site.base, {"": Answer(archive({WHO: landing_trace()}))})
        words = ["day", f"adsblol={site.base}", "2025-10-26", "--yes"]
    else:
        words = ["trace", WHO, *DAYS, "--from", f"adsblol={site.base}"]
    done = fetch("fetch", *words, "--allow-private", "--json", "--format", "json")
    assert done.exit_code == 0, done.output
    assert len(json.loads(done.stdout)["items"]) == 1
    told = objects(done.stderr)
    stages = [each["stage"] for each in told]
    assert stages[0] == ("note" if what == "day" else "fetching")
    assert "reading" in stages
    if what == "day":
        last = [each for each in told if each["stage"] == "downloading"][-1]
        assert (last["done"], last["points_per_second"]) == (last["total"], None)
    assert "The workspace now holds 1 flight and 1 visit." in [each["detail"] for each in told]


def fr24_answers(site: Site) -> None:
    """Answer as FR24's API does: one flight of the summary, its track, and who was near at an instant."""
    points = [
        {
            "timestamp": f"{datetime.fromtimestamp(DAY_S + at, UTC):%Y-%m-%dT%H:%M:%SZ}", "lat": lat, "lon": lon,
            "alt": feet or 0, "gspeed": kt, "vspeed": 0, "track": 172, "squawk": "1200", "callsign": "TST1",
            "source": "ADSB",
        }
        for at, lat, lon, feet, kt in landing()
    ]  # fmt: skip
    flight = {"fr24_id": "39aa12bc", "hex": WHO.upper(), "reg": "XX-ABC", "type": "IL62"}
    answers = {
        "/flight-summary/full": {"data": [flight]},
        "/flight-tracks": [{"fr24_id": "39aa12bc", "tracks": points}],
        "/historic/flight-positions/full": {"data": [flight | points[5]]},
    }
    site.routes |= {path: Answer(json.dumps(said).encode()) for path, said in answers.items()}


@pytest.fixture
def fr24(fetch: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FR24_API_TOKEN", "secret-key")
    fr24_answers(site)
    return functools.partial(fetch, "fetch", "fr24", *DAYS, "--api", site.base, "--allow-private")


def test_a_track_of_fr24_is_a_visit_and_anonymous_until_somebody_joins_it(fr24: Run, fetch: Run) -> None:
    done = fr24("--airport", "OSLK", "--tracks")
    assert done.exit_code == 0, done.output
    [visit], missing = visits(fetch)
    assert (visit["airframe"], visit["icao24"]) == (anonymous_flight("39aa12bc"), None)
    assert "2025-10-26: what is held shows some aircraft, not all traffic near OSLK" in missing
    [command] = [line.strip() for line in done.stderr.splitlines() if "wheelsdown assert" in line]
    assert fetch(*shlex.split(command.replace("YOUR-NAME", "'night desk'"))[1:]).exit_code == 0
    [joined], _ = visits(fetch)
    assert joined["icao24"] == WHO


def test_what_fr24_calculated_is_no_visit(fr24: Run, fetch: Run, site: Site) -> None:
    [flight] = json.loads(site.routes["/flight-tracks"].body)  # type: ignore[union-attr]
    for point in flight["tracks"][40:]:
        point["source"] = "ESTIMATED"
    site.routes["/flight-tracks"] = Answer(json.dumps([flight]).encode())
    assert fr24("--airport", "OSLK", "--tracks").exit_code == 0
    found, _ = visits(fetch)
    assert [visit["basis"] for visit in found if visit["basis"] == "observed"] == []


def test_an_instant_of_fr24_covers_no_day(fr24: Run, fetch: Run) -> None:
    done = fr24("--place", "OSLK", "--at", "2025-10-26T10:00Z")
    assert "1 new, 0 already here" in done.stderr
    [row] = json.loads(fetch("plan", "OSLK", *DAYS, "--format", "json").stdout)["items"]
    assert row["state"] == "single_aircraft"
    again = fr24("--place", "OSLK", "--at", "2025-10-26T10:00Z")
    assert (again.exit_code, again.stderr) == (0, "")


class Frame:
    """State vectors as OpenSky's library gives them, as much of a pandas frame as is used."""

    def __len__(self) -> int:
        return len(landing())

    def to_parquet(self, target: Any, *, index: bool) -> None:
        times = [int(DAY_S + at) for at, *_ in landing()]
        rows = {
            "time": [datetime.fromtimestamp(at, UTC) for at in times], "icao24": [WHO] * len(times),
            "lat": [lat for _, lat, *_ in landing()], "lon": [lon for _, _, lon, *_ in landing()],
            "velocity": [kt * 0.514444 for *_, kt in landing()], "heading": [172.0] * len(times),
            "vertrate": [0.0] * len(times), "callsign": ["TST1    "] * len(times),
            "onground": [feet is None for *_, feet, _ in landing()], "squawk": ["1200"] * len(times),
            "baroaltitude": [None if feet is None else feet * 0.3048 for *_, feet, _ in landing()],
            "lastposupdate": [float(at) for at in times], "lastcontact": [float(at) for at in times],
            "serials": [[1, 2]] * len(times), "hour": [at - at % 3600 for at in times],
        }  # fmt: skip
        pl.DataFrame(rows).write_parquet(target)


def test_what_opensky_gives_is_a_visit_and_covers_the_day(
    fetch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    trino = types.SimpleNamespace(Trino=lambda: types.SimpleNamespace(history=lambda **_: Frame()))
    monkeypatch.setitem(sys.modules, "pyopensky", types.ModuleType("pyopensky"))
    monkeypatch.setitem(sys.modules, "pyopensky.trino", trino)
    done = fetch("fetch", "opensky", "--place", "OSLK", *DAYS, "--json")
    assert done.exit_code == 0, done.output
    assert objects(done.stderr)[0]["detail"] == "opensky 2025-10-26"
    [visit], missing = visits(fetch, "OSLK", *DAYS)
    assert (visit["icao24"], visit["basis"], missing) == (WHO, "observed", [])
    assert json.loads(fetch("plan", "OSLK", *DAYS, "--format", "json").stdout)["items"] == []


def plane(**changes: Any) -> dict[str, Any]:
    return {"hex": WHO, "lat": 35.4, "lon": 35.9, "alt_baro": 900, "seen": 0.1, "seen_pos": 0.2} | changes


def listed(at: datetime, *planes: dict[str, Any]) -> Answer:
    return Answer(json.dumps({"ac": planes, "now": int(at.timestamp() * 1000)}).encode())


def poll(fetch: Run, site: Site, *words: str) -> Result:
    return fetch("poll", "--place", "OSLK", "--from", f"adsblol={site.base}", "--allow-private", *words)


def taken_in(tmp_path: Path) -> list[dict[str, Any]]:
    log = tmp_path / "desk" / "acquisitions.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


@pytest.fixture
def point(site: Site, fetch: Run) -> str:
    """Give the path that a poll of OSLK asks."""
    poll(fetch, site, "--times", "1")
    [asked] = set(site.paths())
    site.asked.clear()
    return asked


def test_an_hour_is_taken_in_when_it_is_over(
    fetch: Run, site: Site, point: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wheelsdown.downloads import poll as polling

    start, n_taken = datetime(2025, 10, 26, 11, 58, 30, tzinfo=UTC), []

    def clock() -> datetime:
        n_taken.append(len(taken_in(tmp_path)))
        return start + timedelta(minutes=len(site.asked))

    monkeypatch.setattr(polling.poll, "__kwdefaults__", polling.poll.__kwdefaults__ | {"clock": clock})
    site.routes[point] = [listed(start + timedelta(minutes=i), plane()) for i in range(4)]
    done = poll(fetch, site, "--times", "4", "--json")
    assert done.exit_code == 0, done.output
    assert sorted(set(n_taken)) == [0, 1]
    assert [taken["n_points_kept"] for taken in taken_in(tmp_path)] == [2, 2]
    assert "4 answers kept, 0 not given" in [each["detail"] for each in objects(done.stderr)]


def test_an_hour_in_which_nobody_was_near_is_on_record_and_refused_by_nobody(
    fetch: Run, site: Site, point: str, tmp_path: Path
) -> None:
    site.routes[point] = [listed(datetime(2025, 10, 26, tzinfo=UTC))] * 3
    for _ in range(2):
        done = poll(fetch, site, "--times", "1")
        assert done.exit_code == 0, done.output
        assert "refused" not in done.stderr
    told = [json.loads(line) for line in (tmp_path / "desk" / "fetches.jsonl").read_text().splitlines()]
    assert [(each["kind"], each["outcome"]) for each in told][-2:] == [("poll", "had_none")] * 2
    assert told[-1]["because"] == "1 answers, 0 of them with aircraft; 0 others"
    assert told[-1]["selection"]["place"] == "OSLK"


def test_an_ingest_that_fails_ends_no_poll(
    fetch: Run, site: Site, point: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wheelsdown import pipeline
    from wheelsdown.errors import WorkspaceError

    def busy(*_: Any, **__: Any) -> Any:
        raise WorkspaceError("another run writes here")

    site.routes[point] = listed(datetime(2025, 10, 26, tzinfo=UTC), plane())
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "ingest", busy)
        done = poll(fetch, site, "--times", "1")
    assert done.exit_code == 0
    assert "another run writes here; what was heard is kept, and taken in later" in done.stderr
    assert taken_in(tmp_path) == []
    poll(fetch, site, "--times", "1")
    assert sum(taken["n_points_kept"] for taken in taken_in(tmp_path)) >= 1


def test_what_a_killed_poll_heard_is_taken_in_by_the_next(
    fetch: Run, site: Site, point: str, tmp_path: Path
) -> None:
    site.routes[point] = listed(datetime(2025, 10, 26, tzinfo=UTC), plane())
    words = ["poll", "--place", "OSLK", "--from", f"adsblol={site.base}", "--allow-private", "--every", "5s"]
    run = [sys.executable, "-c", "from wheelsdown.faces.cli import main; main()", *words]
    with subprocess.Popen(run, stderr=subprocess.DEVNULL, env=dict(os.environ)) as process:
        parts = (tmp_path / "desk").rglob
        deadline = time.monotonic() + 30
        while not any(part.stat().st_size for part in parts("point-*.part")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert [path.suffix for path in parts("point-*.json.gz*")].count(".part") == 1
    assert taken_in(tmp_path) == []
    site.routes[point] = Answer(b"no", 403)
    assert poll(fetch, site, "--times", "1").exit_code == 1
    assert [taken["n_points_kept"] for taken in taken_in(tmp_path)] == [1]
    assert not list(parts("*.part"))


def test_the_day_of_the_story_is_that_of_the_site() -> None:
    assert datetime.fromtimestamp(DAY_S, UTC).date() == DAY
