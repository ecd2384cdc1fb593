"""Who flies: air forces, states and companies by the words that name them.

"Russian Air Force", «ВКС России» and "القوات الجوية الروسية" are a word for a force beside a state. A country
is an operator where it acts: not behind a preposition of place, nor inside the name of a place or a source.
"""

from collections.abc import Collection, Mapping, Sequence

from wheelsdown.articles.article import Span
from wheelsdown.articles.lexicon import Item, Scan, Word, WordKind
from wheelsdown.articles.marks import OperatorMark, PlaceLevel, PlaceMark

__all__ = ["find_operators"]

_K = WordKind
_STATES = (_K.STATE, _K.COUNTRY)
_FORCES = (_K.FORCE, _K.MILITARY)


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
        Place ids of capitals to their countries, which they may stand for ("Moscow resumed flights").

    Returns
    -------
    tuple of OperatorMark
        In order of the text, none overlapping.
    """
    inside = _inside(scan, places)
    by_start = {mark.span.start: mark for mark in places}
    marks: list[OperatorMark] = []
    index = 0
    while index < len(scan.tokens):
        mark, last = None, index + 1
        if index not in inside and index not in scan.hidden:
            mark, last = _at(scan, index, taken)
            if mark is None:
                mark = _metonym(scan, index, by_start, capitals, taken)
        if mark is not None:
            marks.append(mark)
        index = last
    return tuple(marks)


def _inside(scan: Scan, places: Sequence[PlaceMark]) -> set[int]:
    """Tokens of places of more than a country's name."""
    starts = {token.start: index for index, token in enumerate(scan.tokens)}
    found: set[int] = set()
    for mark in places:
        first = starts[mark.span.start]
        last = first
        while last < len(scan.tokens) and scan.tokens[last].start < mark.span.end:
            last += 1
        item = scan.at[first]
        alone = mark.level is PlaceLevel.COUNTRY and item is not None and item.last == last
        if not alone and not mark.is_anaphor:
            found.update(range(first, last))
    return found


def _at(scan: Scan, index: int, taken: Collection[int]) -> tuple[OperatorMark | None, int]:
    item = scan.at[index]
    if item is None:
        return None, index + 1
    if operator := item.get(_K.OPERATOR):
        military = "military" in operator.tags
        return _mark(
            scan, item, item.last, operator.name, operator.id or None, military=military or None
        ), item.last
    if item.get(*_FORCES):
        return _from_force(scan, item)
    if item.get(*_STATES) and index not in taken:
        return _from_state(scan, item)
    return None, item.last if item.last > index else index + 1


def _from_force(scan: Scan, item: Item) -> tuple[OperatorMark | None, int]:
    """Read «ВКС России», "القوات الجوية الروسية", "the air force of Mali"."""
    force = item.get(*_FORCES)
    if force is None:
        return None, item.last
    after = scan.skip(item.last, "-")
    of = scan.get(after, _K.OF)
    state_item = scan.get(of.last if of and scan.tokens[after].form == "of" else after, *_STATES)
    if force.id:
        last = state_item.last if state_item else item.last
        return _mark(scan, item, last, force.name, force.id, military=True), last
    if state_item is not None and (state := state_item.get(*_STATES)):
        return _mark(
            scan, item, state_item.last, _name(state, force), state.id, military=True
        ), state_item.last
    if force.kind is _K.FORCE:
        return _mark(scan, item, item.last, force.name, None, military=True), item.last
    return None, item.last


def _from_state(scan: Scan, item: Item) -> tuple[OperatorMark | None, int]:
    state = item.get(*_STATES)
    if state is None:
        return None, item.last
    following = scan.get(scan.skip(item.last, "-'"), *_FORCES)
    after_possessive = scan.skip(item.last, "'")
    if (
        following is None
        and after_possessive < len(scan.tokens)
        and scan.tokens[after_possessive].form == "s"
    ):
        following = scan.get(after_possessive + 1, *_FORCES)
    if following is not None and (force := following.get(*_FORCES)):
        return _mark(scan, item, following.last, _name(state, force), state.id, military=True), following.last
    country = item.get(_K.COUNTRY)
    if country is not None and item.get(_K.STATE) is None and _is_somewhere(scan, item):
        return None, item.last
    return _mark(scan, item, item.last, state.name, state.id, is_state=True), item.last


def _is_somewhere(scan: Scan, item: Item) -> bool:
    before = scan.before(item.first, _K.PREPOSITION, _K.DIRECTION)
    if before is not None:
        return scan.tokens[before.first].form not in ("and", "и", "і", "та", "и", "for", "by")
    return any(particle in item.particles for particle in "بل")


def _metonym(
    scan: Scan,
    index: int,
    by_start: Mapping[int, PlaceMark],
    capitals: Mapping[str, str],
    taken: Collection[int],
) -> OperatorMark | None:
    """Read "Moscow resumed flights": a capital that nothing says to be a place."""
    mark = by_start.get(scan.tokens[index].start)
    if mark is None or index in taken or mark.level is not PlaceLevel.CITY or mark.country is None:
        return None
    if capitals.get(mark.text.lower()) is None and capitals.get(mark.id or "") is None:
        return None
    if scan.before(index, _K.PREPOSITION, _K.DIRECTION, _K.CITY) or (
        index and scan.tokens[index - 1].form == "-"
    ):
        return None
    return OperatorMark(
        mark.span, mark.text, mark.text, mark.country, is_state=True, particles=mark.particles
    )


def _name(state: Word, force: Word) -> str:
    return f"{force.name or 'armed forces'}, {state.name}"


def _mark(
    scan: Scan,
    item: Item,
    last: int,
    name: str,
    identifier: str | None,
    *,
    military: bool | None = None,
    is_state: bool = False,
) -> OperatorMark:
    span = Span(scan.tokens[item.first].start, scan.tokens[last - 1].end)
    return OperatorMark(
        span,
        scan.text[span.start : span.end],
        name,
        identifier,
        is_state=is_state,
        is_military=military,
        particles=item.particles,
    )
