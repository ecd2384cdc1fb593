"""Give each place of a frame its role: where the aircraft came from, went, passed, or was.

A role comes from the word that ties the place to what happens ("from", "via") and from the event that rules
it: "at" after "landed" is where it went, after "was seen" where it was. Slavic "в" and "на" are read the same
way, since the event decides what the case ending would. A place right after a verb is its object ("left
Aleppo"), an enumerated place has the role of the one before, "A-B-C" is a route, and a place that only says
where another place lies ("an air base in Libya") has no role of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.clauses import Clause
from wheelsdown.claims.place_pairs import gap_between, is_enumerated, is_joined_by_or, is_qualified, is_within
from wheelsdown.claims.sentence_marks import At, SentenceMarks
from wheelsdown.claims.ties import relation_of, start_of
from wheelsdown.claims.words import Act, ClaimWords, EventWord, Form, Modality, Points, Relation

__all__ = ["Role", "Stop", "stops_of"]


class Role(StrEnum):
    """What a place is to an event."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    VIA = "via"
    BACK = "back"
    """A return with no place: where it began."""
    AWAY = "away"
    """A departure with no place."""
    HERE = "here"
    """Where it was, seen or parked."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Stop:
    """A place with its role, in the order of the text; ``others`` are the alternatives ("A or B")."""

    role: Role
    place: PlaceMark | None
    at: int
    act: Act | None = None
    others: tuple[PlaceMark, ...] = ()
    is_also: bool = False
    """Enumerated: "to A and B"."""
    event_at: int = -1
    """The token of the event that rules it."""


#: Words between a verb and its object: "left the old Hmeimim".
_OBJECT_REACH = 2
#: Words between an owner and its airfield: "Bamako's Modibo Keita airport".
_OWNER_REACH = 4

#: What stands between two places of a route: "A-B", "A → B".
_ROUTE_MARKS = (["-"], [">"], ["→"], ["-", ">"], ["➔"], ["➡"])
#: Words that lead somewhere, whatever happens.
_LEADERS = frozenset({Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN})
_DIRECT = {
    Relation.FROM: Role.ORIGIN,
    Relation.TO: Role.DESTINATION,
    Relation.VIA: Role.VIA,
    Relation.OVER: Role.OVER,
    Relation.BETWEEN: Role.ORIGIN,
    Relation.NEAR: Role.HERE,
}
_AT = {
    Act.ARRIVE: Role.DESTINATION, Act.RETURN: Role.DESTINATION, Act.SHIP: Role.DESTINATION,
    Act.VISIT: Role.DESTINATION, Act.DEPART: Role.ORIGIN, Act.RESUME: Role.DESTINATION,
    Act.PAUSE: Role.DESTINATION, Act.OVERFLY: Role.OVER,
}  # fmt: skip
#: Acts of the place itself: "Bamako received two aircraft".
_LEADING = frozenset({Act.FLY, Act.HEAD, Act.LIGHT})
_TAKING = frozenset({Act.HOST, Act.GET})
_OBJECT = {
    Act.ARRIVE: Role.DESTINATION,
    Act.DEPART: Role.ORIGIN,
    Act.VISIT: Role.DESTINATION,
    Act.OVERFLY: Role.OVER,
    Act.WITHDRAW: Role.ORIGIN,
    Act.HOLD: Role.HERE,
    Act.HOST: Role.DESTINATION,
}


def stops_of(
    marks: SentenceMarks,
    clauses: Sequence[Clause],
    events: Sequence[At[EventWord]],
    places: Sequence[At[PlaceMark]],
    words: ClaimWords,
) -> tuple[Stop, ...]:
    """Get the places of a frame with their roles.

    Parameters
    ----------
    marks
        The sentence.
    clauses
        Its clauses that belong to the frame.
    events
        The event words of the frame.
    places
        Its places in order, pointers already resolved.
    words
        The word lists (for relations written together with a name).
    """
    return _Roles(marks, clauses, events, places, words).stops()


class _Roles:
    def __init__(
        self,
        marks: SentenceMarks,
        clauses: Sequence[Clause],
        events: Sequence[At[EventWord]],
        places: Sequence[At[PlaceMark]],
        words: ClaimWords,
    ) -> None:
        self.marks, self.clauses, self.events, self.words = marks, clauses, events, words
        self.places = [place for place in places if not self._is_source(place) and not self._by_ground(place)]

    def stops(self) -> tuple[Stop, ...]:
        found: list[Stop] = []
        before: At[PlaceMark] | None = None
        for number, place in enumerate(self.places):
            following = self.places[number + 1] if number + 1 < len(self.places) else None
            stop = self._stop(place, before, found, following)
            if stop is None:
                continue
            if stop.others:
                found[-1] = stop
            else:
                found.append(stop)
            before = place
        found += [self._away(event) for event in self.events if self._is_bare_departure(event, found)]
        found += [self._back(event) for event in self.events if self._is_bare_return(event, found)]
        return tuple(sorted(found, key=lambda stop: stop.at))

    def _stop(
        self,
        place: At[PlaceMark],
        before: At[PlaceMark] | None,
        found: list[Stop],
        following: At[PlaceMark] | None,
    ) -> Stop | None:
        event = self._event_of(place)
        act = event.mark.act if event else None
        if (
            event is not None
            and event.mark.act is Act.VISIT
            and event.mark.form is Form.NOUN
            and self._moves()
        ):
            return None
        if self._is_owner(place) and not (event and event.mark.act in _TAKING and place.last <= event.first):
            return None
        if before is not None and found:
            after = self._after(place, before, found[-1], act)
            if after is not None:
                return after
            if is_within(before.mark, place.mark) and is_qualified(self.marks, before, place):
                return None
        if following is not None and gap_between(self.marks, place, following) in _ROUTE_MARKS:
            return Stop(Role.ORIGIN, place.mark, place.first, act)
        role = self._role(self._tie(place), act, place, event)
        if role is None or (before is not None and self._says_finer(place, before, role, found)):
            return None
        if role is Role.HERE and any(stop.place and is_within(stop.place, place.mark) for stop in found):
            return None
        return Stop(role, place.mark, place.first, act, event_at=event.first if event else -1)

    def _tie(self, place: At[PlaceMark]) -> Relation | None:
        return relation_of(self.marks, place, self.words.letters)

    def _moves(self) -> bool:
        return any(event.mark.act in (Act.ARRIVE, Act.DEPART, Act.FLY, Act.RESUME) for event in self.events)

    def _is_owner(self, place: At[PlaceMark]) -> bool:
        """Say whether something of the place is meant: "Syria's president", "Iran's Pouya Air"."""
        if [self.marks.form(place.last), self.marks.form(place.last + 1)] != ["'", "s"]:
            return False
        return not any(0 <= pointer.first - place.last - 2 <= _OWNER_REACH for pointer in self._fields())

    def _fields(self) -> list[At[Points]]:
        return [pointer for pointer in self.marks.pointers if pointer.mark in (Points.PLACE, Points.THERE)]

    def _after(self, place: At[PlaceMark], before: At[PlaceMark], last: Stop, act: Act | None) -> Stop | None:
        """Read a place that goes on with the one before it: a route, an alternative, an enumeration."""
        if gap_between(self.marks, before, place) in _ROUTE_MARKS:
            return Stop(Role.DESTINATION, place.mark, place.first, act)
        if is_joined_by_or(self.marks, before, place):
            return Stop(last.role, last.place, last.at, last.act, (*last.others, place.mark))
        if is_enumerated(self.marks, before, place) and not is_within(before.mark, place.mark):
            if self._tie(before) is Relation.BETWEEN:
                return Stop(Role.DESTINATION, place.mark, place.first, act)
            return Stop(last.role, place.mark, place.first, act, is_also=True)
        return None

    def _says_finer(self, place: At[PlaceMark], before: At[PlaceMark], role: Role, found: list[Stop]) -> bool:
        """Put the finer of two names for one place in its stop: "in Libya, at Khadim"."""
        last = found[-1] if found else None
        if last is None or last.role is not role or not is_qualified(self.marks, before, place):
            return False
        if not is_within(place.mark, before.mark):
            return False
        found[-1] = Stop(role, place.mark, last.at, last.act)
        return True

    def _role(
        self, relation: Relation | None, act: Act | None, place: At[PlaceMark], event: At[EventWord] | None
    ) -> Role | None:
        if relation is None:
            return self._without_relation(place, event)
        if relation is Relation.OTHER or (event is None and self.events and relation not in _LEADERS):
            return None
        if relation is Relation.FROM and act is Act.OVERFLY:
            return None
        if relation in _DIRECT:
            return _DIRECT[relation]
        if event is None and self._is_listed(place):
            return Role.DESTINATION
        if act is Act.DEPART and relation is Relation.INTO:
            return Role.DESTINATION
        if act in (Act.FLY, Act.LIGHT, Act.HEAD):
            return Role.DESTINATION if relation is Relation.INTO else Role.HERE
        return _AT.get(act, Role.HERE) if act is not None else Role.HERE

    def _without_relation(self, place: At[PlaceMark], event: At[EventWord] | None) -> Role | None:
        if event is None:
            return (
                Role.ORIGIN if self._leads_on(place) else Role.DESTINATION if self._is_listed(place) else None
            )
        if event.mark.act in _TAKING and place.last <= event.first:
            return Role.DESTINATION
        if any(pointer.first == place.first for pointer in self._fields()):
            return _AT.get(event.mark.act, Role.HERE)
        if event.mark.form is Form.VERB and self._is_object(event, place):
            if event.mark.act in _LEADING and self._leads_on(place):
                return Role.ORIGIN
            return self._as_object(event.mark.act, place.mark)
        if event.mark.act in (Act.DEPART, Act.VISIT) and self._follows_subject(event, place):
            return _OBJECT[event.mark.act]
        if event.mark.act is Act.SEE and place.mark.says_airfield:
            return Role.HERE
        return None

    def _is_object(self, event: At[EventWord], place: At[PlaceMark]) -> bool:
        """Say whether a place stands right behind a verb: "left the old Hmeimim"."""
        gap = range(event.last, start_of(self.marks, place))
        if not place.first - event.last >= 0 or len(gap) > _OBJECT_REACH:
            return False
        return all(self.marks.form(index) == "-" or self.marks.form(index).isalpha() for index in gap)

    def _as_object(self, act: Act, place: PlaceMark) -> Role | None:
        if act is Act.WITHDRAW and place.level is PlaceLevel.COUNTRY:
            return None
        if act is Act.HOST and not place.says_airfield:
            return None  # "شهدت القاعدة وصول", but not of a country
        return _OBJECT.get(act)

    def _leads_on(self, place: At[PlaceMark]) -> bool:
        """Say whether "to" follows: "routed Khadim to Niamey"."""
        ends = [r.last for r in self.marks.relations if r.first == place.last and r.mark is Relation.TO]
        return any(0 <= other.first - end <= _OBJECT_REACH for end in ends for other in self.places)

    def _is_listed(self, place: At[PlaceMark]) -> bool:
        """Say whether a dash stands for the verb: "two C-17s - Minsk", "ще три - у Жешуві"."""
        return any(self.marks.form(index) == "-" for index in (place.first - 1, place.first - 2))

    def _follows_subject(self, event: At[EventWord], place: At[PlaceMark]) -> bool:
        """Say whether verb, aircraft and place stand in this order: the place is what was left."""
        named = (*self.marks.aircraft, *self.marks.operators, *self.marks.persons)
        ends = [item.last for item in named if event.last <= item.first and item.last <= place.first]
        who = (*self.marks.aircraft, *self.marks.persons)
        craft = any(event.last <= item.first < place.first for item in who)
        return craft and event.mark.form is Form.VERB and place.first - max(ends) <= _OBJECT_REACH + 1

    def _event_of(self, place: At[PlaceMark]) -> At[EventWord] | None:
        """Get the event that rules a place: the nearest before it in its clause, else after, else before."""
        here = next((clause for clause in self.clauses if clause.holds(place.first)), None)
        mine = [event for event in self.events if here is not None and here.holds(event.first)]
        earlier = [event for event in mine if event.last <= place.first]
        later = [event for event in mine if event.first >= place.last]
        if earlier:
            return self._ruling(earlier)
        if later:
            return later[0]
        apart = here is not None and self.marks.form(here.first - 1) in (":", ";", "؛")
        anywhere = [event for event in self.events if event.last <= place.first and not apart]
        if anywhere:
            return self._ruling(anywhere)
        return self.events[0] if self.events and self._opens(here, self.events[0]) else None

    def _opens(self, here: Clause | None, event: At[EventWord]) -> bool:
        """Say whether a place opens the frame, and the event after it rules it: "At Khadim, two landed"."""
        if here is not None and here.first != self.clauses[0].first:
            return False
        there = next((clause for clause in self.clauses if clause.holds(event.first)), None)
        return there is None or not there.joins

    def _ruling(self, events: Sequence[At[EventWord]]) -> At[EventWord]:
        """Get the last event, but the noun beside a verb that says nothing ("made flights")."""
        last = events[-1]
        if last.mark.act is Act.LIGHT and len(events) > 1 and events[-2].mark.form is Form.NOUN:
            return events[-2]
        if last.mark.act is Act.STAY and len(events) > 1 and events[-2].last == last.first:
            return events[-2]  # "landed on the apron at Gao"
        return last

    def _by_ground(self, place: At[PlaceMark]) -> bool:
        """Say whether the clause goes on by train or road: "and took a train to Kyiv"."""
        here = [clause for clause in self.clauses if clause.holds(place.first)]
        cues = [cue for cue in self.marks.cues if cue.mark.modality is Modality.GROUND]
        return any(clause.holds(cue.first) for clause in here for cue in cues)

    def _is_source(self, place: At[PlaceMark]) -> bool:
        """Say whether the place belongs to who says it: "the ministry in Paris said"."""
        for source in (*self.marks.sources, *self.marks.persons):
            if source.first <= place.first < source.last:
                return True
            if source.last <= place.first and any(
                relation.first == source.last
                and relation.mark in (Relation.AT, Relation.INTO)
                and relation.last <= place.first <= relation.last + 1
                for relation in self.marks.relations
            ):
                if any(aircraft.last == source.first for aircraft in self.marks.aircraft):
                    continue  # its aircraft
                near = range(source.last, place.first)
                return not any(event.first in near or event.last == source.first for event in self.events)
        return False

    def _is_bare_return(self, event: At[EventWord], found: Sequence[Stop]) -> bool:
        if event.mark.act is not Act.RETURN:
            return False
        return not any(
            stop.act is Act.RETURN
            and (stop.at > event.first or (stop.event_at == event.first and stop.role is Role.DESTINATION))
            for stop in found
        )

    def _is_bare_departure(self, event: At[EventWord], found: Sequence[Stop]) -> bool:
        """Say whether it leaves with no word of where from or to: "landed at X and left before dawn"."""
        if event.mark.act is not Act.DEPART or event.mark.form is not Form.VERB:
            return False
        arrived = any(
            stop.role is Role.DESTINATION and stop.at < event.first and stop.event_at < event.first
            for stop in found
            if stop.act is not Act.DEPART
        )
        later = any(stop.at > event.first for stop in found)
        goes_on = any(other.first > event.first for other in self.events)
        return arrived and not later and not goes_on

    def _away(self, event: At[EventWord]) -> Stop:
        return Stop(Role.AWAY, None, event.first, Act.DEPART)

    def _back(self, event: At[EventWord]) -> Stop:
        return Stop(Role.BACK, None, event.first, Act.RETURN)
