"""Towns with the region behind them, bases with words of their own before or behind the name, and datelines."""

import pytest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A C-17 flew on 3 May from Charleston, South Carolina, to Prestwick.", [("KCHS", "EGPK")]),
        ("A C-17 flew on 3 May from Charleston in West Virginia to Prestwick.", [("KCRW", "EGPK")]),
        ("A C-130 flew from Portland, Maine, to Portland, Oregon, on 3 May.", [("KPWM", "KPDX")]),
        ("Two CP-140s flew in from Greenwood, Nova Scotia, on 3 May.", [("CYZX", None)]),
        ("A C-17 was on its way back to Dover in Delaware on 3 May.", [(None, "KDOV")]),
        ("A Falcon 50 arrived from Lorient in Brittany on 3 May.", [("LFRH", None)]),
        ("A C-17 landed in Alaska on 3 May.", [(None, "US-AK")]),
    ],
)
def test_a_region_behind_a_town_is_no_end_and_says_which_town(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two KC-135s took off from Joint Base Pearl Harbor-Hickam on 3 May.", [("PHIK", None)]),
        ("A C-17 took off from Pittsburgh Air Reserve Station on 3 May.", [("KPIT", None)]),
        ("A KC-135 took off from Bangor Air National Guard Base on 3 May.", [("KBGR", None)]),
        ("Two F-35s landed at Marine Corps Air Station Iwakuni on 3 May.", [(None, "RJOI")]),
        ("A freighter left Heydar Aliyev International on 3 May.", [("UBBB", None)]),
        ("A freighter landed at King Abdulaziz International on 3 May.", [(None, "OEJN")]),
    ],
)
def test_words_for_a_base_belong_to_its_name(legs, text, wanted):
    assert legs(text) == wanted


def test_between_reaches_over_where_the_first_lies(legs):
    text = "A C-17 shuttled between Ramstein in Germany and Rzeszow in Poland on 3 May."
    assert legs(text) == [("ETAR", "EPRZ")]


def test_a_dateline_is_no_route(legs):
    text = "BAMAKO, Mali region - The last helicopters have left Gao and flown to Niamey."
    assert legs(text) == [("GAGO", "DRRN")]


@pytest.fixture(scope="module")
def place(tell):
    """Get the words of the place of the last claim of a text."""

    def read(text):
        return [claim for claim in tell(text=text)[0].read.claims if claim.asserted][-1].place.text

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("An An-124 made a two-hour test flight over Lake Ontario on 3 May.", "Lake Ontario"),
        ("An RQ-4 flew circles over the Gulf of Sidra on 3 May.", "Gulf of Sidra"),
        ("A P-8 patrolled off the Venezuelan coast on 3 May.", "Venezuelan coast"),
        ("An RQ-4 circled over the Kola peninsula on 3 May.", "Kola peninsula"),
        ("An RQ-4 circled over the Black Sea on 3 May.", "Black Sea"),
    ],
)
def test_waters_coasts_and_borders_are_places(place, text, wanted):
    assert place(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ten aircraft landed at RAF Coningsby on 3 May.", [(None, "EGXC")]),
        ("Two P-8s took off from RAF Lossiemouth on 3 May.", [("EGQS", None)]),
        ("Two tankers landed at Rota and at Morón on 3 May.", [(None, "LERT"), (None, "LEMO")]),
        ("Два Ил-76 прилетели из Латакии и из Гао в Бамако 3 мая.", [("OSLK", "GABS"), ("GAGO", "GABS")]),
        ("Nine KC-135s took off from Pease and Ramstein on 3 May. Four went to Morón.", [(None, "LEMO")]),
    ],
)
def test_ends_of_several(legs, text, wanted):
    assert legs(text) == wanted
