"""Which places of a frame may be part of its route at all.

Left out: where somebody speaks, journeys by road, the second name of one place, the setting of the sentence
(`wheelsdown.claims.sentences.beside.asides`), a part of where all went («до Росії, переважно до Москви»), and
what a relative clause that tells no flight says of somebody («компанії, що перебуває під санкціями США») or
of what is to come. Where it did not go is left out before (`wheelsdown.claims.sentences.meant.contrasts`).
"""

from collections.abc import Sequence
from itertools import pairwise

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.sentences.aircraft.companions import is_of_companion
from wheelsdown.claims.sentences.beside.asides import (
    by_ground,
    is_country_of_legs,
    is_setting,
    is_source,
    nameless_fields,
)
from wheelsdown.claims.sentences.beside.backgrounds import is_kept, is_participle
from wheelsdown.claims.sentences.beside.other_ends import (
    is_for_cargo,
    is_of_bystanders,
    is_of_made_cargo,
    is_of_meeting,
    is_of_something_else,
    is_of_those_carried,
    is_seat,
    is_shore_of_field,
)
from wheelsdown.claims.sentences.clauses import Clause, clause_at, number_at
from wheelsdown.claims.sentences.place_pairs import is_locative, is_one_name
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join, Modality, Points, Relation, Scope

__all__ = ["leg_places"]

#: What active participles of the past hold, which tell what it did: «дозаправившийся».
_DONE = "вш"
#: Slavic words for "that".
_THAT = frozenset(("что", "що", "будто"))
#: Words by which an aircraft belongs to a place, and words before the field that a place is told to be.
_ASSIGNED, _APPOSED = frozenset(("к", "ко")), 2
#: English words before the name of an exercise, and verbs of those who send more than aircraft.
_EXERCISES = frozenset(("exercise", "exercises", "operation", "drill", "drills", "manoeuvres", "maneuvers"))
_SENT = frozenset(("sent", "dispatched", "deployed", "rushed", "ordered", "moved"))
#: Words that begin what a place is said to be; who goes elsewhere, and what is done, in its stead.
_ARTICLES = frozenset(("the", "a", "an", "its"))
_OTHERS = frozenset({Points.SOME, Points.MORE, Points.ONE, Points.REST, Points.LAST})
_FLOWN = frozenset({Act.FLY, Act.ARRIVE, Act.DEPART, Act.HEAD, Act.STOP, Act.RETURN})
_ARABIC = "ar"
#: Words from "with" to where those on board are from, at most.
_PASSENGERS = 7
#: The state that is called like a country, and its own country.
_GEORGIA, _AMERICA = "georgia", "US"
#: English words before what happened before, which others may have done.
_AFTER = frozenset(("after", "before", "since", "when", "as", "while"))
#: English words by which people are told to have come before.
_WHO, _BEEN = "who", {"had", "been"}
_COMMAS = frozenset((",", "،", "("))
_PLANNED = Cue(Modality.PLAN, Scope.NEXT)
_MOSTLY = Cue(Modality.GENERIC, Scope.NEXT)
_WIDEST = frozenset({PlaceLevel.AREA})
_WIDE = frozenset({PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.AREA})


def leg_places(
    marks: SentenceMarks,
    clauses: Sequence[Clause],
    events: Sequence[At[EventWord]],
    places: Sequence[At[PlaceMark]],
) -> list[At[PlaceMark]]:
    """Get the places of a frame that may be part of its route, in order.

    Parameters
    ----------
    marks
        The sentence.
    clauses, events, places
        Those of the frame.
    """
    kept = [
        place
        for place in places
        if not (
            is_source(marks, events, place)
            or _is_where_told(marks, clauses, place)
            or by_ground(marks, clauses, place)
            or _is_part(marks, places, place)
            or _is_of_relative(marks, clauses, events, place)
            or _is_adjective(marks, places, place)
            or _is_of_next(marks, clauses, place)
            or _is_home(marks, clauses, place)
            or _is_of_unit(marks, clauses, events, place)
            or _is_in_name_of_unit(marks, place)
            or _is_in_title(marks, place)
            or _is_of_others_sent(marks, clauses, place)
            or _tells_where(marks, clauses, place)
            or _is_of_some(marks, clauses, place)
            or is_of_companion(marks, place)
            or _is_home_of_unit(marks, place)
            or _tells_what_it_is(marks, clauses, place)
            or _is_holder(events, place)
            or _is_of_passengers(marks, place)
            or is_seat(marks, place)
            or is_for_cargo(marks, place)
            or is_of_bystanders(marks, clauses, place)
            or is_of_made_cargo(marks, place)
            or is_of_meeting(marks, place)
            or is_of_something_else(marks, clauses, place)
            or is_of_those_carried(marks, place)
            or is_shore_of_field(marks, place)
            or _is_of_who_came(marks, clauses, events, place)
            or _is_of_others_before(marks, clauses, events, place)
            or _is_american_state(marks, place)
        )
    ]
    repeated = {other.first for one, other in pairwise(kept) if is_one_name(marks, one, other)}
    kept = [place for place in kept if place.first not in repeated]
    if len(kept) > 1 and (is_setting(marks, kept[0]) or is_country_of_legs(marks, kept)):
        kept = kept[1:]
    return kept


def _is_where_told(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether reports come from it, which the next clause tells: «из Анкары поступили сообщения, что»."""
    here = number_at(clauses, place.first)
    if here is None or here + 1 == len(clauses):
        return False
    clause, told = clauses[here], clauses[here + 1]
    said = [s for s in marks.sayings if clause.holds(s.first) and s.first >= place.last]
    that = any(marks.form(index) in _THAT for index in range(told.first, min(told.first + 3, told.last)))
    flown = (*between(marks.events, clause.first, clause.last),)
    flown_by = (*between(marks.aircraft, clause.first, clause.last),)
    return bool(said) and that and not (flown or flown_by)


def _is_holder(events: Sequence[At[EventWord]], place: At[PlaceMark]) -> bool:
    """Say whether a country is who keeps something, right behind its Arabic verb: "تحتفظ روسيا بقوات في"."""
    holds = (e.last for e in events if e.mark.act is Act.HOLD and e.mark.language == _ARABIC)
    return place.mark.level is PlaceLevel.COUNTRY and not place.particles and place.first in holds


def _is_of_some(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether only some of those told came from it: "412 flights, including 180 from Iran"."""
    here = clause_at(clauses, place.first)
    if here is None or here is clauses[0]:
        return False
    heads = [join.last for join in marks.joins if join.mark is Join.PART]
    heads += [p.last for p in marks.pointers if p.mark is Points.THEM and marks.form(p.first - 1) in _COMMAS]
    numbers = [count.first for count in marks.counts if not count.mark.implied]
    numbers += [numeral.first for numeral in marks.numerals if not numeral.mark.is_ordinal]
    for head in heads:
        number = next((at for at in numbers if 0 <= at - head <= 1), None)
        if number is None or not number < place.first or not here.holds(number):
            continue
        if not any(e.mark.form is Form.VERB for e in between(marks.events, number, place.first)):
            return True
    return False


def _is_adjective(marks: SentenceMarks, places: Sequence[At[PlaceMark]], place: At[PlaceMark]) -> bool:
    """Say whether the name of a country is whose an aircraft is: "الطائرة السعودية", before another place."""
    owned = any(craft.last == place.first for craft in marks.aircraft)
    owner = owned and any(one.first == place.first for one in marks.operators)
    return owner and place.mark.level is PlaceLevel.COUNTRY and place is not places[-1]


def _is_of_next(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether a relative clause tells what is planned there, or of cargo: "where it is to load gear for".

    «откуда груз повезут в Кидаль»: the cargo, which stands first, is what went on.
    """
    here = clause_at(clauses, place.first)
    if here is None or here is clauses[0]:
        return False
    pointed = any(p.mark is Points.THERE and p.first == here.first for p in marks.pointers)
    if Join.WHO not in here.joins and not pointed:
        return False
    planned = (cue for cue in between(marks.cues, here.first, place.first) if cue.mark == _PLANNED)
    if any(planned) and not between(marks.events, here.first, place.first):
        return True
    firsts = (j.first for j in between(marks.joins, here.first, place.first) if j.mark is Join.BESIDE)
    return pointed and any(first == here.first + 1 for first in firsts)


def _is_home(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether a participle that tells no flight says whose it is: «базирующийся в Корваше»."""
    here = clause_at(clauses, place.first)
    if here is None or marks.form(here.first - 1) != "," or between(marks.events, here.first, here.last):
        return False
    opening = marks.form(here.first)
    if not is_participle(opening) or _DONE in opening:
        return False
    ties = [r for r in marks.relations if r.last == place.first]
    return any(
        is_locative(marks.form(place.last - 1)) if tie.mark is Relation.INTO else _is_of(marks, tie)
        for tie in ties
    )


def _is_of_unit(
    marks: SentenceMarks, clauses: Sequence[Clause], events: Sequence[At[EventWord]], place: At[PlaceMark]
) -> bool:
    """Say whether it is where the unit is that owns them: "bombers of the 2nd Wing at Barksdale landed".

    What took off did so there.
    """
    ties = [r for r in marks.relations if r.last == place.first and r.mark is Relation.AT]
    here = clause_at(clauses, place.first)
    if not ties or here is None or not any(owner.last == ties[0].first for owner in marks.operators):
        return False
    inside = [event for event in events if here.holds(event.first)]
    behind = [event for event in inside if event.first >= place.last]
    moved = bool(behind) and len(behind) == len(inside) and behind[0].mark.form is Form.VERB
    return moved and behind[0].mark.act is not Act.DEPART


def _is_in_name_of_unit(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a unit is called after it: "jets from the Vermont Air National Guard"."""
    if marks.form(place.first - 1) != "the" or place.mark.says_airfield:
        return False
    behind = (place.last, place.last + (marks.form(place.last) == "air"))
    return any(owner.first in behind and not owner.mark.is_state for owner in marks.operators)


def _is_in_title(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether it is but a word of the name of an exercise: "for Operation Atlantic Resolve"."""
    if marks.form(place.first - 1) not in _EXERCISES or place.last >= marks.last:
        return False
    return marks.text[marks.tokens[place.last].start].isupper() and marks.tokens[place.last].spaced


def _is_of_others_sent(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether something else was sent there: "sent four F-16s to Paphos and the frigate Kimon to"."""
    here = number_at(clauses, place.first)
    ties = [r.first for r in marks.relations if r.last == place.first and r.mark is Relation.TO]
    if not here or not ties or clauses[here].joins != {Join.AND}:
        return False
    clause = clauses[here]
    if not any(marks.form(event.first) in _SENT for event in marks.events if event.last <= clause.first):
        return False
    kinds: tuple[Sequence[At[object]], ...] = (marks.events, marks.aircraft, marks.counts, marks.pointers)
    inside = any(between(items, clause.first, ties[0]) for items in kinds)
    joined = max(join.last for join in marks.joins if join.first >= clause.first and join.first < ties[0])
    return not inside and ties[0] > joined


def _is_home_of_unit(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether it is where a unit is at home whose aircraft flew: "from the 5th Bomb Wing at Minot"."""
    ties = [r.first for r in marks.relations if r.mark is Relation.AT and r.last == place.first]
    units = [o for o in marks.operators if o.last in ties and not o.mark.is_state]
    return any(
        r.last <= unit.first <= r.last + 1 and r.mark is Relation.FROM
        for r in marks.relations
        for unit in units
    )


def _is_of(marks: SentenceMarks, tie: At[Relation]) -> bool:
    return tie.mark in (Relation.AT, Relation.NEAR) or marks.form(tie.first) in _ASSIGNED


def _tells_where(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether it tells where the airfield before the comma lies: "at Gao, the air base near Mopti"."""
    here = clause_at(clauses, place.first)
    if here is None or place.mark.says_airfield or between(marks.events, here.first, here.last):
        return False
    named = any(p.last == here.first - 1 and p.mark.level not in _WIDE for p in marks.places)
    fields = between(nameless_fields(marks), here.first, place.first)
    if not named or not fields or fields[0].mark is not Points.PLACE:
        return False
    near = fields[0].first - here.first <= _APPOSED
    return near and not between(marks.relations, here.first, fields[0].first)


def _tells_what_it_is(marks: SentenceMarks, clauses: Sequence[Clause], place: At[PlaceMark]) -> bool:
    """Say whether it tells what the place before the comma is: "to Rzeszow, a hub for aid to Kyiv"."""
    here = clause_at(clauses, place.first)
    if here is None or marks.form(here.first) not in _ARTICLES or marks.form(here.first - 1) != ",":
        return False
    named = any(p.last == here.first - 1 for p in marks.places)
    if not named or place.first - here.first <= 1 or between(marks.aircraft, here.first, here.last):
        return False
    others = (p.mark in _OTHERS for p in between(marks.pointers, here.first, place.first))
    if any(others) or bool(between(marks.numerals, here.first, place.first)):
        return False  # "two landed at Rota, the others at Sigonella"
    told = between(marks.events, here.first, place.first)
    return not any(event.mark.form is Form.VERB or event.mark.act in _FLOWN for event in told)


def _is_of_passengers(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether it is where those on board are from: "with 153 people from Gaza on board"."""
    behind = marks.form(place.last)
    aboard = behind in ("aboard", "onboard") or (behind, marks.form(place.last + 1)) == ("on", "board")
    with_them = (j.last for j in marks.joins if j.mark is Join.WITH and j.last < place.first)
    return aboard and any(place.first - last <= _PASSENGERS for last in with_them)


def _is_of_who_came(
    marks: SentenceMarks, clauses: Sequence[Clause], events: Sequence[At[EventWord]], place: At[PlaceMark]
) -> bool:
    """Say whether people came from there before: "to pick up men who had been flown there from Texas"."""
    here = clause_at(clauses, place.first)
    if here is None or marks.form(here.first) != _WHO or not _words_between(marks, here, place) >= _BEEN:
        return False
    own = between(events, here.first, here.last)
    return bool(own) and len(own) < len(events) and events[0].first < here.first


def _is_of_others_before(
    marks: SentenceMarks, clauses: Sequence[Clause], events: Sequence[At[EventWord]], place: At[PlaceMark]
) -> bool:
    """Say whether others left or reached it before: "after rebels left Kidal, an Il-76 landed in Gao"."""
    here = clause_at(clauses, place.first)
    if here is None or marks.form(here.last - 1) != ",":
        return False
    told = bool(between(marks.aircraft, marks.first, here.first))
    if told or bool(between(marks.events, marks.first, here.first)):
        return False
    verb = next((e for e in events if here.holds(e.first) and e.mark.form is Form.VERB), None)
    after = next((i for i in range(here.first, here.last) if marks.form(i) in _AFTER), None)
    if verb is None or after is None or not after + 1 < verb.first < place.first:
        return False
    own = (*marks.aircraft, *(p for p in marks.pointers if p.mark in (Points.AIRCRAFT, Points.ONE)))
    flown = any(here.first <= item.first < verb.first for item in own)
    later = any(event.first >= here.last for event in events)
    return later and not flown and any(craft.first >= here.last for craft in marks.aircraft)


def _is_american_state(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether a country is but the state of a town of America: "from Marietta, Georgia, to"."""
    if marks.form(place.first) != _GEORGIA or marks.form(place.first - 1) != ",":
        return False
    return any(town.last == place.first - 1 and town.mark.country == _AMERICA for town in marks.places)


def _words_between(marks: SentenceMarks, here: Clause, place: At[PlaceMark]) -> set[str]:
    return {marks.form(index) for index in range(here.first, place.first)}


def _cues_before(marks: SentenceMarks, place: At[PlaceMark]) -> list[At[Cue]]:
    """Get the words of modality right before the preposition of a place: «не до Москви»."""
    ties = {r.first for r in marks.relations if r.last == place.first}
    return [cue for cue in marks.cues if cue.last in ties]


def _is_part(marks: SentenceMarks, places: Sequence[At[PlaceMark]], place: At[PlaceMark]) -> bool:
    before = {other.mark.level for other in places if other.first < place.first}
    wide = _WIDE if place.mark.level not in _WIDE else _WIDEST if place.mark.level not in _WIDEST else ()
    return any(level in before for level in wide) and any(
        cue.mark == _MOSTLY for cue in _cues_before(marks, place)
    )


def _is_of_relative(
    marks: SentenceMarks, clauses: Sequence[Clause], events: Sequence[At[EventWord]], place: At[PlaceMark]
) -> bool:
    """Say whether a relative clause that tells no flight names the place, and others tell one."""
    here = number_at(clauses, place.first)
    while here is not None and here and clauses[here].joins == {Join.AND}:
        here -= 1
    if here is None or Join.WHO not in clauses[here].joins:
        return False
    relative = range(clauses[here].first, place.last)
    if any(field.last in (relative.start, relative.start - 1) for field in nameless_fields(marks)):
        return False  # where the base lies that it landed at
    told = between(marks.events, relative.start, max(place.last, clauses[here].last))
    others = [event for event in events if event not in told and event.mark.act is not Act.SEE]
    if not others or any(not (event.mark.act is Act.SEE or is_kept(marks, event)) for event in told):
        return False
    ties = {r.mark for r in marks.relations if r.last == place.first}
    return Relation.TO not in ties or bool(told)
