"""Say where the aircraft of a frame came from and went: by its words, and by what the text told before.

What the words state comes first. "It took off again" begins where the aircraft is, "a second followed" goes
where the one it runs beside went, "there" and "the base" are the place that the text is about; each rule has
a name that the claim prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.clauses import Clause
from wheelsdown.claims.frames import Frame, Subject
from wheelsdown.claims.gathered import Fields, is_many
from wheelsdown.claims.legs import Place, Route, route_of
from wheelsdown.claims.memory import Memory, is_field
from wheelsdown.claims.roles import Role, Stop, stops_of
from wheelsdown.claims.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, ClaimWords, EventWord, Form, Points

__all__ = ["Router"]

#: Acts that lead from place to place.
_LEADING = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.RETURN})
#: Acts of flights that are only counted: "the first flight was logged on the 3rd".
_FLOWN = frozenset({Act.FLY, Act.LIGHT, Act.SEE, Act.HAPPEN})
#: Roles of places on the way to where it lands.
_COMING = frozenset({Role.ORIGIN, Role.VIA})
#: Words between a place and the airfield that is its.
_BESIDE = 5


@dataclass
class Router:
    """Sets the route of one frame after the other; ``memory`` is what was told before."""

    words: ClaimWords
    memory: Memory

    def set_route(
        self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: Fields
    ) -> None:
        """Set the route and the place of a frame for one of its subjects."""
        places = self._places(number, marks, frame, fields)
        stops = stops_of(marks, frame.clauses, frame.events, places, self.words)
        many = is_many(fields.airframes) or (fields.events is not None and fields.events.n > 1)
        fields.route = route_of(stops, many=many)
        known = self.memory.known_place(number)
        if not stops and any(event.mark.act is Act.REPEAT for event in frame.events):
            fields.route = Route([(_told(leg[0]), _told(leg[1])) for leg in self.memory.route.legs])
            fields.rules |= dict.fromkeys(("legs", "place"), "the route told before")
        elif known is not None and known not in [place.mark for place in places]:
            self._inherit_place(frame, subject, fields, stops, Place(known, -1))
        elif known is None and "aircraft" in fields.rules:
            self._left_for(fields)
        fields.place = fields.route.main

    def _inherit_place(
        self, frame: Frame, subject: Subject | None, fields: Fields, stops: Sequence[Stop], here: Place
    ) -> None:
        """Begin or end the route where it is said to be: "it took off again", "the second came from"."""
        if frame.is_elliptical:
            self._as_before(fields, stops, here)
            return
        counted = fields.events is not None or (subject is not None and subject.ordinal is not None)
        if not stops and counted and all(_is_counted(event.mark) for event in frame.events):
            fields.route = Route([(None, here)])
            fields.rules |= dict.fromkeys(("legs", "place"), "the airfield told before")
            return
        moves = [event for event in frame.events if event.mark.act in _LEADING]
        if not moves:
            return
        is_old, first = "aircraft" in fields.rules, moves[0]
        if is_old and self._left_for(fields):
            return
        following = next((event.first for event in moves if event.first > first.first), frame.last)
        if first.mark.act is Act.ARRIVE:
            own = any(stop.act is Act.ARRIVE and stop.role not in _COMING for stop in stops)
            comes = any(stop.role is Role.ORIGIN for stop in stops)
            points = subject is not None and bool(subject.points or subject.ordinal or comes)
            elsewhere = own or any(stop.role is Role.HERE for stop in stops)
            if not elsewhere and (is_old or points):
                early = [stop for stop in stops if stop.at < following]
                late = [stop for stop in stops if stop.at >= following]
                fields.route = route_of((*early, Stop(Role.DESTINATION, here.mark, -1), *late))
                fields.rules["legs"] = "where the one before arrived"
        elif not stops and first.mark.act not in (Act.DEPART, Act.RETURN):
            return
        elif is_old and (not fields.route.legs or fields.route.legs[0][0] is None):
            self._from_here(fields, stops, here)

    def _left_for(self, fields: Fields) -> bool:
        """Complete "it took off from Minsk" after it landed, and "it landed at Bamako" after it left."""
        before = self.memory.route.legs[-1] if self.memory.route.legs else (None, None)
        if len(fields.route.legs) != 1 or fields.route.here:
            return False
        origin, destination = fields.route.legs[0]
        if origin is None and destination is not None and before[1] is None and before[0] is not None:
            fields.route.legs[0] = (_told(before[0]), destination)
            fields.rules["legs"] = "from where it left"
        elif origin is not None and destination is None and before[0] is None and before[1] is not None:
            if origin.is_same(before[1]):
                return False
            fields.route.legs[0] = (origin, _told(before[1]))
            fields.rules["legs"] = "where the one before arrived"
        else:
            return False
        return True

    def _as_before(self, fields: Fields, stops: Sequence[Stop], here: Place) -> None:
        """Complete "the rest from Minsk" and "the rest to Minsk" by the route told just before."""
        before = self.memory.route.legs[0] if self.memory.route.legs else (None, None)
        if stops and all(stop.role is Role.VIA for stop in stops):
            fields.route = route_of((*stops, Stop(Role.DESTINATION, here.mark, -1)))
            fields.rules["legs"] = "where the one before arrived"
        elif fields.route.legs and fields.route.legs[-1][1] is None:
            self._to_here(fields, stops, here)
        elif fields.route.legs and fields.route.legs[0][0] is None and before[0] is not None:
            fields.route.legs[0] = (before[0], fields.route.legs[0][1])
            fields.rules["legs"] = "from where the one before came"
        elif not fields.route.legs and not fields.route.here and before[1] is not None:
            fields.route.legs = [(None, here)]
            fields.rules["legs"] = "where the one before arrived"

    def _from_here(self, fields: Fields, stops: Sequence[Stop], here: Place) -> None:
        back = next((leg[0] for leg in reversed(self.memory.route.legs) if here.is_same(leg[1])), None)
        only_back = any(stop.role is Role.BACK for stop in stops)
        fields.route = route_of(stops, here)
        if only_back and fields.route.legs == [(here, None)]:
            fields.route.legs = [(here, back)]
        fields.rules["legs"] = "from where it arrived"

    def _to_here(self, fields: Fields, stops: Sequence[Stop], here: Place) -> None:
        legs = fields.route.legs
        if not legs and not fields.route.here and not fields.route.over:
            fields.route.legs = [(None, here)]
        elif legs and legs[-1][1] is None and legs[-1][0] is not None and not here.is_same(legs[-1][0]):
            legs[-1] = (legs[-1][0], here)
            if any(stop.role is Role.BACK for stop in stops):
                legs.append((here, legs[0][0]))
        else:
            return
        fields.rules["legs"] = "where the one before arrived"

    def _places(self, number: int, marks: SentenceMarks, frame: Frame, fields: Fields) -> list[At[PlaceMark]]:
        """Get the places of a frame, with "the airport" and "there" put in their place."""
        stated = between(marks.places, frame.first, frame.last)
        found = list(stated)
        for pointer in between(marks.pointers, frame.first, frame.last):
            near = any(self._is_one(marks, place, pointer) for place in stated)
            known = self._place_before(number, marks, pointer.first)
            here = next((clause for clause in frame.clauses if clause.holds(pointer.first)), None)
            is_said = here is not None and _only_says(marks, here)
            if pointer.mark is Points.PLACE and not near and not is_said and known is not None:
                found.append(At(pointer.first, pointer.last, known, pointer.particles))
                fields.rules |= {"place": "the airfield told before", "legs": "the airfield told before"}
        return sorted(found, key=lambda place: place.first)

    def _is_one(self, marks: SentenceMarks, place: At[PlaceMark], pointer: At[Points]) -> bool:
        """Say whether a nameless airfield is that of a place beside it: "Bamako's old airport"."""
        first, last = min(place.last, pointer.last), max(place.first, pointer.first)
        if last - first > _BESIDE:
            return False
        tied = [relation for relation in marks.relations if first <= relation.first < last]
        return not between(marks.events, first, last) and (not tied or place.first > pointer.first)

    def _place_before(self, number: int, marks: SentenceMarks, index: int) -> PlaceMark | None:
        earlier = [p.mark for p in marks.places if p.last <= index and is_field(p.mark)]
        return earlier[-1] if earlier else self.memory.known_place(number)


def _told(place: Place | None) -> Place | None:
    """Get a place told before: it stands nowhere in the sentence."""
    return Place(place.mark, -1, place.others) if place is not None else None


def _is_counted(event: EventWord) -> bool:
    """Say whether a word only counts flights: "the first flight was logged", "nine landings"."""
    return event.form is Form.NOUN or event.act in _FLOWN


def _only_says(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether a clause tells nothing but who says it: "an airport spokesman confirmed"."""
    spoken = between(marks.sayings, clause.first, clause.last)
    return bool(spoken) and not between(marks.events, clause.first, clause.last)
