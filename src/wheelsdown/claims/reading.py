"""Read the claims of one article: sentence by sentence, frame by frame, each field with how it is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import structs

from wheelsdown.articles.article import Article, Boilerplate, Language
from wheelsdown.articles.expressions import Ago, CalendarDate, Night
from wheelsdown.articles.marked import MarkedArticle
from wheelsdown.articles.marks import Precision, Publication, Unit
from wheelsdown.articles.part_headings import part_headings
from wheelsdown.articles.phrases import Phrases
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
from wheelsdown.claims.claim_ids import ClaimIds
from wheelsdown.claims.events.frames import Frame, Subject, frames_of
from wheelsdown.claims.events.habits import as_habit
from wheelsdown.claims.events.kinds import kind_of
from wheelsdown.claims.events.pauses import is_named_after, pause_of
from wheelsdown.claims.events.prepared import prepared
from wheelsdown.claims.events.topics import topics_of
from wheelsdown.claims.fields import claimed_date, claimed_place
from wheelsdown.claims.filling.assembly import Assembler
from wheelsdown.claims.filling.clock_days import day_posted, is_live_page, see_heading
from wheelsdown.claims.filling.days.dating import Dated, day_told, lies_ahead, put_together
from wheelsdown.claims.filling.days.digest_weeks import digest_week
from wheelsdown.claims.filling.days.other_days import is_far
from wheelsdown.claims.filling.debunked import debunked
from wheelsdown.claims.filling.gathered import Fields, is_many
from wheelsdown.claims.filling.inherited_days import is_late, set_inherited_day, tells_another_time
from wheelsdown.claims.filling.named_later import SameAircraft, called_in, told_again, told_once
from wheelsdown.claims.filling.seeing import as_of_person, asks_of_any, seen_of
from wheelsdown.claims.filling.taken_back import taken_back, takes_back
from wheelsdown.claims.routes.legs import Place, Route
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between, sentence_marks
from wheelsdown.claims.tellers.attribution import Saying
from wheelsdown.claims.told_days import day_of_before, names_its_flight, with_day
from wheelsdown.claims.words import BACK_ACTS, LANDED_ACTS, LEADING_ACTS, Act, ClaimWords, Modality, Points

__all__ = ["claims_of"]

#: The rule by which landings that are counted take the aircraft told before.
_FLIGHTS = "the flights told before"
#: Acts by which aircraft are told to leave.
_SETTING_OUT = frozenset({Act.DEPART, Act.HEAD, Act.FLY})
#: Acts of aircraft.
_FLOWN = LEADING_ACTS | LANDED_ACTS | {Act.LIGHT, Act.SEE, Act.SHIP}


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
    assembler = Assembler(words, published, week=digest_week(marked, published))
    reader = _Reader(marked.article, assembler)
    reader.same.has_articles = marked.article.language is Language.ENGLISH
    sentences = [prepared(marks, words) for marks in sentence_marks(marked, words, sayings)]
    headings = part_headings(marked.article, [place.span for place in marked.places])
    reader.is_live = is_live_page(sentences)
    for number, (marks, topic) in enumerate(zip(sentences, topics_of(sentences), strict=True)):
        if number in headings:
            assembler.memory = assembler.memory.of_next_part()
        reader.assembler.memory.topic = topic
        reader.read(number, marks)
    for span in debunked(marked.article, words.checks):
        reader.claims = taken_back(reader.claims, (span.start, span.end))
    return told_once(marked.article, reader.claims, reader.same)


@dataclass
class _Reader:
    article: Article
    assembler: Assembler
    claims: list[Claim] = field(default_factory=list)
    same: SameAircraft = field(default_factory=SameAircraft)
    ids: ClaimIds = field(default_factory=ClaimIds)
    before: tuple[int, int] = (0, 0)
    """The characters of the sentence before."""
    paragraph: int = -1
    """The paragraph of the sentence before."""
    is_live: bool = False
    """It is a page whose entries begin with their hours."""

    def read(self, number: int, marks: SentenceMarks) -> None:
        """Add the claims of one sentence and remember what it tells."""
        if self._only_dates(marks):
            self._remember_day(number, marks)
            return
        if takes_back(marks):
            self.claims = taken_back(self.claims, self.before)
        self.before = (marks.sentence.span.start, marks.sentence.span.end)
        see_heading(marks, self.assembler, self.paragraph, is_live=self.is_live)
        self.paragraph = marks.sentence.paragraph
        found: list[tuple[Frame, ClaimKind, Fields]] = []
        memory = self.assembler.memory
        frames = [f for f in frames_of(marks) if not self.assembler.passes_over(number, marks, f)]
        last = max((frame.first for frame in frames if frame.is_elliptical), default=-1)
        for told in frames:
            for subject in told.subjects or (None,):
                fields = self.assembler.fields(number, marks, told, subject)
                frame = as_habit(marks, told, fields.rules, after_habit=memory.habit_at == number - 1)
                seen = seen_of(marks, frame, subject, fields, self.assembler.words.people)
                kind = as_of_person(marks, frame, kind_of(seen), fields)
                if kind is not None and not (frame.modality is Modality.OTHER or asks_of_any(frame, fields)):
                    self.assembler.complete(number, marks.sentence.paragraph, kind, fields)
                    self._set_day(marks, frame, kind, subject, fields)
                    if kind is ClaimKind.PAUSE and is_named_after(marks, frame, subject):
                        fields.aircraft = None
                    if kind is ClaimKind.PAUSE:
                        is_told = frame.modality is None
                        memory.see_pause(None if is_told else fields.aircraft, number)
                    found.append((frame, kind, fields))
                    if frame.modality in (None, Modality.GENERIC):
                        self._remember(number, marks, frame, kind, fields)
                    else:
                        memory.see_meant(number, marks, fields.aircraft, fields.airframes)
                elif told.first < last and frame.modality is None and is_many(fields.airframes):
                    memory.see_group(fields.aircraft, fields.airframes, number)
        self._add(marks, found)
        self._remember_untold(number, marks, [frame for frame, _, _ in found])

    def _add(self, marks: SentenceMarks, found: Sequence[tuple[Frame, ClaimKind, Fields]]) -> None:
        """Add the claims of one sentence."""
        alone = len({frame.first for frame, _, _ in found}) == 1
        called = called_in(marks)
        for frame, kind, fields in found:
            self.claims.append(self._claim(marks, None if alone else frame, frame, kind, fields))
            self.same.see(fields, called=called is not None, is_told=frame.modality is None)
        if called is not None and not found:
            self.same.call(called)

    def _only_dates(self, marks: SentenceMarks) -> bool:
        """Give the claims before the day that only this sentence tells; say whether it tells no more."""
        told = day_of_before(marks)
        if told is None:
            return False
        day, claims = self.assembler.resolved(told), self.claims
        self.claims = with_day(claims, self.before, day)
        self.assembler.memory.aircraft_day = day
        return self.claims != claims and names_its_flight(marks)

    def _set_day(
        self, marks: SentenceMarks, frame: Frame, kind: ClaimKind, subject: Subject | None, fields: Fields
    ) -> None:
        """Take the day told before, where the words tell none."""
        fields.pause = pause_of(marks, frame, kind, fields.pause)
        bound = [dated for dated in fields.dates if dated.is_bound]
        fields.dates = () if len(bound) == len(fields.dates) else fields.dates
        told = self.assembler.memory.date
        if not fields.dates and any(
            frame.first <= d.at < frame.last and is_far(d.value, told) for d in bound
        ):
            return  # "by 3 February they had gone": not the day told last
        set_inherited_day(marks, frame, kind, subject, fields, self.assembler.memory, self.assembler.number)
        if not fields.dates and (posted := day_posted(marks, frame, self.assembler.published)) is not None:
            fields.dates, fields.rules["date"] = (Dated(posted, -1),), posted.rule

    def _remember(
        self, number: int, marks: SentenceMarks, frame: Frame, kind: ClaimKind, fields: Fields
    ) -> None:
        memory = self.assembler.memory
        day = memory.narrowed(day_told(fields.dates), number)
        memory.see_habit(number, is_habit=frame.modality is Modality.GENERIC)
        if kind is ClaimKind.VISIT_OF_PERSON:
            memory.visit_at = number
        if fields.aircraft is not None:
            known = memory.aircraft
            memory.is_group = fields.rules.get("aircraft") == "one of the group told before" and (
                memory.is_group or (known is not None and is_many(known.airframes))
            )
            memory.see_aircraft(fields.aircraft, fields.airframes, number)
            memory.are_flights = fields.are_flights
            memory.n_flights = fields.events.n if fields.events is not None else 0
            memory.operator = fields.operator
            if day is not None or "aircraft" not in fields.rules:
                memory.aircraft_day = day
        elif fields.are_flights and fields.events:
            self.assembler.memory.n_flights = fields.events.n
        landings = fields.rules.get("aircraft") == _FLIGHTS if fields.aircraft else True
        if fields.events is not None and landings and not fields.are_flights:
            self.assembler.memory.landings_at = number
        if kind is not ClaimKind.VISIT_OF_PERSON:
            goes_on = fields.rules.get("aircraft", "").endswith("the aircraft told before")
            is_home = any(event.mark.act in BACK_ACTS for event in frame.events)
            acts = {event.mark.act for event in frame.events}
            self.assembler.memory.set_out = Act.ARRIVE not in acts and bool(acts & _SETTING_OUT)
            memory.see_route(fields.route, number, marks.sentence.paragraph, goes_on=goes_on, is_home=is_home)
        if kind is ClaimKind.RESUMPTION and fields.place is not None:
            self.assembler.memory.resumed = fields.place.mark
        if day is not None:
            late, aside = is_late(marks, frame), tells_another_time(marks)
            paragraph = marks.sentence.paragraph
            self.assembler.memory.see_date(day, number, paragraph, is_late=late, is_aside=aside)
        if fields.aircraft is not None:
            rule = fields.rules.get("aircraft", "")
            self.assembler.singles.see(self.assembler.memory, number, fields.airframes, rule)

    def _remember_untold(self, number: int, marks: SentenceMarks, frames: Sequence[Frame]) -> None:
        """Remember what a sentence names that tells no flight, or only what is so as a rule."""
        if all(frame.modality is Modality.GENERIC for frame in frames):
            self._remember_sentence(number, marks)
        if not frames:
            self._remember_day(number, marks)

    def _remember_sentence(self, number: int, marks: SentenceMarks) -> None:
        self.assembler.memory.see_sentence(marks, number)
        fresh = self.assembler.memory.known_aircraft(number) is not None
        whole = [a for a in marks.aircraft if not a.mark.is_flight and not (fresh and told_again(marks, a))]
        whole = [a for a in whole if a.mark.named or not (a.mark.is_drone and a.mark.plural)]
        if whole:
            mark, codes = whole[-1].mark, [code.mark.registration for code in marks.registrations]
            aircraft = ClaimedAircraft(
                text=mark.text,
                type_designator=mark.type_designator,
                nearest_type=mark.nearest,
                registration=codes[0] if len(codes) == 1 else None,
            )
            counts = [c.mark.count for c in marks.counts if c.mark.unit is Unit.AIRFRAMES]
            airframes = CountField(op=counts[-1].op.value, n=counts[-1].n) if counts else None
            if airframes is None and not (mark.plural or any(event.mark.plural for event in marks.events)):
                airframes = CountField(op="=", n=1)
            self.assembler.memory.see_aircraft(aircraft, airframes, number)
            self.assembler.memory.aircraft_day = None
            self.same.last += fresh and mark.is_generic

    def _remember_day(self, number: int, marks: SentenceMarks) -> None:
        """Remember the calendar day of a sentence without a claim: "on a picture of 28 February"."""
        days = [d.mark for d in marks.dates if isinstance(d.mark.expression, CalendarDate | Night | Ago)]
        self.assembler.memory.see_spoken(number, marks, self.assembler.resolved)
        if not days or marks.sentence.boilerplate is not None:
            return
        day, memory = self.assembler.resolved(days[-1]), self.assembler.memory
        memory.see_background(day, number, marks.sentence.paragraph)
        is_dateline = day.start == self.assembler.published.start
        is_day = day.precision in (Precision.DAY, Precision.INTERVAL) or isinstance(days[-1].expression, Ago)
        if is_day and day.start is not None and not is_dateline:
            memory.see_date(day, number, marks.sentence.paragraph, is_aside=tells_another_time(marks))
            points_back = any(pointer.mark is Points.AIRCRAFT for pointer in marks.pointers)
            if marks.aircraft or points_back or any(event.mark.act in _FLOWN for event in marks.events):
                memory.aircraft_day = day

    def _claim(
        self, marks: SentenceMarks, part: Frame | None, frame: Frame, kind: ClaimKind, fields: Fields
    ) -> Claim:
        first, last = self._words(marks, part)
        quote = self.article.text[first:last]
        asserted, polarity, modality = _told(frame, kind, marks.sentence.boilerplate)
        value = put_together(fields.dates)
        if asserted and lies_ahead(value, self.assembler.published):
            asserted, polarity, modality = False, Polarity.UNKNOWN, Modality.PLAN.value
        operator = fields.operator
        if kind in (ClaimKind.PAUSE, ClaimKind.RESUMPTION):
            fields.airframes = None
            if frame.borrowed or "aircraft" in fields.rules:
                fields.aircraft = None
        how = {
            "aircraft": fields.aircraft, "airframes": fields.airframes, "operator": operator,
            "events": fields.events, "legs": fields.route.legs, "place": fields.place, "date": value,
        }  # fmt: skip
        pause = fields.pause
        rules = {name: rule for name, rule in fields.rules.items() if how.get(name)}
        return Claim(
            claim_id=self.ids.of(self.article.sha256, first, last, kind),
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
        first, last = part.first, _told_to(marks, part)
        while first < last - 1 and (first in joins or not marks.form(first).isalnum()):
            first += 1
        while last > first + 1 and marks.form(last - 1) in ",;:-،؛(":
            last -= 1
        return marks.tokens[first].start, marks.tokens[last - 1].end


def _told_to(marks: SentenceMarks, frame: Frame) -> int:
    """Get the token after the last clause that tells something: no "..., the ministry has confirmed"."""
    named: tuple[tuple[At[object], ...], ...] = (marks.events, marks.dates, marks.aircraft, marks.pointers)
    rest: tuple[tuple[At[object], ...], ...]
    rest = (marks.durations, marks.counts, marks.relations, marks.numerals)
    for clause in reversed(frame.clauses[1:]):
        spoken = between(marks.sayings, clause.first, clause.last)
        told = any(between(items, clause.first, clause.last) for items in (*named, marks.places))
        tied = any(between(items, clause.first, clause.last) for items in rest)
        if (told or tied) and not (spoken and not between(marks.events, clause.first, clause.last)):
            return clause.last
    return frame.clauses[0].last


def _with_count(aircraft: ClaimedAircraft | None, airframes: CountField | None) -> ClaimedAircraft | None:
    if aircraft is None:
        return ClaimedAircraft(airframes=airframes) if airframes else None
    return structs.replace(aircraft, airframes=airframes)


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
    at = dates[0].at if dates else -1
    nearest = _nearest(route, at) if at >= 0 else None
    return tuple(
        Leg(
            origin=_place(origin),
            destination=_place(destination),
            date_binding="stated" if number == nearest else "by_default" if dates else "none",
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
