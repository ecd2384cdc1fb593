"""Whether the day of a plan is still to come: "will leave on Sunday", but "was to leave on Sunday".

A lone weekday is then the next one after publication. What was planned once tells nothing of that: it may
have been for a day that has passed.
"""

from wheelsdown.articles.expressions import CalendarDate, Which
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.words import Modality

__all__ = ["is_to_come", "is_weekday"]

#: Words of plans that were made for a time that may have passed.
_PAST = frozenset(
    (
        *("was", "were", "had", "been", "would", "planned", "intended", "meant", "supposed", "originally"),
        *("был", "была", "было", "были", "бы", "планировал", "планировала", "планировали", "планировалось"),
        *("був", "була", "було", "були", "би", "мав", "мала", "мало", "мали", "планували", "планувалося"),
        *("كان", "كانت", "كانوا"),
    )
)


def is_to_come(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether a frame tells a plan, and not one of the past."""
    if frame.modality is not Modality.PLAN:
        return False
    return not any(marks.form(index) in _PAST for index in range(frame.first, frame.last))


def is_weekday(mark: DateMark) -> bool:
    """Say whether a dated expression is a weekday alone."""
    day = mark.expression
    return (
        isinstance(day, CalendarDate)
        and day.weekday is not None
        and day.which is Which.ANY
        and (day.day, day.month, day.year, day.within) == (None, None, None, None)
    )
