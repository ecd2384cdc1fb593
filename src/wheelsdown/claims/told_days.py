"""Give a claim the day that only the next sentence tells: "An Il-76 landed. It happened on Friday"."""

from collections.abc import Sequence

import msgspec

from wheelsdown.articles.expressions import Anchored
from wheelsdown.articles.marks import DateMark, DateValue
from wheelsdown.claims.claim import Claim, ClaimKind, How
from wheelsdown.claims.fields import claimed_date
from wheelsdown.claims.sentence_marks import SentenceMarks
from wheelsdown.claims.words import Act

__all__ = ["day_of_before", "with_day"]

#: Words between "it happened" and its day: "just last".
_REACH = 2
#: What happens on a day.
_KINDS = frozenset({ClaimKind.MOVEMENT, ClaimKind.SHIPMENT, ClaimKind.VISIT_OF_PERSON})


def day_of_before(marks: SentenceMarks) -> DateMark | None:
    """Get the day of a sentence that begins by telling when what was told happened."""
    starts = (e for e in marks.events if e.first == marks.first and e.mark.act is Act.HAPPEN)
    last = next((event.last for event in starts if event.last - event.first > 1), None)
    if last is None:
        return None
    near = (date.mark for date in marks.dates if 0 <= date.first - last <= _REACH)
    return next((mark for mark in near if not _is_of_next(mark)), None)


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
