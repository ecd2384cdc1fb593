"""FR24 exports, CSV and KML, in the documented shape: no address, no flag, and calculated stretches marked."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.errors import SourceError
from wheelsdown.geo.great_circle import destination
from wheelsdown.schemas import SourceFormat, StateVector
from wheelsdown.sources.estimated_stretches import MIN_POINTS

HEADER = "Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction\n"
START_S = 1755648000


def as_csv(rows):
    """Rows of (seconds, lat, lon, feet, knots, degrees)."""
    lines = [
        f'{START_S + t},{datetime.fromtimestamp(START_S + t, UTC):%FT%TZ},AB12,"{lat:.6f},{lon:.6f}",{alt},{kt},{deg}'
        for t, lat, lon, alt, kt, deg in rows
    ]
    return (HEADER + "\n".join(lines) + "\n").encode()


def placemark(t, lat, lon, metres, speed=100, heading=90):
    return (
        f"<Placemark><name>x</name><description><![CDATA[<div><b>Altitude:</b> 1,000 ft<br/><b>Speed:</b>&nbsp;{speed} kt"
        f"<br/><b>Heading:</b> {heading}&deg;</div>]]></description>"
        f"<TimeStamp><when>{datetime.fromtimestamp(START_S + t, UTC):%FT%T+00:00}</when></TimeStamp>"
        f"<Point><altitudeMode>absolute</altitudeMode><coordinates>{lon},{lat},{metres}</coordinates></Point></Placemark>"
    )


def as_kml(*placemarks, name="AB 12/ABC12", before=""):
    line = "<Placemark><name>P-1</name><LineString><coordinates>1,2,3 4,5,6</coordinates></LineString></Placemark>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>{name}</name>'
        f"<Folder><name>Route</name>{''.join(placemarks)}</Folder><Folder>{line}</Folder></Document></kml>"
    ).encode()


def test_a_csv_export_means_what_it_says(read, points):
    payload = as_csv([(0, 35.5, 36.25, 1000, 150, 73)])
    reading = read(payload)
    StateVector.validate(reading.state_vectors)
    (row,) = points(reading)
    assert reading.format is SourceFormat.FR24_CSV
    assert row["airframe"] == f"anon:{hashlib.sha256(payload).hexdigest()[:16]}"
    assert (row["at"], row["callsign"]) == (datetime(2025, 8, 20, tzinfo=UTC), "AB12")
    assert (row["lat_deg"], row["lon_deg"], row["altitude_ft"]) == (35.5, 36.25, 1000)
    assert (row["groundspeed_kt"], row["track_deg"]) == (150, 73)
    assert (row["on_ground"], row["estimated"], row["source_type"]) == (None, False, None)
    assert "anonymous" in reading.notes[0]


def test_a_kml_export_means_the_same_in_metres_and_lines_are_ignored(read, points):
    reading = read(as_kml(placemark(60, 35.6, 36.3, 304.8), placemark(0, 35.5, 36.25, 609.6)))
    StateVector.validate(reading.state_vectors)
    first, second = points(reading)
    assert reading.format is SourceFormat.FR24_KML
    assert (first["at"], first["row"], second["row"]) == (datetime(2025, 8, 20, tzinfo=UTC), 1, 0)
    assert (first["lat_deg"], first["lon_deg"]) == (35.5, 36.25)
    assert first["altitude_ft"] == pytest.approx(2000)
    assert (first["groundspeed_kt"], first["track_deg"], first["callsign"]) == (100, 90, "ABC12")
    assert first["airframe"].startswith("anon:")


def test_two_files_are_two_tracks(read):
    airframes = {read(as_csv([(t, 35, 36, 0, 0, 0)])).state_vectors["airframe"][0] for t in (0, 1)}
    assert len(airframes) == 2


def test_odd_rows_of_a_csv_are_counted_and_the_others_kept(read, points):
    good = as_csv([(0, 35, 36, 0, 0, 0), (60, 35, 36, 0, 0, 0)])
    odd = b'never,,AB1,"1,2",0,0,0\n1755648001,,AB1,"200,2",0,0,0\n1755648002,,AB1,"here",0,0,0\n1755648003,,AB1,"1,2,0,0\n'
    reading = read(good + odd)
    assert reading.dropped == {"no_time": 1, "position_off_the_globe": 1}
    assert [row["lat_deg"] for row in points(reading) if row["row"] == 4] == [None]
    assert {row["row"] for row in points(reading)} == {0, 1, 4, 5}


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (as_kml(), "wrong_columns"),
        (as_kml(placemark(0, 1, 2, 3))[:-30], "not_xml"),
        (
            as_kml(placemark(0, 1, 2, 3), before='<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa">]>', name="&a;"),
            "doctype",
        ),
        (as_kml(placemark(0, 1, 2, 3), before='<!DOCTYPE k SYSTEM "file:///etc/passwd">'), "doctype"),
        (b"<kml>" * 100_000, "not_xml"),
    ],
)
def test_broken_and_hostile_kml_is_refused(read, payload, reason):
    with pytest.raises(SourceError) as caught:
        read(payload)
    assert caught.value.reason == reason
    assert str(caught.value).isprintable()


def test_a_placemark_without_time_or_point_is_no_point(read):
    timeless = "<Placemark><Point><coordinates>1,2,3</coordinates></Point></Placemark>"
    placeless = "<Placemark><TimeStamp><when>2025-08-20T00:00:00Z</when></TimeStamp></Placemark>"
    assert read(as_kml(timeless, placemark(0, 1, 2, 3), placeless)).n_points_read == 1


def test_names_in_kml_cannot_paint_the_terminal(read, points):
    (row,) = points(read(as_kml(placemark(0, 1, 2, 3), name="x/&#x9b;31m&lt;b&gt;A&#8238;B")))
    assert row["callsign"] == "31m<b>AB"


# Stretches that look calculated.


def flown(n, step_s=60, speed_kt=420.0, said_kt=420, course=300.0, wobble=0.0, jitter=0):
    """A flight along a great circle: even, steady and straight, unless told otherwise."""
    rows = []
    for i in range(n):
        t = i * step_s + (jitter if i % 2 else 0)
        lat, lon = destination(35.0, 36.0, course, speed_kt * t / 3600)
        rows.append((t, float(lat) + (wobble if i % 2 else 0), float(lon), 33000, said_kt, 300))
    return rows


def marks(read, rows):
    return read(as_csv(rows)).state_vectors["estimated"].to_list()


def test_an_even_steady_straight_stretch_is_marked_and_said(read):
    reading = read(as_csv(flown(20)))
    assert reading.state_vectors["estimated"].all()
    assert any(note.startswith("20 of 20 positions look calculated") for note in reading.notes)


@pytest.mark.parametrize(
    "change",
    [{"jitter": 7}, {"wobble": 0.01}, {"said_kt": "vary"}, {"step_s": 5}, {"speed_kt": 5.0, "said_kt": 5}],
)
def test_real_flight_lacks_one_of_the_three(read, change):
    rows = flown(20, **{k: v for k, v in change.items() if v != "vary"})
    if change.get("said_kt") == "vary":
        rows = [(*row[:4], 420 + i % 3, row[5]) for i, row in enumerate(rows)]
    assert not any(marks(read, rows))


def test_only_the_calculated_part_is_marked(read):
    real = [
        (t, lat, lon, alt, 420 + i % 3, deg)
        for i, (t, lat, lon, alt, _, deg) in enumerate(flown(15, step_s=47))
    ]
    after = [(t + 2000, lat + 3, lon, *rest) for t, lat, lon, *rest in flown(12)]
    assert marks(read, real + after) == [False] * 15 + [True] * 12


def test_a_stretch_of_too_few_points_is_not_marked(read):
    assert not any(marks(read, flown(MIN_POINTS - 1, step_s=300)))


def test_a_parked_aircraft_is_not_calculated(read):
    assert not any(marks(read, [(i * 60, 35.0, 36.0, 0, 0, 0) for i in range(30)]))


@settings(max_examples=50, deadline=None)
@given(st.integers(6, 40), st.integers(60, 300), st.floats(100, 550), st.floats(0, 359))
def test_whatever_the_course_speed_and_interval(n, step_s, speed_kt, course):
    import polars as pl

    from wheelsdown.sources.estimated_stretches import estimated

    rows = flown(n, step_s=step_s, speed_kt=speed_kt, course=course)
    frame = pl.DataFrame(
        {
            "at": [t * 1_000_000 for t, *_ in rows],
            "lat_deg": [r[1] for r in rows],
            "lon_deg": [r[2] for r in rows],
        }
    ).with_columns(groundspeed_kt=pl.lit(round(speed_kt), pl.Float64))
    assert estimated(frame).all()
