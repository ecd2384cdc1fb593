"""Type designators."""

import pytest

from wheelsdown.errors import UnknownReference
from wheelsdown.reference.types import aircraft_type, designators_named


@pytest.mark.parametrize(
    ("designator", "manufacturer", "model", "engine", "wake"),
    [
        ("A124", "Antonov", "An-124 Ruslan", "J", "H"),
        ("IL62", "Ilyushin", "Il-62", "J", "H"),
        ("C17", "Boeing", "C-17 Globemaster 3", "J", "H"),
        ("A400", "Airbus", "A-400M Atlas", "T", "H"),
    ],
)
def test_a_designator_names_manufacturer_and_model(designator, manufacturer, model, engine, wake):
    found = aircraft_type(designator)
    assert (found.manufacturer, found.model, found.engine, found.wake) == (manufacturer, model, engine, wake)


def test_one_designator_covers_several_models():
    names = aircraft_type("il76").names
    assert {"Ilyushin Il-76", "Ilyushin Il-78"} <= set(names)


@pytest.mark.parametrize(
    ("text", "designators"),
    [
        ("An-124", ["A124"]),
        ("Antonov An-124 Ruslan", ["A124"]),
        ("IL-76", ["IL76"]),
        ("A124", ["A124"]),
        ("An-12 4x", []),
    ],
)
def test_a_name_finds_its_designator_exactly_or_not_at_all(text, designators):
    assert designators_named(text) == designators


def test_a_name_several_types_share_finds_them_all():
    assert len(designators_named("Ruslan")) == 1
    assert "C172" in designators_named("Cutlass")


def test_an_unknown_designator_offers_what_is_called_so():
    with pytest.raises(UnknownReference, match="A124") as caught:
        aircraft_type("An-124")
    assert caught.value.nearest == ("A124",)
    with pytest.raises(UnknownReference):
        aircraft_type("QQQQ")
