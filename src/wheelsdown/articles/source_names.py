"""Who says something: outlets, agencies, tracking sites, offices, anonymous sources, observers, anaphors.

The words around a head belong to it: "an anonymous source close to the Kremlin", «источник, близкий к
Кремлю», "the Syrian Ministry of Defence". An unknown name beside a word for an outlet ("the Tarsh Post
newspaper", «телеграм-канал «Корваш»») is one as well, and a person with an office may be one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import PersonMark, SourceKind, SourceMark

__all__ = ["find_sources", "with_offices"]

_K = WordKind
_UNKNOWN_WORDS, _CLOSE_WORDS, _ADJECTIVES = 4, 7, 4
_KINDS = {kind.value: kind for kind in SourceKind}
_OPENING = "\"«“„'‘-:"
_AROUND = (_K.STATE, _K.SOURCE_ADJECTIVE, _K.MILITARY, _K.FORCE, _K.AIRFIELD, _K.FIELD_ADJECTIVE)


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    name: str
    kind: SourceKind
    is_anaphor: bool = False


def find_sources(scan: Scan, places: Collection[int]) -> tuple[SourceMark, ...]:
    """Mark the sources of an article, in order of the text, none overlapping.

    Parameters
    ----------
    scan
        The article with its listed words.
    places
        Tokens that name places for sure, of which no unknown name of an outlet is made.
    """
    marks: list[SourceMark] = []
    free = 0
    for index in scan.starts():
        found = _at(scan, index, places) if index >= free else None
        if found is not None and found.last > index:
            marks.append(_mark(scan, found))
            free = found.last
    return tuple(marks)


def with_offices(
    scan: Scan, sources: Sequence[SourceMark], persons: Sequence[PersonMark]
) -> tuple[SourceMark, ...]:
    """Add persons with an office; they take the place of its institution ("Kremlin spokesman")."""
    offices = [_office(scan, person) for person in persons if person.role]
    covered = scan.tokens_of(offices)
    kept = [mark for mark in sources if scan.index_of(mark) not in covered]
    overlapping = scan.tokens_of(kept)
    offices = [mark for mark in offices if not scan.tokens_of([mark]) & overlapping]
    return tuple(sorted((*kept, *offices), key=lambda mark: mark.span))


def _office(scan: Scan, person: PersonMark) -> SourceMark:
    first = scan.index_of(person)
    last = first
    while last < len(scan.tokens) and scan.tokens[last].start < person.span.end:
        last += 1
    anonymity = scan.get(scan.skip(last, ","), _K.ANONYMITY)
    until = anonymity.last if anonymity else _closeness(scan, last)
    if until > last and person.name is None:
        end = scan.tokens[until - 1].end
        span = Span(person.span.start, end)
        words = scan.text[span.start : end]
        return SourceMark(span, words, words, SourceKind.ANONYMOUS)
    item = scan.at[first]
    return SourceMark(
        person.span,
        person.text,
        person.name or person.text,
        SourceKind.OFFICIAL,
        particles=item.particles if item else "",
    )


def _mark(scan: Scan, found: _Found) -> SourceMark:
    span = Span(scan.tokens[found.first].start, scan.tokens[found.last - 1].end)
    item = scan.at[found.first]
    particles = item.particles if item else ""
    return SourceMark(
        span, scan.text[span.start : span.end], found.name, found.kind, found.is_anaphor, particles
    )


def _at(scan: Scan, index: int, places: Collection[int]) -> _Found | None:
    item = scan.at[index]
    if item is None:
        return _handle(scan, index) or _unknown_before_word(scan, index, places)
    if outlet := item.get(_K.OUTLET):
        return _outlet(item, outlet)
    if unknown := _unknown_before_word(scan, index, places):
        return unknown
    if item.get(*_AROUND) and (found := _with_adjectives(scan, item)):
        return found
    return _head(scan, index, item)


def _head(scan: Scan, first: int, item: Item) -> _Found | None:
    """Read the head of a source; ``first``: where its adjectives begin."""
    if item.get(_K.ANONYMOUS):
        glued = (
            item.first > 0 and scan.tokens[item.first - 1].form == "-" and not scan.tokens[item.first].spaced
        )
        return None if glued else _anonymous(scan, first, item)
    if (word := item.get(_K.OUTLET_WORD)) and (found := _outlet_word(scan, first, item, word)):
        return found
    if item.get(_K.OBSERVERS):
        return _observers(scan, first, item)
    if institution := item.get(_K.INSTITUTION):
        return _institution(scan, first, item, institution)
    if item.get(_K.DATA):
        return _Found(first, item.last, scan.words(first, item.last), SourceKind.TRACKING, is_anaphor=True)
    return None


def _outlet(item: Item, outlet: Word) -> _Found | None:
    if "platform" in outlet.tags:
        return None
    return _Found(item.first, item.last, outlet.name, _KINDS.get(outlet.id, SourceKind.SITE))


def _with_adjectives(scan: Scan, item: Item) -> _Found | None:
    """Read adjectives before a head: "local anonymous sources", "the Syrian Defence Ministry"."""
    last = item.last
    for _ in range(_ADJECTIVES):
        following = scan.at[last] if last < len(scan.tokens) else None
        if following is None or scan.tokens[last].line:
            return None
        if found := _head(scan, item.first, following):
            return None if found.is_anaphor and following.get(_K.OUTLET_WORD) else found
        if not following.get(*_AROUND):
            return None
        last = following.last
    return None


def _anonymous(scan: Scan, first: int, head: Item) -> _Found:
    last = head.last
    while adjective := scan.get(last, _K.SOURCE_ADJECTIVE, _K.STATE):
        if scan.tokens[last].form[:1].isascii():
            break
        last = adjective.last
    last = _closeness(scan, last)
    if anonymity := scan.get(scan.skip(last, ","), _K.ANONYMITY):
        last = anonymity.last
    return _Found(first, last, scan.words(first, last), SourceKind.ANONYMOUS)


def _observers(scan: Scan, first: int, head: Item) -> _Found:
    last = head.last
    while (adjective := scan.get(last, _K.SOURCE_ADJECTIVE, _K.STATE)) and not scan.tokens[last].form[
        :1
    ].isascii():
        last = adjective.last
    kind = SourceKind.OBSERVERS
    if anonymity := scan.get(scan.skip(last, ","), _K.ANONYMITY):
        last, kind = anonymity.last, SourceKind.ANONYMOUS
    return _Found(first, last, scan.words(first, last), kind)


def _closeness(scan: Scan, index: int) -> int:
    """Take in "close to the Kremlin", «, близкий к Кремлю», "مقرب من الكرملين"."""
    at = scan.skip(index, ",")
    close = scan.get(at, _K.CLOSENESS)
    if close is None:
        return index
    weak = close.last - close.first == 1 and len(scan.tokens[at].form) < 5
    end, names = close.last, 0
    for _ in range(_CLOSE_WORDS):
        if end >= len(scan.tokens) or scan.tokens[end].line:
            break
        item = scan.at[end]
        if item and item.get(
            _K.INSTITUTION, _K.STATE, _K.MILITARY, _K.FORCE, _K.ROLE, _K.COUNTRY, _K.AIRFIELD, _K.BASE
        ):
            end, names = item.last, names + 1
        elif _joins_on(scan, end) or _is_close_name(scan, end, item):
            end += 1
        elif is_plain(scan, end) and not names and not weak and _joins_on(scan, end - 1):
            end, names = end + 1, names + 1
        else:
            break
    if end == close.last or (weak and not _holds_office(scan, close.last, end)):
        return index
    return end


def _joins_on(scan: Scan, index: int) -> bool:
    kinds = (_K.DETERMINER, _K.PREPOSITION, _K.OF, _K.CLOSENESS)
    item = scan.over[index]
    return item is not None and item.last == index + 1 and item.get(*kinds) is not None


def _is_close_name(scan: Scan, index: int, item: Item | None) -> bool:
    return scan.is_name_word(index) and not (item and item.get(_K.OUTLET))


def is_plain(scan: Scan, index: int) -> bool:
    """Say whether a token is a word of no list."""
    return scan.tokens[index].form.isalpha() and scan.at[index] is None


def _holds_office(scan: Scan, first: int, last: int) -> bool:
    items = (scan.over[i] for i in range(first, last))
    kinds = (_K.INSTITUTION, _K.MILITARY, _K.FORCE, _K.AIRFIELD, _K.BASE)
    return any(item is not None and item.get(*kinds) for item in items)


def _institution(scan: Scan, first: int, item: Item, institution: Word) -> _Found | None:
    """Take in the state: «Минобороны РФ», "وزارة الدفاع السورية", "the embassy of Russia in Syria"."""
    last = item.last
    for _ in range(2):
        if last >= len(scan.tokens):
            break
        of = scan.get(last, _K.OF)
        state = scan.get(of.last if of else last, _K.COUNTRY, _K.STATE)
        if state is None or scan.tokens[last].line:
            break
        if state.get(_K.COUNTRY) is None and scan.tokens[last].form[:1].isascii():
            break
        last = state.last
    name = institution.name or scan.words(first, last)
    return _Found(first, last, name, SourceKind.OFFICIAL)


def _outlet_word(scan: Scan, first: int, item: Item, word: Word) -> _Found | None:
    """Read a word for an outlet: before a listed or unknown name, or alone as an anaphor."""
    kind = _KINDS.get(word.id, SourceKind.SITE)
    at = item.last
    while (adjective := scan.get(at, _K.STATE)) and not scan.tokens[at].form[:1].isascii():
        at = adjective.last
    at = scan.skip(at, _OPENING)
    listed = scan.get(at, _K.OUTLET)
    if listed is not None and (outlet := listed.get(_K.OUTLET)) and "platform" not in outlet.tags:
        return _Found(at, listed.last, outlet.name, _KINDS.get(outlet.id, kind))
    quoted = at > item.last and scan.tokens[at - 1].form in '"«“„'
    last = _quoted(scan, at) if quoted else _name_run(scan, at)
    if last > at:
        return _Found(first, last, scan.words(at, last), kind)
    if "name_only" in word.tags or not _definite(scan, item.first):
        return None
    return _Found(first, item.last, scan.words(first, item.last), kind, is_anaphor=True)


def _follows_name(scan: Scan, index: int) -> bool:
    return (
        scan.is_name_word(index - 1)
        and scan.get(index - 1, _K.DETERMINER, _K.FUNCTION, _K.PREPOSITION) is None
    )


def _quoted(scan: Scan, at: int) -> int:
    last = at
    while last < len(scan.tokens) and last - at < 2 * _UNKNOWN_WORDS:
        if scan.tokens[last].form in '»"”“' or scan.tokens[last].line:
            return last
        last += 1
    return at


def _name_run(scan: Scan, at: int) -> int:
    """Find the end of a run of capitalised words, hyphens between them taken in."""
    last, end = at, at
    while last < len(scan.tokens) and last - at < 2 * _UNKNOWN_WORDS:
        glued = scan.tokens[last].form == "-" and end > at and not scan.tokens[last].spaced
        if glued and not (last + 1 < len(scan.tokens) and scan.tokens[last + 1].spaced):
            last += 1
            continue
        item = scan.at[last]
        listed = item is not None and item.get(_K.COMMON, _K.COUNTRY, _K.STATE, _K.INSTITUTION, _K.ROLE)
        if scan.tokens[last].line or listed or not scan.is_name_word(last):
            break
        last = end = last + 1
    return end


def _definite(scan: Scan, index: int) -> bool:
    """Say whether a word points back: English needs an article, Slavic nothing, Arabic carries its own."""
    form = scan.tokens[index].form
    if form[:1].isascii():
        return scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "definite")
    if "\u0600" <= form[:1] <= "\u06ff":
        return "ال" in scan.raw(index)[:4] or "لل" in scan.raw(index)[:3]
    return True


def _handle(scan: Scan, index: int) -> _Found | None:
    """Read "@handle"."""
    tokens = scan.tokens
    if tokens[index].form != "@" or index + 1 >= len(tokens) or tokens[index + 1].spaced:
        return None
    last = index + 1
    while (
        last < len(tokens)
        and not tokens[last].spaced
        and (tokens[last].form == "_" or scan.raw(last).isalnum())
    ):
        last += 1
    return _Found(index, last, scan.words(index + 1, last), SourceKind.CHANNEL) if last > index + 1 else None


def _unknown_before_word(scan: Scan, index: int, places: Collection[int]) -> _Found | None:
    """Read "the Tarsh Post newspaper", "the Libyan Herald": capitalised words up to a word for an outlet."""
    tokens = scan.tokens
    ascii_name = scan.is_name_word(index) and tokens[index].form.isascii()
    if (
        not ascii_name
        or scan.get(index, _K.DETERMINER, _K.FUNCTION, _K.PREPOSITION)
        or _follows_name(scan, index)
    ):
        return None
    last, ended = index, None
    while last < len(tokens) and last - index < _UNKNOWN_WORDS and not (tokens[last].line and last > index):
        tail = scan.get(last, _K.OUTLET_TAIL)
        if tail is not None and last > index and scan.is_name_word(last):
            ended = _Found(index, tail.last, scan.words(index, tail.last), SourceKind.NEWSPAPER)
        word = scan.get(last, _K.OUTLET_WORD)
        if (
            word is not None
            and last > index
            and (found := word.get(_K.OUTLET_WORD))
            and not scan.is_name_word(last)
        ):
            blocked = all(i in places or scan.get(i, _K.STATE) for i in range(index, last))
            kind = _KINDS.get(found.id, SourceKind.SITE)
            return ended if blocked else _Found(index, word.last, scan.words(index, last), kind)
        if not scan.is_name_word(last) or (
            last > index and scan.get(last, _K.OUTLET, _K.INSTITUTION, _K.COMMON)
        ):
            break
        last += 1
    return ended
