"""The rows come back as they went, and the file says what must be said with them."""

import io
import json
from collections.abc import Callable

import polars as pl
import pyarrow.parquet as pq
from polars.testing import assert_frame_equal

from wheelsdown.dossiers.listings import ListKind, Rows
from wheelsdown.dossiers.rows_parquet import parquet_bytes


def test_the_rows_come_back(visits: Callable[..., Rows]) -> None:
    listing = visits({}, {"visit_id": "v2"})
    assert_frame_equal(pl.read_parquet(parquet_bytes(listing, ListKind.VISITS)), listing.rows)


def test_the_metadata_say_what_the_rows_cannot(visits: Callable[..., Rows]) -> None:
    written = parquet_bytes(visits(simulated=True), ListKind.VISITS)
    said = pq.read_metadata(io.BytesIO(written)).metadata
    assert said[b"wheelsdown.schema"] == b"wheelsdown/visits/1"
    assert said[b"wheelsdown.simulated"] == b"true"
    assert json.loads(said[b"wheelsdown.left_out"]) == {"spoof_suspect": 2}
    assert json.loads(said[b"wheelsdown.missing"]) == ["no data for 2025-10-25"]


def test_simulated_is_a_column(visits: Callable[..., Rows]) -> None:
    rows = pl.read_parquet(parquet_bytes(visits({}, simulated=True), ListKind.VISITS))
    assert rows["simulated"].to_list() == [True]
