"""Leave out what others did before or after a flight: "landed at Gao, days after French troops left Niamey".

English says who did it between "after" and the verb; where those words name no aircraft and point to none,
the verb tells no leg of the flight, nor do the places behind it. "Since troops were pulled out" tells of a
withdrawal only since when something is so. A noun stands before those who left and where from: "after the
withdrawal of the French from Niamey", «после вывода французских войск из Ниамея». What somebody named behind
"after" did is no flight, either ("after Assad met Putin in Moscow"), nor is a flight like the one told.
"""

from collections.abc import Iterator

from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import Act, EventWord, Form, Join, Modality, Points, Relation

__all__ = ["without_other_subjects"]

_ENGLISH, _GERUND = "en", "ing"
#: Words that begin a clause about when or why, and those in it before its verb.
_WHEN = frozenset(("after", "since", "when", "before", "because", "until", "once"))
_SINCE, _SUBJECT_REACH = "since", 5
#: Words for a flight like the one told, and words by which it is told when that was.
_LIKE = frozenset(
    (
        *("similar", "identical", "comparable", "такого", "такому", "аналогичного", "похожего", "подобного"),
        *("аналогічного", "подібного", "схожого", "مماثله", "مشابهه"),
    )
)
_FOLLOWED = frozenset(("after", "following", "follows", "like", "unlike", "после", "після", "بعد"))
_LIKE_REACH = 2
#: What somebody did that would be a leg of an aircraft.
_LEGS = frozenset({Act.DEPART, Act.ARRIVE, Act.FLY, Act.HEAD, Act.RETURN})
#: What an English noun tells that others did, words before it, tokens between, and what joins them to it.
_MOVES = frozenset({Act.ARRIVE, Act.DEPART, Act.RETURN, Act.WITHDRAW})
_SINCE_WHAT, _NOUN_REACH, _OF = frozenset(("since", "after", "before", "following")), 4, "of"
#: Where such a clause ends.
_ENDS = frozenset(",;:.()")


def without_other_subjects(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence that tells of aircraft without what others did in a clause of time or cause."""
    if not (marks.aircraft or marks.pointers):
        return marks
    others = [range(first, _end(marks, first + 1)) for first in _of_others(marks)]
    others += [*_left(marks), *_of_names(marks), *_like_it(marks)]
    kinds = ("events", "places", "relations", "operators")
    moves = list(_of_moves(marks))
    if moves:
        denied = any(cue.mark.modality is Modality.DENIAL for cue in marks.cues)
        marks = without_stretches(marks, moves, kinds if denied else (*kinds, "dates"))
    return without_stretches(marks, others, kinds) if others else marks


def _of_moves(marks: SentenceMarks) -> Iterator[range]:
    """Get what an English noun tells that others did before: "since the April arrival of troops from"."""
    if marks.sentence.language != _ENGLISH:
        return
    for event in marks.events:
        is_noun = event.mark.form is Form.NOUN and event.mark.act in _MOVES
        if not is_noun or marks.form(event.last) != _OF:
            continue
        near = range(event.first - 1, max(marks.first, event.first - _NOUN_REACH) - 1, -1)
        start = next((index for index in near if marks.form(index) in _SINCE_WHAT), None)
        if start is None:
            continue
        verbs = (e.first for e in between(marks.events, event.last, marks.last) if e.mark.form is Form.VERB)
        region = range(start, min(_end(marks, event.last), next(verbs, marks.last)))
        flown = (marks.aircraft, marks.pointers, marks.callsigns, marks.registrations)
        if not any(between(items, event.last, region.stop) for items in flown):
            yield region


def _left(marks: SentenceMarks) -> Iterator[range]:
    """Get where it is told that others had left a place: "after the evacuation of staff from".

    Before the flight it ends with that place: «после ухода французов из Ниамея в Гао сел Ил-76».
    """
    for join in marks.joins:
        if join.mark is not Join.LEFT:
            continue
        behind = between(marks.relations, join.last, _end(marks, join.last))
        leaving = next((tie for tie in behind if tie.mark is Relation.FROM), None)
        told = between(marks.events, marks.first, join.first)
        if leaving is None:
            continue
        last = _end(marks, leaving.last)
        if not any(event.mark.form is Form.VERB for event in told):
            last = next((place.last for place in marks.places if place.first >= leaving.last), last)
        whole = (marks.aircraft, marks.pointers, marks.callsigns, marks.registrations)
        if leaving.first > join.last and not any(between(items, join.last, leaving.first) for items in whole):
            yield range(join.first, last)


def _of_others(marks: SentenceMarks) -> Iterator[int]:
    if marks.sentence.language != _ENGLISH:
        return
    for event in marks.events:
        is_verb = event.mark.form is Form.VERB and event.mark.act in _LEGS | {Act.WITHDRAW}
        if not is_verb or marks.form(event.first).endswith(_GERUND):
            continue
        near = range(event.first - 1, max(marks.first, event.first - _SUBJECT_REACH - 1), -1)
        start = next((index for index in near if marks.form(index) in _WHEN), None)
        if start is None or (event.mark.act is Act.WITHDRAW and marks.form(start) != _SINCE):
            continue
        told = between(marks.events, marks.first, start)
        flown = between(marks.aircraft, marks.first, start)
        if flown and any(each.mark.form is Form.VERB for each in told) and _is_other(marks, start, event):
            yield event.first


def _of_names(marks: SentenceMarks) -> Iterator[range]:
    """Get what an English clause of time tells of somebody named: "after Assad met Putin in Moscow"."""
    if marks.sentence.language != _ENGLISH:
        return
    pointers = tuple(p for p in marks.pointers if p.mark not in (Points.PLACE, Points.THERE))
    flying = (marks.aircraft, pointers, marks.callsigns, marks.registrations)
    for index in range(marks.first, marks.last - 1):
        told = [e for e in between(marks.events, marks.first, index) if e.mark.form is Form.VERB]
        if marks.form(index) not in _WHEN or not told or not between(marks.aircraft, marks.first, index):
            continue
        region = range(index, _end(marks, index + 1))
        dated = any(date.first == index + 1 for date in marks.dates)
        named = marks.text[marks.tokens[index + 1].start].isupper() and not dated
        if named and not any(between(items, index, region.stop) for items in flying):
            yield region


def _like_it(marks: SentenceMarks) -> Iterator[range]:
    """Get another flight by which it is told when this one was: "after an identical flight from Gao"."""
    for flight in (each for each in marks.aircraft if each.mark.is_flight):
        near = range(max(marks.first, flight.first - _LIKE_REACH), min(flight.last + 1, marks.last))
        like = next((index for index in near if marks.form(index) in _LIKE), None)
        before = range(max(marks.first, flight.first - _SUBJECT_REACH), flight.first)
        told = [e for e in between(marks.events, marks.first, flight.first) if e.mark.form is Form.VERB]
        if like is not None and told and any(marks.form(index) in _FOLLOWED for index in before):
            yield range(flight.last, _end(marks, flight.last))


def _is_other(marks: SentenceMarks, start: int, event: At[EventWord]) -> bool:
    """Say whether the words before a verb are who did it, and no aircraft, nor any told before."""
    first, last = start + 1, event.first
    if first == last or any(marks.tokens[index].kind is not TokenKind.WORD for index in range(first, last)):
        return False
    flying = (marks.aircraft, marks.pointers, marks.numerals, marks.counts, marks.callsigns)
    saying = (marks.registrations, marks.events, marks.sayings, marks.cues, marks.relations, marks.joins)
    return not any(item.first < last and item.last > first for kind in (*flying, *saying) for item in kind)


def _end(marks: SentenceMarks, index: int) -> int:
    return next((i for i in range(index, marks.last) if marks.form(i) in _ENDS), marks.last)
