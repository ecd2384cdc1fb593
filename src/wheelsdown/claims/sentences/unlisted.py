"""Find places no list holds, by what ties them: capitalised words after "from", "landed at", between dashes.

Invented, new and small airfields are in no gazetteer. Their words are kept as they stand and get no id. Only
sentences that tell of aircraft are read so, only words that nothing else has marked, and never an acronym;
scripts without capitals are left to the lists.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.articles.slavic_company import is_along
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.sentences.clauses import clauses_of
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LANDED_ACTS, Act, Form, Points, Relation

__all__ = ["end_of_name", "taken", "with_unlisted_places"]

#: Words of the longest name.
_LONGEST = 3
#: Letters of a small word inside a name.
_SMALL = 3
#: Words between an event and "at", at most.
_EVENT_REACH = 3
_LEADING = frozenset({Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN})
_STANDING = frozenset({Relation.AT, Relation.INTO})
_MOVING = frozenset(
    {
        *(Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.RETURN, Act.TURN),
        *(Act.STOP, Act.STAY, Act.SEE, Act.SHIP, Act.WITHDRAW),
    }
)
#: Acts whose verbs have a place right behind them: "reached Entebbe", "was back at Shannon".
_REACHING = frozenset({Act.ARRIVE, Act.VISIT, Act.OVERFLY, Act.STOP, Act.RETURN})
#: Acts whose verbs have a place behind "at".
_SEEN_AT = LANDED_ACTS | {Act.SEE}
#: Acts behind which "for" leads somewhere.
_SETTING_OUT = frozenset({Act.DEPART, Act.HEAD, Act.TURN, Act.RETURN})
#: The English pronoun, which is written like a name.
_I = "I"
#: The English word inside names of institutes.
_FOR = "for"
#: Acts whose object is an aircraft that is at a place, and words between: "shows <a Russian> Il-76 at".
_SHOWN, _SHOWN_REACH = frozenset({Act.SHOW, Act.SEE}), 2
_QUOTES = frozenset('«"“„')
#: Words that begin the names of exercises: "for Exercise Salaknib".
_TITLES = frozenset(("exercise", "operation"))


def with_unlisted_places(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence with the places that only its words show."""
    if not (marks.aircraft or marks.pointers or any(number.mark.is_ordinal for number in marks.numerals)):
        return marks
    used = taken(marks)
    found: list[At[PlaceMark]] = []
    ends = {
        event.last for event in marks.events if event.mark.act in _REACHING and event.mark.form is Form.VERB
    }
    so_far = marks
    there = {pointer.first for pointer in marks.pointers if pointer.mark is Points.THERE}
    for relation in (tie for tie in marks.relations if tie.first not in there):  # «туда „Панцири“»
        place = _place(so_far, relation.mark, relation.last, used, relation.first)
        if place is not None:
            found.append(place)
            so_far = replace(marks, places=(*marks.places, *found))
    found += [
        place
        for event in marks.events
        if event.mark.act is Act.DEPART and event.mark.form is Form.VERB
        if (place := _named(marks, event.last, used)) and place.first == event.last
    ]
    found += [
        place
        for place in marks.unsure_places
        if (place.first in ends or _is_only_there(marks, place))
        and used.isdisjoint(range(place.first, place.last))
        and place not in found
    ]
    found += _of_routes(replace(marks, places=(*marks.places, *found)), used)
    if not found:
        return marks
    places = sorted((*marks.places, *found), key=lambda place: place.first)
    return replace(marks, places=tuple(places))


def _is_only_there(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a sentence about aircraft tells nothing but what is at a place: "На Бельбеку людно"."""
    if marks.events or not marks.aircraft:
        return False
    return any(r.mark in _STANDING and 0 <= place.first - r.last <= 1 for r in marks.relations)


def _of_routes(marks: SentenceMarks, used: frozenset[int]) -> list[At[PlaceMark]]:
    """Get the unknown names of a route written with dashes: "the route Pisa - Brindisi - Mitiga"."""
    if not any(token.form == "-" for token in marks.tokens[marks.first : marks.last]):
        return []
    known = {place.first: place for place in marks.places}
    ways = {e.last for e in marks.events if e.mark.act is Act.FLY and e.mark.form is Form.NOUN}
    ways |= {first + 1 for first in ways if marks.form(first) == ":"}
    found: list[At[PlaceMark]] = []
    index = _past_dateline(marks)
    while index < marks.last:
        chain = _chain(marks, index, used, known)
        if len(chain) > 1 and (index in ways or any(place in marks.places for place in chain)):
            found += [place for place in chain if place not in marks.places]
        index = chain[-1].last if chain else index + 1
    return found


def _past_dateline(marks: SentenceMarks) -> int:
    """Get the token behind a dateline with its dash: "ERBIL, Kurdistan Region - The last"."""
    token = marks.tokens[marks.first]
    word = marks.text[token.start : token.end]
    if not (len(word) > 1 and word.isupper()):
        return marks.first
    dashes = (index for index in range(marks.first, marks.last) if marks.form(index) == "-")
    dash = next((index for index in dashes if marks.tokens[index].spaced), marks.first - 1)
    return dash + 1


def _chain(
    marks: SentenceMarks, first: int, used: frozenset[int], known: Mapping[int, At[PlaceMark]]
) -> list[At[PlaceMark]]:
    """Get the names that follow each other with dashes between them."""
    found: list[At[PlaceMark]] = []
    index = first
    while (place := known.get(index) or _named(marks, index, used)) is not None:
        found.append(place)
        if marks.form(place.last) != "-" or not marks.tokens[place.last].spaced:
            break
        index = place.last + 1
    return found


def _place(
    marks: SentenceMarks, relation: Relation, first: int, used: frozenset[int], at: int
) -> At[PlaceMark] | None:
    if not _leads(marks, relation, at) or _is_inside_name(marks, first - 1):
        return None
    if marks.form(at) == _FOR and first == at + 1 and not _sets_out(marks, at):
        return None  # "flew to Gao for Korvash Mining", "two freighters for Korvash Air"
    name = first + (marks.form(first) in _QUOTES)
    flown = any(craft.last == at for craft in marks.aircraft)
    if is_along(marks.form(at), marks.form(name), behind_aircraft=flown):
        return None
    return _named(marks, first, used)


def _sets_out(marks: SentenceMarks, index: int) -> bool:
    """Say whether the last event before a token is one of leaving or heading."""
    before = [event for event in marks.events if event.first < index]
    return bool(before) and before[-1].mark.act in _SETTING_OUT


def _is_inside_name(marks: SentenceMarks, index: int) -> bool:
    """Say whether a small word stands inside an English name: "the Qatar Fund for Development"."""
    first = index
    while first > marks.first and _is_name(marks, first - 1):
        first -= 1
    opened = marks.form(first - 1 if first > marks.first else first) == "the"
    named = first < index and marks.form(index) == _FOR and _is_said_by(marks, first)
    return (opened and (index - first > 1 or (first < index and _is_said_by(marks, first - 1)))) or named


def _is_said_by(marks: SentenceMarks, index: int) -> bool:
    """Say whether a verb of saying ends at a token, so that a source begins there: "said the <Centre for"."""
    return any(saying.last == index for saying in marks.sayings)


def _named(marks: SentenceMarks, first: int, used: frozenset[int]) -> At[PlaceMark] | None:
    if marks.form(first) in _QUOTES:
        first += 1
    for operator in marks.operators:
        if operator.first == first and operator.mark.is_state:
            first = operator.last
    unsure = next((place for place in marks.unsure_places if place.first == first), None)
    cut = unsure is not None and marks.form(unsure.last) == "-" and not marks.tokens[unsure.last].spaced
    if unsure is not None and not cut and used.isdisjoint(range(unsure.first, unsure.last)):
        return unsure
    last = end_of_name(marks, first, used) if marks.form(first) not in _TITLES else None
    if last is None or any(place.first == last for place in marks.places):
        return None  # it belongs to the name behind it: «у Національному аеропорту «Мінськ»»
    span = Span(marks.tokens[first].start, marks.tokens[last - 1].end)
    text = marks.text[span.start : span.end]
    return At(first, last, PlaceMark(span, text, PlaceLevel.UNKNOWN, None))


def _leads(marks: SentenceMarks, relation: Relation, at: int) -> bool:
    if relation in _LEADING:
        moving = [event for event in marks.events if event.mark.act in _MOVING]
        before = (*between(moving, marks.first, at), *between(marks.aircraft, marks.first, at))
        return bool(moving) and (bool(before) or clauses_of(marks)[0].holds(at))
    if any(0 <= at - place.last <= 1 for place in marks.places) and relation is Relation.INTO:
        return True
    if relation not in _STANDING:
        return False
    shown = [craft for craft in marks.aircraft if craft.last == at]
    first = min([c.first for c in marks.counts if shown and c.mark.head == shown[0].mark.span], default=at)
    start = min(first, shown[0].first) if shown else at
    return any(
        (event.mark.act in _SEEN_AT and 0 <= at - event.last <= _EVENT_REACH)
        or (event.mark.act in _SHOWN and shown and 0 <= start - event.last <= _SHOWN_REACH)
        for event in marks.events
    )


def end_of_name(marks: SentenceMarks, first: int, used: frozenset[int]) -> int | None:
    """Get the token after a run of capitalised words that begins here; None when there is none."""
    n_words, last = 0, None
    for index in range(first, min(first + 2 * _LONGEST, marks.last)):
        if index in used:
            break
        if marks.form(index) in ("-", "'"):
            if marks.tokens[index].spaced:
                break
            continue
        if last is not None and _is_particle(marks, index):
            continue
        if not _is_name(marks, index) or n_words == _LONGEST:
            break
        n_words += 1
        last = index + 1
    return None if last is not None and _is_joined(marks, last) else last


def _is_joined(marks: SentenceMarks, index: int) -> bool:
    """Say whether a hyphen joins a small word to the name before: "a Rwanda-style hub", "Minsk-based"."""
    if marks.form(index) != "-" or marks.tokens[index].spaced or index + 1 >= marks.last:
        return False
    behind = marks.tokens[index + 1]
    return behind.kind is TokenKind.WORD and not behind.spaced and marks.text[behind.start].islower()


def _is_particle(marks: SentenceMarks, index: int) -> bool:
    """Say whether a small word stands between two hyphens of a name: "Matan-es-Sarra"."""
    beside = (index - 1, index + 1)
    if any(marks.form(i) != "-" or marks.tokens[i].spaced for i in beside) or marks.tokens[index].spaced:
        return False
    return len(marks.form(index)) <= _SMALL and index + 2 < marks.last and _is_name(marks, index + 2)


def _is_name(marks: SentenceMarks, index: int) -> bool:
    token = marks.tokens[index]
    word = marks.text[token.start : token.end]
    if word == _I:
        return False
    return token.kind is TokenKind.WORD and word[0].isupper() and (len(word) < 2 or not word.isupper())


def taken(marks: SentenceMarks) -> frozenset[int]:
    """Get the tokens that marks cover; a person without an office may be a place."""
    offices = tuple(person for person in marks.persons if person.mark.role)
    names: tuple[tuple[At[object], ...], ...] = (marks.places, marks.aircraft, marks.operators, marks.sources)
    rest: tuple[tuple[At[object], ...], ...] = (marks.dates, marks.durations, marks.counts, marks.callsigns)
    kinds = (*names, *rest, marks.registrations, offices)
    return frozenset(index for items in kinds for item in items for index in range(item.first, item.last))
