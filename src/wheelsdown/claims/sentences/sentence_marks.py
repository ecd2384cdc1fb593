"""What stands where in one sentence: its marks and the words of the lists, each with the tokens it covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from wheelsdown.articles.article import Sentence, Span
from wheelsdown.articles.covered_tokens import is_airline_code
from wheelsdown.articles.marked import MarkedArticle
from wheelsdown.articles.marks import (
    AircraftMark,
    CallsignMark,
    CountMark,
    DateMark,
    DurationMark,
    OperatorMark,
    PersonMark,
    PlaceLevel,
    PlaceMark,
    RegistrationMark,
    SourceMark,
    Unit,
)
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.view import Token, TokenKind
from wheelsdown.claims.tellers.attribution import Saying
from wheelsdown.claims.words import (
    ClaimWords,
    Cue,
    EventWord,
    Form,
    Join,
    Modality,
    Numeral,
    Points,
    Relation,
    Scope,
    Tie,
)

__all__ = ["At", "SentenceMarks", "between", "sentence_marks"]

#: Verbs of saying; a day beside one of them is the day of the saying.
_SPOKEN = frozenset({Saying.SAYS, Saying.TOLD})
#: What may be written together with a number that stands by itself.
_AFTER_NUMBERS = frozenset(",.;)")
#: Digits of the largest number that may stand for aircraft or flights by itself.
_DIGITS = 3
#: The Arabic for "amid", of which the second word also says "stayed".
_IN_THE_SHADE = ("في", "ظل")
#: How the Russian word begins for what is next, and for what flies.
_NEXT = "следующ"

Mark_co = TypeVar("Mark_co", covariant=True)
Value = TypeVar("Value")


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Spanned = TypeVar("Spanned", bound=_Spanned)


class At(msgspec.Struct, Generic[Mark_co], frozen=True):
    """A mark with the tokens it covers: ``first`` up to and without ``last``; ``particles`` as in `Match`."""

    first: int
    last: int
    mark: Mark_co
    particles: str = ""

    def overlaps(self, other: "At[object]") -> bool:
        """Say whether the two share a token."""
        return self.first < other.last and other.first < self.last


class SentenceMarks(msgspec.Struct, frozen=True):
    """One sentence; each kind of mark in order. ``words`` hold every meaning of a word of a list."""

    sentence: Sentence
    text: str
    tokens: Sequence[Token]
    first: int
    last: int
    places: tuple[At[PlaceMark], ...] = ()
    aircraft: tuple[At[AircraftMark], ...] = ()
    operators: tuple[At[OperatorMark], ...] = ()
    sources: tuple[At[SourceMark], ...] = ()
    persons: tuple[At[PersonMark], ...] = ()
    dates: tuple[At[DateMark], ...] = ()
    durations: tuple[At[DurationMark], ...] = ()
    counts: tuple[At[CountMark], ...] = ()
    callsigns: tuple[At[CallsignMark], ...] = ()
    registrations: tuple[At[RegistrationMark], ...] = ()
    events: tuple[At[EventWord], ...] = ()
    relations: tuple[At[Relation], ...] = ()
    joins: tuple[At[Join], ...] = ()
    pointers: tuple[At[Points], ...] = ()
    cues: tuple[At[Cue], ...] = ()
    numerals: tuple[At[Numeral], ...] = ()
    sayings: tuple[At[Saying], ...] = ()
    unsure_places: tuple[At[PlaceMark], ...] = ()

    def is_start(self, index: int) -> bool:
        """Say whether a token begins with a capital letter in the text."""
        return self.text[self.tokens[index].start].isupper()

    def form(self, index: int) -> str:
        """Get the folded form of a token; nothing outside the sentence."""
        return self.tokens[index].form if self.first <= index < self.last else ""


def between(items: Iterable[At[Value]], first: int, last: int) -> list[At[Value]]:
    """Get the items that begin at a token from ``first`` up to and without ``last``."""
    return [item for item in items if first <= item.first < last] if items else []


def _asks(cue: At[Cue]) -> bool:
    """Say whether it asks for what may be counted: "how many"."""
    return cue.mark.modality is Modality.QUESTION


def _counts_days(count: At[CountMark], days: Collection[int]) -> bool:
    """Say whether what is counted lies in a date: "the second a day later"."""
    return count.mark.unit is Unit.OTHER and count.first not in days and count.last - 1 in days


def _spans_verb(count: At[CountMark], acting: Collection[int]) -> bool:
    """Say whether what is counted stands beyond a verb: "the first brought officers"."""
    return count.mark.unit is Unit.OTHER and any(index in acting for index in range(count.first, count.last))


def sentence_marks(
    marked: MarkedArticle, words: ClaimWords, sayings: Phrases[Saying]
) -> tuple[SentenceMarks, ...]:
    """Lay out each sentence of an article.

    A word of a list counts only outside the marks: "from" inside a date or "Port" inside a name ties nothing.
    """
    layout = _Layout(marked)
    article = marked.article
    dated, owners, tellers = (
        layout.placed(marked.dates),
        layout.placed(marked.operators),
        layout.placed(marked.sources),
    )
    days = layout.covered([dated])
    aircraft = layout.placed(marked.aircraft)
    named_places = layout.placed(marked.places)
    if any(_is_open(place) for place in named_places):
        pointing = layout.found(words.pointers, frozenset())
        named_places = [place for place in named_places if not _is_nameless(place, pointing)]
    names: list[Sequence[At[object]]] = [named_places, owners, tellers, dated]
    called, registered = layout.placed(marked.callsigns), layout.placed(marked.registrations)
    codes: list[Sequence[At[object]]] = [called, registered]
    durations = layout.placed(marked.durations)
    airframes = [item for item in aircraft if not item.mark.is_flight]
    covered = layout.covered([*names, *codes, durations, airframes])
    covered |= _behind_flights(aircraft, article.tokens)
    others = layout.found(words.others, frozenset())
    told = layout.found(words.events, covered | layout.covered([others]))
    starts = {one.first for one in aircraft}
    told = [event for event in told if not (event.last in starts and layout.is_next_one(event))]
    told = sorted([*told, *others], key=lambda event: event.first)
    modal = layout.found(words.cues, frozenset())
    none = layout.covered([[cue for cue in modal if cue.mark.scope is Scope.SUBJECT]])
    acting = layout.covered([[event for event in told if event.mark.form is Form.VERB]])
    counts = [
        item
        for item in layout.placed(marked.counts)
        if not _counts_days(item, days) and item.first not in none and not _spans_verb(item, acting)
    ]
    written = [item for item in counts if not item.mark.implied]
    counted = layout.covered([*names, *codes, durations, aircraft, written])
    named = layout.covered([*names, aircraft])
    joined = layout.found(words.joins, counted)
    in_counts = layout.covered([written])
    places = layout.rows(named_places)
    craft = layout.rows(aircraft)
    operators = layout.rows(owners)
    sources = layout.rows(tellers)
    people = layout.placed(marked.persons)
    persons = layout.rows([p for p in people if not any(p.overlaps(a) for a in aircraft)])
    dates = layout.rows(dated)
    lengths = layout.rows(durations)
    numbers = layout.rows(counts)
    callsigns = layout.rows(called)
    registrations = layout.rows(registered)
    owned = {join.first for join in joined if join.mark is Join.OWNED}
    phrases = {i for c in written for i in range(c.first + 1, c.last)}
    events = layout.rows([e for e in told if not _is_no_verb(e, article.tokens, owned, phrases)])
    ends = {event.first: event.last for event in told}
    to_places = {place.first for place in named_places}  # "was confirmed to Gao"
    speaking = [said for said in layout.found(sayings, frozenset()) if said.last not in to_places]
    speaking = [said for said in speaking if ends.get(said.last - 1, 0) <= said.last]  # "it continued to Gao"
    spoken = layout.covered([[said for said in speaking if said.last - said.first > 1]])
    units = {i for c in written if c.mark.unit is Unit.OTHER for i in range(c.first + 1, c.last)}
    ties = layout.found(words.relations, (counted - units) | spoken)  # "kilometres from" is a tie
    known = {p.first - 1 for p in named_places if p.mark.id and is_arabic(p.mark.text)}  # "الثاني من قاعدة"
    parts = {c.first + 1 for c in written if c.mark.unit is Unit.OTHER} - known
    ties = [tie for tie in ties if not _is_partitive(tie, parts)]
    relations = layout.rows(ties)
    near = {tie.last for tie in layout.found(words.distances, frozenset())}
    tied = [_tied(row, sentence, near) for row, sentence in zip(relations, article.sentences, strict=True)]
    joins = layout.rows(joined)
    rows = layout.covered([[join for join in joined if join.mark is Join.ROW]])  # "one after another"
    pointed = layout.covered([*names, *codes, durations, people])
    pointers = layout.rows(layout.found(words.pointers, pointed | spoken | rows))
    numbered = [*layout.found(words.numerals, counted | rows), *layout.digits(counted)]
    numerals = layout.rows(sorted(numbered, key=lambda numeral: numeral.first))
    modal = [cue for cue in modal if _asks(cue) or in_counts.isdisjoint(range(cue.first, cue.last))]
    behind = named - layout.covered([people])  # "أمر الرئيس": an office may end it
    within = {
        Modality.PLAN: days,  # "завтра"
        Modality.UNVERIFIED: layout.covered([tellers]),  # «по непроверенным данным»
    }
    cues = layout.rows([c for c in modal if _is_free(c, named, behind, within) and not layout.is_numero(c)])
    said = layout.rows([at for at in layout.found(sayings, layout.covered([aircraft])) if at.mark in _SPOKEN])
    unsure = layout.rows(layout.placed(marked.unsure_places))
    return tuple(
        SentenceMarks(
            sentence=sentence,
            text=article.text,
            tokens=article.tokens,
            first=sentence.tokens[0],
            last=sentence.tokens[1],
            places=places[n],
            aircraft=craft[n],
            operators=operators[n],
            sources=sources[n],
            persons=persons[n],
            dates=dates[n],
            durations=lengths[n],
            counts=numbers[n],
            callsigns=callsigns[n],
            registrations=registrations[n],
            events=_own_words(events[n], sentence),
            relations=tied[n],
            joins=joins[n],
            pointers=pointers[n],
            cues=cues[n],
            numerals=numerals[n],
            sayings=said[n],
            unsure_places=unsure[n],
        )
        for n, sentence in enumerate(article.sentences)
    )


def _is_no_verb(
    event: At[EventWord], tokens: Sequence[Token], owned: Collection[int], counts: Collection[int]
) -> bool:
    """Say whether an Arabic verb is only spelled like this word: "التابع", "ما لا يقل عن"."""
    if event.mark.language != "ar" or event.mark.form is not Form.VERB:
        return False
    before, form = tokens[event.first - 1].form, tokens[event.first].form
    apart = (event.first in owned and form.startswith("ال")) or (before, form) == _IN_THE_SHADE
    return apart or (event.first in counts and event.last - 1 in counts)


def _is_free(
    cue: At[Cue],
    named: frozenset[int],
    behind: frozenset[int],
    within: Mapping[Modality, frozenset[int]],
) -> bool:
    """Say whether a word of modality is no part of a name; ``within``: what it may itself name."""
    own = within.get(cue.mark.modality, frozenset())
    return cue.first not in named - own and (behind - own).isdisjoint(range(cue.first, cue.last))


def _is_open(place: At[PlaceMark]) -> bool:
    return place.mark.level is PlaceLevel.UNKNOWN and place.mark.id is None


def _is_nameless(place: At[PlaceMark], pointing: Iterable[At[Points]]) -> bool:
    """Say whether a place is only called an airport or a base: it points back."""
    return _is_open(place) and any(
        pointer.mark in (Points.PLACE, Points.THERE)
        and pointer.first <= place.first
        and place.last <= pointer.last
        for pointer in pointing
    )


def _behind_flights(aircraft: Iterable[At[AircraftMark]], tokens: Sequence[Token]) -> frozenset[int]:
    """Get the words that only say what flights are for, which stand behind the noun in Arabic: "رحلة شحن"."""
    flights = (item for item in aircraft if item.mark.is_flight and is_arabic(tokens[item.first].form))
    return frozenset(index for item in flights for index in range(item.first + 1, item.last))


def _own_words(found: Sequence[At[EventWord]], sentence: Sentence) -> tuple[At[EventWord], ...]:
    """Keep the meanings that a word has in the sentence's own language, where it has any."""
    own = {item.first for item in found if item.mark.language == sentence.language}
    return tuple(item for item in found if item.first not in own or item.mark.language == sentence.language)


def _tied(found: Iterable[At[Tie]], sentence: Sentence, near: set[int]) -> tuple[At[Relation], ...]:
    """Get one relation for each word: that of the sentence's own language where it has one.

    ``near``: where words for a distance end, though a number holds their first: "40 km from" is no origin.
    """
    best: dict[int, At[Tie]] = {}
    for item in found:
        if item.first not in best or item.mark.language == sentence.language:
            best[item.first] = item
    return tuple(
        At(
            item.first,
            item.last,
            _distant(item.mark.relation) if item.last in near else item.mark.relation,
            item.particles,
        )
        for item in best.values()
    )


def _is_partitive(tie: At[Tie], parts: Collection[int]) -> bool:
    """Say whether it only parts a number from what it is taken out of: «на одном из аэродромов»."""
    return tie.first in parts and tie.last - tie.first == 1 and tie.mark.relation is Relation.FROM


def _distant(relation: Relation) -> Relation:
    return Relation.NEAR if relation is Relation.FROM else relation


class _Layout:
    """The tokens of an article, and where marks and words stand among them."""

    def __init__(self, marked: MarkedArticle) -> None:
        self.tokens, self.text = marked.article.tokens, marked.article.text
        self.starts = [token.start for token in self.tokens]
        self.ends = [token.end for token in self.tokens]
        self.sentences = marked.article.sentences

    def placed(self, marks: Iterable[Spanned]) -> list[At[Spanned]]:
        return [
            At(bisect_right(self.ends, mark.span.start), bisect_left(self.starts, mark.span.end), mark)
            for mark in marks
        ]

    def covered(self, kinds: Iterable[Iterable[At[object]]]) -> frozenset[int]:
        return frozenset(index for items in kinds for item in items for index in range(item.first, item.last))

    def found(self, words: Phrases[Value], covered: frozenset[int]) -> list[At[Value]]:
        return [
            At(match.first, match.last, value, match.particles)
            for match in words.find(self.tokens, covered)
            for value in match.values
        ]

    def digits(self, covered: frozenset[int]) -> list[At[Numeral]]:
        """Get the small whole numbers in digits that no mark holds: "8 from Dover"."""
        return [
            At(index, index + 1, Numeral(int(token.form), is_ordinal=False))
            for index, token in enumerate(self.tokens)
            if token.kind is TokenKind.NUMBER and index not in covered
            if len(token.form) <= _DIGITS and token.form.isdecimal() and int(token.form) > 0
            if self._is_apart(index) and not self._is_of_flight(index)
        ]

    def _is_apart(self, index: int) -> bool:
        """Say whether a number is no part of a time, a list or a larger number: "10:20", "1,500", "4%"."""
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        after = following is None or following.spaced or following.form in _AFTER_NUMBERS
        return after and (index == 0 or self.tokens[index].spaced or self.tokens[index].line > 0)

    def _is_of_flight(self, index: int) -> bool:
        """Say whether a number stands behind the code of an airline: «рейсом UJ 781»."""
        if index < 2 or self.tokens[index - 2].form.isascii():
            return False
        return is_airline_code(self.text[self.tokens[index - 1].start : self.tokens[index - 1].end])

    def is_next_one(self, event: At[EventWord]) -> bool:
        """Say whether a word before an aircraft says "the next", not that it flew: «следующий борт»."""
        return self.tokens[event.first].form.startswith(_NEXT) and event.last - event.first == 1

    def is_numero(self, item: At[Value]) -> bool:
        """Say whether it is short for "number": "flight no. 123"."""
        behind = self.tokens[item.last : item.last + 2]
        is_no = item.last - item.first == 1 and self.tokens[item.first].form == "no" and len(behind) > 1
        return is_no and (behind[0].form, behind[0].spaced, behind[1].kind) == (".", False, TokenKind.NUMBER)

    def rows(self, items: Sequence[At[Value]]) -> list[tuple[At[Value], ...]]:
        """Share the items out among the sentences."""
        firsts = [item.first for item in items]
        return [
            tuple(items[bisect_left(firsts, first) : bisect_left(firsts, last)])
            for first, last in (sentence.tokens for sentence in self.sentences)
        ]
