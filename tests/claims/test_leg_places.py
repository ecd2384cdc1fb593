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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A C-17 left Ramstein for Gao, where it is to load pumps for Niamey.", [("ETAR", "GAGO")]),
        ("A C-17 landed at Gao, where it will pick up a team for Niamey.", [(None, "GAGO")]),
        ("У середу Ан-12 прилетів до Гао, звідки вантаж пішов у Буркіна-Фасо автотранспортом.", [(None, "GAGO")]),
        ("Ил-76 прилетел в Гао, откуда груз повезут в Нигер.", [(None, "GAGO")]),
        ("A C-17 landed at Gao on Monday for a summit with the leaders of Chad and Togo.", [(None, "GAGO")]),
        ("A C-17 landed at Gao on Monday, fuelling hopes of back-channel talks.", [(None, "GAGO")]),
    ],
)  # fmt: skip
def test_what_is_to_come_and_cargo_lead_nowhere(legs, text, expected):
    assert legs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Самолёт, базирующийся в Уоддингтоне, вылетел с Акротири и сел в Бамако.", [("LCRA", "GABS")]),
        ("Самолёт, приписанный к авиабазе Миллерово, вылетел из Бамако.", [("GABS", None)]),
        ("Літак, збудований у Ташкенті, вилетів з Бамако до Гао.", [("GABS", "GAGO")]),
        ("Ил-76, следовавший в Гао, вылетел из Бамако.", [("GABS", "GAGO")]),
        ("Ил-76, прилетевший в Бамако, вылетел в Гао.", [(None, "GABS"), ("GABS", "GAGO")]),
        ("Four F-16s landed at Amari, the air base near Tallinn in Estonia, on Monday.", [(None, "EEEI")]),
        ("Two C-17s left Gao, then landed at the base near Bamako.", [("GAGO", "GABS")]),
    ],
)
def test_where_it_belongs_and_where_a_base_lies_is_no_leg(legs, text, expected):
    assert legs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The A319 flew to Bamako last Friday by way of the Caspian Sea.", [(None, "GABS")]),
        ("Ил-76 прилетел из Моздока в Бенгази через Каспийское море.", [("RU-0152", "HLLB")]),
        ("وصلت طائرة إليوشن 76 من موزدوك إلى بنغازي عبر البحر المتوسط.", [("RU-0152", "HLLB")]),
        ("The A319 flew to Bamako last Friday by way of Gao.", [(None, "GAGO"), ("GAGO", "GABS")]),
    ],
)
def test_a_sea_on_the_way_is_no_stop(legs, text, expected):
    assert legs(text) == expected


@pytest.mark.parametrize(
    ("text", "n_legs", "ends"),
    [
        ("Из Корваша в Иркутск прилетел Ан-24.", 1, (True, True)),
        ("Ан-26 вылетел с аэродрома Корваш в Иркутск.", 1, (True, True)),
        ("Ан-26 вылетел с аэродрома Корваш в Иркутске.", 1, (True, False)),
        ("Ил-76 вылетел с базы Корваш в Беларуси.", 1, (True, False)),
        ("Ил-76 вылетел из Корваша в Калужской области.", 1, (True, False)),
    ],
)
def test_a_russian_case_tells_where_to_from_where_it_lies(tell, text, n_legs, ends):
    (claim,) = tell(text=text)[0].read.claims
    assert len(claim.legs) == n_legs
    assert (claim.legs[0].origin is not None, claim.legs[0].destination is not None) == ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two C-17s landed in Riga on 2 May for Operation Atlantic Resolve.", [(None, "EVRA")]),
        ("Jets from the Vermont Air National Guard flew to Gao on 2 May.", [(None, "GAGO")]),
        ("Jets from Vermont flew to Gao on 2 May.", [("US-VT", "GAGO")]),
        ("Greece sent four F-16s to Paphos and the frigate Kimon to Limassol on 2 May.", [(None, "LCPH")]),
        ("Two C-17s flew troops to Gao and supplies to Bamako.", [(None, "GAGO"), (None, "GABS")]),
    ],
)
def test_names_of_exercises_and_units_and_where_ships_went_are_no_legs(legs, text, expected):
    assert legs(text) == expected
