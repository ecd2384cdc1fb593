"""Which aircraft tell no flight, since they struck another one: "jets bombed an Il-76 at Gao"."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Join

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
        after = [other.first for other in marks.aircraft if other.first >= strike.last]
        behind = arabic and after[:1] == [aircraft.first] and aircraft.first == strike.last
        near = range(strike.last, strike.last + _STRUCK)
        led = aircraft.last <= strike.first if arabic else aircraft.last == strike.first
        if not any(first in near for first in after[behind:]) or not (behind or led):
            continue
        if arabic or marks.form(strike.last) != _BY:
            return True
    return False
