"""What in a frame without an aircraft of its own points back to the aircraft or flights told before."""

from itertools import pairwise

from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LEADING_ACTS, Act, EventWord, Form, Points

__all__ = ["has_object", "is_quiet", "is_routed", "verb_made"]

#: Acts done to an aircraft by whoever sees or sends it.
_SEEN = frozenset({Act.SEE, Act.SHOW, Act.TURN})


def verb_made(frame: Frame, led: At[EventWord]) -> int:
    """Get the verb that does what a noun names first: "its first stop it made in Managua".

    So is the one of what came after a stop: "after an hour on the ground in Gao, it headed to Oran".
    """
    verbs = [event for event in frame.events if event.first >= led.last and event.mark.form is Form.VERB]
    if led.mark.act in (Act.STOP, Act.STAY) and verbs and verbs[0].mark.act in LEADING_ACTS:
        return verbs[0].first
    if led.mark.form is Form.VERB:
        return led.first
    return next((verb.first for verb in verbs if verb.mark.act is Act.LIGHT), led.first)


def is_quiet(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether an airfield is what is quiet: "the apron has stayed empty"."""
    quiet = [e.first for e in frame.events if e.mark.act is Act.PAUSE and e.mark.form is Form.VERB]
    fields = [p.first for p in marks.pointers if p.mark is Points.PLACE]
    fields += [place.first for place in marks.places if place.mark.says_airfield]
    return any(frame.first <= field < verb for field in fields for verb in quiet)


def is_routed(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether it writes a route out: "its route was Minsk - Gao"."""
    places = between(marks.places, frame.first, frame.last)
    return any(
        [marks.form(i) for i in range(one.last, other.first)] == ["-"] for one, other in pairwise(places)
    )


def has_object(marks: SentenceMarks, verb: At[EventWord]) -> bool:
    """Say whether a pronoun beside a verb is what was seen or moved: "they saw it", "его развернули"."""
    seen = verb.mark.act in _SEEN
    for pointer in marks.pointers:
        if pointer.mark is Points.OBJECT:
            gap = verb.first - pointer.last if pointer.first < verb.first else pointer.first - verb.last
            if gap == 0 and (seen or verb.mark.plural):
                return True
            if gap == 1 and seen and pointer.first < verb.first:
                return True
    return False
