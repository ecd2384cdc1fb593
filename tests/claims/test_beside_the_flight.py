"""What is told beside a flight adds no leg, place or flight: what others did, who sends, the first since."""

import pytest
from read_article import ways

MITIGA, GAO = [(None, "HLLM")], [(None, "GAGO")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two Il-76s landed at Gao on Monday, a week after French soldiers left Niamey.", GAO),
        ("Two Il-76s have landed at Gao since French troops left Niamey in August.", GAO),
        ("The Il-76 landed at Gao on Monday, hours after the envoy flew to Paris.", GAO),
        ("Two Il-76s landed at Gao on Monday, hours after the pair left Niamey.", [("DRRN", "GAGO")]),
        ("An Il-76 landed at Gao on Monday after it left Niamey.", [("DRRN", "GAGO")]),
        ("An Il-76 landed at Gao on Monday after the jet left Niamey.", [("DRRN", "GAGO")]),
        ("The junta turned to Turkey, which flew drones to Niamey aboard an A400M.", [(None, "DRRN")]),
        ("The junta looked to Moscow, which sent two Il-76s to Bamako in January.", [(None, "GABS")]),
        ("An Il-76 flew to Benina, which lies east of the city, on 3 May.", [(None, "HLLB")]),
    ],
)  # fmt: skip
def test_what_others_did_is_no_leg(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A C-17 landed at Mitiga on 3 May, the first US military flight to Libya in two years.", MITIGA),
        ("A C-17 landed at Mitiga on 3 May, the first US flights to Libya since troops were pulled out in 2023.", MITIGA),
        ("A C-17 landed at Mitiga on 3 May, its first flight to Libya.", MITIGA),
        ("A C-17 landed at Mitiga on 3 May, the first flight from Ramstein since 2019.", [("ETAR", "HLLM")]),
        ("C-17 приземлился в Митиге 3 мая — первый американский рейс в Ливию за два года.", MITIGA),
        ("C-17 приземлився в Мітізі 3 травня, перший американський рейс до Лівії за два роки.", MITIGA),
        ("هبطت طائرة سي-17 في معيتيقة في 3 مايو، في أول رحلة أمريكية إلى ليبيا منذ عامين.", MITIGA),
    ],
)  # fmt: skip
def test_the_first_since_is_the_flight_told(happened, legs, text, wanted):
    assert len(happened(text)) == 1
    assert legs(text) == wanted


def test_the_first_and_the_second_flight_are_two(happened):
    assert len(happened("The first flight went to Gao on Monday, the second flight to Bamako.")) == 2


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It was the first Il-76 to land in Benina since the war ended in 2020.", None),
        ("A C-17 landed at Mitiga on Monday, the first flight there since the embassy closed in 2012.", "2031-05-12"),
        ("14 Il-76 flights into Benina in Jan (9 from Latakia).", "2031-01-01"),
        ("Between 22:40Z on 3 Feb and 02:15Z on 4 Feb, three Il-76s landed at Benina.", "2031-02-03"),
    ],
)  # fmt: skip
def test_since_what_there_was_none_is_no_day_of_it(happened, text, start):
    [claim] = happened(text)
    assert (claim.date.start if claim.date else None) == start


@pytest.mark.parametrize(
    "text",
    [
        "The Il-76 landed at Gao on Monday, defying Paris.",
        "The Il-76 landed at Gao on Monday, a blow to Paris.",
        "The Il-76 landed at Gao on Monday despite appeals to Moscow.",
        "The Il-76 landed at Gao on Monday as part of military aid to Niger.",
        "The Il-76 landed at Gao on Monday in support of Bamako.",
        "The Il-76 landed at Gao on Monday, on the road to Kidal.",
        "The Il-76 landed at Gao, which is closer to Niamey than to Bamako.",
        "The Il-76 landed at Gao, prompting a call from Washington to Moscow.",
        "The Il-76 landed at Gao, an hour from Niamey.",
        "On orders from Moscow, the Il-76 landed at Gao.",
        "With clearance from Tunis, the Il-76 landed at Gao.",
        "The Il-76 flew to Gao after Assad met Putin in Moscow.",
        "The Il-76 flew to Gao after Mali's minister visited Moscow.",
        "The Il-76 flew to Gao a week after an identical flight from Latakia to Bamako.",
        "The Il-76, which belongs to an airline from Kyrgyzstan, landed at Gao.",
        "Experts from Berlin saw the Il-76 land at Gao.",
        "По приказу из Москвы Ил-76 сел в Гао.",
        "За наказом із Москви Іл-76 сів у Гао.",
        "بأوامر من موسكو هبطت طائرة إليوشن-76 في غاو.",
    ],
)
def test_what_is_said_of_the_flight_is_no_leg(legs, text):
    assert legs(text) == GAO


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Il-76 landed at Gao on Monday, then flew to Niamey.", [*GAO, ("GAGO", "DRRN")]),
        ("The Il-76 landed at Gao on the way to Niamey.", [*GAO, ("GAGO", "DRRN")]),
        ("The Il-76 landed at Gao on Monday and a day later at Niamey.", [*GAO, ("GAGO", "DRRN")]),
        ("The Il-76 landed at Gao overnight from Niamey.", [("DRRN", "GAGO")]),
        ("The Il-76 landed at Gao on a mission from Niamey.", [("DRRN", "GAGO")]),
    ],
)
def test_where_it_went_on_to_is_one(legs, text, wanted):
    assert legs(text) == wanted


def test_a_day_to_come_is_of_what_it_came_for(happened):
    [claim] = happened("An Il-76 landed at Gao for talks next month.")
    assert claim.date is None


@pytest.mark.parametrize(
    "text",
    [
        "The Il-76 that flew to Kabul in March landed at Gao on Monday.",
        "The Il-76, which flew to Kabul in March, landed at Gao on Monday.",
        "An Il-76 seen in Kabul in March landed at Gao on Monday.",
    ],
)
def test_what_it_did_another_month_is_another_flight(happened, text):
    claims = happened(text)
    assert [claim.place.id for claim in claims] == ["OAKB", "GAGO"]
    assert [claim.date.start for claim in claims] == ["2031-03-01", "2031-05-12"]
    assert [ways(claim) for claim in claims][-1] == [(None, "Gao")]


def test_back_in_the_air_is_no_way_back(legs):
    assert legs("The Il-76 landed in Gao from Niamey at 09:40 and was back in the air by noon.") == [
        ("DRRN", "GAGO"),
        ("GAGO", None),
    ]
