"""What the bulk reader takes equals what the plain reader gives; all else it leaves to that one."""

import gzip
import json
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from benchmarks.fuzz_parser import GuardedReader, differing, plain_points, run
from benchmarks.parser import sample_trace
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown import clock
from wheelsdown.sources import Reading, bulk_reader, payloads
from wheelsdown.sources.bulk_reader import BulkReader, BulkTrace
from wheelsdown.sources.strict_columns import BLOCK
from wheelsdown.tracks.points import points_by_airframe

START_S = 1755648000.0
POINT: list[Any] = [5.0, 35.123456, 36.5, 1000, 200.5, 90.0, 0, 64, None, "adsb_icao", 1200, 0, 250, 1.5]


@pytest.fixture(scope="module")
def reader() -> BulkReader:
    return GuardedReader()


def text_of(points: list[Any], **header: Any) -> bytes:
    document = {"icao": "a0b1c2", "timestamp": START_S, **header, "trace": points}
    return json.dumps(document, separators=(",", ":")).encode()


def point(**replaced: Any) -> list[Any]:
    """A point in which some columns, named by place, are others: ``point(c3="ground")``."""
    columns = list(POINT)
    for name, value in replaced.items():
        columns[int(name[1:])] = value
    return columns


def detailed(at: float = 5.0, **details: Any) -> list[Any]:
    return point(c0=at, c8=details)


def taken(reader: BulkReader, text: bytes) -> BulkTrace:
    """Read a text that must be taken and must equal the plain reading."""
    bulk = reader.read(text)
    assert bulk is not None
    assert differing(bulk, plain_points([text])[0]) == []
    return bulk


def name_of(callsign: np.uint64) -> str:
    return int(callsign).to_bytes(8, "big").rstrip(b"\0").decode()


def test_a_genuine_trace_equals_the_plain_way_from_file_to_points(
    data: Path, read_path: Callable[..., Reading], reader: BulkReader
) -> None:
    path = data / "trace_full_ac671b.json"
    ((airframe, points, names),) = points_by_airframe(read_path(path).state_vectors)
    bulk = reader.read(path.read_bytes())
    assert bulk is not None
    assert (bulk.airframe, bulk.n_points, bulk.header.r) == (airframe, 2500, "N899DN")
    assert differing(bulk, (points, names.callsign, False)) == []
    assert {name_of(c) for c in bulk.callsign} == {"", *names.callsign}


@pytest.mark.parametrize("style", range(64))
def test_every_style_of_writing_is_taken(style: int, reader: BulkReader) -> None:
    bulk = taken(reader, sample_trace(style, n_points=60, style=style))
    assert bulk.n_points == 60
    assert bulk.row.tolist() == list(range(60))
    assert bulk.simulated == (style % 16 == 15)


_NUMBER = st.decimals(-9999, 9999, places=1).map(float)
_DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["adsb_icao", "mlat", "sim_adsb_icao"]),
        "flight": st.text("AZ09 -/~", min_size=0, max_size=8),
        "alt_geom": st.integers(-1000, 60000),
        "track_rate": _NUMBER,
        "squawk": st.sampled_from(["7700", "0021"]),
        "nav_modes": st.lists(st.sampled_from(["lnav", "vnav"]), max_size=3),
        "nic": st.integers(0, 99),
        "nac_p": st.integers(0, 99),
        "version": st.integers(0, 9),
        "nac_v": st.integers(-5, 9),
        "acas_ra": st.fixed_dictionaries({"nic": st.integers(), "type": st.text("ab", max_size=3)}),
    },
)
_POINTS = st.lists(
    st.tuples(
        st.floats(0.01, 90).map(lambda s: round(s, 2)),
        st.one_of(
            st.none(),
            st.tuples(st.decimals(-90, 90, places=6).map(float), st.decimals(-180, 180, places=6).map(float)),
        ),
        st.one_of(st.none(), st.just("ground"), st.integers(-1000, 60000)),
        st.one_of(st.none(), _NUMBER),
        st.one_of(st.none(), st.decimals(0, 360, places=1).map(float)),
        st.one_of(st.none(), st.integers(0, 15)),
        st.one_of(st.none(), st.integers(-9000, 9000)),
        st.one_of(st.none(), _DETAILS),
        st.one_of(st.none(), st.sampled_from(["adsb_icao", "mlat", "sim_mlat"])),
        st.one_of(st.none(), st.integers(-1000, 60000)),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=150)
@given(_POINTS, st.sampled_from([9, 11, 14, 15]), st.sampled_from(["", "~"]))
def test_generated_traces_equal_the_plain_way(points: list[Any], n_columns: int, mark: str) -> None:
    rows, at = [], 0.0
    for step, place, *others in points:
        at = round(at + step, 2)
        row = [at, *(place or (None, None)), *others, None, 250, -1.5, "0a1b-2c"][:n_columns]
        rows.append(row)
    text = text_of(rows, icao=f"{mark}a0b1c2")
    if "e-" in text.decode().split('"trace"')[1]:  # Python writes 1e-05 where readsb never does
        return
    taken(BULK, text)


BULK = BulkReader()


def test_details_are_carried_a_minute_and_no_longer(reader: BulkReader) -> None:
    first = detailed(5, flight=" AB12   ", nic=8, nac_p=10, version=2)
    later = [point(c0=t) for t in (65.0, 65.01)]
    bulk = taken(reader, text_of([first, *later, detailed(70, nic=7, flight="        ")]))
    assert [name_of(c) for c in bulk.callsign] == ["AB12", "AB12", "", ""]
    assert bulk.nic.tolist() == [8, 8, -1, 7]
    assert bulk.adsb_version.tolist() == [2, 2, -1, -1]


def test_what_is_carried_crosses_from_block_to_block(reader: BulkReader) -> None:
    rows = [detailed(0, flight="AB12", version=2), *(point(c0=t / 4) for t in range(1, 300))]
    bulk = taken(reader, text_of(rows))
    assert [name_of(c) for c in bulk.callsign] == ["AB12"] * 241 + [""] * 59
    assert bulk.adsb_version.tolist() == [2] * 241 + [-1] * 59


@pytest.mark.parametrize("style", [0, 1, 2, 3, 15])
@pytest.mark.parametrize("n_points", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_traces_of_more_than_one_block_are_taken(style: int, n_points: int, reader: BulkReader) -> None:
    assert taken(reader, sample_trace(style, n_points=n_points, style=style)).n_points == n_points


def test_rows_that_are_odd_stand_between_usual_ones(reader: BulkReader) -> None:
    odd = [point(c1=35.5), point(c4=200.25), point(c3=1000.5), point(c9=None), point(c6=None), POINT[:9]]
    rows = [(POINT if n % 3 else odd[n // 3 % 6])[:] for n in range(1, 300)]
    for n, row in enumerate(rows):
        row[0] = n + 0.25
    assert taken(reader, text_of(rows)).n_points == 299


SOURCES = ["adsb_icao", "mlat", "adsc", "adsb_icao_nt", "sim_tisb_trackfile", "x" * 40, "", None, "adsb_icap"]


def test_sources_change_from_row_to_row(reader: BulkReader) -> None:
    rows = [point(c0=float(n), c9=SOURCES[n // 2 % 9 if n < 60 else n % 9], c10=n) for n in range(120)]
    bulk = taken(reader, text_of(rows))
    assert bulk.geometric_altitude_ft.tolist() == list(range(120))
    assert bulk.simulated
    assert not taken(reader, text_of(rows[:8])).simulated


#: Ways to write a number, few of them readsb's in any column.
NUMBERS = [
    "0",
    "7",
    "-5",
    "12",
    "300",
    "-300",
    "1.2",
    "12.3",
    "-0.5",
    "123.45",
    "10.25",
    "99999.25",
    "100000.25",
]
NUMBERS += ["-0.000001", "5.000000", "12.345678", "-170.345678", "89.999999", "7.1234567", "12345.123456"]
NUMBERS += [
    "1234567",
    "12345678",
    "123456789",
    "null",
    "-0",
    "-0.0",
    "00.5",
    "01",
    ".5",
    "5.",
    "1.2.3",
    "1.23.45",
]
NUMBERS += ["-", "", "nul", "nulll", '"ground"', '"5"', "1e5", "1-2", "--1"]
USUAL = [
    "5.25",
    "35.123456",
    "-36.500000",
    "1000",
    "200.5",
    "90.0",
    "0",
    "-64",
    "null",
    '"mlat"',
    "1200",
    "null",
]


def test_numbers_of_every_shape_in_every_column_are_refused_or_equal_the_plain_way(
    reader: BulkReader,
) -> None:
    random, texts, n_taken = Random(5), [], 0
    head = text_of([])[: -len("]}")]
    for _ in range(6000):
        row = list(USUAL)
        for _ in range(random.choice((1, 1, 2, 3))):
            row[random.choice((0, 1, 2, 3, 4, 5, 6, 7, 10, 11))] = random.choice(NUMBERS)
        later = ["300000.5", *USUAL[1:]]
        texts.append(head + f"[{','.join(row)}],[{','.join(later)}]]}}".encode())
    for text, plain in zip(texts, plain_points(texts), strict=True):
        bulk = reader.read(text)
        if bulk is not None:
            n_taken += 1
            assert differing(bulk, plain) == [], text
    assert 1000 < n_taken < 3000


def test_which_altitude_is_which(reader: BulkReader) -> None:
    rows = [
        point(c0=1),
        point(c0=2, c6=8),
        point(c0=3, c6=8, c10=None),
        point(c0=4, c10=None, c8={"alt_geom": 1300}),
        point(c0=5, c3="ground"),
        point(c0=6, c3=None),
    ]
    bulk = taken(reader, text_of(rows))
    np.testing.assert_array_equal(bulk.altitude_ft, [1000, np.nan, np.nan, 1000, np.nan, np.nan])
    np.testing.assert_array_equal(bulk.geometric_altitude_ft, [1200, 1200, 1000, 1300, 1200, 1200])
    assert bulk.ground.tolist() == [0, 0, 0, 0, 1, -1]


@pytest.mark.parametrize(
    ("rows", "header", "simulated"),
    [
        ([point()], {}, False),
        ([point()], {"simulated": True}, True),
        ([point()], {"simulated": {"by": "us"}}, True),
        ([point()], {"simulated": False}, False),
        ([point(c9="sim_mlat")], {}, True),
        ([point(c9=None, c8={"type": "sim_mlat"})], {}, True),
        ([point(c8={"type": "sim_mlat"})], {}, False),
        ([point(c8={"type": "sim_mlat"})[:9]], {}, True),
        ([point(c9="xsim_")], {}, False),
    ],
)
def test_what_is_marked_as_simulated_is(
    rows: list[Any], header: dict[str, Any], simulated: bool, reader: BulkReader
) -> None:
    assert taken(reader, text_of(rows, **header)).simulated == simulated


def test_two_points_of_one_instant_are_kept_and_repeats_are_not_judged(reader: BulkReader) -> None:
    assert taken(reader, text_of([point(), point(c1=36.0)])).n_points == 2
    assert reader.read(text_of([point(), point()])) is None
    assert reader.read(text_of([point(), point(c1=36.0), point(c1=37.0)])) is None
    assert reader.read(text_of([point(c1=0.0), point(c1=-0.0)])) is None


#: Points that the plain reader drops, changes or finds malformed, or that readsb never writes.
REFUSED: dict[str, list[Any]] = {
    "time that runs back": [point(c0=9), point()],
    "half a position": [point(c1=None)],
    "other half": [point(c2=None)],
    "off the globe": [point(c1=90.000001)],
    "off the globe, west": [point(c2=-180.000001)],
    "time as text": [point(c0="5")],
    "no time": [point(c0=None)],
    "too short": [POINT[:8]],
    "no list": [5],
    "empty": [[]],
    "no points": [],
    "another word than ground": [point(c3="Ground")],
    "speed as text": [point(c4="5")],
    "truth as a number": [point(c4=True)],
    "exponent": [point(c4=1e-7)],
    "source a number": [point(c9=5)],
    "off the globe, as readsb writes": [point(c1=-91.123456)],
    "far off the globe": [point(c2=12345.123456)],
    "flags with fractions": [point(c6=1.5)],
    "strange flags": [point(c6=256)],
    "negative flags": [point(c6=-1)],
    "details a list": [point(c8=[])],
    "details a text": [point(c8="x")],
    "long callsign": [detailed(flight="ABCDEFGHI")],
    "callsign with an escape": [detailed(flight='A"B')],
    "callsign beyond ASCII": [detailed(flight="ÄB")],
    "callsign a number": [detailed(flight=12)],
    "no callsign": [detailed(flight=None)],
    "accuracy a fraction": [detailed(nic=8.5)],
    "accuracy below zero": [detailed(nic=-1)],
    "accuracy a text": [detailed(nic="8")],
    "accuracy beyond all": [detailed(nic=123)],
    "accuracy nested": [detailed(nic=[8])],
    "version nothing": [detailed(version=None)],
    "height a text": [detailed(alt_geom="800")],
    "type a number": [detailed(type=8)],
    "a word in the details": [detailed(alert=True)],
    "time before 1990": [point(c0=-1.2e9 + 0.5)],
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_plain_is_left_to_the_plain_reader(case: str, reader: BulkReader) -> None:
    assert reader.read(text_of(REFUSED[case])) is None


#: Ways in which the columns that nobody wants can be no JSON, or not plain.
TAILS = [
    b"",
    b"0,",
    b",0",
    b"0,,1",
    b"01",
    b"-",
    b"1-",
    b"1.",
    b".5",
    b"1.2.3",
    b"1e5",
    b"nul",
    b"nullnull",
    b"null5",
    b"5null",
]
TAILS += [
    b'"a',
    b'a"',
    b'"a""b"',
    b'5"a"',
    b'"a"5',
    b'"a\\n"',
    b'"\xff"',
    b'"\x1f"',
    b"true",
    b"[1]",
    b"{}",
    b"0 ",
    b"0}",
    b":",
]

GOOD = text_of([point(), detailed(9, flight="AB", nic=8, track=5.25)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"nic":8', b'"nic":8,"nic":7'),
        (b'"nic":8', b'"nic": 8'),
        (b'"nic":8', b'"nic":08'),
        (b'"nic":8', b'"n\\u0069c":8'),
        (b'"track":5.25', b'"track":5.2.5'),
        (b'"track":5.25', b'"track":05.25'),
        (b'"track":5.25', b'"track":5.'),
        (b'"track":5.25', b'"track":.25'),
        (b'"track":5.25', b'"track":-'),
        (b'"track":5.25', b'"track":5-2'),
        (b'"track":5.25', b'"track":'),
        (b'"track":5.25', b'"track"'),
        (b'"track":5.25', b'"track":5.25,'),
        (b'"track":5.25', b'"track":5.25:1'),
        (b'"track":5.25', b'"track"5.25'),
        (b'"track":5.25', b'"track"::5.25'),
        (b'"track":5.25', b'"track":"a""b"'),
        (b'"track":5.25', b'"track":"a\tb"'),
        (b'"track":5.25', b'"track":"a\xffb"'),
        (b'"track":5.25', b'"track":"a\\qb"'),
        (b'"track":5.25', b"track:5.25"),
        (b'"track":5.25', b'"track":5.25}'),
        (b'"track":5.25', b'"nav_modes":["a",]'),
        (b'"track":5.25', b'"nav_modes":["a"'),
        (b"},", b"} ,"),
        (b'"adsb_icao"', b'"adsb_\\u0069cao"'),
        (b'"adsb_icao"', b'"adsb_\x01cao"'),
        (b'"adsb_icao"', b'"adsb"icao"'),
        (b'"adsb_icao"', b'adsb_icao"'),
        (b'"adsb_icao"', b'"adsb_icao'),
        (b'"adsb_icao"', b"nulL"),
        *((b",0,250,1.5]", b"," + tail + b"]") for tail in TAILS),
        (b"]]}", b"]]"),
        (b"]]}", b"]]}}"),
        (b"]]}", b"]]}\x00"),
        (b"]]}", b'],"x":1]}'),
        (b"]]}", b"],null]}"),
        (b"]]}", b"],]}"),
        (b"]]}", b']],"simulated":true}'),
        (b'"trace":', b'"trace":[],"trace":'),
        (b'"trace":', b'"trace":5,"trace":'),
        (b'"trace":', b'"trace" :null,"trace":'),
        (b'"trace":', b'"x":{"trace":'),
        (b'"trace":', b'"tr\\u0061ce":[[1]],"trace":'),
        (b'"a0b1c2"', b'"a0b1c"'),
        (b'"a0b1c2"', b"7"),
        (b'"a0b1c2"', b'"~~b1c2"'),
        (b'"a0b1c2"', b'"a0b1c\xff"'),
        (b"1755648000.0", b"null"),
        (b"1755648000.0", b"true"),
        (b"1755648000.0", b'"5"'),
        (b"1755648000.0", b"-5"),
        (b"1755648000.0", b"1e300"),
        (b"1755648000.0", b"631151990"),
    ],
)
def test_bytes_readsb_never_writes_are_left_to_the_plain_reader(
    old: bytes, new: bytes, reader: BulkReader
) -> None:
    taken(reader, GOOD)
    assert old in GOOD
    assert reader.read(GOOD.replace(old, new)) is None


@pytest.mark.parametrize("tail", [b"null", b'"a,]b"', b"-0.0,null,null", b'0,"",12.50', b"0,1,2,3,4,5,6,7"])
def test_what_stands_in_columns_nobody_wants_may_differ(tail: bytes, reader: BulkReader) -> None:
    assert taken(reader, GOOD.replace(b",0,250,1.5]", b"," + tail + b"]")).n_points == 2


@pytest.mark.parametrize(
    "pair",
    [
        '"acas_ra":{"nic":1,"type":"sim_"}',
        '"nav_modes":["a","b,\'}]"]',
        '"x":"a,b:c{}[]"',
        '"x":""',
        f'"{"k" * 90}":1',
    ],
)
def test_what_readsb_nests_is_skipped(pair: str, reader: BulkReader) -> None:
    text = GOOD.replace(b'"nic":8', f'"version":2,{pair},"nic":8'.encode())
    bulk = taken(reader, text)
    assert (bulk.nic[1], bulk.adsb_version[1], bulk.simulated) == (8, 2, False)


def test_a_time_more_than_a_day_ahead_is_left_to_the_plain_reader(
    reader: BulkReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.fromtimestamp(START_S, UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert taken(reader, text_of([point(c0=86400)])).n_points == 1
    assert reader.read(text_of([point(c0=86400.01)])) is None


def test_a_header_may_have_escapes_and_hold_the_key(reader: BulkReader) -> None:
    taken(reader, GOOD.replace(b'"timestamp"', b'"desc":"a \\"trace\\":[ b","timestamp"'))
    assert reader.read(GOOD.replace(b'"timestamp"', b'"desc":"trace","timestamp"')) is not None


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_gzip_is_taken_as_plain_text_is(kind: Any, reader: BulkReader) -> None:
    one, other = taken(reader, GOOD), reader.read(kind(gzip.compress(GOOD, 9)))
    assert other is not None
    assert one.header == other.header
    assert other.n_points == 2


STORED = gzip.compress(GOOD, 9, mtime=0)


@pytest.mark.parametrize(
    "stored",
    [
        *(STORED[:-n] for n in range(1, len(STORED))),
        STORED + b"\0",
        STORED + b"garbage",
        STORED + STORED,
        STORED + gzip.compress(b" "),
        gzip.compress(GOOD[:50]) + gzip.compress(GOOD[50:]),
        STORED[:-4] + struct.pack("<I", len(GOOD) + 1),
        STORED[:-4] + struct.pack("<I", len(GOOD) - 1),
        STORED[:-4] + struct.pack("<I", 0),
        STORED[:-4] + b"\xff" * 4,
        STORED[:-8] + b"\0" * 4 + STORED[-4:],
        STORED[:20] + bytes([STORED[20] ^ 4]) + STORED[21:],
        gzip.compress(b""),
        b"",
        b"\x1f",
        b"\x1f\x8b",
        b"{",
        b"\xef\xbb\xbf" + GOOD,
        GOOD + GOOD,
    ],
    ids=lambda stored: f"{len(stored)} bytes",  # the bytes themselves hold the time they were packed at
)
def test_what_is_not_one_whole_stream_is_left_to_the_plain_reader(stored: bytes, reader: BulkReader) -> None:
    assert reader.read(stored) is None


@pytest.mark.parametrize("at", range(2, 20))
def test_a_changed_gzip_header_is_refused_or_unpacks_as_the_plain_way(at: int, reader: BulkReader) -> None:
    for value in range(256):
        stored = STORED[:at] + bytes([value]) + STORED[at + 1 :]
        if reader.read(stored) is not None:
            assert payloads.gunzip(stored, where="text", limit=len(GOOD)) == GOOD


BAD_PAIRS = [
    b'"a":1.2.3',
    b'"a":12345.5.5',
    b'"a":-05',
    b'"a":1-2',
    b'"a":["b","c"',
    b'"a":"b","c"]',
    b'"a":["b":1]',
    b'"a":[["b"]],"c"',
    b'"a":"b":1',
    b'"a","b":1',
    b'"a":1"b"',
    b'"a":1,,"b":1',
    b'"a":,"b":1',
    b'"a":"b\x7f"',
    b'"nic":7',
]


@pytest.mark.parametrize("bad", BAD_PAIRS)
def test_what_is_wrong_in_details_is_seen_wherever_a_window_ends(bad: bytes, reader: BulkReader) -> None:
    pairs = b'"b":-12.5,"nav_modes":["althold","tcas"],"version":2,"c":0.25'
    for n_before in range(66):
        before = b'"x":"' + b"y" * n_before + b'",' + pairs + b',"nic":8'
        text = GOOD.replace(b'"nic":8', before)
        trace = taken(reader, text)
        assert (trace.nic[1], trace.adsb_version[1]) == (8, 2)
        assert reader.read(text.replace(b'"nic":8', b'"nic":8,' + bad)) is None


def test_a_bomb_is_not_unpacked(reader: BulkReader) -> None:
    bomb = gzip.compress(GOOD[:-1] + b" " * 10_000_000 + b"}", 9)
    assert len(GOOD) + 10_000_000 > payloads.BOMB_RATIO * len(bomb)
    assert reader.read(bomb) is None


def test_a_text_longer_than_any_day_is_left_to_the_plain_reader(
    reader: BulkReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_reader, "_MOST_BYTES", len(GOOD))
    assert reader.read(GOOD) is not None
    assert reader.read(STORED) is not None
    assert reader.read(GOOD + b" ") is None
    assert reader.read(gzip.compress(GOOD + b" ")) is None


def test_a_reader_reads_small_after_large_and_large_after_small() -> None:
    reader = BulkReader()
    for n_points in (10, 9000, 3, 12000):
        text = sample_trace(1, n_points=n_points)
        assert taken(reader, text).n_points == n_points


def test_mutated_traces_are_refused_or_equal_the_plain_way() -> None:
    n_taken, wrong = run(30_000, seed=1)
    assert wrong == []
    assert 3_000 < n_taken < 27_000
