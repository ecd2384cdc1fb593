"""Whole days: sizes first, parts, disk space, and selections of what came near a place."""

import hashlib
import json
import tarfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from loopback_site import DAY, Answer, Site, archive, heatmap_routes, release_routes, trace, trace_route

from wheelsdown.clock import now
from wheelsdown.downloads.days import fetch_day, offer_day, offer_days
from wheelsdown.downloads.fetch_log import Fetch, FetchLog, Outcome, Selection
from wheelsdown.downloads.politeness import PoliteClient
from wheelsdown.downloads.sites import Site as Source
from wheelsdown.errors import SourceError, WorkspaceError
from wheelsdown.sources import find_sources, read_source

NEAR, FAR = "4b1803", "4b18ff"
TRACES = {NEAR: trace(NEAR), FAR: trace(FAR, lat=10.0)}
TAR = archive(TRACES)
CUT = len(TAR) // 5 + 77  # inside the second trace
PARTS = {".aa": TAR[:CUT], ".ab": TAR[CUT:]}
SHAS = {ending: hashlib.sha256(part).hexdigest() for ending, part in PARTS.items()}

Run = Callable[..., list[Fetch]]
Circle = Callable[..., Selection]


@pytest.fixture
def run(client: PoliteClient, log: FetchLog, source: Source) -> Run:
    def fetch(near: Selection | None = None, **options: Any) -> list[Fetch]:
        return fetch_day(client, log, offer_day(client, log, source, DAY, near), **options)

    return fetch


def answers(**changes: Answer) -> dict[str, Answer]:
    plain = {ending: Answer(part, etag=f'"{ending}"') for ending, part in PARTS.items()}
    return plain | {f".{name}": answer for name, answer in changes.items()}


def release(site: Site, parts: dict[str, Answer] | None = None, **options: Any) -> None:
    site.routes |= release_routes(site.base, answers() if parts is None else parts, **options)


def test_the_size_is_known_before_anything_is_got(
    client: PoliteClient, log: FetchLog, source: Source, site: Site
) -> None:
    release(site, digests=SHAS)
    offer = offer_day(client, log, source, DAY)
    assert (offer.n_bytes, offer.n_bytes_on_disk) == (len(TAR), len(TAR))
    assert site.paths() == ["/releases/2025/v2025.10.26-planes-readsb-prod-0"]


def test_parts_are_got_checked_and_read_as_one_archive(run: Run, site: Site, log: FetchLog) -> None:
    release(site, digests=SHAS)
    [found] = run()
    assert (found.outcome, found.sha256, found.n_bytes) == (
        Outcome.HAD_POINTS, hashlib.sha256(TAR).hexdigest(), len(TAR),
    )  # fmt: skip
    [source], _ = find_sources([log.workspace / str(found.path)])
    assert b"".join(path.read_bytes() for path in source.paths) == TAR
    n_asked = len(site.asked)
    assert run() == [found]
    assert len(site.asked) == n_asked


def test_an_archive_in_one_piece_and_the_second_collector(run: Run, site: Site) -> None:
    release(site, {"": Answer(TAR)}, tag="v2025.10.26-planes-readsb-staging-0")
    [found] = run()
    assert str(found.path).endswith("v2025.10.26-planes-readsb-staging-0.tar")


def test_a_part_that_breaks_off_is_continued_and_one_that_is_whole_is_not_asked_for_again(
    run: Run, site: Site
) -> None:
    release(site, answers(ab=Answer(PARTS[".ab"], etag='"b"', cut_after=100)), digests=SHAS)
    tag = "/download/v2025.10.26-planes-readsb-prod-0.tar"
    site.routes[f"{tag}.ab"] = [Answer(PARTS[".ab"], etag='"b"', cut_after=100), *[Answer(status=500)] * 6]
    [failed] = run()
    assert failed.outcome is Outcome.REFUSED
    site.routes[f"{tag}.ab"] = Answer(PARTS[".ab"], etag='"b"')
    [found] = run()
    assert found.outcome is Outcome.HAD_POINTS
    assert site.paths().count(f"{tag}.aa") == 1
    assert site.asked[-1][2]["range"] == "bytes=100-"


def test_bytes_that_are_not_the_published_ones_are_refused(run: Run, site: Site, log: FetchLog) -> None:
    release(site, answers(ab=Answer(b"\0" * len(PARTS[".ab"]))), digests=SHAS)
    [found] = run()
    assert found.outcome is Outcome.REFUSED
    assert "digest" in found.because
    assert not list(log.workspace.rglob("*.ab*"))


def test_a_release_that_lacks_a_part_is_refused_before_anything_is_got(
    client: PoliteClient, log: FetchLog, source: Source, site: Site
) -> None:
    release(site, {".aa": Answer(PARTS[".aa"]), ".ac": Answer(PARTS[".ab"])})
    with pytest.raises(SourceError, match=r"tar\.ab"):
        offer_day(client, log, source, DAY)


def test_a_site_that_limits_its_interface_says_what_to_do(
    client: PoliteClient, log: FetchLog, source: Source, site: Site
) -> None:
    site.routes["/releases/2025/v2025.10.26-planes-readsb-prod-0"] = Answer(status=403)
    with pytest.raises(SourceError, match="wait an hour"):
        offer_day(client, log, source, DAY)


def test_no_release_is_expired_or_not_there_yet(
    run: Run, client: PoliteClient, log: FetchLog, source: Source
) -> None:
    [found] = run()
    assert found.outcome is Outcome.EXPIRED
    today = offer_day(client, log, source, now().date())
    assert [f.outcome for f in fetch_day(client, log, today)] == [Outcome.NOT_YET_AVAILABLE]


def test_a_disk_without_room_is_left_alone(run: Run, site: Site) -> None:
    release(site)
    with pytest.raises(WorkspaceError, match="--place"):
        run(free_bytes=lambda _: 1000)
    assert len(site.asked) == 1


def test_heatmaps_name_the_aircraft_and_only_their_traces_are_got(
    run: Run, site: Site, log: FetchLog, circle: Circle
) -> None:
    site.routes |= heatmap_routes({NEAR: (35.5, 36.0), FAR: (10.0, 36.0)})
    site.routes |= {trace_route(who): Answer(stored) for who, stored in TRACES.items()}
    got, day = run(circle())
    assert (got.airframe, got.outcome) == (NEAR, Outcome.HAD_POINTS)
    assert (day.outcome, day.selection, day.airframe) == (Outcome.HAD_POINTS, circle(), None)
    assert trace_route(FAR) not in site.paths()
    n_asked = len(site.asked)
    assert run(circle()) == [got, day]
    assert len(site.asked) == n_asked


def test_heatmaps_that_show_nobody_near_say_so(run: Run, site: Site, circle: Circle) -> None:
    site.routes |= heatmap_routes({FAR: (10.0, 36.0)})
    [day] = run(circle())
    assert day.outcome is Outcome.HAD_NONE


def test_half_hours_without_a_heatmap_leave_the_day_open(run: Run, site: Site, circle: Circle) -> None:
    site.routes |= heatmap_routes({FAR: (10.0, 36.0)}, halves=range(40))
    [day] = run(circle())
    assert day.outcome is Outcome.REFUSED
    assert "8 of 48 half hours" in day.because


def test_a_trace_that_is_refused_leaves_the_day_open(run: Run, site: Site, circle: Circle) -> None:
    site.routes |= heatmap_routes({NEAR: (35.5, 36.0)})
    site.routes[trace_route(NEAR)] = Answer(status=403)
    assert [f.outcome for f in run(circle())] == [Outcome.REFUSED, Outcome.REFUSED]


@pytest.mark.parametrize("etag", ['"a"', None])
def test_without_heatmaps_the_archive_streams_past_and_only_what_was_near_is_kept(
    run: Run, site: Site, log: FetchLog, circle: Circle, etag: str | None
) -> None:
    release(site, answers(aa=Answer(PARTS[".aa"], etag=etag)), digests=SHAS)
    [found] = run(circle(), free_bytes=lambda _: 3 * 10**9)
    assert (found.outcome, found.selection) == (Outcome.HAD_POINTS, circle())
    path = log.workspace / str(found.path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == found.sha256
    with tarfile.open(path) as kept:
        names = kept.getnames()
        assert names == ["SELECTION.json", f"./traces/03/trace_full_{NEAR}.json", "COUNTS.json"]
        note, member, counts = (kept.extractfile(name).read() for name in names)  # type: ignore[union-attr]
    assert member == TRACES[NEAR]
    said, counted = json.loads(note), json.loads(counts)
    assert (counted["n_traces"], counted["n_kept"], counted["folders"]) == (2, 1, ["03", "ff"])
    assert said["near"] == {"place": "OSLK", "lat_deg": 35.401, "lon_deg": 35.949, "radius_nm": 30.0}
    assert not list(log.workspace.rglob("*.aa"))


def test_a_stream_that_breaks_is_continued(run: Run, site: Site, circle: Circle) -> None:
    release(site, digests=SHAS)
    tag = "/download/v2025.10.26-planes-readsb-prod-0.tar.aa"
    site.routes[tag] = [Answer(PARTS[".aa"], etag='"a"', cut_after=700), Answer(PARTS[".aa"], etag='"a"')]
    [found] = run(circle())
    assert found.outcome is Outcome.HAD_POINTS
    assert site.asked[-2][2]["range"] == "bytes=700-"


@pytest.mark.parametrize(
    "bad",
    [
        Answer(b"\0" * len(PARTS[".ab"])),
        Answer(PARTS[".ab"][:-512]),
        Answer(PARTS[".ab"] + b"more"),
        Answer(status=404),
        Answer(PARTS[".ab"], claimed=100),
    ],
)
def test_a_stream_of_other_bytes_leaves_nothing_behind(
    run: Run, site: Site, log: FetchLog, circle: Circle, bad: Answer
) -> None:
    release(site, digests=SHAS)
    site.routes["/download/v2025.10.26-planes-readsb-prod-0.tar.ab"] = bad
    [found] = run(circle())
    assert found.outcome is Outcome.REFUSED
    assert not [p for p in log.workspace.rglob("*") if p.is_file() and p.name != "fetches.jsonl"]


def test_a_selection_of_nobody_is_written_down_and_no_file(run: Run, site: Site, log: FetchLog) -> None:
    release(site)
    far = Selection(place="XQAA", lat_deg=-40.0, lon_deg=100.0, radius_nm=30.0)
    [found] = run(far)
    assert (found.outcome, found.path) == (Outcome.HAD_NONE, None)
    assert "0 of 2 traces" in found.because
    assert not list(log.workspace.rglob("*.tar"))


def test_half_an_archive_streams_past_and_says_how_many_folders(run: Run, site: Site, circle: Circle) -> None:
    half = archive({NEAR: TRACES[NEAR]}, folders=[f"{n:02x}" for n in range(122)])
    release(site, {"": Answer(half)})
    [found] = run(circle())
    assert "122 of 256 address folders" in found.because
    assert found.lacks == "134 of 256 address folders"


def test_a_selection_is_never_read_as_a_whole_day(
    run: Run, site: Site, log: FetchLog, circle: Circle
) -> None:
    """However many address folders those that came near a busy place happen to fill."""
    crowd = {f"4b18{n:02x}": trace(f"4b18{n:02x}") for n in range(256)}
    release(site, {"": Answer(archive(crowd))})
    [found] = run(circle())
    assert (found.lacks, found.outcome) == ("", Outcome.HAD_POINTS)
    [source], _ = find_sources([log.workspace / str(found.path)])
    readings = list(read_source(source))
    assert sum(reading.state_vectors.height for reading in readings) == 4 * 256
    assert not any(reading.folders_present for reading in readings)
    notes = [note for reading in readings for note in reading.notes]
    assert notes == ["holds chosen traces only, not a whole day; SELECTION.json in it says which"]


@pytest.mark.parametrize(
    ("page", "words"),
    [(Answer(status=403), "answered 403"), (Answer(b"<html>This day has expired</html>"), "is no heatmap")],
)
def test_heatmaps_that_are_refused_and_no_release_are_no_empty_day(
    run: Run, site: Site, circle: Circle, page: Answer, words: str
) -> None:
    site.routes |= dict.fromkeys(heatmap_routes({}), page)
    with pytest.raises(SourceError, match=words):
        run(circle())


def test_a_half_hour_that_is_refused_hides_nobody_seen_in_the_others(
    run: Run, site: Site, circle: Circle
) -> None:
    site.routes |= heatmap_routes({NEAR: (35.5, 36.0)}) | {trace_route(NEAR): Answer(TRACES[NEAR])}
    site.routes["/globe_history/2025/10/26/heatmap/07.bin.ttf"] = Answer(status=403)
    got, day = run(circle())
    assert (got.outcome, day.outcome) == (Outcome.HAD_POINTS, Outcome.REFUSED)


def test_an_aircraft_that_heatmaps_show_and_no_trace_tells_of_is_lacking(
    run: Run, site: Site, circle: Circle
) -> None:
    site.routes |= heatmap_routes({NEAR: (35.5, 36.0), "4b18aa": (35.5, 36.0)})
    site.routes[trace_route(NEAR)] = Answer(TRACES[NEAR])
    *_, day = run(circle())
    assert day.outcome is Outcome.HAD_POINTS
    assert day.lacks == "the traces of 1 of 2 aircraft that heatmaps show near"


def test_one_day_that_cannot_be_found_out_does_not_hide_the_others(
    client: PoliteClient, log: FetchLog, source: Source, site: Site
) -> None:
    days = [DAY - timedelta(days=1), DAY]
    site.routes["/releases/2025/v2025.10.25-planes-readsb-prod-0"] = Answer(b"<html>busy</html>")
    release(site)
    offers = offer_days(client, log, source, days)
    assert [bool(offer.refused) for offer in offers] == [True, False]
    found = [fetch for offer in offers for fetch in fetch_day(client, log, offer)]
    assert [fetch.outcome for fetch in found] == [Outcome.REFUSED, Outcome.HAD_POINTS]


def test_a_site_that_keeps_refusing_whole_days_is_left_alone(
    client: PoliteClient, log: FetchLog, source: Source, site: Site
) -> None:
    days = [DAY - timedelta(days=n) for n in range(6)]
    for day in days:
        site.routes[f"/releases/2025/v{day:%Y.%m.%d}-planes-readsb-prod-0"] = Answer(status=403)
    offers = offer_days(client, log, source, days)
    assert len(site.asked) == 3
    assert ["not asked for" in offer.refused for offer in offers] == [False] * 3 + [True] * 3


def test_a_heatmap_that_is_damaged_leaves_the_day_open(
    run: Run, site: Site, circle: Circle, log: FetchLog
) -> None:
    site.routes |= heatmap_routes({FAR: (10.0, 36.0)})
    broken = "/globe_history/2025/10/26/heatmap/07.bin.ttf"
    site.routes[broken] = Answer(b"<html>")
    [day] = run(circle())
    assert day.outcome is Outcome.REFUSED
    site.routes[broken] = site.routes[broken.replace("07", "08")]
    n_asked = len(site.asked)
    assert run(circle())[-1].outcome is Outcome.HAD_NONE
    assert len(site.asked) == n_asked + 1
