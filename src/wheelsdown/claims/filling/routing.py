"""Say where the aircraft of a frame came from and went: by its words, and by what the text told before.

What the words state comes first. "It took off again" begins where the aircraft is, "a second followed" goes
where the one it runs beside went, "there" and "the base" are the place that the text is about; each rule has
a name that the claim prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wheelsdown.articles.marks import PlaceMark
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.events.memory import Memory, is_field
from wheelsdown.claims.events.onward_flights import comes_back, returns_on_days
from wheelsdown.claims.events.other_visits import tells_more
from wheelsdown.claims.filling.arrivals import (
    comes_next,
    goes_onward,
    is_flight_noun,
    lands_elsewhere,
    only_counts,
)
from wheelsdown.claims.filling.gathered import Fields, is_many, is_one
from wheelsdown.claims.filling.places_told import PlacesTold
from wheelsdown.claims.filling.told_ahead import in_order
from wheelsdown.claims.routes.legs import Place, Route, repeated, route_of
from wheelsdown.claims.routes.roles import stops_of
from wheelsdown.claims.routes.stops import Role, Stop
from wheelsdown.claims.sentences.aircraft.shared_verbs import without_origins_of_others
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import (
    BACK_ACTS,
    LANDED_ACTS,
    LEADING_ACTS,
    Act,
    ClaimWords,
    EventWord,
    Form,
    Join,
    Points,
)

__all__ = ["Router"]

#: Acts by which it leaves where it is.
_LEAVING = frozenset({Act.DEPART, Act.RETURN, Act.TURN})
#: The rule by which only the type is that of those told before.
_ALIKE = "of the type told before"
#: How English tells what was earlier than what is told.
_HAD = "had"
#: Words for others than those before.
_OTHERS = (Points.REST, Points.MORE)
#: Roles of places on the way to where it lands.
_COMING = frozenset({Role.ORIGIN, Role.VIA})


@dataclass(frozen=True)
class _Gap:
    """A frame whose words leave a place out."""

    frame: Frame
    subject: Subject | None
    fields: Fields
    stops: Sequence[Stop]
    #: Where the aircraft told last is.
    here: Place
    #: Where one comes to.
    goal: Place
    #: Words say that it went on from where another was: "on to Stansted".
    goes_on: bool
    #: It is said to have come behind the one before: "behind it came a Tu-154".
    is_next: bool
    #: Its arrival was before what is told so far: "it had arrived from Latakia".
    is_earlier: bool
    #: It tells a day of its own.
    has_day: bool
    #: It came back, which is to where it is told to have been: "it came back on the 27th".
    comes_back: bool


@dataclass
class Router:
    """Sets the route of one frame after the other; ``memory`` is what was told before."""

    words: ClaimWords
    memory: Memory

    def set_route(
        self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: Fields
    ) -> None:
        """Set the route and the place of a frame for one of its subjects."""
        named = PlacesTold(self.memory).places(number, marks, frame, fields)
        places = without_origins_of_others(marks, frame.subjects, subject, named)
        found = stops_of(marks, frame.clauses, frame.events, places, self.words)
        stops = in_order(marks, frame, found)
        some = subject is not None and subject.points in (Points.SOME, Points.REST)
        many = some or is_many(fields.airframes) or (fields.events is not None and fields.events.n > 1)
        if fields.airframes is None and "aircraft" in fields.rules:
            many = many or any(e.mark.plural for e in frame.events if e.mark.form is Form.VERB)
        fields.route = route_of(stops, many=many or _tells_earlier_ones(marks, frame))
        goal = self.memory.goal(number, marks.sentence.paragraph, beside=_points_back(subject))
        known = self.memory.known_place(number) or goal
        pointed = [place.mark for place in places]
        onward = all(stop.role is Role.DESTINATION for stop in stops) and (
            not stops or self.memory.route.legs
        )
        if onward and any(event.mark.act is Act.REPEAT for event in frame.events):
            fields.route = repeated(self.memory.route, stops)
            fields.rules |= dict.fromkeys(("legs", "place"), "the route told before")
        elif not stops and lands_elsewhere(marks, frame):
            pass
        elif known is not None and goal is not None and known not in pointed and goal not in pointed:
            is_next, goes_on = comes_next(marks, frame, subject, goal), goes_onward(marks, frame)
            had = any(e.mark.act is Act.ARRIVE and marks.form(e.first - 1) == _HAD for e in frame.events)
            here, end = Place(known, -1), Place(goal, -1)
            days = between(marks.dates, frame.first, frame.last)
            back = is_one(fields.airframes) and returns_on_days(marks, frame.events, days)
            back = back or comes_back(marks, frame.events)
            gap = _Gap(frame, subject, fields, stops, here, end, goes_on, is_next, had, bool(days), back)
            came = any(end is not None for _, end in self.memory.route.legs)
            if came and not stops and tells_more(marks, frame.events, frame.first, frame.last):
                self._as_those_before(gap)
            else:
                self._inherit_place(gap)
        elif known is None and "aircraft" in fields.rules and not self._comes_home(frame, fields, stops):
            self._left_for(fields, subject, beside=frame.is_elliptical)
        elif frame.is_elliptical and not stops and (ended := self._before()[1]) is not None:
            self._as_before(fields, stops, ended)
        main = fields.route.main
        fields.place = None if main in fields.route.came_from else main

    def _comes_home(self, frame: Frame, fields: Fields, stops: Sequence[Stop]) -> bool:
        """Let an aircraft that set out and came back be where it set out: "it returned in the afternoon"."""
        moves = [event.mark for event in frame.events if event.mark.act in LEADING_ACTS]
        is_back = bool(moves) and moves[0].act in BACK_ACTS and moves[0].form is Form.VERB
        back = all(stop.role in (Role.BACK, Role.TURN) and stop.place is None for stop in stops)
        if not back or not is_back or self.memory.home is None:
            return False
        fields.route.legs = [(None, _told(self.memory.home))]
        fields.rules["legs"] = "back to where it set out"
        return True

    def _inherit_place(self, gap: _Gap) -> None:
        """Begin or end the route where it is said to be: "it took off again", "the second came from"."""
        frame, subject, fields, stops, goal = gap.frame, gap.subject, gap.fields, gap.stops, gap.goal
        if frame.is_elliptical and not stops and _leaves(frame):
            fields.route.legs, fields.rules["legs"] = [(gap.here, None)], "from where it arrived"
            return
        if frame.is_elliptical:
            self._as_before(fields, stops, goal)
            return
        counted = fields.events is not None or (subject is not None and subject.ordinal is not None)
        counted = counted or fields.is_last
        if not stops and counted and all(only_counts(event.mark) for event in frame.events):
            if fields.rules.get("aircraft") is None and self._flew_anywhere(gap):
                return
            self._as_those_before(gap)
            return
        moves = [event for event in frame.events if event.mark.act in LEADING_ACTS]
        moves = [event for event in moves if not is_flight_noun(event.mark)] or moves
        onward = gap.goes_on and all(event.mark.act is Act.FLY for event in moves)
        left = [stop for stop in stops if stop.place is not None]
        from_others = all(stop.role is Role.ORIGIN for stop in left)
        if gap.comes_back and self._before()[0] is None and from_others:
            self._end(fields, left, goal)
        elif moves and not (onward and self._leaves_from_here(gap)):
            self._move(moves, gap)
        elif self._ends(gap):
            self._end(fields, stops, goal)
        elif self._leaves_from_here(gap):
            self._from_here(fields, stops, gap.here)

    def _as_those_before(self, gap: _Gap) -> None:
        """Let flights end where those before did: "two more landings were counted"."""
        gap.fields.route = Route([(None, gap.goal)])
        gap.fields.rules |= dict.fromkeys(("legs", "place"), "the airfield told before")

    def _flew_anywhere(self, gap: _Gap) -> bool:
        """Say whether flights are counted that nothing ties to the airfield: "it recorded 200 flights"."""
        landed = any(event.mark.act in LANDED_ACTS for event in gap.frame.events)
        tied = gap.fields.is_last or _points_back(gap.subject)
        tied = tied or gap.frame.modality is not None
        return not landed and not tied and not self._is_about(gap.goal)

    def _leaves_from_here(self, gap: _Gap) -> bool:
        """Say whether the aircraft told before stayed, and what follows is where it went."""
        if gap.goes_on and gap.fields.route.legs and gap.fields.route.legs[0][0] is None:
            return True
        stayed = any(event.mark.act is Act.STAY for event in gap.frame.events)
        leads = bool(gap.stops) and all(stop.role in (Role.DESTINATION, Role.OVER) for stop in gap.stops)
        return stayed and leads and gap.fields.rules.get("aircraft", "").endswith("the aircraft told before")

    def _move(self, moves: Sequence[At[EventWord]], gap: _Gap) -> None:
        """Begin or end the route of an aircraft that is told to move."""
        subject, fields, stops, goal = gap.subject, gap.fields, gap.stops, gap.goal
        points = _points_back(subject)
        is_old, first = fields.rules.get("aircraft", _ALIKE) != _ALIKE or gap.frame.borrowed, moves[0]
        expected = is_old or points or gap.is_next or self._is_about(goal)
        went_back = any(stop.role in (Role.BACK, Role.TURN) for stop in stops)
        if is_old and not went_back and self._left_for(fields, subject, goal):
            return
        if first.mark.act is Act.ARRIVE:
            if expected or _comes(stops):
                self._arrive(moves, gap)
        elif (expected and self._comes_in(stops, moves)) or (points and self._sets_out(stops, goal)):
            self._end(fields, stops, goal)
        elif self._goes_apart(subject, stops, first.mark):
            if not gap.has_day or (subject is not None and subject.ordinal):
                self._as_another(fields, first.mark)
        elif fields.events is not None and fields.events.n > 1:
            return
        elif not stops and any(event.mark.act is Act.TURN for event in moves):
            return  # it diverted, and nobody says to where
        elif is_old and (not fields.route.legs or fields.route.legs[0][0] is None):
            self._from_here(fields, stops, goal if points else gap.here)

    def _goes_apart(self, subject: Subject | None, stops: Sequence[Stop], event: EventWord) -> bool:
        """Say whether it does not leave from where the others are: "the rest went to Al Udeid"."""
        if not stops:
            return event.act not in (Act.DEPART, Act.RETURN)
        if event.act is Act.TURN:
            return True
        return subject is not None and (subject.points in _OTHERS or subject.ordinal is not None)

    def _as_another(self, fields: Fields, event: EventWord) -> None:
        """Begin where the one before did: "two left Gao for Niamey, the third went to Bamako"."""
        before = self._before()
        legs = fields.route.legs
        if event.act in BACK_ACTS or not self.memory.set_out:
            return
        if before[0] is None or not legs or legs[0][0] is not None:
            return
        if before[0].is_same(legs[0][1]):
            return
        legs[0] = (_told(before[0]), legs[0][1])
        fields.rules["legs"] = "from where the one before came"

    def _before(self, number: int = 0) -> tuple[Place | None, Place | None]:
        """Get a leg told before; where some set out here and some there, nothing is known of one."""
        route = self.memory.route
        return route.legs[number] if route.legs and not route.is_split else (None, None)

    def _end(self, fields: Fields, stops: Sequence[Stop], goal: Place) -> None:
        fields.route = route_of((*stops, Stop(Role.DESTINATION, goal.mark, -1)), many=True)
        fields.rules["legs"] = "where the one before arrived"

    def _brings(self, frame: Frame, stops: Sequence[Stop]) -> bool:
        """Say whether it brought something and no word says where to: "an An-124 from Leipzig brought"."""
        ships = any(event.mark.act is Act.SHIP and event.mark.form is Form.VERB for event in frame.events)
        return ships and bool(stops) and all(stop.role in _COMING for stop in stops)

    def _ends(self, gap: _Gap) -> bool:
        """Say whether it came where others did: it brought something, or is a flight told before."""
        points = _points_back(gap.subject)
        if self._brings(gap.frame, gap.stops):
            return points or self._is_about(gap.goal)
        made = {event.mark.act for event in gap.frame.events} == {Act.LIGHT} and self.memory.tells_flights
        return points and made and bool(gap.stops) and all(stop.role in _COMING for stop in gap.stops)

    def _sets_out(self, stops: Sequence[Stop], goal: Place) -> bool:
        """Say whether it left another place, with no word of where to: "the first took off from Dover"."""
        left = [stop.place for stop in stops if stop.place is not None and stop.role is Role.ORIGIN]
        is_left = any(goal.is_same(Place(place, -1)) for place in left)
        return bool(left) and len(left) == len(stops) and not is_left

    def _is_about(self, goal: Place) -> bool:
        """Say whether the article is known to be about the place."""
        about = (self.memory.topic, self.memory.base)
        return any(mark is not None and goal.is_same(Place(mark, -1)) for mark in about)

    def _arrive(self, moves: Sequence[At[EventWord]], gap: _Gap) -> None:
        """Let an arrival with no place be where the one before arrived."""
        stops, is_old = gap.stops, "aircraft" in gap.fields.rules
        following = next((event.first for event in moves if event.first > moves[0].first), gap.frame.last)
        early = [stop for stop in stops if stop.at < following and stop.act is not Act.STOP]
        own = any(stop.act is Act.ARRIVE and stop.role not in _COMING for stop in stops)
        own = own or any(stop.role is Role.DESTINATION for stop in early)
        elsewhere = any(stop.role is Role.OVER and stop.at < moves[0].first for stop in stops)
        if own or (elsewhere and not is_old) or any(stop.role is Role.HERE for stop in stops):
            return
        passed = [stop for stop in stops if stop.act is Act.STOP and stop.role is Role.DESTINATION]
        late = [stop for stop in stops if stop not in early and stop not in passed]
        goal = self._set_out_from(gap) or gap.goal.mark
        gap.fields.route = route_of((*early, *passed, Stop(Role.DESTINATION, goal, -1), *late))
        gap.fields.rules["legs"] = "where the one before arrived"

    def _set_out_from(self, gap: _Gap) -> PlaceMark | None:
        """Get where it left as told before, where what follows is how it had come to be there."""
        origin = self._before(-1)[0]
        is_same = gap.is_earlier and "aircraft" in gap.fields.rules
        return origin.mark if is_same and origin is not None and is_field(origin.mark) else None

    def _comes_in(self, stops: Sequence[Stop], moves: Sequence[At[EventWord]]) -> bool:
        """Say whether it came from somewhere, with no word of where to: "flew in from", "flew by way of"."""
        if not stops or any(stop.role not in _COMING for stop in stops):
            return False
        return not any(event.mark.act in _LEAVING for event in moves)

    def _left_for(
        self, fields: Fields, subject: Subject | None, goal: Place | None = None, *, beside: bool = False
    ) -> bool:
        """Complete "it took off from Minsk" after it landed, and "it landed at Bamako" after it left."""
        pointer = subject.points if subject is not None else None
        before = self._before(-1)
        if len(fields.route.legs) != 1 or fields.route.here:
            return False
        origin, destination = fields.route.legs[0]
        if origin is None and destination is not None and before[1] is None and before[0] is not None:
            if pointer is Points.MORE or before[0].is_same(destination):  # another comes from elsewhere
                return False
            fields.route.legs[0] = (_told(before[0]), destination)
            fields.rules["legs"] = "from where it left"
        elif fields.rules.get("aircraft") == "one of the group told before" and goal and not pointer:
            return False
        elif origin is not None and destination is None and before[1] and (before[0] is None or beside):
            if origin.is_same(goal or before[1]):
                return False
            fields.route.legs[0] = (origin, _told(goal or before[1]))
            fields.rules["legs"] = "where the one before arrived"
        else:
            return False
        return True

    def _as_before(self, fields: Fields, stops: Sequence[Stop], here: Place) -> None:
        """Complete "the rest from Minsk" and "the rest to Minsk" by the route told just before."""
        before = self._before()
        begun = before[0] if "aircraft" in fields.rules else None  # a new one left from elsewhere
        if stops and all(stop.role is Role.VIA for stop in stops):
            fields.route = route_of((*stops, Stop(Role.DESTINATION, here.mark, -1)))
            fields.rules["legs"] = "where the one before arrived"
        elif fields.route.legs and fields.route.legs[-1][1] is None:
            if before[0] is None or before[1] is not None:  # else the one before went nowhere told
                self._to_here(fields, stops, here)
        elif fields.route.legs and fields.route.legs[0][0] is None and begun is not None:
            fields.route.legs[0] = (begun, fields.route.legs[0][1])
            fields.rules["legs"] = "from where the one before came"
        elif not fields.route.legs and not fields.route.here and before[1] is not None:
            wide = len(self.memory.route.legs) == 1 and not is_field(before[1].mark)
            fields.route.legs = [(None, _told(before[1]) if wide else here)]
            fields.rules["legs"] = "where the one before arrived"

    def _from_here(self, fields: Fields, stops: Sequence[Stop], here: Place) -> None:
        led = [stop.place for stop in stops if stop.place is not None and stop.role is Role.DESTINATION]
        if led and here.is_same(Place(led[0], -1)):
            return  # "it returned to Gao on the 27th", where it had been before
        back = self.memory.back_from(here)
        fields.route = route_of(stops, here)
        if any(stop.role is Role.BACK for stop in stops):
            fields.route.go_back(here, back)
        fields.rules["legs"] = "from where it arrived"

    def _to_here(self, fields: Fields, stops: Sequence[Stop], here: Place) -> None:
        legs = fields.route.legs
        if not legs and not fields.route.here and not fields.route.over:
            fields.route.legs = [(None, here)]
        elif legs and legs[-1][1] is None and legs[-1][0] is not None and not here.is_same(legs[-1][0]):
            fields.route.end(here)
            legs = fields.route.legs
            if any(stop.role is Role.BACK for stop in stops):
                legs.append((here, legs[0][0]))
        else:
            return
        fields.rules["legs"] = "where the one before arrived"


def _points_back(subject: Subject | None) -> bool:
    """Say whether a subject is one of those told before, or beside them: "the rest", "a second"."""
    return subject is not None and bool(subject.points or subject.ordinal)


def _leaves(frame: Frame) -> bool:
    """Say whether the verb of the clause before is of leaving: "the first left on Monday, the second on"."""
    moves = [event.mark for event in frame.events if event.mark.act in LEADING_ACTS]
    return bool(moves) and all(move.act is Act.DEPART and move.form is Form.VERB for move in moves)


def _comes(stops: Sequence[Stop]) -> bool:
    return any(stop.role is Role.ORIGIN for stop in stops)


def _told(place: Place | None) -> Place | None:
    """Get a place told before: it stands nowhere in the sentence."""
    return Place(place.mark, -1, place.others) if place is not None else None


def _tells_earlier_ones(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether flights of before are listed, not stops of one: "has previously flown to Oran and Gao"."""
    words = [
        join.last for join in between(marks.joins, frame.first, frame.last) if join.mark is Join.OTHER_TIME
    ]
    verbs = [event.first for event in frame.events if event.mark.form is Form.VERB]
    return len(verbs) == 1 and verbs[0] in words
