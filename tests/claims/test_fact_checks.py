"""What a report tells only to show that it is untrue. Published on Wednesday 14 May 2031."""

import pytest
from read_article import claims_of

HEAD = "Fact check: No, a US plane did not bring rockets to Gao\n\n"


def told(text):
    """The quotations of what the text tells as having happened."""
    return [claim.quote for claim in claims_of(text) if claim.asserted]


@pytest.mark.parametrize(
    "body",
    [
        "CLAIM: A video shows a C-17 landing in Gao on 3 May.\n\nVERDICT: False.",
        "Posts shared on Facebook claim that a C-17 landed in Gao on 3 May.",
        '"A C-17 landed in Gao last night," reads one post with 9,000 shares.',
        "Users alleged that a C-17 had arrived in Gao from Ramstein.",
    ],
)
def test_what_a_fact_check_quotes_is_not_told(body):
    assert told(f"{HEAD}{body}") == []


@pytest.mark.parametrize(
    "body",
    [
        "A C-17 did land in Gao on 3 March, according to Flightradar24.",
        "In June 2029 a C-17 carrying three senators landed in Gao.",
    ],
)
def test_what_a_fact_check_tells_itself_is_told(body):
    assert told(f"{HEAD}{body}") == [body]


@pytest.mark.parametrize(
    "text",
    [
        "Russian planes in Mali\n\nUsers of the forum claim that a C-17 landed in Gao on 3 May.",
        "Verdict: True\n\nPosts on Facebook claim that a C-17 landed in Gao on 3 May.",
    ],
)
def test_posts_are_told_where_nothing_was_found_untrue(text):
    assert len(told(text)) == 1
