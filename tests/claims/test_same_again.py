"""The aircraft, the base and the way back that a sentence means by words for what was told before.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of, legs_of


def last(text):
    """The last asserted claim of a text."""
    return [claim for claim in claims_of(text) if claim.asserted][-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A P-8A left Sigonella on 3 May. The maritime patrol aircraft landed in Gao at noon.", "P8"),
        ("Two B-2s landed at Gao on 3 May. The stealth bombers flew from Whiteman.", "B2"),
        ("An Il-76 landed at Gao on 3 May. The Russian military plane flew to Bamako at noon.", "IL76"),
        ("A U.S. C-17 landed at Gao on 3 May. The American transport plane flew to Bamako.", "C17"),
        ("A U.S. C-17 landed at Gao on 3 May. The Turkish cargo plane flew to Bamako.", None),
        ("A U.S. C-17 landed at Gao on 3 May. The presidential plane flew to Bamako.", None),
    ],
)
def test_the_aircraft_told_before_is_called_by_what_it_is_for(text, kind):
    assert last(text).aircraft.type_designator == kind


@pytest.mark.parametrize(
    "text",
    [
        "Two planes landed at Gao on 1 May, one from Bamako and the other from Lagos.",
        "Two planes landed at Gao on 1 May. One came from Bamako. The other flew in from Lagos.",
    ],
)
def test_the_other_is_one(text):
    assert last(text).aircraft.airframes.n == 1


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("A C-17 landed in Gao on 3 May. It returned to its home base the next day.", [("GAGO", None)]),
        ("A C-17 landed in Gao on 3 May. It returned to base the next day.", [("GAGO", None)]),
        ("On 6 May a P-8 took off from Sigonella. It returned in the afternoon.", [(None, "LICZ")]),
        ("On 6 May two jets left Sigonella. They turned back after an hour.", [(None, "LICZ")]),
        (
            "A C-17 flew from Akrotiri to Gao on 3 May. It returned to the Cyprus base the same evening.",
            [("GAGO", "LCRA")],
        ),
        (
            "A C-17 flew from Ramstein to Gao on 3 May. It returned to the German base the same evening.",
            [("GAGO", "ETAR")],
        ),
        ("A C-17 landed at Ramstein on 3 May. It left the US base the next day.", [("ETAR", None)]),
        (
            "An An-124 flew from Leipzig to Gao on 2 May. From there it went on to Bamako.",
            [("GAGO", "GABS")],
        ),
    ],
)
def test_where_it_went_back_to(text, legs):
    assert legs_of(last(text)) == legs


@pytest.mark.parametrize(
    ("text", "kind", "n"),
    [
        ("Two tankers flew to Gao on 3 May. The KC-135s had left Mildenhall at noon.", "K35R", 2),
        ("A Russian Il-76 landed at Gao on 3 May. The Russian Air Force Il-76 left at noon.", "IL76", 1),
        ("An Il-76 landed at Gao on 3 May. That same plane left at noon.", "IL76", 1),
    ],
)
def test_its_type_again(text, kind, n):
    claim = last(text)
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == (kind, n)
    assert "aircraft" in claim.rules


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Four F-16s went to Gao and two to Lagos, all on 5 May.", ["2031-05-05", "2031-05-05"]),
        ("Two C-17s flew to Gao and a C-130 to Lagos, both on 5 May.", ["2031-05-05", "2031-05-05"]),
        ("An Il-76 landed at Gao on 3 May. After two days, it flew to Lagos.", ["2031-05-03", "2031-05-05"]),
        ("On 7 May, officials said a C-17 had landed at Gao two days earlier.", ["2031-05-05"]),
    ],
)
def test_days_told_for_all_and_counted_from_what_was_said(text, days):
    assert [claim.date.start for claim in claims_of(text)] == days


def test_the_same_route_is_flown_once_more():
    text = "An Il-76 flew from Lagos to Gao on 4 May. A week earlier, an An-124 had flown the same route."
    assert legs_of(last(text)) == [("DNMM", "GAGO")]


def test_the_last_of_them_is_one():
    claim = last("Ten planes left Bamako in April. The last of them landed in Gao on 3 May.")
    assert (legs_of(claim), claim.aircraft.airframes.n) == ([("GABS", "GAGO")], 1)


def test_a_note_behind_the_lead_makes_it_no_headline():
    lead = "LAGOS, May 7 (Reuters) - An Il-76 landed at Gao on 6 May. (Adds details)"
    text = f"Cargo plane lands in Gao\n\n{lead}\n\nIt had left Bamako at noon.\n"
    assert [legs_of(c) for c in claims_of(text) if c.asserted] == [[(None, "GAGO")], [("GABS", "GAGO")]]
