"""Who flies under a call sign: the three-letter designator, and the operator it was given to.

A call sign is a prior on the operator, no proof: designators are lent, changed and misused, and a
designator's holder today need not be its holder then. Source: standing-data (undated).
"""

import re
from functools import cache

from wheelsdown.reference.standing_data import load_table

__all__ = ["callsign_designator", "load_operators", "operator_of_callsign"]

#: An airline's or an air arm's call sign: three letters, then a flight number that starts with a digit.
#: Without the digit it may be a registration or a word.
_CALLSIGN = re.compile(r"([A-Z]{3})\d[0-9A-Z]{0,4}")


@cache
def load_operators() -> dict[str, str]:
    """Give the operator's name for every ICAO three-letter designator known; the same object at every call.

    >>> load_operators()["TTF"], load_operators()["RFF"]
    ('224th Flight Unit', 'Russian Federation Air Force')
    """
    return dict(load_table("airlines").select("designator", "name").rows())


def callsign_designator(callsign: str | None) -> str | None:
    """Give the three-letter designator a call sign starts with; None where it has none.

    >>> callsign_designator("RFF7031 "), callsign_designator("HBXYZ"), callsign_designator(None)
    ('RFF', None, None)
    """
    found = _CALLSIGN.fullmatch((callsign or "").strip().upper())
    return found[1] if found else None


def operator_of_callsign(callsign: str | None) -> str | None:
    """Give the name of the operator whose designator a call sign starts with; None where unknown.

    >>> operator_of_callsign("TTF1234")
    '224th Flight Unit'
    """
    designator = callsign_designator(callsign)
    return load_operators().get(designator) if designator else None
