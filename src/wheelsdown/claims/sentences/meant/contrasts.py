"""Leave out what a sentence names only to say that it was not so: "not to Cairo but to Gao", «не 38, а 28».

What stands between "not" and "but" is no place, day or number of the event, and denies no event; what stands
behind "but" takes its place. It is so only where both name the same kind of thing and no event is between.
Nor is a landing told that something went without ("went home without landing at Gao"), nor an aircraft that
the one seen was not ("the plane seen at Gao was not an An-124").
"""

from collections.abc import Container, Iterator

from msgspec.structs import replace

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import LEADING_ACTS, Act, Cue, EventWord, Form, Join, Modality, Relation, Scope

__all__ = ["with_contrasts"]

#: Tokens from "not" to "but", at most: «не 38, как было написано, а 28».
_REACH = 8

#: Words behind which something is told that was not done, and tokens from there to its event.
_WITHOUT, _DONE_REACH = frozenset(("without", "без", "دون", "بدون")), 2
_STOPS = frozenset(",;:.()،؛")
#: What stands before "not" where it denies a second place.
_TAILED = frozenset((",", "and", "(", "-", "а", "и", "і", "та"))
_NOTS, _AND_NOT = frozenset(("not", "не", "ليس")), "وليس"
_ARABIC, _THAT, _GERUND = "ar", "ان", "ing"
#: English words before "not" that say what something is, and articles.
_BEING, _ARTICLES = frozenset(("is", "are", "was", "were")), frozenset(("a", "an", "the"))

#: What a stretch that is left out no longer names.
_KINDS = (
    *("places", "aircraft", "dates", "events", "counts", "numerals", "relations", "unsure_places"),
    "joins",
)


def with_contrasts(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without what it says only to deny it, and without the words of the contrast."""
    for cue, join in list(_contrasts(marks)):
        marks = _left_out(marks, cue.last, join.first, (cue, join))
    for cue, last in list(_tails(marks)):
        marks = _left_out(marks, cue.last, last, (cue,))
    for first, last in list(_undone(marks)):
        marks = _left_out(marks, first, last, ())
    for cue, aircraft in list(_no_such(marks)):
        marks = _left_out(marks, aircraft.first, aircraft.last, (cue,))
    return marks


def _tails(marks: SentenceMarks) -> Iterator[tuple[At[Cue], int]]:
    """Find where it did not go, told behind where it did: "in Gao, not in Kidal", «в Гао, а не в Кидаль»."""
    for cue in marks.cues:
        tailed = marks.form(cue.first) in _NOTS and marks.form(cue.first - 1) in _TAILED
        if cue.last - cue.first > 1 or not (tailed or marks.form(cue.first) == _AND_NOT):
            continue  # «не то из Гао, не то из Кидаля»
        place = next((p for p in marks.places if p.first >= cue.last), None)
        if place is None or not any(p.last <= cue.first for p in marks.places):
            continue
        ties = {cue.last} | {tie.last for tie in marks.relations if tie.first == cue.last}
        if place.first not in ties or between(marks.events, cue.last, place.last):
            continue
        yield cue, place.last


def _undone(marks: SentenceMarks) -> Iterator[tuple[int, int]]:
    """Find what something was done without, up to where that ends: "without landing at Gao"."""
    for index in range(marks.first, marks.last):
        if marks.form(index) not in _WITHOUT:
            continue
        event = next((e for e in marks.events if 0 <= e.first - index <= _DONE_REACH), None)
        others = [e for e in marks.events if e is not event and e.mark.act in LEADING_ACTS]
        if event is None or not others or not _is_what(marks, index, event):
            continue
        parts = {join.first for join in marks.joins if join.mark in (Join.AND, Join.BUT, Join.THEN)}
        parts |= {item.first for items in (marks.events, marks.dates) for item in items}
        ends = (i for i in range(event.last, marks.last) if i in parts or marks.form(i) in _STOPS)
        last = next(ends, marks.last)
        onward = {r.last for r in marks.relations if r.mark is Relation.TO}
        if any(event.last <= place.first < last and place.first not in onward for place in marks.places):
            yield index, last


def _is_what(marks: SentenceMarks, index: int, event: At[EventWord]) -> bool:
    """Say whether an event is what "without" is said of: not "without a logo landed"."""
    if event.mark.language == _ARABIC:
        return event.first - index <= 1 or marks.form(event.first - 1) == _THAT
    return event.mark.form is Form.NOUN or marks.form(event.last - 1).endswith(_GERUND)


def _no_such(marks: SentenceMarks) -> Iterator[tuple[At[Cue], At[AircraftMark]]]:
    """Find the aircraft that one named before was not: "the plane seen there was not an An-124"."""
    for cue in marks.cues:
        being = _BEING & {marks.form(cue.first - 1), marks.form(cue.first)}
        if cue.mark != Cue(Modality.DENIAL, Scope.NEXT) or not being:
            continue
        first = cue.last + (marks.form(cue.last) in _ARTICLES)
        here = next((aircraft for aircraft in marks.aircraft if aircraft.first == first), None)
        if here is not None and any(other.last < cue.first for other in marks.aircraft):
            yield cue, here


def _contrasts(marks: SentenceMarks) -> Iterator[tuple[At[Cue], At[Join]]]:
    buts = [join for join in marks.joins if join.mark is Join.BUT]
    for cue in marks.cues:
        if not buts or (cue.mark.modality, cue.mark.scope) != (Modality.DENIAL, Scope.NEXT):
            continue
        join = next((join for join in buts if 0 < join.first - cue.last <= _REACH), None)
        if join is None:
            continue
        verbs = [e for e in between(marks.events, cue.last, join.first) if e.mark.form is Form.VERB]
        one, other = _begins(marks, cue.last), _begins(marks, join.last) or _begins(marks, join.last + 1)
        alone = join.first - cue.last == 2 and all(verb.mark.act is Act.RETURN for verb in verbs)
        if other and ((one == other and not verbs) or (alone and not one)):  # alone: «не домой, а в Гао»
            yield cue, join


def _begins(marks: SentenceMarks, index: int) -> str:
    """Get the kind of thing that begins at a token."""
    kinds: dict[str, tuple[At[object], ...]] = {
        "tied": (*marks.relations, *marks.places),
        "dated": marks.dates,
        "flown": marks.aircraft,
        "counted": (*marks.counts, *marks.numerals),
    }
    return next((kind for kind, items in kinds.items() if any(item.first == index for item in items)), "")


def _left_out(marks: SentenceMarks, first: int, last: int, words: Container[object]) -> SentenceMarks:
    """Get a sentence without what stands from one token up to another, and without some words."""
    marks = without_stretches(marks, [range(first, last)], _KINDS)
    return replace(
        marks,
        cues=tuple(each for each in marks.cues if each not in words),
        joins=tuple(each for each in marks.joins if each not in words),
    )
