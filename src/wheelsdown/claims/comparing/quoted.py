"""Quotation marks around the same words of one speaker that two articles print differently.

Words inside quotation marks should be the speaker's; translations change them. Compared are the longer words
of two quotations, in one script; quotations of two persons named otherwise, or of days apart, are let be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from wheelsdown.articles.article import Sentence, Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import PersonMark, SourceMark
from wheelsdown.articles.person_names import same_person
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import TokenKind, tokenise
from wheelsdown.claims.claim import Disagreement, DisagreementKind
from wheelsdown.claims.comparing.tellings import MOST_OF_A_KIND, Telling

__all__ = ["Quoted", "are_versions", "quotation_differences", "quotations_of"]

#: Fewer words inside quotation marks are a name or a term.
_FEWEST_WORDS = 5
#: Letters of a word that carries meaning; shorter ones are mostly grammar, in all four languages.
_LONG = 4
#: Characters between a speaker and the verb.
_BESIDE = 2
#: Words that two versions of one utterance share at least, and their part of the shorter version's.
_SHARED, _PART = 4, 0.5


@dataclass(frozen=True)
class Quoted:
    """Somebody's words as one article prints them; ``speakers`` stand beside its verb of saying."""

    telling: Telling
    span: Span
    forms: tuple[str, ...]
    speakers: tuple[str, ...]
    offices: tuple[str, ...]

    @cached_property
    def long_words(self) -> frozenset[str]:
        """The words that carry meaning."""
        return frozenset(form for form in self.forms if len(form) >= _LONG)


def quotations_of(telling: Telling, sayings: Phrases[bool]) -> tuple[Quoted, ...]:
    """Get the quotations of an article's own text that are long enough to be somebody's words.

    ``sayings`` are verbs of saying: only who stands right beside one is a speaker.
    """
    found: list[Quoted] = []
    for quotation in telling.marked.article.quotations:
        sentence = telling.sentence_at(quotation.span.start)
        words = telling.marked.article.words(quotation.span)
        forms = tuple(token.form for token in tokenise(words) if token.kind is TokenKind.WORD)
        if len(found) == MOST_OF_A_KIND:
            break
        if sentence is not None and sentence.boilerplate is None and len(forms) >= _FEWEST_WORDS:
            speakers, offices = _speakers(telling, sentence, quotation.span, sayings)
            found.append(Quoted(telling, quotation.span, forms, speakers, offices))
    return tuple(found)


def _speakers(
    telling: Telling, sentence: Sentence, quotation: Span, sayings: Phrases[bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Get the persons and the offices right beside a verb of saying outside the quotation."""
    first, last = sentence.tokens
    tokens = telling.marked.article.tokens[first:last]
    found = [Span(tokens[m.first].start, tokens[m.last - 1].end) for m in sayings.find(tokens)]
    verbs = [verb for verb in found if not quotation.overlaps(verb)]

    def speaks(mark: PersonMark | SourceMark) -> bool:
        return any(-1 <= gap <= _BESIDE for verb in verbs for gap in _gaps(mark.span, verb))

    persons = [mark for mark in inside(telling.marked.persons, sentence.span) if speaks(mark)]
    sources = [mark for mark in inside(telling.marked.sources, sentence.span) if speaks(mark)]
    names = dict.fromkeys(mark.name for mark in persons if mark.name)
    offices = [*(mark.name for mark in sources), *(m.role for m in persons if m.role and not m.name)]
    return tuple(names), tuple(dict.fromkeys(offices))


def _gaps(one: Span, other: Span) -> tuple[int, int]:
    return one.start - other.end, other.start - one.end


def quotation_differences(tellings: Sequence[Telling], sayings: Phrases[bool]) -> list[Disagreement]:
    """Get the quotations that articles print in different words."""
    if len(tellings) < 2:  # nobody prints his own quotation in other words
        return []
    quoted = [one for telling in tellings for one in quotations_of(telling, sayings)]
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
