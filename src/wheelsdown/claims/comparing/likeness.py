"""Whether two claims tell one and the same event: what speaks for it, and what forbids it.

Points are counted for what agrees and is told by both; silence counts nothing. Some differences forbid:
another place, days that cannot meet, another type of aircraft, another ordinal, another airframe by name.
Counts that cannot both be right only speak against: copies of one text get numbers wrong.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wheelsdown.articles.person_names import same_person
from wheelsdown.claims.claim import CountField
from wheelsdown.claims.comparing.accounts import Account, Days, Family, counts_agree, overlap

__all__ = ["ENOUGH", "ENOUGH_IN_ONE", "Conflict", "Likeness", "conflicts", "likeness", "weighed"]

#: Points that make two claims one event: a place, a day and one thing more, or their like.
ENOUGH = 3
#: Inside one article two claims mostly are two events.
ENOUGH_IN_ONE = 4

#: Articles published within so many days of each other may tell undated news of one week.
_ONE_WEEK = timedelta(days=7)

#: A number of flights is no chance when two texts tell it.
_TOLD_NUMBER = 2

#: Letters of a case ending at most, and of the stem before it at least.
_ENDING, _STEM = 3, 4

#: Events of which a place sees few: two claims of one are one, other things being equal.
_RARE = frozenset({Family.RESUMPTION, Family.WITHDRAWAL})


class Conflict(StrEnum):
    """What forbids that two claims tell one event."""

    KIND = "kind"
    PLACE = "place"
    DATE = "date"
    TYPE = "type"
    ORDINAL = "ordinal"
    NAME = "name"
    """Another registration, call sign or spelling of an unknown type."""
    ARTICLE = "article"
    """One article that tells two events."""


_ANCHORS = frozenset({"the same place", "the same publisher", "the same source", "the same persons"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many points speak for one event, and which; ``gaps``: what only one of the two tells."""

    points: int
    gaps: int
    because: tuple[str, ...]

    @property
    def is_anchored(self) -> bool:
        """Whether the two share more than a time: a place, a source or a person."""
        return not _ANCHORS.isdisjoint(self.because)

    @property
    def rank(self) -> tuple[int, int]:
        """The better of two pairs has the higher rank."""
        return self.points, -self.gaps


def likeness(one: Account, other: Account) -> Likeness | None:
    """Weigh two claims against each other.

    Parameters
    ----------
    one, other
        Claims of one article or of two.

    Returns
    -------
    Likeness or None
        None when something forbids that they are one event.
    """
    return None if conflicts(one, other) else weighed(one, other)


def weighed(one: Account, other: Account) -> Likeness:
    """Weigh two claims whatever forbids that they are one event."""
    found = [(points, words) for points, words in _evidence(one, other) if points]
    points = sum(points for points, _ in found)
    return Likeness(points, _gaps(one, other), tuple(words for points, words in found if points > 0))


def _gaps(one: Account, other: Account) -> int:
    pairs = (
        (one.type_designator, other.type_designator),
        (one.days, other.days),
        (one.claim.events, other.claim.events),
        (one.claim.pause, other.claim.pause),
        (one.origins, other.origins),
    )
    return sum(bool(mine) is not bool(its) for mine, its in pairs)


def conflicts(one: Account, other: Account) -> frozenset[Conflict]:
    """Get what forbids that two claims tell one event."""
    if one.family is not other.family:
        return frozenset({Conflict.KIND})
    same_article = one.telling.path == other.telling.path
    found = {
        Conflict.PLACE: _places_differ(one, other),
        Conflict.DATE: _days_meet(one, other) is False,
        Conflict.TYPE: _differ(one.type_designator, other.type_designator),
        Conflict.ORDINAL: _differ(one.ordinal, other.ordinal),
        Conflict.NAME: _named_apart(one, other),
        Conflict.ARTICLE: same_article and not _may_repeat(one, other),
    }
    return frozenset(conflict for conflict, is_there in found.items() if is_there)


def _days_meet(one: Account, other: Account) -> bool | None:
    """Say whether the days can meet; those of a pause and of what ended it tell nothing of each other."""
    if one.family is Family.RESUMPTION and one.claim.kind is not other.claim.kind:
        return None
    return overlap(one.days, other.days)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _places_differ(one: Account, other: Account) -> bool:
    if one.family is Family.VISIT_OF_PERSON:
        return False  # where a meeting is, is seldom said, and the nations of those who meet are
    if _differ(one.country, other.country):
        return True
    if one.is_coarse or other.is_coarse:
        return False
    if one.place_id and other.place_id:
        return one.place_id != other.place_id
    if one.candidates and other.candidates:
        return not one.candidates & other.candidates
    return _name_alike(one, other) is False


def _name_alike(one: Account, other: Account) -> bool | None:
    """Say whether two unlisted places bear one name, but for a case ending; None across scripts."""
    first, second = one.unlisted_name, other.unlisted_name
    if not first or not second or first[0].isascii() is not second[0].isascii():
        return None
    short, long = sorted((first, second), key=len)
    stem = max(_STEM, len(short) - _ENDING)
    return len(long) - len(short) <= _ENDING and short[:stem] == long[:stem]


def _named_apart(one: Account, other: Account) -> bool:
    first, second = one.claim.aircraft, other.claim.aircraft
    if first is None or second is None:
        return False
    if _differ(first.registration, second.registration):
        return True
    if _differ(first.callsign, second.callsign):
        return True
    return first.type_designator is None and _differ(first.nearest_type, second.nearest_type)


def _may_repeat(one: Account, other: Account) -> bool:
    """Say whether an article may tell this event twice: in its headline, or of what happens once."""
    if one.is_heading or other.is_heading or one.family in _RARE:
        return True
    same_day = one.days == other.days and bool(one.days)
    if one.family is Family.VISIT_OF_PERSON:
        return same_day
    same_count = one.claim.events == other.claim.events and one.airframes == other.airframes
    return same_day and one.type_designator is not None and same_count


def _evidence(one: Account, other: Account) -> list[tuple[int, str]]:
    place = _same_place(one, other)
    return [
        (place, "the same place"),
        (int(one.family in _RARE), "an event that seldom happens"),
        (_same_days(one, other), "days that meet"),
        (_equal(one.type_designator, other.type_designator), "the same type of aircraft"),
        (_count(one.airframes, other.airframes), "the same number of aircraft"),
        (_TOLD_NUMBER * _count(one.claim.events, other.claim.events), "the same number of flights"),
        (int(bool(one.origins & other.origins)), "the same origin"),
        (int(bool(one.publishers & other.publishers)), "the same publisher"),
        (int(bool(one.evidence & other.evidence)), "the same source"),
        (_same_pause(one, other), "the same length of pause"),
        (_same_people(one, other), "the same persons"),
        (_same_week(one, other), "published in one week"),
    ]


def _equal(one: object, other: object) -> int:
    return int(one is not None and one == other)


def _same_place(one: Account, other: Account) -> int:
    if _equal(one.place_id, other.place_id) or one.candidates & other.candidates or _name_alike(one, other):
        return 1
    return int((one.is_coarse or other.is_coarse) and _equal(one.country, other.country))


def _same_days(one: Account, other: Account) -> int:
    """Count 2 for one day, or for intervals of one beginning; 1 for others that meet."""
    if not _days_meet(one, other):
        return 0
    if len(one.days) == 1 and len(other.days) == 1:
        first, second = one.days[0], other.days[0]
        if first[0] is not None and first[0] == second[0] and (_is_short(first) or _is_short(second)):
            return 2
    return 1


def _is_short(days: Days) -> bool:
    """Say whether days are less than a month, so that sharing their beginning is no chance."""
    return days[0] is not None and (days[1] is None or days[1] - days[0] < timedelta(days=28))


def _count(one: CountField | None, other: CountField | None) -> int:
    if one is None or other is None:
        return 0
    if not counts_agree(one, other):
        return -1
    return int(one.n == other.n and one.op == other.op and one.n > 1)


def _same_pause(one: Account, other: Account) -> int:
    first, second = one.claim.pause, other.claim.pause
    return int(first is not None and second is not None and first.duration == second.duration)


def _same_people(one: Account, other: Account) -> int:
    if one.family is not Family.VISIT_OF_PERSON:
        return 0
    pairs = ((a, b) for a in one.claim.who for b in other.claim.who)
    return min(2, len({a for a, b in pairs if same_person(a, b)}))


def _same_week(one: Account, other: Account) -> int:
    if one.telling.path == other.telling.path:
        return 1
    first, second = one.telling.read.published, other.telling.read.published
    if not (first.start and first.end and second.start and second.end):
        return 0
    starts = date.fromisoformat(first.start), date.fromisoformat(second.start)
    ends = date.fromisoformat(first.end), date.fromisoformat(second.end)
    return int(starts[0] - ends[1] <= _ONE_WEEK and starts[1] - ends[0] <= _ONE_WEEK)
