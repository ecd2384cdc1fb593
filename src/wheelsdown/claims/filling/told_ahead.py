"""Put what a sentence tells ahead of its time in its place: "before landing in Gao, it had stopped in Oran".

What stands in a clause of "before" that opens the sentence came last.
"""

from collections.abc import Sequence

from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks

__all__ = ["in_order"]

#: Words that open a clause of what came later.
_BEFORE = frozenset(("before", "prior"))
_COMMA = ","


def in_order(marks: SentenceMarks, frame: Frame, stops: Sequence[Stop]) -> list[Stop]:
    """Get the stops of a frame in the order in which they were flown, as far as "before" says it."""
    first = frame.clauses[0]
    if marks.form(first.first) not in _BEFORE or marks.form(first.last - 1) != _COMMA:
        return list(stops)
    ahead = [stop for stop in stops if first.holds(stop.at) and stop.role is Role.DESTINATION]
    return [*(stop for stop in stops if stop not in ahead), *ahead]
