"""A claim together with what comparing it with others needs: its days, places, sources and ordinal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheelsdown.articles.article import Span
from wheelsdown.articles.marked import inside
from wheelsdown.articles.marks import Operation, PlaceLevel, PlaceMark
from wheelsdown.articles.person_names import same_person
from wheelsdown.articles.view import fold_word
from wheelsdown.claims.claim import Claim, ClaimKind, CountField, Link, Polarity, Published, Role
from wheelsdown.claims.comparing.encounters import Encounter
from wheelsdown.claims.comparing.tellings import MOST_OF_A_KIND, Telling, source_of

__all__ = ["Account", "Days", "Family", "accounts_of", "as_days", "counts_agree", "overlap"]

#: Days ``start`` up to and without ``end``; None is open.
Days = tuple[date | None, date | None]


class Family(StrEnum):
    """Kinds of claims that may be of one and the same event."""

    MOVEMENT = "movement"
    RESUMPTION = "resumption"
    WITHDRAWAL = "withdrawal"
    SHIPMENT = "shipment"
    VISIT_OF_PERSON = "visit_of_person"


#: Characters between a sentence and the next one.
_NEXT = 3
#: Letters of the article in names ("Al-...").
_ARTICLE = 2

_FAMILIES = {
    ClaimKind.MOVEMENT: Family.MOVEMENT,
    ClaimKind.PRESENCE: Family.MOVEMENT,
    ClaimKind.RESUMPTION: Family.RESUMPTION,
    ClaimKind.PAUSE: Family.RESUMPTION,
    ClaimKind.WITHDRAWAL: Family.WITHDRAWAL,
    ClaimKind.SHIPMENT: Family.SHIPMENT,
    ClaimKind.VISIT_OF_PERSON: Family.VISIT_OF_PERSON,
}


@dataclass(frozen=True)
class Account:
    """One claim of an event.

    ``place`` is the mark that the claim's place was taken from; ``is_heading``: it stands in the headline or
    the standfirst, which repeat the text; ``days`` are those that it may mean, empty when none are known.
    """

    claim: Claim
    telling: Telling
    family: Family
    place: PlaceMark | None
    days: tuple[Days, ...]
    publishers: frozenset[str]
    evidence: frozenset[str]
    is_heading: bool
    ordinal: int | None = None

    @property
    def key(self) -> tuple[str, str, tuple[int, int], str]:
        """What orders accounts by their content alone."""
        return self.telling.read.sha256, self.telling.path, self.claim.span, self.claim.claim_id

    @property
    def place_id(self) -> str | None:
        """The place's code; a set of places has none."""
        if self.place is None or self.place.level is PlaceLevel.SET:
            return None
        return self.place.id

    @property
    def candidates(self) -> frozenset[str]:
        """Codes that the name of the place leaves open."""
        return frozenset(self.place.candidates if self.place and not self.place.id else ())

    @property
    def unlisted_name(self) -> str | None:
        """The folded name of a place that is in no list: its first word with a capital."""
        if self.place is None or self.place.id or self.place.is_anaphor or self.is_coarse or self.candidates:
            return None
        words = (word for word in self.place.text.replace("-", " ").split() if word[:1].isupper())
        return next((fold_word(word) for word in words if len(word) > _ARTICLE), None)

    @property
    def country(self) -> str | None:
        """The country of the place."""
        if self.place is None:
            return None
        return self.place.country or (self.place.id if self.place.level is PlaceLevel.COUNTRY else None)

    @property
    def is_coarse(self) -> bool:
        """Whether the place is a country or a set of bases, which holds finer ones."""
        return self.place is not None and self.place.level in (PlaceLevel.COUNTRY, PlaceLevel.SET)

    @property
    def origins(self) -> frozenset[str]:
        """Countries or regions that the legs begin in, as far as they are named."""
        return frozenset(leg.origin.id for leg in self.claim.legs if leg.origin and leg.origin.id)

    @property
    def type_designator(self) -> str | None:
        """The aircraft's type, where one is named."""
        return self.claim.aircraft.type_designator if self.claim.aircraft else None

    @property
    def airframes(self) -> CountField | None:
        """How many aircraft."""
        return self.claim.aircraft.airframes if self.claim.aircraft else None

    @property
    def link(self) -> Link | None:
        """The last link of the chain that is evidence."""
        return next((link for link in reversed(self.claim.chain) if link.role is Role.EVIDENCE), None)


def accounts_of(telling: Telling, encounters: Sequence[Encounter]) -> tuple[Account, ...]:
    """Get the claims of an article that say that something happened, or that it did not.

    Plans, wishes, questions, hypotheses and boilerplate are of no event.
    """
    told = [claim for claim in telling.read.claims if claim.kind in _FAMILIES and _is_of_event(claim)]
    return tuple(_account(telling, claim, encounters) for claim in told[:MOST_OF_A_KIND])


def _is_of_event(claim: Claim) -> bool:
    return claim.boilerplate is None and (claim.asserted or claim.polarity is Polarity.DID_NOT_HAPPEN)


def _account(telling: Telling, claim: Claim, encounters: Sequence[Encounter]) -> Account:
    sentence = telling.sentence_at(claim.span[0])
    place = claim.place or next((leg.destination for leg in claim.legs if leg.destination), None)
    return Account(
        claim=claim,
        telling=telling,
        family=_FAMILIES[claim.kind],
        place=telling.place_mark(claim, place),
        days=as_days(claim, telling.read.published),
        publishers=frozenset(source_of(link) for link in claim.chain if link.role is Role.PUBLISHER),
        evidence=frozenset(
            source_of(link) for link in claim.chain if link.role is Role.EVIDENCE and link.kind
        ),
        is_heading=sentence is not None and (sentence.is_headline or sentence.is_standfirst),
        ordinal=_ordinal(telling, claim, encounters),
    )


def as_days(claim: Claim, published: Published) -> tuple[Days, ...]:
    """Get the days that the date of a claim may mean; an open interval ends with the publication."""
    value = claim.date
    if value is None:
        return ()
    if value.candidates:
        return tuple((date.fromisoformat(start), date.fromisoformat(end)) for start, end in value.candidates)
    if value.start is None and value.end is None:
        return ()
    end = value.end or published.end
    return ((_day(value.start), _day(end)),)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def overlap(ones: Sequence[Days], others: Sequence[Days]) -> bool | None:
    """Say whether two sets of days share one; None when either is unknown."""
    if not ones or not others:
        return None
    return any(_share(one, other) for one in ones for other in others)


def _share(one: Days, other: Days) -> bool:
    after = one[0] is not None and other[1] is not None and one[0] >= other[1]
    before = one[1] is not None and other[0] is not None and one[1] <= other[0]
    return not (after or before)


def counts_agree(one: CountField, other: CountField) -> bool:
    """Say whether one number can fit both counts.

    >>> counts_agree(CountField(op=">=", n=2), CountField(op="=", n=3))
    True
    >>> counts_agree(CountField(op=">=", n=2), CountField(op="=", n=1))
    False
    """
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low <= other_high and other_low <= high


def _bounds(count: CountField) -> tuple[float, float]:
    match Operation(count.op):
        case Operation.EXACTLY:
            return count.n, count.n
        case Operation.AT_LEAST:
            return count.n, float("inf")
        case Operation.MORE:
            return count.n + 1, float("inf")
        case Operation.AT_MOST:
            return 0, count.n
        case Operation.LESS:
            return 0, count.n - 1
        case Operation.ABOUT:
            return 0.5 * count.n, 1.5 * count.n


def _ordinal(telling: Telling, claim: Claim, encounters: Sequence[Encounter]) -> int | None:
    """Get which visit it is: told in its own words, or elsewhere of these persons and no other dated visit.

    "It was his second visit" in the next sentence is of this one, whomever it names.
    """
    if claim.kind is not ClaimKind.VISIT_OF_PERSON:
        return None
    visits = [
        one for one in telling.read.claims if one.kind is ClaimKind.VISIT_OF_PERSON and one.date is not None
    ]
    numbered = [one for one in encounters if one.ordinal is not None]
    own = {one.ordinal for one in numbered if _holds(claim, one)}
    others = {
        one.ordinal
        for one in numbered
        if not any(_holds(visit, one) for visit in visits) and _of_them(telling, claim, one)
    }
    found = own or others
    return found.pop() if len(found) == 1 else None


def _holds(claim: Claim, encounter: Encounter) -> bool:
    return Span(*claim.span).overlaps(encounter.sentence)


def _of_them(telling: Telling, claim: Claim, encounter: Encounter) -> bool:
    persons = [mark.name for mark in inside(telling.marked.persons, encounter.sentence) if mark.name]
    if any(same_person(who, person) for who in claim.who for person in persons):
        return True
    own = telling.sentence_at(claim.span[0])
    return own is not None and 0 <= encounter.sentence.start - own.span.end <= _NEXT
