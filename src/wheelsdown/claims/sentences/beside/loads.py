"""Say whether a place is only where something on board goes on to: "landed with aid bound for Gaza"."""

from collections.abc import Sequence

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import CARGO_ACTS, LANDED_ACTS, Act, EventWord, Form

__all__ = ["is_for_load"]

#: Words between "with" and the goal of what is on board, at most: "with 40 tonnes of medicine bound for".
_REACH = 8
_WITH, _ENDS = "with", frozenset((",", ";", ":", "(", ")", "and", "but"))


def is_for_load(marks: SentenceMarks, events: Sequence[At[EventWord]], event: At[EventWord] | None) -> bool:
    """Say whether English words lead on what is on board, and not the aircraft, whose landing is told.

    ``events``: those of the frame; ``event``: the one that rules a place.
    """
    if event is None or event.mark.act is not Act.HEAD or event.mark.language != "en":
        return False
    if not any(
        e.mark.act in LANDED_ACTS and e.mark.form is Form.VERB and e.first < event.first for e in events
    ):
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.aircraft, marks.places, marks.dates, marks.pointers)
    known = {i for items in kinds for item in items for i in range(item.first, item.last)}
    cargo = {e.last - 1 for e in marks.events if e.mark.act in CARGO_ACTS}
    if event.first - 1 in known | cargo:
        return False
    for index in range(event.first - 1, max(marks.first, event.first - _REACH) - 1, -1):
        if marks.form(index) == _WITH or index in cargo:
            return True
        if index in known or marks.form(index) in _ENDS:
            return False
    return False
