"""Which words are aircraft or flights: whole noun phrases, with the type where they name one.

A phrase is a run of maker, designation, nickname, noun and adjectives in any order; «самолёт ВКС России
Ил-76» is one phrase around its operator. A maker or nickname alone counts only beside such words, or when the
nickname means nothing else, or when it points back ("the Ilyushin") to an aircraft so made or so called that
the article has named in full; then it is of that type.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from wheelsdown.articles.aircraft_cues import (
    does_something,
    is_definite,
    is_flown,
    is_indefinite,
    is_owned,
    is_quoted,
)
from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import AircraftMark
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.type_lists import TypeLists
from wheelsdown.articles.type_names import Designation, designation_at
from wheelsdown.articles.view import TokenKind

__all__ = ["find_aircraft"]

_K = WordKind
#: Tokens between a noun and its designation that may name the operator.
_MOST_BETWEEN = 6
_BETWEEN = (_K.FORCE, _K.COUNTRY, _K.STATE, _K.INSTITUTION, _K.OPERATOR, _K.MILITARY)
#: Listed words that a phrase may begin with, and tokens from the first of a designation to its number.
_OPENING = frozenset({_K.AIRCRAFT, _K.FLIGHT, _K.NICKNAME, _K.MAKER, _K.AIRCRAFT_ADJECTIVE})
_MOST_BEFORE = 4
#: Marks inside a phrase: hyphens, quotation marks, an opening bracket before a nickname.
_INSIDE = "-'\"«»“”„‘’"


@dataclass(slots=True)
class _Phrase:
    first: int
    last: int
    noun: Word | None = None
    flight: bool = False
    plural: bool | None = None
    designation: Designation | None = None
    nickname: Word | None = None
    named: tuple[int, int] | None = None
    maker: str = ""
    weak: bool = False
    """The maker's name is also other names, so that it says nothing alone: "a Leonardo"."""
    told: str | None = None
    """The type that the article has named before, where the words point back to it."""

    @property
    def is_whole(self) -> bool:
        return self.noun is not None or self.designation is not None


def find_aircraft(scan: Scan, lists: TypeLists) -> tuple[AircraftMark, ...]:
    """Mark the aircraft and flights of an article.

    Parameters
    ----------
    scan
        The article with its listed words.
    lists
        Known types.

    Returns
    -------
    tuple of AircraftMark
        In order of the text, none overlapping.
    """
    marks: list[AircraftMark] = []
    told = _Told()
    free = 0
    for index in _openings(scan):
        phrase = _phrase_at(scan, index, lists, told) if index >= free else None
        if phrase is not None:
            marks.append(_mark(scan, phrase))
            told.see(phrase, marks[-1].type_designator)
            free = phrase.last
    return tuple(marks)


def _openings(scan: Scan) -> Iterator[int]:
    """Get the tokens at which a phrase may begin: a listed word, or one with a number within four tokens."""
    numbers = [index for index, token in enumerate(scan.tokens) if token.kind is TokenKind.NUMBER]
    near = {first for index in numbers for first in range(index - _MOST_BEFORE, index + 1)}
    for index, item in enumerate(scan.at[:-1]):
        if (item is None or item.kinds.isdisjoint(_OPENING)) and index not in near:
            continue
        if scan.tokens[index].kind is not TokenKind.MARK and index not in scan.hidden:
            yield index


@dataclass(slots=True)
class _Told:
    """The aircraft that an article has named: the type last told of each maker, and all types."""

    makers: dict[str, str | None] = field(default_factory=dict)
    types: list[str] = field(default_factory=list)
    any: bool = False

    def see(self, phrase: _Phrase, designator: str | None) -> None:
        self.any = self.any or (phrase.is_whole and not phrase.flight)
        if phrase.designation is not None:
            for maker in {phrase.maker, phrase.designation.prefix} - {""}:
                self.makers[maker] = designator
        if designator is not None:
            self.types.append(designator)

    def type_of(self, nickname: Word) -> str | None:
        """Get the type told last of those that a nickname may mean."""
        return next((one for one in reversed(self.types) if one in nickname.tags), None)


def _phrase_at(scan: Scan, first: int, lists: TypeLists, told: _Told) -> _Phrase | None:
    if _is_other(scan, first):
        return None
    phrase = _Phrase(first, first)
    index, pending = first, first
    while index < len(scan.tokens):
        at = scan.skip(index, _INSIDE) if index > first else index
        if at >= len(scan.tokens) or (
            index > first and (scan.tokens[at].line > 1 or _is_joined_on(scan, at, lists))
        ):
            break
        end = _piece(scan, at, phrase, lists, told.makers)
        if end is None:
            end = _adjective(scan, at, phrase)
            if end is None:
                break
            index = end
            continue
        index = pending = end
    if pending == first or not (_counts(scan, phrase, pending) or _points_back(scan, phrase, told, pending)):
        return None
    if phrase.told is None:
        phrase.told = _told_type(scan, phrase, told, pending)
    phrase.last = _closed(scan, first, pending)
    return phrase


def _is_joined_on(scan: Scan, at: int, lists: TypeLists) -> bool:
    """Say whether a word carries the Arabic "and", which opens a phrase of its own; "واي-20" is Y-20."""
    item = scan.at[at]
    begins = item is not None and item.particles.startswith(("و", "ف"))
    return begins and scan.tokens[at].form not in lists.prefixes


def _is_other(scan: Scan, index: int) -> bool:
    item = scan.over[index]
    return item is not None and _K.OTHER in item.kinds


def _told_type(scan: Scan, phrase: _Phrase, told: _Told, last: int) -> str | None:
    """Get the type told before of a nickname, of a family ("the 747"), or of a maker in quotation marks."""
    if phrase.designation is not None:
        types = phrase.designation.candidates if is_definite(scan, phrase.first) else ()
        return next((one for one in reversed(told.types) if one in types), None)
    if phrase.nickname is not None:
        return told.type_of(phrase.nickname)
    after = last + 1
    if phrase.noun or not phrase.maker or scan.tokens[phrase.first].form.isascii():
        return None
    owned = scan.get(after, _K.STATE, _K.FORCE, _K.OPERATOR, _K.AIRLINE_WORD, _K.INSTITUTION)
    described = scan.before(phrase.first - 1, _K.STATE, _K.AIRCRAFT_ADJECTIVE)
    return None if owned or described else told.makers.get(phrase.maker)


def _piece(scan: Scan, at: int, phrase: _Phrase, lists: TypeLists, told: Collection[str]) -> int | None:
    """Take a noun, designation, maker or nickname into the phrase; where it ends."""
    if phrase.nickname is not None and (end := _mark_end(scan, at)):
        phrase.plural = True if scan.raw(end - 1) == "s" else phrase.plural
        _name(phrase, at, end)
        return end
    if phrase.designation is None:
        designation = designation_at(
            scan,
            at,
            lists,
            is_cued=lambda: phrase.noun is not None or bool(phrase.maker) or _noun_after(scan, at),
            told=told,
            maker=phrase.maker,
        )
        if designation is not None:
            phrase.designation = designation
            phrase.plural = designation.plural if designation.plural is not None else phrase.plural
            _name(phrase, at, designation.last)
            return designation.last
    item = scan.at[at]
    if item is None:
        return None
    if (noun := item.get(_K.AIRCRAFT, _K.FLIGHT)) and not _second_noun(scan, phrase, noun, at):
        phrase.flight = phrase.flight or noun.kind is _K.FLIGHT
        phrase.noun = noun
        phrase.plural = _plural(noun, phrase.plural)
        between = _around_operator(scan, item.last, lists)
        return between if between is not None else item.last
    if (nickname := item.get(_K.NICKNAME)) and _is_name(scan, item):
        phrase.nickname = nickname
        phrase.plural = True if "plural" in nickname.tags else phrase.plural
        _name(phrase, at, item.last)
        return item.last
    if (maker := item.get(_K.MAKER)) and _is_name(scan, item) and "numbered" not in maker.tags:
        phrase.maker, phrase.weak = maker.name, "weak" in maker.tags
        phrase.plural = True if "plural" in maker.tags else phrase.plural
        _name(phrase, at, item.last)
        return item.last
    return None


def _mark_end(scan: Scan, at: int) -> int | None:
    """Find the end of the mark of a named type: "Typhoon FGR4", "Voyager KC2"."""
    number = at + 1
    if number >= len(scan.tokens) or scan.tokens[number].spaced or not scan.raw(at).isupper():
        return None
    if scan.tokens[number].kind is not TokenKind.NUMBER or len(scan.tokens[number].form) > 1:
        return None
    after = number + 1
    ends = after >= len(scan.tokens) or scan.tokens[after].spaced or scan.tokens[after].kind is TokenKind.MARK
    plural = not ends and scan.raw(after) == "s"
    return after + plural if ends or plural else None


def _name(phrase: _Phrase, first: int, last: int) -> None:
    phrase.named = (phrase.named[0] if phrase.named else first, last)


def _is_name(scan: Scan, item: Item) -> bool:
    return not scan.raw(item.first)[:1].islower()


def _second_noun(scan: Scan, phrase: _Phrase, noun: Word, at: int) -> bool:
    """A second noun opens a phrase of its own but where it completes the first ("jet tanker").

    In Arabic it does behind words that stand behind their noun elsewhere: "دورية بمروحيتين".
    """
    if phrase.noun is None:
        return at > phrase.first and is_arabic(scan.tokens[at].form)
    return (
        noun.kind is not phrase.noun.kind or scan.tokens[at].form[:1] > "\u0400" or scan.tokens[at].line > 0
    )


def _plural(noun: Word, known: bool | None) -> bool | None:
    if "plural" in noun.tags:
        return True
    return known if known or "any" in noun.tags else False


def _adjective(scan: Scan, at: int, phrase: _Phrase) -> int | None:
    item = scan.at[at]
    if item is None:
        return None
    if item.get(_K.AIRCRAFT_ADJECTIVE):
        opens = at == phrase.first and scan.tagged(item, _K.AIRCRAFT_ADJECTIVE, "behind")
        return None if opens else item.last
    arabic = "\u0600" <= scan.tokens[at].form[:1] <= "\u06ff"
    if phrase.noun is not None and arabic and item.get(_K.STATE, _K.MILITARY):
        return item.last
    return None


def _noun_after(scan: Scan, at: int) -> bool:
    """A word for an aircraft follows a designation within its phrase: "Zh-81 transport plane"."""
    index = at
    while index < min(at + 8, len(scan.tokens)):
        token = scan.tokens[index]
        item = scan.at[index]
        if item and item.get(_K.AIRCRAFT):
            return True
        if item and item.get(_K.AIRCRAFT_ADJECTIVE):
            index = item.last
            continue
        if index > at and token.spaced and item is None:
            return False
        index += 1
    return False


def _around_operator(scan: Scan, index: int, lists: TypeLists) -> int | None:
    """Pass an operator between noun and designation: «самолёт Минобороны РФ Ил-62М»."""
    at, passed = index, False
    while at < len(scan.tokens) and at - index < _MOST_BETWEEN:
        if passed and _designated(scan, at, lists):
            return at
        item = scan.get(at, *_BETWEEN, _K.AIRCRAFT_ADJECTIVE)
        if item is None:
            return None
        passed = passed or item.get(*_BETWEEN) is not None
        at = scan.skip(item.last, _INSIDE)
    return None


def _designated(scan: Scan, at: int, lists: TypeLists) -> bool:
    return (
        designation_at(scan, at, lists, is_cued=lambda: True) is not None
        or scan.get(at, _K.MAKER) is not None
    )


def _counts(scan: Scan, phrase: _Phrase, last: int) -> bool:
    """A nickname or maker alone needs to mean aircraft and nothing else."""
    if phrase.is_whole:
        return phrase.designation is not None or _is_noun(scan, phrase)
    if phrase.nickname is None:
        return (
            bool(phrase.maker)
            and not phrase.weak
            and (_maker_alone(scan, phrase) or is_quoted(scan, phrase.first, last))
        )
    if "needs_cue" not in phrase.nickname.tags or bool(phrase.maker):
        return True
    return (
        is_quoted(scan, phrase.first, last)
        or is_indefinite(scan, phrase.first)
        or is_flown(scan, phrase.first, phrase.nickname)
    )


def _points_back(scan: Scan, phrase: _Phrase, told: _Told, last: int) -> bool:
    """Read "the Ilyushin" of an Il-76 told before, and "the Hercules" where any aircraft was."""
    if not is_definite(scan, phrase.first):
        return False
    if phrase.nickname is not None:
        phrase.told = told.type_of(phrase.nickname) or phrase.nickname.name
        flown = told.any or (not phrase.plural and does_something(scan, last))
        return phrase.told in told.types or (flown and "flown" in phrase.nickname.tags)
    if _is_surname(scan, phrase):
        return False
    phrase.told = told.makers.get(phrase.maker)
    return phrase.maker in told.makers or (not phrase.weak and does_something(scan, last))


def _is_surname(scan: Scan, phrase: _Phrase) -> bool:
    """Say whether a maker may be somebody's name: in Cyrillic its aircraft stand in quotation marks."""
    return "\u0400" <= scan.tokens[phrase.first].form[:1] <= "\u04ff"


def _is_noun(scan: Scan, phrase: _Phrase) -> bool:
    """Tell "a Russian transport" and "a military transport" from transport of any kind."""
    if phrase.noun is None or "needs_cue" not in phrase.noun.tags or phrase.maker or phrase.nickname:
        return True
    described = scan.get(phrase.first, _K.AIRCRAFT) is None
    return described or scan.before(phrase.first, _K.STATE, _K.FORCE, _K.OPERATOR) is not None


def _maker_alone(scan: Scan, phrase: _Phrase) -> bool:
    """Tell "an Antonov landed" from "Boeing said": an article or a number stands before it."""
    number = phrase.first > 0 and scan.tokens[phrase.first - 1].kind is TokenKind.NUMBER
    latin = scan.tokens[phrase.first].form[:1] < "\u0370"
    described = latin and scan.get(phrase.first, _K.AIRCRAFT_ADJECTIVE) is not None
    return number or described or is_owned(scan, phrase.first) or is_indefinite(scan, phrase.first)


def _closed(scan: Scan, first: int, last: int) -> int:
    """Take the closing quotation mark of a nickname in, when the opening one is."""
    tokens = scan.tokens
    closes = last < len(tokens) and tokens[last].form in "»”\"'" and not tokens[last].spaced
    return last + 1 if closes and any(token.form in "«“„\"'" for token in tokens[first:last]) else last


def _mark(scan: Scan, phrase: _Phrase) -> AircraftMark:
    start = scan.tokens[phrase.first].start
    end = scan.tokens[phrase.last - 1].end
    designation, item = phrase.designation, scan.at[phrase.first]
    designator = designation.designator if designation else phrase.told
    nicknamed = phrase.nickname.name if phrase.nickname else ""
    candidates = designation.candidates if designation else ()
    if designation is not None and phrase.told in candidates:
        designator, candidates = phrase.told, ()
    if nicknamed and (designation is None or nicknamed in candidates):
        designator, candidates = phrase.told or nicknamed, ()
    named = phrase.named
    mark = AircraftMark(
        Span(start, end),
        scan.text[start:end],
        designator,
        is_generic=named is None,
        plural=phrase.plural,
        is_flight=phrase.flight,
        particles=item.particles if item is not None else "",
        named=scan.text[scan.tokens[named[0]].start : scan.tokens[named[1] - 1].end] if named else None,
        is_drone=phrase.noun is not None and "drone" in phrase.noun.tags,
    )
    return replace(mark, nearest=designation.nearest, candidates=candidates) if designation else mark
