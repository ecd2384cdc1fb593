"""Read verbs by their build: listed ones apart from their preposition, unlisted Russian and Ukrainian ones.

Some verbs tell a flight only with a preposition ("отметились в"), which may stand before them or apart: "В
Гао вчера отметились два Ил-76", "خرجت طائرة من مطار دمشق"; in Arabic some only with an object. And no list
holds all verbs of aircraft: a word with an ending of the past, in a clause that has no verb, agrees with an
aircraft beside it and has a place that a preposition ties: "На базу явился Ил-76". Such a verb is one only
where nothing else can be its subject or its object.
"""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from wheelsdown.articles.article import Language
from wheelsdown.articles.marks import AircraftMark, PlaceMark, Unit
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.events.arabic_comings import COMING, came_from
from wheelsdown.claims.events.memory import is_field
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.clauses import Clause, clauses_of
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.unlisted import taken
from wheelsdown.claims.words import Act, EventWord, Form, LedVerb, Relation

__all__ = ["with_plain_verbs"]

_SLAVIC = frozenset({Language.RUSSIAN, Language.UKRAINIAN})
_WITH_PREPOSITIONS = _SLAVIC | {Language.ARABIC}
#: Prepositions that are one word with another letter.
_SAME = {"во": "в", "у": "в", "со": "с", "ко": "к", "із": "з", "зі": "з", "від": "з"}
#: Words between a preposition and its place, and between a verb and its aircraft, at most.
_TIE_REACH = 4
_REACH = 4
#: Endings of the past: of one (he, she), of it, of many.
_ONE = ("л", "лся", "ла", "лась", "лася", "ав", "ив", "ув", "яв", "вся")
_IT = ("ло", "лось", "лося")
_MANY = ("ли", "лись", "лися")
_SHORTEST = 4
#: Endings of adverbs and adjectives, and of places that are gone to.
_ADVERBS = ("о", "е", "жды", "чі")
_ADJECTIVES = ("ыи", "ии", "ои", "ых", "их", "ые", "ие", "ого", "его", "ым", "им", "ая", "ое", "ні")
#: Words for whom it is done beside: "на смену ему".
_WHOM = frozenset(("ему", "ей", "им", "ней", "нему", "ним", "него", "них", "йому", "їй", "ньому", "нього"))
_GOAL = ("у", "ю")
_ACTS = {Relation.OVER: Act.OVERFLY, Relation.FROM: Act.FLY, Relation.TO: Act.FLY, Relation.VIA: Act.FLY}
#: Acts of verbs beside which another may tell a flight: "أسقطت طائرة", but of aid.
_NO_FLIGHT = frozenset({Act.HAPPEN, Act.OTHER})
_HERE = frozenset({Relation.INTO, Relation.AT, Relation.NEAR})


def with_plain_verbs(marks: SentenceMarks, led: Phrases[LedVerb], untold: Phrases[str]) -> SentenceMarks:
    """Get a sentence with such verbs as events.

    Parameters
    ----------
    marks
        The sentence.
    led
        Listed verbs that tell a flight with a preposition only.
    untold
        Words with such endings that tell no flight.
    """
    language = marks.sentence.language
    comes = language is Language.ARABIC and any(marks.form(tie.first) in COMING for tie in marks.relations)
    told = marks.aircraft or comes or (marks.pointers and language in _SLAVIC)
    if language not in _WITH_PREPOSITIONS or not told:
        return marks
    found: list[At[EventWord]] = []
    for clause in clauses_of(marks):
        events = between(marks.events, clause.first, clause.last)
        if comes and (participle := came_from(marks, clause)) is not None:
            found.append(participle)
            continue
        if any(event.mark.form is Form.VERB and event.mark.act not in _NO_FLIGHT for event in events):
            continue
        if not between(marks.places, clause.first, clause.last):
            continue
        refused = {
            clause.first + match.first for match in untold.find(marks.tokens[clause.first : clause.last])
        }
        verb = next(_apart(marks, clause, led, refused), None)
        if language in _SLAVIC:
            verb = verb or next(_unlisted(marks, clause, refused), None)
        if verb is not None:
            found.append(verb)
    if not found:
        return marks
    kept = [event for event in marks.events if all(event.first != verb.first for verb in found)]
    return replace(marks, events=tuple(sorted([*kept, *found], key=lambda event: event.first)))


def _ties(marks: SentenceMarks, clause: Clause) -> list[tuple[At[Relation], At[PlaceMark]]]:
    """Get the places of a clause with the words that tie them."""
    found = []
    for place in between(marks.places, clause.first, clause.last):
        near = [r for r in marks.relations if 0 <= place.first - r.last <= _TIE_REACH]
        if near and near[-1].first >= clause.first:
            found.append((near[-1], place))
    return found


def _apart(
    marks: SentenceMarks, clause: Clause, led: Phrases[LedVerb], refused: Collection[int]
) -> Iterator[At[EventWord]]:
    """Find listed verbs whose preposition stands elsewhere in the clause."""
    ties = _ties(marks, clause)
    names = {_one(marks.form(tie.first)) for tie, place in ties}
    objects = {marks.form(craft.last) for craft in between(marks.aircraft, clause.first, clause.last)}
    tokens = marks.tokens[clause.first : clause.last]
    used = {index - clause.first for index in (*taken(marks), *refused)}
    for match in led.find(tokens, used):
        at = clause.first + match.first
        inside = any(tie.first < at < place.first for tie, place in ties)
        for verb in match.values:
            own = verb.word.language == marks.sentence.language.value
            tied = objects if verb.is_object else names
            if own and not inside and _one(verb.preposition) in tied:
                yield At(at, at + 1, verb.word)


def _one(word: str) -> str:
    return _SAME.get(word, word)


def _unlisted(marks: SentenceMarks, clause: Clause, refused: Collection[int]) -> Iterator[At[EventWord]]:
    """Find a word with an ending of the past that agrees with an aircraft and leads to a place."""
    ties = _ties(marks, clause)
    craft = [one for one in between(marks.aircraft, clause.first, clause.last) if not one.mark.is_flight]
    craft = [one for one in craft if one.mark.named or marks.dates or is_counted(marks, one)]
    if not ties or not craft:
        return
    used = _used(marks)
    for index in range(clause.first, clause.last):
        if index in used or index in refused or not _is_past(marks, index):
            continue
        one = min(craft, key=lambda each: abs(each.first - index))
        if _is_subject(marks, clause, used, one, index):
            act = _act(marks, ties, index)
            if act is not None and (one.mark.named or act in (Act.ARRIVE, Act.SEE)):
                plural = marks.form(index).endswith(_MANY)
                word = EventWord(act, Form.VERB, None, plural, marks.sentence.language.value)
                yield At(index, index + 1, word)


def _used(marks: SentenceMarks) -> frozenset[int]:
    kinds: tuple[tuple[At[object], ...], ...]
    kinds = (marks.events, marks.relations, marks.joins, marks.pointers, marks.cues, marks.sayings)
    words = {index for items in kinds for item in items for index in range(item.first, item.last)}
    numerals = {index for item in marks.numerals for index in range(item.first, item.last)}
    return taken(marks) | words | numerals


def _is_past(marks: SentenceMarks, index: int) -> bool:
    token = marks.tokens[index]
    if token.kind is not TokenKind.WORD or len(token.form) < _SHORTEST or marks.text[token.start].isupper():
        return False
    return token.form.endswith((*_ONE, *_IT, *_MANY))


def _is_subject(
    marks: SentenceMarks, clause: Clause, used: frozenset[int], craft: At[AircraftMark], verb: int
) -> bool:
    """Say whether an aircraft beside a verb agrees with it, and nothing else may be what did it."""
    first = min([c.first for c in marks.counts if c.mark.head == craft.mark.span], default=craft.first)
    if any(r.last == first for r in marks.relations) or not _agrees(marks, craft, verb):
        return False
    if _is_owned(marks, clause, used, min(first, craft.first)):
        return False
    before = craft.last <= verb
    gap = range(craft.last, verb) if before else range(verb + 1, min(first, craft.first))
    loose = [i for i in gap if not _is_beside(marks, used, i)]
    if len(loose) > (_REACH if before else 0):
        return False
    if before:
        return not _is_loose(marks, used, verb + 1, clause)
    actors = _actors(marks, clause, verb)
    return all(i not in actors and _is_beside(marks, used, i) for i in range(clause.first, verb))


def _is_owned(marks: SentenceMarks, clause: Clause, used: frozenset[int], first: int) -> bool:
    """Say whether a noun before an aircraft is what is spoken of: «пилот Ил-76», «владелец этого Ан-12»."""
    at = first - 1
    while at >= clause.first and marks.form(at).endswith(_ADJECTIVES):
        at -= 1
    offices = {i for person in marks.persons for i in range(person.first, person.last)}
    if at < clause.first or not marks.form(at).isalnum():
        return False
    return at in offices or not (_is_beside(marks, used, at) or _is_past(marks, at))


def _actors(marks: SentenceMarks, clause: Clause, verb: int) -> frozenset[int]:
    """Get the words before a verb that may be who did it: persons, sources, places that no word ties."""
    tied = {place.first for _, place in _ties(marks, clause)}
    places = [p for p in between(marks.places, clause.first, verb) if p.first not in tied]
    named: tuple[At[object], ...] = (*marks.persons, *marks.sources, *places)
    return frozenset(index for item in named for index in range(item.first, item.last))


def _agrees(marks: SentenceMarks, craft: At[AircraftMark], verb: int) -> bool:
    counts = [
        c.mark for c in marks.counts if c.mark.head == craft.mark.span and c.mark.unit is Unit.AIRFRAMES
    ]
    many = craft.mark.plural is True or any(count.count.n > 1 for count in counts)
    form = marks.form(verb)
    if many:
        return form.endswith(_MANY) or (form.endswith(_IT) and bool(counts))
    return form.endswith(_ONE)


def _is_beside(marks: SentenceMarks, used: frozenset[int], index: int) -> bool:
    """Say whether a word cannot be the subject: marked, an adverb, an adjective, behind a preposition."""
    form = marks.form(index)
    if form in _WHOM:
        return True
    if index in used or not form.isalnum() or form.endswith((*_ADVERBS, *_ADJECTIVES)):
        return True
    ties = [r for r in marks.relations if r.last <= index]
    places = [p for p in marks.places if p.first >= index]
    return (
        bool(ties)
        and index - ties[-1].last < 2
        and (index == ties[-1].last or bool(places and places[0].first == index + 1))
    )


def _is_loose(marks: SentenceMarks, used: frozenset[int], index: int, clause: Clause) -> bool:
    """Say whether a word that nothing marks stands right behind a verb: its object."""
    return index < clause.last and marks.form(index).isalnum() and not _is_beside(marks, used, index)


def _act(marks: SentenceMarks, ties: list[tuple[At[Relation], At[PlaceMark]]], verb: int) -> Act | None:
    """Get what such a verb tells by the place nearest to it."""
    tie, place = min(ties, key=lambda pair: min(abs(pair[0].first - verb), abs(pair[1].last - verb)))
    if tie.mark in _ACTS:
        return _ACTS[tie.mark]
    if tie.mark not in _HERE or not is_field(place.mark):
        return None
    words = [marks.form(index) for index in range(tie.last, place.last)]
    if tie.mark is Relation.INTO and any(w.endswith(_GOAL) for w in words):
        return Act.ARRIVE
    return Act.SEE if marks.dates else None  # "three C-130s rusted at N'Djamena" is no sighting
