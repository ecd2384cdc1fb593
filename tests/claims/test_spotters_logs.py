"""How spotters and live pages tell flights: codes for verbs, hours for days; and counts that go on."""

import pytest
from read_article import claims_of, legs_of, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RAF RC-135W ZZ664 (RRR7221) from Waddington, on task off Crimea.", [("EGXW", None)]),
        ("USAF RQ-4B FORTE11 out of Sigonella.", [("LICZ", None)]),
        ("C-130J 08-8603 HKY71 from Ramstein, n/s", [("ETAR", None)]),
        ("KC-46A 17-46030 arr Mildenhall from Shannon", [("EINN", "EGUN")]),
        ("RC-135W ZZ664 RTB Waddington 1340Z.", [(None, "EGXW")]),
        ("USAF C-17A 07-7181 departed Ramstein 0610Z, arr Rzeszow 0755Z.", [("ETAR", "EPRZ")]),
    ],
)
def test_a_post_needs_no_verb_beside_a_code(text, wanted):
    (claim,) = told(text)
    assert legs_of(claim) == wanted


@pytest.mark.parametrize(
    "text",
    ["Il-76 from Belarus: what we know", "The C-17 99-0060 from Dover is for sale.", "A C-17 from Dover."],
)
def test_an_aircraft_with_its_home_is_no_flight(text):
    assert told(text) == []


def test_an_hour_in_utc_is_of_the_day_of_its_post():
    (claim,) = told("USAF C-17A 07-7181 departed Ramstein 0610Z.")
    assert claim.date.start == "2031-05-14"
    (claim,) = told("On Monday USAF C-17A 07-7181 departed Ramstein 0610Z.")
    assert claim.date.start == "2031-05-12"


LIVE = "Live: the crisis\n\n{day}17:55\nTwo B-52s have flown from Minot to Gao.\n\n16:30\nTalks went on."


@pytest.mark.parametrize(("day", "start"), [("", "2031-05-14"), ("Monday 12 May\n\n", "2031-05-12")])
def test_the_entries_of_a_live_page_are_of_its_day(day, start):
    (claim,) = told(LIVE.format(day=day))
    assert claim.date.start == start


def test_one_hour_makes_no_live_page():
    (claim,) = told("Flights go on\n\n17:55\nTwo B-52s have flown from Minot to Gao.")
    assert claim.date is None


def test_a_number_goes_on_with_the_visits_counted_before():
    text = "We counted every visit of an Il-76 to Gao in May. Of these, 31 came from Oran, 7 from Minsk."
    found = told(text)
    assert [claim.events and claim.events.n for claim in found] == [None, 31, 7]
    assert all(claim.aircraft.airframes is None for claim in found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("An Il-76 which landed in Gao on 2 May left Oran on 5 May.", ["2031-05-02", "2031-05-05"]),
        ("A C-17 that flew to Goma on 3 May was seen in Gao on Monday.", ["2031-05-03", "2031-05-12"]),
        ("The Il-76 that took off from Oran on 2 May landed in Gao on 3 May.", ["2031-05-03"]),
        ("The Il-76 that landed in Gao on 2 May was grey.", ["2031-05-02"]),
    ],
)
def test_a_relative_with_its_day_is_a_flight_before_the_one_of_the_sentence(text, days):
    assert [claim.date.start for claim in told(text)] == days


@pytest.mark.parametrize(
    "tail",
    ["the second visit of the type this month", "one of eleven arrivals this month", "its third landing"],
)
def test_which_of_its_kind_a_flight_was_is_no_other_one(tail):
    first, second = told(f"An Il-76 landed in Gao on 3 May, {tail}. It flew to Oran the next morning.")
    assert first.events is None
    assert second.date.start == "2031-05-04"


def test_the_last_of_several_with_its_day_is_told():
    found = told("Three Il-76s landed in Gao in April, the last flight on 30 April.")
    assert found[-1].date.start == "2031-04-30"


def test_the_day_of_a_picture_is_not_that_of_a_landing_told_beside_it():
    text = "Images from 5 May show new sheds, and residents said that an Il-76 landed in Gao on 3 May."
    (claim,) = told(text)
    assert claim.date.start == "2031-05-03"
    first = told("Images from 5 May show two Il-76s at Gao.")[0]
    assert first.date.start == "2031-05-05"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("An Il-76 landed at Gao on Monday, more than either side admits.", []),
        ("Two frigates were reported in the area. A C-17 flew from Oran to Gao on Monday.", []),
        ("More than two officials said an Il-76 landed at Gao on Monday.", ["More than two officials"]),
    ],
)
def test_who_has_said_nothing_tells_nothing(text, wanted):
    claim = told(text)[-1]
    names = [source.name for source in claim.chain if source.name != "this article"]
    assert [name for name in names if name != "source not named in the text"] == wanted


def test_a_town_where_an_aircraft_was_built_is_not_where_it_is():
    (claim,) = told("The Il-76 was built in Tashkent in 1990. It was ferried to Gao on Monday.")
    assert legs_of(claim) == [(None, "GAGO")]


def test_whoever_finds_out_is_not_whose_aircraft_it_is():
    (claim,) = told("A paper found that Iran's Mahan Air flew an A340 to Caracas on Monday.")
    assert claim.operator == "Mahan Air"


def test_a_director_reached_by_phone_has_flown_nowhere():
    text = "An Il-76 landed in Gao on Monday. Its owner, reached by phone in Oran, said nothing."
    assert len([claim for claim in claims_of(text) if claim.asserted]) == 1


def test_the_rows_of_a_table_are_flights():
    rows = (
        "Date | Type | Reg | From | To | Notes\n"
        "| 2 May | Il-76TD | RA-76457 | Latakia | Gao | 2nd visit in May |\n"
        "| 3 May | C-130J | 15-5825 | Gao | Agadez | cancelled |\n"
        "| 4 May | An-124-100 | RA-82035 | Gao - Bamako - Oran |"
    )
    first, last = told(f"The flights of May were few and far between.\n\n{rows}\n\nNo more is known.")
    assert legs_of(first) == [("OSLK", "GAGO")]
    assert (first.date.start, first.events) == ("2031-05-02", None)
    assert len(last.legs) == 2


def test_bars_make_no_route_of_a_menu():
    assert told("Home | Oran | Gao | Bamako") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("REACH 871 Ramstein → Muwaffaq Salti (Jordan), landed 1315Z.", [("ETAR", "OJMS")]),
        ("UR-82073 positioned to Houston at the weekend.", [(None, "KIAH")]),
        ("An An-124 flew to Houston for Korvash Mining on Monday.", [(None, "KIAH")]),
        ("Aviacon, a cargo airline from Yekaterinburg, flew an Il-76 to Gao on Monday.", [(None, "GAGO")]),
        ("The Il-76 landed in Conakry on Monday with trucks for Bamako.", [(None, "GUCY")]),
        ("The Il-76 took off from Gao on Monday with aid for Kidal.", [("GAGO", "GAKL")]),
    ],
)
def test_whom_cargo_is_for_is_no_end_of_the_flight(text, wanted):
    (claim,) = told(text)
    assert legs_of(claim) == wanted


def test_helicopters_that_an_aircraft_carries_do_not_fly():
    (claim,) = told("An An-124 made a flight on 11 May, carrying two helicopters from Oslo to Riga.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("A124", 1)
    assert told("A convoy carrying helicopters left Gao on Monday.") == []


def test_a_question_without_a_verb_asserts_nothing():
    assert told("Il-96 RA-96024 Moscow-Tehran? No.") == []


def test_whoever_is_he_is_no_aircraft():
    text = (
        "Seven Il-76s landed in Gao in April. Diallo flew to Moscow on 3 May; he was back in Bamako on 5 May."
    )
    assert [claim.kind for claim in told(text)][-1] == "visit_of_person"


def test_papers_that_the_writers_saw_are_not_theirs():
    (claim,) = told("Invoices seen by us show that an Il-76 landed in Gao on Monday.")
    assert [source.name for source in claim.chain][-1] == "Invoices"


def test_a_digest_of_an_american_week_has_its_year():
    text = "The Week in Flights, May 1-8, 2031\n\nAn Il-76 landed in Gao on May 4."
    assert told(text)[-1].date.start == "2031-05-04"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jordan: Eight A-10Cs left Muwaffaq Salti for Boise on 3 May.", [("OJMS", "KBOI")]),
        ("Planes flew to the Middle East 63 times in 2030, mostly to Kuwait.", [(None, "AREA-MIDDLE-EAST")]),
        ("An Il-20 was met off Finnmark on 3 May by two F-35s that had taken off from Evenes.", []),
    ],
)
def test_where_others_were_is_no_end_of_the_flight(text, wanted):
    assert legs_of(told(text)[0]) == wanted


def test_years_and_hours_count_nothing():
    (claim,) = told("A 1991 Il-76 landed in Gao on Monday at about 7 p.m. local time.")
    assert (claim.aircraft.airframes.n, claim.events) == (1, None)


def test_flights_since_an_airport_reopened_are_no_resumption():
    (claim,) = told("Since the airport in Gao reopened in April, 73 charter flights have landed there.")
    assert (claim.kind, claim.events.n) == ("movement", 73)


def test_jets_that_were_hit_are_no_pause():
    text = "Korvash Air suspended flights to Gao last year after three jets were hit by gunfire."
    assert [claim.kind for claim in told(text)] == ["pause"]


def test_a_force_is_no_airline():
    (claim,) = told("A Syrian air force Il-76 landed in Gao on Monday.")
    assert claim.operator != "Syrian air"


def test_entries_of_a_list_are_no_headings():
    rows = "» 3 May – An-124 RA-82039 Latakia–Al-Khadim\n» 4 May – Il-76 EX-76015 Bishkek–Benghazi"
    found = told(f"Flights seen: 61\n\nHighlights\n{rows}\n\nNothing else was seen in those days.")
    assert [claim.date.start for claim in found] == ["2031-05-03", "2031-05-04"]


@pytest.mark.parametrize(
    "text",
    [
        "States should inspect all aircraft leaving for Sudan.",
        "Governments ought to seize any aircraft landing in Gao.",
    ],
)
def test_what_should_be_done_with_any_aircraft_is_no_flight(text):
    assert told(text) == []


def test_buses_that_left_a_base_are_no_aircraft():
    text = "An Il-76 landed at Gao on Monday. Two buses left it on Tuesday in the direction of Minsk."
    assert len(told(text)) == 1


def test_freighters_are_known_by_number_and_letter():
    first = told("The broker arranged six 747F rotations between Oran and Gao in May.")[0]
    assert first.events.n == 6
    (claim,) = told("Kalitta flew two 777Fs to Rzeszow on Monday.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("B77L", 2)


def test_flights_take_no_type_from_an_aircraft_told_later():
    text = (
        "At least 21 cargo flights from the UAE landed at Nyala airport in April. "
        "A Boeing 737-300 freighter was destroyed there on 21 April. It had landed from Al Ain that day."
    )
    first, *_, last = told(text)
    assert first.aircraft.type_designator is None
    assert legs_of(last)[0] in [("OMAL", "HSNN"), ("OMAL", None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The jet was diverted to Santiago in the Dominican Republic on Monday.", [(None, "Santiago")]),
        ("The jet was diverted to Santiago in Chile on Monday.", [(None, "SCEL")]),
        ("An Il-76 landed in Georgetown in Guyana on Monday.", [(None, "SYCJ")]),
    ],
)
def test_a_town_lies_in_the_country_that_is_told(text, wanted):
    (claim,) = told(text)
    assert legs_of(claim) == wanted
