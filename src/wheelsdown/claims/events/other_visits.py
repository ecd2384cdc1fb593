"""Say whether a noun tells another flight or visit of the aircraft of the story, on a day of its own.

"The previous visit was on 3 March", "Обратный рейс состоялся во вторник" and "وجرت رحلة العودة يوم الثلاثاء"
name no aircraft and no place; they tell one more flight by a word for which one it was, and by a verb that
says no more than that it was.
"""

from collections.abc import Sequence

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form

__all__ = ["tells_another", "tells_more"]

#: Nouns of flights by what they tell.
_NOUNS = frozenset({Act.FLY, Act.ARRIVE, Act.DEPART, Act.RETURN, Act.VISIT, Act.STOP})
#: Those that end where the ones before did, if they are only said to be more of them.
_COMING = frozenset({Act.FLY, Act.ARRIVE, Act.VISIT})
#: How words begin that say it is one more, and such words as have no ending.
_MORE = (
    *("another", "further", "more", "additional", "subsequent", "second", "third"),
    *("следующ", "дополнительн", "наступн", "додатков", "اخري"),
)
_STILL = frozenset(("еще", "ще"))
#: How words begin that say which flight it was, folded; Arabic ones stand behind their noun.
_WHICH = (
    *_MORE,
    *("previous", "prior", "earlier", "return", "preceding", "similar", "identical", "next"),
    *("предыдущ", "обратн", "прошл", "повторн", "аналогичн", "похож", "схож"),
    *("попередн", "зворотн", "минул", "аналогічн", "подібн"),
    *("السابق", "العوده", "الاياب", "مماثل", "مشابه", "التالي"),
)
_REACH = 2
#: English words by which a visit is paid, and words that only say that one was.
_PAYING = frozenset(("made", "make", "makes", "paid", "pays"))
_BEING = frozenset(("was", "were", "came", "fell", "відбувся", "відбулися", "відбулась", "відбулось"))
_SAYING_SO = frozenset({Act.HAPPEN, Act.LIGHT})


def tells_another(marks: SentenceMarks, events: Sequence[At[EventWord]], first: int, last: int) -> bool:
    """Say whether the events of a frame tell one more flight by a noun.

    Parameters
    ----------
    marks, events
        The words of the sentence, and the events of the frame.
    first, last
        Its first token, and the one after its last.
    """
    if between(marks.persons, first, last):
        return False
    nouns = [event for event in events if event.mark.act in _NOUNS and _is_which(marks, event)]
    others = [e for e in events if e not in nouns and e.mark.form is Form.VERB]
    seen = {Act.SEE} if any(_is_which(marks, noun, _MORE) for noun in nouns) else set()
    if not nouns or any(event.mark.act not in _SAYING_SO | seen for event in others):
        return False
    after = range(nouns[0].last, min(last, nouns[0].last + _REACH + 1))
    paid = marks.form(nouns[0].first) in _PAYING  # "made another visit"
    return bool(others) or paid or any(marks.form(index) in _BEING for index in after)


def tells_more(marks: SentenceMarks, events: Sequence[At[EventWord]], first: int, last: int) -> bool:
    """Say whether it tells more flights like those before: "two more flights followed on Tuesday".

    The arguments are those of `tells_another`.
    """
    more = any(e.mark.act in _COMING and _is_which(marks, e, _MORE) for e in events)
    return more and tells_another(marks, events, first, last)


def _is_which(marks: SentenceMarks, event: At[EventWord], which: tuple[str, ...] = _WHICH) -> bool:
    near = range(max(marks.first, event.first - _REACH), min(marks.last, event.last + _REACH))
    words = [marks.form(index).lstrip("و") for index in near]
    return any(word.startswith(which) or word in _STILL for word in words)
