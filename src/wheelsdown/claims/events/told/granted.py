"""Say whether a flight is taken for granted by words that ask, deny or leave open something else.

"Why did an Il-76 land at Gao on Sunday?" asks for the reason of a landing that took place; "who was on the
jet that landed there?" asks who was on it; "denied any link after an Il-76 landed" denies a link. A past
behind a word for why or for what was brought, in a relative clause of an aircraft, or behind "after" is told
as a fact. What could, would or may happen is not, nor is what any aircraft did.
"""

from collections.abc import Sequence

from wheelsdown.claims.events.told.imperfect import is_imperfect
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join, Modality, Scope

__all__ = ["is_asked", "is_granted", "is_granted_after"]

_ENGLISH, _ARABIC = "en", "ar"
_QUESTION_MARKS = frozenset("?؟")
#: Words that ask for a reason, and what may stand between them and the head of their clause.
_WHY = frozenset(
    (
        *("why", "зачем", "почему", "отчего", "навіщо", "чому", "нащо", "لماذا", "ولماذا", "فلماذا"),
        *("причине", "целью", "метою", "причини"),
    )
)
#: Words that ask what was brought or carried.
_WHAT = frozenset(("what", "что", "що", "кого", "ماذا", "وماذا", "فماذا"))
#: Words behind which that word only joins: «правда ли, что прилетел».
_WHETHER = frozenset(("ли", "чи"))
_WHY_REACH = 3
#: Words of what did not happen, or only may have.
_UNREAL = frozenset(
    (
        *("would", "could", "might", "may", "should", "will", "must", "can", "if", "whether"),
        *("бы", "б", "би", "если", "якби", "якщо", "ли", "чи", "لو", "قد"),
    )
)
#: Words by which no aircraft is meant, or any.
_ANY = frozenset(("any", "no", "every", "each", "whichever", "любой", "никакой", "каждый", "будь", "اي"))
#: Words for later than something, and words that only open what is denied.
_AFTER = frozenset(("after", "после", "після", "بعد", "بعدما"))
_THAT = frozenset(("that", "что", "що", "ان", "بان"))
#: Endings of the past and of its participles in Russian and Ukrainian, folded («й» is «и»).
_SLAVIC_PAST = ("л", "ла", "ло", "ли", "в", "лся", "лась", "лось", "лись", "вся", "з", "с")
_PARTICIPLE = ("вш", "вши", "нн")
#: English words by which a verb behind tells of the past, whatever its form, and by which it does not.
_HELPING = frozenset(("did", "had", "was", "were"))
_NOT_PAST = frozenset(("to", "be", "being", "is", "are", "do", "does", "has", "have"))
#: Acts by which an aircraft brings something.
_BRINGING = frozenset({Act.SHIP, Act.CARRY, Act.ARRIVE})
_CUT = 2
#: English words of relative clauses that add something.
_BESIDE = frozenset(("which", "where", "who"))


def is_asked(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether it stands in a question, or in a headline that announces one: "Jets in Minsk: who came"."""
    tail = range(max(marks.first, marks.last - 2), marks.last)
    if any(marks.form(index) in _QUESTION_MARKS for index in tail):
        return True
    here = clause_at(clauses, event.first) if marks.sentence.is_headline else None
    return here is not None and Join.WHO in here.joins and marks.form(here.first - 1) == ":"


def is_granted(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether what is asked or unknown is no more than why it happened, or something of that aircraft."""
    here = clause_at(clauses, event.first)
    if here is None or event.mark.form is not Form.VERB or not _is_past(marks, here, event):
        return False
    if any(marks.form(index) in _UNREAL for index in range(here.first, here.last)):
        return False
    return _is_behind_why(marks, here, event) or _is_of_known(marks, here)


def is_granted_after(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether something else is denied: "denied any link after an Il-76 landed".

    So is what is told beside something known: "to Gao, where it landed", "damage to the jet that landed".
    """
    if cue.mark.scope is not Scope.AFTER or cue.mark.modality is not Modality.DENIAL:
        return False
    if _is_told_beside(marks, clauses, cue, event):
        return True
    for index in range(cue.last, event.first):
        if marks.form(index) in _AFTER:
            before = [i for i in range(cue.last, index) if marks.form(i).isalnum()]
            told = [e for e in between(marks.events, index, event.first) if e.mark.form is Form.VERB]
            return not told and bool(before) and marks.form(before[-1]) not in _THAT
    return False


def _is_told_beside(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether an English relative clause tells it of a place or aircraft that is known anyway."""
    here = clause_at(clauses, event.first)
    if here is None or Join.WHO not in here.joins or here.first < cue.last or event.mark.language != _ENGLISH:
        return False
    if event.mark.form is not Form.VERB or not _is_past(marks, here, event):
        return False
    if any(marks.form(index) in _UNREAL for index in range(here.first, here.last)):
        return False
    if marks.form(here.first - 1) == ",":
        return marks.form(here.first) in _BESIDE
    named = (craft for craft in marks.aircraft if craft.last == here.first and craft.first >= cue.last)
    return any(marks.form(craft.first - 1) == "the" for craft in named)


def _is_past(marks: SentenceMarks, here: Clause, event: At[EventWord]) -> bool:
    """Say whether a verb tells of the past, as far as its form and helping verbs show."""
    word = marks.form(event.last - 1) if event.mark.language != _ENGLISH else marks.form(event.first)
    if event.mark.language == _ARABIC:
        return event.mark.modality is None and (
            not is_imperfect(marks, event)
            or any(marks.form(i).endswith("كانت") for i in range(here.first, here.last))
        )
    if event.mark.language == _ENGLISH:
        before = [marks.form(index) for index in range(here.first, event.first)]
        if not _NOT_PAST.isdisjoint(before):
            return False
        infinite = event.mark.modality is Modality.GENERIC or word.endswith(("ing", "s"))
        return not infinite or not _HELPING.isdisjoint(before)
    verb = marks.form(event.first)
    return verb.endswith(_SLAVIC_PAST) or any(part in verb for part in _PARTICIPLE)


def _is_behind_why(marks: SentenceMarks, here: Clause, event: At[EventWord]) -> bool:
    """Say whether its clause opens with a word for why, or for what an aircraft brought."""
    if not between(marks.aircraft, here.first, here.last):
        return False
    if between(marks.sayings, here.first, event.first):
        return False
    opening = range(here.first, min(here.first + _WHY_REACH, event.first))
    if any(marks.form(index) in _WHY for index in opening):
        return True
    brings = event.mark.act in _BRINGING and bool(between(marks.places, here.first, here.last))
    brings = brings and all(marks.form(i) not in _WHETHER for i in range(marks.first, here.first))
    return brings and any(marks.form(index) in _WHAT for index in opening)


def _is_of_known(marks: SentenceMarks, here: Clause) -> bool:
    """Say whether its clause tells which aircraft is meant: "the Il-76 that landed at Gao"."""
    if Join.WHO not in here.joins and not any(part in marks.form(here.first) for part in _PARTICIPLE):
        return False
    end = here.first - (marks.form(here.first - 1) in (",", "،"))
    heads = [craft for craft in marks.aircraft if 0 <= end - craft.last < _CUT]
    if not heads:
        return False
    near = range(max(marks.first, heads[-1].first - 3), heads[-1].first)
    return all(marks.form(index) not in _ANY for index in near)
