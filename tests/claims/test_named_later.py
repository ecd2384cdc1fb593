"""The type of an aircraft that a text tells only behind its flight, or only in its headline.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def told(text):
    """The type and the number of each asserted claim."""
    claims = [claim for claim in claims_of(text) if claim.asserted]
    return [(claim.aircraft.type_designator, claim.aircraft.airframes.n) for claim in claims]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A plane landed at Gao on 3 May. It was a Tu-154 of the defence ministry.", ["T154"]),
        ("A plane landed at Gao on 3 May. The aircraft was an Il-76.", ["IL76"]),
        ("A plane landed at Gao on 3 May. It was identified as an Il-76.", ["IL76"]),
        ("A plane landed at Gao on 3 May. The plane, a Tu-154, came from Minsk.", ["T154", "T154"]),
        ("A plane landed at Gao on 3 May. The plane, which came from Minsk, was an Il-76.", ["IL76", "IL76"]),
        ("A jet landed at Gao on 3 May. The Tu-154 had left Minsk at noon.", ["T154", "T154"]),
        ("A jet landed at Gao on 3 May. It left an hour later. The jet, a Tu-154, is old.", ["T154", "T154"]),
        ("A plane landed at Gao on 3 May. It was followed by an Il-76.", [None, "IL76"]),
        ("A plane landed at Gao on 3 May. It was not an Il-76.", [None]),
        ("A plane landed at Gao on 3 May. Another plane, an Il-76, landed on 4 May.", [None, "IL76"]),
    ],
)
def test_a_type_told_later_is_that_of_the_same_aircraft(text, types):
    assert [kind for kind, _ in told(text)] == types


def test_both_are_named_later():
    assert told("Two planes landed at Gao on 3 May. Both were Il-76s.") == [("IL76", 2)]


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Russian Il-76 lands in Benghazi", "IL76"),
        ("Russian Il-76 lands in Tobruk", None),
        ("Two Russian Il-76s land in Benghazi", None),
        ("Turkish Il-76 lands in Benghazi", None),
    ],
)
def test_the_headline_names_the_aircraft_that_came_to_the_same_place(headline, kind):
    body = "A Russian military transport plane landed in Benghazi on 7 May, officials said."
    assert told(f"{headline}\n\n{body} It had no markings.\n")[0] == (kind, 1)


def test_the_first_and_the_second_came_on_the_day_told_of_both():
    text = (
        "Two planes landed at Gao on 3 May. The first, an Il-76, came from Minsk. The second came from Lagos."
    )
    assert [c.date.start for c in claims_of(text)] == ["2031-05-03"] * 3


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The aircraft, operated by Silk Way, flew on to Minsk the next day.", "2031-05-04"),
        ("The plane spent two nights there and then flew to Minsk.", "2031-05-05"),
        ("It stayed for two days before going on to Minsk.", "2031-05-05"),
        ("It remained there until 7 May, when it returned to Minsk.", "2031-05-07"),
        ("On the 5th it flew to Minsk.", "2031-05-05"),
        ("It flew to Minsk later that day.", "2031-05-03"),
    ],
)
def test_the_day_on_which_it_went_on(text, day):
    claims = claims_of(f"An Il-76 landed at Gao on 3 May. {text}")
    assert claims[-1].date.start == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Flight-tracking data for 3 May show an Il-76 leaving Gao.", ("2031-05-03", "2031-05-04")),
        ("Flight records from April show an Il-76 landing at Gao.", ("2031-04-01", "2031-05-01")),
    ],
)
def test_the_day_of_what_data_show(text, days):
    date = claims_of(text)[-1].date
    assert (date.start, date.end) == days
