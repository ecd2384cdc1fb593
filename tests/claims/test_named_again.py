"""Several aircraft that are named again without a number are those told before."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize("again", ["Борта", "Транспортники", "Лайнеры", "Машины"])
def test_several_named_again_are_those_told_before(again):
    text = "Четыре самолёта Ил-76 доставили в понедельник в Герат спасателей."
    claim = claims_of(f"{text} {again} вылетели из Жуковского в тот же день.")[-1]
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("IL76", 4)
