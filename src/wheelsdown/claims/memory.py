"""What a sentence may point back to: the aircraft, place and day told last.

The rules are few and each has a name that the claim prints: a pronoun or "the aircraft" takes the aircraft
told last; "the first", "another", "some" and "the rest" take the type of the aircraft told as a group; "the
airport" and "there" take the airfield told last; an arrival with no place goes where the one before went; a
take-off with no place leaves from where the one before arrived.
"""

from dataclasses import dataclass, field

from wheelsdown.articles.marks import DateValue, PlaceLevel, PlaceMark
from wheelsdown.claims.claim import ClaimedAircraft, CountField
from wheelsdown.claims.legs import Route
from wheelsdown.claims.sentence_marks import SentenceMarks

__all__ = ["Memory", "is_field"]

#: Sentences over which an aircraft or a place is remembered.
_LASTS = 5

#: Levels at which aircraft land.
_FIELDS = frozenset({PlaceLevel.AERODROME, PlaceLevel.CITY, PlaceLevel.UNKNOWN})


def is_field(place: PlaceMark) -> bool:
    """Say whether aircraft can land at a place so named."""
    return place.level in _FIELDS


@dataclass(slots=True)
class Memory:
    """The things told last, with the number of the sentence that told them."""

    aircraft: ClaimedAircraft | None = None
    aircraft_at: int = -10
    is_group: bool = False
    """The aircraft told last is one of a group."""
    place: PlaceMark | None = None
    place_at: int = -10
    date: DateValue | None = None
    aircraft_day: DateValue | None = None
    """The day told of the aircraft told last."""
    operator: str | None = None
    route: Route = field(default_factory=Route)
    resumed: PlaceMark | None = None
    """Where flights are said to have been resumed."""

    def known_aircraft(self, number: int) -> ClaimedAircraft | None:
        """Get the aircraft told last, unless too long ago."""
        return self.aircraft if number - self.aircraft_at <= _LASTS else None

    def known_place(self, number: int) -> PlaceMark | None:
        """Get the airfield told last, unless too long ago."""
        return self.place if number - self.place_at <= _LASTS else None

    def see_aircraft(self, aircraft: ClaimedAircraft, airframes: CountField | None, number: int) -> None:
        """Remember an aircraft."""
        self.aircraft = ClaimedAircraft(
            text=aircraft.text,
            type_designator=aircraft.type_designator,
            nearest_type=aircraft.nearest_type,
            registration=aircraft.registration,
            callsign=aircraft.callsign,
            airframes=airframes,
        )
        self.aircraft_at = number

    def see_place(self, place: PlaceMark, number: int) -> None:
        """Remember an airfield."""
        if is_field(place):
            self.place, self.place_at = place, number

    def see_route(self, route: Route, number: int) -> None:
        """Remember where the aircraft ended."""
        self.route = route
        main = route.legs[-1][1] if route.legs else route.main
        if main is not None:
            self.see_place(main.mark, number)

    def see_sentence(self, marks: SentenceMarks, number: int) -> None:
        """Remember an airfield that a sentence without a claim names."""
        fields = [place.mark for place in marks.places if is_field(place.mark)]
        if fields:
            self.see_place(fields[-1], number)
