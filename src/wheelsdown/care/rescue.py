"""Which flights are never alerted on: ambulance, medical transport, search and rescue.

An alert on one of these helps nobody and may harm a patient or a crew. A word is enough: it is better to
miss an alert than to send one of these. What is left out for it is counted.
"""

import re
from typing import Final

from wheelsdown.reference.rescue_words import names_rescue

__all__ = ["RESCUE", "is_rescue"]

#: The reason under which alerts that are not sent are counted.
RESCUE: Final = "ambulance_or_rescue"

#: Telephony designators and call signs that stand for such flights, at the beginning of a call sign (ICAO
#: Doc 8585 lists the designators; MEDEVAC, LIFEGUARD and RESCUE are the words of Doc 4444 and FAA 7110.65).
_CALLSIGN: Final = re.compile(
    r"(MEDEVAC|MEDIC|MEDIV|LIFEG|LIFE|LN\d+[A-Z]{2}$|RESCUE|RESQ|RSQ|RESC|SAR\d|HEMS|HELIM|HELIMED|HLE\d|CHX\d"
    r"|CHR\d|SAMU|DRAGON|REGA|REG\d|AMB|AIREVAC|EVAC|REACH|MERCY|STAT\d|ANGEL|CGNR|COAST)",
    re.IGNORECASE,
)

#: readsb's word for an emergency state of a medical flight (README-json.md, ``emergency``).
_EMERGENCY: Final = frozenset({"lifeguard"})


def is_rescue(
    *, callsign: str | None = None, operator: str | None = None, description: str | None = None,
    emergency: str | None = None,
) -> bool:  # fmt: skip
    """Tell whether anything that is said of a flight names it an ambulance or rescue flight.

    >>> is_rescue(callsign="MEDEVAC7"), is_rescue(operator="North Air Ambulance"), is_rescue(callsign="RFF7")
    (True, True, False)
    """
    words = " ".join(text for text in (operator, description) if text)
    return (
        (emergency or "") in _EMERGENCY
        or _CALLSIGN.match((callsign or "").strip()) is not None
        or names_rescue(words)
    )
