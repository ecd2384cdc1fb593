"""Read an Arabic sentence without the unit that its aircraft are from, and where that is at home.

"وصلت قاذفات من جناح القاذفات الخامس في قاعدة مينوت إلى غوام": the second bombers are a word of its name, the
fifth counts nothing, and nothing came to Minot. What took off with no other place told did so there.
"""

from collections.abc import Iterator

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.sentences.stretches import without_stretches
from wheelsdown.claims.words import Form, Relation

__all__ = ["without_units"]

_ARABIC = "ar"
#: Nouns of units, without the article, and words before one whose aircraft are told of.
_UNITS = frozenset(("جناح", "سرب", "لواء", "فرقه", "كتيبه", "مجموعه", "فوج", "اسطول", "وحده"))
_OF, _THE, _TO_THE = frozenset(("من", "ضمن")), "ال", "لل"
#: Words of the name of a unit, at most, and marks at which it ends.
_NAME, _MARKS = 6, frozenset(",،.;؛:()")
_HOME = frozenset({Relation.AT, Relation.NEAR})
#: What is left out of a unit's name and home.
_KINDS = ("aircraft", "counts", "numerals", "pointers", "places", "events")


def without_units(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without what stands in the names of units, and their homes."""
    if marks.sentence.language != _ARABIC or not marks.aircraft:
        return marks
    stretches = list(_stretches(marks))
    return without_stretches(marks, stretches, _KINDS) if stretches else marks


def _stretches(marks: SentenceMarks) -> Iterator[range]:
    for first in range(marks.first + 1, marks.last):
        form = marks.form(first)
        owned = form.startswith(_TO_THE) and form.removeprefix(_TO_THE) in _UNITS
        is_unit = form.removeprefix(_THE) in _UNITS and marks.form(first - 1) in _OF
        told = any(craft.last <= first for craft in marks.aircraft)
        if not (owned or is_unit) or not told or marks.form(first + 1) in _OF:
            continue
        end = _end(marks, first)
        home = next((p for p in marks.places if p.first == end.last), None) if end is not None else None
        if end is None or home is None:
            yield range(first, end.first if end is not None else first + 1)
        elif any(r.last == p.first for p in marks.places if p is not home for r in marks.relations):
            yield range(first, home.last)


def _end(marks: SentenceMarks, first: int) -> At[Relation] | None:
    """Get the preposition of where a unit is at home, near behind its noun with no verb between."""
    for tie in marks.relations:
        if first < tie.first <= first + _NAME and tie.mark in _HOME:
            gap = range(first, tie.first)
            stopped = any(marks.form(index) in _MARKS for index in gap)
            told = any(e.first in gap and e.mark.form is Form.VERB for e in marks.events)
            return None if stopped or told else tie
    return None
