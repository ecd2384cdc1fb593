"""Who the aircraft of a picture are, where their feed does not say: frames hold an address and no more.

What a feed's own database says stands as it came; what it leaves out is filled with what is best known of
the address, and ``filled`` names it. An aircraft is military as soon as one of the two calls it so.
"""

from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown.live.picture import MILITARY, Aircraft, Picture

__all__ = ["named"]

#: Key of a picture -> column of what is best known.
_COLUMNS: Final = {"r": "registration", "t": "type_designator", "own_op": "operator"}

#: Field of an aircraft -> its key in the picture.
_KEYS: Final = dict(zip(Aircraft.__struct_fields__, Aircraft.__struct_encode_fields__, strict=True))


def named(picture: Picture, known: pl.DataFrame) -> Picture:
    """Give a picture in which aircraft have the names that are known of their addresses.

    Parameters
    ----------
    known
        ``airframe`` and ``reference.identity.CHOSEN``, a row for each airframe of which something is known.
    """
    rows = {row["airframe"]: row for row in known.iter_rows(named=True)}
    aircraft = [_named(each, rows[each.hex]) if each.hex in rows else each for each in picture.aircraft]
    return msgspec.structs.replace(picture, aircraft=aircraft)


def _named(aircraft: Aircraft, known: dict[str, Any]) -> Aircraft:
    said: dict[str, Any] = {
        key: known[column]
        for key, column in _COLUMNS.items()
        if known[column] is not None and getattr(aircraft, key) is None
    }
    flags = aircraft.db_flags
    if known["military"] is not None and (flags is None or (known["military"] and not flags & MILITARY)):
        said["db_flags"] = (flags or 0) | (MILITARY if known["military"] else 0)
    if not said:
        return aircraft
    return msgspec.structs.replace(aircraft, **said, filled=tuple(_KEYS[name] for name in said))
