"""A spreadsheet shows the rows and runs nothing."""

import csv
import json
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wheelsdown.dossiers.listings import Listing, Rows
from wheelsdown.dossiers.rows_csv import csv_lines, safe_cell


def read(listing: Listing) -> list[dict[str, str]]:
    return list(csv.DictReader(csv_lines(listing)))


def test_structs_become_dotted_columns_and_lists_become_json(visits: Callable[..., Rows]) -> None:
    [row] = read(visits({}))
    assert row["arrived_at.earliest"] == "2025-10-24T14:02:11Z"
    assert row["went_to.id"] == "XQ-1"
    assert row["came_from.id"] == ""
    assert json.loads(row["evidence"]) == [{"sha256": "ab" * 32, "first_row": 3, "last_row": 9}]
    assert row["simulated"] == "false"


def test_the_header_stands_without_rows(visits: Callable[..., Rows]) -> None:
    [header] = csv_lines(visits())
    assert header.startswith("visit_id,aerodrome,")
    assert "simulated" in header.split(",")


def test_simulated_rows_say_so(visits: Callable[..., Rows]) -> None:
    assert [row["simulated"] for row in read(visits({}, {}, simulated=True))] == ["true", "true"]


@pytest.mark.parametrize("number", [-116.9, 1e-9, -3.0, 0.0, 35.5])
def test_numbers_stay_numbers(number: float) -> None:
    [row] = read(Rows(pl.DataFrame({"lon_deg": [number]}), simulated=False))
    assert float(row["lon_deg"]) == number


@given(st.text(alphabet=st.characters()))
@example("=1+1")
@example("\t=1+1")
@example(" @SUM(A1)")
@example("\x1b[31m=1")
@example("＝1")
@example("-2+3")
@example("+49")
def test_no_cell_can_be_a_formula(text: str) -> None:
    rows = pl.DataFrame({"callsign": [text.encode("utf-8", "replace").decode()]})
    [row] = read(Rows(rows, simulated=False))
    cell = row["callsign"].lstrip()
    assert cell[:1] not in tuple("=+-@＝＋－＠\t\r\n") or _is_number(cell) or cell == ""
    assert not set(cell) & {"\n", "\r", "\x00", "\x1b"}


@given(st.from_regex(r"[A-Z0-9]{1,8}", fullmatch=True))
def test_an_honest_cell_is_untouched(text: str) -> None:
    assert safe_cell(text) == text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isascii()
