"""Where a route begins or ends when it is told beside the verb: a name behind "the capital", "here", "further south"."""

import pytest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("An A400M landed in the Senegalese capital, Dakar, after a flight from Bamako.", [("GABS", "GOBD")]),
        ("Ил-76 прилетел в малийскую столицу, Бамако, из Латакии.", [("OSLK", "GABS")]),
        ("An Il-76 flew further south, to Gao, on Monday.", [(None, "GAGO")]),
        ("Ил-76 вылетел из Бамако дальше на север, в Гао.", [("GABS", "GAGO")]),
        ("Іл-76 полетів далі на південь, до Бамако.", [(None, "GABS")]),
    ],
)
def test_a_comma_before_the_name_or_the_direction_cuts_nothing(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Здесь, в Бужумбуре, разгрузился Boeing 747, прилетевший из Баку.", [("UBBB", "HBBA")]),
        ("Два C-130 розвантажили в Порт-Судані 18 травня; вони прийшли з Бамако.", [("GABS", "HSPN")]),
        ("НИАМЕЙ, 9 февраля. C-130J доставил сюда 14 тонн медикаментов.", [(None, "DRRN")]),
        ("Mali's central bank received banknotes by plane from Niamey last week.", [("DRRN", "ML")]),
        ("The ninth flight of the air bridge to Syria arrived at Damascus International Airport.", [(None, "OSDI")]),
        ("A C-17 landed at Gao. The apron was empty but for a Fokker 50 that had brought khat from Nairobi.", [("HKJK", "GAGO")]),
        ("В Амджарас прилетел Ил-76. За месяц в городе приземлились 30 бортов.", [(None, "TD-0014")]),
        (
            "وصلت طائرة إليوشن-76 إلى مطار بورتسودان. وبقيت الطائرة على الأرض خمس ساعات، ثم عبرت البحر إلى جدة.",
            [("HSPN", "OEJN")],
        ),
    ],
)  # fmt: skip
def test_a_place_told_otherwise_is_an_end(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Challenger registered in San Marino left Mitiga for Malta on Sunday.", [("HLLM", "MT")]),
        ("Ан-26, зарегистрированный в Молдавии, вылетел из Гао в Бамако.", [("GAGO", "GABS")]),
        (
            "The Qatar Fund for Development said two Qatar Amiri Air Force C-17s delivered a hospital to Aleppo.",
            [(None, "OSAP")],
        ),
        ("MQ-9, взлетев с Сигонеллы, шесть часов кружил между Тобруком и Бенгази.", [("LICZ", None)]),
        ("أقلعت أربع قاذفات بي-52 من باركسديل في ولاية لويزيانا إلى قاعدة العديد.", [("KBAD", "OTBH")]),
    ],
)
def test_what_is_no_end_of_a_leg(legs, text, wanted):
    assert legs(text) == wanted


def test_aircraft_told_for_the_first_time_do_not_come_from_where_others_did(legs):
    before = "On Sunday an Ilyushin Il-62M flew from the Libyan city of Benghazi to Latakia and continued to Chkalovsky."
    after = (
        "No Russian military transport had been logged at the base since April, "
        "when two Il-76s took equipment to Libya's al-Khadim air base."
    )
    assert legs(f"{before}\n\n{after}") == [(None, "HL59")]


@pytest.mark.parametrize(
    "text",
    [
        "A C-130 landed at Socotra from Abu Dhabi and left. Another of the same type landed at Gao on Tuesday.",
        "Two Il-76s came from Al Khadim. Another such plane reached Gao on Sunday.",
        "وصلت طائرة من نوع سي-130 إلى سقطرى من أبوظبي ثم غادرت. وحطت أخرى من الطراز ذاته في غاو يوم الأحد.",
    ],
)
def test_another_aircraft_does_not_come_from_where_the_one_before_left(legs, text):
    assert legs(text) == [(None, "GAGO")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ил-76 прибыл в Бамако 5 мая, до этого он совершил посадку в Каире.", [(None, "HECA"), ("HECA", "GABS")]),
        ("Іл-76 сів у Бамако; перед цим він сідав у Каїрі.", [(None, "HECA"), ("HECA", "GABS")]),
        ("Ил-76 сел в Банги, прилетев через Дуалу.", [(None, "FKKD"), ("FKKD", "FEFF")]),
        ("Росія має базу в Ель-Хадімі, куди торік прибули два Іл-76 з Латакії.", [("OSLK", "HL59")]),
        ("Ил-76 прилетел из Латакии в Гао, куда он летает часто.", [("OSLK", "GAGO")]),
        ("Ил-76 прилетел из Каира в Гао и ночью ушёл туда же.", [("HECA", "GAGO"), ("GAGO", "HECA")]),
    ],
)  # fmt: skip
def test_words_for_what_was_before_and_for_where_to_lead_to_the_place_told(legs, text, wanted):
    assert legs(text)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ил-76 сел в Гао через месяц после ухода французов из Ниамея.", [(None, "GAGO")]),
        ("Після виведення французів із Ніамея до Гао прилетів Іл-76.", [(None, "GAGO")]),
        ("An Il-76 landed in Gao days after the withdrawal of the French from Niamey.", [(None, "GAGO")]),
        ("Ил-76 сел в Гао через час после вылета из Ниамея.", [("DRRN", "GAGO")]),
        ("An Il-76 landed in Gao after the departure of the plane from Niamey.", [("DRRN", "GAGO")]),
    ],
)
def test_where_others_had_left_is_no_origin(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A C-17 landed in Larnaca on 4 May carrying aid bound for Gao.", [(None, "LCLK")]),
        ("An Il-76 landed in Entebbe on 4 May with 40 tonnes of food destined for Gao.", [(None, "HUEN")]),
        ("An An-124 arrived from Leipzig on Monday with a satellite bound for Gao.", [("EDDP", None)]),
        ("An Il-76 left Entebbe on 4 May with food bound for Gao.", [("HUEN", "GAGO")]),
        ("An Il-76 left Entebbe on 4 May bound for Gao.", [("HUEN", "GAGO")]),
    ],
)
def test_where_what_is_on_board_goes_on_to_is_no_stop_behind_a_landing(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The president arrived on Sunday on an official visit to Turkey.", [(None, "TR")]),
        ("A government A319 left Gao on Monday for a two-day visit to Kazakhstan.", [("GAGO", "KZ")]),
        ("Президент в воскресенье прибыл с официальным визитом в ОАЭ.", [(None, "AE")]),
        ("Ту-154 у неділю прилетів з робочим візитом до Туреччини.", [(None, "TR")]),
        ("وصل الرئيس يوم الاثنين في زيارة رسمية إلى تركيا.", [(None, "TR")]),
    ],
)
def test_a_flight_told_as_a_visit_leads_there(legs, text, wanted):
    assert legs(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Il-96 landed on Monday before a visit to Turkey.",
        "Іл-96 прилетів у понеділок напередодні візиту Путіна до Туреччини.",
    ],
)
def test_a_visit_told_beside_a_flight_leads_nowhere(legs, text):
    assert legs(text) == []
