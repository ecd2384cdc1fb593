"""Take back what the sentence before told: "We wrote that an Il-76 landed at Gao. That was wrong".

Only a short sentence does so that begins with a word for what was told and says that it is wrong, with
nobody to say it: what one side calls untrue stays told by the other.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from wheelsdown.claims.claim import Claim, Polarity
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.words import Modality

__all__ = ["taken_back", "takes_back"]

#: Words, at most: "Это не соответствует действительности."
_LONGEST = 7
_POINTING = frozenset(
    (
        *(
            "this",
            "that",
            "it",
            "report",
            "claim",
            "story",
            "post",
            "это",
            "сообщение",
            "информация",
            "новость",
        ),
        *("запись", "це", "повідомлення", "інформація", "новина", "допис", "هذا", "وهذا", "الخبر", "وهو"),
    )
)
_ARTICLES = frozenset(("the", "но", "але", "however"))
#: How words begin that say so, folded («й» is «и»), and pairs of words that do.
_WRONG = (
    *(
        "wrong",
        "false",
        "untrue",
        "incorrect",
        "mistake",
        "error",
        "fake",
        "ошибк",
        "неправд",
        "ложн",
        "фейк",
    ),
    *("помилк", "хибн", "خطا", "مفبرك", "كاذب"),
)
_NOT_RIGHT = frozenset(
    {
        *(("not", "true"), ("not", "correct"), ("не", "так"), ("غير", "صحيح"), ("не", "соответствует")),
        ("не", "відповідає"),
    }
)


def takes_back(marks: SentenceMarks) -> bool:
    """Say whether a sentence says no more than that what was told before it is wrong."""
    words = [marks.form(i) for i in range(marks.first, marks.last) if marks.form(i).isalpha()]
    while words and words[0] in _ARTICLES:
        del words[0]
    said = any(saying.first > marks.first + 1 for saying in marks.sayings)
    if not words or len(words) > _LONGEST or words[0] not in _POINTING or said or marks.aircraft:
        return False
    wrong = any(word.startswith(_WRONG) for word in words[1:])
    denied = {"not", "не", "ليس", "no"} & set(words)
    return (wrong and not denied) or any(pair in _NOT_RIGHT for pair in pairwise(words))


def taken_back(claims: Sequence[Claim], span: tuple[int, int]) -> list[Claim]:
    """Get the claims with those of a sentence, by its characters, told as denied."""
    return [_denied(claim) if span[0] <= claim.span[0] < span[1] else claim for claim in claims]


def _denied(claim: Claim) -> Claim:
    if not claim.asserted:
        return claim
    return msgspec.structs.replace(
        claim, asserted=False, polarity=Polarity.DID_NOT_HAPPEN, modality=Modality.DENIAL.value
    )
