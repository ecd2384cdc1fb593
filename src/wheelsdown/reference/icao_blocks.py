"""Which state an ICAO 24-bit address was allotted to, and whether its block is a military one.

Blocks overlap: the smallest that holds an address counts (standing-data, schema 1). That a block is
military is said only where the list marks it so. That it is civil is never said: military aircraft
fly on addresses outside military blocks everywhere, and Russia and Syria have no military block at all.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from wheelsdown.reference.standing_data import load_table

__all__ = ["AddressBlock", "block_of"]


@dataclass(frozen=True)
class AddressBlock:
    """The smallest listed block that holds an address."""

    first: int
    last: int
    #: ISO 3166-1 two-letter code; XA and XB are ICAO's and NATO's own in the source.
    country: str
    #: True, or None: the block says nothing.
    military: bool | None


def block_of(airframe: str) -> AddressBlock | None:
    """Give the block of an address; None where it is allotted to nobody or is no ICAO address.

    >>> block_of("158334").country, block_of("158334").military
    ('RU', None)
    >>> block_of("ae1234").military
    True
    """
    try:
        address = int(airframe, 16) if len(airframe) == 6 else -1
    except ValueError:
        return None
    starts, blocks = _intervals()
    return blocks[bisect_right(starts, address) - 1] if 0 <= address <= 0xFFFFFF else None


@cache
def _intervals() -> tuple[list[int], list[AddressBlock | None]]:
    """Cut the overlapping blocks into stretches without overlap, each with its smallest block.

    The list nests: a block lies inside another or beside it, never across its edge.
    """
    starts: list[int] = [0]
    owners: list[AddressBlock | None] = [None]
    open_blocks: list[tuple[int, AddressBlock | None]] = []

    def close(until: int) -> None:
        while open_blocks and open_blocks[-1][0] < until:
            last, _ = open_blocks.pop()
            starts.append(last + 1)
            owners.append(open_blocks[-1][1] if open_blocks else None)

    for first, last, military, country in load_table("address_blocks").rows():
        close(first)
        block = AddressBlock(first, last, country, military or None) if country else None
        open_blocks.append((last, block))
        starts.append(first)
        owners.append(block)
    close(0x1000001)
    return starts, owners
