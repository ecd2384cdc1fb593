"""One article as it takes part in a story: its text with marks, and what it claims."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from wheelsdown.articles.article import Sentence, Span
from wheelsdown.articles.marked import MarkedArticle
from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.claim import ArticleClaims, Between, Claim, ClaimPlace, Link

__all__ = ["MOST_OF_A_KIND", "Telling", "by_content", "source_of"]

#: Things of one kind that are compared in one article (claims, quotations, statements): several times what
#: the longest articles hold; a text with more is made to be slow, and the rest stands alone.
MOST_OF_A_KIND = 200


@dataclass(frozen=True)
class Telling:
    """An article read: ``marked`` holds its words, ``read`` its claims and facts."""

    marked: MarkedArticle
    read: ArticleClaims

    @property
    def path(self) -> str:
        """What the user gave."""
        return self.read.path

    def between(self, span: Span, claim: Claim | None = None) -> Between:
        """Get words of the article as a side of a disagreement."""
        return Between(
            article=self.path,
            span=(span.start, span.end),
            quote=self.marked.article.words(span),
            claim_id=claim.claim_id if claim else None,
        )

    def whole(self, claim: Claim) -> Between:
        """Get all the words of a claim as a side of a disagreement."""
        return self.between(Span(*claim.span), claim)

    def sentence_at(self, at: int) -> Sentence | None:
        """Get the sentence that holds a character."""
        sentences = self.marked.article.sentences
        number = bisect_right(sentences, at, key=lambda sentence: sentence.span.start) - 1
        return sentences[number] if number >= 0 and at < sentences[number].span.end else None

    @cached_property
    def _by_sentence(self) -> dict[int, list[Claim]]:
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.read.claims:
            if (sentence := self.sentence_at(claim.span[0])) is not None:
                found[sentence.span.start].append(claim)
        return found

    def claims_in(self, sentence: Sentence) -> Sequence[Claim]:
        """Get the claims that begin in a sentence."""
        return self._by_sentence.get(sentence.span.start, ())

    def place_mark(self, claim: Claim, place: ClaimPlace | None) -> PlaceMark | None:
        """Get the mark that a place of a claim was taken from, the one inside its words first."""
        if place is None or place.text is None:
            return None
        span = Span(*claim.span)
        fitting = [mark for mark in self.marked.places if mark.text == place.text]
        inside = [mark for mark in fitting if span.holds(mark.span)]
        return next(iter([*inside, *fitting]), None)

    def until_stop(self, span: Span) -> Span:
        """Lengthen a span to the end of its clause: up to the next comma, dash or stop of its sentence."""
        end = span.end
        sentence = self.sentence_at(span.start)
        first, last = sentence.tokens if sentence else (0, 0)
        for token in self.marked.article.tokens[first:last]:
            if token.start >= span.end:
                if token.form in _STOPS:
                    break
                end = token.end
        return Span(span.start, end)


_STOPS = frozenset('.,;:!?()–—«»"“”،؛؟')


def by_content(tellings: Iterable[Telling]) -> list[Telling]:
    """Put articles in an order that depends on their content alone."""
    return sorted(tellings, key=lambda telling: (telling.read.sha256, telling.path))


def source_of(link: Link) -> str:
    """Get the one spelling of a source, whatever the article prints."""
    return link.id or link.name
