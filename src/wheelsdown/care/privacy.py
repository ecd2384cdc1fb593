"""Whose aircraft keep their event and lose their identity wherever others are told: private European ones.

An aircraft counts as such when its address belongs to a state whose law protects persons so, some source
names an owner who may be a person (the name itself is never kept), none calls it military, and its type is
light or unknown: an airliner whose owner's name is not recognised as a company's is no private aircraft.
Not done here: business jets, which the list of types does not tell from airliners.
"""

import re
from typing import Final

import polars as pl

from wheelsdown.errors import UnknownReference
from wheelsdown.reference.icao_blocks import block_of
from wheelsdown.reference.identity import known_of
from wheelsdown.reference.types import aircraft_type
from wheelsdown.schemas.identity_assertions import OWNER_WITHHELD
from wheelsdown.store import Workspace

__all__ = ["is_private_european", "private_airframes"]

#: The European Economic Area (Regulation (EU) 2016/679), and those with a law like it: Switzerland, the
#: United Kingdom and its islands, Monaco, San Marino.
_PROTECTING: Final = frozenset(
    re.findall(
        r"\w+",
        """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
    IS LI NO CH GB GG IM JE MC SM
    """,
    )
)

#: Wake categories (ICAO Doc 8643) of aircraft that persons own: up to 7 tonnes.
_LIGHT: Final = frozenset({"L", "L/M", None})


def private_airframes(workspace: Workspace) -> frozenset[str]:
    """Give the airframes of a workspace that count as private and European."""
    assertions = workspace.table("identity_assertions")
    said = assertions.filter(pl.col("attribute") == OWNER_WITHHELD, pl.col("value") == "true")
    airframes = said.select(pl.col("airframe").unique()).collect()["airframe"].to_list()
    known = known_of([each for each in airframes if _is_protected(each)], assertions)
    return frozenset(
        row["airframe"]
        for row in known.iter_rows(named=True)
        if is_private_european(row["airframe"], row["type_designator"], military=row["military"])
    )


def is_private_european(airframe: str, type_designator: str | None, *, military: bool | None) -> bool:
    """Tell whether an aircraft whose owner may be a person counts as private and European.

    >>> [is_private_european("3d1234", each, military=None) for each in ("C172", "A320", None)]
    [True, False, True]
    >>> is_private_european("a1b2c3", "C172", military=None)  # the United States publish their register
    False
    """
    return not military and _is_protected(airframe) and _wake(type_designator) in _LIGHT


def _is_protected(airframe: str) -> bool:
    block = block_of(airframe)
    return block is not None and block.country in _PROTECTING


def _wake(type_designator: str | None) -> str | None:
    try:
        return aircraft_type(type_designator).wake if type_designator else None
    except UnknownReference:
        return None
