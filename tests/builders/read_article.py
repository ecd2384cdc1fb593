"""Texts read as the command line reads them, with a publication day that the test tells."""

import hashlib
from datetime import date

from wheelsdown.articles.reading import read_text
from wheelsdown.claim_reading import read_claims
from wheelsdown.reference.text_words import load_text_words

__all__ = ["article_of", "claims_of", "legs_of", "place_of", "told", "ways"]


def article_of(text, told, *, path="t.txt"):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return read_text(text, path=path, sha256=sha256, words=load_text_words(), told=(told, "the test"))


def claims_of(text, *, before="", told=date(2031, 5, 14)):
    """Read the claims that a text makes after what was told before."""
    claims = read_claims([article_of(before + text, told)]).articles[0].claims
    return [claim for claim in claims if claim.span[0] >= len(before)]


def told(text):
    """Read the claims that a text asserts."""
    return [claim for claim in claims_of(text) if claim.asserted]


def legs_of(claim):
    """Get where each leg of a claim begins and ends."""
    return [(place_of(leg.origin), place_of(leg.destination)) for leg in claim.legs]


def place_of(place):
    """Get the identifier of a place, else its words; None for none."""
    return place and (place.id or place.text)


def ways(claim):
    """Get where each leg of a claim begins and ends, in the words of the text."""
    return [(leg.origin and leg.origin.text, leg.destination and leg.destination.text) for leg in claim.legs]
