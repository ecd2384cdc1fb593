"""Aircraft that bring people fly, and ship nothing. Published on Wednesday 14 May 2031."""

import pytest
from read_article import claims_of

from wheelsdown.claims.claim import ClaimKind


@pytest.mark.parametrize(
    "text",
    [
        "In March a Tu-204 brought the prime minister to Belgrade.",
        "A CN-235 delivered twenty rescuers with dogs from Gao on Monday.",
        "20 лютого Іл-62М доставив до Пхеньяна делегацію міністерства.",
        "CN-235 доправив із Гао двадцять рятувальників із собаками.",
        "Ил-76 привез из Таганрога около 120 военнослужащих.",
        "Он уточнил, что Ил-76 привез из Гао сорок врачей, а утром забрал раненых и лег на обратный курс.",
        "نقلت مروحية بلاك هوك فريقا فنيا إلى أربيل يوم الاثنين.",
    ],
)
def test_who_is_brought_is_no_shipment(text):
    assert [claim.kind for claim in claims_of(text)] == [ClaimKind.MOVEMENT]


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 brought aid for 5,000 people to Goma on Friday.",
        "Іл-76 доставив до Гао спорядження миротворців.",
        "C-130 доправив до Гао 12 тонн води і трьох медиків.",
        "Ил-76 доставил в Бамако гуманитарный груз для военных.",
    ],
)
def test_what_is_brought_for_people_is_a_shipment(text):
    assert [claim.kind for claim in claims_of(text)] == [ClaimKind.SHIPMENT]
