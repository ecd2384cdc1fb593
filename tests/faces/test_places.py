"""The register of places, from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import Result

from wheelsdown.faces.cli.place_add import Kind
from wheelsdown.schemas import PlaceKind

pytestmark = pytest.mark.usefixtures("pipeline")

SQUARE = {"type": "Polygon", "coordinates": [[[24.0, 21.0], [24.5, 21.0], [24.5, 21.5], [24.0, 21.0]]]}


def listed(run: Callable[..., Result]) -> dict[str, Any]:
    items = json.loads(run("place", "list", "--format", "json").stdout)["items"]
    return {item["id"]: item for item in items}


def test_the_kinds_are_those_of_the_schema() -> None:
    assert set(get_args(Kind)) == {str(kind) for kind in PlaceKind}


def test_a_place_is_added_with_names_in_any_script(run: Callable[..., Result]) -> None:
    words = ["--kind", "airstrip", "--at", "-21.5,24.1", "--name", "Long Strip", "--name", "ar:القاعدة"]
    assert run("place", "add", "XQ-STRIP", *words).exit_code == 0
    place = listed(run)["XQ-STRIP"]
    assert (place["lat_deg"], place["lon_deg"]) == (-21.5, 24.1)
    assert [(name["text"], name["language"]) for name in place["names"]] == [
        ("Long Strip", None),
        ("القاعدة", "ar"),
    ]
    assert "القاعدة (ar)" in run("place", "list").stdout


def test_a_claim_lies_on_top_of_what_is_known_and_needs_a_source(run: Callable[..., Result]) -> None:
    before = listed(run)["OSLK"]
    assert run("place", "add", "OSLK", "--held-by", "Some Force").exit_code == 2
    words = ["--held-by", "Some Force", "--source", "a decree", "--since", "2015-09"]
    assert run("place", "add", "OSLK", *words).exit_code == 0
    after = listed(run)["OSLK"]
    assert after["names"] == before["names"]
    assert after["claims"][:-1] == before["claims"]
    assert after["claims"][-1]["value"] == "Some Force"
    run("place", "add", "OSLK", *words)
    assert listed(run)["OSLK"] == after


def test_an_aerodrome_keeps_its_own_name(run: Callable[..., Result]) -> None:
    assert run("place", "add", "KRNM", "--kind", "airport").exit_code == 0
    assert listed(run)["KRNM"]["names"][0]["text"] == "Ramona Airport"


@pytest.mark.parametrize(
    "content",
    [
        SQUARE,
        {"type": "Feature", "geometry": SQUARE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SQUARE}]},
    ],
)
def test_an_outline_is_read_longitude_first(
    run: Callable[..., Result], tmp_path: Path, content: dict[str, Any]
) -> None:
    (tmp_path / "base.geojson").write_text(json.dumps(content))
    words = ["--kind", "air_base", "--name", "Base", "--polygon", "base.geojson"]
    result = run("place", "add", "XQ-BASE", *words)
    assert result.exit_code == 0, result.stderr
    assert listed(run)["XQ-BASE"]["lat_deg"] == pytest.approx(21.1667, abs=1e-3)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        '{"type": "Polygon"}',
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "Polygon", "coordinates": [[1, 2]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [NaN, 0]]]}',
        "\udcff",
        "[" * 5000,
        " " * 1_000_001,
    ],
)
def test_a_bad_outline_is_one_line(run: Callable[..., Result], tmp_path: Path, content: str) -> None:
    (tmp_path / "base.geojson").write_bytes(content.encode("utf-8", "surrogateescape"))
    words = ["--kind", "air_base", "--name", "Base", "--polygon", "base.geojson"]
    result = run("place", "add", "XQ-BASE", *words)
    assert result.exit_code == 1, result.exception
    assert result.stderr.startswith("wheelsdown: ")
    assert result.stderr.count("\n") == 1
    assert "XQ-BASE" not in listed(run)


@pytest.mark.parametrize(
    "words", [["XQ-NEW", "--name", "New"], ["XQ-NEW", "--kind", "airstrip", "--name", "New", "--at", "here"]]
)
def test_half_a_place_is_a_usage_error(run: Callable[..., Result], words: list[str]) -> None:
    assert run("place", "add", *words).exit_code == 2


def test_watching_by_any_name_and_stopping(run: Callable[..., Result]) -> None:
    assert run("place", "watch", "Хмеймим", "--radius-nm", "30").exit_code == 0
    assert listed(run)["OSLK"]["watched_radius_nm"] == 30.0
    assert run("place", "watch", "KRNM").exit_code == 0
    assert listed(run)["KRNM"]["watched_radius_nm"] == 60.0
    run("place", "watch", "LTK", "--stop")
    assert listed(run)["OSLK"]["watched_radius_nm"] is None


def test_a_set_is_named_and_forgotten(run: Callable[..., Result]) -> None:
    assert run("place", "set", "two", "OSLK", "KRNM").exit_code == 0
    assert "two  set of OSLK, KRNM" in run("place", "list").stdout
    assert run("place", "set", "two").exit_code == 2
    assert run("place", "set", "two", "--remove").exit_code == 0
    assert "two  set of" not in run("place", "list").stdout


def test_a_place_is_removed(run: Callable[..., Result]) -> None:
    assert run("place", "remove", "OSLK").exit_code == 0
    assert "OSLK" not in listed(run)
    assert run("place", "remove", "XQ-NONE").exit_code == 1


def test_places_as_geojson_are_points(run: Callable[..., Result]) -> None:
    out = json.loads(run("place", "list", "--format", "geojson").stdout)
    geometry = {feature["properties"]["id"]: feature["geometry"] for feature in out["features"]}
    assert geometry["PORT-TARTUS"] == {"type": "Point", "coordinates": [35.865, 34.91]}
