"""What a registration says by its form: its country, and for Russia the address it should have.

Russia: address = 0x140000 + the five-digit number, shared by RA- (civil and state) and RF- (state)
registrations (dump1090 and tar1090, ``registrations.js``). Of 795 RA-/RF-NNNNN rows of plane-alert-db in
that range, 99.6 % agree, partly because lists are filled by the same rule: it tests consistency, and
proves neither operator nor which of the two prefixes is right.
"""

import re
from functools import cache, lru_cache

from wheelsdown.reference.standing_data import load_table

__all__ = [
    "countries_of",
    "is_state_form",
    "normalised",
    "russian_address",
    "russian_number",
    "same_state",
]

#: Address of RA-00000; the rule covers one hundred thousand numbers.
RUSSIAN_FIRST, RUSSIAN_COUNT = 0x140000, 100_000

#: Dependencies and regions whose aircraft use the address blocks of another code, as the shipped
#: aircraft show (B- is written in China, Hong Kong, Macao and Taiwan alike).
SHARED_BLOCKS = (
    frozenset({"GB", "IM", "GG", "JE", "BM", "KY", "TC", "VG", "AI", "MS", "FK", "GI", "SH"}),
    frozenset({"CN", "HK", "MO", "TW"}),
    frozenset({"NL", "AW", "CW", "SX", "XC"}),
    frozenset({"FR", "MQ", "GP", "GF", "RE", "PF", "NC", "YT", "PM", "WF"}),
)

#: French state aircraft wear registrations of the civil form: gendarmerie F-M, air force F-R and F-U, navy
#: F-X and F-Y, others F-Z (all in military blocks in the shipped data).
_FRENCH_STATE = re.compile(r"F-[MRUXYZ][A-Z]{3}")

_RUSSIAN = re.compile(r"R[AF]-?(\d{5})")


def normalised(registration: str) -> str:
    """Write a registration without hyphens and blanks, in capitals, so that spellings compare.

    >>> normalised("ra-82038") == normalised("RA82038")
    True
    """
    return re.sub(r"[\s-]", "", registration).upper()


@lru_cache(maxsize=4096)
def countries_of(registration: str) -> frozenset[str]:
    """Give the countries whose form of registration this is; empty for military serials and unknown forms.

    Only the usual way of writing counts: without its hyphen a registration looks like other countries'
    military serials (ZK425 is not ZK-425).

    >>> sorted(countries_of("RA-82038")), sorted(countries_of("54+39")), sorted(countries_of("ZK425"))
    (['RU'], [], [])
    """
    text = registration.strip().upper()
    return frozenset(country for country, pattern in _patterns() if pattern.fullmatch(text))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(country, re.compile(text)) for country, text in load_table("registration_prefixes").rows()]


def is_state_form(registration: str) -> bool:
    """Tell whether a registration of the civil form is one that only state aircraft wear.

    >>> is_state_form("F-RAFS"), is_state_form("F-GSPA")
    (True, False)
    """
    return _FRENCH_STATE.fullmatch(registration.strip().upper()) is not None


def same_state(first: str, second: str) -> bool:
    """Tell whether two codes draw on the same address blocks."""
    return first == second or any(first in family and second in family for family in SHARED_BLOCKS)


def russian_number(airframe: str) -> str | None:
    """Give the registration number an address stands for by the Russian rule; None outside its range.

    >>> russian_number("158334"), russian_number("4b1803")
    ('99124', None)
    """
    number = int(airframe, 16) - RUSSIAN_FIRST
    return f"{number:05d}" if 0 <= number < RUSSIAN_COUNT else None


def russian_address(registration: str) -> str | None:
    """Give the address a RA- or RF- registration should have by the rule; None for any other form.

    >>> russian_address("RF-99124")
    '158334'
    """
    found = _RUSSIAN.fullmatch(registration.strip().upper())
    return f"{RUSSIAN_FIRST + int(found[1]):06x}" if found else None
