"""Read Arabic "and another" beside an aircraft as one more of its kind: "طائرة قطرية وأخرى تركية".

It is none of those that the sentences before told of.
"""

from collections.abc import Sequence
from dataclasses import replace

from wheelsdown.articles.article import Span
from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Points

__all__ = ["with_another"]

#: The Arabic "and", as it is written together with a word; tokens of what says whose the first one is.
_AND, _REACH = "و", 4


def with_another(marks: SentenceMarks, subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Get an aircraft and the other one that "and" adds to it; nothing where there is none.

    The other one is told apart only where it is said whose it is.
    """
    if len(subjects) != 2 or subjects[0].aircraft is None or subjects[1].aircraft is not None:
        return ()
    first, other = subjects
    craft = first.aircraft
    if craft is None or other.points is not Points.MORE or craft.mark.is_flight or first.is_back:
        return ()
    word = next((p for p in marks.pointers if p.first == other.at and p.particles.startswith(_AND)), None)
    if word is None or not 0 <= word.first - craft.last <= _REACH:
        return ()
    if not any(owner.first == word.last for owner in marks.operators):
        return (first,)
    span = Span(marks.tokens[word.first].start, marks.tokens[word.last - 1].end)
    mark = replace(
        craft.mark, span=span, text=marks.text[span.start : span.end], plural=False, particles=_AND
    )
    return first, Subject(word.first, At(word.first, word.last, mark), n=1)
