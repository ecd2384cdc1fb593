"""Say whether people are what an aircraft brings: "a C-130 brought 40 rescuers to Goma".

They stand behind the verb, before any load, and nothing ties them to another thing: "brought aid for 5,000
people", «доставив обладнання миротворців».
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import Unit
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form

__all__ = ["brings_people"]

_BRINGING = frozenset({Act.SHIP, Act.CARRY})
#: Tokens from the verb to the people, at most.
_REACH = 20
#: Words before people who only get what is brought.
_FOR = frozenset(("for", "для"))
#: Words between these and the people: "for the wounded".
_FOR_REACH = 5
#: Marks behind which something else is told.
_ENDS = frozenset(";:.!?()")
#: Ends of Slavic words that may stand before a noun as its adjective or number.
_ADJECTIVES = ("их", "ых", "ой", "ую", "юю", "ого", "его", "ий", "ый", "ній", "ох", "ьох", "ро", "ять", "ок")


def brings_people(marks: SentenceMarks, events: Sequence[At[EventWord]], people: Phrases[str]) -> bool:
    """Say whether people are the first that a verb of bringing names behind it."""
    verbs = [e for e in events if e.mark.act in _BRINGING and e.mark.form is Form.VERB]
    return any(_brings(marks, verb, people) for verb in verbs)


def _brings(marks: SentenceMarks, verb: At[EventWord], people: Phrases[str]) -> bool:
    last = min(marks.last, verb.last + _REACH)
    ends = (index for index in range(verb.last, last) if marks.form(index) in _ENDS)
    last = next(ends, last)
    found = people.find(marks.tokens[verb.last : last])
    first = verb.last + found[0].first if found else last
    persons = (person.first for person in between(marks.persons, verb.last, last) if person.mark.role)
    first = min(first, *persons, last)
    return first < last and not (_is_behind_load(marks, verb, first) or _is_of_another(marks, verb, first))


def _is_behind_load(marks: SentenceMarks, verb: At[EventWord], first: int) -> bool:
    """Say whether goods are named before: "12 тонн води і трьох медиків"."""
    loads = [e for e in between(marks.events, verb.last, first) if e.mark.act in _BRINGING]
    counts = between(marks.counts, verb.last, first)
    return bool(loads) or any(c.mark.unit is Unit.OTHER and c.last < first for c in counts)


def _is_of_another(marks: SentenceMarks, verb: At[EventWord], first: int) -> bool:
    """Say whether people only get or own what is brought: "aid for 5,000 people"."""
    near = range(max(verb.last, first - _FOR_REACH), first)
    if any(marks.form(index) in _FOR for index in near):
        return True
    before = first - 1
    if before < verb.last or verb.mark.language not in ("ru", "uk"):
        return False
    kinds: tuple[Sequence[At[object]], ...] = (
        *(marks.places, marks.relations, marks.dates, marks.pointers, marks.joins, marks.counts),
        *(marks.numerals, marks.operators, marks.cues, marks.aircraft),
    )
    if any(item.first <= before < item.last for items in kinds for item in items):
        return False
    word = marks.tokens[before]
    return word.kind is TokenKind.WORD and not (word.form.endswith(_ADJECTIVES) or marks.is_start(before))
