"""See what a frame holds, as far as its kind depends on it (`wheelsdown.claims.events.kinds`)."""

from collections.abc import Set as AbstractSet

from wheelsdown.articles.marks import DateValue, PersonMark, PlaceLevel, Unit
from wheelsdown.articles.phrases import Phrases
from wheelsdown.claims.claim import ClaimKind
from wheelsdown.claims.events.frames import Frame, Subject
from wheelsdown.claims.events.kinds import Seen
from wheelsdown.claims.events.memory import is_field
from wheelsdown.claims.events.other_visits import tells_another
from wheelsdown.claims.filling.carriers import take_away
from wheelsdown.claims.filling.gathered import Fields, is_many
from wheelsdown.claims.filling.silence import (
    denies_flights,
    denies_flying,
    is_denied,
    is_for_long,
    is_lasting,
    is_quiet,
    is_since,
)
from wheelsdown.claims.routes.legs import Route
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.beside.backgrounds import is_told_over
from wheelsdown.claims.sentences.beside.passengers import brings_people
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join, Modality, Points, Relation, Scope

__all__ = ["as_of_person", "asks_of_any", "seen_of"]

_FLOWN = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY})
#: Acts by which a drone flies like other aircraft: told by nouns, and by verbs.
_FLYING = (
    frozenset({Act.ARRIVE, Act.DEPART}),
    frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.OVERFLY, Act.SEE, Act.HEAD}),
)
#: Acts by which drones are cargo.
_CARRYING = frozenset({Act.SHIP, Act.CARRY, Act.GET, Act.WITHDRAW})
#: Acts by which a visitor moves.
_GOING = frozenset({Act.ARRIVE, Act.FLY, Act.RETURN})
#: Acts that end flights or begin them again.
_TURNING = frozenset({Act.PAUSE, Act.RESUME})
#: Rules by which an aircraft is the very one told before.
_SAME = frozenset({"the aircraft told before", "no subject: the aircraft told before"})
#: Acts by which a flight is only told to have been.
_RECORDED = frozenset({Act.SEE, Act.SHOW, Act.LIGHT, Act.HAPPEN, Act.FLY})
#: Words between "last" and the flight: "the last such Russian flight".
_LAST_REACH = 2
#: Words for what was told before, or what was done to it: "they resumed", "возобновили их".
_BACK = frozenset({Points.AIRCRAFT, Points.OBJECT})
#: Marks that end a sentence which is no headline, and the Arabic article.
_FULL_STOPS, _THE = frozenset(".!"), "ال"
#: Words between an aircraft and where a verb leads it, at least: the verb and "to".
_VERB_REACH = 2
#: Words between "to" and the aircraft it ties: "to all Russian military aircraft".
_TIE_REACH = 3
#: Words between "still" and a stay, at most.
_STILL_REACH = 3
#: Flights before this year are history: no aircraft had a transponder that the public could follow.
_TRACKED_FROM = 2000

#: Ends of Arabic nouns with a pronoun of her or them, and of words for women, folded.
_HERS, _FEMALE = ("وصولها", "وصولهم", "وصولهن"), ("ه", "ات")

#: English pronouns for somebody, and words between one and its verb: "he had then made".
_HE, _WHO_REACH = frozenset(("he", "she")), 3
#: How nouns begin that tell of talks, at which others may meet.
_TALKS = ("перегов", "зустріч", "раунд", "саміт", "встреч", "саммит", "talks", "meeting", "summit", "round")


def seen_of(
    marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: Fields, people: Phrases[str]
) -> Seen:
    """Get what a frame holds, for one of its subjects; ``people``: words for those whom aircraft bring."""
    mark = subject.aircraft.mark if subject and subject.aircraft else None
    acts = frozenset(event.mark.act for event in frame.events)
    verbs = frozenset(
        event.mark.act
        for event in frame.events
        if event.mark.form is Form.VERB or _is_announced(marks, frame, event)
    )
    is_flight = mark is not None and mark.is_flight
    return Seen(
        acts=acts | ({Act.FLY} if is_flight else set()),
        nouns=(acts - verbs) | ({Act.FLY} if is_flight and Act.FLY not in verbs else set()),
        route=fields.route,
        is_denied=is_denied(marks, frame),
        has_aircraft=fields.aircraft is not None and not is_flight,
        has_flight=is_flight
        or any(a.mark.is_flight for a in between(marks.aircraft, frame.first, frame.last))
        or _counts_flights(marks, frame)
        or (Act.FLY in acts - verbs and not verbs.isdisjoint(_TURNING))
        or "events" in fields.rules,
        has_person=any(
            not _meets_others(marks, frame, p) for p in between(marks.persons, frame.first, frame.last)
        ),
        has_office=any(
            p.mark.role and not (_speaks(marks, p) or _is_told_of_others(marks, frame, p))
            for p in between(marks.persons, frame.first, frame.last)
        ),
        has_operator=fields.operator is not None,
        has_force=fields.operator is not None or _has_actor(marks, frame) or _has_force(marks, frame),
        has_base=_has_base(marks, frame),
        has_pause=fields.pause is not None,
        has_count=fields.airframes is not None,
        leads=fields.route.is_whole,
        points_at_event=any(e.mark.act is Act.HAPPEN and e.last - e.first > 1 for e in frame.events),
        follows_event=any(join.mark is Join.THEN for join in between(marks.joins, frame.first, frame.last)),
        is_since=is_since(marks, frame) or is_for_long(marks, frame),
        is_quiet=is_quiet(marks, frame),
        is_none_told=denies_flights(marks, frame),
        denies_flying=denies_flying(marks, frame),
        lasts=is_lasting(frame),
        is_many=is_many(fields.airframes),
        has_events=fields.events is not None or (subject is not None and subject.ordinal is not None),
        has_day=bool(fields.dates),
        is_history=bool(fields.dates) and all(_is_history(dated.value) for dated in fields.dates),
        is_inherited_route=fields.rules.get("legs") not in (None, "the airfield told before"),
        is_told="aircraft" in fields.rules,
        is_same=fields.rules.get("aircraft") in _SAME or (subject is not None and subject.is_back),
        is_none=subject is not None and subject.aircraft is None and subject.points is Points.SOME,
        is_bare=subject is not None and any(event.first == subject.at + 1 for event in frame.events),
        is_tally=_is_tally(frame, fields) or _made_flight(marks, frame, subject, fields),
        after_pause=fields.after_pause,
        in_story=fields.in_story,
        is_object=_is_object(marks, subject),
        is_listed=_is_listed(marks, frame, fields),
        is_counted=fields.events is not None and mark is not None and bool(mark.named) and bool(fields.place),
        is_elliptical=frame.is_elliptical,
        is_last=bool(fields.dates) and (_is_last_flight(marks, frame) or _was_last(marks, frame, acts)),
        points_back=any(p.mark in _BACK for p in between(marks.pointers, frame.first, frame.last)),
        is_dated=is_flight and mark is not None and bool(mark.named) and bool(fields.dates),
        is_rate=fields.is_rate,
        has_unlisted_verb=_has_unlisted_verb(frame, subject, fields.route),
        takes_away=take_away(marks, frame),
        brings_people=brings_people(marks, frame.events, people),
        flew_over=any(is_told_over(marks, event) for event in frame.events),
        stays_on=_stays_on(marks, frame, fields),
        is_gotten=_is_gotten(marks, frame, subject),
        is_mere_drone=_is_mere_drone(marks, frame, subject, fields),
        is_since_then=marks.form(marks.first) == "since" and frame.first == marks.first,
        is_another=tells_another(marks, frame.events, frame.first, frame.last),
    )


def _is_gotten(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> bool:
    """Say whether the aircraft stands right behind a verb of getting, and its number may be between."""
    craft = subject.aircraft if subject else None
    if craft is None or craft.mark.is_flight:
        return False
    counted = [count.first for count in marks.counts if count.mark.head == craft.mark.span]
    first = min([craft.first, *counted])
    verbs = [e.last for e in frame.events if e.mark.act is Act.GET and e.mark.form is Form.VERB]
    return any(0 <= first - last <= 1 for last in verbs)


def _is_mere_drone(marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: Fields) -> bool:
    """Say whether it is one of the drones of a war that strike or are shot down, told to fly by no verb."""
    mark = subject.aircraft.mark if subject and subject.aircraft else None
    if fields.of_drones:
        return True
    if mark is None or not mark.is_drone or mark.named or "aircraft" in fields.rules:
        return False
    strikes = any(join.mark is Join.STRIKES for join in between(marks.joins, frame.first, frame.last))
    flies = any(e.mark.act in _FLYING[e.mark.form is Form.VERB] for e in frame.events)
    is_cargo = any(e.mark.act in _CARRYING for e in frame.events)
    counted = is_counted(marks, subject.aircraft) if subject and subject.aircraft else False
    return not is_cargo and (not flies or (strikes and not counted))


def _speaks(marks: SentenceMarks, person: At[PersonMark]) -> bool:
    """Say whether a person is only who says so: '"no arms were flown to Chad", an official said'."""
    said = any(said.first == person.last for said in marks.sayings)
    goes = (e.first for e in marks.events if e.mark.form is Form.VERB and e.mark.act in _GOING)
    return said and any(first < person.first for first in goes)


def _is_told_of_others(marks: SentenceMarks, frame: Frame, person: At[PersonMark]) -> bool:
    """Say whether an Arabic pronoun says that another came than a man: "أكد الوزير أن الأدوية بعد وصولها"."""
    goes = [marks.form(e.first) for e in frame.events if e.mark.act is Act.ARRIVE]
    named = [marks.form(index) for index in range(person.first, person.last)]
    return bool(goes) and all(form.endswith(_HERS) for form in goes) and not any(map(_is_female, named))


def _is_female(form: str) -> bool:
    return form.endswith(_FEMALE)


def _meets_others(marks: SentenceMarks, frame: Frame, person: At[PersonMark]) -> bool:
    """Say whether a person only tells of talks: «Зеленський повідомив, що переговори в Женеві будуть»."""
    said = any(0 <= said.first - person.last <= 1 for said in marks.sayings)
    visits = [event for event in frame.events if event.mark.act is Act.VISIT]
    return said and bool(visits) and all(marks.form(e.first).startswith(_TALKS) for e in visits)


def _stays_on(marks: SentenceMarks, frame: Frame, fields: Fields) -> bool:
    """Say whether it is told how long it stayed, not before, or that it stays: "до сих пор стоит там"."""
    joins = between(marks.joins, frame.first, frame.last)
    if fields.pause is not None and not any(join.mark is Join.OTHER_TIME for join in joins):
        return True
    still = Cue(Modality.FACT, Scope.NEXT)
    cues = [cue for cue in between(marks.cues, frame.first, frame.last) if cue.mark == still]
    stays = [event for event in frame.events if event.mark.act is Act.STAY]
    return any(abs(cue.first - stay.first) <= _STILL_REACH for cue in cues for stay in stays)


def _is_last_flight(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether the last flight of its kind is told: "the last such flight was recorded on"."""
    words = [pointer.last for pointer in marks.pointers if pointer.mark is Points.LAST]
    words += [join.last for join in marks.joins if join.mark is Join.LAST]
    flights = [a.first for a in between(marks.aircraft, frame.first, frame.last) if a.mark.is_flight]
    acts = {event.mark.act for event in frame.events if event.mark.form is Form.VERB}
    return acts <= _RECORDED and any(0 <= first - last <= _LAST_REACH for first in flights for last in words)


def _is_announced(marks: SentenceMarks, frame: Frame, event: At[EventWord]) -> bool:
    """Say whether an Arabic noun tells as a verb does, behind one of saying: "أكد المحافظ هبوط طائرة أمس"."""
    if event.mark.language != "ar" or event.mark.act not in (Act.ARRIVE, Act.DEPART):
        return False
    said = any(saying.last <= event.first for saying in between(marks.sayings, frame.first, event.first))
    craft = (one for one in marks.aircraft if one.first - event.last in (0, 1) and not one.mark.is_flight)
    return said and any(craft) and bool(between(marks.dates, frame.first, frame.last))


def _was_last(marks: SentenceMarks, frame: Frame, acts: AbstractSet[Act]) -> bool:
    """Say whether the day is told on which one was last there: "в последний раз борт был там 30 мая"."""
    words = [join for join in between(marks.joins, frame.first, frame.last) if join.mark is Join.LAST]
    return acts == {Act.STAY} and any(join.last - join.first > 1 for join in words)


def _counts_flights(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether landings or departures are counted: "counted 26 landings"."""
    counts = between(marks.counts, frame.first, frame.last)
    return any(
        count.mark.unit is Unit.EVENTS and not count.mark.implied and event.last == count.last
        for event in frame.events
        if event.mark.form is Form.NOUN and event.mark.act in _FLOWN
        for count in counts
    )


def _is_tally(frame: Frame, fields: Fields) -> bool:
    """Say whether so many flights of its aircraft are told as done, wherever: "have made 14 trips"."""
    again = fields.rules.get("aircraft") in _SAME and bool(fields.dates)
    if fields.aircraft is None or fields.is_rate or (fields.events is None and not again):
        return False
    acts = (Act.LIGHT, Act.SEE, Act.SHOW) if fields.events is not None else (Act.LIGHT,)
    done = any(event.mark.act in acts for event in frame.events)
    nouns = (event.mark.act for event in frame.events if event.mark.form is Form.NOUN)
    return done and not _FLOWN.isdisjoint(nouns)


def _made_flight(marks: SentenceMarks, frame: Frame, subject: Subject | None, fields: Fields) -> bool:
    """Say whether a typed aircraft made a flight that is numbered: "made its first commercial flight"."""
    mark = subject.aircraft.mark if subject and subject.aircraft else None
    if mark is None or mark.is_flight or not mark.named or fields.is_rate or frame.modality is not None:
        return False
    made = [e.last for e in frame.events if e.mark.act is Act.LIGHT and e.mark.form is Form.VERB]
    flights = [e.first for e in frame.events if e.mark.act is Act.FLY and e.mark.form is Form.NOUN]
    ordinals = {count.first for count in marks.counts if count.mark.ordinal is not None}
    ordinals |= {number.first for number in marks.numerals if number.mark.is_ordinal}
    return any(not ordinals.isdisjoint(range(verb, flight)) for verb in made for flight in flights)


def _is_listed(marks: SentenceMarks, frame: Frame, fields: Fields) -> bool:
    """Say whether a headline or list tells a flight without a verb: "Third C-17 at Minsk"."""
    if frame.events or fields.airframes is None:
        return False
    numbered = [c for c in between(marks.counts, frame.first, frame.last) if c.mark.ordinal is not None]
    if fields.dates and fields.route.here and _is_at_a_glance(marks, frame):
        return True
    arrives = any(leg[1] is not None for leg in fields.route.legs)
    passes = any(marks.form(place.at - 2) == "-" for place in fields.route.over)
    return arrives or passes or (bool(numbered) and bool(fields.route.here))


def _is_at_a_glance(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether a headline is a day, an aircraft and where: "Friday dawn: a freighter at Misrata"."""
    craft = between(marks.aircraft, frame.first, frame.last)
    if frame.first != marks.first or len(craft) != 1 or marks.form(marks.last - 1) in _FULL_STOPS:
        return False
    kinds: tuple[tuple[At[object], ...], ...] = (marks.dates, marks.joins, marks.counts, marks.relations)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    before = (index for index in range(marks.first, craft[0].first) if marks.form(index).isalnum())
    return craft[0].mark.text[:2] != _THE and all(index in known for index in before)


def _has_actor(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether a state or its capital acts: it stands before the first event, or right after it."""
    first = min((event.first for event in frame.events), default=frame.last)
    named = (*marks.places, *marks.operators, *marks.persons)
    after = {event.last for event in frame.events}
    return any(frame.first <= item.first < first or item.first in after for item in named)


def _has_force(marks: SentenceMarks, frame: Frame) -> bool:
    """Say whether a force is named that is no owner of a base: "the last batch of the French forces"."""
    places = {index for place in marks.places for index in range(place.first, place.last)}
    forces = (o for o in between(marks.operators, frame.first, frame.last) if o.mark.is_military)
    return Act.WITHDRAW in {e.mark.act for e in frame.events} and any(o.first not in places for o in forces)


def _has_base(marks: SentenceMarks, frame: Frame) -> bool:
    places = between(marks.places, frame.first, frame.last)
    if any(p.mark.says_airfield or p.mark.level in (PlaceLevel.PORT, PlaceLevel.SET) for p in places):
        return True
    pointers = between(marks.pointers, frame.first, frame.last)
    return any(pointer.mark in (Points.PLACE, Points.THERE) for pointer in pointers)


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
    if aircraft.mark.particles.endswith("ل"):
        return True
    return any(
        r.mark in ties
        and 0 <= aircraft.first - r.last <= _TIE_REACH
        and not any(e.mark.act is Act.DEPLOY for e in between(marks.events, r.last, aircraft.first))
        and not between(marks.places, r.last, aircraft.first)
        for r in marks.relations
    )


def _is_history(day: DateValue) -> bool:
    """Say whether a day is so long ago that its flight is background."""
    return day.end is not None and day.end.year <= _TRACKED_FROM


def as_of_person(
    marks: SentenceMarks, frame: Frame, kind: ClaimKind | None, fields: Fields
) -> ClaimKind | None:
    """Take a flight for a visit where "he" or "she" made it and no aircraft is told: "he was back in Gao"."""
    stated = fields.aircraft is not None and "aircraft" not in fields.rules
    if kind is not ClaimKind.MOVEMENT or stated or fields.route.main is None:
        return kind
    verb = next((event for event in frame.events if event.mark.form is Form.VERB), None)
    near = range(max(marks.first, verb.first - _WHO_REACH), verb.first) if verb is not None else ()
    return ClaimKind.VISIT_OF_PERSON if any(marks.form(index) in _HE for index in near) else kind


def asks_of_any(frame: Frame, fields: Fields) -> bool:
    """Say whether a question is about no flight in particular: "Did no plane ever crash?"."""
    named = fields.aircraft is not None and fields.aircraft.type_designator is not None
    return frame.modality is Modality.QUESTION and not (named or fields.place or fields.dates)
