"""Say whether a sentence only says the how-manieth a flight was that the one before told.

"It was the third such flight this week", «Это уже второй рейс в Каракас с начала мая»: no flight of its own.
A single day of its own makes it one ("the second came on Tuesday"), and the first there ever may be told so.
"""

from wheelsdown.articles.expressions import After, Ago, CalendarDate, Period, Recent, Since
from wheelsdown.claims.frames import Frame
from wheelsdown.claims.sentence_marks import SentenceMarks, between
from wheelsdown.claims.words import Form

__all__ = ["only_numbers"]

#: Pronouns of what was told, by which such a sentence begins.
_PRONOUNS = frozenset(
    (
        *("it", "this", "that", "это", "этот", "эта", "этим", "он", "она", "це", "цей", "ця", "він", "вона"),
        *("وهي", "وهو", "هذه", "وهذه", "هذا", "وهذا", "هي", "هو"),
    )
)
#: Words before the pronoun, between it and the number, and between the number and a verb that tells more.
_BEFORE, _REACH = 4, 5
#: Dates that say in what time it was the how-manieth.
_SPANS = (Since, After, Period, Recent, Ago)


def only_numbers(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the first frame of a sentence points back and numbers what it points to.

    Parameters
    ----------
    marks
        The sentence.
    frame
        One of its frames.
    """
    if frame.first != marks.first:
        return False
    head = range(marks.first, min(marks.first + _BEFORE + 1, marks.last))
    at = next((index for index in head if marks.form(index) in _PRONOUNS), None)
    if at is None:
        return False
    told = [event for event in marks.events if event.mark.form is Form.VERB and event.first < at + _REACH]
    counts = between(marks.counts, at, at + _REACH)
    ordinals = [count.first for count in counts if (count.mark.ordinal or 0) > 1]
    ordinals += [
        n.first for n in between(marks.numerals, at, at + _REACH) if n.mark.is_ordinal and n.mark.n > 1
    ]
    if not ordinals or any(event.first < min(ordinals) and event.last > at + 1 for event in told):
        return False
    return not any(_is_day(date.mark.expression) for date in between(marks.dates, frame.first, frame.last))


def _is_day(expression: object) -> bool:
    """Say whether a date is one of its own, and no length of time."""
    if isinstance(expression, CalendarDate):
        return expression.day is not None or expression.weekday is not None
    return not isinstance(expression, _SPANS)
