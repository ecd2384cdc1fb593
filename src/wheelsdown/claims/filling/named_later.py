"""Give claims the type that the text tells of their aircraft only later, or told in its headline.

"A plane landed at Gao. The aircraft, an Il-76, came from Minsk" is about one aircraft: what a later sentence
calls it holds for the first claim, too. So does what the headline calls it, where that tells of as many
aircraft that came to the same place. A type is only filled in where none was told.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import msgspec

from wheelsdown.articles.article import Article, Boilerplate, Language
from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.claim import Claim, ClaimedAircraft, How
from wheelsdown.claims.filling.gathered import Fields, is_many
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Points

__all__ = ["SameAircraft", "called_in", "told_again", "told_once"]

#: The end of the names of rules by which a claim is of the aircraft told before.
_BEFORE = "the aircraft told before"
#: Words between an aircraft and what it is called, at most.
_REACH = 6
#: Words that say what it is, words that may follow them, and marks that part what it is called.
_IS = frozenset(("is", "was", "are", "were", "being"))
#: Slavic words, folded, behind which it is told what something is.
_IDENTIFY = frozenset(
    (
        *("это", "речь", "оказался", "оказалась", "оказалось", "идентифицирован", "опознан"),
        *("це", "мова", "идеться", "ідеться", "виявився", "виявилося", "ідентифіковании", "ідентифіковано"),
    )
)
_AS = frozenset(("a", "an", "the", "one", "as", "identified", "later", "in", "fact"))
#: English words before what is told for the first time.
_NEW = frozenset(("a", "an", "another"))
_PARTING = frozenset((",", "-", "("))
#: Ends of words that tell what was done.
_DONE = ("ed", "ing", "by")


@dataclass(slots=True)
class SameAircraft:
    """Which claims of an article are of one aircraft: a number for each claim, and the type told of it."""

    groups: list[int] = field(default_factory=list)
    types: dict[int, ClaimedAircraft] = field(default_factory=dict)
    last: int = -1
    has_articles: bool = True
    """The language says by its articles which aircraft is one told before, whatever its type is."""

    def see(self, fields: Fields, *, called: bool, is_told: bool) -> None:
        """Count one more claim; ``called``: its words call the aircraft told before by its type."""
        aircraft = fields.aircraft
        are_flights = fields.are_flights and is_many(fields.events) and fields.airframes is None
        if aircraft is None or not is_told or are_flights:
            self.groups.append(-1)
            return
        is_known = _is_known(fields)
        if not (called or is_known):
            self.last += 1
        self.groups.append(self.last)
        if aircraft.type_designator is not None and (called or self.has_articles or not is_known):
            self.types.setdefault(self.last, aircraft)

    def call(self, mark: AircraftMark) -> None:
        """Note what a sentence without a claim calls the aircraft told last."""
        aircraft = ClaimedAircraft(text=mark.text, type_designator=mark.type_designator)
        self.types.setdefault(self.last, aircraft)

    def named(self, claims: Sequence[Claim], heads: AbstractSet[str]) -> list[Claim]:
        """Get the claims with the types told of their aircraft; ``heads``: which are of the headline."""
        told = list(zip(claims, self.groups, strict=True))
        headed = [claim for claim in claims if claim.claim_id in heads]
        below = (each for each in told if each[0].claim_id not in heads and each[0].asserted)
        first, group = next(below, (None, -1))
        if first is not None and len(headed) == 1 and group >= 0 and _is_same(headed[0], first):
            self.types.setdefault(group, headed[0].aircraft or ClaimedAircraft())
        return [_with_type(claim, self.types.get(group)) if group >= 0 else claim for claim, group in told]


def told_once(article: Article, claims: Sequence[Claim], same: SameAircraft) -> tuple[Claim, ...]:
    """Assert what a headline says only when the text below makes no such claim: it is one claim, not two.

    Not in Arabic, aircraft get the types told later: there no word says that it is the same.
    """
    spans = [(s.span.start, s.span.end) for s in article.sentences if s.is_headline]
    heads = {claim.claim_id for claim in claims if any(start <= claim.span[0] < end for start, end in spans)}
    told = {claim.kind for claim in claims if claim.asserted and claim.claim_id not in heads}
    return tuple(
        msgspec.structs.replace(
            claim, asserted=False, boilerplate=Boilerplate.REPEATED.value, modality="boilerplate"
        )
        if claim.asserted and claim.kind in told and claim.claim_id in heads
        else claim
        for claim in (claims if article.language is Language.ARABIC else same.named(claims, heads))
    )


def _is_known(fields: Fields) -> bool:
    """Say whether the aircraft of a claim is the one told before."""
    return fields.rules.get("aircraft", "").endswith(_BEFORE)


def called_in(marks: SentenceMarks) -> AircraftMark | None:
    """Get the type that a sentence calls the aircraft told before by: "the plane, a Tu-154", «это Ил-76»."""
    if marks.sentence.language is Language.ARABIC:
        return None
    typed = [craft for craft in marks.aircraft if craft.mark.type_designator and not craft.mark.is_flight]
    if marks.sentence.language is not Language.ENGLISH:
        return typed[0].mark if len(typed) == 1 and _is_identified(marks, typed[0]) else None
    pointers = [p for p in marks.pointers if p.mark is Points.AIRCRAFT]
    if len(typed) != 1 or not pointers or any(cue.first < typed[0].first for cue in marks.cues):
        return None
    return typed[0].mark if _is_called(marks, pointers[0], typed[0]) else None


def told_again(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a sentence without a claim may only speak of the aircraft told before, by no type.

    English says by its article that it is another one: "a drone", "a US tanker".
    """
    if not aircraft.mark.is_generic:
        return False
    if marks.cues or any(p.mark in (Points.AIRCRAFT, Points.TYPE) for p in marks.pointers):
        return True
    owners = [owner.first for owner in marks.operators if owner.last == aircraft.first]
    return marks.form(min((aircraft.first, *owners)) - 1) not in _NEW or aircraft.mark.plural is True


def _is_identified(marks: SentenceMarks, craft: At[AircraftMark]) -> bool:
    """Say whether Slavic words say what the aircraft told before is: «это был Ил-76», «йдеться про Іл-76»."""
    if craft.mark.plural or any(cue.first < craft.first for cue in marks.cues):
        return False
    return any(marks.form(i) in _IDENTIFY for i in range(max(marks.first, craft.first - _REACH), craft.first))


def _is_called(marks: SentenceMarks, pointer: At[Points], craft: At[AircraftMark]) -> bool:
    """Say whether nothing but "was a" or ", a" and whose it is stands before the type."""
    start = craft.first - 1
    known = {
        index
        for items in (marks.operators, marks.places)
        for at in items
        for index in range(at.first, at.last)
    }
    while start > max(marks.first, craft.first - _REACH) and _describes(marks, start, known):
        start -= 1
    form = marks.form(start)
    if start < pointer.last:
        return False
    return (form in _PARTING and start == pointer.last) or form in _IS


def _describes(marks: SentenceMarks, index: int, known: set[int]) -> bool:
    """Say whether a word only goes with the name of what follows."""
    form = marks.form(index)
    if form in _IS or form in _PARTING:
        return False
    if form in _AS or index in known:
        return True
    tied = any(r.first <= index < r.last for r in marks.relations)
    tied = tied or any(e.first <= index < e.last for e in marks.events)
    return form.isalpha() and not tied and not form.endswith(_DONE)


def _is_same(head: Claim, claim: Claim) -> bool:
    """Say whether a claim tells of as many aircraft that came to the same place as the headline."""
    one, other = head.aircraft, claim.aircraft
    if one is None or other is None or one.type_designator is None or head.kind is not claim.kind:
        return False
    alike = one.airframes is None or other.airframes is None or one.airframes.n == other.airframes.n
    if head.operator and claim.operator and not _share_a_word(head.operator, claim.operator):
        return False
    places = (head.place, claim.place)
    ids = [place.id or place.text for place in places if place is not None]
    return alike and len(ids) == len(places) and ids[0] == ids[1]


def _share_a_word(one: str, other: str) -> bool:
    return not set(one.casefold().split()).isdisjoint(other.casefold().split())


def _with_type(claim: Claim, named: ClaimedAircraft | None) -> Claim:
    own = claim.aircraft
    if named is None or own is None or own.type_designator is not None or own.nearest_type is not None:
        return claim
    if own.text and any(letter.isdigit() for letter in own.text):
        return claim  # "Boeing 737" is a type, too
    typed = msgspec.structs.replace(
        own, type_designator=named.type_designator, registration=own.registration or named.registration
    )
    return msgspec.structs.replace(
        claim,
        aircraft=typed,
        how=claim.how | {"aircraft": How.INHERITED},
        rules=claim.rules | {"aircraft": "the type told later"},
    )
