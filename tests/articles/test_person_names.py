import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.articles.person_names import canonical_names, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mahraf Abu Qasra", "Marhaf Abu Qasra"),
        ("Ahmad al-Sharaa", "Ahmed Al-Sharaa"),
        ("Andrei Belousov", "Andrey Belousov"),
        ("Sharaa", "Ahmed al-Sharaa"),
        ("Андрей Белоусов", "Andrei Belousov"),
        ("أحمد الشرع", "Ахмед аш-Шараа"),
        ("مرهف أبو قصرة", "Мурхаф Абу Касра"),
        ("Пєсков", "Dmitry Peskov"),
    ],
)
def test_variants_are_one_person(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Sergei Lavrov", "Sergei Ivanov"),
        ("Vladimir Putin", "Ahmed al-Sharaa"),
        ("Maria Zakharova", "Dmitry Peskov"),
        ("", "Putin"),
    ],
)
def test_others_are_not(one, other):
    assert not same_person(one, other)


def test_the_most_frequent_full_name_is_canonical():
    names = ["Torsh", "Halim al-Torsh", "Haleem Torsh", "Halim al-Torsh", "Ivor Tarmish"]
    canonical = canonical_names(names)
    assert canonical == {
        "Torsh": "Halim al-Torsh",
        "Halim al-Torsh": "Halim al-Torsh",
        "Haleem Torsh": "Halim al-Torsh",
        "Ivor Tarmish": "Ivor Tarmish",
    }


@given(
    st.lists(st.sampled_from(["Putin", "V. Putin", "Vladimir Putin", "بوتين", "Lavrov", "x", ""]), max_size=9)
)
def test_canonical_names_are_names_given_and_stable(names):
    canonical = canonical_names(names)
    assert set(canonical) == set(names)
    assert all(canonical[name] == name for name in canonical.values())
