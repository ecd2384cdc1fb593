"""Say whether a day is that of what happened before the flight: "landed after the coup of 26 July"."""

from wheelsdown.articles.marks import DateMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Form, Join

__all__ = ["is_of_upheaval"]

#: Words for after, in each language, folded.
_AFTER = frozenset(
    (
        *("after", "following", "aftermath", "wake", "despite", "because"),
        *("после", "вследствие", "из", "після", "внаслідок", "через"),
        *("بعد", "عقب", "اثر", "جراء", "غداه", "اعقاب", "بعيد", "بسبب", "نتيجه"),
    )
)
#: Words from one of these to what happened, and from there to its day: "the coup that began on".
_NEAR, _REACH = 3, 8
#: Marks that end what is said of it.
_ENDS = frozenset(";:()")


def is_of_upheaval(marks: SentenceMarks, date: At[DateMark]) -> bool:
    """Say whether something that happened, and is no flight, stands between "after" and a day."""
    for thing in (join for join in marks.joins if join.last <= date.first):
        if date.first - thing.last > _REACH or not _is_behind(marks, thing):
            continue
        said = between(marks.events, thing.last, date.first)
        verbs = [e for e in said if e.mark.form is Form.VERB and e.mark.act is not Act.HAPPEN]
        parted = any(marks.form(index) in _ENDS for index in range(thing.last, date.first))
        flown = any(thing.last <= craft.first < date.first for craft in marks.aircraft)
        if not (verbs or parted or flown):
            return not between(marks.dates, thing.last, date.first)
    return False


def _is_behind(marks: SentenceMarks, thing: At[Join]) -> bool:
    """Say whether it is something that happened, behind a word for "after" or with it: "after the fall"."""
    if thing.mark is Join.SINCE:
        return thing.last - thing.first > 1 and marks.form(thing.first) in _AFTER
    before = range(max(marks.first, thing.first - _NEAR), thing.first)
    return thing.mark is Join.UPHEAVAL and any(marks.form(index) in _AFTER for index in before)
