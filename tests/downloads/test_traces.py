"""What each day gave, and what a missing file means."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback_site import DAY, Answer, Site, heatmap, heatmap_routes, history_path, trace, trace_route

from wheelsdown.clock import now
from wheelsdown.downloads.fetch_log import Fetch, FetchLog, Outcome
from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.sites import Site as Source
from wheelsdown.downloads.traces import TraceFetches, fetch_traces

WHO = "4b1803"


@pytest.fixture
def fetch(client: PoliteClient, log: FetchLog, source: Source) -> Any:
    def run(*days: date, airframe: str = WHO) -> TraceFetches:
        return fetch_traces(client, log, [source], airframe, days or [DAY])

    return run


def one(result: TraceFetches) -> Fetch:
    [found] = result.fetched
    return found


def test_a_trace_lands_as_the_site_holds_it_and_is_written_down(
    fetch: Any, site: Site, log: FetchLog
) -> None:
    stored = trace(WHO)
    site.routes[trace_route(WHO)] = Answer(stored, headers={"Content-Encoding": "gzip"})
    found = one(fetch())
    assert (found.outcome, found.status, found.n_bytes) == (Outcome.HAD_POINTS, 200, len(stored))
    assert (found.provider, found.licence) == ("adsblol", "ODbL 1.0")
    assert found.path == "raw/downloads/adsblol/globe_history/2025/10/26/traces/03/trace_full_4b1803.json"
    assert (log.workspace / found.path).read_bytes() == stored
    assert FetchLog(log.workspace, {}).fetches() == (found,)


def test_what_is_known_is_not_asked_for_again(fetch: Any, site: Site) -> None:
    site.routes |= {trace_route(WHO): Answer(trace(WHO)), **heatmap_routes({"aaaa03": (1, 1)})}
    day_before = DAY - timedelta(days=1)
    fetch(day_before, DAY)
    n_asked = len(site.asked)
    again = fetch(day_before, DAY)
    assert (len(site.asked), again.fetched) == (n_asked, [])
    assert [f.outcome for f in again.known] == [Outcome.EXPIRED, Outcome.HAD_POINTS]


def test_a_file_that_was_lost_is_got_again(fetch: Any, site: Site, log: FetchLog) -> None:
    site.routes[trace_route(WHO)] = Answer(trace(WHO))
    path = log.workspace / str(one(fetch()).path)
    path.unlink()
    assert one(fetch()).outcome is Outcome.HAD_POINTS
    assert path.exists()


def test_a_day_of_which_the_site_has_others_says_that_it_did_not_hear_this_one(
    fetch: Any, site: Site
) -> None:
    site.routes |= heatmap_routes({"aaaa03": (1, 1)})
    site.routes[trace_route("aaaa03")] = Answer(trace("aaaa03"))
    found = one(fetch())
    assert (found.outcome, found.status, found.path) == (Outcome.HAD_NONE, 404, None)


def test_a_trace_of_another_aircraft_got_before_shows_that_the_day_is_there(fetch: Any, site: Site) -> None:
    site.routes[trace_route("aaaa03")] = Answer(trace("aaaa03"))
    fetch(airframe="aaaa03")
    assert one(fetch()).outcome is Outcome.HAD_NONE


def test_a_day_of_which_the_site_has_nothing_is_no_silence(fetch: Any) -> None:
    assert one(fetch()).outcome is Outcome.EXPIRED


def test_a_day_that_counted_as_gone_is_asked_for_again_once_others_came(fetch: Any, site: Site) -> None:
    assert one(fetch()).outcome is Outcome.EXPIRED
    site.routes |= {trace_route("aaaa03"): Answer(trace("aaaa03")), trace_route(WHO): Answer(trace(WHO))}
    fetch(airframe="aaaa03")
    assert one(fetch()).outcome is Outcome.HAD_POINTS


def test_half_an_archive_is_no_silence_of_the_other_half(fetch: Any, site: Site) -> None:
    """122 of 256 folders are there: who lies in another one was not looked for."""
    present = [f"{n:02x}" for n in range(122)]
    flying = [f"4b18{n:02x}" for n in range(256)]
    site.routes |= heatmap_routes(dict.fromkeys(flying, (1.0, 1.0)), halves=[24])
    site.routes |= {trace_route(f"4b18{folder}"): Answer(trace(f"4b18{folder}")) for folder in present}
    outcomes = {who: one(fetch(airframe=who)).outcome for who in ("000003", "000079", "00007a", "0000ff")}
    assert outcomes == {
        "000003": Outcome.HAD_NONE, "000079": Outcome.HAD_NONE,
        "00007a": Outcome.FOLDER_ABSENT, "0000ff": Outcome.FOLDER_ABSENT,
    }  # fmt: skip


def test_only_the_beginning_of_one_heatmap_is_asked_for(fetch: Any, site: Site) -> None:
    site.routes |= heatmap_routes({"aaaa03": (1, 1)})
    fetch()
    fetch(airframe="000003")
    looks = [(path, headers["range"]) for _, path, headers in site.asked if "heatmap" in path]
    assert looks == [(history_path("heatmap/24.bin.ttf"), "bytes=0-196607")] * 2


def test_today_is_not_asked_for_and_yesterday_may_come_later(fetch: Any, site: Site) -> None:
    today = now().date()
    result = fetch(today - timedelta(days=1), today)
    assert [f.outcome for f in result.fetched] == [Outcome.NOT_YET_AVAILABLE] * 2
    assert not any(f"{today:%Y/%m/%d}" in path for path in site.paths())
    assert len(fetch(today - timedelta(days=1), today).fetched) == 2


def test_a_refusal_is_no_silence_and_a_site_that_keeps_refusing_is_left_alone(fetch: Any, site: Site) -> None:
    days = [DAY + timedelta(days=i) for i in range(6)]
    site.routes |= {trace_route(WHO, day): Answer(b"no", 403) for day in days}
    result = fetch(*days)
    assert [(f.outcome, f.status) for f in result.fetched] == [(Outcome.REFUSED, 403)] * 3
    assert [list(left) for left in result.not_asked.values()] == [days[3:]]
    assert len(site.asked) == 3
    assert len(fetch(*days).fetched) == 3


@pytest.mark.parametrize(
    "bad",
    [
        Answer(b"<html>blocked</html>"),
        Answer(trace(WHO)[:-9]),
        Answer(trace(WHO), claimed=60),
        Answer(trace("abcdef")),
        Answer(b""),
        Answer(b"x", headers={"Content-Encoding": "br"}),
        Answer(status=500),
        Answer(status=429, headers={"Retry-After": "99999"}),
    ],
)
def test_what_is_no_whole_trace_of_it_is_refused_and_not_kept(
    fetch: Any, site: Site, log: FetchLog, bad: Answer
) -> None:
    site.routes[trace_route(WHO)] = bad
    found = one(fetch())
    assert (found.outcome, found.path) == (Outcome.REFUSED, None)
    assert found.because
    assert not list(log.workspace.rglob("trace_full*"))


def test_damage_on_the_way_is_mended_by_asking_again(fetch: Any, site: Site) -> None:
    whole = trace(WHO)
    site.routes[trace_route(WHO)] = [Answer(whole, claimed=60), Answer(whole, cut_after=50), Answer(whole)]
    assert one(fetch()).outcome is Outcome.HAD_POINTS


def test_a_trace_without_points_is_none(fetch: Any, site: Site, log: FetchLog) -> None:
    site.routes[trace_route(WHO)] = Answer(trace(WHO, n=0))
    assert (one(fetch()).outcome, list(log.workspace.rglob("*.json"))) == (Outcome.HAD_NONE, [])


def test_a_web_page_in_place_of_a_heatmap_leaves_the_day_open(fetch: Any, site: Site) -> None:
    site.routes |= {path: Answer(b"<html>") for path in heatmap_routes({})}
    found = one(fetch())
    assert found.outcome is Outcome.REFUSED
    assert "nothing can be concluded" in found.because


def test_a_web_page_that_says_expired_is_asked_for_once_and_concludes_nothing(fetch: Any, site: Site) -> None:
    page = Answer(b"<!DOCTYPE html><p>Sorry, expired</p>", headers={"Content-Type": "text/html"})
    site.routes[trace_route(WHO)] = page
    found = one(fetch())
    assert (found.outcome, found.path, len(site.asked)) == (Outcome.REFUSED, None, 1)
    assert "a web page came" in found.because


def test_a_line_cut_off_by_a_crash_hides_no_other(
    fetch: Any, site: Site, log: FetchLog, tmp_path: Path
) -> None:
    site.routes[trace_route(WHO)] = Answer(trace(WHO))
    fetch()
    path = tmp_path / "fetches.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind": "tra')
    again = FetchLog(tmp_path, {})
    assert len(again.fetches()) == 1
    again.add(**{f: getattr(again.fetches()[0], f) for f in ("kind", "site", "url", "provider", "outcome")})
    assert len(FetchLog(tmp_path, {}).fetches()) == 2


def test_the_heatmap_builder_is_read_by_the_reader() -> None:
    from wheelsdown.sources.heatmap import read_heatmap

    assert read_heatmap(heatmap({"4b1803": (1.0, 2.0)}), where="x").rows["airframe"].to_list() == ["4b1803"]


def test_a_site_that_hides_its_heatmaps_leaves_the_day_open(fetch: Any, site: Site) -> None:
    site.routes[history_path("heatmap/24.bin.ttf")] = Answer(b"no", 403)
    found = one(fetch())
    assert found.outcome is Outcome.REFUSED
    assert "nothing can be concluded" in found.because


def test_a_site_that_answers_no_head_shows_no_missing_folder(fetch: Any, site: Site) -> None:
    site.routes |= heatmap_routes({"aaaa03": (1, 1)})
    site.routes[trace_route("aaaa03")] = Answer(status=405)
    assert one(fetch()).outcome is Outcome.HAD_NONE
