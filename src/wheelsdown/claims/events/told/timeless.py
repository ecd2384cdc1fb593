"""Say whether an English verb tells what aircraft do as a rule: "lands on gravel", "Il-76s fly on to Libya".

A present tense with no day in its sentence tells no flight. In the third person its verb ends in "s"; else it
has the form of the infinitive (marked ``generic`` in the list), and is present when nothing before it makes
an infinitive of it: "to", a helping verb, or a verb of seeing ("was seen to land", "watched it land").
"""

from collections.abc import Sequence

from wheelsdown.articles.expressions import Before, CalendarDate
from wheelsdown.articles.marks import AircraftMark, Unit
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Modality, Scope

__all__ = ["hung_on", "is_infinitive", "is_long_ago", "is_timeless"]

#: Acts that are told in the past when they happened.
_PLAIN = frozenset(
    {
        *(Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.OVERFLY, Act.STOP),
        *(Act.CARRY, Act.SHIP, Act.LIGHT, Act.HEAD, Act.TURN, Act.HOST, Act.GET),
    }
)
_ENGLISH = "en"
#: How a participle ends, which is told as the verb after it: "aircraft flying to Mali refuel here".
_PARTICIPLE = "ing"
#: What is said in the present of any aircraft that does something, and words that tell of the past.
_NEEDING = frozenset(
    ("are", "is", "need", "needs", "require", "requires", "pay", "pays", "must", "cost", "costs")
)
_PAST_HELP = frozenset(("was", "were", "had", "has", "have", "been", "now", "still"))
_PAST = frozenset({"was", "has", "is", "wheels"})
#: Words that make the verb after them no present tense of its own.
_HELPING = frozenset(
    (
        *("to", "do", "does", "did", "not", "have", "has", "had", "be"),
        *("will", "would", "shall", "should", "can", "could", "may", "might", "must"),
        *("see", "saw", "seen", "watch", "watched", "film", "filmed", "hear", "heard"),
        *("make", "made", "help", "helped", "n't"),
    )
)
#: How a word ends that opens an aside about something else: "founded in 1992".
_PAST_ENDINGS = ("ed", "built", "born", "begun")
#: English verbs of trying, behind which a word says how often: "tried twice to".
_TRYING = frozenset(("try", "tries", "tried", "trying", "attempt", "attempts", "attempted"))
_OWNING = frozenset(("s", "its", "their", "his", "her", "our"))
_BETWEEN = frozenset(("it", "them", "him", "her", "then", "also", "ever", "often", "even"))
_SEEING = frozenset({Act.SEE, Act.SHOW, Act.HOST})
#: Words of habit before a verb, words before a flight that it comes before or after, irregular pasts between.
_HABIT = frozenset(
    (
        *("usually", "often", "normally", "typically", "routinely", "regularly", "generally", "always"),
        *("frequently", "sometimes", "commonly", "customarily", "tend", "tends"),
    )
)
_BESIDE = frozenset(("before", "after", "when", "while", "upon", "on"))
#: What is told of what is to come.
_AHEAD = frozenset({Modality.PLAN, Modality.HYPOTHETICAL, Modality.WISH})
_IRREGULAR = frozenset(("went", "left", "flew", "fell", "were", "was", "had", "made", "took", "came", "kept"))


def is_timeless(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether a present tense with no day tells what such aircraft do."""
    if event.mark.act not in _PLAIN or marks.sentence.is_headline:
        return False
    tail = [marks.form(index) for index in range(max(marks.first, marks.last - 2), marks.last)]
    if _has_day(marks, clauses) or marks.sentence.language != _ENGLISH or "." not in tail:
        return False
    if event.mark.form is not Form.VERB or _is_beside_habit(marks, event):
        return _is_beside_habit(marks, event)
    if event.mark.act is Act.HEAD or marks.form(event.first).endswith(_PARTICIPLE):
        if _is_of_any(marks, event):
            return True
        event = next((e for e in marks.events if e.first >= event.last and e.mark.form is Form.VERB), event)
    if is_infinitive(event):
        return _is_present(marks, event)
    last = marks.form(event.first)
    return last.endswith("s") and not last.endswith("ss") and last not in _PAST


def _is_beside_habit(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether what is told as a habit comes before or after it: "often go dark before landing at"."""
    if marks.form(event.first - 1) not in _BESIDE:
        return False
    verbs = [marks.form(i + 1) for i in range(marks.first, event.first - 1) if marks.form(i) in _HABIT]
    return any(not verb.endswith("ed") and verb not in _IRREGULAR for verb in verbs)


def _is_of_any(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether any such aircraft is meant: "jets arriving from Dubai are exempt"."""
    beside = [aircraft for aircraft in marks.aircraft if aircraft.last == event.first]
    if not beside or is_counted(marks, beside[-1]) or between(marks.events, event.last, marks.last):
        return False
    following = [marks.form(index) for index in range(event.last, marks.last)]
    return not _NEEDING.isdisjoint(following) and _PAST_HELP.isdisjoint(following)


def _has_day(marks: SentenceMarks, clauses: Sequence[Clause]) -> bool:
    """Say whether a day is told that is not of something else: "the airport, opened in 1982, gets"."""
    aside = [
        clause
        for clause in clauses[1:]
        if marks.form(clause.first).endswith(_PAST_ENDINGS)
        and not between(marks.events, clause.first + 1, clause.last)
    ]
    return any(not any(clause.holds(date.first) for clause in aside) for date in marks.dates)


def is_long_ago(marks: SentenceMarks) -> bool:
    """Say whether several are told of before some year: "before 2022 the planes refuelled in Dakar"."""
    told = marks.dates[0].mark.expression if len(marks.dates) == 1 else None
    day = told.moment if isinstance(told, Before) else None
    if not isinstance(day, CalendarDate) or day.month is not None or day.weekday is not None:
        return False
    counted = any(count.mark.unit is not Unit.OTHER and not count.mark.implied for count in marks.counts)
    return not counted and any(aircraft.mark.plural for aircraft in marks.aircraft)


def is_infinitive(event: At[EventWord]) -> bool:
    """Say whether a verb has the form that infinitive and present tense share."""
    return event.mark.language == _ENGLISH and event.mark.modality is Modality.GENERIC


def hung_on(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> frozenset[Modality]:
    """Get what a helping verb of the clause before says of an infinitive: "will unload and fly on to".

    What was tried so many times may not have been done: "tried twice to land".
    """
    here = next((n for n, clause in enumerate(clauses) if clause.holds(event.first)), None)
    if here is not None and _is_gerund_beside(marks, event):
        return _as_beside(marks, clauses[max(here - 1, 0)].first, event)
    tried = marks.form(event.first - 1) == "to" and marks.form(event.first - 3) in _TRYING
    if tried and is_infinitive(event):
        return frozenset({Modality.HYPOTHETICAL})
    if not here or not is_infinitive(event):
        return frozenset()
    joins = [join.last for join in marks.joins if join.mark is Join.AND and join.first == clauses[here].first]
    if not any(0 <= event.first - last <= 1 for last in joins):
        return frozenset()
    before = clauses[here - 1]
    cues = [c for c in between(marks.cues, before.first, before.last) if c.mark.scope is Scope.NEXT]
    return frozenset(cue.mark.modality for cue in cues[-1:])


def _is_gerund_beside(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it is told by what comes before or after it: "will refuel before <flying> on"."""
    gerund = event.mark.language == _ENGLISH and marks.form(event.first).endswith(_PARTICIPLE)
    return gerund and event.mark.form is Form.VERB and marks.form(event.first - 1) in _BESIDE


def _as_beside(marks: SentenceMarks, first: int, event: At[EventWord]) -> frozenset[Modality]:
    """Get the plan that is told right before a gerund, with no verb of what happened between."""
    cues = [
        cue
        for cue in between(marks.cues, first, event.first)
        if cue.mark.scope is Scope.NEXT and cue.mark.modality in _AHEAD
    ]
    if not cues:
        return frozenset()
    verbs = [e for e in between(marks.events, cues[-1].last, event.first) if e.mark.form is Form.VERB]
    told = any(verb.mark.modality is None and verb.first - cues[-1].last > 1 for verb in verbs)
    return frozenset() if told else frozenset({cues[-1].mark.modality})


def _is_present(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a form that is also the infinitive is a present tense here, of aircraft not counted."""
    if any(_is_helped(marks, other) for other in (*marks.events, event) if other.first <= event.first):
        return False
    seen = any(other.mark.act in _SEEING and other.first < event.first for other in marks.events)
    before = [aircraft for aircraft in marks.aircraft if aircraft.first < event.first]
    return not seen and not (before and is_counted(marks, before[-1]) and not _is_whole(marks, before[-1]))


def _is_whole(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a number of aircraft is all that somebody has: "the airline's three Il-62Ms"."""
    counts = (count.first for count in marks.counts if count.mark.head == aircraft.mark.span)
    return any(marks.form(first - 1) in _OWNING for first in counts)


def _is_helped(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a verb stands behind "to" or a helping verb, but for an adverb or a pronoun."""
    last = marks.form(event.first - 1)
    word = marks.form(event.first - 2) if last in _BETWEEN or last.endswith("ly") else last
    return is_infinitive(event) and (last in _HELPING or word in _HELPING)
