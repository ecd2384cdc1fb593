"""Read the row of a table, whose notes tell no flight of their own: "| Oran | Gao | 2nd visit in May |"."""

from itertools import pairwise

from msgspec.structs import replace

from wheelsdown.claims.sentences.place_pairs import is_route, is_row
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks

__all__ = ["without_notes"]


def without_notes(marks: SentenceMarks) -> SentenceMarks:
    """Get a row without what stands behind its route, but for words that say that it is no fact."""
    ends = [
        other.last
        for one, other in pairwise(marks.places)
        if is_row(marks, one.last) and is_route(marks, one, other)
    ]
    if not ends:
        return marks
    last = ends[-1]
    return replace(
        marks,
        events=tuple(item for item in marks.events if item.first < last),
        dates=tuple(item for item in marks.dates if item.first < last),
        counts=tuple(item for item in marks.counts if item.first < last),
        numerals=tuple(item for item in marks.numerals if item.first < last),
        places=tuple(item for item in marks.places if item.first < last),
    )
