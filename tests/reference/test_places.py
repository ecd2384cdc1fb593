"""The register of places: on top of the world's aerodromes, written whole or not at all."""

import os
from pathlib import Path

import msgspec
import polars as pl
import pytest

from wheelsdown.errors import UnknownReference, WheelsdownError, WorkspaceError
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.places import Place, PlaceClaim, PlaceName, PlaceRegister, aerodromes_with
from wheelsdown.schemas import Aerodrome, PlaceKind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace" / "places.json"


def strip(place_id: str = "QQ-STRIP", **changes: object) -> Place:
    """An invented airstrip in the Libyan desert."""
    given: dict[str, object] = {
        "id": place_id,
        "kind": PlaceKind.AIRSTRIP,
        "names": (
            PlaceName(text="Invented Strip", language="en"),
            PlaceName(text="مهبط وهمي", language="ar"),
        ),
        "lat_deg": 27.0,
        "lon_deg": 18.0,
        "elevation_ft": 900.0,
    }
    return Place(**(given | changes))  # type: ignore[arg-type]


def test_what_is_added_is_read_back(path: Path) -> None:
    claim = PlaceClaim(attribute="held_by", value="nobody", since="2015-09", source="an invented report")
    PlaceRegister.open(path).add(strip(claims=(claim,)))
    assert PlaceRegister.open(path).get("QQ-STRIP") == strip(claims=(claim,))


def test_a_missing_file_is_an_empty_register_and_stays_missing(path: Path) -> None:
    assert {place.id for place in PlaceRegister.open(path).places()} >= {"OSLK", "PORT-TARTUS", "TD-0014"}
    assert not path.exists()


def test_shipped_claims_say_when_and_who_says_so() -> None:
    for place in PlaceRegister.open(None).places():
        for claim in place.claims:
            assert claim.since
            assert claim.source


def test_a_registered_strip_joins_the_aerodromes(path: Path) -> None:
    register = PlaceRegister.open(path)
    register.add(strip())
    table = aerodromes_with(register)
    Aerodrome.validate(table)
    assert table.height == load_aerodromes().height + 1
    row = table.row(by_predicate=pl.col("aerodrome") == "QQ-STRIP", named=True)
    assert (row["name"], row["kind"], row["country"], row["region"]) == (
        "Invented Strip",
        "airstrip",
        "LY",
        None,
    )


def test_a_place_on_top_of_an_aerodrome_changes_only_what_it_says(path: Path) -> None:
    register = PlaceRegister.open(path)
    register.add(strip("HL59", kind=PlaceKind.AIR_BASE, lat_deg=None, lon_deg=None, elevation_ft=None))
    table = aerodromes_with(register)
    known = load_aerodromes().row(by_predicate=pl.col("aerodrome") == "HL59", named=True)
    now = table.row(by_predicate=pl.col("aerodrome") == "HL59", named=True)
    assert now == known | {"kind": "air_base"}
    assert table.height == load_aerodromes().height


def test_a_port_is_no_aerodrome() -> None:
    assert aerodromes_with(PlaceRegister.open(None)).filter(pl.col("aerodrome") == "PORT-TARTUS").is_empty()


def test_the_middle_of_a_polygon_is_its_point() -> None:
    square = strip(lat_deg=None, lon_deg=None, polygon_deg=((1.0, 2.0), (1.0, 4.0), (3.0, 4.0), (3.0, 2.0)))
    assert square.point_deg == pytest.approx((2.0, 3.0))


def test_removing_a_shipped_place_lasts_and_adding_it_undoes_that(path: Path) -> None:
    register = PlaceRegister.open(path)
    tartus = register.get("PORT-TARTUS")
    assert tartus is not None
    register.remove("PORT-TARTUS")
    assert PlaceRegister.open(path).get("PORT-TARTUS") is None
    register.add(tartus)
    assert PlaceRegister.open(path).get("PORT-TARTUS") == tartus


def test_removing_what_is_not_there_lists_what_is() -> None:
    with pytest.raises(UnknownReference, match="no place 'QQ-NONE'") as caught:
        PlaceRegister.open(None).remove("QQ-NONE")
    assert "OSLK" in caught.value.nearest


def test_watching_lasts_and_ends_with_the_place(path: Path) -> None:
    register = PlaceRegister.open(path)
    register.add(strip())
    register.watch("QQ-STRIP", 25)
    register.watch("OLBA", 60)
    assert PlaceRegister.open(path).watched() == {"OLBA": 60.0, "QQ-STRIP": 25.0}
    register.remove("QQ-STRIP")
    register.unwatch("OLBA")
    assert PlaceRegister.open(path).watched() == {}


def test_two_open_registers_lose_nothing_of_each_other(path: Path) -> None:
    one, other = PlaceRegister.open(path), PlaceRegister.open(path)
    one.watch("OSLK", 30)
    other.add(strip())
    one.save_set("two-fields", ["HL59", "HLJF"])
    now = PlaceRegister.open(path)
    assert (now.watched(), now.get("QQ-STRIP"), [*now.sets()]) == ({"OSLK": 30.0}, strip(), ["two-fields"])


@pytest.mark.parametrize("radius", [0, -1, 251, float("nan"), float("inf")])
def test_a_senseless_radius_is_refused(radius: float) -> None:
    with pytest.raises(WheelsdownError, match="cannot be watched"):
        PlaceRegister.open(None).watch("OSLK", radius)


def test_an_unknown_place_cannot_be_watched() -> None:
    with pytest.raises(UnknownReference, match="to watch"):
        PlaceRegister.open(None).watch("QQ-NONE", 30)


def test_sets_are_kept_and_forgotten(path: Path) -> None:
    register = PlaceRegister.open(path)
    register.save_set("two-fields", ["HL59", "HLJF", "HL59"])
    assert PlaceRegister.open(path).sets() == {"two-fields": ("HL59", "HLJF")}
    register.remove_set("two-fields")
    assert PlaceRegister.open(path).sets() == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "../escape"},
        {"id": ""},
        {"names": ()},
        {"lat_deg": 91.0},
        {"lat_deg": float("nan")},
        {"lon_deg": None},
        {"radius_nm": 0.0},
        {"lat_deg": None, "lon_deg": None, "polygon_deg": ((0.0, 0.0), (1.0, 1.0))},
        {"lat_deg": None, "lon_deg": None, "polygon_deg": ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0))},
    ],
)
def test_a_senseless_place_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(WheelsdownError):
        strip(**{"place_id" if key == "id" else key: value for key, value in changes.items()})  # type: ignore[arg-type]


def test_a_new_place_needs_a_position() -> None:
    with pytest.raises(WheelsdownError, match="give its position"):
        PlaceRegister.open(None).add(strip(lat_deg=None, lon_deg=None))


@pytest.mark.parametrize("text", ["", "   ", "\x1b[31mred", "a\nb", "x" * 301])
def test_hostile_names_are_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(WheelsdownError) as caught:
        PlaceName(text=text)
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("day", ["2015-13", "yesterday", "2015-9-1", "2015-09-32"])
def test_a_claim_needs_a_real_date(day: str) -> None:
    with pytest.raises(WheelsdownError, match="is not a date"):
        PlaceClaim(attribute="held_by", value="nobody", since=day, source="an invented report")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"places": 5}', b"\xff\xfe", b'{"unheard": 1}', b"[" * 100_000],
)
def test_a_broken_file_is_refused_in_one_line_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="not a register of places") as caught:
        PlaceRegister.open(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_failed_write_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = PlaceRegister.open(path)
    register.add(strip())
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        register.add(strip("QQ-OTHER"))
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert register.get("QQ-OTHER") is None


def test_the_file_is_plain_json_a_person_can_read(path: Path) -> None:
    PlaceRegister.open(path).add(strip())
    text = path.read_text("utf-8")
    assert "مهبط وهمي" in text
    assert msgspec.json.decode(text)["schema"] == "wheelsdown/places/1"
