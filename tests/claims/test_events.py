"""How events are recognised that no single verb tells: presence, counts, pauses, resumptions, ellipses."""

from datetime import date

import pytest
from read_article import claims_of

PUBLISHED = date(2027, 3, 12)
TOLD = "A Russian Il-76 landed at Agadez on 3 March. "


def events(text, before=TOLD):
    """Read the kinds of the claims that a text asserts after what was told before."""
    claims = claims_of(text, before=before, told=PUBLISHED)
    return {claim.kind.value for claim in claims if claim.asserted}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A photograph taken on 4 March shows two An-124s at Agadez.", {"presence", "movement"}),
        ("Planet imagery puts two Il-76s at Agadez on 4 March.", {"presence", "movement"}),
        ("Both outlets count three Il-76s at Agadez on 14 January.", {"presence", "movement"}),
        ("Four C-130s have been at Agadez since late February.", {"presence", "movement"}),
        ("There were three on Tuesday.", {"presence", "movement"}),
        ("The Ilyushin was still on the apron two days later.", {"presence", "movement"}),
        ("None has landed there since.", {"pause"}),
        ("None has landed there since the border was closed.", {"pause"}),
        ("The apron has been empty since 5 March.", {"pause"}),
        ("No landings for the fourth week in a row.", {"pause"}),
        ("It was still parked there on Thursday, a satellite picture shows.", {"presence"}),
        ("A second one was there by nightfall.", {"movement", "presence"}),
        ("A further two were there by Wednesday noon.", {"movement", "presence"}),
        ("The last flight before that had been on 19 January.", {"movement"}),
        ("And again on 9 March.", {"movement"}),
        ("Friday saw two An-124s from Leipzig.", {"movement"}),
        ("A Turkish cargo plane delivered drones on Monday.", {"shipment", "movement"}),
        ("A guard saw only one plane on Friday.", {"presence", "movement"}),
        ("Flights to Agadez stopped in February.", {"pause"}),
        ("The air bridge came back to life on 8 March.", {"resumption"}),
        ("The second had to turn back over the Red Sea and landed in Djibouti.", {"movement"}),
        ("On Friday a C-130J carrying medicine ended the silence at Agadez.", {"resumption", "movement"}),
        ("An An-124 broke the two-month lull at Agadez on Sunday.", {"resumption", "movement"}),
        ("At dusk it was off again, this time to Bamako.", {"movement"}),
        ("By noon it was gone.", {"movement"}),
        ("The channel followed the Ilyushin from Tobruk to Gao on Saturday.", {"movement"}),
        ("It was the first Russian plane to land at Gao this year.", {"movement"}),
    ],
)
def test_events_that_need_more_than_a_verb(text, kinds):
    assert events(text) & kinds


@pytest.mark.parametrize(
    "text",
    [
        "Data show that the airfield at Agadez is old.",
        "A picture shows an Il-76 museum.",
        "Should they ever come, they would be ferried to Gao one by one.",
        "Planes come and go.",
        "It carries 50 tonnes, lands on gravel and flies 4,000 kilometres to Agadez.",
        "For decades bombers flew from Diego Garcia when presidents wanted to make a point.",
        "Two frigates left Port Sudan.",
        "It would have been the fourth to reach Gao.",
        "The planes stayed in Agadez because the runway was under water.",
        "What comes in is bread, what goes out is steel.",
        "Flights there are expected to resume in May.",
        "The war ended after a long silence.",
    ],
)
def test_what_only_looks_like_an_event(text):
    assert not events(text)


def test_a_registration_that_flies_is_the_aircraft_told_under_it():
    whole = (
        "The Il-76 registered RA-78765 landed at Gao on 3 March. On 5 March RA-78765 flew from Gao to Agadez."
    )
    last = claims_of(whole, told=PUBLISHED)[-1]
    assert (last.aircraft.type_designator, last.aircraft.registration) == ("IL76", "RA-78765")
