"""Names of outlets that no list knows, by their build: "the Dutch account Mode-S Monitor", «газета «Корваш»».

A word for an outlet stands before the name ("the agency Korvash", "another channel, Korvash Watch,"), behind
it ("the Tarsh Post newspaper"), or is its last word ("the Libyan Herald"). Without a name the word points
back: "the newspaper".
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wheelsdown.articles.agencies import office_end
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import SourceKind
from wheelsdown.articles.view import TokenKind

__all__ = [
    "Found",
    "handle",
    "is_tail_of_quotation",
    "kind_named",
    "name_beside",
    "name_end",
    "outlet_before_word",
    "outlet_of_word",
    "quoted_arabic",
    "quoted_whole",
]

_K = WordKind
_UNKNOWN_WORDS = 4
_KINDS = {kind.value: kind for kind in SourceKind}
_OPENING = "\"«“„'‘-:"
#: The Arabic article behind the particles that are written together with it.
_ARABIC_ARTICLES = (*("ال", "بال", "كال", "لل"), *("وال", "وبال", "ولل"), *("فال", "فبال", "فلل"))
_QUOTES, _CLOSING = '"«“„', '»"”“'
#: Between two outlets that say the same.
_AND = frozenset({"and", "и", "і", "й", "та", "و"})
#: The Arabic particle for "to", and the word for "today" that names of outlets end with.
_TO, _TODAY = "ل", "اليوم"
#: What may glue the parts of one name: "Mode-S Monitor", "L'Essor", "Orion_Sahel".
_GLUE = "-'_’&."


@dataclass(frozen=True, slots=True)
class Found:
    """A source at tokens ``first`` up to and without ``last``.

    ``particles``: those of the Arabic word before its name: "لشبكة «...»".
    """

    first: int
    last: int
    name: str
    kind: SourceKind
    is_anaphor: bool = False
    particles: str = ""


def kind_named(word: Word, default: SourceKind = SourceKind.SITE) -> SourceKind:
    """Get the kind of source that a listed word stands for."""
    return _KINDS.get(word.id, default)


def outlet_of_word(scan: Scan, first: int, item: Item, word: Word, places: Collection[int]) -> Found | None:
    """Read a word for an outlet: before a listed or unknown name, or alone as an anaphor.

    ``first``: where its adjectives begin; ``places``: tokens that name places ("the Suez canal").
    """
    kind = kind_named(word)
    at = item.last
    while (adjective := scan.get(at, _K.STATE)) and not scan.tokens[at].form[:1].isascii():
        at = adjective.last
    at = scan.skip(at, _OPENING)
    listed = scan.get(at, _K.OUTLET)
    if listed is not None and (outlet := listed.get(_K.OUTLET)) and "platform" not in outlet.tags:
        return Found(at, listed.last, outlet.name, kind_named(outlet, kind), particles=item.particles)
    last = _name_after(scan, item.last, at)
    quoted = at > item.last and scan.tokens[at - 1].form in _QUOTES
    if last > at and (quoted or not all(index in places for index in range(at, last))):
        bound = not quoted and (scan.tokens[at].form.startswith("ال") or _is_titled(scan, item, at))
        return Found(first, last, scan.words(item.first if bound else at, last), kind)
    if (apposed := _apposed(scan, item.last)) is not None:
        return Found(first, apposed[1], scan.words(*apposed), kind)
    if "name_only" in word.tags or not _definite(scan, item.first):
        return None
    if kind is SourceKind.AGENCY and (end := office_end(scan, item.last)) > item.last:
        return Found(first, end, scan.words(first, end), SourceKind.OFFICIAL)
    return Found(first, item.last, scan.words(first, item.last), kind, is_anaphor=True)


def _is_titled(scan: Scan, item: Item, at: int) -> bool:
    """Say whether a Latin word for an outlet is part of the name behind it: "Radio Llanera"."""
    latin = scan.tokens[at].form.isascii() and scan.tokens[at - 1].form.isascii()
    return at == item.last and latin and scan.is_name_word(at - 1)


def _name_after(scan: Scan, behind: int, at: int) -> int:
    """Find the end of the name that follows a word for an outlet; ``at`` when none does."""
    if at > behind and scan.tokens[at - 1].form in _QUOTES:
        return _quoted(scan, at)
    return max(name_end(scan, at), _arabic_name(scan, at)) if at < len(scan.tokens) else at


def _apposed(scan: Scan, at: int) -> tuple[int, int] | None:
    """Read the name between commas behind a word for an outlet: "another channel, Korvash Watch, wrote"."""
    if at >= len(scan.tokens) or scan.tokens[at].form not in (",", "،"):
        return None
    first = scan.skip(at + 1, _QUOTES)
    last = _quoted(scan, first) if first > at + 1 else name_end(scan, first)
    end = scan.skip(last, _CLOSING)
    closes = end < len(scan.tokens) and scan.tokens[end].form in (",", "،")
    return (first, last) if last > first and closes else None


def _arabic_name(scan: Scan, at: int) -> int:
    """Take the word behind an Arabic word for an outlet for its name, unless it is an adjective.

    "صحيفة داناس الصربية": the noun without the article is bound to a name, which no list knows, or to a
    definite word; "صحيفة محلية" has an adjective, which ends like one.
    """
    form = scan.tokens[at].form
    if (
        not (_is_arabic(scan, at) and _is_arabic(scan, at - 1))
        or _definite(scan, at - 1)
        or scan.tokens[at].line
    ):
        return at
    if (named := _before_arabic_tail(scan, at)) is not None:
        return named.last
    item = scan.at[at]
    if (item is not None and item.get(*_NO_ARABIC_NAMES)) or form.endswith(("يه", "يا")) or len(form) < 3:
        return at
    return at + 1 if item is None or form.startswith("ال") else at


#: Kinds of outlets, whose names stand side by side.
_PUBLISHERS = (
    *(SourceKind.NEWSPAPER, SourceKind.AGENCY, SourceKind.SITE, SourceKind.CHANNEL),
    *(SourceKind.BROADCASTER, SourceKind.TRACKING),
)
#: Listed words that begin no outlet's name.
_NO_OUTLETS = (_K.INSTITUTION, _K.ROLE, _K.MAKER, _K.AIRCRAFT, _K.OPERATOR)
#: Listed words that name no outlet behind an Arabic word for one.
_NO_ARABIC_NAMES = (_K.STATE, _K.COUNTRY, _K.PREPOSITION, _K.FUNCTION, _K.DETERMINER, _K.SOURCE_ADJECTIVE)


def quoted_whole(scan: Scan, index: int, item: Item) -> Found | None:
    """Read a quoted name that begins with a word for a source: «مرصد المتوسط», «Группа Корваш»."""
    if index == 0 or scan.tokens[index - 1].form not in _QUOTES:
        return None
    word = item.get(_K.OBSERVERS, _K.OUTLET_WORD)
    last = _quoted(scan, index)
    if word is None or not item.last < last <= index + _UNKNOWN_WORDS or scan.tokens[last].line:
        return None
    if scan.tokens[index].form.isascii() and not scan.is_name_word(index):
        return None
    return Found(index, last, scan.words(index, last), kind_named(word, SourceKind.OBSERVERS))


def quoted_arabic(scan: Scan, places: Collection[int]) -> Iterator[Found]:
    """Read the quoted Arabic names with a place behind "to", and those like "X today": "قال لـ«نبأ دمشق»"."""
    for index in range(1, len(scan.tokens)):
        if scan.tokens[index - 1].form not in _QUOTES or not _is_arabic(scan, index):
            continue
        item, last = scan.at[index], _quoted(scan, index)
        if not index < last <= index + _UNKNOWN_WORDS or (item and item.get(_K.OUTLET, *_NO_OUTLETS)):
            continue
        to = index > 1 and scan.tokens[index - 2].form == _TO and not scan.tokens[index - 1].spaced
        to = to and any(each in places for each in range(index, last))
        today = last == index + 2 and scan.tokens[last - 1].form == _TODAY
        if to or today:
            yield Found(index, last, scan.words(index, last), SourceKind.SITE)


def name_beside(scan: Scan, found: Found) -> Found | None:
    """Read the quoted name joined to an outlet's own: "صحيفتا «النهار» و«صدى الجبل»"."""
    if found.is_anaphor or found.kind not in _PUBLISHERS:
        return None
    joined = scan.skip(found.last, _CLOSING)
    if joined >= len(scan.tokens) or scan.tokens[joined].line or scan.tokens[joined].form not in _AND:
        return None
    first = scan.skip(joined + 1, _QUOTES)
    last = _quoted(scan, first) if first > joined + 1 else first
    if last == first or scan.get(first, _K.OUTLET, *_NO_OUTLETS) is not None:
        return None
    return Found(first, last, scan.words(first, last), found.kind)


def is_tail_of_quotation(scan: Scan, item: Item) -> bool:
    """Say whether a listed name only ends a quoted one: «Вечерние новости» is not «Новости»."""
    first = item.first
    while first > 0 and item.first - first < _UNKNOWN_WORDS and scan.tokens[first - 1].kind is TokenKind.WORD:
        first -= 1
    if first == item.first or first == 0 or scan.tokens[first - 1].form not in _QUOTES:
        return False
    return item.last < len(scan.tokens) and scan.tokens[item.last].form in _CLOSING and scan.at[first] is None


def _follows_name(scan: Scan, index: int) -> bool:
    """Say whether the name goes on from the word before, glued or not."""
    before = index - 1
    if before > 0 and _glues(scan, before):
        before -= 1
    return scan.is_name_word(before) and scan.get(before, _K.DETERMINER, _K.FUNCTION, _K.PREPOSITION) is None


def _quoted(scan: Scan, at: int) -> int:
    last = at
    while last < len(scan.tokens) and last - at < 2 * _UNKNOWN_WORDS:
        if scan.tokens[last].form in _CLOSING or (scan.tokens[last].line and last > at):
            return last
        last += 1
    return at


def _glues(scan: Scan, index: int) -> bool:
    """Say whether a mark stands inside a name: a hyphen, an apostrophe, a low line without blanks or "&"."""
    following = index + 1
    if scan.tokens[index].form == "&" and following < len(scan.tokens) and not scan.tokens[following].line:
        return scan.is_name_word(following)
    if scan.tokens[index].form not in _GLUE or scan.tokens[index].spaced or following >= len(scan.tokens):
        return False
    return not scan.tokens[following].spaced and scan.tokens[following].kind is not TokenKind.MARK


def name_end(scan: Scan, at: int) -> int:
    """Find the end of a run of capitalised words, what glues them taken in."""
    last, end = at, at
    while last < len(scan.tokens) and last - at < 2 * _UNKNOWN_WORDS:
        if end > at and end == last and _glues(scan, last):
            last = end = last + 2
            continue
        item = scan.at[last]
        listed = item is not None and item.get(_K.COMMON, _K.COUNTRY, _K.STATE, _K.INSTITUTION, _K.ROLE)
        if scan.tokens[last].line or listed or not (scan.is_name_word(last) or _is_numbered(scan, at, last)):
            break
        last = end = last + 1
    return end


def _is_numbered(scan: Scan, first: int, index: int) -> bool:
    """Say whether a number is glued to a name: "Kanal7", "Telex24"."""
    token = scan.tokens[index]
    return index > first and token.kind is TokenKind.NUMBER and not token.spaced


def _definite(scan: Scan, index: int) -> bool:
    """Say whether a word points back: English needs an article, Slavic nothing, Arabic carries its own."""
    form = scan.tokens[index].form
    if form[:1].isascii():
        index = _before_adjectives(scan, index)
        return scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "definite")
    if "\u0600" <= form[:1] <= "\u06ff":
        return scan.raw(index).startswith(_ARABIC_ARTICLES)
    return True


def _before_adjectives(scan: Scan, index: int) -> int:
    """Step back over "Serbian" and "London-based" in front of a word for an outlet."""
    for _ in range(_UNKNOWN_WORDS):
        if scan.before(index, _K.STATE) is not None:
            index -= 1
        elif index > 2 and scan.tokens[index - 2].form == "-" and not scan.tokens[index - 1].spaced:
            index -= 3
        else:
            break
    return index


def handle(scan: Scan, index: int) -> Found | None:
    """Read "@handle"."""
    tokens = scan.tokens
    if tokens[index].form != "@" or index + 1 >= len(tokens) or tokens[index + 1].spaced:
        return None
    last = index + 1
    while (
        last < len(tokens)
        and not tokens[last].spaced
        and (tokens[last].form == "_" or scan.raw(last).isalnum())
    ):
        last += 1
    return Found(index, last, scan.words(index + 1, last), SourceKind.CHANNEL) if last > index + 1 else None


def outlet_before_word(scan: Scan, index: int, places: Collection[int]) -> Found | None:
    """Read "the Tarsh Post newspaper", "the Libyan Herald": capitalised words up to a word for an outlet."""
    if not _begins_name(scan, index):
        return _before_arabic_tail(scan, index)
    last, ended = index + 1, _lone_tail(scan, index)
    while last < len(scan.tokens) and last - index < 2 * _UNKNOWN_WORDS and not scan.tokens[last].line:
        if _glues(scan, last) and (scan.is_name_word(last + 1) or scan.tokens[last].form in "'’"):
            last += 2
            continue
        tail = scan.get(last, _K.OUTLET_TAIL)
        if tail is not None and scan.is_name_word(last):
            kind = kind_named(_meaning(tail, _K.OUTLET_TAIL), SourceKind.NEWSPAPER)
            ended = Found(index, tail.last, scan.words(index, tail.last), kind)
        word = scan.get(last, _K.OUTLET_WORD)
        if word is not None and word.last > last + 1 and scan.is_name_word(word.last - 1):
            kind = kind_named(_meaning(word, _K.OUTLET_WORD))
            ended = Found(index, word.last, scan.words(index, word.last), kind)
        if word is not None and not scan.is_name_word(last):
            blocked = all(
                i in places or scan.get(i, _K.STATE, _K.SOURCE_ADJECTIVE) for i in range(index, last)
            )
            if blocked or _is_named(scan, word.last):
                return ended
            kind = kind_named(_meaning(word, _K.OUTLET_WORD))
            return Found(index, word.last, scan.words(index, last), kind)
        if not scan.is_name_word(last) or scan.get(last, _K.OUTLET, _K.INSTITUTION, _K.COMMON):
            break
        last += 1
    return ended


def _lone_tail(scan: Scan, index: int) -> Found | None:
    """Read a name that is but the word names of outlets end with: "The Herald"."""
    tail, before = scan.get(index, _K.OUTLET_TAIL), scan.before(index, _K.DETERMINER)
    if tail is None or tail.last > index + 1 or scan.get(index, _K.OUTLET_WORD, _K.COMMON):
        return None
    if before is None or not scan.tagged(before, _K.DETERMINER, "definite") or scan.is_name_word(tail.last):
        return None
    kind = kind_named(_meaning(tail, _K.OUTLET_TAIL), SourceKind.NEWSPAPER)
    first = before.first if scan.is_name_word(before.first) else index
    return Found(index, tail.last, scan.words(first, tail.last), kind)


def _before_arabic_tail(scan: Scan, index: int) -> Found | None:
    """Read a name of two Arabic words by its last one: "فولغا برس"."""
    tail = scan.get(index + 1, _K.OUTLET_TAIL)
    if tail is None or not _is_arabic(scan, index) or not _is_arabic(scan, index + 1):
        return None
    if scan.tokens[index + 1].line or scan.get(index, _K.OUTLET_WORD, _K.PREPOSITION, _K.FUNCTION):
        return None
    return Found(index, tail.last, scan.words(index, tail.last), kind_named(_meaning(tail, _K.OUTLET_TAIL)))


def _is_arabic(scan: Scan, index: int) -> bool:
    return "\u0600" <= scan.tokens[index].form[:1] <= "\u06ff"


def _begins_name(scan: Scan, index: int) -> bool:
    if not scan.is_name_word(index) or not scan.tokens[index].form.isascii():
        return False
    return not (scan.get(index, _K.DETERMINER, _K.FUNCTION, _K.PREPOSITION) or _follows_name(scan, index))


def _is_named(scan: Scan, index: int) -> bool:
    """Say whether a word for an outlet has its name behind it: "state broadcaster RTS"."""
    return scan.get(index, _K.OUTLET) is not None or name_end(scan, index) > index


def _meaning(item: Item, kind: WordKind) -> Word:
    return next(word for word in item.words if word.kind is kind)
