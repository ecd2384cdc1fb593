"""Which places, aircraft, operators, sources and persons an article names.

One pass finds all listed words. Aircraft are read first, then sources and persons, which win over places
("source close to the Kremlin", "The Moscow Times"), then places and operators.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wheelsdown.articles.aircraft_names import find_aircraft
from wheelsdown.articles.article import Article
from wheelsdown.articles.fields_of_cities import with_fields_of_cities
from wheelsdown.articles.flight_codes import FlightCodeLists, find_flight_codes
from wheelsdown.articles.lexicon import Lexicon, Scan, WordKind
from wheelsdown.articles.located_names import PlaceLists
from wheelsdown.articles.marks import (
    AircraftMark,
    CallsignMark,
    OperatorMark,
    PersonMark,
    PlaceLevel,
    PlaceMark,
    RegistrationMark,
    SourceKind,
    SourceMark,
)
from wheelsdown.articles.operator_names import find_operators
from wheelsdown.articles.persons import find_persons
from wheelsdown.articles.place_names import PlaceFinder
from wheelsdown.articles.source_names import find_sources, with_offices
from wheelsdown.articles.type_lists import TypeLists

__all__ = ["NameMarks", "Names"]


@dataclass(frozen=True)
class NameMarks:
    """The names of an article: marks of each kind in order of the text, none overlapping one of its kind."""

    places: tuple[PlaceMark, ...] = ()
    aircraft: tuple[AircraftMark, ...] = ()
    operators: tuple[OperatorMark, ...] = ()
    sources: tuple[SourceMark, ...] = ()
    persons: tuple[PersonMark, ...] = ()
    callsigns: tuple[CallsignMark, ...] = ()
    registrations: tuple[RegistrationMark, ...] = ()
    unsure_places: tuple[PlaceMark, ...] = ()
    """Names that may be those of places, where the sentence says so."""


@dataclass(frozen=True)
class Names:
    """All lists that names are looked up in; `wheelsdown.reference.article_names.load_names` makes one.

    ``capitals``: lower-case names of capitals to their countries.
    """

    lexicon: Lexicon
    places: PlaceLists
    types: TypeLists
    capitals: Mapping[str, str] = field(default_factory=dict)
    codes: FlightCodeLists = field(default_factory=FlightCodeLists)

    def mark(self, article: Article) -> NameMarks:
        """Mark the names of an article; linear in its length.

        Parameters
        ----------
        article
            An article with its tokens; sentences are not needed.
        """
        scan = self.lexicon.scan(article)
        callsigns, registrations = find_flight_codes(scan, self.codes)
        scan.hide(scan.tokens_of((*callsigns, *registrations)))
        aircraft = find_aircraft(scan, self.types)
        flown = scan.tokens_of(aircraft)
        finder = PlaceFinder(scan, self.places)
        sure = finder.sure_tokens()
        sources = find_sources(scan, sure)
        outlets = [mark for mark in sources if mark.kind is not SourceKind.OFFICIAL]
        persons = find_persons(scan, scan.tokens_of(outlets) | flown, sure)
        persons = _without_fields(scan, persons)
        sources = with_offices(scan, sources, persons)
        taken = scan.tokens_of(sources) | scan.tokens_of(persons)
        places = with_fields_of_cities(article.text, finder.find(taken, flown))
        operators = find_operators(scan, places, taken, self.capitals)
        flying = [mark for mark in operators if not mark.is_state]
        return NameMarks(
            places=_without(places, flying),
            aircraft=aircraft,
            operators=operators,
            sources=sources,
            persons=persons,
            callsigns=callsigns,
            registrations=registrations,
            unsure_places=finder.unsure(places),
        )


def _without_fields(scan: Scan, persons: Sequence[PersonMark]) -> tuple[PersonMark, ...]:
    """Drop the names of persons that airfields bear: "Cheddi Jagan airport", "King Khalid International"."""

    def is_field(mark: PersonMark) -> bool:
        after = max(scan.tokens_of([mark])) + 1
        item = scan.get(after, WordKind.AIRFIELD, WordKind.BASE, WordKind.FIELD_ADJECTIVE)
        if item is None or not scan.tokens[item.first].form.isascii():
            return False
        if item.get(WordKind.AIRFIELD, WordKind.BASE):
            return True
        return scan.tagged(item, WordKind.FIELD_ADJECTIVE, "international") and scan.is_name_word(after)

    return tuple(mark for mark in persons if mark.role is not None or not is_field(mark))


def _without(places: Sequence[PlaceMark], operators: Sequence[OperatorMark]) -> tuple[PlaceMark, ...]:
    """Drop the countries inside the names of operators: «ВКС России» is nowhere."""
    spans = [mark.span for mark in operators]
    return tuple(
        place
        for place in places
        if place.level is not PlaceLevel.COUNTRY or not any(span.holds(place.span) for span in spans)
    )
