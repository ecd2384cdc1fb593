"""The scorer of news claims: a perfect reader gets full marks, and each single fault costs something."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.claim_fields import (
    FIELDS,
    alike,
    date_right,
    fields_right,
    invented,
    legs_right,
    place_right,
    same_place,
)
from benchmarks.claim_scores import (
    EVENT_KINDS,
    HELD_BACK,
    SHOWN,
    Row,
    gold_rows,
    half_of,
    main,
    matched,
    near,
    score,
    scores,
    sentence_row,
)

CONTEXT = "The town was quiet."
TEXT = "Two Il-76s flew from Libya to Latakia on 3 March, Korvash Watch said. A third is due on Friday."
FIRST, SECOND = TEXT[:69], TEXT[70:]
GOLD = {
    "id": "en-004",
    "context": CONTEXT,
    "text": TEXT,
    "published": "2027-03-10",
    "claims": [
        {
            "quote": FIRST,
            "kind": "movement",
            "asserted": True,
            "polarity": "happened",
            "aircraft": {"type_designator": "IL76", "airframes": {"op": "=", "n": 2}},
            "operator": None,
            "events": None,
            "legs": [{"origin": "LY", "destination": "OSLK"}],
            "place": "OSLK",
            "date": {"start": "2027-03-03", "end": "2027-03-03", "precision": "day"},
            "pause": None,
            "chain": ["Korvash Watch"],
        },
        {"quote": SECOND, "kind": "movement", "asserted": False, "polarity": "unknown", "chain": []},
    ],
}


@pytest.fixture
def row() -> Row:
    return sentence_row(GOLD)


@pytest.fixture
def read() -> dict[str, Any]:
    """What a reader that is right in everything says of the first sentence."""
    start = len(CONTEXT) + 1
    return {
        "span": [start, start + len(FIRST)],
        "kind": "movement",
        "polarity": "happened",
        "asserted": True,
        "aircraft": {"text": "Il-76s", "type_designator": "IL76", "airframes": {"op": "=", "n": 2}},
        "operator": None,
        "events": {"op": "=", "n": 2},
        "legs": [
            {
                "origin": {"text": "Libya", "id": "LY", "level": "country"},
                "destination": {"text": "Latakia", "id": "OSLK", "level": "aerodrome"},
            }
        ],
        "place": {"text": "Latakia", "id": "OSLK"},
        "date": {"text": "on 3 March", "start": "2027-03-03", "end": "2027-03-04"},
        "pause": None,
        "chain": [{"name": "Korvash Watch", "role": "evidence", "how": "stated"}],
        "how": {},
    }


def changed(claim: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(claim), **fields}


def test_a_perfect_reader_has_full_marks(row: Row, read: dict[str, Any]) -> None:
    figures = score(row, [read])
    assert (figures.recall, figures.precision, figures.every_field_right) == (1, 1, 1)
    assert (figures.false_claims, figures.n_invented, figures.problems) == (0, 0, [])


def test_nothing_read_is_a_miss_and_no_false_claim(row: Row) -> None:
    figures = score(row, [])
    assert figures.recall == 0
    assert figures.precision is figures.false_claims is figures.every_field_right is None


def test_what_is_only_planned_costs_precision_when_asserted(row: Row, read: dict[str, Any]) -> None:
    first = row.first + len(FIRST) + 1
    planned = changed(read, span=[first, first + len(SECOND)])
    figures = score(row, [read, planned])
    assert figures.recall == 1
    assert figures.precision == figures.false_claims == 0.5
    assert score(row, [read, changed(planned, asserted=False)]).false_claims == 0


def test_what_says_nothing_of_flights_is_a_false_claim(read: dict[str, Any]) -> None:
    silent = sentence_row({"id": "en-008", "context": "", "text": "It rained in Latakia.", "claims": []})
    figures = score(silent, [changed(read, span=[0, 21])])
    assert (figures.n_events, figures.false_claims, figures.precision) == (0, 1, 0)
    assert figures.problems[0].text == "false movement: It rained in Latakia."
    assert score(silent, [changed(read, span=[0, 21], kind="posture")]).n_asserted == 0


def test_a_second_claim_of_one_event_lowers_precision_but_is_not_false(
    row: Row, read: dict[str, Any]
) -> None:
    figures = score(row, [read, changed(read, kind="presence")])
    assert (figures.recall, figures.precision, figures.false_claims) == (1, 0.5, 0)


def test_an_event_read_as_a_denial_or_a_posture_is_not_found(row: Row, read: dict[str, Any]) -> None:
    assert score(row, [changed(read, asserted=False)]).recall == 0
    assert score(row, [changed(read, kind="posture")]).recall == 0


def test_claims_about_the_context_do_not_count(row: Row, read: dict[str, Any]) -> None:
    figures = score(row, [read, changed(read, span=[0, len(CONTEXT)])])
    assert figures.precision == 1


WRONG: dict[str, dict[str, Any]] = {
    "asserted": {"polarity": "did_not_happen"},
    "kind": {"kind": "pause"},
    "type": {"aircraft": {"type_designator": "IL62", "airframes": {"op": "=", "n": 2}}},
    "airframes": {"aircraft": {"type_designator": "IL76", "airframes": {"op": ">=", "n": 2}}},
    "events": {"events": {"op": "=", "n": 76}},
    "operator": {"operator": "Libyan Air Force"},
    "legs": {"legs": [{"origin": {"id": "OSLK"}, "destination": {"id": "LY"}}]},
    "place": {"place": {"text": "Libya", "id": "LY"}},
    "date": {"date": {"start": "2027-03-05", "end": "2027-03-05"}},
    "pause": {"pause": {"duration": "P6M"}},
    "chain": {"chain": [{"name": "Reuters", "how": "stated"}]},
}


@pytest.mark.parametrize("name", FIELDS)
def test_each_wrong_field_costs_itself_and_the_whole_claim(row: Row, read: dict[str, Any], name: str) -> None:
    figures = score(row, [changed(read, **WRONG[name])])
    assert {n for n in FIELDS if not figures.right[n]} == {name}
    assert (figures.recall, figures.every_field_right) == (1, 0)
    assert figures.n_all_but_operator == (name == "operator")
    assert name in figures.problems[0].text


EMPTY: dict[str, Any] = {"kind": "movement", "asserted": True, "polarity": "happened", "chain": []}


@pytest.mark.parametrize(
    "name", ["type", "airframes", "events", "operator", "legs", "place", "date", "pause"]
)
def test_where_the_text_is_silent_a_field_is_empty_or_marked(read: dict[str, Any], name: str) -> None:
    if name == "events":
        read["events"] = {"op": "=", "n": 3}
    if name == "operator":
        read["operator"] = {"text": "Skyvoda"}
    if name == "pause":
        read["pause"] = {"duration": "P6M"}
    assert not fields_right(EMPTY, read)[name]
    field = "aircraft" if name == "type" else name
    assert fields_right(EMPTY, changed(read, how={field: "inherited"}))[name]
    assert not fields_right(EMPTY, changed(read, how={field: "stated"}))[name]


def test_a_source_where_the_text_names_none_is_wrong_unless_inherited(read: dict[str, Any]) -> None:
    assert not fields_right(EMPTY, read)["chain"]
    read["chain"] = [{"name": "Korvash Watch", "how": "inherited"}]
    assert fields_right(EMPTY, read)["chain"]
    assert fields_right({**EMPTY, "chain": None}, read)["chain"]


def test_one_of_several_names_will_do(read: dict[str, Any]) -> None:
    assert fields_right({**EMPTY, "chain": ["newspaper|KORVASH watch"]}, read)["chain"]
    assert not fields_right({**EMPTY, "chain": ["Korvash Watch", "Reuters"]}, read)["chain"]
    assert not fields_right({**EMPTY, "chain": ["Korvash Watch analyst"]}, read)["chain"]
    read["chain"] = [{"name": "немецкую газету", "how": "stated"}]
    assert fields_right({**EMPTY, "chain": ["газета"]}, read)["chain"]


def test_a_type_and_an_aerodrome_nobody_named_are_invented(row: Row, read: dict[str, Any]) -> None:
    gold = changed(dict(row.claims[0]), aircraft=None)
    assert invented(gold, read) == ["type IL76"]
    read["legs"][0]["origin"] = {"text": "Libya", "id": "HLLB", "level": "aerodrome"}
    assert invented(row.claims[0], read) == ["aerodrome HLLB"]
    assert score(row, [read]).n_invented == 1
    assert invented(row.claims[0], changed(read, how={"legs": "cross_report"})) == []


def test_what_is_implied_is_neither_required_nor_wrong(row: Row, read: dict[str, Any]) -> None:
    gold = row.claims[0]
    for events in (None, {"op": "=", "n": 1}, {"op": "=", "n": 2}):
        assert fields_right(gold, changed(read, events=events))["events"]
    assert not fields_right({**gold, "events": {"op": "=", "n": 3}}, read)["events"]
    plural = {
        **gold,
        "aircraft": {"type_designator": "IL76", "airframes": {"op": ">=", "n": 2, "or_null": True}},
    }
    assert fields_right(plural, changed(read, aircraft={"type_designator": "IL76"}))["airframes"]
    either = {**gold, "events": [{"op": "=", "n": 3}, None]}
    assert fields_right(either, changed(read, events=None))["events"]
    assert not fields_right(either, read)["events"]


@pytest.mark.parametrize(
    ("end", "right"),
    [("2027-03-03", False), ("2027-03-05", True), ("2027-03-06", True), ("2027-03-07", False), (None, False)],
)
def test_the_last_day_may_be_inside_or_the_first_outside(end: str | None, right: bool) -> None:
    gold = {"date": {"start": "2027-03-03", "end": "2027-03-05"}}
    assert date_right(gold, {"date": {"start": "2027-03-03", "end": end}}, "2027-03-10") is right


@pytest.mark.parametrize(
    ("end", "published", "right"),
    [
        (None, "2027-03-10", True),
        ("2027-03-09", "2027-03-10", True),
        ("2027-03-11", "2027-03-10", True),
        ("2027-03-04", "2027-03-10", False),
        ("2027-03-04", None, True),
        ("2027-03-03", None, False),
    ],
)
def test_an_open_end_runs_to_publication(end: str | None, published: str | None, right: bool) -> None:
    gold = {"date": {"start": "2027-03-03", "end": None}}
    assert date_right(gold, {"date": {"start": "2027-03-03", "end": end}}, published) is right


def test_a_date_may_have_several_readings() -> None:
    gold = {"date": {"any": [{"start": "2027-03-03", "end": "2027-03-03"}, {"start": None, "end": None}]}}
    assert date_right(gold, {"date": None}, None)
    assert date_right(gold, {"date": {"start": "2027-03-03", "end": "2027-03-03"}}, None)
    assert not date_right(gold, {"date": {"start": "2027-03-02", "end": "2027-03-03"}}, None)


@pytest.mark.parametrize(
    ("gold", "got", "right"),
    [
        ("OSLK", {"text": "Hmeimim", "id": "OSLK"}, True),
        ("OSLK", {"text": "Latakia", "id": None}, False),
        ("OSLK", {"text": "Latakia", "id": "OSKL"}, False),
        ("RU-MOS", {"text": "Moscow", "id": "RU-MOW"}, False),
        ("Minsk", {"text": "Mogilev", "id": None}, False),
        ("Minsk", {"text": "the city of Minsk", "id": None}, True),
        ("Minsk", {"text": "Minsk", "id": "UMMS", "level": "aerodrome"}, False),
        ("Korvash", {"text": "Korvash air base", "id": "korvash", "level": "unknown"}, True),
        ("SY", {"text": "its bases in Syria", "id": ["OSLK", "OSKL"]}, True),
        ({"any": ["GABS", "Bamako"]}, {"text": "Bamako", "id": None}, True),
        ({"any": ["GABS", "Bamako"]}, {"text": "Bamako", "id": "GABS", "level": "aerodrome"}, True),
        ({"any": ["GABS", None]}, None, True),
        (None, {"text": "", "id": None}, True),
        (None, {"text": "Bamako"}, False),
    ],
)
def test_places_are_compared_by_identifier_else_by_words(gold: Any, got: Any, right: bool) -> None:
    assert same_place(gold, got) is right


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [
        ("Варшава", "Варшавы", True),
        ("Минеральные Воды", "в Минеральных Водах", True),
        ("مينسك", "المينسك", True),
        ("Rzeszów", "rzeszow", True),
        ("Ру\u200bслан", "Руслан", True),
        ("Bari", "Bara", False),
        ("US", "Russian", False),
        ("US Air Force", "U.S. Air Force", True),
        ("Russia", "the Russian military", True),
        ("N'Djamena", "Ndjamena", True),
        ("روسية", "روسيا", True),
        ("بنغازي", "ببنغازي", True),
        ("Gao", "Goma", False),
        ("", "Minsk", False),
    ],
)
def test_words_are_alike_but_for_case_endings_and_marks(one: str, other: str, right: bool) -> None:
    assert alike(one, other) is alike(other, one) is right


def test_a_place_that_may_be_left_empty_may_be_left_empty() -> None:
    there = {"id": "OSLK", "text": "Latakia"}
    legs = [{"origin": {"id": "LY", "text": "Libya"}, "destination": there}]
    gold = {"place": {"any": ["OSLK", None]}}
    assert place_right(gold, {"legs": legs})
    assert place_right(gold, {"legs": legs, "place": there})
    assert not place_right({"place": "OSLK"}, {"legs": legs})
    assert not place_right(gold, {"legs": legs, "place": {"id": "LY", "text": "Libya"}})


def test_a_lone_leg_may_be_the_place_alone_and_the_reverse() -> None:
    leg, place = [{"origin": None, "destination": "OSLK"}], {"id": "OSLK", "text": "Latakia"}
    assert legs_right({"legs": leg, "place": "OSLK"}, {"legs": [], "place": place})
    assert legs_right({"legs": [], "place": "OSLK"}, {"legs": [{"origin": None, "destination": place}]})
    assert not legs_right({"legs": [], "place": "OSLK"}, {"legs": [{"origin": place, "destination": place}]})
    assert not legs_right({"legs": leg * 2, "place": "OSLK"}, {"legs": [], "place": place})


def test_one_order_of_legs_of_several() -> None:
    there, back = {"origin": "LY", "destination": "ML"}, {"origin": "ML", "destination": "LY"}
    gold = {"legs": {"any": [[there], [there, back]]}, "place": "ML"}
    got_there, got_back = ({k: {"id": v} for k, v in leg.items()} for leg in (there, back))
    assert legs_right(gold, {"legs": [got_there]})
    assert legs_right(gold, {"legs": [got_there, got_back]})
    assert not legs_right(gold, {"legs": [got_back]})


def test_spans_mean_the_same_words_by_half_of_the_shorter() -> None:
    assert near((0, 10), (5, 20))
    assert not near((0, 10), (6, 20))
    assert near((0, 10), (0, 40))
    assert not near((0, 10), (0, 41))


def test_two_events_of_one_sentence_are_paired_by_what_fits(row: Row, read: dict[str, Any]) -> None:
    other = changed(dict(row.claims[0]), legs=[{"origin": "ML", "destination": "OSLK"}])
    two = Row(row.id, "en", row.text, row.first, row.published, (row.claims[0], other), "constructions")
    from_mali = changed(read)
    from_mali["legs"][0]["origin"] = {"text": "Mali", "id": "ML", "level": "country"}
    assert matched(two, [from_mali, read]) == {0: 1, 1: 0}
    assert score(two, [from_mali, read]).every_field_right == 1
    assert score(two, [read]).recall == 0.5


def test_what_is_optional_neither_helps_nor_harms(row: Row, read: dict[str, Any]) -> None:
    optional = changed(dict(row.claims[0]), optional=True)
    one = Row(row.id, "en", row.text, row.first, row.published, (optional,), "articles")
    for claims in ([], [read], [read, changed(read, kind="presence")]):
        figures = score(one, claims)
        assert (figures.n_events, figures.n_asserted, figures.problems) == (0, 0, [])


def test_figures_are_kept_apart_by_language_and_half(row: Row, read: dict[str, Any]) -> None:
    held = Row("ar-005", "ar", row.text, row.first, row.published, row.claims, "constructions")
    unread = Row("ru-001", "ru", row.text, row.first, row.published, row.claims, "constructions")
    table = scores([row, held, unread], {"en-004": [read], "ar-005": []})
    assert table["constructions", "en", SHOWN].recall == 1
    assert table["constructions", "ar", HELD_BACK].recall == 0
    assert table["constructions", "all", SHOWN].n_rows == table["constructions", "all", HELD_BACK].n_rows == 1
    assert ("constructions", "ru", SHOWN) not in table


def printed(folder: Path, claims: dict[str, Any]) -> str:
    file = folder / "claims.json"
    articles = [{"path": f"somewhere/{name}.txt", "claims": each} for name, each in claims.items()]
    file.write_text(json.dumps({"articles": articles}))
    return str(file)


def test_the_command_keeps_single_rows_of_the_held_back_half_to_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = gold_rows()
    file = printed(tmp_path, {row.id: [] for row in rows})
    assert main([file]) == 0
    plain = capsys.readouterr().out
    assert main(["--reveal-held-back", file]) == 0
    revealed = capsys.readouterr().out
    silent = [row for row in rows if row.half == HELD_BACK and any(c["asserted"] for c in row.claims)]
    assert not any(f"{row.id}: " in plain for row in rows if row.half == HELD_BACK)
    assert all(f"{row.id}: " in revealed for row in silent if any(map(is_required, row.claims)))
    assert "held_back rows" in plain
    assert "recall   0.0%" in plain


def is_required(claim: Any) -> bool:
    kind = claim["kind"] if isinstance(claim["kind"], list) else [claim["kind"]]
    return claim["asserted"] and not claim.get("optional") and bool(set(kind) & EVENT_KINDS)


def test_the_command_says_how_much_was_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([printed(tmp_path, {})]) == 0
    n = len(gold_rows())
    assert f"{n} of {n} gold texts are in none" in capsys.readouterr().out
    assert main([]) == 2


def test_texts_are_written_by_day_of_publication(tmp_path: Path) -> None:
    assert main(["--write", str(tmp_path)]) == 0
    for row in gold_rows():
        written = tmp_path / (row.published or "undated") / f"{row.id}.txt"
        assert written.read_text("utf-8") == row.text


# --- the gold itself ------------------------------------------------------------------------------------

KEYS = {"quote", "span", "kind", "asserted", "polarity", "modality", "optional", "aircraft", "operator"}
KEYS |= {"events", "legs", "place", "date", "pause", "chain", "note"}
KINDS = EVENT_KINDS | {"posture", "ordering"}


def test_every_quote_lies_where_its_span_says() -> None:
    for row in gold_rows():
        for claim in row.claims:
            start, end = claim["span"]
            assert row.text[start:end] == claim["quote"], row.id
            assert start >= row.first, row.id


def test_ids_are_unique_and_every_claim_is_of_a_known_shape() -> None:
    rows = gold_rows()
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        for claim in row.claims:
            kind = claim["kind"] if isinstance(claim["kind"], list) else [claim["kind"]]
            assert set(kind) <= KINDS, row.id
            assert set(claim) <= KEYS, row.id
            assert claim.get("polarity") in ("happened", "did_not_happen", "unknown"), row.id


def test_the_gold_marks_itself_with_full_marks() -> None:
    """A reader that says what the gold says is right everywhere, so no two rules of the scorer quarrel."""
    for row in gold_rows():
        figures = score(row, [said(claim) for claim in row.claims])
        assert figures.problems == []
        assert figures.recall in (1, None)
        assert figures.precision in (1, None)
        assert figures.every_field_right in (1, None)


def said(claim: Any) -> dict[str, Any]:
    """A gold claim in the reader's shape, the first of what is right taken."""
    aircraft, legs = claim.get("aircraft") or {}, claim.get("legs") or []
    return {
        **claim,
        "kind": first(claim["kind"]),
        "aircraft": {
            "type_designator": first(aircraft.get("type_designator")),
            "airframes": first(aircraft.get("airframes")),
        },
        "operator": first(claim.get("operator")),
        "events": first(claim.get("events")),
        "legs": [
            {end: told(place) for end, place in leg.items()}
            for leg in (first(legs) if "any" in legs else legs)
        ],
        "place": told(claim.get("place")),
        "date": first(claim.get("date")),
        "pause": {"duration": first((claim.get("pause") or {}).get("duration"))},
        "chain": [{"name": name.split("|")[0], "how": "stated"} for name in claim.get("chain") or []],
    }


def first(value: Any) -> Any:
    if isinstance(value, dict) and "any" in value:
        return value["any"][0]
    return value[0] if isinstance(value, list) else value


def told(place: Any) -> Any:
    name = first(place)
    return {"text": name, "id": name if name and name.isupper() else None} if name else None


def test_halves_are_fixed_by_the_id() -> None:
    assert [half_of(f"en-{i:03d}") for i in (3, 4, 8)] == [HELD_BACK, SHOWN, SHOWN]
