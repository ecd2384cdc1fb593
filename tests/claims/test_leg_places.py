"""Places that are no part of a route: denied ones, parts of a total, and those of relative clauses."""

import pytest


@pytest.fixture(scope="module")
def ends(tell):
    """Give the identifiers of the legs of the only claim of a text."""

    def read(text):
        (claim,) = tell(text=text)[0].read.claims
        found = [end for leg in claim.legs for end in (leg.origin, leg.destination) if end]
        return [end.id for end in found]

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Борт прилетів не до Москви, а до Махачкали.", ["URML"]),
        ("Літак сів не в Каїрі, а в Гомелі.", ["UMGG"]),
        ("Самолёт вылетел не в Индию, а в Германию.", ["DE"]),
        ("Компанія виконала до Росії 17 рейсів, переважно до Москви.", ["RU"]),
        ("За год компания выполнила в Россию девять рейсов, преимущественно в Москву.", ["RU"]),
        ("Літак компанії «Тара», що перебуває під санкціями США та України, сів у Бамако.", ["GABS"]),
        ("Іл-76, який базується в Пскові, сів у Бамако.", ["GABS"]),
        ("Самолёт, который раньше замечали в Сирии, сел в Бамако.", ["GABS"]),
    ],
)
def test_where_it_did_not_go_is_no_leg(ends, text, expected):
    assert ends(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ил-76 сел на базе, которая находится в Ливии.", ["LY"]),
        ("Ил-76, который стоял в Пскове, улетел в Бамако.", ["ULOO", "GABS"]),
        ("It left Latakia on Tuesday and stopped at Tobruk, an Il-76.", ["OSLK", "HLTQ"]),
    ],
)
def test_where_it_was_still_is(ends, text, expected):
    assert ends(text) == expected


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Ил-76 прилетел в Ливию из Сирии, с базы Хмеймим.", "OSLK", "LY"),
        ("Ил-76 прилетел на базу Аль-Харруба из Латакии.", "OSLK", "HL59"),
        ("C-17 прилетел на авиабазу Рамштейн из Жешува.", "EPRZ", "ETAR"),
        ("Ил-76 вылетел из аэропорта имени Басиля Асада в Бенгази.", "OSLK", "HLLB"),
    ],
)
def test_a_base_named_behind_its_country(legs, text, origin, destination):
    assert legs(text) == [(origin, destination)]


def test_a_dash_behind_a_capital_is_no_route(legs):
    assert len(legs("Ил-76 прилетел в столицу Мали — Бамако.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Six B-2s were deployed to Diego Garcia, a joint US-UK base in the Indian Ocean.",
        "Six B-2s were deployed to Diego Garcia, a UK-US facility.",
    ],
)
def test_a_base_of_two_states_is_no_place_of_each(legs, text):
    assert legs(text) == [(None, "FJDG")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON — Russia has moved two Il-76s from Syria to Libya, officials said.", [("SY", "LY")]),
        ("CAIRO, May 9 — Egypt sent two C-130s to Sudan, officials said.", [(None, "SD")]),
        ("Tripoli — Libya has sent two C-130s to Sudan, officials said.", [(None, "SD")]),
        ("An Il-76 flew Latakia — Bamako on Monday.", [("OSLK", "GABS")]),
    ],
)
def test_where_an_article_was_written_begins_no_route(legs, text, expected):
    assert legs(text) == expected


def test_a_state_behind_a_dateline_owns_what_it_sent(happened):
    assert [claim.operator for claim in happened("CAIRO — Egypt has sent two C-130s to Sudan.")] == ["Egypt"]
