"""readsb traces: what each column and header key means."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from wheelsdown.errors import SourceError
from wheelsdown.schemas import IdentityAssertion, SourceFormat, StateVector

POINT = [0.0, 35.0, 36.0, 1000, 200.0, 90.0, 0, 0, None]


def test_tables_are_as_their_schemas_say(read, trace):
    reading = read(trace(r="ZZ-ABC", dbFlags=1))
    StateVector.validate(reading.state_vectors)
    IdentityAssertion.validate(reading.assertions)
    assert reading.format is SourceFormat.READSB_TRACE
    assert reading.n_points_read == reading.state_vectors.height == reading.parts["n_points"].sum() == 4


@pytest.mark.parametrize("n_columns", range(9, 16))
def test_old_and_new_traces_have_9_to_15_columns(read, trace, points, n_columns):
    full = [*POINT, "mlat", 1100, 64, 250, 1.5, "0123abcd"]
    (row,) = points(read(trace([full[:n_columns]])))
    assert row["source_type"] == ("mlat" if n_columns > 9 else None)
    assert row["geometric_altitude_ft"] == (1100 if n_columns > 10 else None)


def test_ground_null_and_a_number_are_three_answers(read, trace, points):
    rows = points(
        read(
            trace([[i, 35, 36, altitude, *POINT[4:]] for i, altitude in enumerate(["ground", None, 0, "x"])])
        )
    )
    assert [(row["on_ground"], row["altitude_ft"]) for row in rows] == [
        (True, None),
        (None, None),
        (False, 0),
        (None, None),
    ]


def test_stale_and_leg_flags_are_kept(read, trace, points):
    rows = points(read(trace([[i, 35, 36, 1000, 200, 90, i, 0, None] for i in range(4)])))
    assert [(row["stale"], row["new_leg"]) for row in rows] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]


def test_a_geometric_altitude_is_never_given_as_a_barometric_one(read, trace, points):
    (row,) = points(read(trace([[0, 35, 36, 1000, 200, 90, 8, 0, None]])))
    assert (row["altitude_ft"], row["geometric_altitude_ft"]) == (None, 1000)


def test_an_address_that_is_no_identity_keeps_its_mark(read, trace):
    assert read(trace(icao="~29F0AB")).state_vectors["airframe"].unique().to_list() == ["~29f0ab"]


def test_details_are_carried_for_sixty_seconds_and_no_longer(read, trace, points):
    details = {"flight": "RFF7074 ", "squawk": "0021", "nic": 8, "nac_p": 9, "version": 2}
    timed = [
        [t, 35 + t / 1e4, 36, 1000, 200, 90, 0, 0, details if t == 10 else None]
        for t in (0, 10, 40, 70, 70.01, 200)
    ]
    rows = points(read(trace(timed)))
    assert [row["callsign"] for row in rows] == [None, "RFF7074", "RFF7074", "RFF7074", None, None]
    assert [row["nic"] for row in rows] == [None, 8, 8, 8, None, None]
    assert {row["squawk"] for row in rows[1:4]} == {"0021"}
    assert {(row["nac_p"], row["adsb_version"]) for row in rows[1:4]} == {(9, 2)}


def test_points_of_the_day_before_and_out_of_order_are_sorted(read, trace, points):
    rows = points(read(trace([[t, 35 + t / 1e6, 36, 1000, 200, 90, 0, 0, None] for t in (30, -600, 10)])))
    assert [row["row"] for row in rows] == [1, 2, 0]
    assert rows[0]["at"] == datetime(2025, 8, 19, 23, 50, tzinfo=UTC)


@pytest.mark.parametrize("mark", [True, 1, "yes", {"by": "a scenario"}])
def test_a_header_marks_the_whole_trace_as_simulated(read, trace, mark):
    reading = read(trace(simulated=mark, r="ZZ-ABC"))
    assert reading.state_vectors["simulated"].all()
    assert reading.parts["simulated"].all()
    assert reading.assertions["simulated"].all()


def test_one_simulated_source_type_marks_the_whole_trace(read, trace):
    reading = read(trace([[*POINT, "adsb_icao"], [5, *POINT[1:], "sim_adsb_icao"]], r="ZZ-ABC"))
    assert reading.state_vectors["simulated"].to_list() == [True, True]
    assert set(reading.state_vectors["source_type"]) == {"adsb_icao"}
    assert reading.assertions["simulated"].all()


def test_the_mark_survives_if_the_only_simulated_point_is_refused(read, trace):
    reading = read(trace([POINT, [5, 200, *POINT[2:], "sim_adsb_icao"]]))
    assert reading.dropped == {"position_off_the_globe": 1}
    assert reading.state_vectors["simulated"].to_list() == [True]


def test_real_traces_are_not_marked(read, trace):
    assert not read(trace()).state_vectors["simulated"].any()


def test_the_header_asserts_identity_for_the_time_of_its_points(read, trace):
    reading = read(
        trace(r="ZZ-ABC", t="IL62", desc="ILYUSHIN Il-62", ownOp="Example Air Lines", year=1985, dbFlags=13)
    )
    values = dict(reading.assertions.select("attribute", "value").rows())
    assert values == {
        "registration": "ZZ-ABC", "type_designator": "IL62", "description": "ILYUSHIN Il-62",
        "operator": "Example Air Lines", "year": "1985", "military": "true", "pia": "true", "ladd": "true",
    }  # fmt: skip
    (span,) = reading.assertions.select("valid_from", "valid_to", "source").unique().rows()
    at = reading.state_vectors["at"]
    assert span == (at.min(), at.max(), "readsb trace header")


def test_a_persons_name_is_not_kept_as_owner(read, trace):
    reading = read(trace(ownOp="DOE JANE", r="ZZ-ABC"))
    assert reading.assertions.select("attribute", "value").rows() == [
        ("registration", "ZZ-ABC"), ("owner_withheld", "true"),
    ]  # fmt: skip
    assert "1 owner name(s) not kept, because they may be a person's" in reading.notes


def test_header_text_loses_control_characters(read, trace):
    reading = read(trace(r="ZZ\x1b[31m-A\u202eBC\n", t={"not": "text"}))
    assert reading.assertions["value"].to_list() == ["ZZ[31m-ABC"]


def test_a_name_that_disagrees_with_the_header_is_told_and_the_header_counts(read, trace):
    reading = read(trace(), name="trace_full_3d0ac2.json")
    assert reading.state_vectors["airframe"].unique().to_list() == ["a0b1c2"]
    assert reading.notes == ("trace_full_3d0ac2.json holds a0b1c2 by its header, which counts",)


def test_an_empty_trace_is_no_error(read):
    for body in (
        b'{"icao":"a0b1c2","timestamp":1755648000,"trace":[]}',
        b'{"icao":"a0b1c2","noRegData":true}',
    ):
        assert read(body).state_vectors.is_empty()


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"icao": "zz"}, "bad_address"),
        ({"icao": None}, "bad_address"),
        ({"icao": "a0b1c2\x1b[2J"}, "bad_address"),
        ({"timestamp": "now"}, "no_time"),
        ({"timestamp": True}, "no_time"),
        ({"timestamp": 10**300}, "no_time"),
    ],
)
def test_a_header_without_address_or_time_is_refused(read, trace, header, reason):
    with pytest.raises(SourceError) as caught:
        read(trace(**header))
    assert caught.value.reason == reason
    assert str(caught.value).isprintable()


def test_malformed_points_are_counted_and_their_neighbours_kept(read, trace, points):
    bad = [
        None,
        [],
        {},
        "x",
        ["t", 35, 36],
        [1, "35", 36],
        [2, True, 36],
        [3, 35, 36, {}],
        [4, 35, 36, 0, 0, 0, 0, 0, "x"],
    ]
    reading = read(trace([POINT, *bad, [9, *POINT[1:]]]))
    assert [row["row"] for row in points(reading)] == [0, 10]
    assert reading.dropped == {"malformed_point": 9}
    assert reading.n_points_read == 11


def test_odd_details_do_not_cost_the_point(read, trace, points):
    (row,) = points(
        read(
            trace([[*POINT[:8], {"flight": ["x"], "nic": "many", "squawk": 21, "version": 1e9, "nac_p": 9}]])
        )
    )
    assert (row["nic"], row["adsb_version"], row["nac_p"], row["squawk"]) == (None, None, 9, "0021")


def test_gzip_is_recognised_by_content_not_by_name(read, trace):
    assert read(gzip.compress(trace()), name="plain.txt").n_points_read == 4
    assert read(trace(), name="looks.gz").n_points_read == 4
    assert read(gzip.compress(trace()[:50]) + gzip.compress(trace()[50:])).n_points_read == 4


def test_only_the_airframes_asked_for(read, trace):
    assert read(trace(), airframes={"a0b1c2"}).n_points_read == 4
    other = read(trace(), airframes={"3d0ac2"})
    assert (other.n_points_read, other.state_vectors.height) == (0, 0)


def test_callsigns_keep_printable_ascii_only(read, trace, points):
    evil = {"flight": "\x1b[31mAB\x00\u202eC<b>\n" + "X" * 50}
    (row,) = points(read(json.dumps(json.loads(trace([[*POINT[:8], evil]]))).encode()))
    assert row["callsign"] == "[31mABC<b>XXXXXX"


def test_source_types_are_words_or_nothing(read, trace, points):
    (row,) = points(read(trace([[*POINT, "\x1b[31m<script>"]])))
    assert row["source_type"] is None
