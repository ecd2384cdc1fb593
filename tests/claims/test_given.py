"""Claims from anywhere are kept only where their words stand in the article as they say."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimKind, ClaimsDocument, Published
from wheelsdown.claims.given import ArticleText, parse_claims, verified
from wheelsdown.errors import ArticleError

TEXT = "A plane landed at Korvash."


def document(sha256="s", **fields):
    usual = {
        "claim_id": "c",
        "article": "a",
        "span": (0, 14),
        "quote": "A plane landed",
        "kind": ClaimKind.MOVEMENT,
    }
    claim = Claim(**{**usual, **fields})
    article = ArticleClaims(path="a", sha256=sha256, language="en", published=Published(), claims=(claim,))
    return ClaimsDocument(articles=(article,))


def kept(document, texts=None):
    found, left_out = verified(document, {"a": ArticleText("s", TEXT)} if texts is None else texts)
    return len(found.articles[0].claims), left_out


def test_words_that_stand_there_are_kept():
    assert kept(document()) == (1, {})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"span": (1, 15)}, "does not stand"),
        ({"quote": "Two planes landed"}, "does not stand"),
        ({"span": (20, 400)}, "does not stand"),
        ({"span": (-4, 14)}, "does not stand"),
        ({"sha256": "other"}, "another version"),
    ],
)
def test_words_that_do_not_are_left_out_with_the_reason(fields, why):
    n_kept, left_out = kept(document(**fields))
    assert n_kept == 0
    assert [why in reason for reason in left_out] == [True]


def test_claims_of_an_article_that_was_not_given_are_left_out():
    assert kept(document(), {}) == (0, {"claims of an article that was not given": 1})


@given(st.integers(-3, 40), st.integers(-3, 40))
def test_only_the_true_words_of_any_span_are_kept(start, end):
    quote = TEXT[max(0, start) : max(0, end)] if 0 <= start < end <= len(TEXT) else "?"
    n_kept, _ = kept(document(span=(start, end), quote=quote))
    assert n_kept == (0 <= start < end <= len(TEXT))


def test_a_document_comes_back_from_its_json():
    assert parse_claims(msgspec.json.encode(document()), where="x.json") == document()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"articles": 3}', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_claims_document_is_refused_in_one_line(content):
    with pytest.raises(ArticleError, match=r"x\.json holds no claims") as refused:
        parse_claims(content, where="x.json")
    assert "\n" not in str(refused.value)
