import pytest


def only(marks):
    (mark,) = marks.aircraft
    return mark


@pytest.mark.parametrize(
    ("text", "designator"),
    [
        ("an Il-76TD", "IL76"), ("an IL76", "IL76"), ("Ил-76МД", "IL76"), ("Іл-76", "IL76"), ("Ил 76", "IL76"),
        ("إليوشن-76", "IL76"), ("إليوشن Il-76", "IL76"), ("طائرة إليوشن 76", "IL76"), ("Ilyushin-76", "IL76"),
        ("Ilyushin Il-62M", "IL62"), ("Ил-62М", "IL62"), ("an An-124-100 'Ruslan'", "A124"),
        ("Antonov An-124-100 Ruslan", "A124"), ("Ан-124 «Руслан»", "A124"), ("أنتونوف أن-124", "A124"),
        ("أنتونوف 124", "A124"), ("A\u200bn-1\u200b24", "A124"), ("Аn-124", "A124"), ("Aн‑124", "A124"),
        ("a C-17", "C17"), ("a C-17A Globemaster III", "C17"), ("С-17", "C17"), ("سي-17", "C17"), ("سي 17", "C17"),
        ("a C-130J", "C30J"), ("سي-130 جيه", "C30J"), ("an A400M", "A400"), ("А400М", "A400"), ("a KC-135R", "K35R"),
        ("a B-52H", "B52"), ("Б-52", "B52"), ("an MQ-9", "Q9"), ("Ту-154М", "T154"), ("a Tu-154M", "T154"),
        ("a Boeing 737-800", "B738"), ("an A330 MRTT", "A332"), ("an Il-96-300", "IL96"), ("a Y-20", "Y20"),
    ],
)  # fmt: skip
def test_spellings_of_types(names_in, text, designator):
    mark = only(names_in(text))
    assert (mark.type_designator, mark.is_generic, mark.nearest) == (designator, False, None)


def test_an_unknown_type_stays_untyped_with_the_nearest_spelling_offered(names_in):
    mark = only(names_in("an Il-26M landed"))
    assert (mark.type_designator, mark.nearest, mark.named) == (None, "Il-62M", "Il-26M")
    mark = only(names_in("two Zh-81s landed"))
    assert (mark.type_designator, mark.nearest, mark.plural) == (None, None, True)
    assert only(names_in("самолёт Ил-26М")).type_designator is None


def test_a_family_leaves_the_type_open(names_in):
    mark = only(names_in("a Boeing 737 landed"))
    assert mark.type_designator is None
    assert {"B738", "B737"} <= set(mark.candidates)


def test_a_maker_alone_has_no_type_and_a_company_is_no_aircraft(names_in):
    mark = only(names_in("an Antonov landed"))
    assert (mark.type_designator, mark.is_generic) == (None, False)
    assert names_in("Boeing said its shares fell").aircraft == ()


def test_nicknames_need_something_that_says_aircraft(names_in):
    assert only(names_in("сел «Руслан»")).type_designator == "A124"
    assert only(names_in("a Globemaster landed")).type_designator == "C17"
    assert names_in("Руслан сказал, что устал").aircraft == ()
    assert names_in("mail ruslan98@example.com").aircraft == ()


@pytest.mark.parametrize(
    "text",
    ["the S-300 system", "COVID-19 cases", "a T-72 tank", "G-7 leaders", "in 2025-26", "an 11-day war"],
)
def test_other_things_with_numbers_are_no_types(names_in, text):
    assert names_in(text).aircraft == ()


def test_the_whole_phrase_is_one_mark_without_its_operator(names_in):
    mark = only(names_in("A Russian Air Force Ilyushin Il-62M transport plane flew"))
    assert (mark.text, mark.named, mark.plural) == (
        "Ilyushin Il-62M transport plane",
        "Ilyushin Il-62M",
        False,
    )
    mark = only(names_in("Antonov An-124-100 Ruslan heavy cargo planes have arrived"))
    assert (mark.type_designator, mark.plural) == ("A124", True)
    mark = only(names_in("طائرة شحن روسية من طراز إليوشن-76 وصلت"))
    assert (mark.type_designator, mark.text) == ("IL76", "طائرة شحن روسية من طراز إليوشن-76")
    mark = only(names_in("самолёт Минобороны РФ Ил-62М прилетел"))
    assert (mark.type_designator, mark.text) == ("IL62", "самолёт Минобороны РФ Ил-62М")


def test_two_aircraft_are_two_marks(names_in):
    found = names_in("طائرات إليوشن-76 وأنتونوف أن-124").aircraft
    assert [mark.type_designator for mark in found] == ["IL76", "A124"]


@pytest.mark.parametrize(
    ("text", "plural", "flight"),
    [
        ("three cargo planes", True, False), ("a transport plane", False, False), ("112 aircraft", None, False),
        ("two C-17s", True, False), ("транспортные самолёты", True, False), ("военный борт", False, False),
        ("четыре рейса", False, True), ("пять рейсов", True, True), ("два літаки", True, False),
        ("طائرة شحن", False, False), ("طائرتان عسكريتان", True, False), ("ثلاث طائرات", True, False),
        ("three flights", True, True), ("رحلات جوية", True, True),
    ],
)  # fmt: skip
def test_number_and_kind_of_nouns(names_in, text, plural, flight):
    mark = only(names_in(text))
    assert (mark.plural, mark.is_flight) == (plural, flight)


@pytest.mark.parametrize(
    "text", ["an oil tanker sank", "foreign fighters left", "на борту были люди", "a flight-tracking website"]
)
def test_words_that_only_look_like_aircraft(names_in, text):
    assert names_in(text).aircraft == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A Kalitta 747 landed", "B744"),
        ("An Ethiopian Airlines 777 freighter landed", "B77L"),
        ("two 777s landed", "B77L"),
        ("A Mongolian 737 landed", "B738"),
        ("طائرة من طراز إيرباص 330", "A332"),
    ],
)
def test_a_bare_number_beside_a_carrier_is_a_family(names_in, text, code):
    mark = only(names_in(text))
    assert mark.type_designator is None
    assert code in mark.candidates


@pytest.mark.parametrize(
    "text",
    ["747 people arrived", "flew 777 flights", "a 747,000 dollar loan", "a 737-page dossier", "the price rose by 767%"],
)  # fmt: skip
def test_a_bare_number_of_anything_else_is_no_aircraft(names_in, text):
    assert [mark for mark in names_in(text).aircraft if mark.named] == []


def test_that_three_is_no_type(names_in):
    mark = only(names_in("قال مسؤول إن 3 طائرات هبطت"))
    assert (mark.type_designator, mark.is_generic) == (None, True)
    assert only(names_in("هبطت طائرة إن-26")).type_designator == "AN26"


@pytest.mark.parametrize(
    ("text", "designator"),
    [("Two Chinooks landed", "H47"), ("Три «Чинука» сели", "H47"), ("Пара «Рафалей» прибыла", "RFAL"),
     ("مقاتلات رافال", "RFAL"), ("a Bombardier Global Express", "GLEX"), ("A Bulgarian Spartan flew", "C27J")],
)  # fmt: skip
def test_nicknames_in_all_forms(names_in, text, designator):
    assert only(names_in(text)).type_designator == designator


def test_the_name_of_an_airline_is_no_nickname(names_in):
    assert names_in("рейс авиакомпании «Атлас»").aircraft[-1].named is None


@pytest.mark.parametrize(
    ("text", "words", "designator"),
    [
        ("An Il-76 came. The Ilyushin left.", "Ilyushin", "IL76"),
        ("An Il-76 came, then an An-12. The Ilyushin left.", "Ilyushin", "IL76"),
        ("A KC-130J came. The Hercules left.", "Hercules", "C30J"),
        ("A plane came. The Hercules left.", "Hercules", "C130"),
        ("His Falcon landed.", "Falcon", None),
        ("The president's Airbus landed.", "Airbus", None),
        ("A Russian transport landed.", "transport", None),
        ("A military transport landed.", "military transport", None),
    ],
)
def test_names_that_point_back_are_of_the_type_told_before(names_in, text, words, designator):
    mark = names_in(text).aircraft[-1]
    assert (mark.text, mark.type_designator) == (words, designator)


@pytest.mark.parametrize(
    "text",
    [
        "The Ilyushin left.",
        "Boeing said so.",
        "the transport minister",
        "Russian transport links",
        "public transport",
    ],
)
def test_makers_and_transport_of_any_kind_are_no_aircraft(names_in, text):
    assert not names_in(text).aircraft
