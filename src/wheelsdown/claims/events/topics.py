"""Which airfield an article is about: named in its headline or lead, and of these the one named most.

Articles say "the base", "a second one landed" or "flights were suspended" of the place that they are about,
however many other airfields stand between. A list has a heading for each of its parts ("• Minsk-2."): then
that is the place of the part. A place that an aircraft only came from is never what an article is about.
"""

from collections import Counter
from collections.abc import Sequence

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.articles.scripts import is_cyrillic
from wheelsdown.claims.events.memory import is_field
from wheelsdown.claims.routes.objects import heads_entry
from wheelsdown.claims.sentences.place_pairs import is_within, opens_in_capitals, place_key
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Relation

__all__ = ["topics_of"]

#: What a mention counts in the headline, in what stands below it, in the first sentences, and further on.
_HEADLINE, _STANDFIRST, _LEAD, _BODY = 4, 2, 2, 1
#: Sentences of the lead.
_LEADS = 2
#: What the place of an article counts at least, and how much more than any other.
_ENOUGH, _AHEAD = 4, 2
#: Words between a tying word and its place, and between an owner and its airfield, at most.
_REACH, _OWNER_REACH = 4, 3
#: Marks that a heading may hold beside its place.
_MARKS = frozenset("•·*-–—.:|#")
_BULLETS = frozenset("•·*")
#: Words of the heading of a part, at most.
_ITEM_WORDS = 2
#: Ties by which an aircraft does not come to a place.
_ELSEWHERE = frozenset({Relation.FROM, Relation.VIA, Relation.OVER, Relation.OTHER})
#: Acts of aircraft.
_FLYING = frozenset(Act) - {Act.GET, Act.VISIT, Act.HOLD, Act.HAPPEN, Act.LIGHT}
#: How an English predicate begins or ends, and acts of a place.
_ENGLISH, _FINITE = "en", ("s", "ed")
_HELPING = frozenset(("is", "was", "has", "had", "will", "would", "may", "could", "said", "told"))
_HOSTING = frozenset({Act.HOST, Act.SEE, Act.SHOW})
_Key = tuple[str, ...]


def topics_of(sentences: Sequence[SentenceMarks]) -> tuple[PlaceMark | None, ...]:
    """Get the airfield that each sentence is about, as far as the whole article tells; None where it is open.

    Parameters
    ----------
    sentences
        All sentences of one article, in order.
    """
    whole = _topic(sentences)
    found: list[PlaceMark | None] = []
    part: PlaceMark | None = None
    begun, lasts = -1, False
    for number, marks in enumerate(sentences):
        here = marks.sentence.paragraph
        alone = number + 1 < len(sentences) and sentences[number + 1].sentence.paragraph != here
        heading = _heading(marks, alone=alone)
        if heading is not None or _is_item(marks):
            part, begun, lasts = heading, here, alone
        elif not lasts and here != begun:
            part = None
        found.append(part or whole)
    return tuple(found)


def _topic(sentences: Sequence[SentenceMarks]) -> PlaceMark | None:
    counted: Counter[_Key] = Counter()
    marks_of: dict[_Key, PlaceMark] = {}
    finer = _finer(sentences)
    early: set[_Key] = set()
    n_body = 0
    for marks in sentences:
        weight = _weight(marks, n_body)
        if weight == 0:
            continue
        n_body += not (marks.sentence.is_headline or marks.sentence.is_standfirst)
        for key, place in _gone_to(marks, finer).items():
            counted[key] += weight
            marks_of.setdefault(key, place)
            if weight > _BODY:
                early.add(key)
    ranked = [(n, key) for key, n in counted.most_common(2)]
    if not ranked or ranked[0][1] not in early or ranked[0][0] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
        return None
    return marks_of[ranked[0][1]]


def _weight(marks: SentenceMarks, n_body: int) -> int:
    sentence = marks.sentence
    if sentence.boilerplate is not None or sentence.is_byline:
        return 0
    if sentence.is_headline:
        return 0 if n_body else _HEADLINE
    if sentence.is_standfirst:
        return _STANDFIRST
    return _LEAD if n_body < _LEADS else _BODY


def _gone_to(marks: SentenceMarks, finer: dict[_Key, PlaceMark]) -> dict[_Key, PlaceMark]:
    """Get the airfields of a sentence about aircraft, but those that they only come from."""
    flies = marks.aircraft or any(event.mark.act in _FLYING for event in marks.events)
    if not flies:
        return {}
    found: dict[_Key, PlaceMark] = {}
    for place in marks.places:
        asides = (_is_elsewhere, opens_in_capitals, _is_government)
        if is_field(place.mark) and not any(aside(marks, place) for aside in asides):
            mark = finer.get(place_key(place.mark), place.mark)
            found.setdefault(place_key(mark), mark)
    return found


def _finer(sentences: Sequence[SentenceMarks]) -> dict[_Key, PlaceMark]:
    """Get the airfields by the cities whose they are: "Tehran's Mehrabad", "Mehrabad in Tehran"."""
    found: dict[_Key, PlaceMark] = {}
    for marks in sentences:
        for one, other in zip(marks.places, marks.places[1:], strict=False):
            if other.first - one.last > _OWNER_REACH or not (is_field(one.mark) and is_field(other.mark)):
                continue
            for fine, coarse in ((one.mark, other.mark), (other.mark, one.mark)):
                if fine.says_airfield and place_key(fine) != place_key(coarse) and is_within(fine, coarse):
                    found.setdefault(place_key(coarse), fine)
    return found


def _is_elsewhere(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether the word that ties a place leads away from it, past it or nowhere."""
    tied = [r for r in marks.relations if r.last <= place.first and place.first - r.last <= _REACH]
    if not tied:
        return False
    gap = range(tied[-1].last, place.first)
    parted = any(marks.form(index) in ",،;:" for index in gap)
    return tied[-1].mark in _ELSEWHERE and not parted


def _is_government(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a capital stands for its government: "as Moscow shifts gear", «тиша Анкари»."""
    if is_cyrillic(marks.form(place.first)) and not place.mark.says_airfield:
        return _is_governed(marks, place)
    if marks.sentence.language != _ENGLISH or place.mark.says_airfield or place.last >= marks.last:
        return False
    tied = any(r.last == place.first for r in marks.relations)
    word, token = marks.form(place.last), marks.tokens[place.last]
    verb = word in _HELPING or (word.endswith(_FINITE) and marks.text[token.start].islower())
    hosts = any(event.first == place.last and event.mark.act in _HOSTING for event in marks.events)
    return verb and word.isalpha() and not (tied or hosts)


def _is_governed(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a Slavic city is but whose the word before it is: «призывы Вашингтона»."""
    before = marks.tokens[place.first - 1] if place.first > marks.first else None
    if before is None or not before.form.isalpha() or not marks.text[before.start].islower():
        return False
    kinds: tuple[Sequence[At[object]], ...]
    kinds = (marks.relations, marks.events, marks.pointers, marks.aircraft, marks.dates, marks.joins)
    return not any(item.first < place.first <= item.last for items in kinds for item in items)


def _heading(marks: SentenceMarks, *, alone: bool) -> PlaceMark | None:
    """Get the place of a heading that is nothing else: "• Minsk-2.", or in capitals on a line ``alone``.

    One that begins an entry is one too: "Benina: two An-124s landed".
    """
    fields = [place for place in marks.places if is_field(place.mark)]
    if fields and heads_entry(marks, fields[0]):
        return fields[0].mark
    if len(fields) != 1 or marks.sentence.is_byline or (not alone and opens_in_capitals(marks, fields[0])):
        return None
    rest = (*range(marks.first, fields[0].first), *range(fields[0].last, marks.last))
    is_all = all(marks.form(index) in _MARKS or marks.form(index).isdecimal() for index in rest)
    return fields[0].mark if is_all else None


def _is_item(marks: SentenceMarks) -> bool:
    """Say whether it is a heading of one or two words that names no airfield we know."""
    if marks.form(marks.first) not in _BULLETS:
        return False
    words = [index for index in range(marks.first, marks.last) if marks.form(index).isalpha()]
    return len(words) <= _ITEM_WORDS
