"""Say which place a sentence means by "the base", "the airport" or "there": one told before.

What stands beside a name of its own, only names a thing there, or is what somebody asks for points to none.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.events.memory import Memory, is_field
from wheelsdown.claims.filling.gathered import Fields
from wheelsdown.claims.routes.legs import Place
from wheelsdown.claims.sentences.beside.asides import is_apposed, is_asked, nameless_fields, only_says
from wheelsdown.claims.sentences.clauses import clause_at, clauses_of
from wheelsdown.claims.sentences.place_pairs import lies_in
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import LANDED_ACTS, LEADING_ACTS, Act, Form, Join, Modality, Points, Relation

__all__ = ["PlacesTold"]

#: Ties between two places of which neither holds the other: "at the base from Benghazi".
_APART = frozenset({Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN, Relation.OVER})
#: Levels of what a base may be called by: "the Cyprus base", "the Indian Ocean base".
_WIDE = frozenset({PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.AREA})
#: The English word for an airfield that no city is.
_BASE = "base"
#: Words before a base to which it belongs.
_OWN = frozenset(("its", "home", "their"))
#: How Slavic says that a place is the same.
_SAME = frozenset(("же", "ж"))
#: Clauses of a sentence whose first place has a relative clause, at least.
_FEWEST = 3
#: Words between a place and the airfield that is its.
_BESIDE = 5


@dataclass(frozen=True, slots=True)
class PlacesTold:
    """Finds the places of one frame after the other; ``memory`` is what was told before."""

    memory: Memory

    def places(self, number: int, marks: SentenceMarks, frame: Frame, fields: Fields) -> list[At[PlaceMark]]:
        """Get the places of a frame, with "the airport" and "there" put in their place.

        ``fields`` get the rule by which they are known.
        """
        stated = self.stated(number, marks, frame)
        again = {place.first: self._in_state(number, marks, place) for place in stated}
        found = [replace(place, mark=mark) if (mark := again[place.first]) else place for place in stated]
        if any(again.values()):
            fields.rules |= {"place": "the airfield told before", "legs": "the airfield told before"}
        pointers = [] if fields.is_anywhere else nameless_fields(marks)
        for pointer in between(pointers, frame.first, frame.last):
            known = self._place_before(number, marks, pointer)
            near = any(self._is_one(marks, place, pointer) for place in stated)
            here = clause_at(frame.clauses, pointer.first)
            is_said = here is not None and only_says(marks, here)
            near = near or self._is_relative(marks, pointer) or self._is_aside(marks, frame, pointer)
            near = near or is_asked(marks, pointer) or _is_in_denial(marks, frame, pointer)
            if not near and not is_said and known is not None:
                found.append(At(_begin(marks, pointer), pointer.last, known, pointer.particles))
                fields.rules |= {"place": "the airfield told before", "legs": "the airfield told before"}
        return sorted(found, key=lambda place: place.first)

    def stated(self, number: int, marks: SentenceMarks, frame: Frame) -> list[At[PlaceMark]]:
        """Get the places that a frame names, and remember what it calls a base."""
        stated = between(marks.places, frame.first, frame.last) or _opening(marks, frame)
        bases = [place.mark for place in stated if _BASE in place.mark.text.lower().split()]
        if bases:
            self.memory.called_base, self.memory.called_at = bases[-1], number
        return stated

    def _in_state(self, number: int, marks: SentenceMarks, place: At[PlaceMark]) -> PlaceMark | None:
        """Get the airfield that is called by its state: "the Cyprus base"; "the US base" may be abroad."""
        if place.mark.level not in _WIDE or not place.mark.says_airfield:
            return None
        if marks.form(place.first - 1) != "the":
            return None
        goal = self.memory.goal(number, marks.sentence.paragraph, beside=True)
        ends = (end for leg in reversed(self.memory.route.legs) for end in reversed(leg) if end is not None)
        places = [goal, *(end.mark for end in ends if is_field(end.mark))]
        there = next((known for known in places if known and known.country == place.mark.id), None)
        is_abroad = place.mark.text.split()[0].isupper() or place.mark.level is not PlaceLevel.COUNTRY
        return there or (goal if is_abroad else None)

    def _is_aside(self, marks: SentenceMarks, frame: Frame, pointer: At[Points]) -> bool:
        """Say whether a later clause only names a thing there: "and an An-72 took its place on the apron"."""
        here = clause_at(frame.clauses, pointer.first)
        told = here is not None and any(event.first < here.first for event in frame.events)
        ties = [r.mark for r in marks.relations if r.last == pointer.first]
        return here is not None and told and bool(ties) and is_apposed(marks, here, pointer, ties[-1])

    def _is_one(self, marks: SentenceMarks, place: At[PlaceMark], pointer: At[Points]) -> bool:
        """Say whether a nameless airfield is that of a place beside it: "Bamako's old airport"."""
        first, last = min(place.last, pointer.last), max(place.first, pointer.first)
        if pointer.mark is not Points.PLACE or last - first > _BESIDE:
            return False
        tied = [relation for relation in marks.relations if first <= relation.first < last]
        if any(relation.mark in _APART for relation in tied):
            return False
        return not between(marks.events, first, last) and (not tied or place.first > pointer.first)

    def _is_relative(self, marks: SentenceMarks, pointer: At[Points]) -> bool:
        """Tell Arabic "a time in which" from "حطت فيه طائرة": the pronoun stands behind its verb there."""
        tied = any(r.first == pointer.first and r.mark is Relation.AT for r in marks.relations)
        moves = (event for event in marks.events if event.mark.act in LEADING_ACTS | {Act.STOP, Act.STAY})
        return tied and not any(event.last == pointer.first for event in moves)

    def _place_before(self, number: int, marks: SentenceMarks, pointer: At[Points]) -> PlaceMark | None:
        """Get what "the base" or "there" is: a place the sentence named, or the one of the story."""
        told = [place for place in marks.places if place.last <= pointer.first]
        last = told[-1].mark if told and pointer.mark is Points.THERE else None
        fields = [place for place in told if is_field(place.mark)]
        fields = [place for place in fields if not _tells_where(marks, place)] or fields
        if last is not None and self._is_entered(marks, told[-1], alone=not fields):
            return last
        left = [place for place in fields if self._is_left(marks, place)]
        if left and (self._returns(marks, pointer) or self._goes_where_from(marks, pointer)):
            return left[0].mark
        if not self._leaves(marks, pointer):
            fields = [place for place in fields if not self._is_left(marks, place)]
        if fields:
            return fields[-1].mark
        home = self.memory.route.legs[0][0] if self.memory.route.legs else None
        if home is not None and self._goes_home(marks, pointer):
            return home.mark
        if self._came_from(marks, pointer):
            before = next((leg[0] for leg in self.memory.route.legs if leg[0] is not None), None)
            return before.mark if before is not None else None
        paragraph = marks.sentence.paragraph
        if pointer.mark is Points.THERE:
            return self.memory.there(number, paragraph) or self.memory.dateline
        known = self.memory.goal(number, paragraph, beside=True)
        named = self.memory.named_base(number) if marks.form(pointer.last - 1) == _BASE else None
        if named is not None and known is not None and known.level is PlaceLevel.CITY:
            return named  # "flew to Harare; two bombers visited the base"
        if known is not None and self._is_there(marks, pointer, known):
            return None
        return known or self.memory.left or self.memory.dateline  # "took off from X, landed at the same base"

    def _is_there(self, marks: SentenceMarks, pointer: At[Points], known: PlaceMark) -> bool:
        """Say whether it goes back from there, so that "its home base" is another one."""
        legs = self.memory.route.legs
        before = (marks.form(pointer.first - 1), marks.form(pointer.first))
        own = not _OWN.isdisjoint(before) or before == ("to", "base")
        is_same = bool(legs) and Place(known, -1).is_same(legs[-1][1])
        if not own or not is_same or not self._returns(marks, pointer):
            return False
        moved = [event.mark.act for event in marks.events if event.mark.act in LEADING_ACTS]
        return moved[:1] == [Act.RETURN]

    def _goes_where_from(self, marks: SentenceMarks, pointer: At[Points]) -> bool:
        """Say whether it went where it had come from: «прилетел из Гао и ушёл туда же»."""
        if pointer.mark is not Points.THERE or marks.form(pointer.last - 1) not in _SAME:
            return False
        before = [event for event in marks.events if event.last <= pointer.first]
        return bool(before) and before[-1].mark.act in (Act.DEPART, Act.RETURN, Act.HEAD)

    def _goes_home(self, marks: SentenceMarks, pointer: At[Points]) -> bool:
        """Say whether it went back to the base, which is where it had set out: "returned to base"."""
        legs = self.memory.route.legs
        is_out = self.memory.set_out or (bool(legs) and legs[-1][1] is None)
        return is_out and self._returns(marks, pointer)

    def _returns(self, marks: SentenceMarks, pointer: At[Points]) -> bool:
        """Say whether a verb of going back stands before words for an airfield, or right before "there"."""
        before = [event for event in marks.events if event.last <= pointer.first]
        if not before or (pointer.mark is not Points.PLACE and before[-1].last < pointer.first):
            return False
        return before[-1].mark.act is Act.RETURN and before[-1].mark.form is Form.VERB

    def _has_landed(self, marks: SentenceMarks, place: At[PlaceMark]) -> bool:
        """Say whether the verb before a place tells of a landing: "refuelled in Algeria, from there"."""
        before = [event for event in marks.events if event.last <= place.first]
        return bool(before) and before[-1].mark.act in LANDED_ACTS and not self._is_left(marks, place)

    def _is_entered(self, marks: SentenceMarks, place: At[PlaceMark], *, alone: bool) -> bool:
        """Say whether aircraft landed in a country, or flew into the only place told: "entered Estonia"."""
        near = [event for event in marks.events if event.last <= place.first]
        into = alone and bool(near) and near[-1].mark.act is Act.OVERFLY
        return into or (place.mark.level is PlaceLevel.COUNTRY and self._has_landed(marks, place))

    def _came_from(self, marks: SentenceMarks, pointer: At[Points]) -> bool:
        """Say whether it came from where the words point to: "arrived from the same airport"."""
        tied = any(
            r.mark is Relation.FROM and r.last in (pointer.first, pointer.last) for r in marks.relations
        )
        before = [event for event in marks.events if event.last <= pointer.first]
        if not before and not marks.places:
            before = list(marks.events[:1])  # «звідти ж прилетів Ан-124»
        return tied and bool(before) and before[-1].mark.act is Act.ARRIVE

    def _leaves(self, marks: SentenceMarks, pointer: At[Points]) -> bool:
        """Say whether the words point to where it left: "from there", "returned to the base"."""
        tied = [r for r in marks.relations if pointer.first - 1 <= r.last <= pointer.last]
        if tied and tied[-1].mark in (Relation.FROM, Relation.TO):
            return tied[-1].mark is Relation.FROM
        before = [event for event in marks.events if event.first < pointer.first]
        return not before or before[-1].mark.act not in (Act.ARRIVE, Act.STAY, Act.STOP, Act.HOST)

    def _is_left(self, marks: SentenceMarks, place: At[PlaceMark]) -> bool:
        """Say whether it came from there, or from an airfield that lies there: "from Mitiga in Tripoli"."""
        if any(r.last == place.first and r.mark is Relation.FROM for r in marks.relations):
            return True
        before = next((other for other in reversed(marks.places) if other.last <= place.first), None)
        return before is not None and lies_in(marks, before, place) and self._is_left(marks, before)


def _is_in_denial(marks: SentenceMarks, frame: Frame, pointer: At[Points]) -> bool:
    """Say whether a relative stands in what is denied: «рейсов в Гао, куда их перебросили, не видно»."""
    here = clause_at(frame.clauses, pointer.first)
    if here is None or Join.WHO not in here.joins or pointer.first != here.first:
        return False
    return any(cue.mark.modality is Modality.DENIAL and cue.first >= here.last for cue in marks.cues)


def _opening(marks: SentenceMarks, frame: Frame) -> list[At[PlaceMark]]:
    """Get the place that opens a sentence and has a relative clause: "At Gao, where troops wait, one landed".

    A frame behind that clause takes it where it names none.
    """
    clauses = clauses_of(marks)
    if len(clauses) < _FEWEST or frame.first < clauses[2].first or Join.WHO not in clauses[1].joins:
        return []
    at = [
        r.last for r in marks.relations if r.first == marks.first and r.mark in (Relation.AT, Relation.INTO)
    ]
    first = between(marks.places, clauses[0].first, clauses[0].last)
    if len(first) != 1 or first[0].first not in at or first[0].last < clauses[0].last - 1:
        return []
    return first if Join.WHO not in frame.clauses[0].joins and is_field(first[0].mark) else []


def _begin(marks: SentenceMarks, pointer: At[Points]) -> int:
    """Get where a word that points begins: behind the verb, where it belongs to it ("stopped there")."""
    verbs = [e.last for e in marks.events if e.first < pointer.first < e.last and e.mark.act is Act.STOP]
    return max(verbs, default=pointer.first)


def _tells_where(marks: SentenceMarks, place: At[PlaceMark]) -> bool:
    """Say whether another place lies near it: "the base at Khadim lies southeast of Benghazi"."""
    return any(tie.last == place.first and tie.mark is Relation.NEAR for tie in marks.relations)
