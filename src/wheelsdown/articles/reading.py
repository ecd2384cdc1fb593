"""Read a text as an article: its sentences, paragraphs, languages, quotations and boilerplate.

The stored text is never changed: every part is offsets into it. Word lists are handed in (`TextWords`), so
that nothing here reads a file and no language is written into code. Linear in the length of the text.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from wheelsdown.articles.article import Article, Boilerplate, Language, Sentence, Span
from wheelsdown.articles.boilerplate import Cue, Cues, Where, begins_with_time, is_row, mark_boilerplate
from wheelsdown.articles.languages import language_of, scripts_of, weigh
from wheelsdown.articles.quotations import find_quotations
from wheelsdown.articles.sentences import (
    Ending,
    cut_sentences,
    cut_units,
    ends_with_stop,
    tokens_in_short_quotations,
)
from wheelsdown.articles.view import Token, TokenKind, fold_word, tokenise

__all__ = ["TextWords", "read_text"]

#: Words of the longest headline, and of the longest heading inside an article.
_LONGEST_HEADLINE: Final = 40
_LONGEST_HEADING: Final = 12

#: Words of the shortest running sentence: a shorter one above the text is a headline or standfirst.
_SHORTEST_RUNNING: Final = 6
#: Words that a question or a call needs to be no headline though it stands at the very top.
_LONGEST_QUESTION: Final = 16

_BYLINE: Final = "byline"

Counted = TypeVar("Counted")


@dataclass(frozen=True)
class TextWords:
    """The word lists by which a text is cut and sorted, folded and ready.

    ``stop_words``: function word -> languages; ``abbreviations``: words before a full stop -> when it ends a
    sentence all the same; ``cues``: what shows boilerplate and bylines.
    """

    stop_words: Mapping[str, frozenset[Language]]
    abbreviations: Mapping[str, Ending]
    cues: Cues

    @classmethod
    def of(
        cls,
        stop_words: Iterable[Mapping[str, str]],
        abbreviations: Iterable[Mapping[str, str]],
        boilerplate: Iterable[Mapping[str, str]],
    ) -> "TextWords":
        """Make them of the rows of the three word lists."""
        languages: dict[str, set[Language]] = {}
        for row in stop_words:
            languages.setdefault(fold_word(row["pattern"]), set()).add(Language(row["language"]))
        endings = {
            "".join(token.form for token in tokenise(row["pattern"])): Ending(row["ends_sentence"])
            for row in abbreviations
        }
        cues = Cues((row["pattern"], _cue(row)) for row in boilerplate)
        return cls({word: frozenset(found) for word, found in languages.items()}, endings, cues)


def _cue(row: Mapping[str, str]) -> Cue:
    return Cue(None if row["kind"] == _BYLINE else Boilerplate(row["kind"]), Where(row["where"]))


def read_text(
    text: str,
    *,
    path: str,
    sha256: str,
    words: TextWords,
    told: tuple[date, str] | None = None,
    title: str | None = None,
    outlet: str | None = None,
    notes: tuple[str, ...] = (),
    marked: Sequence[tuple[Span, Boilerplate]] = (),
) -> Article:
    """Read a text as an article.

    Parameters
    ----------
    text
        The text as it is stored; offsets count its characters.
    path, sha256
        What the user gave, and the hash of its raw bytes.
    words
        The word lists.
    told
        The publication day that the page or the user tells, and who tells it.
    title, outlet
        What the page's own data call the article and its publisher; without a title the headline is it.
    notes
        What a person should know about how the text was taken from its bytes.
    marked
        Stretches that a page's markup shows to be boilerplate, in order.
    """
    tokens = tokenise(text)
    units = cut_units(text, tokens)
    quoted = find_quotations(text, tokens, units)
    inside = frozenset(index for first, last in quoted.tokens for index in range(first, last))
    kinds, bylines = mark_boilerplate(tokens, units, inside, words.cues)
    _take_marks(tokens, units, kinds, marked)
    headlines = _headlines(tokens, units, kinds, bylines)
    short = tokens_in_short_quotations(quoted)
    cut = [
        cut_sentences(text, tokens, unit, quoted, short, words.abbreviations, words.stop_words)
        for unit in units
    ]
    language, languages = _languages(text, tokens, cut, kinds, words)
    sentences = [
        Sentence(
            Span(tokens[first].start, tokens[last - 1].end), (first, last), number, languages[first],
            is_headline=number in headlines, boilerplate=kinds[number],
            is_byline=bylines[number], is_standfirst=headlines.get(number, False),
        )
        for number, parts in enumerate(cut)
        for first, last in parts
    ]  # fmt: skip
    return Article(
        path, sha256, text, language, tokens, tuple(sentences), quoted.quotations,
        title or _title(text, sentences), outlet, told, notes,
    )  # fmt: skip


def _take_marks(
    tokens: Sequence[Token],
    units: Sequence[tuple[int, int]],
    kinds: list[Boilerplate | None],
    marked: Sequence[tuple[Span, Boilerplate]],
) -> None:
    """Take over the marks of a page's markup, where the words of a line show nothing."""
    waiting = iter(marked)
    mark = next(waiting, None)
    for number, (first, _) in enumerate(units):
        while mark is not None and mark[0].end <= tokens[first].start:
            mark = next(waiting, None)
        if mark is None:
            return
        if kinds[number] is None and mark[0].start <= tokens[first].start:
            kinds[number] = mark[1]


def _languages(
    text: str,
    tokens: Sequence[Token],
    cut: Sequence[Sequence[tuple[int, int]]],
    kinds: Sequence[Boilerplate | None],
    words: TextWords,
) -> tuple[Language, dict[int, Language]]:
    """Name the language of the running text, and of each sentence by its first token.

    A sentence that shows nothing takes the language of its paragraph, and that of the whole.
    """
    weights = {
        first: weigh(text[tokens[first].start : tokens[last - 1].end], tokens[first:last], words.stop_words)
        for parts in cut
        for first, last in parts
    }
    scripts = {first: scripts_of(tokens[first:last]) for parts in cut for first, last in parts}
    firsts = [[first for first, _ in parts] for parts in cut]
    every = [first for parts in firsts for first in parts]
    running = [first for parts, kind in zip(firsts, kinds, strict=True) if kind is None for first in parts]
    whole = language_of(_sum(weights, running) or _sum(weights, every), _sum(scripts, running or every))
    found: dict[int, Language] = {}
    for parts in firsts:
        usual = language_of(_sum(weights, parts), _sum(scripts, parts), whole)
        found |= {first: language_of(weights[first], scripts[first], usual) for first in parts}
    return whole, found


def _sum(counts: Mapping[int, Counter[Counted]], keys: Iterable[int]) -> Counter[Counted]:
    total: Counter[Counted] = Counter()
    for key in keys:
        total.update(counts[key])
    return total


def _headlines(
    tokens: Sequence[Token],
    units: Sequence[tuple[int, int]],
    kinds: Sequence[Boilerplate | None],
    bylines: Sequence[bool],
) -> dict[int, bool]:
    """Give the units that are headlines or headings, and whether each is a standfirst instead."""
    found: dict[int, bool] = {}
    is_top = True
    running = [n for n, kind in enumerate(kinds) if kind is None and not bylines[n]]
    for place, number in enumerate(running):
        first, last = units[number]
        n_words = sum(token.kind is TokenKind.WORD for token in tokens[first:last])
        most = _SHORTEST_RUNNING if place else _LONGEST_QUESTION
        if _is_running(tokens, first, last, n_words - most):
            is_top = False
        elif is_top and n_words <= _LONGEST_HEADLINE and len(running) > 1:
            found[number] = place > 0 and bool(found)
        elif not is_top and n_words <= _LONGEST_HEADING and place + 1 < len(running):
            following = units[running[place + 1]]
            if ends_with_stop(tokens, *following):
                found[number] = False
    return found


def _is_running(tokens: Sequence[Token], first: int, last: int, n_over: int) -> bool:
    """Say whether a unit is running text: it ends like a sentence, and a headline seldom ends with a stop.

    ``n_over``: its words beyond those of a headline that asks or calls out.
    """
    if tokens[last - 1].form in (":", ",", ";") or begins_with_time(tokens[first:last]):
        return True
    if is_row(tokens[first:last]):
        return True
    if not ends_with_stop(tokens, first, last):
        return False
    return n_over >= 0 or tokens[last - 1].form not in "!?؟"


def _title(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Give the headline above the running text, None where the text begins at once."""
    for sentence in sentences:
        if sentence.is_headline:
            same = [each for each in sentences if each.paragraph == sentence.paragraph]
            return " ".join(text[sentence.span.start : same[-1].span.end].split())
        if sentence.boilerplate is None and not sentence.is_byline:
            return None
    return None
