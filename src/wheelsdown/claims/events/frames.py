"""Put the clauses of a sentence together into frames: what one aircraft, force or person did, told in one go.

A new frame begins where a clause brings its own aircraft ("..., while two An-124s flew to ..."), speaks of
some or the rest of them, or is told in another way than the one before (a plan after a fact). Everything else
goes on with the frame it stands in: participles, "then to", "before returning", relatives, appositions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wheelsdown.articles.marks import PlaceMark, Unit
from wheelsdown.claims.events.borrowing import is_of_visitor, is_only_aboard
from wheelsdown.claims.events.each_day import is_on_its_own_day
from wheelsdown.claims.events.memory import is_field
from wheelsdown.claims.events.named_behind import is_named_behind
from wheelsdown.claims.events.of_last import is_of_last
from wheelsdown.claims.events.onward_flights import flies_on, is_back, telling_of
from wheelsdown.claims.events.same_flight import is_in_flight, is_way_here
from wheelsdown.claims.events.told.bare_clauses import bare_modality
from wheelsdown.claims.events.told.day_points import is_point
from wheelsdown.claims.events.told.modality import modalities_of
from wheelsdown.claims.events.told.predicates import is_doubted_aside
from wheelsdown.claims.sentences.aircraft.distinct_subjects import brings_another, distinct, is_of_person
from wheelsdown.claims.sentences.aircraft.standing import is_followed, is_posted, needs_no_verb, words_before
from wheelsdown.claims.sentences.aircraft.subjects import Subject, is_all, subjects_of
from wheelsdown.claims.sentences.clauses import Clause, behind_flights, clauses_of
from wheelsdown.claims.sentences.meant.ellipses import is_next, is_way_back, own_events, told_clauses
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import (
    LANDED_ACTS,
    LEADING_ACTS,
    Act,
    EventWord,
    Form,
    Join,
    Modality,
    Points,
    Relation,
    Scope,
)

__all__ = ["Frame", "Subject", "frames_of"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Clauses of one sentence that tell one event.

    ``subjects``: what flew; several when a claim is made of each ("an Il-76 and an An-124 landed").
    ``borrowed``: they are those of the frame before.
    """

    clauses: tuple[Clause, ...]
    events: tuple[At[EventWord], ...]
    subjects: tuple[Subject, ...]
    modality: Modality | None
    borrowed: bool = False
    is_elliptical: bool = False
    """It has no verb of its own: "the rest from Minsk"."""

    @property
    def first(self) -> int:
        """First token."""
        return self.clauses[0].first

    @property
    def last(self) -> int:
        """Token after the last."""
        return self.clauses[-1].last


#: Words for others than those before.
_OTHERS = (Points.REST, Points.MORE, Points.SOME, Points.ONE)
#: Words by which a clause is added.
_ADDING = frozenset({Join.AND, Join.BUT})
#: Words that lead somewhere: with them a clause without a verb still tells a flight.
_LEADING = frozenset({Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN})
#: Acts that make a claim of another kind than a flight.
_KINDS = frozenset({Act.VISIT, Act.HOLD, Act.WITHDRAW, Act.HAPPEN})
#: Acts by which a flight is only told to have been.
_RECORDED = frozenset({Act.SEE, Act.SHOW, Act.LIGHT, Act.HAPPEN})
#: The Arabic particle of what for: "طائرة لنقل المصابين".
_PURPOSE = "ل"
#: Acts that tell nothing of their own by a noun.
_PASSIVE = frozenset({Act.LIGHT, Act.HAPPEN, Act.HOLD, Act.PAUSE, Act.SEE})
_TURNS = frozenset({Act.RESUME, Act.PAUSE})
_UNTOLD = frozenset({Modality.GENERIC, Modality.OTHER})


@dataclass(slots=True)
class _Part:
    clauses: list[Clause]
    events: list[At[EventWord]]
    subjects: list[Subject]
    leads: bool
    has_day: bool
    has_point: bool
    """A day or days are told, and not only since when."""
    has_time: bool
    """A time of the day is told."""
    is_apart: bool
    """After a semicolon."""
    explains: bool
    """After a colon."""
    counts_events: bool
    modality: Modality | None
    follows: bool
    """A word for what came next stands in it, before what came."""
    is_way_here: bool
    """It only tells which flight ended so: "after a flight from Gao"."""
    is_in_flight: bool
    borrowed: bool = False
    is_elliptical: bool = False


def frames_of(marks: SentenceMarks) -> tuple[Frame, ...]:
    """Get the frames of one sentence, in order; they cover it without gaps."""
    clauses = clauses_of(marks)
    modality = modalities_of(marks, clauses)
    parts: list[_Part] = []
    for clause in told_clauses(marks, clauses, modality):
        part = _part(marks, clauses, clause, modality)
        if parts:
            part.modality = part.modality or _headed(marks, parts[-1], part)
        if parts and not part.subjects and is_of_last(marks, parts[-1].subjects, part.events, clause):
            part.subjects = [parts[-1].subjects.pop()]
        named = parts and is_named_behind(marks, parts[-1].subjects, part.subjects, clause)
        if parts and (named or not _begins(marks, parts[-1], part)):
            _join(marks, parts[-1], part)
        else:
            same = bool(parts) and _is_on_its_own_day(marks, parts[-1], part)
            if parts and not part.subjects:
                part.subjects = list(parts[-1].subjects)
                visited = not parts[-1].borrowed and is_of_visitor(marks, parts[-1].clauses)
                part.borrowed = bool(part.subjects) or not (visited or parts[-1].modality is Modality.OTHER)
                untold = parts[-1].modality in _UNTOLD and not part.has_day
                if same or untold or is_back(marks, part.events):
                    part.modality = part.modality or parts[-1].modality
            if parts and not part.events:
                part.events, part.is_elliptical = list(parts[-1].events), True
            parts.append(part)
    if parts and _stands_alone(marks, parts[0]):
        parts[0].is_elliptical = True
    return tuple(
        Frame(
            tuple(p.clauses),
            tuple(p.events),
            distinct(marks, p.subjects),
            p.modality,
            p.borrowed,
            p.is_elliptical,
        )
        for p in parts
    )


def _part(
    marks: SentenceMarks, clauses: Sequence[Clause], clause: Clause, modality: dict[int, Modality | None]
) -> _Part:
    events = own_events(marks, clause)
    verbs = [e for e in events if e.mark.form is Form.VERB and e.mark.act not in (Act.SEE, Act.OTHER)]
    verbs = [] if is_only_aboard(verbs, events) else verbs
    verbs = [e for e in verbs if not is_way_back(marks, e)] or verbs
    verbs.sort(key=lambda e: e.mark.act is Act.RETURN or is_doubted_aside(marks, e, events, modality))
    told = [modality[e.first] for e in verbs or sorted(events, key=lambda e: e.mark.act is not Act.RESUME)]
    places = between(marks.places, clause.first, clause.last)
    relations = between(marks.relations, clause.first, clause.last)
    dates = between(marks.dates, clause.first, clause.last)
    leads = bool(places) and any(
        relation.mark in _LEADING or relation.mark is Relation.INTO for relation in relations
    )
    leads = leads or any(place.mark.particles or marks.form(place.first - 1) == "-" for place in places)
    leads = leads or _is_elsewhere(marks, clause, places)
    counts = between(marks.counts, clause.first, clause.last)
    subjects = subjects_of(marks, clause)
    if not events:
        subjects = [subject for subject in subjects if not is_all(marks, subject)]
    return _Part(
        clauses=[clause],
        events=events,
        subjects=subjects,
        leads=leads,
        has_day=bool(dates),
        has_point=any(is_point(date.mark) for date in dates),
        has_time=any(j.mark is Join.DAYTIME for j in between(marks.joins, clause.first, clause.last)),
        is_apart=marks.form(clause.first - 1) in (";", "؛"),
        explains=marks.form(clause.first - 1) == ":",
        counts_events=any(c.mark.unit is Unit.EVENTS and not c.mark.implied for c in counts),
        follows=bool(subjects) and is_next(marks, clause, subjects[0].at),
        modality=told[0] if told else bare_modality(marks, clauses, clause),
        is_way_here=is_way_here(clause, events, subjects, {relation.mark for relation in relations}),
        is_in_flight=is_in_flight(marks, clause, events, subjects),
    )


def _stands_alone(marks: SentenceMarks, part: _Part) -> bool:
    """Say whether it goes on with the sentence before: "The second from Minsk", "Another on Tuesday"."""
    if part.events or not (part.leads or part.has_day) or not part.subjects:
        return False
    at = part.subjects[0].at
    typed = [subject.aircraft for subject in part.subjects if subject.aircraft is not None]
    if typed and not needs_no_verb(marks, at, is_aircraft=part.subjects[0].aircraft is not None):
        return False
    if any(aircraft.mark.is_flight for aircraft in typed):
        return False
    before = words_before(marks, at)
    if part.subjects[0].n is not None:
        before = [index for index in before if index != at - 1]  # "just two more"
    return (not before or is_posted(marks, at)) and (bool(typed) or is_followed(marks, at))


def _headed(marks: SentenceMarks, before: _Part, part: _Part) -> Modality | None:
    """Get the modality of flights named behind a dash or colon: "the plan: three trips, and one to"."""
    is_listed = Join.AND in part.clauses[0].joins and bool(part.events)
    if not is_listed and marks.form(part.clauses[0].first - 1) not in ("-", ":"):
        return None
    if any(event.mark.form is Form.VERB for event in (*before.events, *part.events)):
        return None
    cues = between(marks.cues, before.clauses[0].first, before.clauses[-1].last)
    return next((cue.mark.modality for cue in cues if cue.mark.scope is Scope.NOUN), None)


def _begins(marks: SentenceMarks, before: _Part, part: _Part) -> bool:
    """Say whether a clause begins a frame of its own."""
    apart = part.is_apart and before.leads and any(e.mark.act in LEADING_ACTS for e in part.events)
    if part.is_in_flight or (part.is_way_here and _has_landed(before)) or not (_tells(before) or apart):
        return False
    if part.events and before.modality is not part.modality and _matters(part):
        return True
    if part.is_apart and part.events and part.counts_events:
        return True
    if _is_of_another_day(marks, before, part):
        return True
    if part.has_day and not part.subjects and _goes_on(marks, before, part):
        return True
    if not part.subjects or not (before.subjects or before.borrowed):
        own = apart or _own_kind(before, part)
        return bool(part.subjects) and bool(part.events) and own and _moves(part)
    follows = Join.THEN in part.clauses[0].joins or part.follows or part.has_time
    if before.is_elliptical and not part.events and _is_other(before, part):
        return True
    if not (part.events or part.leads or part.has_day or follows):
        return False
    if _announces(before, explained=part.explains) or _explains(before, part) or _is_numbered(before, part):
        return False
    pointing = any(subject.points or subject.ordinal for subject in part.subjects)
    own = _moves(part) or part.leads or ((part.has_day or follows) and bool(before.events))
    return (pointing or _is_other(before, part)) and own


def _goes_on(marks: SentenceMarks, before: _Part, part: _Part) -> bool:
    """Say whether a clause tells of another day on which what came down before flew on."""
    return flies_on([telling_of(marks, one) for one in before.clauses], telling_of(marks, part.clauses[0]))


def _is_on_its_own_day(marks: SentenceMarks, before: _Part, part: _Part) -> bool:
    """Say whether a clause only has one more place, with a day of its own, for what flew before."""
    if part.subjects or part.events or not (before.subjects or before.borrowed):
        return False
    return is_on_its_own_day(marks, before.clauses, before.events, part.clauses[0])


def _is_of_another_day(marks: SentenceMarks, before: _Part, part: _Part) -> bool:
    """Say whether a clause with a day or number tells of the same aircraft once more, apart from before."""
    if _is_on_its_own_day(marks, before, part) or (before.counts_events and _counts_more(marks, part)):
        return True
    stopped = any(e.mark.act is Act.PAUSE for e in before.events) and _ADDING & set(part.clauses[0].joins)
    again = any(e.mark.act is Act.REPEAT or (stopped and e.mark.act is Act.RESUME) for e in part.events)
    if part.has_day and (again or part.clauses[0].first in behind_flights(marks)):
        return True
    if not (before.has_day and part.has_day and part.has_point):
        return False
    if part.is_apart and any(event.mark.act in LEADING_ACTS for event in part.events):
        return True
    was_seen = bool(before.events) and all(event.mark.act is Act.SEE for event in before.events)
    return (was_seen and bool(part.events)) or (before.has_point and part.leads and _is_next_time(part))


def _is_next_time(part: _Part) -> bool:
    """Say whether only a later one of those counted is told: "the second, on 6 May, by way of Ramstein"."""
    ordinals = [subject.ordinal or 0 for subject in part.subjects if subject.aircraft is None]
    return not part.events and bool(ordinals) and max(ordinals) > 1


def _has_landed(part: _Part) -> bool:
    """Say whether the last that is told is that it came down."""
    return bool(part.events) and part.events[-1].mark.act in LANDED_ACTS


def _announces(part: _Part, *, explained: bool) -> bool:
    """Say whether a clause only names a flight that the next one tells: "From Minsk: a Boeing landed".

    ``explained``: before a colon it may say that it was seen: "the last such flight was seen in May: a C-17".
    """
    craft = [
        s.aircraft.mark for s in part.subjects if s.aircraft is not None and (explained or not s.ordinal)
    ]
    acts = _RECORDED if explained else frozenset()
    named = all(event.mark.form is Form.NOUN or event.mark.act in acts for event in part.events)
    whole = explained or len(craft) == len(part.subjects)
    return bool(craft) and whole and all(mark.is_flight for mark in craft) and named


def _counts_more(marks: SentenceMarks, part: _Part) -> bool:
    """Say whether a clause only has one more number of flights: "in January - 27", «и три раза — в Гао»."""
    numbers = [subject for subject in part.subjects if subject.aircraft is None and subject.n is not None]
    leads = part.leads or marks.form(part.clauses[-1].last - 1) == "-"
    counts = leads if part.counts_events else bool(numbers) and (part.has_day or leads)
    return counts and not part.events and numbers == part.subjects


def _explains(before: _Part, part: _Part) -> bool:
    """Say whether a clause behind a colon tells more of its flight: "an Il-76 came: take-off from Gao"."""
    marks = [subject.aircraft.mark if subject.aircraft else None for subject in part.subjects]
    named = bool(marks) and all(mark is not None and mark.is_flight and not mark.plural for mark in marks)
    nouns = all(event.mark.form is Form.NOUN for event in part.events)
    craft = any(subject.aircraft and not subject.aircraft.mark.is_flight for subject in before.subjects)
    return part.explains and named and nouns and craft


def _is_numbered(before: _Part, part: _Part) -> bool:
    """Say whether a noun only says which one the flight before was: ", the first such flights since June"."""
    verbs, others = ([e for e in p.events if e.mark.form is Form.VERB] for p in (before, part))
    craft = [subject.aircraft.mark for subject in part.subjects if subject.aircraft is not None]
    told = bool(before.subjects) or before.borrowed  # "حطت في بنغازي، الثلاثاء، أول رحلة"
    first = told and bool(craft) and any(subject.ordinal for subject in part.subjects)
    leads = part.leads and any(subject.ordinal for subject in before.subjects)
    one = first and all(mark.is_flight for mark in craft)
    return one and bool(verbs) and not (others or leads or part.has_point)


def _tells(part: _Part) -> bool:
    return bool(part.events) or (part.leads and bool(part.subjects))


def _matters(part: _Part) -> bool:
    acts = {event.mark.act for event in part.events}
    if not part.subjects and Act.SHOW in acts and acts <= {Act.SHOW, Act.SEE}:
        return False  # "but a search showed that the picture was taken in 2021"
    told = (e.mark for e in part.events if not (e.mark.act is Act.SHIP and _PURPOSE in e.particles))
    return any(event.act not in _PASSIVE or event.form is Form.VERB for event in told)


def _own_kind(before: _Part, part: _Part) -> bool:
    """Say whether it tells no flight that the next goes on with: "they resumed when an Il-76 came"."""
    acts = {event.mark.act for event in before.events}
    return bool(acts & _KINDS) or (bool(acts & _TURNS) and (part.explains or bool(part.clauses[0].joins)))


def _moves(part: _Part) -> bool:
    return any(event.mark.act not in (Act.HOLD, Act.HAPPEN) for event in part.events)


def _is_other(before: _Part, part: _Part) -> bool:
    """Say whether the clause brings an aircraft that is not the one of the frame."""
    mine = [s.aircraft for s in part.subjects if s.aircraft is not None and not s.is_back]
    theirs = [subject.aircraft for subject in before.subjects if subject.aircraft is not None]
    if not mine or brings_another(part.events, part.subjects):
        return bool(mine)
    known = {aircraft.mark.named or aircraft.mark.text for aircraft in theirs}
    return any((aircraft.mark.named or aircraft.mark.text) not in known for aircraft in mine)


def _join(marks: SentenceMarks, before: _Part, part: _Part) -> None:
    if not before.events and not _is_beside_habit(before, part):
        before.modality = part.modality if part.events else before.modality or part.modality
    aside = bool(before.events) and not part.events
    aside = aside and (Join.BUT in part.clauses[0].joins or _is_remark(before, part))
    aside = aside or _is_numbered(before, part) or part.is_way_here or part.is_in_flight
    aside = aside or (not part.events and is_of_person(marks, part.clauses[0]))
    before.clauses += part.clauses
    before.events += part.events
    before.subjects += [] if aside else part.subjects
    described = not part.events and part.modality is Modality.GENERIC and Join.WHO in part.clauses[0].joins
    before.leads = before.leads or (part.leads and not described)


def _is_beside_habit(before: _Part, part: _Part) -> bool:
    """Say whether a noun is told before or after what is told as a habit: «عادة ما ... قبل الهبوط»."""
    nouns = bool(part.events) and all(event.mark.form is Form.NOUN for event in part.events)
    told = Join.THEN in part.clauses[0].joins and nouns and part.modality is None and not part.has_day
    return told and before.modality is Modality.GENERIC


def _is_remark(before: _Part, part: _Part) -> bool:
    """Say whether it only says something of some of them: ", two of them without transponders"."""
    told = any(subject.aircraft is not None and not subject.points for subject in before.subjects)
    return told and all(subject.aircraft is None and subject.n for subject in part.subjects)


def _is_elsewhere(marks: SentenceMarks, clause: Clause, places: Sequence[At[PlaceMark]]) -> bool:
    """Say whether a clause without a verb is of others at a field: ", a C-17 in Gao", ", the rest at Gao"."""
    craft = [item.first for item in between(marks.aircraft, clause.first, clause.last) if item.mark.named]
    pointers = between(marks.pointers, clause.first, clause.last)
    typed = [*craft, *(item.first for item in pointers if item.mark in _OTHERS)]
    if not typed or between(marks.events, clause.first, clause.last):
        return False
    at = {relation.last for relation in marks.relations if relation.mark is Relation.AT}
    behind = [place for place in places if place.first > min(typed) and is_field(place.mark)]
    return any(place.first in at for place in behind)
