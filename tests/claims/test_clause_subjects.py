"""Who tells it, where no list knows them: the subject of a verb that nothing but a source can do."""

import pytest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A beekeeper said a C-130 landed at Gao on 3 May.", "A beekeeper"),
        ("New Zealand's defence force said a C-130 had turned back from Gao on 3 May.", "New Zealand's defence force"),
        ("On Tuesday a glazier from Bern claimed two C-130s landed at Gao on 3 May.", "a glazier from Bern"),
        ("A man who lives nearby told reporters a C-130 landed at Gao on 3 May.", "A man"),
        ("The squadron's newsletter confirmed two landings by a C-130 at Gao on 3 May.", "The squadron's newsletter"),
        ('"A C-130 landed at Gao on 3 May," recalls Anna Brandt.', "Anna Brandt"),
        ("The minister gave another account, saying that a C-130 landed at Gao on 3 May.", "minister"),
        ("A former adviser to the prime minister said a C-130 landed at Gao on 3 May.", "A former adviser to the prime minister"),
        ("A C-130 landed at Gao on 3 May, a statement from the presidency said.", "a statement from the presidency"),
        ("A C-130 landed at Gao on 3 May, industry sources said.", "industry sources"),
        ("A C-130 landed at Gao on 3 May, the Centre for Harbour Studies said.", "the Centre for Harbour Studies"),
        ("C-130 сел в Гао 3 мая, сообщило министерство по чрезвычайным ситуациям.", "министерство по чрезвычайным ситуациям"),
        ("C-130 сів у Гао 3 травня, повідомив комітет з питань авіації.", "комітет з питань авіації"),
    ],
)  # fmt: skip
def test_the_subject_of_a_verb_of_saying_tells_it(chain, text, wanted):
    assert chain(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "It said a C-130 landed at Gao on 3 May.",
        "The C-130 that landed at Gao on 3 May carried flour.",
    ],
)
def test_what_is_reported_or_pointed_to_tells_nothing(chain, text):
    assert chain(text) in ([], ["source not named in the text"])
