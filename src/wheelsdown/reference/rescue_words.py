"""Whether a name says that its bearer saves or carries patients: ambulance, rescue, red cross.

The words are those of the languages of those who register such aircraft. One is enough. A few are persons'
names too (Rega, Medina, Samu): what they are in may be a rescuer, but is not plainly no person.
"""

import re
from typing import Final

__all__ = ["names_rescue", "names_rescue_plainly"]

_PLAINLY: Final = re.compile(
    r"ambulan|medevac|medical|\bhems\b|lifeguard|life ?flight|life ?star|air ?evac|aero ?med|helimed"
    r"|rescue|red cross|coast ?guard|rettung|\badac\b|\bdrf\b|\bhospital"
    r"|secours|croix.rouge|soccorso|sanitar|salvamento|rescate|cruz roja|flying doctor|pogotowie|legimentő"
    r"|скорая|санитарн|медицин|спасат|\bмчс\b|швидка|медичн|рятув|إسعاف|الهلال الأحمر|إنقاذ",
    re.IGNORECASE,
)

_PERHAPS: Final = re.compile(r"\bmedi|\bsamu\b|\brega\b", re.IGNORECASE)


def names_rescue(text: str) -> bool:
    """Tell whether a name, of an operator or a type, says so, or may.

    >>> names_rescue("North Air Ambulance"), names_rescue("Rega"), names_rescue("Doe Jane")
    (True, True, False)
    """
    return names_rescue_plainly(text) or _PERHAPS.search(text) is not None


def names_rescue_plainly(text: str) -> bool:
    """Tell whether a name says so and is no person's.

    >>> names_rescue_plainly("DRF Luftrettung"), names_rescue_plainly("Medina Samu")
    (True, False)
    """
    return _PLAINLY.search(text) is not None
