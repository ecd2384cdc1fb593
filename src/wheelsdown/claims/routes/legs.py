"""Put the places of a frame together into legs, in the order in which they were flown.

The text is followed word by word: an origin opens a leg or completes the one that has none ("landed at X
from Y"), a destination closes a leg or adds one from where the last ended, a place on the way splits its leg,
and a bare return leads back to where the first leg began. Where it was seen begins a leg that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.sentences.place_pairs import is_within, place_key
from wheelsdown.claims.words import LANDED_ACTS, Act

__all__ = ["Place", "Route", "repeated", "route_of"]


#: Acts of landings that others follow.
_PASSING = frozenset({Act.STOP, Act.STAY})


#: Acts that lead to where it may not have come to rest yet.
_BOUND = frozenset({Act.HEAD, Act.DEPART, Act.FLY})
#: Acts by which something came from where it had been.
_COMING = frozenset({Act.ARRIVE, Act.SHIP})


class Place(msgspec.Struct, frozen=True):
    """A place of a route and where in the sentence it stands (-1: it does not); ``others``: alternatives."""

    mark: PlaceMark
    at: int
    others: tuple[PlaceMark, ...] = ()

    def is_same(self, other: "Place | None") -> bool:
        """Say whether both are one and the same place."""
        return other is not None and place_key(self.mark) == place_key(other.mark)


@dataclass(slots=True)
class Route:
    """Legs as pairs of origin and destination; ``here`` and ``over``: where it was or passed, with no leg."""

    legs: list[tuple[Place | None, Place | None]] = field(default_factory=list)
    here: list[Place] = field(default_factory=list)
    over: list[Place] = field(default_factory=list)
    via: list[Place] = field(default_factory=list)
    passed: list[Place] = field(default_factory=list)
    """Where it only stopped or stood."""
    heading: bool = False
    """The last destination is only where it was heading."""
    bound: bool = False
    """The last destination is where it flew or was flying, with no word of its landing."""
    aimed: bool = False
    """The last destination is only that of the flight by its name."""
    ruled: int = -1
    """The token of the event of the last stop."""
    set_out: bool = False
    """The last destination is where it set out for, and no more is told."""
    turned: bool = False
    """It turned back before it got there."""
    told_back: bool = False
    """Where it set out is told after where it landed: what follows came before."""
    sure: bool = False
    """It is told to have landed at the last destination."""
    at: int = -1
    """The token of the last place."""
    forced: bool = False
    """It is told to have landed there instead of where it was heading."""
    came_by: int = -1
    """The token of the event that tells where it came from behind its landing."""
    seen_first: bool = False
    """It was seen where it was before it left."""
    came_from: list[Place] = field(default_factory=list)
    """Where it came from, told of its landing somewhere: no claim is about that place."""
    described: list[Place] = field(default_factory=list)
    """Where it is from, told before what it did: "a P-8 from Sigonella was seen over"."""

    @property
    def is_whole(self) -> bool:
        """Whether a leg has both its ends."""
        return any(origin is not None and destination is not None for origin, destination in self.legs)

    @property
    def is_split(self) -> bool:
        """Whether several set out from several places: "from Pease and Bangor"."""
        starts = {place_key(origin.mark) for origin, end in self.legs if origin is not None and end is None}
        return len(starts) > 1

    @property
    def is_spread(self) -> bool:
        """Whether several went to several places: "to Pease and Bangor"."""
        ends = {place_key(end.mark) for _, end in self.legs if end is not None}
        starts = {place_key(origin.mark) if origin is not None else () for origin, _ in self.legs}
        return len(ends) > 1 and len(starts) == 1

    def end(self, place: Place) -> None:
        """Let each leg that has no end yet lead to a place: "from A and B to C"."""
        self.legs = [(origin, destination or place) for origin, destination in self.legs]

    def go_back(self, here: Place, home: Place | None) -> None:
        """Lead back from here to where it came from, by way of the places told, if no end is told."""
        if self.legs == [(here, None)]:
            self.legs = [(here, home)]
        elif home is not None and self.legs and self.legs[-1][1] in self.via:
            self.legs.append((self.legs[-1][1], home))

    @property
    def only_passes(self) -> bool:
        """Whether it is told of stops alone, which others follow."""
        ends = [leg[1] for leg in self.legs if leg[1] is not None]
        return bool(ends) and all(end in self.passed for end in ends)

    @property
    def arrival(self) -> Place | None:
        """Where it came to: the first destination that is no stop on the way, else the first."""
        ends = [leg[1] for leg in self.legs if leg[1] is not None and leg[1] not in self.via]
        start = self.legs[0][0] if self.legs else None
        real = [end for end in ends if end not in self.passed and not end.is_same(start)]
        return next(iter((*real, *ends)), None)

    @property
    def main(self) -> Place | None:
        """The place the claim is about: the first destination, else where it was, left or passed.

        Of these the one that is told first.
        """
        if self.seen_first:
            return self.here[0]
        origins = [leg[0] for leg in self.legs if leg[0] is not None]
        arrivals = [self.arrival] if self.arrival is not None else []
        first = sorted(
            (*origins, *self.over),
            key=lambda place: (place.at < 0, place in self.described, place.at),
        )
        return next(iter((*arrivals, *self.here, *self.via, *first)), None)


def route_of(stops: Sequence[Stop], start: Place | None = None, *, many: bool = False) -> Route:
    """Follow the stops of a frame, from ``start`` when it is known from before.

    ``many``: several flew, or one flew several times, so that "to A and B" is no journey from A to B.
    """
    route = Route([(start, None)] if start is not None else [])
    for stop in stops:
        if stop.place is None:
            _NOWHERE[stop.role](route)
        else:
            _follow(route, stop, Place(stop.place, stop.at, stop.others), many=many)
    if len(route.legs) > 1 and route.legs[-1][1] is None and route.legs[-1][0] in route.via:
        route.legs.pop()
    _came_here(route, stops)
    return route


def repeated(before: Route, stops: Sequence[Stop]) -> Route:
    """Fly the route told before once more, and on from there: "took the same route, but went on to Gao"."""
    route = Route([(_bare(origin), _bare(destination)) for origin, destination in before.legs])
    for stop in stops:
        if stop.place is not None:
            _destination(route, Place(stop.place, stop.at, stop.others))
    return route


def _bare(place: Place | None) -> Place | None:
    return Place(place.mark, -1, place.others) if place is not None else None


def _came_here(route: Route, stops: Sequence[Stop]) -> None:
    """End where it was told to be what came from elsewhere: "it unloaded at Gao, having come from Oran"."""
    if len(route.legs) != 1 or len(route.here) != 1 or route.legs[0][1] is not None:
        return
    came = any(stop.role is Role.ORIGIN and stop.act in _COMING for stop in stops)
    if came and not route.here[0].is_same(route.legs[0][0]):
        route.end(route.here[0])


def _follow(route: Route, stop: Stop, place: Place, *, many: bool) -> None:
    bound = route.bound and stop.act is Act.STOP and stop.role is not Role.ORIGIN
    if bound or (stop.is_before and _has_landed(route, stop)):
        _before_last(route, place)  # "on its way to Bamako it stopped in Sochi"
        route.via.append(place)
        return
    diverted = route.aimed and stop.act is Act.ARRIVE and not (many or stop.is_aim)
    heading = (route.heading and stop.act in LANDED_ACTS) or _is_elsewhere(route, stop)
    if (diverted or heading) and stop.role in (Role.DESTINATION, Role.HERE):
        route.legs[-1] = (route.legs[-1][0], None)
    from_each = stop.role is Role.ORIGIN and bool(route.legs) and route.legs[-1][1] is None
    if (many or from_each) and stop.is_also and _joined(route, stop, place):
        return
    if stop.role is Role.DESTINATION and stop.act in _BOUND and stop.event_at == route.came_by >= 0:
        return  # "an emergency landing at Baku of a plane that was flying from Tehran to Moscow"
    if _goes_on(route, stop):
        _destination(route, place)
        route.via.append(route.legs[-1][1] or place)
    elif route.told_back and stop.role is Role.DESTINATION and stop.act in LANDED_ACTS:
        _before_last(route, place)
    else:
        _STEPS[stop.role](route, place)
    if stop.role is Role.ORIGIN:
        route.came_from += [place] if stop.act in LANDED_ACTS else []
        came = route.forced and stop.act in _BOUND and stop.event_at < stop.at
        route.came_by = stop.event_at if came and route.legs[0][0] == place else -1
        route.described += [place] if stop.event_at > stop.at else []
        route.told_back = stop.act is Act.DEPART and route.sure and route.legs[-1][1] is not None
    elif stop.role is Role.DESTINATION and stop.act not in LANDED_ACTS:
        route.told_back = False
    if stop.role is Role.DESTINATION and stop.act in _PASSING:
        route.passed.append(place)
    _aim(route, stop)


def _is_elsewhere(route: Route, stop: Stop) -> bool:
    """Say whether it came down elsewhere than where it set out for: "set out for Gao, landed at Bamako"."""
    left = route.set_out and bool(route.legs) and stop.act is Act.ARRIVE
    return left and stop.place is not None and stop.place.level is not PlaceLevel.COUNTRY


def _aim(route: Route, stop: Stop) -> None:
    """Remember whether it came down at the last stop, or was only on its way there."""
    route.seen_first = route.seen_first or (stop.act is Act.SEE and not route.legs and bool(route.here))
    if stop.role is Role.ORIGIN and stop.event_at == route.ruled >= 0:
        return  # "heading for Moscow from Bangui" is still heading there
    route.ruled = stop.event_at
    route.heading = stop.act is Act.HEAD and stop.role is Role.DESTINATION
    route.set_out = stop.act is Act.DEPART and stop.role is Role.DESTINATION
    route.aimed = stop.is_aim
    route.bound = stop.act in _BOUND and stop.role is Role.DESTINATION
    route.sure = stop.act in LANDED_ACTS if stop.role is Role.DESTINATION else route.sure
    route.forced = stop.role is Role.DESTINATION and stop.act is Act.TURN
    route.at = stop.at


def _goes_on(route: Route, stop: Stop) -> bool:
    """Say whether a verb behind the last place leads on by way of one: "landed and flew on through"."""
    behind = stop.at > stop.event_at > route.at >= 0 and stop.act is not Act.ARRIVE
    return behind and stop.role is Role.VIA and bool(route.legs) and route.legs[-1][1] is not None


def _has_landed(route: Route, stop: Stop) -> bool:
    """Say whether it is told where it landed, and a stop is one of those before."""
    return stop.role in (Role.DESTINATION, Role.HERE) and bool(route.legs) and route.legs[-1][1] is not None


def _joined(route: Route, stop: Stop, place: Place) -> bool:
    """Add a leg of its own for another place of a list: "to A and B", "from A and B"."""
    if not route.legs:
        return False
    origin, destination = route.legs[-1]
    if stop.role is Role.DESTINATION:
        route.legs.append((origin, place))
    elif stop.role is Role.ORIGIN and origin is not None:
        route.legs.append((place, destination))
    else:
        return False
    return True


def _before_last(route: Route, place: Place) -> None:
    """Put a stop before the landing that was told first: "landed at C; it had left A and stopped at B"."""
    origin, destination = route.legs[-1]
    if place.is_same(origin) or place.is_same(destination):
        return
    route.legs[-1:] = [(origin, place), (place, destination)]


def _away(route: Route) -> None:
    if route.heading and len(route.legs) > 1:
        return  # "landed at Gao on its way to Niamey and left an hour later"
    if route.legs and route.legs[-1][1] is not None:
        route.legs.append((route.legs[-1][1], None))


def _turn(route: Route) -> None:
    """Take back where it was heading: it did not get there."""
    if route.legs and route.legs[-1][1] is not None and not route.sure:
        route.legs[-1] = (route.legs[-1][0], None)
        route.turned, route.heading = True, False
        if route.legs[-1][0] is None:
            route.legs.pop()


def _origin(route: Route, place: Place) -> None:
    for number, (origin, destination) in enumerate(route.legs):
        if origin is None and number == 0 and destination is not None and not place.is_same(destination):
            route.legs[0] = (place, destination)
            return
    if route.legs and route.legs[-1][1] is None:
        if not place.is_same(route.legs[-1][0]) and route.legs[-1][0] is None:
            route.legs[-1] = (place, None)
        return
    route.legs.append((place, None))


def _destination(route: Route, place: Place) -> None:
    if not route.legs:
        here = next((one for one in reversed(route.here) if not one.is_same(place)), None)
        route.legs.append((here, place))
        return
    origin, destination = route.legs[-1]
    if destination is None:
        if not place.is_same(origin):
            route.end(place)
        elif route.turned:
            route.legs[-1] = (None, place)
    elif not route.sure and place.mark.country is not None and _is_finer(place, destination):
        route.legs[-1] = (origin, place)  # "the air bridge to Syria landed at Damascus"
    elif not place.is_same(destination) and not _is_own_country(destination, place):
        route.legs.append((destination, place))


def _is_own_country(place: Place, country: Place) -> bool:
    """Say whether the country is named in which it landed: "at Gao, the first flight to Mali since May"."""
    is_known = place.mark.country is not None and country.mark.level is PlaceLevel.COUNTRY
    return is_known and _is_finer(place, country)


def _is_finer(place: Place, other: Place) -> bool:
    """Say whether a place lies in another one that is no town."""
    return place.mark.country == other.mark.country and is_within(place.mark, other.mark)


def _via(route: Route, place: Place) -> None:
    route.via.append(place)
    if not route.legs:
        route.legs += [(None, place), (place, None)]
        return
    origin, destination = route.legs[-1]
    if place.is_same(origin) or place.is_same(destination):
        return
    route.legs[-1:] = [(origin, place), (place, destination)]


def _back(route: Route) -> None:
    if route.heading:
        _turn(route)
    if not route.legs or route.turned:
        return
    start, last = route.legs[0][0], route.legs[-1][1]
    if last is not None and not last.is_same(start):
        route.legs.append((last, start))


def _here(route: Route, place: Place) -> None:
    if not route.legs:
        route.here.append(place)
        return
    origin, destination = route.legs[-1]
    comes_to = destination is None and not place.is_same(origin)
    comes_to = comes_to or (destination in route.passed and not place.is_same(destination))
    is_back = destination is not None and place.is_same(route.legs[0][0])
    if comes_to or is_back:
        _destination(route, place)
    else:
        route.here.append(place)


def _over(route: Route, place: Place) -> None:
    route.over.append(place)


_STEPS = {
    Role.ORIGIN: _origin,
    Role.DESTINATION: _destination,
    Role.VIA: _via,
    Role.HERE: _here,
    Role.OVER: _over,
}
_NOWHERE = {Role.BACK: _back, Role.AWAY: _away, Role.TURN: _turn}
