import pytest

from wheelsdown.articles.marks import PlaceLevel

HMEIMIM = [
    "landed at Hmeimim",
    "landed at Khmeimim",
    "the Hmeymim air base",
    "the Khmeimim airbase",
    "arrived at the Latakia airfield",
    "at Bassel al-Assad International Airport",
    "landed at OSLK yesterday",
    "flew to LTK (Latakia)",
    "на авиабазе Хмеймим",
    "прилетел в Хмеймим",
    "вылетел из Хмеймима",
    "находится в Хмеймиме",
    "над Хмеймимом",
    "приземлився на авіабазі Хмеймім",
    "هبطت في قاعدة حميميم الجوية",
    "وصلت إلى حميميم",
    "أقلعت من مطار اللاذقية",
    "вылетел из Латакии",
    "до Латакії",
    "the Russian air base in Latakia Governorate",
    "an airbase in the Latakia province",
    "القاعدة الجوية الروسية في محافظة اللاذقية",
]


@pytest.mark.parametrize("text", HMEIMIM)
def test_all_names_of_hmeimim_are_one_place(names_in, text):
    places = names_in(text).places
    assert "OSLK" in {mark.id for mark in places}
    assert {mark.id for mark in places} <= {"OSLK", "SY-LA"}


@pytest.mark.parametrize("name", ["Qamishli", "Kamishly", "Qamishly", "القامشلي", "Камышлы", "Камишлі"])
def test_qamishli_is_another_place(names_in, name):
    assert [mark.id for mark in names_in(f"в {name}").places] == ["OSKL"]


@pytest.mark.parametrize("name", ["Tartus", "Tartous", "Тартус", "Тартуса", "Тартусе", "طرطوس"])
def test_tartus_is_a_port_and_never_hmeimim(names_in, name):
    (mark,) = names_in(f"из {name}").places
    assert (mark.level, mark.id) == (PlaceLevel.PORT, "PORT-TARTUS")


def test_hasakah_is_a_region_and_its_air_base_that_of_its_only_field(names_in):
    (region,) = names_in("fighting in al-Hasakah went on").places
    assert (region.level, region.id) == (PlaceLevel.REGION, "SY-HA")
    (base,) = names_in("a third air base in al-Hasakah").places
    assert (base.level, base.id, base.says_airfield) == (PlaceLevel.AERODROME, "OSKL", True)


def test_spellings_of_one_region_of_one_area_and_of_one_country(names_in):
    for one, other in (
        ("to the Moscow region", "to the Moscow area"),
        ("influence in West Asia", "reach in the Middle East"),
        ("said Turkey", "said Turkiye"),
        ("на Ближнем Востоке", "в Западной Азии не был; на Ближнем Востоке"),
    ):
        first, second = names_in(one).places[0], names_in(other).places[-1]
        assert (first.id, first.level) == (second.id, second.level)
        assert first.id is not None


@pytest.mark.parametrize(
    "text",
    [
        "в Подмосковье",
        "из Московской области",
        "у Московському регіоні",
        "إلى ضواحي موسكو",
        "the Moscow oblast",
    ],
)
def test_moscow_region_is_not_moscow(names_in, text):
    assert [(mark.level, mark.id) for mark in names_in(text).places] == [(PlaceLevel.REGION, "RU-MOS")]


def test_a_city_with_one_field_has_its_code_and_one_with_several_lists_them(names_in):
    damascus, bamako, minsk, moscow = names_in("from Damascus to Bamako, then Minsk and Moscow").places
    assert [damascus.id, bamako.id, minsk.id, moscow.id] == ["OSDI", "GABS", None, "RU-MOW"]
    assert {mark.level for mark in (damascus, bamako, minsk, moscow)} == {PlaceLevel.CITY}


def test_bases_of_a_country_are_a_set_and_one_base_is_as_fine_as_the_country(names_in):
    several, one = names_in(
        "Russia kept its bases in Syria. A jet left an air base in eastern Libya."
    ).places[1:]
    assert (several.level, several.country) == (PlaceLevel.SET, "SY")
    assert (one.level, one.id, one.says_airfield) == (PlaceLevel.COUNTRY, "LY", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An Il-76 landed at Korvash air base.", "Korvash air base"),
        ("a plane left al-Tarmish airfield at dawn", "al-Tarmish airfield"),
        ("борт сел на авиабазе «Корваш»", "авиабазе «Корваш»"),
        ("борт вылетел с аэродрома Талмаш-Южный", "аэродрома Талмаш-Южный"),
        ("літак сів на аеродромі Корваш", "аеродромі Корваш"),
        ("هبطت الطائرة في قاعدة كورفاش الجوية", "قاعدة كورفاش الجوية"),
        ("The plane flew from Dol Harran to Latakia.", "Dol Harran"),
    ],
)
def test_an_unknown_place_is_marked_with_its_words(names_in, text, words):
    mark = next(mark for mark in names_in(text).places if mark.level is PlaceLevel.UNKNOWN)
    assert mark.text == words
    assert (mark.id, mark.is_anaphor) == (None, False)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It left the airport.", "airport"),
        ("самолёт покинул аэродром", "аэродром"),
        ("غادرت القاعدة", "القاعدة"),
    ],
)
def test_a_word_for_an_airfield_alone_points_back(names_in, text, word):
    (mark,) = names_in(text).places
    assert (mark.text, mark.is_anaphor, mark.id) == (word, True, None)


@pytest.mark.parametrize(
    "text",
    [
        "a source close to the Kremlin said so",
        "The Moscow Times wrote about it",
        "Syria TV reported the flight",
        "It was a nice day for reading, and of course mobile phones rang",
        "write to tripoli98@example.com or https://example.org/Latakia/Moscow",
        "President Ahmed al-Sharaa spoke",
        "кремлёвский источник рассказал",
        "MORE NEWS FROM OUR DESK",
        "an airport worker said",
    ],
)
def test_traps_name_no_place(names_in, text):
    assert names_in(text).places == ()


def test_particles_are_told(names_in):
    (mark,) = names_in("وبحميميم").places
    assert (mark.id, mark.particles) == ("OSLK", "وب")


def test_the_mediterranean_needs_its_article(names_in):
    assert [mark.id for mark in names_in("فوق المتوسط").places] == ["AREA-MEDITERRANEAN"]
    assert names_in("حجم متوسط").places == ()


def test_seas_in_all_cases(names_in):
    text = "над Средиземным морем, над Чёрным морем, у Каспия, над Чорним морем"
    found = [mark.id for mark in names_in(text).places]
    assert found == ["AREA-MEDITERRANEAN", "AREA-BLACK-SEA", "AREA-CASPIAN", "AREA-BLACK-SEA"]


def test_a_place_before_a_hyphen_and_a_word_is_an_adjective(names_in):
    assert names_in("the Damascus-based group").places == ()
    assert len(names_in("the Minsk-Tehran-Latakia route").places) == 3


def test_a_dashed_route_makes_less_known_names_places(names_in):
    found = names_in("Самолёт летел по маршруту Махачкала — Бенгази — Порт-Судан.").places
    assert [mark.id for mark in found] == ["URML", "HLLB", "HSPN"]


def test_the_airport_of_a_city_is_an_aerodrome(names_in):
    damascus, rzeszow = names_in("at Damascus International Airport and в аэропорту Жешува").places
    assert (damascus.level, damascus.id) == (PlaceLevel.AERODROME, "OSDI")
    assert (rzeszow.level, rzeszow.id) == (PlaceLevel.AERODROME, "EPRZ")


def test_a_region_by_its_word_in_any_order(names_in):
    found = names_in("in Latakia governorate; провинция Латакия; محافظة اللاذقية; Ростовской области").places
    assert [mark.id for mark in found] == ["SY-LA", "SY-LA", "SY-LA", "RU-ROS"]


def test_codes_are_read_among_words_and_not_in_a_line_of_capitals(names_in):
    assert [mark.id for mark in names_in("departed UUMU for HLLB at dawn").places] == ["UUMU", "HLLB"]
    assert names_in("LIME JUICE MUST HAVE MORE CARE").places == ()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("landed in the Nigerien capital", "DRRN"),
        ("flew to Mali's capital", "GABS"),
        ("flew to the capital of Mali", "GABS"),
        ("сел в столице КНДР", "ZKPY"),
        ("прибув до столиці Монголії", "ZMCK"),
        ("هبطت الطائرة في العاصمة السودانية", "HSSK"),
        ("وصلت إلى عاصمة النيجر", "DRRN"),
    ],
)
def test_a_capital_by_description_is_that_city(names_in, text, field):
    (mark,) = names_in(text).places
    assert (mark.level, mark.id) == (PlaceLevel.CITY, field)


def test_a_capital_described_beside_its_name_is_one_place(names_in):
    assert [mark.id for mark in names_in("in the Colombian capital, Bogota").places] == ["SKBO"]
    assert [mark.id for mark in names_in("в столице Мали Бамако").places] == ["GABS"]


def test_a_capital_of_several_fields_stays_open(names_in):
    (mark,) = names_in("landed in the Argentine capital").places
    assert (mark.country, mark.id) == ("AR", None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("в аэропорту Душанбе", "UTDD"),
        ("из Иваново-Северного", "RU-5672"),
        ("at Marka airport", "OJAM"),
        ("landed at Oslo airport", "ENGM"),
        ("هبطت في مطار الكويت", "OKKK"),
    ],
)
def test_the_main_field_of_a_city_and_a_named_one_are_not_mixed_up(names_in, text, field):
    assert [mark.id for mark in names_in(text).places] == [field]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلت طائرتان أردنيتان قادمتين من عمان", ["OJAI"]),
        ("أقلعت الطائرة من عمان بعد ساعتين", ["OJAI"]),
        ("هبطت في العاصمة عمان طائرة", ["OJAI"]),
        ("وصلت طائرة من سلطنة عمان", ["OM"]),
        ("وصلت طائرة الوفد العماني من عمان", ["OM"]),
        ("وصلت طائرات من قطر وعمان", ["QA", "OM"]),
    ],
)
def test_amman_is_told_from_oman(names_in, text, expected):
    assert [mark.id for mark in names_in(text).places] == expected


def test_an_adjective_of_the_aircraft_is_no_part_of_a_base(names_in):
    (mark,) = names_in("غادرت طائرة تركية قاعدة إنجرليك").places
    assert (mark.text, mark.id) == ("قاعدة إنجرليك", "LTAG")


@pytest.mark.parametrize(
    "text",
    ["landed at Al Udeid\n\nAir Base staff", "сел на аэродроме\n\nДушанбе жил", "В столице\n\nМали объявили", "an Il\n\n76 people"],
)  # fmt: skip
def test_no_name_runs_over_a_paragraph(names_in, text):
    found = names_in(text)
    assert not [mark.text for mark in (*found.places, *found.aircraft) if "\n" in mark.text]


def test_an_airport_left_for_a_city_is_not_that_city(names_in):
    places = names_in("An Il-18 left the airport for Ganja").places
    assert next((mark.text, mark.is_anaphor) for mark in places) == ("airport", True)


@pytest.mark.parametrize(
    "text",
    [
        "A C-27J landed at Wilson airport in Nairobi.",
        "A C-27J landed at Wilson airport, Nairobi.",
        "A C-17 landed at Moore airfield near Goma.",
    ],
)
def test_a_field_that_the_text_puts_elsewhere_is_not_the_listed_one(names_in, text):
    first = names_in(text).places[0]
    assert first.id is None
    assert first.says_airfield
    assert first.country != "US"


FIELDS_OF_ANOTHER_NAME = [
    ("приземлився в аеропорту Аль-Мактум у Дубаї", "OMDW"),
    ("сіли на авіабазі Елефсіс під Афінами", "LGEL"),
    ("прилетіли в аеропорт імені Ататюрка", "LTBA"),
    ("сел в аэропорту имени Ататюрка", "LTBA"),
    ("літак піднявся з авіабази Дувр", "KDOV"),
    ("самолёт приземлился на аэродроме Фархор", "TJ-UT46"),
    ("до Нумеа", "NWWW"),
    ("самолёт вылетел из Мак-Коннелла", "KIAB"),
]


@pytest.mark.parametrize(("text", "field"), FIELDS_OF_ANOTHER_NAME)
def test_a_field_is_known_by_a_name_that_is_no_town_s(names_in, text, field):
    assert [mark.id for mark in names_in(text).places][:1] == [field]


@pytest.mark.parametrize("text", ["сказав Гейдар Алієв", "генерал Кларк сообщил", "радник Едвардс вирушив"])
def test_a_person_or_a_harbour_of_that_name_is_no_field(names_in, text):
    assert not names_in(text).places


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("landings at Belarusian airfields", "BY"),
        ("flew from Omani airports to Aden", "OM"),
        ("садился на кубинских аэродромах", "CU"),
        ("сідав на кубинських летовищах", "CU"),
        ("هبطت في مطارات ليبية", "LY"),
        ("هبطت في المطارات السورية", "SY"),
    ],
)
def test_airfields_called_by_their_state_are_there(names_in, text, state):
    first = names_in(text).places[0]
    assert (first.id, first.level) == (state, "set")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russian airfields in Mali", "Mali"),
        ("US bases in Qatar", "Qatar"),
        ("российские аэродромы в Мали", "Мали"),
    ],
)
def test_airfields_whose_place_is_told_are_there(names_in, text, name):
    assert names_in(text).places[-1].text.endswith(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('هبطت في مطار "نيقولا كورفاش" في المدينة', 'مطار "نيقولا كورفاش"'),
        ("сел в аэропорту «Корваш Новый» под городом", "аэропорту «Корваш Новый»"),
        ("сел на аэродроме «Корваш»", "аэродроме «Корваш»"),
    ],
)
def test_a_name_in_quotation_marks_goes_on_to_their_end(names_in, text, name):
    assert names_in(text).places[0].text == name


@pytest.mark.parametrize(
    "text", ["took off at about 1 a.m. Kyiv time", "at 0130 Tehran time", "at 6.40pm Cairo time"]
)
def test_whose_clock_it_is_by_is_no_place(names_in, text):
    assert not names_in(text).places
