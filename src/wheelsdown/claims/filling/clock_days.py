"""Which day an hour is of that stands without one: that of a live page, or of the post that tells it.

A live page has several paragraphs that begin with an hour ("17:55"); its entries are of its day, or of the
day on a line of its own above them. A post tells its hours in UTC ("arr Rzeszow 0755Z") on the day itself.
"""

from collections.abc import Sequence
from datetime import timedelta

from wheelsdown.articles.expressions import CalendarDate
from wheelsdown.articles.marks import DateValue, Precision, Publication
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.events.headed_days import heading_of, is_entry
from wheelsdown.claims.filling.assembly import Assembler
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks

__all__ = ["day_posted", "is_live_page", "see_heading"]

#: Paragraphs of a live page that begin with an hour, at least.
_ENTRIES = 2
#: Digits of minutes, and of hours with minutes.
_MINUTES, _TIME = 2, 4
_HOURS, _SIXTY = 24, 60
_PARTING = frozenset((":", "."))
#: What stands behind an hour.
_ZONES = frozenset(
    (
        *(
            "am",
            "pm",
            "a",
            "p",
            "m",
            ".",
            "gmt",
            "utc",
            "bst",
            "cet",
            "cest",
            "est",
            "edt",
            "et",
            "eet",
            "msk",
            "z",
        ),
        *("мск", "київ", "по", "время", "time", "local", "h", "uk"),
    )
)


def is_live_page(sentences: Sequence[SentenceMarks]) -> bool:
    """Say whether several paragraphs begin with an hour."""
    opened = {marks.sentence.paragraph for marks in sentences if _behind_hour(marks) is not None}
    return len(opened) >= _ENTRIES


def see_heading(marks: SentenceMarks, assembler: Assembler, before: int, *, is_live: bool) -> None:
    """Remember a day or an hour that heads an entry; ``before``: the paragraph of the sentence before."""
    headed, paragraph = assembler.memory.headed, marks.sentence.paragraph
    heading = heading_of(marks, before, headed.paragraph)
    hour = _behind_hour(marks) if is_live and paragraph != before else None
    if heading is not None:
        day = assembler.resolved(heading)
        headed.page = day if isinstance(heading.expression, CalendarDate) else headed.page
        headed.begin(day, paragraph)
    elif hour is not None:
        text = "".join(marks.form(index) for index in range(marks.first, hour))
        headed.begin(headed.page or _day_of_publication(assembler.published, text), paragraph)
    else:
        headed.go_on(paragraph, is_entry=is_entry(marks))


def day_posted(marks: SentenceMarks, frame: Frame, published: Publication) -> DateValue | None:
    """Get the day of a post for a flight that it dates by an hour in UTC alone."""
    hour = _zulu(marks, frame.first, frame.last) if frame.modality is None else None
    return _day_of_publication(published, hour) if hour is not None else None


def _behind_hour(marks: SentenceMarks) -> int | None:
    """Get the token behind the hour with which a sentence begins; None where it begins with none."""
    first = marks.first
    hour, parting, minute = (marks.form(index) for index in (first, first + 1, first + 2))
    if not (hour.isdecimal() and len(hour) <= _MINUTES and parting in _PARTING and minute.isdecimal()):
        return None
    if len(minute) != _MINUTES or int(hour) >= _HOURS or int(minute) >= _SIXTY:
        return None
    if marks.tokens[first + 1].spaced or marks.tokens[first + 2].spaced:
        return None
    last = first + 3
    while last < marks.last and marks.form(last) in _ZONES:
        last += 1
    return last


def _day_of_publication(published: Publication, text: str) -> DateValue | None:
    """Get the day of publication for words that tell only an hour; None where it is open."""
    if (
        published.start is None
        or published.end is None
        or published.end - published.start != timedelta(days=1)
    ):
        return None
    rule = "the hour is of the day of publication"
    return DateValue(text, published.start, published.end, Precision.DAY, rule, "publication")


def _zulu(marks: SentenceMarks, first: int, last: int) -> str | None:
    """Get the hour in UTC that posts tell between two tokens: "0755Z"."""
    for index in range(first, last - 1):
        hour, zone = marks.tokens[index], marks.tokens[index + 1]
        is_hour = hour.kind is TokenKind.NUMBER and hour.form.isdecimal() and len(hour.form) == _TIME
        if is_hour and zone.form == "z" and not zone.spaced and int(hour.form[:2]) < _HOURS:
            return f"{hour.form}Z"
    return None
