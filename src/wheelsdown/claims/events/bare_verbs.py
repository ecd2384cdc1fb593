"""Say whether a verb that opens its sentence has no subject of its own: "Then took off again", "ثم أقلعت".

Joining words and days may stand before it. Arabic puts the subject behind its verb, so that what stands there
tells; before it may stand "was", and whatever the aircraft did or carried first ("وأفرغت حمولتها ثم أقلعت").
"""

from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.events.arabic_comings import COMING
from wheelsdown.claims.events.told.imperfect import bare_verb, is_imperfect
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import CARGO_ACTS, Act, EventWord, Form, Join, Relation

__all__ = ["is_bare"]

_SLAVIC = frozenset({"ru", "uk"})
#: Endings of the past of one, where the noun is masculine; where a clause ends; letters of a preposition.
_MASCULINE, _ENDS, _SHORT = ("л", "лся", "в", "вся"), frozenset(",;:.!?()-"), 3
#: Endings of Arabic adverbs: "مجدداً".
_ADVERBIAL = ("اً", "ًا")
#: Arabic words before "coming", and letters before them.
_HAD, _JOINED = frozenset(("كانت", "كانتا", "قد", "لقد")), "وف"
#: What an aircraft does before it flies on.
_DONE_FIRST = CARGO_ACTS | {Act.STAY, Act.STOP}
#: Endings by which an Arabic thing is that of the aircraft: "على متنها", "حمولتها".
_ITS = ("ها", "هما")
#: Endings of a feminine verb, as "طائرة" has it, and of what may be its subject behind a place: "قافلة".
_FEMININE, _NOUNS = ("ت", "تا"), ("ه", "ات")
#: The article, and letters that tie what a participle is of: "محملة بمعدات".
_THE, _TYING = "ال", ("ب", "ل")


def is_bare(marks: SentenceMarks, verb: At[EventWord]) -> bool:
    """Say whether a sentence begins with its verb and tells no subject.

    Parameters
    ----------
    marks
        The words of the sentence.
    verb
        The first verb by which an aircraft flies.
    """
    if verb.first == marks.first and marks.sentence.language in _SLAVIC:
        return _is_masculine(marks, verb) and not _is_subject_behind(marks, verb)
    if not is_arabic(marks.form(verb.first)):
        return verb.first > marks.first and not _words_before(marks, verb.first)
    if _has_subject_behind(marks, verb.last) or not _is_of_aircraft(marks, verb):
        return False
    first = next((e for e in marks.events if e.mark.form is Form.VERB or e.mark.act in CARGO_ACTS), verb)
    comes = marks.form(verb.first) in COMING
    words = _words_before(marks, min(first.first, verb.first))
    before = [word for word in words if not (comes and _is_had(word))]
    return not before and (first.first >= verb.first or _is_its_own(marks, first))


def _is_masculine(marks: SentenceMarks, verb: At[EventWord]) -> bool:
    """Say whether a Slavic verb in the past is masculine, as «самолёт», «борт» and «літак» have it."""
    return verb.mark.plural is False and marks.form(verb.first).endswith(_MASCULINE)


def _is_subject_behind(marks: SentenceMarks, verb: At[EventWord]) -> bool:
    """Say whether a word behind a Slavic verb is tied by no preposition: «прилетел в Гао посол»."""
    kinds = (marks.relations, marks.dates, marks.joins, marks.pointers, marks.places, marks.durations)
    known = {i for items in (*kinds, marks.events) for item in items for i in range(item.first, item.last)}
    tied = False
    for index in range(verb.last, marks.last):
        form = marks.form(index)
        if form in _ENDS:
            return False
        if index in known or not form.isalpha():
            tied = any(relation.last == index + 1 for relation in marks.relations)
        elif len(form) <= _SHORT:
            tied = True
        elif not tied:
            return True
    return False


def _words_before(marks: SentenceMarks, end: int) -> list[str]:
    """Get the words before a token that neither join nor tell the day or a stop on the way."""
    joins = [join for join in marks.joins if join.mark is not Join.WHO]
    covered = {i for items in (joins, marks.dates) for item in items for i in range(item.first, item.last)}
    for way in (tie for tie in marks.relations if tie.mark is Relation.VIA):
        ends = [place.last for place in marks.places if place.first == way.last]
        covered |= set(range(way.first, ends[0])) if ends else set()
    days = {date.first for date in marks.dates}
    covered |= {relation.first for relation in marks.relations if relation.last in days}
    words = (marks.form(i) for i in range(marks.first, end) if i not in covered)
    return [word for word in words if word.isalnum()]


def _is_had(word: str) -> bool:
    return word in _HAD or word.lstrip(_JOINED) in _HAD


def _is_its_own(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether what the aircraft told before did or carried is told first, by no other subject."""
    if event.mark.act not in _DONE_FIRST:
        return False
    ends = marks.form(event.last - 1).endswith(_ITS) or marks.form(event.last).endswith(_ITS)
    return ends or not _has_subject_behind(marks, event.last)


def _is_of_aircraft(marks: SentenceMarks, verb: At[EventWord]) -> bool:
    """Say whether a verb is feminine, as of "طائرة", and no such noun stands behind where: "قافلة"."""
    word = bare_verb(marks, verb)
    feminine = word.endswith(_FEMININE) or word in COMING or is_imperfect(marks, verb)
    if not feminine or word.startswith("ي"):
        return False
    kinds = (marks.dates, marks.places, marks.pointers, marks.durations)
    ends = {item.last for items in kinds for item in items if item.first >= verb.last}
    return not any(_is_new_noun(marks, index) for index in ends)


def _is_new_noun(marks: SentenceMarks, index: int) -> bool:
    """Say whether an indefinite noun stands at a token, tied by nothing to what is before."""
    word = marks.form(index)
    if index + 1 >= marks.last or marks.tokens[index].kind is not TokenKind.WORD:
        return False
    if not word.endswith(_NOUNS) or word.startswith(_THE) or marks.form(index + 1).startswith(_TYING):
        return False
    return not _is_known(marks, index)


def _is_known(marks: SentenceMarks, index: int) -> bool:
    """Say whether a listed word begins at a token."""
    kinds = (marks.relations, marks.dates, marks.joins, marks.pointers, marks.places, marks.durations)
    known = any(item.first == index for items in kinds for item in items)
    return known or any(event.first == index for event in marks.events)


def _has_subject_behind(marks: SentenceMarks, index: int) -> bool:
    """Say whether a word follows that may be the subject: no tie, day, place or adverb."""
    word = marks.text[marks.tokens[index].start : marks.tokens[index].end] if index < marks.last else ""
    if not word.isalpha() and not word.endswith(_ADVERBIAL):
        return bool(word) and word[:1].isdigit()
    return not _is_known(marks, index) and not word.endswith(_ADVERBIAL)
