"""Reports with few flights and much beside them: who tells what, and what is told of no flight.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def chains(text):
    """The names of the chain behind the article itself, of each asserted claim."""
    return [[link.name for link in claim.chain][1:] for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    ("flight", "visit", "of_flight", "of_visit"),
    [
        (
            "Ил-62М прилетел в Гао 5 мая, пишет Bloomberg со ссылкой на данные Flightradar24.",
            "2 мая президент Мали посетил Москву.",
            ["Bloomberg", "Flightradar24"],
            ["Bloomberg"],
        ),
        (
            "Іл-62М прилетів у Гао 5 травня, пише Bloomberg із посиланням на дані Flightradar24.",
            "Росія вивела війська з Гао у квітні.",
            ["Bloomberg", "Flightradar24"],
            ["Bloomberg"],
        ),
        (
            "An Il-62M landed at Gao on 5 May, Bloomberg reported, citing data of Flightradar24.",
            "On 2 May the president of Mali visited Moscow.",
            ["Bloomberg", "Flightradar24"],
            ["Bloomberg"],
        ),
    ],
)
def test_what_no_aircraft_shows_rests_on_no_tracking(flight, visit, of_flight, of_visit):
    assert chains(f"{flight} {visit}") == [of_flight, of_visit]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Об этом сообщил аналитик Gerjon.", ["Gerjon"]),
        ("Об этом сообщил исследователь Tarek Megerisi.", ["исследователь Tarek Megerisi"]),
        ("Об этом сообщил источник Gulf Ledger.", ["Gulf Ledger", "источник"]),
        ("Об этом сообщили аналитики CSIS.", ["CSIS", "аналитики"]),
    ],
)
def test_a_name_behind_one_observer_is_theirs(text, chain):
    assert chains(f"Ил-76 сел в Гао 5 мая. {text}") == [chain]


@pytest.mark.parametrize(
    "text",
    [
        "За даними CNN, Пентагон розглядає можливість такого кроку. 5 травня в Гао прилетів C-17.",
        "According to CNN, the Pentagon is considering such a step. On 5 May a C-17 landed at Gao.",
    ],
)
def test_the_subject_behind_who_tells_is_no_second_source(text):
    assert chains(text) == [["CNN"]]


def test_several_sources_behind_one_word_stay_together():
    text = "По данным CNN, Пентагона и Reuters, 5 мая в Гао прилетел C-17."
    assert chains(text) == [["CNN", "Reuters", "Пентагона"]]


def test_a_word_in_quotation_marks_is_no_outlet():
    text = "Собеседник «Коммерсанта» назвал сообщения «вбросом». 5 мая в Гао прилетело два Ил-76."
    assert not any("вбросом" in chain for chain in chains(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Спутниковые снимки Maxar показали, что на базе Хмеймим находятся два Ан-72.", [[], ["Maxar"]]),
        ("Снимки опубликовала Maxar.", [["Maxar"]]),
    ],
)
def test_pictures_that_show_something_more_tell_only_that(text, told):
    found = chains(f"Ил-76 сел в Гао 5 мая. {text}")
    assert [[name for name in chain if name == "Maxar"] for chain in found] == told


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            'طرابلس - "القدس العربي": كشف موقع "إيتاميل رادار" أن طائرة إليوشن 76 هبطت في سرت.',
            ["ItaMilRadar (إيتاميل رادار)"],
        ),
        (
            "قال موقع إيتاميل رادار إن الطيران عاد. وهبطت طائرة إليوشن 76 في سرت وفقاً للموقع ذاته.",
            ["ItaMilRadar (إيتاميل رادار)"],
        ),
    ],
)
def test_the_site_of_an_arabic_report(text, chain):
    assert chains(text) == [chain]


@pytest.mark.parametrize(
    "text",
    [
        "Авіакомпанія Pouya Air, що має два Іл-76, перебуває під санкціями США.",
        "Авиакомпания, у которой два Ил-76, находится под санкциями США.",
        "Вертолёты Ка-52 находятся на вооружении бригады в Гао.",
    ],
)
def test_what_somebody_is_under_is_no_presence(text):
    assert not claims_of(text)


def test_where_a_company_is_under_sanctions_is_no_leg():
    text = "Літак авіакомпанії «Тарш», що перебуває під санкціями США, у неділю прибув до Каракаса."
    (claim,) = claims_of(text)
    assert [(leg.origin, leg.destination.id) for leg in claim.legs] == [(None, "SVMI")]


@pytest.mark.parametrize(
    "text",
    [
        "Польоти до Гао відновилися після того, як 2 травня президент відвідав Москву.",
        "Полеты в Гао возобновились после визита президента в Москву 2 мая.",
        "Flights to Gao resumed after the president visited Moscow on 2 May.",
        "وجاء استئناف الرحلات إلى غاو بعد زيارة الرئيس إلى موسكو في 2 أيار.",
    ],
)
def test_a_visit_before_flights_resumed_is_neither_their_place_nor_their_day(text):
    (claim,) = claims_of(text)
    assert (claim.kind, claim.place.id, claim.date) == ("resumption", "GAGO", None)


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("وكان الجيش السوداني قد دمر الأحد طائرة شحن بعد هبوطها في نيالا.", None),
        ("Іранці обстріляли безпілотник MQ-9, який у неділю сів у Гао.", None),
        ("Суданская армия атаковала аэропорт Ньялы, где в воскресенье сел Ил-76.", None),
        ("Sudan's army bombed the airport hours after a Boeing 737 landed at Nyala on Sunday.", None),
        ("Ил-76 ВВС Судана, который атаковали повстанцы, сел в Гао в воскресенье.", "ВВС Судана"),
    ],
)
def test_who_attacks_flies_nothing(text, operator):
    assert [claim.operator for claim in claims_of(text)] == [operator]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Росія продовжує вивозити військових із Гао.", "withdrawal"),
        ("Россия начала выводить войска из Мали.", "withdrawal"),
        ("Российские самолёты вновь начали летать в Гао.", "resumption"),
        ("Російські літаки знову почали літати до Гао.", "resumption"),
    ],
)
def test_what_goes_on_or_begins_again(text, kind):
    assert [claim.kind for claim in claims_of(text)] == [kind]


def test_no_demand_is_a_withdrawal():
    assert not [claim for claim in claims_of("Триполи требует вывести войска из Ливии.") if claim.asserted]


def test_whom_somebody_met_flew_in_no_aircraft_told_before():
    claims = claims_of("В Минске 5 мая сел Ил-62. Он встретился с министром, и их вывезли в Литву.")
    assert [claim.aircraft is not None for claim in claims if claim.kind == "movement"] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Об этом сообщили в МЧС. «Самолёт сел на аэродроме Хмеймим», — говорится в сообщении.",
        "Про це повідомили в МНС. Літак сів на аеродромі Хмеймім, йдеться у повідомленні.",
    ],
)
def test_the_message_is_that_of_who_spoke_last(text):
    (claim,) = claims_of(text)
    assert claim.chain[-1].name.startswith("М")
    assert claim.place.text.endswith(("Хмеймим", "Хмеймім"))


def test_fewer_the_week_before_came_to_the_same_state():
    text = "Літак сів у Гао. До Малі прибуло 11 літаків, тоді як минулого тижня — лише чотири."
    assert [claim.place.id for claim in claims_of(text)] == ["GAGO", "ML", "ML"]
