"""Read words of events that mean something only together: "show an Il-76", "ended the silence".

A verb of showing or counting tells where an aircraft was when the aircraft is what is shown; before "that" or
before another verb it tells nothing. A verb of ending with a noun of a pause is a resumption, one of lasting
behind it a pause. Alone, none is an event.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.sentences.aircraft.possessions import without_owners
from wheelsdown.claims.sentences.beside.senders import without_senders
from wheelsdown.claims.sentences.clauses import clause_at, clauses_of
from wheelsdown.claims.sentences.meant.coded_aircraft import with_codes
from wheelsdown.claims.sentences.meant.comings import (
    comes_by_itself,
    flies_in_a_year,
    is_elsewhere,
    is_no_coming,
    is_received,
    returns_alone,
    shows_again,
    without_descriptions,
)
from wheelsdown.claims.sentences.meant.flight_verbs import told_of_flights
from wheelsdown.claims.sentences.meant.flying_companies import with_companies
from wheelsdown.claims.sentences.meant.other_subjects import without_other_subjects
from wheelsdown.claims.sentences.meant.types_behind import with_types_behind
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import (
    LEADING_ACTS,
    Act,
    Cue,
    EventWord,
    Form,
    Join,
    Modality,
    Points,
    Relation,
    Scope,
)

__all__ = ["with_words_together"]

#: Words between a verb of showing and its aircraft: "show at least two large Russian transport planes".
_SHOWN_REACH = 7
#: Words between a verb of ending and its pause: "ended almost three months of silence".
_ENDED_REACH = 6
#: Words between a pause and its verb: "the lull in flights of Turkish transport planes to Tripoli lasted".
_LASTED_REACH = 10
#: Words between "came" and its aircraft: "came two Algerian".
_COME_REACH = 3
#: What may go on beside what is shown.
_BESIDE = frozenset({Act.STAY, Act.SHOW, Act.CARRY, Act.LIGHT, Act.DEPLOY, Act.END, Act.AGAIN})
_STOPS = frozenset(",;:.()،؛-")
#: English words before who visits, and words from a visit to its aircraft: "of a US Air Force".
_VISITOR_REACH = 6
_OF_WHOM = frozenset(("by", "of", "from"))
_ARABIC, _ENGLISH = "ar", "en"
#: How an English verb ends that may be a noun, and words between "ended" and its flights.
_GERUND, _STOPPED_REACH = "ing", 3
#: English words between a noun of stopping or beginning and what stopped or began, and words of that.
_OF_WHAT, _WHAT_REACH = frozenset(("of", "in", "to")), 4
#: English verbs that by themselves tell nothing.
_COMING = frozenset(("came", "come"))


def with_words_together(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence with such words as events where they are, and without them where they are not.

    A registration or call sign that stands for its aircraft ("RA-78765 made the trip again") is one.
    """
    marks = with_companies(with_codes(with_types_behind(marks)))
    marks = without_other_subjects(without_senders(without_owners(without_descriptions(marks))))
    ended = dict(_ended(marks))
    pauses = {noun.first for noun in ended.values()}
    events = [
        told
        for event in marks.events
        if event.first not in pauses
        and not _is_of_denial(marks, event)
        and (told := _told(marks, event, ended)) is not None
    ]
    return msgspec.structs.replace(
        marks, events=tuple(events), cues=tuple(c for c in marks.cues if not _is_inside(c, events))
    )


def _is_of_denial(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an Arabic verb is only part of words that deny what follows: "لا يوجد دليل على هبوط".

    So is one of words that only look like a denial of it: "لم تعلق السفارة على هبوط".
    """
    return event.mark.language == _ARABIC and any(
        cue.first < event.first and event.last < cue.last + (cue.mark.modality is Modality.FACT)
        for cue in marks.cues
        if cue.mark.modality is Modality.FACT or cue.mark == Cue(Modality.DENIAL, Scope.AFTER)
    )


def _told(
    marks: SentenceMarks, event: At[EventWord], ended: Mapping[int, At[EventWord]]
) -> At[EventWord] | None:
    """Get what a word tells among those around it; None where it tells nothing."""
    act = event.mark.act
    if is_received(marks, event):
        return _as(event, Act.ARRIVE)
    if act is Act.SHOW or _is_watched(marks, event):
        if not _is_seen(marks, event):
            counts = _counts_flights(marks, event)
            return event if act is Act.HOST else _as(event, Act.SEE) if counts else None
        return _as(event, Act.SHOW if _is_still(marks, event) else Act.SEE)
    if act in (Act.END, Act.LAST, Act.AGAIN):
        return _only_with(marks, event, ended)
    if act is Act.HAPPEN:
        return _happened(marks, event)
    return _moved(marks, event)


def _moved(marks: SentenceMarks, event: At[EventWord]) -> At[EventWord] | None:
    """Get what a word tells of an aircraft that moved or stood; None where it tells nothing."""
    act = event.mark.act
    if act is Act.VISIT and _is_by_aircraft(marks, event):
        return _as(event, Act.ARRIVE)
    if act is Act.HOST and any(d.last == event.first for d in marks.dates) and not _has_host(marks, event):
        return _as(event, Act.ARRIVE)
    if (act is Act.STAY and is_elsewhere(marks, event)) or is_no_coming(marks, event):
        return None
    if returns_alone(marks, event):
        return _as(event, Act.RETURN)
    if act is Act.PAUSE and _comes_to_stand(marks, event):
        return _as(event, Act.STOP if _is_timed(marks, event) else Act.ARRIVE)
    if (of_flights := told_of_flights(marks, event)) is not None:
        return _as(event, of_flights)
    if act in (Act.PAUSE, Act.RESUME) and _is_of_something_else(marks, event):
        return None
    if act is Act.ARRIVE and flies_in_a_year(marks, event):
        return _as(event, Act.FLY)
    if _is_flying_that_turns(marks, event):
        return msgspec.structs.replace(event, mark=replace(event.mark, form=Form.NOUN))
    return None if _is_callsign(marks, event) or _is_there(marks, event) else event


def _only_with(
    marks: SentenceMarks, event: At[EventWord], ended: Mapping[int, At[EventWord]]
) -> At[EventWord] | None:
    """Get what a word tells that tells nothing without its noun: what ended or lasted, when it was again."""
    if event.mark.act is Act.LAST:
        return _as(event, Act.PAUSE) if _is_of_pause(marks, event) else None
    if event.mark.act is Act.AGAIN:
        return _as(event, Act.REPEAT) if _is_alone(marks, event) else None
    if event.first in ended:
        return _as(event, Act.RESUME)
    return _as(event, Act.PAUSE) if _ends_flights(marks, event) else None


def _happened(marks: SentenceMarks, event: At[EventWord]) -> At[EventWord] | None:
    """Get what a verb of happening tells: that an aircraft came, that one thing followed another, nothing."""
    if _brings_in(marks, event) or _follows_from(marks, event) or comes_by_itself(marks, event):
        return _as(event, Act.ARRIVE)
    alone = event.last - event.first == 1 and marks.form(event.first) in _COMING
    if alone or _is_callsign(marks, event) or _is_there(marks, event):
        return None
    return event


def _is_by_aircraft(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an aircraft, and nobody, is who visits: "the second visit by an An-124"."""
    craft = (a.first for a in marks.aircraft if a.mark.named is not None and not a.mark.is_flight)
    first = next((first for first in craft if first >= event.last), marks.last)
    who = [marks.form(index) for index in range(event.last - 1, min(first, event.last + _VISITOR_REACH))]
    near = first - event.last <= _VISITOR_REACH
    return event.mark.form is Form.NOUN and near and not _OF_WHOM.isdisjoint(who)


def _comes_to_stand(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether one aircraft, and no flights, stopped somewhere: "a C-27J came to a halt at Gao"."""
    before = [aircraft for aircraft in marks.aircraft if aircraft.last <= event.first]
    it = any(p.last == event.first and p.mark is Points.AIRCRAFT for p in marks.pointers)
    if event.mark.form is not Form.VERB or any(each.mark.is_flight for each in before):
        return False
    if not before and not (it and _is_timed(marks, event)):
        return False
    places = {place.first for place in marks.places}
    after = next((length.last for length in marks.durations if length.first == event.last), event.last)
    ties = [tie for tie in marks.relations if tie.first == after and tie.mark is Relation.AT]
    many = bool(before) and before[-1].mark.plural
    return not many and any(tie.last in places or tie.last + 1 in places for tie in ties)


def _is_timed(marks: SentenceMarks, event: At[EventWord]) -> bool:
    return any(length.first == event.last for length in marks.durations)


def _ends_flights(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether flights are what an English verb ended, or what ended on a day: "ended the flights"."""
    flights = [a for a in marks.aircraft if a.mark.is_flight and a.mark.plural]
    if event.mark.language == _ENGLISH and _is_dated(marks, event.last):
        before = [verb for verb in marks.events if verb.last <= event.first and verb.mark.form is Form.VERB]
        return not before and any(flight.last <= event.first for flight in flights)
    first = next((flight.first for flight in flights if flight.first >= event.last), marks.last)
    gap = range(event.last, first)
    ties = {tie.first for tie in marks.relations}
    near = _is_near(marks, event.last, first, _STOPPED_REACH)
    return event.mark.language == _ENGLISH and near and ties.isdisjoint(gap)


def _is_dated(marks: SentenceMarks, index: int) -> bool:
    """Say whether a day or a length of time stands at a token, behind its tie."""
    times: tuple[Sequence[At[object]], ...] = (marks.dates, marks.durations)
    firsts = {item.first for items in times for item in items}
    ties = (tie.last for tie in marks.relations if tie.first == index)
    return any(at in firsts for at in (index, *ties))


def _is_flying_that_turns(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a gerund that opens its clause is what stopped or began again: "flying was halted"."""
    if event.mark.act is not Act.FLY or not marks.form(event.first).endswith(_GERUND):
        return False
    here = clause_at(clauses_of(marks), event.first)
    if here is None or any(marks.form(index).isalnum() for index in range(here.first, event.first)):
        return False
    verbs = [e for e in between(marks.events, event.last, here.last) if e.mark.form is Form.VERB]
    return bool(verbs) and verbs[0].mark.act in (Act.PAUSE, Act.RESUME)


def _brings_in(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether the subject behind a verb is an aircraft: "behind it came a Tu-154"."""
    if event.mark.form is not Form.VERB:
        return False
    behind = next((aircraft for aircraft in marks.aircraft if aircraft.first >= event.last - 1), None)
    if behind is None or behind.mark.is_flight:
        return False
    first = min([c.first for c in marks.counts if c.mark.head == behind.mark.span], default=behind.first)
    if not _is_near(marks, event.last, min(first, behind.first), _COME_REACH):
        return False
    here = next(clause for clause in clauses_of(marks) if clause.holds(event.first))
    beside = between(marks.events, here.first, here.last)
    return not any(e.mark.form is Form.VERB and e.first != event.first for e in beside)


def _follows_from(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether one aircraft follows another from somewhere: "a second followed it from Irkutsk"."""
    after = event.last
    after += any(p.first == after and p.mark is Points.AIRCRAFT for p in marks.pointers)
    places = {place.first for place in marks.places}
    ties = [tie for tie in marks.relations if tie.first == after and tie.mark is Relation.FROM]
    return event.mark.form is Form.VERB and any(tie.last in places for tie in ties)


def _as(event: At[EventWord], act: Act) -> At[EventWord]:
    return msgspec.structs.replace(event, mark=replace(event.mark, act=act))


def _is_watched(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether somebody, and no place, saw what came: "its reporter saw only one plane"."""
    if event.mark.act is not Act.HOST or event.mark.form is not Form.VERB:
        return False
    if any(date.last == event.first for date in marks.dates):
        return False
    shown = next((a.first for a in marks.aircraft if a.first >= event.last), marks.last)
    return not any(first < shown for first in _hosts(marks))


def _hosts(marks: SentenceMarks) -> list[int]:
    """Get where the words for places stand, with and without names."""
    nameless = [pointer.first for pointer in marks.pointers if pointer.mark in (Points.PLACE, Points.THERE)]
    return [*nameless, *(place.first for place in marks.places)]


def _has_host(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a place is what received it, before the day: "Gao in the past week received"."""
    tied = {tie.last for tie in marks.relations}
    return any(first < event.first and first not in tied for first in _hosts(marks))


def _is_still(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether what is shown stands somewhere: nothing leads from or to a place after it."""
    leading = (Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN, Relation.OVER)
    return not any(tie.mark in leading and tie.first >= event.last for tie in marks.relations)


def _is_of_something_else(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it only tells when or why one came: "landed a day after the resumption of talks"."""
    if event.mark.form is not Form.NOUN or event.mark.language != _ENGLISH:
        return False
    first = event.last - (marks.form(event.last - 1) in _OF_WHAT)
    if marks.form(first) not in _OF_WHAT:
        return False
    verbs = [e for e in marks.events if e.last <= event.first and e.mark.form is Form.VERB]
    came = any(verb.mark.act in LEADING_ACTS for verb in verbs)
    behind = range(first + 1, min(first + 1 + _WHAT_REACH, marks.last))
    events = (one for one in marks.events if one.first >= event.last)
    flown: tuple[At[object], ...] = (*marks.aircraft, *events, *marks.durations)  # "after a gap of two weeks"
    return came and not any(one.first in behind for one in flown)


def _is_inside(cue: At[Cue], events: Sequence[At[EventWord]]) -> bool:
    """Say whether a word of modality is only part of a noun: "stop" of "a technical stop"."""
    nouns = (e for e in events if e.mark.form is Form.NOUN and e.last - e.first > cue.last - cue.first)
    return any(noun.first <= cue.first and cue.last <= noun.last for noun in nouns)


def _is_alone(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a clause holds nothing but "again" and a day: "and again on 9 May"."""
    here = clause_at(clauses_of(marks), event.first)
    if here is None:
        return False
    days = between(marks.dates, here.first, here.last)
    kinds: tuple[Sequence[At[object]], ...] = (marks.dates, marks.joins, marks.relations, marks.counts)
    known = {
        index for items in (*kinds, (event,)) for item in items for index in range(item.first, item.last)
    }
    words = (index for index in range(here.first, here.last) if marks.form(index).isalnum())
    return bool(days) and all(index in known for index in words)


def _is_callsign(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether the word is the name of a call sign: "REACH 471"."""
    first, following = marks.tokens[event.first], event.first + 1
    if following >= marks.last or marks.tokens[following].kind is not TokenKind.NUMBER:
        return False
    word = marks.text[first.start : first.end]
    return event.last == following and len(word) > 1 and word.isupper() and not marks.sentence.is_headline


def _is_there(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether "there were" only says where something was: "flights there were stopped"."""
    if not any(pointer.first == event.first and pointer.mark is Points.THERE for pointer in marks.pointers):
        return False
    return any(noun.last == event.first for noun in (*marks.aircraft, *marks.events))


def _is_seen(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an aircraft, and not what it did, is shown."""
    shown = next((a for a in marks.aircraft if a.first >= event.last), None)
    if shown is None or shown.mark.is_flight:
        return shows_again(marks, event)
    reach = _SHOWN_REACH + _words_of_names(marks, event, shown)
    asked = any(j.mark is Join.WHO for j in between(marks.joins, event.last, shown.first))
    if asked or not _is_near(marks, event.last, shown.first, reach):
        return False
    first = next((e for e in marks.events if e.first >= event.last and e.mark.act not in _BESIDE), None)
    return first is None or any(marks.form(index) in _STOPS for index in range(shown.last, first.first))


def _counts_flights(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether flights are what somebody counted, in Arabic: "أحصى الموقع ثلاث رحلات"."""
    flights = {
        craft.mark.span for craft in marks.aircraft if craft.mark.is_flight and craft.first > event.first
    }
    counts = (count.mark for count in marks.counts if count.first >= event.last and not count.mark.implied)
    return event.mark.language == _ARABIC and any(count.head in flights for count in counts)


def _words_of_names(marks: SentenceMarks, event: At[EventWord], shown: At[AircraftMark]) -> int:
    """Count the words between that name who saw it, where and when."""
    kinds: tuple[Sequence[At[object]], ...] = (marks.sources, marks.persons, marks.places, marks.dates)
    names = (item for items in kinds for item in between(items, event.last, shown.first))
    return len({index for name in names for index in range(name.first, name.last)})


def _ended(marks: SentenceMarks) -> Iterator[tuple[int, At[EventWord]]]:
    """Get the verbs of ending by their first token, with the pause that is ended."""
    for event in marks.events:
        if event.mark.act is Act.END:
            for noun in marks.events:
                is_pause = noun.mark.act is Act.PAUSE and noun.mark.form is Form.NOUN
                if (
                    is_pause
                    and noun.first >= event.last
                    and _is_near(marks, event.last, noun.first, _ENDED_REACH)
                ):
                    yield event.first, noun
                    break


def _is_of_pause(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a pause before it is what lasted: "the lull in flights to Gao lasted"."""
    nouns = (e for e in marks.events if e.mark.act is Act.PAUSE and e.mark.form is Form.NOUN)
    return any(
        noun.last <= event.first and _is_near(marks, noun.last, event.first, _LASTED_REACH) for noun in nouns
    )


def _is_near(marks: SentenceMarks, first: int, last: int, reach: int) -> bool:
    gap = [index for index in range(first, last) if marks.tokens[index].kind is not TokenKind.MARK]
    return len(gap) <= reach and not any(marks.form(index) in ",;:.()،؛" for index in range(first, last))
