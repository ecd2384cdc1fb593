"""Who flies: air forces, states and companies by the words that name them.

"Russian Air Force", «ВКС России» and "القوات الجوية الروسية" are a word for a force beside a state. A country
is an operator where it acts: not behind a preposition of place, nor inside the name of a place or a source.
"""

from collections.abc import Collection, Mapping, Sequence

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import OperatorMark, PlaceLevel, PlaceMark
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.view import TokenKind

__all__ = ["find_operators"]

_K = WordKind
_STATES = (_K.STATE, _K.COUNTRY)
_FORCES = (_K.FORCE, _K.MILITARY)
#: Words that are an operator, or make one with those beside them.
_ACTING = frozenset({_K.OPERATOR, _K.UNIT, _K.INSTITUTION, *_FORCES, *_STATES})
#: Marks between a word for a company and its name.
_OPENING = "\"«“„'‘-:"
#: Words of the name of a company at most.
_MOST_NAME = 4
#: Tokens between the number of a unit and its noun: «224-го отдельного летного отряда».
_MOST_UNIT = 6
#: How the Arabic word for "alone" ends, which folded looks like that for a unit.
_ITS = "ه"
_QUOTES, _UNQUOTES = frozenset('«"“„'), frozenset('»"”“')
_Found = tuple[OperatorMark, int]


def find_operators(
    scan: Scan, places: Sequence[PlaceMark], taken: Collection[int], capitals: Mapping[str, str]
) -> tuple[OperatorMark, ...]:
    """Mark the operators of an article.

    Parameters
    ----------
    scan
        The article with its listed words.
    places
        Its places: what lies inside the longer ones is no operator.
    taken
        Tokens of persons and sources.
    capitals
        Lower-case names of capitals to their countries, which they may stand for ("Moscow resumed flights").

    Returns
    -------
    tuple of OperatorMark
        In order of the text, none overlapping.
    """
    inside = _inside(scan, places)
    by_start = {scan.index_of(mark): mark for mark in places}
    marks: list[OperatorMark] = []
    free = 0
    for index in sorted({*scan.starts, *by_start}):
        if index < free:
            continue
        found = _metonym(scan, by_start.get(index), index, capitals, taken)
        if found is None and index not in inside:
            found = _at(scan, index, taken)
        if found is not None:
            mark, free = found
            marks.append(mark)
    return tuple(marks)


def _inside(scan: Scan, places: Sequence[PlaceMark]) -> set[int]:
    """Get the tokens of places of more than a country's name."""
    named = [mark for mark in places if not mark.is_anaphor and not _is_country(scan, mark)]
    return scan.tokens_of(named)


def _is_country(scan: Scan, mark: PlaceMark) -> bool:
    item = scan.at[scan.index_of(mark)]
    return (
        mark.level is PlaceLevel.COUNTRY
        and item is not None
        and scan.tokens[item.last - 1].end == mark.span.end
    )


def _at(scan: Scan, index: int, taken: Collection[int]) -> _Found | None:
    item = scan.at[index]
    if item is None or item.kinds.isdisjoint(_ACTING):
        return _from_airline_word(scan, index, taken)
    if (operator := item.get(_K.OPERATOR)) and not _is_of_force(scan, item):
        return _listed(scan, item, operator)
    if item.get(_K.UNIT) and (unit := _numbered_unit(scan, item)):
        return unit
    if item.get(*_FORCES):
        return _from_force(scan, item)
    if (institution := item.get(_K.INSTITUTION)) and "operator" in institution.tags:
        return _from_institution(scan, item, institution)
    if item.get(*_STATES):
        return _called_by_state(scan, item) or _from_state(scan, item, taken)
    return _from_airline_word(scan, index, taken)


def _is_latin(scan: Scan, item: Item) -> bool:
    return scan.tokens[item.first].form[:1].isascii()


def _is_of_force(scan: Scan, item: Item) -> bool:
    """Say whether the name of an airline is only half of a force: "the Syrian air force"."""
    return scan.tokens[item.last].form == "force" if item.last < len(scan.tokens) else False


def _listed(scan: Scan, item: Item, operator: Word) -> _Found:
    military = True if "military" in operator.tags else None
    last = _behind_quoted(scan, item.last)
    return _mark(scan, item.first, last, operator.name, operator.id or None, military=military)


def _behind_quoted(scan: Scan, index: int) -> int:
    """Take in a name in quotation marks: «отряда «Россия»»; what is an aircraft's is no part of it."""
    if index >= len(scan.tokens) or scan.tokens[index].form not in _QUOTES:
        return index
    for last in range(index + 1, min(index + 2 + _MOST_NAME, len(scan.tokens))):
        if scan.get(last, _K.NICKNAME, _K.MAKER, _K.AIRCRAFT) or scan.tokens[last].kind is TokenKind.NUMBER:
            return index
        if scan.tokens[last].form in _UNQUOTES:
            return last + 1
    return index


def _numbered_unit(scan: Scan, item: Item) -> _Found | None:
    """Read "437th Airlift Wing", «224-го летного отряда», "السرب 16": a unit with its number."""
    after = item.last + 1
    if (
        after <= len(scan.tokens)
        and scan.tokens[item.last].kind is TokenKind.NUMBER
        and not _is_latin(scan, item)
    ):
        alone = scan.raw(item.last - 1).endswith(_ITS)  # "في يوليو وحده 14 طائرة"
        return (
            None
            if alone
            else _mark(scan, item.first, after, scan.words(item.first, after), None, military=True)
        )
    if is_arabic(scan.tokens[item.first].form):
        return None  # "استقبل المطار 14 طائرة في يوليو وحده"
    for first in range(item.first - 1, max(item.first - _MOST_UNIT, 0) - 1, -1):
        token = scan.tokens[first]
        if token.kind is TokenKind.NUMBER:
            if first and scan.tokens[first - 1].form == "-" and not token.spaced:
                return None  # the number of an aircraft: «Ан-32П авіазагону»
            last = _behind_quoted(scan, item.last)
            return _mark(scan, first, last, scan.words(first, last), None, military=True)
        if (token.kind is TokenKind.MARK and token.form != "-") or token.line:
            return None
    return None


def _from_institution(scan: Scan, item: Item, institution: Word) -> _Found:
    """Read "the Pentagon", «Минобороны РФ», "وزارة الدفاع الروسية": a ministry flies, too."""
    state_item = scan.get(item.last, *_STATES)
    latin = item.last < len(scan.tokens) and scan.tokens[item.last].form[:1].isascii()
    of = scan.get(item.last, _K.OF)
    if latin and of and scan.tagged(of, _K.OF, "genitive"):
        state_item = scan.get(of.last, _K.COUNTRY)
    elif latin:
        state_item = None
    state = state_item.get(*_STATES) if state_item else None
    last = state_item.last if state_item else item.last
    name = institution.name or scan.words(item.first, item.last)
    return _mark(scan, item.first, last, name, institution.id or (state.id if state else None), military=True)


def _from_airline_word(scan: Scan, index: int, taken: Collection[int]) -> _Found | None:
    """Read «авиакомпания «X»», "the carrier X", "X Airways": a company that no list has."""
    item = scan.get(index, _K.AIRLINE_WORD)
    if item is not None and "tail" not in _tags(item):
        return _named_company(scan, item) or _described_company(scan, item)
    if not scan.is_name_word(index) or (index in taken and scan.at[index] is not None):
        return None
    if scan.get(index, _K.AIRCRAFT, _K.DETERMINER):
        return None  # «Самолёт Qatar Cargo», "A Qatar Cargo Boeing"
    last = index
    while (
        last < len(scan.tokens)
        and last - index < _MOST_NAME
        and (scan.is_name_word(last) or scan.tokens[last].form == "-")
    ):
        tail = scan.get(last, _K.AIRLINE_WORD)
        if tail is not None and "tail" in _tags(tail) and last > index and scan.is_name_word(last):
            return _mark(scan, index, tail.last, scan.words(index, tail.last), None)
        if scan.get(last, _K.STATE, _K.FORCE, _K.OUTLET, _K.COMMON, _K.ROLE) or (
            last > index and scan.tokens[last].line
        ):
            return None
        last += 1
    return None


def _tags(item: Item) -> frozenset[str]:
    word = item.get(_K.AIRLINE_WORD)
    return word.tags if word else frozenset()


def _named_company(scan: Scan, item: Item) -> _Found | None:
    at = item.last
    while (adjective := scan.get(at, _K.STATE)) and not scan.tokens[at].form[:1].isascii():
        at = adjective.last
    at = scan.skip(at, _OPENING)
    quoted = at > 0 and scan.tokens[at - 1].form in '"«“„'
    last = at
    if not quoted and (arabic := _arabic_company(scan, at)):
        return _mark(scan, at, arabic, scan.words(at, arabic), None)
    while last < len(scan.tokens) and last - at < _MOST_NAME and not scan.tokens[last].line:
        inside = quoted and scan.tokens[last].form not in '»"”“'
        if not inside and not scan.is_name_word(last) and not (scan.tokens[last].form == "-" and last > at):
            break
        last += 1
    if last == at:
        return None
    return _mark(scan, at, last, scan.words(at, last), None)


def _arabic_company(scan: Scan, first: int) -> int | None:
    """Get the end of a name in a script without capitals: a word like Airlines, else one unlisted word."""
    if first == len(scan.tokens) or not "\u0600" <= scan.tokens[first].form[:1] <= "\u06ff":
        return None
    for last in range(first, min(first + _MOST_NAME, len(scan.tokens))):
        tail = scan.get(last, _K.AIRLINE_WORD)
        if tail is not None and "tail" in _tags(tail) and last > first:
            return tail.last
        if scan.tokens[last].kind is not TokenKind.WORD or scan.get(last, _K.PREPOSITION):
            break
    definite = first > 0 and scan.raw(first - 1).removeprefix("و").startswith(("ال", "لل"))
    return first + 1 if scan.at[first] is None and not definite else None


def _described_company(scan: Scan, item: Item) -> _Found | None:
    """Read "X, a charter company registered in Y": the name stands before its description."""
    at = item.first
    while (before := scan.before(at, _K.DETERMINER, _K.STATE, _K.AIRCRAFT_ADJECTIVE)) is not None:
        at = before.first
    if at < 2 or scan.tokens[at - 1].form != ",":
        return None
    last = at - 1
    last -= scan.tokens[last - 1].form in _UNQUOTES
    first = last
    while first > 0 and last - first < _MOST_NAME and scan.is_name_word(first - 1):
        if scan.over[first - 1] is not None or scan.tokens[first].line > 1:
            break
        first -= 1
    return _mark(scan, first, last, scan.words(first, last), None) if first < last else None


def _from_force(scan: Scan, item: Item) -> _Found | None:
    """Read «ВКС России», "القوات الجوية الروسية", "the air force of Mali"."""
    force = item.get(*_FORCES)
    if force is None:
        return None
    of = scan.tagged(scan.get(item.last, _K.OF), _K.OF, "genitive")
    latin = scan.tokens[item.first].form[:1].isascii()
    state_item = scan.get(item.last + 1 if of else item.last, *_STATES) if of or not latin else None
    if force.id:
        last = state_item.last if state_item else item.last
        return _mark(scan, item.first, last, force.name, force.id, military=True)
    if state_item is not None and (state := state_item.get(*_STATES)):
        return _mark(scan, item.first, state_item.last, _name(state, force), state.id, military=True)
    if force.kind is _K.FORCE:
        return _mark(scan, item.first, item.last, force.name, None, military=True)
    return None


def _called_by_state(scan: Scan, item: Item) -> _Found | None:
    """Read a company that has a state in its name: "Qatar Cargo", "Turkish Cargo"."""
    tail = scan.get(item.last, _K.AIRLINE_WORD)
    if tail is None or not _is_latin(scan, item) or "tail" not in _tags(tail):
        return None
    if not scan.is_name_word(item.last) or scan.tokens[item.last].line:
        return None
    return _mark(scan, item.first, tail.last, scan.words(item.first, tail.last), None)


def _from_state(scan: Scan, item: Item, taken: Collection[int]) -> _Found | None:
    state = item.get(*_STATES)
    if state is None:
        return None
    at = scan.skip(item.last, "-'")
    if at > item.last and at < len(scan.tokens) and scan.tokens[at].form == "s":
        at += 1
    arabic = is_arabic(scan.tokens[item.first].form)  # "تحتفظ روسيا بقوات": a state stands behind its force
    following = None if arabic else scan.get(at, *_FORCES)
    if following is not None and (force := following.get(*_FORCES)):
        return _mark(scan, item.first, following.last, _name(state, force), state.id, military=True)
    ministry = scan.get(at, _K.INSTITUTION)
    if (
        ministry is not None
        and (institution := ministry.get(_K.INSTITUTION))
        and "operator" in institution.tags
    ):
        return _mark(
            scan, item.first, ministry.last, scan.words(item.first, ministry.last), state.id, military=True
        )
    if item.first in taken or scan.get(scan.skip(item.last, "-"), _K.ORIGIN_WORD):
        return None
    if item.get(_K.COUNTRY) is not None and item.get(_K.STATE) is None and _is_somewhere(scan, item):
        return None
    return _mark(scan, item.first, item.last, state.name, state.id, is_state=True)


def _is_somewhere(scan: Scan, item: Item) -> bool:
    before = scan.before(item.first, _K.PREPOSITION, _K.DIRECTION)
    if before is not None:
        return not scan.tagged(before, _K.PREPOSITION, "acts")
    return any(particle in item.particles for particle in "بل")


def _metonym(
    scan: Scan, mark: PlaceMark | None, index: int, capitals: Mapping[str, str], taken: Collection[int]
) -> _Found | None:
    """Read "Moscow resumed flights": a capital that nothing says to be a place."""
    if mark is None or index in taken or mark.level is not PlaceLevel.CITY or mark.country is None:
        return None
    if (
        mark.text.lower() not in capitals
        or mark.text.isupper()
        or not _may_act(scan, index)
        or any(p in mark.particles for p in "بل")
    ):
        return None
    last = max(scan.tokens_of([mark])) + 1
    dashes = (index - 1, last)
    if any(0 <= i < len(scan.tokens) and scan.tokens[i].form == "-" for i in dashes):
        return None
    return _mark(scan, index, last, mark.text, mark.country, is_state=True)


def _may_act(scan: Scan, index: int) -> bool:
    """Tell a subject from the place behind "left": a clause begins there, or a function word is before it."""
    before = scan.over[index - 1] if index else None
    if before is not None and before.get(_K.PREPOSITION, _K.DIRECTION, _K.CITY):
        return scan.tagged(before, _K.PREPOSITION, "acts")
    if _is_described(scan, index):
        return False
    if not scan.tokens[index].form.isascii() or scan.starts_sentence(index):
        return True
    opens = scan.tokens[index - 1].kind is TokenKind.MARK
    return opens or (before is not None and before.get(_K.FUNCTION, _K.DETERMINER) is not None)


def _is_described(scan: Scan, index: int) -> bool:
    """Say whether its description stands before a capital: "the capital, X", "العاصمة الليبية طرابلس"."""
    at = index
    while at and scan.tokens[at - 1].form in ',(«"':
        at -= 1
    if state := scan.before(at, _K.STATE, _K.COUNTRY):
        at = state.first
    return scan.before(at, _K.CITY) is not None


def _name(state: Word, force: Word) -> str:
    return f"{force.name or 'armed forces'}, {state.name}"


def _mark(
    scan: Scan,
    first: int,
    last: int,
    name: str,
    identifier: str | None,
    *,
    military: bool | None = None,
    is_state: bool = False,
) -> _Found:
    span = Span(scan.tokens[first].start, scan.tokens[last - 1].end)
    item = scan.at[first]
    words = scan.text[span.start : span.end]
    particles = item.particles if item else ""
    return OperatorMark(span, words, name, identifier, is_state, military, particles), last
