"""Whether an aircraft is only named as what made all flights that were counted: "every visit of an Il-76"."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Form

__all__ = ["is_of_each"]

#: Words for all of several, and tokens from one to the aircraft whose flights they are.
_EACH, _EACH_REACH = frozenset(("every", "each", "all")), 8


def is_of_each(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it only says whose flights were all counted: "every visit of an Il-76 to Gao"."""
    near = range(max(marks.first, aircraft.first - _EACH_REACH), aircraft.first)
    starts = {event.first for event in marks.events if event.mark.form is Form.NOUN}
    return any(marks.form(index) in _EACH and index + 1 in starts for index in near)
