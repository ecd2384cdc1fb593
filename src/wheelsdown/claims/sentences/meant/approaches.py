"""Leave out where an aircraft only tried to land: "made two approaches to Kano, could not land".

It is so where the sentence goes on to say that it did not land, that it turned aside, or that it came down in
another place.
"""

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import Act, EventWord, Join, Modality

__all__ = ["without_vain_approaches"]

#: How words for an approach begin, by their languages, and those of the verb or noun before them.
_APPROACHES = {"en": ("approach",), "ru": ("посадк",), "uk": ("посадк",)}
_MADE = {"ru": ("заход", "захож", "заш", "зайд"), "uk": ("заход", "зайш", "зайд", "захід")}
#: English words for landings that were tried, behind "landing", and tokens between the words.
_TRIED, _LANDING = frozenset(("attempt", "attempts")), "landing"
_REACH = 2
#: Words for being unable to, behind "not" or "не".
_UNABLE = frozenset(("смог", "смогла", "смогли", "сумел", "сумела", "сумели", "удалось"))
_UNABLE |= frozenset(("зміг", "змогла", "змогли", "зумів", "зуміла", "зуміли", "вдалося"))
_NOT = "не"
#: What the approach no longer names.
_KINDS = ("places", "events", "relations", "unsure_places")


def without_vain_approaches(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without the approaches that led to no landing, and where they were."""
    stems = _APPROACHES.get(marks.sentence.language)
    if stems is None:
        return marks
    for index in range(marks.first, marks.last):
        first = _begin(marks, index, stems)
        if first is None or len(between(marks.dates, marks.first, marks.last)) > 1:
            continue  # on one day it landed, on another it did not
        behind = [event for event in marks.events if event.first > index]
        if any(_is_vain(marks, event) for event in behind) or _landed_elsewhere(marks, index, behind):
            last = min((event.first for event in behind), default=marks.last)
            return without_stretches(marks, [range(first, last)], _KINDS)
    return marks


def _begin(marks: SentenceMarks, index: int, stems: tuple[str, ...]) -> int | None:
    """Get the first token of an approach that ends at a token; None where there is none."""
    form = marks.form(index)
    if form in _TRIED and marks.form(index - 1) == _LANDING:
        return index - 1
    if not form.startswith(stems):
        return None
    made = _MADE.get(marks.sentence.language)
    if made is None:
        return index
    near = range(max(marks.first, index - _REACH), index)
    return next((at for at in near if marks.form(at).startswith(made)), None)


def _is_vain(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it turned aside, or is told not to have landed."""
    if event.mark.act is Act.TURN:
        return True
    if event.mark.act is not Act.ARRIVE:
        return False
    denials = (cue.last for cue in marks.cues if cue.mark.modality is Modality.DENIAL)
    denied = any(0 <= event.first - last < _REACH for last in denials)
    unable = (*range(event.first - _REACH, event.first), *range(event.last, event.last + _REACH))
    return denied or any(marks.form(at) in _UNABLE and marks.form(at - 1) == _NOT for at in unable)


def _landed_elsewhere(marks: SentenceMarks, index: int, behind: list[At[EventWord]]) -> bool:
    """Say whether "but" and a landing at a place follow: "approached Gao, but landed at Bamako"."""
    landed = next((event for event in behind if event.mark.act is Act.ARRIVE), None)
    if landed is None or not between(marks.places, landed.last, landed.last + _REACH + 1):
        return False
    return any(join.mark is Join.BUT for join in between(marks.joins, index, landed.first))
