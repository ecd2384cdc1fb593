"""Put a city and the airfield right behind it together: "Moscow Vnukovo" is one place."""

from collections.abc import Sequence
from dataclasses import replace

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import PlaceLevel, PlaceMark

__all__ = ["with_fields_of_cities"]


def with_fields_of_cities(text: str, places: Sequence[PlaceMark]) -> tuple[PlaceMark, ...]:
    """Get the places with each city that stands right before an airfield of its country in one with it.

    >>> city = PlaceMark(Span(0, 6), "Moscow", PlaceLevel.CITY, "RU-MOW", "RU")
    >>> field = PlaceMark(Span(7, 14), "Vnukovo", PlaceLevel.AERODROME, "UUWW", "RU")
    >>> [(mark.text, mark.id) for mark in with_fields_of_cities("Moscow Vnukovo", (city, field))]
    [('Moscow Vnukovo', 'UUWW')]
    """
    found: list[PlaceMark] = []
    for place in places:
        city = found[-1] if found else None
        if city is not None and _is_of(text, city, place):
            span = Span(city.span.start, place.span.end)
            words = text[span.start : span.end]
            found[-1] = replace(place, span=span, text=words, says_airfield=True, particles=city.particles)
        else:
            found.append(place)
    return tuple(found)


def _is_of(text: str, city: PlaceMark, field: PlaceMark) -> bool:
    """Say whether only a space stands between a city and an airfield of the same country."""
    if city.level is not PlaceLevel.CITY or field.level is not PlaceLevel.AERODROME or city.says_airfield:
        return False
    if city.country is None or city.country != field.country or field.particles:
        return False
    is_dateline = city.text.isupper() and not field.text.isupper()
    return text[city.span.end : field.span.start] == " " and not is_dateline
