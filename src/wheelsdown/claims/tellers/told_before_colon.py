"""Read to whom somebody before an Arabic colon told it: "مصدر عسكري للجزيرة: هبطت طائرة"."""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Language, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.claims.tellers.described import quoted_name
from wheelsdown.claims.tellers.placed import Placed
from wheelsdown.claims.tellers.sayings import PUBLISHERS

__all__ = ["told_before_colon"]

#: The Arabic letter for "to", written with a name or before its quotation marks.
_TO = "ل"


def told_before_colon(
    article: Article, sentence: Sentence, mark: SourceMark, placed: Sequence[Placed]
) -> tuple[SourceMark, SourceMark] | None:
    """Get the outlet inside the words for who told, and who told it; None where no outlet is named there.

    Parameters
    ----------
    article, sentence
        Where the words stand.
    mark
        The words before the colon.
    placed
        The listed sources of the sentence.
    """
    if sentence.language is not Language.ARABIC:
        return None
    for index in range(sentence.tokens[0] + 1, sentence.tokens[1]):
        token = article.tokens[index]
        if token.start >= mark.span.end:
            return None
        if token.start <= mark.span.start or not token.form.startswith(_TO):
            continue
        outlet = _listed(placed, index) or _quoted(article, index, sentence.tokens[1])
        if outlet is not None:
            span = Span(mark.span.start, article.tokens[index - 1].end)
            text = article.words(span)
            return outlet, SourceMark(span, text, text, mark.kind)
    return None


def _listed(placed: Sequence[Placed], index: int) -> SourceMark | None:
    found = (one.mark for one in placed if one.first == index and one.mark.kind in PUBLISHERS)
    return next(found, None)


def _quoted(article: Article, index: int, end: int) -> SourceMark | None:
    """Get an outlet in quotation marks behind the letter."""
    last = quoted_name(article, index + 1, end) if article.tokens[index].form == _TO else None
    if last is None or last - index <= 2:
        return None
    span = Span(article.tokens[index + 2].start, article.tokens[last - 2].end)
    text = article.words(span)
    return SourceMark(span, text, text, SourceKind.SITE)
