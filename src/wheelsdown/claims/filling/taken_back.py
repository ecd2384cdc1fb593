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
#: Words that point at what was told, and words for the report that told it.
_POINTING = frozenset(("this", "that", "it", "это", "це", "هذا", "وهذا", "وهو"))
_REPORT = frozenset(
    (
        *("report", "claim", "story", "post", "сообщение", "информация", "новость", "запись"),
        *("повідомлення", "інформація", "новина", "допис", "الخبر"),
    )
)
_ARTICLES = frozenset(("the", "но", "але", "however"))
#: How words begin that say so, folded («й» is «и»); those that may be of what was done ("it was a mistake,
#: the pilot said") only say so of a report; and pairs of words that do.
_WRONG = ("wrong", "false", "untrue", "incorrect", "fake", "неправд", "ложн", "фейк", "хибн", "مفبرك", "كاذب")
_SLIP = ("mistake", "error", "ошибк", "помилк", "خطا")
#: Words for what was told, behind "no evidence of"; how words for evidence begin, folded.
_THIS = frozenset(("this", "that", "it", "этому", "этого", "цьому", "цього", "ذلك", "هذا"))
_EVIDENCE = ("evidence", "proof", "доказательств", "подтвержден", "доказів", "підтверджен", "دليل")
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
    if _is_unproven(words):
        return True
    said = any(saying.first > marks.first + 1 for saying in marks.sayings)
    if not words or len(words) > _LONGEST or words[0] not in _POINTING | _REPORT or said or marks.aircraft:
        return False
    signs = (*_WRONG, *_SLIP) if words[0] in _REPORT else _WRONG
    wrong = any(word.startswith(signs) for word in words[1:])
    denied = {"not", "не", "ليس", "no"} & set(words)
    return (wrong and not denied) or any(pair in _NOT_RIGHT for pair in pairwise(words))


def _is_unproven(words: Sequence[str]) -> bool:
    """Say whether it says that nothing speaks for it: "AFP found no evidence of this"."""
    if not words or len(words) > _LONGEST + 1 or _THIS.isdisjoint(words):
        return False
    if words[-1].isascii() and words[-1] not in _THIS:
        return False  # "no proof that the army knew"
    lacks = not {"no", "нет", "не", "немає", "لا", "ولا"}.isdisjoint(words)
    return lacks and any(word.startswith(_EVIDENCE) for word in words)


def taken_back(claims: Sequence[Claim], span: tuple[int, int]) -> list[Claim]:
    """Get the claims with those of a sentence, by its characters, told as denied."""
    return [_denied(claim) if span[0] <= claim.span[0] < span[1] else claim for claim in claims]


def _denied(claim: Claim) -> Claim:
    if not claim.asserted:
        return claim
    return msgspec.structs.replace(
        claim, asserted=False, polarity=Polarity.DID_NOT_HAPPEN, modality=Modality.DENIAL.value
    )
