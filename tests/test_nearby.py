"""Everybody received within a radius is found, and nobody else, whatever place it is and whenever it was asked."""

import gzip
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import numpy as np
import polars as pl
import pytest
from benchmarks.benchmark_day import write_days
from polars.testing import assert_frame_equal
from tests.oracles.bulk_day import points_of
from track_builder import EPOCH, Track

from wheelsdown import pipeline, sweep
from wheelsdown.clock import Interval
from wheelsdown.dossiers.listings import Rows
from wheelsdown.downloads.fetch_log import Selection
from wheelsdown.errors import IntegrityError
from wheelsdown.faces.cli.tables.near import near_table
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.nearby import near_place
from wheelsdown.reference.places import Place, PlaceName
from wheelsdown.schemas import PlaceKind
from wheelsdown.schemas.nearby import NearbyDay
from wheelsdown.store import Snapshot, Workspace
from wheelsdown.store.snapshots import write_snapshot
from wheelsdown.vicinity import days_possibly_near, unindexed

DAY = date(2025, 10, 26)
ALWAYS = Interval()


def circle(lat: float, lon: float, radius_nm: float) -> Selection:
    return Selection(place="XQ-PLACE", lat_deg=lat, lon_deg=lon, radius_nm=radius_nm)


def trace(folder: Path, *tracks: Track) -> list[Path]:
    """Write tracks as readsb traces, one file for each airframe and day."""
    folder.mkdir(exist_ok=True)
    by_day: dict[tuple[str, date], list[dict[str, Any]]] = {}
    for track in tracks:
        for row in track.rows:
            by_day.setdefault((track.airframe, row["at"].date()), []).append(row)
    paths = []
    for (airframe, day), rows in by_day.items():
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        points = [
            [(row["at"] - midnight).total_seconds(), row["lat_deg"], row["lon_deg"],
             "ground" if row["on_ground"] else row["altitude_ft"], row["groundspeed_kt"], row["track_deg"], 0,
             row["vertical_rate_fpm"], {"flight": row["callsign"]} if row["callsign"] else None, "adsb_icao", None]
            for row in rows
        ]  # fmt: skip
        head = {"icao": airframe, "timestamp": midnight.timestamp(), "trace": points}
        path = folder / f"{day}-trace_full_{airframe}.json"
        path.write_bytes(gzip.compress(json.dumps(head).encode()))
        paths.append(path)
    return paths


def ingested(folder: Path, paths: Sequence[Path]) -> Workspace:
    workspace = Workspace.create(folder)
    pipeline.ingest(workspace, list(paths))
    return workspace


def brute_force(points: pl.DataFrame, where: Selection) -> pl.DataFrame:
    """Measure every point of every airframe."""
    distance = distance_nm(points["lat"], points["lon"], where.lat_deg, where.lon_deg)
    inside = points.with_columns(distance_nm=distance).filter(pl.col("distance_nm") <= where.radius_nm)
    time = pl.col("time_us").cast(pl.Datetime("us", "UTC"))
    return (
        inside.group_by("airframe", day=time.dt.date())
        .agg(
            first_at=time.min(),
            last_at=time.max(),
            lowest_ft=pl.col("altitude_ft").min(),
            n_points=pl.len(),
            nearest_nm=pl.col("distance_nm").min(),
        )
        .sort("day", "first_at", "airframe")
    )


def seen(listing: Rows) -> pl.DataFrame:
    nearest = pl.col("closest").struct.field("distance_nm").alias("nearest_nm")
    return listing.rows.select(
        "airframe", "day", "first_at", "last_at", "lowest_ft", pl.col("n_points"), nearest
    )


def assert_as_measured(workspace: Workspace, points: pl.DataFrame, where: Selection) -> int:
    found, wanted = seen(near_place(workspace, where, ALWAYS, exact=True)), brute_force(points, where)
    assert_frame_equal(found, wanted, check_dtypes=False, rel_tol=0, abs_tol=1e-9)
    coarse = near_place(workspace, where, ALWAYS, exact=False).rows.select("airframe", "day")
    assert wanted.join(coarse, on=["airframe", "day"], how="anti").is_empty()
    return wanted.height


# --- a generated day, the plain way and in bulk -------------------------------------------------------


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("days")
    return write_days(folder, first_day=DAY, n_days=2, n_aircraft=20, seed=5).archives


@pytest.fixture(scope="module")
def generated(archives: tuple[Path, ...]) -> pl.DataFrame:
    return points_of(archives)


@pytest.fixture(scope="module", params=["plainly", "in bulk"])
def both(
    request: pytest.FixtureRequest, archives: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    with patch.object(sweep, "BULK_BYTES", 0 if request.param == "in bulk" else 2**60):
        return ingested(tmp_path_factory.mktemp("held") / "workspace", archives)


def places_in(points: pl.DataFrame) -> Iterator[Selection]:
    """Give places aircraft stood at, flew over, and have nothing to do with."""
    random = np.random.default_rng(3)
    grounds = points.filter(pl.col("ground") == 1).group_by("airframe").first().sort("airframe")
    for lat, lon in grounds.select("lat", "lon").gather_every(4).rows():
        yield circle(lat, lon, 60.0)
        yield circle(lat + 0.3, lon - 0.2, float(random.uniform(15, 22)))
    flown = points.filter(pl.col("altitude_ft") > 20_000).sort("airframe", "time_us")
    for lat, lon in flown.select("lat", "lon").gather_every(9_000).rows():
        yield circle(lat + 0.1, lon + 0.1, float(random.uniform(5, 120)))
    yield circle(-75.0, 0.0, 200.0)


def test_everybody_within_the_radius_is_found_and_nobody_else(
    both: Workspace, generated: pl.DataFrame
) -> None:
    found = [assert_as_measured(both, generated, where) for where in places_in(generated)]
    assert sum(found) >= 20
    assert 0 in found


def test_the_rows_are_what_their_schema_says(both: Workspace, generated: pl.DataFrame) -> None:
    lat, lon = generated.filter(pl.col("ground") == 1).select("lat", "lon").row(0)
    listing = near_place(both, circle(lat, lon, 30.0), ALWAYS)
    NearbyDay.validate(listing.rows)
    assert listing.simulated
    assert listing.rows["simulated"].all()
    assert listing.rows["exact"].all()
    hashes = set(both.table("parts").collect()["sha256"])
    for row in listing.rows.iter_rows(named=True):
        assert {proof["sha256"] for proof in row["evidence"]} <= hashes
        assert row["evidence"]
    assert listing.rows["registration"].null_count() == 0


# --- tracks made for it -------------------------------------------------------------------------------


@pytest.fixture
def flight() -> Track:
    """Fly for an hour and a half, over midnight."""
    track = Track(airframe="a00001", step_s=20.0, callsign="XQF12").place(50.0, 10.0, 30_000.0, 80.0)
    track.at = datetime(2025, 10, 26, 23, 30, tzinfo=UTC)
    return track.level(90, 420)


def points(*tracks: Track) -> pl.DataFrame:
    rows = [
        {"airframe": t.airframe, "time_us": (row["at"] - _1970) // timedelta(microseconds=1),
         "lat": row["lat_deg"], "lon": row["lon_deg"],
         "altitude_ft": None if row["on_ground"] else row["altitude_ft"]}
        for t in tracks for row in t.rows
    ]  # fmt: skip
    return pl.DataFrame(rows)


_1970 = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lat", "lon", "heading", "place"),
    [
        (0.0, 178.5, 90.0, (0.1, 179.99)),
        (-17.0, -178.5, 270.0, (-17.1, 180.0)),
        (52.0, 178.0, 60.0, (52.6, -179.98)),
        (82.0, 20.0, 60.0, (82.5, 32.0)),
        (88.0, 10.0, 0.0, (90.0, 0.0)),
        (87.5, 175.0, 40.0, (88.7, -170.0)),
        (-88.0, -60.0, 180.0, (-89.9, 120.0)),
    ],
)
def test_the_antimeridian_and_the_poles_are_places_like_others(
    tmp_path: Path, lat: float, lon: float, heading: float, place: tuple[float, float]
) -> None:
    track = Track(airframe="a00001", step_s=20.0).place(lat, lon, 35_000.0, heading).level(35, 460)
    other = (
        Track(airframe="a00002", step_s=20.0)
        .place(lat - 20 * np.sign(lat or 1), lon, 35_000.0)
        .level(20, 460)
    )
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", track, other))
    n = [assert_as_measured(workspace, points(track, other), circle(*place, r)) for r in (3.0, 25.0, 90.0)]
    assert n[-1] == 1


def test_midnight_parts_days_and_joins_nothing_else(tmp_path: Path, flight: Track) -> None:
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", flight))
    middle = flight.rows[len(flight.rows) // 3]
    where = circle(middle["lat_deg"], middle["lon_deg"], 150.0)
    assert assert_as_measured(workspace, points(flight), where) == 2
    rows = near_place(workspace, where, Interval.parse("2025-10-27", None)).rows
    assert rows["day"].to_list() == [date(2025, 10, 27)]
    assert rows["callsign"].to_list() == ["XQF12"]


def test_an_interval_is_half_open(tmp_path: Path, flight: Track) -> None:
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", flight))
    third, fifth = flight.rows[3], flight.rows[5]
    where = circle(third["lat_deg"], third["lon_deg"], 30.0)
    (row,) = near_place(workspace, where, Interval(third["at"], fifth["at"])).rows.to_dicts()
    assert (row["first_at"], row["last_at"], row["n_points"]) == (third["at"], flight.rows[4]["at"], 2)


def test_a_place_added_after_the_data_gives_what_one_added_before_gives(
    tmp_path: Path, flight: Track
) -> None:
    row = flight.rows[30]
    names = (PlaceName(text="Invented Strip"),)
    place = Place(
        id="XQ-NEW", kind=PlaceKind.AIRSTRIP, names=names, lat_deg=row["lat_deg"], lon_deg=row["lon_deg"]
    )
    paths = trace(tmp_path / "raw", flight)

    def watched(workspace: Workspace) -> None:
        pipeline.change_places(workspace, lambda register: register.add(place))
        pipeline.places(workspace).watch("XQ-NEW", 40.0)

    before, after = (Workspace.create(tmp_path / name) for name in ("before", "after"))
    watched(before)
    for workspace in (before, after):
        pipeline.ingest(workspace, paths)
    watched(after)
    asked = circle(row["lat_deg"], row["lon_deg"], 40.0)
    found = [near_place(workspace, asked, ALWAYS).rows for workspace in (before, after)]
    assert found[0].height == 1
    assert_frame_equal(found[0], found[1])


def test_below_keeps_the_ground_and_counts_what_has_no_altitude(tmp_path: Path) -> None:
    low = Track(airframe="a00001", callsign="LOW").parked(2)
    high = Track(airframe="a00002").place(35.0, 36.0, 9_000.0).level(5, 300)
    silent = Track(airframe="a00003").place(35.0, 36.0, 9_000.0).level(5, 300)
    for row in silent.rows:
        row["altitude_ft"] = None
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", low, high, silent))
    where = circle(35.0, 36.0, 20.0)
    assert near_place(workspace, where, ALWAYS).rows.height == 3
    below = near_place(workspace, where, ALWAYS, below_ft=5_000)
    assert below.rows["airframe"].to_list() == ["a00001"]
    assert below.rows["n_on_ground"].to_list() == below.rows["n_points"].to_list()
    assert dict(below.left_out) == {"aircraft days without an altitude": 1}


def test_positions_that_are_not_believed_bring_nobody_near(tmp_path: Path) -> None:
    """A spoofed stretch shows an airport far away: nobody was received there."""
    track = Track(airframe="a00001", step_s=10.0).beside("XQAA", 45, 60, 33_000).level(30, 420)
    lat, lon = track.lat, track.lon
    track.place(33.8209, 35.4884, 33_000)
    for _ in range(120):
        track.send()
        track.lat += 0.00001
    track.place(lat, lon, 33_000, 45).move(20 * 60)
    track.level(30, 420)
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", track))
    assert near_place(workspace, circle(33.8209, 35.4884, 10.0), ALWAYS).rows.is_empty()
    first = track.rows[30]
    assert near_place(workspace, circle(first["lat_deg"], first["lon_deg"], 10.0), ALWAYS).rows.height == 1


def fr24(path: Path, track: Track) -> Path:
    lines = [
        f'{row["at"].timestamp():.0f},{row["at"]:%FT%TZ},AB12,"{row["lat_deg"]:.6f},{row["lon_deg"]:.6f}",'
        f"{row['altitude_ft']:.0f},{row['groundspeed_kt']:.0f},{row['track_deg']:.0f}"
        for row in track.rows
    ]
    path.write_text("\n".join(["Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction", *lines]) + "\n")
    return path


def test_tracks_without_an_address_are_found_also_once_they_have_one(tmp_path: Path) -> None:
    track = Track(step_s=20.0).place(50.0, 10.0, 30_123.0, 80.0).level(20, 423)
    for number, row in enumerate(track.rows):
        row["altitude_ft"] += 25 * (number % 3)
    workspace = ingested(tmp_path / "workspace", [fr24(tmp_path / "AB12_1.csv", track)])
    where = circle(50.0, 10.5, 30.0)
    (row,) = near_place(workspace, where, ALWAYS).rows.to_dicts()
    assert row["airframe"].startswith("anon:")
    assert row["icao24"] is None
    assert near_place(workspace, where, ALWAYS, exact=False).rows.is_empty()
    assert EPOCH.date() in days_possibly_near(workspace, circle(-50.0, -100.0, 10.0), ALWAYS)
    pipeline.assert_identity(workspace, row["airframe"], "icao24", "A1B2C3", by="an analyst")
    (named,) = near_place(workspace, where, ALWAYS).rows.to_dicts()
    assert named["airframe"] == named["icao24"] == "a1b2c3"
    assert (named["n_points"], named["first_at"]) == (row["n_points"], row["first_at"])


def test_a_raw_file_that_changed_is_not_believed(tmp_path: Path, flight: Track) -> None:
    first, _ = trace(tmp_path / "raw", flight)
    workspace = ingested(tmp_path / "workspace", [first])
    first.write_bytes(trace(tmp_path / "other", Track(airframe="a00001").parked(1))[0].read_bytes())
    with pytest.raises(IntegrityError, match="put the original back"):
        near_place(workspace, circle(50.0, 10.0, 60.0), ALWAYS)


# --- what is said of a place where nothing was received --------------------------------------------------


def test_days_on_which_nothing_was_received_near_a_place_are_named(tmp_path: Path, flight: Track) -> None:
    later = Track(airframe="a00001", step_s=20.0).place(50.0, 60.0, 30_000.0)
    later.at = datetime(2025, 10, 28, 9, tzinfo=UTC)
    later.level(10, 420)
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", flight, later))
    words = near_place(workspace, circle(50.0, 10.0, 60.0), ALWAYS).missing
    silent = [each for each in words if "was received within" in each]
    where = "no aircraft was received within 60 NM of XQ-PLACE"
    assert silent == [f"{where} on 2025-10-27 to 2025-10-28: about reception, not about flights"]
    evening = near_place(workspace, circle(50.0, 10.0, 60.0), Interval.parse("2025-10-28T20:00", None))
    assert any(words.startswith(f"{where} on 2025-10-28") for words in evening.missing)


def test_a_day_is_not_silent_because_its_morning_was_not_asked_about(tmp_path: Path, flight: Track) -> None:
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", flight))
    asked = Interval.parse("2025-10-26T01:00", "2025-10-26T02:00")
    listing = near_place(workspace, circle(50.0, 10.0, 60.0), asked)
    assert listing.rows.is_empty()
    assert not any("was received within" in words for words in listing.missing)


def test_many_points_are_not_read_unasked(tmp_path: Path, flight: Track) -> None:
    workspace = ingested(tmp_path / "workspace", trace(tmp_path / "raw", flight))
    where = circle(50.0, 10.0, 60.0)
    with patch("wheelsdown.nearby.FEW_POINTS", 10):
        listing = near_place(workspace, where, ALWAYS)
        assert not listing.rows["exact"].any()
        assert "only quarter-degree cells were asked" in listing.missing[-1]
        assert near_place(workspace, where, ALWAYS, exact=True).rows["exact"].all()


# --- what came in before positions were indexed by place -------------------------------------------------


@contextmanager
def before_cell_runs() -> Iterator[None]:
    """Let a wheelsdown write that knew no cell runs: neither the table nor that a snapshot may lack some."""

    def amend(self: Workspace, changes: dict[str, Any], *, covers: Collection[str]) -> Snapshot:
        known = {name: change for name, change in changes.items() if name != "cell_runs"}
        newest = plain(self, known, covers=covers)
        write_snapshot(self.layout.snapshot, msgspec.structs.replace(newest, without_cells=None))
        return self.snapshot()

    plain = Workspace.amend
    with patch.object(Workspace, "amend", amend):
        yield


@pytest.fixture
def old(tmp_path: Path, flight: Track) -> Workspace:
    """A workspace with two days of one aircraft, taken in before there were cell runs."""
    with before_cell_runs():
        return ingested(tmp_path / "workspace", trace(tmp_path / "raw", flight))


def test_what_was_never_indexed_is_unknown_and_not_nobody(old: Workspace) -> None:
    where = circle(50.0, 10.0, 60.0)
    for exact in (None, True, False):
        listing = near_place(old, where, ALWAYS, exact=exact)
        assert listing.rows.is_empty()
        assert listing.left_out == {"acquisitions not indexed by place": 2}
        (said,) = [words for words in listing.missing if "indexed by place" in words]
        assert said.startswith("2 acquisitions (2025-10-26-trace_full_a00001.json, 2025-10-27-")
        assert "unknown, not nobody" in said
        assert not any("was received within" in words for words in listing.missing)
        table = " ".join(near_table(listing, where, ALWAYS, None))
        assert "In what is indexed by place, no aircraft was received" in table
    assert old.n_rows("flights") > 0


def test_what_comes_in_later_is_indexed_and_the_older_still_named(
    old: Workspace, tmp_path: Path, flight: Track
) -> None:
    later = Track(airframe="a00002", step_s=20.0, rows=[row | {"airframe": "a00002"} for row in flight.rows])
    pipeline.ingest(old, trace(tmp_path / "more", later))
    listing = near_place(old, circle(50.0, 10.0, 60.0), ALWAYS)
    assert listing.rows["airframe"].to_list() == ["a00002"]
    named = [Path(each.paths[0]).name for each in unindexed(old, ALWAYS)]
    assert named == ["2025-10-26-trace_full_a00001.json", "2025-10-27-trace_full_a00001.json"]
    assert listing.left_out == {"acquisitions not indexed by place": 2}
    assert DAY in days_possibly_near(old, circle(-50.0, -100.0, 10.0), ALWAYS)


def test_of_other_days_an_older_acquisition_leaves_no_doubt(old: Workspace) -> None:
    assert unindexed(old, Interval.parse("2025-11", "2025-11")) == []


def test_in_a_workspace_of_today_everything_is_indexed(tmp_path: Path, flight: Track) -> None:
    workspace = Workspace.create(tmp_path / "workspace")
    pipeline.ingest(workspace, [fr24(tmp_path / "anonymous.csv", flight)])  # nothing of it is in a cell run
    pipeline.ingest(workspace, trace(tmp_path / "raw", flight))
    assert unindexed(workspace, ALWAYS) == []
    assert workspace.snapshot().without_cells == ()
