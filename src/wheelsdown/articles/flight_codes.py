"""Which call signs and registrations an article names: their digits count nothing and name no type.

A call sign is three letters that an operator holds and a number ("RFF7081"), any code behind a word for it
(«позывной GAF684»), or a name that crews speak with its number ("REACH 483"). A
registration has the form of a register, with its hyphen
("RA-82035"); forms without one, and military serials ("08-8204", "ZZ336", "10+03"), need a word for it
near, or an aircraft right before them ("Boeing 747 (N263SG)"). Behind an aircraft or its serial, a word in
capitals with two or three digits is its call sign, too ("C-130J 08-8603 HKY71").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Scan, WordKind
from wheelsdown.articles.marks import CallsignMark, RegistrationMark
from wheelsdown.articles.view import TokenKind

__all__ = ["FlightCodeLists", "find_flight_codes"]

#: Tokens of one code at most, and how far behind its word a code may stand.
_MOST_TOKENS, _REACH = 5, 4
#: Signs of a code.
_FEWEST, _MOST = 4, 9
#: Digits of the two parts of a serial of the United States: fiscal year and number.
_SERIAL = ((2, 4), (2, 5))
#: Serials of the United Kingdom.
_BRITISH = re.compile(r"[XZ][A-Z][0-9]{3}")
#: Digits of a serial of the United States Navy.
_NAVAL = 6
#: Call signs that crews make of a word: "TYSON11".
_CALLED = re.compile(r"[A-Z]{3,6}[0-9]{2,3}")
#: Words for aircraft, and how far behind one or behind a model a code of it may stand.
_FLOWN, _BESIDE = (WordKind.AIRCRAFT, WordKind.NICKNAME, WordKind.MAKER), 2


@dataclass(frozen=True)
class FlightCodeLists:
    """``airlines``: designators to their holders; ``is_registration`` tests the form of a register.

    ``is_model`` tells what has that form and is a type: the EC-135, the OH-58D.
    """

    airlines: Mapping[str, str] = field(default_factory=dict)
    is_registration: Callable[[str], bool] = bool
    is_model: Callable[[str], bool] = str.isspace


def find_flight_codes(
    scan: Scan, lists: FlightCodeLists
) -> tuple[tuple[CallsignMark, ...], tuple[RegistrationMark, ...]]:
    """Mark call signs and registrations, in order of the text.

    Parameters
    ----------
    scan
        The article with its listed words.
    lists
        Designators and the test for registrations.
    """
    callsigns: list[CallsignMark] = []
    registrations: list[RegistrationMark] = []
    reach = dict.fromkeys(
        (WordKind.CALLSIGN_WORD, WordKind.REGISTRATION_WORD, WordKind.FLIGHT, WordKind.AIRCRAFT), -1
    )
    index, ended = 0, -2
    while index < len(scan.tokens):
        if item := scan.at[index]:
            for kind in item.kinds & reach.keys():
                reach[kind] = item.last + _REACH
            if not item.kinds.isdisjoint(_FLOWN):
                reach[WordKind.AIRCRAFT] = item.last + _REACH
                ended = item.last
        if item and (spoken := _spoken(scan, index)):
            callsigns.append(spoken)
            index += 2
            continue
        last = _code_end(scan, index) or (_naval_end(scan, index) if index == ended else None)
        if last is None:
            index += 1
            continue
        cues = frozenset(kind for kind, end in reach.items() if index < end)
        mark = _read(scan, index, last, lists, cues) or _beside(scan, (index, last), lists, index - ended)
        ended = last if mark is not None else ended
        if isinstance(mark, CallsignMark):
            callsigns.append(mark)
        elif mark is not None:
            registrations.append(mark)
        elif lists.is_model(scan.words(index, last)):
            reach[WordKind.AIRCRAFT], ended = last + _BESIDE, last
        index = last
    return tuple(callsigns), tuple(registrations)


def _spoken(scan: Scan, first: int) -> CallsignMark | None:
    """Read a call sign as it is spoken: "REACH 571"."""
    item = scan.at[first]
    word = item.get(WordKind.TELEPHONY) if item is not None else None
    if word is None or first + 1 >= len(scan.tokens) or first in scan.hidden:
        return None
    name, number = scan.raw(first), scan.tokens[first + 1]
    if number.line or number.kind is not TokenKind.NUMBER or not number.form.isdigit():
        return None
    if not 1 < len(number.form) < _FEWEST + 1:
        return None
    span = Span(scan.tokens[first].start, number.end)
    return CallsignMark(span, scan.text[span.start : span.end], name.upper() + number.form, None)


def _code_end(scan: Scan, first: int) -> int | None:
    """Find the end of a run of capitals and digits without a space; None when it holds no digit or letter."""
    following = scan.tokens[first + 1] if first + 1 < len(scan.tokens) else None
    if following is None or following.spaced or scan.tokens[first].kind is TokenKind.MARK:
        return None
    if first in scan.hidden or (following.form not in "-+" and following.kind is TokenKind.MARK):
        return None
    last = first
    while last < len(scan.tokens) and last - first < _MOST_TOKENS:
        token = scan.tokens[last]
        hyphen = token.form in "-+" and last > first
        if (last > first and (token.spaced or token.line)) or not (hyphen or scan.raw(last).isalnum()):
            break
        if token.kind is TokenKind.WORD and not (scan.raw(last).isascii() and scan.raw(last).isupper()):
            break
        last += 1
    if last > first and scan.tokens[last - 1].form == "-":
        last -= 1
    return last if last > first + 1 else None


def _read(
    scan: Scan, first: int, last: int, lists: FlightCodeLists, cues: frozenset[WordKind]
) -> CallsignMark | RegistrationMark | None:
    forms = [scan.tokens[index].form for index in range(first, last)]
    code = "".join(forms).upper()
    span = Span(scan.tokens[first].start, scan.tokens[last - 1].end)
    words = scan.text[span.start : span.end]
    if not _FEWEST <= len(code) <= _MOST or not any(char.isdigit() or char == "-" for char in code):
        return None
    if _is_registration(code, forms, lists, cues):
        return RegistrationMark(span, words, code)
    designator = code[:3]
    lettered = "-" not in code and designator.isalpha() and code[3:4].isdigit()
    held = lists.airlines.get(designator) if lettered and not lists.is_model(code) else None
    cued = WordKind.CALLSIGN_WORD in cues and "-" not in code and code[:2].isalpha()
    flown = WordKind.FLIGHT in cues and len(forms) == 2 and forms[0].isalpha() and len(forms[1]) > 1
    if held or cued or (flown and "-" not in code):
        return CallsignMark(span, words, code, held)
    return None


def _naval_end(scan: Scan, index: int) -> int | None:
    """Find the end of a serial of the United States Navy, which is one number: "P-8A 169332"."""
    token = scan.tokens[index]
    if not (token.form.isdecimal() and len(token.form) == _NAVAL) or token.line:
        return None
    behind = scan.tokens[index + 1 : index + 3]
    goes_on = len(behind) > 1 and behind[0].form in ",.-+" and behind[1].kind is TokenKind.NUMBER
    return None if goes_on and not (behind[0].spaced or behind[1].spaced) else index + 1


def _beside(
    scan: Scan, covered: tuple[int, int], lists: FlightCodeLists, gap: int
) -> CallsignMark | RegistrationMark | None:
    """Read a code right behind an aircraft or its serial: letters and two or three digits are a call sign."""
    span = Span(scan.tokens[covered[0]].start, scan.tokens[covered[1] - 1].end)
    words = scan.text[span.start : span.end]
    if gap not in (0, 1):
        return None
    if words.isdecimal():
        return RegistrationMark(span, words, words)
    if not _CALLED.fullmatch(words) or lists.is_model(words) or lists.is_registration(words):
        return None
    return CallsignMark(span, words, words, None)


def _is_registration(code: str, forms: list[str], lists: FlightCodeLists, cues: frozenset[WordKind]) -> bool:
    cued = WordKind.REGISTRATION_WORD in cues
    beside = cued or (WordKind.AIRCRAFT in cues and not lists.is_model(code))
    if "-" in code and not code.replace("-", "").isdigit():
        return lists.is_registration(code) and (
            cued or (len(code) > _FEWEST + 1 and not lists.is_model(code))
        )
    if len(forms) == 3 and forms[0].isdigit() and forms[2].isdigit():
        lengths = (len(forms[0]), len(forms[2]))
        return beside and (lengths in _SERIAL if forms[1] == "-" else lengths == (2, 2) and forms[1] == "+")
    return beside and code.isalnum() and (lists.is_registration(code) or bool(_BRITISH.fullmatch(code)))
