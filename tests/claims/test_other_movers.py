"""Ships, trains, tickets and wrecks: what is told of them is no flight, though an aircraft is named beside it.

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


@pytest.mark.parametrize(
    "text",
    [
        "Tickets for the first flight from Damascus to Doha went on sale on Monday.",
        "The landing fee at Entebbe for an Il-76 rose to $3,000 on 1 March.",
        "The permit for the An-124's landing at Gao expired on Monday.",
        "The Ukrainian carrier now has seven Ruslans, four of which are airworthy.",
        "An-26 wreckage was taken from Wau to Juba on Monday.",
        "Two pilots trained to fly the An-26 at Wau in March.",
        "The West has repeatedly accused the company of flying drones to Moscow; Tehran denies it.",
        "He likened the roar to a C-17 taking off from Ramstein on Monday.",
        "Стоимость посадки Ил-76 в Энтеббе с 1 марта выросла до трёх тысяч долларов.",
        "Продажа билетов на первый рейс из Дамаска в Доху началась в понедельник.",
        "Обломки Ан-26 в понедельник вывезли из Вау в Джубу.",
        "Сообщения об Ил-76 в Кидале оказались ложными.",
        "В строю осталось не больше пяти Ан-124.",
        "А400М придёт на смену двум С-27J в Беже.",
        "Дозвіл на один рейс у кожен бік видали в понеділок.",
        "До війни в парку налічувалося сім Ан-124, зараз літають п'ять.",
        "بدأ بيع تذاكر أول رحلة من دمشق إلى الدوحة يوم الاثنين.",
        "ارتفعت رسوم هبوط طائرة إليوشن-76 في عنتيبي إلى ثلاثة آلاف دولار في 1 مارس.",
        "نُقل حطام أنتونوف-26 من واو إلى جوبا يوم الاثنين.",
    ],
)
def test_what_is_told_of_a_ticket_or_a_wreck_is_no_flight(text):
    assert not any(claim.asserted for claim in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 with two engines for an An-26 landed at Gao on Monday.",
        "Permission was refused at first, but on Monday the An-124 landed at Gao.",
        "Двигатели доставил в Москву в понедельник Ил-76.",
        "Получив разрешение на посадку, Ил-76 сел в Гао в понедельник.",
        "Обломки доставил в Москву в понедельник Ил-76.",
        "Двигуни доправив до Києва в понеділок Ан-124.",
        "نقلت طائرة إليوشن-76 حطام المروحية إلى جوبا يوم الاثنين.",
    ],
)
def test_what_carries_it_still_flies(text):
    assert [claim.asserted for claim in claims_of(text) if claim.asserted] == [True]
