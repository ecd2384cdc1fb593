"""Where the sources of a sentence stand, with the names that belong to them: «группа «Корваш»»."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from wheelsdown.articles.article import Article, Language, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.described import is_built, quoted_name
from wheelsdown.claims.tellers.sayings import AND, PUBLISHERS

__all__ = ["Placed", "placed_of"]

#: Ends of words for several observers, and of their genitives: «аналитики», "analysts".
_SEVERAL = ("и", "ы", "і", "а", "ів", "ов", "s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A source with the tokens it covers."""

    mark: SourceMark
    first: int
    last: int

    def __lt__(self, other: "Placed") -> bool:
        """Order sources as they stand in the text."""
        return self.first < other.first


def placed_of(
    article: Article, sentence: Sentence, marks: Sequence[SourceMark], starts: Sequence[int]
) -> list[Placed]:
    """Place sources; a name right behind a word for somebody is theirs: «группа «Корваш»», "analyst A. B"."""
    found: list[Placed] = []
    listed = {bisect_left(starts, mark.span.start) for mark in marks}
    for mark, following in zip_longest(marks, marks[1:]):
        one = _placed(article, sentence, mark, following, starts)
        if _is_theirs(article, one, following):
            continue
        before = found[-1] if found else None
        if before is not None and before.last == one.first and _is_name_of(before.mark, mark):
            found[-1] = _with_name(article, before, one.last)
        elif before is not None and before.last == one.first and _is_called(before.mark, mark):
            found[-1] = one
        else:
            outlet = _outlet_of(article, sentence, one, listed)
            named = outlet is not None and _is_own_name(one.mark, outlet.mark)
            found.append(_with_name(article, one, outlet.last) if outlet and named else one)
            found.extend([outlet] if outlet and not named else [])
    return found


def _is_called(one: SourceMark, other: SourceMark) -> bool:
    """Say whether a channel right behind the word for one observer is that observer: «аналитик Корваш»."""
    if one.kind is not SourceKind.OBSERVERS or other.kind is not SourceKind.CHANNEL or one.is_anaphor:
        return False
    return one.text[:1].islower() and not one.text.endswith(_SEVERAL)


def _is_theirs(article: Article, one: Placed, following: SourceMark | None) -> bool:
    """Say whether data are those of the source named right behind: "data from X", "بيانات موقع «...»"."""
    if one.mark.kind is not SourceKind.TRACKING or not one.mark.is_anaphor or following is None:
        return False
    if following.is_anaphor or following.kind not in (*PUBLISHERS, SourceKind.TRACKING):
        return False
    between = [
        token for token in article.tokens[one.last : one.last + 4] if token.start < following.span.start
    ]
    words = [token.form for token in between if token.kind is TokenKind.WORD]
    near = len(between) < 3 and following.span.start <= article.tokens[one.last + len(between)].start
    return near and len(words) <= 1 and AND.isdisjoint(words) and all(t.form not in ",،;.:" for t in between)


def _outlet_of(
    article: Article, sentence: Sentence, source: Placed, listed: Collection[int]
) -> Placed | None:
    """Read the unlisted outlet behind its own person: «собеседник Gulf Ledger»."""
    if source.mark.kind not in (SourceKind.ANONYMOUS, SourceKind.OBSERVERS):
        return None
    last = source.last
    while last < sentence.tokens[1] and is_built(article, sentence, last) and last not in listed:
        last += 1
    if last == source.last or sentence.language is Language.ENGLISH:
        return None
    span = Span(article.tokens[source.last].start, article.tokens[last - 1].end)
    text = article.words(span)
    return Placed(SourceMark(span, text, text, SourceKind.SITE), source.last, last)


def _is_own_name(one: SourceMark, other: SourceMark) -> bool:
    """Say whether a name in Latin letters is that of one observer: «дослідник Jalel Harchaoui»."""
    is_one = one.kind is SourceKind.OBSERVERS and not one.text.endswith(_SEVERAL)
    return is_one and " " in other.text and not any(word.isupper() for word in other.text.split())


def _with_name(article: Article, source: Placed, last: int) -> Placed:
    """Get a source with the name behind it."""
    span = Span(source.mark.span.start, article.tokens[last - 1].end)
    text = article.words(span)
    return Placed(replace(source.mark, span=span, text=text, name=text, is_anaphor=False), source.first, last)


def _placed(
    article: Article,
    sentence: Sentence,
    mark: SourceMark,
    following: SourceMark | None,
    starts: Sequence[int],
) -> Placed:
    first, last = bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end)
    named = None
    if last < sentence.tokens[1] and not _is_closing(article, first, last):
        named = quoted_name(article, last, sentence.tokens[1])
    if named is None or (following is not None and following.span.start < article.tokens[named - 1].end):
        return Placed(mark, first, last)
    span = Span(mark.span.start, article.tokens[named - 1].end)
    text = article.words(span)
    return Placed(replace(mark, span=span, text=text, name=text, is_anaphor=False), first, named)


def _is_closing(article: Article, first: int, last: int) -> bool:
    """Say whether a quotation mark behind a source closes one before or inside it, where both look alike."""
    mark = article.tokens[last].form
    return sum(token.form == mark for token in article.tokens[max(first - 1, 0) : last]) % 2 == 1


def _is_name_of(one: SourceMark, other: SourceMark) -> bool:
    """Say whether the second is the name of the person that the first word is for: «аналитик Анна Б.»."""
    persons = (SourceKind.OBSERVERS, SourceKind.OFFICIAL)
    if one.kind not in persons or other.kind is not SourceKind.OFFICIAL or one.is_anaphor:
        return False
    return not one.text[:1].isupper() and other.text[:1].isupper() and " " in other.text
