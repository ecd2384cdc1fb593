"""Who says something: outlets, agencies, tracking sites, offices, anonymous sources, observers, anaphors.

The words around a head belong to it: "an anonymous source close to the Kremlin", «источник, близкий к
Кремлю», "the Syrian Ministry of Defence". An unknown name beside a word for an outlet ("the Tarsh Post
newspaper", «телеграм-канал «Корваш»») is one as well, and a person with an office may be one.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import PersonMark, SourceKind, SourceMark
from wheelsdown.articles.outlet_names import (
    Found,
    handle,
    is_tail_of_quotation,
    kind_named,
    name_beside,
    name_end,
    outlet_before_word,
    outlet_of_word,
    quoted_arabic,
    quoted_whole,
)

__all__ = ["find_sources", "with_offices"]

_K = WordKind
_CLOSE_WORDS, _ADJECTIVES = 7, 4
#: Endings of adjectives in Russian and Ukrainian, folded.
_ADJECTIVE_ENDINGS = (
    *("ое", "ая", "ыи", "ии", "ие", "ые", "ого", "ому", "ои", "ых", "их", "ым", "им"),
    *("ське", "ська", "ськии", "ську"),
)
#: Kinds of outlets, and of words that may only say what one is.
_OUTLETS = frozenset({SourceKind.SITE, SourceKind.CHANNEL})
_DESCRIPTIONS = frozenset({SourceKind.OFFICIAL, SourceKind.OBSERVERS})
#: Words that a source may be of itself.
_HEADS = frozenset({_K.ANONYMOUS, _K.OUTLET_WORD, _K.OBSERVERS, _K.INSTITUTION, _K.DATA})
_AROUND = (_K.STATE, _K.SOURCE_ADJECTIVE, _K.MILITARY, _K.FORCE, _K.AIRFIELD, _K.FIELD_ADJECTIVE)


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
    quoted = {found.first: found for found in quoted_arabic(scan, places)}
    for index in sorted({*scan.starts, *quoted}):
        found = (quoted.get(index) or _at(scan, index, places)) if index >= free else None
        if found is not None and found.last > index:
            for one in _with_those_beside(scan, found):
                marks.append(_mark(scan, one))
                free = one.last
    return tuple(marks)


def _with_those_beside(scan: Scan, found: Found) -> Iterator[Found]:
    beside: Found | None = found
    while beside is not None:
        yield beside
        beside = name_beside(scan, beside)


def with_offices(
    scan: Scan, sources: Sequence[SourceMark], persons: Sequence[PersonMark]
) -> tuple[SourceMark, ...]:
    """Add persons with an office; they take the place of its institution ("Kremlin spokesman")."""
    offices = [_office(scan, person) for person in persons if person.role]
    covered = scan.tokens_of(offices)
    kept = [mark for mark in sources if scan.index_of(mark) not in covered]
    overlapping = scan.tokens_of(kept)
    offices = [mark for mark in offices if not scan.tokens_of([mark]) & overlapping]
    return _undescribed(sorted((*kept, *offices), key=lambda mark: mark.span))


def _undescribed(marks: Sequence[SourceMark]) -> tuple[SourceMark, ...]:
    """Leave out what only says in English what the outlet beside it is: "the Hajun monitoring group"."""
    described: set[int] = set()
    for number, (one, other) in enumerate(pairwise(marks)):
        if not one.text.isascii() or other.span.start - one.span.end != 1:
            continue
        if one.kind in _OUTLETS and other.kind is SourceKind.OBSERVERS and not other.text.endswith("s"):
            described.add(number + 1)
        elif one.kind in _DESCRIPTIONS and other.kind is SourceKind.AGENCY:
            described.add(number)
    return tuple(mark for number, mark in enumerate(marks) if number not in described)


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


def _mark(scan: Scan, found: Found) -> SourceMark:
    span = Span(scan.tokens[found.first].start, scan.tokens[found.last - 1].end)
    item = scan.at[found.first]
    particles = found.particles or (item.particles if item else "")
    return SourceMark(
        span, scan.text[span.start : span.end], found.name, found.kind, found.is_anaphor, particles
    )


def _at(scan: Scan, index: int, places: Collection[int]) -> Found | None:
    item = scan.at[index]
    if item is None:
        return handle(scan, index) or outlet_before_word(scan, index, places) or _capital_office(scan, index)
    if outlet := item.get(_K.OUTLET):
        return None if is_tail_of_quotation(scan, item) else _outlet(item, outlet)
    if whole := quoted_whole(scan, index, item):
        return whole
    if unknown := outlet_before_word(scan, index, places):
        return unknown
    if item.get(*_AROUND) and (found := _with_adjectives(scan, item, places)):
        return found
    return _head(scan, index, item, places)


def _head(scan: Scan, first: int, item: Item, places: Collection[int]) -> Found | None:
    """Read the head of a source; ``first``: where its adjectives begin."""
    if item.kinds.isdisjoint(_HEADS):
        return None
    if item.get(_K.ANONYMOUS):
        glued = (
            item.first > 0 and scan.tokens[item.first - 1].form == "-" and not scan.tokens[item.first].spaced
        )
        close = _closeness(scan, item.last) > item.last
        close = close or not scan.tagged(item, _K.ANONYMOUS, "needs_closeness")
        return _anonymous(scan, first, item) if close and not glued else None
    if (word := item.get(_K.OUTLET_WORD)) and (found := outlet_of_word(scan, first, item, word, places)):
        return found
    if item.get(_K.OBSERVERS):
        return _observers(scan, first, item)
    if institution := item.get(_K.INSTITUTION):
        return _institution(scan, first, item, institution)
    if item.get(_K.DATA):
        last = name_end(scan, item.last) if not scan.tokens[first].form.isascii() else item.last
        if last > item.last and scan.get(item.last, _K.OUTLET) is None:
            return Found(first, last, scan.words(item.last, last), SourceKind.TRACKING)
        return Found(first, item.last, scan.words(first, item.last), SourceKind.TRACKING, is_anaphor=True)
    return None


def _capital_office(scan: Scan, index: int) -> Found | None:
    """Read an office with an adjective that no list knows: «Африканское командование»."""
    office = scan.get(index + 1, _K.INSTITUTION)
    if office is None or scan.tokens[index].form.isascii() or scan.tokens[index + 1].line:
        return None
    word = office.get(_K.INSTITUTION)
    is_adjective = scan.is_name_word(index) and scan.tokens[index].form.endswith(_ADJECTIVE_ENDINGS)
    if word is None or not is_adjective or scan.starts_sentence(index):
        return None
    return _institution(scan, index, office, word)


def _outlet(item: Item, outlet: Word) -> Found | None:
    if "platform" in outlet.tags:
        return None
    return Found(item.first, item.last, outlet.name, kind_named(outlet))


def _with_adjectives(scan: Scan, item: Item, places: Collection[int]) -> Found | None:
    """Read adjectives before a head: "local anonymous sources", "the Syrian Defence Ministry"."""
    last = item.last
    if "\u0600" <= scan.tokens[item.first].form[:1] <= "\u06ff":
        return None  # there adjectives stand behind
    for _ in range(_ADJECTIVES):
        following = scan.at[last] if last < len(scan.tokens) else None
        if following is None or scan.tokens[last].line:
            return None
        if found := _head(scan, item.first, following, places):
            return None if found.is_anaphor and following.get(_K.OUTLET_WORD) else found
        if not following.get(*_AROUND):
            return None
        last = following.last
    return None


def _anonymous(scan: Scan, first: int, head: Item) -> Found:
    last = head.last
    while adjective := scan.get(last, _K.SOURCE_ADJECTIVE, _K.STATE):
        if scan.tokens[last].form[:1].isascii():
            break
        last = adjective.last
    last = _closeness(scan, last)
    if anonymity := scan.get(scan.skip(last, ","), _K.ANONYMITY):
        last = anonymity.last
    return Found(first, last, scan.words(first, last), SourceKind.ANONYMOUS)


def _observers(scan: Scan, first: int, head: Item) -> Found:
    last = head.last
    while (adjective := scan.get(last, _K.SOURCE_ADJECTIVE, _K.STATE)) and not scan.tokens[last].form[
        :1
    ].isascii():
        last = adjective.last
    kind = SourceKind.OBSERVERS
    if anonymity := scan.get(scan.skip(last, ","), _K.ANONYMITY):
        last, kind = anonymity.last, SourceKind.ANONYMOUS
    return Found(first, last, scan.words(first, last), kind)


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
        elif scan.tokens[end].form.isalpha() and not names and not weak and _joins_on(scan, end - 1):
            end, names = end + 1, names + 1
        else:
            break
    if end == close.last or (weak and not _holds_office(scan, close.last, end)):
        return index
    while end < len(scan.tokens) and _is_definite(scan, end - 1, end) and _may_describe(scan, end):
        end += 1
    return end


def _may_describe(scan: Scan, index: int) -> bool:
    return scan.over[index] is None or scan.get(index, _K.SOURCE_ADJECTIVE, _K.STATE) is not None


def _is_definite(scan: Scan, *indices: int) -> bool:
    """Say whether Arabic words stand with the article, as an adjective does behind its noun."""
    return all(scan.tokens[index].form.startswith("ال") for index in indices)


def _joins_on(scan: Scan, index: int) -> bool:
    kinds = (_K.DETERMINER, _K.PREPOSITION, _K.OF, _K.CLOSENESS)
    item = scan.over[index]
    return item is not None and item.last == index + 1 and item.get(*kinds) is not None


def _is_close_name(scan: Scan, index: int, item: Item | None) -> bool:
    return scan.is_name_word(index) and not (item and item.get(_K.OUTLET))


def _holds_office(scan: Scan, first: int, last: int) -> bool:
    items = (scan.over[i] for i in range(first, last))
    kinds = (_K.INSTITUTION, _K.MILITARY, _K.FORCE, _K.AIRFIELD, _K.BASE)
    return any(item is not None and item.get(*kinds) for item in items)


def _institution(scan: Scan, first: int, item: Item, institution: Word) -> Found | None:
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
    return Found(first, last, name, SourceKind.OFFICIAL)
