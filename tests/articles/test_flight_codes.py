import pytest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("as RFF7081", "RFF7081"),
        ("рейс RSD431", "RSD431"),
        ("позывной KRV12", "KRV12"),
        ("flight SU2134", "SU2134"),
    ],
)
def test_call_signs(names_in, text, code):
    assert [mark.callsign for mark in names_in(text).callsigns] == [code]


def test_a_call_sign_names_the_holder_of_its_designator(names_in):
    assert names_in("RFF7081").callsigns[0].operator == "Russian Federation Air Force"


@pytest.mark.parametrize(
    ("text", "code"),
    [("(RA-82035)", "RA-82035"), ("with serial 08-8204", "08-8204"), ("EW-383TH landed", "EW-383TH"),
     ("registered N12345", "N12345"), ("A6-KLM landed", "A6-KLM"), ("A9C-HWR landed", "A9C-HWR")],
)  # fmt: skip
def test_registrations(names_in, text, code):
    marks = names_in(text)
    assert [mark.registration for mark in marks.registrations] == [code]
    assert marks.aircraft == ()


@pytest.mark.parametrize(
    "text", ["on 08-2025", "COVID-19", "C-17", "Il-76", "IL76", "B-52H", "10-12 flights", "A400M"]
)
def test_other_codes_are_neither(names_in, text):
    marks = names_in(text)
    assert (marks.callsigns, marks.registrations) == ((), ())
