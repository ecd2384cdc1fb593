"""Put the places of a frame together into legs, in the order in which they were flown.

The text is followed word by word: an origin opens a leg or completes the one that has none ("landed at X
from Y"), a destination closes a leg or adds one from where the last ended, a place on the way splits its leg,
and a bare return leads back to where the first leg began. Where it was seen begins a leg that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.roles import Role, Stop
from wheelsdown.claims.words import Act

__all__ = ["Place", "Route", "route_of"]


#: Acts that say where it did land, whatever it was heading for.
_LANDED = frozenset({Act.ARRIVE, Act.STAY, Act.RETURN})


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a route and where in the sentence it stands (-1: it does not); ``others``: alternatives."""

    mark: PlaceMark
    at: int
    others: tuple[PlaceMark, ...] = ()

    def is_same(self, other: "Place | None") -> bool:
        """Say whether both are one and the same place."""
        if other is None:
            return False
        return self.mark.id == other.mark.id if self.mark.id else self.mark.text == other.mark.text


@dataclass(slots=True)
class Route:
    """Legs as pairs of origin and destination; ``here`` and ``over``: where it was or passed, with no leg."""

    legs: list[tuple[Place | None, Place | None]] = field(default_factory=list)
    here: list[Place] = field(default_factory=list)
    over: list[Place] = field(default_factory=list)
    via: list[Place] = field(default_factory=list)
    heading: bool = False
    """The last destination is only where it was heading."""
    at: int = -1
    """The token of the last place."""
    seen_first: bool = False
    """It was seen where it was before it left."""

    @property
    def is_whole(self) -> bool:
        """Whether a leg has both its ends."""
        return any(origin is not None and destination is not None for origin, destination in self.legs)

    @property
    def main(self) -> Place | None:
        """The place the claim is about: the first destination, else where it was, passed or left."""
        if self.seen_first:
            return self.here[0]
        destinations = [leg[1] for leg in self.legs if leg[1] is not None and leg[1] not in self.via]
        origins = [leg[0] for leg in self.legs if leg[0] is not None]
        return next(iter((*destinations, *self.here, *self.via, *origins, *self.over)), None)


def route_of(stops: Sequence[Stop], start: Place | None = None, *, many: bool = False) -> Route:
    """Follow the stops of a frame, from ``start`` when it is known from before.

    ``many``: several flew, or one flew several times, so that "to A and B" is no journey from A to B.
    """
    route = Route([(start, None)] if start is not None else [])
    for stop in stops:
        if stop.role is Role.BACK:
            _back(route)
        elif stop.role is Role.AWAY:
            if route.legs and route.legs[-1][1] is not None:
                route.legs.append((route.legs[-1][1], None))
        elif stop.place is not None:
            if route.heading and stop.act in _LANDED and stop.role in (Role.DESTINATION, Role.HERE):
                route.legs[-1] = (route.legs[-1][0], None)
            if many and stop.is_also and stop.role is Role.DESTINATION and route.legs:
                route.legs.append((route.legs[-1][0], Place(stop.place, stop.at, stop.others)))
                continue
            if stop.role is Role.VIA and stop.event_at > route.at >= 0 and route.legs and route.legs[-1][1]:
                _destination(route, Place(stop.place, stop.at, stop.others))
                route.via.append(route.legs[-1][1] or Place(stop.place, stop.at))
            else:
                _STEPS[stop.role](route, Place(stop.place, stop.at, stop.others))
            route.heading = stop.act is Act.HEAD and stop.role is Role.DESTINATION
            route.at = stop.at
            route.seen_first = route.seen_first or (
                stop.act is Act.SEE and not route.legs and bool(route.here)
            )
    if len(route.legs) > 1 and route.legs[-1][1] is None and route.legs[-1][0] in route.via:
        route.legs.pop()
    return route


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
            route.legs[-1] = (origin, place)
    elif not place.is_same(destination):
        route.legs.append((destination, place))


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
    if not route.legs:
        return
    start, last = route.legs[0][0], route.legs[-1][1]
    if last is not None and not last.is_same(start):
        route.legs.append((last, start))


def _here(route: Route, place: Place) -> None:
    if route.legs and route.legs[-1][1] is None and not place.is_same(route.legs[-1][0]):
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
