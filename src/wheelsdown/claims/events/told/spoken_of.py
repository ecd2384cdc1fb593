"""Say whether a flight is only spoken of: one under discussion, a rule for any aircraft, a career.

"Ideas for resuming flights" resume nothing, "aircraft must file a plan before landing at Gao" is a rule; «Он
летал на Ил-76 в Анголе» and "flew it for twenty years" tell what somebody did for a living.
"""

from collections.abc import Sequence
from itertools import pairwise

from wheelsdown.articles.article import Language
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join

__all__ = ["is_spoken_of"]

_ENGLISH, _ARABIC, _SLAVIC = "en", "ar", frozenset({Language.RUSSIAN, Language.UKRAINIAN})
#: Endings of Slavic verbs of the present, and of the past.
_PRESENT = (
    "ается",
    "яется",
    "ются",
    "ется",
    "ает",
    "яет",
    "ует",
    "ают",
    "уют",
    "ується",
    "ється",
    "ює",
    "ує",
    "ають",
)
_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лись", "ав", "ив", "ено", "ано", "ены", "аны")
#: Words before "resuming" by which it is talked about.
_ABOUT = frozenset(("on", "of", "about", "for", "towards", "toward", "considering", "consider", "discussing"))
#: Words for what must be done, and beginnings of them.
_MUST = frozenset(
    (
        *(
            "must",
            "should",
            "ought",
            "required",
            "obliged",
            "shall",
            "need",
            "needs",
            "должен",
            "должны",
            "должна",
        ),
        *("должно", "необходимо", "требуется", "повинен", "повинні", "повинна", "мусять", "мають"),
        *("необхідно", "يجب", "ويجب", "ينبغي", "يتعين", "ويتعين", "يلزم", "يشترط"),
    )
)
_OBLIGED = ("обязан", "зобов", "изобов")
#: "Have to", and "on" before whom it is laid upon.
_HAVE_TO, _UPON = (("have", "to"), ("has", "to")), ("علي", "وعلي")
#: Endings of participles of the present.
_ANY_PARTICIPLE = ("ing", "ющие", "ящие", "ущие", "ащие", "ючі", "ячі", "ющая", "ющих")
#: Verbs of flying that are also what a pilot does, and the Slavic word for in what.
_PILOTED = frozenset(("летал", "летала", "летали", "літав", "літала", "літали", "налетал", "налітав"))
_IN = frozenset(("на",))
_FLEW = frozenset(("flew", "flown", "flying"))


def is_spoken_of(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether an event is only spoken of, so that its sentence tells no flight by it."""
    here = clause_at(clauses, event.first)
    if here is None or marks.sentence.is_headline:
        return False
    if event.mark.act is Act.RESUME:
        return _is_discussed(marks, event)
    if _is_of_any(marks, clauses, here):
        return True
    return _is_rule(marks, event) or _is_career(marks, here, event)


def _is_discussed(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether English only talks about resuming: "ideas for resuming flights"."""
    gerund = event.mark.language == _ENGLISH and marks.form(event.first).endswith("ing")
    return gerund and event.mark.form is Form.VERB and marks.form(event.first - 1) in _ABOUT


def _is_of_any(marks: SentenceMarks, clauses: Sequence[Clause], here: Clause) -> bool:
    """Say whether a Slavic relative clause says which of all aircraft are meant, and no past is told of them.

    «Запрет касается самолётов, которые перевозили оружие из КНДР».
    """
    number = clauses.index(here)
    if not number or Join.WHO not in here.joins or marks.sentence.language not in _SLAVIC or marks.dates:
        return False
    end = here.first - (marks.form(here.first - 1) == ",")
    heads = [craft for craft in marks.aircraft if craft.last == end and craft.mark.plural]
    if not heads or heads[-1].mark.named or is_counted(marks, heads[-1]):
        return False
    before = [marks.form(index) for index in range(clauses[number - 1].first, heads[-1].first)]
    return any(w.endswith(_PRESENT) for w in before) and not any(w.endswith(_PAST) for w in before)


def _is_rule(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it tells what any aircraft has to do there."""
    if marks.dates or marks.registrations or marks.callsigns:
        return False
    if any(is_counted(marks, craft) or craft.mark.named for craft in marks.aircraft):
        return False
    if event.mark.form is Form.VERB and not marks.form(event.first).endswith(_ANY_PARTICIPLE):
        return event.mark.language == _ARABIC and _is_laid_upon(marks)
    words = [marks.form(index) for index in range(marks.first, marks.last)]
    if not _MUST.isdisjoint(words) or any(word.startswith(_OBLIGED) for word in words):
        return True
    return any(pair in _HAVE_TO for pair in pairwise(words)) or _is_laid_upon(marks)


def _is_laid_upon(marks: SentenceMarks) -> bool:
    """Say whether an Arabic sentence opens with whose duty it is: "على الطائرات المتجهة إلى صنعاء الحصول"."""
    first = next((craft for craft in marks.aircraft if craft.first == marks.first + 1), None)
    return first is not None and marks.form(marks.first) in _UPON and first.mark.plural is True


def _is_career(marks: SentenceMarks, here: Clause, event: At[EventWord]) -> bool:
    """Say whether somebody flew such aircraft for a living."""
    word = marks.form(event.first)
    if word in _PILOTED:
        flown = [craft for craft in marks.aircraft if 0 <= craft.first - event.last <= 2]
        return (
            bool(flown) and marks.form(event.last) in _IN and not between(marks.dates, here.first, here.last)
        )
    if word not in _FLEW or event.mark.language != _ENGLISH:
        return False
    craft = [*(item.first for item in marks.aircraft), *(item.first for item in marks.pointers)]
    flown_so = any(0 <= first - event.last <= 1 for first in craft)
    return flown_so and any("year" in length.mark.text for length in marks.durations)
