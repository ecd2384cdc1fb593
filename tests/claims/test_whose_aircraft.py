"""Whose aircraft it is: the United Nations, governments, royal forces; who only speaks."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A UN helicopter landed in Goma on 3 May.", "UN"),
        ("Вертолёт ООН приземлился в Гоме 3 мая.", "ООН"),
        ("Літак ООН сів у Гомі 3 травня.", "ООН"),
        ("A Falcon 900 of the Greek government landed in Gao on 3 May.", "Greek government"),
        ("A Gulfstream V used by the US government landed in Gao on 3 May.", "US government"),
        ("هبطت طائرة سعودية في مطار غاو يوم 3 مايو.", "سعودية"),
        ("هبطت طائرة تابعة للقوات الملكية الجوية في غاو يوم 3 مايو.", "القوات الملكية الجوية"),
        ("Украинский самолёт сел в Гао 3 мая.", "Украинский"),
    ],
)
def test_the_words_beside_an_aircraft_say_whose_it_is(text, operator):
    (claim,) = claims_of(text)
    assert claim.operator == operator


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("A runway used by the US government was mended before an Il-76 landed in Gao on 3 May.", None),
        ("وقالت الوزارة إن المقاتلات أقلعت من الطائف يوم 3 مايو.", None),
        ("استقبل مطار بورتسودان 14 طائرة في يوليو وحده.", None),
        ("هبطت طائرة ثانية للشركة ذاتها في غاو يوم 3 مايو.", None),
        ("The US sent two C-17s to Gao on 3 May.", "US"),
        ("A Russian heavy transport Il-76 landed in Gao on 3 May.", "Russian"),
    ],
)
def test_who_only_speaks_has_no_aircraft(text, operator):
    (claim,) = claims_of(text)
    assert claim.operator == operator


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("Nyala received four Il-76 flights on 3 May.", None),
        ("The UN Panel of Experts documented an Il-76 landing in Gao on 3 May.", None),
        ("The Turkish navy spotted an Il-76 flying to Gao on 3 May.", None),
        ("The Congolese army says it counted three landings at Gao on 3 May.", None),
        ("The Turkish navy flew an Il-76 to Gao on 3 May.", "Turkish navy"),
        ("A UN Mi-8 landed in Gao on 3 May.", "UN"),
    ],
)
def test_who_saw_counted_or_received_it_has_no_aircraft(text, operator):
    (claim,) = claims_of(text)
    assert claim.operator == operator
