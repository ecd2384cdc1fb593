"""Say which day at the end of a sentence holds for a frame before it: "A left Gao and B Oran on 3 May"."""

from collections.abc import Sequence

from wheelsdown.articles.expressions import CalendarDate
from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Form, Join

__all__ = ["shared_day"]


def shared_day(marks: SentenceMarks, frame: Frame, inside: Sequence[object]) -> list[At[DateMark]]:
    """Get the one day of a sentence, at the end of what goes on with a frame: "A left Gao and B Oran on"."""
    if inside or len(marks.dates) != 1 or frame.modality is not None:
        return []
    date = marks.dates[0]
    gap = range(frame.last, date.first)
    if not isinstance(date.mark.expression, CalendarDate) or date.first < frame.last:
        return []
    verbs = [event for event in between(marks.events, frame.last, date.first) if event.mark.form is Form.VERB]
    joined = any(join.first == frame.last and join.mark is Join.AND for join in marks.joins)
    told = any(cue.first in gap for cue in marks.cues) or any(said.first in gap for said in marks.sayings)
    before = between(marks.joins, frame.first, frame.last)
    told = told or any(join.mark is Join.OTHER_TIME for join in before)  # "had previously flown there, and"
    parted = any(marks.form(index) in (";", ",", ":", "،") for index in gap)
    return [] if not joined or told or parted or len(verbs) > 1 else [date]
