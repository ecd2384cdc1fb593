"""A number says its unit in its name: every float column of every table."""

import inspect
from collections.abc import Iterator
from typing import Any

import dataframely as dy
import polars as pl
import pytest

import wheelsdown.schemas as dictionary

UNITS = ("_deg", "_ft", "_fpm", "_kt", "_nm", "_s", "_bytes")

#: Numbers without a unit, and why they have none.
PURE_NUMBERS = {"probability": "a share between 0 and 1"}

TABLES = {
    name: kind
    for name in dictionary.__all__
    if inspect.isclass(kind := getattr(dictionary, name)) and issubclass(kind, dy.Schema)
}


def floats(name: str, kind: Any) -> Iterator[str]:
    """Give the names of the floats in a column, those inside lists and structs included."""
    if isinstance(kind, pl.List):
        yield from floats(name, kind.inner)
    elif isinstance(kind, pl.Struct):
        for field in kind.fields:
            yield from floats(field.name, field.dtype)
    elif kind.is_float():
        yield name


def found(table: type[dy.Schema]) -> list[str]:
    return [name for column, kind in table.columns().items() for name in floats(column, kind.dtype)]


@pytest.mark.parametrize("name", TABLES)
def test_every_float_column_ends_in_its_unit(name: str) -> None:
    bare = [c for c in found(TABLES[name]) if not c.endswith(UNITS) and c not in PURE_NUMBERS]
    assert not bare


def test_the_test_sees_floats_at_every_depth() -> None:
    assert {"altitude_ft", "lat_deg", "probability"} <= set(found(dictionary.Flight))
    assert set(PURE_NUMBERS) <= {c for table in TABLES.values() for c in found(table)}
