"""What a sentence takes from the ones before: the day of a time of day, the flights of "both", "there".

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def last(text):
    """The last asserted claim of a text."""
    return [claim for claim in claims_of(text) if claim.asserted][-1]


def ends(claim):
    """Where the legs of a claim begin and end, in the words of the text."""
    return [(leg.origin and leg.origin.text, leg.destination and leg.destination.text) for leg in claim.legs]


@pytest.mark.parametrize(
    "text",
    [
        "У неділю над Балтикою кружляв E-3A. О шостій ранку з Мілденголла вилетів KC-135.",
        "У неділю до Гао прибув Іл-76. Вантажу на борту не було. Надвечір з Мінська прилетів Ан-124.",
        "В воскресенье в Гао прибыл Ил-76. Поздно вечером из Минска прилетел Ан-124.",
    ],
)
def test_a_time_of_day_is_of_the_day_told_last(text):
    assert last(text).date.start == "2031-05-11"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Літак прибув до Гавани 2 травня. Ще за добу він перелетів до Каракаса.", "2031-05-03"),
        ("Перший Ан-124 прилетів до Гао 3 травня, другий — тижнем пізніше.", "2031-05-10"),
        ("У ніч на 12 травня в Гао сів Ан-124. На ранок він вилетів до Бамако.", "2031-05-12"),
        ("An Il-76 landed at Gao on 3 May. The next morning it flew on to Bamako.", "2031-05-04"),
        ("До минулої п'ятниці, коли в Гао приземлився C-130, туди літали раз на рік.", "2031-05-09"),
    ],
)
def test_days_counted_from_the_one_before(text, day):
    days = [claim.date.start for claim in claims_of(text) if claim.asserted and claim.date]
    assert day in days[-2:]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Іл-76, який вилетів із Бенгазі до Бамако, був змушений сісти в Ніамеї.", ("Бенгазі", "Ніамеї")),
        ("Ан-124 вирушив із Лейпцига до Бамако, але довелося сісти в Ніамеї.", ("Лейпцига", "Ніамеї")),
        ("Ил-76 вылетел из Бенгази в Бамако, но пришлось сесть в Ниамее.", ("Бенгази", "Ниамее")),
    ],
)
def test_a_landing_that_was_forced_is_not_where_it_was_heading(text, wanted):
    assert ends(last(f"{text[:-1]} 3 травня.")) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Аеропорт Бенгазі за минулий тиждень прийняв чотири Іл-76.",
        "Бенгазі минулого місяця прийняв чотири Іл-76.",
    ],
)
def test_an_airport_receives_before_and_behind_a_day(text):
    claim = last(text)
    assert (claim.place.id, claim.legs[0].origin, claim.legs[0].destination.id) == ("HLLB", None, "HLLB")


def test_two_names_of_one_airport_are_no_route():
    claim = last("Минулого тижня аеропорт Жешув-Ясьонка прийняв п'ять важких транспортників.")
    assert [(leg.origin, leg.destination.id) for leg in claim.legs] == [(None, "EPRZ")]


def test_flights_made_from_somewhere_went_where_they_are_told_to_go():
    text = "До Гао минулого тижня виконано два рейси. Обидва здійснено 4 травня з Конакрі."
    claim = last(f"Ще два рейси до Гао виконали канадські CC-177. {text.split('. ')[1]}")
    assert (claim.aircraft.type_designator, ends(claim)) == ("C17", [("Конакрі", "Гао")])


def test_there_is_what_a_sentence_without_a_verb_of_flight_names():
    claim = last("На самому Бельбеку побільшало транспортників. У неділю там сіли два Іл-76 із Таганрога.")
    assert claim.legs[0].destination.id == "UKFB"


def test_whose_it_is_stands_behind_it_and_who_hired_it_before():
    claim = last("Зафрахтований Червоним Хрестом Ан-12 авіакомпанії Cavok сів у Гао в неділю.")
    assert claim.operator == "Cavok"


def test_who_met_it_does_not_say_how_many_came():
    claim = last(
        "Завантажений медикаментами C-17A приземлився в Гао в неділю, його зустріли посол і міністр."
    )
    assert claim.aircraft.airframes.n == 1


def test_what_it_circled_off_is_nowhere_it_came_to():
    text = "Хто в неділю кружляв навпроти Одеси\n\nПершим із Воддінгтона стартував RC-135W Королівських ВПС."
    assert last(text).legs[0].destination is None


@pytest.mark.parametrize(
    ("text", "designator"),
    [
        ("Окрім «Руслана», до Гао двічі навідувався C-5M.", "C5M"),
        ("Партію іранських дронів Shahed-136 у березні доставили до Гао два Іл-76.", "IL76"),
        ("Besides the An-124, a C-5M landed at Gao on Monday.", "C5M"),
    ],
)
def test_what_is_named_beside_it_did_not_fly(text, designator):
    told = [claim.aircraft.type_designator for claim in claims_of(text) if claim.asserted]
    assert told == [designator]


def test_a_month_behind_a_colon_is_of_the_year_before_it():
    claim = last("Торік скористалися й інші: у вересні Іл-76 двічі літав із Будапешта до Нджамени.")
    assert (claim.date.start, claim.date.end) == ("2030-09-01", "2030-10-01")


def test_what_it_did_on_another_day_than_it_was_seen_is_told_apart():
    claims = claims_of("У понеділок Іл-76 помітили в Бамако, а у вівторок він вилетів до Гао.")
    assert [(claim.date.start, ends(claim)) for claim in claims] == [
        ("2031-05-12", []),
        ("2031-05-13", [("Бамако", "Гао")]),
    ]


def test_the_second_time_by_another_way():
    text = "До Ясьонки двічі прилітав C-17. Першого разу, 30 квітня, екіпаж летів із Довера без посадок, "
    claims = claims_of(f"{text}другого, 6 травня, — через Рамштайн.")
    assert [claim.date.start for claim in claims[1:]] == ["2031-04-30", "2031-05-06"]
    assert ends(claims[1])[0][0] == "Довера"
    assert ends(claims[2])[0][1] == "Рамштайн"


def test_what_a_relative_tells_of_another_time_dates_no_flight():
    text = "Літак прийшов із Конакрі, куди тижнем раніше суховантаж доставив танки."
    claim = last(f"У понеділок до Гао прибув Іл-76. {text}")
    assert claim.date.start == "2031-05-12"


def test_those_who_are_told_before_a_colon_do_not_fly_what_comes_behind():
    claim = last("Скористалися цим і угорські військові: у квітні Іл-76 прилетів із Будапешта до Гао.")
    assert claim.operator is None


def test_the_base_is_where_they_came_though_one_of_them_flew_on():
    text = "У суботу до Гао прилетіли чотири A400M. У понеділок один із транспортників вилетів до Бамако."
    assert last(f"{text} Решта лишаються на базі.").place.text == "Гао"


def test_where_a_base_lies_is_no_leg():
    claim = last("Два B-1B, які вилетіли з бази Даєс у Техасі, у неділю пройшли над Балтикою.")
    assert [(leg.origin.id, leg.destination) for leg in claim.legs] == [("KDYS", None)]


def test_a_region_is_no_airfield_of_its_name():
    claim = last("Іл-62М у неділю вранці помітили над Приморським краєм.")
    assert claim.place.id == "RU-PRI"


def test_noon_behind_a_night_is_of_its_last_day():
    claim = last("У ніч на 5 травня в Гао прилетів Іл-76. Опівдні літак вилетів до Бамако.")
    assert (claim.date.start, claim.date.end) == ("2031-05-05", "2031-05-06")


def test_how_many_it_carried_is_no_number_of_aircraft():
    claim = last("Сімдесят бійців доправив у Гао в неділю Ту-154 Міноборони РФ.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("T154", 1)
