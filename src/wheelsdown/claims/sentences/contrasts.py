"""Leave out what a sentence names only to say that it was another: "not to Cairo but to Gao", «не 38, а 28».

What stands between "not" and "but" is no place, day or number of the event, and denies no event; what stands
behind "but" takes its place. It is so only where both name the same kind of thing and no event is between.
"""

from collections.abc import Iterator
from typing import TypeVar

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, Form, Join, Modality, Scope

__all__ = ["with_contrasts"]

#: Tokens from "not" to "but", at most: «не 38, как было написано, а 28».
_REACH = 8

_Item = TypeVar("_Item")


def with_contrasts(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without what it says only to deny it, and without the words of the contrast."""
    for cue, join in list(_contrasts(marks)):
        marks = _without(marks, cue, join)
    return marks


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


def _without(marks: SentenceMarks, cue: At[Cue], join: At[Join]) -> SentenceMarks:
    def kept(items: tuple[At[_Item], ...]) -> tuple[At[_Item], ...]:
        return tuple(item for item in items if not cue.last <= item.first < join.first)

    return replace(
        marks,
        places=kept(marks.places),
        aircraft=kept(marks.aircraft),
        dates=kept(marks.dates),
        events=kept(marks.events),
        counts=kept(marks.counts),
        numerals=kept(marks.numerals),
        relations=kept(marks.relations),
        unsure_places=kept(marks.unsure_places),
        cues=tuple(each for each in marks.cues if each is not cue),
        joins=tuple(each for each in kept(marks.joins) if each is not join),
    )
