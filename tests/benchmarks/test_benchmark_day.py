"""The benchmark day is read as the real thing, is consistent with its truth, and joins at midnight."""

import gzip
import json
import re
import tarfile
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from benchmarks.benchmark_day import Truth, write_day, write_days
from benchmarks.day_copies import MOST_COPIES, Parts, copied_address, packed, repeat_day
from benchmarks.day_rotations import ADDRESSES

from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends
from wheelsdown.sources import Reading, find_sources, read_source

DAY = date(2025, 10, 26)
N_AIRCRAFT = 20
#: What readsb writes in the details, in its order.
KEYS = [
    "type",
    "flight",
    "alt_geom",
    "ias",
    "tas",
    "mach",
    "wd",
    "ws",
    "oat",
    "tat",
    "track",
    "track_rate",
    "roll",
    "mag_heading",
    "true_heading",
    "baro_rate",
    "geom_rate",
    "squawk",
    "emergency",
    "category",
    "nav_qnh",
    "nav_altitude_mcp",
    "nav_heading",
    "nav_modes",
    "nic",
    "rc",
    "version",
    "nic_baro",
    "nac_p",
    "nac_v",
    "sil",
    "sil_type",
    "gva",
    "sda",
    "alert",
    "spi",
]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    folder = tmp_path_factory.mktemp("days")
    return write_days(folder, first_day=DAY, n_days=2, n_aircraft=N_AIRCRAFT, seed=1)


@pytest.fixture(scope="module")
def readings(days: Truth) -> list[list[Reading]]:
    sources, refused = find_sources(list(days.archives))
    assert refused == []
    return [list(read_source(source)) for source in sources]


@pytest.fixture(scope="module")
def points(readings: list[list[Reading]]) -> pl.DataFrame:
    tables = [reading.state_vectors for day in readings for reading in day]
    return pl.concat(tables).sort("airframe", "at")


@pytest.fixture(scope="module")
def legs(days: Truth) -> pl.DataFrame:
    return pl.read_ndjson(days.legs).with_columns(pl.col("^.*_at$").str.to_datetime(time_zone="UTC"))


def members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        return {info.name: tar.extractfile(info).read() for info in tar if info.isfile()}


def test_nothing_is_refused_or_dropped(days: Truth, readings: list[list[Reading]]) -> None:
    for day in readings:
        assert [(r.refused, r.dropped, r.notes) for r in day] == [((), {}, ())] * len(day)
        assert frozenset.union(*(r.folders_present for r in day)) == {f"{n:02x}" for n in range(256)}
    assert sum(reading.n_points_read for day in readings for reading in day) == days.n_points


def test_every_row_and_truth_is_marked_simulated(
    points: pl.DataFrame, legs: pl.DataFrame, days: Truth
) -> None:
    assert points["simulated"].all()
    assert legs["simulated"].all()
    assert json.loads((days.legs.parent.parent / "simulated.json").read_text())["simulated"] is True


def test_its_sizes_are_those_of_real_archives(days: Truth) -> None:
    assert 1_200 < days.n_points / N_AIRCRAFT / 2 < 1_900
    assert 185 < days.n_json_bytes / days.n_points < 215
    assert 29 < days.n_packed_bytes / days.n_points < 36


def test_members_have_readsbs_layout(days: Truth) -> None:
    for name, content in members(days.archives[0]).items():
        text = gzip.decompress(content).decode()
        trace = json.loads(text)
        assert name == f"./traces/{trace['icao'][-2:]}/trace_full_{trace['icao']}.json"
        assert trace["timestamp"] == datetime.fromisoformat(f"{DAY}T00:00:00Z").timestamp()
        rows = trace["trace"]
        assert text.count("\n[") == len(rows)
        assert {len(row) for row in rows} == {14}
        assert all(0 <= row[0] < 86_400 for row in rows)
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)
        assert [row[8] is not None for row in rows] == [number % 4 == 3 for number in range(len(rows))]
        for row in rows[3::4]:
            assert list(row[8]) == [key for key in KEYS if key in row[8]]
        assert re.search(r"\n\[\d+\.\d\d,-?\d+\.\d{6},-?\d+\.\d{6},", text)


def test_every_kind_of_row_is_there(points: pl.DataFrame) -> None:
    assert points["on_ground"].sum() > 100
    assert points["callsign"].is_not_null().mean() > 0.5
    assert points["nac_p"].is_not_null().mean() > 0.5
    assert points["groundspeed_kt"].is_not_null().all()


def test_mlat_and_other_addresses_are_among_many_airframes(tmp_path: Path) -> None:
    made = write_day(tmp_path, day=DAY, n_aircraft=40, seed=11)
    sources, _ = find_sources(list(made.archives))
    table = pl.concat([reading.state_vectors for reading in read_source(sources[0])])
    per = table.group_by("airframe").agg(pl.col("source_type").first(), pl.col("on_ground").any())
    kinds = Counter(per["source_type"])
    assert kinds["mlat"] > 0
    assert kinds["adsb_other"] > 0
    assert kinds["adsb_icao"] > 30
    assert set(per.filter(pl.col("airframe").str.starts_with("~"))["source_type"]) == {"adsb_other"}
    assert not per.filter(pl.col("source_type") == "mlat")["on_ground"].any()


def test_legs_of_an_airframe_follow_each_other(legs: pl.DataFrame) -> None:
    for _, own in legs.sort("take_off_at").group_by(["airframe"], maintain_order=True):
        assert own["arrival"].to_list()[:-1] == own["departure"].to_list()[1:]
        assert (own["take_off_at"] < own["landing_at"]).all()
        assert (own["landing_at"].to_numpy()[:-1] < own["take_off_at"].to_numpy()[1:]).all()
        assert own["departure"][0] == own["arrival"][-1] or len(own) > 1


def test_ends_seen_on_the_ground_lie_on_their_runway(points: pl.DataFrame, legs: pl.DataFrame) -> None:
    ends = load_runway_ends().unique(["aerodrome", "runway"], keep="first", maintain_order=True)
    ways = {(row["aerodrome"], row["runway"]): row for row in ends.iter_rows(named=True)}
    n_seen = 0
    for leg in legs.filter("landing_seen").iter_rows(named=True):
        near = (pl.col("at") - leg["landing_at"]).dt.total_seconds().abs() <= 5
        down = points.filter((pl.col("airframe") == leg["airframe"]) & near & pl.col("on_ground"))
        way = ways.get((leg["arrival"], leg["arrival_runway"]))
        if down.is_empty() or way is None:
            continue
        away = distance_nm(
            down["lat_deg"], down["lon_deg"], way["threshold_lat_deg"], way["threshold_lon_deg"]
        )
        assert (away < 0.5).all()
        n_seen += 1
    assert n_seen > 20


def test_some_ends_are_seen_and_some_are_lost_low(legs: pl.DataFrame) -> None:
    inside = legs.filter("arrival_inside")
    assert 0.3 < inside["landing_seen"].mean() < 0.8
    lost = inside.filter(~pl.col("landing_seen"))
    assert (lost["lowest_inbound_ft"].drop_nulls() > 100).any()
    assert set(inside["arrival"]) <= set(load_aerodromes()["aerodrome"])


def test_days_join_at_midnight(points: pl.DataFrame) -> None:
    """No airframe jumps: between any two points within five minutes none is faster than a jet with the wind."""
    table = points.with_columns(
        pl.col("at", "lat_deg", "lon_deg").shift().over("airframe").name.prefix("before_")
    ).drop_nulls("before_at")
    seconds = (table["at"] - table["before_at"]).dt.total_microseconds().to_numpy() / 1e6
    moved = distance_nm(*(table[c] for c in ("before_lat_deg", "before_lon_deg", "lat_deg", "lon_deg")))
    soon = (seconds > 5) & (seconds < 300)
    assert (moved[soon] / seconds[soon] * 3_600 < 650).all()
    over = table.filter((table["at"].dt.date() != table["before_at"].dt.date()) & pl.Series(soon))
    assert (~over["on_ground"]).sum() >= 2


def test_the_last_day_joins_the_first(days: Truth, tmp_path: Path) -> None:
    later = tmp_path / "v2025.10.28-planes-readsb-benchmark-0.tar"
    repeat_day(days.archives[0], later, day=date(2025, 10, 28))
    held: dict[str, list[list[tuple]]] = defaultdict(list)
    for archive in (days.archives[1], later):
        for content in members(archive).values():
            trace = json.loads(gzip.decompress(content))
            held[trace["icao"]].append([(trace["timestamp"] + row[0], *row[1:3]) for row in trace["trace"]])
    n_joined = 0
    for before, after in (parts for parts in held.values() if len(parts) == 2):
        seconds = after[0][0] - before[-1][0]
        if seconds < 300:
            assert float(distance_nm(*before[-1][1:], *after[0][1:])) / max(seconds, 10) * 3_600 < 650
            n_joined += 1
    assert n_joined >= 2


def test_the_same_seed_gives_the_same_bytes(days: Truth, tmp_path: Path) -> None:
    again = write_days(tmp_path, first_day=DAY, n_days=2, n_aircraft=N_AIRCRAFT, seed=1)
    assert [path.read_bytes() for path in again.archives] == [path.read_bytes() for path in days.archives]
    assert again.legs.read_text() == days.legs.read_text()


def test_a_tree_holds_the_same_traces(tmp_path: Path) -> None:
    one = write_day(tmp_path / "tar", day=DAY, n_aircraft=3, seed=4)
    other = write_day(tmp_path / "tree", day=DAY, n_aircraft=3, seed=4, format="tree")
    found = {
        f"./{path.relative_to(other.archives[0])}": path.read_bytes()
        for path in other.archives[0].rglob("*.json")
    }
    assert found == members(one.archives[0])
    assert other.archives[0] == tmp_path / "tree" / "2025" / "10" / "26"


def test_copies_are_the_same_points_under_other_addresses(days: Truth, tmp_path: Path) -> None:
    repeat_day(days.archives[0], tmp_path / "x3.tar", n_copies=3)
    original, large = members(days.archives[0]), members(tmp_path / "x3.tar")
    assert len(large) == 3 * len(original)
    assert original.items() <= large.items()
    for name, content in original.items():
        trace = json.loads(gzip.decompress(content))
        address = trace["icao"]
        for copy in (1, 2):
            other = copied_address(address, copy)
            assert other[-2:] == address[-2:]
            packed_copy = large[name.replace(address, other)]
            assert json.loads(gzip.decompress(packed_copy)) == {**trace, "icao": other}
            assert abs(len(packed_copy) - len(content)) < 16


def test_there_are_no_more_copies_than_addresses(days: Truth, tmp_path: Path) -> None:
    assert copied_address(f"{ADDRESSES - 1:06x}", MOST_COPIES - 1) == "ffffff"
    with pytest.raises(ValueError, match=f"1 to {MOST_COPIES} copies"):
        repeat_day(days.archives[0], tmp_path / "large.tar", n_copies=MOST_COPIES + 1)


@pytest.mark.parametrize("size", [0, 1, 2, 255, 65_537])
def test_a_member_under_another_header_keeps_its_points(size: int) -> None:
    head, body = b'{"icao":"00a001","trace":[ \n', bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    other = b'{"icao":"~ffa001","more":1,"trace":[ \n'
    assert gzip.decompress(packed(head, body)) == head + body
    assert gzip.decompress(Parts.of(packed(head, body)).under(other)) == other + body


def test_a_member_of_another_archive_is_refused() -> None:
    with pytest.raises(ValueError, match="not written by the benchmark day"):
        Parts.of(gzip.compress(b'{"icao":"00a001","trace":[]}'))
