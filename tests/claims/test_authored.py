"""Whom a paper is by is the source, not the first word of what the paper is called."""

import pytest


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("according to a report by U.N. experts", ["U.N. experts"]),
        ("according to a confidential report by a panel of experts, reviewed by the AP", ["AP", "experts"]),
        ("according to an analysis by C4ADS shared with the BBC", ["BBC", "C4ADS"]),
        ("a tally by Sky News shows", ["Sky News"]),
        ("according to a report from the Pentagon", ["Pentagon"]),
        ("according to a statement by the army", ["the army"]),
        ("according to an investigation by Harbour Reports", ["Harbour Reports"]),
        ("a statement from the presidency said", ["a statement from the presidency"]),
    ],
)
def test_who_wrote_the_paper_tells_it(chain, said, wanted):
    assert chain(f"Two Il-76s landed at Bamako in January, {said}.") == wanted
