"""Say what the words around an arrival tell of where it was, when they name no place.

"Behind it came a Tu-154" came to the place told before; what "landed at an airfield in the desert" did not.
"""

from wheelsdown.articles.expressions import Anchored, TimeUnit
from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.sentences.meant.ellipses import is_followed_by
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Points, Relation

__all__ = ["comes_next", "goes_onward", "is_flight_noun", "lands_elsewhere", "only_counts", "tells_no_spot"]

#: Words that begin a place which the text has not told before.
_NEW = frozenset(("a", "an", "another", "some", "areas", "territory", "one", "undisclosed", "unknown"))
#: Words that begin "on to", or stand before "to".
_ONWARD = frozenset(("on", "onward", "onwards", "дальше", "далее", "далі"))
#: Times after which one comes behind another.
_SOON = frozenset({TimeUnit.HOUR})
#: Words for those told before, behind "with": "with them came".
_THEM = frozenset(("them", "it", "ними", "ним", "ней", "нею"))
#: How English tells that something is somewhere, words before a spot, and what is none.
_BEING = frozenset(("there", "was", "were", "is", "are"))
_DEFINITE = frozenset(("the", "its", "their"))
_NO_SPOTS = frozenset(("time", "air", "moment", "sky", "skies"))
#: Words for a field told before.
_POINTING = frozenset({Points.PLACE, Points.THERE})
#: Acts of flights that are only counted: "the first flight was logged on the 3rd".
_FLOWN = frozenset({Act.FLY, Act.LIGHT, Act.SEE, Act.HAPPEN})


def comes_next(marks: SentenceMarks, frame: Frame, subject: Subject | None, goal: PlaceMark) -> bool:
    """Say whether a verb before its aircraft stands behind a word for the one before, or "then".

    So does an arrival behind "and" or "with" where its sentence told of one at the ``goal``.
    """
    if _is_beside(marks, frame, goal):
        return True
    verb = next((event.first for event in frame.events if event.mark.form is Form.VERB), None)
    if verb is None or subject is None or subject.at < verb:
        return False
    pointed = any(p.mark is Points.AIRCRAFT for p in between(marks.pointers, frame.first, verb + 1))
    with_them = (j.last for j in between(marks.joins, frame.first, verb) if j.mark is Join.WITH)
    pointed = pointed or any(marks.form(last) in _THEM for last in with_them)
    told = (date.mark.expression for date in between(marks.dates, frame.first, verb))
    hours = any(isinstance(each, Anchored) and each.unit in _SOON and not each.earlier for each in told)
    return pointed or hours or any(join.mark is Join.THEN for join in between(marks.joins, frame.first, verb))


def _is_beside(marks: SentenceMarks, frame: Frame, goal: PlaceMark) -> bool:
    """Say whether the sentence told of a landing there: "landed in Gao on 2 May and an An-124 arrived on"."""
    joined = bool({Join.AND, Join.WITH} & frame.clauses[0].joins)
    if not joined and not is_followed_by(marks, frame.clauses[0]):
        return False
    before = [place for place in marks.places if place.last <= frame.first]
    return bool(before) and before[-1].mark.span == goal.span


def goes_onward(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether words say that it went on from where it was: "took them on to Stansted"."""
    ties = (tie for tie in between(marks.relations, frame.first, frame.last) if tie.mark is Relation.TO)
    return any({marks.form(tie.first), marks.form(tie.first - 1)} & _ONWARD for tie in ties)


def lands_elsewhere(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether it came to somewhere that is told for the first time, without a name."""
    verbs = {event.last for event in frame.events if event.mark.act is Act.ARRIVE}
    ties = (Relation.AT, Relation.INTO, Relation.TO)
    return any(
        tie.first in verbs and tie.mark in ties and marks.form(tie.last) in _NEW
        for tie in between(marks.relations, frame.first, frame.last)
    )


def tells_no_spot(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> bool:
    """Say whether English only tells that there were aircraft, or that they were in the air, and not where.

    "There were four Russian planes, the general said" is of no field told before; "on the apron" is, and so
    is "there were four".
    """
    if subject is None or subject.aircraft is None:
        return False
    verbs = [event for event in frame.events if event.mark.act in (Act.STAY, Act.DEPLOY)]
    if not verbs or len(verbs) < len(frame.events):
        return False
    if not all(marks.form(event.first) in _BEING for event in verbs):
        return False
    pointers = [each for each in between(marks.pointers, frame.first, frame.last) if each.mark in _POINTING]
    if any(not any(event.first == pointer.first for event in verbs) for pointer in pointers):
        return False
    ties = between(marks.relations, frame.first, frame.last)
    spots = (
        marks.form(tie.last + 1) for tie in ties if tie.mark is Relation.AT and _leads_in(marks, tie.last)
    )
    return all(spot in _NO_SPOTS for spot in spots)


def _leads_in(marks: SentenceMarks, index: int) -> bool:
    return marks.form(index) in _DEFINITE


def is_flight_noun(event: EventWord) -> bool:
    """Say whether a word only names a flight, which a verb tells of: "the fifth flight landed"."""
    return event.form is Form.NOUN and event.act is Act.FLY


def only_counts(event: EventWord) -> bool:
    """Say whether a word only counts flights: "the first flight was logged", "nine landings"."""
    return event.form is Form.NOUN or event.act in _FLOWN
