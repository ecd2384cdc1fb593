"""Whether English types are told with no number: "by Il-76 and An-124", "C-17 and C-130 aircraft"."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks

__all__ = ["are_flown_by", "are_types"]

#: The English word that is one and many, and words by which it is one.
_AIRCRAFT, _ARTICLES = "aircraft", frozenset(("a", "an", "the", "one", "another"))
#: English words before the type by which flights were made.
_FLOWN_BY = frozenset(("by", "with", "using", "of"))
#: Words between an aircraft and its registration.
_CODE_REACH = 2


def are_types(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether types stand without an article before "aircraft": "RAF A400M and C-130 aircraft flew"."""
    behind = next((o for o in marks.aircraft if o.first == aircraft.last + 1), None)
    before = next((o for o in marks.aircraft if o.last == aircraft.first - 1), None)
    first, last = (aircraft, behind) if behind is not None else (before, aircraft)
    if first is None or last is None or marks.form(first.last) != "and":
        return False
    if marks.form(last.last - 1) != _AIRCRAFT:
        return False
    owner = next((owner.first for owner in marks.operators if owner.last == first.first), first.first)
    counted = {count.mark.head for count in marks.counts if not count.mark.implied}
    return marks.form(owner - 1) not in _ARTICLES and not {first.mark.span, last.mark.span} & counted


def are_flown_by(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a type stands without an article behind by what they were flown: "by Il-76 and An-124"."""
    first = aircraft.first
    if marks.form(first - 1) == "and":
        first = next((other.first for other in marks.aircraft if other.last == first - 1), first)
    registered = any(0 <= code.first - aircraft.last <= _CODE_REACH for code in marks.registrations)
    return marks.form(first - 1) in _FLOWN_BY and not registered
