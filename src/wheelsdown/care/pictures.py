"""The live picture that may be shown: some aircraft without a name, some not yet."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from wheelsdown.care.delays import DELAYED, Watch, near_watched
from wheelsdown.care.licences import NOT_PASSED_ON, is_kept_here
from wheelsdown.care.privacy import is_private_european
from wheelsdown.care.withholding import WITHHELD
from wheelsdown.live.picture import MILITARY, Aircraft, Picture

__all__ = ["careful_picture", "is_flagged", "is_military"]

#: Bits of readsb's ``dbFlags`` (README-json.md): PIA or LADD.
_FLAGGED = 4 | 8

_NAMES = ("flight", "squawk", "r", "t", "desc", "own_op")
_BARE = {**dict.fromkeys(_NAMES), "filled": (), "owner_withheld": False}


def careful_picture(
    picture: Picture, flagged: AbstractSet[str], watched: Sequence[Watch] = (), *, shared: bool = True
) -> tuple[Picture, Mapping[str, int]]:
    """Give the picture that may be shown, and how many aircraft of it are not, or not by name.

    Parameters
    ----------
    flagged
        Addresses that the workspace knows as PIA or LADD; those the feed flags come on top.
    watched
        Watched places near which aircraft wait: none where only the user looks.
    shared
        Others look: then private European aircraft lose their identity too, and nothing is shown of a
        publisher who forbids to pass it on.
    """
    if shared and picture.aircraft and is_kept_here(picture.provider):
        return msgspec.structs.replace(picture, aircraft=[]), {NOT_PASSED_ON: len(picture.aircraft)}
    shown: list[Aircraft] = []
    counts = {"identity_withheld": 0, DELAYED: 0}
    for each in picture.aircraft:
        if _waits(each, watched):
            counts[DELAYED] += 1
        elif is_flagged(each, shared=shared) or each.hex in flagged:
            counts["identity_withheld"] += 1
            name = f"{WITHHELD}:{counts['identity_withheld']}"
            shown.append(msgspec.structs.replace(each, hex=name, **_BARE))
        else:
            shown.append(each)
    left_out = {reason: n for reason, n in counts.items() if n}
    return msgspec.structs.replace(picture, aircraft=shown), left_out


def is_military(aircraft: Aircraft) -> bool | None:
    """Tell what its flags say; None where nobody says anything of the aircraft."""
    return None if aircraft.db_flags is None else bool(aircraft.db_flags & MILITARY)


def is_flagged(aircraft: Aircraft, *, shared: bool) -> bool:
    """Tell whether it loses its identity by what a feed says of it."""
    if (aircraft.db_flags or 0) & _FLAGGED:
        return True
    is_private = shared and aircraft.owner_withheld
    return is_private and is_private_european(aircraft.hex, aircraft.t, military=is_military(aircraft))


def _waits(aircraft: Aircraft, watched: Sequence[Watch]) -> bool:
    if aircraft.lat is None or aircraft.lon is None:
        return False
    return near_watched(watched, aircraft.lat, aircraft.lon, military=is_military(aircraft))
