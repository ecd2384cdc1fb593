"""Say whether an aircraft named by its type is the one told before: "the Il-76 flew on", «Ил-76 улетел».

English says so by its article, Russian and Ukrainian by the order of words: what was told before stands
before its verb, what is new behind it. A number, an owner or a registration of its own makes it another one,
as does "another". Arabic is left out: its types carry the article or not as writers like.
"""

from collections.abc import Sequence

import msgspec

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.articles.scripts import is_arabic, is_cyrillic
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.claim import ClaimedAircraft, CountField
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.filling.gathered import Fields
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Points

__all__ = ["called_again", "has_name", "is_as_many", "is_given_flight", "is_named_again", "names_another"]

#: Words between "the" and the aircraft: "the Russian military".
_ARTICLE_REACH = 3
_THE = frozenset(("the", "that", "this", "same"))
_OTHERS = frozenset({Points.MORE, Points.REST, Points.SOME, Points.ONE})
#: Acts by which somebody sees it, where a new one stands before the verb, too.
_SEEN = frozenset({Act.SEE, Act.SHOW, Act.HAPPEN})


def is_named_again(
    marks: SentenceMarks,
    frame: Frame,
    subject: Subject,
    fields: Fields,
    known: ClaimedAircraft,
    owner: str | None,
) -> bool:
    """Say whether the subject of a frame is the aircraft told before, called by its type.

    Parameters
    ----------
    marks, frame, subject
        The words; ``fields``: what they state of it.
    known
        The aircraft told last; one of no type may get its type now.
    owner
        Whose it is, as told before.
    """
    aircraft = subject.aircraft
    if aircraft is None or aircraft.mark.named is None or aircraft.mark.is_flight:
        return False
    if (
        subject.points
        or subject.ordinal
        or subject.n
        or len(frame.subjects) > 1
        or is_counted(marks, aircraft)
    ):
        return False
    if not _are_as_many(aircraft.mark, fields.airframes, known.airframes):
        return False
    own = fields.aircraft
    if own is None or not _may_be_type(own, aircraft.mark, known):
        return False
    if not _may_be_owner(fields.operator, owner) or not _is_same_code(own, known):
        return False
    if any(p.mark in _OTHERS for p in between(marks.pointers, frame.first, frame.last)):
        return False
    verbs = [event for event in frame.events if event.mark.form is Form.VERB]
    return _is_definite(marks, aircraft.first, verbs)


def _are_as_many(mark: AircraftMark, told: CountField | None, known: CountField | None) -> bool:
    """Say whether "the Il-76" is one as before, and "the KC-46s" are several as before."""
    if mark.plural:
        return known is not None and known.n > 1 and mark.text.isascii()
    counts = [count for count in (told, known) if count is not None]
    return all((count.op, count.n) == ("=", 1) for count in counts)


def _may_be_type(own: ClaimedAircraft, mark: AircraftMark, known: ClaimedAircraft) -> bool:
    """Say whether it is of the type told before, or of one where none was told."""
    if own.type_designator is None:
        return bool(mark.candidates) and known.type_designator in (None, *mark.candidates)
    return known.type_designator in (None, own.type_designator)


def _may_be_owner(told: str | None, owner: str | None) -> bool:
    """Say whether an owner may be the one told before: "Russian", "the Russian Air Force"."""
    if told is None or owner is None:
        return told is None
    words, others = (set(name.casefold().split()) for name in (told, owner))
    return told == owner or (told.isascii() and (words <= others or others <= words))


def _is_same_code(own: ClaimedAircraft, known: ClaimedAircraft) -> bool:
    codes = ((own.registration, known.registration), (own.callsign, known.callsign))
    return all(mine is None or mine == theirs for mine, theirs in codes)


def _is_definite(marks: SentenceMarks, first: int, verbs: Sequence[At[EventWord]]) -> bool:
    form = marks.form(first)
    if is_arabic(form) or not verbs or any(verb.mark.act in _SEEN for verb in verbs):
        return False
    cyrillic = any(is_cyrillic(marks.form(verb.first)) for verb in verbs)
    if cyrillic:
        return first < verbs[0].first and not any(verb.mark.plural for verb in verbs)
    for index in range(first - 1, max(marks.first, first - 1 - _ARTICLE_REACH) - 1, -1):
        if marks.form(index) in _THE:
            return True
        if not marks.form(index).isalpha():
            return False
    return False


def called_again(own: ClaimedAircraft | None, known: ClaimedAircraft) -> ClaimedAircraft:
    """Get the aircraft told before as it is called now."""
    if own is None:
        return known
    return msgspec.structs.replace(
        own,
        registration=own.registration or known.registration,
        callsign=own.callsign or known.callsign,
        airframes=known.airframes,
    )


def is_given_flight(marks: SentenceMarks, subject: Subject) -> bool:
    """Say whether a Slavic sentence begins with the flight told before: «Полёт проходил над Балтикой»."""
    craft = subject.aircraft
    if craft is None or craft.first != marks.first or not is_cyrillic(marks.form(craft.first)):
        return False
    if not craft.mark.is_flight or craft.mark.plural or craft.mark.named or is_counted(marks, craft):
        return False
    return any(event.first == craft.last for event in marks.events)


def names_another(marks: SentenceMarks, subject: Subject) -> bool:
    """Say whether a name stands behind words for one more: "another Boeing" is no second Il-76."""
    told: list[At[object]] = [*marks.pointers, *marks.numerals, *marks.counts]
    last = max((item.last for item in told if item.first == subject.at), default=None)
    if last is None or last >= marks.last or marks.tokens[last].kind is not TokenKind.WORD:
        return False
    known = (*marks.places, *marks.operators, *marks.persons, *marks.sources, *marks.dates)
    is_known = any(item.first <= last < item.last for item in known)
    return marks.text[marks.tokens[last].start].isupper() and not is_known


def has_name(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it has a name of its own, if only that of its maker: "another Boeing"."""
    starts = (marks.tokens[i].start for i in range(max(aircraft.first, marks.first + 1), aircraft.last))
    return not aircraft.mark.is_generic or any(marks.text[start].isupper() for start in starts)


def is_as_many(marks: SentenceMarks, subject: Subject, known: ClaimedAircraft | None) -> bool:
    """Say whether aircraft that are counted again may be all of those told before."""
    if subject.aircraft is None or known is None or known.airframes is None:
        return True
    one = is_arabic(marks.form(subject.aircraft.first)) and subject.aircraft.mark.plural is False
    if one and known.airframes.op == "=" and known.airframes.n > 1:
        return False  # "القاذفتان ... أما الطائرة التي هبطت"
    span = subject.aircraft.mark.span
    written = [c.mark.count.n for c in marks.counts if c.mark.head == span and not c.mark.implied]
    return not written or known.airframes.op != "=" or known.airframes.n in written
