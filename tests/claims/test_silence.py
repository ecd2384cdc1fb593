"""Times in which nothing flew: pauses by a quiet airfield, a lull that lasted, not one landing in all of May."""

from datetime import date

import pytest
from read_article import claims_of

WEEKLY = {
    "ru": "Ил-76 летали в Кидаль каждую неделю до конца декабря. ",
    "uk": "Іл-76 літали до Кідаля щотижня до кінця грудня. ",
    "en": "Il-76s flew to Kidal every week until the end of December. ",
}


def read(text, before=""):
    return claims_of(text, before=before, told=date(2027, 3, 23))


@pytest.mark.parametrize(
    ("text", "place", "pause"),
    [
        ("Пять месяцев полоса в Эль-Джуфре пустовала.", "HLJF", "P5M"),
        ("Смуга в Хмеймімі пустувала три тижні.", "OSLK", "P3W"),
        ("The runway at Hmeimim lay idle for five months.", "OSLK", "P5M"),
        ("Пауза в полётах в Хмеймим продлилась почти полгода.", "OSLK", "P6M"),
        ("Перерва в польотах до Хмейміма тривала два місяці.", "OSLK", "P2M"),
        ("The lull in flights to Gao lasted five months.", "GAGO", "P5M"),
        ("В Гао с января по март не садился ни один Ил-76.", "GAGO", None),
        ("Not one Russian transport was seen at Gao in May or June.", "GAGO", None),
        ("После падения правительства российские самолёты в Камышлы не летали.", "OSKL", None),
        ("Відтоді як упав уряд, жоден Ан-124 у Гао не сідав.", "GAGO", None),
        ("Since the fall of the government no Il-76 has landed at Hmeimim.", "OSLK", None),
    ],
)
def test_a_time_without_flights_is_a_pause(text, place, pause):
    (claim,) = read(text)
    assert (claim.kind.value, claim.asserted, claim.place.id) == ("pause", True, place)
    assert (claim.pause and claim.pause.duration) == pause


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("За весь январь — ни одной посадки.", "ru"),
        ("Затем пауза длилась два месяца.", "ru"),
        ("За весь січень — жодної посадки.", "uk"),
        ("Потім перерва тривала два місяці.", "uk"),
        ("The lull lasted two months.", "en"),
    ],
)
def test_the_pause_is_that_of_the_flights_told_before(text, language):
    (claim,) = read(text, WEEKLY[language])
    assert (claim.kind.value, claim.asserted, claim.place.id) == ("pause", True, "GAKL")


@pytest.mark.parametrize(
    "text",
    [
        "За весь январь — ни одной посадки.",
        "Пауза в переговорах длилась пять месяцев.",
        "Аэродром Гао приостановил ремонт на два месяца.",
        "По словам министра, ни один Ил-76 в этом месяце в Гао не садился.",
        "The talks lasted five months.",
    ],
)
def test_nothing_that_flew_stopped(text):
    assert not [claim for claim in read(text) if claim.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "Аэродром молчал четыре недели, пока 19 марта там не сел Ил-76.",
        "Аеродром мовчав чотири тижні, аж поки 19 березня там не сів Іл-76.",
        "Аэродром молчал четыре недели, пока в пятницу, 19 марта, там не сел Ил-76.",
    ],
)
def test_what_ended_a_silence_happened(text):
    silence, landing = read(text)
    assert (silence.kind.value, silence.pause.duration, silence.date) == ("pause", "P4W", None)
    assert (landing.kind.value, landing.asserted) == ("movement", True)
    assert landing.date.start == "2027-03-19"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("An Il-76 landed at Gao after the fall of the government.", None),
        ("An Il-76 landed at Gao in the fall.", ("2026-09-01", "2026-12-01")),
        ("An Il-76 landed at Gao in May or June.", ("2026-05-01", "2026-07-01")),
        ("В январе или феврале Ил-76 сел в Гао.", ("2027-01-01", "2027-03-01")),
    ],
)
def test_a_fall_is_no_autumn_and_one_of_two_months_is_a_time(text, days):
    (claim,) = read(text)
    assert (claim.date and (claim.date.start, claim.date.end)) == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Рейсы прекратились. Возобновились они 9 марта.", "ru"),
        ("Рейси припинилися. 9 березня вони відновилися.", "uk"),
    ],
)
def test_what_stopped_is_what_resumed(text, language):
    stopped, resumed = read(text, WEEKLY[language])
    assert (stopped.kind.value, resumed.kind.value) == ("pause", "resumption")
    assert (resumed.place.id, resumed.date.start) == ("GAKL", "2027-03-09")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Последний такой рейс зафиксировали 28 ноября.", "ru"),
        ("Останній такий рейс зафіксували 28 листопада.", "uk"),
        ("The last such flight was recorded on 28 November.", "en"),
    ],
)
def test_the_last_flight_of_its_kind_is_one(text, language):
    (claim,) = read(text, WEEKLY[language])
    assert (claim.kind.value, claim.asserted, claim.place.id) == ("movement", True, "GAKL")
    assert claim.date.start == "2026-11-28"


def test_what_is_told_again_behind_a_colon_is_one_claim():
    (last,) = read("Последний такой рейс зафиксирован 28 ноября: Ту-154 прилетел в Хмеймим из Моздока.")
    assert [(leg.origin.id, leg.destination.id) for leg in last.legs] == [("RU-0152", "OSLK")]
    (pause,) = read("Полоса в Гао пустовала: ни одного борта с октября по февраль.")
    assert (pause.kind.value, pause.date.start) == ("pause", "2026-10-01")


def test_the_airfield_that_resumed_flights_is_where():
    (claim,) = read("Аэропорт Алеппо возобновил приём рейсов 18 марта после трёхмесячного перерыва.")
    assert (claim.kind.value, claim.place.id, claim.pause.duration) == ("resumption", "OSAP", "P3M")


@pytest.mark.parametrize(
    "text", ["Германия вывела своих A400M из Ниамея.", "Вывод своих A400M из Ниамея завершён 3 марта."]
)
def test_a_withdrawal_without_a_number_is_not_of_one(text):
    (claim,) = read(text)
    assert (claim.kind.value, claim.aircraft.airframes) == ("withdrawal", None)


@pytest.mark.parametrize(
    "text",
    [
        "Вывод американских войск из Ирака завершится в сентябре.",
        "Виведення американських військ з Іраку завершиться у вересні.",
    ],
)
def test_what_will_end_has_not(text):
    assert [claim.modality for claim in read(text)] == ["plan"]
