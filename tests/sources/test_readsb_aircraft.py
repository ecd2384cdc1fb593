"""Lists of aircraft: both shapes, what repeats, what is old, and archives of polled answers."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from wheelsdown.errors import SourceError
from wheelsdown.schemas import SourceFormat
from wheelsdown.sources import Reading

#: 2025-10-26T12:00:00Z.
NOW_S = 1761480000.0

Read = Callable[..., Reading]


def plane(**changes: Any) -> dict[str, Any]:
    return {
        "hex": "a0b1c2", "type": "adsb_icao", "flight": "TEST12  ", "alt_baro": 3000, "alt_geom": 3100,
        "gs": 140.5, "track": 92.0, "baro_rate": -640, "squawk": "0427", "lat": 35.4, "lon": 35.9, "nic": 8,
        "nac_p": 9, "version": 2, "seen_pos": 1.5, "seen": 0.5,
    } | changes  # fmt: skip


def aircraft_json(*planes: Any, now: float = NOW_S) -> bytes:
    return json.dumps({"now": now, "messages": 12, "aircraft": list(planes)}).encode()


def v2(*planes: Any, now: float = NOW_S) -> bytes:
    return json.dumps(
        {"ac": list(planes), "msg": "No error", "now": int(now * 1000), "total": len(planes)}
    ).encode()


def archive(*answers: bytes, status: int = 200) -> bytes:
    lines = [
        json.dumps(
            {"wheelsdown_poll": 1, "at": "x", "url": "u", "status": status, "headers": {}, "body": a.decode()}
        )
        for a in answers
    ]
    return b"".join(gzip.compress(line.encode() + b"\n") for line in lines)


def seconds(reading: Reading) -> list[float]:
    return [at.timestamp() - NOW_S for at in reading.state_vectors["at"]]


@pytest.mark.parametrize(
    "shape", [aircraft_json, v2, lambda *p: gzip.compress(v2(*p)), lambda *p: archive(v2(*p))]
)
def test_every_shape_gives_the_same_row(read: Read, shape: Callable[..., bytes]) -> None:
    reading = read(shape(plane()), name="whatever")
    assert reading.format is SourceFormat.READSB_AIRCRAFT
    [row] = reading.state_vectors.to_dicts()
    assert seconds(reading) == [-0.5]
    assert (row["airframe"], row["callsign"], row["squawk"]) == ("a0b1c2", "TEST12", "0427")
    assert (row["lat_deg"], row["lon_deg"], row["altitude_ft"], row["groundspeed_kt"]) == (
        35.4,
        35.9,
        3000,
        140.5,
    )
    assert (row["on_ground"], row["vertical_rate_fpm"], row["source_type"]) == (False, -640, "adsb_icao")
    assert (row["nic"], row["nac_p"], row["adsb_version"], row["simulated"]) == (8, 9, 2, False)


def test_ground_is_a_flag_and_silence_about_it_is_none(read: Read) -> None:
    rows = read(
        v2(plane(hex="a00001", alt_baro="ground"), plane(hex="a00002", alt_baro=None), plane(hex="~a00003"))
    ).state_vectors
    assert rows["on_ground"].to_list() == [True, None, False]
    assert rows["airframe"].to_list() == ["a00001", "a00002", "~a00003"]
    assert rows["altitude_ft"].to_list() == [None, None, 3000]


def test_a_position_told_again_by_the_next_list_is_told_once(read: Read) -> None:
    first = aircraft_json(plane(seen_pos=1.5, seen=0.5))
    again = aircraft_json(plane(seen_pos=11.6, seen=0.4), now=NOW_S + 10.0)
    rows = read(archive(first, again)).state_vectors
    assert rows["lat_deg"].to_list() == [35.4, None]
    assert rows["altitude_ft"].to_list() == [3000, 3000]


def test_an_aircraft_that_stands_still_and_is_heard_keeps_its_positions(read: Read) -> None:
    lists = [
        aircraft_json(plane(alt_baro="ground", seen_pos=0.5, gs=0), now=NOW_S + 60 * i) for i in range(3)
    ]
    assert read(archive(*lists)).state_vectors["lat_deg"].to_list() == [35.4] * 3


def test_what_was_heard_long_ago_counts_at_its_own_time_and_once(read: Read) -> None:
    lists = [
        aircraft_json(plane(seen_pos=40.0 + 10 * i, seen=39.0 + 10 * i), now=NOW_S + 10 * i) for i in range(3)
    ]
    reading = read(archive(*lists))
    assert seconds(reading) == [-40.0, -39.0]
    assert reading.state_vectors["lat_deg"].to_list() == [35.4, None]
    assert reading.dropped == {"repeated_after_loss": 2}


def test_the_last_known_position_counts_at_its_own_time_and_a_rough_one_not_at_all(read: Read) -> None:
    lost = plane(
        hex="a00001", lastPosition={"lat": 35.1, "lon": 36.1, "seen_pos": 120.0}, rr_lat=1.0, rr_lon=1.0
    )
    rough = plane(hex="a00002", rr_lat=1.0, rr_lon=1.0)
    for gone in ("lat", "lon", "seen_pos"):
        del lost[gone], rough[gone]
    reading = read(aircraft_json(lost, rough))
    rows = reading.state_vectors
    assert rows["airframe"].to_list() == ["a00001", "a00001", "a00002"]
    assert rows["lat_deg"].to_list() == [35.1, None, None]
    assert seconds(reading) == [-120.0, -0.5, -0.5]


def test_identities_and_privacy_flags_are_asserted(read: Read) -> None:
    said = read(v2(plane(r="N12345", t="C172", dbFlags=8, ownOp="DOE JANE"))).assertions
    assert set(said.select("attribute", "value").rows()) == {
        ("registration", "N12345"), ("type_designator", "C172"), ("ladd", "true"), ("owner_withheld", "true"),
    }  # fmt: skip
    assert said["source"].unique().to_list() == ["readsb aircraft list"]


def test_a_position_by_multilateration_says_so(read: Read) -> None:
    assert read(v2(plane(mlat=["lat", "lon"]))).state_vectors["source_type"].to_list() == ["mlat"]


@pytest.mark.parametrize(
    "marked",
    [
        v2(plane(type="sim_adsb_icao")),
        v2(plane(simulated=True)),
        json.dumps({"now": NOW_S, "simulated": {"by": "x"}, "aircraft": [plane()]}).encode(),
    ],
)
def test_a_mark_of_simulation_marks_every_row(read: Read, marked: bytes) -> None:
    assert read(marked).state_vectors["simulated"].to_list() == [True]


def test_bad_entries_and_lines_are_counted_and_the_rest_is_kept(read: Read) -> None:
    payload = archive(v2(plane(), 7, "x", plane(hex="zz"), plane(lat=[1], hex="a00009")), b"<html>", b"{}")
    reading = read(payload)
    assert reading.dropped == {"bad_address": 1, "malformed_point": 2}
    assert reading.n_points_read == 5
    assert any("2 answer(s)" in note for note in reading.notes)
    assert reading.state_vectors.filter(pl.col("airframe") == "a00009")["lat_deg"].to_list() == [None]


def test_an_answer_that_was_refused_is_no_list(read: Read) -> None:
    assert read(archive(v2(plane())) + archive(b"go away", status=403)).state_vectors.height == 1


@pytest.mark.parametrize(
    "bad",
    [b'{"now": "x", "aircraft": []}', b'{"aircraft": [{}]', archive(b"nothing")],
    ids=lambda given: f"{len(given)} bytes" if isinstance(given, bytes) else None,
)
def test_what_is_no_list_at_all_is_refused(read: Read, bad: bytes) -> None:
    with pytest.raises(SourceError):
        read(bad)


def test_a_list_of_nobody_is_empty(read: Read) -> None:
    assert read(aircraft_json()).state_vectors.height == 0
