"""Whether the evidence for a claim comes from the feed that the claim itself rests on.

A claim from a tracking site is *reproduced* by data of that site's family and *corroborated* only by data
of another. A claim whose tracking site the text does not name may rest on any: unknown. So does one that
rests on a person.
"""

from collections.abc import Iterable, Mapping

from wheelsdown.articles.marks import SourceKind
from wheelsdown.claims.claim import Claim
from wheelsdown.verdicts.verdict import Independence

__all__ = ["independence_of"]

#: How the provider of simulated data is written before the feed that it stands for: ``simulation/fr24``.
_SIMULATED = "simulation/"


def independence_of(claim: Claim, providers: Iterable[str], families: Mapping[str, str]) -> Independence:
    """Compare the feed families of a claim's chain with those of its evidence.

    Parameters
    ----------
    claim
        With its chain.
    providers
        Who recorded the rows that the verdict rests on, as the acquisitions log names them.
    families
        Name of a site or provider, in lower case, to its family.

    Returns
    -------
    Independence
        ``corroborated`` when some of the evidence is of a known family that the claim does not rest on.
    """
    named = {link.id or link.name for link in claim.chain if link.kind == SourceKind.TRACKING.value}
    resting_on = {families.get(name.casefold()) for name in named}
    recorded_by = {families.get(name.casefold().removeprefix(_SIMULATED)) for name in providers}
    if not resting_on or None in resting_on or not recorded_by - {None}:
        return Independence.UNKNOWN
    return Independence.CORROBORATED if recorded_by - {None} - resting_on else Independence.REPRODUCED
