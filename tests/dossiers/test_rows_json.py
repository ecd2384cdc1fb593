"""The JSON other programs rely on."""

import json
import re
from collections.abc import Callable

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.dossiers.listings import Listing, ListKind, Rows, plain_value
from wheelsdown.dossiers.rows_json import encode, json_list

VISIT_FIELDS = {
    "visit_id", "aerodrome", "icao24", "registration", "type_designator", "operator", "arrived_at",
    "departed_at", "basis", "probability", "evidence_seen", "rivals", "came_from", "went_to", "integrity",
    "simulated", "evidence",
}  # fmt: skip
FLIGHT_FIELDS = {
    "flight_id", "icao24", "callsign", "registration", "type_designator", "take_off", "landing", "first_seen",
    "last_seen", "n_points", "integrity", "simulated",
}  # fmt: skip


def read(listing: Listing, kind: ListKind = ListKind.VISITS) -> dict:
    return json.loads("\n".join(json_list(listing, kind)))


def test_a_list_of_visits_has_the_fields_of_the_contract(visits: Callable[..., Rows]) -> None:
    out = read(visits({}, {"visit_id": "v2"}))
    assert out["schema"] == "wheelsdown/visits/1"
    assert out["left_out"] == {"spoof_suspect": 2}
    assert out["missing"] == ["no data for 2025-10-25"]
    assert out["simulated"] is False
    assert [item["visit_id"] for item in out["items"]] == ["v1", "v2"]
    item = out["items"][0]
    assert item.keys() >= VISIT_FIELDS
    assert item["arrived_at"] == {"earliest": "2025-10-24T14:02:11Z", "latest": "2025-10-24T14:02:11Z"}
    assert item["evidence"] == [{"sha256": "ab" * 32, "first_row": 3, "last_row": 9}]
    assert item["operator"] is None
    assert item["went_to"] == {"id": "XQ-1", "level": "region"}


def test_a_list_of_flights_has_the_fields_of_the_contract(flights: Callable[..., Rows]) -> None:
    item = read(flights({}), ListKind.FLIGHTS)["items"][0]
    assert item.keys() >= FLIGHT_FIELDS
    assert item["landing"].keys() >= {"aerodrome", "at", "basis", "probability", "rivals"}
    assert item["last_seen"].keys() >= {"at", "lat_deg", "lon_deg", "altitude_ft"}


def test_an_empty_list_is_a_list(visits: Callable[..., Rows]) -> None:
    assert read(visits())["items"] == []


def test_a_simulated_listing_marks_itself_and_every_row(visits: Callable[..., Rows]) -> None:
    out = read(visits({}, {"simulated": True}, simulated=True))
    assert out["simulated"] is True
    assert [item["simulated"] for item in out["items"]] == [True, True]


def test_a_row_without_a_mark_is_marked_as_its_listing_is() -> None:
    assert read(Rows(pl.DataFrame({"a": [1]}), simulated=True))["items"] == [{"a": 1, "simulated": True}]


def test_a_marked_row_stays_marked_in_a_listing_that_says_real(visits: Callable[..., Rows]) -> None:
    assert read(visits({"simulated": True}, simulated=False))["items"][0]["simulated"] is True


def test_not_a_number_is_unknown(flights: Callable[..., Rows]) -> None:
    rows = flights({}).rows.with_columns(pl.lit(float("inf")).alias("distance_nm"))
    assert read(Rows(rows, simulated=False), ListKind.FLIGHTS)["items"][0]["distance_nm"] is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(
        alphabet=st.characters()
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(VALUES)
def test_what_is_written_is_read_back_and_does_nothing_on_a_screen(value: object) -> None:
    text = encode(plain_value(value))
    assert json.loads(text) == value
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
