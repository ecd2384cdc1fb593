"""Sources that no list knows, by the words that describe them: "a humanitarian worker".

Where a word of saying has no listed source beside it, the words at its side are one, as far as the next
boundary: a comma, a bracket, "that", a verb. What kind it is follows from its noun; without one, a name that
is built like an outlet's ("OrbitWatch", "9News", a name in quotation marks or in the letters of another
script) is a site, any other name somebody's, and somebody described without a name is anonymous. Words of
time, numbers, pronouns and aircraft describe nobody.
"""

from dataclasses import dataclass
from string import ascii_lowercase

import msgspec

from wheelsdown.articles.article import Article, Language, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.persons import RANKS
from wheelsdown.articles.phrases import Match, Phrases
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.name_marks import is_dot, is_glued, is_number
from wheelsdown.claims.tellers.sayings import AND, PUBLISHERS

__all__ = [
    "Described",
    "Stops",
    "behind_time",
    "described_after",
    "described_at_edge",
    "described_before",
    "description",
    "is_built",
    "quoted_name",
]

#: Words that a description has at most: "a senior official at the ministry of transport".
_MOST_WORDS = 8
#: Words that a description without a name or a noun for sources has at most, before a verb.
_MOST_PLAIN = 4

#: Kinds that are called by their noun alone once they are known: "the group", "the channel".
_CALLED_AGAIN = frozenset({*PUBLISHERS, SourceKind.OBSERVERS, SourceKind.TRACKING})

_OPENING, _CLOSING = '«"“„‘(', '»"”“’)'
#: Marks that end somebody's words before their quotation closes, and no name: "We landed," said one.
_SAID_ENDS = frozenset(",.!?")
#: Tokens of a name before a colon or behind a dash, with its quotation marks.
_EDGE = 8
#: Kinds of those who tell before a colon in Arabic: "مصدر أمني: هبطت طائرة".
_TELLERS = frozenset({SourceKind.ANONYMOUS, SourceKind.OFFICIAL, SourceKind.OBSERVERS})
#: Letters of the shortest acronym that may be an outlet's: "RTS", but not "UN" and "US".
_ACRONYM = 3
#: Kinds of sources that are no persons.
_PAPERS = frozenset({SourceKind.DOCUMENT, SourceKind.TRACKING})
#: The Slavic words for "in".
_IN = frozenset({"в", "у", "во"})
#: Small words inside names: "Qatar Fund for Development".
_LINKS = frozenset({"of", "for", "and", "the", "de", "du", "des", "la", "le", "les", "del", "di", "al", "el"})
#: Marks between the hour of a live report and who tells it.
_BEHIND_TIME = frozenset("-|:")
#: Slavic particles behind a name: «Москва же заявила».
_PARTICLES = frozenset(("же", "ж"))
#: Words that go on with a description: "a channel close to the junta".
_CLOSE = ("close", "to")
#: Words of English that point back.
_POINTING = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Described:
    """A description: its mark, whether it holds a name, and whether its build alone shows a source."""

    mark: SourceMark
    is_named: bool
    is_sure: bool


class Stops(msgspec.Struct, frozen=True):
    """Tokens that end a description, and the nouns that say what kind of source it is.

    ``before`` and ``after``: on which side of the word of saying it stands; ``leading``: words that begin no
    description ("in", "with", "for"); ``flown``: tokens of aircraft, which say nothing; ``located``: of
    places, which are no names of sources by themselves; ``listed``: where listed sources begin.
    """

    before: frozenset[int]
    after: frozenset[int]
    leading: frozenset[int]
    flown: frozenset[int]
    located: frozenset[int]
    listed: frozenset[int]
    nouns: Phrases[SourceKind]


def described_after(article: Article, sentence: Sentence, index: int, stops: Stops) -> Described | None:
    """Read the description that begins at a token: "according to <two Western diplomats>, ..."."""
    last, quoted, n_words = index, False, 0
    while last < sentence.tokens[1] and n_words <= _MOST_WORDS:
        token = article.tokens[last]
        if token.kind is TokenKind.WORD and not quoted and _ends(article, sentence, (index, last), stops):
            break
        if token.kind is TokenKind.MARK and token.form not in "-'.":
            if token.form in _OPENING and not quoted:
                quoted = True
            elif token.form in _CLOSING and quoted:
                last += 1
                break
            elif not quoted:
                break
        if token.form == "." and not quoted and not (is_dot(article, last) or _is_of_title(article, last)):
            break
        if token.form == "-" and token.spaced and not quoted:
            break
        n_words += token.kind is TokenKind.WORD
        last += 1
    while index < last and (last - 1 in stops.leading or article.tokens[last - 1].form in AND):
        last -= 1
    found = _described(article, sentence, (index, last), stops)
    is_cut = found is not None and not found.is_sure and not stops.listed.isdisjoint(range(last, last + 2))
    return None if is_cut and sentence.language is not Language.ARABIC else found


def _ends(article: Article, sentence: Sentence, covered: tuple[int, int], stops: Stops) -> bool:
    """Say whether a word ends the description before it: a preposition only when there is one by then."""
    first, last = covered
    if last in stops.before or first == last:
        return last in stops.after
    if last - 1 > first and (article.tokens[last - 1].form, article.tokens[last].form) == _CLOSE:
        return False
    if last in stops.listed and article.tokens[first].form in _POINTING:
        return True
    if last not in stops.listed and last not in stops.after:
        return False
    so_far = _described(article, sentence, covered, stops)
    is_state = stops.located.issuperset(range(first, last))
    return so_far is None or so_far.is_sure or so_far.is_named or is_state


def described_before(article: Article, sentence: Sentence, index: int, stops: Stops) -> Described | None:
    """Read the description that ends before a token: ", <a port worker> said", «Небо» повідомило."""
    first = _quotation_before(article, sentence, index)
    n_words = 0
    while first > sentence.tokens[0]:
        token = article.tokens[first - 1]
        joins = (token.form in "-'" and is_glued(article, first - 1)) or is_dot(article, first - 1)
        if token.kind is TokenKind.MARK and not joins:
            break
        if is_number(article, first - 1) or first - 1 in stops.before:
            if _is_quoted(article, first):
                break
            return _behind_stop(article, sentence, (first, index), stops)
        n_words += token.kind is TokenKind.WORD and token.form not in _LINKS
        first -= 1
        if n_words > _MOST_WORDS:
            return _name_before(article, sentence, (first, index), stops)
    if article.tokens[first].form in _IN and (
        office := _office_within(article, sentence, (first, index), stops)
    ):
        return office
    if first in stops.leading or (first - 1 in stops.leading and _is_quoted(article, first)):
        return _name_before(article, sentence, (first, index), stops)
    if article.tokens[first].kind is TokenKind.NUMBER:  # "10:40 local time «Небо» said"
        first = _quotation_before(article, sentence, index)
        return _described(article, sentence, (first, index), stops) if first < index else None
    found = _described(article, sentence, (first, index), stops)
    if found is not None and found.mark.kind is SourceKind.ANONYMOUS and n_words > _MOST_PLAIN:
        return None
    return found


def described_at_edge(article: Article, sentence: Sentence, stops: Stops) -> Described | None:
    """Read who is set off at either end: «Обозрение»: ...; in English headlines "... - Libya Review"."""
    first, last = behind_time(article, *sentence.tokens), sentence.tokens[1]
    last -= article.tokens[last - 1].form == "."
    forms = [token.form for token in article.tokens[first:last]]
    edges = []
    if ":" in forms[1:_EDGE]:
        edges.append((first, first + forms.index(":", 1)))
    dashes = [i for i in range(max(1, len(forms) - _EDGE), len(forms) - 1) if forms[i] == "-"]
    if dashes and article.tokens[first + dashes[-1] + 1].spaced:
        edges.append((first + dashes[-1] + 1, last))
    for covered in edges:
        found = _described(article, sentence, covered, stops)
        opens = covered[0] == first and sentence.language is Language.ARABIC
        if found is not None and found.is_sure and opens and found.mark.kind in _TELLERS:
            return found
        if found is None or found.mark.kind not in PUBLISHERS:
            continue
        words = [i for i in range(*covered) if article.tokens[i].kind is TokenKind.WORD]
        english = sentence.is_headline and sentence.language is Language.ENGLISH
        shouted = article.text[found.mark.span.start : found.mark.span.end].isupper()
        bare = english and _is_all_name(article, covered, stops) and not (shouted and len(words) > 1)
        if (_is_quoted(article, covered[0]) or bare) and not stops.located.issuperset(words):
            return found
    return None


def behind_time(article: Article, first: int, last: int) -> int:
    """Get where a line begins behind the hour at which it was written: "09:12 ...", "09:12 | ..."."""
    forms = [token.form for token in article.tokens[first : min(first + 4, last)]]
    if len(forms) < 4 or forms[1] != ":" or not (forms[0].isdecimal() and forms[2].isdecimal()):
        return first
    return first + 3 + (forms[3] in _BEHIND_TIME)


def description(
    article: Article, sentence: Sentence, covered: tuple[int, int], stops: Stops
) -> Described | None:
    """Read tokens that are known to be somebody's description as a whole; None where they cannot be."""
    if not stops.listed.isdisjoint(range(*covered)):
        return None
    return _described(article, sentence, covered, stops)


def quoted_name(article: Article, index: int, end: int) -> int | None:
    """Get the token after the quotation that begins at a token and names what stands before it; else None."""
    if index >= end or article.tokens[index].form not in _OPENING[:-1]:
        return None
    for last in range(index + 1, min(end, index + 2 + _MOST_WORDS)):
        if article.tokens[last].form in _CLOSING[:-1]:
            return last + 1
    return None


def _is_quoted(article: Article, index: int) -> bool:
    return article.tokens[index].form in _OPENING[:-1]


def _quotation_before(article: Article, sentence: Sentence, index: int) -> int:
    """Get where the quotation begins that ends right before a token; the token itself where none does."""
    if index - 1 <= sentence.tokens[0] or article.tokens[index - 1].form not in _CLOSING[:-1]:
        return index
    if article.tokens[index - 2].form in _SAID_ENDS:
        return index
    for first in range(index - 2, max(sentence.tokens[0], index - 3 - _MOST_WORDS) - 1, -1):
        if article.tokens[first].form in _OPENING[:-1]:
            return first
    return index


def _is_of_title(article: Article, index: int) -> bool:
    """Say whether a point belongs to a rank before a name: "Rear Adm. Mark Tolliver"."""
    following = article.tokens[index + 1] if index + 1 < len(article.tokens) else None
    if following is None or article.tokens[index - 1].form not in RANKS:
        return False
    return following.kind is TokenKind.WORD and article.text[following.start].isupper()


def _office_within(
    article: Article, sentence: Sentence, covered: tuple[int, int], stops: Stops
) -> Described | None:
    """Read «В разведке утверждают», «В релизе упомянут рейс»: those in an office, or a paper, say it."""
    if article.tokens[covered[0]].form not in _IN:
        return None
    found = _described(article, sentence, (covered[0] + 1, covered[1]), stops)
    return found if found is not None and found.is_sure else None


def _behind_stop(
    article: Article, sentence: Sentence, covered: tuple[int, int], stops: Stops
) -> Described | None:
    """Read what stands behind the word that ends it: all of it with a noun, else the name at its end."""
    first, last = covered
    if first < last and stops.leading.isdisjoint((first - 1, first)):
        whole = _described(article, sentence, covered, stops)
        found = stops.nouns.find(article.tokens[first:last])
        arabic = sentence.language is Language.ARABIC
        if whole is not None and any(n.first == 0 if arabic else n.last == last - first for n in found):
            return whole
    return _name_before(article, sentence, covered, stops)


def _name_before(
    article: Article, sentence: Sentence, covered: tuple[int, int], stops: Stops
) -> Described | None:
    """Read the name alone that ends a description which is none: "in its first week <Onet> counted"."""
    first = last = covered[1]
    while first > covered[0] and (
        _is_name(article, first - 1)
        or article.tokens[first - 1].form in "-'"
        or (first < last and first - 2 >= covered[0] and _is_inside_name(article, first - 1))
    ):
        first -= 1
    if not first < last or last - first > _MOST_WORDS // 2:
        return None
    found = _described(article, sentence, (first, last), stops)
    return found if found is not None and first - 1 not in stops.leading else None


def _described(
    article: Article, sentence: Sentence, covered: tuple[int, int], stops: Stops
) -> Described | None:
    first, last = covered
    last -= last - 1 > first and article.tokens[last - 1].form in _PARTICLES
    tokens = article.tokens[first:last]
    if tokens and tokens[0].form == ".":
        return None  # "to Gao... that is, to Oran, they said"
    n_words = sum(token.kind is TokenKind.WORD and token.form not in _LINKS for token in tokens)
    if not 0 < n_words <= _MOST_WORDS or not stops.flown.isdisjoint(range(first, last)):
        return None
    if (
        tokens[0].form == "'"
        or tokens[0].kind is TokenKind.NUMBER
        or any(is_number(article, i) for i in range(first, last))
    ):
        return None
    inside = _inside_quotation(article, covered)
    at_start = first == sentence.tokens[0] and inside is None
    named = any(_is_name(article, index) for index in range(first + at_start, last))
    built = inside is not None or any(
        is_built(article, sentence, index) or is_dot(article, index) for index in range(first, last)
    )
    found = [noun for noun in stops.nouns.find(tokens) if not _is_title(article, first, noun)]
    kind = _kind(found[0].values[0] if found else None, named=named, built=built)
    span = Span(tokens[0].start, tokens[-1].end)
    text = article.words(span)
    whole = text.strip(_OPENING + _CLOSING + " ")
    name = article.words(inside) if inside and kind in PUBLISHERS else whole
    points_back = not (named or built) and kind in _CALLED_AGAIN and _points_back(article, first, last)
    mark = SourceMark(span, text, name, kind, is_anaphor=points_back)
    is_sure = built or bool(found) or (named and _is_all_name(article, (first, last), stops))
    return Described(mark, is_named=named or built, is_sure=is_sure)


def _is_title(article: Article, first: int, noun: Match[SourceKind]) -> bool:
    """Say whether a noun for papers is but the last word of a name: "Gulf Ledger" is no ledger."""
    return (
        noun.values[0] in _PAPERS
        and noun.first > 0
        and _is_name(article, first + noun.first)
        and _is_name(article, first + noun.first - 1)
    )


def _kind(listed: SourceKind | None, *, named: bool, built: bool) -> SourceKind:
    if listed is not None:
        return listed
    if built:
        return SourceKind.SITE
    return SourceKind.OFFICIAL if named else SourceKind.ANONYMOUS


def _is_all_name(article: Article, covered: tuple[int, int], stops: Stops) -> bool:
    """Say whether a description is a name of several words, an article before it at most, and of no place."""
    words = [index for index in range(*covered) if article.tokens[index].kind is TokenKind.WORD]
    words = [
        i for i in words[article.tokens[words[0]].form in _POINTING :] if article.tokens[i].form not in _LINKS
    ]
    return len(words) > 1 and all(_is_name(article, i) for i in words) and not stops.located.issuperset(words)


def _inside_quotation(article: Article, covered: tuple[int, int]) -> Span | None:
    """Get the words inside the quotation marks of a description: the name of an outlet."""
    first, last = covered
    opened = next((i for i in range(first, last) if article.tokens[i].form in _OPENING[:-1]), None)
    if opened is None:
        return None
    closed = next((i for i in range(opened + 1, last) if article.tokens[i].form in _CLOSING[:-1]), last)
    if closed <= opened + 1 or article.text[article.tokens[opened + 1].start] in ascii_lowercase:
        return None  # words that somebody said: "above and surrounding Venezuela"
    if not any(token.form[:1].isalnum() for token in article.tokens[opened + 1 : closed]):
        return None  # only what closes a quotation
    return Span(article.tokens[opened + 1].start, article.tokens[closed - 1].end)


def _points_back(article: Article, first: int, last: int) -> bool:
    """Say whether the words are of something told: "the group", «канал», "القناة"."""
    form = article.tokens[first].form
    if form.isascii():
        return form in _POINTING
    return form.startswith(("ال", "لل")) if "\u0600" <= form[:1] <= "\u06ff" else last - first == 1


def _is_name(article: Article, index: int) -> bool:
    token = article.tokens[index]
    return token.kind is TokenKind.WORD and article.text[token.start].isupper()


def _is_inside_name(article: Article, index: int) -> bool:
    """Say whether a small word stands inside a name: "Center for Advanced Studies"."""
    return (
        article.tokens[index].form in _LINKS and _is_name(article, index - 1) and _is_name(article, index + 1)
    )


def is_built(article: Article, sentence: Sentence, index: int) -> bool:
    """Say whether a word is built like an outlet's name: "OrbitWatch", "NRC", Latin letters among others."""
    token = article.tokens[index]
    raw = article.text[token.start : token.end]
    if token.kind is not TokenKind.WORD or not raw[:1].isupper():
        return False
    if sentence.language is not Language.ENGLISH and raw.isascii():
        return True
    if raw.isupper():
        return raw.isascii() and len(raw) >= _ACRONYM
    return len(raw) > 1 and not raw[1:].islower() and raw[1:].isalpha()
