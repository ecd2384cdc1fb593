"""Find Arabic participles that are what a sentence says: "وكانت الطائرة قادمة من جيبوتي".

Behind an indefinite noun the same words only describe it ("هبطت طائرة قادمة من جيبوتي"), and beside another
word of flight they are its leg.
"""

from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Points, Relation

__all__ = ["COMING", "came_from"]

#: "Coming", of one aircraft and of two.
COMING = frozenset(("قادمه", "اتيه", "وافده", "قادمتان", "قادمتين", "قادما"))
#: "Was", and letters before it.
_WAS, _JOINED = frozenset(("كانت", "كانتا", "كان")), "وف"
#: The Arabic article, and endings of pronouns: "أنها".
_THE, _PRONOUNS = "ال", ("ها", "هي", "هما")
_CAME = EventWord(Act.ARRIVE, Form.VERB, language="ar")
#: Acts that tell no flight, beside which it still is one.
_BESIDE = frozenset({Act.CARRY, Act.SHIP})


def came_from(marks: SentenceMarks, clause: Clause) -> At[EventWord] | None:
    """Get the participle that tells of a clause where its known aircraft came from; None where none does."""
    events = between(marks.events, clause.first, clause.last)
    if any(event.mark.act not in _BESIDE for event in events):
        return None
    for tie in between(marks.relations, clause.first, clause.last):
        if tie.mark is Relation.FROM and marks.form(tie.first) in COMING and _is_said(marks, tie.first):
            return At(tie.first, tie.last, _CAME)
    return None


def _is_said(marks: SentenceMarks, at: int) -> bool:
    """Say whether "was", a pronoun or a known aircraft stands right before."""
    if marks.form(at - 1).lstrip(_JOINED) in _WAS and at > marks.first:
        return True
    known = [craft.last for craft in marks.aircraft if craft.mark.text.lstrip(_JOINED).startswith(_THE)]
    back = (pointer.last for pointer in marks.pointers if pointer.mark is Points.AIRCRAFT)
    known += [last for last in back if marks.form(last - 1).endswith(_PRONOUNS)]
    return at in known
