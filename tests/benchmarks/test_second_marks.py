"""Articles marked a second time are held back, whole, and scored as a reader's claims are."""

from benchmarks.claim_scores import HELD_BACK, Row, gold_rows, score
from benchmarks.second_marks import borne_out, marks, read_marks

TEXT = "An Il-76 landed at Korvash on 3 May. It took off again on 3 May."
LANDED = {
    "kind": "movement",
    "asserted": True,
    "polarity": "happened",
    "quote": "An Il-76 landed at Korvash on 3 May",
    "aircraft": {"type_designator": ["IL76", None], "airframes": {"op": "=", "n": 1}},
    "legs": [{"origin": None, "destination": {"any": [None, "Korvash"]}}],
    "date": {"any": [{"start": "2027-05-03", "end": "2027-05-03", "precision": "day"}]},
}
LEFT = {"kind": "movement", "asserted": True, "polarity": "happened", "quote": "It took off again on 3 May"}
ROW = Row("en-x", "en", TEXT, 0, None, ({**LANDED, "span": (0, 35)},), "x")


def test_every_quote_is_found_in_an_article_that_is_held_back() -> None:
    rows, second = {row.id: row for row in gold_rows()}, read_marks()
    assert len(second) == 64
    for name, claims in second.items():
        assert rows[name].half == HELD_BACK
        assert len(list(marks(rows[name], claims))) == len(claims)


def test_marks_are_scored_as_claims_that_were_read() -> None:
    figures = score(ROW, marks(ROW, [LANDED, LEFT]))
    assert (figures.n_events, figures.n_recalled, figures.n_all_right, figures.n_asserted) == (1, 1, 1, 2)
    wrong = {**LANDED, "legs": [{"origin": "Korvash", "destination": None}]}
    assert score(ROW, marks(ROW, [wrong])).n_all_right == 0


def test_which_occurrence_of_a_quote_is_meant() -> None:
    [claim] = marks(ROW, [{**LEFT, "quote": "on 3 May", "nth": 1}])
    assert claim["span"] == (55, 63)


def test_what_the_gold_has_not_may_be_borne_out() -> None:
    mine = [{**LEFT, "span": (37, 63)}, {**LANDED, "span": (0, 35)}]
    assert borne_out(ROW, mine, list(marks(ROW, [LANDED, LEFT]))) == (1, 1)
    assert borne_out(ROW, mine, list(marks(ROW, [LANDED]))) == (1, 0)
