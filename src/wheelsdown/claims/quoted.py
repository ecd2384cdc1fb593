"""Quotation marks around the same words of one speaker that two articles print differently.

Words inside quotation marks should be the speaker's; translations change them. Compared are the longer words
of two quotations, in one script; quotations of two persons named otherwise, or of days apart, are let be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from wheelsdown.articles.article import Sentence, Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.person_names import same_person
from wheelsdown.articles.view import TokenKind, tokenise
from wheelsdown.claims.claim import Disagreement, DisagreementKind
from wheelsdown.claims.tellings import Telling

__all__ = ["Quoted", "are_versions", "quotation_differences", "quotations_of"]

#: Fewer words inside quotation marks are a name or a term.
_FEWEST_WORDS = 5
#: Letters of a word that carries meaning; shorter ones are mostly grammar, in all four languages.
_LONG = 4
#: Words that two versions of one utterance share at least, and their part of the shorter version's.
_SHARED, _PART = 4, 0.5


@dataclass(frozen=True)
class Quoted:
    """Somebody's words as one article prints them; ``speakers`` are the persons named in the sentence."""

    telling: Telling
    span: Span
    forms: tuple[str, ...]
    speakers: tuple[str, ...]
    offices: tuple[str, ...]

    @property
    def long_words(self) -> frozenset[str]:
        """The words that carry meaning."""
        return frozenset(form for form in self.forms if len(form) >= _LONG)


def quotations_of(telling: Telling) -> tuple[Quoted, ...]:
    """Get the quotations of an article's own text that are long enough to be somebody's words."""
    found = []
    for quotation in telling.marked.article.quotations:
        sentence = telling.sentence_at(quotation.span.start)
        words = telling.marked.article.words(quotation.span)
        forms = tuple(token.form for token in tokenise(words) if token.kind is TokenKind.WORD)
        if sentence is not None and sentence.boilerplate is None and len(forms) >= _FEWEST_WORDS:
            found.append(
                Quoted(telling, quotation.span, forms, *_speakers(telling, sentence, quotation.span))
            )
    return tuple(found)


def _speakers(
    telling: Telling, sentence: Sentence, quotation: Span
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    outside = [
        mark for mark in inside(telling.marked.persons, sentence.span) if not quotation.overlaps(mark.span)
    ]
    offices = [
        mark.name
        for mark in inside(telling.marked.sources, sentence.span)
        if not quotation.overlaps(mark.span)
    ]
    named = dict.fromkeys(mark.name for mark in outside if mark.name)
    return tuple(named), tuple(dict.fromkeys([*offices, *(m.role for m in outside if m.role and not m.name)]))


def quotation_differences(tellings: Sequence[Telling]) -> list[Disagreement]:
    """Get the quotations that articles print in different words."""
    quoted = [one for telling in tellings for one in quotations_of(telling)]
    return [_wording(one, other) for one, other in combinations(quoted, 2) if are_versions(one, other)]


def are_versions(one: Quoted, other: Quoted) -> bool:
    """Say whether two quotations of two articles are one utterance in different words."""
    if one.telling.path == other.telling.path:
        return False
    shared = len(one.long_words & other.long_words)
    if shared < _SHARED or shared < _PART * min(len(one.long_words), len(other.long_words)):
        return False
    return not _is_part(one.forms, other.forms) and not _other_speakers(one, other)


def _is_part(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the shorter quotation is printed inside the longer, word for word."""
    short, long = sorted((" ".join(one), " ".join(other)), key=len)
    return f" {short} " in f" {long} "


def _other_speakers(one: Quoted, other: Quoted) -> bool:
    if not one.speakers or not other.speakers:
        return False
    return not any(same_person(a, b) for a in one.speakers for b in other.speakers)


def _wording(one: Quoted, other: Quoted) -> Disagreement:
    speaker = next(iter([*one.speakers, *other.speakers, *one.offices, *other.offices]), "the speaker")
    return Disagreement(
        about=f"words of {speaker}",
        kind=DisagreementKind.WORDING,
        between=(one.telling.between(one.span), other.telling.between(other.span)),
        because="one utterance in two versions: at least one is no word-for-word quotation",
        severity="medium",
        field="quotation",
    )
