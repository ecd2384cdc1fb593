"""Which persons are named, and which names are one person's.

A person is a run of capitalised words behind an office, or a run of two and more that no list knows; a later
surname alone is the same person. Arabic has no capitals: there a person needs an office.
"""

from collections.abc import Collection

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.marks import PersonMark
from wheelsdown.articles.view import TokenKind

__all__ = ["find_persons"]

_K = WordKind
_MOST_WORDS = 5
_LINKS = frozenset(
    [
        "al",
        "el",
        "as",
        "ash",
        "an",
        "ad",
        "ar",
        "at",
        "az",
        "bin",
        "ben",
        "ibn",
        "abu",
        "abd",
        "von",
        "van",
        "de",
        "da",
        "der",
        "du",
        "la",
        "аль",
        "эль",
        "ас",
        "аш",
        "ад",
        "ибн",
        "бен",
        "абу",
        "фон",
        "де",
        "ель",
    ]
)


def find_persons(scan: Scan, taken: Collection[int]) -> tuple[PersonMark, ...]:
    """Mark the persons of an article, in order of the text, none overlapping.

    Parameters
    ----------
    scan
        The article with its listed words.
    taken
        Tokens that name sources or places for sure.
    """
    marks: list[PersonMark] = []
    surnames: set[str] = set()
    index = 0
    while index < len(scan.tokens):
        found = None if index in scan.hidden or index in taken else _at(scan, index, taken, surnames)
        if found is None:
            index += 1
            continue
        mark, index = found
        marks.append(mark)
    return tuple(marks)


def _at(scan: Scan, index: int, taken: Collection[int], surnames: set[str]) -> tuple[PersonMark, int] | None:
    item = scan.at[index]
    if item is not None and item.get(_K.ROLE):
        return _from_role(scan, index, item, taken, surnames)
    if item is not None and (person := item.get(_K.PERSON)):
        surnames.add(scan.tokens[item.last - 1].form)
        return _mark(scan, index, item.last, person.name, None), item.last
    last = _run(scan, index, taken)
    words = [i for i in range(index, last) if scan.is_name_word(i)]
    if not words:
        return None
    if (
        len(words) >= 2
        and not _headline(scan, index)
        and not (scan.starts_sentence(index) and len(words) < 2)
    ):
        surnames.add(scan.tokens[last - 1].form)
        return _mark(scan, index, last, _words(scan, index, last), None), last
    if scan.tokens[last - 1].form in surnames:
        return _mark(scan, index, last, _words(scan, index, last), None), last
    return None


def _from_role(
    scan: Scan, index: int, item: Item, taken: Collection[int], surnames: set[str]
) -> tuple[PersonMark, int]:
    last = item.last
    while extra := scan.get(last, _K.STATE, _K.COUNTRY, _K.INSTITUTION, _K.ROLE_WORD, _K.ROLE):
        if scan.tokens[last].line:
            break
        last = extra.last
    end = _run(scan, last, taken)
    if "\u0600" <= scan.tokens[index].form[:1] <= "\u06ff":
        end = _arabic_name(scan, last)
    role = _words(scan, index, last)
    if end == last:
        return _mark(scan, index, last, None, role), last
    surnames.add(scan.tokens[end - 1].form)
    return _mark(scan, index, end, _words(scan, last, end), role), end


def _run(scan: Scan, index: int, taken: Collection[int]) -> int:
    """Find the end of a run of capitalised words that no list knows."""
    last, end = index, index
    while (
        last < len(scan.tokens)
        and end - index < 2 * _MOST_WORDS
        and last not in taken
        and last not in scan.hidden
    ):
        token = scan.tokens[last]
        if last > index and token.line:
            break
        item = scan.over[last]
        known = item is not None and item.get(_K.PERSON) is None and item.get(_K.NICKNAME, _K.MAKER) is None
        if (token.form in ("-", "'") and last > index and not token.spaced) or (
            token.form in _LINKS and (last > index or scan.is_name_word(last) or _joined(scan, last))
        ):
            last += 1
        elif scan.is_name_word(last) and not known:
            last = end = last + 1
        else:
            break
    return end


def _joined(scan: Scan, index: int) -> bool:
    return (
        index + 1 < len(scan.tokens)
        and scan.tokens[index + 1].form == "-"
        and not scan.tokens[index + 1].spaced
    )


def _headline(scan: Scan, index: int) -> bool:
    """In a line where nearly all words have capitals, capitals tell nothing."""
    first = last = index
    while first > 0 and not scan.tokens[first].line:
        first -= 1
    while last + 1 < len(scan.tokens) and not scan.tokens[last + 1].line and last - first < 40:
        last += 1
    words = [
        i
        for i in range(first, last + 1)
        if scan.tokens[i].kind is TokenKind.WORD and len(scan.tokens[i].form) > 3
    ]
    return len(words) > 4 and sum(scan.is_name_word(i) for i in words) > 0.7 * len(words)


def _arabic_name(scan: Scan, index: int) -> int:
    end, words = index, 0
    while end < len(scan.tokens) and words < 2:
        token = scan.tokens[end]
        if token.kind is not TokenKind.WORD or token.line or len(token.form) < 3 or scan.at[end] is not None:
            break
        words += token.form not in _ARABIC_LINKS
        end += 1
    return end


_ARABIC_LINKS = frozenset(["ابو", "عبد", "بن", "ال", "ابن", "ابي"])


def _mark(scan: Scan, first: int, last: int, name: str | None, role: str | None) -> PersonMark:
    span = Span(scan.tokens[first].start, scan.tokens[last - 1].end)
    return PersonMark(span, scan.text[span.start : span.end], name, role)


def _words(scan: Scan, first: int, last: int) -> str:
    return scan.text[scan.tokens[first].start : scan.tokens[last - 1].end]
