"""Which number is that of the aircraft, and what is said beside a flight that changes nothing of it."""

import pytest
from read_article import claims_of


def _counts(text):
    claims = [claim for claim in claims_of(text) if claim.asserted]
    return [claim.aircraft and claim.aircraft.airframes and claim.aircraft.airframes.n for claim in claims]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The last of the Danish C-130s flew from Gao to Dakar on 31 May.", [1]),
        ("An Il-76, with 90 of them on board, landed at Gao on Friday.", [1]),
        ("Two Il-76s left Gao for Kidal with some sixty tonnes of flour on 3 May.", [2]),
        (
            "A C-17 landed at Gao on 3 May. A second one landed at noon. By nightfall both had left.",
            [1, 1, 2],
        ),
        ("An Il-76 landed at Kufra on 4 May. The stranded jet flew on to Gao on 6 May.", [1, 1]),
    ],
)
def test_only_aircraft_are_counted(text, numbers):
    assert _counts(text) == numbers


def test_what_was_done_before_it_landed_counts_no_landings():
    (claim,) = claims_of("The Il-76 circled twice and touched down at Gao on 3 May.")
    assert claim.events is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An An-12, with 40 men on board if the daily is to be believed, reached Gao on 3 May.", "movement"),
        (
            "A Voyager flew circles above Gao for five hours on 3 May, and nobody in London denied it.",
            "movement",
        ),
        ("An A400M landed at Gao on 3 May. The aircraft had landed normally, the army said.", "movement"),
        ("A pair of C-130s left Gao for Dakar on 3 May and were back on the same night.", "movement"),
        ("Controllers logged an Azeri Il-76 crossing the country on 3 May.", "movement"),
    ],
)
def test_what_is_said_beside_a_flight_leaves_it_told(text, kind):
    claims = claims_of(text)
    assert {(claim.kind, claim.asserted) for claim in claims} == {(kind, True)}


@pytest.mark.parametrize(
    "text",
    [
        "A grey Boeing with no windows was standing at Mitiga on 3 May.",
        "Two Bulgarian Spartans flew tents from Plovdiv to Adana on 3 May.",
        "Observers on the ridge noted five Hercules going into Gao on 3 May.",
        "Not until 3 May did the second An-124 arrive at Aqaba.",
        "The cargo was moved in two lifts by a Kazakh Il-76 out of Sharjah on 3 May.",
    ],
)
def test_a_name_with_its_number_or_a_word_of_its_look_is_an_aircraft(text):
    assert [claim for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Кількома годинами раніше A319 сів у Гао.", [1]),
        ("Двох найважчих забрав із Гоми літак Falcon 50.", [1]),
        ("Трьох пацієнтів Ан-26 доставив до Гао.", [1]),
        ("Двоих раненых забрал из Гао самолет Falcon 50.", [1]),
        ("С тремя министрами Ан-26 прилетел в Гао.", [1]),
        ("Два спасательных вертолета сели в Гао.", [2]),
    ],
)
def test_hours_and_people_are_no_aircraft(text, numbers):
    assert _counts(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three A400Ms landed at Gao on 3 May. Of the three, two flew on to Kidal on 4 May.", [3, 2]),
        ("Three A400Ms landed at Gao on 3 May. Two of the three flew on to Kidal on 4 May.", [3, 2]),
        ("Три A400M сели в Гао 3 мая. Из трёх два вылетели в Кидаль 4 мая.", [3, 2]),
        ("Три A400M сіли в Гао 3 травня. З трьох два полетіли до Кідаля 4 травня.", [3, 2]),
        ("هبطت خمس طائرات في غاو يوم 3 مايو. ومن أصل خمس عادت ثلاث إلى أنقرة يوم 4 مايو.", [5, 3]),
    ],
)
def test_a_part_is_not_the_whole_it_is_taken_from(text, numbers):
    assert _counts(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Six KC-46s took off one after another from Fairchild on 3 May and headed for Spain.", [6]),
        ("Four MiG-31s landed one by one at Gao on 3 May.", [4]),
        ("Самолёты один за другим садились в Гао 3 мая.", [2]),
        ("Літаки один за одним сідали в Гао 3 травня.", [2]),
        ("هبطت الطائرات الواحدة تلو الأخرى في غاو يوم 3 مايو.", [2]),
        ("Two Il-76s landed at Gao on 3 May. Another landed on 4 May.", [2, 1]),
    ],
)
def test_one_after_another_is_no_number(text, numbers):
    assert _counts(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The first, a pair of Mi-17s, left Gao for Dakar on 3 May.", [2]),
        ("Первая, три Ми-8, ушла в Гао 3 мая, вторая, четыре Ми-24, — 5 мая.", [3, 4]),
        ("Перша, три Мі-8, пішла до Гао 3 травня.", [3]),
        ("The first, an Mi-17, left Gao for Dakar on 3 May.", [1]),
        ("Some 20 transport planes, mostly C-17s, landed at Gao on 3 May.", [20]),
        ("Около двадцати самолётов, в основном C-17, сели в Гао 3 мая.", [20]),
        ("هبطت عشرون طائرة، معظمها من طراز سي-17، في غاو يوم 3 مايو.", [20]),
        ("Ни один из двух самолётов в Гао не вернулся: оба 3 мая ушли в Дакар.", [2]),
        ("A French Atlantique 2 landed at Gao on 3 May.", [1]),
        ("حلقت دورية بمروحيتين من طراز مي-8 من مطار غاو إلى باماكو يوم 3 مايو.", [2]),
    ],
)
def test_a_group_has_the_number_told_beside_it(text, numbers):
    assert _counts(text) == numbers


def _ends(leg):
    return leg.origin and leg.origin.text, leg.destination and leg.destination.text


def _parts(text):
    return [(claim.aircraft.airframes.n, *map(_ends, claim.legs)) for claim in claims_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Three C-17s, two from Dover and one from Ramstein, landed at Gao on Thursday.",
        "Three C-17s (two from Dover, one from Ramstein) landed at Gao on Thursday.",
        "Two C-17s from Dover and one from Ramstein landed at Gao on Thursday.",
        "Three planes, two of them from Dover and one from Ramstein, have landed at Gao.",
    ],
)
def test_parts_of_a_group_share_the_verb_behind_them(text):
    assert _parts(text) == [(2, ("Dover", "Gao")), (1, ("Ramstein", "Gao"))]


def test_of_two_the_other_is_a_part():
    text = "Two An-72s, one from Oran and the other from Lagos, landed at Gao on Tuesday."
    assert _parts(text) == [(1, ("Oran", "Gao")), (1, ("Lagos", "Gao"))]


@pytest.mark.parametrize(
    "text",
    [
        "Three C-17s, two crates from Dover and one from Ramstein on board, landed at Gao on Thursday.",
        "Three C-17s, one from Dover and one from Ramstein, landed at Gao on Thursday.",
    ],
)
def test_numbers_that_do_not_make_up_a_group_are_not_its_parts(text):
    assert all(number != 2 for number, *_ in _parts(text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("В Гао прилетели четыре Ту-95. Первая пара села 8 августа, вторая — 9-го.", [4, 2, 2]),
        ("До Гао прилетіли два Ту-95. Перший сів 8 серпня, другий — 9-го.", [2, 1, 1]),
        ("Первая партия F-16 прибыла в Гао 8 августа.", [2]),
    ],
)
def test_a_first_pair_is_two(text, numbers):
    assert _counts(text) == numbers


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Рейсов из Латакии в Гао в мае было шесть.", 6),
        ("Рейсів до Гао у травні було вже двадцять.", 20),
        ("Рейсы в Гао в мае были часто.", None),
    ],
)
def test_a_number_behind_its_flights_counts_them(text, events):
    counted = [claim.events.n for claim in claims_of(text) if claim.events]
    assert counted == ([] if events is None else [events])


def test_what_one_more_is_stands_behind_it():
    text = "В Гао прибыли три самолёта, а 2 февраля — ещё один, Ан-124, вылетевший из Бамако."
    first, second = claims_of(text)
    assert (_counts(text), first.aircraft.type_designator) == ([3, 1], None)
    assert (second.aircraft.type_designator, second.date.start[5:]) == ("A124", "02-02")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Двічі, 3 та 19 червня, Іл-76 сідав у Гао.", 2),
        ("Ил-76 трижды, 3, 8 и 19 июня, садился в Гао.", 3),
        ("Twice, on 3 and 19 June, the Il-76 landed at Gao.", 2),
        ("Двічі, Іл-76 сідав у Гао.", None),
    ],
)
def test_a_comma_may_part_how_often_from_the_verb_by_its_days(text, number):
    (claim,) = claims_of(text)
    assert (claim.events and claim.events.n) == number
