"""Give a claim the day that only the next sentence tells: "An Il-76 landed. It happened on Friday"."""

from collections.abc import Sequence

import msgspec

from wheelsdown.articles.expressions import Anchored
from wheelsdown.articles.marks import DateMark, DateValue
from wheelsdown.claims.claim import Claim, ClaimKind, How
from wheelsdown.claims.fields import claimed_date
from wheelsdown.claims.sentences.clauses import clauses_of
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.words import Act, Form

__all__ = ["day_of_before", "names_its_flight", "with_day"]

#: Words between "it happened" and its day: "just last".
_REACH = 2
#: Nouns of what is made, and what is told of it.
_MADE = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY})
_TELLING = frozenset({Act.HAPPEN, Act.LIGHT, Act.SEE})
_ARTICLES = frozenset(("the", "this"))
#: What happens on a day.
_KINDS = frozenset({ClaimKind.MOVEMENT, ClaimKind.SHIPMENT, ClaimKind.VISIT_OF_PERSON, ClaimKind.RESUMPTION})


def day_of_before(marks: SentenceMarks) -> DateMark | None:
    """Get the day of a sentence that begins by telling when what was told happened."""
    if not marks.dates:
        return None
    first = _start(marks)
    starts = (e for e in marks.events if e.first == first and e.mark.act is Act.HAPPEN)
    last = next((event.last for event in starts if event.last - event.first > 1), None)
    last = last or _last_of_flight(marks, first)
    if last is None:
        return None
    near = (date.mark for date in marks.dates if 0 <= date.first - last <= _REACH)
    return next((mark for mark in near if not _is_of_next(mark)), None)


def names_its_flight(marks: SentenceMarks) -> bool:
    """Say whether such a sentence calls what was told a flight or landing: "The landing took place on"."""
    return _last_of_flight(marks, _start(marks)) is not None


def _start(marks: SentenceMarks) -> int:
    """Get where what is told begins, behind words for who tells it: "according to the site, it happened"."""
    clauses = clauses_of(marks)
    return next((c.first for c in clauses if between(marks.events, c.first, c.last)), marks.first)


def _last_of_flight(marks: SentenceMarks, first: int) -> int | None:
    """Get the token behind the verb of a sentence that tells only when one flight, told before, was made."""
    first += any(r.first == first for r in marks.relations) or marks.form(first) in _ARTICLES
    if marks.places or marks.cues or any(a.mark.named or a.mark.plural for a in marks.aircraft):
        return None
    if any(not count.mark.implied for count in marks.counts):
        return None
    nouns = [e for e in marks.events if e.first == first and e.mark.form is Form.NOUN and e.mark.act in _MADE]
    flights = [craft for craft in marks.aircraft if craft.first == first and craft.mark.is_flight]
    last = max((item.last for items in (nouns, flights) for item in items), default=None)
    if last is None:
        return None
    verbs = (e for e in marks.events if e.mark.form is Form.VERB and 0 <= e.first - last < _REACH)
    return next((verb.last for verb in verbs if verb.mark.act in _TELLING), None)


def _is_of_next(mark: DateMark) -> bool:
    """Say whether it counts from what follows: "it happened a day after the vote"."""
    return isinstance(mark.expression, Anchored) and mark.expression.of_next


def with_day(claims: Sequence[Claim], span: tuple[int, int], day: DateValue) -> list[Claim]:
    """Give a day to the claims of a sentence, by its characters, that are told with none."""
    return [_dated(claim, day) if span[0] <= claim.span[0] < span[1] else claim for claim in claims]


def _dated(claim: Claim, day: DateValue) -> Claim:
    if claim.date is not None or not claim.asserted or claim.kind not in _KINDS or day.start is None:
        return claim
    return msgspec.structs.replace(
        claim,
        date=claimed_date(day),
        legs=tuple(msgspec.structs.replace(leg, date_binding="by_default") for leg in claim.legs),
        how=claim.how | {"date": How.INHERITED},
        rules=claim.rules | {"date": "the day told in the next sentence"},
    )
