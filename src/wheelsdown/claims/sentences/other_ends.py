"""Which English places are of a thing that a frame names: where a company is, whom cargo is for.

"Korvash Air, a cargo airline from Yekaterinburg" has its seat there, and "landed in Conakry with trucks for
Bamako" tells whom the trucks are for; nothing flew there.
"""

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import CARGO_ACTS, LANDED_ACTS, Relation

__all__ = ["is_for_cargo", "is_seat"]

#: Nouns of companies.
_COMPANIES = frozenset(
    (
        *("airline", "airlines", "carrier", "carriers", "company", "companies", "firm", "firms", "operator"),
        *("operators", "outfit", "charterer", "broker", "supplier", "contractor", "start-up", "businessman"),
    )
)
_FOR = "for"
#: Words that go on with a verb, and are no cargo: "landed at dawn for".
_NO_CARGO = frozenset(("off", "on", "out", "away", "up", "again", "later", "empty", "bound", "first", "time"))


def is_seat(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a company is from a place: "a cargo airline from Yekaterinburg"."""
    ties = [tie for tie in marks.relations if tie.last == place.first and tie.mark is Relation.FROM]
    return any(marks.form(tie.first - 1) in _COMPANIES for tie in ties)


def is_for_cargo(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether what was brought is for a place: "landed in Conakry with trucks for Bamako"."""
    tie = next((tie for tie in marks.relations if tie.last == place.first), None)
    if tie is None or marks.form(tie.first) != _FOR or tie.last - tie.first > 1:
        return False
    before = [event for event in marks.events if event.last <= tie.first]
    if not before or before[-1].mark.act not in LANDED_ACTS | CARGO_ACTS or before[-1].last == tie.first:
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.dates, marks.places, marks.aircraft, marks.joins)
    named = any(item.last == tie.first for items in kinds for item in items)
    word = marks.form(tie.first - 1)
    return not named and word.isalpha() and word.endswith("s") and word not in _NO_CARGO
