"""Give each place of a frame its role: where the aircraft came from, went, passed, or was.

A role comes from the word that ties the place to what happens ("from", "via") and from the event that rules
it: "at" after "landed" is where it went, after "was seen" where it was, and Slavic "в" and "на" likewise. A
place right after a verb is its object ("left Aleppo"), an enumerated place has the role of the one before,
"A-B-C" is a route, and one that only says where another place lies ("an air base in Libya") has no role.
"""

from collections.abc import Sequence
from itertools import pairwise

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.routes.beside import is_named_apart, is_of_near, is_of_others, is_of_same_thing
from wheelsdown.claims.routes.later_flights import is_for_later
from wheelsdown.claims.routes.leg_places import leg_places
from wheelsdown.claims.routes.objects import heads_list, is_bare_object, is_logged, is_object, is_reached
from wheelsdown.claims.routes.rulings import event_of, is_told_behind
from wheelsdown.claims.routes.stops import Role, Stop, aimed, bare_stops, landed_where_it_stayed, told_before
from wheelsdown.claims.routes.visits import is_told_as_visit
from wheelsdown.claims.sentences.beside.asides import (
    announces,
    is_owner,
    is_purpose,
    nameless_fields,
)
from wheelsdown.claims.sentences.beside.loads import is_for_load
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.place_pairs import (
    is_behind_dateline,
    is_enumerated,
    is_joined_by_or,
    is_locative,
    is_next,
    is_qualified,
    is_route,
    is_within,
    lies_in,
)
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.sentences.ties import relation_of
from wheelsdown.claims.words import Act, ClaimWords, EventWord, Form, Join, Relation

__all__ = ["stops_of"]

#: Words between "to" and its place: "routed Khadim to the Niamey".
_LEAD_REACH = 2

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
#: Where it only passed: "lost from sight south of Crete", "flew circles east of Yap".
_PASSED: dict[tuple[Relation, Act | None], Role] = {
    (Relation.NEAR, act): Role.OVER for act in (Act.SEE, Act.FLY, Act.OVERFLY)
}
_AT = {
    Act.ARRIVE: Role.DESTINATION, Act.RETURN: Role.DESTINATION, Act.SHIP: Role.DESTINATION,
    Act.STOP: Role.DESTINATION, Act.TURN: Role.DESTINATION,
    Act.VISIT: Role.DESTINATION, Act.DEPART: Role.ORIGIN, Act.RESUME: Role.DESTINATION,
    Act.PAUSE: Role.DESTINATION, Act.OVERFLY: Role.OVER,
}  # fmt: skip
#: Acts of the place itself: "Bamako received two aircraft".
_LEADING = frozenset({Act.FLY, Act.HEAD, Act.LIGHT})
_TAKING = frozenset({Act.HOST, Act.GET})
_HELD = frozenset({Act.SEE, Act.HOLD})
#: The Arabic particle for "and".
_AND = "و"
#: Acts that say where it did land.
_LANDING = frozenset({Act.ARRIVE, Act.RETURN, Act.TURN, Act.STOP, Act.STAY, Act.VISIT})
_OBJECT = {
    Act.ARRIVE: Role.DESTINATION,
    Act.STOP: Role.DESTINATION,
    Act.DEPART: Role.ORIGIN,
    Act.VISIT: Role.DESTINATION,
    Act.OVERFLY: Role.OVER,
    Act.WITHDRAW: Role.ORIGIN,
    Act.HOLD: Role.HERE,
    Act.HOST: Role.DESTINATION,
}

#: Acts beside which a visit is no flight of its own: told as a verb, and as a noun.
_STARTS = frozenset({Act.RESUME, Act.PAUSE})
_MOVES = _STARTS | {Act.ARRIVE, Act.DEPART, Act.FLY}


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


def _without_asides(found: Sequence[Stop]) -> list[Stop]:
    """Leave out where cargo goes when a landing is told, and the farther of two places of one landing."""
    landed = [
        stop for stop in found if stop.act in _LANDING and stop.role is Role.DESTINATION and not stop.is_aside
    ]
    kept = [stop for stop in found if not (landed and stop.is_aside)]
    for one, other in pairwise(landed):
        is_one = one.event_at == other.event_at and one.act is Act.ARRIVE and not other.is_also
        if is_one and one.at < one.event_at < other.at:
            kept = [stop for stop in kept if stop is not one]
    return kept


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
        self.nearest: At[PlaceMark] | None = None
        self.apart: At[PlaceMark] | None = None
        self.places = leg_places(marks, clauses, events, places)

    def stops(self) -> tuple[Stop, ...]:
        found: list[Stop] = []
        before: At[PlaceMark] | None = None
        for number, place in enumerate(self.places):
            self.nearest = self.places[number - 1] if number else None
            following = self.places[number + 1] if number + 1 < len(self.places) else None
            stop = self._stop(place, before, found, following)
            if stop is None:
                continue
            if stop.others:
                found[-1] = stop
            else:
                found.append(stop)
            before = place
        found = landed_where_it_stayed(self.events, _without_asides(found))
        found = told_before(self.marks, self.clauses, found)
        found += bare_stops(self.events, self.clauses, found)
        return tuple(sorted(found, key=lambda stop: stop.at))

    def _stop(
        self,
        place: At[PlaceMark],
        before: At[PlaceMark] | None,
        found: list[Stop],
        following: At[PlaceMark] | None,
    ) -> Stop | None:
        event = event_of(self.marks, self.clauses, self.events, place, self.places)
        act = event.mark.act if event else None
        if self._is_of_visit(event, found) or (is_owner(self.marks, place) and not self._takes(place, event)):
            return None
        if before is not None and found:
            after = self._after(place, before, found[-1], act)
            if after is not None:
                return aimed(self.marks, after, event)
            if lies_in(self.marks, before, place):
                return None
        if following is not None and is_route(self.marks, place, following):
            return Stop(Role.ORIGIN, place.mark, place.first, act)
        tie = self._tie(place)
        if is_of_near(self.marks, before, place, tie) or self._is_apart(place, tie, event, found):
            return None
        role = self._role(tie, act, place, event)
        if role is None or (before is not None and self._says_finer(place, before, role, found)):
            return None
        if role is Role.HERE and any(stop.place and is_within(stop.place, place.mark) for stop in found):
            return None
        aside = is_purpose(event.mark if event else None, tie)
        aside = aside or (event is not None and is_for_later(self.marks, event, place, found))
        at = self._event_at(event, role)
        stop = Stop(role, place.mark, place.first, act, event_at=at, is_aside=aside)
        return aimed(self.marks, stop, event)

    def _is_of_visit(self, event: At[EventWord] | None, found: Sequence[Stop]) -> bool:
        """Say whether a place is that of a visit beside a flight that leads elsewhere."""
        if event is None or event.mark.act is not Act.VISIT:
            return False
        beside = _MOVES if event.mark.form is Form.NOUN else _STARTS
        if not any(other.mark.act in beside for other in self.events):
            return False
        return not is_told_as_visit(self.marks, self.clauses, self.events, event, found)

    def _event_at(self, event: At[EventWord] | None, role: Role) -> int:
        """Get the event that rules a place; a stop on the way has one only where a verb leads there."""
        if event is None or (role is Role.VIA and (event.mark.form is Form.NOUN or self._is_tie(event))):
            return -1
        return event.first

    def _is_tie(self, event: At[EventWord]) -> bool:
        """Say whether an event is only part of a tie: "with a stop in"."""
        return any(r.mark is Relation.VIA and r.overlaps(event) for r in self.marks.relations)

    def _is_apart(
        self,
        place: At[PlaceMark],
        tie: Relation | None,
        event: At[EventWord] | None,
        found: Sequence[Stop],
    ) -> bool:
        """Say whether it is of something else than the flight, or goes on with a place that is."""
        goes_on = self.apart is not None and is_of_same_thing(self.marks, self.apart, place)
        named = goes_on or is_for_load(self.marks, self.events, event)
        named = named or is_named_apart(self.marks, self.clauses, self.events, place, tie, found)
        if named or is_of_others(self.marks, self._clause(place), place, tie, event, found):
            self.apart = place
            return True
        return False

    def _clause(self, place: At[PlaceMark]) -> Clause | None:
        return clause_at(self.clauses, place.first)

    def _tie(self, place: At[PlaceMark]) -> Relation | None:
        return relation_of(self.marks, place, self.words.letters)

    def _after(self, place: At[PlaceMark], before: At[PlaceMark], last: Stop, act: Act | None) -> Stop | None:
        """Read a place that goes on with the one before it: a route, an alternative, an enumeration."""
        if is_route(self.marks, before, place):
            return Stop(Role.DESTINATION, place.mark, place.first, act)
        if is_joined_by_or(self.marks, before, place):
            return Stop(last.role, last.place, last.at, last.act, (*last.others, place.mark))
        if last.role is Role.DESTINATION and is_next(self.marks, before, place):
            return Stop(last.role, place.mark, place.first, act)
        if self._goes_on(before, place) and not is_within(before.mark, place.mark):
            if self._tie(before) is Relation.BETWEEN:
                role = Role.OVER if last.role is Role.OVER else Role.DESTINATION
                return Stop(role, place.mark, place.first, act)
            return Stop(last.role, place.mark, place.first, act, is_also=True, is_aside=last.is_aside)
        return None

    def _goes_on(self, before: At[PlaceMark], place: At[PlaceMark]) -> bool:
        """Say whether a list goes on, though it is told where the one before lies: "A in X and B in Y"."""
        nearest = self.nearest
        beside = nearest is not None and is_within(before.mark, nearest.mark)
        return is_enumerated(self.marks, before, place) or (
            beside and nearest is not None and is_enumerated(self.marks, nearest, place)
        )

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
        if self._leads_nowhere(relation, act, event) or (act is Act.OTHER and relation is Relation.NEAR):
            return None  # «под санкциями США»
        if relation is Relation.BETWEEN:
            return Role.OVER if act is Act.OVERFLY else self._between(place)
        if relation is Relation.VIA or (event is not None and self._is_stop_on_the_way(event, relation)):
            return Role.OVER if place.mark.level is PlaceLevel.AREA else Role.VIA
        if relation in _DIRECT:
            return _PASSED.get((relation, act), _DIRECT[relation])
        if act is Act.STOP and self._is_relative(place):
            return Role.HERE
        if event is None and self._is_listed(place):
            return Role.DESTINATION
        if act is Act.DEPART and relation is Relation.INTO:
            begins = event is not None and self._begins_at(event)
            return Role.ORIGIN if begins else Role.DESTINATION
        if act in (Act.FLY, Act.LIGHT, Act.HEAD, Act.WITHDRAW):
            led = act is not Act.WITHDRAW or not is_locative(self.marks.form(place.last - 1))
            return Role.DESTINATION if led and relation is Relation.INTO else Role.HERE
        return _AT.get(act, Role.HERE) if act is not None else Role.HERE

    def _begins_at(self, event: At[EventWord]) -> bool:
        """Say whether its "at" is where a flight began: "four began in Minsk, two in Gao"."""
        return any(r.first == event.first and r.mark is Relation.FROM for r in self.marks.relations)

    def _between(self, place: At[PlaceMark]) -> Role:
        """Read "between A and B"; of one end alone it is only known that it flew thereabouts."""
        if _AND in place.mark.particles:
            return Role.DESTINATION
        last = place
        for other in (each for each in self.places if each.first >= place.last):
            if is_enumerated(self.marks, last, other):
                return Role.ORIGIN
            if not lies_in(self.marks, last, other):
                break
            last = other  # "between Ramstein in Germany and"
        return Role.OVER

    def _leads_nowhere(self, relation: Relation, act: Act | None, event: At[EventWord] | None) -> bool:
        if relation is Relation.FROM and act is Act.OVERFLY:
            return not any(self._tie(place) is Relation.TO for place in self.places)
        return relation is Relation.OTHER or (
            event is None and bool(self.events) and relation not in _LEADERS
        )

    def _is_stop_on_the_way(self, event: At[EventWord], relation: Relation) -> bool:
        """Say whether a noun tells of a stop: "with stopovers in Sochi and Algiers"."""
        is_noun = event.mark.act is Act.STOP and event.mark.form is Form.NOUN
        return is_noun and relation in (Relation.AT, Relation.INTO)

    def _is_relative(self, place: At[PlaceMark]) -> bool:
        """Say whether a clause says where an aircraft was before: "EX-76022, which had refuelled at"."""
        clause = self._clause(place)
        if clause is None or Join.WHO not in clause.joins:
            return False
        return any(not clause.holds(event.first) for event in self.events)

    def _takes(self, place: At[PlaceMark], event: At[EventWord] | None) -> bool:
        """Say whether those of a place got something, wherever: "Mali's army received two jets"."""
        origins = {tie.last for tie in self.marks.relations if tie.mark is Relation.FROM}
        is_last = all(other.first in origins for other in self.places if other.first >= place.last)
        return is_last and event is not None and event.mark.act in _TAKING and place.last <= event.first

    def _without_relation(self, place: At[PlaceMark], event: At[EventWord] | None) -> Role | None:
        if event is None:
            listed = Role.DESTINATION if self._is_listed(place) else None
            return Role.ORIGIN if self._leads_on(place) else listed
        told = announces(self.marks, place) or is_told_behind(self.marks, place)
        if told or is_logged(self.marks, event, place):
            return _AT.get(event.mark.act, _OBJECT.get(event.mark.act))
        is_quiet = event.mark.act is Act.PAUSE and place.mark.says_airfield
        if (event.mark.act in _TAKING or is_quiet) and place.last <= event.first:
            return Role.DESTINATION
        if any(pointer.first == place.first for pointer in nameless_fields(self.marks)):
            hosts = event.mark.act is Act.HOST and is_object(self.marks, event, place)
            return Role.DESTINATION if hosts else _AT.get(event.mark.act, Role.HERE)
        if event.mark.form is Form.VERB and is_object(self.marks, event, place):
            if event.mark.act in _LEADING and self._leads_on(place):
                return Role.ORIGIN
            return self._as_object(event.mark.act, place.mark)
        if event.mark.act in (Act.DEPART, Act.VISIT) and is_bare_object(self.marks, event, place):
            return _OBJECT[event.mark.act]
        if event.mark.act is Act.ARRIVE and is_reached(self.marks, event, place, self.places):
            return Role.DESTINATION
        return Role.HERE if event.mark.act in _HELD and place.mark.says_airfield else None

    def _as_object(self, act: Act, place: PlaceMark) -> Role | None:
        if act is Act.WITHDRAW and place.level is PlaceLevel.COUNTRY:
            return None
        is_town = place.level is PlaceLevel.CITY and Act.OVERFLY not in {e.mark.act for e in self.events}
        hosts = act is not Act.HOST or place.says_airfield or is_town  # "شهدت القاعدة وصول"
        return _OBJECT.get(act) if hosts else None

    def _leads_on(self, place: At[PlaceMark]) -> bool:
        """Say whether "to" follows: "routed Khadim to Niamey"."""
        ends = [r.last for r in self.marks.relations if r.first == place.last and r.mark is Relation.TO]
        return any(0 <= other.first - end <= _LEAD_REACH for end in ends for other in self.places)

    def _is_listed(self, place: At[PlaceMark]) -> bool:
        """Say whether a dash stands for the verb: "two C-17s - Minsk", "ще три - у Жешуві"."""
        heads = place.first == self.marks.first and heads_list(self.marks, place.last)
        dashed = any(self.marks.form(index) == "-" for index in (place.first - 1, place.first - 2))
        return heads or (dashed and not is_behind_dateline(self.marks, place))
