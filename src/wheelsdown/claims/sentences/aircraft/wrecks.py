"""Say whether an English aircraft is only what something befell: "left Leipzig after its An-225 was hit"."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act

__all__ = ["only_befell"]

#: Words that open a clause of when or why, and those that may stand between one and its aircraft.
_OPENING = frozenset(("since", "after", "before", "until", "because", "when", "once", "where"))
_BEFORE = frozenset(("a", "an", "the", "its", "their", "his", "our", "one", "of", "only", "last", "another"))
_BEFORE_REACH = 4
#: How participles end, words from one to what it led to, and acts that are no flight.
_PARTICIPLES, _TOLD_REACH = ("t", "wn", "en"), 3
_UNTOLD = frozenset({Act.OTHER, Act.HOLD, Act.HAPPEN, Act.SHOW})
_WAS = frozenset(("was", "were", "is", "are", "had", "has", "been", "being", "got"))


def only_befell(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether it is the subject of a later clause of when or why, whose verb tells of no flight."""
    counted = {index for item in marks.counts for index in range(item.first, item.last)}
    counted |= {item.first for item in marks.numerals}
    counted |= {index for item in marks.operators for index in range(item.first, item.last)}
    at = aircraft.first - 1
    while aircraft.first - at <= _BEFORE_REACH and (marks.form(at) in _BEFORE or at in counted):
        at -= 1
    if marks.form(at) not in _OPENING or at <= marks.first or aircraft.mark.is_flight:
        return False
    verb = aircraft.last
    while verb < marks.last and marks.form(verb) in _WAS:
        verb += 1
    near = [e.mark.act for e in marks.events if aircraft.last <= e.first < verb + _TOLD_REACH]
    if not _UNTOLD.issuperset(near) or marks.form(verb + 1) == "to":
        return False  # "after an Il-76 was heard taking off", "was allowed to land"
    return marks.form(verb).endswith("ed") or (
        verb > aircraft.last and marks.form(verb).endswith(_PARTICIPLES)
    )
