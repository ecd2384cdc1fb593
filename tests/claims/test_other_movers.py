"""Ships, trains and trucks move too: what they do is no flight, though an aircraft is named beside it.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "A ship carrying parts of an An-26 docked at Tartus on Tuesday.",
        "A truck delivered fuel for the An-12s at Wau on Monday.",
        "Trains took the troops from Gao to Bamako on Monday, because planes were lacking.",
        "Officers arrived in Minsk by train on Tuesday; their Il-76 was being repaired.",
        "Офицеры прибыли в Минск поездом во вторник; их Ил-76 ремонтируется.",
        "Поезд с экипажами Ил-76 прибыл в Минск в понедельник.",
        "Фрегат вышел из Тартуса в понедельник и взял курс на Новороссийск, на палубе стоял Ка-27.",
        "Офіцери прибули до Мінська потягом у вівторок; їхній Іл-76 ремонтують.",
        "Паром із гелікоптерами Мі-8 прийшов у Порт-Судан у понеділок із Джидди.",
        "وصلت سفينة تحمل قطع غيار لطائرات أنتونوف-26 إلى طرطوس يوم الثلاثاء.",
        "وصل الضباط إلى مينسك بالقطار يوم الثلاثاء، وطائرتهم إليوشن-76 قيد الإصلاح.",
        "وصل قطار يقل أطقم طائرات إليوشن-76 إلى مينسك يوم الاثنين.",
    ],
)
def test_what_moves_otherwise_makes_no_flight(text):
    assert not any(claim.asserted for claim in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Gao on Monday and a convoy left the base for Ansongo an hour later.",
        "A convoy of trucks met the Il-76 that landed at Gao on Monday.",
        "Six trucks arrived at Gao aboard an An-124 on Monday.",
        "Trucks and an Il-76 arrived at Gao on Monday.",
        "The frigate's Ka-27 landed at Tartus on Monday.",
        "Грузовики доставил в Гао в понедельник Ил-76.",
        "К севшему в Гао в понедельник Ил-76 подъехала колонна грузовиков.",
        "Вантажівки доправив до Гао в понеділок Іл-76.",
        "كانت شاحنات في انتظار طائرة إليوشن-76 عندما هبطت في غاو يوم الاثنين.",
        "نقلت طائرة إليوشن-76 ست شاحنات إلى غاو يوم الاثنين.",
    ],
)
def test_what_stands_beside_trucks_and_ships_still_flies(text):
    assert [claim.asserted for claim in claims_of(text) if claim.asserted] == [True]
