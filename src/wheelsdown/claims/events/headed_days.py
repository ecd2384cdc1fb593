"""Days that head what follows: "Monday. Two tankers flew north.", «Четверг, 3 июня» on a line of its own."""

from dataclasses import dataclass

from wheelsdown.articles.expressions import CalendarDate, Night, Period
from wheelsdown.articles.marks import DateMark, DateValue
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks

__all__ = ["HeadedDay", "heading_of", "is_entry"]

#: Paragraphs that a day on a line of its own heads.
_LASTS = 3
#: Tokens around a day that are part of its line: "3 June, night:".
_AROUND = 1
#: Words of the title of a log beside its day: "Monitoring of flights, 3 June".
_TITLE = 4
_BULLETS = frozenset("-•·*")


def heading_of(marks: SentenceMarks, paragraph_before: int, headed: int) -> DateMark | None:
    """Get the day that a sentence is all of, where it begins a paragraph; None where it tells more.

    ``paragraph_before``: the paragraph of the sentence before; ``headed``: the last that began with a day,
    in which another day may follow.
    """
    begins = marks.sentence.paragraph != paragraph_before or marks.sentence.paragraph == headed
    if len(marks.dates) != 1 or not begins or marks.sentence.boilerplate:
        return None
    date = marks.dates[0]
    rest = [*range(marks.first, date.first), *range(date.last, marks.last)]
    words = [index for index in rest if marks.tokens[index].kind is not TokenKind.MARK]
    expression = date.mark.expression
    is_day = isinstance(expression, CalendarDate | Night | Period) and not marks.sentence.is_byline
    is_day = is_day and getattr(expression, "year", None) is None  # the day of publication
    most = _TITLE if marks.sentence.is_headline or marks.form(marks.last - 1) == ":" else _AROUND
    return date.mark if is_day and len(words) <= most and not marks.places and not marks.events else None


def is_entry(marks: SentenceMarks) -> bool:
    """Say whether a sentence is an entry of a log: it begins with a time of day or a bullet."""
    first = marks.form(marks.first)
    timed = first.isdigit() and marks.form(marks.first + 1) == ":" and marks.form(marks.first + 2).isdigit()
    return timed or (first in _BULLETS and marks.tokens[marks.first + 1].spaced)


@dataclass(slots=True)
class HeadedDay:
    """The day that heads an entry, and how far it reaches."""

    day: DateValue | None = None
    paragraph: int = -1
    is_alone: bool = True
    """It stands on a line of its own."""
    entries: int = 0
    """Lines of a log that have followed it."""
    page: DateValue | None = None
    """The day that stood on a line of its own last."""

    def begin(self, day: DateValue | None, paragraph: int) -> None:
        """Begin an entry."""
        self.day = day if day is not None and day.start is not None and day.end is not None else None
        self.paragraph, self.is_alone, self.entries = paragraph, True, 0

    def go_on(self, paragraph: int, *, is_entry: bool = False) -> None:
        """Go on to the next sentence; ``is_entry``: it is one more line of a log, however long that is."""
        self.is_alone = self.is_alone and paragraph != self.paragraph
        if is_entry and self.is_alone and paragraph - self.paragraph == 1 + self.entries:
            self.entries += 1

    def of(self, paragraph: int) -> DateValue | None:
        """Get the day of a paragraph."""
        reach = max(_LASTS, self.entries) if self.is_alone else 0
        return self.day if 0 <= paragraph - self.paragraph <= reach else None
