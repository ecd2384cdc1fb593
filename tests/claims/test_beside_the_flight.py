"""What is told beside a flight adds no leg, place or flight: what others did, who sends, the first since."""

import pytest

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
