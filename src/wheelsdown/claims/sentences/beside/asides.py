"""Which places of a sentence are no part of a route: owners, speakers, journeys by road, observers, purposes.

"Syria's president", "a research group in Nairobi", "a halt in deliveries to Ukraine" and "pictures taken
from a petrol station in Bamako" name places that no aircraft of the sentence went to.
"""

from collections.abc import Sequence

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join, Modality, Points, Relation, Scope

__all__ = [
    "announces",
    "by_ground",
    "is_apposed",
    "is_asked",
    "is_beside_landing",
    "is_country_of_legs",
    "is_of_a_thing",
    "is_owner",
    "is_purpose",
    "is_setting",
    "is_source",
    "is_viewpoint",
    "nameless_fields",
    "only_says",
]

#: Words between an owner and its airfield: "Bamako's Modibo Keita airport".
_OWNER_REACH = 4
#: Words that open what is said.
_THAT = frozenset(("that", "что", "що", "ان"))
#: The Arabic particle for "with".
_WITH = "ب"
#: Words from "from" to the place of somebody who saw it: "from the roof of a hotel in".
_VIEW_REACH = 7
#: What is only spoken of beside a flight: "a halt in deliveries to".
_SPOKEN_OF = frozenset(
    {
        *(Act.VISIT, Act.SHIP, Act.CARRY, Act.GET, Act.PAUSE, Act.RESUME),
        *(Act.WITHDRAW, Act.DEPLOY, Act.HOLD, Act.HAPPEN),
    }
)
#: The English word for by whom, and words between a verb of seeing and those who saw.
_BY, _AGENT_REACH = "by", 3
#: Places that a leg has.
_ENDS = 2
#: Levels of places that head a part of a digest.
_HEADING = frozenset({PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.AREA})
_STOPPED = frozenset({Act.PAUSE, Act.RESUME})
_ARABIC, _OF, _ARTICLES = "ar", "of", frozenset(("a", "an", "the", "of"))
#: English words before "of" and the name of a place, by which a part of it is meant.
_PARTS_OF_PLACES = frozenset(
    (
        *("city", "town", "village", "port", "capital", "region", "province", "district", "outskirts"),
        *("north", "south", "east", "west", "centre", "center", "suburb", "airport", "base", "island"),
        *(
            "state",
            "kingdom",
            "republic",
            "coast",
            "border",
            "airfield",
            "edge",
            "municipality",
            "governorate",
        ),
    )
)
#: How Slavic verbs of the past end, and their participles.
_SLAVIC_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лись", "в", "вся", "вши", "вшись", "шись")
#: Endings of English words that say which way, and such words, before "to".
_WAYS, _WAY = ("ly", "ward", "wards"), frozenset(("home", "straight", "direct", "nonstop", "again", "later"))
_CARGO = frozenset({Act.CARRY, Act.SHIP, Act.GET, Act.HOLD})
#: How words for what shows something by itself begin.
_PAPERS = ("image", "photo", "picture", "data", "снимк", "данн", "знімк", "дані", "صور", "بيانات", "لقطات")
_STANDING = frozenset({Relation.AT, Relation.INTO, Relation.NEAR})
#: Words behind which the place stands that it was instead of one before.
_BUTS = frozenset(("а", "но", "but", "але"))


def is_owner(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether something of the place is meant: "Syria's president", "Iran's Pouya Air"."""
    if [marks.form(place.last), marks.form(place.last + 1)] != ["'", "s"]:
        return False
    return not any(0 <= pointer.first - place.last - 2 <= _OWNER_REACH for pointer in nameless_fields(marks))


#: English words that begin what is told for the first time.
_NEW = frozenset(("a", "an", "another"))


def nameless_fields(marks: SentenceMarks) -> list[At[Points]]:
    """Get the words that stand for an airfield told before: "the base", "there", but not "a secret base"."""
    return [
        pointer
        for pointer in marks.pointers
        if pointer.mark in (Points.PLACE, Points.THERE)
        and _NEW.isdisjoint((marks.form(pointer.first - 1), marks.form(pointer.first - 2)))
        and not any(source.overlaps(pointer) for source in marks.sources)
        and not any(e.first < pointer.first < e.last and e.mark.act is Act.RETURN for e in marks.events)
    ]


def by_ground(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether the clause goes on by train or road: "and took a train to Kyiv"."""
    here = clause_at(clauses, place.first)
    if here is None:
        return False
    for cue in between(marks.cues, here.first, here.last):
        if cue.mark == Cue(Modality.GROUND, Scope.CHUNK):
            told = between(marks.events, here.first, cue.first)
            return len(told) < _ENDS or place.last > told[-1].first  # "landed at Gao to go on by road to"
    return False


def is_source(marks: SentenceMarks, events: Sequence[At[EventWord]], place: At[PlaceMark]) -> bool:
    """Say whether the place belongs to who says it: "the ministry in Paris said"."""
    if _is_in_name(marks, place):
        return True
    for source in (*marks.sources, *marks.persons):
        if source.first <= place.first < source.last:
            if source in marks.persons and _is_left(marks, source, place):
                continue
            return not announces(marks, place)
        ends = (
            source.last,
            source.last + (is_arabic(marks.form(source.first)) and source.last != place.first),
        )
        if source.last <= place.first and any(
            relation.first in ends
            and (relation.mark in (Relation.AT, Relation.INTO) or _is_from_whom(marks, source, relation))
            and relation.last <= place.first <= relation.last + 1
            for relation in marks.relations
        ):
            if any(aircraft.last == source.first for aircraft in marks.aircraft) or _owns(marks, source):
                continue  # its aircraft
            if _is_seen_by(marks, events, source, place):
                continue
            near = range(source.last, place.first)
            return not any(event.first in near or event.last == source.first for event in events)
    return False


def _is_from_whom(marks: SentenceMarks, source: At[object], relation: At[Relation]) -> bool:
    """Say whether those who saw or said it are from there, and are told first: "experts from Berlin saw"."""
    first = min((event.first for event in marks.events), default=marks.last)
    return relation.mark is Relation.FROM and source not in marks.persons and relation.last < first


def _owns(marks: SentenceMarks, source: At[object]) -> bool:
    """Say whether aircraft are said to belong to it: "تابعة لوزارة الدفاع الروسية في"."""
    return any(
        join.mark is Join.OWNED and join.last in (source.first, source.first + 1) for join in marks.joins
    )


def _is_left(marks: SentenceMarks, name: At[object], place: At[PlaceMark]) -> bool:
    """Say whether what looks like a name is where an aircraft was: "two Il-76s left Ulan-Ude"."""
    moved = any(
        event.last == place.first and event.mark.act in (Act.DEPART, Act.ARRIVE) for event in marks.events
    )
    return moved and (name.first, name.last) == (place.first, place.last) and bool(marks.aircraft)


def _is_seen_by(
    marks: SentenceMarks, events: Sequence[At[EventWord]], source: At[object], place: At[PlaceMark]
) -> bool:
    """Say whether an aircraft was seen there by those before the place: "photographed by spotters at Gao"."""
    seen = [e for e in events if e.mark.act is Act.SEE and 0 < source.first - e.last <= _AGENT_REACH]
    passive = any(marks.form(index) == _BY for e in seen for index in range(e.last, source.first))
    return passive and marks.places[0].first == place.first


def announces(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether an Arabic airfield tells what came or left, and so where: "أعلن مطار بنينا هبوط طائرة"."""
    event = next((event for event in marks.events if event.first >= place.last), None)
    if event is None or event.mark.language != "ar" or event.mark.form is not Form.NOUN:
        return False
    told = event.mark.act in (Act.ARRIVE, Act.DEPART) and event.first - place.last < _ENDS
    return told and place.mark.says_airfield and len(marks.places) == 1


def _is_in_name(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether an English country only begins a longer name: "the Qatar Fund for Development said"."""
    if place.mark.level is not PlaceLevel.COUNTRY or any(r.last == place.first for r in marks.relations):
        return False
    token = marks.tokens[place.last] if place.last < marks.last else None
    if token is None or token.kind is not TokenKind.WORD or not marks.text[token.start].isupper():
        return False
    known = (marks.places, marks.dates, marks.aircraft, marks.operators)
    return not any(item.first == place.last for items in known for item in items)


def is_setting(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a sentence begins with where somebody says it: "In London, the paper wrote that".

    Or with the country that a part of a digest is about: "Jordan: eight A-10s left Azraq for Boise".
    """
    if place.first == marks.first and marks.form(place.last) == ":" and place.mark.level in _HEADING:
        return True
    said = min((saying.first for saying in marks.sayings if saying.first >= place.last), default=None)
    done = min((event.first for event in marks.events), default=marks.last)
    if said is None or done < said or _is_pictured(marks, place, said):
        return False
    ties = [r for r in marks.relations if r.last == place.first and r.mark in _STANDING]
    first = ties[0].first if ties else place.first if place.particles else None
    joins = {index for join in marks.joins for index in range(join.first, join.last)}
    return first is not None and not any(
        marks.form(index).isalnum() and index not in joins for index in range(marks.first, first)
    )


def _is_pictured(marks: SentenceMarks, place: At[PlaceMark], said: int) -> bool:
    """Say whether pictures or data tell of an airfield: "At Diego Garcia, images showed"."""
    beside = (marks.form(index) for index in (said - 1, said + 1))
    return place.mark.says_airfield and any(form.startswith(_PAPERS) for form in beside)


def is_country_of_legs(marks: SentenceMarks, places: Sequence[At[PlaceMark]]) -> bool:
    """Say whether the first place is the country in which the others lie: "In Mali two flew from A to B"."""
    first, others = places[0], places[1:]
    if first.mark.level is not PlaceLevel.COUNTRY or first.mark.id is None or len(others) < _ENDS:
        return False
    ties = [r for r in marks.relations if r.mark in _STANDING and r.first < first.first]
    done = min((event.first for event in marks.events), default=marks.last)
    if not ties or done < first.last or ties[-1].first != marks.first:
        return False
    departed = [r.last for r in marks.relations if r.mark is Relation.FROM]
    return any(place.mark.country == first.mark.id and place.first in departed for place in others)


def is_apposed(
    marks: SentenceMarks, clause: Clause, place: At[PlaceMark] | At[Points], tie: Relation | None
) -> bool:
    """Say whether a place belongs to a thing named beside the flight: ", a research group in Nairobi".

    So it is where its clause tells nothing that happens and words that nothing knows stand before its tie.
    """
    if tie is None or between(marks.events, clause.first, clause.last):
        return False
    if tie not in _STANDING and tie is not Relation.FROM:
        return False
    if any(
        p.mark is Points.THERE and p.last <= place.first
        for p in between(marks.pointers, clause.first, clause.last)
    ):
        return False  # «а уже оттуда — в Бамако»
    tied = [r.first for r in marks.relations if clause.first <= r.first < place.first and r.mark is tie]
    if not tied:
        return False
    known = _known(marks)
    first = clause.first + (marks.form(clause.first) in _BUTS)  # «не в Оран, а в Гао»
    return any(marks.form(index).isalpha() and index not in known for index in range(first, tied[-1]))


def is_of_a_thing(marks: SentenceMarks, place: At[PlaceMark], told: int) -> bool:
    """Say whether something stands between a place of the flight and this one, where that is.

    "The landing in Benghazi caused concern in Rome"; ``told``: the token of the place of the flight.
    """
    ties = [r for r in marks.relations if told < r.first and r.last <= place.first and r.mark in _STANDING]
    if not ties or place.first - ties[-1].last > _OWNER_REACH:
        return False
    between_them = range(told + 1, ties[-1].first)
    known = _known(marks) | {index for event in marks.events for index in range(event.first, event.last)}
    strange = [i for i in between_them if marks.form(i).isalpha() and i not in known]
    if strange and marks.form(strange[-1]) in _BUTS:
        return False
    return bool(strange) and strange[-1] == ties[-1].first - 1


def is_beside_landing(
    marks: SentenceMarks, clause: Clause, place: At[PlaceMark], tie: Relation | None, landed: int
) -> bool:
    """Say whether a place behind a landing is of something else: "a blow to Paris", "defying Paris".

    Nothing leads on there but words that tell no flight; ``landed``: the token of where it came down.
    """
    if tie not in (Relation.TO, Relation.AT, None) or marks.sentence.language == _ARABIC:
        return False
    known = _known(marks) | {index for event in marks.events for index in range(event.first, event.last)}
    strange = [i for i in range(landed + 1, place.first) if marks.form(i).isalpha() and i not in known]
    strange = [i for i in strange if marks.form(i) not in _ARTICLES]
    leading = [r.first for r in marks.relations if r.mark is Relation.TO and landed < r.first < place.first]
    if _OF in (marks.form(place.first - 1), marks.form(place.first - 2)):
        return bool(strange) and marks.form(strange[-1]) not in _PARTS_OF_PLACES
    if not clause.holds(landed) and not clause.joins & {Join.AND, Join.THEN}:
        return bool(strange)
    if tie is Relation.TO:
        before = marks.form(strange[-1]) if leading and leading[-1] - 1 in strange[-1:] else ""
        verb = not before.isascii() and before.endswith(_SLAVIC_PAST)
        return bool(before) and not (verb or before.endswith(_WAYS) or before in _WAY)
    return tie is None and bool(strange)


def is_viewpoint(marks: SentenceMarks, clause: Clause, place: At[PlaceMark]) -> bool:
    """Say whether somebody saw or said it there: "filmed it from a hotel balcony in", "من مكتبه في بيروت"."""
    if _is_of_speaker(marks, clause, place):
        return True
    leaving = [
        r.first
        for r in between(marks.relations, clause.first, place.first)
        if r.mark is Relation.FROM and 1 < place.first - r.first <= _VIEW_REACH
    ]
    if not leaving:
        return False
    told = [event for event in marks.events if clause.first <= event.first < place.first]
    seen = bool(told) and all(event.mark.act is Act.SEE for event in told)
    said = any(clause.first <= saying.first < leaving[-1] for saying in marks.sayings)
    opens = not told and leaving[-1] == clause.first and _is_seen_next(marks, place)
    if not (seen or opens or (said and not told)) or between(marks.aircraft, leaving[-1], place.first):
        return False
    known = _known(marks)
    ties = [
        r.first
        for r in marks.relations
        if r.mark in _STANDING and leaving[-1] < r.first < r.last <= place.first
    ]
    within = range(leaving[-1] + 1, ties[-1] if ties else leaving[-1])
    return any(marks.form(index).isalpha() and index not in known for index in within)


def _is_seen_next(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether somebody sees an aircraft next: "From his office in Nairobi he saw an Il-76 land"."""
    event = next((event for event in marks.events if event.first >= place.last), None)
    seen = event is not None and event.mark.act in (Act.SEE, Act.HOST)
    return event is not None and seen and not between(marks.aircraft, place.last, event.first)


def _is_of_speaker(marks: SentenceMarks, clause: Clause, place: At[PlaceMark]) -> bool:
    """Say whether it stands between a word of saying and "that": "قال طيار يقيم في الشارقة إن".

    Arabic has a noun instead, too: "أفاد فريق الخبراء المعني بدارفور برصد".
    """
    said = [saying.last for saying in marks.sayings if clause.first <= saying.first < place.first]
    named = {event.first for event in marks.events if event.particles == _WITH}
    thats = (i for i in range(place.last, marks.last) if marks.form(i) in _THAT or i in named)
    that = next(thats, None)
    if not said or that is None or that - place.last > _VIEW_REACH:
        return False
    told = (*between(marks.events, said[0], that), *between(marks.aircraft, said[0], that))
    return not told and bool(between(marks.events, that, marks.last))


def _known(marks: SentenceMarks) -> frozenset[int]:
    """Get the tokens that say who flew, when, how many, and how clauses hang together."""
    kinds: tuple[tuple[At[object], ...], ...] = (
        *(marks.aircraft, marks.dates, marks.durations, marks.counts, marks.numerals),
        *(marks.pointers, marks.joins, marks.cues, marks.places, marks.registrations, marks.callsigns),
        *(marks.operators, marks.relations),
    )
    return frozenset(index for items in kinds for item in items for index in range(item.first, item.last))


def is_purpose(event: EventWord | None, tie: Relation | None) -> bool:
    """Say whether a place belongs to what is only spoken of, or to cargo: "gear for the troops in Gao"."""
    if event is None:
        return False
    if event.act is Act.WITHDRAW and tie is Relation.FROM:
        return False
    if (event.form is Form.NOUN and event.act in _SPOKEN_OF) or event.act in _STOPPED:
        return True
    if event.act is Act.STOP:
        return tie is Relation.TO
    return event.act in _CARGO and (tie in (Relation.AT, Relation.NEAR) or event.act is Act.CARRY)


def is_asked(marks: SentenceMarks, pointer: At[Points]) -> bool:
    """Say whether the words ask for a place: "from where exactly"."""
    asked = Cue(Modality.QUESTION, Scope.AFTER)
    return any(cue.mark == asked and cue.overlaps(pointer) for cue in marks.cues)


def only_says(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether a clause tells nothing but who says it: "an airport spokesman confirmed"."""
    spoken = between(marks.sayings, clause.first, clause.last)
    return bool(spoken) and not between(marks.events, clause.first, clause.last)
