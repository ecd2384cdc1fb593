"""Whose words a claim is: parts of a sentence that have a speaker each, and lines that credit a publisher."""

import pytest


@pytest.fixture(scope="module")
def chains(tell):
    """Get the names of the chains of the claims of a text, without this article's own."""

    def read(text):
        claims = [claim for claim in tell(text=text)[0].read.claims if claim.asserted]
        return [[link.name for link in claim.chain if link.name != "this article"] for claim in claims]

    return read


UNNAMED = "source not named in the text"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "An Il-76 landed at Gao on 3 May, Reuters said, and another at Tobruk on 4 May, according to Al-Wasat.",
            [["Reuters"], ["Al-Wasat"]],
        ),
        (
            "The ministry said an Il-76 landed at Gao on 3 May; Reuters said that two landed at Tobruk on 4 May.",
            [["ministry"], ["Reuters"]],
        ),
        (
            "По данным Reuters, Ил-76 сел в Гао 3 мая; по данным Flightradar24, Ан-124 сел в Тобруке 4 мая.",
            [["Reuters"], ["Flightradar24"]],
        ),
        (
            "An Il-76 landed at Gao on 3 May, and left on 4 May, officials said.",
            [["officials"]],
        ),
        (
            "According to Dnipro Pulse, which cites Korvash Watch, an Il-76 landed at Gao on 3 May.",
            [["Dnipro Pulse", "Korvash Watch"]],
        ),
    ],
)
def test_each_part_of_a_sentence_has_its_own_speaker(chains, text, wanted):
    assert chains(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Gao on 3 May, hours after the prime minister said the base was closed.",
        "The minister said the base was closed, but an Il-76 landed at Gao on 3 May.",
        "While the ministry said the airport was closed, an Il-76 landed at Gao on 3 May.",
        "The plane, which according to Reuters belongs to Ramp Air, landed at Gao on 3 May.",
        "An Il-76 landed at Gao on 3 May, but the ministry said it was only a rehearsal.",
    ],
)
def test_what_is_said_beside_a_flight_is_no_source_of_it(chains, text):
    assert chains(text) == [[UNNAMED]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("An Il-76 landed at Gao on 3 May.\n\nSource: Reuters", ["Reuters", UNNAMED]),
        ("An Il-76 landed at Gao on 3 May. (AFP)", ["AFP", UNNAMED]),
        ("Source: Al-Wasat\n\nAn Il-76 landed at Gao on 3 May.", ["Al-Wasat", UNNAMED]),
        ("An Il-76 landed at Gao on 3 May.\n\nPhoto: Reuters", [UNNAMED]),
    ],
)
def test_a_line_may_credit_the_publisher(chains, text, wanted):
    assert chains(text)[-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "An Il-76 landed at Gao on 3 May, the ministry said in a statement carried by SANA.",
            ["SANA", "ministry"],
        ),
        (
            "An Il-76 landed at Gao on 3 May, Kan reported, quoting a report by Channel 12.",
            ["Kan", "Channel 12"],
        ),
        ("An Il-76 landed at Gao on 3 May. The ministry confirmed this to Reuters.", ["Reuters", "ministry"]),
        ("An Il-76 landed at Gao on 3 May. The information came from Al-Wasat.", ["Al-Wasat"]),
        (
            "A person familiar with the flight said an Il-76 landed at Gao on 3 May.",
            ["person familiar with the flight"],
        ),
        ("Tass said an Il-76 landed at Gao on 3 May.", ["TASS"]),
    ],
)
def test_who_passed_it_on_stands_before_who_said_it(chains, text, wanted):
    assert chains(text) == [wanted]
