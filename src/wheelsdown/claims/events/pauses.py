"""How long flights are said to have stopped: for a pause, a resumption, and a flight that ended a pause.

"Resumed after five months", "had stopped for four months before they resumed", "the first flight after a lull
of seven months". A length elsewhere in the sentence ("was unloaded for three hours") is no pause.
"""

from wheelsdown.articles.marks import DurationMark
from wheelsdown.claims.claim import ClaimKind
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.words import Act, Form

__all__ = ["is_named_after", "pause_of"]

#: Words between a word for a pause and its length: "a lull that lasted seven months".
_REACH = 3


def pause_of(
    marks: SentenceMarks, frame: Frame, kind: ClaimKind, inside: DurationMark | None
) -> DurationMark | None:
    """Get the length of a pause; ``inside`` is the first length in the frame."""
    if kind is ClaimKind.PAUSE or (kind is ClaimKind.RESUMPTION and inside is not None):
        return inside
    if kind is ClaimKind.RESUMPTION:
        return marks.durations[0].mark if len(marks.durations) == 1 else None
    if kind is not ClaimKind.MOVEMENT:
        return None
    pauses = [
        event
        for event in marks.events
        if event.mark.act is Act.PAUSE and event.mark.form is Form.NOUN and event.first >= frame.first
    ]
    for length in marks.durations:
        if any(max(p.first - length.last, length.first - p.last) in range(_REACH) for p in pauses):
            return length.mark
    return None


def is_named_after(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> bool:
    """Say whether the aircraft is only the last before a pause: "nobody has landed since: the last was"."""
    if subject is None or subject.aircraft is None or not frame.events:
        return False
    first, last = frame.events[0].last, subject.aircraft.first
    return any(marks.form(index) in (":", "-", ";", "؛") for index in range(first, last))
