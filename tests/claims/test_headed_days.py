"""Days that hold for what follows: a heading, the day of a paragraph told by its hours, an aircraft told again."""

import pytest


@pytest.fixture(scope="module")
def days(tell):
    """Get the first day of each claim of a text."""

    def read(text):
        claims = tell(text=text)[0].read.claims
        return [claim.date.start if claim.date else None for claim in claims if claim.asserted]

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Monday 5 May 2031.\n\nTwo KC-135s flew from Gao to Oran.\n\nTuesday 6 May 2031. An Il-76 landed at Gao.",
            [None, None],
        ),
        (
            "Il-76 landed at Gao on 3 May 2031. In the evening a second one landed. By nightfall both had left.",
            ["2031-05-03"] * 3,
        ),
        (
            "3 мая 2031 года над Гао прошел самолет. Это ротация. Ил-76 привез в Гао сорок солдат.",
            ["2031-05-03"],
        ),
        (
            "3 травня 2031 року борт сів у Гавані. Ще за добу літак перелетів до Гао.",
            ["2031-05-03", "2031-05-04"],
        ),
        (
            "3 мая 2031 года в Гао сел Ил-76. К вечеру прилетел еще один Ан-124. Под утро он улетел.",
            ["2031-05-03", "2031-05-03", "2031-05-04"],
        ),
        (
            "An Il-76 landed at Gao at dusk on 3 May 2031. By dawn it had gone.",
            ["2031-05-03", "2031-05-04"],
        ),
        (
            "An Il-76 landed at Gao at dawn on 3 May 2031. By noon it had gone.",
            ["2031-05-03", "2031-05-03"],
        ),
        ("هبطت طائرة إليوشن-76 في غاو في 3 مايو 2031. ومع حلول الليل غادرت الطائرة.", ["2031-05-03"] * 2),
    ],
)
def test_a_day_holds_for_what_is_told_by_hours(days, text, wanted):
    assert [day and str(day) for day in days(text)] == wanted


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("Monday.\n\nTwo KC-135s flew from Gao to Oran.\n\nTuesday. An Il-76 landed at Gao.", [True, True]),
        ("Tuesday. An Il-76 landed at Gao. Wednesday. Nothing. Friday. A C-17 landed at Oran.", [True, True]),
        ("Четверг.\n\nДва Ил-76 прилетели в Гао. В пятницу один из них улетел.", [True, False]),
        ("Tuesday. An Il-76 landed at Gao.\n\nA C-17 landed at Oran.", [True, False]),
    ],
)
def test_a_day_heads_its_entry(tell, text, headed):
    claims = tell(text=text)[0].read.claims
    assert [claim.rules.get("date") == "the day that heads the entry" for claim in claims] == headed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("За первую декаду июня 2031 года из Гао вылетели девять Ил-76.", ["2031-06-01"]),
        ("In 2031 they came, too: in May an Il-76 landed at Gao twice.", ["2031-05-01"]),
    ],
)
def test_the_nearer_of_two_lengths_of_time_is_taken(days, text, wanted):
    assert [day and str(day) for day in days(text)] == wanted
