"""Whoever names a place in any script gets that place, or a list, never a guess."""

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheelsdown.errors import AmbiguousReference, UnknownReference
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.names import PlaceSelection, SelectionLevel, resolve
from wheelsdown.reference.places import Place, PlaceClaim, PlaceName, PlaceRegister
from wheelsdown.reference.regions import region_label
from wheelsdown.reference.spelling import fold, fold_to_core
from wheelsdown.schemas import PlaceKind

SHIPPED = PlaceRegister.open(None)


def found(text: str, register: PlaceRegister = SHIPPED) -> str:
    return resolve(text, register).id


HMEIMIM = """
OSLK; oslk;  OSLK ; LTK; Хмеймим; ХМЕЙМИМ; авиабаза Хмеймим; Хмеймім; Khmeimim; Hmeimim; hmeimim air base
Hmeimim Airbase; Khmeimim AFB; Latakia airbase; Latakia; Латакия; حميميم; حُمَيْمِيم
قاعدة حميميم الجوية; مطار الشهيد باسل الأسد الدولي; Bassel Al-Assad International Airport
"""

OTHERS = """
HL59: Al Khadim; الخادم
HLJF: Jufra; HL69; Аль-Джуфра; الجفرة
HL56: Maaten al-Sarra; Ma’tan as-Sarra; معطن السارة
LY-BCQ: Brak; BCQ; Brak al-Shati
HL66: Tamanhint; HLTM
HLLB: Benina; بنينا
HLGD: Ghardabiya Airbase
OSKL: Qamishli; القامشلي; Камышлы
UUMU: Chkalovsky; Чкаловский; аэродром Чкаловский
UUWW: Vnukovo; Внуково; Vnukovo airport
UUBW: Ramenskoye; Раменское; Жуковский
RU-0152: Mozdok; Моздок
TD-0014: Amdjarass; أم جرس
LTAG: Incirlik; İNCİRLİK
"""


@pytest.mark.parametrize("text", re.split(r"[;\n]", HMEIMIM.strip("\n")))
def test_hmeimim_by_every_name(text: str) -> None:
    assert found(text) == "OSLK"


@pytest.mark.parametrize("line", OTHERS.strip().splitlines())
def test_other_bases(line: str) -> None:
    aerodrome, names = line.split(": ")
    assert {name: found(name) for name in names.split("; ")} == dict.fromkeys(names.split("; "), aerodrome)


def test_a_selection_says_what_it_is() -> None:
    assert resolve("LTK", SHIPPED) == PlaceSelection(
        "OSLK", SelectionLevel.AERODROME, "Hmeimim Air Base (OSLK, Syria)", ("OSLK",)
    )


@pytest.mark.parametrize("text", ["Syria", "SYRIA", "Сирия", "سوريا", "SY"])
def test_a_country_is_all_its_aerodromes(text: str) -> None:
    selection = resolve(text, SHIPPED)
    assert (selection.id, selection.level) == ("SY", SelectionLevel.COUNTRY)
    expected = load_aerodromes().filter(pl.col("country") == "SY")["aerodrome"]
    assert set(selection.aerodromes) == set(expected)


def test_regions_one_or_together() -> None:
    oblast = resolve("RU-MOS", SHIPPED)
    region = resolve("Moscow region", SHIPPED)
    assert oblast.level == region.level == SelectionLevel.REGION
    assert "UUMU" in oblast.aerodromes
    assert "UUWW" not in oblast.aerodromes
    assert {"UUMU", "UUWW"} <= set(region.aerodromes)
    assert found("Подмосковье") == region.id
    assert region_label(region.id) == "Moscow region"


@pytest.mark.parametrize("text", ["Tartus", "Tartous", "Тартус", "طرطوس", "Port of Tartus"])
def test_a_port_is_known_and_answered(text: str) -> None:
    selection = resolve(text, SHIPPED)
    assert selection.level == SelectionLevel.PORT
    assert selection.aerodromes == ()
    assert selection.note == "no ship data in this workspace"


def test_only_ports_carry_a_note() -> None:
    assert resolve("OSLK", SHIPPED).note is None


def test_a_named_set(tmp_path: Path) -> None:
    register = PlaceRegister.open(tmp_path / "places.json")
    register.save_set("coast-and-chad", ["SY-LA", "TD-0014", "PORT-TARTUS"])
    selection = resolve("Coast-and-Chad", register)
    assert selection.level == SelectionLevel.SET
    assert {"OSLK", "TD-0014"} <= set(selection.aerodromes)


def test_a_set_with_an_unknown_member_is_refused(tmp_path: Path) -> None:
    register = PlaceRegister.open(tmp_path / "places.json")
    register.save_set("broken", ["OSLK", "QQ-NONE"])
    with pytest.raises(UnknownReference, match="QQ-NONE"):
        resolve("broken", register)


def test_the_users_own_place_comes_first() -> None:
    register = PlaceRegister.open(None)
    code = PlaceClaim(attribute="code", value="QQXX", source="an invented chart")
    names = (PlaceName(text="Инвентская коса"), PlaceName(text="Invented Spit"))
    register.add(
        Place(id="QQ-SPIT", kind=PlaceKind.AIRSTRIP, names=names, lat_deg=27.0, lon_deg=18.0, claims=(code,))
    )
    for text in ("QQ-SPIT", "qqxx", "invented spit airstrip", "ИНВЕНТСКАЯ КОСА"):
        assert resolve(text, register).aerodromes == ("QQ-SPIT",)


@pytest.mark.parametrize("text", ["Moscow", "Paris", "Georgia", "Springfield", "MOW", "UAE"])
def test_an_ambiguous_name_lists_its_candidates(text: str) -> None:
    with pytest.raises(AmbiguousReference, match=f"'{text}' may be any of") as caught:
        resolve(text, SHIPPED)
    assert len(caught.value.nearest) > 1
    assert "ask by the code" in str(caught.value)


def test_candidates_come_with_code_and_country_the_big_ones_first() -> None:
    with pytest.raises(AmbiguousReference) as caught:
        resolve("Paris", SHIPPED)
    assert caught.value.nearest[0] == "Charles de Gaulle International Airport (LFPG, France)"
    assert len(str(caught.value)) < 1_000


def test_an_ambiguous_word_does_not_hide_the_formal_name() -> None:
    assert found("Tripolis Air Base") == "LGTP"
    with pytest.raises(AmbiguousReference):
        resolve("Tripoli", SHIPPED)


def test_an_unknown_name_offers_the_nearest_and_takes_none() -> None:
    with pytest.raises(UnknownReference) as caught:
        resolve("Khmemim", SHIPPED)
    assert not isinstance(caught.value, AmbiguousReference)
    assert str(caught.value).startswith("no place 'Khmemim'; did you mean: Hmeimim Air Base (OSLK, Syria)")


def test_part_of_a_name_is_offered() -> None:
    with pytest.raises(UnknownReference) as caught:
        resolve("Gatwick", SHIPPED)
    assert caught.value.nearest[0] == "London Gatwick Airport (EGKK, United Kingdom)"


def test_an_icao_code_beats_an_ident_that_looks_like_one() -> None:
    assert resolve("OERY", SHIPPED).label.startswith("King Salman")


def test_a_city_in_lower_case_is_not_taken_for_a_code() -> None:
    assert found("Mali") == "ML"
    with pytest.raises(AmbiguousReference):
        resolve("Nice", SHIPPED)


def test_closed_fields_answer_only_alone() -> None:
    closed = set(load_aerodromes().filter(pl.col("kind") == "closed")["aerodrome"])
    assert found("Old Amdjarass Airport") == "TD-0019"
    assert "TD-0019" in closed
    with pytest.raises(AmbiguousReference) as caught:
        resolve("Moscow", SHIPPED)
    assert not any(f"({aerodrome}," in label for label in caught.value.nearest for aerodrome in closed)


@pytest.mark.parametrize(
    "text", ["", "  ", "!!!", "\x1b[31mred\x1b[0m", "a\nb", "<b>x</b>", "Z" * 100_000, "\u202e"]
)
def test_hostile_questions_get_one_harmless_line(text: str) -> None:
    with pytest.raises(UnknownReference) as caught:
        resolve(text, SHIPPED)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from(["Al-Jufra Air Base", "Ma'arrat Misrīn", "авиабаза Хмеймим", "قاعدة حميميم الجوية"]))
def test_case_and_marks_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())
    assert fold_to_core(fold(text)) == fold_to_core(text)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 84_224))
def test_every_aerodrome_answers_to_its_id(position: int) -> None:
    aerodrome = load_aerodromes()["aerodrome"][position]
    assert found(aerodrome) == aerodrome


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("Hmeinin", "OSLK"), ("Хмеймин", "OSLK"), ("Gatwik", "EGKK"), ("Tartoos", "PORT-TARTUS")],
)
def test_a_misspelt_name_that_matters_is_offered(misspelt: str, meant: str) -> None:
    with pytest.raises(UnknownReference) as refused:
        resolve(misspelt, PlaceRegister.open(None))
    assert meant in str(refused.value)


def test_a_change_of_the_register_changes_what_a_name_means() -> None:
    register = PlaceRegister.open(None)
    register.add(Place(id="XQ-KOR", kind=PlaceKind.AIR_BASE, names=(PlaceName(text="Korvash"),), lat_deg=1.0,
                       lon_deg=2.0))  # fmt: skip
    assert resolve("Korvash", register).id == "XQ-KOR"
    register.remove("XQ-KOR")
    with pytest.raises(UnknownReference):
        resolve("Korvash", register)
