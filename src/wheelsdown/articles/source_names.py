"""Who says something: outlets, agencies, tracking sites, offices, anonymous sources, observers, anaphors.

The words around a head belong to it: "an anonymous source close to the Kremlin", «источник, близкий к
Кремлю», "the Syrian Ministry of Defence". An unknown name beside a word for an outlet ("the Tarsh Post
newspaper", «телеграм-канал «Корваш»») is one as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import PersonMark, SourceKind, SourceMark

__all__ = ["find_sources", "tokens_of"]

_K = WordKind
_UNKNOWN_WORDS, _CLOSE_WORDS = 4, 6
_KINDS = {kind.value: kind for kind in SourceKind}


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    name: str
    kind: SourceKind
    is_anaphor: bool = False


def find_sources(scan: Scan) -> tuple[SourceMark, ...]:
    """Mark the sources of an article, in order of the text, none overlapping."""
    marks: list[SourceMark] = []
    index = 0
    while index < len(scan.tokens):
        found = None if index in scan.hidden else _at(scan, index)
        if found is None or found.last <= index:
            index += 1
            continue
        marks.append(_mark(scan, found))
        index = found.last
    return tuple(marks)


def tokens_of(scan: Scan, marks: Sequence[SourceMark | PersonMark]) -> set[int]:
    """Get the tokens that marks cover."""
    starts = {token.start: index for index, token in enumerate(scan.tokens)}
    found: set[int] = set()
    for mark in marks:
        index = starts[mark.span.start]
        while index < len(scan.tokens) and scan.tokens[index].start < mark.span.end:
            found.add(index)
            index += 1
    return found


def _mark(scan: Scan, found: _Found) -> SourceMark:
    span = Span(scan.tokens[found.first].start, scan.tokens[found.last - 1].end)
    item = scan.at[found.first]
    return SourceMark(
        span,
        scan.text[span.start : span.end],
        found.name,
        found.kind,
        found.is_anaphor,
        item.particles if item else "",
    )


def _at(scan: Scan, index: int) -> _Found | None:
    item = scan.at[index]
    if item is None:
        return _handle(scan, index) or _unknown_before_word(scan, index)
    if outlet := item.get(_K.OUTLET):
        return _outlet(item, outlet)
    if item.get(_K.STATE, _K.SOURCE_ADJECTIVE, _K.MILITARY, _K.FORCE) and (
        found := _with_adjectives(scan, item)
    ):
        return found
    if item.get(_K.ANONYMOUS):
        return _anonymous(scan, index, item)
    if item.get(_K.OBSERVERS):
        return _Found(item.first, item.last, _words(scan, item.first, item.last), SourceKind.OBSERVERS)
    if institution := item.get(_K.INSTITUTION):
        return _institution(scan, index, item, institution)
    if word := item.get(_K.OUTLET_WORD):
        return _outlet_word(scan, index, item, word)
    if item.get(_K.DATA):
        return _Found(
            item.first, item.last, _words(scan, item.first, item.last), SourceKind.TRACKING, is_anaphor=True
        )
    return _unknown_before_word(scan, index)


def _outlet(item: Item, outlet: Word) -> _Found | None:
    if "platform" in outlet.tags:
        return None
    return _Found(item.first, item.last, outlet.name, _KINDS.get(outlet.id, SourceKind.SITE))


def _with_adjectives(scan: Scan, item: Item) -> _Found | None:
    """Read adjectives before a head: "local anonymous sources", "the Syrian Defence Ministry"."""
    index, last = item.first, item.last
    for _ in range(4):
        following = scan.at[last] if last < len(scan.tokens) else None
        if following is None or scan.tokens[last].line:
            return None
        if following.get(_K.ANONYMOUS):
            return _anonymous(scan, index, following)
        if institution := following.get(_K.INSTITUTION):
            return _institution(scan, index, following, institution)
        if following.get(_K.OBSERVERS):
            return _Found(index, following.last, _words(scan, index, following.last), SourceKind.OBSERVERS)
        if not following.get(_K.STATE, _K.SOURCE_ADJECTIVE, _K.MILITARY, _K.FORCE):
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
    after = scan.skip(last, ",")
    if anonymity := scan.get(after, _K.ANONYMITY):
        last = anonymity.last
    return _Found(first, last, _words(scan, first, last), SourceKind.ANONYMOUS)


def _closeness(scan: Scan, index: int) -> int:
    """Take in "close to the Kremlin", «, близкий к Кремлю», "مقرب من الكرملين"."""
    at = scan.skip(index, ",")
    close = scan.get(at, _K.CLOSENESS)
    if close is None:
        return index
    weak = close.last - close.first == 1 and len(scan.tokens[at].form) < 5
    end = close.last
    for _ in range(_CLOSE_WORDS):
        if end >= len(scan.tokens) or scan.tokens[end].line:
            break
        item = scan.at[end]
        if item and item.get(
            _K.INSTITUTION, _K.STATE, _K.MILITARY, _K.FORCE, _K.ROLE, _K.COUNTRY, _K.AIRFIELD
        ):
            end = item.last
        elif scan.tokens[end].form in ("the", "a", "of") or (
            scan.is_name_word(end) and not (item and item.get(_K.OUTLET))
        ):
            end += 1
        else:
            break
    if end == close.last or (weak and not _holds_office(scan, close.last, end)):
        return index
    return end


def _holds_office(scan: Scan, first: int, last: int) -> bool:
    items = (scan.over[i] for i in range(first, last))
    return any(item is not None and item.get(_K.INSTITUTION, _K.MILITARY, _K.FORCE) for item in items)


def _institution(scan: Scan, first: int, item: Item, institution: Word) -> _Found | None:
    """Take in the state: «Минобороны РФ», "وزارة الدفاع السورية", "the embassy of Russia in Syria"."""
    last = item.last
    for _ in range(2):
        of = scan.get(last, _K.OF)
        state = scan.get(
            of.last if of and scan.tokens[last].form in ("of", "in", "в", "у", "في") else last,
            _K.COUNTRY,
            _K.STATE,
        )
        if (
            state is None
            or scan.tokens[last].line
            or (state.get(_K.STATE) and scan.tokens[last].form[:1].isascii())
        ):
            break
        last = state.last
    name = institution.name or _words(scan, first, last)
    return _Found(first, last, name, SourceKind.OFFICIAL)


def _outlet_word(scan: Scan, index: int, item: Item, word: Word) -> _Found | None:
    """Read a word for an outlet: before a listed or unknown name, or alone as an anaphor."""
    kind = _KINDS.get(word.id, SourceKind.SITE)
    at = scan.skip(item.last, "\"«“„'‘-")
    listed = scan.get(at, _K.OUTLET)
    if listed is not None and (outlet := listed.get(_K.OUTLET)) and "platform" not in outlet.tags:
        end = listed.last
        return _Found(at, end, outlet.name, _KINDS.get(outlet.id, kind))
    last = at
    while (
        last < len(scan.tokens)
        and last - at < _UNKNOWN_WORDS
        and scan.is_name_word(last)
        and scan.at[last] is None
    ):
        last += 1
    quoted = at > item.last and scan.tokens[at - 1].form in '"«“„'
    if last > at and (quoted or not scan.tokens[index].form[:1].isascii()):
        return _Found(index, last, _words(scan, at, last), kind)
    if not _definite(scan, index):
        return None
    return _Found(index, item.last, _words(scan, index, item.last), kind, is_anaphor=True)


def _definite(scan: Scan, index: int) -> bool:
    """English needs an article; Slavic words stand alone; Arabic ones carry theirs."""
    form = scan.tokens[index].form
    if form[:1].isascii():
        return index > 0 and scan.tokens[index - 1].form in ("the", "this", "that")
    if "\u0600" <= form[:1] <= "\u06ff":
        return "ال" in scan.raw(index)[:4] or "لل" in scan.raw(index)[:3]
    return True


def _handle(scan: Scan, index: int) -> _Found | None:
    """Read "@handle"."""
    if scan.tokens[index].form != "@" or index + 1 >= len(scan.tokens) or scan.tokens[index + 1].spaced:
        return None
    last = index + 1
    while (
        last < len(scan.tokens)
        and not scan.tokens[last].spaced
        and (scan.tokens[last].form == "_" or scan.raw(last).isalnum())
    ):
        last += 1
    return (
        _Found(index, last, _words(scan, index + 1, last), SourceKind.CHANNEL) if last > index + 1 else None
    )


def _unknown_before_word(scan: Scan, index: int) -> _Found | None:
    """Read "the Tarsh Post newspaper": unknown capitalised words before a word for an outlet."""
    if not scan.is_name_word(index) or scan.starts_sentence(index):
        return None
    last = index
    while (
        last < len(scan.tokens)
        and last - index < _UNKNOWN_WORDS
        and scan.is_name_word(last)
        and not scan.tokens[last].line
    ):
        if scan.at[last] is not None and scan.get(last, _K.OUTLET_WORD, _K.INSTITUTION, _K.STATE, _K.OUTLET):
            break
        last += 1
    item = scan.get(last, _K.OUTLET_WORD)
    if (
        item is None
        or last == index
        or item.get(_K.OUTLET_WORD) is None
        or not scan.tokens[index].form[:1].isascii()
    ):
        return None
    word = item.get(_K.OUTLET_WORD)
    kind = _KINDS.get(word.id, SourceKind.SITE) if word else SourceKind.SITE
    return _Found(index, item.last, _words(scan, index, last), kind)


def _words(scan: Scan, first: int, last: int) -> str:
    return scan.text[scan.tokens[first].start : scan.tokens[last - 1].end]
