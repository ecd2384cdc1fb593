"""Single files made to harm, or simply broken: one clear line each, nothing kept that is not whole."""

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import zlib

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wheelsdown.errors import SourceError
from wheelsdown.sources import Container, RawSource, find_sources, payloads, read_source
from wheelsdown.sources.payloads import gunzip


def refusal(read, payload, name="raw"):
    with pytest.raises(SourceError) as caught:
        read(payload, name=name)
    message = str(caught.value)
    assert message.isprintable()
    assert message.startswith(caught.value.where)
    return caught.value.reason


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (b"\x00\x01\x02", "not_tracking_data"),
        (b"hello", "not_tracking_data"),
        (b"PK\x03\x04rest", "not_tracking_data"),
        (b"\x28\xb5\x2f\xfdrest", "not_tracking_data"),
        (b"<html><body>404</body></html>", "not_tracking_data"),
        (b"a,b,c\n1,2,3\n", "wrong_columns"),
        (b'{"error": "not found"}', "wrong_columns"),
        (b"[1, 2, 3]", "wrong_columns"),
        (b'[{"a": 1}]', "wrong_columns"),
        (b'[{"timestamp": 1, "icao24": "a0b1c2"}]', "wrong_columns"),
        (b"[]", "wrong_columns"),
        (b"[" * 1_000_000, "wrong_columns"),
        (b'{"trace":' + b"[" * 1_000_000, "nested_too_deep"),
        (b'{"trace": [[1, 2', "truncated_json"),
        (b'{"trace": oops}', "not_json"),
        (b'{"icao": "a0b1c2", "trace": 5}', "wrong_columns"),
        (b"PAR1", "damaged"),
        (b"PAR1" + b"\xff" * 100 + b"PAR1", "damaged"),
        (b'{"time": 1, "states": 7}', "wrong_columns"),
        (b'{"timestamp": {"0": 1}, "latitude": [1]}', "wrong_columns"),
        (b'{"timestamp": [1, 2], "icao24": ["a0b1c2"], "latitude": [1], "longitude": [1]}', "wrong_columns"),
        ("{}".encode("utf-16"), "not_tracking_data"),
    ],
)
def test_a_file_of_which_nothing_can_be_kept_says_why(read, payload, reason):
    assert refusal(read, payload) == reason


def test_a_truncated_gzip_is_taken_whole_or_not_at_all(read, trace):
    whole = gzip.compress(trace([[i * 5.0, 35, 36, i, 200, 90, 0, 0, None] for i in range(5000)]))
    for n_lost in (1, 8, 9, 100, len(whole) - 3):
        assert refusal(read, whole[:-n_lost]) == "truncated_gzip"
    assert refusal(read, whole[:-6] + b"abcdef") == "bad_gzip"
    assert read(whole).n_points_read == 5000


def test_two_documents_in_one_file_are_refused(read, trace):
    assert refusal(read, trace() + b"\n" + trace(icao="3d0ac2")) == "several_documents"
    assert refusal(read, gzip.compress(trace()) + gzip.compress(trace())) == "several_documents"


@given(st.binary(max_size=400), st.integers(1, 64), st.integers(1, 3))
def test_gunzip_gives_what_was_packed(data, piece, n_streams):
    packed = gzip.compress(data) * n_streams + b"\0" * 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(payloads, "_PIECE", piece)
        assert gunzip(packed, where="x", limit=10_000) == data * n_streams


@given(st.binary(max_size=300), st.data())
def test_no_cut_of_a_gzip_stream_is_taken_for_the_whole(data, draw):
    packed = gzip.compress(data)
    with pytest.raises(SourceError):
        gunzip(packed[: draw.draw(st.integers(2, len(packed) - 1))], where="x", limit=10_000)


def bomb(start: bytes) -> bytes:
    """Ten gigabytes of blanks after a beginning that looks right, in ten megabytes of one gzip stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + head + block * 600 + end + struct.pack("<II", 0, 0)


MEASURE = """
import resource, sys
from pathlib import Path
from wheelsdown.errors import SourceError
from wheelsdown.sources import find_sources, read_source
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(source,), _ = find_sources([Path(sys.argv[1])])
try:
    list(read_source(source))
except SourceError as error:
    print(error.reason, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize(
    "start", [b'{"icao":"a0b1c2","timestamp":1755648000,"trace":[', b"time,icao24,lat,lon\n"]
)
def test_a_bomb_of_ten_gigabytes_is_never_unpacked(tmp_path, start):
    path = tmp_path / "small.json.gz"
    path.write_bytes(bomb(start))
    assert path.stat().st_size < 12_000_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path], capture_output=True, text=True, check=True, timeout=60
    )
    reason, kilobytes = done.stdout.split()
    assert reason == "too_large"
    assert int(kilobytes) < 300_000


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, read_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as out:
        out.write(b'{"icao":')
        out.truncate(2**40)  # a hole: no disk is used
    with pytest.raises(SourceError) as caught:
        read_path(path)
    assert caught.value.reason == "too_large"


def test_a_table_that_claims_too_many_rows_is_refused(read, monkeypatch):
    monkeypatch.setattr("wheelsdown.sources.table_reader.MAX_ROWS", 10)
    buffer = io.BytesIO()
    pl.DataFrame(
        {"timestamp": [0] * 11, "icao24": "a0b1c2", "latitude": 1.0, "longitude": 1.0}
    ).write_parquet(buffer)
    assert refusal(read, buffer.getvalue()) == "too_large"


def test_columns_of_impossible_types_are_refused(read):
    buffer = io.BytesIO()
    table = pl.DataFrame({"timestamp": [[1], [2]], "icao24": "a0b1c2", "latitude": 1.0, "longitude": 1.0})
    table.write_parquet(buffer)
    assert refusal(read, buffer.getvalue()) == "damaged"


def test_devices_and_pipes_are_never_opened_even_if_a_source_names_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, "/dev/zero", tmp_path):
        with pytest.raises(SourceError) as caught:
            list(read_source(RawSource((tmp_path / path,), Container.FILE, "x")))
        assert caught.value.reason == "not_a_file"


def test_a_file_that_went_away_is_a_clear_line(tmp_path, trace):
    path = tmp_path / "a.json"
    path.write_bytes(trace())
    (source,), _ = find_sources([path])
    path.unlink()
    with pytest.raises(SourceError, match=r"cannot be opened \(No such file"):
        list(read_source(source))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_a_file_raises_anything_but_a_source_error(tmp_path, trace, data):
    good = data.draw(
        st.sampled_from(
            [
                trace(r="ZZ-ABC"),
                gzip.compress(trace()),
                json.dumps(
                    [{"timestamp": 1755648000000, "icao24": "a0b1c2", "latitude": 1, "longitude": 2}] * 3
                ).encode(),
                json.dumps(
                    {"time": 1755648000, "states": [["a0b1c2", "X", "Y", 1755648000, 1755648000, 1, 2]]}
                ).encode(),
                b"time,icao24,lat,lon,lastposupdate\n1755648000,a0b1c2,1,2,1755648000\n",
                b'Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction\n1755648000,x,AB1,"1,2",0,0,0\n',
            ]
        )
    )
    payload = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(payload) - 1))
        payload[at : at + data.draw(st.integers(0, 5))] = data.draw(
            st.binary(max_size=5) | st.sampled_from([b"null", b"-1e400", b"[[", b"\xff"])
        )
    path = tmp_path / "damaged"
    path.write_bytes(payload)
    (source,), _ = find_sources([path])
    readings, said = [], ""
    try:
        readings = list(read_source(source))
    except SourceError as error:
        said = str(error)
    assert said.isprintable()
    known = "^(~?[0-9a-f]{6}|anon:[0-9a-f]{16})$"
    assert all(reading.state_vectors["airframe"].str.contains(known).all() for reading in readings)
