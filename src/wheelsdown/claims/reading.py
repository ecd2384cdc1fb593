"""Read the claims of one article: sentence by sentence, frame by frame, each field with how it is known."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from wheelsdown.articles.article import Article, Boilerplate
from wheelsdown.articles.expressions import Since
from wheelsdown.articles.marked import MarkedArticle
from wheelsdown.articles.marks import (
    DateMark,
    DateValue,
    DurationMark,
    PlaceLevel,
    PlaceMark,
    Publication,
    Unit,
)
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.resolution import resolve
from wheelsdown.claims.attribution import Saying
from wheelsdown.claims.claim import (
    Claim,
    ClaimedAircraft,
    ClaimedPause,
    ClaimKind,
    ClaimPlace,
    CountField,
    How,
    Leg,
    Polarity,
)
from wheelsdown.claims.dating import Dated, dates_of, put_together
from wheelsdown.claims.fields import claimed_date, claimed_place
from wheelsdown.claims.frames import Frame, Subject, frames_of
from wheelsdown.claims.kinds import Seen, kind_of
from wheelsdown.claims.legs import Place, Route, route_of
from wheelsdown.claims.memory import Memory, is_field
from wheelsdown.claims.quantities import aircraft_of, airframes_of, events_of, operator_of
from wheelsdown.claims.roles import Role, Stop, stops_of
from wheelsdown.claims.sentence_marks import At, SentenceMarks, between, sentence_marks
from wheelsdown.claims.unlisted import with_unlisted_places
from wheelsdown.claims.words import Act, ClaimWords, EventWord, Form, Join, Modality, Points, Relation, Scope

__all__ = ["claims_of"]

_MOVING = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.OVERFLY, Act.STAY, Act.SEE})
#: Acts that lead from place to place.
_LEADING = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.RETURN})
#: Acts of flights that are only counted: "the first flight was logged on the 3rd".
_FLOWN = frozenset({Act.FLY, Act.LIGHT, Act.SEE, Act.HAPPEN})
_ID_LETTERS = 16
#: Sentences over which "the first" or "the others" may look back.
_GROUP_LASTS = 2
#: Acts by which "the other" is an aircraft.
_TELLING = _MOVING | {Act.SHIP}
#: Words between a place and the airfield that is its.
_BESIDE = 5
#: Words between an aircraft and where a verb leads it, at least: the verb and "to".
_VERB_REACH = 2
#: Words between "to" and the aircraft it ties: "to all Russian military aircraft".
_TIE_REACH = 3


def claims_of(
    marked: MarkedArticle, words: ClaimWords, sayings: Phrases[Saying], published: Publication
) -> tuple[Claim, ...]:
    """Get the claims of an article, in order of the text, without their chains of sources.

    Parameters
    ----------
    marked
        The article with its marks.
    words
        The word lists of claims.
    sayings
        Words of saying: a day beside one of them is that of the saying.
    published
        When the article was published, as far as known.
    """
    reader = _Reader(marked.article, words, published)
    for number, marks in enumerate(sentence_marks(marked, words, sayings)):
        reader.read(number, with_unlisted_places(marks))
    return _without_repeats(marked.article, reader.claims)


def _without_repeats(article: Article, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Assert what a headline says only when the text below makes no such claim: it is one claim, not two."""
    heads = [(s.span.start, s.span.end) for s in article.sentences if s.is_headline]
    told = {claim.kind for claim in claims if claim.asserted and not _is_in(claim, heads)}
    return tuple(
        msgspec.structs.replace(
            claim, asserted=False, boilerplate=Boilerplate.REPEATED.value, modality="boilerplate"
        )
        if claim.asserted and claim.kind in told and _is_in(claim, heads)
        else claim
        for claim in claims
    )


def _is_in(claim: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= claim.span[0] < end for start, end in spans)


@dataclass(slots=True)
class _Fields:
    """The fields of a claim while it is put together; ``rules`` name how an inherited one came."""

    aircraft: ClaimedAircraft | None = None
    airframes: CountField | None = None
    operator: str | None = None
    events: CountField | None = None
    route: Route = field(default_factory=Route)
    place: Place | None = None
    dates: tuple[Dated, ...] = ()
    pause: DurationMark | None = None
    rules: dict[str, str] = field(default_factory=dict)


@dataclass
class _Reader:
    article: Article
    words: ClaimWords
    published: Publication
    memory: Memory = field(default_factory=Memory)
    claims: list[Claim] = field(default_factory=list)

    def read(self, number: int, marks: SentenceMarks) -> None:
        """Add the claims of one sentence and remember what it tells."""
        found: list[tuple[Frame, ClaimKind, _Fields]] = []
        for frame in frames_of(marks):
            for subject in frame.subjects or (None,):
                fields = self._fields(number, marks, frame, subject)
                kind = kind_of(self._seen(marks, frame, subject, fields))
                if kind is not None:
                    self._complete(number, kind, fields)
                    found.append((frame, kind, fields))
                    if frame.modality is None:
                        self._remember(number, kind, fields)
        alone = len({frame.first for frame, _, _ in found}) == 1
        for frame, kind, fields in found:
            self.claims.append(self._claim(marks, None if alone else frame, frame, kind, fields))
        if not found:
            self._remember_sentence(number, marks)

    def _remember(self, number: int, kind: ClaimKind, fields: _Fields) -> None:
        if fields.aircraft is not None:
            self.memory.see_aircraft(fields.aircraft, fields.airframes, number)
            self.memory.operator = fields.operator
        if kind is not ClaimKind.VISIT_OF_PERSON:
            self.memory.see_route(fields.route, number)
        if kind is ClaimKind.RESUMPTION and fields.place is not None:
            self.memory.resumed = fields.place.mark
        if fields.dates:
            self.memory.date = fields.dates[-1].value

    def _remember_sentence(self, number: int, marks: SentenceMarks) -> None:
        self.memory.see_sentence(marks, number)
        fresh = self.memory.known_aircraft(number) is not None
        whole = [a for a in marks.aircraft if not a.mark.is_flight and not (fresh and a.mark.is_generic)]
        if whole:
            mark = whole[-1].mark
            aircraft = ClaimedAircraft(
                text=mark.text, type_designator=mark.type_designator, nearest_type=mark.nearest
            )
            counts = [c.mark.count for c in marks.counts if c.mark.unit is Unit.AIRFRAMES]
            airframes = CountField(op=counts[-1].op.value, n=counts[-1].n) if counts else None
            if airframes is None and not mark.plural:
                airframes = CountField(op="=", n=1)
            self.memory.see_aircraft(aircraft, airframes, number)

    # --- fields -----------------------------------------------------------------------------------------

    def _fields(self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None) -> _Fields:
        fields = _Fields(events=events_of(marks, frame), operator=operator_of(marks, frame, subject))
        self._set_aircraft(number, marks, frame, subject, fields)
        self._set_route(number, marks, frame, subject, fields)
        fields.dates = dates_of(marks, frame, self._resolve, self.memory.date)
        durations = [d.mark for d in between(marks.durations, frame.first, frame.last)]
        fields.pause = durations[0] if durations else None
        return fields

    def _resolve(self, mark: DateMark, anchor: DateValue | None) -> DateValue:
        return resolve(mark, self.published, anchor)

    def _set_aircraft(
        self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: _Fields
    ) -> None:
        known = self.memory.known_aircraft(number)
        if subject is not None:
            if subject.is_back and known is not None:
                self._inherit(known, "the aircraft told before", fields)
                return
            fields.aircraft = aircraft_of(marks, frame, subject)
            fields.airframes = airframes_of(marks, frame, subject)
            if known is not None and self._is_numbered_flight(subject, known):
                fields.rules["aircraft"] = "the flights told before"
                fields.aircraft = _typed(fields.aircraft, known)
            elif known is not None and self._is_of_group(number, frame, subject, known):
                fields.rules["aircraft"] = "one of the group told before"
                fields.aircraft = _typed(fields.aircraft, known)
            return
        rule = "the aircraft told before" if frame.borrowed else self._points_back(marks, frame)
        if rule and known is not None:
            self._inherit(known, rule, fields)

    def _inherit(self, known: ClaimedAircraft, rule: str, fields: _Fields) -> None:
        fields.aircraft, fields.airframes = known, known.airframes
        fields.rules |= {"aircraft": rule, "airframes": rule}
        if fields.operator is None and self.memory.operator is not None:
            fields.operator, fields.rules["operator"] = self.memory.operator, rule

    def _is_numbered_flight(self, subject: Subject, known: ClaimedAircraft) -> bool:
        """Say whether it is "the first flight" of those told before, by one type."""
        flown = subject.aircraft is not None and subject.aircraft.mark.is_flight
        return flown and subject.ordinal is not None and known.type_designator is not None

    def _is_of_group(self, number: int, frame: Frame, subject: Subject, known: ClaimedAircraft) -> bool:
        """Say whether "the first", "another" or "some" are of the type told before, as a group."""
        if not (subject.points or subject.ordinal) or number - self.memory.aircraft_at > _GROUP_LASTS:
            return False
        if subject.aircraft is None and not any(event.mark.act in _TELLING for event in frame.events):
            return False
        if subject.aircraft is not None and not subject.aircraft.mark.is_generic:
            return False
        if subject.points in (Points.SOME, Points.ONE):
            return True
        return known.airframes is None or known.airframes.n > 1 or known.airframes.op in (">", ">=")

    def _points_back(self, marks: SentenceMarks, frame: Frame) -> str | None:
        moving = [event for event in frame.events if event.mark.act in _MOVING]
        verbs = [event for event in moving if event.mark.act is not Act.SEE] or moving
        if not verbs:
            return None
        first = verbs[0]
        for pointer in between(marks.pointers, frame.first, frame.last):
            if pointer.mark is Points.AIRCRAFT and pointer.first <= first.last:
                return "the aircraft told before"
        if first.mark.form is Form.VERB and self._is_bare(marks, first.first):
            return "no subject: the aircraft told before"
        if first.mark.form is Form.NOUN and events_of(marks, frame) is not None:
            return "the flights told before"
        if first.mark.form is Form.NOUN and any(event.mark.act is Act.HAPPEN for event in frame.events):
            return "the flight told before"
        return None

    def _is_bare(self, marks: SentenceMarks, index: int) -> bool:
        """Say whether a sentence begins with its verb, but for joining words and a day."""
        covered = {
            i for items in (marks.joins, marks.dates) for item in items for i in range(item.first, item.last)
        }
        before = [i for i in range(marks.first, index) if i not in covered]
        return all(not marks.form(i).isalnum() for i in before) and index > marks.first

    def _set_route(
        self, number: int, marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: _Fields
    ) -> None:
        places = self._places(number, marks, frame, fields)
        stops = stops_of(marks, frame.clauses, frame.events, places, self.words)
        many = _is_many(fields.airframes) or (fields.events is not None and fields.events.n > 1)
        fields.route = route_of(stops, many=many)
        known = self.memory.known_place(number)
        if known is not None and known not in [place.mark for place in places]:
            self._inherit_place(frame, subject, fields, stops, Place(known, -1))
        fields.place = fields.route.main

    def _inherit_place(
        self, frame: Frame, subject: Subject | None, fields: _Fields, stops: Sequence[Stop], here: Place
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
        following = next((event.first for event in moves if event.first > first.first), frame.last)
        if first.mark.act is Act.ARRIVE:
            own = any(stop.act is Act.ARRIVE and stop.role is not Role.ORIGIN for stop in stops)
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

    def _as_before(self, fields: _Fields, stops: Sequence[Stop], here: Place) -> None:
        """Complete "the rest from Minsk" and "the rest to Minsk" by the route told just before."""
        before = self.memory.route.legs[0] if self.memory.route.legs else (None, None)
        if fields.route.legs and fields.route.legs[-1][1] is None:
            self._to_here(fields, stops, here)
        elif fields.route.legs and fields.route.legs[0][0] is None and before[0] is not None:
            fields.route.legs[0] = (before[0], fields.route.legs[0][1])
            fields.rules["legs"] = "from where the one before came"
        elif not fields.route.legs and not fields.route.here and before[1] is not None:
            fields.route.legs = [(None, here)]
            fields.rules["legs"] = "where the one before arrived"

    def _from_here(self, fields: _Fields, stops: Sequence[Stop], here: Place) -> None:
        back = next((leg[0] for leg in reversed(self.memory.route.legs) if here.is_same(leg[1])), None)
        only_back = any(stop.role is Role.BACK for stop in stops)
        fields.route = route_of(stops, here)
        if only_back and fields.route.legs == [(here, None)]:
            fields.route.legs = [(here, back)]
        fields.rules["legs"] = "from where it arrived"

    def _to_here(self, fields: _Fields, stops: Sequence[Stop], here: Place) -> None:
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

    def _places(
        self, number: int, marks: SentenceMarks, frame: Frame, fields: _Fields
    ) -> list[At[PlaceMark]]:
        """Get the places of a frame, with "the airport" and "there" put in their place."""
        stated = between(marks.places, frame.first, frame.last)
        found = list(stated)
        for pointer in between(marks.pointers, frame.first, frame.last):
            near = any(self._is_one(marks, place, pointer) for place in stated)
            known = self._place_before(number, marks, pointer.first)
            if pointer.mark is Points.PLACE and not near and known is not None:
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

    def _complete(self, number: int, kind: ClaimKind, fields: _Fields) -> None:
        """Fill what the kind lets be known, and empty what it does not have."""
        if kind in (ClaimKind.POSTURE, ClaimKind.ORDERING):
            fields.route.legs = []
        known = self.memory.known_place(number)
        if kind is ClaimKind.SHIPMENT and fields.place is None and known is not None:
            fields.place, fields.rules["place"] = Place(known, -1), "where the one before arrived"
        if kind is ClaimKind.RESUMPTION and fields.place is None and self.memory.resumed is not None:
            fields.place = Place(self.memory.resumed, -1)
            fields.route.legs = [(None, fields.place)]
            fields.rules |= dict.fromkeys(("place", "legs"), "the resumption told before")

    # --- what kind --------------------------------------------------------------------------------------

    def _seen(self, marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: _Fields) -> Seen:
        mark = subject.aircraft.mark if subject and subject.aircraft else None
        acts = frozenset(event.mark.act for event in frame.events)
        verbs = frozenset(event.mark.act for event in frame.events if event.mark.form is Form.VERB)
        is_flight = mark is not None and mark.is_flight
        return Seen(
            acts=acts | ({Act.FLY} if is_flight else set()),
            nouns=(acts - verbs) | ({Act.FLY} if is_flight and Act.FLY not in verbs else set()),
            route=fields.route,
            is_denied=_is_denied(marks, frame),
            has_aircraft=fields.aircraft is not None and not is_flight,
            has_flight=is_flight
            or any(a.mark.is_flight for a in between(marks.aircraft, frame.first, frame.last)),
            has_person=bool(between(marks.persons, frame.first, frame.last)),
            has_office=any(p.mark.role for p in between(marks.persons, frame.first, frame.last)),
            has_operator=fields.operator is not None,
            has_force=fields.operator is not None or self._has_actor(marks, frame),
            has_base=self._has_base(marks, frame),
            has_pause=fields.pause is not None,
            has_count=fields.airframes is not None,
            leads=fields.route.is_whole,
            points_at_event=any(e.mark.act is Act.HAPPEN and e.last - e.first > 1 for e in frame.events),
            follows_event=any(
                join.mark is Join.THEN for join in between(marks.joins, frame.first, frame.last)
            ),
            is_since=_is_since(marks, frame),
            is_many=_is_many(fields.airframes),
            has_events=fields.events is not None or (subject is not None and subject.ordinal is not None),
            has_day=bool(fields.dates),
            is_inherited_route="legs" in fields.rules,
            is_told="aircraft" in fields.rules,
            is_object=_is_object(marks, subject),
            is_listed=self._is_listed(marks, frame, fields),
            is_counted=fields.events is not None
            and mark is not None
            and bool(mark.named)
            and bool(fields.place),
            has_unlisted_verb=_has_unlisted_verb(frame, subject, fields.route),
        )

    def _is_listed(self, marks: SentenceMarks, frame: Frame, fields: _Fields) -> bool:
        """Say whether a headline or list tells a flight without a verb: "Third C-17 at Minsk"."""
        if frame.events or fields.airframes is None:
            return False
        numbered = [c for c in between(marks.counts, frame.first, frame.last) if c.mark.ordinal is not None]
        arrives = any(leg[1] is not None for leg in fields.route.legs)
        return arrives or (bool(numbered) and bool(fields.route.here))

    def _has_actor(self, marks: SentenceMarks, frame: Frame) -> bool:
        """Say whether a state or its capital acts: it stands before the first event, or right after it."""
        first = min((event.first for event in frame.events), default=frame.last)
        named = (*marks.places, *marks.operators, *marks.persons)
        after = {event.last for event in frame.events}
        return any(frame.first <= item.first < first or item.first in after for item in named)

    def _has_base(self, marks: SentenceMarks, frame: Frame) -> bool:
        places = between(marks.places, frame.first, frame.last)
        if any(p.mark.says_airfield or p.mark.level in (PlaceLevel.PORT, PlaceLevel.SET) for p in places):
            return True
        return any(p.mark is Points.PLACE for p in between(marks.pointers, frame.first, frame.last))

    # --- the claim --------------------------------------------------------------------------------------

    def _claim(
        self, marks: SentenceMarks, part: Frame | None, frame: Frame, kind: ClaimKind, fields: _Fields
    ) -> Claim:
        first, last = self._words(marks, part)
        quote = self.article.text[first:last]
        asserted, polarity, modality = _told(frame, kind, marks.sentence.boilerplate)
        value = put_together(fields.dates)
        operator = fields.operator
        if kind in (ClaimKind.PAUSE, ClaimKind.RESUMPTION):
            fields.airframes = None
            if frame.borrowed or "aircraft" in fields.rules:
                fields.aircraft = None
        how = {
            "aircraft": fields.aircraft, "airframes": fields.airframes, "operator": operator,
            "events": fields.events, "legs": fields.route.legs, "place": fields.place, "date": value,
        }  # fmt: skip
        pause = fields.pause if kind in (ClaimKind.RESUMPTION, ClaimKind.PAUSE) else None
        rules = {name: rule for name, rule in fields.rules.items() if how.get(name)}
        return Claim(
            claim_id=self._id(first, last, kind),
            article=self.article.path,
            span=(first, last),
            quote=quote,
            kind=kind,
            polarity=polarity,
            modality=modality,
            asserted=asserted,
            boilerplate=marks.sentence.boilerplate.value if marks.sentence.boilerplate else None,
            aircraft=_with_count(fields.aircraft, fields.airframes),
            operator=operator,
            events=fields.events,
            legs=_legs(fields.route, fields.dates),
            place=_place(fields.place),
            date=claimed_date(value) if value else None,
            pause=ClaimedPause(duration=pause.duration, op=pause.op.value, text=pause.text)
            if pause
            else None,
            who=self._who(marks, frame) if kind is ClaimKind.VISIT_OF_PERSON else (),
            how={
                **{name: _how(got, name in rules) for name, got in how.items()},
                "pause": How.STATED if pause else How.NONE,
            },
            rules=rules,
        )

    def _who(self, marks: SentenceMarks, frame: Frame) -> tuple[str, ...]:
        return tuple(p.mark.name or p.mark.text for p in between(marks.persons, frame.first, frame.last))

    def _words(self, marks: SentenceMarks, part: Frame | None) -> tuple[int, int]:
        """Get the characters of a quotation: the sentence, or the frame without joining words and commas."""
        if part is None:
            return marks.sentence.span.start, marks.sentence.span.end
        joins = {index for join in marks.joins for index in range(join.first, join.last)}
        first, last = part.first, part.last
        while first < last - 1 and (first in joins or not marks.form(first).isalnum()):
            first += 1
        while last > first + 1 and marks.form(last - 1) in ",;:-،؛(":
            last -= 1
        return marks.tokens[first].start, marks.tokens[last - 1].end

    def _id(self, first: int, last: int, kind: ClaimKind) -> str:
        """Get an identifier from the content alone; a second claim of the same words counts on."""
        same = sum(claim.span == (first, last) and claim.kind is kind for claim in self.claims)
        content = f"{self.article.sha256}:{first}:{last}:{kind.value}:{same}"
        return hashlib.sha256(content.encode()).hexdigest()[:_ID_LETTERS]


def _is_counted(event: EventWord) -> bool:
    """Say whether a word only counts flights: "the first flight was logged", "nine landings"."""
    return event.form is Form.NOUN or event.act in _FLOWN


def _has_unlisted_verb(frame: Frame, subject: Subject | None, route: Route) -> bool:
    """Say whether an aircraft of known type is led to an airfield by a verb that no list holds."""
    aircraft = subject.aircraft if subject else None
    if aircraft is None or not aircraft.mark.named or any(e.mark.act is not Act.LIGHT for e in frame.events):
        return False
    ends = [leg[1] for leg in route.legs if leg[1] is not None]
    return any(is_field(end.mark) and end.at - aircraft.last >= _VERB_REACH for end in ends)


def _is_object(marks: SentenceMarks, subject: Subject | None) -> bool:
    """Say whether the aircraft is tied to something else: "closed to aircraft bound for"."""
    aircraft = subject.aircraft if subject else None
    if aircraft is None:
        return False
    ties = (Relation.TO, Relation.FROM, Relation.OTHER)
    return any(r.mark in ties and 0 <= aircraft.first - r.last <= _TIE_REACH for r in marks.relations)


def _is_denied(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the frame says that no flights were: by its verb, or by a word with no listed verb."""
    if frame.modality is not None:
        return frame.modality is Modality.DENIAL
    cues = between(marks.cues, frame.first, frame.last)
    return any(
        c.mark.modality is Modality.DENIAL and c.mark.scope in (Scope.CHUNK, Scope.SUBJECT) for c in cues
    )


def _is_since(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether a clause says both that there was none and since when."""
    denials = [cue for cue in marks.cues if cue.mark.modality is Modality.DENIAL]
    since = [date for date in marks.dates if isinstance(date.mark.expression, Since)]
    return any(
        clause.holds(denial.first) and clause.holds(date.first)
        for clause in frame.clauses
        for denial in denials
        for date in since
    )


def _is_many(count: CountField | None) -> bool:
    return count is not None and (count.n > 1 or count.op in (">", ">="))


def _typed(own: ClaimedAircraft | None, known: ClaimedAircraft) -> ClaimedAircraft:
    return ClaimedAircraft(
        text=own.text if own else known.text,
        type_designator=known.type_designator,
        nearest_type=known.nearest_type,
        registration=own.registration if own else None,
        callsign=own.callsign if own else None,
    )


def _with_count(aircraft: ClaimedAircraft | None, airframes: CountField | None) -> ClaimedAircraft | None:
    if aircraft is None:
        return ClaimedAircraft(airframes=airframes) if airframes else None
    return ClaimedAircraft(
        text=aircraft.text,
        type_designator=aircraft.type_designator,
        nearest_type=aircraft.nearest_type,
        registration=aircraft.registration,
        callsign=aircraft.callsign,
        airframes=airframes,
    )


def _how(value: object, is_inherited: bool) -> How:
    if not value:
        return How.NONE
    return How.INHERITED if is_inherited else How.STATED


def _told(frame: Frame, kind: ClaimKind, boilerplate: Boilerplate | None) -> tuple[bool, Polarity, str]:
    """Get whether the claim is asserted, whether it is said to have happened, and its modality."""
    if boilerplate is not None:
        return False, Polarity.HAPPENED, "boilerplate"
    if frame.modality is None or (kind is ClaimKind.PAUSE and frame.modality is Modality.DENIAL):
        return True, Polarity.HAPPENED, "asserted"
    polarity = Polarity.DID_NOT_HAPPEN if frame.modality is Modality.DENIAL else Polarity.UNKNOWN
    return False, polarity, frame.modality.value


def _place(place: Place | None) -> ClaimPlace | None:
    if place is None:
        return None
    field_of = claimed_place(place.mark)
    if not place.others:
        return field_of
    each = (field_of, *(claimed_place(other) for other in place.others))
    return ClaimPlace(text=" / ".join(one.text or "" for one in each), any=each)


def _legs(route: Route, dates: Sequence[Dated]) -> tuple[Leg, ...]:
    """Get the legs; a day is stated for the leg whose places it stands nearest to, else by default."""
    nearest = _nearest(route, dates[0].at) if dates else None
    return tuple(
        Leg(
            origin=_place(origin),
            destination=_place(destination),
            date_binding="none" if nearest is None else "stated" if number == nearest else "by_default",
        )
        for number, (origin, destination) in enumerate(route.legs)
    )


def _nearest(route: Route, at: int) -> int | None:
    gaps = [
        (abs(at - place.at), -number)
        for number, leg in enumerate(route.legs)
        for place in leg
        if place is not None and place.at >= 0
    ]
    return -min(gaps)[1] if gaps else None
