"""Say of each event of a sentence whether it is told as a fact, and if not, why not.

Words of modality have a scope (`wheelsdown.claims.words.Scope`): "not" is about the event right after it,
"if" about all that follows, "could not be verified" about all that came before. A contrast ("but") ends
every scope; a question mark makes a question of the whole sentence.
"""

from collections.abc import Sequence

from wheelsdown.articles.expressions import CalendarDate, Period, Range, Since, TimeUnit, Until
from wheelsdown.articles.marks import DateMark
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.events.told.arabic_untold import is_of_no_flight, is_of_teller, is_planned
from wheelsdown.claims.events.told.day_points import is_due
from wheelsdown.claims.events.told.denied_back import is_of_accusation, is_undenied
from wheelsdown.claims.events.told.granted import is_asked, is_granted, is_granted_after
from wheelsdown.claims.events.told.imperfect import is_usual, is_wished
from wheelsdown.claims.events.told.pictured import is_shown
from wheelsdown.claims.events.told.predicates import is_of_noun, is_over, untold
from wheelsdown.claims.events.told.retold import is_of_making, is_retold
from wheelsdown.claims.events.told.spoken_of import is_spoken_of
from wheelsdown.claims.events.told.timeless import hung_on, is_infinitive, is_long_ago, is_timeless
from wheelsdown.claims.sentences.beside.backgrounds import is_background, is_described, is_of_aside
from wheelsdown.claims.sentences.beside.other_movers import is_of_other
from wheelsdown.claims.sentences.clauses import Clause, clause_at, number_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join, Modality, Relation, Scope

__all__ = ["modalities_of", "modality_at", "says_none"]

#: Words between "not" and the verb, at most: "has not, he said, yet landed" is not read.
_NEXT_REACH = 3
#: Words between "no" and what there was none of: "no large Russian transport aircraft".
_NONE_REACH = 4
#: Words between "not" and "verify", at most: those for whom it was not possible.
_DENIED_REACH = 7
#: Words from an ordinal to what it was the first to do: "the first Russian military plane to land at".
_NUMBERED_REACH = 8
#: Endings of weekdays in the plural, and of none in the singular.
_WEEKLY = ("ам", "ям", "ах", "ях", "days")
_SEEING = frozenset({Act.SEE, Act.SHOW})
_SEEN_THERE, _NOT_FOUND = _SEEING | {Act.STAY}, (Modality.DENIAL, Modality.UNVERIFIED)
#: Words at the head of a sentence behind which "did" asks nothing.
_INVERTING = frozenset(("not", "only", "nor", "so", "then"))
#: Words of habit that behind a verb say how it went.
_HOW = frozenset(("normally",))
#: Acts that begin or end a habit.
_TURNING = frozenset({Act.RESUME, Act.PAUSE, Act.END, Act.WITHDRAW})
#: The order in which several apply: what is denied is denied, whatever else is said of it.
_ORDER = tuple(Modality)


def modalities_of(marks: SentenceMarks, clauses: Sequence[Clause]) -> dict[int, Modality | None]:
    """Get the modality of each event by its first token; None: told as a fact."""
    return {
        event.first: None
        if _is_fact(marks, event)
        else _by_form(marks, clauses, event) or modality_at(marks, clauses, event)
        for event in marks.events
    }


def _by_form(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> Modality | None:
    """Get what the form of a word says; a form of habit tells of once beside a day, a code or "still"."""
    if is_infinitive(event):
        return None
    if event.mark.modality is not Modality.GENERIC:
        return event.mark.modality
    days = (
        date
        for date in marks.dates
        if not (_recurs(date) or _is_apart(marks, date, event) or _is_reason(clauses, date, event))
    )
    once = (*days, *marks.registrations, *marks.callsigns)
    still = (cue for cue in marks.cues if cue.mark == Cue(Modality.FACT, Scope.NEXT))
    if once or marks.sentence.is_headline or any(_is_next(marks, c, event) for c in still):
        return None
    if is_shown(marks, clauses, event):
        return None
    return Modality.GENERIC


def _is_apart(marks: SentenceMarks, date: At[DateMark], event: At[EventWord]) -> bool:
    """Say whether a colon parts a year from a verb: "opened in 2023: an airline flies there"."""
    expression = date.mark.expression
    if not isinstance(expression, CalendarDate) or expression.month or expression.weekday is not None:
        return False
    between_them = range(min(date.last, event.last), max(date.first, event.first))
    return any(marks.form(index) in (":", ";", "؛") for index in between_them)


def _is_reason(clauses: Sequence[Clause], date: At[DateMark], event: At[EventWord]) -> bool:
    """Say whether a longer time is that of a clause which hangs on the verb's: "because since May"."""
    here = clause_at(clauses, date.first)
    if here is None or here.holds(event.first) or not isinstance(date.mark.expression, Since):
        return False
    return Join.WHO in here.joins and event.last <= here.first


def _recurs(date: At[DateMark]) -> bool:
    """Say whether it comes every year, week or day: "in winter", "по вторникам", "at night"."""
    told = date.mark.expression
    told = told.last if isinstance(told, Until) else told
    if isinstance(told, CalendarDate) and told.weekday is not None and told.day is None:
        return date.mark.text.casefold().endswith(_WEEKLY)
    if isinstance(told, Period):
        return told.unit is TimeUnit.NIGHT
    return isinstance(told, CalendarDate) and told.months > 1 and told.year is None and told.within is None


def _is_fact(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether what looks like a plan did happen: "had to divert", "the first to land at Gao"."""
    if event.mark.modality is not Modality.PLAN:
        return False
    facts = (cue for cue in marks.cues if cue.mark.modality is Modality.FACT and cue.mark.scope is Scope.LAST)
    if any(cue.last in range(event.first, event.first + 2) or cue.first == event.last for cue in facts):
        return True
    if not any(tie.first == event.first and tie.mark is Relation.TO for tie in marks.relations):
        return False
    numbered = [count.first for count in marks.counts if count.mark.ordinal is not None]
    numbered += [join.first for join in marks.joins if join.mark in (Join.FIRST, Join.LAST)]
    return any(
        0 < event.first - first <= _NUMBERED_REACH and not between(marks.events, first, event.first)
        for first in numbered
        if not any(0 <= first - cue.last < _NEXT_REACH for cue in marks.cues)
    )


def modality_at(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> Modality | None:
    """Get what the words of modality say of one event."""
    granted, asked = is_granted(marks, clauses, event), is_asked(marks, clauses, event)
    if asked and not granted:
        return Modality.QUESTION
    unflown = (is_of_other, is_retold, is_of_making)
    if any(rule(marks, clauses, event) for rule in unflown) or is_of_teller(marks, event):
        return Modality.OTHER
    found = {
        cue.mark.modality
        for cue in marks.cues
        if _applies(marks, clauses, cue, event)
        and not (_is_until(marks, cue, event) or _is_inverted(marks, cue))
    }
    told = granted and (asked or Modality.QUESTION in found)
    found -= {Modality.GROUND, Modality.OTHER, Modality.FACT, *((Modality.QUESTION,) if granted else ())}
    found |= hung_on(marks, clauses, event)
    if is_wished(marks, clauses, event):
        found.add(Modality.HYPOTHETICAL)
    if is_planned(marks, clauses, event) or is_due(marks, clauses, event):
        found.add(Modality.PLAN)
    if any(isinstance(date.mark.expression, Range) for date in marks.dates):
        found.discard(Modality.GENERIC)  # "came every day from 1 to 5 March"
    usual = is_long_ago(marks) or is_timeless(marks, clauses, event) or is_usual(marks, clauses, event)
    here = clause_at(clauses, event.first)
    usual = usual or is_background(marks, here, event) or is_of_no_flight(marks, clauses, event)
    usual = usual or is_spoken_of(marks, clauses, event)
    if not found and usual and not told:
        return Modality.GENERIC
    first = next((modality for modality in _ORDER if modality in found), None)
    return first if first or told else untold(marks, clauses, event)


def _applies(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]) -> bool:
    if cue.mark.scope in (Scope.BEFORE, Scope.DOUBT):
        inside = cue.first <= event.first and event.last <= cue.last and cue.mark.scope is Scope.BEFORE
        return inside or (_looks_back(marks, cue, event) and not is_undenied(marks, clauses, cue))
    if cue.mark.scope is Scope.LAST:
        return 0 <= cue.first - event.last <= 1
    if cue.mark.scope in (Scope.OPEN, Scope.NOUN):
        rule = _opens if cue.mark.scope is Scope.OPEN else _qualifies_noun
        return rule(marks, clauses, cue, event)
    if cue.mark.scope is Scope.SUBJECT and event.last == cue.first and event.mark.form is Form.VERB:
        return says_none(marks, cue)
    if event.first < cue.last:
        return (
            _ends_with(cue, event)
            or _sees_none(cue, event)
            or _qualifies_noun(marks, clauses, cue, event)
            or _tells_habit(marks, clauses, cue, event)
            or _shows_none(marks, clauses, cue, event)
            or _is_behind_aside(marks, clauses, cue, event)
            or _is_doubted_behind(marks, clauses, cue, event)
            or _is_unseen_behind(marks, clauses, cue, event)
        )
    if cue.mark.scope is Scope.AFTER:
        over = _contrast(marks, cue.last, event.first) or _is_closed(marks, cue.last, event.first)
        over = over or is_over(marks, clauses, cue, event)
        over = over or is_granted_after(marks, clauses, cue, event)
        return not over and not is_of_aside(marks, clauses, cue, event)
    same = any(clause.holds(cue.first) and clause.holds(event.first) for clause in clauses)
    if cue.mark.scope is Scope.SUBJECT:
        return same and says_none(marks, cue)
    if cue.mark.scope is Scope.CHUNK or not same:
        return same or (cue.mark.scope is Scope.NEXT and _is_parenthesis(marks, clauses, cue, event))
    if _qualifies_noun(marks, clauses, cue, event):
        return True
    of_noun = is_of_noun(marks, cue, event) or is_described(marks, cue, event)
    return not of_noun and _is_next(marks, cue, event)


def _is_next(marks: SentenceMarks, cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether the event stands within three words behind a word."""
    gap = set(range(cue.last, event.first))
    if cue.mark.modality is Modality.HYPOTHETICAL:  # "قد تكون طائرة أنتونوف 124 هبطت"
        gap -= {i for craft in marks.aircraft for i in range(craft.first, craft.last)}
    words = sum(marks.tokens[index].kind is not TokenKind.MARK for index in gap)
    return cue.last <= event.first and words < _NEXT_REACH


def _looks_back(marks: SentenceMarks, cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether a word about what came before is about an event: behind it, and in no contrast to it."""
    if cue.mark.scope is Scope.DOUBT and not _is_denied(marks, cue):
        return False
    if is_of_accusation(marks, cue, event):
        return False
    return event.last <= cue.first and not _contrast(marks, event.last, cue.first)


def _is_denied(marks: SentenceMarks, cue: At[Cue]) -> bool:
    """Say whether "not" stands a few words before, whoever it is that could not: "لم يتسن لرويترز التحقق"."""
    return any(
        other.mark.modality is Modality.DENIAL and 0 <= cue.first - other.last <= _DENIED_REACH
        for other in marks.cues
    )


def _is_inverted(marks: SentenceMarks, cue: At[Cue]) -> bool:
    """Say whether "did" only stands before its subject: "not until Tuesday did the second arrive"."""
    asks = cue.mark.modality is Modality.QUESTION and marks.form(cue.first) == "did"
    return asks and marks.form(marks.first) in _INVERTING


def _shows_none(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether what is shown is that there is none: "на снимках самолёта уже нет"."""
    if event.mark.act not in _SEEING or cue.mark != Cue(Modality.DENIAL, Scope.CHUNK):
        return False
    same = any(clause.holds(cue.first) and clause.holds(event.first) for clause in clauses)
    others = [verb for verb in between(marks.events, event.last, cue.last) if verb.mark.form is Form.VERB]
    none = cue.first == event.last  # "на снимках нет Ил-76"
    return same and (none or bool(between(marks.aircraft, event.last, cue.first))) and not others


def _sees_none(cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether what is denied behind a verb of seeing or being is that it was there: "saw no trace of"."""
    none = cue.mark.scope is Scope.AFTER and cue.mark.modality in _NOT_FOUND
    beside = cue.first <= event.first or 0 <= cue.first - event.last <= 1
    return none and beside and event.mark.act in _SEEN_THERE


def _is_behind_aside(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether a noun is told behind an aside: "two more flights, by its requests, are planned"."""
    here = number_at(clauses, event.first)
    if here is None or event.mark.form is Form.VERB or cue.mark.scope is not Scope.CHUNK:
        return False
    if here + 2 >= len(clauses) or not clauses[here + 2].holds(cue.first):
        return False
    commas = all(marks.form(clauses[number].last - 1) in (",", "،") for number in (here, here + 1))
    events = between(marks.events, clauses[here].first, clauses[here + 2].last)
    return commas and all(
        other.mark.form is Form.NOUN and clauses[here].holds(other.first) for other in events
    )


def _is_doubted_behind(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether a word alone between commas doubts what a noun names: "третий рейс, вероятно, устроят"."""
    here = number_at(clauses, event.first)
    if here is None or _is_verb(event) or cue.mark.scope is not Scope.NEXT:
        return False
    if here + 2 >= len(clauses) or not clauses[here + 1].holds(cue.first) or clauses[here + 2].joins:
        return False
    words = (i for i in range(clauses[here + 1].first, clauses[here + 1].last) if marks.form(i).isalnum())
    verbs = [e for e in between(marks.events, clauses[here].first, clauses[here].last) if _is_verb(e)]
    return not verbs and all(cue.first <= index < cue.last for index in words)


def _is_verb(event: At[EventWord]) -> bool:
    """Say whether it is a verb, and no way to somewhere: "на пути в"."""
    is_way = event.mark.act is Act.HEAD and event.last - event.first > 1
    return event.mark.form is Form.VERB and not is_way


def _is_unseen_behind(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether what stands before a relative clause was not seen: "рейсів, про які писали, не виявили"."""
    here = next((number for number, clause in enumerate(clauses[:-2]) if clause.holds(event.first)), None)
    if here is None or event.mark.form is Form.VERB or cue.mark.modality is not Modality.DENIAL:
        return False
    head, aside, rest = clauses[here : here + 3]
    if Join.WHO not in aside.joins or not rest.holds(cue.first) or rest.joins:
        return False
    events = [e for e in marks.events if head.holds(e.first) or rest.holds(e.first)]
    verbs = [e for e in events if e.mark.form is Form.VERB]
    return bool(verbs) and all(rest.holds(verb.first) and _is_unseen(cue, verb) for verb in verbs)


def _tells_habit(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether "usually" stands behind the verb of its clause: "تهبط الطائرات عادة في"."""
    if cue.mark.modality is not Modality.GENERIC or cue.mark.scope not in (Scope.NEXT, Scope.CHUNK):
        return False
    if event.mark.act in _TURNING or (marks.form(cue.first) in _HOW and cue.first == event.last):
        return False  # "resumed with two flights a week", "landed normally"
    same = any(clause.holds(cue.first) and clause.holds(event.first) for clause in clauses)
    return same and event.last <= cue.first and not between(marks.dates, event.last, cue.first)


def _is_until(marks: SentenceMarks, cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether "not" belongs to a word for until: "молчал, пока не сел Ил-76" tells of a landing."""
    if cue.last != event.first or cue.mark != Cue(Modality.DENIAL, Scope.NEXT):
        return False
    return any(
        join.mark is Join.UNTIL
        and marks.first < join.first
        and marks.form(join.first - 1) in (",", "-")
        and not any(verb.mark.form is Form.VERB for verb in between(marks.events, join.last, cue.first))
        for join in marks.joins
    )


def _ends_with(cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether the event is a word of it: "لا توجد", "there was no"."""
    if cue.mark.scope is Scope.SUBJECT:
        return cue.first == event.first and event.last < cue.last
    return cue.mark.scope is Scope.CHUNK and cue.first <= event.first < event.last <= cue.last


def _opens(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether it asks for what is told: at the start of a sentence, or of a clause said to be unknown."""
    here = number_at(clauses, cue.first)
    if here is None or not clauses[here].holds(event.first) or event.first < cue.last:
        return False
    joins = {index for join in marks.joins for index in range(join.first, join.last)}
    before = range(clauses[here].first, cue.first)
    if any(marks.form(index).isalnum() and index not in joins for index in before):
        return False
    following = clauses[here + 1] if here + 1 < len(clauses) else None
    return here == 0 or any(
        following is not None
        and following.holds(other.first)
        and other.mark == Cue(Modality.QUESTION, Scope.AFTER)
        for other in marks.cues
    )


def _is_parenthesis(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether a word stands alone between commas before what it is about: "Похоже, Ил-76 прилетел"."""
    here = number_at(clauses, cue.first)
    if here is None or here + 1 >= len(clauses) or not clauses[here + 1].holds(event.first):
        return False
    words = [i for i in range(clauses[here].first, clauses[here].last) if marks.form(i).isalnum()]
    earlier = (e for e in marks.events if clauses[here + 1].holds(e.first) and e.first < event.first)
    alone = all(cue.first <= index < cue.last for index in words)
    return alone and not any(e.mark.form is Form.VERB for e in earlier)


def says_none(marks: SentenceMarks, cue: At[Cue]) -> bool:
    """Say whether the word is about an aircraft or a flight, not about a call sign or a cargo."""
    nouns = (*marks.aircraft, *(event for event in marks.events if event.mark.form is Form.NOUN))
    if any(0 <= noun.first - cue.last <= _NONE_REACH for noun in nouns):
        return True
    return not any(join.mark is Join.WITH and join.last == cue.first for join in marks.joins)


def _qualifies_noun(
    marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]
) -> bool:
    """Say whether a noun is told by an unlisted verb that the word is about: "a flight could be next"."""
    if event.mark.form is Form.VERB or cue.mark.scope is Scope.AFTER:
        return False
    here = clause_at(clauses, event.first)
    if here is None or not here.holds(cue.first):
        return False
    verbs = [other for other in marks.events if here.holds(other.first) and other.mark.form is Form.VERB]
    if cue.mark.modality is Modality.DENIAL and event.last <= cue.first:
        verbs = [verb for verb in verbs if not _is_unseen(cue, verb)]
    return not verbs


def _is_unseen(cue: At[Cue], verb: At[EventWord]) -> bool:
    """Say whether a verb only tells that what stands before it was not seen: "no site saw the arrival"."""
    return verb.mark.act in _SEEING and cue.first <= verb.first <= cue.last


def _is_closed(marks: SentenceMarks, first: int, last: int) -> bool:
    """Say whether brackets end that began before: "(if you believe the fence) and left"."""
    forms = [marks.form(index) for index in range(first, last)]
    return ")" in forms and "(" not in forms[: forms.index(")")]


def _contrast(marks: SentenceMarks, first: int, last: int) -> bool:
    return any(join.mark is Join.BUT and first <= join.first < last for join in marks.joins)
