"""Days of an Arabic page: beside that of the Muslim calendar, behind "on", with spaces or commas."""

import datetime

import pytest

from wheelsdown.articles.reading import read_text
from wheelsdown.claim_reading import read_claims
from wheelsdown.reference.text_words import load_text_words

_LEAD = "هبطت طائرة شحن أمس في مطار القامشلي قادمة من حميميم، بحسب مصادر محلية."


@pytest.mark.parametrize(
    "head",
    [
        "الساعة - لندن - 14 حزيران (يونيو) 2025 م ـ 18 ذو الحجة 1446 هـ",
        "عدن 15 شعبان 1446هـ الموافق 14 يونيو 2025م",
        "نيالا في 14 جوان 2025 (الوكالة) -",
        "14.06.2025 - محدث : 14.06.2025",
        "14 يونيو، 2025 | تقارير",
        "السبت ١٤ / ٦ / ٢٠٢٥",
    ],
)
def test_the_head_of_a_page_tells_its_day(head):
    article = read_text(f"{head}\n\n{_LEAD}", path="x.txt", sha256="0" * 64, words=load_text_words())
    (claim,) = read_claims([article]).articles[0].claims
    assert claim.date.start == str(datetime.date(2025, 6, 13))
