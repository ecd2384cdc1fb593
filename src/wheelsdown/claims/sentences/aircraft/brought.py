"""Say whether an aircraft is what another one brought: "it delivered two Mi-24s", "طائرة محملة بمسيرات"."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.sentences.aircraft.companions import is_gap
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import CARGO_ACTS, Form, Points

__all__ = ["is_brought"]

_ENGLISH, _HANDLED = "en", frozenset(("unloaded", "unloading", "loaded", "loading"))
#: How Arabic words begin that say what an aircraft has with it, behind it.
_LOADED = ("محمل", "المحمل", "حامل", "تحمل", "يحمل", "تقل", "تنقل")
#: Arabic nouns of cargo, behind which it is said what that is, and tokens between the two.
_CARGO, _REACH = frozenset(("شحنه", "الشحنه", "شحنات", "حموله", "الحموله", "صناديق", "اجزاء", "قطع")), 4


def is_brought(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether an English or Arabic aircraft is what another one had on board."""
    if is_arabic(marks.form(aircraft.first)):
        return _is_arabic_cargo(marks, aircraft)
    verbs = [
        e
        for e in marks.events
        if (e.mark.act in CARGO_ACTS or marks.form(e.first) in _HANDLED)
        and e.mark.form is Form.VERB
        and e.mark.language == _ENGLISH
    ]
    verb = next((e for e in reversed(verbs) if e.last <= aircraft.first), None)
    if verb is None or not is_gap(marks, verb.last, aircraft.first):
        return False
    by_other = any(one.last <= verb.first and not one.mark.is_flight for one in marks.aircraft)
    pointed = any(p.mark is Points.AIRCRAFT and p.last == verb.first for p in marks.pointers)
    it = any(p.mark is Points.AIRCRAFT and p.first == marks.first for p in marks.pointers)
    goes_on = it and marks.form(verb.first - 1) in ("and", ",")
    return by_other or pointed or goes_on  # "it came from Gao and carried two helicopters"


def _is_arabic_cargo(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    before = [one for one in marks.aircraft if one.last <= aircraft.first and not one.mark.is_flight]
    if not before:
        return False
    near = range(max(before[-1].last, aircraft.first - _REACH), aircraft.first)
    if any(marks.form(index) in _CARGO for index in near):
        return True
    loaded = (e for e in marks.events if e.mark.act in CARGO_ACTS and e.last == aircraft.first)
    return any(not e.particles and marks.form(e.first).startswith(_LOADED) for e in loaded)
