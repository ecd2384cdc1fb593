"""How many aircraft and how many events a frame tells, and which aircraft.

An airframe count belongs to the aircraft it stands before; an ordinal or "one of them" is one; without any
count a singular is one and a plural stays open.
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import (
    AircraftMark,
    CountMark,
    Unit,
)
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.claim import ClaimedAircraft, CountField
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.events.same_flight import is_which_of_them
from wheelsdown.claims.filling.every_flight import is_of_each
from wheelsdown.claims.filling.type_rows import are_flown_by, are_types
from wheelsdown.claims.sentences.aircraft.subjects import numbers_another
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Form, Join, Numeral, Points

__all__ = ["ONE", "aircraft_of", "airframes_of", "events_of", "tells_rate"]

#: Words between a number and its aircraft, at most: "two heavily loaded Russian Air Force transport planes".
_COUNT_REACH = 8
#: Words from "of" to the aircraft, at most: "the last of the Danish".
_ONE_OF_REACH = 4
#: Acts that are no landing and no departure.
_PASSING = frozenset({Act.OVERFLY, Act.SEE, Act.LIGHT})
#: Words between two counts of which the second is the whole: "one of the three".
_OF = 2

#: Words for a number that is told behind what it counts.
_NUMBER = frozenset(("عدد", "number", "число", "количество", "кількість"))

#: What parts a group from how many it is.
_COMMAS = frozenset((",", "،"))
#: Slavic words for the other one of two, in folded letters.
_OTHER = frozenset(("other", "другои", "другая", "іншии", "інша"))

#: Slavic words for the first or the last ones of many, in folded letters, and words for out of which.
_FIRST_ONES = ("перш", "перв", "останн", "последн", "друг", "втор"), ("і", "ые", "ие", "их", "ых")
_OUT_OF = frozenset(("з", "із", "зі", "из"))

#: How Slavic nouns begin, in folded letters, for several that came together.
_BATCHES = ("парті", "партия", "партию", "групп", "груп", "волн", "хвил", "звен", "ланк")

#: Endings of Slavic adjectives in the plural, and of none in the singular.
_PLURALS = ("ські", "цькі", "зькі", "ские", "цкие", "ских", "цких", "ських", "цьких", "зьких")

#: Endings of a Slavic genitive in the plural, and Slavic verbs before its number.
_GENITIVES = ("ов", "ок", "ек", "ів")
_WERE = frozenset(
    (
        *("было", "стало", "набралось", "насчитали", "зафиксировано", "выполнено", "совершено", "оказалось"),
        *("було", "стало", "набралося", "нарахували", "зафіксовано", "виконано", "здіиснено", "виявилося"),
    )
)

#: One aircraft.
ONE = CountField(op="=", n=1)


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
    part = _apposed(marks, subject) or _some_of(marks, subject) or _as_pair_before(marks, subject)
    part = part or _as_batch(marks, aircraft)
    if part is not None:
        return part
    if _are_first_ones(marks, subject):
        return CountField(op=">=", n=2) if aircraft is not None and aircraft.mark.plural else None
    if subject.ordinal is not None or subject.points is Points.ONE or _is_one_more(marks, aircraft):
        return ONE
    if subject.n is not None:
        return CountField(op="=", n=subject.n)
    open_ones = (_is_attribute, is_of_each, are_types)
    if aircraft is not None and any(is_open(marks, aircraft) for is_open in open_ones):
        return None
    counted = _counted(marks, frame, aircraft) if aircraft is not None else None
    codes = _by_codes(marks, frame, counted)
    if codes is not None or counted is not None:
        return codes or _as_counted(marks, frame, counted)
    if subject.points is not None:
        return _of_pointer(marks, subject)
    if aircraft is None:
        return None
    return None if _is_behind_plural(marks, aircraft) else _by_form(frame, aircraft)


def _of_pointer(marks: SentenceMarks, subject: Subject) -> CountField | None:
    """Get how many a word that points is of: the number beside it, one where it is another one."""
    aircraft = subject.aircraft
    numbers = [c for c in marks.counts if c.mark.unit is Unit.AIRFRAMES and abs(c.first - subject.at) <= 1]
    one = subject.points is Points.MORE and (aircraft is None or not aircraft.mark.plural)
    other = marks.form(subject.at + (marks.form(subject.at) == "the"))
    if not numbers and (one or (other in _OTHER and (aircraft is None or not aircraft.mark.plural))):
        return ONE
    return CountField(op=numbers[0].mark.count.op.value, n=numbers[0].mark.count.n) if numbers else None


def _are_first_ones(marks: SentenceMarks, subject: Subject) -> bool:
    """Say whether it is some of many that came first or last, no number of them told: "the first F-16s"."""
    aircraft, (stems, endings) = subject.aircraft, _FIRST_ONES
    counts = [c for c in marks.counts if aircraft is not None and c.mark.head == aircraft.mark.span]
    written = [c.first for c in counts if c.mark.ordinal is None and not c.mark.implied]
    parts = (first + (marks.form(first) in _OUT_OF) for first in written)
    heads = [first - 2 for first in parts if marks.form(first - 1) in _OUT_OF]
    if subject.ordinal is not None and not (written and subject.points is None):
        heads += [
            subject.at,
            *(c.first for c in counts if c.mark.ordinal == subject.ordinal),
            *(n.first for n in marks.numerals if n.mark == Numeral(subject.ordinal, is_ordinal=True)),
        ]
    if any(marks.form(at).startswith(stems) and marks.form(at).endswith(endings) for at in heads):
        return True
    if aircraft is None or not aircraft.mark.plural:
        return False
    gaps = (range(at + 1, aircraft.first) for at in heads if marks.form(at) == "first")
    return any(all(marks.form(index) != "of" for index in gap) for gap in gaps)


def _apposed(marks: SentenceMarks, subject: Subject) -> CountField | None:
    """Get the number behind a comma that says how many a group is: "the first, three Mi-8s"."""
    if subject.aircraft is None or subject.ordinal is None:
        return None
    head = subject.aircraft.mark.span
    told = (c for c in marks.counts if c.mark.head == head and c.mark.ordinal is None and not c.mark.implied)
    count = next((c for c in told if marks.form(c.first - 1) in _COMMAS), None)
    if count is None:
        return None
    return CountField(op=count.mark.count.op.value, n=count.mark.count.n, text=count.mark.text)


def _as_batch(marks: SentenceMarks, aircraft: At[AircraftMark] | None) -> CountField | None:
    """Get that several came behind a noun for several that came together: «первая партия F-16»."""
    several = aircraft is not None and marks.form(aircraft.first - 1).startswith(_BATCHES)
    return CountField(op=">=", n=2) if several else None


def _as_pair_before(marks: SentenceMarks, subject: Subject) -> CountField | None:
    """Get how many "the second" is where "the first pair" was told before: «перша пара сіла, друга пішла»."""
    if subject.ordinal is None or subject.aircraft is not None:
        return None
    pairs = (n.mark.n for n in marks.numerals if n.last - n.first == _OF and n.last <= subject.at)
    return next((CountField(op="=", n=n) for n in pairs), None)


def _some_of(marks: SentenceMarks, subject: Subject) -> CountField | None:
    """Get the number behind the whole that it is taken from: «із п'яти літаків три сіли»."""
    aircraft = subject.aircraft
    if (
        aircraft is None
        or subject.ordinal is not None
        or subject.points is Points.ONE
        or subject.n is not None
    ):
        return None
    behind = (n for n in marks.numerals if n.first == aircraft.last and not n.mark.is_ordinal)
    verbs = {event.first for event in marks.events if event.mark.form is Form.VERB}
    some = next((n.mark.n for n in behind if n.last in verbs), None)
    whole = some is not None and any(
        count.mark.head == aircraft.mark.span and count.mark.count.n > some and not count.mark.implied
        for count in marks.counts
    )
    return CountField(op="=", n=some) if whole and some is not None else None


def _as_counted(marks: SentenceMarks, frame: Frame, counted: CountMark | None) -> CountField | None:
    """Get the number of a count; "planes" alone is none beside a number of flights."""
    if counted is None:
        return None
    if counted.implied and counted.count.n > 1 and events_of(marks, frame) is not None:
        return None
    return CountField(op=counted.count.op.value, n=counted.count.n, text=counted.text)


def _is_one_more(marks: SentenceMarks, aircraft: At[AircraftMark] | None) -> bool:
    """Say whether it is one of several, or an ordinal stands for the noun: "وثالثة من طراز أنتونوف-124"."""
    if aircraft is None or not is_arabic(marks.form(aircraft.first)):
        return aircraft is not None and _is_one_of(marks, aircraft)
    return any(numeral.last == aircraft.first and numeral.mark.is_ordinal for numeral in marks.numerals)


def _is_attribute(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it only says of what type counted flights are: "seven C-17 arrivals", «31 прилет Ил-76»."""
    flights = [c for c in marks.counts if c.mark.unit is Unit.EVENTS and not c.mark.implied]
    nouns = [c for c in flights if c.mark.head is not None and c.mark.head.start > c.mark.span.start]
    span = aircraft.mark.span
    held = any(n.mark.head and n.mark.head.start == span.start and n.mark.head.end > span.end for n in nouns)
    if held or (aircraft.mark.plural is None and any(0 <= aircraft.first - n.last <= 1 for n in nouns)):
        return True
    several = any(n.mark.count.n > 1 for n in flights)
    if several and aircraft.mark.plural is None and are_flown_by(marks, aircraft):
        return True
    if not any(event.first == aircraft.last and event.mark.form is Form.NOUN for event in marks.events):
        return False
    return any(count.mark.unit is Unit.EVENTS and count.first < aircraft.first for count in marks.counts)


def _counted(marks: SentenceMarks, frame: Frame, aircraft: At[AircraftMark]) -> CountMark | None:
    return _number_told(marks, frame, aircraft) or _count_before(marks, frame, aircraft)


def _count_before(marks: SentenceMarks, frame: Frame, aircraft: At[AircraftMark]) -> CountMark | None:
    """Get the nearest count with the aircraft or before it, a written one rather than an implied one."""
    near = [
        count
        for count in between(marks.counts, frame.first, frame.last)
        if count.mark.unit is Unit.AIRFRAMES
        and aircraft.first - count.first >= -1
        and (aircraft.first - count.first <= _COUNT_REACH or _counts(count, aircraft))
        and not any(count.last <= other.first < aircraft.first for other in marks.aircraft)
        and not (_is_of_another(marks, count, aircraft) or _numbers_another(marks, count))
    ]
    written = [count for count in near if not count.mark.implied]
    best = written or near
    if len(written) > 1 and 0 <= written[-1].first - written[-2].last <= _OF:
        return written[-2].mark
    return best[-1].mark if best else None


def _numbers_another(marks: SentenceMarks, count: At[CountMark]) -> bool:
    return count.mark.ordinal is not None and numbers_another(marks, count)


def _is_of_another(marks: SentenceMarks, count: At[CountMark], aircraft: At[AircraftMark]) -> bool:
    """Say whether what is counted is the aircraft before, to which "and" adds this one: "طائرتان ومروحية"."""
    starts = (aircraft.first, aircraft.first - 1)
    added = aircraft.mark.particles.startswith("و") or any(
        join.mark is Join.AND and join.last in starts for join in marks.joins
    )
    own = any(other.mark.head == aircraft.mark.span for other in marks.counts)
    heads = (other.mark.span for other in marks.aircraft if other.first < aircraft.first)
    return added and own and count.mark.head is not None and count.mark.head in heads


def _number_told(marks: SentenceMarks, frame: Frame, aircraft: At[AircraftMark]) -> CountMark | None:
    """Get the count that follows where a number is spoken of: "the number of jets reached 48"."""
    near = (marks.form(index) for index in range(max(frame.first, aircraft.first - _OF), aircraft.first))
    if _NUMBER.isdisjoint(near):
        return None
    written = (
        count.mark
        for count in between(marks.counts, aircraft.last, frame.last)
        if count.mark.unit is Unit.AIRFRAMES and not count.mark.implied
    )
    return next(written, None)


def _counts(count: At[CountMark], aircraft: At[AircraftMark]) -> bool:
    """Say whether what is counted is this aircraft, however many words stand between."""
    return count.mark.head is not None and count.mark.head.start == aircraft.mark.span.start


def _by_form(frame: Frame, aircraft: At[AircraftMark]) -> CountField | None:
    """Get the number by the form of the noun, else by that of the verb next to it."""
    mark = aircraft.mark
    if mark.plural is not None:
        return None if mark.plural else ONE
    verbs = [event for event in frame.events if event.mark.form is Form.VERB and not frame.is_elliptical]
    told = [verb for verb in verbs if verb.mark.act is not Act.SEE and verb.mark.plural is not None]
    nearest = min(told, key=lambda verb: abs(verb.first - aircraft.first), default=None)
    if nearest is None:
        return None if mark.is_generic else ONE
    if nearest.mark.plural and _are_several(frame):
        return None if mark.is_generic else ONE  # the verb is of all of them
    return None if nearest.mark.plural else ONE


def _is_behind_plural(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a Slavic adjective before a type is of several: «американські RQ-4B»."""
    owner = any(o.last == aircraft.first for o in marks.operators)
    return owner and aircraft.mark.plural is None and marks.form(aircraft.first - 1).endswith(_PLURALS)


def _are_several(frame: Frame) -> bool:
    """Say whether a frame tells of several types, none in a form of several: «Ил-76 и Ан-124 сели»."""
    crafts = [subject.aircraft.mark for subject in frame.subjects if subject.aircraft is not None]
    return len(crafts) > 1 and not any(craft.plural for craft in crafts)


def _by_codes(marks: SentenceMarks, frame: Frame, counted: CountMark | None) -> CountField | None:
    """Get how many are told by their registrations, where no number is written."""
    codes = {code.mark.registration for code in between(marks.registrations, frame.first, frame.last)}
    if len(codes) < _OF or len(frame.subjects) > 1 or (counted is not None and not counted.implied):
        return None
    craft = [subject.aircraft.mark.plural for subject in frame.subjects if subject.aircraft is not None]
    verbs = [event.mark.plural for event in frame.events if event.mark.form is Form.VERB]
    many = any(craft) or any(verbs) or (not verbs and craft == [None])
    return CountField(op="=", n=len(codes)) if many else None


def events_of(marks: SentenceMarks, frame: Frame) -> CountField | None:
    """Get how many flights, arrivals or occasions the frame tells; None where no number is written."""
    telling = [clause for clause in frame.clauses if between(marks.events, clause.first, clause.last)]
    telling = [clause for clause in telling if not is_which_of_them(marks, clause)]
    counts = [
        count.mark
        for count in _events(marks, frame)
        if any(clause.holds(count.first) for clause in telling or frame.clauses)
        or _is_set_apart(marks, frame, telling, count)
        if not _is_before_landing(marks, telling, count)
    ]
    if not counts:
        return _told_behind(marks, frame)
    return CountField(op=counts[0].count.op.value, n=counts[0].count.n, text=counts[0].text)


def _is_set_apart(
    marks: SentenceMarks, frame: Frame, telling: Sequence[Clause], count: At[CountMark]
) -> bool:
    """Say whether a comma parts "twice" from the verb behind, for its days: «двічі, 3 й 9 червня, сідав»."""
    here = clause_at(frame.clauses, count.first)
    if here is None or not telling or here.first > telling[0].first or count.mark.head != count.mark.span:
        return False
    days = between(marks.dates, count.last, telling[0].first)
    return marks.form(count.last) in _COMMAS and count.last + 1 == here.last and bool(days)


def _told_behind(marks: SentenceMarks, frame: Frame) -> CountField | None:
    """Get the number behind "were" and flights in the genitive: «таких рейсов в мае было уже семь»."""
    flights = [e.last for e in frame.events if e.mark.form is Form.NOUN and _is_of_many(marks, e.first)]
    for number in between(marks.numerals, flights[0] if flights else frame.last, frame.last):
        near = [marks.form(index) for index in range(max(flights[0], number.first - _OF), number.first)]
        if not number.mark.is_ordinal and not _WERE.isdisjoint(near):
            return CountField(op="=", n=number.mark.n)
    return None


def _is_of_many(marks: SentenceMarks, index: int) -> bool:
    return marks.form(index).endswith(_GENITIVES)


def _is_before_landing(marks: SentenceMarks, clauses: Sequence[Clause], count: At[CountMark]) -> bool:
    """Say whether it counts what was done before it came down: "circled twice and landed"."""
    here = clause_at(clauses, count.first)
    if here is None:
        return False
    own = {event.mark.act for event in between(marks.events, here.first, here.last)}
    others = [clause for clause in clauses if clause.first > here.first]
    later = {
        event.mark.act for clause in others for event in between(marks.events, clause.first, clause.last)
    }
    return own <= _PASSING and not later <= _PASSING


def _is_one_of(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is one of several: "the last of the C-130s", "the second of its tankers"."""
    near = range(max(marks.first, aircraft.first - _ONE_OF_REACH), aircraft.first)
    of = next((index for index in near if marks.form(index) == "of"), None)
    ones = [pointer.last for pointer in marks.pointers if pointer.mark in (Points.LAST, Points.ONE)]
    ones += [join.last for join in marks.joins if join.mark in (Join.LAST, Join.FIRST)]
    ones += [numeral.last for numeral in marks.numerals if numeral.mark.is_ordinal or numeral.mark.n == 1]
    pointed = any(p.mark is Points.LAST and p.last - 1 == of for p in marks.pointers)
    return aircraft.mark.plural is True and of is not None and (pointed or of in ones)


def tells_rate(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the number of flights is so many a week, which is no number of them."""
    return any(count.mark.is_rate for count in _events(marks, frame))


def _events(marks: SentenceMarks, frame: Frame) -> list[At[CountMark]]:
    """Get the written numbers of flights and occasions, but not of stops on the way."""
    heads = {
        marks.tokens[index].start
        for event in marks.events
        if event.mark.act is Act.STOP and event.mark.form is Form.NOUN
        for index in range(event.first, event.last)
    }
    return [
        count
        for count in between(marks.counts, frame.first, frame.last)
        if count.mark.unit is Unit.EVENTS and not count.mark.implied and count.mark.ordinal is None
        if count.mark.head is None or count.mark.head.start not in heads
    ]
