"""Which aircraft of the live picture are shown: by type, operator, military, place and words.

The script filters by the same rules (site/src/live/filters.ts); here they serve who has none.
"""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from wheelsdown.faces.web.api.asking import Asked, Military, PlaceText, TypeCode, Words, asked
from wheelsdown.faces.web.pages.showing import asked_words
from wheelsdown.geo.great_circle import distance_nm
from wheelsdown.live.picture import MILITARY, Aircraft

__all__ = ["USUAL_WITHIN_NM", "SkyAsked", "SkyFilter"]

#: How near to a place an aircraft has to be where nobody says: what a receiver on its field hears well.
USUAL_WITHIN_NM: Final = 60.0


class SkyAsked(Asked, frozen=True, kw_only=True):
    """The filters of the live map."""

    q: Words | None = None
    type: TypeCode | None = None
    operator: Words | None = None
    military: Military | None = None
    place: PlaceText | None = None
    within_nm: float = USUAL_WITHIN_NM

    @classmethod
    def of(cls, request: Request) -> "SkyAsked":
        """Read the filters from an address."""
        return asked(cls, asked_words(request), request.path_params)


@dataclass(frozen=True)
class SkyFilter:
    """Decides aircraft by aircraft."""

    asked: SkyAsked
    #: Label, latitude and longitude of the place asked for.
    centre: tuple[str, float, float] | None

    def fits(self, aircraft: Aircraft) -> bool:
        """Tell whether an aircraft is shown."""
        asked = self.asked
        return (
            _holds(asked.q, aircraft.flight, aircraft.r, aircraft.hex)
            and _holds(asked.type, aircraft.t, aircraft.desc)
            and _holds(asked.operator, aircraft.own_op)
            and asked.military in (None, bool((aircraft.db_flags or 0) & MILITARY))
            and self._is_near(aircraft)
        )

    def _is_near(self, aircraft: Aircraft) -> bool:
        if self.centre is None:
            return True
        if aircraft.lat is None or aircraft.lon is None:
            return False
        _, lat, lon = self.centre
        away = distance_nm(aircraft.lat, aircraft.lon, lat, lon)
        return float(away) <= self.asked.within_nm


def _holds(sought: str | None, *texts: str | None) -> bool:
    """Tell whether a text begins with or holds what is sought, whatever the case."""
    if sought is None:
        return True
    plain = sought.strip().casefold()
    return any(plain in text.casefold() for text in texts if text)
