"""One more flight is told by a noun and a day alone, by "it" behind a semicolon, or by who followed.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "A C-17 landed at Larnaca on Monday. The return flight took place on Tuesday.",
        "A C-17 landed at Larnaca on Monday. The previous visit was on 1 May.",
        "A Falcon flew from Bamako to Gao on Monday. A similar flight took place on 4 May.",
        "A Falcon flew from Bamako to Gao on Monday. Another flight took place on 4 May.",
        "A Falcon flew from Bamako to Gao on Monday. The next flight was on Tuesday.",
        "В понедельник Ил-76 прилетел из Минска в Гао. Аналогичный рейс состоялся 4 мая.",
        "У понеділок Іл-76 прилетів із Мінська до Гао. Аналогічний рейс відбувся 4 травня.",
        "A French CN-235 landed at Port Vila from Noumea on Monday; it returned on Tuesday with 31 passengers.",
        "A C-130 flew from Gao to Bamako on Monday; on Tuesday it went back.",
        "A Tu-160 flew from Engels to Ukrainka on Monday. An Il-78 followed at around 4 a.m.",
        "A Tu-160 flew from Engels to Ukrainka on Monday. An Il-78 with ground crews followed on Tuesday.",
        "Six KC-46 tankers have been moved to Morón from McConnell. The first pair touched down on 8 May.",
        "В понедельник Ил-76 прилетел из Минска в Гао. Обратный рейс состоялся во вторник.",
        "В понедельник Ил-76 сел в Гао. Предыдущий визит пришёлся на 3 мая.",
        "RQ-4B взлетел с Сигонеллы 5 мая. Аппарат прошёл над Болгарией 6 мая.",
        "У понеділок Іл-76 прилетів із Мінська до Гао. Зворотний рейс відбувся у вівторок.",
        "У понеділок Іл-76 сів у Гао. Попередній візит припав на 3 травня.",
        "هبطت طائرة إليوشن-76 في غاو يوم الاثنين. وجرت رحلة العودة يوم الثلاثاء.",
    ],
)
def test_another_flight_is_told(text):
    assert [claim.asserted for claim in claims_of(text)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "A C-17 landed at Larnaca on Monday. The return flight is planned for Friday.",
        "A C-17 landed at Larnaca on Monday. The return flight did not take place on Tuesday.",
        "A Falcon flew from Bamako to Gao on Monday. The next flight is planned for 21 May.",
        "A Falcon flew from Bamako to Gao on Monday. A similar meeting took place on 4 May.",
        "A C-17 landed at Larnaca on Monday. The previous government was elected in March.",
        "Two Il-76s left Minsk on Monday; they landed at Gao at dawn.",
        "В понедельник Ил-76 сел в Гао. Обратный рейс намечен на пятницу.",
        "В понедельник Ил-76 сел в Гао. Предыдущие выборы прошли 3 мая.",
        "В понедельник Ил-76 сел в Гао. Аппарат президента сообщил об этом во вторник.",
    ],
)
def test_what_is_planned_or_of_others_is_none(text):
    assert [claim.asserted for claim in claims_of(text) if claim.asserted] == [True]
