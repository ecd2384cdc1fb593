"""Take an airline for the flights of a sentence that names no aircraft: "Mahan Air flew there twice in May".

It is the subject of a verb of flying, and how often, from where or to where follows the verb at once: one who
flew passengers or goods tells of no flight that could be looked for.
"""

from msgspec.structs import replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import AircraftMark, Unit
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Cue, Form, Join, Modality, Points, Relation, Scope

__all__ = ["with_companies"]

#: Words between an airline and its verb: "the airline, under sanctions since May, had last flown".
_REACH = 7
#: A ship, a truck or what else moves on the ground or at sea.
_MOVER = Cue(Modality.OTHER, Scope.SUBJECT)
_WAYS = frozenset({Relation.FROM, Relation.TO, Relation.INTO, Relation.BETWEEN, Relation.VIA})


def with_companies(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence with the airline that flew as what flew, where it names no aircraft."""
    flown = (e for e in marks.events if e.mark.act is Act.FLY and e.mark.form is Form.VERB)
    verb = next((event for event in flown if _goes(marks, event.last)), None)
    if verb is None or any(cue.last == verb.first for cue in marks.cues):
        return marks  # «не летали в Тегеран»
    if any(cue.mark == _MOVER and cue.last <= verb.first for cue in marks.cues):
        return marks  # «три эсминца ВМС США направляются»
    others = (j.first for j in marks.joins if j.mark is Join.WHO and j.first >= verb.last)
    end = next(others, marks.last)  # "flew to Sudan in March, when it delivered drones"
    named: list[At[object]] = [*marks.aircraft, *(p for p in marks.pointers if p.mark is Points.AIRCRAFT)]
    if any(item.first < end for item in named):
        return marks
    companies = [(o.first, o.last) for o in marks.operators if not o.mark.is_state]
    companies += [(p.first, p.last) for p in marks.pointers if p.mark is Points.COMPANY]
    before = [each for each in companies if each[1] <= verb.first <= each[1] + _REACH]
    before = [each for each in before if not any(each[1] <= p.first < verb.first for p in marks.persons)]
    if not before or any(each.last <= verb.first for each in marks.events):
        return marks
    first, last = max(before)
    span = Span(marks.tokens[first].start, marks.tokens[last - 1].end)
    flights = AircraftMark(span, marks.text[span.start : span.end], None, is_generic=True, is_flight=True)
    return replace(marks, aircraft=(At(first, last, flights), *marks.aircraft))


def _goes(marks: SentenceMarks, index: int) -> bool:
    """Say whether how often, from where or to where follows at once."""
    often = [c.last for c in marks.counts if c.first == index and c.mark.unit is Unit.EVENTS]
    after = often[0] if often else index
    return bool(often) or any(r.first == after and r.mark in _WAYS for r in marks.relations)
