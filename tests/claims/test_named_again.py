"""Several aircraft that are named again without a number are those told before."""

import pytest
from read_article import claims_of


@pytest.mark.parametrize("again", ["Борта", "Транспортники", "Лайнеры", "Машины"])
def test_several_named_again_are_those_told_before(again):
    text = "Четыре самолёта Ил-76 доставили в понедельник в Герат спасателей."
    claim = claims_of(f"{text} {again} вылетели из Жуковского в тот же день.")[-1]
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == ("IL76", 4)


def test_a_new_plane_without_a_type_is_another_one(happened):
    text = (
        "Two U-2s landed at Akrotiri on 2 May. On 4 May a drone struck a hangar at the base. "
        "It had been launched from Lebanon."
    )
    assert happened(text)[-1].aircraft.type_designator is None


def test_what_a_later_sentence_calls_it_is_the_same(happened):
    text = "A plane landed in Gao on 2 May. It is a transport plane, an Il-76. It left on 3 May."
    assert {claim.aircraft.type_designator for claim in happened(text)} == {"IL76"}
