"""The shipped lists of names, and those of the user."""

import json
from importlib.resources import files

import pytest
from benchmarks.claim_fields import folded

from wheelsdown.articles.article import Article, Language
from wheelsdown.articles.lexicon import WordKind
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.person_names import canonical_names
from wheelsdown.articles.view import tokenise
from wheelsdown.reference.aerodromes import load_catalogue
from wheelsdown.reference.article_names import load_names
from wheelsdown.reference.places import Place, PlaceName, PlaceRegister
from wheelsdown.reference.regions import load_regions
from wheelsdown.reference.standing_data import load_table
from wheelsdown.reference.words import load_words
from wheelsdown.schemas import PlaceKind

TOPICS = (
    "aircraft_names", "aircraft_words", "name_words", "operator_words", "other_names", "place_words", "source_words"
)  # fmt: skip
LISTED = (*TOPICS, "countries", "demonyms", "outlets", "persons", "type_names")


def places_of(text, register=None):
    article = Article("-", "", text, Language.ENGLISH, tokenise(text), (), ())
    return load_names(register).mark(article).places


def test_the_lists_are_read_once():
    assert load_names() is load_names()


def test_the_users_place_and_set_come_first(tmp_path):
    register = PlaceRegister(tmp_path / "places.json")
    name = PlaceName(text="Korvash", language="en")
    register.add(Place(id="XX-1", kind=PlaceKind.AIR_BASE, names=(name,), lat_deg=1.0, lon_deg=2.0))
    register.save_set("Sandlands", ["OSLK", "OSKL"])
    base, group = places_of("from Korvash air base to Sandlands", register)
    assert (base.id, base.level) == ("XX-1", PlaceLevel.AERODROME)
    assert (group.id, group.level, set(group.candidates)) == ("Sandlands", PlaceLevel.SET, {"OSLK", "OSKL"})


def test_the_shipped_aliases_name_the_same_places():
    rows = [row for row in _aliases() if row[2] in ("en", "ru", "uk", "ar") and len(row[0]) == 4]
    missed = [
        name for code, name, _ in rows if code not in {m.id for m in places_of(f"аэродром {name} airport")}
    ]
    assert missed == []


def _aliases():
    stored = (files("wheelsdown.reference") / "data" / "aliases.tsv").read_text("utf-8")
    return [line.split("\t")[:3] for line in stored.splitlines()[1:]]


@pytest.mark.parametrize("topic", LISTED)
def test_every_row_has_patterns_a_known_kind_and_a_source(topic):
    types = {"prefix", "type", "letter", "not_a_type", "never_a_type", "bare", "particle"}
    kinds = {kind.value for kind in WordKind} | types
    for row in load_words(topic):
        assert all(pattern.strip() for pattern in row["patterns"].split(" | ")), row
        assert row["source"], row
        assert topic not in (*TOPICS, "type_names") or row["kind"] in kinds, row


def test_curated_places_exist():
    fields = set(load_catalogue()["aerodrome"])
    regions = set(load_regions()["region"]) | {"RU-MOW"}
    for row in load_words("place_names"):
        if row["level"] in ("aerodrome", "city", "capital") and row["id"]:
            assert row["id"] in fields | regions, row
        if row["level"] == "region" and row["id"]:
            assert row["id"] in regions, row


def test_listed_types_exist():
    designators = set(load_table("aircraft_types")["designator"])
    rows = [row for row in load_words("type_names") if row["kind"] == "type"]
    nicknames = [row for row in load_words("aircraft_names") if row["kind"] == "nickname" and row["name"]]
    assert {code for row in rows + nicknames for code in row["name"].split()} <= designators


def test_the_names_of_types_are_those_of_the_shipped_list():
    """Mended by `python tools/build_type_names.py`."""
    stored = (files("wheelsdown.reference") / "data" / "type_names.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in stored.splitlines()[1:]]
    names = {name: codes.split() for name, kind, codes in rows if kind != "spelling"}
    coded = {code for code in load_table("aircraft_types")["designator"] if any(map(str.isdigit, code))}
    assert {code for codes in names.values() for code in codes} <= set(
        load_table("aircraft_types")["designator"]
    )
    assert {code.lower() for code in coded} <= set(names)


def test_the_gazetteer_is_small_and_in_order():
    stored = (files("wheelsdown.reference") / "data" / "gazetteer.tsv").read_text("utf-8")
    head, *lines = stored.splitlines()
    assert len(stored.encode()) < 3_000_000
    assert lines == sorted(lines)
    assert {line.count("\t") for line in lines} == {head.count("\t")}


@pytest.mark.shared
def test_the_nine_variants_of_the_real_articles_are_merged(shared_data):
    """Hmeimim, Tartus, Turkey, the Moscow region, the Middle East: one id for all words of a variant."""
    folder = shared_data / "articles"
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    wanted = {"place spelling", "country spelling", "region wording", "area wording"}
    variants = [
        each for each in gold["disagreements"] if each["kind_word"] == "variant" and each["about"] in wanted
    ]
    for variant in variants:
        ids = set()
        for quote in variant["quotes"]:
            text = (folder / quote["file"]).read_text("utf-8")
            start, end = quote["span"]
            first = next(m for m in places_of(text) if m.span.start < end and start < m.span.end)
            ids.add(first.id)
        assert len(ids) == 1, variant["id"]
        assert ids != {None}
    assert len(variants) == 5


@pytest.mark.shared
def test_the_persons_of_the_real_articles_are_merged(shared_data):
    gold = json.loads((shared_data / "articles" / "gold.json").read_text("utf-8"))
    spellings = [each for each in gold["disagreements"] if each["about"] == "person spelling"]
    for variant in spellings:
        names = [quote["quote"] for quote in variant["quotes"]]
        assert len(set(canonical_names(names).values())) == 1, variant["id"]
    assert len(spellings) == 3


#: Fields that news means by the name of a city whose nearest one is another, looked at one by one.
MEANT = frozenset({"ENGM", "KCHS", "LETO", "MUGM", "RJTJ", "UDYE", "UUOL", "VVNB"})


def test_a_listed_name_means_the_field_that_the_gazetteer_knows_by_it():
    """Engels is not the civil airport of Saratov."""
    known: dict[tuple[str, str], set[str]] = {}
    gazetteer = (files("wheelsdown.reference") / "data" / "gazetteer.tsv").read_text(encoding="utf-8")
    for line in gazetteer.splitlines()[1:]:
        _, ident, country, _, candidates, *names = line.split("\t")
        for name in filter(None, ";".join(names).split(";")):
            known.setdefault((folded(name), country), set()).update(
                filter(None, [ident, *candidates.split()])
            )
    aerodromes = set(load_catalogue()["aerodrome"])
    strange = [
        (name.strip(), row["id"])
        for row in load_words("place_names")
        if row["id"] in aerodromes
        for name in row["names"].split(";")
        if (there := known.get((folded(name), row["country"]), set()) & aerodromes) and row["id"] not in there
    ]
    assert [each for each in strange if each[1] not in MEANT] == []
