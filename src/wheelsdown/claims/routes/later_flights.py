"""Say whether a place behind a landing is of another flight: where cargo goes on to, where it meant to go.

"هبطت في العريش لنقل المساعدات إلى غزة", "ضمن الجسر الجوي إلى غزة", "بعدما كانت متجهة إلى القاهرة": an
empty field is better than a leg that nobody told.
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import AircraftMark, PlaceMark
from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LANDED_ACTS, Act, EventWord, Form, Modality

__all__ = ["is_for_later"]

_ARABIC = "ar"
#: The particle of what for, and "was".
_PURPOSE, _WAS = "ل", frozenset(("كان", "كانت", "كانا", "كانتا"))
_THE = "ال"
#: Words before the flights of which it is one.
_PART_OF = frozenset(("ضمن", "اطار", "سياق", "عبر", "من"))
_CARGO = frozenset({Act.SHIP, Act.CARRY, Act.WITHDRAW})


def is_for_later(
    marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark], found: Sequence[Stop]
) -> bool:
    """Say whether an Arabic place behind a landing is none of that flight.

    Parameters
    ----------
    marks
        The sentence.
    event, place
        The event that rules the place.
    found
        The stops before it.
    """
    landed = [stop for stop in found if stop.role is Role.DESTINATION and stop.act in LANDED_ACTS]
    if event.mark.language != _ARABIC or not landed:
        return False
    if any(cue.mark.modality is Modality.PLAN for cue in between(marks.cues, landed[-1].at, place.first)):
        return True
    if any(_is_air_bridge(marks, craft) for craft in between(marks.aircraft, landed[-1].at, place.first)):
        return True
    if event.first < landed[-1].at:
        return False
    if event.mark.act in _CARGO or (event.mark.act is Act.RETURN and event.mark.form is Form.NOUN):
        return _PURPOSE in event.particles
    if event.mark.act is Act.HEAD:
        return not _WAS.isdisjoint((marks.form(event.first), marks.form(event.first - 1)))
    return event.mark.act is Act.FLY and event.mark.form is Form.NOUN and event.mark.plural is True


def _is_air_bridge(marks: SentenceMarks, craft: At[AircraftMark]) -> bool:
    """Say whether it names the flights of which this is one: "ضمن الجسر الجوي"."""
    named = craft.mark.is_flight and craft.mark.text.startswith(_THE)
    return named and marks.form(craft.first - 1) in _PART_OF
