"""What aircraft do as a rule, could do, or may do by leave is no flight."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Il-76s that leave Hmeimim for Libya fly on to Bangui.",
        "Aircraft bound for Mali refuel at Hmeimim.",
        "Crews from Sharjah fly the An-124 to Khartoum.",
        "Most military flights from Chkalovsky to Syria depart from the northern apron.",
        "The carrier operates Airbus A320s from Damascus to Sharjah.",
        "The deal lets Russian transports land at Khartoum without notice.",
        "A single trip by an Il-76 from Tehran to Caracas burns 80 tonnes of fuel.",
        "Insurance for a flight into Khartoum costs more than the cargo.",
        "Cairo gave clearance for three Il-76 flights from Latakia to Benghazi.",
        "The request for landings by two C-17s at Diego Garcia was turned down.",
        "A group of three companies comprises nine Il-76s based in Sharjah.",
        "The runway at Kidal is too short for an Il-76 to take off fully loaded.",
        "The deployment of four F-16s to Souda Bay is part of the exercise.",
        "In the 1980s Libyan Il-76s ferried troops from Benghazi to Chad.",
        "The airline's three Il-62Ms fly cargo between Caracas and Havana.",
        "The airport, opened in 1982, receives flights from Istanbul and Cairo.",
        "The contract provides for 12 flights from Sharjah to Amdjarass by June.",
        "It has asked the authority for a list of all aircraft that landed at Gao in 2026.",
        "Turkey, whose planes bring officials to Damascus almost weekly, made no comment.",
        "The analyst, who has tracked Il-76 flights to Libya since 2019, lives in Berlin.",
        "Russian planes usually turn off their transponders before landing at Gao.",
        "The Il-76s tend to go dark after taking off from Gao.",
        "Military aircraft typically disappear from tracking sites before landing at Gao.",
        "عادة ما تطفئ الطائرات أجهزة الإرسال قبل الهبوط في غاو.",
    ],
)
def test_what_is_so_as_a_rule_is_no_flight(text):
    assert not [claim for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "Two Il-76s land at Gao, unload and leave for Minsk.",
        "The An-124 turned off its transponder before landing at Gao.",
        "The An-124 usually flies by way of Iran, but on Monday it crossed Turkey before landing at Gao.",
        "Residents saw two Il-76s land at Gao.",
        "Il-76s were seen to land at Gao.",
        "On Friday Il-76s fly to Gao again.",
        "An Il-76 belonging to the Red Cross flew from Nairobi to Gao.",
    ],
)
def test_a_form_of_the_present_may_tell_what_happened(text):
    assert [claim for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "The firm sold two Il-76s to Sudan in 2019.",
        "Washington accuses 14 firms of selling jets to Tehran.",
        "Компания продала два Ил-76 в Судан в 2019 году.",
        "Компанія продала два Іл-76 до Судану у 2019 році.",
        "باعت الشركة طائرتي إليوشن-76 إلى السودان عام 2019.",
    ],
)
def test_what_is_sold_somewhere_has_not_flown_there(text):
    assert not [claim for claim in claims_of(text) if claim.asserted]


def test_what_is_shot_down_on_its_way_has_not_flown_there():
    assert not [c for c in claims_of("Guards shot down 12 drones heading for Moscow.") if c.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "No one knows how many aircraft landed at Gao last year.",
        "It is not known how many flights reached Gao in May.",
        "The ministry is looking for an An-124 to carry transformers from Linz to Minsk.",
    ],
)
def test_what_is_asked_for_has_not_flown(text):
    assert not [claim for claim in claims_of(text) if claim.asserted]
