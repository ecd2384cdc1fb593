"""Which aircraft type a designation names ("Il-76TD", "Ил-76", "إليوشن-76", "C17"); never by likeness.

A designation is a prefix and a number, with what is written to it without a space. It is looked up whole and
then without its ending, letter by letter, down to prefix and number: Il-76TD is an Il-76. A maker or the name
of a series goes before the number like a prefix, and before a model that has a name ("Gulfstream V", "Global
6000", "Citation Sovereign"). A word behind a space belongs to it where the list has it so ("737 MAX 8", "Dash
8 Q400"). A family that leaves the type open gives its candidates; one that is in no list gives the nearest
listed spelling, which is offered and never taken.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from wheelsdown.articles.lexicon import Item, Scan, WordKind
from wheelsdown.articles.type_lists import TypeLists, family_of, latin, model_of, nearest_to
from wheelsdown.articles.view import TokenKind

__all__ = ["Designation", "designation_at"]

#: Tokens of one designation at most ("An-124-100M").
_MOST_TOKENS = 7
#: Letters of a prefix at most ("mig", "yak").
_MOST_PREFIX = 4
#: Tokens of a model behind its maker, or of a variant behind a space ("737 MAX 8").
_MOST_WORDS = 4
#: The Arabic article before digits is written with it: "الطائرة الـ76" is the 76th.
_STRETCH = "ـ"
#: The Arabic "on" is written like V: "طائرتان في 1 مايو"; and words before a type.
_ON, _OF_TYPE = "في", frozenset(("طراز", "نوع", "بيل", "اوسبري"))


@dataclass(frozen=True, slots=True)
class Designation:
    """Tokens ``first`` to ``last`` are a designation; ``candidates`` when the type is left open."""

    first: int
    last: int
    designator: str | None
    candidates: tuple[str, ...] = ()
    nearest: str | None = None
    plural: bool | None = None
    known: bool = True
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """A prefix (or several that it may be) and a number; ``after``: the token behind it."""

    prefix: str
    number: str
    after: int
    listed: bool = True
    known_only: bool = False
    """Without a listed type it is none: "Global 500" is a list of companies."""


def designation_at(
    scan: Scan,
    first: int,
    lists: TypeLists,
    *,
    is_cued: Callable[[], bool] = bool,
    told: Collection[str] = (),
    maker: str = "",
) -> Designation | None:
    """Read a designation that begins at a token; None when none does.

    Parameters
    ----------
    scan
        The article with its listed words.
    first
        Index of its first token.
    lists
        Known types.
    is_cued
        Says whether a maker or a word for an aircraft stands beside it, so that an unlisted one is a type.
    told
        Makers whose aircraft the article has named: "the 747" points back to one.
    maker
        The maker before it, whose model is meant: a Kawasaki C-2 is no Greyhound.
    """
    if named := _named_model(scan, first, lists):
        return named
    head = _prefix_at(scan, first, lists, told)
    if head is None:
        return None
    last, tail, plural = _tail(scan, head.after)
    prefixes = sorted(head.prefix.split() or [""], key=lambda each: each + head.number not in lists.sure)
    prefix = prefixes[0]
    if head.prefix in lists.never and f"{prefix}{head.number}" not in lists.sure and not is_cued():
        return None
    tail = tuple(lists.letters.get(part, part) for part in tail)
    if variant := _variant(scan, last, prefix + head.number + "".join(map(latin, tail)), lists):
        return _named(first, variant[0], lists.names[variant[1]], plural, prefix)
    if not tail and last < len(scan.tokens) and scan.tokens[last].form in lists.letters:
        last, tail = last + 1, (lists.letters[scan.tokens[last].form],)
    owned = tuple(owner + each for owner in dict.fromkeys((maker, "")) for each in prefixes)
    for resolve in (model_of, family_of):
        for each in owned:
            if (found := resolve(each, head.number, tail, lists)) is not None:
                return _named(first, last, found, plural, prefix)
    unlisted = plural or is_cued() or (head.listed and _has_article(scan, first))
    if head.known_only or not unlisted or head.prefix in lists.not_types or not prefix:
        return None
    nearest = nearest_to(prefix, head.number, "".join(tail), lists) if head.listed else None
    return Designation(first, last, None, (), nearest, plural, known=False)


def _named(first: int, last: int, types: Sequence[str], plural: bool | None, prefix: str) -> Designation:
    one = types[0] if len(types) == 1 else None
    return Designation(first, last, one, () if one else tuple(types), None, plural, prefix=prefix)


def _named_model(scan: Scan, first: int, lists: TypeLists) -> Designation | None:
    """Read a model by its name behind its maker or series: "Citation Sovereign", "Gulfstream G550"."""
    maker = scan.get(first, WordKind.MAKER)
    word = maker.get(WordKind.MAKER) if maker is not None else None
    if maker is None or word is None or not word.name:
        return None
    found = _variant(scan, maker.last, word.name, lists)
    if found is None or len(lists.names[found[1]]) > 1:
        return None
    last, tail, plural = _tail(scan, found[0])
    if any(part.isdigit() for part in tail):
        return None
    return _named(first, last, lists.names[found[1]], plural, word.name)


def _variant(scan: Scan, index: int, start: str, lists: TypeLists) -> tuple[int, str] | None:
    """Join words on to a name as long as a listed one may come out: where it ends, and the name."""
    tokens, best, key = scan.tokens, None, start
    for n_words in range(_MOST_WORDS):
        at = scan.skip(index, "-")
        if at >= len(tokens) or tokens[at].line or tokens[at].kind is TokenKind.MARK:
            break
        letter = lists.letters.get(tokens[at].form)
        if not n_words and at == index and not letter and not _may_name(scan, at):
            break
        key += letter or latin(tokens[at].form)
        index = at + 1
        if key in lists.names:
            best = index, key
    return best


def _may_name(scan: Scan, index: int) -> bool:
    return scan.raw(index)[:1].isupper() or scan.tokens[index].form in _SMALL


def _prefix_at(scan: Scan, first: int, lists: TypeLists, told: Collection[str]) -> _Head | None:
    """Find prefix and number: "Il-76", "IL76", «Ил 76», "Boeing 737", "F/A-18", "إم كيو-9"."""
    tokens = scan.tokens
    maker = scan.get(first, WordKind.MAKER)
    if maker is not None:
        return _behind_maker(scan, maker)
    bare = lists.bare.get(tokens[first].form)
    if bare and first not in scan.hidden and _is_bare_type(scan, first, is_told=bare in told):
        return _Head(bare, tokens[first].form, first + 1)
    if first in scan.hidden or tokens[first].kind is not TokenKind.WORD:
        return None
    form, index = _whole_prefix(scan, first, lists)
    hyphen = index < len(tokens) and _is_hyphen(scan, index, form, lists)
    at = index + 1 if hyphen else index
    if (
        not _is_number(scan, at, form, lists)
        or scan.parts(first, at)
        or len(form) > _MOST_PREFIX + 5 * (" " in form)
    ):
        return None
    arabic = "\u0600" <= form[:1] <= "\u06ff"
    if arabic and scan.raw(first).endswith(_STRETCH):
        return None
    latin = lists.prefixes.get(_cyrillic(scan.raw(first)), lists.prefixes.get(form))
    if arabic and not hyphen and (latin is None or _is_particle(scan, first, lists)):
        return None
    if not arabic and not scan.raw(first)[:1].isupper():
        return None
    if tokens[at].spaced and (
        hyphen or (not arabic and (scan.get(first, WordKind.DETERMINER) or latin is None or len(form) < 2))
    ):
        return None
    return _Head(latin or form, tokens[at].form, at + 1, listed=latin is not None)


def _is_hyphen(scan: Scan, index: int, prefix: str, lists: TypeLists) -> bool:
    """Say whether a mark joins a prefix and its number; a full stop does where they are listed: "SA.342"."""
    token = scan.tokens[index]
    if token.spaced or token.form != ".":
        return token.form == "-" and not token.spaced
    number = scan.tokens[index + 1].form if index + 1 < len(scan.tokens) else ""
    return number.isdigit() and not scan.tokens[index + 1].spaced and lists.knows(prefix + number)


#: What is written to a number that is a type by it: "two 777s", "a 747F".
_BARE_TAILS = frozenset(("s", "F", "Fs"))


def _behind_maker(scan: Scan, maker: Item) -> _Head | None:
    word = maker.get(WordKind.MAKER)
    index = scan.skip(maker.last, "-")
    if word is None or not word.name or index >= len(scan.tokens) or scan.tokens[index].line:
        return None
    token = scan.tokens[index]
    if token.kind is TokenKind.NUMBER and len(token.form) <= _MOST_DIGITS:
        only = "series" in word.tags or not _is_number(scan, index)
        return _Head(word.name, token.form, index + 1, known_only=only)
    if scan.raw(index) in _ROMAN:
        return _Head(word.name, str(_ROMAN.index(scan.raw(index)) + 1), index + 1, known_only=True)
    return None


def _whole_prefix(scan: Scan, first: int, lists: TypeLists) -> tuple[str, int]:
    """Get a prefix of one word or of two that are listed together: "إم كيو", "F/A"."""
    tokens, form, following = scan.tokens, scan.tokens[first].form, first + 1
    arabic = "\u0600" <= form[:1] <= "\u06ff"
    joined = "/-" if arabic else "/"
    if following + 1 < len(tokens) and tokens[following].form in joined and not tokens[following].spaced:
        following += 1
    elif not arabic:
        return form, following
    if following < len(tokens) and f"{form} {tokens[following].form}" in lists.prefixes:
        return f"{form} {tokens[following].form}", following + 1
    return form, first + 1


def _is_particle(scan: Scan, first: int, lists: TypeLists) -> bool:
    flown = scan.before(
        first, WordKind.AIRCRAFT, WordKind.MAKER, WordKind.NICKNAME, WordKind.AIRCRAFT_ADJECTIVE
    )
    is_day = scan.tokens[first].form == _ON and scan.tokens[first - 1].form not in _OF_TYPE
    return scan.tokens[first].form in lists.particles and (flown is None or is_day)


def _is_bare_type(scan: Scan, first: int, *, is_told: bool) -> bool:
    """Tell "a Kalitta 747" and "two 777s" from 747 of anything: a carrier before, an aircraft or s behind."""
    tokens, after = scan.tokens, first + 1
    if after < len(tokens) and not tokens[after].spaced and not tokens[after].line:
        plural_or_model = _tail(scan, after)[0] > after
        if tokens[after].form in ",.:/%-" and not plural_or_model:
            ends = after + 1 == len(tokens) or tokens[after + 1].spaced or tokens[after + 1].line > 0
            if tokens[after].form in "%-/" or not ends:
                return False
        if scan.raw(after) in _BARE_TAILS:
            return True
    if scan.get(after, WordKind.AIRCRAFT):
        return True
    if scan.get(after, WordKind.FLIGHT):
        return False
    flown = scan.before(first, WordKind.OPERATOR, WordKind.AIRLINE_WORD, WordKind.AIRCRAFT_ADJECTIVE)
    state = scan.before(first, WordKind.STATE)
    article = scan.before(state.first if state else first, WordKind.DETERMINER)
    known = is_told and scan.tagged(article, WordKind.DETERMINER, "definite")
    return known or flown is not None or scan.tagged(article, WordKind.DETERMINER, "indefinite")


def _cyrillic(raw: str) -> str:
    """Read a word of both scripts as Cyrillic, for «Ан» with a Latin A; nothing for others."""
    return raw.lower().translate(_AS_CYRILLIC) if not raw.isascii() and raw[:1].isascii() else ""


def _is_number(scan: Scan, index: int, prefix: str = "", lists: TypeLists | None = None) -> bool:
    """Say whether a token is a number of a type: of three digits at most, or listed with its prefix."""
    if index >= len(scan.tokens) or scan.tokens[index].kind is not TokenKind.NUMBER:
        return False
    number = scan.tokens[index].form
    return len(number) < _MOST_DIGITS or (lists is not None and lists.knows(prefix + number))


def _tail(scan: Scan, index: int) -> tuple[int, tuple[str, ...], bool | None]:
    """Collect what is written to the number: letters, "-100", a plural s."""
    tokens, plural = scan.tokens, None
    tail: list[str] = []
    stop = min(index + _MOST_TOKENS, len(tokens))
    last = index
    while last < stop and not tokens[last].spaced and not tokens[last].line:
        token = tokens[last]
        if (
            token.form in "-/"
            and last + 1 < stop
            and not tokens[last + 1].spaced
            and _belongs(scan, last + 1)
        ):
            if token.form == "/" and not (tail and scan.raw(last + 1).isalpha()):
                break
            last += 1
            continue
        if token.kind is TokenKind.MARK or not _belongs(scan, last):
            break
        form, plural = _without_plural(scan.raw(last), token.form, plural)
        if tokens[last - 1].form != "/":
            tail.append(form)
        last += 1
    return last, tuple(tail), plural


def _belongs(scan: Scan, index: int) -> bool:
    token, raw = scan.tokens[index], scan.raw(index)
    if token.kind is TokenKind.NUMBER:
        return len(token.form) < 4
    if raw == "s" or (len(raw) <= 5 and raw[:-1].isupper() and raw.endswith("s")):
        return True
    return len(raw) <= 5 and (raw == raw.upper() or len(raw) == 1) and scan.tokens[index - 1].form != "("


def _without_plural(raw: str, form: str, plural: bool | None) -> tuple[str, bool | None]:
    if raw.endswith("s") and (raw == "s" or raw[:-1].isupper()):
        return form[:-1], True
    return form, plural


#: Numbers of models that are written in Roman letters.
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
#: Digits of a number behind a maker or series at most ("Global 6000").
_MOST_DIGITS = 4
#: Words of variants that are written small.
_SMALL = frozenset(("neo", "ceo"))
#: Latin letters that look like Cyrillic ones.
_AS_CYRILLIC = str.maketrans("aopecxyi", "аоресхуі")


def _has_article(scan: Scan, first: int) -> bool:
    number = first > 0 and scan.tokens[first - 1].kind is TokenKind.NUMBER
    return number or scan.before(first, WordKind.DETERMINER) is not None
