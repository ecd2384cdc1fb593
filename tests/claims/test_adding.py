"""Who says what a participle adds, and who is no source of what the words beside them tell."""

import pytest


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "The defence minister gave another account on state television, saying that two F-16s flew from Gao.",
            ["defence minister"],
        ),
        (
            "Министр возразил, добавив, что Ил-76 сел в Ниамее во вторник.",
            ["Министр"],
        ),
        (
            "نفى مدير مطار المخا ما تردد عن وصول أسلحة، مؤكداً أن طائرة من طراز أنتونوف-26 هبطت فيه الأحد.",
            ["مدير مطار المخا"],
        ),
        ("Il-76s landed in Gao on Monday, adding to the noise there.", ["source not named in the text"]),
    ],
)
def test_whoever_a_clause_is_about_adds_what_hangs_on_it(chain, text, last):
    assert chain(text) == last


@pytest.mark.parametrize(
    "text",
    [
        "هبطت طائرة من طراز سي-130 في سبها الأحد، وقال مصدر في المطار إنها تابعة للجيش.",
        "A C-17 landed at Gao on 3 May, and the army said it had carried water.",
        "State media reported no visit. An Il-96 brought the speaker to Gao in February.",
        "Об этом визите МИД не сообщал. Ту-214 прилетел в Бамако в феврале.",
    ],
)
def test_who_speaks_of_something_else_is_no_source(chain, text):
    assert chain(text) == ["source not named in the text"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "وكان الجيش المالي قد أعلن وصول طائرتين من طراز سي-130 إلى قاعدة غاو يوم الاثنين.",
            ["الجيش المالي"],
        ),
        ("وأعلنت قطر وتركيا أمس الأول عن هبوط طائرتي مساعدات في مطار كابل.", ["قطر وتركيا"]),
        ("وحسب مصدر من السلطات المحلية، نقلت مروحيتان 86 شخصا إلى كلميم الأحد.", ["مصدر من السلطات المحلية"]),
        (
            "هبطت في غاو ست طائرات من طراز سي-17، بحسب بيانات تتبع مفتوحة المصدر.",
            ["بيانات تتبع مفتوحة المصدر"],
        ),
        ("وصلت ست طائرات إلى كابل الأحد، وفق آخر تقرير نشره الهلال الأحمر.", ["الهلال الأحمر", "آخر تقرير"]),
        (
            "أفاد مدير الصحة بأن طائرة حطت في صفاقس الأحد.\n\nووفقا للمصدر ذاته، عادت الطائرة إلى تونس ليلا.",
            ["مدير الصحة"],
        ),
        ("هبطت طائرة من طراز سي-130 في جوبا الأحد. وأكد ذلك المتحدث باسم الجيش.", ["المتحدث باسم الجيش"]),
    ],
)
def test_arabic_sources_stand_whole_and_are_found_again(chain, text, last):
    assert chain(text) == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("But flight-tracking websites showed a C-17 landing in Gao on Sunday.", "flight-tracking websites"),
        (
            "Data compiled by the Center for Polar Studies show that Il-76s flew 40 times to Bangui in May.",
            "Center for Polar Studies",
        ),
    ],
)
def test_names_are_not_cut(chain, text, last):
    assert last in chain(text)


def test_a_line_with_the_source_alone_names_the_outlet(tell):
    claim = tell(text="An A330 MRTT landed at Amberley on Monday. (Source: Korvash Connect)")[0].read.claims[
        0
    ]
    assert claim.chain[0].name == "Korvash Connect"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Літак Ан-148 МВС Росії сів у Мінську в неділю, встановили журналісти «Схем».",
            ["журналісти «Схем»"],
        ),
        (
            "Агентство по делам гражданской авиации подтвердило, что Ан-72 сел в Актау в пятницу.",
            ["Агентство по делам гражданской авиации"],
        ),
        (
            "Агентство з питань авіації повідомило, що Ан-26 сів у Вінниці в п'ятницу.",
            ["Агентство з питань авіації"],
        ),
        ("Агентство сообщило, что Ан-72 сел в Актау в пятницу.", ["Агентство"]),
        (
            "Пограничники рассказали агентству, что Ми-8 сел в Хороге в среду.",
            ["агентству", "Пограничники"],
        ),
        ("В релизе упомянут рейс 29 июля: Ил-76 привез в Жуковский два двигателя.", ["релизе"]),
        (
            "Boeing 747 сів у Внукові 8 грудня. Це показав аналіз архіву Flightradar24, який провели журналісти «Схем».",
            ["журналісти «Схем»", "Flightradar24"],
        ),
    ],
)
def test_slavic_sources_stand_whole_and_on_their_side_of_the_verb(chain, text, last):
    assert chain(text) == last
