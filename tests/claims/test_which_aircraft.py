"""Which aircraft a sentence is about, how many they are and whose, by invented sentences.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


def last(text):
    """The last asserted claim of a text; sentences before it are its context."""
    return [claim for claim in claims_of(text) if claim.asserted][-1]


def number(count):
    return f"{count.op}{count.n}" if count else None


def aircraft(claim):
    told = claim.aircraft
    return (told.type_designator, number(told.airframes)) if told else (None, None)


@pytest.mark.parametrize(
    ("text", "designator", "airframes"),
    [
        ("Three Il-76s landed at Gao on Monday. The other two came from Mozdok.", "IL76", "=2"),
        ("Three Il-76s landed at Gao on Monday. One of the three flew on to Bamako.", "IL76", "=1"),
        ("Three Il-76s landed at Gao on Monday. All three returned to Mozdok.", "IL76", "=3"),
        ("Four Il-76s landed at Gao on Monday. The four planes flew to Bamako on Tuesday.", "IL76", "=4"),
        ("Four Il-76s landed at Gao on Monday. The remaining three flew to Bamako on Tuesday.", "IL76", "=3"),
        (
            "An Il-76 and an An-124 landed at Gao. The two aircraft took off for Libya on Tuesday.",
            None,
            "=2",
        ),
        ("Three C-17s left Dover on Monday. The first two landed at Gao the next day.", "C17", "=2"),
        ("An Il-76 landed at Gao. A sister ship arrived from Bamako the next day.", "IL76", "=1"),
        ("An Il-76 landed at Gao. Two more arrived from Bamako the next day.", "IL76", "=2"),
        (
            "A Boeing 747-400 landed at Gao. The 747 took off for Bamako on Tuesday.",
            "B744",
            "=1",
        ),
        ("An Il-76 and an An-124 landed at Gao. The Antonov flew to Bamako on Tuesday.", "A124", "=1"),
        ("Ил-76 сел в Гао. «Ильюшин» улетел в Бамако.", "IL76", "=1"),
        ("Ил-76 сел в Гао. Еще один прилетел из Бамако.", "IL76", "=1"),
        ("В Гао сели три Ил-76. Два других прилетели из Моздока.", "IL76", "=2"),
        ("В Гао сели четыре Ил-76. Последний улетел в Бамако во вторник.", "IL76", "=1"),
        ("Ил-76 сел в Гао. Однотипный борт прилетел из Бамако.", "IL76", "=1"),
        ("У Гао сіли три Іл-76. Два інші прилетіли з Моздока.", "IL76", "=2"),
        ("У Гао сіли чотири Іл-76. Останній полетів до Бамако у вівторок.", "IL76", "=1"),
        ("Іл-76 прибув до Гао. Тоді він виконав два рейси до Бамако.", "IL76", "=1"),
        ("У Гао сіли три Іл-76. Третій борт, теж Іл-76, вилетів з Бамако.", "IL76", "=1"),
        ("هبطت ثلاث طائرات إليوشن-76 في غاو. وعادت الطائرات الثلاث إلى موزدوك.", "IL76", "=3"),
        ("هبطت طائرتا إليوشن-76 في غاو. وعادت الطائرتان إلى موزدوك.", "IL76", "=2"),
        ("هبطت طائرة إليوشن-76 في غاو. وتابعت الإليوشن إلى باماكو.", "IL76", "=1"),
        ("هبطت أربع طائرات إليوشن-76 في غاو. وغادرت الأخيرة إلى باماكو.", "IL76", "=1"),
    ],
)
def test_what_is_pointed_back_to(text, designator, airframes):
    assert aircraft(last(text)) == (designator, airframes)


@pytest.mark.parametrize(
    ("text", "designator", "airframes"),
    [
        ("At least fourteen U.S. Air Force tankers landed at Rota on Sunday.", None, ">=14"),
        ("The last French aircraft left Faya on Thursday.", None, "=1"),
        ("When six Y-20s landed in Belgrade in the course of one weekend, nobody was told.", "Y20", "=6"),
        ("Two or three Il-76s landed at Gao last week.", "IL76", ">=2"),
        ("31 прилет Ил-76 в Гао насчитали в феврале.", "IL76", None),
        ("В 04:17 UTC Ил-76 появился над Гао и сел в Бамако.", "IL76", "=1"),
        ("Полдюжины Ил-76 сели на прошлой неделе в Гао.", "IL76", "=6"),
        ("Звено Су-30СМ прибыло в среду в Гао.", "SU27", ">=2"),
        ("Три з п'яти A400M повернулися у вівторок до Орлеана.", "A400", "=3"),
        ("Українські «Руслани» сідали в Гао.", "A124", ">=2"),
        ("هبطت بين ست وثماني طائرات سي-17 في غاو.", "C17", ">=6"),
        ("وصلت 14 طائرة تزود بالوقود أمريكية على الأقل إلى روتا.", None, ">=14"),
        ("وصلت عشر مقاتلات إف-22 إلى الظفرة يوم الأربعاء.", "F22", "=10"),
        ("هبطت طائرة من طراز كاسا سي إن-235 في بربرة.", "CN35", "=1"),
    ],
)
def test_how_many_aircraft_they_are(text, designator, airframes):
    assert aircraft(last(text)) == (designator, airframes)


@pytest.mark.parametrize(
    "text",
    [
        "Il-76s from Mozdok have been landing at Gao twice a week since early March.",
        "تهبط طائرات إليوشن-76 من موزدوك في غاو مرتين أسبوعيا.",
    ],
)
def test_so_many_a_week_is_no_number_of_flights(text):
    assert last(text).events is None


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A U.S. Marine Corps KC-130J landed on Peleliu on Thursday.", "U.S. Marine Corps"),
        ("A Royal Canadian Air Force CC-177 landed at Gao on Thursday.", "Royal Canadian Air Force"),
        ("Six F-35s of the 48th Fighter Wing landed at Gao on Monday.", "48th Fighter Wing"),
        ("South Korea's only KC-330 landed in Gao on Monday.", "South Korea"),
        ("A Chinese-built Y-12 landed in Gao on Wednesday.", None),
        (
            "Skyline Korvash, a charter company registered in Bishkek, flew an Il-76 to Gao.",
            "Skyline Korvash",
        ),
        ("Skyline Korvash operated five flights from Sebha to Gao in February.", "Skyline Korvash"),
        ("A cargo plane operated by the Belarusian carrier Rubystar landed in Gao on Monday.", "Rubystar"),
        ("Борт 224-го летного отряда сел в понедельник в Гао.", "224-го летного отряда"),
        ("Ил-96 специального летного отряда «Россия» сел в Гао.", "специального летного отряда «Россия»"),
        ("Чартерная компания «Корваш» перебросила Ил-76 в Гао.", "Корваш"),
        ("Борт «Корваша» сел в понедельник в Гао.", "Корваша"),
        ("Ил-62М КНДР сел в воскресенье в Гао.", "КНДР"),
        ("Самолет погранслужбы ФСБ Ан-26 сел в воскресенье в Гао.", "погранслужбы"),
        ("Ил-76 китайского производства сел в воскресенье в Гао.", None),
        ("У Гао приземлилися три Ан-124, які належать 224-му льотному загону.", "224-му льотному загону"),
        ("KC-130J Корпусу морської піхоти США сів у четвер у Гао.", "Корпусу морської піхоти США"),
        ("هبطت طائرة إليوشن-76 تابعة لسلاح الجو الألماني في غاو.", "سلاح الجو الألماني"),
        ("هبطت طائرة شحن تابعة لشركة كورفاش إيرلاينز في غاو.", "كورفاش إيرلاينز"),
        ("هبطت طائرة سي-17 تابعة لسلاح الجو الملكي البريطاني في غاو.", "سلاح الجو الملكي البريطاني"),
    ],
)
def test_whose_aircraft_it_is(text, operator):
    assert last(text).operator == operator


def test_another_of_another_maker_is_no_second_of_the_type():
    claims = claims_of("В Гао сели два Ил-76. Ещё один Boeing прилетел из Энтеббе.")
    assert [claim.aircraft.type_designator for claim in claims] == ["IL76"]


def test_a_type_that_a_text_names_is_not_taken_from_another_claim():
    text = "21 июня в Гао сел Ил-76 из Бенгази. 21 июня там сел Boeing 727 из Энтеббе."
    assert [c.aircraft.type_designator for c in claims_of(text)] == ["IL76", None]


def test_some_of_several_types_are_of_none():
    text = "В Гао прилетели четыре самолёта: три Ил-76 и один Ан-124. Два из них ушли в Бамако."
    claim = last(text)
    assert (claim.aircraft.type_designator, number(claim.aircraft.airframes)) == (None, "=2")


def test_more_than_the_one_told_before_are_not_counted():
    claim = last("В Гао прилетел Ил-76. Самолёты привезли зерно.")
    assert (claim.aircraft.type_designator, claim.aircraft.airframes) == ("IL76", None)


def test_soldiers_who_left_are_no_aircraft():
    text = "Два C-130J прилетели из Ниамея в Пизу. Последние французские военные покинули Нигер в декабре."
    assert last(text).aircraft.type_designator == "C30J"
    assert len(claims_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "designator", "operator"),
    [
        ("Слідом за американським бортом у Гао прибув A319 уряду Катару.", "A319", "уряду Катару"),
        ("Услід за C-17 до Гао прилетів Ан-124.", "A124", None),
        ("На зміну Іл-76 у Гао прибув Ан-124.", "A124", None),
        ("Вслед за российским Ил-76 в Гао сел Ан-26.", "AN26", None),
        ("Вместо Ил-76 в Гао прилетел Ан-124.", "A124", None),
        ("Ил-76 сел в Гао вслед за Ан-26.", "IL76", None),
    ],
)
def test_what_another_came_after_is_not_what_came(text, designator, operator):
    claim = last(text)
    assert (claim.aircraft.type_designator, claim.operator) == (designator, operator)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("An An-124 landed at Hmeimim. By morning the An-124 took off for Benghazi.", ("OSLK", "HLLB")),
        ("Ан-124 сел на авиабазе Хмеймим. К утру Ан-124 улетел в Бенгази.", ("OSLK", "HLLB")),
        ("Самолёт МЧС прибыл в Бенгази. Ил-76 вылетел из Жуковского 3 мая.", ("UUBW", "HLLB")),
        ("Літак прибув до Бенгазі. Іл-76 вилетів із Латакії 3 травня.", ("OSLK", "HLLB")),
        ("Ил-76 сел в Бенгази. Из Латакии вылетел Ил-76.", ("OSLK", None)),
        ("Ил-76 сел в Бенгази. Из Латакии вылетели два Ил-76.", ("OSLK", None)),
    ],
)
def test_the_one_told_before_is_called_by_its_type(legs, text, ends):
    assert legs(text) == [ends]
