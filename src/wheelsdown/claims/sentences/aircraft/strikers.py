"""Which aircraft tell no flight, since they struck another one: "jets bombed an Il-76 at Gao"."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Form, Join

__all__ = ["has_struck"]

_ARABIC = "ar"
#: Words from a verb of striking to the aircraft that was struck, at most.
_STRUCK = 10
#: Words between an Arabic noun for a strike and the aircraft, at most.
_NEAR = 3
#: Stems of Arabic nouns for a strike: "استهدافه بمسيرات".
_STRIKING = ("استهداف", "قصف", "هجوم", "هجمات", "ضرب")
#: The English word for by whom, behind a verb of what was done to the aircraft before it.
_BY = "by"


def has_struck(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether an aircraft struck another: "its jets destroyed an Il-76", "دمر الطيران الحربي طائرة"."""
    arabic = marks.sentence.language == _ARABIC
    before = [marks.form(index) for index in range(aircraft.first - _NEAR, aircraft.first)]
    if arabic and aircraft.mark.particles == "ب" and any(stem in f for stem in _STRIKING for f in before):
        return True
    for strike in (join for join in marks.joins if join.mark is Join.STRIKES):
        if arabic and _is_struck_by_others(marks, aircraft, strike):
            return True
        after = [other.first for other in marks.aircraft if other.first >= strike.last]
        behind = arabic and after[:1] == [aircraft.first] and aircraft.first == strike.last
        near = range(strike.last, strike.last + _STRUCK)
        led = _leads(marks, aircraft, strike) if arabic else aircraft.last == strike.first
        if not any(first in near for first in after[behind:]) or not (behind or led):
            continue
        if arabic or marks.form(strike.last) != _BY:
            return True
    return False


def _leads(marks: SentenceMarks, aircraft: At[AircraftMark], strike: At[Join]) -> bool:
    """Say whether an Arabic aircraft stands before a verb of striking, and flew nowhere in between."""
    told = between(marks.events, aircraft.last, strike.first)
    return aircraft.last <= strike.first and not any(event.mark.form is Form.VERB for event in told)


def _is_struck_by_others(marks: SentenceMarks, aircraft: At[AircraftMark], strike: At[Join]) -> bool:
    """Say whether a relative clause of no aircraft tells it: "الغارات التي دمرت ثلاث طائرات"."""
    who = next((join for join in marks.joins if join.mark is Join.WHO and join.last == strike.first), None)
    near = range(who.first - _NEAR, who.first + 1) if who is not None else ()
    led = any(other.last in near for other in marks.aircraft)
    return who is not None and not led and 0 <= aircraft.first - strike.last <= 1
