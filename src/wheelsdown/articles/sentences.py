"""Where sentences begin and end: lines first, then full stops inside them.

A line break ends a unit (headline, caption, list item, paragraph), unless the text is broken to a width: then
a line whose end had no room for the next word goes on. Inside a unit a full stop ends a sentence when a
capital letter, a digit or a script without capitals follows, and what stands before it is no abbreviation, no
initial and no decimal; closing quotation marks and brackets belong to the sentence. Nothing ends inside a
short quotation ("What now?"). All by looking a few tokens back and forth: linear in the text.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from wheelsdown.articles.quotations import Quoted
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["Ending", "cut_sentences", "cut_units", "ends_with_stop", "tokens_in_short_quotations"]


class Ending(StrEnum):
    """When a full stop after an abbreviation ends a sentence, if a capital letter follows."""

    NEVER = "never"
    """Only before a function word: "Gen. In" but not "Gen. Ivanenko"."""
    AFTER_NUMBER = "after_number"
    """Also when a number stands before it: "2025 г. Россия" but not "г. Москва"."""
    BEFORE_CAPITAL = "before_capital"


_STOPS: Final = frozenset(".!?؟…۔。！？")
_CLOSERS: Final = frozenset(")]}’'\"”»›“")

#: Tokens of a note in parentheses behind a sentence, at most.
_LONGEST_NOTE: Final = 40

#: Words before the name of the network that is a letter.
_BEFORE_NETWORK: Final = frozenset(
    {"on", "to", "via", "в", "у", "на", "network", "site", "platform", "мережі", "сети"}
)
#: Quotations of at most so many characters are no sentences of their own: titles, nicknames, catchwords.
_SHORT_QUOTATION: Final = 60

#: What has more tokens is no sentence but text without stops; it is cut so that no reader meets it whole.
_MOST_TOKENS: Final = 300

#: "В 2025 г. Россия ..." only begins a sentence: one that ends with an abbreviated unit has more tokens.
_FEWEST_BEFORE_NUMBER: Final = 6

#: Tokens of the longest abbreviation that is looked for ("т.е.", "Ph.D", "U.A.E").
_LONGEST_ABBREVIATION: Final = 6

#: A text broken to a width has lines of at most this many characters (RFC 5322 advises 78; some use 100) ...
_WIDEST_LINE: Final = 100
#: ... and at least so many that break off in a sentence, with no room for the next word.
_FEWEST_FULL_LINES: Final = 3


def cut_units(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    r"""Give first and last (exclusive) token of each unit.

    Examples
    --------
    >>> from wheelsdown.articles.view import tokenise
    >>> text = "Headline\nIt landed. It left.\n\n- one\n- two"
    >>> cut_units(text, tokenise(text))
    [(0, 1), (1, 7), (7, 9), (9, 11)]
    """
    if not tokens:
        return []
    starts = [index for index, token in enumerate(tokens) if token.line or not index]
    lines = list(zip(starts, [*starts[1:], len(tokens)], strict=True))
    width = _width(tokens, lines)
    units: list[tuple[int, int]] = []
    for number, (first, last) in enumerate(lines):
        if number and tokens[first].line == 1 and _goes_on(text, tokens, lines[number - 1], first, width):
            units[-1] = (units[-1][0], last)
        else:
            units.append((first, last))
    return units


def _width(tokens: Sequence[Token], lines: Sequence[tuple[int, int]]) -> int:
    """Give the width the text is broken to; 0 when it is not."""
    lengths = [tokens[last - 1].end - tokens[first].start for first, last in lines]
    width = max(lengths, default=0)
    if not 30 <= width <= _WIDEST_LINE:
        return 0
    full = unfull = 0
    for number in range(len(lines) - 1):
        following = lines[number + 1][0]
        if tokens[following].line == 1 and tokens[lines[number][1] - 1].form not in _STOPS:
            is_full = _is_full(tokens, lines[number], following, width)
            full, unfull = full + is_full, unfull + (not is_full)
    return width if full >= _FEWEST_FULL_LINES and full > 2 * unfull else 0


def _is_full(tokens: Sequence[Token], line: tuple[int, int], following: int, width: int) -> bool:
    end = following
    while end + 1 < len(tokens) and not tokens[end + 1].spaced and end < following + 8:
        end += 1
    word = tokens[end].end - tokens[following].start
    return tokens[line[1] - 1].end - tokens[line[0]].start + 1 + word > width


def _goes_on(text: str, tokens: Sequence[Token], line: tuple[int, int], following: int, width: int) -> bool:
    if width and _is_full(tokens, line, following, width):
        return True
    before, after = tokens[line[1] - 1], tokens[following]
    if after.kind is not TokenKind.WORD or before.form in _STOPS or before.form in (":", ";", "|"):
        return False
    if after.form in ("http", "https", "www"):
        return False
    return text[after.start : after.start + 1].islower()


def cut_sentences(
    text: str,
    tokens: Sequence[Token],
    unit: tuple[int, int],
    quoted: Quoted,
    short: frozenset[int],
    abbreviations: Mapping[str, Ending],
    stop_words: Mapping[str, object],
) -> list[tuple[int, int]]:
    """Give first and last (exclusive) token of each sentence of a unit.

    Parameters
    ----------
    short
        Tokens inside short quotations, `tokens_in_short_quotations`.
    abbreviations
        Folded, without the last full stop -> when a sentence ends with it.
    stop_words
        Folded function words, with which sentences begin.
    """
    first, last = unit
    sentences, start, index = [], first, first
    while index < last:
        token = tokens[index]
        end = index + 1
        if token.kind is TokenKind.MARK and token.form in _STOPS and index not in short:
            end = _with_closers(tokens, index + 1, last, quoted)
            if _breaks(text, tokens, start, index, end, last, abbreviations, stop_words):
                sentences.append((start, end))
                start = end
        elif index - start >= _MOST_TOKENS:
            sentences.append((start, end))
            start = end
        index = end
    if start < last:
        sentences.append((start, last))
    return sentences


def ends_with_stop(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a stretch ends like a sentence, closing marks and a note in parentheses aside.

    So are what posts end with: "... at Gao. 3/9", "... at Gao. #OSINT".
    """
    last = _before_tail(tokens, first, last)
    index = last - 1
    while index > first and tokens[index].form in _CLOSERS:
        index -= 1
    if tokens[index].form in _STOPS or tokens[last - 1].form != ")":
        return tokens[index].form in _STOPS
    note = range(last - 2, max(first, last - _LONGEST_NOTE), -1)
    opening = next((index for index in note if tokens[index].form == "("), first)
    return opening > first and tokens[opening - 1].form in _STOPS  # "... on Monday. (Adds details)"


def _before_tail(tokens: Sequence[Token], first: int, last: int) -> int:
    """Get the end of a stretch without the number of a post and without hashtags, if a stop is there."""
    index = last
    while index > first + 1 and _is_of_tail(tokens, index - 1):
        index -= 1
    return index if tokens[index - 1].form in _STOPS else last


def _is_of_tail(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind is TokenKind.WORD:
        return tokens[index - 1].form == "#"
    is_sign = not token.form.isascii() and token.form not in _STOPS | _CLOSERS
    return token.kind is TokenKind.NUMBER or token.form in "/#" or is_sign


def tokens_in_short_quotations(quoted: Quoted) -> frozenset[int]:
    """Give the tokens inside short quotations, without a stop at the very end of one."""
    inside: set[int] = set()
    for quotation, (first, last) in zip(quoted.quotations, quoted.tokens, strict=True):
        if quotation.span.end - quotation.span.start <= _SHORT_QUOTATION:
            inside.update(range(first, last - 1))
    return frozenset(inside)


def _with_closers(tokens: Sequence[Token], index: int, last: int, quoted: Quoted) -> int:
    while index < last and not tokens[index].spaced:
        form = tokens[index].form
        if form not in _STOPS and index not in quoted.closing and form not in (")", "]", "}"):
            break
        index += 1
    if index < last and index in quoted.closing:  # French spacing: a blank before the closing mark
        index += 1
    return index


def _breaks(
    text: str,
    tokens: Sequence[Token],
    start: int,
    stop: int,
    end: int,
    last: int,
    abbreviations: Mapping[str, Ending],
    stop_words: Mapping[str, object],
) -> bool:
    """Say whether a sentence that began at ``start`` ends with the stop at ``stop``."""
    if end == last:
        return False
    if not tokens[end].spaced and tokens[end - 1].form in _STOPS:
        return False
    following = _first_word(tokens, end, last)
    if following is None or not _may_begin(text, tokens, following):
        return False
    if tokens[stop].form != "." or end > stop + 1:
        # Two dots are a dash in Arabic headlines ("Libya.. three planes arrive").
        return end != stop + 2 or tokens[stop + 1].form != "." or text[tokens[following].start].isupper()
    if stop == start + 1 and tokens[start].kind is TokenKind.NUMBER:  # "3. Can the ..." in a list
        return False
    ending = _abbreviation(text, tokens, start, stop, abbreviations)
    if ending is None or ending is Ending.BEFORE_CAPITAL or tokens[following].kind is not TokenKind.WORD:
        return ending is None or ending is Ending.BEFORE_CAPITAL
    has_case = text[tokens[following].start].isupper()
    if has_case and tokens[stop - 1].form.isascii() and not tokens[following].form.isascii():
        return True  # "від 100 Gripen E. Документ": a Latin letter is no initial of a Cyrillic name
    if has_case and tokens[following].form in stop_words and not _is_initial(text, tokens, following):
        return True
    before = _word_before(tokens, start, stop)
    is_number = before is not None and before.kind is TokenKind.NUMBER
    return ending is Ending.AFTER_NUMBER and is_number and stop - start >= _FEWEST_BEFORE_NUMBER


def _first_word(tokens: Sequence[Token], index: int, last: int) -> int | None:
    for following in range(index, min(index + 4, last)):
        if tokens[following].kind is not TokenKind.MARK:
            return following
    return None


def _may_begin(text: str, tokens: Sequence[Token], index: int) -> bool:
    if not text[tokens[index].start].islower():
        return True
    joined = index + 2 < len(tokens) and tokens[index + 1].form == "-" and not tokens[index + 2].spaced
    return joined and text[tokens[index + 2].start].isupper()


def _abbreviation(
    text: str, tokens: Sequence[Token], start: int, stop: int, abbreviations: Mapping[str, Ending]
) -> Ending | None:
    form, found = "", None
    for index in range(stop - 1, max(start, stop - _LONGEST_ABBREVIATION) - 1, -1):
        form = tokens[index].form + form
        if index == start or tokens[index].spaced or tokens[index - 1].form not in ".-":
            begins = index == start or tokens[index].spaced or tokens[index - 1].kind is TokenKind.MARK
            if begins and form in abbreviations:
                found = abbreviations[form]
            if tokens[index].spaced and (len(tokens[index].form) > 2 or tokens[index - 1].form != "."):
                break
    if found is not None or (_is_initial(text, tokens, stop - 1) and not _is_network(tokens, stop - 1)):
        return found or Ending.NEVER
    is_acronym = stop - 2 > start and tokens[stop - 2].form == "." and not tokens[stop - 1].spaced
    is_letter = tokens[stop - 1].kind is TokenKind.WORD and len(tokens[stop - 1].form) == 1
    return Ending.AFTER_NUMBER if is_acronym and is_letter else None


def _is_initial(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether a token is a single letter, capital or without case, with a full stop behind it.

    It stands alone or behind another ("J.B.", "J.-P."): the last letter of "747-8F" or "06:40Z" is none.
    """
    token = tokens[index]
    is_letter = token.kind is TokenKind.WORD and len(token.form) == 1 and not text[token.start].islower()
    if not is_letter or index + 1 == len(tokens) or tokens[index + 1].form != ".":
        return False
    before = tokens[index - 1] if index and not token.spaced else None
    return (
        before is None
        or (before.kind is TokenKind.MARK and before.form not in "-:")
        or _is_joined(tokens, index)
    )


def _is_network(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the letter is where something was posted, as in "a post on X"."""
    return tokens[index].form == "x" and index > 0 and tokens[index - 1].form in _BEFORE_NETWORK


def _is_joined(tokens: Sequence[Token], index: int) -> bool:
    return index > 1 and tokens[index - 1].form == "-" and tokens[index - 2].form == "."


def _word_before(tokens: Sequence[Token], start: int, stop: int) -> Token | None:
    """Give the token before the abbreviation that ends at ``stop``."""
    index = stop - 1
    while index > start and not tokens[index].spaced and tokens[index - 1].form in ".-":
        index -= 1
    while index > start and not tokens[index].spaced and tokens[index].kind is TokenKind.MARK:
        index -= 1
    return tokens[index - 1] if index > start else None
