"""Put the fields of a frame together: its aircraft, route, day and counts, and what the text told before.

What the words state comes first; what they leave out is taken from `wheelsdown.claims.events.memory` by a
rule that is kept with the field.
"""

from dataclasses import dataclass, field

from wheelsdown.articles.expressions import Anchored
from wheelsdown.articles.marks import DateMark, DateValue, Publication
from wheelsdown.articles.resolution import resolve
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.claims.claim import ClaimedAircraft, ClaimKind
from wheelsdown.claims.events.bare_verbs import is_bare
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.events.memory import Memory
from wheelsdown.claims.events.singles import Singles
from wheelsdown.claims.filling.arrivals import tells_no_spot
from wheelsdown.claims.filling.carriers import is_taking
from wheelsdown.claims.filling.days.dating import clipped, dates_of
from wheelsdown.claims.filling.days.digest_weeks import published_for
from wheelsdown.claims.filling.days.to_come import is_to_come, is_weekday
from wheelsdown.claims.filling.every_flight import is_of_each
from wheelsdown.claims.filling.gathered import Fields, is_many, is_one, keep_stated
from wheelsdown.claims.filling.inherited_days import anchor_of, in_month_told
from wheelsdown.claims.filling.owners import operator_of
from wheelsdown.claims.filling.places_told import PlacesTold
from wheelsdown.claims.filling.pointed import number_pointed
from wheelsdown.claims.filling.pointing import has_object, is_quiet, is_routed, verb_made
from wheelsdown.claims.filling.quantities import (
    ONE,
    aircraft_of,
    airframes_of,
    events_of,
    tells_rate,
)
from wheelsdown.claims.filling.routing import Router
from wheelsdown.claims.filling.same_aircraft import (
    called_again,
    has_name,
    is_as_many,
    is_given_flight,
    is_named_again,
    names_another,
)
from wheelsdown.claims.routes.legs import Place
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.words import Act, ClaimWords, Form, Join, Modality, Points

__all__ = ["Assembler"]

_MOVING = frozenset(
    {
        *(Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.TURN, Act.STOP),
        *(Act.OVERFLY, Act.STAY, Act.SEE, Act.REPEAT),
    }
)
_LED = _MOVING | {Act.HEAD, Act.SHOW}
#: Slavic pronouns for somebody or something.
_PERSONAL = frozenset({"он", "она", "они", "він", "вона", "вони"})
#: Sentences over which "the first" or "the others" may look back.
_GROUP_LASTS = 2
#: Kinds whose place is that of the story where they tell none.
_STAYING = frozenset({ClaimKind.SHIPMENT, ClaimKind.RESUMPTION, ClaimKind.PAUSE, ClaimKind.PRESENCE})
#: Acts by which "the other" is an aircraft.
_TELLING = _MOVING | {Act.HEAD, Act.SHIP}


@dataclass
class Assembler:
    """Reads the fields of one frame after the other; ``memory`` is what was told before."""

    words: ClaimWords
    published: Publication
    memory: Memory = field(default_factory=Memory)
    singles: Singles = field(default_factory=Singles)
    week: Publication | None = None
    """The end of the week that the article is about."""
    number: int = -1
    """The sentence that is read, and the day told before it."""
    anchor: DateValue | None = None
    states: dict[str, str] = field(default_factory=dict)
    """Operators by their words: states, and airlines."""

    def passes_over(self, number: int, marks: SentenceMarks, frame: Frame) -> bool:
        """Say whether a frame holds nothing that makes a claim; what it calls a base is remembered."""
        flights = (a for a in between(marks.aircraft, frame.first, frame.last) if a.mark.is_flight)
        if frame.events or frame.subjects or frame.borrowed or any(flights):
            return False
        PlacesTold(self.memory).stated(number, marks, frame)
        return True

    def fields(self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None) -> Fields:
        """Get the fields of a frame for one of its subjects."""
        fields = Fields(events=events_of(marks, frame), operator=operator_of(marks, frame, subject))
        fields.is_rate = tells_rate(marks, frame)
        fields.is_anywhere = self.memory.topic is None and tells_no_spot(marks, frame, subject)
        fields.in_story = self.memory.aircraft is not None
        fields.after_pause = 0 < number - self.memory.paused_at <= _GROUP_LASTS
        fields.of_drones = self.memory.are_drones(number) and (subject is None or subject.aircraft is None)
        fields.is_last = any(j.mark is Join.LAST for j in between(marks.joins, frame.first, frame.last))
        if subject is not None and self.singles.recall(self.memory, number, marks, subject):
            self._inherit(self.memory.aircraft or ClaimedAircraft(), "one of two told before", fields, frame)
        else:
            self._set_aircraft(number, marks, frame, subject, fields)
        if (
            frame.borrowed
            and subject is not None
            and fields.operator is None
            and self.memory.aircraft_at == number
        ):
            fields.operator, fields.rules["operator"] = self.memory.operator, "the aircraft told before"
        Router(self.words, self.memory).set_route(number, marks, frame, subject, fields)
        if number != self.number:
            self.number, self.anchor = number, self.memory.day_before(marks.sentence.paragraph)
        resolve_day = self._resolve_ahead if is_to_come(marks, frame) else self._resolve
        fields.dates = dates_of(marks, frame, resolve_day, self.anchor)
        if frame.modality is None:
            fields.dates = clipped(fields.dates, self.published)
        named = (p for p in between(marks.places, frame.first, frame.last) if p.mark.says_airfield)
        fields.airfield = next((Place(place.mark, place.first) for place in named), None)
        durations = [d.mark for d in between(marks.durations, frame.first, frame.last)]
        fields.pause = durations[0] if durations else None
        return fields

    def complete(self, number: int, paragraph: int, kind: ClaimKind, fields: Fields) -> None:
        """Fill what the kind lets be known, and empty what it does not have."""
        if kind in (ClaimKind.POSTURE, ClaimKind.ORDERING):
            fields.route.legs = []
        if kind is ClaimKind.VISIT_OF_PERSON:
            if "aircraft" in fields.rules or is_many(fields.airframes):
                fields.aircraft = fields.airframes = fields.operator = None
            keep_stated(fields)
        if fields.is_rate:
            fields.events = None
        if kind is ClaimKind.WITHDRAWAL and fields.airframes == ONE:
            fields.airframes = None
        if kind in (ClaimKind.PAUSE, ClaimKind.RESUMPTION) and fields.place is None:
            fields.place = fields.airfield
        goal = self.memory.goal(number, paragraph)
        resumed = self.memory.resumed or goal
        if kind is ClaimKind.RESUMPTION and fields.place is None and resumed is not None:
            fields.place = Place(resumed, -1)
            fields.route.legs = [(None, fields.place)]
            fields.rules |= dict.fromkeys(("place", "legs"), "the resumption told before")
        elif kind in _STAYING and fields.place is None and goal is not None and not fields.is_anywhere:
            fields.place, fields.rules["place"] = Place(goal, -1), "where the one before arrived"

    def resolved(self, mark: DateMark) -> DateValue:
        """Get the day of a date, counted from the one told before."""
        return self._resolve(mark, self.memory.date)

    def _resolve(self, mark: DateMark, anchor: DateValue | None) -> DateValue:
        mark = in_month_told(mark, self.memory, self.number)
        if anchor is self.anchor:
            anchor = anchor_of(mark, anchor, self.memory, self.number)
        return resolve(mark, published_for(mark, self.published, self.week), anchor)

    def _resolve_ahead(self, mark: DateMark, anchor: DateValue | None) -> DateValue:
        if is_weekday(mark):
            return resolve(mark, self.published, anchor, ahead=True)
        told = mark.expression
        is_next = isinstance(told, Anchored) and told.whole and told.or_published
        return self._resolve(mark, None if is_next else anchor)  # "over the next month"

    def _set_aircraft(
        self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: Fields
    ) -> None:
        known = self.memory.known_aircraft(number)
        if subject is not None:
            both = number_pointed(marks, frame) if frame.borrowed else None  # "neither came back: both"
            fields.airframes = both or airframes_of(marks, frame, subject)
            if self._counts_landings(number, frame, subject, fields):
                return
            fields.are_flights |= subject.aircraft is not None and is_of_each(marks, subject.aircraft)
            told = is_as_many(marks, subject, known) and not self._is_of_others(
                number, marks, subject, fields
            )
            given = number - self.memory.aircraft_at == 1 and is_given_flight(marks, subject)
            if (subject.is_back or given) and known is not None and told:
                many = subject.aircraft.mark.plural if subject.aircraft is not None else None
                self._inherit(known, "the aircraft told before", fields, frame, many=many)
                return
            fields.aircraft = aircraft_of(marks, frame, subject)
            registered = self._registered(fields.aircraft)
            if registered is not None:
                fields.rules["aircraft"] = "the aircraft so registered"
                fields.aircraft = _typed(fields.aircraft, registered)
            elif known is not None and self._is_numbered_flight(marks, subject, known):
                fields.rules["aircraft"] = "the flights told before"
                fields.aircraft = _typed(fields.aircraft, known)
            elif known is not None and self._is_of_same_type(marks, frame, subject):
                fields.rules["aircraft"] = "of the type told before"
                fields.aircraft = _typed(fields.aircraft, known)
            elif known is not None and (
                self._is_of_group(number, marks, frame, subject, known)
                or self._is_part(number, subject, fields, known)
            ):
                self._take_group(subject, known, fields)
            elif known is not None:
                self._take_same(marks, frame, subject, known, fields)
            return
        rule = "the aircraft told before" if frame.borrowed else self._points_back(marks, frame)
        if rule and known is not None:
            self._inherit(known, rule, fields, frame)
            fields.airframes = number_pointed(marks, frame) or fields.airframes

    def _is_of_others(self, number: int, marks: SentenceMarks, subject: Subject, fields: Fields) -> bool:
        """Say whether the aircraft are somebody else's than those told before: "the Turkish", "his plane"."""
        if self.memory.is_of_visitor(number, marks, subject):
            return True
        self.states |= {owner.mark.text: owner.mark.id for owner in marks.operators if owner.mark.id}
        one, other = (self.states.get(name or "") for name in (fields.operator, self.memory.operator))
        return one is not None and other is not None and len(one) == len(other) and one != other

    def _take_same(
        self, marks: SentenceMarks, frame: Frame, subject: Subject, known: ClaimedAircraft, fields: Fields
    ) -> None:
        """Take the aircraft told before where it is called by its type, or made the flights told."""
        if is_named_again(marks, frame, subject, fields, known, self.memory.operator):
            again = called_again(fields.aircraft, known)
            self._inherit(again, "the aircraft told before", fields, frame)
        elif self._is_flown_by(marks, frame, subject):
            fields.aircraft, fields.airframes = _typed(fields.aircraft, known), known.airframes
            fields.rules |= dict.fromkeys(("aircraft", "airframes"), "the aircraft told before")

    def _counts_landings(self, number: int, frame: Frame, subject: Subject, fields: Fields) -> bool:
        """Let a bare number go on with landings just counted, and say so: "31 landings, in January - 27"."""
        craft = subject.aircraft
        fields.are_flights = craft.mark.is_flight if craft is not None else self.memory.are_flights
        bare = craft is None and subject.n is not None
        known = self.memory.aircraft if frame.is_elliptical and self.memory.aircraft_at == number else None
        known = known if known is not None and is_one(known.airframes) and self.memory.n_flights > 0 else None
        known = known or self.memory.counted_of(number)
        here = self.memory.landings_at == number and frame.is_elliptical
        if not bare or not (known is not None or here or self.memory.are_landings(number)):
            return False
        fields.events, fields.airframes = fields.airframes, None
        if known is not None:  # "landed 13 times in Gao, nine in Oran"
            self._inherit(known, "the aircraft told before", fields, frame)
        fields.rules["events"] = "of what was counted before"
        return True

    def _take_group(self, subject: Subject, known: ClaimedAircraft, fields: Fields) -> None:
        """Set the aircraft to some of those told before; of flights they are a number of flights."""
        fields.rules["aircraft"] = "one of the group told before"
        fields.aircraft = _typed(fields.aircraft, ClaimedAircraft() if self._is_any(subject) else known)
        if fields.operator is None and self.memory.operator is not None and not self.memory.is_mixed:
            fields.operator, fields.rules["operator"] = self.memory.operator, "one of the group told before"
        if subject.n is not None and fields.are_flights:  # "four began in Minsk, two in Gao"
            fields.events, fields.airframes = fields.airframes, None

    def _inherit(
        self, known: ClaimedAircraft, rule: str, fields: Fields, frame: Frame, *, many: bool | None = None
    ) -> None:
        single = known.airframes is None and (many is False or _is_singular(frame, fields))
        told = None if many and is_one(known.airframes) else known.airframes
        fields.aircraft, fields.airframes = known, ONE if single else told
        fields.rules |= {"aircraft": rule, "airframes": rule}
        if fields.operator is None and self.memory.operator is not None:
            fields.operator, fields.rules["operator"] = self.memory.operator, rule

    def _registered(self, aircraft: ClaimedAircraft | None) -> ClaimedAircraft | None:
        """Get the aircraft told before under a registration that now stands alone."""
        if aircraft is None or aircraft.type_designator is not None or aircraft.registration is None:
            return None
        return self.memory.registered.get(aircraft.registration)

    def _is_numbered_flight(self, marks: SentenceMarks, subject: Subject, known: ClaimedAircraft) -> bool:
        """Say whether it is "the first flight" or some of "these flights", told before by one type."""
        flights = subject.aircraft
        if flights is None or not flights.mark.is_flight or known.type_designator is None:
            return False
        back = (Points.AIRCRAFT, Points.THEM)
        named = any(p.mark in back and p.overlaps(flights) for p in marks.pointers)
        heads = [c.mark for c in marks.counts if c.mark.head == flights.mark.span and not c.mark.implied]
        counts = [count.count.n for count in heads]
        some = any(n < self.memory.n_flights for n in counts) and not flights.mark.named
        return subject.ordinal is not None or named or some

    def _is_flown_by(self, marks: SentenceMarks, frame: Frame, subject: Subject) -> bool:
        """Say whether a pronoun flew the flights: "it made two flights to Gao"."""
        aircraft = subject.aircraft
        if aircraft is None or not aircraft.mark.is_flight or aircraft.mark.named:
            return False
        verbs = [e.first for e in frame.events if e.mark.form is Form.VERB and e.first < aircraft.first]
        pointers = [
            p for p in between(marks.pointers, frame.first, aircraft.first) if p.mark is Points.AIRCRAFT
        ]
        return any(0 <= verb - pointer.last <= 1 for verb in verbs for pointer in pointers)

    def _is_of_same_type(self, marks: SentenceMarks, frame: Frame, subject: Subject) -> bool:
        """Say whether an aircraft without a type is "of the same type"."""
        if subject.aircraft is None or subject.aircraft.mark.named or subject.aircraft.mark.is_flight:
            return False
        return any(p.mark is Points.TYPE for p in between(marks.pointers, frame.first, frame.last))

    def _is_any(self, subject: Subject) -> bool:
        """Say whether it is some of aircraft of several types: "two of them", "the others"."""
        several = subject.points in (Points.SOME, Points.REST) or (subject.n or 0) > 1
        return self.memory.is_mixed and several

    def _is_part(self, number: int, subject: Subject, fields: Fields, known: ClaimedAircraft) -> bool:
        """Say whether fewer planes than were just told, by no more than "planes", are some of them."""
        counted = fields.airframes
        if number - self.memory.aircraft_at > _GROUP_LASTS or counted is None or known.airframes is None:
            return False
        mark = subject.aircraft.mark if subject.aircraft else None
        bare = mark is not None and mark.is_generic and not mark.is_flight and " " not in mark.text
        if mark is not None and is_arabic(mark.text) and counted.n == 1:
            return False  # without the article it is a new one
        return bare and counted.op == "=" and counted.n < known.airframes.n and not subject.points

    def _is_of_group(
        self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject, known: ClaimedAircraft
    ) -> bool:
        """Say whether "the first", "another" or "some" are of the type told before, as a group."""
        if not (subject.points or subject.ordinal) or number - self.memory.aircraft_at > _GROUP_LASTS:
            return False
        if not frame.events and number - self.memory.aircraft_at > 1:
            return False
        flown = self.memory.tells_flights and any(event.mark.act is Act.LIGHT for event in frame.events)
        telling = flown or frame.is_elliptical or any(e.mark.act in _TELLING for e in frame.events)
        if subject.aircraft is None and (not telling or names_another(marks, subject)):
            return False
        if subject.aircraft is not None and has_name(marks, subject.aircraft):
            return False
        if subject.points in (Points.SOME, Points.ONE):
            return True
        if subject.points is Points.REST and number == self.memory.aircraft_at:
            return True
        if subject.points is Points.MORE and subject.aircraft is None:
            return True
        if self.memory.is_group or (subject.aircraft is None and (subject.ordinal or 0) > 1):
            return True
        return known.airframes is None or known.airframes.n > 1 or known.airframes.op in (">", ">=")

    def _is_human(self, frame: Frame, index: int) -> bool:
        """Say whether somebody was told of last, or does what only persons do: «Он посетил»."""
        visits = (event.first - index for event in frame.events if event.mark.act is Act.VISIT)
        return self.memory.of_person or any(0 <= gap <= 1 for gap in visits)

    def _points_back(self, marks: SentenceMarks, frame: Frame) -> str | None:
        moving = [event for event in frame.events if event.mark.act in _LED or is_taking(event)]
        verbs = [event for event in moving if event.mark.act is not Act.SEE] or moving
        verbs = [e for e in verbs if e.mark.form is not Form.NOUN or e.mark.act is not Act.STOP] or verbs
        if not verbs:
            return "the flights told before" if is_quiet(marks, frame) else None
        first = verbs[0]
        led = verbs[1] if first.mark.act is Act.RETURN and len(verbs) > 1 else first
        for pointer in between(marks.pointers, frame.first, frame.last):
            if marks.form(pointer.first) in _PERSONAL and self._is_human(frame, pointer.last):
                return None  # «Он встретился с ...»
            if pointer.mark is Points.AIRCRAFT and pointer.first <= max(led.last, verb_made(frame, led)):
                return "the aircraft told before"
        if any(has_object(marks, verb) for verb in moving):
            return "the aircraft told before"
        if first.mark.form is Form.VERB and is_bare(marks, first):
            return "no subject: the aircraft told before"
        told = events_of(marks, frame) is not None or frame.modality is Modality.DENIAL
        if first.mark.form is Form.NOUN and told:
            return "the flights told before"
        if first.mark.form is Form.NOUN and first.mark.act is Act.FLY and is_routed(marks, frame):
            return "the flight told before"
        if first.mark.form is Form.NOUN and any(event.mark.act is Act.HAPPEN for event in frame.events):
            return "the flight told before"
        return None


def _typed(own: ClaimedAircraft | None, known: ClaimedAircraft) -> ClaimedAircraft:
    return ClaimedAircraft(
        text=own.text if own else known.text,
        type_designator=known.type_designator,
        nearest_type=known.nearest_type,
        registration=own.registration if own else None,
        callsign=own.callsign if own else None,
    )


def _is_singular(frame: Frame, fields: Fields) -> bool:
    """Say whether "the plane" or its verb is of one: what was told before was a flight."""
    told = {event.mark.plural for event in frame.events if event.mark.form is Form.VERB}
    return fields.airframes == ONE or (False in told and True not in told)
