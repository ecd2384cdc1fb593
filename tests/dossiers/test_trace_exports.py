"""One aircraft's points in the forms other programs read: nothing made up, nothing lost unsaid."""

import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from track_builder import EPOCH, Track, states

from wheelsdown.dossiers.listings import ListKind, Rows
from wheelsdown.dossiers.rows_csv import csv_lines
from wheelsdown.dossiers.rows_json import json_list
from wheelsdown.dossiers.trace_geojson import trace_geojson_lines
from wheelsdown.dossiers.trace_kml import trace_kml_lines
from wheelsdown.dossiers.trace_readsb import readsb_left_out, trace_readsb_lines
from wheelsdown.dossiers.trace_stretches import stretches
from wheelsdown.dossiers.trace_traffic import (
    trace_traffic_bytes,
    traffic_frame,
    traffic_hint,
    traffic_left_out,
)
from wheelsdown.errors import WheelsdownError
from wheelsdown.schemas.trace_points import TracePoint
from wheelsdown.sources import find_sources, read_source

KML = {"k": "http://www.opengis.net/kml/2.2", "gx": "http://www.google.com/kml/ext/2.2"}
HOSTILE = "<b>&\"'=1+1]]>"


def points_of(rows: list[dict[str, Any]], **words: Any) -> pl.DataFrame:
    """Rows as ``TracePoint``; every point is worth the same unless ``words`` say otherwise."""
    verdict = {"phase": "level", "integrity": "ok", "masked": []} | words
    frame = states(rows).with_columns(
        phase=pl.lit(verdict["phase"]),
        integrity=pl.Series(verdict["integrity"], dtype=pl.String)
        if isinstance(verdict["integrity"], list)
        else pl.lit(verdict["integrity"]),
        masked=pl.lit(verdict["masked"], dtype=pl.List(pl.String)),
    )
    return frame.select(TracePoint.column_names())


def listing_of(rows: list[dict[str, Any]], *, simulated: bool = False, **words: Any) -> Rows:
    return Rows(points_of(rows, **words), simulated, place="a00001")


def point(second: float = 0, **values: Any) -> dict[str, Any]:
    state = {"lat_deg": 35.0, "lon_deg": 36.0, "altitude_ft": 9_000.0, "on_ground": False}
    return {"airframe": "a00001", "at": EPOCH + timedelta(seconds=second)} | state | values


FLIGHT = Track(callsign="TANK70").parked(1).take_off("XQAA").fly_to("XQCC").land("XQCC").rows


def geojson(listing: Rows) -> dict[str, Any]:
    read: dict[str, Any] = json.loads("\n".join(trace_geojson_lines(listing)))
    return read


def kml(listing: Rows) -> ET.Element:
    return ET.fromstring("\n".join(trace_kml_lines(listing)))


def read_again(listing: Rows, folder: Path) -> pl.DataFrame:
    """Write the readsb trace and read it as any other raw file."""
    path = folder / "trace_full_a00001.json"
    path.write_text("\n".join(trace_readsb_lines(listing)), encoding="utf-8")
    [source] = find_sources([path])[0]
    return pl.concat([reading.state_vectors for reading in read_source(source)])


# --- where a line may be drawn ---


def test_a_line_breaks_at_a_silence_at_the_date_line_and_where_the_worth_changes() -> None:
    rows = [point(0), point(60), point(600), point(660, lon_deg=179.9), point(670, lon_deg=-179.9)]
    rows += [point(680, lon_deg=-179.8, lat_deg=None), point(690, lon_deg=-179.7)]
    found = list(stretches(points_of(rows, integrity=["ok"] * 6 + ["spoof_suspect"])))
    assert [len(stretch.rows) for stretch in found] == [2, 2, 1, 1]
    assert [stretch.believed for stretch in found] == [True, True, True, False]


@given(
    st.lists(st.tuples(st.integers(1, 900), st.floats(-180, 180), st.booleans()), max_size=30),
)
def test_every_placed_point_is_in_exactly_one_stretch(steps: list[tuple[int, float, bool]]) -> None:
    at, rows = 0, []
    for seconds, lon, placed in steps:
        at += seconds
        rows.append(point(at, lon_deg=lon if placed else None, lat_deg=35.0 if placed else None))
    found = list(stretches(points_of(rows)))
    instants = [row["at"] for stretch in found for row in stretch.rows]
    assert instants == [row["at"] for row in rows if row["lat_deg"] is not None]
    for stretch in found:
        gaps = np.diff([row["at"].timestamp() for row in stretch.rows])
        assert (gaps <= 300).all()


# --- GeoJSON ---


def test_geojson_has_lines_with_times_and_every_point() -> None:
    read = geojson(listing_of(FLIGHT))
    assert read["schema"] == "wheelsdown/trace/1"
    lines = [f for f in read["features"] if f["geometry"]["type"] == "LineString"]
    dots = [f for f in read["features"] if f["geometry"]["type"] == "Point"]
    assert len(dots) == len(FLIGHT)
    for line in lines:
        times = line["properties"]["coordinateProperties"]["times"]
        assert len(times) == len(line["geometry"]["coordinates"]) >= 2
        assert times == sorted(times)
    assert sum(len(line["geometry"]["coordinates"]) for line in lines) == len(FLIGHT)
    assert dots[0]["geometry"]["coordinates"] == [36.0, 35.0]
    assert dots[0]["properties"]["callsign"] == "TANK70"


def test_geojson_makes_up_no_place_and_no_height() -> None:
    read = geojson(listing_of([point(0, lat_deg=None), point(1, altitude_ft=None), point(2)]))
    [line] = [f for f in read["features"] if f["geometry"] and f["geometry"]["type"] == "LineString"]
    assert line["properties"]["coordinateProperties"]["altitude_ft"] == [None, 9_000.0]
    assert [f["geometry"] for f in read["features"]].count(None) == 1


def test_geojson_says_which_line_is_no_evidence_and_what_is_simulated() -> None:
    read = geojson(listing_of([point(0), point(1)], simulated=True, integrity="spoof_suspect"))
    assert read["simulated"] is True
    line = read["features"][0]["properties"]
    assert (line["believed"], line["integrity"], line["simulated"]) == (False, ["spoof_suspect"], True)


def test_calculated_positions_are_no_believed_line() -> None:
    read = geojson(listing_of([point(0, estimated=True), point(1, estimated=True)]))
    assert read["features"][0]["properties"]["believed"] is False


# --- KML ---


def test_kml_has_a_time_and_a_place_for_every_point() -> None:
    document = kml(listing_of(FLIGHT))
    tracks = document.findall(".//gx:Track", KML)
    n_times = [len(track.findall("k:when", KML)) for track in tracks]
    assert n_times == [len(track.findall("gx:coord", KML)) for track in tracks]
    assert sum(n_times) == len(FLIGHT)
    for track, n in zip(tracks, n_times, strict=True):
        for values in track.findall(".//gx:SimpleArrayData", KML):
            assert len(values.findall("gx:value", KML)) == n


def test_kml_height_is_what_was_received_and_no_height_lies_on_the_ground() -> None:
    rows = [point(0, geometric_altitude_ft=10_000.0), point(1), point(2, altitude_ft=None)]
    rows += [point(3, on_ground=True, altitude_ft=None)]
    high, ground = kml(listing_of(rows)).findall(".//gx:Track", KML)
    heights = [float(coord.text.split()[2]) for coord in high.findall("gx:coord", KML) if coord.text]
    assert heights == [pytest.approx(3048.0), pytest.approx(2743.2)]
    assert high.findtext("k:altitudeMode", namespaces=KML) == "absolute"
    assert ground.findtext("k:altitudeMode", namespaces=KML) == "clampToGround"
    assert len(ground.findall("k:when", KML)) == 2


@pytest.mark.parametrize("callsign", [HOSTILE, "</name><script>", "A\x1b[31mB", "A\x00B", "A\ufffeB", "]]>"])
def test_a_hostile_callsign_is_text_in_kml(callsign: str) -> None:
    document = kml(listing_of([point(0, callsign=callsign), point(1)]))
    text = "".join(document.itertext())
    assert "\x1b" not in text
    assert not document.findall(".//script")
    tags = {element.tag.rpartition("}")[2] for element in document.iter()}
    assert tags <= {
        "kml", "Document", "name", "description", "Style", "LineStyle", "color", "width", "Schema",
        "SimpleArrayField", "displayName", "Placemark", "styleUrl", "Track", "altitudeMode", "when", "coord",
        "ExtendedData", "SchemaData", "SimpleArrayData", "value",
    }  # fmt: skip


def test_kml_says_what_is_simulated_and_what_is_no_evidence() -> None:
    document = kml(listing_of([point(0), point(1)], simulated=True, integrity="spoof_suspect"))
    names = [name.text or "" for name in document.findall(".//k:name", KML)]
    assert all("SIMULATED DATA" in name for name in names)
    assert "POSITIONS ARE NO EVIDENCE" in names[1]


# --- traffic ---


def test_a_traffic_frame_has_the_librarys_columns_and_types() -> None:
    listing = listing_of([row | {"squawk": "2000"} for row in FLIGHT])
    file = pq.ParquetFile(io.BytesIO(trace_traffic_bytes(listing)))
    kinds = {field.name: str(field.type) for field in file.schema_arrow}
    floats = ["latitude", "longitude", "altitude", "groundspeed", "track", "vertical_rate", "geoaltitude"]
    assert kinds["timestamp"] == "timestamp[ns, tz=UTC]"
    assert {kinds[name] for name in floats} == {"double"}
    assert {kinds[name] for name in ("icao24", "callsign", "squawk")} == {"large_string"}
    assert kinds["onground"] == "bool"
    assert file.metadata.metadata[b"wheelsdown.export"] == b"true"
    assert list(kinds) == [
        "timestamp", "icao24", "callsign", "latitude", "longitude", "altitude", "groundspeed", "track",
        "vertical_rate", "geoaltitude", "onground", "squawk", "integrity", "simulated",
    ]  # fmt: skip


def test_a_traffic_frame_has_no_column_that_the_library_could_not_type() -> None:
    nameless = listing_of([point(0, on_ground=None), point(1, on_ground=None)])
    assert not {"callsign", "squawk", "onground"} & set(traffic_frame(nameless).columns)
    assert traffic_frame(nameless)["altitude"].dtype == pl.Float64
    assert traffic_hint(nameless) is None  # the library iterates by address then
    assert "callsign" in traffic_frame(listing_of([])).columns


def test_points_that_the_library_would_pass_over_are_counted() -> None:
    listing = listing_of([point(0), point(1, callsign="TANK70"), point(2, estimated=True)])
    assert traffic_hint(listing) is not None
    assert str(traffic_hint(listing)).startswith("1 point without a callsign")
    assert traffic_hint(listing_of([point(0, callsign="TANK70")])) is None


def test_a_traffic_frame_read_again_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "frame.parquet"
    listing = listing_of(FLIGHT)
    path.write_bytes(trace_traffic_bytes(listing))
    [source] = find_sources([path])[0]
    again = pl.concat([reading.state_vectors for reading in read_source(source)])
    columns = [
        "airframe",
        "at",
        "lat_deg",
        "lon_deg",
        "altitude_ft",
        "groundspeed_kt",
        "on_ground",
        "callsign",
    ]
    assert again.select(columns).equals(listing.rows.select(columns))


@pytest.mark.parametrize("of_rows", [True, False])
def test_simulated_stays_simulated_in_every_export(tmp_path: Path, of_rows: bool) -> None:
    listing = listing_of([point(0, simulated=of_rows), point(1)], simulated=True)
    assert traffic_frame(listing)["simulated"].all()
    path = tmp_path / "frame.parquet"
    path.write_bytes(trace_traffic_bytes(listing))
    [source] = find_sources([path])[0]
    assert all(reading.state_vectors["simulated"].all() for reading in read_source(source))
    assert read_again(listing, tmp_path)["simulated"].all()


def test_calculated_positions_get_into_no_frame_that_cannot_mark_them(tmp_path: Path) -> None:
    listing = listing_of([point(0), point(1, estimated=True), point(2, lat_deg=None)])
    assert traffic_frame(listing).height == 2
    assert traffic_left_out(listing) == {"calculated positions": 1}
    assert read_again(listing, tmp_path).height == 1
    assert readsb_left_out(listing) == {"calculated positions": 1, "points without a position": 1}


# --- readsb ---


def test_a_readsb_export_is_marked_and_asserts_no_identity() -> None:
    header = json.loads("\n".join(trace_readsb_lines(listing_of(FLIGHT))))
    assert "wheelsdown" in header["export"]
    assert not {"r", "t", "desc", "ownOp", "year", "dbFlags"} & set(header)
    assert all(len(row) == 14 for row in header["trace"])


@given(
    st.lists(
        st.builds(
            point,
            st.integers(0, 10**9).map(lambda us: us / 1e6),
            lat_deg=st.floats(-90, 90),
            lon_deg=st.floats(-180, 180),
            altitude_ft=st.one_of(st.none(), st.integers(-1_000, 45_000).map(float)),
            geometric_altitude_ft=st.one_of(st.none(), st.integers(-1_000, 45_000).map(float)),
            on_ground=st.booleans(),
            groundspeed_kt=st.one_of(st.none(), st.floats(0, 700)),
            stale=st.booleans(),
            new_leg=st.booleans(),
            callsign=st.sampled_from([None, "TANK70", "RFF7040"]),
            nac_p=st.sampled_from([None, 8, 10]),
        ),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row["at"],
    )
)
def test_a_readsb_export_read_again_has_the_same_positions(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["on_ground"]:
            row["altitude_ft"] = None
        elif row["altitude_ft"] is None and row["geometric_altitude_ft"] is None:
            row["on_ground"] = None
    listing = listing_of(rows)
    text = "\n".join(trace_readsb_lines(listing))
    again = _read_text(text)
    columns = ["at", "lat_deg", "lon_deg", "altitude_ft", "geometric_altitude_ft", "on_ground",
               "groundspeed_kt", "stale", "new_leg"]  # fmt: skip
    assert again.select(columns).equals(listing.rows.select(columns))
    for name in ("callsign", "nac_p"):  # carried by readers for a minute, so never another value
        pairs = zip(listing.rows[name], again[name], strict=True)
        assert all(after == before for before, after in pairs if before is not None)


def _read_text(text: str) -> pl.DataFrame:
    from wheelsdown.sources.door import admit
    from wheelsdown.sources.readsb_columns import trace_points
    from wheelsdown.sources.readsb_trace import decode_trace

    return admit(
        trace_points([decode_trace(text.encode(), where="export")]), [("0" * 64, None)]
    ).state_vectors


def test_a_real_trace_exported_and_read_again(
    data: Path, tmp_path: Path, judged_rows: Callable[[Path], pl.DataFrame]
) -> None:
    rows = judged_rows(data / "trace_full_ac671b.json")
    again = read_again(Rows(rows, simulated=False), tmp_path)
    columns = ["airframe", "at", "lat_deg", "lon_deg", "altitude_ft", "geometric_altitude_ft", "on_ground",
               "groundspeed_kt", "track_deg", "vertical_rate_fpm", "source_type", "stale", "new_leg"]  # fmt: skip
    assert again.select(columns).equals(rows.select(columns))


@pytest.fixture
def judged_rows() -> Callable[[Path], pl.DataFrame]:
    from track_builder import world

    from wheelsdown.traces import judged
    from wheelsdown.tracks.instants import one_state_an_instant

    def rows(path: Path) -> pl.DataFrame:
        [source] = find_sources([path])[0]
        read = pl.concat([reading.state_vectors for reading in read_source(source)])
        return judged(one_state_an_instant(read), world())

    return rows


def test_a_track_without_an_address_is_refused_with_what_to_do() -> None:
    listing = listing_of([point(0, airframe="anon:0123456789abcdef")])
    with pytest.raises(WheelsdownError, match=r"has no address.*assert its icao24"):
        list(trace_readsb_lines(listing))


# --- the forms all lists share ---


def test_json_is_the_contract() -> None:
    read = json.loads("\n".join(json_list(listing_of([point(0, callsign=HOSTILE)]), ListKind.TRACE)))
    assert read["schema"] == "wheelsdown/trace/1"
    assert {"items", "left_out", "missing"} <= set(read)
    [item] = read["items"]
    assert item["callsign"] == HOSTILE
    assert item["integrity"] == "ok"


def test_csv_runs_no_formula() -> None:
    [_, line] = csv_lines(listing_of([point(0, callsign="=1+1")]))
    assert "'=1+1" in line


def test_no_points_are_still_a_document() -> None:
    empty = listing_of([])
    assert geojson(empty)["features"] == []
    assert kml(empty).findall(".//gx:Track", KML) == []
    assert json.loads("\n".join(trace_readsb_lines(empty)))["trace"] == []
    assert pl.read_parquet(trace_traffic_bytes(empty)).is_empty()
