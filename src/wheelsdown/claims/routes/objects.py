"""Whether a place is the object of a verb with no word between to tie it: "left Hmeimim", «Гао залишили»."""

from collections.abc import Sequence

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.beside.senders import is_sent
from wheelsdown.claims.sentences.place_pairs import is_within
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.ties import start_of
from wheelsdown.claims.words import Act, EventWord, Form, Relation

__all__ = ["heads_entry", "heads_list", "is_bare_object", "is_logged", "is_object", "is_reached"]

#: Words between a verb and its object: "left the old Hmeimim".
_REACH = 2
_ARABIC = "ar"
_SLAVIC = frozenset(("ru", "uk"))
_LANDED = frozenset({Relation.AT, Relation.INTO, Relation.TO})
#: Scripts whose languages put an object before its verb: Cyrillic.
_CYRILLIC = ("\u0400", "\u04ff")


def heads_list(marks: SentenceMarks, index: int) -> bool:
    """Say whether a colon follows, behind a day at most, and aircraft that are counted: "Gao: two C-17s"."""
    days = {i for date in marks.dates for i in range(date.first, date.last)}
    while index in days or marks.form(index) == ",":
        index += 1
    if marks.form(index) != ":":
        return False
    craft = [c for c in between(marks.aircraft, index, marks.last) if c.mark.named and is_counted(marks, c)]
    kinds: tuple[tuple[At[object], ...], ...]
    kinds = (marks.dates, marks.relations, marks.joins, marks.operators, marks.registrations)
    known = {item.first for items in kinds for item in items}
    return bool(craft) and all(c.last in known or not marks.form(c.last).isalnum() for c in craft)


def is_object(marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark]) -> bool:
    """Say whether a place stands right behind an event."""
    gap = range(event.last, start_of(marks, place))
    if place.first < event.last or len(gap) > _REACH:
        return False
    if event.mark.act is Act.ARRIVE and any(craft.first in gap for craft in marks.aircraft):
        return False
    return all(marks.form(index) == "-" or marks.form(index).isalpha() for index in gap)


def heads_entry(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a place with a colon begins the entry of a log: "• Benina: two An-124s landed".

    Without the sign of a list it may be where the article was written: "RIYADH: The ninth aircraft",
    "الخرطوم: سودان تربيون", where other places follow.
    """
    before = [marks.form(index) for index in range(marks.first, place.first)]
    if marks.form(place.last) != ":" or any(form.isalnum() for form in before):
        return False
    if before:
        return True
    others = [other for other in marks.places if other.first > place.first]
    tied = {r.last for r in marks.relations if r.mark in (Relation.AT, Relation.INTO)}
    written = place.mark.text.isupper() or is_arabic(marks.form(place.first))
    return bool(marks.aircraft) and not written and not any(other.first in tied for other in others)


def is_logged(marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark]) -> bool:
    """Say whether a log tells where it was: "Benina: two landed", by a Slavic noun («посадка Минск-2»)."""
    if heads_entry(marks, place):
        return event.mark.form is Form.VERB
    if event.mark.form is not Form.NOUN or event.mark.language not in _SLAVIC:
        return False
    return place.first == event.last and place.mark.level is not PlaceLevel.COUNTRY


def is_bare_object(marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark]) -> bool:
    """Say whether a place is what was left or visited, by the order of the words alone."""
    return _follows_subject(marks, event, place) or _opens_clause(marks, event, place)


def _follows_subject(marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark]) -> bool:
    """Say whether verb, aircraft and place stand in this order: the place is what was left."""
    named = (*marks.aircraft, *marks.operators, *marks.persons)
    ends = [item.last for item in named if event.last <= item.first and item.last <= place.first]
    who = (*marks.aircraft, *marks.persons)
    craft = any(event.last <= item.first and item.last <= place.first for item in who)
    return craft and event.mark.form is Form.VERB and place.first - max(ends) <= _REACH + 1


def is_reached(
    marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark], places: Sequence[At[PlaceMark]]
) -> bool:
    """Say whether an Arabic verb, its aircraft and the place it reached follow: "وصلت طائرة مطار دمشق".

    Not where another of the ``places`` is tied behind it: "هبطت طائرة القاهرة في مطار دمشق".
    """
    if event.mark.language != _ARABIC or place.mark.level is PlaceLevel.COUNTRY:
        return False
    ends = {r.last for r in marks.relations if r.mark in _LANDED and r.first >= place.last}
    tied = (other for other in places if other.first in ends)
    if any(not is_within(place.mark, other.mark) for other in tied):
        return False
    landed = between(marks.places, event.last, place.first)
    if any(tie.last == other.first and tie.mark in _LANDED for tie in marks.relations for other in landed):
        return False  # "هبطت طائرة في نيامي متحدية باريس"
    return _follows_subject(marks, event, place)


def _opens_clause(marks: SentenceMarks, event: At[EventWord], place: At[PlaceMark]) -> bool:
    """Say whether place, verb and aircraft stand in this order: «Аль-Дафру залишили шість F-22»."""
    if not _CYRILLIC[0] <= marks.form(place.first)[:1] <= _CYRILLIC[1] or event.mark.form is not Form.VERB:
        return False
    who = (*marks.aircraft, *marks.persons)
    sent = is_sent(marks, event)
    return place.last == event.first and not sent and any(item.first >= event.last for item in who)
