"""Invented articles, read as the command line reads them."""

from datetime import date
from functools import cache

import pytest
from read_article import article_of

from wheelsdown.claim_reading import read_tellings
from wheelsdown.claims.comparing.disagreements import disagreements_of, event_groups
from wheelsdown.reference.story_words import load_story_words


@pytest.fixture(scope="session")
def tell():
    """Read texts by name; all are published on one day unless a text's name tells another (``a_20310520``)."""

    def read(**texts):
        return read_tellings(
            [article_of(text, _day(name), path=f"{name}.txt") for name, text in texts.items()]
        )

    return read


@pytest.fixture(scope="session")
def happened(tell):
    """Get the claims of a text that are told to have happened."""
    return lambda text: [claim for claim in tell(one=text)[0].read.claims if claim.asserted]


@pytest.fixture(scope="session")
def legs(tell):
    """Get the legs of the last claim of a text."""

    def read(text):
        claim = [claim for claim in tell(text=text)[0].read.claims if claim.asserted][-1]
        return [
            (leg.origin.id if leg.origin else None, leg.destination.id if leg.destination else None)
            for leg in claim.legs
        ]

    return read


def _day(name):
    digits = name.rpartition("_")[2]
    return date.fromisoformat(digits) if digits.isdigit() else date(2031, 5, 14)


@pytest.fixture(scope="session")
def compare(tell):
    """Read texts and give their groups and disagreements, variants of names left out."""

    @cache
    def compared(texts):
        tellings, words = tell(**dict(texts)), load_story_words()
        groups = event_groups(tellings, words)
        found = disagreements_of(tellings, groups, words)
        return groups, [one for one in found if one.kind != "variant"]

    return lambda **texts: compared(tuple(texts.items()))


@pytest.fixture(scope="session")
def retellings():
    """Three copies of one invented agency text; what the second changed is known.

    It turns one C-17A into several, binds the day of the C-130J to another leg, opens the interval, widens the
    operator, leaves out the tracking site, makes the source confirm, and loses the "nearly".
    """
    return {
        "first": (
            "Canadian transports are back in Agadez\n\n"
            "Canadian military flights to Agadez have resumed after a nearly four-month pause, Reuters reported "
            "on Wednesday, citing an official who asked not to be named.\n\n"
            "Citing data from Flightradar24, the agency said that a Canadian Air Force C-130J flew from Portugal "
            "to Agadez, then to Ghana on 9 May 2031. A C-17A cargo plane landed at Agadez three times from 5 to "
            "9 May 2031.\n"
        ),
        "second": (
            "Niger hears engines again\n\n"
            "Canadian military aircraft have resumed flights to Agadez after a four-month pause. The resumption "
            "of flights was confirmed by an official, as reported by Reuters.\n\n"
            "According to Reuters, a Canadian military C-130J arrived at Agadez from Portugal on May 9, 2031 and "
            "then departed for Ghana. C-17A cargo planes landed at Agadez three times since May 5, 2031.\n"
        ),
        "third": (
            "Канада возобновила полёты в Агадес\n\n"
            "Как сообщает агентство Reuters со ссылкой на сервис Flightradar24, самолёт ВВС Канады C-130J 9 мая "
            "2031 года прилетел в Агадес из Португалии, а затем вылетел в Гану. Кроме того, самолёт C-17A трижды "
            "садился в Агадесе с 5 по 9 мая 2031 года.\n"
        ),
    }


@pytest.fixture(scope="module")
def chain(tell):
    """Get the names of the chain of the last claim of a text, without the article's own."""

    def read(text):
        claim = [claim for claim in tell(text=text)[0].read.claims if claim.asserted][-1]
        return [link.name for link in claim.chain[1:]]

    return read
