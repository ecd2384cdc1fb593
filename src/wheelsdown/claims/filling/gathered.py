"""The fields of a claim while it is put together."""

from dataclasses import dataclass, field

from wheelsdown.articles.marks import DurationMark
from wheelsdown.claims.claim import ClaimedAircraft, CountField
from wheelsdown.claims.filling.days.dating import Dated
from wheelsdown.claims.routes.legs import Place, Route

__all__ = ["Fields", "is_many", "is_one", "keep_stated"]


@dataclass(slots=True)
class Fields:
    """The fields of a claim while it is put together; ``rules`` name how an inherited one came."""

    aircraft: ClaimedAircraft | None = None
    airframes: CountField | None = None
    operator: str | None = None
    events: CountField | None = None
    route: Route = field(default_factory=Route)
    place: Place | None = None
    dates: tuple[Dated, ...] = ()
    pause: DurationMark | None = None
    is_rate: bool = False
    """The number of flights is so many a week."""
    in_story: bool = False
    """Aircraft have been told of before."""
    after_pause: bool = False
    """A pause was told just before."""
    are_flights: bool = False
    """What is told or pointed back to are flights, not aircraft."""
    is_last: bool = False
    """It is the last of its kind: "the last flight before that"."""
    is_anywhere: bool = False
    """It only tells that there were aircraft, and no word says where."""
    of_drones: bool = False
    """A number or a pronoun stands for the drones of the sentence before: "two came down near a hotel"."""
    airfield: Place | None = None
    """The airfield that the frame names with a word for one."""
    rules: dict[str, str] = field(default_factory=dict)


def is_one(count: CountField | None) -> bool:
    """Say whether a count is of just one."""
    return count is not None and (count.op, count.n) == ("=", 1)


def is_many(count: CountField | None) -> bool:
    """Say whether a count is of more than one."""
    return count is not None and (count.n > 1 or count.op in (">", ">="))


def keep_stated(fields: Fields) -> None:
    """Leave out where aircraft came to before: a visitor need not have gone there."""
    ends = [[end if end is not None and end.at >= 0 else None for end in leg] for leg in fields.route.legs]
    stated = [(start, end) for start, end in ends if start is not None or end is not None]
    if stated and "legs" in fields.rules:
        fields.route.legs = stated
        fields.place = fields.route.main
        del fields.rules["legs"]
