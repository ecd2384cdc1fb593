"""Databases a user brings along: read from the documented shape, bad rows counted, no person named."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from wheelsdown.errors import SourceError
from wheelsdown.reference import imports
from wheelsdown.reference.imports import import_database
from wheelsdown.schemas import IdentityAssertion

DAY = datetime(2026, 1, 2, tzinfo=UTC)

TAR1090 = """\
158334;RA-99124;A124;10;ANTONOV An-124;1990;;
a00001;N1;C172;0011;CESSNA 172;;DOE JANE;
15833;RA-1;A124;00;short address;;;
~58334;RA-2;A124;00;not an address;;;
garbage

4b1803;;;00;;;;
"""

PLANE_ALERT = """\
$ICAO,$Registration,$Operator,$Type,$ICAO Type,#CMPG,$Tag 1,$#Tag 2,$#Tag 3,Category,$#Link
158334,RA-99124,Invented Air Force,"Antonov An-124, Ruslan",A124,Mil,Big,,,Cargo,https://example.org
4B1803,HB-XYZ,Jane Doe,Gulfstream 650,GLF6,Civ,Rich,,,Somebody,
AE1234,,Invented Police,Bell 407,B407,Pol,,,,Police,
"158335,RA-99125,unclosed
000000,RA-1,X,Y,A124,Mil,,,,,
"""

OPENSKY = """\
"icao24","registration","manufacturericao","model","typecode","serialnumber","operator","operatoricao","owner","built"
"4b1803","HB-XYZ","BOEING","737, 800","B738","1","Invented Lines","QSA","Jane Doe","2001-02-03"
"4b1804","HB-ABC","PIPER","PA-28","P28A","2","Jane Doe","","Jane Doe","bad"
"nothex","HB-ABD","PIPER","PA-28","P28A","2","","","",""
"""


def facts(imported):
    assert IdentityAssertion.is_valid(imported.assertions)
    assert set(imported.assertions["retrieved_at"]) == {DAY}
    return {
        (row["airframe"], row["attribute"]): row["value"] for row in imported.assertions.iter_rows(named=True)
    }


@pytest.mark.parametrize("packed", [True, False])
def test_tar1090(tmp_path, packed):
    path = tmp_path / "aircraft.csv.gz"
    path.write_bytes(gzip.compress(TAR1090.encode()) if packed else TAR1090.encode())
    imported = import_database("tar1090-db", path, retrieved_at=DAY)
    assert facts(imported) == {
        ("158334", "registration"): "RA-99124",
        ("158334", "type_designator"): "A124",
        ("158334", "military"): "true",
        ("158334", "description"): "ANTONOV An-124",
        ("158334", "year"): "1990",
        ("a00001", "registration"): "N1",
        ("a00001", "type_designator"): "C172",
        ("a00001", "pia"): "true",
        ("a00001", "ladd"): "true",
        ("a00001", "description"): "CESSNA 172",
    }
    assert imported.dropped == {"not an ICAO address": 2, "says nothing": 1, "too few columns": 1}
    assert set(imported.assertions["source"]) == {"tar1090-db"}


def test_tar1090_as_a_folder_of_parts(tmp_path):
    (tmp_path / "1.js").write_bytes(
        gzip.compress(
            json.dumps({"58334": ["RA-99124", "A124", "10"], "5": [1], "children": ["15"]}).encode()
        )
    )
    (tmp_path / "4b.json").write_text(json.dumps({"1803": ["HB-XYZ", "B738", "00", "BOEING 737"]}))
    (tmp_path / "5.json").write_text("{")
    (tmp_path / "6.json").write_text("[" * 100_000)
    imported = import_database("tar1090-db", tmp_path, retrieved_at=DAY)
    found = facts(imported)
    assert found["158334", "military"] == "true"
    assert found["4b1803", "description"] == "BOEING 737"
    assert imported.dropped == {"not a JSON part": 2, "not a list of texts": 1}


def test_plane_alert(tmp_path):
    path = tmp_path / "plane-alert-db.csv"
    path.write_text(PLANE_ALERT)
    imported = import_database("plane-alert-db", path, retrieved_at=DAY)
    found = facts(imported)
    assert found["158334", "operator"] == "Invented Air Force"
    assert found["158334", "description"] == "Antonov An-124, Ruslan"
    assert found["158334", "military"] == "true"
    assert found["4b1803", "military"] == "false"
    assert found["ae1234", "operator"] == "Invented Police"
    assert ("ae1234", "military") not in found
    assert [key for key in found if key[1] == "owner_withheld"] == [("4b1803", "owner_withheld")]
    assert imported.dropped == {
        "not a CSV row": 1,
        "not an ICAO address": 1,
        "operator withheld: may be a person": 1,
    }


@pytest.mark.parametrize("quote", ['"', "'"])
def test_opensky(tmp_path, quote):
    path = tmp_path / "aircraftDatabase.csv"
    path.write_text(OPENSKY.replace('"', quote))
    imported = import_database("opensky", path, retrieved_at=DAY)
    found = facts(imported)
    assert found["4b1803", "operator"] == "Invented Lines"
    assert found["4b1803", "description"] == "737, 800"
    assert found["4b1803", "year"] == "2001"
    assert ("4b1804", "year") not in found
    assert imported.dropped == {"not an ICAO address": 1, "operator withheld: may be a person": 1}
    assert set(imported.assertions["source"]) == {"opensky aircraft database"}


@pytest.mark.parametrize("kind", ["tar1090-db", "plane-alert-db", "opensky"])
def test_no_person_is_named(tmp_path, kind):
    path = tmp_path / "file.csv"
    path.write_text({"tar1090-db": TAR1090, "plane-alert-db": PLANE_ALERT, "opensky": OPENSKY}[kind])
    values = " ".join(import_database(kind, path).assertions["value"]).lower()
    assert "doe" not in values


def test_a_name_cannot_steer_a_terminal_and_has_an_end(tmp_path):
    path = tmp_path / "aircraft.csv"
    path.write_text("158334;RA\x1b[31m-99124;A1\x0024;10;" + "x" * 5000 + ";;;\n")
    found = facts(import_database("tar1090-db", path, retrieved_at=DAY))
    assert found["158334", "registration"] == "RA[31m-99124"
    assert found["158334", "type_designator"] == "A124"
    assert len(found["158334", "description"]) == 200


def test_a_line_without_end_spoils_only_itself(tmp_path):
    path = tmp_path / "aircraft.csv"
    path.write_text("158334;RA-99124;A124;10\n" + "x" * 70_000 + "\n158335;RA-99125;A124;10\n")
    imported = import_database("tar1090-db", path)
    assert set(imported.assertions["airframe"]) == {"158334", "158335"}
    assert imported.dropped == {"line too long": 1}


def test_bytes_that_are_no_text_do_not_stop_the_rest(tmp_path):
    path = tmp_path / "aircraft.csv"
    path.write_bytes(b"158334;\xff\xfe;A124;10\n158335;RA-99125;A124;10\n")
    assert "RA-99125" in import_database("tar1090-db", path).assertions["value"].to_list()


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "LARGEST_BYTES", 1 << 20)
    path = tmp_path / "aircraft.csv.gz"
    path.write_bytes(gzip.compress(b"158334;RA-99124;A124;10\n" * 100_000))
    with pytest.raises(SourceError, match="unpacks to more than 1 MiB"):
        import_database("tar1090-db", path)


@pytest.mark.parametrize("spoil", [lambda b: b[:-20], lambda b: b[:30] + b"\xff" * 30 + b[60:]])
def test_a_spoilt_gzip_file_is_refused_in_one_line(tmp_path, spoil):
    path = tmp_path / "aircraft.csv.gz"
    path.write_bytes(spoil(gzip.compress(TAR1090.encode())))
    with pytest.raises(SourceError, match="download it again"):
        import_database("tar1090-db", path)


@pytest.mark.parametrize("content", ["", "hello\nworld\n", "\n\n"])
@pytest.mark.parametrize("kind", ["tar1090-db", "plane-alert-db", "opensky"])
def test_another_file_is_refused(tmp_path, kind, content):
    path = tmp_path / "file.csv"
    path.write_text(content)
    with pytest.raises(SourceError, match="database"):
        import_database(kind, path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        import_database("tar1090-db", tmp_path / "none.csv")
