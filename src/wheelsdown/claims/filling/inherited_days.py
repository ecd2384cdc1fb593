"""Which day a frame without one takes from the sentences before: that of the aircraft it goes on about.

"It stayed for three hours and flew on" tells of the day told of that aircraft, "it spent two nights there and
left" of the day so much later, "an hour later" of the day told last. What points back ("two more of them flew
there") or goes on ("meanwhile") tells of the day that the paragraph or the sentence before told, and so does
a time of day ("by nightfall"). Nothing is taken by an aircraft of its own, behind words for another time
("previously", "usually"), for what did not happen, or from a day that is open. A day that heads an entry
holds for all of it (`wheelsdown.claims.events.headed_days`).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from wheelsdown.articles.article import Language
from wheelsdown.articles.expressions import Anchored, CalendarDate, TimeUnit
from wheelsdown.articles.marks import AircraftMark, DateMark, DateValue, DurationMark, Operation, Precision
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.claim import ClaimedAircraft, ClaimKind
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.events.memory import Memory
from wheelsdown.claims.filling.days.dating import Dated
from wheelsdown.claims.filling.days.other_days import is_hours
from wheelsdown.claims.filling.gathered import Fields
from wheelsdown.claims.sentences.clauses import clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Form, Join, Points

__all__ = ["anchor_of", "in_month_told", "is_late", "set_inherited_day", "tells_another_time"]

#: Kinds of claims that go on with the day of the aircraft.
_KINDS = frozenset({ClaimKind.MOVEMENT, ClaimKind.SHIPMENT, ClaimKind.VISIT_OF_PERSON})
#: Acts by which it leaves.
_LEAVING = frozenset({Act.DEPART, Act.FLY, Act.RETURN, Act.HEAD})
#: The word before the length of a stay: "after two days, it left".
_AFTER = "after"
#: Acts that are no leg of their own before "and left the next day".
_NO_LEG = frozenset({Act.SEE, Act.STAY, Act.LIGHT, Act.CARRY, Act.GET})
#: Letters that make a name definite, before it or written with it.
_ARTICLES = ("the", "ال")
#: Arabic letters that are written with a word, and how a known one begins or is pointed to.
_JOINED, _DEFINITE = "وفبك", ("ال", "لل", "هذ", "تلك", "نفس", "ذات")
#: How exact a day is that holds for what goes on from it.
_SHORT = frozenset({Precision.DAY, Precision.INTERVAL})
#: What goes on from the sentence before: "then", "meanwhile", "together with".
_GOING_ON = frozenset({Join.THEN, Join.BUT, Join.WITH})
#: The rule of days that count from nothing dated.
_UNDATED = "counted from something undated"
#: Languages without an article.
_NO_ARTICLE = frozenset({Language.RUSSIAN, Language.UKRAINIAN})
#: Words between the article and its aircraft: "the grey".
_ADJECTIVES = 2
#: Beginnings of words for mornings and for evenings.
_EARLY = (
    "dawn",
    "daybreak",
    "sunrise",
    "morning",
    "рассвет",
    "утр",
    "світан",
    "ранк",
    "вранці",
    "уранці",
    "فجر",
    "صباح",
)
_LATE = (
    "dusk",
    "evening",
    "night",
    "dark",
    "sunset",
    "вечер",
    "ноч",
    "закат",
    "вечор",
    "вечір",
    "ввечері",
    "увечері",
    "надвечір",
    "ніч",
    "поночі",
    "مساء",
    "ليل",
    "غروب",
    "عشاء",
    "مغرب",
)
#: The days of a night: "noon" behind it is on the last.
_NIGHT = timedelta(days=2)
#: Sentences back to the day that "the day before" counts from; else it counts from the publication.
_NEAR_DAY = 1
#: ISO 8601 letters of lengths with days in them, and days of each.
_DAYS = {"D": 1, "W": 7}


def set_inherited_day(
    marks: SentenceMarks,
    frame: Frame,
    kind: ClaimKind,
    subject: Subject | None,
    fields: Fields,
    memory: Memory,
    number: int,
) -> None:
    """Set the day of a frame that tells none of its own."""
    goes_on, paragraph = "aircraft" in fields.rules, marks.sentence.paragraph
    dates = [dated for dated in fields.dates if dated.value.rule != _UNDATED]
    later = goes_on and not frame.is_elliptical and bool(dates)
    if dates and not (later and _tells_later_leg(marks, frame, dates[0].at)):
        return
    is_next, is_near = memory.is_same_day(number, paragraph), memory.is_told_beside(number, paragraph)
    day = _inherited_day(
        marks, frame, kind, subject, memory, goes_on=goes_on, is_next=is_next, is_near=is_near
    )
    rule = "the day told of the aircraft before"
    headed = memory.headed.of(paragraph)
    if day is None and headed is not None and kind in _KINDS and frame.modality is None:
        day, rule = None if _is_other_time(marks, frame) else headed, "the day that heads the entry"
    if day is not None:
        fields.dates = (Dated(day, -1), *fields.dates)
        fields.rules["date"] = rule


def _inherited_day(
    marks: SentenceMarks,
    frame: Frame,
    kind: ClaimKind,
    subject: Subject | None,
    memory: Memory,
    *,
    goes_on: bool,
    is_next: bool = False,
    is_near: bool = False,
) -> DateValue | None:
    """Get the day that a frame without one goes on with; None when it has to stay open.

    ``goes_on``: its aircraft is the one told before, or of that group; ``is_next``: the day that is
    remembered holds for a time of day here; ``is_near``: it was told just before.
    """
    counts_hours = any(is_hours(date) for date in between(marks.dates, marks.first, frame.last))
    daytimes = [join.first for join in marks.joins if join.mark is Join.DAYTIME]
    counts_hours = counts_hours or (is_next and any(marks.first <= at < frame.last for at in daytimes))
    paragraph = marks.sentence.paragraph
    told = memory.day_before(paragraph)
    is_near = is_near and told is not None and told.precision in _SHORT
    is_near = is_near and kind is not ClaimKind.VISIT_OF_PERSON and _is_linked(marks, frame, subject)
    counts_hours = counts_hours or is_near
    day = told if counts_hours else memory.day_of_aircraft(paragraph)
    if day is None or day.start is None or day.end is None or kind not in _KINDS:
        return None
    if frame.modality is not None or _is_other_time(marks, frame):
        return None
    if subject is not None and subject.ordinal and memory.background_at == paragraph:
        return None  # "the base opened in January 2024; soldiers came on the first flight"
    if not (goes_on or counts_hours or _is_named_again(marks, subject, memory.aircraft)):
        return None
    if is_next and daytimes and day.precision is Precision.INTERVAL and day.end - day.start == _NIGHT:
        return replace(day, start=day.end - _NIGHT / 2, precision=Precision.DAY, rule=f"after {day.text!r}")
    day = _after_stay(marks, frame, between(marks.durations, frame.first, frame.last), day)
    return _next_morning(day) if is_next and memory.is_late and _is_told(marks, frame, _EARLY) else day


def _is_linked(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> bool:
    """Say whether a frame points back, or goes on from what was told before."""
    if subject is not None and subject.ordinal:
        return True
    joins = between(marks.joins, marks.first, frame.last)
    pointers = [p for p in between(marks.pointers, marks.first, frame.last) if not _is_new(marks, p)]
    named = min((place.first for place in marks.places), default=marks.last)
    pointers = [p for p in pointers if p.mark not in (Points.PLACE, Points.THERE) or p.first < named]
    return bool(pointers) or any(
        join.mark in _GOING_ON and (join.mark is not Join.BUT or join.first <= marks.first + 1)
        for join in joins
    )


def _is_new(marks: SentenceMarks, pointer: At[Points]) -> bool:
    """Say whether an Arabic word for an aircraft has no article, so that it points to none: "طائرة"."""
    if pointer.mark is not Points.AIRCRAFT or not is_arabic(marks.form(pointer.first)):
        return False
    words = (marks.form(index).lstrip(_JOINED) for index in range(pointer.first, pointer.last))
    craft = any(one.overlaps(pointer) for one in marks.aircraft)
    return craft and not any(word.startswith(_DEFINITE) for word in words)


def _is_told(marks: SentenceMarks, frame: Frame, stems: tuple[str, ...]) -> bool:
    """Say whether a time of day is one of these."""
    daytimes = [join for join in marks.joins if join.mark is Join.DAYTIME and join.first < frame.last]
    spans: list[tuple[int, int]] = [(join.first, join.last) for join in daytimes]
    spans += [(date.first, date.last) for date in between(marks.dates, marks.first, frame.last)]
    forms = (marks.form(index) for first, last in spans for index in range(first, last))
    return any(form.removeprefix("ال").startswith(stems) for form in forms)


def is_late(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether a frame tells of an evening or a night, which a morning follows on the next day."""
    return _is_told(marks, frame, _LATE) and not _is_told(marks, frame, _EARLY)


def _next_morning(day: DateValue) -> DateValue:
    """Count on from an evening to the morning behind it."""
    if day.precision is not Precision.DAY or day.start is None or day.end is None:
        return day
    shift = timedelta(days=1)
    rule = f"the morning after {day.text!r}"
    return replace(day, start=day.start + shift, end=day.end + shift, rule=rule)


def _is_other_time(marks: SentenceMarks, frame: Frame) -> bool:
    return any(join.mark is Join.OTHER_TIME for join in between(marks.joins, frame.first, frame.last))


def tells_another_time(marks: SentenceMarks) -> bool:
    """Say whether a sentence tells of another time than the text: "the last such flight was in May"."""
    return any(join.mark in (Join.OTHER_TIME, Join.LAST) for join in marks.joins)


def _is_named_again(marks: SentenceMarks, subject: Subject | None, known: ClaimedAircraft | None) -> bool:
    """Say whether "the C-17", or "it is a C-17 that", is the one told before."""
    aircraft = subject.aircraft if subject is not None else None
    if aircraft is None or known is None:
        return False
    if any(p.mark is Points.AIRCRAFT for p in between(marks.pointers, marks.first, aircraft.first)):
        return True
    same = known.type_designator is None or aircraft.mark.type_designator in (None, known.type_designator)
    before = {
        marks.form(i) for i in range(max(marks.first, aircraft.first - 1 - _ADJECTIVES), aircraft.first)
    }
    named = _ARTICLES[0] in before or marks.form(aircraft.first).startswith(_ARTICLES[1])
    return same and (named or _is_given(marks, aircraft))


def _is_given(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a Slavic aircraft is one told before: alone, before its verb, and not counted."""
    if marks.sentence.language not in _NO_ARTICLE or aircraft.mark.plural or aircraft.mark.is_flight:
        return False
    verbs = [event.first for event in marks.events if event.mark.form is Form.VERB]
    counted = any(c.mark.head == aircraft.mark.span and not c.mark.implied for c in marks.counts)
    pointed = any(p.last in (aircraft.first, aircraft.first - 1) for p in marks.pointers)
    others = [other for other in marks.aircraft if other is not aircraft]
    return not (counted or pointed or others) and any(verb > aircraft.first for verb in verbs[:1])


def _after_stay(
    marks: SentenceMarks, frame: Frame, lengths: Iterable[At[DurationMark]], day: DateValue
) -> DateValue:
    """Count the days that it is said to have stayed before it left."""
    lengths = list(lengths)
    stay = next((event.first for event in frame.events if event.mark.act is Act.STAY), None)
    after = (a.first for a in lengths if _AFTER in (marks.form(a.first - 1), marks.form(a.first - 2)))
    stay = next(after, None) if stay is None else stay
    left = stay is not None and any(e.mark.act in _LEAVING and e.first > stay for e in frame.events)
    days = sum(_days_in(length.mark) for length in lengths)
    if not left or not days or day.precision is not Precision.DAY or day.start is None or day.end is None:
        return day
    shift = timedelta(days=days)
    return replace(day, start=day.start + shift, end=day.end + shift, rule=f"{days} days after {day.text!r}")


def _days_in(length: DurationMark) -> int:
    """Get the days of a length in days or weeks; 0 for other units."""
    unit = _DAYS.get(length.duration[-1], 0) if length.op is Operation.EXACTLY else 0
    return unit and unit * int(length.duration[1:-1])


def _tells_later_leg(marks: SentenceMarks, frame: Frame, at: int) -> bool:
    """Say whether a day counted from before is that of a later leg: "it landed and left the next day"."""
    date = next((date for date in marks.dates if date.first == at), None)
    expression = date.mark.expression if date is not None else None
    if not isinstance(expression, Anchored) or not expression.n or expression.earlier or expression.of_next:
        return False
    here = clause_at(frame.clauses, at)
    verbs = [event for event in frame.events if event.mark.form is Form.VERB and event.first < at]
    if here is None:
        return False
    own = [event for event in between(frame.events, here.first, here.last) if event.mark.form is Form.VERB]
    verbs = [event for event in verbs if not here.holds(event.first)]
    verbs = verbs if own else verbs[:-1]
    return any(event.mark.act not in _NO_LEG for event in verbs)


def anchor_of(mark: DateMark, anchor: DateValue | None, memory: Memory, number: int) -> DateValue | None:
    """Get what a day counts from: what the sentence before spoke of is "back then", of whatever it told."""
    expression = mark.expression
    if not isinstance(expression, Anchored):
        return anchor
    if expression.or_published and number - memory.date_at > _NEAR_DAY:
        return None
    is_then = expression.n == 0 and expression.unit is TimeUnit.DAY
    return memory.spoken if is_then and memory.spoken_at == number - 1 else anchor


def in_month_told(mark: DateMark, memory: Memory, number: int) -> DateMark:
    """Put a day without its year into the month told just before with one: "in May 2024", then "on 3 May"."""
    day = mark.expression
    if not isinstance(day, CalendarDate) or not (day.day and day.month) or day.year or day.within:
        return mark
    year = memory.year_of(day.month, number)
    return mark if year is None else replace(mark, expression=replace(day, year=year))
