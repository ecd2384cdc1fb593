"""Flights that are only spoken of, drones that strike, aircraft that are bought, and what visitors leave out."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The resumption of flights to Gao depends on guarantees.",
        "Talks on resuming flights between Minsk and Gao go on.",
        "Стороны ведут переговоры о возобновлении полётов в Бамако.",
        "Возобновление рейсов в Бамако зависит от гарантий.",
        "Міністри обговорили відновлення рейсів між Мінськом і Бамако.",
        "يتوقف استئناف الرحلات إلى باماكو على موافقة التحالف.",
        "Aircraft must file a plan before landing at Gao.",
        "Самолёты, прилетающие в Гао, должны платить сбор.",
        "يجب على الطائرات تقديم خطة قبل الهبوط في باماكو.",
        "He flew the Hercules for the RAF for 22 years, including over Mali.",
        "Он летал на Ил-76 в Анголе.",
        "Ski-equipped LC-130s land at the South Pole every summer, as they have since 1988.",
        "An Il-76 landed at Gao on Tuesday. Demand for flights to Bamako has taken off.",
        "В 2024 году Мали получила Ил-76 от Дании.",
        "Mali signed a deal to supply 10 Gripens to Niger in Bamako on Wednesday.",
        "بلغت خسائر الشركة 210 ملايين دينار، واشترت ثماني طائرات إيرباص إيه 320 في باماكو.",
        "Запрет касается самолётов, которые перевозили оружие из Мали.",
        "The minister was on the phone until 2 a.m. to secure landing permits in Gao.",
        "In January the storm forced the cancellation of 230 flights at Bamako alone.",
        "أدى الإضراب إلى إلغاء عشرات الرحلات إلى باماكو.",
        'قال المتحدث إن الدفاعات الجوية "أربكت طائرات العدو وأجبرتها على المغادرة".',
    ],
)
def test_what_is_only_spoken_of_is_no_flight(happened, text):
    assert len(happened(text)) == text.count("landed at Gao on")


@pytest.mark.parametrize(
    "text",
    [
        "Flights stopped in May. The resumption of flights to Gao was confirmed by an official.",
        "Самолёты, прилетевшие в Гао во вторник, должны вернуться.",
        "Он летал на Ил-76 в Гао 3 мая.",
        "An Il-76 had to land at Gao on Tuesday.",
        "База в Гао приняла Ил-76 во вторник.",
        "بلغت الطائرة مطار باماكو يوم الثلاثاء.",
        "Самолёты, которые перевозили оружие, сели в Гао.",
        "The Antonov landed at Gao on Tuesday.",
    ],
)
def test_a_flight_beside_such_words_is_told(happened, text):
    assert happened(text)


@pytest.mark.parametrize(
    "text",
    [
        "41 дрон сбит над Саратовской областью, 30 — над Воронежской.",
        "The army shot down 11 of 14 drones. Two came down near a hotel in Gao.",
        "توعد القائد بالرد على هجوم شنته القوات بطائرات مسيرة على مطار باماكو قبل يوم من افتتاحه أمام الرحلات.",
    ],
)
def test_drones_that_strike_or_are_shot_down_fly_nowhere(happened, text):
    assert not happened(text)


def test_a_drone_that_flew_somewhere_did(happened):
    assert len(happened("An American drone landed at Gao on Tuesday.")) == 1


def test_what_is_said_of_whom_a_visitor_met_brings_no_aircraft(happened):
    text = "Chad's army chief, Gen. Ali Korvash, flew to Gao on Tuesday to meet President Diarra, whose army buys Il-76s."
    assert [claim.kind for claim in happened(text)] == ["visit_of_person"]


def test_and_back_is_told_as_what_it_goes_with(happened):
    assert not happened("Компания отменила два рейса из Минска в Гао и обратно.")


def test_a_latin_letter_ends_a_cyrillic_sentence(tell):
    text = "Йдеться про 150 винищувачів Gripen E. Документ у Бамако підписали міністри."
    assert not tell(text=text)[0].read.claims


@pytest.mark.parametrize(
    ("text", "designator"),
    [
        ("A C-390, which rivals the Hercules, landed at Gao on Tuesday.", "E390"),
        ("19 дронов залетели в Польшу во вторник, часть сбили F-35 ВВС Нидерландов.", None),
    ],
)
def test_what_it_is_set_beside_or_shot_at_by_is_no_second_one(happened, text, designator):
    assert [claim.aircraft.type_designator for claim in happened(text)] == [designator]


@pytest.mark.parametrize(
    "text",
    [
        "At Gao, where Russia has kept helicopters since 2018, two Il-76s landed on Monday.",
        "В Гао, где Россия с 2018 года держит грузовики, в понедельник сели два Ил-76.",
        "في غاو، حيث تحتفظ روسيا بشاحنات منذ 2018، هبطت طائرة إليوشن يوم الاثنين.",
    ],
)
def test_a_place_that_opens_a_sentence_is_that_of_its_main_clause(legs, text):
    assert legs(text) == [(None, "GAGO")]


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("At Gao, a former German base, an Il-76 landed on Monday.", None),
        ("في غاو، القاعدة الألمانية السابقة، هبطت طائرة إليوشن يوم الاثنين.", None),
        ("A German Il-76 landed at the base in Gao on Monday.", "German"),
    ],
)
def test_whose_base_it_was_is_not_whose_aircraft(happened, text, operator):
    assert [claim.operator for claim in happened(text)] == [operator]


@pytest.mark.parametrize(
    "text",
    [
        "An image of soldiers leaving a transport plane was taken in Bamako in 2022.",
        "US troops left their drone base in Gao in August.",
        "The field has been closed since gangs in Bamako shot at a Spirit jet last November.",
        "C-130s from Minsk stop at Gao under a 2018 agreement.",
        "Фермер жартує: «Прилетіло без квитка», бо дрон упав у Бамако.",
        "Boeing 767 президента с прошлого года выведен из-под санкций Мали.",
    ],
)
def test_what_only_looks_like_a_flight_is_none(happened, text):
    assert not happened(text)


def test_what_nothing_speaks_for_is_taken_back(happened):
    text = "Six bombers landed in Bamako on Monday, a post said. "
    assert not happened(text + "AFP found no evidence of this.")
    assert happened(text + "There is no proof that the army knew.")


def test_a_pronoun_behind_a_person_is_that_person(happened):
    text = "Ил-76 прилетел в Гао во вторник. "
    assert len(happened(text + "Премьер Юлия Корваш представила документ. Она вернулась из Бамако.")) == 1
    assert len(happened(text + "Об этом сообщил министр Корваш. Он вернулся в Бамако в среду.")) == 2
