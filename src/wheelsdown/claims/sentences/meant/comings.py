"""Whether an English verb that may say anything tells that an aircraft came: "two planes came on Monday".

"Came" and "followed" tell a landing when what stands right before them is an aircraft, or a number or a word
for some of those told before, and nothing but when it was, or the end of the clause, stands behind them.
"Was in" tells where an aircraft was when that is its subject; one aircraft that "had returned to" a place
came back, where several that had stayed away began to fly again.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from wheelsdown.articles.expressions import CalendarDate
from wheelsdown.articles.marks import DateMark, Unit
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, EventWord, Form, Join, Points, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "comes_by_itself",
    "flies_in_a_year",
    "is_elsewhere",
    "is_no_coming",
    "is_received",
    "returns_alone",
    "shows_again",
    "without_descriptions",
]

_ENGLISH, _IN, _OF, _FLOWN = "en", "in", "of", frozenset(("flew", "flown", "flying"))
#: Words that may stand between a subject and its verb: helping verbs, adverbs.
_BETWEEN = frozenset(("had", "has", "have", "then", "also", "later", "soon", "all", "both", "only", "just"))
#: Forms of "to be" that only tie a place to their subject, and forms that lead back.
_BEING, _BACK = frozenset(("was", "were", "is", "are")), frozenset(("returned", "back"))
#: Words between a subject and its verb, at most.
_REACH = 2
#: Words from an aircraft to its verb where "with" says who came along, at most.
_WITH_REACH = 6
#: Acts of an aircraft that sets out or is on its way.
_SETTING_OUT = frozenset({Act.DEPART, Act.FLY, Act.OVERFLY, Act.HEAD})
#: How ISO 8601 begins a length of time that is shorter than a day.
_HOURS = "PT"
#: Words for some of the aircraft told before.
_SOME = frozenset({Points.SOME, Points.MORE, Points.ONE, Points.REST})
#: Words that tell when: "came later", "came in the morning".
_WHEN = frozenset({Join.THEN, Join.DAYTIME})
#: Words that begin a longer time of day: "early on", "late on", "shortly before".
_EARLY = frozenset(("early", "late", "later", "shortly", "soon", "just", "again", "too", "only"))

#: Stems of the Arabic verb and noun for receiving, and the words with which it tells of those who did.
_RECEIVING, _AMONG = ("ستقبل", "استقبال"), frozenset(("في", "خلال", "اثناء", "مراسم", "كان"))
#: The word for once more: "came again in July".
_AGAIN = "again"
#: Words before a time of the clock, and how many: "at around 4 a.m.".
_AT, _CLOCK_REACH = frozenset(("at", "around", "about", "by", "shortly", "before", "after")), 3

#: Neuters of "flew in", which counted aircraft alone make a landing: «прилетело пять самолётов».
_HITS = frozenset(("прилетело", "прилетіло", "прилітало"))
#: The word for a night that something lasts.
_OVERNIGHT = "overnight"
#: English words before a year that describes.
_BEFORE_YEARS = frozenset(("a", "an", "its", "their", "his", "her"))
#: English forms of what people do to an aircraft that has landed.
_LEAVING = frozenset(("left", "leave", "leaves", "leaving"))
#: English words of flight that say what a thing is of, and such things.
_NAMING = frozenset(("landing", "takeoff", "take-off", "departure", "arrival", "arrivals", "departures"))
_NAMED = frozenset(
    (
        *("permit", "permits", "permission", "permissions", "right", "rights", "slot", "slots", "gear"),
        *("clearance", "clearances", "fee", "fees", "ban", "bans", "hall", "halls", "lounge", "board"),
        *("gate", "gates", "boards", "lights", "system", "systems", "craft", "party", "tax", "taxes"),
    )
)
_RENEWED = "renewed"
#: English words for what a place is used as, and words between; how words for meeting begin.
_USED, _AS, _USED_REACH, _MEETING = "used", "as", 6, ("met", "greeted", "welcomed", "встретил", "зустріл")
#: Arabic verbs that reach an amount, and words up to it.
_AMOUNTS, _AMOUNT_REACH = frozenset(("بلغ", "بلغت", "وبلغت")), 3


def comes_by_itself(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an aircraft is the subject of a verb of coming, and only a time follows."""
    if event.mark.form is not Form.VERB or event.mark.language != _ENGLISH:
        return False
    if _has_subject(marks, event) and _is_timed(marks, event.last):
        return True
    it = any(p.mark is Points.AIRCRAFT and p.last == event.first for p in marks.pointers)
    return it and marks.form(event.last) == _AGAIN and _is_timed(marks, event.last)


def is_received(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether people received an aircraft somewhere: "استقبل وزير الصحة الطائرة في مطار دمشق".

    "Was among those to receive it" tells of them alone.
    """
    form = marks.form(event.first)
    if event.mark.act is not Act.HOST or not any(stem in form for stem in _RECEIVING):
        return False
    if "ل" in event.particles or marks.form(event.first - 1) in _AMONG:
        return False
    craft = next((one for one in marks.aircraft if one.first >= event.last), None)
    if craft is None or any(other.first in range(event.last, craft.first) for other in marks.events):
        return False
    before = [place for place in marks.places if event.last <= place.first < craft.first]
    behind = [place.first for place in marks.places if place.first >= craft.last]
    ties = (tie for tie in marks.relations if tie.first >= craft.last and tie.mark is Relation.AT)
    return not before and any(tie.last in behind for tie in ties)


def flies_in_a_year(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether "in" belongs to a month or year and not to the verb: "the type first flew in 1991"."""
    if marks.form(event.last - 1) != _IN or marks.form(event.first) not in _FLOWN:
        return False
    beside = (date.mark.expression for date in marks.dates if date.first == event.last)
    return any(isinstance(day, CalendarDate) and day.weekday is None and day.day is None for day in beside)


def is_elsewhere(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether "was in" stands behind no aircraft or before no place: it tells of something else."""
    words = [marks.form(index) for index in range(event.first, event.last)]
    if event.mark.language != _ENGLISH or words[-1] != _IN or words[0] not in _BEING or len(words) > _REACH:
        return False
    it = any(pointer.last == event.first and pointer.mark is Points.AIRCRAFT for pointer in marks.pointers)
    named = any(0 <= place.first - event.last <= _REACH for place in (*marks.places, *marks.unsure_places))
    if not named and not (event.last < marks.last and marks.is_start(event.last)):
        return True
    craft = [item.first for item in marks.aircraft if item.last == event.first]
    of_it = any(_OF in (marks.form(first - 1), marks.form(first - 2)) for first in craft)
    return of_it or not (it or _has_subject(marks, event))


def returns_alone(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether one aircraft came back, and no flights began again: "the Il-76 had returned to Gao"."""
    if event.mark.act is not Act.RESUME or event.mark.language != _ENGLISH:
        return False
    words = {marks.form(index) for index in range(event.first, event.last)}
    if words.isdisjoint(_BACK):
        return False
    before = [craft.mark for craft in marks.aircraft if craft.last == event.first]
    hours = any(d.first == event.last and d.mark.duration.startswith(_HOURS) for d in marks.durations)
    alone = any(not one.plural and not one.is_flight for one in before)
    return alone or hours or _has_set_out(marks, event)


def _has_set_out(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether the sentence told how it set out: "took off, circled and returned after two hours"."""
    craft = any(not one.mark.is_flight for one in marks.aircraft if one.last <= event.first)
    craft = craft or any(one.mark is Points.AIRCRAFT for one in marks.pointers if one.last <= event.first)
    return craft and any(
        one.mark.act in _SETTING_OUT and one.mark.form is Form.VERB
        for one in marks.events
        if one.last <= event.first
    )


def shows_again(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether English shows where an aircraft told before was: "images show it at Gao"."""
    if event.mark.act is not Act.SHOW or event.mark.language != _ENGLISH:
        return False
    if not any(p.mark is Points.AIRCRAFT and p.first == event.last for p in marks.pointers):
        return False
    behind = event.last + 1
    stays = next((e.last for e in marks.events if e.first == behind and e.mark.act is Act.STAY), behind)
    ties = [tie.last for tie in marks.relations if tie.first in (behind, stays)]
    return any(place.first in ties for place in (*marks.places, *marks.unsure_places))


def is_no_coming(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a word is only part of a name, reaches an amount, or tells of a hit."""
    if event.mark.act is Act.ARRIVE and (_reaches_amount(marks, event) or _is_strike(marks, event)):
        return True
    others = (_is_in_compound, _is_use_as, _is_met, _is_of_renewed_thing)
    return any(is_other(marks, event) for is_other in others)


def _is_use_as(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether somebody made a place something: "Moscow has used Gao as a hub for flights to Africa"."""
    behind = range(event.last, min(event.last + _USED_REACH, marks.last))
    by_aircraft = any(craft.last <= event.first for craft in marks.aircraft)
    by_aircraft |= any(p.last == event.first and p.mark is Points.AIRCRAFT for p in marks.pointers)
    used = marks.form(event.last - 1) == _USED and not by_aircraft
    return used and any(marks.form(index) == _AS for index in behind)


def _is_of_renewed_thing(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether something else than flights is what is renewed: "the flights point to a renewed effort"."""
    if marks.form(event.first) != _RENEWED or marks.form(event.first - 1) in _BEING | _BETWEEN:
        return False
    return not any(0 <= craft.first - event.last <= _REACH for craft in marks.aircraft)


def _is_met(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether people only met an aircraft: "officials met it on the tarmac"."""
    it = (p for p in marks.pointers if p.mark in (Points.AIRCRAFT, Points.OBJECT))
    near = any(p.first == event.last or p.last == event.first for p in it)
    return near and event.last - event.first == 1 and marks.form(event.first).startswith(_MEETING)


def without_descriptions(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without years that only say which one something is, and nights that say how long."""
    dates = tuple(d for d in marks.dates if not (_describes(marks, d) or _is_length(marks, d)))
    return marks if len(dates) == len(marks.dates) else replace(marks, dates=dates)


def _is_in_compound(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an English word only begins a longer one: "back-channel talks", "flight-tracking sites"."""
    if _leaves_aircraft(marks, event):
        return True
    if marks.form(event.first) in _NAMING and marks.form(event.last) in _NAMED:
        return True
    if event.mark.act not in (Act.RETURN, Act.FLY) or event.mark.language != _ENGLISH:
        return False
    if event.last - event.first > 1 or (event.mark.act is Act.FLY and event.mark.form is Form.VERB):
        return False
    at = event.last
    if at + 1 >= marks.last or marks.form(at) != "-":
        return False
    return not marks.tokens[at].spaced and not marks.tokens[at + 1].spaced


def _has_subject(marks: SentenceMarks, event: At[EventWord]) -> bool:
    craft = [item for item in marks.aircraft if not item.mark.is_flight]
    some = [pointer for pointer in marks.pointers if pointer.mark in _SOME]
    kinds: tuple[Sequence[At[object]], ...] = (craft, some, marks.numerals)
    ends = (item.last for items in kinds for item in items if item.last <= event.first)
    last = max(ends, default=marks.first - _REACH - 1)
    gap = range(last, event.first)
    if len(gap) > _REACH and any(j.first == last and j.mark is Join.WITH for j in marks.joins):
        return len(gap) <= _WITH_REACH and all(marks.form(index).isalpha() for index in gap)
    return len(gap) <= _REACH and all(marks.form(index) in _BETWEEN for index in gap)


def _is_timed(marks: SentenceMarks, index: int) -> bool:
    """Say whether a time or the end of the clause stands at a token, behind "early", "on" or "in"."""
    if marks.form(index) in _EARLY:
        index += 1
    if not marks.form(index).isalnum():
        return marks.form(index) in (".", ",", ";", "")
    clock = index
    while clock - index < _CLOCK_REACH and marks.form(clock) in _AT:
        clock += 1
    if clock > index and marks.form(clock)[:1].isdigit():
        return True
    times = [date.first for date in marks.dates]
    times += [join.first for join in marks.joins if join.mark in _WHEN]
    ties = [tie.last for tie in marks.relations if tie.first == index]
    return any(at in times for at in (index, *ties))


def _leaves_aircraft(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether the aircraft is what people left: "soldiers leaving a transport plane"."""
    if event.mark.language != _ENGLISH or marks.form(event.first) not in _LEAVING:
        return False
    behind = [craft.first for craft in marks.aircraft if 0 <= craft.first - event.last <= 1]
    if not behind or behind[0] == event.last:
        return False
    before = any(craft.last <= event.first and not craft.mark.is_flight for craft in marks.aircraft)
    return marks.form(event.last) in ("a", "an", "the", "their") and not before


def _reaches_amount(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an amount is what an Arabic verb reaches: "بلغت خسائرها 210 ملايين دينار"."""
    if marks.form(event.first) not in _AMOUNTS:
        return False
    return any(marks.form(index).isdigit() for index in range(event.last, event.last + _AMOUNT_REACH))


def _is_strike(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether Slavic tells by "it flew in" that something was hit: «прилетіло без квитка»."""
    if marks.form(event.first) not in _HITS:
        return False
    return not any(count.mark.unit is Unit.AIRFRAMES and not count.mark.implied for count in marks.counts)


def _is_length(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether a night only says how long an aircraft stayed: "it remained there overnight"."""
    if date.mark.text.lower() != _OVERNIGHT:
        return False
    stays = [e for e in marks.events if e.mark.act is Act.STAY and e.mark.form is Form.VERB]
    return any(0 <= date.first - stay.last <= _REACH for stay in stays)


def _describes(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether a year only says which one something is: "under a 2018 agreement"."""
    told = date.mark.expression
    if not isinstance(told, CalendarDate) or told.day is not None or told.weekday is not None:
        return False
    return marks.form(date.first - 1) in _BEFORE_YEARS and marks.form(date.last).isalpha()
