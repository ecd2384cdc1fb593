"""What was reported by mistake, and what the next sentence calls wrong, is not told as a fact.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "We wrongly reported on Monday that an Il-76 had landed at Gao.",
        "The BBC apologised for reporting that an Il-76 had landed at Gao on Monday.",
        "The paper retracted its report that an Il-76 had landed at Gao on Monday.",
        "In Monday's edition we wrote that an Il-76 had landed at Gao. That was wrong.",
        "A channel wrote that an Il-76 had landed at Gao on Monday. The report was false.",
        "A channel wrote that an Il-76 had landed at Gao on Monday. The report was a mistake.",
        "Ранее издание ошибочно сообщило, что Ил-76 сел в Гао в понедельник.",
        "Канал удалил запись о посадке Ил-76 в Гао в понедельник.",
        "Канал написал, что Ил-76 сел в Гао в понедельник. Это не соответствует действительности.",
        "Раніше видання помилково повідомило, що Іл-76 сів у Гао в понеділок.",
        "Канал написав, що Іл-76 сів у Гао в понеділок. Це неправда.",
        "ذكر الموقع خطأً أن طائرة إليوشن-76 هبطت في غاو يوم الاثنين.",
        "كتبت القناة أن طائرة إليوشن-76 هبطت في غاو يوم الاثنين. وهذا غير صحيح.",
    ],
)
def test_what_is_taken_back_is_not_asserted(text):
    assert [claim.asserted for claim in claims_of(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Gao on Monday. It was not a mistake.",
        "An Il-76 landed at Gao on Monday. It was a mistake.",
        "Ил-76 сел в Гао в понедельник. Это было ошибкой.",
        'An Il-76 landed at Gao on Monday. "This is false," said the ministry.',
        "The Il-76 wrongly landed at Gao on Monday.",
        "Ил-76 сел в Гао в понедельник. Это не ошибка.",
        "Ил-76 по ошибке сел в Гао в понедельник.",
        "Іл-76 помилково сів у Гао в понеділок.",
        "هبطت طائرة إليوشن-76 خطأً في غاو يوم الاثنين.",
    ],
)
def test_a_mistake_of_the_crew_is_a_landing_all_the_same(text):
    assert [claim.asserted for claim in claims_of(text)] == [True]
