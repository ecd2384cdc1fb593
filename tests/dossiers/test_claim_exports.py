"""ClaimReview and PROV: nothing leaves unconfirmed or unsigned, and every verdict leads back to hashes."""

import json

import msgspec
import pytest

from wheelsdown.claims.claim import ClaimKind, Published
from wheelsdown.dossiers.claim_review import claim_reviews
from wheelsdown.dossiers.provenance import provenance
from wheelsdown.errors import ArticleError
from wheelsdown.verdicts.verdict import (
    CheckedArticle,
    CheckedClaim,
    CheckedDocument,
    EvidenceRow,
    RawRows,
    Verdict,
)

RAW = "b" * 64
ROW = EvidenceRow(
    visit_id="v1",
    aerodrome="XKOR",
    basis="observed",
    simulated=False,
    rows=(RawRows(sha256=RAW, first_row=3, last_row=9),),
)


def checked(*, simulated=False, **fields):
    usual = {
        "claim_id": "c1", "article": "a.txt", "span": (0, 4), "quote": "text", "kind": ClaimKind.MOVEMENT,
        "verdict": Verdict.SUPPORTED, "because": "1 visit seen", "evidence": (ROW,), "confirmed_by": "R. Brandt",
    }  # fmt: skip
    claim = CheckedClaim(**{**usual, **fields})
    article = CheckedArticle(
        path="https://news.example/a", sha256="a" * 64, language="en", published=Published(), claims=(claim,)
    )
    return CheckedDocument(simulated=simulated, articles=(article,))


def test_a_confirmed_claim_becomes_a_signed_review_of_a_sentence():
    (review,), left_out = claim_reviews(checked(), signed_by="R. Brandt", day="2031-05-12")
    assert (review["@type"], review["claimReviewed"], left_out) == ("ClaimReview", "text", {})
    assert review["author"] == {"@type": "Person", "name": "R. Brandt"}
    assert review["reviewRating"]["alternateName"] == "Supported by flight data"
    assert "ratingValue" not in review["reviewRating"]
    assert review["isBasedOn"] == [f"sha256:{RAW}"]


@pytest.mark.parametrize(
    ("fields", "reason"), [({"confirmed_by": None}, "confirmed"), ({"asserted": False}, "does not assert")]
)
def test_what_nobody_confirmed_or_the_text_does_not_assert_stays_here(fields, reason):
    reviews, left_out = claim_reviews(checked(**fields), signed_by="R. Brandt", day="2031-05-12")
    assert reviews == []
    assert [reason in why for why in left_out] == [True]


def test_nothing_leaves_without_a_name_or_from_simulated_evidence():
    with pytest.raises(ArticleError, match="signs it"):
        claim_reviews(checked(), signed_by=" ", day="2031-05-12")
    with pytest.raises(ArticleError, match="simulated"):
        claim_reviews(checked(simulated=True), signed_by="R. Brandt", day="2031-05-12")


def test_every_verdict_leads_back_to_the_hashes_of_article_and_evidence():
    document = provenance(checked(), tool_version="1")
    nodes = {node["@id"]: node for node in document["@graph"]}
    verdict = nodes["wheelsdown:verdict/c1"]
    check = nodes[verdict["wasGeneratedBy"]]
    assert f"urn:sha256:{RAW}" in check["used"]
    read = nodes[verdict["wasDerivedFrom"]]
    assert (read["wasDerivedFrom"], read["wheelsdown:confirmed"]) == (f"urn:sha256:{'a' * 64}", True)
    named = {
        value
        for node in nodes.values()
        for key in ("used", "wasDerivedFrom")
        for value in _all(node.get(key))
    }
    assert named <= set(nodes)


def test_unconfirmed_and_simulated_are_marked():
    document = provenance(checked(simulated=True, confirmed_by=None), tool_version="1")
    assert document["wheelsdown:simulated"] is True
    (claim,) = (node for node in document["@graph"] if node["@id"] == "wheelsdown:claim/c1")
    assert claim["wheelsdown:confirmed"] is False
    assert json.loads(msgspec.json.encode(document)) == document


def _all(value):
    return value if isinstance(value, list) else [value] if value else []
