"""How many aircraft and how many events a frame tells, which aircraft, and whose.

An airframe count belongs to the aircraft it stands before; an ordinal or "one of them" is one; without any
count a singular is one and a plural stays open. Words for whose they are count where they stand beside the
aircraft or begin the frame as its subject, never where they only describe a base.
"""

from wheelsdown.articles.marks import (
    AircraftMark,
    CountMark,
    OperatorMark,
    PlaceLevel,
    PlaceMark,
    SourceKind,
    SourceMark,
    Unit,
)
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.claim import ClaimedAircraft, CountField
from wheelsdown.claims.frames import Frame, Subject
from wheelsdown.claims.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.unlisted import end_of_name, taken
from wheelsdown.claims.words import Act, EventWord, Form, Join, Points

__all__ = ["aircraft_of", "airframes_of", "events_of", "operator_of", "tells_rate"]

#: Words between a number and its aircraft, at most: "two heavily loaded Russian Air Force transport planes".
_COUNT_REACH = 8
#: Words between two counts of which the second is the whole: "one of the three".
_OF = 2
#: Words between the words for whose aircraft it is and the aircraft.
_OPERATOR_BEFORE, _OPERATOR_AFTER = 5, 6

#: Words between who acts and the verb: "Moscow has now resumed".
_ADVERBS = 2
#: Marks that close the name of a source.
_CLOSING = frozenset('»"”')
#: Arabic "to the" and "the", as they are written together with a word.
_TO_THE, _TO, _THE = "لل", "ل", "ال"

ONE = CountField(op="=", n=1)

#: Acts done by whoever stands before the verb, to aircraft that stand after it.
_OWN = frozenset({Act.RESUME, Act.PAUSE, Act.WITHDRAW})
_DONE = frozenset({Act.RESUME, Act.PAUSE, Act.WITHDRAW, Act.SHIP, Act.FLY, Act.DEPLOY, Act.HOLD, Act.GET})


def aircraft_of(marks: SentenceMarks, frame: Frame, subject: Subject) -> ClaimedAircraft | None:
    """Get the aircraft of a subject as stated; None when the frame names none."""
    if subject.aircraft is None:
        return None
    mark = subject.aircraft.mark
    registrations = between(marks.registrations, frame.first, frame.last)
    callsigns = between(marks.callsigns, frame.first, frame.last)
    return ClaimedAircraft(
        text=mark.text,
        type_designator=mark.type_designator,
        nearest_type=mark.nearest,
        registration=registrations[0].mark.registration if len(registrations) == 1 else None,
        callsign=callsigns[0].mark.callsign if len(callsigns) == 1 else None,
    )


def airframes_of(marks: SentenceMarks, frame: Frame, subject: Subject) -> CountField | None:
    """Get how many aircraft the subject is; None where the words leave it open."""
    aircraft = subject.aircraft
    if aircraft is not None and aircraft.mark.is_flight:
        return None
    if subject.ordinal is not None or subject.points is Points.ONE or _is_one_more(marks, aircraft):
        return ONE
    if subject.n is not None:
        return CountField(op="=", n=subject.n)
    if aircraft is not None and _is_attribute(marks, aircraft):
        return None
    counted = _count_before(marks, frame, aircraft) if aircraft is not None else None
    if (
        counted is not None
        and counted.implied
        and counted.count.n > 1
        and events_of(marks, frame) is not None
    ):
        return None
    if counted is not None:
        return CountField(op=counted.count.op.value, n=counted.count.n, text=counted.text)
    if subject.points is not None:
        numbers = [
            c for c in marks.counts if c.mark.unit is Unit.AIRFRAMES and abs(c.first - subject.at) <= 1
        ]
        if not numbers and subject.points is Points.MORE and (aircraft is None or not aircraft.mark.plural):
            return ONE
        return CountField(op=numbers[0].mark.count.op.value, n=numbers[0].mark.count.n) if numbers else None
    if aircraft is None:
        return None
    return _by_form(frame, aircraft.mark)


def _is_one_more(marks: SentenceMarks, aircraft: At[AircraftMark] | None) -> bool:
    """Say whether an ordinal stands for the noun: "وثالثة من طراز أنتونوف-124"."""
    if aircraft is None or not is_arabic(marks.form(aircraft.first)):
        return False
    return any(numeral.last == aircraft.first and numeral.mark.is_ordinal for numeral in marks.numerals)


def _is_attribute(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it only says of what type counted flights are: "seven C-17 arrivals", «31 прилет Ил-76»."""
    flights = [c for c in marks.counts if c.mark.unit is Unit.EVENTS and not c.mark.implied]
    nouns = [c for c in flights if c.mark.head is not None and c.mark.head.start > c.mark.span.start]
    if aircraft.mark.plural is None and any(0 <= aircraft.first - noun.last <= 1 for noun in nouns):
        return True
    if not any(event.first == aircraft.last and event.mark.form is Form.NOUN for event in marks.events):
        return False
    return any(count.mark.unit is Unit.EVENTS and count.first < aircraft.first for count in marks.counts)


def _count_before(marks: SentenceMarks, frame: Frame, aircraft: At[AircraftMark]) -> CountMark | None:
    """Get the nearest count with the aircraft or before it, a written one rather than an implied one."""
    near = [
        count
        for count in between(marks.counts, frame.first, frame.last)
        if count.mark.unit is Unit.AIRFRAMES
        and aircraft.first - count.first >= -1
        and (aircraft.first - count.first <= _COUNT_REACH or _counts(count, aircraft))
        and not any(count.last <= other.first < aircraft.first for other in marks.aircraft)
    ]
    written = [count for count in near if not count.mark.implied]
    best = written or near
    if len(written) > 1 and 0 < written[-1].first - written[-2].last <= _OF:
        return written[-2].mark
    return best[-1].mark if best else None


def _counts(count: At[CountMark], aircraft: At[AircraftMark]) -> bool:
    """Say whether what is counted is this aircraft, however many words stand between."""
    return count.mark.head is not None and count.mark.head.start == aircraft.mark.span.start


def _by_form(frame: Frame, mark: AircraftMark) -> CountField | None:
    if mark.plural is not None:
        return None if mark.plural else ONE
    verbs = [event.mark for event in frame.events if event.mark.form is Form.VERB]
    told = {verb.plural for verb in verbs if verb.act is not Act.SEE}
    if mark.is_generic:
        return ONE if False in told and True not in told else None
    return None if True in told else ONE


def events_of(marks: SentenceMarks, frame: Frame) -> CountField | None:
    """Get how many flights, arrivals or occasions the frame tells; None where no number is written."""
    telling = [clause for clause in frame.clauses if between(marks.events, clause.first, clause.last)]
    counts = [
        count.mark
        for count in _events(marks, frame)
        if any(clause.holds(count.first) for clause in telling or frame.clauses)
    ]
    return (
        CountField(op=counts[0].count.op.value, n=counts[0].count.n, text=counts[0].text) if counts else None
    )


def tells_rate(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the number of flights is so many a week, which is no number of them."""
    return any(count.mark.is_rate for count in _events(marks, frame))


def _events(marks: SentenceMarks, frame: Frame) -> list[At[CountMark]]:
    """Get the written numbers of flights and occasions."""
    return [
        count
        for count in between(marks.counts, frame.first, frame.last)
        if count.mark.unit is Unit.EVENTS and not count.mark.implied and count.mark.ordinal is None
    ]


def operator_of(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> str | None:
    """Get whose aircraft it is, in the words of the text; a force or company before a mere nation."""
    candidates = [
        o for o in between(marks.operators, frame.first, frame.last) if not _describes_base(marks, o)
    ]
    aircraft = subject.aircraft if subject else None
    near = [o for o in candidates if aircraft is not None and _beside(marks, o, aircraft)]
    acting = [o for o in candidates if _acts(marks, frame, o)]
    for group in (near, acting):
        best = sorted(group, key=lambda operator: operator.mark.is_state)
        if best:
            return _bare(best[0].mark)
    return _owned_by(marks, frame) or _actor(marks, frame, subject)


def _actor(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> str | None:
    """Get the country, capital or office whose aircraft it is: beside it, or beside its verb."""
    aircraft = subject.aircraft if subject else None
    places = [p for p in marks.places if p.mark.level in (PlaceLevel.COUNTRY, PlaceLevel.CITY)]
    offices = [source for source in marks.sources if source.mark.kind is SourceKind.OFFICIAL]
    verbs = [event for event in frame.events if event.mark.form is Form.VERB and event.mark.act in _DONE]
    persons = [person.first for person in marks.persons]
    items: list[At[PlaceMark] | At[SourceMark]] = [*offices, *places]
    for item in items:
        if item.first in persons or "-" in (marks.form(item.first - 1), marks.form(item.last)):
            continue
        if frame.first <= item.first < frame.last and not _is_tied(marks, item.first):
            owned = aircraft is not None and _owns(item, aircraft, is_office=item in offices)
            if owned or any(_does(marks, item, verb, aircraft) for verb in verbs):
                return item.mark.text
    return None


def _bare(mark: OperatorMark) -> str:
    """Get the words without an Arabic particle; "to the" is one letter less than "the" after it."""
    if mark.particles and mark.text.startswith(_TO_THE):
        return _THE + mark.text[len(_TO_THE) :]
    return mark.text.removeprefix(mark.particles)


def _without_to(text: str) -> str:
    """Get the words behind "belonging to" without the Arabic particle that is written with them."""
    if text.startswith(_TO_THE):
        return _THE + text[len(_TO_THE) :]
    return text.removeprefix(_TO)


def _owned_by(marks: SentenceMarks, frame: Frame) -> str | None:
    """Get the name after "operated by" that no list holds, or the office after "belonging to"."""
    for owned in [j for j in between(marks.joins, frame.first, frame.last) if j.mark is Join.OWNED]:
        for source in marks.sources:
            if source.mark.kind is SourceKind.OFFICIAL and 0 <= source.first - owned.last <= 1:
                return _without_to(source.mark.text)
        for first in range(owned.last, min(owned.last + _ADVERBS + 2, frame.last)):
            last = end_of_name(marks, first, taken(marks))
            if last is not None:
                return marks.text[marks.tokens[first].start : marks.tokens[last - 1].end]
    return None


def _owns(item: At[PlaceMark] | At[SourceMark], aircraft: At[AircraftMark], *, is_office: bool) -> bool:
    return aircraft.first - item.last in (0, 1) or (is_office and item.first - aircraft.last in (0, 1))


def _does(
    marks: SentenceMarks,
    item: At[PlaceMark] | At[SourceMark],
    verb: At[EventWord],
    aircraft: At[AircraftMark] | None,
) -> bool:
    """Say whether it stands beside a verb whose object is the aircraft, or that needs no aircraft."""
    if verb.mark.act not in _OWN and (aircraft is None or aircraft.first < verb.last):
        return False
    days = {i for at in (*marks.dates, *marks.durations) for i in range(at.first, at.last)}
    between_them = set(range(item.last, verb.first)) - days
    return item.first == verb.last or (item.last <= verb.first and len(between_them) <= _ADVERBS)


def _is_tied(marks: SentenceMarks, index: int) -> bool:
    return any(0 <= index - relation.last <= 1 for relation in marks.relations)


def _beside(marks: SentenceMarks, operator: At[OperatorMark], aircraft: At[AircraftMark]) -> bool:
    if operator.last <= aircraft.first:
        return _is_near(marks, operator.last, aircraft.first, _OPERATOR_BEFORE)
    if operator.first < aircraft.last:
        return True
    if operator.mark.is_state:
        return _is_near(marks, aircraft.last, operator.first, 1) and not _is_tied(marks, operator.first)
    return _is_near(marks, aircraft.last, operator.first, _OPERATOR_AFTER)


def _is_near(marks: SentenceMarks, first: int, last: int, reach: int) -> bool:
    if last - first > reach:
        return False
    events = tuple(event for event in marks.events if event.mark.act is not Act.LIGHT)
    kinds: tuple[tuple[At[object], ...], ...] = (marks.places, events, marks.aircraft)
    if any(join.mark is Join.WITH and first <= join.first < last for join in marks.joins):
        return False
    return not any(first <= item.first < last for items in kinds for item in items)


def _acts(marks: SentenceMarks, frame: Frame, operator: At[OperatorMark]) -> bool:
    """Say whether it stands before the first event of the frame, or right after it, as its subject."""
    verbs = [event for event in frame.events if event.mark.form is Form.VERB]
    if not verbs:
        return False
    first = verbs[0]
    tied = any(0 <= operator.first - relation.last <= 1 for relation in marks.relations)
    tied = tied or any(
        join.mark is Join.WITH and 0 <= operator.first - join.last <= 1 for join in marks.joins
    )
    if operator.last <= first.first:
        return not tied
    named = (*marks.places, *marks.operators, *marks.persons)
    first_named = any(frame.first <= item.first < first.first for item in named)
    return operator.first == first.last and not tied and not first_named


def _describes_base(marks: SentenceMarks, operator: At[OperatorMark]) -> bool:
    """Say whether the word belongs to a place or a source: "the Russian air base", "the Russian ministry".

    An Arabic adjective stands behind its noun, and behind the quotation marks of a name: "«لوموند» الفرنسية".
    """
    inside = (*marks.places, *marks.sources, *marks.persons)
    arabic = is_arabic(marks.form(operator.first))
    start = operator.first - (arabic and marks.form(operator.first - 1) in _CLOSING)
    return any(
        item.first <= operator.first < item.last
        or (operator.mark.is_state and item.first == operator.last and not arabic)
        or (
            (operator.mark.is_state or arabic)
            and start <= item.last <= operator.first
            and item not in marks.places
        )
        for item in inside
    )
