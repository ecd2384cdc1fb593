"""The identity ledger: every word with its source, disagreements shown, nothing named that may not be."""

from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.errors import WheelsdownError
from wheelsdown.reference.icao_blocks import block_of
from wheelsdown.reference.identity import (
    SOURCE_ORDER,
    assertion,
    best_known,
    identity_card,
    is_identity,
    shipped_assertions,
)
from wheelsdown.reference.registrations import countries_of, russian_address, russian_number
from wheelsdown.reference.standing_data import load_table, shipped_addresses, shipped_aircraft
from wheelsdown.schemas import IdentityAssertion
from wheelsdown.simulation.scenario import load_scenario

SCHEMA = IdentityAssertion.create_empty().schema


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def said(airframe, attribute, value, source, start=None, end=None, retrieved=None):
    return pl.DataFrame(
        [(airframe, attribute, value, start, end, source, retrieved, False)], schema=SCHEMA, orient="row"
    )


# ---- what is shipped ---------------------------------------------------------------------------------------


def test_a_listed_aircraft_says_what_the_list_says_and_the_block_its_country():
    rows = shipped_assertions(["508003"])
    assert IdentityAssertion.is_valid(rows)
    facts = {(row["attribute"], row["value"], row["source"]) for row in rows.iter_rows(named=True)}
    assert ("registration", "UR-82029", "standing-data aircraft") in facts
    assert ("type_designator", "A124", "standing-data aircraft") in facts
    assert ("country", "UA", "icao blocks") in facts


def test_russia_and_syria_say_nothing_about_military_and_never_no():
    for airframe, country in (("158304", "RU"), ("778001", "SY")):
        rows = shipped_assertions([airframe])
        assert rows.filter(attribute="country")["value"].to_list() == [country]
        assert rows.filter(attribute="military").is_empty()
        assert best_known(rows, [airframe])["military"].to_list() == [None]


def test_a_block_never_says_civil():
    every_block = [f"{first:06x}" for first in load_table("address_blocks")["first"]]
    values = shipped_assertions(every_block).filter(attribute="military", source="icao blocks")["value"]
    assert set(values) == {"true"}


def test_the_russian_rule_gives_a_number_and_no_registration():
    rows = shipped_assertions(["158334"])
    assert rows.filter(attribute="registration_number")["value"].to_list() == ["99124"]
    assert rows.filter(attribute="registration").is_empty()


@given(st.integers(0, 99_999), st.sampled_from(["RA-", "RF-", "ra-", "RA"]))
def test_the_russian_rule_runs_both_ways(number, prefix):
    airframe = russian_address(f"{prefix}{number:05d}")
    assert airframe is not None
    assert russian_number(airframe) == f"{number:05d}"


def test_the_shipped_russian_rows_follow_the_rule_but_for_one():
    russian = shipped_aircraft().filter(pl.col("registration").str.contains(r"^R[AF]-\d{5}$"))
    off = [
        row
        for row in russian.iter_rows(named=True)
        if russian_address(row["registration"]) != row["airframe"]
    ]
    assert russian.height > 500
    assert sorted(row["airframe"] for row in off) == ["020075", "150654"]


@given(st.integers(0, 0xFFFFFF))
def test_the_block_of_an_address_is_the_smallest_that_holds_it(address):
    holding = [
        row
        for row in load_table("address_blocks").iter_rows(named=True)
        if row["first"] <= address <= row["last"]
    ]
    smallest = min(holding, key=lambda row: row["last"] - row["first"])
    found = block_of(f"{address:06x}")
    assert (found.country if found else None) == smallest["country"]
    if found:
        assert found.military == (smallest["military"] or None)


def test_a_private_person_is_only_called_private():
    operators = shipped_aircraft()["operator"]
    assert (operators == "private").sum() == 3764
    assert "Private" not in set(operators)


def test_what_is_no_address_has_no_block():
    assert [block_of(x) for x in ("~15833", "zzzzzz", "", "1583344")] == [None] * 4


def test_a_registration_is_found_in_any_spelling():
    assert shipped_addresses("UR 82029") == shipped_addresses("ur82029") == ["508003"]
    assert shipped_addresses("  ") == []


def test_the_simulated_aircraft_are_in_no_shipped_list():
    story = load_scenario("latakia-2025")
    fleets = [
        f"{int(line.first_address, 16) + 23 * number:06x}"
        for line in story.lines
        for number in range(line.n_airframes)
    ]
    invented = [*fleets, *(airframe.icao24 for airframe in story.airframes)]
    assert len(set(invented)) == len(invented) > 40
    assert shipped_aircraft().filter(pl.col("airframe").is_in(invented)).is_empty()


# ---- what may be named -------------------------------------------------------------------------------------


@pytest.mark.parametrize("airframe", ["~508003", "anon:0123456789abcdef", "000000", "00000f", "ffffff"])
def test_what_is_not_an_identity_is_named_by_no_database(airframe):
    assert not is_identity(airframe)
    assert shipped_assertions([airframe]).is_empty()
    rows = pl.concat(
        [
            said(airframe, "registration", "UR-82029", "readsb trace header"),
            said(airframe, "registration", "UR-82029", "tar1090-db"),
        ]
    )
    (best,) = best_known(rows, [airframe]).rows(named=True)
    assert best["registration"] is None
    assert best["icao24"] is None


def test_a_person_may_name_a_track_without_address():
    track = "anon:0123456789abcdef"
    rows = pl.concat(
        [
            assertion(track, "icao24", "4b1803", "night desk"),
            assertion(track, "registration", "HB-XYZ", "night desk"),
        ]
    )
    assert IdentityAssertion.is_valid(rows)
    assert set(rows["source"]) == {"analyst night desk"}
    (best,) = best_known(rows, [track]).rows(named=True)
    assert (best["icao24"], best["registration"]) == ("4b1803", "HB-XYZ")


@pytest.mark.parametrize(
    ("value", "by"),
    [("", "desk"), ("RA-1", " "), ("RA\x1b[31m", "desk"), ("x" * 300, "desk"), ("RA-1", "a\nb")],
)
def test_a_person_says_something_printable_under_a_name(value, by):
    with pytest.raises(WheelsdownError, match="printable"):
        assertion("4b1803", "registration", value, by)


def test_an_assertion_does_not_end_before_it_starts():
    with pytest.raises(WheelsdownError, match="ends before"):
        assertion(
            "4b1803", "operator", "RFF", "desk", valid_from=day("2025-02-01"), valid_to=day("2025-01-01")
        )


# ---- which word comes first --------------------------------------------------------------------------------


def test_the_word_that_comes_first_is_the_one_printed_first():
    sources = ["analyst A", *SOURCE_ORDER[1:5], "some list", *SOURCE_ORDER[6:]]
    rows = [said("158334", "registration", f"RA-{n:05d}", source) for n, source in enumerate(sources)]
    for first in range(len(sources)):
        best = best_known(pl.concat(rows[first:][::-1]), ["158334"])
        assert best["registration"].to_list() == [f"RA-{first:05d}"]


def test_of_two_trace_headers_that_of_the_day_asked_for_counts_else_the_latest():
    source = "readsb trace header"
    rows = pl.concat(
        [
            said(
                "4b1803", "registration", "HB-OLD", source, day("2024-05-01T06:00"), day("2024-05-01T18:00")
            ),
            said(
                "4b1803", "registration", "HB-NEW", source, day("2025-05-01T06:00"), day("2025-05-01T18:00")
            ),
        ]
    )
    assert best_known(rows, ["4b1803"])["registration"].item() == "HB-NEW"
    assert best_known(rows, ["4b1803"], day("2024-05-01"))["registration"].item() == "HB-OLD"
    assert best_known(rows, ["4b1803"], day("2023-01-01"))["registration"].item() is None
    assert best_known(rows, ["4b1803"])["conflicting"].to_list() == [[]]


def test_a_flag_that_protects_is_not_outvoted():
    rows = pl.concat(
        [assertion("a00001", "ladd", "false", "desk"), said("a00001", "ladd", "true", "tar1090-db")]
    )
    (best,) = best_known(rows, ["a00001"]).rows(named=True)
    assert best["ladd"] is True
    assert best["pia"] is None


def test_military_is_a_word_of_a_source_and_a_person_may_say_no():
    rows = pl.concat(
        [said("ae1234", "military", "true", "icao blocks"), assertion("ae1234", "military", "false", "desk")]
    )
    (best,) = best_known(rows, ["ae1234"]).rows(named=True)
    assert best["military"] is False
    assert best["conflicting"] == ["military"]


def test_one_row_for_each_airframe_in_the_order_asked_for():
    asked = ["508003", "~000001", "abcdef", "508003"]
    best = best_known(shipped_assertions(asked), asked)
    assert best["airframe"].to_list() == ["508003", "~000001", "abcdef"]


@given(st.permutations(range(6)))
def test_the_order_of_the_ledger_does_not_matter(order):
    rows = [
        said("158334", "registration", "RA-99124", "tar1090-db"),
        said("158334", "registration", "RF-99124", "plane-alert-db"),
        said("158334", "operator", "Somebody", "tar1090-db", retrieved=day("2025-01-01")),
        said("158334", "operator", "Anybody", "tar1090-db", retrieved=day("2025-02-01")),
        said("158334", "military", "true", "plane-alert-db"),
        said("158334", "country", "RU", "icao blocks"),
    ]
    shuffled = pl.concat([rows[n] for n in order])
    assert best_known(shuffled, ["158334"]).equals(best_known(pl.concat(rows), ["158334"]))
    assert identity_card(shuffled, "158334").conflicts == identity_card(pl.concat(rows), "158334").conflicts


# ---- disagreements -----------------------------------------------------------------------------------------


def test_sources_that_disagree_are_shown_with_both_values():
    rows = pl.concat(
        [
            said("15405a", "operator", "Invented Air Force", "plane-alert-db"),
            said("15405a", "operator", "Invented Cargo", "opensky aircraft database"),
        ]
    )
    card = identity_card(rows, "15405a")
    (conflict,) = card.disagreements
    assert conflict.attribute == "operator"
    assert {value for value, _ in conflict.values} == {"Invented Air Force", "Invented Cargo"}
    assert "plane-alert-db" in card.conflicts[0]
    assert card.assertions.height == 2


@pytest.mark.parametrize(
    ("attribute", "one", "other"),
    [
        ("registration", "RA-99124", "ra99124"),
        ("operator", "Delta Lines Inc.", "DELTA LINES"),
        ("operator", "TTF", "224th Flight Unit"),
        ("type_designator", "A124", "a124"),
    ],
)
def test_spelling_is_no_disagreement(attribute, one, other):
    rows = pl.concat(
        [said("158334", attribute, one, "tar1090-db"), said("158334", attribute, other, "opensky")]
    )
    assert identity_card(rows, "158334").conflicts == ()


def test_a_change_of_hands_is_no_disagreement_but_an_overlap_is():
    def two(until: str) -> pl.DataFrame:
        return pl.concat(
            [
                said("4b1803", "operator", "One", "analyst desk", None, day(until)),
                said("4b1803", "operator", "Two", "analyst desk", day("2025-01-01"), None),
            ]
        )

    assert identity_card(two("2025-01-01"), "4b1803").conflicts == ()
    (sentence,) = identity_card(two("2025-01-02"), "4b1803").conflicts
    assert "contradicts itself" in sentence


def test_a_registration_that_breaks_the_russian_rule_is_reported():
    (sentence,) = identity_card(shipped_assertions(["150654"]), "150654").conflicts
    assert "RA-67139" in sentence
    assert "150643" in sentence


def test_a_registration_of_another_country_than_the_block_is_reported():
    for airframe in ("1b66a8", "020075"):
        best = best_known(shipped_assertions([airframe]), [airframe])
        assert best["conflicting"].to_list() == [["registration"]]


def test_a_dependency_on_its_states_block_is_no_disagreement():
    rows = shipped_assertions(["424b23", "780a80", "484345"])
    assert best_known(rows, ["424b23", "780a80", "484345"])["conflicting"].to_list() == [[], [], []]


def test_a_civil_registration_in_a_military_block_is_reported_a_state_one_is_not():
    (sentence,) = identity_card(shipped_assertions(["43ebd7"]), "43ebd7").conflicts
    assert "civil form" in sentence
    assert identity_card(shipped_assertions(["3b7522"]), "3b7522").conflicts == ()


def test_all_out_of_block_registrations_of_the_shipped_list_are_reported():
    from wheelsdown.reference.registrations import same_state

    aircraft = shipped_aircraft().drop_nulls("registration")
    expected = set()
    for airframe, registration in aircraft.select("airframe", "registration").rows():
        block, countries = block_of(airframe), countries_of(registration)
        if block and countries and not any(same_state(block.country, country) for country in countries):
            expected.add(airframe)
    sample = aircraft["airframe"].to_list()
    best = best_known(shipped_assertions(sample), sample)
    found = set(best.filter(pl.col("conflicting").list.contains("registration"))["airframe"])
    assert len(expected) == 29
    assert found == expected | {"150654"}


def test_a_serial_that_looks_like_another_country_s_civil_form_is_not_judged():
    assert countries_of("NZ7015") == frozenset()
    assert countries_of("ZK425") == frozenset()
    assert countries_of("N449DF") == {"US"}
