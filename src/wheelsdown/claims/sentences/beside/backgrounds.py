"""Say whether Russian or Ukrainian words tell what is so around a flight, and no flight that took place.

Three kinds: how long a flight takes (a present or an infinitive beside a length of time, with no day and no
"already": "До Гаваны Ил-96 летит одиннадцать часов"), what something is for (a flight behind "for": "літак
збудували для польотів на Кубу"), and who was at a place before ("Агадес, де раніше базувалися безпілотники").
"""

from collections.abc import Sequence

from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join

__all__ = [
    "is_background",
    "is_described",
    "is_kept",
    "is_of_aside",
    "is_participle",
    "is_present",
    "is_told_over",
]

_SLAVIC = frozenset({"ru", "uk"})
#: Endings of the present and the infinitive in Russian and Ukrainian.
_UNTOLD_ENDINGS = ("ть", "т", "є", "ти", "ться", "тся", "тися")
#: Words that put a length of time into one flight that goes on: "летить уже три години".
_GOING_ON = frozenset(("вже", "уже", "ще", "ещё", "еще", "зараз", "сейчас", "нині", "сегодня", "сьогодні"))
#: Ends of participles and of adjectives that open a clause like them, folded («й» is «и»); their letters.
_PARTICIPLES = tuple(
    stem + ending
    for stem, endings in (
        *(
            (stem, ("ии", "ая", "ее", "ие", "его", "еи", "их", "им", "ую"))
            for stem in ("вш", "ющ", "ущ", "ящ")
        ),
        ("нн", ("ыи", "ая", "ое", "ые", "ого", "ои", "ых", "ым", "ую")),
        ("собн", ("ыи", "ая", "ое", "ые", "ых", "ии", "а", "е", "і", "их")),
        *((stem, ("ии", "а", "е", "і", "ого", "ої", "их")) for stem in ("ван", "ен")),
    )
    for ending in endings
)
_PARTICIPLE_LETTERS = 6
#: Ends of adjectives in the plural and of long ones, and of the past of a verb, folded.
_ADJECTIVES = ("их", "им", "ими", "ых", "ым", "ыми", "ні", "ыи", "ые", "ая", "ное", "ии", "на", "ної", "ого")
_PAST = ("л", "ла", "ло", "ли", "в", "лся", "лась", "лись", "вся")
_FOR = frozenset(("для",))
#: Words from "for" to the flight, at most: "для регулярних польотів".
_FOR_REACH = 2


def is_background(marks: SentenceMarks, clause: Clause | None, event: At[EventWord]) -> bool:
    """Say whether a flight is told by its length or as what something is for, or a stay as one of old."""
    if event.mark.language not in _SLAVIC or clause is None:
        return False
    if event.mark.act is Act.STAY:
        return _was_before(marks, clause, event)
    if event.mark.act is not Act.FLY:
        return False
    if event.mark.form is Form.VERB:
        return _is_length(marks, clause, event)
    near = range(max(clause.first, event.first - _FOR_REACH), event.first)
    return any(marks.form(index) in _FOR for index in near) and not marks.dates


def is_told_over(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a Russian or Ukrainian verb tells in the past what was flown over: "кружил над"."""
    verb = event.mark.act is Act.OVERFLY and event.mark.form is Form.VERB
    return verb and event.mark.language in _SLAVIC and not is_present(marks, event)


def is_kept(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a Russian or Ukrainian present tells where something stays: "що базується в Римі"."""
    verb = event.mark.act in (Act.STAY, Act.HOLD) and event.mark.form is Form.VERB
    return verb and event.mark.language in _SLAVIC and is_present(marks, event)


def _was_before(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether a relative clause tells in the past who stayed there "before", on no day."""
    if event.mark.form is not Form.VERB or Join.WHO not in clause.joins or is_present(marks, event):
        return False
    before = any(join.mark is Join.OTHER_TIME and clause.holds(join.first) for join in marks.joins)
    return before and not any(clause.holds(date.first) for date in marks.dates)


def is_present(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a Russian or Ukrainian word has the ending of a present tense or of an infinitive."""
    return event.mark.language in _SLAVIC and marks.form(event.last - 1).endswith(_UNTOLD_ENDINGS)


def _is_length(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether a present tense stands beside a length of time, and nothing makes it one flight."""
    if not is_present(marks, event) or marks.sentence.is_headline:
        return False
    if marks.dates or marks.registrations or marks.callsigns:
        return False
    if any(join.mark is Join.OTHER_TIME and clause.holds(join.first) for join in marks.joins):
        return False
    going_on = any(marks.form(index) in _GOING_ON for index in range(clause.first, clause.last))
    return not going_on and any(clause.holds(length.first) for length in marks.durations)


def is_participle(form: str) -> bool:
    """Say whether a Slavic word ends like a participle: «предназначенный», «способный», «збудований»."""
    return len(form) >= _PARTICIPLE_LETTERS and form.removesuffix("ся").endswith(_PARTICIPLES)


def is_of_aside(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether it stands in a relative clause that is over: "X, which denies it, flew two planes"."""
    here = clause_at(clauses, cue.first)
    there = clause_at(clauses, event.first)
    if here is None or there is None or here == there:
        return False
    if here.first == clauses[0].first:
        return False
    relative = Join.WHO in here.joins or is_participle(marks.form(here.first))
    return relative and Join.WHO not in there.joins


def is_described(marks: SentenceMarks, cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether a word of a plan only describes the aircraft that came: «обіцяні літаки прилетіли»."""
    if event.mark.language not in _SLAVIC or not marks.form(event.first).endswith(_PAST):
        return False
    beside = any(craft.first == cue.last and craft.last <= event.first for craft in marks.aircraft)
    return beside and marks.form(cue.last - 1).endswith(_ADJECTIVES)
