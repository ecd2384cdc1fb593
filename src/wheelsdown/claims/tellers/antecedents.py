"""Which source told before "the newspaper", "the group" and "the official" are.

A word for a kind of outlet is the last one named before that is of this kind or called so beside its name
("X, a newsletter"); else the last one that may be called so ("the site" of a newspaper); else any publisher;
and where a lead was lost, the first one after. A source that a sentence rests on comes before one that it
only mentions. A company that takes pictures from space publishes nothing and is none of them. A person is
known by the noun or the name that both sentences use.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import product

from wheelsdown.articles.article import Article
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.view import TokenKind, tokenise
from wheelsdown.claims.tellers.sayings import PUBLISHERS, Attribution

__all__ = ["Antecedents"]

_K = SourceKind
#: Kinds that may be called by a word for another one, the nearest first.
_ALSO_CALLED = {
    _K.NEWSPAPER: (_K.SITE,),
    _K.AGENCY: (_K.SITE,),
    _K.BROADCASTER: (_K.CHANNEL, _K.SITE),
    _K.CHANNEL: (_K.BROADCASTER, _K.OBSERVERS, _K.SITE),
    _K.SITE: (_K.NEWSPAPER, _K.AGENCY, _K.BROADCASTER, _K.CHANNEL, _K.TRACKING),
    _K.OBSERVERS: (_K.CHANNEL,),
    _K.TRACKING: (),
}
#: Kinds for which any publisher will do, since translations confuse their words.
_LOOSE = frozenset({_K.NEWSPAPER, _K.AGENCY, _K.SITE, _K.BROADCASTER})
#: Beginnings of words for those who write, who are the outlet: "the journalists found".
_WRITING = ("журналист", "журналіст", "journalist", "reporter", "صحفي", "صحافي", "редакци", "редакці")
#: Beginnings of words for sites, which may be where flights are tracked.
_PLATFORM = ("platform", "платформ", "сервис", "сервіс", "منص", "المنص")
#: Kinds of sources that are persons.
_PERSONS = frozenset({_K.ANONYMOUS, _K.OFFICIAL, _K.OBSERVERS})
#: Letters that two forms of one noun share at least, and letters of their endings at most.
_STEM, _ENDING = 4, 3
#: Tokens behind a name within which it is told what it is: ", a subscription newsletter that".
_CALLED_REACH = 9
#: What opens a name in quotation marks.
_OPENING = '"«“„'
#: Words of English that point back at a person.
_POINTING = frozenset({"the", "this", "that", "same", "one", "both"})


class Antecedents:
    """The sources that an article names.

    Parameters
    ----------
    article, attributions
        The article, and the attribution of each of its sentences.
    """

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self._article = article
        self._attributions = attributions
        self._tokens = [token.start for token in article.tokens]
        self._starts = {start: index for index, start in enumerate(self._tokens)}
        cited = [mark for each in attributions for mark in _leading(each)]
        mentioned = [
            mark
            for sentence, each in zip(article.sentences, attributions, strict=True)
            if not (sentence.is_byline or sentence.boilerplate)
            for mark in each.mentioned
            if mark != each.dateline
        ]
        self._cited = [mark for mark in cited if not mark.is_anaphor and _is_named(mark)]
        spans = {mark.span for mark in self._cited}
        self._mentioned = [
            mark for mark in mentioned if not mark.is_anaphor and mark.span not in spans and _is_named(mark)
        ]

    def find(self, mark: SourceMark) -> SourceMark | None:
        """Get the source that a word like "the newspaper" is; None when none is named that may be it."""
        kinds = self._kinds_of(mark)
        told = self._named_before(mark)
        called = [each for each in told if each.kind in kinds[0] or self._is_called(each, mark)]
        if called and called[-1].kind not in kinds[0]:
            return called[-1]
        loose = PUBLISHERS if mark.kind in _LOOSE else frozenset()
        for named, wanted in (*product((self._cited, self._mentioned), kinds), (self._cited, loose)):
            before = [other for other in named if other.kind in wanted and other.span < mark.span]
            if before:
                return before[-1]
        after = (other for wanted in (*kinds, loose) for other in self._cited if other.kind in wanted)
        return next(after, None)

    def _named_before(self, mark: SourceMark) -> list[SourceMark]:
        """Get the sources named before, in order."""
        named = (*self._cited, *self._mentioned)
        return sorted((each for each in named if each.span < mark.span), key=lambda each: each.span)

    def _is_called(self, named: SourceMark, mark: SourceMark) -> bool:
        """Say whether the words beside a name call it so: "Tanker Notes, a newsletter"."""
        first = bisect_left(self._tokens, named.span.start)
        last = bisect_left(self._tokens, named.span.end)
        words = _words(mark)[-1:]
        end = bisect_left(self._tokens, mark.span.start)
        forms = [token.form for token in self._article.tokens[last : min(last + _CALLED_REACH, end)]]
        behind = forms if forms[:1] in ([","], ["،"], ["("], ["-"]) else []
        behind = [] if _POINTING.intersection(behind[1:2]) else behind
        cut = next((i for i, form in enumerate(behind) if i and form in ",،.;:()"), len(behind))
        first -= first > 0 and self._article.tokens[first - 1].form in _OPENING
        before = [token.form for token in self._article.tokens[max(0, first - 1) : first]]
        near = [form for form in (*behind[:cut], *before) if len(form) >= _STEM]
        return any(_same(word, form) for word in words for form in near)

    def _kinds_of(self, mark: SourceMark) -> tuple[frozenset[SourceKind], ...]:
        """Get what kinds a word may be for, the nearest first."""
        word = mark.text.casefold().removeprefix("the ").removeprefix("ال")
        also = frozenset(_ALSO_CALLED.get(mark.kind, ()))
        if mark.kind is _K.OBSERVERS and word.startswith(_WRITING):
            return (PUBLISHERS,)
        if mark.kind is _K.SITE and word.startswith(_PLATFORM):
            return (frozenset({_K.TRACKING}), frozenset({mark.kind}), also)
        return (frozenset({mark.kind}), also)

    def spoke_before(self, index: int, mark: SourceMark, reach: int) -> int | None:
        """Get the sentence, at most ``reach`` back, in which the same person spoke; None when none did."""
        if mark.kind not in _PERSONS or not self._points_back(mark):
            return None
        words = _words(mark)
        for earlier in range(index - 1, max(-1, index - 1 - reach), -1):
            for source in self._attributions[earlier].sources:
                if source.mark.kind in _PERSONS and _share_a_word(words, _words(source.mark)):
                    return earlier
        return None

    def _points_back(self, mark: SourceMark) -> bool:
        """Say whether the words are of somebody known: "the official", "المصدر"; Slavic words may be."""
        form = self._article.tokens[self._starts[mark.span.start]].form
        if "\u0600" <= form[:1] <= "\u06ff":
            return mark.text.lstrip("وفبلك").startswith("ال") or mark.text.startswith(("ال", "لل"))
        if not form.isascii():
            return True
        before = self._starts[mark.span.start] - 1
        near = {form, *(self._article.tokens[i].form for i in range(max(0, before - 1), before + 1))}
        return not near.isdisjoint(_POINTING) or mark.text[:1].isupper()


def _leading(one: Attribution) -> list[SourceMark]:
    """Get the sources of a sentence; an outlet that is its subject comes as well."""
    marks = [source.mark for source in one.sources]
    subject = one.subject
    if subject is None or subject.kind not in PUBLISHERS or any(subject.span.overlaps(m.span) for m in marks):
        return marks
    return sorted((*marks, subject), key=lambda mark: mark.span)


def _is_named(mark: SourceMark) -> bool:
    """Say whether a source has a name, or is a kind that needs none: "experts" are no group by name."""
    if mark.kind not in (_K.OBSERVERS, _K.CHANNEL) or "\u0600" <= mark.text[:1] <= "\u06ff":
        return True
    return mark.name != mark.name.lower()


def _words(mark: SourceMark) -> list[str]:
    forms = [token.form for token in tokenise(mark.text) if token.kind is TokenKind.WORD]
    bare = [form.removeprefix("ال") for form in forms]
    return [form for form in bare if len(form) >= _STEM]


def _share_a_word(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two descriptions have a word in common, but for its ending."""
    return any(_same(a, b) for a in one for b in other)


def _same(one: str, other: str) -> bool:
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING
