"""Which aircraft type a designation names ("Il-76TD", "Ил-76", "إليوشن-76", "C17"); never by likeness.

A designation is a prefix and a number, with what is written to it without a space. It is looked up whole and
then without its ending, letter by letter, down to prefix and number: Il-76TD is an Il-76. A family that
leaves the type open gives its candidates; one that is in no list gives the nearest listed spelling, which is
offered and never taken.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from wheelsdown.articles.lexicon import Scan, WordKind
from wheelsdown.articles.view import TokenKind

__all__ = ["Designation", "TypeLists", "designation_at"]

#: Tokens of one designation at most ("An-124-100M").
_MOST_TOKENS = 7
#: Letters of a prefix at most ("mig", "yak").
_MOST_PREFIX = 4
#: Edits between an unknown designation and a listed spelling that is offered.
_NEAR = 2


@dataclass(frozen=True)
class TypeLists:
    """What designations are looked up in.

    ``names``: compact model name ("il76", "boeing737800") to designators; ``families``: the same for prefix
    and number alone; ``prefixes``: folded prefix in any script to the Latin one, or to several ("بي" is both
    B and P); ``spellings``: by prefix, offered for unknown ones; ``not_types``: prefixes that an unlisted
    designation needs a word for an aircraft with; ``never``: prefixes that any does (S-300, COVID-19);
    ``letters``: names of letters behind
    a space ("جيه" is J); ``bare``: numbers that are types beside a carrier ("a Kalitta 747"), with the prefix
    that is meant; ``particles``: prefixes that are words of their own, so that a space before the number
    needs a word for an aircraft before them ("إن 3 طائرات" is "that three planes").
    """

    names: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[str, ...]]
    prefixes: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    not_types: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    bare: Mapping[str, str] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()


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


def designation_at(
    scan: Scan,
    first: int,
    lists: TypeLists,
    *,
    is_cued: Callable[[], bool] = bool,
    told: Collection[str] = (),
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
    """
    head = _prefix_at(scan, first, lists, told)
    if head is None:
        return None
    prefix, index, listed = head
    number = scan.tokens[index].form
    last, tail, plural = _tail(scan, index + 1)
    if not tail and last < len(scan.tokens) and scan.tokens[last].form in lists.letters:
        last, tail = last + 1, lists.letters[scan.tokens[last].form]
    if prefix in lists.never and not is_cued():
        return None
    found = next(
        (types for each in prefix.split() or [""] if (types := _resolve(each, number, tail, lists))), None
    )
    prefix = prefix.split()[0] if prefix else prefix
    if found is not None:
        designators = found
        one = designators[0] if len(designators) == 1 else None
        return Designation(first, last, one, () if one else designators, None, plural, prefix=prefix)
    if not (plural or is_cued() or (listed and _has_article(scan, first))) or prefix in lists.not_types:
        return None
    if not prefix:
        return None
    nearest = _nearest(prefix, number, tail, lists) if listed else None
    return Designation(first, last, None, (), nearest, plural, known=False)


def _prefix_at(
    scan: Scan, first: int, lists: TypeLists, told: Collection[str]
) -> tuple[str, int, bool] | None:
    """Find prefix and number: "Il-76", "IL76", «Ил 76», "Boeing 737", "إم كيو-9"."""
    tokens = scan.tokens
    maker = scan.get(first, WordKind.MAKER)
    if maker is not None:
        word = maker.get(WordKind.MAKER)
        index = scan.skip(maker.last, "-")
        if word and _is_number(scan, index) and tokens[index].line == 0:
            return word.name, index, True
        return None
    bare = lists.bare.get(tokens[first].form)
    if bare and first not in scan.hidden and _is_bare_type(scan, first, is_told=bare in told):
        return bare, first, True
    if first in scan.hidden or tokens[first].kind is not TokenKind.WORD:
        return None
    form, index = tokens[first].form, first + 1
    if (
        "\u0600" <= form[:1] <= "\u06ff"
        and index < len(tokens)
        and f"{form} {tokens[index].form}" in lists.prefixes
    ):
        form, index = f"{form} {tokens[index].form}", index + 1
    hyphen = index < len(tokens) and tokens[index].form == "-" and not tokens[index].spaced
    at = index + 1 if hyphen else index
    if not _is_number(scan, at) or scan.parts(first, at) or len(form) > _MOST_PREFIX + 3 * (" " in form):
        return None
    arabic = "\u0600" <= form[:1] <= "\u06ff"
    latin = lists.prefixes.get(_cyrillic(scan.raw(first)), lists.prefixes.get(form))
    if arabic and not hyphen and (latin is None or _is_particle(scan, first, lists)):
        return None
    if not arabic and not scan.raw(first)[:1].isupper():
        return None
    if tokens[at].spaced and (
        hyphen or (not arabic and (scan.get(first, WordKind.DETERMINER) or latin is None or len(form) < 2))
    ):
        return None
    return (latin or form, at, latin is not None)


def _is_particle(scan: Scan, first: int, lists: TypeLists) -> bool:
    flown = scan.before(
        first, WordKind.AIRCRAFT, WordKind.MAKER, WordKind.NICKNAME, WordKind.AIRCRAFT_ADJECTIVE
    )
    return scan.tokens[first].form in lists.particles and flown is None


def _is_bare_type(scan: Scan, first: int, *, is_told: bool) -> bool:
    """Tell "a Kalitta 747" and "two 777s" from 747 of anything: a carrier before, an aircraft or s behind."""
    tokens, after = scan.tokens, first + 1
    if after < len(tokens) and not tokens[after].spaced and not tokens[after].line:
        plural_or_model = _tail(scan, after)[0] > after
        if tokens[after].form in ",.:/%-" and not plural_or_model:
            ends = after + 1 == len(tokens) or tokens[after + 1].spaced or tokens[after + 1].line > 0
            if tokens[after].form in "%-/" or not ends:
                return False
        if scan.raw(after) == "s":
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


def _is_number(scan: Scan, index: int) -> bool:
    return (
        index < len(scan.tokens)
        and scan.tokens[index].kind is TokenKind.NUMBER
        and len(scan.tokens[index].form) < 4
    )


def _tail(scan: Scan, index: int) -> tuple[int, str, bool | None]:
    """Collect what is written to the number: letters, "-100", a plural s."""
    tokens, tail, plural = scan.tokens, "", None
    stop = min(index + _MOST_TOKENS, len(tokens))
    last = index
    while last < stop and not tokens[last].spaced and not tokens[last].line:
        token = tokens[last]
        if token.form == "-" and last + 1 < stop and not tokens[last + 1].spaced and _belongs(scan, last + 1):
            last += 1
            continue
        if token.kind is TokenKind.MARK or not _belongs(scan, last):
            break
        form, plural = _without_plural(scan.raw(last), token.form, plural)
        tail += form
        last += 1
    if last + 1 < len(tokens) and tokens[last].form == "'" and tokens[last + 1].form == "s":
        return last, tail, plural
    return last, tail, plural


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


#: Latin letters that look like Cyrillic ones.
_AS_CYRILLIC = str.maketrans("aopecxyi", "аоресхуі")
#: Cyrillic letters of variants, as Latin ones ("Ил-76МД", «Ту-154М»).
_LETTERS = dict(
    zip(
        "абвгдежзиклмнопрстуфхцш",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "sh",
        ],
        strict=True,
    )
)


def _latin(text: str) -> str:
    return "".join(_LETTERS.get(char, char) for char in text)


def _resolve(prefix: str, number: str, tail: str, lists: TypeLists) -> tuple[str, ...] | None:
    latin = _latin(tail)
    for ending in dict.fromkeys((latin, tail)):
        key = f"{prefix}{number}{ending}"
        while len(key) >= len(prefix) + len(number):
            if key in lists.names:
                return lists.names[key]
            key = key[:-1]
    return lists.families.get(f"{prefix}{number}", lists.families.get(f"{prefix}a{number}"))


def _has_article(scan: Scan, first: int) -> bool:
    number = first > 0 and scan.tokens[first - 1].kind is TokenKind.NUMBER
    return number or scan.before(first, WordKind.DETERMINER) is not None


def _nearest(prefix: str, number: str, tail: str, lists: TypeLists) -> str | None:
    """Offer the nearest spelling: of equal distances the one that has the same signs in another order."""
    asked = f"{prefix}{number}{_latin(tail)}"
    ranked = []
    for spelling in lists.spellings.get(prefix, ()):
        plain = spelling.replace("-", "").lower()
        distance = OSA.distance(asked, plain, score_cutoff=_NEAR)
        if distance <= _NEAR:
            ranked.append((distance, sorted(plain) != sorted(asked), spelling))
    return min(ranked)[2] if ranked else None
