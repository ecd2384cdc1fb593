"""A flight that a question, a denial or silence takes for granted took place; one that is asked for did not.

Published on Wednesday 14 May 2031.
"""

import pytest
from read_article import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Why did an Il-76 of the Belarusian air force land at Kufra on Tuesday?",
        "What brought a Belarusian Il-76 to Kufra on Tuesday?",
        "Was the An-124 that landed at Bamako on Sunday carrying drones?",
        "The ministry denied any link with Russia after an Il-76 landed at Gao on Sunday.",
        "The ministry did not comment on the arrival of an Il-76 at Gao on Monday.",
        "Зачем белорусский Ил-76 прилетал в Куфру во вторник?",
        "Что привёз белорусский Ил-76 в Куфру во вторник?",
        "Неизвестно, что привёз Ил-76, который сел в Гао в понедельник.",
        "В министерстве не стали объяснять, зачем во вторник в Ларнаку прилетел С-17.",
        "Министерство отрицает связь с Москвой после того, как в воскресенье в Гао сел Ил-76.",
        "Посольство не прокомментировало прилёт Ил-76 в Гао в понедельник.",
        "Чому в Гао в неділю сів Іл-76 білоруських ВПС?",
        "Невідомо, що привіз Іл-76, який сів у Гао в понеділок.",
        "Посольство не прокоментувало прибуття Іл-76 до Гао в понеділок.",
        "لماذا هبطت طائرة إليوشن-76 بيلاروسية في الكفرة يوم الثلاثاء؟",
        "لم يُعرف ما الذي نقلته طائرة إليوشن-76 التي هبطت في غاو يوم الاثنين.",
        "لم تعلق السفارة على وصول طائرة إليوشن-76 إلى غاو يوم الاثنين.",
        "نفت الوزارة أي صلة لها بروسيا بعد هبوط طائرة إليوشن-76 في غاو يوم الأحد.",
    ],
)
def test_what_is_taken_for_granted_is_told(text):
    assert [claim.asserted for claim in claims_of(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Did an Il-76 land at Gao on Monday?",
        "Why would an Il-76 land at Gao on a Monday?",
        "Why do Il-76s land at Gao?",
        "The ministry did not comment on whether an Il-76 had landed at Gao on Monday.",
        "The ministry denied that an Il-76 landed at Gao after midnight on Monday.",
        "The ministry denied reports that, after unloading, the Il-76 had flown to Kidal.",
        "Почему Ил-76 не сел в Гао в понедельник?",
        "Зачем Ил-76 летают в Гао?",
        "Неизвестно, зачем Ил-76 должен был лететь в Гао.",
        "В министерстве не ответили, садился ли Ил-76 в Гао в понедельник.",
        "Чому Іл-76 не прилетів до Гао в понеділок?",
        "لماذا تهبط طائرات الإليوشن في غاو؟",
        "لماذا لم تهبط طائرة إليوشن-76 في غاو يوم الاثنين؟",
        "لم تعلق السفارة على ما إذا كانت طائرة إليوشن-76 قد هبطت في غاو يوم الاثنين.",
        "لم يُرصد أي هبوط لطائرة إليوشن-76 في حميميم يوم الاثنين.",
    ],
)
def test_what_is_asked_or_denied_itself_is_not(text):
    assert not any(claim.asserted for claim in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "There was no sign of an An-124 at Gao on Monday.",
        "There is no record of a C-17 at Gao on that day.",
        "There were no reports of Il-76s at Gao on Monday.",
        "Satellite images taken on Monday showed no sign of the An-124 at Gao.",
        "We saw no evidence of Il-76s at Gao on 3 May.",
        "We found no trace of a C-17 at Gao on 3 May.",
        "There is no evidence that a plane which landed in Gao carried arms.",
        "На снимках нет ни одного Ил-76 в Гао.",
        "На знімках немає літаків Іл-76 у Гао.",
    ],
)
def test_what_there_is_no_sign_of_was_not_there(text):
    claims = claims_of(text)
    assert claims
    assert not any(claim.asserted for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "There was no sign of damage to the An-124 that landed at Gao on Monday.",
        "The ministry denied any role in the attack on Gao, where two Il-76s landed on Monday.",
        "There is no evidence that the An-124, which landed in Gao on Monday, carried arms.",
    ],
)
def test_a_denial_leaves_what_is_told_of_the_known(text):
    [claim] = [claim for claim in claims_of(text) if claim.asserted]
    assert claim.date.start == "2031-05-12"
