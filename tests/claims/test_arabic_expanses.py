"""Arabic flights over the air and the coast of a country, and numbers that are of something else."""

import pytest


@pytest.fixture(scope="module")
def read(tell):
    """Read one text; its one claim."""
    return lambda text: tell(one=text)[0].read.claims[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("حلقت طائرة استطلاع فوق الأجواء الليبية أمس.", "LY"),
        ("حلقت طائرة استطلاع قبالة الساحل اللبناني أمس.", "LB"),
        ("حلقت طائرة استطلاع على امتداد الساحل الليبي أمس.", "LY"),
        ("حلقت الطائرة في المجال الجوي المصري أمس.", "EG"),
        ("دخلت الطائرة الأجواء السودانية فجر أمس.", "SD"),
        ("رصد تحليق طائرة دورية قبالة سواحل بنغازي مدة أربع ساعات، بعد إقلاعها من قاعدة سيغونيلا.", "HLLB"),
        ("أقلعت طائرة دورية من قاعدة سيغونيلا وحلقت قبالة سواحل بنغازي مدة أربع ساعات.", "LICZ"),
    ],
)
def test_what_it_flew_over(read, text, place):
    assert read(text).place.id == place


def test_the_air_it_came_through_is_no_stop(read):
    legs = read("قدمت الطائرات عبر الأجواء التركية إلى بلغراد أمس.").legs
    assert [(leg.origin, leg.destination.id) for leg in legs] == [(None, "LYBE")]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("أقلعت من القاعدة الجوية الثالثة طائرتان من طراز سي-130 إلى نيامي.", 2),
        ("غادرت الطائرة الثالثة من طراز سي-130 إلى نيامي.", 1),
        ("الدوحة - 19 - 8 (وكالة) -- أقلعت طائرة إغاثة من طراز سي-17 إلى كابل.", 1),
    ],
)
def test_a_number_of_something_else_counts_no_aircraft(read, text, n):
    assert read(text).aircraft.airframes.n == n
