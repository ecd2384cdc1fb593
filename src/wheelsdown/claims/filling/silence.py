"""Whether a frame tells that nothing flew for a time: no landing in all of May, a runway that lay idle."""

from collections.abc import Iterable

from wheelsdown.articles.expressions import After, Period, Range, Since
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.events.told.modality import says_none
from wheelsdown.claims.filling.days.other_days import is_long
from wheelsdown.claims.sentences.clauses import clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, Form, Join, Modality, Points, Scope

__all__ = [
    "denies_flights",
    "denies_flying",
    "is_denied",
    "is_for_long",
    "is_lasting",
    "is_quiet",
    "is_since",
]

_ENGLISH = "en"
#: Acts of flights that a noun tells: "landing", "departure", "flight".
_FLOWN = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY})
#: Words between "no" and the noun for a flight: "not one military landing".
_NONE_REACH = 2
#: English words between "no" or "not" and what did not fly or was not told: "none of the other planes".
_DENIED_REACH = 4
#: Acts by which it is told that nothing flew, or was seen to, or that it did not begin again.
_DENIED = frozenset(
    {
        *(Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.RETURN, Act.STOP, Act.OVERFLY, Act.REPEAT),
        *(Act.SEE, Act.SHOW, Act.HOST, Act.LIGHT, Act.RESUME, Act.HAPPEN, Act.STAY, Act.VISIT),
    }
)
#: Acts that aircraft do: "no heavy has landed".
_GOING = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.SEE})
#: Forms of "be" and "have", behind which the subject of a clause is over.
_HELPING = frozenset(("is", "are", "was", "were", "has", "have", "had", "been"))
#: Tokens before a word for since when that opens the sentence.
_OPENING = 2


def is_denied(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the frame says that no flights were: by its verb, or by a word with no listed verb."""
    if frame.modality is not None:
        return frame.modality is Modality.DENIAL
    cues = between(marks.cues, frame.first, frame.last)
    return any(
        c.mark.modality is Modality.DENIAL
        and (c.mark.scope is Scope.CHUNK or (c.mark.scope is Scope.SUBJECT and says_none(marks, c)))
        and not _is_of_people(marks, frame, c)
        for c in cues
    )


def _is_of_people(marks: SentenceMarks, frame: Frame, cue: At[Cue]) -> bool:
    """Say whether a clause of its own says what nobody did, behind one that tells a flight."""
    here = clause_at(frame.clauses, cue.first)
    if here is None or here is frame.clauses[0] or Join.AND not in here.joins:
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.events, marks.aircraft, marks.dates, marks.durations)
    return not any(between(items, here.first, here.last) for items in kinds)


def denies_flying(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether it is flying that an English frame denies, and not that somebody spoke or was on board.

    So it is where "no" stands before an aircraft or a flight, or "not" before a verb of flying or seeing.
    """
    if marks.sentence.language != _ENGLISH:
        return True
    cues = between(marks.cues, frame.first, frame.last)
    return any(_denies(marks, cue) for cue in cues if cue.mark.modality is Modality.DENIAL)


def _denies(marks: SentenceMarks, cue: At[Cue]) -> bool:
    nouns = [craft.first for craft in marks.aircraft]
    nouns += [e.first for e in marks.events if e.mark.form is Form.NOUN and e.mark.act in _DENIED]
    verbs = [e.first for e in marks.events if e.mark.form is Form.VERB and e.mark.act in _DENIED]
    beside = [index for index in nouns if 0 <= index - cue.last <= _DENIED_REACH]
    beside += [craft.first for craft in marks.aircraft if craft.first < cue.last <= craft.last]
    if any(_is_one_phrase(marks, cue.last, index) for index in beside):
        return True
    if cue.mark.scope is Scope.SUBJECT and not _is_pronoun(marks, cue):
        verbs = [e.first for e in marks.events if e.mark.form is Form.VERB and e.mark.act in _GOING]
    return any(-1 <= verb - cue.last <= _DENIED_REACH for verb in verbs)


def _is_pronoun(marks: SentenceMarks, cue: At[Cue]) -> bool:
    """Say whether nothing but a verb, a day or an end follows: "none has landed", "nothing since Friday"."""
    following = marks.form(cue.last)
    verbs = {event.first for event in marks.events if event.mark.form is Form.VERB}
    dates = {date.first for date in marks.dates}
    free = following in _HELPING or cue.last in verbs | dates or not following.isalnum()
    return free or any(pointer.last == cue.last for pointer in marks.pointers if pointer.first == cue.first)


def _is_one_phrase(marks: SentenceMarks, first: int, last: int) -> bool:
    """Say whether words hang together as one noun: no tie, verb or helping verb between them."""
    ties = {index for tie in marks.relations for index in range(tie.first, tie.last)}
    verbs = {event.first for event in marks.events if event.mark.form is Form.VERB}
    gap = range(first, last)
    return all(index not in ties | verbs and marks.form(index) not in _HELPING for index in gap)


def denies_flights(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether there was not one of what a noun tells in a longer time: "not a single landing in May"."""
    if not any(_is_over(date.mark.expression) for date in between(marks.dates, frame.first, frame.last)):
        return False
    nouns = [e.first for e in frame.events if e.mark.form is Form.NOUN and e.mark.act in _FLOWN]
    cues = between(marks.cues, frame.first, frame.last)
    none = [c.last for c in cues if c.mark.modality is Modality.DENIAL and c.mark.scope is Scope.SUBJECT]
    return any(0 <= noun - last <= _NONE_REACH for noun in nouns for last in none)


def is_since(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether there was none for a time: since when, from when to when, how often in a row."""
    denials = [cue for cue in marks.cues if cue.mark.modality is Modality.DENIAL]
    kinds = (After, Range, Since) if frame.modality is Modality.DENIAL else (Since,)
    spans = [date for date in marks.dates if isinstance(date.mark.expression, kinds)]
    if denials and any(_is_apart(marks, frame, date) for date in spans):
        return True
    since = [join.first for join in marks.joins if join.mark is Join.SINCE]
    if frame.modality is Modality.DENIAL and any(first - marks.first < _OPENING for first in since):
        return True
    firsts = [*since, *(date.first for date in spans)]
    firsts += [join.first for join in marks.joins if join.mark is Join.ROW]
    return _are_together(frame, [denial.first for denial in denials], firsts)


def is_for_long(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether not one was seen in all of a longer time: "not one landed in May or June"."""
    none = [
        c.first for c in marks.cues if c.mark.modality is Modality.DENIAL and c.mark.scope is Scope.SUBJECT
    ]
    long = [date.first for date in marks.dates if _is_over(date.mark.expression)]
    return _are_together(frame, none, long)


def _is_over(expression: object) -> bool:
    """Say whether it is a longer time that is over, as far as the words tell: no "this month"."""
    if isinstance(expression, Period):
        return expression.shift < 0 and is_long(expression)
    return isinstance(expression, Range) or is_long(expression)


def is_lasting(frame: Frame) -> bool:
    """Say whether a pause is what lasted: "the lull lasted five months"."""
    return {event.mark.form for event in frame.events if event.mark.act is Act.PAUSE} == set(Form)


def is_quiet(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether an airfield is what was quiet: "the runway lay idle", and stopped nothing else."""
    fields = [pointer.first for pointer in marks.pointers if pointer.mark is Points.PLACE]
    fields += [place.first for place in marks.places if place.mark.says_airfield]
    return any(
        frame.first <= field < event.first and not _has_object(marks, event.last)
        for event in frame.events
        if event.mark.act is Act.PAUSE and event.mark.form is Form.VERB
        for field in fields
    )


def _has_object(marks: SentenceMarks, index: int) -> bool:
    """Say whether a word follows that is no tie, time or place: what a verb may have stopped."""
    if index >= marks.last or not marks.form(index).isalnum():
        return False
    named: Iterable[tuple[At[object], ...]] = (
        *(marks.relations, marks.dates, marks.durations, marks.joins, marks.pointers),
        *(marks.places, marks.cues, marks.sayings, marks.sources),
    )
    return not any(item.first == index for items in named for item in items)


def _are_together(frame: Frame, ones: Iterable[int], others: Iterable[int]) -> bool:
    firsts = list(others)
    return any(
        clause.holds(one) and clause.holds(other)
        for clause in frame.clauses
        for one in ones
        for other in firsts
    )


def _is_apart(marks: SentenceMarks, frame: Frame, date: At[DateMark]) -> bool:
    """Say whether a date opens the frame in a clause without a verb: "Since then, spotters say, ..."."""
    clause = frame.clauses[0]
    return clause.holds(date.first) and not between(marks.events, clause.first, clause.last)
