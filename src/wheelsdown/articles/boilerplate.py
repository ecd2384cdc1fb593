"""Which lines of an article are none of its running text: captions, other stories, notices, appeals, menus.

Nothing is dropped: what stands in such a line is kept and said to be boilerplate. A word list names the cues
and where they have to stand. A heading that announces other stories ("Related posts") or readers' comments
covers the lines that follow it, until running text begins again; lines shut in between such lines at the end
of a page belong to them. Line by line, each looked at once: linear in the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wheelsdown.articles.article import Boilerplate
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.sentences import ends_with_stop
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["Cue", "Cues", "Where", "begins_with_time", "is_row", "mark_boilerplate"]

#: Words of the shortest line that is running text when it ends with a full stop; headlines seldom do.
_SHORT: Final = 8

#: Words of the longest line that is taken for a notice by a phrase inside it.
_LONGEST_NOTICE: Final = 80

#: Words of the longest line with a full stop that "Photo from ..." makes a caption, with no colon behind it.
_LONGEST_BARE_CAPTION: Final = 12

#: Words of the longest caption, byline, and line shut in between boilerplate.
_LONGEST_CAPTION: Final = 60
_LONGEST_BYLINE: Final = 25
_LONGEST_NAMED: Final = 8
_LONGEST_SHUT_IN: Final = 20

#: Words of the longest date: "Wednesday, 29 October 2025, 14:35 Moscow time".
_LONGEST_DATE: Final = 4

#: Numbers in a line of a log of flights (types, registrations, times), which menus do not have.
_LOG_NUMBERS: Final = 3

#: Numbers in a row of a table that names a type of aircraft, at least: a day, and that of the type.
_ROW_NUMBERS: Final = 2

#: Signs that begin an entry of a list.
_BULLETS: Final = frozenset("»›>•·▪■►–*")

#: Words behind the time of an entry of such a log, at least.
_FEWEST_BEHIND_TIME: Final = 3

#: Tokens of the longest stamp: "[Mar 3, 2026 09:14]".
_STAMP = 12

#: Words of the longest dateline on a line of its own: "Port Sudan - Agency".
_LONGEST_DATELINE: Final = 3

#: Other stories that one heading announces, at most.
_MOST_RELATED: Final = 15

#: Sentences of running text that come before readers' comments.
_FEWEST_BEFORE_COMMENTS: Final = 5

#: Words that a line must have to count as said before.
_FEWEST_REPEATED: Final = 4

#: Tokens of the longest credit in brackets at the end of a caption.
_LONGEST_CREDIT: Final = 16


class Where(StrEnum):
    """Where in a line a cue has to stand."""

    LINE = "line"
    START = "start"
    CREDIT = "credit"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase shows; ``kind`` None: a byline, which is kept as text."""

    kind: Boilerplate | None
    where: Where


class Cues:
    """The phrases by which boilerplate shows, ready to be matched."""

    def __init__(self, rows: Iterable[tuple[str, Cue]]) -> None:
        kept = list(rows)
        self.phrases: Mapping[Where, Phrases[Cue]] = {
            where: Phrases((pattern, cue) for pattern, cue in kept if cue.where is where) for where in Where
        }


@dataclass(slots=True)
class _Line:
    """One unit: its tokens, words, and what it turned out to be."""

    first: int
    last: int
    n_words: int
    stops: bool
    is_running: bool
    kind: Boilerplate | None = None
    is_byline: bool = False
    opens: bool = False
    in_list: bool = False


def mark_boilerplate(
    tokens: Sequence[Token], units: Sequence[tuple[int, int]], quoted: frozenset[int], cues: Cues
) -> tuple[list[Boilerplate | None], list[bool]]:
    """Say of each unit which boilerplate it is, if any, and whether it is a byline.

    Parameters
    ----------
    tokens, units
        First and last (exclusive) token of each line or paragraph.
    quoted
        Tokens inside quotations: what somebody says is no notice.
    """
    lines = [_line(tokens, first, last, quoted, cues) for first, last in units]
    _repeated(tokens, lines)
    _follow_headings(lines)
    _shut_in(lines)
    return [line.kind for line in lines], [line.is_byline for line in lines]


def _line(tokens: Sequence[Token], first: int, last: int, quoted: frozenset[int], cues: Cues) -> _Line:
    words = [token for token in tokens[first:last] if token.kind is TokenKind.WORD]
    stops = ends_with_stop(tokens, first, last)
    is_running = stops and len(words) >= _SHORT and not any(t.form in "?!؟" for t in tokens[last - 2 : last])
    line = _Line(first, last, len(words), stops, is_running)
    line.kind = _whole(tokens, line, cues)
    line.opens = line.kind in (Boilerplate.RELATED, Boilerplate.COMMENTS)
    if line.kind is None:
        line.kind = _structural(tokens, line, words)
        line.is_byline = line.is_byline or _is_dated_line(tokens, line)
    if line.kind is None and line.n_words <= _LONGEST_NOTICE:
        _by_beginning(tokens, line, cues)
    if not first and last < len(tokens) and line.kind in (Boilerplate.CAPTION, Boilerplate.RELATED):
        line.kind = None  # "Video: ..." above everything is a headline
    if line.kind is None and not line.is_byline and line.n_words <= _LONGEST_CAPTION:
        line.kind = _by_credit(tokens, line, cues)
    if line.kind is None and line.n_words <= _LONGEST_NOTICE:
        _by_phrase(tokens, line, quoted, cues)
    return line


def _whole(tokens: Sequence[Token], line: _Line, cues: Cues) -> Boilerplate | None:
    """Take a line all of whose words are cues; numbers and marks do not count."""
    if not 0 < line.n_words <= _LONGEST_BYLINE:
        return None
    part = tokens[line.first : line.last]
    matches = cues.phrases[Where.LINE].find(part)
    covered = {index for match in matches for index in range(match.first, match.last)}
    if not matches or any(t.kind is TokenKind.WORD and i not in covered for i, t in enumerate(part)):
        return None
    kinds = [match.values[0].kind for match in matches]
    if None in kinds:
        line.is_byline = True
        return None
    return kinds[0] if len(set(kinds)) == 1 else Boilerplate.NAVIGATION


def _structural(tokens: Sequence[Token], line: _Line, words: Sequence[Token]) -> Boilerplate | None:
    """Take menus (``Home | World | Africa``), addresses, and lines of single letters or none."""
    part = tokens[line.first : line.last]
    strokes = sum(token.form in "|›»→•·/" and token.spaced for token in part)
    numbers = sum(token.kind is TokenKind.NUMBER for token in part)
    is_dated = any(_is_year(token) for token in part)
    is_log = numbers >= _LOG_NUMBERS and (not is_dated or _has_type(part))
    is_log = is_log or is_row(part)
    if strokes >= 2 and line.n_words <= 12 * strokes and not is_log:
        line.is_byline = is_dated
        return None if line.is_byline or line.stops else Boilerplate.NAVIGATION
    if tokens[line.first].form == "[" and tokens[line.last - 1].form == "]":
        return Boilerplate.CAPTION  # a picture or map that the page shows in place of it
    forms = [token.form for token in part]
    is_single = " " not in "".join(" " if token.spaced and i else "x" for i, token in enumerate(part))
    if all(token.form in "#@" for i, token in enumerate(part) if token.spaced or not i):
        return Boilerplate.NAVIGATION  # a line of hashtags
    if is_single and ("@" in forms or forms[:1] in (["http"], ["https"], ["www"])):
        return Boilerplate.NAVIGATION
    if words and len(part) >= 2 and all(len(word.form) == 1 for word in words) and len(words) == len(part):
        return Boilerplate.NAVIGATION
    return None


def _is_dated_line(tokens: Sequence[Token], line: _Line) -> bool:
    """Say whether a short line is a date, a time of day, or place and agency, and little else."""
    if line.stops or line.n_words > _LONGEST_NAMED:
        return False
    part = tokens[line.first : line.last]
    if line.n_words >= _FEWEST_BEHIND_TIME and begins_with_time(part) and _has_type(part):
        return False
    numbers = [index for index, token in enumerate(part) if token.kind is TokenKind.NUMBER]
    is_timed = any(
        part[i + 1].form == ":" and part[i + 2].kind is TokenKind.NUMBER and not part[i + 2].spaced
        for i in numbers
        if i + 2 < len(part)
    )
    has_year = any(_is_year(part[i]) for i in numbers)
    if has_year and any(token.form in "/|·•" for token in part):
        return True
    has_dash = any(token.form == "-" and token.spaced and i for i, token in enumerate(part))
    if has_dash and not numbers and line.n_words <= _LONGEST_DATELINE:
        return True
    return line.n_words <= _LONGEST_DATE and (is_timed or (has_year and len(numbers) >= 2))


def begins_with_time(part: Sequence[Token]) -> bool:
    """Say whether a line begins with hours and minutes, as an entry of a log does, or with a stamp."""
    stamp = next((part[1:at] for at in range(2, min(len(part) - 1, _STAMP)) if part[at].form == "]"), ())
    if part and part[0].form == "[" and any(token.form == ":" and not token.spaced for token in stamp):
        return True
    hour, colon, minute = [*part[:3], None, None, None][:3]
    if hour is None or colon is None or minute is None or colon.form != ":" or minute.spaced:
        return False
    return hour.kind is TokenKind.NUMBER and minute.kind is TokenKind.NUMBER


def _has_type(part: Sequence[Token]) -> bool:
    """Say whether letters and digits are joined by a dash, as in the names of aircraft and airports."""
    return any(
        word.kind is TokenKind.WORD and dash.form == "-" and not (dash.spaced or number.spaced)
        for word, dash, number in zip(part, part[1:], part[2:], strict=False)
        if number.kind is TokenKind.NUMBER
    )


def is_row(part: Sequence[Token]) -> bool:
    """Say whether a line is the row of a table or list that names a type: "3 May | Il-76 | Gao"."""
    bars = sum(token.form == "|" and token.spaced for token in part)
    numbers = sum(token.kind is TokenKind.NUMBER for token in part)
    is_listed = bool(part) and part[0].form in _BULLETS
    return (bars >= _ROW_NUMBERS or is_listed) and numbers >= _ROW_NUMBERS and _has_type(part)


def _is_year(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER and len(token.form) == 4 and token.form[:2] in ("19", "20")


def _by_beginning(tokens: Sequence[Token], line: _Line, cues: Cues) -> None:
    start = line.first
    while start + 1 < line.last and tokens[start].kind is TokenKind.MARK and tokens[start].form != "©":
        start += 1
    match = cues.phrases[Where.START].match_at(tokens[start : min(line.last, start + 12)], 0)
    if match is None:
        return
    kind = match.values[0].kind
    if kind is None:
        named_only = match.last == 1 and tokens[start].form == "by"
        most = _LONGEST_NAMED if named_only else _LONGEST_BYLINE
        has_colon = tokens[start + match.last - 1].form == ":"
        line.is_byline |= line.n_words <= most and (has_colon or not line.stops)
    elif kind is Boilerplate.CAPTION:
        is_told = tokens[start + match.last - 1].form == ":" or not line.stops
        line.kind = kind if is_told or line.n_words <= _LONGEST_BARE_CAPTION else None
    else:
        line.kind = kind


def _by_credit(tokens: Sequence[Token], line: _Line, cues: Cues) -> Boilerplate | None:
    end = line.last - 1
    while end > line.first and tokens[end].form == ".":
        end -= 1
    if tokens[end].form not in ")]":
        return None
    begin = max(line.first, end - _LONGEST_CREDIT)
    opening = next((i for i in range(end - 1, begin - 1, -1) if tokens[i].form in "(["), None)
    if opening is None or not cues.phrases[Where.CREDIT].find(tokens[opening + 1 : end]):
        return None
    return Boilerplate.CAPTION


def _by_phrase(tokens: Sequence[Token], line: _Line, quoted: frozenset[int], cues: Cues) -> None:
    for match in cues.phrases[Where.ANY].find(tokens[line.first : line.last]):
        if line.first + match.first in quoted:
            continue
        kind = match.values[0].kind
        if kind is not None:
            line.kind = kind
            return
        line.is_byline = line.is_byline or (line.n_words <= _LONGEST_BYLINE and not line.stops)


def _repeated(tokens: Sequence[Token], lines: Sequence[_Line]) -> None:
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        if line.n_words < _FEWEST_REPEATED:
            continue
        forms = tuple(token.form for token in tokens[line.first : line.last])
        if forms in seen and line.kind is None:
            line.kind = Boilerplate.REPEATED
        seen.add(forms)


def _follow_headings(lines: Sequence[_Line]) -> None:
    n_sentences, n_left, kind = 0, 0, Boilerplate.RELATED
    for line in lines:
        if line.opens and line.kind is Boilerplate.RELATED:
            n_left, kind = _MOST_RELATED, Boilerplate.RELATED
        elif line.opens and n_sentences >= _FEWEST_BEFORE_COMMENTS:
            n_left, kind = len(lines), Boilerplate.COMMENTS
        elif n_left and (kind is Boilerplate.COMMENTS or not line.is_running):
            n_left -= 1
            line.kind, line.in_list = line.kind or kind, True
        elif line.kind is None:
            n_left = 0
        if line.kind is None and line.stops:
            n_sentences += 1


def _shut_in(lines: Sequence[_Line]) -> None:
    """Take short lines between a list of other stories and more boilerplate at the end of the page."""
    following: Boilerplate | None = None
    for number in range(len(lines) - 1, 0, -1):
        line, before = lines[number], lines[number - 1]
        if line.kind is None:
            if line.n_words > _LONGEST_SHUT_IN:
                return
            both = before.kind is Boilerplate.APPEAL and following is Boilerplate.APPEAL
            if following is not None and (both or (before.in_list and not line.is_running)):
                line.kind = following
        following = line.kind
