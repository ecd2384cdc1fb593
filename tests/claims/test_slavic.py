"""How Russian and Ukrainian tell of flights: what is asserted, what only looks like a flight, where it went."""

from datetime import date

import pytest
from read_article import claims_of, legs_of

TOLD = "В понедельник из Москвы в Латакию прилетел Ил-76. "


def read(text, before=""):
    """Read the claims a text makes after what was told before."""
    return claims_of(text, before=before, told=date(2027, 3, 23))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Хмеймим вернулись Су-35.", [(None, "OSLK")]),
        ("Взявший курс на Тобрук Ил-76 через три часа сел в Эль-Хадиме.", [(None, "HL59")]),
        ("Прибытие Ту-154 Минобороны в Пхеньян зафиксировано 13 марта.", [(None, "ZKPY")]),
        ("Так и не приземлившись в Хмеймиме, Ил-76 вернулся в Моздок.", [(None, "RU-0152")]),
        ("Во вторник на перон Жешува зарулив C-17 ВПС США.", [(None, "EPRZ")]),
        ("Іл-76 ішов із Мачулищ на Псков.", [("UMLI", "ULOO")]),
        ("Ил-76 вылетел из Клинцов в Брянской области.", [("Клинцов", None)]),
        ("Ил-76 вылетел из Моздока в Сирию.", [("RU-0152", "SY")]),
        ("Літак Іл-76 вивіз 60 військових до Лівії.", [(None, "LY")]),
    ],
)
def test_where_it_went(text, expected):
    assert [legs_of(claim)[-1:] for claim in read(text) if claim.asserted] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Второй — из Моздока.", [("RU-0152", "OSLK")]),
        ("Ещё один — во вторник.", [(None, "OSLK")]),
        ("Второй, судя по треку, летел из Моздока.", [("RU-0152", "OSLK")]),
        ("В среду его перегнали в Бенгази.", [(None, "HLLB")]),
        ("Его маршрут: Москва — Моздок — Латакия.", [("RU-MOW", "RU-0152"), ("RU-0152", "OSLK")]),
    ],
)
def test_what_goes_on_with_the_sentence_before(text, expected):
    claims = [claim for claim in read(text, TOLD) if claim.asserted]
    assert [claim.aircraft.type_designator for claim in claims] == ["IL76"]
    assert [legs_of(claim) for claim in claims] == [expected]


@pytest.mark.parametrize(
    ("text", "designator", "expected"),
    [
        ("Следом — Ан-124 из Жуковского.", "A124", [("UUBW", "OSLK")]),
        ("Через час — ещё один, теперь из Моздока.", "IL76", [("RU-0152", "OSLK")]),
        ("Ещё два — во вторник.", "IL76", [(None, "OSLK")]),
        ("Во вторник туда же — Ту-154.", "T154", [(None, "OSLK")]),
        ("Вслед за ним приземлился Ан-124.", "A124", [(None, "OSLK")]),
        ("Слідом за ним приземлився Ан-124.", "A124", [(None, "OSLK")]),
    ],
)
def test_a_dash_stands_for_the_verb_and_behind_the_one_before_is_where_it_came(text, designator, expected):
    claims = [claim for claim in read(text, TOLD) if claim.asserted]
    assert [(claim.aircraft.type_designator, legs_of(claim)) for claim in claims] == [(designator, expected)]


@pytest.mark.parametrize("text", ["Фото — Ил-76 из Моздока.", "Следом — статья о Моздоке."])
def test_a_dash_alone_tells_no_flight(text):
    assert not read(text, TOLD)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Куда вылетел Ил-76, неизвестно.", "question"),
        ("Де сідав Іл-76, не повідомляють.", "question"),
        ("Прилёт Ил-76 в Гао не зафиксировал ни один из сайтов.", "denial"),
        ("Предполагается, что Ил-76 начнут летать в Гао в мае.", "plan"),
        ("Похоже, Ил-76 снова прилетел в Гао.", "hypothetical"),
        ("Ходять чутки, що до Гао прилетів Іл-76.", "unverified"),
    ],
)
def test_what_is_not_told_as_a_fact(text, modality):
    assert [(claim.asserted, claim.modality) for claim in read(text)] == [(False, modality)]


@pytest.mark.parametrize(
    "text",
    [
        "Дроны прилетели на аэродром Энгельс, горит склад.",
        "В Белгород прилетел беспилотник.",
        "Ракета прилетіла в ангар аеродрому Саки.",
        "После закрытия аэропорта Внуково цены взлетели.",
        "Ил-76 сняли с учёта: он вышел из строя.",
        "За весь февраль — ни одного рейса из Чкаловского.",
        "Полёты Ил-76 в Ливию не прекращались и в марте.",
        "Компанія просила дозволу на рейси Іл-76 до Гао.",
        "На борту находились запчасти к беспилотникам.",
    ],
)
def test_what_is_no_flight(text):
    assert not [claim for claim in read(text) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "С октября по январь в Гао не прилетал ни один Ил-76.",
        "Відтоді, за словами спотерів, у Гао не приземлявся жоден Іл-76.",
        "Російські літаки більше не прилітають до Хмейміма.",
    ],
)
def test_none_for_a_time_is_a_pause(text):
    assert [(claim.kind.value, claim.asserted) for claim in read(text)] == [("pause", True)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ещё два рейса, судя по заявкам, запланированы на выходные.", "plan"),
        ("Ще два рейси, судячи із заявок, заплановано на вихідні.", "plan"),
        ("На снимках от четверга самолёта на стоянке уже нет.", "denial"),
    ],
)
def test_what_an_aside_or_a_picture_says_is_no_flight(text, modality):
    assert [(claim.asserted, claim.modality) for claim in read(text, TOLD)[-1:]] == [(False, modality)]


def test_a_base_that_serves_flights_tells_none():
    claims = read("База служит перевалочным пунктом для рейсов в Мали и ЦАР.", TOLD)
    assert {claim.kind.value for claim in claims} <= {"posture"}


@pytest.mark.parametrize(
    "text",
    [
        "Чаще всего Ил-76 летели через Каспий.",
        "Ил-76 каждую ночь садились в Гао.",
    ],
)
def test_what_used_to_happen_is_no_flight_but_within_some_days(text):
    assert [claim.modality for claim in read(text)] == ["generic"]
    dated = read(f"С 1 по 5 марта {text}")
    assert [claim.modality for claim in dated] == ["asserted"]


def test_a_denied_verb_behind_its_aircraft_tells_no_landing():
    claims = read("Вылетевший из Минска Ил-76 до Каракаса не добрался.")
    assert [claim.asserted for claim in claims] == [True, False]
    assert all(leg.destination is None for leg in claims[0].legs)


def test_a_plane_behind_its_verb_is_a_new_one():
    new, old = read("Вечером из Латакии вылетел самолёт.", TOLD), read("Вечером самолёт вылетел.", TOLD)
    assert [claim.aircraft.type_designator for claim in (*new, *old)] == [None, "IL76"]


def test_the_time_of_day_counts_nothing():
    claim = read("10:20 — Ил-76МД сел в Мачулищах.")[0]
    assert claim.aircraft.airframes.n == 1


@pytest.mark.parametrize(
    "text",
    [
        "Важкий Іл-76 сідає тільки на бетонні смуги.",
        "З Мінська Іл-76 літають до Сирії.",
        "Борти з Ірану прилітають сюди вночі.",
        "Взимку польоти в Гренландію виконують лише C-130.",
        "Графік передбачає шість рейсів C-17 із Рамштайна до Жешува.",
        "У графіку на травень — перебазування трьох Мі-17 із Моздока до Гюмрі.",
        "План польотів на квітень — три рейси до Порт-Судана.",
        "У графіку — перебазування трьох Мі-17 із Моздока й доставка запчастин до Гюмрі.",
        "Один рейс Ан-124 з Лейпцига до Жешува коштує 600 тисяч доларів.",
        "Загін возить людей на Іл-76, а штаб його стоїть у Твері.",
        "Страховка рейсов в Гао подорожала на треть.",
        "По расписанию самолёты летают в Гао дважды в неделю, по вторникам и пятницам.",
        "Аэропорт Гао принимает самолёты только днём, поскольку с мая там меняют огни.",
        "Сперва на место отправляется транспортник с машинами охраны.",
        "В соглашении упомянуты стоянка и ремонт самолётов на аэродроме Хмеймим.",
    ],
)
def test_habits_plans_and_prices_are_no_flights(text):
    assert not [claim for claim in read(text) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "Іл-76 знову прилітають до Бамако.",
        "3 марта в Бамако прилетает Ил-76.",
        "Самолёты по-прежнему прибывают в Амджарас.",
        "За графіком Іл-76 прилетів до Бамако.",
    ],
)
def test_what_is_still_so_or_was_on_a_day_is_told(text):
    assert [claim for claim in read(text) if claim.asserted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "C-130J пройшов маршрутом Піза — Бріндізі — Вагадір.",
            [("LIRP", "LIBR"), ("LIBR", "Вагадір")],
        ),
        ("В Жешув прилетели три Ан-124, все из Лейпцига.", [("EDDP", "EPRZ")]),
        ("У Жешуві сіли чотири Ан-124, усі з Лейпцига.", [("EDDP", "EPRZ")]),
        ("У Джибуті сіли шість C-130: чотири з Рамштайна, два з Морона.", [("LEMO", "DJ")]),
        (
            "Іл-96 вилетів із Внукова, дозаправився в Алжирі, звідти пішов на Каракас.",
            [("UUWW", "DZ"), ("DZ", "SVMI")],
        ),
        (
            "Іл-76 із Пскова взяв курс на Сирію. За годину слідом пішов другий, теж із Пскова.",
            [("ULOO", None)],
        ),
    ],
)
def test_legs_of_each(text, expected):
    assert [legs_of(claim) for claim in read(text) if claim.asserted][-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Літаки не з'являлися в Гао вже сто днів.",
        "Останній російський борт залишив Гао 11 лютого. Відтоді там не приземлився жоден борт із Росії.",
        "Полоса в Гао пустовала пять месяцев.",
    ],
)
def test_where_none_came(text):
    last = read(text)[-1]
    assert (last.kind, last.place.id) == ("pause", "GAGO")


def test_a_pause_that_ended_is_a_resumption():
    (claim,) = read("П'ятимісячна пауза в польотах до Латакії завершилася в січні.")
    assert (claim.kind, claim.pause.duration, claim.place.id) == ("resumption", "P5M", "OSLK")


@pytest.mark.parametrize(
    ("text", "n", "expected"),
    [
        ("У Жешуві сіло 12 C-17: 8 з Довера, 4 з Рамштайна.", 4, [("ETAR", "EPRZ")]),
        ("У Жешуві у січні сіли п'ять C-17, у лютому — 14.", 14, [(None, "EPRZ")]),
        ("До Мачулищ зайшов Іл-76: виліт із Пскова о 9:10, посадка за годину.", 1, [("ULOO", "UMLI")]),
        ("Відповідач увімкнули в Конакрі, звідки Іл-76 пішов на Бамако.", 1, [("GUCY", "GABS")]),
        ("Із Сигонелли вилетіли чотири P-8A. Три з них повернулися на базу.", 3, [(None, "LICZ")]),
        ("Последний рейс был 6 марта: из Гюмри в Моздок ушёл Ту-154.", 1, [("UDSG", "RU-0152")]),
        ("У Мачулищах приземлилися два Ту-134 — обидва з Моздока.", 2, [("RU-0152", "UMLI")]),
    ],
)
def test_counts_and_legs_of_the_last(text, n, expected):
    claim = [claim for claim in read(text) if claim.asserted][-1]
    assert claim.aircraft.airframes.n == n
    assert legs_of(claim) == expected


def test_some_of_the_flights_told_are_flights():
    text = "До Агадеса шість разів прилітав Іл-76. Чотири рейси почалися в Бенгазі, два — в Мінську."
    claims = [claim for claim in read(text) if claim.asserted][1:]
    assert [claim.events.n for claim in claims] == [4, 2]
    assert [claim.aircraft.type_designator for claim in claims] == ["IL76", "IL76"]
    assert [legs_of(claim)[0][1] for claim in claims] == ["DRZA", "DRZA"]


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("Кожен такий літак може взяти 40 тонн і долетіти до Бамако.", False),
        ("У радянські часи з Чкаловського до Луанди літали Ан-22.", False),
        ("Будівництво смуги в Гао дозволить приймати Іл-76.", False),
        ("Вартість перевезення вантажу Ан-124 з Лейпцига до Гюмрі сягає мільйона.", False),
        ("Літак змушений був повернутися в Гюмрі.", True),
        ("Ил-76 удалось вылететь из Гао до рассвета.", True),
    ],
)
def test_an_infinitive_tells_what_happened_only_behind_some_words(text, asserted):
    assert any(claim.asserted for claim in read(text)) == asserted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "По пути из Моздока в Бамако Ил-76 сделал остановки в Сочи и Каире.",
            [("RU-0152", "URSS"), ("URSS", "HECA"), ("HECA", "GABS")],
        ),
        ("Один Іл-76 сів у Бенгазі, інший полетів до Куфри.", [(None, "HLKF")]),
        ("У Гао сіли два борти: Ан-12 з Асмари та Іл-18 з Джуби.", [("HJJJ", "GAGO")]),
    ],
)
def test_stops_on_the_way_and_others_of_one_sentence(text, expected):
    claims = [claim for claim in read(text) if claim.asserted]
    assert legs_of(claims[-1]) == expected


def test_flights_given_up_and_taken_up_again():
    text = "ВПС утримувалися від польотів до Нджамени. У вівторок після семитижневої паузи вони їх відновили."
    assert [(claim.kind, legs_of(claim)) for claim in read(text)] == [
        ("pause", [(None, "FTTJ")]),
        ("resumption", [(None, "FTTJ")]),
    ]


def test_a_time_of_the_day_is_of_the_day_told_before():
    text = "Найактивнішим у Жешуві був четвер, 4 березня. Уранці сіли два C-17, за годину після них — A400M."
    claims = [claim for claim in read(text) if claim.asserted]
    assert [(c.aircraft.type_designator, c.date.start) for c in claims] == [
        ("C17", "2027-03-04"),
        ("A400", "2027-03-04"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "За лютий канал нарахував у Жешуві 31 посадку, у січні — 27.",
        "У Жешуві сіли два C-17. За лютий канал нарахував 31 посадку, у січні — 27.",
    ],
)
def test_landings_of_another_month(text):
    claim = [claim for claim in read(text) if claim.asserted][-1]
    assert (claim.events.n, claim.aircraft, claim.place.id) == (27, None, "EPRZ")
    assert claim.date.start == "2027-01-01"


@pytest.mark.parametrize(
    "text",
    [
        "A400M приземлился на авиабазе Эль-Хадим в 40 км от Бенгази.",
        "A400M приземлился на авиабазе Эль-Хадим к юго-востоку от Бенгази.",
        "A400M сів на авіабазі Аль-Хадім за 40 км від Бенгазі.",
        "A400M сів на авіабазі Аль-Хадім на південний схід від Бенгазі.",
        "An A400M landed at al-Khadim air base, 40 km from Benghazi.",
        "An A400M landed at al-Khadim air base, 25 miles from Benghazi.",
    ],
)
def test_how_far_it_is_from_a_city_is_no_origin(text):
    assert [legs_of(claim) for claim in read(text)] == [[(None, "HL59")]]


def test_a_year_before_a_colon_is_not_when_an_airline_flies():
    text = "Сообщение восстановлено в 2023 году: рейсы из Владивостока в Пхеньян выполняет Air Koryo."
    assert [claim.modality for claim in read(text)] == ["generic"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ил-76 сел в Гюмри, в 120 километрах от Еревана.", [(None, "UDSG")]),
        ("База в Гюмрі, за 120 км від столиці, має смугу, де сідав Іл-76 з Моздока.", [("RU-0152", "UDSG")]),
    ],
)
def test_how_far_off_another_place_is_no_leg(text, expected):
    assert [legs_of(claim) for claim in read(text) if claim.asserted] == [expected]


@pytest.mark.parametrize(
    "text", ["Накануне другой Ан-26 привёз в Гао муку.", "Учора інший Ан-26 привіз до Гао борошно."]
)
def test_another_aircraft_is_one(text):
    assert [claim.aircraft.airframes.n for claim in read(text)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "В соседнем Мали, как передавало радио RFI, 5 июня два Ми-8 перелетели из Бамако в Гао.",
        "У Малі два Мі-8 перелетіли з Бамако до Гао 5 червня.",
        "In Mali, two Mi-8s flew from Bamako to Gao on 5 June.",
    ],
)
def test_the_country_of_both_ends_is_no_leg(text):
    assert [legs_of(claim) for claim in read(text)] == [[("GABS", "GAGO")]]


@pytest.mark.parametrize(
    "text",
    [
        "Потом в Гао сел Ил-76 ВВС Алжира. Было это 4 июня 2024 года.",
        "Потім у Гао сів Іл-76 ВПС Алжиру. Сталося це 4 червня 2024 року.",
        "Then an Il-76 landed at Gao. It happened on 4 June 2024.",
    ],
)
def test_the_day_told_in_the_next_sentence(text):
    assert [claim.date.start for claim in read(text)] == ["2024-06-04"]
