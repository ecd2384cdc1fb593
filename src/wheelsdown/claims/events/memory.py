"""What a sentence may point back to: the aircraft, place and day told last.

The rules are few and each has a name that the claim prints: a pronoun or "the aircraft" takes the aircraft
told last; "the first", "another", "some" and "the rest" take the type of the aircraft told as a group; a
take-off with no place leaves from where that aircraft is. Where others go is not where the last one ended:
"a second one followed" and "the base" are the place where the aircraft of the story came to first, or that
the article is about, though one of them flew on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from wheelsdown.articles.marks import DateMark, DateValue, PlaceLevel, PlaceMark, Precision
from wheelsdown.claims.claim import ClaimedAircraft, CountField
from wheelsdown.claims.events.headed_days import HeadedDay
from wheelsdown.claims.routes.legs import Place, Route
from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.beside.asides import is_source
from wheelsdown.claims.sentences.place_pairs import is_enumerated, is_within, place_key
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Relation, Scope

__all__ = ["Memory", "is_field"]

#: Sentences over which an aircraft or a place is remembered.
_LASTS = 5
#: Sentences over which a flight is told beside the one before, though in another paragraph.
_BESIDE = 2

#: Sentences over which a time of day is one of the day told last.
_DAY_LASTS = 3

#: Words between a tying word and its place, at most.
_TIE_REACH = 4
#: The Slavic word for "for": whose something is.
_FOR = "для"
#: Words for whose something is.
_WHOSE = frozenset(("his", "her", "their", "его", "ее", "их", "иого", "її", "їх", "їхніи"))
#: Levels at which aircraft land.
_FIELDS = frozenset({PlaceLevel.AERODROME, PlaceLevel.CITY, PlaceLevel.UNKNOWN})


def is_field(place: PlaceMark) -> bool:
    """Say whether aircraft can land at a place so named; "bases" without a name are no one place."""
    return place.level in _FIELDS and not place.is_anaphor


@dataclass(slots=True)
class Memory:
    """The things told last, with the number of the sentence that told them."""

    aircraft: ClaimedAircraft | None = None
    aircraft_at: int = -10
    are_flights: bool = False
    """What was told last were flights of it, not how many aircraft."""
    of_person: bool = False
    """Somebody is who was spoken of last, and no aircraft."""
    drones_at: int = -10
    """The sentence that spoke of drones last, and told no flight."""
    landings_at: int = -10
    """The sentence that counted landings last, of no aircraft that it names."""
    n_flights: int = 0
    """How many flights of it were told."""
    is_group: bool = False
    """The aircraft told last is one of a group."""
    is_mixed: bool = False
    """Aircraft of several types were told together last."""
    place: PlaceMark | None = None
    """Where the aircraft told last is."""
    place_at: int = -10
    date: DateValue | None = None
    date_at: int = -10
    date_paragraph: int = -1
    spoken: DateValue | None = None
    """The day or month that a sentence without a claim told last: what "back then" is."""
    spoken_at: int = -10
    month: DateValue | None = None
    """The month told last as such."""
    month_at: int = -10
    is_late: bool = False
    """It was told of an evening or a night."""
    latest: DateValue | None = None
    """The latest day told so far."""
    is_aside: bool = False
    """The day told last is one of another time: "the last such plane was seen there in May"."""
    headed: HeadedDay = field(default_factory=HeadedDay)
    aircraft_day: DateValue | None = None
    """The day told of the aircraft told last."""
    operator: str | None = None
    route: Route = field(default_factory=Route)
    home: Place | None = None
    """Where the aircraft told last is first told to have set out."""
    is_home: bool = False
    """The aircraft told last went back to where it came from."""
    habit_at: int = -10
    """The sentence that told last what aircraft do as a rule."""
    visit_at: int = -10
    """The sentence that told of somebody's visit last."""
    registered: dict[str, ClaimedAircraft] = field(default_factory=dict)
    """The aircraft told with their registrations."""
    background_at: int = -1
    """The paragraph in which a sentence without a claim told a month or year before."""
    paused_at: int = -10
    """The sentence that told a pause last."""
    resumed: PlaceMark | None = None
    """Where flights are said to have been resumed."""
    topic: PlaceMark | None = None
    """What the article is about (`wheelsdown.claims.events.topics`)."""
    left: PlaceMark | None = None
    """What the aircraft told last left, for nowhere told."""
    left_at: int = -10
    came_to: PlaceMark | None = None
    """Where the aircraft told last came to first."""
    came_at: int = -10
    paragraph: int = -1
    """The paragraph that told so."""
    mentioned: PlaceMark | None = None
    """The airfield that a sentence without a claim named last."""
    mentioned_at: int = -10
    set_out: bool = False
    """The aircraft told last were told to leave, not to come."""
    dateline: PlaceMark | None = None
    """Where the article was written, by its dateline."""
    called_base: PlaceMark | None = None
    """The airfield that was called a base last: "Waterkloof air force base"."""
    called_at: int = -10
    """The sentence that called it so."""
    base: PlaceMark | None = None
    """The same, when the words call it an airfield and no aircraft has been told since."""

    @property
    def tells_flights(self) -> bool:
        """Whether flights were told last, or an aircraft with how many it made."""
        return self.are_flights or self.n_flights > 0

    def are_drones(self, number: int) -> bool:
        """Say whether drones are what was spoken of in the sentence before, and no aircraft since."""
        return self.drones_at == number - 1 and self.aircraft_at < self.drones_at

    def counted_of(self, number: int) -> ClaimedAircraft | None:
        """Get the aircraft whose flights the sentence before counted: "every visit of an Il-76"."""
        return self.aircraft if self.are_flights and number - self.aircraft_at == 1 else None

    def are_landings(self, number: int) -> bool:
        """Say whether the sentence before counted landings, and no aircraft has been told since."""
        return number - self.landings_at == 1 and self.aircraft_at < self.landings_at

    def known_aircraft(self, number: int) -> ClaimedAircraft | None:
        """Get the aircraft told last, unless too long ago."""
        return self.aircraft if number - self.aircraft_at <= _LASTS else None

    def known_place(self, number: int) -> PlaceMark | None:
        """Get where the aircraft told last is, unless that was too long ago."""
        return self.place if number - self.place_at <= _LASTS else self.topic

    def goal(self, number: int, paragraph: int, *, beside: bool = False) -> PlaceMark | None:
        """Get where an aircraft comes to when the text does not say: where the one before did, or the topic.

        ``beside``: the words tie it to the one before ("another", "the rest").
        """
        lasts = _LASTS if self.topic is None else _BESIDE if beside else 0
        if self.came_to is not None and (paragraph == self.paragraph or number - self.came_at <= lasts):
            return self.came_to
        return self.topic or self.known_place(number)

    def there(self, number: int, paragraph: int) -> PlaceMark | None:
        """Get what "there" is: the airfield of the sentence before, else where one comes to."""
        if self.mentioned_at == number - 1:
            return self.mentioned
        if self.place_at == number - 1:
            return self.came_to if self.is_home and self.came_to is not None else self.place
        if self.left_at == number - 1:
            return self.left
        return self.goal(number, paragraph, beside=True)

    def is_of_visitor(self, number: int, marks: SentenceMarks, subject: Subject) -> bool:
        """Say whether it is the aircraft of whoever was told to come since: "his plane had left Oran"."""
        since = self.aircraft_at < self.visit_at and number - self.visit_at <= _BESIDE
        craft = subject.aircraft
        return since and craft is not None and marks.form(craft.first - 1) in _WHOSE

    def named_base(self, number: int) -> PlaceMark | None:
        """Get the airfield that was called a base last, unless too long ago."""
        return self.called_base if number - self.called_at <= _LASTS else None

    def day_before(self, paragraph: int) -> DateValue | None:
        """Get the day told last; one of another time only in the paragraph that tells of it."""
        return self.latest if self.is_aside and paragraph != self.date_paragraph else self.date

    def day_of_aircraft(self, paragraph: int) -> DateValue | None:
        """Get the day told of the aircraft told last; one of another time as in `day_before`."""
        is_same = self.aircraft_day == self.date
        return self.day_before(paragraph) if self.aircraft_day and is_same else self.aircraft_day

    def see_date(
        self, day: DateValue, number: int, paragraph: int, *, is_late: bool = False, is_aside: bool = False
    ) -> None:
        """Remember a day that was told; ``is_aside``: words say that it is another time."""
        goes_on = self.is_aside and paragraph == self.date_paragraph
        self.is_aside = (is_aside or goes_on) and self.latest is not None and _is_earlier(day, self.latest)
        if day.precision is Precision.DAY and (self.latest is None or _is_earlier(self.latest, day)):
            self.latest = day
        self.is_late = is_late
        if day.precision is Precision.MONTH:
            self.month, self.month_at = day, number
        self.date, self.date_at, self.date_paragraph = day, number, paragraph

    def narrowed(self, day: DateValue | None, number: int) -> DateValue | None:
        """Get the day told in the same sentence in this time: "on 7 May, the second this month"."""
        one = self.date
        if day is None or day.precision is Precision.DAY or one is None or self.date_at != number:
            return day
        if day.start is None or day.end is None or one.start is None or one.end is None:
            return day
        is_within = day.start <= one.start and one.end <= day.end
        return one if is_within and one.precision is Precision.DAY else day

    def year_of(self, month: int, number: int) -> int | None:
        """Get the year of a month that was told just before with its year: "in May 2024", then "on 3 May"."""
        start = self.month.start if self.month is not None and number - self.month_at <= _BESIDE else None
        return start.year if start is not None and start.month == month else None

    def see_spoken(self, number: int, marks: SentenceMarks, resolve: Callable[[DateMark], DateValue]) -> None:
        """Remember when what a sentence without a claim speaks of was."""
        if marks.dates and marks.sentence.boilerplate is None:
            self.spoken, self.spoken_at = resolve(marks.dates[-1].mark), number

    def see_background(self, day: DateValue, number: int, paragraph: int) -> None:
        """Remember that a paragraph goes back to a month or a year before: "it opened in January 2024"."""
        if day.precision is Precision.MONTH:
            self.month, self.month_at = day, number
        is_long = day.precision not in (Precision.DAY, Precision.INTERVAL)
        if is_long and self.latest is not None and _is_earlier(day, self.latest):
            self.background_at = paragraph

    def is_same_day(self, number: int, paragraph: int) -> bool:
        """Say whether a time of day is one of the day told last: just before, or in the paragraph."""
        return number - self.date_at <= _DAY_LASTS or paragraph == self.date_paragraph

    def is_told_beside(self, number: int, paragraph: int) -> bool:
        """Say whether the day told last is that of the sentence before, or of the paragraph."""
        return number - self.date_at <= 1 or paragraph == self.date_paragraph

    def see_aircraft(self, aircraft: ClaimedAircraft, airframes: CountField | None, number: int) -> None:
        """Remember an aircraft, and whether its sentence told of others, too."""
        known = self.aircraft.type_designator if self.aircraft and self.aircraft_at == number else None
        self.of_person = False
        self.is_mixed = (self.is_mixed and self.aircraft_at == number) or (
            known is not None and aircraft.type_designator not in (None, known)
        )
        self.aircraft = ClaimedAircraft(
            text=aircraft.text,
            type_designator=aircraft.type_designator,
            nearest_type=aircraft.nearest_type,
            registration=aircraft.registration,
            callsign=aircraft.callsign,
            airframes=airframes,
        )
        self.aircraft_at = number
        if aircraft.registration and aircraft.type_designator:
            self.registered[aircraft.registration] = self.aircraft

    def see_meant(
        self,
        number: int,
        marks: SentenceMarks,
        aircraft: ClaimedAircraft | None,
        airframes: CountField | None,
    ) -> None:
        """Remember the one aircraft that did not fly, or is to fly, where none is known by its type."""
        known = self.known_aircraft(number)
        is_one = airframes is not None and (airframes.op, airframes.n) == ("=", 1)
        if aircraft is None or aircraft.type_designator is None or not is_one:
            return
        if any(cue.mark.scope is Scope.SUBJECT for cue in marks.cues):
            return  # "no Il-76 landed"
        if known is None or known.type_designator is None:
            self.see_aircraft(aircraft, airframes, number)
            self.aircraft_day = self.operator = None

    def see_habit(self, number: int, *, is_habit: bool) -> None:
        """Remember whether a sentence told what aircraft do as a rule."""
        self.habit_at = number if is_habit else self.habit_at

    def see_pause(self, aircraft: ClaimedAircraft | None, number: int) -> None:
        """Remember a pause, and the aircraft that did not come."""
        self.paused_at = number
        if aircraft is not None:
            self.see_aircraft(aircraft, None, number)

    def see_group(self, aircraft: ClaimedAircraft | None, airframes: CountField | None, number: int) -> None:
        """Remember several of which the next clauses tell: "landings of two planes, one at Gao"."""
        if aircraft is not None:
            self.see_aircraft(aircraft, airframes, number)
            self.aircraft_day = None

    def see_place(self, place: PlaceMark, number: int) -> None:
        """Remember where an aircraft is."""
        if is_field(place):
            self.place, self.place_at = place, number

    def see_route(self, route: Route, number: int, paragraph: int, *, goes_on: bool, is_home: bool) -> None:
        """Remember where the aircraft ended, and where it came to.

        ``goes_on``: the same aircraft as before; ``is_home``: it went back to where it came from.
        """
        self.route, self.base, self.is_home = route, None, is_home and goes_on
        if not goes_on or self.home is None:
            self.home = route.legs[0][0] if route.legs else self.home if goes_on else None
        if (
            (goes_on and (self._tells_back(route) or route.only_passes))
            or route.is_split
            or (route.is_spread and route.bound)
        ):
            return
        main = route.legs[-1][1] if route.legs else route.main
        start = route.legs[0][0] if route.legs and main is None else None
        if start is not None and is_field(start.mark):
            self.left, self.left_at = start.mark, number
        if main is not None:
            if self.place is not None and not (is_field(main.mark) or is_within(self.place, main.mark)):
                self.place = None
            self.see_place(main.mark, number)
        first = route.arrival or next(iter(route.here), None)
        if first is not None and is_field(first.mark):
            on = self._leaves_others(route)
            if not (is_home or on) and (not goes_on or self.came_to is None):
                self.came_to, self.came_at, self.paragraph = first.mark, number, paragraph
            elif self.came_to is not None and self.came_at >= number - 1:
                self.came_at = number
        elif not goes_on and route.legs:
            self.came_to = None

    def back_from(self, here: Place) -> Place | None:
        """Get where an aircraft goes back to: where it came from last, else where it set out first."""
        legs = self.route.legs
        last = legs[0][0] if legs and here.is_same(legs[-1][1]) else None
        return last or (None if here.is_same(self.home) else self.home)

    def _leaves_others(self, route: Route) -> bool:
        """Say whether it flew on from where the others came: "one of the four went on to Larnaca"."""
        origin = route.legs[0][0] if route.legs else None
        if origin is None or self.came_to is None or not self.is_group:
            return False
        return place_key(origin.mark) == place_key(self.came_to)

    def _tells_back(self, route: Route) -> bool:
        """Say whether a route of the same aircraft was flown before it came: "it had left Sochi"."""
        origin = route.legs[0][0] if route.legs else None
        if origin is None or self.place is None or self.came_to is None:
            return False
        return place_key(origin.mark) != place_key(self.place)

    def of_next_part(self) -> "Memory":
        """Get what is remembered in the next part of a digest: aircraft by registration, headings."""
        return Memory(
            latest=self.latest,
            headed=self.headed,
            registered=self.registered,
            background_at=self.background_at,
            dateline=self.dateline,
        )

    def see_sentence(self, marks: SentenceMarks, number: int) -> None:
        """Remember an airfield that a sentence without a claim names, and whether it speaks of drones."""
        if any(a.mark.is_drone and a.mark.plural and not a.mark.named for a in marks.aircraft):
            self.drones_at = number
        self.of_person = bool(marks.persons) and not (marks.aircraft or marks.sayings)
        if marks.sentence.is_byline or marks.sentence.boilerplate is not None:
            return
        left = {r.last for r in marks.relations if r.mark in (Relation.FROM, Relation.OVER)}
        others = [r for r in marks.relations if r.mark is Relation.OTHER]
        left |= {r.last for r in others if marks.form(r.last - 1) == _FOR or r.last - r.first > 1}
        places = [p for p in marks.places if is_field(p.mark) and p.first not in left]
        fields = [place.mark for place in places if not place.mark.is_anaphor]
        self.dateline = next((mark for mark in fields if mark.text.isupper()), self.dateline)
        fields = [mark for mark in fields if not mark.text.isupper()]
        if not fields or any(is_enumerated(marks, one, places[-1]) for one in places[-2:-1]):
            return  # one of several is not "the base"
        if marks.sentence.language == "en" and all(is_source(marks, (), place) for place in places):
            return  # "a spokesman in Ramstein confirmed it"
        self.mentioned, self.mentioned_at = fields[-1], number
        self.base = fields[-1] if fields[-1].says_airfield else None
        known = self.place is not None and number - self.place_at <= _LASTS
        if self.topic is None and not (known and _is_actor(marks, places[-1])):
            self.see_place(fields[-1], number)
            self.came_to = None


def _is_earlier(day: DateValue, other: DateValue) -> bool:
    """Say whether a day lies wholly before another."""
    return day.end is not None and other.start is not None and day.end <= other.start


def _is_actor(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a city stands for those who rule there, tied by no word: "Moscow denied it"."""
    if place.mark.says_airfield or place.mark.particles:
        return False
    return not any(0 <= place.first - r.last <= _TIE_REACH for r in marks.relations)
