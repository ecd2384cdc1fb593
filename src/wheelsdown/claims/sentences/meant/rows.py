"""Read the row of a table, whose notes tell no flight of their own: "| Oran | Gao | 2nd visit in May |"."""

from itertools import pairwise

from wheelsdown.claims.sentences.place_pairs import is_route, is_row
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.sentences.stretches import without_stretches

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
    kinds = ("events", "dates", "counts", "numerals", "places")
    return without_stretches(marks, [range(ends[-1], marks.last)], kinds)
