"""Say what an English verb behind flights tells of them: that they stopped, or that more of them came.

"Flights to Gao stopped on 3 May" tells a pause, where an aircraft that stopped on a day only stood there.
"Two more flights followed on Tuesday" says no more than that they were, like "took place".
"""

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, EventWord, Form

__all__ = ["told_of_flights"]

_ENGLISH = "en"
#: How English words of standing still begin.
_STANDING = ("stop", "halt", "standstill", "paus", "ceas", "end")
#: English verbs by which one thing comes after others.
_FOLLOWING = frozenset(("followed", "follow", "ensued"))


def told_of_flights(marks: SentenceMarks, event: At[EventWord]) -> Act | None:
    """Get what a verb tells where flights are its subject; None where they are not, or it tells the same."""
    if _follows(marks, event):
        return Act.HAPPEN
    return Act.PAUSE if _ends(marks, event) else None


def _ends(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether flights stopped on a day, and no aircraft at a place: "flights to Gao stopped in June"."""
    if event.mark.act not in (Act.ARRIVE, Act.STOP) or event.mark.form is not Form.VERB:
        return False
    words = [marks.form(index) for index in range(event.first, event.last)]
    stops = event.mark.language != _ENGLISH or any(word.startswith(_STANDING) for word in words)
    dated = len(words) > 1 and any(date.first == event.last for date in marks.dates)
    return stops and dated and _is_of_flights(marks, event, many=True)


def _follows(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether flights are what came after others: "two more flights followed on 27 October"."""
    words = {marks.form(index) for index in range(event.first, event.last)}
    is_verb = event.mark.form is Form.VERB and event.mark.language == _ENGLISH
    return is_verb and not words.isdisjoint(_FOLLOWING) and _is_of_flights(marks, event)


def _is_of_flights(marks: SentenceMarks, event: At[EventWord], *, many: bool = False) -> bool:
    flights = [one.mark for one in marks.aircraft if one.first < event.first]
    return bool(flights) and flights[-1].is_flight and (not many or flights[-1].plural is True)
