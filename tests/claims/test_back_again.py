"""An aircraft that comes back to where it was before comes there, and does not leave it, in four languages."""

from datetime import date

import pytest
from read_article import claims_of, legs_of

FIRST = "An Il-76 landed at Gao on 24 April."


def last_legs(text):
    *_, claim = claims_of(text, told=date(2027, 5, 14))
    return legs_of(claim)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} It came back to Gao on 27 April.",
        f"{FIRST} The plane returned to Gao on 27 April.",
        f"{FIRST} On 27 April it was back at Gao.",
        f"{FIRST} It flew to Gao again on 27 April.",
        f"{FIRST} It came back on 27 April.",
        f"{FIRST} It came back on the 27th and again on the 29th.",
        "An Il-76 took off from Gao on 24 April. It came back on 27 April.",
        "Ил-76 сел в Гао 24 апреля. 27 апреля он вернулся в Гао.",
        "Іл-76 сів у Гао 24 квітня. 27 квітня він повернувся до Гао.",
        "هبطت طائرة إليوشن-76 في غاو يوم 24 أبريل. وعادت إلى غاو يوم 27 أبريل.",
    ],
)
def test_it_comes_to_where_it_had_been(text):
    assert last_legs(text) == [(None, "GAGO")]


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        (f"{FIRST} It took off from Gao on 25 April.", [("GAGO", None)]),
        (f"{FIRST} It flew to Kidal on 25 April.", [("GAGO", "GAKL")]),
        (f"{FIRST} It came back from Kidal on 27 April.", [("GAKL", "GAGO")]),
        ("An Il-76 flew from Bamako to Gao on 24 April. It came back on 27 April.", [("GAGO", "GABS")]),
    ],
)
def test_it_leaves_where_it_had_been(text, legs):
    assert last_legs(text) == legs
