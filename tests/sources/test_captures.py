"""Captures of live feeds are read to the last whole record, and counted like what was heard."""

import contextlib
import fcntl
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_feeder import beast, recorded_messages

from wheelsdown.errors import SourceError
from wheelsdown.schemas import SourceFormat
from wheelsdown.sources import Reading, find_sources, read_source
from wheelsdown.sources.capture_records import Header, Kind, encoded, read_capture
from wheelsdown.sources.captured import captured

#: 2026-01-05T10:00:00Z
START_US = 1_767_607_200_000_000

LIST = {
    "now": START_US / 1e6,
    "messages": 9,
    "aircraft": [
        {"hex": "4ca2d6", "altitude": 3300, "speed": 180, "vert_rate": -640, "nucp": 7, "track": 90,
         "lat": 51.5, "lon": -0.1, "seen_pos": 0.5, "seen": 0.1, "flight": "TST1    ", "mlat": []},
        {"hex": "4ca2d7", "altitude": "ground", "speed": 5, "seen": 0.2},
    ],
}  # fmt: skip


def header(dialect: str = "beast", *, simulated: bool = False, carried: str = "") -> bytes:
    said = Header(
        feed="roof", url="beast://127.0.0.1:1", dialect=dialect, simulated=simulated, carried=carried,
        started_at="2026-01-05T10:00:00Z", tool_version="0", receiver=(49.0, 2.55),
    )  # fmt: skip
    return json.dumps({name: getattr(said, name) for name in said.__struct_fields__}).encode() + b"\n"


def record(kind: Kind, payload: bytes | dict[str, object], at_s: float = 0.0) -> bytes:
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return encoded(kind, START_US + int(at_s * 1e6), raw)


def read(tmp_path: Path, stored: bytes, *, name: str = "a.capture.gz") -> list[Reading]:
    (tmp_path / name).write_bytes(stored)
    sources, refused = find_sources([tmp_path / name])
    assert refused == []
    return list(read_source(sources[0]))


@pytest.fixture
def flight(data: Path) -> list[bytes]:
    """The messages of one flight, as records of a capture."""
    messages = recorded_messages(data / "live" / "one_flight.csv.gz")
    begun = messages[0].at_s
    return [record(Kind.DATA, beast(m.frame), m.at_s - begun) for m in messages]


def test_a_capture_is_recognised_and_its_positions_are_those_recorded(
    tmp_path: Path, data: Path, flight: list[bytes]
) -> None:
    (reading,) = read(tmp_path, gzip.compress(header() + b"".join(flight)))
    assert reading.format is SourceFormat.CAPTURE
    rows = reading.state_vectors
    located = rows.filter(pl.col("lat_deg").is_not_null())
    truth = {
        (round(m.lat_deg, 4), round(m.lon_deg or 0, 4))
        for m in recorded_messages(data / "live" / "one_flight.csv.gz")
        if m.lat_deg is not None
    }
    found = {(round(lat, 4), round(lon, 4)) for lat, lon in located.select("lat_deg", "lon_deg").iter_rows()}
    assert len(found) > 700  # many are told again on the ground
    assert len(found - truth) <= len(found) * 0.01  # rounding
    assert rows["airframe"].unique().to_list() == ["393322"]
    airborne = located.filter(~pl.col("on_ground"))
    assert airborne["groundspeed_kt"].is_not_null().mean() > 0.9
    assert airborne["altitude_ft"].is_not_null().all()
    assert located.filter(pl.col("on_ground"))["altitude_ft"].is_null().all()


@given(cut=st.integers(0, 2**20), n=st.integers(1, 12))
def test_cut_anywhere_the_whole_records_before_the_cut_are_there(cut: int, n: int) -> None:
    records = [record(Kind.DATA, bytes([number]) * (number * 37 % 200), number) for number in range(n)]
    plain = header() + b"".join(records)
    cut %= len(plain) + 1
    if cut < len(header()):
        with pytest.raises(SourceError, match="first line"):
            read_capture(plain[:cut], where="x")
        return
    found = read_capture(plain[:cut], where="x")
    whole = sum(len(header()) + len(b"".join(records[: k + 1])) <= cut for k in range(n))
    assert len(found.records) == whole
    assert not found.is_closed
    assert found.damage == ""


@given(payload=st.binary(max_size=300))
def test_no_bytes_stop_the_reader(payload: bytes) -> None:
    for stored in (payload, header() + payload, gzip.compress(header() + payload), header("sbs") + payload):
        with contextlib.suppress(SourceError):
            captured(stored, where="x")


def test_damage_is_said_and_what_came_before_it_kept(tmp_path: Path, flight: list[bytes]) -> None:
    (reading,) = read(tmp_path, header() + b"".join(flight[:3000]) + b"? 1 2\nxx\n" + b"".join(flight[3000:]))
    assert any("damaged (a record of an unknown kind)" in note for note in reading.notes)
    assert reading.state_vectors.height > 100


def test_an_open_file_is_not_taken_in(tmp_path: Path, flight: list[bytes]) -> None:
    path = tmp_path / "a.capture.gz"
    path.write_bytes(gzip.compress(header() + b"".join(flight)))
    with path.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        sources, (refusal,) = find_sources([tmp_path])
        assert (sources, refusal.reason) == ([], "in_use")
    assert len(find_sources([tmp_path])[0]) == 1


def test_a_message_that_two_files_share_counts_once(flight: list[bytes]) -> None:
    whole = beast("8d400f99582312412ff8a4aa14a0")
    first = header() + record(Kind.DATA, whole[:10])
    second = header(carried=whole[:10].hex()) + record(Kind.DATA, whole[10:] + whole, 1.0)
    assert captured(first, where="x").points.height == 0
    assert captured(second, where="x").points.height == 1  # both messages are there; one row in five seconds
    lost = captured(header() + record(Kind.DATA, whole[10:]), where="x")
    assert lost.points.height == 0


def test_what_another_feed_told_makes_no_row(flight: list[bytes]) -> None:
    plain = captured(header() + b"".join(flight), where="x")
    told = record(Kind.TOLD, {"messages": list(range(2000))}, 1.0)
    marked = captured(header() + b"".join(flight[:2000]) + told + b"".join(flight[2000:]), where="x")
    assert marked.dropped["told_by_another_feed"] == 2000
    assert marked.points["row"].min() == 2000
    later = plain.points.filter(pl.col("row") >= 2010)
    assert marked.points.filter(pl.col("row") >= 2010).drop("row").equals(later.drop("row"))


def test_what_came_before_the_clock_was_set_has_no_time(flight: list[bytes]) -> None:
    jump = record(Kind.EVENT, {"event": "clock_jump", "by_us": 3_600_000_000}, 3600)
    found = captured(header() + b"".join(flight[:1000]) + jump + b"".join(flight[1000:]), where="x")
    assert found.dropped["before_the_clock_was_set"] > 900
    slewed = record(Kind.EVENT, {"event": "clock_jump", "by_us": 600_000}, 3600)
    found = captured(header() + b"".join(flight[:1000]) + slewed + b"".join(flight[1000:]), where="x")
    assert "before_the_clock_was_set" not in found.dropped


def test_a_new_connection_does_not_go_on_in_the_middle_of_a_message(flight: list[bytes]) -> None:
    whole = beast("8d400f99582312412ff8a4aa14a0")
    event = record(Kind.EVENT, {"event": "connected"})
    found = captured(header() + record(Kind.DATA, whole[:12]) + event + record(Kind.DATA, whole), where="x")
    assert found.points.height == 1


def test_lists_of_the_old_dialect_are_read(tmp_path: Path) -> None:
    again = record(Kind.SNAPSHOT, LIST, 1.0) + record(Kind.SNAPSHOT, b"<html>", 2.0)
    (reading,) = read(tmp_path, header("aircraft_json") + record(Kind.SNAPSHOT, LIST) + again)
    flying, parked = (
        reading.state_vectors.filter(pl.col("airframe") == hex_).row(0, named=True)
        for hex_ in ("4ca2d6", "4ca2d7")
    )
    assert (flying["altitude_ft"], flying["groundspeed_kt"], flying["vertical_rate_fpm"]) == (3300, 180, -640)
    assert (flying["callsign"], flying["on_ground"], parked["on_ground"]) == ("TST1", False, True)
    assert reading.state_vectors.height == 2
    assert reading.dropped == {"same_list_again": 1}
    assert "1 answer(s) in the archive are no list of aircraft" in reading.notes


@pytest.mark.parametrize("how", ["flag", "list"])
def test_simulated_stays_simulated(tmp_path: Path, how: str) -> None:
    listed = LIST | ({"simulated": True} if how == "list" else {})
    stored = header("aircraft_json", simulated=how == "flag") + record(Kind.SNAPSHOT, listed)
    (reading,) = read(tmp_path, stored)
    assert reading.state_vectors["simulated"].all()


def test_sbs_lines_keep_their_own_time_where_it_can_be_true() -> None:
    def line(at: str) -> bytes:
        return f"MSG,3,1,1,4CA2D6,1,2026/01/05,{at},2026/01/05,{at},,3700,,,51.5,-0.1,,,0,0,0,0\r\n".encode()

    data = b"".join(
        record(Kind.DATA, line(at), number) for number, at in enumerate(["09:59:59.500", "12:00:00.000"])
    )
    found = captured(header("sbs") + data, where="x")
    assert found.points["at"].to_list() == [START_US - 500_000, START_US + 1_000_000]
    assert found.dropped == {"time_not_believed": 1}


def test_the_same_feed_heard_twice_is_told_apart_by_hash_alone(
    tmp_path: Path, flight: list[bytes], read_twice: Callable[[Path, Path], tuple[int, int]]
) -> None:
    """Two captures of the same moments give one state an instant."""
    one, other = tmp_path / "1.capture.gz", tmp_path / "2.capture.gz"
    one.write_bytes(gzip.compress(header() + b"".join(flight)))
    other.write_bytes(gzip.compress(header() + b"".join(flight) + record(Kind.CLOSE, {"why": "stopped"})))
    alone, both = read_twice(one, other)
    assert alone == both


@pytest.fixture
def read_twice() -> Callable[[Path, Path], tuple[int, int]]:
    from wheelsdown.tracks.instants import one_state_an_instant

    def count(one: Path, other: Path) -> tuple[int, int]:
        frames = [
            reading.state_vectors
            for path in (one, other)
            for reading in read_source(find_sources([path])[0][0])
        ]
        return one_state_an_instant(frames[0]).height, one_state_an_instant(pl.concat(frames)).height

    return count


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (beast("8d400f99582312412ff8a4aa14a0"), "no date"),
        (b"*8D400F99;", "no date"),
        (b"MSG,3,1,1,4CA2D6", "no zone"),
    ],
)
def test_streams_without_times_are_refused_with_what_to_do(tmp_path: Path, begins: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as refused:
        read(tmp_path, begins * 10, name="stream.bin")
    assert "wheelsdown listen" in str(refused.value)
