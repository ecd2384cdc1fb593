"""Same source, no support: data of the feed that a claim rests on only reproduces it."""

import pytest

from wheelsdown.claims.claim import Claim, ClaimKind, How, Link, Role
from wheelsdown.verdicts.independence import independence_of

FAMILIES = {"skytrace": "one", "skytrace api": "one", "openwings": "two"}


def claim_from(*sources):
    chain = tuple(Link(name=name, role=Role.EVIDENCE, how=How.STATED, kind=kind) for name, kind in sources)
    return Claim(claim_id="c", article="a", span=(0, 1), quote="q", kind=ClaimKind.MOVEMENT, chain=chain)


@pytest.mark.parametrize(
    ("sources", "providers", "word"),
    [
        ([("SkyTrace", "tracking")], ["SkyTrace API"], "reproduced"),
        ([("SkyTrace", "tracking")], ["openwings"], "corroborated"),
        ([("SkyTrace", "tracking")], ["skytrace", "openwings"], "corroborated"),
        ([("SkyTrace", "tracking")], ["simulation/openwings"], "corroborated"),
        ([("SkyTrace", "tracking")], ["simulation"], "unknown"),
        ([("SkyTrace", "tracking")], [], "unknown"),
        ([("Nobody's Radar", "tracking")], ["openwings"], "unknown"),
        ([("a source close to the palace", "anonymous")], ["openwings"], "unknown"),
        ([], ["openwings"], "unknown"),
    ],
)
def test_the_word_follows_from_the_feed_families(sources, providers, word):
    assert independence_of(claim_from(*sources), providers, FAMILIES) == word
