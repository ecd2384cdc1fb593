"""Which sentences begin a part of a digest: "1. Iran. ...", "Libya: ..." at the head of paragraphs.

So does each message of a live blog, which tells its time and who says it: "12:05 An eyewitness: ...".

What stood in the part before is another story: its aircraft, its places and who told of them do not go on.
Only headings that name a place count, and only where several paragraphs have one, or one a colon; else a lone
one is a dateline.
"""

from bisect import bisect_left
from collections.abc import Sequence

from wheelsdown.articles.article import Article, Span
from wheelsdown.articles.view import TokenKind

__all__ = ["part_headings"]

#: Words of a heading, and headings of a digest.
_MOST_WORDS, _FEWEST = 4, 2
#: Tokens that are looked at.
_REACH = 12
_ENDS = frozenset(".:-")
#: Tokens of a time of day, and marks that may stand in what a speaker is called by.
_TIME, _SPEAKING = 3, frozenset('"«»“”().-/')
#: Small words inside a heading.
_SMALL = frozenset(("and", "the", "of", "in", "и", "і", "та", "й", "в", "у"))


def part_headings(article: Article, places: Sequence[Span]) -> frozenset[int]:
    """Get the numbers of the sentences that begin a part.

    Parameters
    ----------
    article
        The article.
    places
        Where places are named, in order.
    """
    starts = [place.start for place in places]
    sentences = article.sentences
    found, messages, n_sure = [], [], 0
    for number, sentence in enumerate(sentences):
        if sentence.boilerplate is not None or sentence.is_byline:
            continue
        if number and sentences[number - 1].paragraph == sentence.paragraph:
            continue
        if _is_message(article, *sentence.tokens):
            messages.append(number)
        goes_on = number + 1 < len(sentences) and sentences[number + 1].paragraph == sentence.paragraph
        end = _heading_end(article, *sentence.tokens)
        if end is None or (end >= sentence.tokens[1] - 1 and not goes_on):
            continue
        is_label = article.tokens[end].form == ":" and number > 0
        first, last = sentence.span.start, article.tokens[end].start
        if bisect_left(starts, first) < bisect_left(starts, last):
            found.append(number)
            n_sure += 1 + is_label
    parts = found if n_sure >= _FEWEST else []
    return frozenset([*parts, *(messages if len(messages) > _FEWEST else [])])


def _is_message(article: Article, first: int, last: int) -> bool:
    """Say whether a paragraph begins with a time of day and, up to a colon, with who says it."""
    forms = [token.form for token in article.tokens[first : min(last, first + _REACH)]]
    timed = len(forms) > _TIME and forms[0].isdigit() and forms[1] == ":" and forms[2].isdigit()
    speaker = forms[_TIME : forms.index(":", _TIME)] if timed and ":" in forms[_TIME:] else []
    return bool(speaker) and all(form.isalpha() or form in _SPEAKING for form in speaker)


def _heading_end(article: Article, first: int, last: int) -> int | None:
    """Get the stop, colon or dash behind the few capitalised words that a sentence begins with."""
    n_words = 0
    for index in range(first, min(last, first + _REACH)):
        token = article.tokens[index]
        if token.kind is TokenKind.WORD:
            n_words += 1
            if n_words > _MOST_WORDS:
                return None
            if token.form not in _SMALL and not article.text[token.start].isupper():
                return None
        elif n_words and token.form in _ENDS:
            is_hyphen = token.form == "-" and not token.spaced
            if not is_hyphen:
                return index
        elif n_words:
            return None
    return None
