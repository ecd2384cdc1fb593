"""A person's corrections and confirmations: kept in order, with name and time, and never silently undone."""

import msgspec
import pytest

from wheelsdown.claims.claim import Claim, ClaimKind, How
from wheelsdown.claims.reviews import Review, ReviewAction, apply_reviews
from wheelsdown.errors import ArticleError


def a_claim():
    return Claim(claim_id="c1", article="a", span=(0, 4), quote="text", kind=ClaimKind.MOVEMENT)


def review(action="correct", by="R. Brandt", at="2031-05-10T08:00:00Z", **fields):
    return Review(claim_id="c1", action=ReviewAction(action), by=by, at=at, **fields)


def test_a_correction_replaces_a_field_and_says_whose_it_is():
    date = {"text": "on Monday", "start": "2031-05-05", "end": "2031-05-06", "precision": "day"}
    (claim,), left_out = apply_reviews([a_claim()], [review(field="date", value=date)])
    assert (claim.date.start, claim.how["date"], left_out) == ("2031-05-05", How.STATED, {})
    assert claim.rules["date"] == "corrected by R. Brandt at 2031-05-10T08:00:00Z"
    assert claim.confirmed_by is None


def test_a_chain_can_be_overridden():
    chain = [{"name": "Northern Wire", "role": "publisher", "how": "stated"}]
    (claim,), _ = apply_reviews([a_claim()], [review(field="chain", value=chain)])
    assert [link.name for link in claim.chain] == ["Northern Wire"]


def test_a_confirmation_holds_until_somebody_else_corrects():
    confirmed, by_other = review("confirm"), review(by="T. Okafor", field="operator", value=None)
    (claim,), _ = apply_reviews([a_claim()], [confirmed])
    assert (claim.confirmed_by, claim.confirmed_at) == ("R. Brandt", "2031-05-10T08:00:00Z")
    (claim,), _ = apply_reviews([a_claim()], [confirmed, by_other])
    assert claim.confirmed_by is None
    (claim,), _ = apply_reviews([a_claim()], [confirmed, review(field="operator", value="X Air")])
    assert (claim.confirmed_by, claim.operator) == ("R. Brandt", "X Air")


def test_one_field_is_confirmed_without_the_others():
    inherited = msgspec.structs.replace(a_claim(), rules={"date": "same sentence"})
    (claim,), _ = apply_reviews([inherited], [review("confirm", field="date")])
    assert claim.rules["date"] == "same sentence; confirmed by R. Brandt at 2031-05-10T08:00:00Z"
    assert claim.confirmed_by is None


def test_evidence_that_is_no_track_is_added_and_undoes_no_confirmation():
    picture = {"shows": "eleven crates on the apron", "source": "picture 4117"}
    reviews = [review("confirm"), review("add_evidence", by="T. Okafor", value=picture)]
    (claim,), _ = apply_reviews([a_claim()], reviews)
    (added,) = claim.other_evidence
    assert (added.shows, added.source, added.by) == (
        "eleven crates on the apron",
        "picture 4117",
        "T. Okafor",
    )
    assert claim.confirmed_by == "R. Brandt"


@pytest.mark.parametrize(
    "value",
    [
        None,
        "a picture",
        {"shows": "crates"},
        {"shows": " ", "source": "x"},
        {"shows": "a", "source": "b", "p": 1},
    ],
)
def test_evidence_says_what_it_shows_and_where_it_is(value):
    with pytest.raises(ArticleError, match="evidence says in 'value' what it 'shows'"):
        apply_reviews([a_claim()], [review("add_evidence", value=value)])


def test_reviews_of_other_claims_are_counted():
    stranger = Review(claim_id="c9", action=ReviewAction.CONFIRM, by="R. Brandt", at="2031-05-10T08:00:00Z")
    _, left_out = apply_reviews([a_claim()], [stranger])
    assert left_out == {"reviews of claims that these articles do not make": 1}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"field": "quote", "value": "other"}, "no field 'quote'"),
        ({"field": "kind", "value": "landing party"}, "kind cannot be"),
        ({"field": "date", "value": {"start": 5}}, "date cannot be"),
        ({"by": "  ", "field": "kind", "value": "pause"}, "names nobody"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(wrong, says):
    with pytest.raises(ArticleError, match=says):
        apply_reviews([a_claim()], [review(**wrong)])
