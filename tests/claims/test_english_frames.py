"""One event in the many ways an English sentence can be built: what flew, from where to where, on which day."""

import pytest


@pytest.fixture(scope="module")
def flown(tell):
    """Get type, number, legs and first day of each flight of a text."""

    def read(text):
        found = []
        for claim in tell(text=text)[0].read.claims:
            if claim.asserted and claim.kind == "movement":
                ends = [
                    (leg.origin and leg.origin.id, leg.destination and leg.destination.id)
                    for leg in claim.legs
                ]
                craft = claim.aircraft
                n = craft.airframes.n if craft and craft.airframes else None
                day = claim.date.start[5:] if claim.date and claim.date.start else None
                found.append((craft and craft.type_designator, n, ends, day))
        return found

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Damascus-bound C-17 left Ramstein on 3 May.", ("C17", 1, [("ETAR", "OSDI")], "05-03")),
        ("Two Niamey-bound Il-76s crossed Algeria on 3 May.", ("IL76", 2, [(None, "DRRN")], "05-03")),
        ("A Russia-bound An-124 took off from Benghazi on 3 May.", ("A124", 1, [("HLLB", "RU")], "05-03")),
        ("A Damascus-bound C-17 landed in Larnaca on 3 May.", ("C17", 1, [(None, "LCLK")], "05-03")),
        ("A Bamako-based Il-76 landed in Niamey on 3 May.", ("IL76", 1, [(None, "DRRN")], "05-03")),
    ],
)
def test_where_it_is_bound_may_be_joined_to_its_name(flown, text, wanted):
    assert flown(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Two Il-76s landed in Bamako on 1 May, three on 2 May and one on 3 May.",
            [(2, "05-01"), (3, "05-02"), (1, "05-03")],
        ),
        ("An Il-76 landed in Bamako on 1 May, followed by a second on 2 May.", [(1, "05-01"), (1, "05-02")]),
        (
            "An Il-76 landed in Bamako on 1 May, followed two days later by another.",
            [(1, "05-01"), (1, "05-03")],
        ),
        (
            "An Il-76 landed in Bamako on 1 May, followed on 2 May by two C-130s.",
            [(1, "05-01"), (2, "05-02")],
        ),
        ("An Il-76 landed in Bamako on 1 May and a C-130 arrived on 2 May.", [(1, "05-01"), (1, "05-02")]),
        ("An Il-76 landed in Bamako on 1 May, with a C-130 arriving on 2 May.", [(1, "05-01"), (1, "05-02")]),
    ],
)
def test_what_came_next_came_to_the_same_place(flown, text, wanted):
    read = flown(text)
    assert [(n, day) for _, n, _, day in read] == wanted
    assert all(ends == [(None, "GABS")] for _, _, ends, _ in read)


def test_people_counted_by_days_are_no_aircraft(flown):
    text = "An Il-76 with ten wounded landed in Bamako on 1 May; six died on 2 May and two on 3 May."
    assert flown(text) == [("IL76", 1, [(None, "GABS")], "05-01")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was in Bamako that the Il-76 touched down on 3 May.", (None, "GABS")),
        ("It was from Bamako that the Il-76 took off on 3 May.", ("GABS", None)),
        ("Bamako is where the Il-76 landed on 3 May.", (None, "GABS")),
        ("Officials were waiting in Bamako, where an Il-76 landed on 3 May.", (None, "GABS")),
        ("Residents of Bamako, where the Il-76 landed on 3 May, saw trucks.", (None, "GABS")),
        ("The base at Hmeimim received an Il-76 on 3 May.", (None, "OSLK")),
        ("Rzeszow airport received two C-17s from Ramstein on 3 May.", ("ETAR", "EPRZ")),
    ],
)
def test_the_place_may_be_told_before_what_happened(flown, text, wanted):
    assert [ends for _, _, ends, _ in flown(text)] == [[wanted]]


def test_an_army_that_received_aircraft_tells_no_flight(flown):
    assert flown("The Ukrainian air force received two F-16s on 3 May.") == []


def test_those_who_saw_it_stand_before_where_it_was(tell):
    read = tell(text="An Il-76 was photographed by spotters at Hmeimim on 3 May.")[0].read
    assert [claim.place.id for claim in read.claims] == ["OSLK"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il-76 lands at Hmeimim after stop in Benghazi", [(None, "HLLB"), ("HLLB", "OSLK")]),
        ("Il-76 lands in Bamako following fuel stop in Benghazi", [(None, "HLLB"), ("HLLB", "GABS")]),
        ("Il-76 flies to Benghazi via stop at Hmeimim", [(None, "OSLK"), ("OSLK", "HLLB")]),
    ],
)
def test_a_stop_of_a_headline_needs_no_article(flown, text, wanted):
    assert flown(text + " on 3 May.")[0][2] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "An An-124 was seen on approach to Hmeimim on 3 May.",
        "An An-124 was seen on the ground at Hmeimim on 3 May.",
        "An An-124 was shown descending into Hmeimim on 3 May.",
        "An An-124 is seen on final for Hmeimim on 3 May.",
    ],
)
def test_where_it_was_seen_is_no_source(tell, text):
    (claim,) = tell(text=text)[0].read.claims
    assert not any("Hmeimim" in link.name for link in claim.chain)


@pytest.mark.parametrize(
    "what",
    [
        "an An-124, which had been loaded with shells, landed in Tobruk",
        "a second, an An-124, landed in Tobruk",
        "the president's plane, an An-124, landed in Tobruk",
        "Israel's government plane, an An-124, landed in Tobruk",
    ],
)
def test_a_joined_subject_keeps_its_verb_over_what_is_said_between(flown, what):
    found = flown(f"An Il-76 landed in Bamako on 1 May and {what}.")
    assert [(craft, ends) for craft, _, ends, _ in found] == [
        ("IL76", [(None, "GABS")]),
        ("A124", [(None, "HLTQ")]),
    ]


def test_those_of_a_list_share_their_verb(flown):
    found = flown("Two C-17s, a C-5M and an An-124, all loaded with shells, landed in Gao on 1 May.")
    assert [craft for craft, *_ in found] == ["C17", "C5M", "A124"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An A330 took off from Akrotiri on 2 May, circled and returned after two hours.", "movement"),
        ("An A330 took off from Akrotiri on 2 May and returned after a nine-hour mission.", "movement"),
        ("Flights to Akrotiri returned after a break of two months on 2 May.", "resumption"),
    ],
)
def test_one_that_returned_after_hours_resumed_nothing(happened, text, kind):
    assert [claim.kind for claim in happened(text)] == [kind]


@pytest.mark.parametrize("many", ["A dozen or so", "Twelve or so"])
def test_or_so_makes_a_number_rough(happened, many):
    count = happened(f"{many} C-17s landed at Akrotiri on 2 May.")[0].aircraft.airframes
    assert (count.op, count.n) == ("~", 12)


def test_in_case_tells_what_may_be(happened):
    [claim] = happened("Two A400Ms flew to Akrotiri on 2 May in case Britons have to be flown out of Beirut.")
    assert [leg.destination.id for leg in claim.legs] == ["LCRA"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Three C-17s landed in Gao on 2 May, a day after the resumption of talks in Muscat.", ["movement"]),
        ("Three C-17s landed in Gao on 2 May during a pause in the fighting.", ["movement"]),
        ("The ministry announced the resumption of flights to Gao on 2 May.", ["resumption"]),
    ],
)
def test_what_else_stopped_or_began_is_no_stop_of_flights(happened, text, kinds):
    assert [claim.kind for claim in happened(text)] == kinds


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("B-52s of the 2nd Bomb Wing at Barksdale landed at Fairford on 2 May.", [(None, "EGVA")]),
        ("The B-52s from the 2nd Bomb Wing at Barksdale landed minutes apart on 2 May.", []),
        ("Two B-52s of the 2nd Bomb Wing at Barksdale took off on 2 May.", [("KBAD", None)]),
    ],
)
def test_where_a_unit_is_was_no_landing(flown, text, ends):
    assert [legs for _, _, legs, _ in flown(text)] == [ends]


def test_a_ship_with_aircraft_on_deck_is_no_presence_of_them(happened):
    assert happened("The carrier Gerald Ford, with 75 aircraft on deck, has been in Crete since 2 May.") == []


def test_a_task_force_named_after_bombers_is_no_bomber(happened):
    assert (
        happened("It is part of Bomber Task Force Europe, which has been visiting Fairford since May.") == []
    )


def test_an_aircraft_continues_somewhere_and_says_nothing(legs):
    assert legs("An Il-76 flew from Abu Dhabi to Kufra on 2 May. It continued to Bosaso on 3 May.") == [
        ("HLKF", "HCMF")
    ]


@pytest.mark.parametrize(
    ("text", "craft"),
    [
        ("The plane took off from Gao on 2 May, refueled from a KC-135 and landed back in Gao.", None),
        ("A WC-135R took off from Gao on 2 May, refueled from a KC-135 and landed back in Gao.", "W135"),
    ],
)
def test_the_tanker_that_fuels_it_is_not_what_flew(flown, text, craft):
    assert [each for each, *_ in flown(text)] == [craft]


@pytest.mark.parametrize("verb", ["was to leave", "were to leave", "is to leave"])
def test_what_was_to_happen_is_a_plan(tell, verb):
    (claim,) = tell(text=f"The Il-76 {verb} Gao on Friday.")[0].read.claims
    assert (claim.asserted, claim.modality) == (False, "plan")
